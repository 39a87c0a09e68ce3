"""Sheets of scheduling tools, as CSV in many dialects and as workbooks."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from smcheck.model.masking import shown_name
from smcheck.readers.columns import letter
from smcheck.readers.headers import PUBLISHED, tools
from tests.fuzz.author import Author, Document
from tests.fuzz.texts import encoded
from tests.readers.hostile.archives import archive, packed

_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

_TOLD = (
    "Text",
    "Post",
    "Caption",
    "Message",
    "What we will say",
    "Facebook",
    "Wording for X",
    "First comment",
)
_ODD = ("Zorb", "", "Column 3", "???", "Blurble", "Spare")
_OTHERS = {
    "Date": ("2026-12-01", "1/12/2026", "1 Dec 2026", "", "soon"),
    "Time": ("09:00", "9.30am", ""),
    "Platform": ("Facebook", "X, Instagram", "Myspace", ""),
    "Image URL": ("https://example.org/a.jpg", "dog.png", ""),
    "ID": ("1", "a7", ""),
    "Status": ("draft", "ok", ""),
    "Owner": ("J. Clerk", ""),
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column: its header, and whether that says that it is published, or nothing that is known."""

    header: str
    kind: str


@cache
def _published_headers() -> tuple[str, ...]:
    """Headers of the tools under which texts stand that are published."""
    roles = [role for role in PUBLISHED if role != "link"]
    found = [header for tool in tools() for role in roles for header in tool.headers.get(role, ())]
    return tuple(dict.fromkeys((*_TOLD, *found)))


class Table:
    """A table under way; `sheet` is its name where a workbook has several, of which some may be empty."""

    def __init__(self, author: Author, sheet: str = "", *, is_empty: bool = False) -> None:
        self.author = author
        self.sheet = sheet
        self.columns = [Column(author.one(_published_headers()), "told"), *author.some(self._column, 0, 3)]
        if author.chance():
            self.columns.reverse()
        self.titles = author.number(0, 2)
        self.rows = [*self._above(), [column.header for column in self.columns]]
        self.rows += [] if is_empty else self._below()

    def _column(self) -> Column:
        kind = self.author.one(("other", "told", "odd"))
        options: dict[str, Sequence[str]] = {
            "other": tuple(_OTHERS), "told": _published_headers(), "odd": _ODD,
        }  # fmt: skip
        return Column(self.author.one(options[kind]), kind)

    def _above(self) -> list[list[str]]:
        return [[self._title(at)] + [""] * (len(self.columns) - 1) for at in range(self.titles)]

    def _title(self, at: int) -> str:
        if self.author.chance():
            return ""
        return self.author.said("title above", "stands above", f"row {at + 1}", "column A ", *self._named())

    def _below(self) -> list[list[str]]:
        first = self.titles + 2
        rows = [self._row(first + at) for at in range(self.author.number(1, 4))]
        rows.append([self._sure(first + len(rows), at) for at in range(len(self.columns))])
        return rows

    def _sure(self, number: int, at: int) -> str:
        """A cell of a row that has a post for certain."""
        return self._cell(number, at) if self.columns[at].kind == "other" else self._post(number, at)

    def _row(self, number: int) -> list[str]:
        return [self._cell(number, at) for at in range(len(self.columns))]

    def _cell(self, number: int, at: int) -> str:
        column = self.columns[at]
        if column.kind == "other":
            cell = self.author.one(_OTHERS[column.header])
            personal = column.header in ("Date", "Platform") and self.author.number(0, 9) == 9
            return self.author.unseen(f"cell of {column.header}") if personal else cell
        return self._post(number, at) if self.author.chance() else ""

    def _post(self, number: int, at: int) -> str:
        column = self.columns[at]
        named = (f"row {number} ", f"row {number}:", f"column {letter(at)} ", f"--column {letter(at)} ")
        said = self.author.sentence(f"column {column.kind}", *named, *self._named())
        return self.author.one(
            ("{}", "{}\nAnd bring a friend, please.", ' {} "Yes", they said; no, | that.')
        ).format(said)

    def _named(self) -> tuple[str, ...]:
        return (f"sheet {shown_name(self.sheet)!r}",) if self.sheet else ()


def comma_separated(author: Author) -> Document:
    """A CSV file in some dialect."""
    table = Table(author)
    name = author.one(("a.csv", "a.CSV", "a.tsv"))
    delimiter = "\t" if name == "a.tsv" else author.one((",", ";", "\t", "|"))
    stream = io.StringIO(newline="")
    ends = author.one(("\n", "\r\n", "\r"))
    quoting: Literal[0, 1] = 1 if ends == "\r" else author.one((0, 1))  # where it must be, or everywhere
    csv.writer(stream, delimiter=delimiter, lineterminator=ends, quoting=quoting).writerows(table.rows)
    said = author.one(("", f"sep={delimiter}\r\n")) if name != "a.tsv" else ""
    return author.document(name, encoded(author, said + stream.getvalue()))


def workbook(author: Author) -> Document:
    """A workbook of one sheet or several."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    names = [_sheet_name(author, number) for number in range(author.number(1, 3))]
    for name in names:
        sheet = book.create_sheet(name)
        sheet.sheet_state = author.one(("visible", "hidden")) if name != names[0] else "visible"
        is_empty = name != names[-1] and author.number(0, 3) == 3
        _fill(author, sheet, Table(author, name if len(names) > 1 else "", is_empty=is_empty))
    file = io.BytesIO()
    book.save(file)
    return author.document(author.one(("a.xlsx", "a.xltx")), _undated(file.getvalue()))


def _sheet_name(author: Author, number: int) -> str:
    return f"S{number} {author.unseen('name of a sheet')}" if author.number(0, 4) == 4 else f"S{number}"


def _undated(content: bytes) -> bytes:
    """The workbook without the time at which it was saved, so that the same choices make the same one."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        members = {name: _STAMP.sub(b"2026-01-01T00:00:00Z", opened.read(name)) for name in opened.namelist()}
    return archive(packed(name, inner) for name, inner in members.items())


def _fill(author: Author, sheet: object, table: Table) -> None:
    for number, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row, 1):
            if cell:
                _write(author, sheet, table, number, at, cell)
        if author.number(0, 5) == 5:
            sheet.row_dimensions[number].hidden = True  # type: ignore[attr-defined]


def _write(author: Author, sheet: object, table: Table, number: int, at: int, text: str) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    cell = sheet.cell(number, at)  # type: ignore[attr-defined]
    below = number > table.titles + 1
    kind = author.one(("plain", "plain", "rich", "linked")) if below else "plain"
    cell.value = text
    cell.data_type = "s"
    if kind == "rich":
        bold = InlineFont(b=True)
        cell.value = CellRichText(*(TextBlock(bold, piece) for piece in author.pieces(text)))
    elif kind == "linked" and table.columns[at - 1].kind == "told":
        named = (f"row {number} ", f"column {letter(at - 1)} ", *table._named())
        cell.hyperlink = f"https://example.org/{author.mark('link of a cell', *named).replace(' ', '-')}"
