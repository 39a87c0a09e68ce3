"""Compound files (OLE2): what old Office programs, Outlook and encrypted documents are kept in."""

from __future__ import annotations

import struct
from functools import partial

from tests.readers.hostile.case import POST, Case, case

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of the streams, each padded so that it needs no small sectors."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    chain: list[int] = [_FAT, _END]  # sector 0 is the table itself, sector 1 the directory
    body, starts = [], []
    for content in padded.values():
        count = -(-len(content) // _SECTOR)
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + count), _END]
        body.append(content.ljust(count * _SECTOR, b"\0"))
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for at, (name, content) in enumerate(padded.items(), 1):
        right = at + 1 if at < len(padded) else _FREE
        entries.append(_entry(name, 2, starts[at - 1], len(content), right=right))
    return _header() + table + b"".join(entries).ljust(_SECTOR, b"\0") + b"".join(body)


def _header() -> bytes:
    fixed = struct.pack("<16x5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return _MAGIC + fixed + counts + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    label = name.encode("utf-16-le").ljust(64, b"\0")
    links = struct.pack("<HBB3I", len(name) * 2 + 2, kind, 1, _FREE, right, child)
    return label + links + bytes(36) + struct.pack("<IQ", start, size)


def _legacy_word() -> bytes:
    block = struct.pack("<2H", 0xA5EC, 0xC1).ljust(0x200, b"\0") + POST.encode("cp1252")
    return compound({"WordDocument": block, "1Table": b""})


def _legacy_excel() -> bytes:
    return compound({"Workbook": struct.pack("<4H", 0x809, 8, 0x600, 5) + POST.encode("utf-16-le")})


def _password_protected() -> bytes:
    info = struct.pack("<2HI", 4, 4, 0x40) + b'<?xml version="1.0"?><encryption/>'
    return compound(
        {"EncryptionInfo": info, "EncryptedPackage": struct.pack("<Q", 9000) + bytes(range(256)) * 36}
    )


def _outlook_message() -> bytes:
    return compound({"__substg1.0_1000001F": POST.encode("utf-16-le"), "__properties_version1.0": b""})


def _looping() -> bytes:
    good = bytearray(_legacy_word())
    struct.pack_into("<I", good, _SECTOR + 2 * 4, 2)  # the first stream's first sector leads to itself
    return bytes(good)


CASES: tuple[Case, ...] = (
    case("ole-legacy-doc", ".docx", _legacy_word, "refused", "Word 97, renamed"),
    case("ole-legacy-xls", ".xlsx", _legacy_excel, "refused", "Excel 97, renamed"),
    case(
        "ole-password-docx", ".docx", _password_protected, "refused", "protected by a password", phone=False
    ),
    case(
        "ole-password-xlsx", ".xlsx", _password_protected, "refused", "protected by a password", phone=False
    ),
    case("ole-outlook-msg", ".eml", _outlook_message, "refused", "a message as Outlook saves it, renamed"),
    case("ole-named-odt", ".odt", _legacy_word, "refused", "Word 97, renamed"),
    case("ole-looping-sectors", ".docx", _looping, "refused", "a chain of sectors that never ends"),
    case(
        "ole-header-only",
        ".docx",
        partial(bytes, _MAGIC),
        "refused",
        "eight bytes of a compound file",
        phone=False,
    ),
    case("ole-named-txt", ".txt", _legacy_word, "refused", "Word 97 that calls itself text"),
    case("ole-named-csv", ".csv", _legacy_excel, "refused", "Excel 97 that calls itself CSV"),
)
