"""CSV files of scheduling tools: one draft a row, from the column that holds the posts' text.

Where a sheet has several such columns (a message and a caption), each filled cell is a draft.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smcheck.draft import BlankRow, Draft
from smcheck.errors import DraftError

SUFFIXES = (".csv", ".tsv")
TEXT_COLUMNS = ("message_text", "message", "text", "post", "content", "caption", "copy", "tweet")
ID_COLUMNS = ("id", "post_id")
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
    posts = [
        post
        for number, row in enumerate(rows, 1)
        if number != columns.header
        for post in _posts(row, number, columns, path)
    ]
    yield from posts
    if all(isinstance(post, BlankRow) for post in posts):
        yield DraftError("the sheet holds no posts")


class _Columns(NamedTuple):
    """Indexes of the text and id columns, number of the header row, and how many cells a row may have."""

    texts: tuple[int, ...]
    identifier: int | None
    header: int | None
    width: int


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _columns(rows: Sequence[Sequence[str]], first: int) -> _Columns:
    names = [" ".join(re.findall(r"[a-z_]+", name.casefold())) for name in rows[first - 1]]
    identifier = next((names.index(name) for name in ID_COLUMNS if name in names), None)
    exact = tuple(index for index, name in enumerate(names) if name in TEXT_COLUMNS)
    near = tuple(index for index, name in enumerate(names) if _speaks_of_text(name))
    if exact or near:
        return _Columns(exact or near, identifier, first, len(names))
    width = max(map(len, rows))
    lengths = [sum(len(row[index]) for row in rows if index < len(row)) for index in range(width)]
    return _Columns((lengths.index(max(lengths)),), None, None, width)


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
    identifier = row[columns.identifier] if columns.identifier is not None else None
    for index in filled:
        place = f"row {number}, column {_letter(index)}"
        yield Draft(row[index], path, identifier, number, places=((0, place),))
    if not filled:
        yield BlankRow(number)


def _letter(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
