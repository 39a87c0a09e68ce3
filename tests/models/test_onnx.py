"""The library that runs networks is loaded in one place, silenced, and leaves and sends nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_one_module_loads_it() -> None:
    loads = re.compile(r"^ *(?:import|from) onnxruntime", re.MULTILINE)
    found = [path.name for path in (ROOT / "smcheck").rglob("*.py") if loads.search(path.read_text("utf-8"))]
    assert sorted(found) == ["networks.py", "onnx.py"]


def test_it_leaves_nothing_in_the_users_folders(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    names = ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA")
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= dict.fromkeys(names, str(home))
    program = (
        "from smcheck.models.judge import Judge; from smcheck.text import Span\n"
        "assert Judge().judge([(Span(0, 2), 'hi')])\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=environment)
    assert list(home.rglob("*")) == []
