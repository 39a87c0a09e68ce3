"""Finding the drafts: which files of the given paths are to be read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smcheck.errors import ConfigError
from smcheck.readers import READABLE, is_draft

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


class Excluder:
    """Tells which paths are left out, by patterns as in `.gitignore`, relative to `base`.

    `own` are files and folders of the council's settings, such as word lists and the record, which are never
    drafts. What `outer` leaves out is left out too. `nearer` gives what holds in a folder further down.
    """

    def __init__(
        self,
        patterns: Sequence[str],
        base: Path,
        own: Sequence[Path] = (),
        outer: Excluder | None = None,
        nearer: Callable[[Path], Excluder] | None = None,
    ) -> None:
        self._base = base.resolve()
        self._own = frozenset(path.resolve() for path in own)
        self._spec = _spec(patterns) if patterns else None
        self._outer = outer
        self._nearer: Callable[[Path], Excluder] | None = nearer or (outer._nearer if outer else None)

    def within(self, folder: Path) -> Excluder:
        """What tells it in a folder further down."""
        return self._nearer(folder) if self._nearer else self

    def excludes(self, path: Path) -> bool:
        """Whether the path, or a folder above it, matches a pattern."""
        if self._outer and self._outer.excludes(path):
            return True
        if self._spec is None:
            return False
        resolved = path.resolve()
        inside = (
            resolved.relative_to(self._base) if resolved.is_relative_to(self._base) else Path(resolved.name)
        )
        return self._spec.match_file(inside.as_posix())

    def is_own(self, path: Path) -> bool:
        """Whether the file or folder is one of the council's settings."""
        if self._outer and self._outer.is_own(path):
            return True
        return bool(self._own) and path.resolve() in self._own


def _is_pattern(line: str) -> bool:
    """Whether git takes the line for a pattern; it passes over what is none."""
    try:
        _spec([line])
    except ConfigError:
        return False
    return True


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except (ValueError, re.error) as error:
        raise ConfigError(f"exclude: {error}") from error


class _Ignored:
    """What the `.gitignore` files of a folder and of those above it leave out."""

    def __init__(self, specs: tuple[tuple[Path, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    def within(self, folder: Path) -> _Ignored:
        """The same with the folder's own file, if it has one."""
        file = folder / _GIT_IGNORE
        if not file.is_file():
            return self
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        # To pathspec `sub/**` means the folder itself, to git what is in it, of which some may come back.
        patterns = (_ALL_WITHIN.sub("/*", line) for line in lines if _is_pattern(line))
        return _Ignored((*self._specs, (folder, _spec(patterns))))

    def ignores(self, path: Path, *, folder: bool = False) -> bool:
        """Whether the path is left out; the file nearest to it decides."""
        for base, spec in reversed(self._specs):
            name = path.relative_to(base).as_posix() + ("/" if folder else "")
            found = spec.check_file(name).include
            if found is not None:
                return found
        return False


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
    for source in _walked(folder, excluder, _above(folder)):
        found = True
        yield source
    if not found:
        endings = " ".join(sorted(READABLE))
        yield Source(folder, f"there are no drafts in this folder ({endings}), or .gitignore leaves them out")


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


def is_left_out(path: Path, folder: Path, excluder: Excluder) -> bool:
    """Whether a file beneath a folder is passed over when the folder is read."""
    if not may_be_draft(path.name) or path.is_symlink() or not path.is_file():
        return True
    ignored = _above(folder).within(folder.resolve())
    here = folder.resolve()
    *folders, name = path.resolve().relative_to(here).parts
    for part in folders:
        here = here / part
        excluder = excluder.within(here)
        if part.startswith(".") or ignored.ignores(here, folder=True) or excluder.is_own(here):
            return True
        ignored = ignored.within(here)
    return ignored.ignores(here / name) or excluder.is_own(here / name) or excluder.excludes(path)


def _walked(folder: Path, excluder: Excluder, ignored: _Ignored) -> Iterator[Source]:
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
    excluder = excluder.within(folder)
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
            yield from _walked(path, excluder, ignored)


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
