"""Writes messages as Outlook keeps them: a compound file (OLE2) whose folders and streams are properties."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Union

_SECTOR, _SMALL, _CUT = 512, 64, 4096
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Tree = Mapping[str, Union[bytes, "Tree"]]


class _Writer:
    """The sectors and entries of a file under way."""

    def __init__(self) -> None:
        self.data: list[bytes] = []
        self.chain: list[int] = []
        self.small = bytearray()
        self.small_chain: list[int] = []
        self.entries: list[bytes] = []

    def put(self, content: bytes) -> int:
        """Put bytes into sectors of their own; returns the first."""
        count = -(-len(content) // _SECTOR)
        if not count:
            return _END
        start = len(self.chain)
        self.chain += [*range(start + 1, start + count), _END]
        self.data.append(content.ljust(count * _SECTOR, b"\0"))
        return start

    def put_small(self, content: bytes) -> int:
        """Put bytes into small sectors; returns the first."""
        count = -(-len(content) // _SMALL)
        if not count:
            return _END
        start = len(self.small_chain)
        self.small_chain += [*range(start + 1, start + count), _END]
        self.small += content.ljust(count * _SMALL, b"\0")
        return start

    def folder(self, tree: Tree) -> int:
        """Add what a folder holds; returns the entry of the first."""
        first = _FREE
        for name, content in reversed(list(tree.items())):
            number = len(self.entries)
            self.entries.append(b"")
            if isinstance(content, bytes):
                start = (self.put if len(content) >= _CUT else self.put_small)(content)
                self.entries[number] = _entry(name, 2, start, len(content), right=first)
            else:
                self.entries[number] = _entry(name, 1, 0, 0, child=self.folder(content), right=first)
            first = number
        return first


def compound(tree: Tree) -> bytes:
    """A compound file."""
    writer = _Writer()
    writer.entries.append(b"")
    child = writer.folder(tree)
    start = writer.put(bytes(writer.small))
    writer.entries[0] = _entry("Root Entry", 5, start, len(writer.small), child=child)
    small_table = _numbers(writer.small_chain)
    small_at = writer.put(small_table)
    directory = writer.put(b"".join(writer.entries))
    used = len(writer.chain)
    tables = next(count for count in range(1, 110) if count * _SECTOR // 4 >= used + count)
    table = _numbers([*writer.chain, *[_TABLE] * tables])
    header = _MAGIC + struct.pack("<16x5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack(
        "<9I", 0, tables, directory, 0, _CUT, small_at, len(small_table) // _SECTOR, _END, 0
    )
    header += struct.pack("<109I", *range(used, used + tables), *[_FREE] * (109 - tables))
    return header + b"".join(writer.data) + table.ljust(tables * _SECTOR, b"\xff")


def _numbers(chain: Sequence[int]) -> bytes:
    content = struct.pack(f"<{len(chain)}I", *chain)
    return content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\xff")


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    label = name.encode("utf-16-le").ljust(64, b"\0")
    links = struct.pack("<HBB3I", len(name) * 2 + 2, kind, 1, _FREE, right, child)
    return label + links + bytes(36) + struct.pack("<IQ", start, size)


def text(number: int, words: str, codec: str = "utf-16-le") -> dict[str, bytes]:
    """A property that is a text."""
    kind = 0x001F if codec == "utf-16-le" else 0x001E
    return {f"__substg1.0_{number:04X}{kind:04X}": words.encode(codec)}


def binary(number: int, content: bytes) -> dict[str, bytes]:
    """A property of bytes."""
    return {f"__substg1.0_{number:04X}0102": content}


def fixed(head: int, **numbers: int) -> dict[str, bytes]:
    """The properties of fixed length; each is named x and its number in hexadecimal digits."""
    entries = (struct.pack("<HHIII", 3, int(name[1:], 16), 6, value, 0) for name, value in numbers.items())
    return {"__properties_version1.0": bytes(head) + b"".join(entries)}


def packed(rich: str) -> dict[str, bytes]:
    """Rich Text as Outlook packs it."""
    from compressed_rtf import compress

    return binary(0x1009, compress(rich.encode("ascii")))


def attached(name: str, content: bytes, kind: str = "") -> Tree:
    """An attachment."""
    said = text(0x370E, kind) if kind else {}
    return {**fixed(8, x3705=1), **text(0x3707, name), **binary(0x3701, content), **said}


def attached_message(message: Tree) -> Tree:
    """A message that is attached to another."""
    return {**fixed(8, x3705=5), "__substg1.0_3701000D": {**message, **fixed(24)}}


def message(
    *properties: Mapping[str, bytes], attachments: Iterable[Tree] = (), kind: str = "IPM.Note"
) -> Tree:
    """A message with its properties; those of fixed length may be among them."""
    tree: dict[str, bytes | Tree] = {**fixed(32), **text(0x001A, kind)}
    for found in properties:
        tree.update(found)
    for number, attachment in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = attachment
    return tree


def saved(
    *properties: Mapping[str, bytes], attachments: Iterable[Tree] = (), kind: str = "IPM.Note"
) -> bytes:
    """A message as a file."""
    return compound(message(*properties, attachments=attachments, kind=kind))


SUBJECT = text(0x0037, "Fete")
