"""Sheets of scheduling tools: one draft a row, of every cell in it that will be published.

Those are texts, titles, first comments, links and alternative texts. Columns for the day and for the
platforms, if there are any, say for when and for where a draft is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from smcheck.model.draft import BlankRow, Draft, Section
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_id, shown_name
from smcheck.readers.columns import Column, Layout, Row, is_text, layout_of, letter
from smcheck.readers.content import Choice, Item
from smcheck.readers.dates import month_first, read_day
from smcheck.readers.headers import Role
from smcheck.readers.parts import Parts
from smcheck.readers.picture_names import PICTURES
from smcheck.readers.picture_unread import Unread, Why
from smcheck.settings.platforms import known_platforms
from smcheck.settings.words import words_of

MOST_ROWS, MOST_COLUMNS = 100_000, 1_000
"""Of a sheet, filled ones; one with more is refused."""

_WEB = re.compile(r"://|^//")
_NO = frozenset({"false", "no", "n", "0", "off", "none"})
_MAY_BE_MISPLACED = frozenset({"notes", "label", "other"})
_ORDER: Sequence[Role] = ("title", "text", "link", "alt", "comment")


class Sheet(NamedTuple):
    """A sheet of a file, its filled rows in order; `name` is empty where the file has no others."""

    rows: Sequence[Row]
    name: str = ""


def read_sheet(sheet: Sheet, path: str, choice: Choice) -> Iterator[Item]:
    """A draft for every row with something to publish; an error for what may be, and was not reviewed.

    A row that does not fit the header is an error too, since its text may stand in the wrong cell. Raises
    `DraftError` where the sheet holds no posts, no such column as was chosen, or too much.
    """
    rows = [row for row in sheet.rows if row.cells]
    columns_used = len({at for row in rows for at in row.cells})
    if rows and (rows[-1].number > MOST_ROWS or columns_used > MOST_COLUMNS):
        raise too_large()
    reading = _Reading(sheet.name, path, layout_of(rows, choice), rows)
    items = list(reading.items())
    if not any(not isinstance(item, BlankRow) for item in items):
        raise DraftError("the sheet holds no posts")
    yield from items
    if choice.pictures:
        yield from reading.elsewhere.errors()


def too_large() -> DraftError:
    """The error for a sheet beyond the limits."""
    return DraftError(f"the sheet has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns; split it")


class _Reading:
    """The drafts of a sheet whose columns are known."""

    def __init__(self, sheet: str, path: str, layout: Layout, rows: Sequence[Row]) -> None:
        self._sheet = f"sheet {shown_name(sheet)}, " if sheet else ""
        self._path, self._layout = path, layout
        header = layout.header or 0
        self._rows = [row for row in rows if row.number > header]
        self._above = [row.number for row in rows if row.number < header]
        self._width = next((row.width for row in rows if row.number == header), None)
        texts = [column.at for column in layout.of("text")]
        self._last = max(texts, default=-1) if header else -1
        dates = [_cell(row, column) for row in self._rows for column in layout.of("date")]
        self._american = month_first(dates)
        self._dated = any(dates)
        self.elsewhere = Unread()  # pictures on the web

    def items(self) -> Iterator[Item]:
        """Drafts, errors and blank rows, in order."""
        remarks = tuple(self._left_out())
        yield from (self._unclear(column) for column in self._layout.of(None))
        last = self._layout.header or 0
        for row in self._rows:
            yield from map(BlankRow, range(last + 1, row.number))
            last = row.number
            item = self._item(row)
            if isinstance(item, Draft) and remarks:
                item, remarks = replace(item, remarks=(*item.remarks, *remarks)), ()
            yield item

    def _left_out(self) -> Iterator[str]:
        """Remarks on what may look like a post and was passed over."""
        if self._above:
            first, last = self._above[0], self._above[-1]
            rows = f"rows {first} to {last} were" if last > first else f"row {first} was"
            yield f"{self._sheet}{rows} not reviewed, since it stands above the header"
        for column in self._layout.of("notes"):
            if any(is_text(_cell(row, column)) for row in self._rows):
                yield f"{self._sheet}{column.name} was not reviewed; --column {letter(column.at)} does"

    def _unclear(self, column: Column) -> DraftError:
        at = letter(column.at)
        return DraftError(
            f"{self._sheet}{column.name} may hold texts to be published, and was not reviewed; say "
            f"--column {at} if it does (and --column for every other that does), --not-column {at} if not"
        )

    def _item(self, row: Row) -> Item:
        width = self._width
        if width and row.width and (row.width <= self._last or any(at >= width for at in row.cells)):
            cells = f"{row.width} cell{'s' if row.width != 1 else ''}"
            return DraftError(
                f"{self._sheet}row {row.number} has {cells}, the header {width}; "
                "put texts with commas in quotes"
            )
        parts, sections = self._parts(row)
        if not parts.text.strip():
            return self._without_post(row)
        identifier = next((cell for column in self._layout.of("id") if (cell := _cell(row, column))), None)
        if len(sections) == 1 and not sections[0].platforms and sections[0].end == len(parts.text):
            sections = []
        draft = Draft(
            parts.text,
            self._path,
            shown_id(identifier),
            row.number,
            places=parts.places,
            sections=tuple(sections),
            attached=tuple(name for _, name in self._media(row) if not _WEB.search(name)),
        )
        self.elsewhere.add(Why.WEB, self._on_the_web(row))
        return self._scheduled(draft, row)

    def _parts(self, row: Row) -> tuple[Parts, list[Section]]:
        """What of a row is published, and which stretches of it are posts by themselves."""
        parts = Parts()
        sections: list[Section] = []
        for role in _ORDER:
            for column in self._layout.of(role):
                cell, link = row.cells.get(column.at, ""), row.links.get(column.at, "")
                place = f"{self._sheet}row {row.number}, column {letter(column.at)}"
                if cell.strip():
                    start = len(parts)
                    parts.add(place, cell)
                    if role == "link" and len(sections) == 1:  # it goes behind the text
                        sections[0] = sections[0]._replace(end=start + len(cell))
                    elif role in ("text", "comment"):
                        networks = known_platforms(column.networks)[0]
                        sections.append(Section(start, start + len(cell), networks))
                if link and link not in cell:
                    parts.add(f"{place}, link", link)
        return parts, sections

    def _media(self, row: Row) -> Iterator[tuple[Column, str]]:
        """Names and addresses of the files that go with a row's posts, each with its column."""
        for column in self._layout.of("media"):
            for name in filter(None, map(str.strip, re.split(r"[,;|\n]", _cell(row, column)))):
                yield column, name if _WEB.search(name) else name.replace("\\", "/")

    def _on_the_web(self, row: Row) -> Iterator[str]:
        """Addresses of pictures: by their ending, or without one where the column is not of films."""
        for column, name in self._media(row):
            film = any(word in column.header.casefold() for word in words_of("sheets.films"))
            path = re.split(r"[?#]", name.lower(), maxsplit=1)[0]
            unsaid = "." not in path.rpartition("/")[2] and not film
            if _WEB.search(name) and (unsaid or path.endswith(PICTURES)):
                yield name

    def _without_post(self, row: Row) -> Item:
        """A row in which nothing is to be published, or an error where a text stands elsewhere in it."""
        for column in self._layout.columns:
            if column.role in _MAY_BE_MISPLACED and not column.chosen and is_text(_cell(row, column)):
                return DraftError(
                    f"{self._sheet}row {row.number} has no post, but a text in {column.name}, which "
                    f"was not reviewed; move it, or say --not-column {letter(column.at)}"
                )
        return BlankRow(row.number)

    def _scheduled(self, draft: Draft, row: Row) -> Draft:
        """The draft with the day and the platforms of its row, and a remark on what cannot be read."""
        where = f"{self._sheet}row {draft.row}"
        given = [cell for column in self._layout.of("date") if (cell := _cell(row, column))]
        days = [day for cell in given if (day := read_day(cell, month_first=self._american))]
        platforms, unknown = known_platforms(self._named(row))
        remarks = [f"{where}: the platform {shown_name(name)!r} is not known" for name in unknown]
        if given and not days:
            remarks.append(
                f"{where}: the date {shown_name(given[0])!r} cannot be read; it is judged for today"
            )
        if not given and self._dated:
            remarks.append(f"{where} has no date; it is judged for today")
        return replace(draft, date=days[0] if days else None, platforms=platforms, remarks=tuple(remarks))

    def _named(self, row: Row) -> Iterator[str]:
        """Names of platforms in a row: what its cells say, and whose columns are ticked."""
        for column in self._layout.of("platform"):
            cell = _cell(row, column)
            if not column.networks:
                yield from re.split(r"[,;|&+/\n]", cell)
            elif cell and cell.casefold() not in _NO:
                yield from column.networks


def _cell(row: Row, column: Column) -> str:
    return row.cells.get(column.at, "").strip()
