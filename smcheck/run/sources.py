"""Finding the drafts: which files of the given paths are to be read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from warnings import catch_warnings

from smcheck.readers import READABLE, is_draft
from smcheck.readers.picture_names import SUFFIXES as PICTURES
from smcheck.run.excluding import Excluder, Excluders
from smcheck.settings.council import CONFIG_NAME
from smcheck.settings.files import read_bounded
from smcheck.settings.tables import did_you_mean_path

NO_DRAFTS = "there are no drafts in this folder"
"""How the problem of a folder without any begins."""

_GIT_IGNORE = ".gitignore"
_OFFICE_LOCK = ("~$", ".~lock.")
# For these pathspec has a short way that matches no whole path.
_ANYTHING = re.compile(r"(?<![^/!])\*\*?(?=/?\s*$)")
_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})  # Windows keeps its own there
_TEMPORARY = (".tmp", ".swp", ".bak", "~", ".part", ".crdownload", ".lock")

_Pattern = tuple[re.Pattern[str], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or a path about which `problem` says why there is none.

    `met` says that it was found in a folder, not named by the user. `unread` are files in a folder, that of
    `path`, and beneath it that are of no kind that can be read.
    """

    path: Path
    problem: str = ""
    excluded: bool = False
    met: bool = False
    unread: tuple[Path, ...] = ()


class _Ignored:
    """What the `.gitignore` files of a folder and of those above it leave out.

    As in git, a pattern matches a path itself, not what is beneath it, and the last one decides; all that is
    in a folder that is left out is left out. A whole specification of pathspec weighs patterns otherwise.
    """

    def __init__(
        self, patterns: tuple[tuple[Path, list[_Pattern]], ...] = (), *, everything: bool = False
    ) -> None:
        self._patterns = patterns
        self._everything = everything

    def __bool__(self) -> bool:
        return self._everything or bool(self._patterns)

    def within(self, folder: Path) -> _Ignored:
        """What is left out in a folder beneath, by its own file too, if it has one."""
        if self.ignores(folder, folder=True):
            return _Ignored(everything=True)
        file = folder / _GIT_IGNORE
        if not file.is_file():
            return self
        lines = read_bounded(file).decode("utf-8-sig", "replace").splitlines()
        last_first = [pattern for line in reversed(lines) if (pattern := _pattern(line))]
        return _Ignored(((folder, last_first), *self._patterns))

    def ignores(self, path: Path, *, folder: bool = False) -> bool:
        """Whether the path is left out; the file nearest to it decides."""
        for base, patterns in self._patterns:
            name = path.relative_to(base).as_posix() + ("/" if folder else "")
            for regex, ignores in patterns:
                if regex.fullmatch(name):
                    return ignores
        return self._everything


def _pattern(line: str) -> _Pattern | None:
    """A line of `.gitignore` as what matches a path and whether it leaves it out; None for no pattern."""
    import re2  # which takes linear time, whatever the pattern
    from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

    written = _ANYTHING.sub(lambda found: "**/?*" if found[0] == "**" else "?*", line)
    try:
        with catch_warnings(action="ignore", category=FutureWarning):  # of sets such as [[:alpha:]]
            pattern = GitIgnoreBasicPattern(written)
        regex = re2.compile(pattern.regex.pattern) if pattern.regex else None
    except (ValueError, re.error, re2.error):  # git passes over it
        return None
    return (regex, bool(pattern.include)) if regex else None


def find_sources(path: Path, excluders: Excluders) -> Iterator[Source]:
    """Every file to read: the path itself, or the drafts of a folder by name and depth first.

    Raises `ConfigError` where the configuration that holds for the path is wrong.
    """
    folder = path if path.is_dir() else path.parent
    excluder = excluders.at(folder)
    if excluder.excludes(path) or excluder.is_setting(path):
        yield Source(path, excluded=True)
    elif path.is_dir():
        yield from _within(path, excluders)
    elif path.exists():
        yield Source(path)
    else:
        yield Source(path, f"there is no such file or folder{did_you_mean_path(path)}")


def _within(folder: Path, excluders: Excluders) -> Iterator[Source]:
    found = False
    ignored = _above(folder)
    unread: list[Path] = []
    for source in _walked(folder, excluders, ignored, unread):
        found = True
        yield source
    if unread:
        yield Source(folder, unread=tuple(unread))
    if not found and not any(path.suffix.lower() in PICTURES for path in unread):
        endings = " ".join(sorted(READABLE.difference(PICTURES)))
        perhaps = ", or .gitignore leaves them out" if ignored.within(folder.resolve()) else ""
        yield Source(folder, f"{NO_DRAFTS} ({endings}){perhaps}")


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
    """Whether a file beneath a folder, a picture too, is passed over when the folder is read."""
    is_picture = path.suffix.lower() in PICTURES and not _is_passed_over(path.name)
    if not (is_picture or may_be_draft(path.name)) or path.is_symlink() or not path.is_file():
        return True
    here, resolved = folder.resolve(), path.resolve()
    if not resolved.is_relative_to(here):  # through a link
        return True
    ignored = _above(folder).within(here)
    for part in resolved.parent.relative_to(here).parts:
        here = here / part
        if part.startswith("."):
            return True
        ignored = ignored.within(here)
    excluder = excluders.within(here)
    return ignored.ignores(resolved) or excluder.is_setting(resolved) or excluder.excludes(resolved)


def _walked(folder: Path, excluders: Excluders, ignored: _Ignored, unread: list[Path]) -> Iterator[Source]:
    """The drafts of a folder and of those beneath it; files of other kinds are added to `unread`."""
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
        path = folder / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if (entry.name.startswith(".") if is_folder else _is_passed_over(entry.name)) or (
            ignored.ignores(resolved / entry.name, folder=is_folder) or excluder.is_setting(path)
        ):
            continue
        if is_folder:
            folders.append(path)
        elif is_draft(entry.name):
            yield _source(entry, path, excluder)
        elif not excluder.excludes(path):
            unread.append(path)
    for path in folders:
        yield from _walked(path, excluders, ignored, unread)


def _source(entry: os.DirEntry[str], path: Path, excluder: Excluder) -> Source:
    if excluder.excludes(path):
        return Source(path, excluded=True)
    if entry.is_file(follow_symlinks=False):
        return Source(path, met=True)
    return Source(path, "this is no ordinary file; review the file that it stands for")


def may_be_draft(name: str) -> bool:
    """Whether a file of this name, met in a folder, may be a draft: none hidden, locked or half saved."""
    return not _is_passed_over(name) and is_draft(name)


def _is_passed_over(name: str) -> bool:
    """Whether a file is by its name nothing to be published: hidden, half saved, or the system's."""
    begins = name.startswith((".", *_OFFICE_LOCK))
    return begins or name.endswith(_TEMPORARY) or name.casefold() in _SYSTEMS or name == CONFIG_NAME
