"""Finding the drafts: which files of the given paths are to be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from smcheck.errors import ConfigError
from smcheck.readers import READABLE, is_draft

_OFFICE_LOCK = "~$"
_TEMPORARY = (".tmp", ".swp", ".bak", "~")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or a path about which `problem` says why there is none."""

    path: Path
    problem: str = ""
    excluded: bool = False


class Excluder:
    """Tells which paths are left out, by patterns as in `.gitignore`, relative to `base`."""

    def __init__(self, patterns: Sequence[str], base: Path) -> None:
        self._base = base.resolve()
        self._spec = None
        if patterns:
            from pathspec import GitIgnoreSpec

            try:
                self._spec = GitIgnoreSpec.from_lines(patterns)
            except ValueError as error:
                raise ConfigError(f"exclude: {error}") from error

    def excludes(self, path: Path) -> bool:
        """Whether the path, or a folder above it, matches a pattern."""
        if self._spec is None:
            return False
        resolved = path.resolve()
        inside = (
            resolved.relative_to(self._base) if resolved.is_relative_to(self._base) else Path(resolved.name)
        )
        return self._spec.match_file(inside.as_posix())


def find_sources(path: Path, excluder: Excluder) -> Iterator[Source]:
    """Every file to read: the path itself, or the drafts of a folder by name and depth first."""
    if excluder.excludes(path):
        yield Source(path, excluded=True)
    elif path.is_dir():
        yield from _within(path, excluder)
    elif path.exists():
        yield Source(path)
    else:
        yield Source(path, "there is no such file or folder")


def _within(folder: Path, excluder: Excluder) -> Iterator[Source]:
    found = False
    problems: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not _is_draft(path):
                continue
            found = True
            if excluder.excludes(path):
                yield Source(path, excluded=True)
            elif _is_ordinary(path):
                yield Source(path)
            else:
                yield Source(path, "this is no ordinary file; review the file that it stands for")
    for problem in problems:
        yield Source(Path(problem.filename), f"the folder cannot be read: {problem.strerror}")
    if not found and not problems:
        endings = " ".join(sorted(READABLE))
        yield Source(folder, f"there are no drafts in this folder ({endings})")


def _is_draft(path: Path) -> bool:
    name = path.name
    if name.startswith((".", _OFFICE_LOCK)) or name.endswith(_TEMPORARY):
        return False
    return is_draft(name)


def _is_ordinary(path: Path) -> bool:
    try:
        return path.is_file() and not path.is_symlink()
    except OSError:
        return False
