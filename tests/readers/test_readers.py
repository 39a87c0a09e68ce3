from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from smcheck import Draft, DraftError, Reviewer, readers
from smcheck.readers import read_content, read_file
from smcheck.readers.dates import month_first, read_day
from smcheck.readers.decoding import decode, find_encoding
from tests.readers.documents import PHONE, errors, only, reviewer


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_read_right_with_right_columns(encoding: str) -> None:
    text = "Café – ring 07700 900123\r\n"
    content = text.encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    assert decode(content) == text
    (finding,) = Reviewer().review(decode(content)).findings
    assert (finding.line, finding.column) == (1, 13)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<meta charset="windows-1251">Аренда'.encode("cp1251"), "Аренда"),
        ('<meta http-equiv=x content="text/html; charset=iso-8859-6">مرحبا'.encode("iso8859-6"), "مرحبا"),
        ('<?xml version="1.0" encoding="koi8-r"?>Привет'.encode("koi8-r"), "Привет"),
        ('<meta charset="iso-8859-1">It’s a café'.encode("cp1252"), "It’s a café"),  # as browsers take it
        ('<meta charset="windows-1251">Café'.encode(), "Café"),  # it is UTF-8, whatever it says
        ('<meta charset="utf-16">café'.encode("cp1252"), "café"),
        ('<meta charset="no-such-thing">café'.encode("cp1252"), "café"),
    ],
)
def test_what_a_page_declares_is_how_it_is_read(content: bytes, text: str) -> None:
    assert decode(content).endswith(text)
    assert find_encoding(content).encode(decode(content)) == content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"caf\xe9 \x81\x8d", "cannot be decoded"),
        (b"\xef\xbb\xbf\xff", "cannot be decoded"),
        (b"\xff\xfea", "cannot be decoded"),
        ("You are a wаnker".encode() + b" caf\xe9", "cannot be decoded"),
        (b'<meta charset="windows-1253">caf\xd2 \xff \xc3\xa9', "cannot be decoded"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
    ],
)
def test_what_is_no_text_is_an_error(content: bytes, message: str) -> None:
    (error,) = read_content(content, "x.txt")
    assert isinstance(error, DraftError)
    assert message in str(error)


def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    (error,) = read_file(tmp_path / "none.txt")
    assert isinstance(error, DraftError)
    assert "cannot be read" in str(error)


def _held(times: int, number: int | None) -> Callable[[Path], bytes]:
    """Reading a file that another program keeps to itself for some tries, as Windows says it."""
    left = [times]
    read = Path.read_bytes

    def held(path: Path) -> bytes:
        if left[0]:
            left[0] -= 1
            error = PermissionError(13, "Permission denied")
            if number is not None:
                error.winerror = number  # type: ignore[attr-defined]
            raise error
        return read(path)

    return held


@pytest.mark.parametrize("number", [32, 33])
def test_a_file_that_another_program_holds_for_a_moment_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(readers, "_PAUSE", 0)
    (tmp_path / "a.txt").write_text("Tea", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", _held(5, number))
    (draft,) = read_file(tmp_path / "a.txt")
    assert isinstance(draft, Draft)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (32, "another program keeps the file to itself; save it and close it there"),
        (None, "Permission denied"),
        (5, "Permission denied"),
    ],
)
def test_a_file_that_stays_held_or_may_not_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int | None, told: str
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("smcheck.readers.time.sleep", pauses.append)
    (tmp_path / "a.txt").write_text("Tea", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", _held(1_000, number))
    (error,) = read_file(tmp_path / "a.txt")
    assert isinstance(error, DraftError)
    assert told in str(error)
    assert bool(pauses) == (number == 32)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("fete.doc", "open it in Word or LibreOffice, and save it as .docx"),
        ("FETE.PPTX", "save the draft as .docx, .odt or plain text (.txt)"),
        ("a.ods", "open it in Excel or LibreOffice, and save it as .xlsx or .csv"),
        (
            "a.pages",
            "open it in Pages on the Mac or at icloud.com, and export it as Word or PDF (File, Export To)",
        ),
        ("a.fodt", "open it in LibreOffice, and save it as .odt"),
    ],
)
def test_formats_that_no_reader_knows_are_said_so(name: str, remedy: str) -> None:
    (error,) = read_content(b"PK\x03\x04", name)
    assert str(error) == f"{Path(name).suffix.lower()} files cannot be read; {remedy}"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-05-06", "2026-05-06"),
        ("2026-05-06T09:00:00Z", "2026-05-06"),
        ("2026/05/06", "2026-05-06"),
        ("06/05/2026 09:00", "2026-05-06"),
        ("6.5.2026", "2026-05-06"),
        ("6 May 2026", "2026-05-06"),
        ("May 6, 2026 9am", "2026-05-06"),
        ("12:30", None),
        ("every Monday", None),
        ("99/99/2026", None),
        ("1/" * 100_000, None),
        ("x" * 1_000_000, None),
    ],
)
def test_days_as_people_write_them(cell: str, day: str | None) -> None:
    assert read_day(cell) == (dt.date.fromisoformat(day) if day else None)


