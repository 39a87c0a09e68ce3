"""Workbooks that are endless, that lie about their size or hide what would be published."""

from __future__ import annotations

from tests.readers.hostile.archives import Member, archive, repeated
from tests.readers.hostile.case import CLEAN, POST, Case, case
from tests.readers.hostile.documents import (
    HEAD,
    SHEET_SPACES,
    Part,
    cell,
    rows,
    sheet,
    sheet_part,
    strings_part,
    workbook,
    xlsx,
    xlsx_members,
    xlsx_of,
)

_GOOD = rows("text", POST)
_SHEET = "xl/worksheets/sheet1.xml"


def _endless(chunk: str, times: int) -> Member:
    """A sheet that repeats a thousand times `chunk`, `times` over, after a good row."""
    start, _, end = sheet(_GOOD + "@").partition("@")
    return repeated(_SHEET, start.encode(), chunk.encode() * 1000, times, end.encode())


def _of(member: Member, *parts: Part) -> bytes:
    return xlsx(sheet_part(""), *parts, extra=[member])


def _strings(*texts: str) -> str:
    return f"{HEAD}<sst {SHEET_SPACES}>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>"


def _shared(*indexes: object) -> str:
    return "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>{index}</v></c></row>' for at, index in enumerate(indexes, 1)
    )


def _string_bomb() -> bytes:
    start, _, end = _strings("text", POST + "@").partition("@")
    member = repeated(
        "xl/sharedStrings.xml", start.encode(), b"Fete on the green. " * 10_000, 160, end.encode()
    )
    return xlsx(sheet_part(sheet(_shared(0, 1))), strings_part(""), extra=[member])


def _string_everywhere() -> bytes:
    start, _, end = sheet(_shared(0) + "@").partition("@")
    chunk = b'<row><c t="s"><v>1</v></c></row>' * 1000
    member = repeated(_SHEET, start.encode(), chunk, 1000, end.encode())
    return _of(member, strings_part(_strings("text", POST * 20)))


def _many_strings() -> bytes:
    start, _, end = _strings("text", POST, "@").partition("<si><t>@</t></si>")
    member = repeated("xl/sharedStrings.xml", start.encode(), b"<si><t>a</t></si>" * 1000, 3000, end.encode())
    return xlsx(sheet_part(sheet(_shared(0, 1))), strings_part(""), extra=[member])


def _many_sheets() -> bytes:
    content = sheet(_GOOD)
    return xlsx(*(sheet_part(content, at) for at in range(1, 10_001)))


def _one_sheet_many_names() -> bytes:
    listed = "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="rId1"/>' for at in range(1, 10_001))
    book = f"{HEAD}<workbook {SHEET_SPACES}><sheets>{listed}</sheets></workbook>"
    return xlsx(sheet_part(sheet(_GOOD)), book=book)


def _formula(inner: str) -> bytes:
    return xlsx_of(f'<row r="1">{cell("text", "A1")}</row><row r="2"><c r="A2" t="str">{inner}</c></row>')


def _second_sheet(state: str) -> bytes:
    book = workbook(["Posts", "More"]).replace('sheetId="2"', f'sheetId="2" {state}')
    return xlsx(sheet_part(sheet(rows("text", CLEAN))), sheet_part(sheet(_GOOD), 2), book=book)


def _row_at(number: str, place: str) -> bytes:
    return xlsx_of(f'<row r="1">{cell("text", "A1")}</row><row r="{number}">{cell(POST, place)}</row>')


def _styled(style: str, kind: str, value: str) -> bytes:
    date = f'<c r="B2" s="{style}" t="{kind}"><v>{value}</v></c>'
    head = f'<row r="1">{cell("text", "A1")}{cell("date", "B1")}</row>'
    return xlsx_of(f'{head}<row r="2">{cell(POST, "A2")}{date}</row>')


