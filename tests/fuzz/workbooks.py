"""Workbooks as they lie in their files: every way in which a cell may hold its text."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from tests.fuzz.author import Author, Document
from tests.readers.hostile.documents import (
    HEAD,
    SHEET_SPACES,
    Part,
    cell,
    sheet,
    sheet_part,
    strings_part,
    xlsx,
)


def raw_workbook(author: Author) -> Document:
    """A workbook of one sheet with a column of posts."""
    rows = _Rows(author)
    lines = [rows.row(number) for number in range(2, author.number(3, 6))]
    data = f'<row r="1">{cell("Post", "A1")}{cell("Date", "B1")}</row>{"".join(lines)}'
    links = f"<hyperlinks>{''.join(rows.links)}</hyperlinks>" if rows.links else ""
    before = author.one(("", '<cols><col min="1" max="1" hidden="1"/></cols>'))
    strings = f"{HEAD}<sst {SHEET_SPACES}>{''.join(rows.strings)}</sst>"
    parts: list[Part] = [sheet_part(sheet(data, before, links))]
    parts += [strings_part(strings)] if rows.strings else []
    return author.document("a.xlsx", xlsx(*parts))


class _Rows:
    """Rows under way, the texts to which their cells point, and links of cells."""

    def __init__(self, author: Author) -> None:
        self.author = author
        self.strings: list[str] = []
        self.links: list[str] = []

    def row(self, number: int) -> str:
        """A row with a post."""
        kinds: tuple[Callable[[str], str], ...] = (
            self._inline, self._shared, self._rich, self._stored, self._linking, self._number, self._spoken, self._annotated,
        )  # fmt: skip
        hidden = self.author.one(("", ' hidden="1"', ' ht="0"'))
        return f'<row r="{number}"{hidden}>{self.author.one(kinds)(f"A{number}")}{self._day(number)}</row>'

    def _day(self, number: int) -> str:
        return self.author.one(("", f'<c r="B{number}"><v>46000</v></c>', cell("1/12/2026", f"B{number}")))

    def _said(self, where: str, at: str) -> str:
        return escape(self.author.sentence(where, f"row {at[1:]}:", f"row {at[1:]} "))

    def _inline(self, at: str) -> str:
        return cell(self._said("cell of its own text", at), at)

    def _pointing(self, string: str, at: str) -> str:
        self.strings.append(f"<si>{string}</si>")
        return f'<c r="{at}" t="s"><v>{len(self.strings) - 1}</v></c>'

    def _shared(self, at: str) -> str:
        return self._pointing(f"<t>{self._said('cell of a shared text', at)}</t>", at)

    def _rich(self, at: str) -> str:
        pieces = self.author.pieces(self._said("cell of several runs", at))
        return self._pointing("".join(f'<r><t xml:space="preserve">{piece}</t></r>' for piece in pieces), at)

    def _spoken(self, at: str) -> str:
        """A text with how it is spoken above it."""
        small = escape(self.author.unseen("how it is spoken"))
        return self._pointing(
            f'<t>{self._said("spoken cell", at)}</t><rPh sb="0" eb="1"><t>{small}</t></rPh>', at
        )

    def _stored(self, at: str) -> str:
        words = self._said("result of a formula", at)
        return f'<c r="{at}" t="str"><f>{self.author.one(("A9", "UPPER(A9)", ""))}</f><v>{words}</v></c>'

    def _linking(self, at: str) -> str:
        address = (
            f"https://example.org/{self.author.mark('link of a formula', f'row {at[1:]}').replace(' ', '-')}"
        )
        code = escape(f'HYPERLINK("{address}","x")')
        return f'<c r="{at}" t="str"><f>{code}</f><v>{self._said("words of a formula", at)}</v></c>'

    def _number(self, at: str) -> str:
        """A number beside a text, as where somebody typed nothing but that."""
        digits = self.author.mark("number", f"row {at[1:]}").replace(" ", "")
        shown = digits if digits.isdigit() else None
        return f'<c r="{at}"><v>{shown}</v></c>' if shown and shown[0] != "0" else cell(digits, at)

    def _annotated(self, at: str) -> str:
        tip = quoteattr(self.author.unseen("tip of a link"))
        self.links.append(f'<hyperlink ref="{at}" location="A1" tooltip={tip}/>')
        return cell(self._said("cell with a tip", at), at)
