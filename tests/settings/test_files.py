from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from smcheck import ConfigError
from smcheck.settings import files
from smcheck.settings.files import ignore_spec, locked, read_bounded, write_atomically

ROOT = str(Path(__file__).parents[2])
HOLDER = """\
import sys, pathlib
from smcheck.settings.files import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
HOSTILE_PATTERNS = ["*a" * 12 + "b", "**/a/" * 12 + "b", "[ab]*" * 12 + "c", "?*" * 12 + "c"]
unix = pytest.mark.skipif(os.name == "nt", reason="Unix only")


def holder(path: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until its standard input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": ROOT},
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_somebody_else_who_writes_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "decisions.toml"
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.1)
    with holder(path) as other:
        with pytest.raises(ConfigError, match="somebody else is writing"), locked(path):
            pass
        monkeypatch.setattr(files, "LOCK_SECONDS", 3600)
        threading.Timer(0.2, other.stdin.close).start()  # type: ignore[union-attr]
        with locked(path):
            pass


def test_a_process_that_dies_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "decisions.toml"
    with holder(path) as other:
        other.kill()
    monkeypatch.setattr(files, "LOCK_SECONDS", 1)
    with locked(path):
        pass


def test_the_lock_is_given_back_after_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "decisions.toml"
    monkeypatch.setattr(files, "LOCK_SECONDS", 1)
    with pytest.raises(ValueError, match="ours"), locked(path):
        raise ValueError("ours")
    with locked(path):
        pass
    assert not path.exists()


def test_what_cannot_be_locked_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.2)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    path = tmp_path / "file" / "decisions.toml"
    with pytest.raises(ConfigError, match=r"decisions.toml: it cannot be locked: "), locked(path):
        pass


@unix
@pytest.mark.filterwarnings("ignore:flock not supported")
def test_a_drive_without_locks_is_locked_by_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    path = tmp_path / "decisions.toml"
    monkeypatch.setattr(fcntl, "flock", no_locks)
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.3)
    for _ in range(2):
        with locked(path), pytest.raises(ConfigError, match="somebody else is writing"), locked(path):
            pass


def test_the_content_is_replaced_as_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    write_atomically(path, "é\r\n\n")
    write_atomically(path, b"\xff\r\n")
    assert path.read_bytes() == b"\xff\r\n"
    assert list(tmp_path.iterdir()) == [path]


@unix
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    secret, link, new = tmp_path / "key", tmp_path / "link", tmp_path / "new"
    write_atomically(secret, "a", mode=0o600)
    link.symlink_to(secret)
    write_atomically(link, "b")
    write_atomically(new, "c")
    assert (secret.read_text(), link.is_symlink()) == ("b", True)
    assert (secret.stat().st_mode & 0o777, new.stat().st_mode & 0o777) == (0o600, 0o644)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(*((os, "fsync", full) if step == "fsync" else (Path, "replace", full)))
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, "new")
    monkeypatch.undo()
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a.toml", "old")]


@unix
def test_what_is_no_ordinary_file_is_written_to() -> None:
    write_atomically(Path(os.devnull), "gone")
    assert not Path(os.devnull).is_file()


def test_readers_see_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    contents = [letter * 300_000 for letter in "abcd"]
    write_atomically(path, contents[0])
    seen: set[str] = set()
    begun, stop = threading.Event(), threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(path.read_text(encoding="utf-8"))
            begun.set()

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait()
    for content in contents * 5:
        write_atomically(path, content)
    stop.set()
    reader.join()
    assert seen <= set(contents)
    assert seen


@pytest.mark.parametrize(
    ("name", "failures", "raised"), [("nt", 3, False), ("nt", 99, True), ("posix", 1, True)]
)
def test_a_file_that_is_being_read_is_replaced_a_little_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, failures: int, raised: bool
) -> None:
    replace, tries = Path.replace, iter(range(100))

    def busy(self: Path, target: Path) -> Path:
        if next(tries) < failures:
            raise PermissionError(errno.EACCES, "Access is denied")  # as Windows says while somebody reads
        return replace(self, target)

    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", busy)
    monkeypatch.setattr(files, "os", SimpleNamespace(name=name, fdopen=os.fdopen, fsync=os.fsync))
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    if raised:
        with pytest.raises(PermissionError):
            write_atomically(path, "new")
    else:
        write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == ("old" if raised else "new")


@pytest.mark.parametrize("pattern", HOSTILE_PATTERNS)
def test_a_hostile_pattern_takes_no_longer_than_a_plain_one(pattern: str) -> None:
    paths = ["a" * 250, "a/" * 1000]

    def seconds(spec: Any) -> float:
        began = time.process_time()
        for path in paths * 200:
            assert not spec.match_file(path)
        return time.process_time() - began

    plain = min(seconds(ignore_spec(["*.tmp"])) for _ in range(3))
    assert seconds(ignore_spec([pattern])) < 30 * plain


@pytest.mark.parametrize("pattern", ["[z-a]", "[[:alpha:]]x"])
def test_what_is_no_pattern_is_said(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ignore_spec([pattern])


def test_a_file_of_settings_is_read_within_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"abc")
    assert read_bounded(path, 3) == b"abc"
    with pytest.raises(OSError, match="larger than 0 MiB"):
        read_bounded(path, 2)
    with pytest.raises(OSError, match="no ordinary file"):
        read_bounded(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes by name here")
def test_a_pipe_is_no_file_of_settings(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no ordinary file"):
        read_bounded(tmp_path / "pipe")
    with pytest.raises(OSError, match="no ordinary file"):
        read_bounded(Path("/dev/zero"))
