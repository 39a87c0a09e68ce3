"""PDFs: lines, columns and turned words on some pages, with links, comments, fields and bookmarks."""

from __future__ import annotations

from tests.fuzz.author import Author, Document
from tests.readers.hostile.pdfs import escaped, pdf, shown

_TURNS = ("1 0 0 1 0 0", "0 1 -1 0 595 0", ".9 .1 -.1 .9 0 0", "-1 0 0 -1 595 842")


def portable(author: Author) -> Document:
    """A PDF of some pages."""
    pages = author.some(lambda: _page(author), 1, 3)
    notes = {1000 + number: note for number, note in enumerate(author.some(lambda: _note(author), 0, 3))}
    others: dict[int, bytes | str] = {**notes}
    catalogue = "/AcroForm << /Fields [] >>"
    if author.one((True, False)):
        others[4] = "<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>"
        others[5] = f"<< /Parent 4 0 R /Title {_text(author.said('bookmark'))} >>"
        catalogue += " /Outlines 4 0 R"
    listed = f"/Annots [{' '.join(f'{number} 0 R' for number in notes)}]"
    turned = author.one(("", "/Rotate 90", "/Rotate 180"))
    return author.document(
        "a.pdf", pdf(*pages, page=f"{turned} {listed}", others=others, catalogue=catalogue)
    )


def _page(author: Author) -> str:
    lines = author.some(lambda: _line(author), 1, 6)
    across = author.one((50, 300))
    drawn = ((across if number % 2 else 50, 800 - 14 * number, line) for number, line in enumerate(lines))
    return f"q {author.one(_TURNS)} cm {shown(*drawn, mode=author.one((0, 1, 3)))} Q"


def _line(author: Author) -> str:
    return f"{_plain(author.filler())} {author.said('line')} {_plain(author.filler())}"


def _plain(text: str) -> str:
    """What the font of these PDFs can show."""
    return text.encode("cp1252", "ignore").decode("cp1252")


def _text(text: str) -> str:
    """A text of any letters."""
    coded = ("\ufeff" + text).encode("utf-16-be").hex()
    return f"<{coded}>"


def _note(author: Author) -> str:
    kind = author.one(("link", "comment", "field"))
    said = author.said(kind)
    if kind == "link":
        return f"<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI {escaped('https://example.org/' + said.replace(' ', '-'))} >> >>"
    if kind == "comment":
        return f"<< /Subtype /Text /Rect [0 0 9 9] /Contents {_text(said)} >>"
    return f"<< /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 99 9] /V {_text(said)} >>"
