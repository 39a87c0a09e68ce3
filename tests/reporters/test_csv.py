"""CSV: read back as a spreadsheet reads it."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace

import pytest

from smcheck import Draft, Reviewer
from smcheck.model.showing import visible
from smcheck.reporters import Format
from smcheck.reporters.csv import COLUMNS
from smcheck.reporters.escaping import not_a_formula
from tests.reporters import hostile
from tests.reporters.runs import run_over, written
from tests.reporters.test_golden import POSTS, report


def rows(text: str) -> list[dict[str, str]]:
    found = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in found)  # as many cells as columns
    return found


def test_a_row_for_each_finding_and_each_error(reviewer: Reviewer) -> None:
    found = rows(written(report(reviewer), Format.CSV))
    assert tuple(found[0]) == COLUMNS
    of_sheet = [row for row in found if row["path"] == "posts.csv"]
    assert [(row["row"], row["id"], row["place"], row["check"]) for row in of_sheet] == [
        ("3", "7", "row 3, column B", "obscenity"),
        ("3", "7", "row 3, column B", "vague-link-text"),
    ]
    phone = next(row for row in found if row["check"] == "phone")
    assert {key: phone[key] for key in ("line", "column", "severity", "category", "rules", "excerpt")} == {
        "line": "1", "column": "13", "severity": "error", "category": "personal-contact", "rules": "Rule 11",
        "excerpt": "••••• ••••23",
    }  # fmt: skip
    unreviewed = [row for row in found if row["severity"] == "unreviewed"]
    assert [(row["path"], row["check"], row["message"]) for row in unreviewed] == [
        (
            "cymraeg.txt",
            "language",
            "the text looks Welsh: only personal data, links and listed names were checked",
        ),
        ("none.txt", "", "there is no such file or folder"),
    ]


def test_what_a_decision_covers_is_no_row(reviewer: Reviewer) -> None:
    review = hostile.hostile_review("x")
    decided = replace(review, errors=(), findings=review.findings[2:])
    assert rows(written(run_over(reviewer, [decided]), Format.CSV)) == []


@pytest.mark.parametrize("is_file", [True, False])
def test_a_file_is_as_excel_wants_it(reviewer: Reviewer, is_file: bool) -> None:
    found = written(report(reviewer), Format.CSV, is_file=is_file)
    assert found.startswith('\ufeff"path",' if is_file else '"path",')
    assert found.count("\r\n") == (found.count("\n") if is_file else 0)
    assert len(rows(found.removeprefix("\ufeff"))) > len(POSTS)


def acts(cell: str) -> bool:
    """Whether a spreadsheet may compute the cell, white space and width of the sign apart."""
    first = unicodedata.normalize("NFKC", cell.strip().strip("\u200d\u200c\ufeff ")[:1])
    return cell[:1] in set("\t\r\n") or first in set("=+-@−")


@pytest.mark.parametrize("is_file", [True, False])
def test_nothing_hostile_acts(reviewer: Reviewer, is_file: bool) -> None:
    found = written(hostile.hostile_run(reviewer), Format.CSV, is_file=is_file)
    found = found.removeprefix("\ufeff")
    assert all(line.startswith('"') for line in found.splitlines())
    read = rows(found)
    assert len(read) == 4 * len(hostile.HOSTILE)  # two open findings and two errors of each
    cells = [cell for row in read for cell in row.values() if cell]
    assert [cell for cell in cells if acts(cell)] == []
    assert all(cell.replace("\u200d", "").isprintable() and len(cell) <= 32_767 for cell in cells)
    found.encode("utf-8")
    for text, row in zip(hostile.HOSTILE, read[::4], strict=True):
        assert row["path"].removeprefix("'") == visible(text)[:32_766].removeprefix("'")


@pytest.mark.parametrize("text", ["a=1", "1+1", "x@y", "—", "•", "'", "", " ", "\u200d", "££", "#1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert not_a_formula(text) == text


def test_a_file_name_acts_no_more_than_a_draft(reviewer: Reviewer) -> None:
    review = reviewer.review(Draft("You idiot", "=1+1\n.txt"))
    found = rows(written(run_over(reviewer, [review]), Format.CSV))
    assert {row["path"] for row in found} == {"'=1+1 .txt"}
