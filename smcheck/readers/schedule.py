"""Sheets of scheduling tools: one draft a row, from the column that holds the posts' text.

Where a sheet has several such columns (a message and a caption), each filled cell is a draft. Columns for the
day and for the platforms, if there are any, say for when and for where a draft is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from smcheck.model.draft import BlankRow, Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import mask_personal
from smcheck.readers.content import Item
from smcheck.readers.dates import find_column, month_first, read_day
from smcheck.settings.platforms import known_platforms
from smcheck.settings.tables import did_you_mean

MOST_ROWS, MOST_COLUMNS = 100_000, 1_000
"""Of a sheet; one with more is refused."""

TEXT_COLUMNS = ("message_text", "message", "text", "post", "content", "caption", "copy", "tweet")
ID_COLUMNS = ("id", "post_id")
DATE_COLUMNS = (
    "date", "date time", "datetime", "scheduledate", "schedule date", "scheduled date", "scheduled",
    "scheduled at", "postatspecifictime", "post date", "publish date", "publish at",
)  # fmt: skip
PLATFORM_COLUMNS = ("platforms", "platform", "networks", "network", "social network", "channels", "channel")
_OTHER_WORDS = frozenset("date time day id link url type status image media author".split())
_NO_POST = re.compile(r"\s*(?:\w+://|\W*\d)")
_LONGEST_SHOWN = 40  # characters of a cell that is quoted
_MAY_BE_PERSONAL = re.compile(r"(?:\d\W*){6}|@")
_LONGEST_NAME = 3  # words; a longer cell in the first row is a post, not a column's name

Rows = Sequence[Sequence[str]]
"""The cells of a sheet, its first row first; a row may be shorter than others."""


class Sheet(NamedTuple):
    """A sheet of a file; `name` is empty where the file has no others."""

    rows: Rows
    name: str = ""


def names_its_posts(sheet: Sheet, column: str) -> bool:
    """Whether a row at the top says which column holds the posts: the one asked for, or one of known name."""
    filled = _filled(sheet.rows)
    if not filled:
        return False
    names = _names(sheet.rows[filled[0] - 1])
    wanted = _plain(column)
    return wanted in names if column else any(map(_speaks_of_text, names))


def read_sheet(sheet: Sheet, path: str, column: str = "") -> Iterator[Item]:
    """A draft for every row with a text; `row` counts from 1 at the top of the sheet.

    `column` names the column of the posts, by its header or its letter; without it the headers tell, else the
    longest texts. A row that does not fit the header is an error, since its text may stand in the wrong cell.
    Raises `DraftError` where the sheet holds no posts, no such column, or too much.
    """
    rows = sheet.rows
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise too_large()
    filled = _filled(rows)
    columns = _columns(rows, filled[0], column) if filled else None
    if columns is None or filled == [columns.header]:
        raise DraftError("the sheet holds no posts")
    american = month_first(
        _cell(row, columns.date) for number, row in enumerate(rows, 1) if number != columns.header
    )
    any_posts = False
    remarks = _left_out(rows, columns)
    for number, row in enumerate(rows[: filled[-1]], 1):
        if number == columns.header:
            continue
        for post in _posts(row, number, columns, sheet.name, path):
            any_posts |= not isinstance(post, BlankRow)
            if isinstance(post, Draft):
                post = _scheduled(post, row, columns, american)
                post, remarks = replace(post, remarks=(*post.remarks, *remarks)), ()
            yield post
    if not any_posts:
        raise DraftError("the sheet holds no posts")


def too_large() -> DraftError:
    """The error for a sheet beyond the limits."""
    return DraftError(f"the sheet has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns; split it")


def _filled(rows: Rows) -> list[int]:
    return [number for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]


class _Columns(NamedTuple):
    """Indexes of columns, number of the header row, and how many cells a row may have."""

    texts: tuple[int, ...]
    header: int | None
    width: int
    identifier: int | None = None
    date: int | None = None
    platforms: int | None = None


def _names(header: Sequence[str]) -> list[str]:
    return [_plain(name) for name in header]


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z_]+", name.casefold()))


def _columns(rows: Rows, first: int, column: str) -> _Columns:
    names = _names(rows[first - 1])
    identifier, date, platforms = (
        next((names.index(name) for name in known if name in names), None)
        for known in (ID_COLUMNS, DATE_COLUMNS, PLATFORM_COLUMNS)
    )
    if column:
        return _chosen(rows, first, column)._replace(identifier=identifier, date=date, platforms=platforms)
    exact = tuple(index for index, name in enumerate(names) if name in TEXT_COLUMNS)
    near = tuple(index for index, name in enumerate(names) if _speaks_of_text(name))
    if exact or near:
        return _Columns(tuple(sorted({*exact, *near})), first, len(names), identifier, date, platforms)
    width = max(map(len, rows))
    lengths = [sum(len(row[index]) for row in rows if index < len(row)) for index in range(width)]
    return _Columns((lengths.index(max(lengths)),), None, width, date=find_column(rows))


def _chosen(rows: Rows, first: int, column: str) -> _Columns:
    """The columns with the one that was asked for, by its header or by its letter."""
    names = _names(rows[first - 1])
    if column.strip() and _plain(column) in names:
        return _Columns((names.index(_plain(column)),), first, len(names))
    width = max(map(len, rows))
    letters = [_letter(index) for index in range(width)]
    if column.strip().upper() not in letters:
        titles = [title for title in rows[first - 1] if title.strip()]
        known = ", ".join(repr(_shown(title)) for title in titles[:20])
        raise DraftError(f"the sheet has no column {column!r}{did_you_mean(column, titles)} (it has {known})")
    index = letters.index(column.strip().upper())
    others = {*ID_COLUMNS, *DATE_COLUMNS, *PLATFORM_COLUMNS}
    titled = any(map(_speaks_of_text, names)) or not others.isdisjoint(names)  # if in doubt, it is a post
    return _Columns((index,), first if titled else None, width)


def _left_out(rows: Rows, columns: _Columns) -> tuple[str, ...]:
    """A remark on columns without a header that may hold posts too; links and dates are none."""
    if columns.header is not None:
        return ()
    lengths = [
        sum(len(row[index]) for row in rows if index < len(row) and not _NO_POST.match(row[index]))
        for index in range(columns.width)
    ]
    longest = max(lengths[index] for index in columns.texts)
    others = (
        index
        for index, length in enumerate(lengths)
        if index not in (*columns.texts, columns.date) and length * 4 > longest
    )
    return tuple(
        f"column {_letter(index)} was not reviewed; --column {_letter(index)} does" for index in others
    )


def _speaks_of_text(name: str) -> bool:
    words = name.split()
    other = name in (*ID_COLUMNS, *DATE_COLUMNS, *PLATFORM_COLUMNS) or not _OTHER_WORDS.isdisjoint(words)
    return len(words) <= _LONGEST_NAME and not other and any(word in TEXT_COLUMNS for word in words)


def _posts(row: Sequence[str], number: int, columns: _Columns, sheet: str, path: str) -> Iterator[Item]:
    if not any(cell.strip() for cell in row):
        yield BlankRow(number)
        return
    if len(row) <= max(columns.texts) or any(cell.strip() for cell in row[columns.width :]):
        cells = f"{len(row)} cell{'s' if len(row) != 1 else ''}"
        yield DraftError(
            f"row {number} has {cells}, the header {columns.width}; put texts with commas in quotes"
        )
        return
    filled = [index for index in columns.texts if row[index].strip()]
    identifier = _cell(row, columns.identifier) or None
    for index in filled:
        place = f"{f'sheet {sheet}, ' if sheet else ''}row {number}, column {_letter(index)}"
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
    remarks = [f"row {draft.row}: the platform {_shown(name)!r} is not known" for name in unknown]
    if date and day is None:
        remarks.append(
            f"row {draft.row}: the date {_shown(date)!r} cannot be read; the row is judged for today"
        )
    return replace(draft, date=day, platforms=platforms, remarks=tuple(remarks))


def _shown(cell: str) -> str:
    """A cell as an error may quote it: cut, and masked where it may hold a number or a mailbox."""
    cell = cell[:_LONGEST_SHOWN]
    return mask_personal(cell, keep=0) if _MAY_BE_PERSONAL.search(cell) else cell


def _letter(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
