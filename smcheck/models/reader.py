"""A reader: a network that reads windows of tokens, and a layer that judges stretches of what it read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smcheck.models.onnx import Session, open_session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIRST, LAST = 101, 102  # tokens that begin and end what is read: [CLS] and [SEP] of BERT's vocabulary


class Reader(NamedTuple):
    """A network, and the weights of its judges: (two of its widths + 1, heads), biases last.

    MPNet's vocabulary is BERT's with four tokens before it, and ends of its own: `ahead` is how many stand
    before, `ends` are the two.
    """

    session: Session
    judges: NDArray[np.float32]
    ahead: int
    ends: tuple[int, int]

    def read(self, tokens: Sequence[int], segments: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Logits (segments, heads) of stretches of tokens, each given by its first and the one behind it."""
        import numpy as np

        first, last = self.ends
        given = np.array([[first, *(token + self.ahead for token in tokens), last]])
        states = self.session.run(None, {"tokens": given})[0][0]
        seen = np.stack([_pooled(states[start + 1 : end + 1]) for start, end in segments])
        judged: NDArray[np.float32] = seen @ self.judges[:-1] + self.judges[-1]
        return judged


def _pooled(states: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    return np.concatenate([states.mean(0), states.max(0)])


def load(folder: Path) -> Reader:
    """The reader of a folder. Raises what numpy and onnxruntime raise, which is of no common kind."""
    import numpy as np

    mpnet = folder.name == "second"
    ahead, ends = (4, (0, 2)) if mpnet else (0, (FIRST, LAST))
    return Reader(open_session(folder / "model.onnx"), np.load(folder / "judges.npy"), ahead, ends)
