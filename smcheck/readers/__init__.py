"""Readers turn files into drafts: one module per format, chosen by the file's ending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smcheck.draft import BlankRow, Draft
from smcheck.errors import DraftError
from smcheck.readers import jsonl, plain, sheet
from smcheck.readers.decoding import decode

__all__ = ["READABLE", "UNREADABLE", "read_content", "read_file"]

_READERS = {suffix: module for module in (plain, jsonl, sheet) for suffix in module.SUFFIXES}
READABLE: frozenset[str] = frozenset(_READERS)
UNREADABLE: frozenset[str] = frozenset(
    ".doc .docm .docx .dot .dotx .eml .epub .htm .html .mht .msg .odp .ods .odt .pages .pdf .ppt .pptx .rtf "
    ".wps .xls .xlsm .xlsx".split()
)
"""Endings of files that may well be drafts and that no reader can read yet: reported, never passed over."""

_LARGEST_FILE = 64 * 1024 * 1024  # bytes; the limit of a single draft is the council's


def read_file(path: Path) -> Iterator[Draft | DraftError | BlankRow]:
    """Drafts of a file, with an error in place of each that cannot be read."""
    try:
        if path.exists() and not path.is_file():
            yield DraftError("this is no ordinary file")
            return
        if path.stat().st_size > _LARGEST_FILE:
            limit = _LARGEST_FILE // 1024 // 1024
            yield DraftError(f"the file is larger than {limit} MiB; split it")
            return
        content = path.read_bytes()
    except OSError as error:
        yield DraftError(f"the file cannot be read: {error.strerror or error}")
        return
    yield from read_content(content, str(path))


def read_content(content: bytes, path: str) -> Iterator[Draft | DraftError | BlankRow]:
    """Drafts of a file's content; the ending of `path` says which format it is."""
    suffix = Path(path).suffix.lower()
    if suffix in UNREADABLE:
        yield DraftError(f"{suffix} files cannot be read yet; save the draft as plain text (.txt)")
        return
    try:
        text = decode(content)
    except DraftError as error:
        yield error
        return
    if not text.strip():
        yield DraftError("the file is empty; write the post first")
        return
    reader = _READERS.get(suffix, plain)
    yield from reader.read(text, path)
