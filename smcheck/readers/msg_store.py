"""The properties of a message as Outlook keeps them: streams of a compound file, told apart by numbers."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from smcheck.model.errors import DraftError
from smcheck.readers.rtf_places import codec_of_page

if TYPE_CHECKING:
    from olefile import OleFileIO

MOST_STREAMS = 50_000
LARGEST_STREAM = 32 * 1024 * 1024
LARGEST_TOTAL = 256 * 1024 * 1024
"""Streams of a file, bytes of one that is read, and bytes of all of them."""

_ROOT_HEAD, _MESSAGE_HEAD, _OTHER_HEAD = 32, 24, 8  # bytes before the properties of fixed length
_ENTRY = struct.Struct("<HHI8s")
_TEXT, _BYTES_TEXT, _BINARY, _LONG = 0x001F, 0x001E, 0x0102, 0x0003
_WITHIN = "__substg1.0_3701000D"  # a message, or an object, that is attached
_CODE_PAGES = (0x3FFD, 0x3FDE)
_INTERNET_PAGE = 0x3FDE


class Store:
    """One message, recipient or attachment: a folder of the file, whose streams are its properties."""

    def __init__(self, file: _File, path: tuple[str, ...], head: int) -> None:
        self._file, self._path = file, path
        self._fixed = self._read_fixed(head)

    def text(self, *properties: int) -> str:
        """The first text that is there among some properties; empty where none is."""
        for number in properties:
            raw = self._file.read(self._path, f"__substg1.0_{number:04X}{_TEXT:04X}")
            if raw is not None:
                return raw.decode("utf-16-le", "replace").rstrip("\0")
            raw = self._file.read(self._path, f"__substg1.0_{number:04X}{_BYTES_TEXT:04X}")
            if raw is not None:
                return raw.decode(self.codec(), "replace").rstrip("\0")
        return ""

    def content(self, number: int) -> bytes | None:
        """The bytes of a property; None where it is not there."""
        return self._file.read(self._path, f"__substg1.0_{number:04X}{_BINARY:04X}")

    def number(self, number: int) -> int:
        """The number that a property holds; 0 where it is not there."""
        return self._fixed.get(number, 0)

    def codec(self) -> str:
        """The codec of texts that are no Unicode."""
        return next(
            (codec_of_page(self._fixed[page]) for page in _CODE_PAGES if page in self._fixed), "cp1252"
        )

    def codec_of_bytes(self) -> str:
        """The codec of the message's page; empty where it is not said."""
        return codec_of_page(self._fixed[_INTERNET_PAGE]) if _INTERNET_PAGE in self._fixed else ""

    def attachments(self) -> Iterator[Store]:
        """What is attached."""
        for name in self._file.folders(self._path):
            if name.startswith("__attach_version1.0_"):
                yield Store(self._file, (*self._path, name), _OTHER_HEAD)

    def message_within(self) -> Store | None:
        """The message that an attachment is; None where it is none."""
        path = (*self._path, _WITHIN)
        is_message = "__properties_version1.0" in self._file.names(path)
        return Store(self._file, path, _MESSAGE_HEAD) if is_message else None

    def _read_fixed(self, head: int) -> dict[int, int]:
        raw = self._file.read(self._path, "__properties_version1.0") or b""
        whole = raw[head : head + (len(raw) - head) // _ENTRY.size * _ENTRY.size] if len(raw) > head else b""
        entries = _ENTRY.iter_unpack(whole)
        return {
            number: struct.unpack("<I", value[:4])[0] for kind, number, _, value in entries if kind == _LONG
        }


class _File:
    """The compound file: its folders and streams, read within limits."""

    def __init__(self, ole: OleFileIO) -> None:
        self._ole = ole
        self._names: dict[tuple[str, ...], dict[str, bool]] = {}
        self._total = 0
        for count, path in enumerate(ole.listdir(streams=True, storages=True)):
            if count == MOST_STREAMS:
                raise DraftError(f"the message has more than {MOST_STREAMS:,} streams; send it in pieces")
            *folder, name = path
            self._names.setdefault(tuple(folder), {})[name] = ole.get_type(path) == 1

    def names(self, folder: tuple[str, ...]) -> dict[str, bool]:
        """What a folder holds, and whether that is a folder itself."""
        return self._names.get(folder, {})

    def folders(self, folder: tuple[str, ...]) -> Iterator[str]:
        """The folders within one, in the order of their names."""
        return (name for name, is_folder in sorted(self.names(folder).items()) if is_folder)

    def read(self, folder: tuple[str, ...], name: str) -> bytes | None:
        """A stream; None where there is none. Raises `DraftError` where it is too large, or damaged."""
        if self.names(folder).get(name, True):
            return None
        path = [*folder, name]
        size = self._ole.get_size(path)
        self._total += size
        if size > LARGEST_STREAM or self._total > LARGEST_TOTAL:
            raise DraftError(f"a part of the message is larger than {LARGEST_STREAM // 1024 // 1024} MiB")
        with self._ole.openstream(path) as stream:
            content: bytes = stream.read()
        return content


def opened(content: bytes) -> Store:
    """The message in a file; raises `DraftError` where it is none, damaged or too large."""
    import olefile

    if not content.startswith(olefile.MAGIC):
        raise DraftError("this is no message of Outlook; save it from Outlook as .msg again")
    with suppress(RecursionError, OSError, ValueError, LookupError, struct.error, TypeError, AttributeError):
        store = Store(_File(olefile.OleFileIO(io.BytesIO(content))), (), _ROOT_HEAD)
        if store.text(0x001A, 0x0037, 0x1000) or store.content(0x1009) or store.content(0x1013):
            return store
        raise DraftError("the file holds no message; open it in Outlook, and save it as .msg")
    raise DraftError("the message is damaged; open it in Outlook, and save it as .msg again")
