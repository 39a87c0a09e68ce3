"""Plain texts, in the encodings and with the line ends that programs write."""

from __future__ import annotations

import codecs

from tests.fuzz.author import Author, Document

_ENCODINGS = (
    (b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le"), (b"", "cp1252"),
)  # fmt: skip
_LINE_ENDS = ("\n", "\r\n", "\r")


def text(author: Author) -> Document:
    """A post or a reply."""
    lines = author.some(lambda: _line(author), 1, 8)
    name = author.one(("a.txt", "A.TEXT", "a.post", "a"))
    return author.document(name, encoded(author, author.one(_LINE_ENDS).join([*lines, author.said("line")])))


def encoded(author: Author, words: str) -> bytes:
    """A text as a program saves it; in UTF-8 where it does not fit the encoding."""
    mark, codec = author.one(_ENCODINGS)
    try:
        return mark + words.encode(codec)
    except UnicodeEncodeError:
        return words.encode()


def _line(author: Author) -> str:
    kind = author.one(("said", "quoted", "filler", "wrote", "blank"))
    if kind == "said":
        return f"{author.filler()} {author.said('line')} {author.filler()}"
    if kind == "quoted":
        return f"> {author.said('quoted line')}"
    return {"filler": author.filler(), "wrote": "On Monday, Jo wrote:", "blank": ""}[kind]
