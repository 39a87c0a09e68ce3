"""Excel workbooks: the posts of every visible sheet that names them in a header, else of the first one."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smcheck.draft import Draft
from smcheck.errors import DraftError
from smcheck.readers.opened import Item, Opened
from smcheck.readers.package import Package
from smcheck.readers.schedule import MOST_ROWS, Sheet, names_its_posts, read_sheet, too_large

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_MOST_SHEETS = 200
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def read(opened: Opened) -> Iterator[Item]:
    """A draft for every row with a text; raises `DraftError` where the workbook cannot be read."""
    package = Package(opened.content)
    package.refuse_declarations()
    sheets = _visible(_workbook(opened.content))
    if _has_formulas(package):
        _refuse_unknown(sheets, _visible(_workbook(opened.content, formulas=True)))
    chosen = [sheet for sheet in sheets if names_its_posts(sheet, opened.column)] or sheets[:1]
    remarks = tuple(
        f"sheet {sheet.name!r} has no column of posts and was not reviewed"
        for sheet in sheets
        if sheet not in chosen and any(map(any, sheet.rows))
    )
    for sheet in chosen:
        for item in read_sheet(sheet, opened.path, opened.column):
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


def _visible(book: Workbook) -> list[Sheet]:
    """The sheets that a reader of the workbook sees; raises `DraftError` where there is none."""
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not seen:
        raise DraftError("the workbook has no visible sheet")
    return [Sheet(_rows(sheet), sheet.title if len(book.worksheets) > 1 else "") for sheet in seen]


def _rows(sheet: ReadOnlyWorksheet) -> list[tuple[str, ...]]:
    """Cells as texts, less the empty ones at the end of a row and the empty rows at the end of the sheet."""
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    rows: list[tuple[str, ...]] = []
    blank = 0
    try:
        for cells in sheet.iter_rows(values_only=True):
            texts = _texts(cells)
            if not texts:
                blank += 1
                continue
            if len(rows) + blank >= MOST_ROWS:
                raise too_large()
            rows += [()] * blank
            rows.append(texts)
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
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _has_formulas(package: Package) -> bool:
    parts = (name for name in package.names if _SHEET_PART.fullmatch(name))
    return any(_FORMULA.search(package.read(name)) for name in parts)


def _refuse_unknown(sheets: Sequence[Sheet], written: Sequence[Sheet]) -> None:
    """Raise `DraftError` where a formula's result is not stored, so that nobody knows what it posts."""
    for sheet, formulas in zip(sheets, written, strict=True):
        for number, row in enumerate(formulas.rows):
            results = sheet.rows[number] if number < len(sheet.rows) else ()
            for index, cell in enumerate(row):
                if cell.startswith("=") and not "".join(results[index : index + 1]):
                    where = f"{f'sheet {sheet.name}, ' if sheet.name else ''}row {number + 1}"
                    raise DraftError(
                        f"{where}: a formula has no stored result; open the workbook in a spreadsheet "
                        "program and save it"
                    )
