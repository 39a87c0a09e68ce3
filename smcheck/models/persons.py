"""Names of persons by a spaCy entity recogniser of our own, trained on posts.

`docs/models/persons.md` is its model card, `training/persons/` how it was made. Its folder holds what
`save` writes: the settings of its layers, word vectors in a byte a number, and spaCy's `ner` weights.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.text import Span
from smcheck.text.fold import unaccented
from smcheck.text.sentences import chunks

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language
    from spacy.pipeline.ner import EntityRecognizer

LABEL = "PERSON"
FOLDER = Path(__file__).with_name("data") / "persons"
_LOCK = threading.Lock()
_SURROGATE = lazy("[\ud800-\udfff]")  # half a character, which no tokeniser takes
_BRACKETED = lazy(r"(?<=[a-z]{3})\((?=[a-z]{4})")  # "Tillotson(chair)" is a word to it
_LONGEST = 5000  # code points that the model sees at a time


class Settings(NamedTuple):
    """The shape of the network: widths and depth in units, rows of the tables of hashed features."""

    width: int = 96
    depth: int = 4
    hidden: int = 64
    rows: tuple[int, int, int, int] = (4000, 1000, 2500, 2500)


class Recogniser(NamedTuple):
    """A tokeniser and the entity recogniser that reads its words."""

    language: Language
    ner: EntityRecognizer


def find(text: str) -> tuple[Span, ...]:
    """Spans of person names in the text, in code points.

    Raises what spaCy raises where the model cannot be loaded; the reviewer reports that by name.
    """
    return tuple(
        Span(start + entity.start_char, start + entity.end_char)
        for start, end in chunks(text, Span(0, len(text)), _LONGEST)
        for entity in _entities(text[start:end])
    )


def _entities(text: str) -> Any:
    with _LOCK:
        language, ner = _shipped()
        plain = unaccented(_SURROGATE.sub("\ufffd", text))  # it has learnt from few names with accents
        plain = _BRACKETED.sub(" ", plain)
        return ner(language.make_doc(plain)).ents


@cache
def _shipped() -> Recogniser:
    return load(FOLDER)


def load(folder: Path) -> Recogniser:
    """The recogniser that `save` wrote into the folder."""
    import numpy as np

    described = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    stored = np.load(folder / "vectors.npz")
    vectors = np.multiply(stored["bytes"], stored["scales"], dtype="float32")
    recogniser = build(Settings(**described), stored["keys"], vectors)
    recogniser.ner.from_disk(folder / "ner", exclude=["vocab"])
    return recogniser


def save(recogniser: Recogniser, settings: Settings, folder: Path) -> None:
    """Write a recogniser into the folder; its vectors must be such as `in_bytes` leaves unchanged."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_text(json.dumps(settings._asdict()) + "\n", encoding="utf-8")
    table = recogniser.language.vocab.vectors
    keys = np.array([key for key, _ in sorted(table.key2row.items(), key=lambda item: item[1])], "uint64")
    numbers, scales = in_bytes(table.data)
    np.savez(folder / "vectors.npz", bytes=numbers, scales=scales, keys=keys)
    recogniser.ner.to_disk(folder / "ner", exclude=["vocab"])


def in_bytes(vectors: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Vectors (words by dimensions) in a signed byte a number, and the scale of each."""
    import numpy as np

    scales = (np.abs(vectors).max(axis=1, keepdims=True) / 127).astype("float32")
    return np.round(vectors / scales).astype("int8"), scales


def build(settings: Settings, keys: np.ndarray[Any, Any], vectors: np.ndarray[Any, Any]) -> Recogniser:
    """A recogniser without weights: `keys` are spaCy's hashes of words in lower case, one a row of `vectors`.

    It is put together by hand, since the way through spaCy's configuration takes far longer to start.
    """
    with _without_commands():
        from spacy.lang.en import English
        from spacy.ml.models import (
            MaxoutWindowEncoder,
            MultiHashEmbed,
            build_tb_parser_model,
            build_Tok2Vec_model,
        )
        from spacy.pipeline.ner import EntityRecognizer
        from spacy.vectors import Vectors

    language = English()
    table = Vectors(strings=language.vocab.strings, shape=(0, 0), attr="LOWER")
    table.data = vectors
    table.key2row = dict(zip(keys.tolist(), range(len(keys)), strict=True))
    language.vocab.vectors = table
    width, depth, hidden, rows = settings
    embed = MultiHashEmbed(
        width=width, attrs=["NORM", "PREFIX", "SUFFIX", "SHAPE"], rows=list(rows), include_static_vectors=True
    )
    encode = MaxoutWindowEncoder(width=width, depth=depth, window_size=1, maxout_pieces=3)
    model = build_tb_parser_model(
        tok2vec=build_Tok2Vec_model(embed, encode),
        state_type="ner",
        extra_state_tokens=False,
        hidden_width=hidden,
        maxout_pieces=2,
        use_upper=True,
        nO=None,
    )
    return Recogniser(language, EntityRecognizer(language.vocab, model))


@contextmanager
def _without_commands() -> Iterator[None]:
    """Import spaCy without its command line, which nothing here uses and a third of the import goes into."""
    if "spacy" in sys.modules:
        yield
        return
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    module.info = None  # type: ignore[attr-defined]  # the one name that spaCy's own import asks for
    sys.modules |= {package.__name__: package, module.__name__: module}
    try:
        yield
    finally:
        for name in (package.__name__, module.__name__):
            sys.modules.pop(name, None)
