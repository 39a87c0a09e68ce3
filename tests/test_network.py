"""Nothing leaves the machine, and nothing is written but smcheck's own cache: the installed command, watched.

`strace` sees every call of every thread, those of the libraries that run the models included. onnxruntime, for
one, would write an id of the device at its import and call its maker some ten seconds later.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND = shutil.which("smcheck", path=str(Path(sys.executable).parent))
WATCHED = 30  # seconds
DRAFT = """\
Our groundsman Pete Nelson will open the fete; for a stall, ring Jo on 07700 900123 or see www.example.org.
They are a disgrace to this town, you idiot, and nobody wants them here. Cllr Sandra Moss says vote Labour.
"""
FOREIGN = "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb."

_LOCAL = {"AF_UNIX", "AF_LOCAL"}
_FAMILY = re.compile(r"\b[AP]F_[A-Z0-9_]+\b")
_NETWORK = re.compile(r"^\d+ +(?:socket|socketpair|connect|bind|listen|accept4?|send\w*|recv\w*)\(")
_OPENED = re.compile(r'^\d+ +open(?:at)?\((?:AT_FDCWD|\d+)?(?:<([^>]*)>)?,? ?"([^"]*)", (\S+?)[,)]')
_MADE = re.compile(r'^\d+ +(?:mkdir|creat|rename|link|symlink|mknod|truncate)\w*\(.*?"([^"]*)"')
_WRITING = {"O_WRONLY", "O_RDWR", "O_CREAT"}


def _can_trace() -> bool:
    """Whether there is a strace that may look into other processes, which some containers forbid."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(
            ["strace", "-f", "-o", os.devnull, "true"], capture_output=True, check=False
        ).returncode
        == 0
    )


pytestmark = pytest.mark.skipif(
    not _can_trace(),
    reason="strace is not installed, or not allowed here (apt-get install strace; Linux only)",
)
