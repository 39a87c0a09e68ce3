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
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smcheck.models.onnx import Session, open_session
from smcheck.models.protocols import HEADS, THRESHOLDS, Head, SentenceScores, Threshold
from smcheck.settings.patterns import lazy
from smcheck.settings.tables import read_toml
from smcheck.text import Span
from smcheck.text.fold import fold
from smcheck.text.tokens import split_hashtags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

TOPICS: tuple[Head, ...] = HEADS[2:]
"""What the further heads judge, in their order, after what the network itself was made for."""

FOLDER = Path(__file__).with_name("data") / "classifier"
WINDOW = 128  # tokens
_FIRST, _LAST = 101, 102  # tokens that begin and end a window: [CLS] and [SEP] of the vocabulary
_LOCK = threading.Lock()
_SYMBOL = lazy(r"[^\x00-\u1fff]")  # surrogates among them: halves of characters have no name
_MOST_TRIED = 24  # words of a sentence that are left out in turn
_MOST_TOLD = 3


class Network(NamedTuple):
    """The tokeniser, the network, what scores mean, and the further heads.

    The weights of these are (features + 1, topics), biases last.
    """

    tokenizer: Tokenizer
    session: Session
    heads: NDArray[np.float32]
    thresholds: Mapping[Threshold, float]


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


class Classifier:
    """The judge that ships. It holds nothing itself: what it needs is loaded once, when it is first asked."""

    def judge(self, sentences: Sequence[tuple[Span, str]]) -> tuple[SentenceScores, ...]:
        """Scores of each sentence, given as its span and its words, and of each window of several.

        Raises `ImportError` where the network, or what runs it, cannot be loaded.
        """
        network = _loaded()
        found: dict[Span, SentenceScores] = {}
        for window in _windows(network.tokenizer, sentences):
            for span, given in zip(window.spans, _scores(network, window), strict=True):
                scores = SentenceScores(span, tuple(given))
                found[span] = scores.graver(found[span]) if span in found else scores
        return tuple(found.values())

    def weightiest(self, text: str, words: Sequence[Span], head: Head) -> tuple[Span, ...]:
        """The three words of a sentence, or fewer, without which it would be judged milder, in order.

        Of very many words only the first are tried.
        """
        network, least = _loaded(), self.threshold("weighing")

        def score(part: str) -> float:
            return _scores(network, _alone(network.tokenizer, part))[0][HEADS.index(head)]

        whole = score(text)
        drops = [(whole - score(text[: word.start] + text[word.end :]), word) for word in words[:_MOST_TRIED]]
        heaviest = sorted(drops, reverse=True)[:_MOST_TOLD]
        return tuple(sorted(word for drop, word in heaviest if drop > least))

    def threshold(self, name: Threshold) -> float:
        """How sure it must be, from 0 to 1."""
        return _loaded().thresholds[name]


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
    """What the heads are trained on: a row for each sentence and window, ordered as they are judged."""
    import numpy as np

    network = load()
    return np.concatenate([_read(network, window)[1] for window in _windows(network.tokenizer, sentences)])


def _read(network: Network, window: _Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logits of hatred and abuse (segments, 2), and features (segments, 2688)."""
    import numpy as np

    given = {"tokens": np.array([window.tokens]), "segments": np.array(window.segments)}
    logits, features = network.session.run(None, given)
    return logits, features


def _scores(network: Network, window: _Window) -> list[list[float]]:
    import numpy as np

    logits, features = _read(network, window)
    every = np.concatenate([logits, features @ network.heads[:-1] + network.heads[-1]], axis=1)
    return (1 / (1 + np.exp(-every))).tolist()  # type: ignore[no-any-return]


def _loaded() -> Network:
    with _LOCK:
        return load()


def thresholds() -> Mapping[Threshold, float]:
    """What its scores mean; raises `ConfigError` where the file does not say all of it, or more."""
    table = read_toml(FOLDER / "thresholds.toml", "thresholds")
    found = {name: table.share(name) for name in THRESHOLDS}
    table.finish()
    return found


@cache
def load() -> Network:
    """Read the network, once. Raises `ImportError` where it, or what runs it, cannot be loaded."""
    try:
        import numpy as np
        from tokenizers import Tokenizer

        session = open_session(FOLDER / "model.onnx")
        tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
        return Network(tokenizer, session, np.load(FOLDER / "topics.npy"), thresholds())
    except Exception as error:  # both raise errors of their own, of no common kind
        raise ImportError("the classifier cannot be loaded") from error
