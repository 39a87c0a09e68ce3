"""Excel workbooks: the posts of every sheet that names them in a header, else those of the first one.

Columns, dates, platforms and rows are taken as in a [CSV file](csv.md); hidden sheets, rows and columns are
read too, and where a cell links to. A sheet of texts without a column of posts beside one that has it is an
error; `--not-sheet` passes it over. Of a formula its stored result is read; where there is none, as in
workbooks that no spreadsheet program has saved, that is an error. Macros are refused, and so are rows that
are out of order or numbered twice.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from warnings import catch_warnings

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.columns import Row, header_of, is_text, plain
from smcheck.readers.content import Choice, FileContent, Item
from smcheck.readers.package import Package
from smcheck.readers.schedule import MOST_ROWS, Sheet, read_sheet, too_large

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MOST_SHEETS = 200
_SAVE_IT = "open the workbook in a spreadsheet program and save it"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_LINKING = re.compile(r'HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)


class _Read(NamedTuple):
    """A sheet, and which of its cells (row, column) hold formulas whose result is not stored."""

    sheet: Sheet
    unknown: tuple[tuple[int, int], ...]


def read(file: FileContent) -> Iterator[Item]:
    """A draft for every row with a text; raises `DraftError` where the workbook cannot be read."""
    parts = Package(file.content).sound_parts()
    has_formulas = sum(_FORMULA.search(part) is not None for part in parts) > 0  # every part is looked at
    read = _sheets(file.content, has_formulas)
    wanted = [one.sheet for one in read if one.sheet.name not in file.choice.not_sheets]
    chosen = [sheet for sheet in wanted if _names_its_posts(sheet, file.choice)] or wanted[:1]
    yield from (error for one in read if one.sheet in wanted and (error := _unknown(one)))
    remarks: tuple[str, ...] = ()
    for sheet in wanted:
        missing = f"sheet {shown_name(sheet.name)!r} has no column of posts and was not reviewed"
        if sheet not in chosen and any(is_text(cell) for row in sheet.rows for cell in row.cells.values()):
            yield DraftError(
                f"{missing}; name the column in a row at the top (such as Text), or say "
                f'--not-sheet "{shown_name(sheet.name)}"'
            )
        elif sheet not in chosen and any(row.cells for row in sheet.rows):
            remarks += (missing,)
    for sheet in chosen:
        for item in _read(sheet, file, several=len(chosen) > 1):
            if isinstance(item, Draft) and remarks:
                item, remarks = replace(item, remarks=(*item.remarks, *remarks)), ()
            yield item


def _read(sheet: Sheet, file: FileContent, *, several: bool) -> Iterator[Item]:
    """What a sheet holds; where that cannot be read, an error for it, since others may still be read."""
    try:
        yield from read_sheet(sheet, file.path, file.choice)
    except DraftError as error:
        yield DraftError(f"sheet {shown_name(sheet.name)!r}: {error}") if several else error


def _names_its_posts(sheet: Sheet, choice: Choice) -> bool:
    """Whether a row at the top says which column holds the posts: the one asked for, or one of known name."""
    header = header_of(sheet.rows, choice)
    names = set(map(plain, header.cells.values())) if header else set()
    return bool(names & set(map(plain, choice.posts))) if choice.posts else header is not None


def _sheets(content: bytes, has_formulas: bool) -> list[_Read]:
    """Every sheet of the workbook, hidden ones too."""
    try:
        return list(_parsed(content, has_formulas))
    except DraftError:
        raise
    except Exception as error:  # the library raises whatever its reading of a broken file runs into
        raise DraftError(
            f"the workbook is damaged, or none ({type(error).__name__}); save it again"
        ) from error


def _parsed(content: bytes, has_formulas: bool) -> Iterator[_Read]:
    from openpyxl import load_workbook

    with catch_warnings(action="ignore"):  # of what the library leaves out, such as rules of colours
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > _MOST_SHEETS:
        raise DraftError(f"the workbook has {len(book.worksheets):,} sheets; {_MOST_SHEETS} is the limit")
    if not book.worksheets:
        raise DraftError("the workbook has no sheet")
    several = len(book.worksheets) > 1
    for sheet in book.worksheets:
        cells, links = _cells(book, sheet)
        formulas = _formulas(book, sheet) if has_formulas else {}
        called = _addresses(formulas)
        rows = [
            Row(number, filled, None, {**called.get(number, {}), **links.get(number, {})})
            for number, filled in cells.items()
        ]
        unknown = [
            (number, at) for number, row in formulas.items() for at in row if at not in cells.get(number, {})
        ]
        yield _Read(Sheet(rows, sheet.title if several else ""), tuple(unknown))


def _cells(book: Workbook, sheet: Any) -> tuple[dict[int, dict[int, str]], dict[int, dict[int, str]]]:
    """Filled cells by row and column, and the addresses to which cells link."""
    found: dict[int, dict[int, str]] = {}
    parser = _parser(book, sheet, data_only=True)
    for number, cells in parser.parse():
        if number <= next(reversed(found), 0):
            raise DraftError(f"row {number} stands out of order or twice; {_SAVE_IT}")
        texts = {cell["column"] - 1: _text(cell["value"]) for cell in cells}
        if number > MOST_ROWS and any(map(str.strip, texts.values())):
            raise too_large()
        if any(cell["row"] != number for cell in cells) or len(texts) < len(cells):
            raise DraftError(f"the cells of row {number} are misplaced; {_SAVE_IT}")
        found[number] = {at: text for at, text in texts.items() if text.strip()}
    return found, _linked(book, sheet, parser.hyperlinks.hyperlink)


def _parser(book: Workbook, sheet: Any, *, data_only: bool) -> Any:
    """The library's parser of a sheet, which gives the cells there are, and no others."""
    from openpyxl.worksheet._reader import WorkSheetParser

    return WorkSheetParser(
        sheet._get_source(),
        sheet._shared_strings,
        data_only=data_only,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _linked(book: Workbook, sheet: Any, links: Sequence[Any]) -> dict[int, dict[int, str]]:
    """The addresses to which cells link, by row and column; of a range, by its first cell."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.utils import range_boundaries

    path = get_rels_path(sheet._worksheet_path)
    archive = book._archive
    targets = get_dependents(archive, path) if links and path in archive.namelist() else []
    addresses = {one.Id: one.target for one in targets}
    found: dict[int, dict[int, str]] = {}
    for link in links:
        column, row, *_ = range_boundaries(link.ref)
        if address := addresses.get(link.id):
            found.setdefault(row, {})[column - 1] = address
    return found


def _formulas(book: Workbook, sheet: Any) -> dict[int, dict[int, str]]:
    """Formulas by row and column."""
    found: dict[int, dict[int, str]] = {}
    for number, cells in _parser(book, sheet, data_only=False).parse():
        for cell in cells:
            if cell["data_type"] == "f":
                found.setdefault(number, {})[cell["column"] - 1] = str(cell["value"])
    return found


def _addresses(formulas: Mapping[int, Mapping[int, str]]) -> dict[int, dict[int, str]]:
    """The addresses to which formulas link."""
    return {
        number: {at: match[1] for at, formula in row.items() if (match := _LINKING.search(formula))}
        for number, row in formulas.items()
    }


def _text(value: object) -> str:
    from openpyxl.utils.escape import unescape  # of signs that XML cannot hold

    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape(value) if isinstance(value, str) else str(value)


def _unknown(read: _Read) -> DraftError | None:
    """An error for a sheet with a formula whose result is not stored: nobody knows what it posts."""
    if not read.unknown:
        return None
    name = read.sheet.name
    where = f"{f'sheet {shown_name(name)}, ' if name else ''}row {read.unknown[0][0]}"
    more = f" (and {len(read.unknown) - 1} more)" if read.unknown[1:] else ""
    return DraftError(f"{where}{more}: a formula has no stored result; {_SAVE_IT}")
