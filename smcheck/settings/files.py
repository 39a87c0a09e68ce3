"""Writing files so that a crash leaves either the old one or the new one, and telling paths apart."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING
from warnings import catch_warnings

from smcheck.model.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

LARGEST = 16 * 1024 * 1024
"""Bytes of a file of settings: configuration, policy, roster, decisions, key, word list, `.gitignore`."""

LOCK_SECONDS = 30
"""How long to wait for somebody else who is writing."""

_TRIES, _PAUSE = 20, 0.05  # seconds; Windows lets no file be replaced while somebody reads it


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep others who lock the same file out, on this machine and on a shared drive; raises `ConfigError`.

    The lock is a file beside it, which stays and is empty.
    """
    from filelock import FileLock, SoftFileLock, Timeout

    name = f"{path}.lock"
    lock: FileLock | SoftFileLock = FileLock(name)
    try:
        try:
            lock.acquire(timeout=LOCK_SECONDS)
        except NotImplementedError:  # a drive without locks: the file's being there is the lock
            lock = SoftFileLock(name)
            lock.acquire(timeout=LOCK_SECONDS)
    except Timeout:
        raise ConfigError(f"{path}: somebody else is writing to it; try again in a moment") from None
    except OSError as error:
        raise ConfigError(f"{path}: it cannot be locked: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


def read_bounded(path: Path, most: int = LARGEST) -> bytes:
    """The content of an ordinary file of no more than so many bytes; raises `OSError` for every other one."""
    status = path.stat()
    if not S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "this is no ordinary file", str(path))
    if status.st_size > most:
        raise OSError(errno.EFBIG, f"the file is larger than {most // 1024 // 1024} MiB", str(path))
    return path.read_bytes()


def write_atomically(path: Path, content: str | bytes, mode: int = 0o644) -> None:
    """Replace the file's content (a text in UTF-8, line ends as given); raises `OSError`.

    A new file gets the permissions of `mode`. What is no ordinary file (a device, a pipe) is written to.
    """
    content = content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path = path.resolve()
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else mode)
        _replace(path, temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _replace(path: Path, temporary: Path) -> None:
    for tried in range(1, _TRIES + 1):
        try:
            temporary.replace(path)
        except PermissionError:
            if os.name != "nt" or tried == _TRIES:
                raise
            time.sleep(_PAUSE)
        else:
            return


def stamp(path: Path) -> tuple[int, int]:
    """What tells a file from what it was before: size in bytes and time in nanoseconds; zeros for none."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder; False where that cannot be told, as for a name too long."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def same_file(path: Path, other: Path) -> bool:
    """Whether two paths lead to the same place; one that cannot be followed leads to itself only."""
    try:
        return path == other or path.resolve() == other.resolve()
    except (OSError, RuntimeError):
        return False


def ignore_spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """The patterns, as in `.gitignore`, made ready to match paths; raises `ValueError` where one is none.

    Matching takes linear time, whatever the patterns.
    """
    import re2
    from pathspec import GitIgnoreSpec

    try:
        with catch_warnings(action="ignore", category=FutureWarning):  # of sets such as [[:alpha:]]
            return GitIgnoreSpec.from_lines(patterns, backend="re2")
    except (re.error, re2.error) as error:
        raise ValueError(str(error)) from error
