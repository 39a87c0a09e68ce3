"""Readers turn files into drafts: one module per format, chosen by the file's ending."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from stat import S_ISREG
from types import ModuleType

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.readers.content import NO_CHOICE, Choice, FileContent, Item
from smcheck.readers.picture_names import SUFFIXES as PICTURES

__all__ = [
    "ENDINGS",
    "READABLE",
    "UNREADABLE",
    "content_of",
    "is_draft",
    "read_beside",
    "read_content",
    "read_file",
]

ENDINGS: dict[str, tuple[str, ...]] = {
    "txt": (".txt", ".text"),
    "md": (".md", ".markdown", ".mdown"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "odt": (".odt", ".ott"),
    "pdf": (".pdf",),
    "rtf": (".rtf",),
    "eml": (".eml",),
    "msg": (".msg", ".oft"),
    "emlx": (".emlx",),
    "mbox": (".mbox", ".mbx"),
    "mhtml": (".mht", ".mhtml"),
    "ics": (".ics", ".ical"),
    "csv": (".csv", ".tsv"),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "jsonl": (".jsonl", ".ndjson"),
    "exports": (".js", ".json"),
    "pictures": PICTURES,
}
"""Endings of files, by the module that reads them; it is imported when such a file is met."""

_READERS = {ending: name for name, endings in ENDINGS.items() for ending in endings}

READABLE: frozenset[str] = frozenset(_READERS)
_AS_TEXT = "save the draft as .docx, .odt or plain text (.txt)"
_IN_WORD = "open it in Word or LibreOffice, and save it as .docx"
_AS_SHEET = "open it in Excel or LibreOffice, and save it as .xlsx or .csv"
_OF_APPLE = "open it in {} on the Mac or at icloud.com, and export it as {}"
_REMEDIES = {
    ".doc": _IN_WORD, ".dot": _IN_WORD, ".wps": _IN_WORD, ".wpd": _IN_WORD, ".odm": _IN_WORD,
    ".fodt": "open it in LibreOffice, and save it as .odt",
    ".pages": _OF_APPLE.format("Pages", "Word or PDF (File, Export To)"),
    ".numbers": _OF_APPLE.format("Numbers", "Excel or CSV (File, Export To)"),
    ".ods": _AS_SHEET, ".xls": _AS_SHEET, ".xlsb": _AS_SHEET, ".xlt": _AS_SHEET,
    ".epub": _AS_TEXT, ".odp": _AS_TEXT, ".ppt": _AS_TEXT,
    ".pptx": _AS_TEXT, ".pub": _AS_TEXT,
}  # fmt: skip
UNREADABLE: frozenset[str] = frozenset(_REMEDIES)
"""Endings of files that may well be drafts and that no reader can read: reported, never passed over."""

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that is read; the limit of a single draft is the council's."""
_TRIES, _PAUSE = 4, 0.25  # seconds, of reading a file that is being written
_TRIES_HELD = 20  # of one that another program keeps to itself, as Word does on Windows while it saves
_HELD = (32, 33)  # what Windows says of that: a violation of sharing, or of a lock
_MIXED = "exports"  # the reader whose endings many other files have too


def is_draft(name: str) -> bool:
    """Whether a file of this name, met in a folder, is to be read or reported."""
    ending = Path(name).suffix.lower()
    if ending in PICTURES:  # which drafts name, most of them; the others are read after the drafts
        return False
    if _READERS.get(ending) == _MIXED:
        from smcheck.readers.exports import NAMES

        return NAMES.fullmatch(name) is not None
    return ending in READABLE or ending in UNREADABLE


def read_beside(content: bytes, path: Path, choice: Choice = NO_CHOICE) -> Iterator[Item]:
    """Drafts of a file's content, with what lies beside it: pictures, the message that is answered."""
    from smcheck.readers.answered import with_answered
    from smcheck.readers.picture_unread import Unread
    from smcheck.readers.pictures import with_pictures

    unread = Unread()  # of all drafts of the file
    for item in read_content(content, str(path), choice):
        if isinstance(item, Draft) and not item.shown:
            yield from with_pictures(with_answered(item, path), path, choice, unread)
        else:
            yield item
    yield from unread.errors()


def read_file(path: Path, choice: Choice = NO_CHOICE) -> Iterator[Item]:
    """Drafts of a file, with an error in place of each that cannot be read."""
    try:
        content = content_of(path)
    except FileNotFoundError as error:
        yield DraftError(f"the file cannot be read: {error.strerror}")
    except DraftError as error:
        yield error
    else:
        yield from read_beside(content, path, choice)


def content_of(path: Path) -> bytes:
    """The file's content, read while nobody was writing.

    Raises `FileNotFoundError` where there is no file, `DraftError` where it cannot be read.
    """
    try:
        return _settled(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DraftError(f"the file cannot be read: {error.strerror or error}") from error


def _settled(path: Path) -> bytes:
    for _ in range(_TRIES_HELD):
        try:
            return _read_between_writes(path)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
        time.sleep(_PAUSE)
    raise DraftError("another program keeps the file to itself; save it and close it there")


def _read_between_writes(path: Path) -> bytes:
    for _ in range(_TRIES):
        before = path.stat()
        if not S_ISREG(before.st_mode):
            raise DraftError("this is no ordinary file")
        if before.st_size > LARGEST_FILE:
            raise DraftError(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MiB; split it")
        content = path.read_bytes()
        after = path.stat()
        if len(content) == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            return content
        time.sleep(_PAUSE)
    raise DraftError("somebody is writing to the file; run smcheck again when it is saved")


def read_content(content: bytes, path: str, choice: Choice = NO_CHOICE) -> Iterator[Item]:
    """Drafts of a file's content, with an error in place of each that cannot be read.

    The ending of `path` says which format it is; `choice` says which columns of a sheet hold posts.
    """
    ending = Path(path).suffix.lower()
    if ending in UNREADABLE:
        yield DraftError(f"{ending} files cannot be read; {_REMEDIES[ending]}")
        return
    try:
        yield from _reader(_READERS.get(ending, "txt")).read(FileContent(content, path, choice))
    except DraftError as error:
        yield error
    except Exception as error:  # one file that no reader foresaw must not hide what others hold
        yield DraftError(f"the file cannot be read ({type(error).__name__}); save it anew, or as plain text")


@cache
def _reader(name: str) -> ModuleType:
    return import_module(f"smcheck.readers.{name}")
