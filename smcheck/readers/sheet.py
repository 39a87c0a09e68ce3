"""CSV files of scheduling tools: one draft a row, from the column that holds the posts' text.

Where a sheet has several such columns (a message and a caption), each filled cell is a draft. Columns for the
day and for the platforms, if there are any, say for when and for where a draft is judged.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from smcheck.draft import BlankRow, Draft
from smcheck.errors import DraftError
from smcheck.platforms import known_platforms
from smcheck.readers.dates import find_column, month_first, read_day

SUFFIXES = (".csv", ".tsv")
TEXT_COLUMNS = ("message_text", "message", "text", "post", "content", "caption", "copy", "tweet")
ID_COLUMNS = ("id", "post_id")
DATE_COLUMNS = (
    "date", "date time", "datetime", "scheduledate", "schedule date", "scheduled date", "scheduled",
    "scheduled at", "postatspecifictime", "post date", "publish date", "publish at",
)  # fmt: skip
PLATFORM_COLUMNS = ("platforms", "platform", "networks", "network", "social network", "channels", "channel")
_LONGEST_NAME = 3  # words; a longer cell in the first row is a post, not a column's name
_DELIMITERS = ",;\t"
_LARGEST_CELL = 16 * 1024 * 1024


def read(text: str, path: str) -> Iterator[Draft | DraftError | BlankRow]:
    """A draft for every row with a text; `row` counts from 1 at the header.

    A row that does not fit the header is an error, since its text may stand in the wrong cell.
    """
    csv.field_size_limit(_LARGEST_CELL)
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        yield DraftError(f"the sheet cannot be read: {error}")
        return
    filled = [number for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    columns = _columns(rows, filled[0]) if filled else None
    if columns is None or filled == [columns.header]:
        yield DraftError("the sheet holds no posts")
        return
    dates = [_cell(row, columns.date) for number, row in enumerate(rows, 1) if number != columns.header]
    american = month_first(dates)
    posts = [
        _scheduled(post, row, columns, american) if isinstance(post, Draft) else post
        for number, row in enumerate(rows, 1)
        if number != columns.header
        for post in _posts(row, number, columns, path)
    ]
    yield from posts
    if all(isinstance(post, BlankRow) for post in posts):
        yield DraftError("the sheet holds no posts")


class _Columns(NamedTuple):
    """Indexes of columns, number of the header row, and how many cells a row may have."""

    texts: tuple[int, ...]
    header: int | None
    width: int
    identifier: int | None = None
    date: int | None = None
    platforms: int | None = None


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _columns(rows: Sequence[Sequence[str]], first: int) -> _Columns:
    names = [" ".join(re.findall(r"[a-z_]+", name.casefold())) for name in rows[first - 1]]
    identifier, date, platforms = (
        next((names.index(name) for name in known if name in names), None)
        for known in (ID_COLUMNS, DATE_COLUMNS, PLATFORM_COLUMNS)
    )
    exact = tuple(index for index, name in enumerate(names) if name in TEXT_COLUMNS)
    near = tuple(index for index, name in enumerate(names) if _speaks_of_text(name))
    if exact or near:
        return _Columns(exact or near, first, len(names), identifier, date, platforms)
    width = max(map(len, rows))
    lengths = [sum(len(row[index]) for row in rows if index < len(row)) for index in range(width)]
    return _Columns((lengths.index(max(lengths)),), None, width, date=find_column(rows))


def _speaks_of_text(name: str) -> bool:
    words = name.split()
    return len(words) <= _LONGEST_NAME and any(word in TEXT_COLUMNS for word in words)


def _posts(
    row: Sequence[str], number: int, columns: _Columns, path: str
) -> Iterator[Draft | DraftError | BlankRow]:
    if not any(cell.strip() for cell in row):
        yield BlankRow(number)
        return
    if len(row) <= max(columns.texts) or any(cell.strip() for cell in row[columns.width :]):
        yield DraftError(f"row {number} has {len(row)} cells, the header {columns.width}; quote its commas")
        return
    filled = [index for index in columns.texts if row[index].strip()]
    identifier = _cell(row, columns.identifier) or None
    for index in filled:
        place = f"row {number}, column {_letter(index)}"
        yield Draft(row[index], path, identifier, number, places=((0, place),))
    if not filled:
        yield BlankRow(number)


def _cell(row: Sequence[str], column: int | None) -> str:
    return "" if column is None or column >= len(row) else row[column].strip()


def _scheduled(draft: Draft, row: Sequence[str], columns: _Columns, american: bool) -> Draft:
    """The draft with the day and the platforms of its row, and a remark on what of them cannot be read."""
    date, named = _cell(row, columns.date), _cell(row, columns.platforms)
    if not date and not named:
        return draft
    day = read_day(date, month_first=american)
    platforms, unknown = known_platforms(re.split(r"[,;|&+/\n]", named))
    remarks = [f"row {draft.row}: the platform {name!r} is not known" for name in unknown]
    if date and day is None:
        remarks.append(f"row {draft.row}: the date {date!r} cannot be read; the row is judged for today")
    return replace(draft, date=day, platforms=platforms, remarks=tuple(remarks))


def _letter(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
