"""Telling which files are saved in folders that are watched."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

from smcheck.run.events import Remark
from smcheck.settings.files import stamp

_QUIET = 500  # milliseconds without a change, since programs save in steps
_LONGEST = 5_000  # milliseconds to wait for them at most
_AGAIN = 1_000  # milliseconds


class Saves:
    """Every file that is saved in the folders, or comes with a folder that is moved in; iterating never ends.

    Between them stand remarks on folders that have gone or come.
    Files are told by their stamps, so that nothing is missed while a folder is away.
    """

    def __init__(self, folders: Sequence[Path], *, poll: bool) -> None:
        self._folders, self._poll = [folder.absolute() for folder in folders], poll
        self._here = self._identities()
        self._stamps = {path: stamp(path) for path in self._all()}
        self._saved: set[Path] = set()

    def __iter__(self) -> Iterator[Path | Remark]:
        while True:
            try:
                for paths in self._changes():
                    yield from self._fresh(paths)
                    if self._identities() != self._here:
                        break
            except (RuntimeError, OSError):  # of watchfiles, as where a name is no text: look for ourselves
                time.sleep(_AGAIN / 1000)
                yield from self._fresh(self._all())
            yield from self._note_folders()

    def _changes(self) -> Iterator[set[Path]]:
        """Files that have changed, again and again, while there is a folder to watch."""
        from watchfiles import watch as changes

        if not self._here:
            time.sleep(_AGAIN / 1000)
            return
        before = self._all()  # gone through once, when the watch has begun: what was saved until then
        for found in changes(
            *self._here,
            step=_QUIET,
            debounce=_LONGEST,
            rust_timeout=_AGAIN,
            yield_on_timeout=True,
            force_polling=self._poll or None,
        ):
            if any(change.name == "deleted" and Path(name) in self._here for change, name in found):
                return  # a folder of the same name may be there already, which is not watched yet
            there = {Path(name) for change, name in found if change.name != "deleted"}
            new = {
                path
                for change, name in found
                if change.name == "added" and not (path := Path(name)).is_symlink()
            }
            # Polling tells times to the second only: look again at what was saved before.
            yield there.union(before, self._saved if self._poll else (), *map(_files_of, new))

    def _fresh(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Those of the files that are there and not as they were when they were seen last."""
        for path in sorted(path.absolute() for path in paths):
            now = stamp(path)
            if any(now) and now != self._stamps.get(path):
                self._stamps[path] = now
                self._saved.add(path)
                yield path

    def _all(self) -> Iterator[Path]:
        return (path for folder in self._here for path in _files_of(folder))

    def _note_folders(self) -> Iterator[Remark]:
        """See which folders are there now; a remark for each that has gone or come."""
        before, self._here = self._here, self._identities()
        for folder in self._folders:
            if folder in before and folder not in self._here:
                yield Remark(f"{folder} is not there any more; waiting for it.")
            elif folder not in before and folder in self._here:
                yield Remark(f"{folder} is there again.")

    def _identities(self) -> dict[Path, tuple[int, int]]:
        """What tells each folder that is there from another one of its name."""
        found = {}
        for folder in self._folders:
            with suppress(OSError):
                status = folder.stat()
                if S_ISDIR(status.st_mode):
                    found[folder] = status.st_dev, status.st_ino
        return found


def _files_of(path: Path) -> Iterator[Path]:
    """The files beneath a folder, but none of hidden folders; none where the path is no folder."""
    for folder, names, files in os.walk(path):
        names[:] = [name for name in names if not name.startswith(".")]
        yield from (Path(folder, name) for name in files)
