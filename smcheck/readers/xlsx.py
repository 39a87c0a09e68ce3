"""Excel workbooks: the posts of every sheet that names them in a header, else those of the first one.

Columns, dates, platforms and rows are taken as in a CSV file; hidden sheets are read too. A sheet without a
column of posts beside one that has it is named as not reviewed. Of a formula its stored result is read; where
there is none, as in workbooks that no spreadsheet program has saved, that is an error. Macros are refused.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.readers.content import FileContent, Item
from smcheck.readers.package import Package
from smcheck.readers.schedule import MOST_ROWS, Sheet, names_its_posts, read_sheet, too_large

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_MOST_SHEETS = 200
_LAST_ROW = 1_048_576  # of any sheet, by the format
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def read(file: FileContent) -> Iterator[Item]:
    """A draft for every row with a text; raises `DraftError` where the workbook cannot be read."""
    parts = Package(file.content).sound_parts()
    has_formulas = sum(_FORMULA.search(part) is not None for part in parts) > 0  # every part is looked at
    sheets = _sheets(_workbook(file.content))
    if has_formulas:
        yield from _unknown(sheets, _sheets(_workbook(file.content, formulas=True)))
    chosen = [sheet for sheet in sheets if names_its_posts(sheet, file.column)] or sheets[:1]
    remarks = tuple(
        f"sheet {sheet.name!r} has no column of posts and was not reviewed"
        for sheet in sheets
        if sheet not in chosen and any(map(any, sheet.rows))
    )
    for sheet in chosen:
        for item in read_sheet(sheet, file.path, file.column):
            if isinstance(item, Draft) and remarks:
                item, remarks = replace(item, remarks=(*item.remarks, *remarks)), ()
            yield item


def _workbook(content: bytes, *, formulas: bool = False) -> Workbook:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=not formulas, keep_links=False)
    except Exception as error:  # the library raises whatever its reading of a broken file runs into
        raise _damaged(error) from error
    if len(book.worksheets) > _MOST_SHEETS:
        raise DraftError(f"the workbook has {len(book.worksheets):,} sheets; {_MOST_SHEETS} is the limit")
    return book


def _damaged(error: Exception) -> DraftError:
    return DraftError(f"the workbook is damaged, or none ({type(error).__name__}); save it again")


def _sheets(book: Workbook) -> list[Sheet]:
    """Every sheet of the workbook, hidden ones too; raises `DraftError` where there is none."""
    if not book.worksheets:
        raise DraftError("the workbook has no sheet")
    several = len(book.worksheets) > 1
    return [Sheet(_rows(sheet), sheet.title if several else "") for sheet in book.worksheets]


def _rows(sheet: ReadOnlyWorksheet) -> list[tuple[str, ...]]:
    """Cells as texts, each row at least as wide as the first filled one; no empty rows at the end."""
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    rows: list[tuple[str, ...]] = []
    blank, width = 0, 0  # the width is that of the first filled row
    try:
        for cells in sheet.iter_rows(values_only=True):
            texts = _texts(cells)
            if not texts:
                blank += 1
                if blank > _LAST_ROW:
                    raise too_large()
                continue
            if len(rows) + blank >= MOST_ROWS:
                raise too_large()
            width = width or len(texts)
            rows += [()] * blank
            rows.append(texts + ("",) * (width - len(texts)))
            blank = 0
    except DraftError:
        raise
    except Exception as error:  # as above: the parts are read only now
        raise _damaged(error) from error
    return rows


def _texts(cells: Sequence[object]) -> tuple[str, ...]:
    last = max((index for index, cell in enumerate(cells) if cell is not None and cell != ""), default=-1)
    return tuple(map(_text, cells[: last + 1]))


def _text(cell: object) -> str:
    from openpyxl.utils.escape import unescape  # of signs that XML cannot hold
    from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

    if cell is None:
        return ""
    if isinstance(cell, (ArrayFormula, DataTableFormula)):
        return "="
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unescape(cell) if isinstance(cell, str) else str(cell)


def _unknown(sheets: Sequence[Sheet], written: Sequence[Sheet]) -> Iterator[DraftError]:
    """An error for each sheet with a formula whose result is not stored: nobody knows what it posts."""
    for sheet, formulas in zip(sheets, written, strict=True):
        found = [
            number
            for number, row in enumerate(formulas.rows, 1)
            for index, cell in enumerate(row)
            if cell.startswith("=") and not _cell(sheet, number, index)
        ]
        if found:
            where = f"{f'sheet {sheet.name}, ' if sheet.name else ''}row {found[0]}"
            more = f" (and {len(found) - 1} more)" if found[1:] else ""
            yield DraftError(
                f"{where}{more}: a formula has no stored result; open the workbook in a spreadsheet program "
                "and save it"
            )


def _cell(sheet: Sheet, number: int, index: int) -> str:
    row = sheet.rows[number - 1] if number <= len(sheet.rows) else ()
    return row[index] if index < len(row) else ""
