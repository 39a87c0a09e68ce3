"""Readers turn files into drafts: one module per format, chosen by the file's ending."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from smcheck.draft import Draft
from smcheck.errors import DraftError
from smcheck.readers.opened import Item, Opened

__all__ = ["ENDINGS", "READABLE", "TEXTS", "UNREADABLE", "is_draft", "read_content", "read_file"]

ENDINGS: dict[str, tuple[str, ...]] = {
    "txt": (".txt", ".text"),
    "md": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx", ".docm", ".dotx"),
    "odt": (".odt", ".ott"),
    "eml": (".eml",),
    "csv": (".csv", ".tsv"),
    "xlsx": (".xlsx", ".xlsm", ".xltx"),
    "jsonl": (".jsonl", ".ndjson"),
    "exports": (".js", ".json"),
}
"""Endings of files, by the module that reads them; it is imported when such a file is met."""

_READERS = {ending: name for name, endings in ENDINGS.items() for ending in endings}

READABLE: frozenset[str] = frozenset(_READERS)
TEXTS: frozenset[str] = frozenset((*ENDINGS["txt"], *ENDINGS["md"], *ENDINGS["html"]))
"""Endings of files that hold one draft, whose text is the file's own."""

UNREADABLE: frozenset[str] = frozenset(
    ".doc .dot .epub .fodt .mht .msg .odp .ods .pages .pdf .ppt .pptx .rtf .wps .xls .xlsb".split()
)
"""Endings of files that may well be drafts and that no reader can read: reported, never passed over."""

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that is read; the limit of a single draft is the council's."""
_MIXED = "exports"  # the reader whose endings many other files have too


def is_draft(name: str) -> bool:
    """Whether a file of this name, met in a folder, is to be read or reported."""
    ending = Path(name).suffix.lower()
    if _READERS.get(ending) == _MIXED:
        from smcheck.readers.exports import NAMES

        return NAMES.fullmatch(name) is not None
    return ending in READABLE or ending in UNREADABLE


def read_file(path: Path, column: str = "") -> Iterator[Item]:
    """Drafts of a file, with an error in place of each that cannot be read.

    `column` names the column of a sheet that holds the posts.
    """
    from smcheck.readers.pictures import with_pictures

    try:
        if path.exists() and not path.is_file():
            yield DraftError("this is no ordinary file")
            return
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            yield DraftError(f"the file is larger than {limit} MiB; split it")
            return
        content = path.read_bytes()
    except OSError as error:
        yield DraftError(f"the file cannot be read: {error.strerror or error}")
        return
    for item in read_content(content, str(path), column):
        yield with_pictures(item, path) if isinstance(item, Draft) else item


def read_content(content: bytes, path: str, column: str = "") -> Iterator[Item]:
    """Drafts of a file's content; the ending of `path` says which format it is."""
    ending = Path(path).suffix.lower()
    if ending in UNREADABLE:
        yield DraftError(f"{ending} files cannot be read; save the draft as .docx, .odt or plain text (.txt)")
        return
    reader = import_module(f"smcheck.readers.{_READERS.get(ending, 'txt')}")
    try:
        yield from reader.read(Opened(content, path, column))
    except DraftError as error:
        yield error
