"""What posts and their sentences mean, judged by two networks of our own: hatred, politics and more.

`docs/models/readers.md` is their model card, `training/readers/` how they were made. A small reader begins to
read every post, and reads on where its gate does not find all of it plainly harmless. A large one reads what
the small one does not find plainly clean, and the two are mixed. Of a post several sentences long both judge
the sentences and the whole: the whole decides, the sentences show where. Of one several paragraphs long they
judge each paragraph as if it stood alone, too. A long text is judged as several posts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from smcheck.models.protocols import HEADS, Head, Judgement, Marks, SentenceScores, Weighing
from smcheck.models.reader import BERT, MPNET, Reader, load
from smcheck.models.windows import LONGEST, Window, as_read, posts
from smcheck.settings.tables import Table, read_toml
from smcheck.text import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

T = TypeVar("T")
Scores = tuple[float, ...]
"""By each of `HEADS`, from 0 to 1."""

Known = dict[tuple[tuple[int, ...], tuple[tuple[int, int], ...]], list[Scores]]
"""What was made of windows, by their tokens and by what is judged in them."""

FOLDER = Path(__file__).with_name("data") / "readers"
_LOCK = threading.Lock()
_LONGEST_GATED = 96  # tokens of a sentence: in a longer one a few words could drown before the gate
_SUREST = 30.0  # of what makes a probability, beyond which there is nothing to tell
_MOST_TRIED = 3  # words of a sentence that are left out in turn


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

    def judge(
        self, sentences: Sequence[tuple[Span, str]], wanted: Span | None = None
    ) -> tuple[Judgement, ...]:
        """What the readers make of the posts of a text, given as the spans and words of its sentences.

        They read to the end what the gate does not find plainly harmless; with a `wanted` sentence all the
        windows that hold it. Raises `ImportError` where they cannot be loaded.
        """
        known: Known = {}
        with _LOCK:
            heard = [(span, as_read(words)) for span, words in sentences]
            return tuple(self._judged(post, wanted, known) for post in posts(_tokenizer(), heard))

    def _judged(self, windows: Sequence[Window], wanted: Span | None, known: Known) -> Judgement:
        """What is made of a post by its windows."""
        whole = Span(windows[0].spans[0].start, max(window.spans[-1].end for window in windows))
        post: Scores = (0.0,) * len(HEADS)
        parts: dict[Span, Scores] = {}
        for window in windows:
            if wanted and wanted not in window.spans:
                continue
            key = (tuple(window.tokens), tuple(window.judged))
            if key not in known:  # a text may say the same on end
                known[key] = self._scores(window, gated=not wanted)
            for span, scores in zip(window.spans, known[key], strict=False):
                parts[span] = tuple(map(max, parts[span], scores)) if span in parts else scores
            for scores in known[key][-1:]:
                post = tuple(map(max, post, scores))
        return Judgement(SentenceScores(whole, post), tuple(SentenceScores(*part) for part in parts.items()))

    def _scores(self, window: Window, *, gated: bool) -> list[Scores]:
        """What is made of each judged stretch of a window, the whole last; empty where the gate is shut."""
        settings, reader, judged = _settings(), _first(), window.judged
        begun = reader.begun(window.tokens)
        drowned = any(end - start > _LONGEST_GATED for start, end in window.segments)
        if gated and not drowned and not reader.opens(begun, judged):
            return []
        logits, scales = reader.judged(begun, judged) - window.handicap, settings.once
        doubted = any(logits[-1][HEADS.index(head)] > gate for head, gate in settings.gates.items())
        if doubted and not self._quick:
            again = _second().read(window.tokens, judged) - window.handicap
            logits, scales = _mixed(logits, again, settings.first), settings.both
        return _calibrated(logits, scales)

    def weightiest(self, text: str, words: Sequence[Span], head: Head) -> tuple[Span, ...]:
        """The three words of a sentence, or fewer, without which the first reader would judge it milder.

        Only those are left out in turn that weigh most in what it has read of the whole sentence.
        """
        with _LOCK:
            scale, least = _settings().once[head], _settings().telling
            heard, places = as_read(text), [_place_in_reading(text, word) for word in words]
            encoded = _tokenizer().encode(heard, add_special_tokens=False)
            tokens, offsets = encoded.ids[:LONGEST], encoded.offsets[:LONGEST]
            of_words = [
                [k for k, (start, end) in enumerate(offsets) if start < last and first < end]
                for first, last in places
            ]
            if not tokens:
                return ()
            score, shares = _first().weighed(tokens, of_words, HEADS.index(head))
            whole = _probability(score, scale)
            heaviest = sorted(range(len(words)), key=lambda index: -shares[index])[:_MOST_TRIED]
            drops = {words[index]: whole - self._without(text, words[index], head) for index in heaviest}
        return tuple(sorted(word for word, drop in drops.items() if drop > least))

    def _without(self, text: str, word: Span, head: Head) -> float:
        """What the first reader makes of a sentence less one of its words."""
        rest = as_read(text[: word.start] + text[word.end :])
        tokens = _tokenizer().encode(rest, add_special_tokens=False).ids[:LONGEST] or [BERT.last]
        return _probability(
            float(_first().read(tokens, [(0, len(tokens))])[0][HEADS.index(head)]), _settings().once[head]
        )

    def marks(self, head: Head) -> Marks:
        """How sure it must be to speak."""
        scales = _settings().once if self._quick else _settings().both
        return scales[head].marks

    def weighing(self) -> Weighing:
        """What its scores say of listed words."""
        return _settings().weighing


def _place_in_reading(text: str, word: Span) -> tuple[int, int]:
    """Where a word of a sentence stands in what is read of it."""
    return len(as_read(text[: word.start])), len(as_read(text[: word.end]))


def _mixed(
    first: NDArray[np.float32], second: NDArray[np.float32], shares: Mapping[Head, float]
) -> NDArray[np.float32]:
    import numpy as np

    share = np.array([shares[head] for head in HEADS], np.float32)
    mixed: NDArray[np.float32] = share * first + (1 - share) * second
    return mixed


def _calibrated(logits: NDArray[np.float32], scales: Mapping[Head, Scale]) -> list[Scores]:
    """What logits (stretches, heads) say of each stretch."""
    import numpy as np

    slopes, shifts = (np.array([scales[head][part] for head in HEADS], float) for part in (0, 1))
    sure = 1 / (1 + np.exp(-np.clip(logits * slopes + shifts, -_SUREST, _SUREST)))
    return list(map(tuple, sure.tolist()))


def _probability(logit: float, scale: Scale) -> float:
    from math import exp

    return 1 / (1 + exp(-max(-_SUREST, min(_SUREST, scale.slope * logit + scale.shift))))


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
