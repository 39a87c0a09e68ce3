"""Rich Text: paragraphs, tables, notes, boxes and fields, with letters written in every way that programs do."""

from __future__ import annotations

from collections.abc import Callable

from tests.fuzz.author import Author, Document

_HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}{\colortbl;\red0;}"


def rich_text(author: Author) -> Document:
    """A document."""
    blocks = "".join(author.some(lambda: _block(author), 1, 4))
    return author.document("a.rtf", f"{_HEAD}{blocks}}}".encode())


def _block(author: Author) -> str:
    return author.deeper(lambda: _any(author), lambda: _paragraph(author))


def _any(author: Author) -> str:
    kinds: tuple[Callable[[], str], ...] = (
        lambda: _paragraph(author),
        lambda: _table(author),
        lambda: rf"{{\header {_inline(author, 'a header')}\par}}",
        lambda: rf"x{{\footnote {_block(author)}}}\par ",
        lambda: rf"{{\shp{{\*\shpinst{{\shptxt {_block(author)}}}}}{{\shprslt idiot}}}}",
        lambda: rf"{{\deleted {_written(author, author.unseen('deleted text'))}}}\par ",
        lambda: rf"{{\*\annotation {_written(author, author.unseen('a comment'))}}}\par ",
        lambda: rf"{{\object{{\*\objclass Thing.{author.number(1, 9)}}}{{\result {_block(author)}}}}}",
        lambda: rf"{{\field{{\*\fldinst PAGE}}{{\fldrslt {_inline(author, 'a field')}}}}}\par ",
        lambda: (
            rf"{{\shp{{\*\shpinst{{\sp{{\sn wzDescription}}{{\sv {_inline(author, 'a description')}}}}}}}}}\par "
        ),
        lambda: rf"{{\*\formfield{{\*\ffdeftext {_inline(author, 'a form')}}}}}\par ",
    )
    return author.one(kinds)()


def _paragraph(author: Author) -> str:
    begin = author.one((r"\pard ", r"\pard\plain ", r"{\listtext \'b7\tab}", r"{\v \b0 }"))
    return f"{begin}{_inline(author, 'a paragraph')}\\par "


def _table(author: Author) -> str:
    cells = "".join(f"{_inline(author, 'a cell')}\\cell " for _ in range(author.number(1, 3)))
    return rf"\trowd\cellx1\pard\intbl {cells}\row\pard "


def _inline(author: Author, where: str) -> str:
    if author.chance():
        return _written(author, author.said(where))
    target = author.mark("a link").replace(" ", "-")
    words = _written(author, author.said(where))
    return rf'{{\field{{\*\fldinst HYPERLINK "https://example.org/{target}"}}{{\fldrslt {words}}}}}'


def _written(author: Author, text: str) -> str:
    """The text with its letters as they are, by their numbers, or parted by marks that nobody sees."""
    pieces = author.pieces(text)
    ways: tuple[Callable[[str], str], ...] = (
        _plain,
        lambda piece: "".join(rf"\u{ord(char)} ?" for char in piece),
        lambda piece: "".join(rf"\'{ord(char):02x}" if ord(char) < 128 else _plain(char) for char in piece),
        lambda piece: rf"{{\b {_plain(piece)}}}",
        lambda piece: rf"{{\uc0\i {''.join(chr(92) + f'u{ord(char)} ' for char in piece)}}}",
        lambda piece: f"{_plain(piece)}\r\n",
    )
    return "".join(author.one(ways)(piece) for piece in pieces)


def _plain(text: str) -> str:
    escaped = "".join(f"\\{char}" if char in "\\{}" else char for char in text)
    units = ((char, char.encode("utf-16-le")) for char in escaped)
    return "".join(
        char if ord(char) < 128
        else "".join(
            rf"\u{int.from_bytes(raw[at : at + 2], 'little')} ?" for at in range(0, len(raw), 2)
        )
        for char, raw in units
    )  # fmt: skip
