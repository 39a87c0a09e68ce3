"""What posts and their sentences mean, judged by two networks of our own: hatred, politics and more.

`docs/models/readers.md` is their model card, `training/readers/` how they were made. A small reader reads
every post; a large one is asked only about posts that the small one does not find plainly clean, and the two
are mixed. Of a post several sentences long both judge the sentences and the whole: the whole decides, the
sentences show where. Of one several paragraphs long they judge each paragraph as if it stood alone, too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from smcheck.models.protocols import HEADS, Head, Judgement, Marks, SentenceScores, Weighing
from smcheck.models.reader import BERT, MPNET, Reader, load
from smcheck.models.windows import Window, views, windows
from smcheck.settings.tables import Table, read_toml
from smcheck.text import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

T = TypeVar("T")

FOLDER = Path(__file__).with_name("data") / "readers"
_LOCK = threading.Lock()
_MOST_TRIED = 24  # words of a sentence that are left out in turn
_MOST_TOLD = 3


class Scale(NamedTuple):
    """What a head's logits mean: `slope` and `shift` make a probability; `marks` say where it speaks."""

    slope: float
    shift: float
    marks: Marks


class Settings(NamedTuple):
    """How the readers are used, as `training/readers/choose.py` chose it.

    The second reader is asked where the first's logit of some head is above its entry in `gates`. `first` is
    what the first reader counts in the mix, from 0 to 1, by head. `once` are the scales of the first reader
    alone, `both` those of the mix. `telling` is what leaving out a word must take from a score.
    """

    first: Mapping[Head, float]
    gates: Mapping[Head, float]
    weighing: Weighing
    telling: float
    both: Mapping[Head, Scale]
    once: Mapping[Head, Scale]


class Judge:
    """The judge that ships. It holds nothing itself: what it needs is loaded once, when it is first asked."""

    def __init__(self, *, quick: bool = False) -> None:
        """A `quick` one never asks the second reader."""
        self._quick = quick

    def judge(self, sentences: Sequence[tuple[Span, str]]) -> Judgement:
        """What the readers make of a post, given as the spans and words of its sentences.

        Raises `ImportError` where they cannot be loaded.
        """
        with _LOCK:
            settings, cut = _settings(), list(views(_tokenizer(), sentences))
            post, parts = read(_first(), cut)
            scales = settings.once
            if not self._quick and any(post[HEADS.index(h)] > gate for h, gate in settings.gates.items()):
                scales = settings.both
                again, parts_again = read(_second(), cut)
                post, parts = (
                    _mixed(first, second, settings.first)
                    for first, second in ((post, again), (parts, parts_again))
                )
        spans = [span for window in cut for span in window.spans]
        found: dict[Span, tuple[float, ...]] = {}
        for span, logits in zip(spans, parts, strict=True):
            scores = _calibrated(logits, scales)
            found[span] = tuple(map(max, scores, found[span])) if span in found else scores
        whole = Span(sentences[0][0].start, sentences[-1][0].end)
        return Judgement(
            SentenceScores(whole, _calibrated(post, scales)),
            tuple(SentenceScores(span, scores) for span, scores in found.items()),
        )

    def weightiest(self, text: str, words: Sequence[Span], head: Head) -> tuple[Span, ...]:
        """The three words of a sentence, or fewer, without which the first reader would judge it milder.

        Of very many words only the first are tried.
        """
        with _LOCK:
            scale, least = _settings().once[head], _settings().telling

            def score(part: str) -> float:
                cut = list(windows(_tokenizer(), [(Span(0, len(part)), part)]))
                return _probability(float(read(_first(), cut)[0][HEADS.index(head)]), scale)

            whole = score(text)
            drops = [
                (whole - score(text[: word.start] + text[word.end :]), word) for word in words[:_MOST_TRIED]
            ]
        heaviest = sorted(drops, reverse=True)[:_MOST_TOLD]
        return tuple(sorted(word for drop, word in heaviest if drop > least))

    def marks(self, head: Head) -> Marks:
        """How sure it must be to speak."""
        scales = _settings().once if self._quick else _settings().both
        return scales[head].marks

    def weighing(self) -> Weighing:
        """What its scores say of listed words."""
        return _settings().weighing


def read(reader: Reader, cut: Sequence[Window]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logits of a post (heads), the highest of its windows', and of the sentences of each (count, heads)."""
    import numpy as np

    if not cut:
        logits = reader.read([BERT.last], [(0, 1)])
        return logits[0], logits[:0]
    wholes, parts = [], []
    known: dict[tuple[tuple[int, ...], tuple[tuple[int, int], ...]], NDArray[np.float32]] = {}
    for window in cut:
        key = (tuple(window.tokens), tuple(window.judged))
        if key not in known:  # a text may say the same on end
            known[key] = reader.read(window.tokens, window.judged)
        logits = known[key] - window.handicap
        wholes.append(logits[-1])
        parts.append(logits[: len(window.segments)])
    return np.max(wholes, axis=0), np.concatenate(parts)


def _mixed(
    first: NDArray[np.float32], second: NDArray[np.float32], shares: Mapping[Head, float]
) -> NDArray[np.float32]:
    import numpy as np

    share = np.array([shares[head] for head in HEADS], np.float32)
    mixed: NDArray[np.float32] = share * first + (1 - share) * second
    return mixed


def _calibrated(logits: NDArray[np.float32], scales: Mapping[Head, Scale]) -> tuple[float, ...]:
    given = logits.tolist()
    return tuple(_probability(logit, scales[head]) for head, logit in zip(HEADS, given, strict=True))


def _probability(logit: float, scale: Scale) -> float:
    from math import exp

    return 1 / (1 + exp(-max(-30.0, min(30.0, scale.slope * logit + scale.shift))))


def _or_import_error(load_it: Callable[[], T]) -> Callable[[], T]:
    """What loads a part of the readers, with one error for whatever is amiss with its files."""

    @wraps(load_it)
    def loaded() -> T:
        try:
            return load_it()
        except Exception as error:  # onnxruntime and tokenizers raise errors of no common kind
            raise ImportError("the readers cannot be loaded") from error

    return loaded


@cache
@_or_import_error
def _settings() -> Settings:
    return chosen(FOLDER / "judgement.toml")


def chosen(path: Path) -> Settings:
    """The settings of a file; raises `ConfigError` where it does not say all of it, or more."""
    table = read_toml(path, "readers")
    table.mapping("figures")  # for people
    first, gates, weighing = table.table("first"), table.table("gates"), table.table("weighing")
    found = Settings(
        {head: first.share(head) for head in HEADS},
        {head: gates.decimal(head) for head in HEADS if head in gates.keys},
        Weighing(*(weighing.share(name) for name in Weighing._fields)),
        table.share("telling"),
        _scales(table.table("both")),
        _scales(table.table("once")),
    )
    table.finish()
    return found


def _scales(table: Table) -> dict[Head, Scale]:
    found: dict[Head, Scale] = {}
    for head in HEADS:
        given = table.table(head)
        marks = Marks(given.share("note"), given.share("warning"))
        found[head] = Scale(given.decimal("slope"), given.decimal("shift"), marks)
    return found


@cache
@_or_import_error
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


@cache
@_or_import_error
def _first() -> Reader:
    return load(FOLDER / "first", BERT)


@cache
@_or_import_error
def _second() -> Reader:
    return load(FOLDER / "second", MPNET)
