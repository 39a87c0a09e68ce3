"""Hatred of a group, and abuse, judged sentence by sentence by a small neural network of our own.

`docs/models/hostility.md` is its model card, `training/abuse/` how it was made. The network reads a window of
the text at a time and judges each sentence in it, and all of them together, so that neither a long post nor a
"they" in the next sentence hides what is meant.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from smcheck.text import Span
from smcheck.text.fold import fold
from smcheck.text.tokens import split_hashtags

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Head = Literal["hate", "abuse"]
"""What the network judges."""

FOLDER = Path(__file__).with_name("data") / "hostility"
WINDOW = 128  # tokens
_FIRST, _LAST = 101, 102  # tokens that begin and end a window: [CLS] and [SEP] of the vocabulary
_LOCK = threading.Lock()
_SYMBOL = re.compile(r"[^\x00-\u1fff]")  # surrogates among them: halves of characters have no name
_MOST_LEFT_OUT = 24
_LEAST_DROP = 0.02


class Judgement(NamedTuple):
    """How sure the network is, from 0 to 1, that a stretch is hateful of a group, and that it is abusive."""

    span: Span
    hate: float
    abuse: float

    def score(self, head: Head) -> float:
        """The one or the other."""
        return self.hate if head == "hate" else self.abuse


class Judge(NamedTuple):
    """The tokeniser and the network."""

    tokenizer: Tokenizer
    session: InferenceSession


class _Window(NamedTuple):
    spans: list[Span]
    tokens: list[int]
    segments: list[tuple[int, int]]


def as_read(text: str) -> str:
    """The text as the network reads it: folded, hashtags split into words, emoji by their Unicode names."""
    for span, words in reversed(list(split_hashtags(text))):
        text = text[: span.start] + " ".join(word.text for word in words) + text[span.end :]
    return _SYMBOL.sub(_named, fold(text).text)


def _named(symbol: re.Match[str]) -> str:
    char = symbol[0]
    if unicodedata.category(char) in ("So", "Sk", "Sm", "Cs"):
        return f" {unicodedata.name(char, '').lower()} "
    return char


def judge(sentences: Sequence[tuple[Span, str]]) -> tuple[Judgement, ...]:
    """A judgement of each sentence, given as its span and its words, and of each window of several.

    Raises `ImportError` where the network, or what runs it, cannot be loaded.
    """
    with _LOCK:
        judge = load()
    found: dict[Span, Judgement] = {}
    for window in _windows(judge.tokenizer, sentences):
        for span, (hate, abuse) in zip(window.spans, _scores(judge, window), strict=True):
            known = found.get(span, Judgement(span, 0.0, 0.0))
            found[span] = Judgement(span, max(hate, known.hate), max(abuse, known.abuse))
    return tuple(found.values())


def weightiest(text: str, words: Sequence[Span], head: Head, most: int = 3) -> tuple[Span, ...]:
    """Those of the words of a sentence without which it would be judged milder, at most so many, in order.

    Of very many words only the first are tried.
    """
    with _LOCK:
        judge = load()

    def score(part: str) -> float:
        return _scores(judge, _alone(judge.tokenizer, part))[0][head == "abuse"]

    whole = score(text)
    drops = [(whole - score(text[: word.start] + text[word.end :]), word) for word in words[:_MOST_LEFT_OUT]]
    heaviest = sorted(drops, reverse=True)[:most]
    return tuple(sorted(word for drop, word in heaviest if drop > _LEAST_DROP))


def _alone(tokenizer: Tokenizer, text: str) -> _Window:
    ids = tokenizer.encode(as_read(text), add_special_tokens=False).ids[: WINDOW - 2] or [_LAST]
    return _Window([Span(0, len(text))], [_FIRST, *ids, _LAST], [(1, len(ids) + 1)])


def _windows(tokenizer: Tokenizer, sentences: Sequence[tuple[Span, str]]) -> Iterator[_Window]:
    """Sentences in as few windows as hold them; one too long for a window is cut."""
    window = _Window([], [_FIRST], [])
    encoded = tokenizer.encode_batch([as_read(words) for _, words in sentences], add_special_tokens=False)
    for (span, _), encoding in zip(sentences, encoded, strict=True):
        ids = encoding.ids
        for first in range(0, len(ids), WINDOW - 2):
            part = ids[first : first + WINDOW - 2]
            if len(window.tokens) + len(part) >= WINDOW:
                yield _closed(window)
                window = _Window([], [_FIRST], [])
            window.segments.append((len(window.tokens), len(window.tokens) + len(part)))
            window.spans.append(span)
            window.tokens.extend(part)
    if window.spans:
        yield _closed(window)


def _closed(window: _Window) -> _Window:
    """The window with its last token and, if it holds several sentences, all of them as one more segment."""
    if len(window.spans) > 1:
        window.spans.append(Span(window.spans[0].start, window.spans[-1].end))
        window.segments.append((1, len(window.tokens)))
    window.tokens.append(_LAST)
    return window


def _scores(judge: Judge, window: _Window) -> list[list[float]]:
    import numpy as np

    given = {"tokens": np.array([window.tokens]), "segments": np.array(window.segments)}
    logits: Any = judge.session.run(None, given)[0]
    return (1 / (1 + np.exp(-logits))).tolist()  # type: ignore[no-any-return]


@cache
def load() -> Judge:
    """Read the network, once. Raises `ImportError` where it, or what runs it, cannot be loaded."""
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = 1  # a folder is reviewed by several processes
        options.log_severity_level = 3
        session = InferenceSession(str(FOLDER / "model.onnx"), options, providers=["CPUExecutionProvider"])
        return Judge(Tokenizer.from_file(str(FOLDER / "tokenizer.json")), session)
    except Exception as error:  # both raise errors of their own, of no common kind
        raise ImportError("the classifier cannot be loaded") from error
