"""Each format against its golden file; `pytest --update-golden` writes them anew."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from smcheck import Draft, Reviewer, __version__
from smcheck.reporters import Format
from smcheck.run import NotReviewed
from tests.reporters import runs
from tests.reporters.runs import PastRun, run_over

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads((Path(__file__).parents[2] / "smcheck/reporters/schema.json").read_text(encoding="utf-8"))

POSTS = [
    Draft("The library is open on Saturday.", "drafts/library.txt"),
    Draft(
        "Ring Sam on 07700 900123 before you moan, you 1d1ot!\r\n"
        "Cllr Sam Example said so at www.example.org/terms-and-conditions-of-the-fair, and as we told you last "
        "week the committee is a joke, so there is nothing more to say about the bins in this long line of text.",
        "drafts/fete.txt",
    ),
    Draft("This is shit. For the agenda click here.", "posts.csv", "7", 3, places=((0, "row 3, column B"),)),
    Draft("Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb.", "cymraeg.txt"),
]


def report(reviewer: Reviewer) -> PastRun:
    missing = NotReviewed("none.txt", "there is no such file or folder", reviewer)
    return run_over(reviewer, [*reviewer.review_many(POSTS), missing], ["a remark"])


def written(reviewer: Reviewer, name: Format, **options: object) -> str:
    return runs.written(report(reviewer), name, width=80, **options).replace(__version__, "VERSION")


@pytest.mark.parametrize("name", Format)
def test_the_golden_report(name: Format, reviewer: Reviewer, pytestconfig: pytest.Config) -> None:
    path = GOLDEN / f"{name.value}.txt"
    found = written(reviewer, name, statistics=name is Format.CONCISE)
    if pytestconfig.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8", newline="")
    assert found == path.read_text(encoding="utf-8")


def test_json_is_as_the_schema_says(reviewer: Reviewer) -> None:
    data = json.loads(written(reviewer, Format.JSON))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(data, SCHEMA)
    assert [draft["status"] for draft in data["drafts"]] == [
        "clean", "findings", "findings", "unreviewed", "unreviewed",
    ]  # fmt: skip
    assert data["summary"]["unreviewed"] == 2
    text = POSTS[1].text
    phone = next(finding for finding in data["drafts"][1]["findings"] if finding["check"] == "phone")
    assert text[phone["start"] : phone["end"]] == "07700 900123"
    assert (phone["rules"], phone["excerpt"], phone["place"]) == (["11"], "••••• ••••23", None)


@pytest.mark.parametrize("name", Format)
def test_personal_data_is_in_no_report(name: Format, reviewer: Reviewer) -> None:
    assert "900123" not in written(reviewer, name)


def test_matches_are_shown_where_asked(reviewer: Reviewer) -> None:
    assert "07700 900123" in written(reviewer, Format.FULL, reveal=True)


def test_quiet_leaves_clean_drafts_out(reviewer: Reviewer) -> None:
    found = written(reviewer, Format.FULL, quiet=True)
    assert "library.txt" not in found
    assert "fete.txt: DO NOT POST" in found


def test_verbose_gives_the_fingerprint_for_a_waiver(reviewer: Reviewer) -> None:
    finding = reviewer.review(POSTS[1]).findings[0]
    assert finding.fingerprint in written(reviewer, Format.FULL, verbose=True)
    assert finding.fingerprint in written(reviewer, Format.CONCISE, verbose=True)


HOSTILE = (
    "\x1b[31mYou idiot\x1b[0m \u202eevil\u202c [bold]x[/bold] %0A::error::x\r::error file=x::y\n"
    "::warning::you idiot ##[error]as we told you ##[stop] ##vso[task.x] ##teamcity[y] <script>alert(1)</script> \x07\x9b2J\u2028you idiot\ud800"
)


@pytest.mark.parametrize("name", Format)
def test_nothing_from_a_draft_acts(name: Format, reviewer: Reviewer) -> None:
    draft = Draft(HOSTILE, "we\x1b[2Jird\n::error::name.txt")
    found = runs.written(run_over(reviewer, [reviewer.review(draft)]), name, width=300)
    assert not set("\x1b\x07\x9b\u202e\u202c\u2028\r") & set(found)
    assert not re.search(r"##(vso|teamcity|)\[", found)
    commands = [line for line in found.splitlines() if line.startswith("::")]
    assert all(re.match("::(error|warning|notice) file=we", line) for line in commands)
    found.encode("utf-8", "strict" if name is Format.JSON else "replace")


@pytest.mark.parametrize(("said", "line"), [("::error::x ", "| ::error::x "), ("a::b ", "a::b ")])
def test_no_line_of_a_long_message_is_a_command(reviewer: Reviewer, said: str, line: str) -> None:
    unread = NotReviewed("a.txt", f"{'word ' * 40}{said * 30}", reviewer)
    found = runs.written(run_over(reviewer, [unread]), Format.FULL, width=80)
    lines = [found.strip() for found in found.splitlines() if said in found]
    assert len(lines) > 1
    assert all(found.startswith(line) for found in lines[1:])


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_full_report_keeps_to_the_width(reviewer: Reviewer, width: int) -> None:
    found = runs.written(report(reviewer), Format.FULL, width=width)
    snippets = [line for line in found.splitlines() if " | " in line]
    assert snippets
    assert max(map(len, snippets)) <= width