def test_a_column_that_can_only_be_american_is_read_so() -> None:
    assert month_first(["05/06/2026", "05/23/2026"])
    assert not month_first(["05/06/2026", "23/05/2026"])
    assert not month_first(["05/06/2026", "", "soon"])
    assert read_day("05/06/2026", month_first=True) == dt.date(2026, 5, 6)


def test_a_file_that_is_being_written_is_read_when_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The hall", encoding="utf-8")
    read, saves = Path.read_bytes, iter(["The hall is", "The hall is open."])
    monkeypatch.setattr(readers, "_PAUSE", 0)

    def while_saved(self: Path) -> bytes:
        content = read(self)
        for further in saves:
            self.write_text(further, encoding="utf-8")
            break
        return content

    monkeypatch.setattr(Path, "read_bytes", while_saved)
    (draft,) = read_file(path)
    assert isinstance(draft, Draft)
    assert draft.text == "The hall is open."


@pytest.mark.parametrize("change", ["longer", "as long"])
def test_a_file_that_is_written_all_the_time_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    read, moments = Path.read_bytes, iter(range(1, 100))
    monkeypatch.setattr(readers, "_PAUSE", 0)

    def while_saved(self: Path) -> bytes:
        content = read(self)
        moment = next(moments)
        self.write_text("x" * (moment if change == "longer" else 1), encoding="utf-8")
        os.utime(self, (moment, moment))
        return content

    monkeypatch.setattr(Path, "read_bytes", while_saved)
    (error,) = read_file(path)
    assert isinstance(error, DraftError)
    assert "somebody is writing to the file" in str(error)


def test_a_file_that_vanishes_while_it_is_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    read = Path.read_bytes

    def and_gone(self: Path) -> bytes:
        content = read(self)
        self.unlink()
        return content

    monkeypatch.setattr(Path, "read_bytes", and_gone)
    (error,) = read_file(path)
    assert isinstance(error, DraftError)
    assert "cannot be read: No such file" in str(error)


def test_a_file_that_is_too_large_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2048)
    monkeypatch.setattr(readers, "LARGEST_FILE", 1024)
    (error,) = read_file(path)
    assert isinstance(error, DraftError)
    assert "larger than" in str(error)


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("> You idiots\n> never answer\n\nThank you for asking.\n", "reply", "2 lines behind > are taken"),
        ("Jo wrote:\n> When is the fete?\nOn Saturday.", "reply", "1 line behind > is taken"),
        ("Thank you.\n> When?\n", "post", ""),
        ("Programme:\n> Doors at six\n> Music at seven\nSee you there", "post", ""),
        ("> Doors at six\n> Music at seven\n", "post", ""),
        ("Fete on Saturday\n", "post", ""),
    ],
)
def test_a_text_that_answers_a_comment_is_a_reply(text: str, kind: str, told: str) -> None:
    draft = only(text, "a.txt")
    assert draft.kind == kind
    assert "".join(draft.remarks).startswith(told)
    assert bool(draft.remarks) == bool(told)


def test_contact_details_in_a_comment_that_is_answered_are_notes() -> None:
    draft = only(f"> You idiots, ring {PHONE}\n\nThank you for asking.\n", "a.txt")
    findings = reviewer().review(draft).findings
    assert [(finding.check, str(finding.severity)) for finding in findings] == [("phone", "note")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{\\rtf1\\ansi Ring 07700 900123}", "Rich Text Format"),
        (b"\n%PDF-1.7 ring 07700 900123", "this is a PDF"),
        ("\u200b\u200d \ufeff\n".encode(), "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary file"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "binary file"),
    ],
)
def test_what_is_no_text_whatever_its_name_says_is_refused(content: bytes, message: str) -> None:
    (error,) = errors(content, "a.txt")
    assert message in error
