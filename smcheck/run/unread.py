"""Files of a folder that are no drafts by their kind: pictures by themselves, and what no reader can read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from smcheck.model.errors import INSTALL_PICTURES, PicturesNotInstalledError
from smcheck.model.showing import first_few
from smcheck.readers.picture_data import is_tiny
from smcheck.readers.picture_names import MEDIA, SUFFIXES
from smcheck.readers.picture_unread import by_eye
from smcheck.readers.picture_words import can_read

_ENOUGH = 64 * 1024  # bytes, among which a picture says its size


@dataclass
class SortedOut:
    """Pictures to be read, names of those that cannot be, and names of other files by their endings."""

    pictures: list[Path] = field(default_factory=list)
    unread_pictures: list[str] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)


def sorted_out(paths: Iterable[Path], folder: Path) -> SortedOut:
    """The files of a folder by what can be done with them; icons and logos are left out."""
    found = SortedOut()
    readable = can_read()
    for path in paths:
        ending, name = path.suffix.lower(), path.relative_to(folder).as_posix()
        if ending not in SUFFIXES:
            found.others.setdefault(ending, []).append(name)
        elif is_icon(path):
            continue
        elif readable:
            found.pictures.append(path)
        else:
            found.unread_pictures.append(name)
    return found


def is_icon(path: Path) -> bool:
    """Whether a file is a picture too small for words, which a folder's check leaves out."""
    try:
        with path.open("rb") as file:
            return not path.is_symlink() and is_tiny(file.read(_ENOUGH))
    except OSError:  # which is told when it is read
        return False


def pictures_unread(names: Sequence[str]) -> PicturesNotInstalledError:
    """The error for pictures that no draft names, where the extra that reads them is not installed."""
    files = f"{len(names):,} picture{'s' if names[1:] else ''}"
    return PicturesNotInstalledError(
        f"{files} ({first_few(names)}) cannot be read here; {INSTALL_PICTURES}, or leave them out "
        f"(exclude), or {by_eye(several=True)}"
    )


def cannot_be_read(ending: str, names: Sequence[str]) -> str:
    """What is said of the files of a kind, and what to do about them."""
    kind = f"ending in {ending}" if ending else "without an ending"
    do = "name them in a draft" if ending in MEDIA else "save drafts as .docx, .odt or .txt"
    pattern = f"*{ending}" if ending else names[0]
    files = f"{len(names):,} file{'s' if names[1:] else ''} {kind}"
    return f"{files} ({first_few(names)}) cannot be read; {do}, or leave them out: exclude = [{pattern!r}]"
