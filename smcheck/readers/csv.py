"""CSV files: the rows of a scheduling tool's sheet, parted by commas, semicolons or tabs.

The column of the posts is the one named by `--column` (its header, or its letter), else every one whose
header is message_text, message, text, post, content, caption, copy or tweet, or holds such a word; in a sheet
without a header, that with the longest texts. Each filled cell is a draft.

A column for the date and one for the platforms are used where the sheet has them: each row is judged for its
own day, which matters before an election, and by the limits of its own platforms.

Rows are counted as a spreadsheet counts them, the header being row 1. Blank rows are passed over and counted.
A row that does not fit the header is an error, since its text may stand in the wrong cell. The encoding may
be UTF-8, UTF-16 with its mark, or that of Windows (cp1252).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from smcheck.model.errors import DraftError
from smcheck.readers.content import FileContent, Item
from smcheck.readers.schedule import MOST_ROWS, Sheet, read_sheet, too_large

_DELIMITERS = ",;\t"
_LARGEST_CELL = 16 * 1024 * 1024


def read(file: FileContent) -> Iterator[Item]:
    """A draft for every row with a text; raises `DraftError` where the sheet cannot be read."""
    csv.field_size_limit(_LARGEST_CELL)
    lines = io.StringIO(file.text, newline="")
    rows = []
    try:
        for row in csv.reader(lines, delimiter=_delimiter(file.text), strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise too_large()
    except csv.Error as error:
        raise DraftError(f"the sheet cannot be read: {error}") from error
    yield from read_sheet(Sheet(rows), file.path, file.column)


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)
