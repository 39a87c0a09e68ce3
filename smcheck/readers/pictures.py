"""Pictures: their words and codes, and what they say of themselves, where they were taken and by whom.

Looked at are pictures within a document or a message, those that a draft names, and those beside it that bear
its name. Only files in the draft's own folder or beneath it are opened. The words are read by the extra
`smcheck[pictures]`, on this computer; each picture with words is a draft of its own. Those of less than 100
pixels on a side are passed over, and what cannot be read is named as not reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from smcheck.model.draft import Draft
from smcheck.readers.content import NO_CHOICE, Choice, FileContent, Item
from smcheck.readers.picture_data import look_at
from smcheck.readers.picture_names import PICTURES, SUFFIXES, beside, named_in
from smcheck.readers.picture_unread import Unread, Why

LARGEST = 64 * 1024 * 1024
"""Bytes of a picture that is looked at."""

_PAGES = (".html", ".htm", ".xhtml")  # which say by themselves which pictures they show
_DOCUMENTS = (  # which hold their own
    ".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".pdf", ".rtf", ".eml", ".msg", ".oft", ".emlx",
    ".mbox", ".mbx", ".mht", ".mhtml", ".ics", ".ical",
)  # fmt: skip


def read(file: FileContent) -> Iterator[Item]:
    """The draft of a picture that is a file by itself; raises `DraftError` where it cannot be read."""
    from smcheck.readers.picture_drafts import read_alone

    return read_alone(file.content, file.path, file.choice.kept)


class Attached(NamedTuple):
    """Names of files that go with a draft, and those of them that it certainly shows as pictures."""

    names: tuple[str, ...]
    shown: tuple[str, ...]


def with_pictures(
    draft: Draft, path: Path, choice: Choice = NO_CHOICE, unread: Unread | None = None
) -> Iterator[Item]:
    """The draft with the files that go with it, pictures among them looked at; `path` is that of its file.

    Each of these that holds words follows as a draft of its own. Those that are shown and cannot be opened
    are added to `unread`.
    """
    attached = _attached(draft, path)
    if not attached.names:
        yield draft
        return
    from smcheck.readers.picture_drafts import Pictures, read_words

    names = [name for name in attached.names if name.lower().endswith(SUFFIXES)]
    inside = [name for name in names if _is_within(path.parent, name) and _is_there(path.parent / name)]
    readable = [name for name in inside if _may_be_read(path.parent / name)]
    if unread is not None and choice.pictures:
        _note(unread, path.parent, attached.shown, inside, readable)
    opened = ((name, _content(path.parent / name)) for name in readable)
    held = [(name, content) for name, content in opened if content is not None]
    given = ((name, content, str(path.parent / name), None) for name, content in held)
    found = read_words(given, choice.kept) if choice.pictures else Pictures()
    pictures, remarks = look_at(held, found.words)
    yield replace(
        draft,
        pictures=(*draft.pictures, *pictures),
        remarks=(*draft.remarks, *remarks),
        attached=attached.names,
    )
    yield from found.items()


def without_folder(items: Iterator[Item], choice: Choice) -> Iterator[Item]:
    """Drafts that came without their folder, then an error for the pictures that they show from there."""
    unread = Unread()
    for item in items:
        if isinstance(item, Draft) and not item.shown and choice.pictures:
            shown = _attached(item, Path(item.path), alone=True).shown
            unread.add(Why.ALONE, (name for name in shown if name.lower().endswith(PICTURES)))
        yield item
    yield from unread.errors()


def _attached(draft: Draft, path: Path, *, alone: bool = False) -> Attached:
    """The names that a draft, the file at `path`, gives or that bear its name; `alone` is without its folder.

    What a document that holds its pictures says in its text may be the name of one of them.
    """
    whole = draft.row is None and draft.id is None and not alone
    said = tuple(named_in(draft.published_text))
    near = tuple(beside(path)) if whole else ()
    names = tuple(dict.fromkeys((*said, *draft.attached, *near)))
    ending = path.suffix.lower()
    shows = (*draft.attached, *near) if ending in _PAGES else near if ending in _DOCUMENTS else names
    return Attached(names, tuple(dict.fromkeys(shows)))


def _note(
    unread: Unread, folder: Path, shown: Sequence[str], inside: Sequence[str], readable: Sequence[str]
) -> None:
    """Note those of the pictures shown that are not read, each by why."""
    for name in shown:
        if not name.lower().endswith(PICTURES) or name in readable:
            continue
        if not _is_within(folder, name):
            unread.add(Why.OUTSIDE, [name])
        elif name in inside:
            unread.add(Why.LARGE, [name])
        else:
            unread.add(Why.DRAWING if _is_there(folder / name) else Why.MISSING, [name])


def _is_within(folder: Path, name: str) -> bool:
    """Whether the name stays within the folder; one whose words lead elsewhere is not looked up."""
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.is_symlink() or path.exists()
    except (OSError, ValueError):
        return False


def _may_be_read(path: Path) -> bool:
    """Whether it is an ordinary file of reasonable size."""
    try:
        return not path.is_symlink() and path.is_file() and path.stat().st_size <= LARGEST
    except (OSError, ValueError):
        return False


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return None