def _dates_of_1904() -> bytes:
    book = workbook(["Posts"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    return xlsx(sheet_part(sheet(_GOOD)), book=book)


def _dde() -> bytes:
    link = (
        f'{HEAD}<externalLink {SHEET_SPACES}><ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems><ddeItem name="A0"/>'
        "</ddeItems></ddeLink></externalLink>"
    )
    data = f'{_GOOD}<row r="3"><c r="A3"><f>cmd|\'/c calc\'!A0</f><v>0</v></c></row>'
    return xlsx(sheet_part(sheet(data)), Part("xl/externalLinks/externalLink1.xml", "externalLink", link))


def _outside_sheet() -> bytes:
    return xlsx(
        sheet_part(sheet(_GOOD)),
        Part("", "worksheet", target="http://192.0.2.1/sheet.xml"),
        book=workbook(["Posts", "More"]),
    )


def _missing_sheet() -> bytes:
    members = xlsx_members([sheet_part(sheet(_GOOD)), sheet_part("", 2)])
    return archive(members[:-1])


def _commented() -> bytes:
    comments = (
        f'{HEAD}<comments {SHEET_SPACES}><commentList><comment ref="A2"><text><t>{POST}</t></text></comment>'
    )
    part = Part("xl/comments1.xml", "comments", comments + "</commentList></comments>")
    return xlsx(sheet_part(sheet(rows("text", CLEAN))), part)


def _rich() -> str:
    runs = "".join(
        f"<r><t xml:space='preserve'>{piece}</t></r>" for piece in ("Ring 077", "00 900", "123 to help")
    )
    phonetic = '<rPh sb="0" eb="1"><t>not shown</t></rPh>'
    return f'<row r="1">{cell("text")}</row><row r="2"><c t="inlineStr"><is>{runs}{phonetic}</is></c></row>'


_DENY = '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"/></dataValidations>'
_RULES = '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"/></conditionalFormatting>'

CASES: tuple[Case, ...] = (
    case(
        "xlsx-million-rows",
        ".xlsx",
        lambda: _of(_endless(f"<row>{cell('Fete.')}</row>", 1000)),
        "either",
        "a million rows that hold a text",
    ),
    case(
        "xlsx-million-blank-rows",
        ".xlsx",
        lambda: _of(_endless("<row/>", 1048)),
        "either",
        "a million blank rows",
    ),
    case(
        "xlsx-million-cells",
        ".xlsx",
        lambda: _of(_endless(f"<row>{cell('a') * 16}</row>", 100)),
        "either",
        "1,600,000 cells",
    ),
    case(
        "xlsx-zip-bomb",
        ".xlsx",
        lambda: _of(_endless(" " * 1000, 1000)),
        "either",
        "a gigabyte of spaces after the rows",
    ),
    case(
        "xlsx-last-cell",
        ".xlsx",
        lambda: _row_at("1048576", "XFD1048576"),
        "either",
        "a text in the very last cell",
    ),
    case(
        "xlsx-last-row",
        ".xlsx",
        lambda: _row_at("1048576", "A1048576"),
        "either",
        "a text in the very last row",
    ),
    case(
        "xlsx-row-beyond",
        ".xlsx",
        lambda: _row_at("99999999999", "A99999999999"),
        "either",
        "an impossible row",
    ),
    case("xlsx-column-beyond", ".xlsx", lambda: _row_at("2", "ZZZZZZZ2"), "either", "an impossible column"),
    case("xlsx-row-zero", ".xlsx", lambda: _row_at("0", "A0"), "either", "a row before the first"),
    case("xlsx-row-negative", ".xlsx", lambda: _row_at("-5", "A-5"), "either", "a row of a negative number"),
    case("xlsx-row-not-a-number", ".xlsx", lambda: _row_at("two", "Two"), "either", "a row of no number"),
    case(
        "xlsx-place-disagrees",
        ".xlsx",
        lambda: _row_at("2", "A7"),
        "either",
        "a cell of another row than its own",
    ),
    case(
        "xlsx-rows-backwards",
        ".xlsx",
        lambda: xlsx_of(f'<row r="2">{cell(POST, "A2")}</row><row r="1">{cell("text", "A1")}</row>'),
        "either",
        "the header after the rows",
    ),
    case(
        "xlsx-rows-twice",
        ".xlsx",
        lambda: xlsx_of(_GOOD + rows("text", CLEAN)),
        "either",
        "two rows of one number",
    ),
    case(
        "xlsx-no-places",
        ".xlsx",
        lambda: xlsx_of(f"<row>{cell('text')}</row><row>{cell(POST)}</row>"),
        "read",
        "rows and cells without their places, as some programs write them",
    ),
    case(
        "xlsx-lying-dimension",
        ".xlsx",
        lambda: xlsx_of(_GOOD, '<dimension ref="A1:XFD1048576"/>'),
        "read",
        "says that it has 17,000 million cells",
    ),
    case(
        "xlsx-understated-dimension",
        ".xlsx",
        lambda: xlsx_of(_GOOD, '<dimension ref="A1"/>'),
        "read",
        "says that it has one cell only",
    ),
    case(
        "xlsx-odd-dimension",
        ".xlsx",
        lambda: xlsx_of(_GOOD, '<dimension ref="?"/>'),
        "either",
        "an odd dimension",
    ),
    case(
        "xlsx-merged-whole-sheet",
        ".xlsx",
        lambda: xlsx_of(_GOOD, after='<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
        "either",
        "17,000 million cells merged into one",
    ),
    case(
        "xlsx-many-merges",
        ".xlsx",
        lambda: xlsx_of(_GOOD, after="<mergeCells>" + '<mergeCell ref="B3:Z99"/>' * 50_000 + "</mergeCells>"),
        "either",
        "50,000 merged ranges",
    ),
    case(
        "xlsx-whole-sheet-validation",
        ".xlsx",
        lambda: xlsx_of(_GOOD, after=_DENY),
        "either",
        "a rule for all cells",
    ),
    case(
        "xlsx-whole-sheet-format",
        ".xlsx",
        lambda: xlsx_of(_GOOD, after=_RULES),
        "either",
        "a format for all cells",
    ),
    case(
        "xlsx-many-columns",
        ".xlsx",
        lambda: xlsx_of(_GOOD, "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 10_000 + "</cols>"),
        "either",
        "10,000 descriptions of all columns, all hidden",
    ),
    case("xlsx-string-bomb", ".xlsx", _string_bomb, "either", "a cell with a text of 30 MB"),
    case("xlsx-string-everywhere", ".xlsx", _string_everywhere, "either", "one text in a million cells"),
    case("xlsx-many-strings", ".xlsx", _many_strings, "either", "three million texts that no cell uses"),
    case(
        "xlsx-string-past-end",
        ".xlsx",
        lambda: xlsx(sheet_part(sheet(_shared(0, 1, 999_999_999))), strings_part(_strings("text", POST))),
        "either",
        "a cell that points past the last text",
    ),
    case(
        "xlsx-string-negative",
        ".xlsx",
        lambda: xlsx(sheet_part(sheet(_shared(0, -1))), strings_part(_strings("text", CLEAN, POST))),
        "either",
        "a cell that points before the first text",
    ),
    case(
        "xlsx-string-not-a-number",
        ".xlsx",
        lambda: xlsx(sheet_part(sheet(_shared(0, 1, "x"))), strings_part(_strings("text", POST))),
        "either",
        "a cell that points to no number",
    ),
    case(
        "xlsx-strings-missing",
        ".xlsx",
        lambda: xlsx(sheet_part(sheet(_shared(0, 1)))),
        "refused",
        "cells that point to texts that are not there",
        phone=False,
    ),
    case("xlsx-rich-text", ".xlsx", lambda: xlsx_of(_rich()), "read", "the number in three runs of a cell"),
    case(
        "xlsx-formula-without-value",
        ".xlsx",
        lambda: _formula('<f>"Ring 07700"&amp;" 900123"</f>'),
        "either",
        "a text that only Excel can work out",
    ),
    case(
        "xlsx-formula-value",
        ".xlsx",
        lambda: _formula(f'<f>A9&amp;"."</f><v>{POST}</v>'),
        "read",
        "a text that was worked out and kept",
    ),
    case(
        "xlsx-formula-error",
        ".xlsx",
        lambda: xlsx_of(_GOOD + '<row r="3"><c r="A3" t="e"><f>A9</f><v>#REF!</v></c></row>'),
        "either",
        "a post that is an error",
    ),
    case(
        "xlsx-huge-formula",
        ".xlsx",
        lambda: _formula(f"<f>{'(' * 1_000_000}</f><v>{POST}</v>"),
        "either",
        "a formula of a million brackets",
    ),
    case("xlsx-dde", ".xlsx", _dde, "either", "a formula that would start a program"),
    case("xlsx-ten-thousand-sheets", ".xlsx", _many_sheets, "either", "10,000 sheets"),
    case("xlsx-one-sheet-many-names", ".xlsx", _one_sheet_many_names, "either", "10,000 names for one sheet"),
    case(
        "xlsx-second-sheet",
        ".xlsx",
        lambda: _second_sheet(""),
        "either",
        "the number only in the second sheet",
    ),
    case("xlsx-hidden-sheet", ".xlsx", lambda: _second_sheet('state="hidden"'), "either", "a hidden sheet"),
    case(
        "xlsx-very-hidden-sheet",
        ".xlsx",
        lambda: _second_sheet('state="veryHidden"'),
        "either",
        "a hidden sheet",
    ),
    case(
        "xlsx-hidden-row",
        ".xlsx",
        lambda: xlsx_of(rows("text", CLEAN) + f'<row r="3" hidden="1">{cell(POST, "A3")}</row>'),
        "either",
        "a row that is hidden or filtered out",
    ),
    case("xlsx-comment-only", ".xlsx", _commented, "either", "the number only in a comment", phone=False),
    case("xlsx-outside-sheet", ".xlsx", _outside_sheet, "either", "a sheet that would be fetched"),
    case("xlsx-missing-sheet", ".xlsx", _missing_sheet, "either", "a second sheet that is not there"),
    case(
        "xlsx-header-only",
        ".xlsx",
        lambda: xlsx_of(rows("text")),
        "refused",
        "a header and no rows",
        phone=False,
    ),
    case(
        "xlsx-blank-cells",
        ".xlsx",
        lambda: xlsx_of(rows("text", " ", "")),
        "refused",
        "blank rows",
        phone=False,
    ),
    case(
        "xlsx-style-past-end",
        ".xlsx",
        lambda: _styled("999999", "n", "45000"),
        "either",
        "a style that is not there",
    ),
    case(
        "xlsx-endless-date",
        ".xlsx",
        lambda: _styled("0", "n", "1e308"),
        "either",
        "a date in an endless future",
    ),
    case("xlsx-odd-number", ".xlsx", lambda: _styled("0", "n", "NaN"), "either", "a number that is none"),
    case(
        "xlsx-odd-date",
        ".xlsx",
        lambda: _styled("0", "d", "2025-13-45T99"),
        "either",
        "a date that cannot be",
    ),
    case("xlsx-odd-truth", ".xlsx", lambda: _styled("0", "b", "perhaps"), "either", "neither true nor false"),
    case(
        "xlsx-unknown-kind",
        ".xlsx",
        lambda: _styled("0", "zz", "1"),
        "either",
        "a cell of a kind that nobody knows",
    ),
    case("xlsx-dates-of-1904", ".xlsx", _dates_of_1904, "read", "dates counted as on old Macs"),
    case(
        "xlsx-escaped-characters",
        ".xlsx",
        lambda: xlsx_of(rows("text", POST.replace(" ", "_x0020_"))),
        "either",
        "blanks written in Excel's own escapes",
    ),
)
