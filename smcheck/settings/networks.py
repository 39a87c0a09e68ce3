"""What keeps the library that runs networks, onnxruntime, from telling its maker anything.

Version 1.32 writes an id of the device into the user's cache folder as it is imported, and opens connections
to its maker some ten seconds later. `disable_telemetry_events` stops neither; the variable does, if it is set
before the import.
"""

from __future__ import annotations

import os

_SWITCH = "ORT_DISABLE_TELEMETRY"


def silence_onnxruntime() -> None:
    """Load onnxruntime so that it tells nothing; raises `ImportError` where it cannot be loaded."""
    os.environ[_SWITCH] = "1"
    from onnxruntime import disable_telemetry_events

    disable_telemetry_events()  # all that versions before 1.32 know, on Windows
