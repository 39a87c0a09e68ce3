"""The marks of which a file in Rich Text Format is made: groups, control words, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from smcheck.model.errors import DraftError

MOST_MARKS = 2_000_000
"""Marks of a document that are read; their number is what takes time."""

_MARK = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)|(\\)",
    re.DOTALL,
)

Kind = Literal["open", "close", "word", "byte", "sign", "text", "raw"]


class Mark(NamedTuple):
    """One mark: `word` is a control word or sign, `number` what stands behind it, `raw` the bytes of text.

    `end` is where a mark that closes a group ends.
    """

    kind: Kind
    word: str = ""
    number: int | None = None
    raw: bytes = b""
    end: int = 0


def marks(content: bytes) -> Iterator[Mark]:
    """The marks in their order, line ends left out; raises `DraftError` where there are too many."""
    at = count = 0
    while found := _MARK.match(content, at):
        at = found.end()
        count += 1
        if count > MOST_MARKS:
            raise DraftError(f"the document has more than {MOST_MARKS:,} marks and words; split it")
        mark = _mark(found)
        if mark.word == "bin" and mark.kind == "word":
            end = at + max(0, mark.number or 0)
            mark, at = Mark("raw", raw=content[at:end]), end
        yield mark._replace(end=at) if mark.kind == "close" else mark


def _mark(found: re.Match[bytes]) -> Mark:
    kind = found.lastindex
    if kind in (1, 2):
        return Mark("word", found[1].decode("ascii"), None if found[2] is None else int(found[2]))
    if kind == 3:
        return Mark("byte", raw=bytes((int(found[3], 16),)))
    if kind == 4:
        return Mark("sign", found[4].decode("latin-1"))
    if kind == 5:
        return Mark("open" if found[5] == b"{" else "close")
    return Mark("text", raw=found[0].translate(None, b"\r\n\0"))
