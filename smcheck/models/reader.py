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


class Reader(NamedTuple):
    """A network, and the weights of its judges: (two of its widths + 1, heads), biases last."""

    session: Session
    vocabulary: Vocabulary
    judges: NDArray[np.float32]

    def read(self, tokens: Sequence[int], stretches: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Logits (stretches, heads) of stretches of tokens, each given by its first and the one behind it."""
        import numpy as np

        ahead, first, last = self.vocabulary
        given = np.array([[first, *(token + ahead for token in tokens), last]])
        states = self.session.run(None, {"tokens": given})[0][0]
        seen = np.stack([_pooled(states[start + 1 : end + 1]) for start, end in stretches])
        judged: NDArray[np.float32] = seen @ self.judges[:-1] + self.judges[-1]
        return judged


def _pooled(states: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    return np.concatenate([states.mean(0), states.max(0)])


def load(folder: Path, vocabulary: Vocabulary) -> Reader:
    """The reader of a folder. Raises what numpy and onnxruntime raise, which is of no common kind."""
    import numpy as np

    return Reader(open_session(folder / "model.onnx"), vocabulary, np.load(folder / "judges.npy"))
