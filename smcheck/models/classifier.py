"""What sentences mean, judged by a small neural network of our own: hatred, abuse, politics, heat and more.

`docs/models/classifier.md` is its model card; `training/abuse/` made the network, which judges hatred and
abuse, and `training/topics/` the heads that judge the other things from what the network has read. It reads a
window of the text at a time and judges each sentence in it, and all of them together, so that neither a long
post nor a "they" in the next sentence hides what is meant.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from smcheck.settings.patterns import lazy
from smcheck.text import Span
from smcheck.text.fold import fold
from smcheck.text.tokens import split_hashtags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Head = Literal[
    "hate", "abuse",
    "politics", "religion", "tone", "confidential", "commitment", "personal-view", "advertising", "credit",
]  # fmt: skip
"""What is judged: first what the network was made for, then what its further heads read off it."""

HEADS: tuple[Head, ...] = get_args(Head)
TOPICS: tuple[Head, ...] = HEADS[2:]

FOLDER = Path(__file__).with_name("data") / "classifier"
WINDOW = 128  # tokens
_FIRST, _LAST = 101, 102  # tokens that begin and end a window: [CLS] and [SEP] of the vocabulary
_LOCK = threading.Lock()
_SYMBOL = lazy(r"[^\x00-\u1fff]")  # surrogates among them: halves of characters have no name
_MOST_LEFT_OUT = 24
_LEAST_DROP = 0.02


class Judgement(NamedTuple):
    """How sure the network is of a stretch, from 0 to 1, by each of `HEADS`."""

    span: Span
    scores: tuple[float, ...]

    def score(self, head: Head) -> float:
        """What one head says."""
        return self.scores[HEADS.index(head)]

    def graver(self, other: Judgement) -> Judgement:
        """The stretch as judged here, by each head as it or the other is judged more surely."""
        return Judgement(self.span, tuple(map(max, self.scores, other.scores)))


class Judge(NamedTuple):
    """The tokeniser, the network, and the further heads: weights (features + 1, topics), biases last."""

    tokenizer: Tokenizer
    session: InferenceSession
    heads: NDArray[np.float32]


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
        for span, scores in zip(window.spans, _scores(judge, window), strict=True):
            judgement = Judgement(span, tuple(scores))
            found[span] = judgement.graver(found[span]) if span in found else judgement
    return tuple(found.values())


def weightiest(text: str, words: Sequence[Span], head: Head, most: int = 3) -> tuple[Span, ...]:
    """Those of the words of a sentence without which it would be judged milder, at most so many, in order.

    Of very many words only the first are tried.
    """
    with _LOCK:
        judge = load()

    def score(part: str) -> float:
        return _scores(judge, _alone(judge.tokenizer, part))[0][HEADS.index(head)]

    whole = score(text)
    drops = [(whole - score(text[: word.start] + text[word.end :]), word) for word in words[:_MOST_LEFT_OUT]]
    heaviest = sorted(drops, reverse=True)[:most]
    return tuple(sorted(word for drop, word in heaviest if drop > _LEAST_DROP))


def _tokens(tokenizer: Tokenizer, text: str) -> list[int]:
    return tokenizer.encode(as_read(text), add_special_tokens=False).ids


def _alone(tokenizer: Tokenizer, text: str) -> _Window:
    ids = _tokens(tokenizer, text)[: WINDOW - 2] or [_LAST]
    return _Window([Span(0, len(text))], [_FIRST, *ids, _LAST], [(1, len(ids) + 1)])


def _windows(tokenizer: Tokenizer, sentences: Sequence[tuple[Span, str]]) -> Iterator[_Window]:
    """Sentences in as few windows as hold them; one too long for a window is cut."""
    window = _Window([], [_FIRST], [])
    for span, words in sentences:
        ids = _tokens(tokenizer, words)
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


def features(sentences: Sequence[tuple[Span, str]]) -> NDArray[np.float32]:
    """What the heads are trained on: a row for each sentence and window, in the order of `judge`."""
    import numpy as np

    judge = load()
    return np.concatenate([_read(judge, window)[1] for window in _windows(judge.tokenizer, sentences)])


def _read(judge: Judge, window: _Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logits of hatred and abuse (segments, 2), and features (segments, 2688)."""
    import numpy as np

    given = {"tokens": np.array([window.tokens]), "segments": np.array(window.segments)}
    logits, features = judge.session.run(None, given)
    return logits, features


def _scores(judge: Judge, window: _Window) -> list[list[float]]:
    import numpy as np

    logits, features = _read(judge, window)
    every = np.concatenate([logits, features @ judge.heads[:-1] + judge.heads[-1]], axis=1)
    return (1 / (1 + np.exp(-every))).tolist()  # type: ignore[no-any-return]


@cache
def load() -> Judge:
    """Read the network, once. Raises `ImportError` where it, or what runs it, cannot be loaded."""
    try:
        import numpy as np
        from onnxruntime import InferenceSession, SessionOptions, disable_telemetry_events

        disable_telemetry_events()  # nothing is sent anywhere
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = 1  # a folder is reviewed by several processes
        options.log_severity_level = 3
        session = InferenceSession(str(FOLDER / "model.onnx"), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
        return Judge(tokenizer, session, np.load(FOLDER / "topics.npy"))
    except Exception as error:  # both raise errors of their own, of no common kind
        raise ImportError("the classifier cannot be loaded") from error
