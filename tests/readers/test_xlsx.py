"""Excel workbooks: the posts of every sheet that names them."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest

from smcheck import Draft
from smcheck.model.draft import BlankRow
from smcheck.readers import read_content, xlsx
from smcheck.readers.content import Choice
from tests.readers.documents import PHONE, book, drafts, errors, found
from tests.readers.hostile.documents import cell, docx_of, para, rows, sheet, sheet_part, workbook, xlsx_of
from tests.readers.hostile.documents import xlsx as package


def test_a_row_is_a_draft_with_its_day_number_and_place() -> None:
    content = book(
        {
            "Plan": [
                ["id", "date", "message", "platforms"],
                [9, dt.datetime(2026, 5, 6, 9), f"Ring {PHONE}", "X"],
            ]
        }
    )
    (draft,) = drafts(content, "p.xlsx")
    assert (draft.id, draft.row, draft.date, draft.platforms) == ("9", 2, dt.date(2026, 5, 6), ("x",))
    (finding,) = found(draft, "phone")
    assert (finding.place, finding.column) == ("row 2, column C", 6)


@pytest.mark.parametrize(
    ("value", "day", "remarks"),
    [
        (dt.date(2026, 5, 6), dt.date(2026, 5, 6), ()),
        ("6 May 2026", dt.date(2026, 5, 6), ()),
        (None, None, ()),
        ("soon", None, ("row 2: the date 'soon' cannot be read; it is judged for today",)),
    ],
)
def test_days_of_a_workbook(value: object, day: dt.date | None, remarks: tuple[str, ...]) -> None:
    (draft,) = drafts(book({"Plan": [["date", "message"], [value, "Hello"]]}), "p.xlsx")
    assert (draft.date, draft.remarks) == (day, remarks)


@pytest.mark.parametrize(("value", "text"), [(7.0, "7"), (1.5, "1.5"), (True, "True"), ("a_x000D_b", "a\rb")])
def test_cells_read_as_they_are_shown(value: object, text: str) -> None:
    (draft,) = drafts(book({"Plan": [["message"], [value]]}), "p.xlsx")
    assert draft.text == text


@pytest.mark.parametrize("column", ["Blurb", "b"])
def test_the_column_of_the_posts_can_be_named(column: str) -> None:
    content = book({"Plan": [["message", "Blurb"], ["no", "yes"]], "Notes": [["x"], ["y"]]})
    assert [draft.text for draft in drafts(content, "p.xlsx", column)] == ["yes"]


def test_an_unknown_column_is_an_error_that_names_those_there_are() -> None:
    content = book({"Plan": [["id", "Blurb"], [1, "Hello"]]})
    assert errors(content, "p.xlsx", "Blurp") == [
        "the sheet has no column 'Blurp'; did you mean 'Blurb'? (it has 'id', 'Blurb')"
    ]


def test_every_sheet_of_posts_is_read_and_others_are_named() -> None:
    sheets = {"May": [["message"], ["One"]], "Notes": [["Hello"]], "Empty": [], "June": [["post"], ["Two"]]}
    one, two = drafts(book(sheets, hidden="June"), "p.xlsx")
    assert (one.text, one.place(0)) == ("One", "sheet May, row 2, column A")
    assert (two.text, two.place(0)) == ("Two", "sheet June, row 2, column A")
    assert one.remarks == ("sheet 'Notes' has no column of posts and was not reviewed",)
    assert two.remarks == ()


def test_where_no_sheet_names_its_posts_the_first_is_read() -> None:
    sheets = {
        "One": [["Come to the fete on Saturday"]],
        "Two": [["A note that is longer than any of the posts"]],
    }
    (draft,) = drafts(book(sheets), "p.xlsx")
    assert draft.text == "Come to the fete on Saturday"


def test_blank_rows_are_counted() -> None:
    items = list(read_content(book({"Plan": [["id", "message"], [], [1, "Hello"]]}), "p.xlsx"))
    assert [item.row for item in items if isinstance(item, BlankRow)] == [2]
    assert [item.row for item in items if isinstance(item, Draft)] == [3]


def test_a_row_without_a_post_is_blank() -> None:
    items = list(read_content(book({"Plan": [["id", "message"], [1, None], [2, "Hello"]]}), "p.xlsx"))
    assert items[0] == BlankRow(2)
    assert errors(book({"Plan": [["id", "message"], [1, None], [2, "Hello"]]}), "p.xlsx") == []


FORMULA = '<row r="2"><c r="A2"><f>"Ring "&amp;B2</f></c></row>'


def test_a_formula_without_a_stored_result_is_an_error() -> None:
    plan = xlsx_of(rows("message") + FORMULA + f'<row r="3">{cell("Hello", "A3")}</row>')
    (error,) = [found for found in errors(plan, "p.xlsx") if "formula" in found]
    assert error.startswith(
        "row 2: a formula has no stored result; open the workbook in a spreadsheet program"
    )
    assert [draft.text for draft in drafts(plan, "p.xlsx")] == ["Hello"]


def test_formulas_without_results_are_named_by_their_sheet() -> None:
    sheets = {"May": [["message"], ['="a"'], ['="b"']], "June": [["message"], ["Hello"]]}
    (error,) = [found for found in errors(book(sheets), "p.xlsx") if "formula" in found]
    assert error.startswith("sheet May, row 2 (and 1 more): a formula has no stored result")


def test_a_formula_with_a_stored_result_reads_as_that() -> None:
    stored = FORMULA.replace('r="A2"', 'r="A2" t="str"').replace("</f>", f"</f><v>Ring {PHONE}</v>")
    (draft,) = drafts(xlsx_of(rows("message") + stored), "p.xlsx")
    assert draft.text == f"Ring {PHONE}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (book({"Plan": [["message"]]}), "holds no posts"),
        (book({"Plan": []}), "holds no posts"),
        (docx_of(para("Hello")), "damaged, or none"),
        (package(sheet_part("<worksheet><sheetData><row>")), "damaged, or none"),
        (package(sheet_part(sheet(rows("message", "Hello"))), book=workbook(())), "has no sheet"),
        (b"message\nHello\n", "damaged, or not of its kind"),
    ],
    ids=["header-only", "empty", "docx", "broken-sheet", "no-sheet", "text"],
)
def test_what_is_no_workbook_of_posts_is_an_error(content: bytes, message: str) -> None:
    (error,) = errors(content, "p.xlsx")
    assert message in error


def test_a_workbook_of_too_many_sheets_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_SHEETS", 1)
    (error,) = errors(book({"May": [["message"], ["One"]], "June": []}), "p.xlsx")
    assert error == "the workbook has 2 sheets; 1 is the limit"


def test_a_sheet_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    (error,) = errors(book({"Plan": [["message"], ["One"], [], ["Two"]]}), "p.xlsx")
    assert error.startswith("the sheet has more than")


def test_blank_rows_and_columns_without_end_cost_nothing() -> None:
    far = "".join(
        f'<row r="{row}"><c r="XFD{row}" t="inlineStr"><is><t> </t></is></c></row>' for row in (3, 1_048_576)
    )
    (draft,) = drafts(xlsx_of(rows("message", "One") + far), "p.xlsx")
    assert draft.text == "One"


ROW = '<row r="{}"><c r="A{}" t="inlineStr"><is><t>{}</t></is></c></row>'


@pytest.mark.parametrize(
    ("numbers", "message"),
    [((3, 2), "row 2 stands out of order or twice"), ((2, 2), "row 2 stands out of order or twice")],
)
def test_rows_out_of_order_are_refused(numbers: tuple[int, int], message: str) -> None:
    mixed = "".join(ROW.format(number, number, f"Ring {PHONE}") for number in numbers)
    (error,) = errors(xlsx_of(rows("message") + mixed), "p.xlsx")
    assert message in error


def test_a_cell_in_anothers_place_is_refused() -> None:
    (error,) = errors(xlsx_of(rows("message") + ROW.format(2, 5, f"Ring {PHONE}")), "p.xlsx")
    assert "the cells of row 2 are misplaced" in error


def test_where_a_cell_links_to_is_read() -> None:
    import openpyxl

    file = openpyxl.Workbook()
    file.active.append(["Text", "Link"])
    file.active.append(["Come to the fete", "here"])
    file.active["A2"].hyperlink = "https://fete.example/"
    file.active["B2"] = '=HYPERLINK("https://map.example/", "map")'
    stream = io.BytesIO()
    file.save(stream)
    stored = stream.getvalue()
    (draft,) = drafts(stored, "p.xlsx")
    assert draft.text == "Come to the fete\nhttps://fete.example/\nhttps://map.example/"
    assert draft.place(20) == "row 2, column A, link"
    assert any("a formula has no stored result" in error for error in errors(stored, "p.xlsx"))


def test_a_second_sheet_of_texts_is_not_passed_over() -> None:
    sheets = {"May": [["message"], ["One"]], "More": [["Come to the fete on Saturday at two"]]}
    (error,) = errors(book(sheets), "p.xlsx")
    assert error == (
        "sheet 'More' has no column of posts and was not reviewed; name the column in a row at the top "
        '(such as Text), or say --not-sheet "More"'
    )
    choice = Choice(not_sheets=("More",))
    assert [type(item) for item in read_content(book(sheets), "p.xlsx", choice)] == [Draft]


def test_macros_are_refused() -> None:
    code = replace(sheet_part(b""), name="xl/vbaProject.bin", kind="vbaProject")
    (error,) = errors(package(sheet_part(sheet(rows("message", "One"))), code), "p.xlsm")
    assert "holds macros" in error


def test_the_name_of_a_sheet_that_may_be_personal_is_masked() -> None:
    sheets = {f"Jo {PHONE}": [["message"], ["One"]], f"Al {PHONE}": [["Come to the fete on Saturday at two"]]}
    (draft,) = drafts(book(sheets), "p.xlsx")
    assert "900123" not in f"{draft.places} {errors(book(sheets), 'p.xlsx')}"


def test_a_sheet_without_posts_hides_no_other() -> None:
    content = book({"A": [["Text"], ["One"]], "B": [["Text"]], "C": [["Text"], [f"Ring {PHONE}"]]})
    assert [draft.text for draft in drafts(content, "a.xlsx")] == ["One", f"Ring {PHONE}"]
    assert errors(content, "a.xlsx") == ["sheet 'B': the sheet holds no posts"]
    assert errors(book({"B": [["Text"]]}), "a.xlsx") == ["the sheet holds no posts"]
