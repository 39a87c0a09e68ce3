"""CSV files: the rows of a scheduling tool's sheet, parted by commas, semicolons, tabs or bars.

What each column holds is told by its header, as [many tools](schedules.md) and people write them, and by what
stands in it. Each row is one draft: its text, or its texts for several networks, its title, first comment,
links and alternative texts. A column that may hold texts to be published and that cannot be told is an error;
`--column` and `--not-column` say which do, by header or letter. A title may stand above the header. In a
sheet without a header, the column with the longest texts is taken for that of the posts.

A column for the date and one for the platforms are used where the sheet has them: each row is judged for its
own day, which matters before an election, and by the limits of its own platforms.

Rows are counted as a spreadsheet counts them. Blank rows are passed over and counted. A row that does not fit
the header is an error, since its text may stand in the wrong cell. The encoding may be UTF-8, UTF-16 with its
mark, or that of Windows (cp1252).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from smcheck.model.errors import DraftError
from smcheck.readers.columns import Row
from smcheck.readers.content import FileContent, Item
from smcheck.readers.schedule import MOST_ROWS, Sheet, read_sheet, too_large

_DELIMITERS = ",;\t|"
_TRIED = 20  # rows, to tell the delimiter
_LARGEST_CELL = 16 * 1024 * 1024
_SAID = re.compile(
    r"\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE
)  # Excel's first line, which it does not show


def read(file: FileContent) -> Iterator[Item]:
    """A draft for every row with a text; raises `DraftError` where the sheet cannot be read."""
    csv.field_size_limit(_LARGEST_CELL)
    said = _SAID.match(file.text)
    text = file.text[said.end() :] if said else file.text
    rows = []
    try:
        for number, cells in enumerate(
            _rows(text, said[1] if said else delimiter_of(text, file.path), strict=True), 1
        ):
            if number > MOST_ROWS:
                raise too_large()
            filled = {at: cell for at, cell in enumerate(cells) if cell.strip()}
            rows.append(Row(number, filled, len(cells)))
    except csv.Error as error:
        raise DraftError(f"the sheet cannot be read: {error}") from error
    yield from read_sheet(Sheet(rows), file.path, file.choice)


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def delimiter_of(text: str, path: str) -> str:
    """The sign that parts most of the first rows into the same number of cells, two at least."""
    if path.lower().endswith(".tsv"):
        return "\t"

    def agreeing(sign: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in islice(_rows(text, sign, strict=False), _TRIED) if row)
        except csv.Error:
            return 0, 0
        cells, rows = max(
            ((width, rows) for width, rows in widths.items() if width > 1), default=(0, 0), key=_second
        )
        return rows, cells

    return max(_DELIMITERS, key=agreeing)


def _second(pair: tuple[int, int]) -> int:
    return pair[1]
