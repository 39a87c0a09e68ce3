"""Pictures: their words and codes, and what they say of themselves, where they were taken and by whom.

Looked at are pictures within a document or a message, those that a draft names, and those beside it that bear
its name. Only files in the draft's own folder or beneath it are opened. The words are read by the extra
`smcheck[pictures]`, on this computer; each picture with words is a draft of its own. Those of less than 100
pixels on a side are passed over, and what cannot be read is named as not reviewed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from smcheck.model.draft import Draft
from smcheck.model.masking import shown_name
from smcheck.readers.content import FileContent, Item
from smcheck.readers.picture_data import look_at

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".gif", ".bmp", ".avif")
"""Endings of pictures that can be read."""

MEDIA = (*SUFFIXES, ".svg", ".mp4", ".mov", ".m4v", ".webm", ".avi", ".mp3", ".wav", ".m4a")
"""Endings of files that go with a post."""

LARGEST = 64 * 1024 * 1024
"""Bytes of a picture that is looked at."""


_NAMED = re.compile(
    rf"(?:(?<=\]\()[^()\n]{{1,200}}?|(?<![\w/\\.:%-])[\w./\\%-][\w./\\()%-]{{0,200}}?)"
    rf"(?:{'|'.join(map(re.escape, MEDIA))})\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[ _.-]*\(?\d{1,3}\)?$")
_WEB = re.compile(r"\w{2,10}:|//")


def read(file: FileContent) -> Iterator[Item]:
    """The draft of a picture that is a file by itself; raises `DraftError` where it cannot be read."""
    from smcheck.readers.picture_drafts import read_alone

    return read_alone(file.content, file.path)


def with_pictures(draft: Draft, path: Path) -> Iterator[Item]:
    """The draft with the files that go with it, pictures among them looked at; `path` is that of its file.

    Each of these that holds words follows as a draft of its own.
    """
    attached = tuple(_files_of(draft, path))
    if not attached:
        yield draft
        return
    from smcheck.readers.picture_drafts import read_words

    names = [name for name in attached if name.lower().endswith(SUFFIXES)]
    outside = [name for name in names if not _is_within(path.parent, name)]
    inside = [name for name in names if name not in outside and _is_there(path.parent / name)]
    refused = [name for name in inside if not _may_be_read(path.parent / name)]
    opened = ((name, _content(path.parent / name)) for name in inside if name not in refused)
    held = [(name, content) for name, content in opened if content is not None]
    found = read_words((name, content, str(path.parent / name), None) for name, content in held)
    pictures, remarks = look_at(held, found.words)
    remarks += tuple(
        f"the picture {shown_name(name)} is too large, or a link, and was not looked at" for name in refused
    )
    far = (
        f"the picture {shown_name(name)} lies outside the draft's folder and was not looked at"
        for name in outside
    )
    yield replace(
        draft,
        pictures=(*draft.pictures, *pictures),
        remarks=(*draft.remarks, *remarks, *far),
        attached=attached,
    )
    yield from found.items()


def _files_of(draft: Draft, path: Path) -> Iterable[str]:
    """Names of pictures and the like that a draft, the file at `path`, names or that bear its name."""
    whole = draft.row is None and draft.id is None
    beside = _beside(path) if whole else ()
    return dict.fromkeys((*_named(draft.published_text), *draft.attached, *beside))


def _named(text: str) -> Iterator[str]:
    lowered = text.lower()
    if any(suffix in lowered for suffix in MEDIA):
        for match in _NAMED.finditer(text):
            if not _WEB.match(match[0]):
                yield unquote(match[0].strip("<> ")).replace("\\", "/")


def _beside(path: Path) -> Iterator[str]:
    """Names of pictures in the draft's folder that bear its name, with a number or without."""
    with suppress(OSError):
        yield from _listed(path.parent, path.parent.stat().st_mtime_ns).get(path.stem.casefold(), ())


@lru_cache(maxsize=16)
def _listed(folder: Path, _changed: int) -> Mapping[str, Sequence[str]]:
    """Names of the pictures in a folder by the name that they bear; read anew when the folder has changed."""
    found: dict[str, list[str]] = {}
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.lower().endswith(MEDIA)):
        stem = Path(name).stem.casefold()
        for borne in {stem, _NUMBERED.sub("", stem)}:
            found.setdefault(borne, []).append(name)
    return found


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
