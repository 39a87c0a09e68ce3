"""Walking the record: what is wrong with it, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smcheck.record.chain import Link, head_in, unsealed
from smcheck.settings.files import read_bounded

LIMITS = (
    "Somebody who holds the key and can change these files and head.json can write all of it anew.",
    "Somebody who puts back older copies of these files and of head.json together makes it look shorter.",
    "Where the whole folder and head.json are deleted together, nothing is left to tell of it.",
    "A review that was never recorded, and a wrong name or clock of the computer, leave no trace either.",
)
"""What no check of the record could find, in plain words."""

_CHANGED = "the line was changed, or was not written by smcheck under this key"


LARGEST_MONTH = 512 * 1024 * 1024
"""Bytes of a month of the record."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong, the file, and the line (None: the file as a whole)."""

    path: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{'' if self.line is None else f'{self.line}:'} {self.message}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a walk over the record found: `entries` sound ones, numbered from `first` to `last`.

    `notices` are what a crash has left, which is no damage. `LIMITS` says what no walk can find.
    """

    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    months: tuple[str, ...]
    entries: int
    first: int
    last: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def checked(self) -> str:
        """What was walked over, in one line."""
        if not self.entries:
            return "no entry is in order" if self.problems else "the record holds no entry yet"
        numbers = f"{_count(self.entries, 'entry', 'entries')}, numbers {self.first} to {self.last}"
        return f"{numbers}, in {_count(len(self.months), 'month', 'months')} ({_span(self.months)})"


def verify(folder: Path, paths: Sequence[Path], head_path: Path, key: bytes, this_month: str) -> Verification:
    """Walk over the files of a folder, the oldest first; raises `OSError` where one cannot be read.

    `this_month` is such as "2026-11".
    """
    walk = _Walk(folder, paths, head_path, key, this_month)
    walk.run()
    return Verification(
        tuple(walk.problems), tuple(walk.notices), tuple(walk.months), walk.sound, walk.first, walk.last.n
    )


class _Walk:
    """One walk, file by file, line by line.

    `last` is the sound entry before the present line, and `unsound` counts the lines since then that are
    none: as many numbers may be missing without a further problem.
    """

    def __init__(
        self, folder: Path, paths: Sequence[Path], head_path: Path, key: bytes, this_month: str
    ) -> None:
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        self.months: list[str] = []
        self.sound = self.first = 0
        self._folder, self._paths, self._head_path, self._key = folder, paths, head_path, key
        self._this_month = this_month
        self._astray: set[tuple[Path, str]] = set()
        self._lines: dict[str, int] = {}
        self._unsound = 0
        self._beyond: list[int] = []
        self._head = head_in(read_bounded(head_path), key) if head_path.exists() else None
        self.last = self._head.before if self._head else Link()
        self._started = self._head is not None

    def run(self) -> None:
        """Walk over everything."""
        if self._head is None:
            self._report(self._head_path, None, self._what_of_head())
        for path in self._paths:
            if self._head and path.name < self._head.kept_from:
                self.notices.append(
                    f"{path}: pruned, and no part of the record; smcheck record prune deletes it"
                )
            else:
                self.months.append(path.stem)
                if path.stem > self._this_month:
                    self.notices.append(
                        f"{path}: a month to come, by a computer's wrong clock; what was recorded since is "
                        "in it too, and none of it is pruned before then"
                    )
                self._file(path)
        self._end()
        if self._head is None and self._head_path.exists() and self._lines and not self.sound:
            message = "nothing agrees with the key: it is not the one that sealed this record"
            self.problems = [Problem(self._head_path, None, message)]

    def _what_of_head(self) -> str:
        if self._head_path.exists():
            return "the file was changed, or was not written by smcheck under this key"
        return "the file is missing; whether entries were cut off the end cannot be told"

    def _report(self, path: Path, line: int | None, message: str) -> None:
        self.problems.append(Problem(path, line, message))

    def _file(self, path: Path) -> None:
        if path.stat().st_size > LARGEST_MONTH:
            self._report(path, None, f"the file is larger than {LARGEST_MONTH // 1024 // 1024} MiB")
            return
        offset = 0
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                entry = unsealed(line.removesuffix(b"\n"), self._key)
                if entry is None and self._is_unfinished(path, offset, line):
                    self.notices.append(
                        f"{path}:{number}: an interrupted write; what is left of it goes with the next entry"
                    )
                    return
                self._lines[path.name] = number
                offset += len(line)
                if entry is None:
                    self._unsound += 1
                    self._report(path, number, _CHANGED)
                else:
                    self._entry(path, number, entry)

    def _is_unfinished(self, path: Path, offset: int, line: bytes) -> bool:
        """Whether the line lies beyond what the head vouches for, and is not whole."""
        if self._head is None or (line.endswith(b"\n") and b"\0" not in line):
            return False
        return path.name > self._head.file or (path.name == self._head.file and offset >= self._head.size)

    def _entry(self, path: Path, number: int, entry: dict[str, Any]) -> None:
        n: int = entry["n"]
        if not self._started:
            self.last, self._started = Link(n - 1, entry["prev"]), True
        missing = n - self.last.n - 1 - self._unsound
        if n <= self.last.n:
            self._report(path, number, f"entry {n} is out of its place, after entry {self.last.n}")
            return
        if missing > 0:
            hint = "; a month's file may be gone" if number == 1 else ""
            self._report(path, number, f"before this line {self._gap(missing, n - 1)}{hint}")
        elif n == self.last.n + 1 and entry["prev"] != self.last.hash:
            self._report(path, number, f"entry {n} does not follow from entry {self.last.n} before it")
        if self._head and n > self._head.last.n:
            self._beyond.append(entry["run"])
        elif self._head and n == self._head.last.n and entry["hash"] != self._head.last.hash:
            self._report(path, number, f"entry {n} is not the one that {self._head_path.name} knows")
        self._check_file(path, number, entry)
        self.first = self.first or n
        self.sound += 1
        self.last, self._unsound = Link(n, entry["hash"]), 0

    def _check_file(self, path: Path, number: int, entry: dict[str, Any]) -> None:
        """Report where a file begins to hold what was written to another one."""
        file = entry.get("file", path.name)  # which early entries lack
        if file != path.name and (path, file) not in self._astray:
            self._astray.add((path, file))
            self._report(path, number, f"entry {entry['n']} was moved here from {file}")

    def _gap(self, missing: int, until: int) -> str:
        first = self.last.n + 1
        if missing == 1 and first == until:
            return f"entry {until} is missing"
        return f"{_count(missing, 'entry is', 'entries are')} missing (numbers {first} to {until})"

    def _end(self) -> None:
        """Hold what was found last against what the head knows."""
        head = self._head
        if head is None:
            return
        missing = head.last.n - self.last.n - self._unsound
        path = self._folder / head.file
        if missing > 0 and head.file in self._lines:
            self._report(path, self._lines[head.file] + 1, f"at the end {self._gap(missing, head.last.n)}")
        elif missing > 0:
            self._report(path, None, f"the file is missing or empty, and {self._gap(missing, head.last.n)}")
        if set(self._beyond) == {head.last.n + 1}:
            found = _count(len(self._beyond), "entry", "entries")
            self.notices.append(
                f"an interrupted write: {found} after number {head.last.n} were never confirmed"
            )
        elif self._beyond:
            message = (
                f"the file knows entries up to {head.last.n} only, of {self.last.n}: it is an older copy"
            )
            self._report(self._head_path, None, message)


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _span(months: Sequence[str]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
