"""The one place that opens a network for the models, in onnxruntime, which then tells nobody anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from smcheck.settings.networks import silence_onnxruntime

if TYPE_CHECKING:
    import numpy as np

_ERRORS_ONLY = 3
_SLOWER = ["SkipLayerNormFusion"]  # fused, sums and their norms take a sixth of the first reader's time more


class Session(Protocol):
    """A network that can be run."""

    def run(self, outputs: None, given: Mapping[str, np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
        """All its outputs, in order, for what it is given by name."""


def open_session(path: Path) -> Session:
    """The network of a file, run in one thread of the processor: a folder is reviewed by several processes.

    Raises what onnxruntime raises where it, or the file, cannot be loaded; its errors have no common kind.
    """
    silence_onnxruntime()
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    options.enable_cpu_mem_arena = False  # it keeps what the longest window took, 200 MiB of a long draft
    session: Session = InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )
    return session
