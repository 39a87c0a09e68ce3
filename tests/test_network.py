"""Nothing leaves the machine, and nothing is written but smcheck's own cache: the installed command, traced.

`strace` tells every call of every thread, those of the libraries that run the models included. (onnxruntime
writes an id of the device as it is imported and calls its maker some ten seconds later, unless it is kept from
it.) The sockets allowed are those within the machine, of the family AF_UNIX: the C library looks there for the
name service's cache when it is asked for the user's name or home. The one file allowed beside the cache has no
name: py3langid unpacks its model into it, where a text may be in another language.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.cli.watching import GOOD, Watch
from tests.readers.posters import encoded, poster

ROOT = Path(__file__).parents[1]
WATCHED = 30  # seconds
DRAFT = """\
Our groundsman Pete Nelson will open the fete; for a stall, ring Jo on 07700 900123 or see www.example.org.
They are a disgrace to this town, you idiot, and nobody wants them here. Cllr Sandra Moss says vote Labour.
"""
FILES = {
    "fete.txt": DRAFT,
    "fete.md": f"# Fete\n\n{DRAFT}\n![](fete.jpg) [Jo](https://example.org)\n",
    "fete.html": f"<p>{DRAFT}<img src='https://example.org/a.png'><script src='https://example.org/a.js'></script>",
    "posts.csv": f'id,message\n1,"{DRAFT}"\n2,{GOOD}\n',
    "posts.jsonl": '{"id": 1, "text": "Ring 07700 900123, they are idiots."}\n',
    "letter.eml": f"From: jo@example.net\nSubject: Fete\n\n{DRAFT}",
    "letters.mbox": f"From jo@example.net Sat\nFrom: jo@example.net\nSubject: Fete\n\n{DRAFT}",
    "fete.rtf": f"{{\\rtf1 {DRAFT}{{\\field{{\\*\\fldinst INCLUDEPICTURE https://example.org/a.png}}}}}}",
    "fete.ics": f"BEGIN:VEVENT\nSUMMARY:{DRAFT}\nATTACH:https://example.org/a.pdf\nDTSTART;TZID=Europe/London:20260502T100000\nEND:VEVENT",
    "croeso.txt": "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb.",
    "hall.txt": GOOD,
}

_CALLS = "trace=%network,/^(open|creat|mkdir|mknod|rename|link|symlink|truncate)"
_NETWORK = re.compile(r"^\d+ +(?:socket|socketpair|connect|bind|listen|accept4?|send\w*|recv\w*)\(")
_FAMILY = re.compile(r"\b[AP]F_[A-Z0-9_]+\b")
_WRITING = re.compile(r"\bO_(?:WRONLY|RDWR|CREAT)\b|^\d+ +(?![ o])")
_PATH = re.compile(r'(?:<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_TRIED = re.compile(r"[a-z0-9_]{8}")


@cache
def why_not_traced() -> str:
    """Why no process can be traced here; empty where it can."""
    if sys.platform != "linux":
        return "strace is for Linux only"
    if shutil.which("strace") is None:
        return "strace is not installed (apt-get install strace)"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"strace may not look into processes here: {tried.stderr.strip()}"


class Traced:
    """A user's home that was never used, and the command as it is installed, run there and traced."""

    def __init__(self, folder: Path) -> None:
        self.home, self.logs = folder / "home", folder / "calls"
        self.drafts = folder / "council" / "drafts"
        for new in (self.home / "tmp", self.logs, self.drafts):
            new.mkdir(parents=True)
        self.environment = {
            "HOME": str(self.home),
            **{
                f"XDG_{kind}_HOME": str(self.home / kind.lower())
                for kind in ("CACHE", "CONFIG", "DATA", "STATE")
            },
            "TMPDIR": str(self.home / "tmp"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",  # which Python would write beside the modules
        }

    @property
    def cache(self) -> Path:
        return self.home / "cache" / "smcheck"

    def command(self) -> tuple[str, ...]:
        """The command, whose calls are noted in a file of its own."""
        smcheck = shutil.which("smcheck", path=str(Path(sys.executable).parent))
        assert smcheck, "smcheck is not installed in this environment"
        log = self.logs / str(len(list(self.logs.iterdir())))
        return ("strace", "-f", "-y", "-qq", "-e", _CALLS, "-o", str(log), smcheck)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.command(), *arguments], cwd=self.drafts.parent, env={**os.environ, **self.environment},
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def calls(self) -> list[str]:
        logs = sorted(self.logs.iterdir())
        return [
            line for log in logs for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        ]

    def reached(self) -> list[str]:
        """The calls that reach, or try to reach, for more than this machine."""
        calls = [call for call in self.calls() if _NETWORK.match(call)]
        return [call for call in calls if not set(_FAMILY.findall(call)) <= {"AF_UNIX"}]

    def written(self) -> set[Path]:
        """What was opened for writing, made, renamed or cut outside the cache, whether it is still there or not."""
        found = set()
        for call in self.calls():
            if _WRITING.search(call) and not _NETWORK.match(call) and " = -1 " not in call:
                found |= {Path(within or self.drafts.parent, name) for within, name in _PATH.findall(call)}
        return {path for path in found if not (self._is_cache(path) or self._is_nothing(path))}

    def left(self) -> set[Path]:
        """The files and folders of the home that were not there before, outside the cache."""
        return {path for path in self.home.rglob("*") if not self._is_cache(path)} - {self.home / "tmp"}

    def _is_cache(self, path: Path) -> bool:
        return path.is_relative_to(self.cache) or path == self.cache.parent

    def _is_nothing(self, path: Path) -> bool:
        """Whether it is a device, the name of a thread, a file without a name, or what Python tries a folder with."""
        if path.parent == self.home / "tmp":
            return bool(_TRIED.fullmatch(path.name))
        return path == self.home / "tmp" or str(path).startswith(("/dev/", "/proc/"))


