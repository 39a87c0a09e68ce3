"""CSV files of scheduling tools: one draft a row, from the column that holds the posts' text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from smcheck.draft import Draft
from smcheck.errors import DraftError

SUFFIXES = (".csv", ".tsv")
TEXT_COLUMNS = ("message_text", "message", "text", "post", "content", "caption", "copy", "tweet")
ID_COLUMNS = ("id", "post_id")
_DELIMITERS = ",;\t"
_LARGEST_CELL = 16 * 1024 * 1024


def read(text: str, path: str) -> Iterator[Draft | DraftError]:
    """A draft for every row whose text is not blank; `row` counts from 1 at the header."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        yield DraftError(f"the sheet cannot be read: {error}")
        return
    if not any(any(cell.strip() for cell in row) for row in rows):
        yield DraftError("the sheet is empty")
        return
    column, id_column, header = _columns(rows)
    for number, row in enumerate(rows, 1):
        if number == header or len(row) <= column or not row[column].strip():
            continue
        identifier = row[id_column] if id_column is not None and id_column < len(row) else None
        place = f"row {number}, column {_letter(column)}"
        yield Draft(row[column], path, identifier, number, places=((0, place),))


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, int | None, int | None]:
    """Index of the text column, of the id column (None without one), and number of the header row."""
    names = [name.strip().casefold() for name in rows[0]]
    identifier = next((names.index(name) for name in ID_COLUMNS if name in names), None)
    for name in TEXT_COLUMNS:
        if name in names:
            return names.index(name), identifier, 1
    width = max(map(len, rows))
    lengths = [sum(len(row[index]) for row in rows if index < len(row)) for index in range(width)]
    return lengths.index(max(lengths)), identifier, None


def _letter(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
