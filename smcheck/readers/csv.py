"""CSV files: the rows of a scheduling tool's sheet, parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from smcheck.errors import DraftError
from smcheck.readers.opened import Item, Opened
from smcheck.readers.schedule import MOST_ROWS, Sheet, read_sheet, too_large

_DELIMITERS = ",;\t"
_LARGEST_CELL = 16 * 1024 * 1024


def read(opened: Opened) -> Iterator[Item]:
    """A draft for every row with a text; raises `DraftError` where the sheet cannot be read."""
    csv.field_size_limit(_LARGEST_CELL)
    lines = io.StringIO(opened.text, newline="")
    rows = []
    try:
        for row in csv.reader(lines, delimiter=_delimiter(opened.text), strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise too_large()
    except csv.Error as error:
        raise DraftError(f"the sheet cannot be read: {error}") from error
    yield from read_sheet(Sheet(rows), opened.path, opened.column)


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)