@pytest.fixture
def traced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Traced]:
    if why_not_traced():
        pytest.skip(why_not_traced())
    for name in os.environ:
        if name.startswith(("SMCHECK_", "COV")):  # as it is for a user, who measures no coverage
            monkeypatch.delenv(name)
    traced = Traced(tmp_path)
    yield traced
    assert traced.calls()
    assert (traced.reached(), traced.written(), traced.left()) == ([], set(), set())


def test_a_long_draft_stays_here(traced: Traced) -> None:
    (traced.drafts / "long.txt").write_text(DRAFT * 100, encoding="utf-8")
    done = traced.run("drafts/long.txt")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Pete Nelson" in done.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_stays_here_and_only_the_cache_is_written(traced: Traced, jobs: str) -> None:
    for name, text in FILES.items():
        (traced.drafts / name).write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in traced.drafts.iterdir()}
    for _ in range(2):  # the second time from the cache
        done = traced.run("drafts", "--jobs", jobs)
        assert done.returncode == 2, done.stderr  # for the Welsh one
        assert "Pete Nelson" in done.stdout
        assert [path.name for path in traced.cache.iterdir()] == ["findings.db"]
    assert {path: path.read_bytes() for path in traced.drafts.iterdir()} == before


def test_pictures_stay_here_and_nothing_is_fetched_for_them(traced: Traced) -> None:
    (traced.drafts / "stall.png").write_bytes(encoded(poster(["For a stall ring", "07700 900123"])))
    (traced.drafts / "fete.txt").write_text("The fete is back: stall.png", encoding="utf-8")
    done = traced.run("drafts")
    assert (done.returncode, "Note:" in done.stderr) == (1, False), done.stderr
    assert "stall.png, line 2" in done.stdout


def test_what_is_watched_stays_here(traced: Traced) -> None:
    with Watch(traced.drafts, command=traced.command(), environment=traced.environment) as watch:
        (traced.drafts / "fete.txt").write_text(DRAFT, encoding="utf-8")
        assert watch.wait_for_one("drafts/fete.txt: error: ")
        time.sleep(WATCHED)  # some libraries call home after a while
        (traced.drafts / "later.txt").write_text(DRAFT, encoding="utf-8")
        assert watch.wait_for_one("drafts/later.txt: error: ")
        assert watch.stop() == (0, "")
