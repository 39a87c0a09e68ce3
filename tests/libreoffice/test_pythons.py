"""The extension in other Pythons than that of smcheck, as each LibreOffice brings its own."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from smcheck.libreoffice.packing import packed
from tests.libreoffice.conftest import SERVER

VERSIONS = ("3.8", "3.9", "3.10", "3.12", "3.13")
PATIENCE = 600

SCRIPT = """
import json, sys, threading
sys.path.insert(0, sys.argv[1])
from smcheck_writer import documents, telling
from smcheck_writer.marks import laid_out
from smcheck_writer.service import Service

news = threading.Event()
service = Service(json.loads(sys.argv[2]), news.set)
text = "🎪 Ring 07700 900123, you idiots."
first = service.marks("1", text)
assert news.wait(300)
found = laid_out(service.marks("1", text))
service.end()
print(json.dumps([len(first), [[mark.start, mark.end, mark.rule] for mark in found], service.state().fault]))
"""


def python(version: str) -> str | None:
    """A Python of a version, by its name or as pyenv keeps it."""
    kept = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
    return str(kept[-1]) if kept else shutil.which(f"python{version}")


@pytest.mark.parametrize("version", VERSIONS)
def test_it_runs_in(version: str, tmp_path: Path) -> None:
    interpreter = python(version)
    if interpreter is None:
        pytest.skip(f"there is no Python {version}")
    with zipfile.ZipFile(io.BytesIO(packed(SERVER))) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [interpreter, "-W", "error", "-c", SCRIPT, str(tmp_path / "pythonpath"), json.dumps(SERVER)],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [0, [[8, 20, "phone"], [26, 32, "insult"]], ""]
