from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from smcheck.errors import SmcheckError
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


WORKBOOK = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Staff" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Full name</t></is></c><c r="B1" t="inlineStr"><is>'
    '<t>Role</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Helen Rourke</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>Town Clerk</t></is></c></row></sheetData></worksheet>',
}


def test_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "staff.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        for name, content in WORKBOOK.items():
            book.writestr(name, content)
    assert read_people(path, "employee").people == (Person("Helen Rourke", "employee", (), ("Town Clerk",)),)
