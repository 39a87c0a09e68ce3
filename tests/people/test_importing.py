from __future__ import annotations

from pathlib import Path

import pytest

from smcheck.model.errors import SmcheckError
from smcheck.people import Person
from smcheck.people.importing import read_people

STAFF = """\
Council staff and members;;;;;
Surname;Forename;Title;Job Title;Type;Twitter;Start date
Moss;Sandra;Cllr;;Member;https://x.example/CllrSMoss;2019
O'Neill;Bríd;Mrs;Town Clerk / Proper Officer;Staff;;2012
Okafor;David;;Groundsman;Contractor;;
;;;;;;
Moss;Sandra;Cllr;;Member;;
"""


def test_a_list_as_councils_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(STAFF.encode("cp1252"))
    found = read_people(path)
    assert found.people == (
        Person("Sandra Moss", "councillor", ("Cllr", "Councillor"), (), (), ("@CllrSMoss",)),
        Person("Bríd O'Neill", "employee", ("Mrs",), ("Town Clerk", "Proper Officer")),
    )
    assert found.problems == (
        "row 5: no group for David Okafor; give the list a column Group, or add --group",
        "row 7: Sandra Moss stands in the list twice",
    )
    assert found.ignored == ("Start date",)
    assert Person("David Okafor", "volunteer", (), ("Groundsman",)) in read_people(path, "volunteer").people


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Cllr Sandra Moss", Person("Sandra Moss", "councillor", ("Cllr", "Councillor"))),
        ('"Moss, Sandra"', Person("Sandra Moss", "volunteer")),
        ('"Sandra Moss, MBE"', Person("Sandra Moss", "volunteer")),
        ('"Sandra Moss, Town Clerk"', Person("Sandra Moss", "volunteer")),
        ("Mrs Sandra Moss MBE", Person("Sandra Moss", "volunteer", ("Mrs",))),
    ],
)
def test_names_in_one_column(tmp_path: Path, line: str, person: Person) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name,Email\n{line},x@example.org\n", encoding="utf-8-sig")
    assert read_people(path, "volunteer").people == (person,)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("list.csv", b"Street,Town\nElm Road,Exampleton\n", "no column with names"),
        ("list.csv", b"", "no column with names"),
        ("list.pdf", b"%PDF", "must be one of .csv"),
        ("list.xlsx", b"no sheet", "the sheet cannot be read"),
        ("gone.csv", None, "cannot be read"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SmcheckError, match=message):
        read_people(path)


def test_a_title_line_and_rows_of_nobody(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Members, 2026\nCouncillor;Role\nAmy Fox;n/a\nVACANT;-\nAMY FOX;\n", encoding="utf-8")
    found = read_people(path)
    assert found.people == (Person("Amy Fox", "councillor"),)
    assert found.problems == ("row 4: no name", "row 5: AMY FOX stands in the list twice")


def test_the_second_sheet_and_a_cell_far_out(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "Notes"
    sheet = book.create_sheet("Staff")
    for row in (("Name", "Group", "Role"), ("Amy Fox", "Staff", "Clerk"), ("Bo Lee", "Volunteer", None)):
        sheet.append(row)
    sheet["XFD1048576"] = "far out"
    book.save(tmp_path / "staff.xlsx")
    assert read_people(tmp_path / "staff.xlsx").people == (
        Person("Amy Fox", "employee", (), ("Clerk",)),
        Person("Bo Lee", "volunteer"),
    )


def test_a_row_that_cannot_be_shown_is_left_out_and_the_others_are_not(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    rows = [
        "Name,Group,Role",
        "Jo \x1b[31mMoss,employee,",
        f"{'X' * 400} Moss,employee,",
        "Al Ray,employee,Warden",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    found = read_people(path)
    assert [person.name for person in found.people] == ["Al Ray"]
    problem = "a cell holds signs that cannot be shown, or is too long"
    assert found.problems == (f"row 2: {problem}", f"row 3: {problem}")
