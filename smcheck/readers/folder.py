"""Finding the drafts: which files of the given paths are to be read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smcheck.files import ignore_spec
from smcheck.readers import READABLE, is_draft
from smcheck.readers.excluding import Excluder, Excluders

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_GIT_IGNORE = ".gitignore"
_OFFICE_LOCK = ("~$", ".~lock.")
_ALL_WITHIN = re.compile(r"/\*\*\s*$")
_TEMPORARY = (".tmp", ".swp", ".bak", "~", ".part", ".crdownload")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or a path about which `problem` says why there is none."""

    path: Path
    problem: str = ""
    excluded: bool = False


def _is_pattern(line: str) -> bool:
    """Whether git takes the line for a pattern; it passes over what is none."""
    try:
        ignore_spec([line])
    except ValueError:
        return False
    return True


class _Ignored:
    """What the `.gitignore` files of a folder and of those above it leave out."""

    def __init__(self, specs: tuple[tuple[Path, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    def __bool__(self) -> bool:
        return bool(self._specs)

    def within(self, folder: Path) -> _Ignored:
        """The same with the folder's own file, if it has one."""
        file = folder / _GIT_IGNORE
        if not file.is_file():
            return self
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        # To pathspec `sub/**` means the folder itself, to git what is in it, of which some may come back.
        patterns = (_ALL_WITHIN.sub("/**/*", line) for line in lines if _is_pattern(line))
        return _Ignored((*self._specs, (folder, ignore_spec(patterns))))

    def ignores(self, path: Path, *, folder: bool = False) -> bool:
        """Whether the path is left out; the file nearest to it decides."""
        for base, spec in reversed(self._specs):
            name = path.relative_to(base).as_posix() + ("/" if folder else "")
            found = spec.check_file(name).include
            if found is not None:
                return found
        return False


def find_sources(path: Path, excluders: Excluders) -> Iterator[Source]:
    """Every file to read: the path itself, or the drafts of a folder by name and depth first.

    Raises `ConfigError` where the configuration that holds for the path is wrong.
    """
    folder = path if path.is_dir() else path.parent
    excluder = excluders.at(folder)
    if excluder.excludes(path) or excluder.is_own(path):
        yield Source(path, excluded=True)
    elif path.is_dir():
        yield from _within(path, excluders)
    elif path.exists():
        yield Source(path)
    else:
        yield Source(path, "there is no such file or folder")


def _within(folder: Path, excluders: Excluders) -> Iterator[Source]:
    found = False
    ignored = _above(folder)
    for source in _walked(folder, excluders, ignored):
        found = True
        yield source
    if not found:
        endings = " ".join(sorted(READABLE))
        perhaps = ", or .gitignore leaves them out" if ignored.within(folder.resolve()) else ""
        yield Source(folder, f"there are no drafts in this folder ({endings}){perhaps}")


def _above(folder: Path) -> _Ignored:
    """What the folders above leave out, up to the root of the git repository, if it is in one."""
    parents = list(folder.resolve().parents)
    root = next((index for index, parent in enumerate(parents) if (parent / ".git").exists()), -1)
    ignored = _Ignored()
    if (folder / ".git").exists():
        return ignored
    for parent in reversed(parents[: root + 1]):
        ignored = ignored.within(parent)
    return ignored


def is_left_out(path: Path, folder: Path, excluders: Excluders) -> bool:
    """Whether a file beneath a folder is passed over when the folder is read."""
    if not may_be_draft(path.name) or path.is_symlink() or not path.is_file():
        return True
    here, resolved = folder.resolve(), path.resolve()
    if not resolved.is_relative_to(here):  # through a link
        return True
    ignored = _above(folder).within(here)
    for part in resolved.parent.relative_to(here).parts:
        here = here / part
        if part.startswith(".") or ignored.ignores(here, folder=True):
            return True
        ignored = ignored.within(here)
    excluder = excluders.within(here)
    return ignored.ignores(resolved) or excluder.is_own(resolved) or excluder.excludes(resolved)


def _walked(folder: Path, excluders: Excluders, ignored: _Ignored) -> Iterator[Source]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        ignored = ignored.within(folder.resolve())
    except FileNotFoundError:  # it has vanished since it was listed
        return
    except OSError as error:
        yield Source(folder, f"the folder cannot be read: {error.strerror}")
        return
    resolved = folder.resolve()
    excluder = excluders.within(folder)
    folders = []
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry)
        elif may_be_draft(entry.name):
            path = folder / entry.name
            if not ignored.ignores(resolved / entry.name) and not excluder.is_own(path):
                yield _source(entry, path, excluder)
    for entry in folders:
        path = folder / entry.name
        left_out = entry.name.startswith(".") or ignored.ignores(resolved / entry.name, folder=True)
        if not left_out and not excluder.is_own(path):
            yield from _walked(path, excluders, ignored)


def _source(entry: os.DirEntry[str], path: Path, excluder: Excluder) -> Source:
    if excluder.excludes(path):
        return Source(path, excluded=True)
    if entry.is_file(follow_symlinks=False):
        return Source(path)
    return Source(path, "this is no ordinary file; review the file that it stands for")


def may_be_draft(name: str) -> bool:
    """Whether a file of this name, met in a folder, may be a draft: none hidden, locked or half saved."""
    if name.startswith((".", *_OFFICE_LOCK)) or name.endswith(_TEMPORARY):
        return False
    return is_draft(name)
