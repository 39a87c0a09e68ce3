"""A writer of ZIP archives that may lie about everything, and the few honest shapes it needs for that."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

STORED, DEFLATED, BZIP2, LZMA = 0, 8, 12, 14
ENCRYPTED = 0x0001
_UTF8 = 0x0800
_DATE = 0x5A21  # 1 January 2025, so that the same bytes come out every time


@dataclass(frozen=True)
class Member:
    """One member of an archive; what is stated may differ from what is true."""

    name: str
    data: bytes
    crc: int
    size: int
    method: int = DEFLATED
    flags: int = 0
    local_name: str | None = None
    packed_size: int | None = None
    attributes: int = 0


def stored(name: str, content: bytes, flags: int = 0) -> Member:
    """A member that is not packed."""
    return Member(name, content, zlib.crc32(content), len(content), STORED, flags)


def packed(name: str, content: bytes | str) -> Member:
    """An honest, packed member."""
    raw = content.encode() if isinstance(content, str) else content
    return Member(name, _finished(raw), zlib.crc32(raw), len(raw))


def repeated(name: str, head: bytes, chunk: bytes, times: int, tail: bytes = b"") -> Member:
    """A member of `head`, many times `chunk`, and `tail`, packed without ever unfolding it."""
    crc = zlib.crc32(head)
    for _ in range(times):
        crc = zlib.crc32(chunk, crc)
    data = _flushed(head) + _flushed(chunk) * times + _finished(tail)
    return Member(name, data, zlib.crc32(tail, crc), len(head) + len(chunk) * times + len(tail))


def local_header(member: Member) -> bytes:
    """The header that stands before a member's data."""
    name = (member.name if member.local_name is None else member.local_name).encode()
    fields = (20, member.flags | _UTF8, member.method, 0, _DATE, member.crc, _stated(member), member.size)
    return b"PK\x03\x04" + struct.pack("<5H3I2H", *fields, len(name), 0) + name


def central_header(member: Member, offset: int) -> bytes:
    """The entry of a member in the list at the archive's end."""
    name = member.name.encode()
    fields = (
        0x0314,
        20,
        member.flags | _UTF8,
        member.method,
        0,
        _DATE,
        member.crc,
        _stated(member),
        member.size,
    )
    more = (len(name), 0, 0, 0, 0, member.attributes, offset)
    return b"PK\x01\x02" + struct.pack("<6H3I", *fields) + struct.pack("<5H2I", *more) + name


def end_record(count: int, size: int, offset: int, comment: bytes = b"") -> bytes:
    """The record that ends an archive."""
    count = min(count, 0xFFFF)
    return b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, count, count, size, offset, len(comment)) + comment


def archive(members: Iterable[Member], comment: bytes = b"") -> bytes:
    """An archive of the members, in their order, duplicates included."""
    body, entries, offset = [], [], 0
    for member in members:
        entries.append(central_header(member, offset))
        piece = local_header(member) + member.data
        body.append(piece)
        offset += len(piece)
    listing = b"".join(entries)
    return b"".join(body) + listing + end_record(len(entries), len(listing), offset, comment)


def _stated(member: Member) -> int:
    return len(member.data) if member.packed_size is None else member.packed_size


def _flushed(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)


def _finished(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
