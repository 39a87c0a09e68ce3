"""The files of the record: adding to them, reading them, and removing whole months."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from smcheck.model.errors import ConfigError
from smcheck.record.chain import Head, Link, head_in, sealed, unsealed
from smcheck.record.verification import LARGEST_MONTH, Verification, verify
from smcheck.settings.council import HEAD_NAME
from smcheck.settings.files import locked, read_bounded, write_atomically
from smcheck.settings.tables import MONTH

Entry = dict[str, Any]

_ENDING = ".jsonl"


def utc_now() -> dt.datetime:
    """The time that entries bear."""
    return dt.datetime.now(dt.UTC)


class Record:
    """The record in a folder, sealed with a key; its head is kept in `head_folder`, or in the same folder.

    Every method raises `ConfigError` where the files cannot be read or written, or somebody else keeps them
    busy. `clock` gives the time in UTC.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        head_folder: Path | None = None,
        clock: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self.folder = folder
        self.key = key
        self.head_path = (head_folder or folder) / HEAD_NAME
        self._clock = clock

    def append(self, entries: Iterable[Mapping[str, Any]]) -> int:
        """Add the entries together, all of them or none, and return the number of the last one.

        They are on the disk when this returns. What an interrupted write has left is put in order first: its
        whole entries stay, a torn one goes. Damage elsewhere stays as it is, to be found. Raises
        `ConfigError`, beside the above, where the head is missing, or was sealed with another key.
        """
        with self._writing():
            head = self._settled(self._head())
            given = list(entries)
            return self._added(head, given).last.n if given else head.last.n

    def entries(self, month: str) -> Iterator[Entry]:
        """The sound entries of a month ("2026-11"), each once; others are what `verify` is for.

        That is those in its file, and those that bear its date elsewhere, where a clock was wrong.
        """
        known: set[int] = set()
        for path in self.paths():
            for entry in self._sound(path):
                if (path.stem == month or entry["time"].startswith(month)) and entry["n"] not in known:
                    known.add(entry["n"])
                    yield entry

    def check(self) -> None:
        """Make sure that entries can be added; raises `ConfigError` as `append` does."""
        with self._writing():
            self._settled(self._head())

    def verify(self) -> Verification:
        """Walk the whole record and say what is wrong with it, where, and what no walk could find.

        Raises `ConfigError`, beside the above, where there is no record.
        """
        if not self.head_path.exists() and not self.paths():
            raise ConfigError(f"{self.folder}: there is no record")
        if not os.access(self.folder, os.W_OK):  # a copy to read only, to which nobody can add meanwhile
            return self._verified()
        with locked(self._lock_path):
            return self._verified()

    def outdated(self, keep_months: int, today: dt.date) -> tuple[str, ...]:
        """Months all of which lies more than `keep_months` (at least 1) back, which `prune` would remove."""
        if keep_months < 1:
            raise ConfigError(f"the record must be kept for at least 1 month, not {keep_months}")
        years, month = divmod(today.year * 12 + today.month - 1 - keep_months, 12)
        oldest = f"{years:04}-{month + 1:02}"
        return tuple(path.stem for path in self.paths() if path.stem < min(oldest, self._this_month))

    def prune(self, keep_months: int, today: dt.date, by: str) -> tuple[str, ...]:
        """Remove the outdated months, note in the record that `by` did so, and return them.

        The head is changed before a file goes, so that a crash in between leaves a file too many, which is no
        longer part of the record, and never one too few.
        """
        with self._writing():
            head = self._settled(self._head())
            months = self.outdated(keep_months, today)
            going = [month for month in months if f"{month}{_ENDING}" >= head.kept_from]
            if going:
                kept = [path for path in self.paths() if path.stem not in months]
                before, kept_from = self._first_kept(kept, head)
                fields = {
                    "kind": "prune", "by": by, "months": going, "keep_months": keep_months,
                    "first": head.before.n + 1, "last": before.n,
                }  # fmt: skip
                self._added(replace(head, before=before, kept_from=kept_from), [fields])
            for month in months:
                (self.folder / f"{month}{_ENDING}").unlink(missing_ok=True)
            return months

    def paths(self) -> list[Path]:
        """The files of the months, the oldest first."""
        with _as_config_error(self.folder):
            found = self.folder.iterdir() if self.folder.is_dir() else ()
            return sorted(path for path in found if path.suffix == _ENDING and MONTH.fullmatch(path.stem))

    def _sound(self, path: Path) -> Iterator[Entry]:
        with _as_config_error(path):
            content = read_bounded(path, LARGEST_MONTH)
        for line in content.split(b"\n"):
            entry = unsealed(line, self.key)
            if entry is not None:
                yield entry

    @property
    def _this_month(self) -> str:
        return f"{self._clock():%Y-%m}"

    @property
    def _lock_path(self) -> Path:
        return self.folder / "record"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with _as_config_error(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self.head_path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._lock_path):
                yield

    def _verified(self) -> Verification:
        with _as_config_error(self.folder):
            return verify(self.folder, self.paths(), self.head_path, self.key, self._this_month)

    def _head(self) -> Head:
        """The head as it stands; a first one is written before any entry, so that its loss is noticed."""
        if self.head_path.exists():
            head = head_in(read_bounded(self.head_path), self.key)
            if head is None:
                raise ConfigError(
                    f"{self.head_path}: it was changed, or sealed with another key; restore it and the key "
                    "file from a backup, or begin a new record in another folder"
                )
            return head
        if self.paths():
            raise ConfigError(
                f"{self.head_path}: the file is missing; restore it from a backup, or begin a new record in "
                "another folder"
            )
        self._tidy()
        self._write_head(Head())
        return Head()

    def _write_head(self, head: Head) -> None:
        write_atomically(self.head_path, head.content(self.key))

    def _tidy(self) -> None:
        """Remove what a head that was never finished has left."""
        for left_over in self.head_path.parent.glob(f".{HEAD_NAME}.*.tmp"):
            left_over.unlink(missing_ok=True)

    def _settled(self, head: Head) -> Head:
        """The head once everything that an interrupted write left behind it is taken in or cut off."""
        settled = head
        for path in self.paths():
            if path.name >= head.file:
                settled = self._settled_in(path, head.size if path.name == head.file else 0, settled)
        if settled != head:
            self._tidy()
            self._write_head(settled)
        return settled

    def _settled_in(self, path: Path, size: int, head: Head) -> Head:
        with path.open("r+b") as file:
            file.seek(max(size - 1, 0))
            tail = file.read()
            if size and not tail.startswith(b"\n"):  # another hand changed the file, and `verify` says so
                return head
            *whole, torn = tail.removeprefix(b"\n").split(b"\n") if size else tail.split(b"\n")
            for line in whole:
                if b"\0" in line:  # a power failure can leave a stretch that was never filled in
                    torn = line
                    break
                entry = unsealed(line, self.key)
                size += len(line) + 1
                if entry and (entry["n"], entry["prev"]) == (head.last.n + 1, head.last.hash):
                    head = replace(head, last=Link(entry["n"], entry["hash"]), file=path.name, size=size)
            if torn:
                file.truncate(size)
        return head

    def _added(self, head: Head, entries: Sequence[Mapping[str, Any]]) -> Head:
        """Write the entries behind the head, then the new head, and return it."""
        now = self._clock()
        name = max(f"{now:%Y-%m}{_ENDING}", head.file)  # a clock put back must not reorder the files
        shared = {"time": f"{now:%Y-%m-%dT%H:%M:%SZ}", "file": name, "run": head.last.n + 1}
        last = head.last
        lines = []
        for fields in entries:
            line, digest = sealed({**fields, **shared, "n": last.n + 1, "prev": last.hash}, self.key)
            last = Link(last.n + 1, digest)
            lines.append(line + b"\n")
        size = _write_through(self.folder / name, b"".join(lines))
        added = replace(head, last=last, file=name, size=size, kept_from=head.kept_from or name)
        self._write_head(added)
        return added

    def _first_kept(self, paths: Sequence[Path], head: Head) -> tuple[Link, str]:
        """The entry before the first one in these files, and the first file's name.

        Where they hold none, the entry that is written next will be the first.
        """
        for path in paths:
            for entry in self._sound(path):
                return Link(entry["n"] - 1, entry["prev"]), path.name
        return head.last, f"{self._this_month}{_ENDING}"


def _write_through(path: Path, content: bytes) -> int:
    """Add the content to the file with one write, down to the disk, and return the file's size.

    Where that fails the file is left as it was.
    """
    is_new = not path.exists()
    with path.open("a+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 1, 0))
        content = content if not size or file.read(1) == b"\n" else b"\n" + content
        try:
            rest = memoryview(content)
            while rest:  # a second time only where the disk took a part, as when it is full
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(size)
            raise
    if is_new and os.name == "posix":
        _sync_folder(path.parent)
    return size + len(content)


def _sync_folder(folder: Path) -> None:
    """Make sure that the name of a new file is on the disk too; some drives cannot, and do it unasked."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _as_config_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or path
        raise ConfigError(f"{where}: the record cannot be used: {error.strerror or error}") from error
