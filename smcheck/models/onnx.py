"""The one place that loads onnxruntime, which runs networks, and sees that it tells its maker nothing.

Version 1.32 writes an id of the device into the user's cache folder as it is imported, and opens connections
to its maker some ten seconds later. `disable_telemetry_events` stops neither; the variable does, if it is set
before the import.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np

_SWITCH = "ORT_DISABLE_TELEMETRY"
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
    os.environ[_SWITCH] = "1"
    from onnxruntime import InferenceSession, SessionOptions, disable_telemetry_events

    disable_telemetry_events()  # all that versions before 1.32 know, on Windows
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    options.enable_cpu_mem_arena = False  # it keeps what the longest window took, 200 MiB of a long draft
    session: Session = InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )
    return session
