"""A reader: a network that reads windows of tokens, and a layer that judges stretches of what it read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smcheck.models.onnx import Session, open_session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Vocabulary(NamedTuple):
    """How an encoder numbers tokens, beside the tokenizer, which numbers them as BERT does.

    So many stand `ahead` of BERT's; `first` and `last` begin and end what is read.
    """

    ahead: int
    first: int
    last: int


BERT = Vocabulary(0, first=101, last=102)
MPNET = Vocabulary(4, first=0, last=2)


class Gate(NamedTuple):
    """What is told of stretches after a reader's first layers: whether there may be anything to object to.

    `inner` (two of its widths + 1, units) and `outer` (units + 1) are the weights of two layers, biases last;
    `least` is what the surest stretch must come to.
    """

    inner: NDArray[np.float32]
    outer: NDArray[np.float32]
    least: float

    def opens(self, seen: NDArray[np.float32]) -> bool:
        """Whether what was seen of a window's stretches (stretches, two widths) is worth reading on."""
        import numpy as np

        inner = np.maximum(seen @ self.inner[:-1] + self.inner[-1], 0)
        return bool((inner @ self.outer[:-1] + self.outer[-1]).max() >= self.least)


class Reader(NamedTuple):
    """A network in one part or two, and weights of judges: (two of its widths + 1, heads), biases last.

    Where there are two, the gate stands between them.
    """

    parts: tuple[Session, ...]
    vocabulary: Vocabulary
    judges: NDArray[np.float32]
    gate: Gate | None = None

    def read(self, tokens: Sequence[int], stretches: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Logits (stretches, heads) of stretches of tokens, each given by its first and the one behind it."""
        return self.judged(self.begun(tokens), stretches)

    def begun(self, tokens: Sequence[int]) -> NDArray[np.float32]:
        """What the first part makes of tokens, and of those that begin and end them (1, length, width)."""
        import numpy as np

        ahead, first, last = self.vocabulary
        given = np.array([[first, *(token + ahead for token in tokens), last]])
        states: NDArray[np.float32] = self.parts[0].run(None, {"tokens": given})[0]
        return states

    def opens(self, begun: NDArray[np.float32], stretches: Sequence[tuple[int, int]]) -> bool:
        """Whether what the first part has made of stretches leaves open that one is objected to."""
        return self.gate is None or self.gate.opens(seen(begun, stretches))

    def judged(self, begun: NDArray[np.float32], stretches: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Logits (stretches, heads) of what the first part has begun."""
        judged: NDArray[np.float32] = (
            seen(self._finished(begun), stretches) @ self.judges[:-1] + self.judges[-1]
        )
        return judged

    def weighed(
        self, tokens: Sequence[int], words: Sequence[Sequence[int]], head: int
    ) -> tuple[float, list[float]]:
        """The logit of all tokens by one head, and what it loses where the states of a word's are left out.

        Each of `words` holds the numbers of its tokens. The network is run once.
        """
        import numpy as np

        states, weights = self._finished(self.begun(tokens)), self.judges[:, head]

        def logit(kept: NDArray[np.float32]) -> float:
            return float((seen(kept, [(0, kept.shape[1] - 2)]) @ weights[:-1])[0] + weights[-1])

        everything = logit(states)
        without = [np.delete(states, [token + 1 for token in word], axis=1) for word in words]
        return everything, [everything - (logit(kept) if kept.shape[1] > 2 else 0) for kept in without]

    def _finished(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        for part in self.parts[1:]:
            states = part.run(None, {"begun": states})[0]
        return states


def seen(states: NDArray[np.float32], stretches: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Mean and maximum of the states of each stretch (stretches, two widths)."""
    import numpy as np

    found = np.empty((len(stretches), 2 * states.shape[2]), np.float32)
    for (start, end), row in zip(stretches, found, strict=True):
        _pool(states[0, start + 1 : end + 1], row)
    return found


def _pool(states: NDArray[np.float32], into: NDArray[np.float32]) -> None:
    """Put mean and maximum of some states (tokens, width) into a row of two widths."""
    import numpy as np

    width = states.shape[1]
    np.add.reduce(states, 0, out=into[:width])
    into[:width] /= len(states)
    np.maximum.reduce(states, 0, out=into[width:])


def load(folder: Path, vocabulary: Vocabulary) -> Reader:
    """The reader of a folder, with its gate if it has one.

    Raises what numpy and onnxruntime raise, which is of no common kind.
    """
    import numpy as np

    names = ("model",) if (folder / "model.onnx").exists() else ("begin", "rest")
    parts = tuple(open_session(folder / f"{name}.onnx") for name in names)
    judges, path = np.load(folder / "judges.npy"), folder / "gate.npz"
    if not path.exists():
        return Reader(parts, vocabulary, judges)
    with np.load(path) as stored:
        return Reader(
            parts, vocabulary, judges, Gate(stored["inner"], stored["outer"], float(stored["least"]))
        )
