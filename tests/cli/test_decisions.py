"""`smcheck decisions`, and who may waive what."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smcheck import Decision, Draft, Reviewer, Severity, load_council, load_decisions
from smcheck.model.showing import day_in_words
from smcheck.record.approving import about_finding
from smcheck.settings.decision_file import add_decision, ensure_key
from tests.cli.conftest import smcheck
from tests.cli.terminal import in_terminal

TODAY = dt.date.today()
BEFORE = TODAY - dt.timedelta(100)
HELD = Decision("link", "held.example", "C", BEFORE, note="asked")
SOON = replace(HELD, subject="soon.example", until=TODAY + dt.timedelta(9))
LATER = replace(HELD, subject="later.example", until=TODAY + dt.timedelta(31))
TOMORROW = replace(HELD, subject="tomorrow.example", until=TODAY + dt.timedelta(1))
LAST_DAY = replace(HELD, subject="last-day.example", until=TODAY)
GONE = replace(HELD, subject="gone.example", until=TODAY - dt.timedelta(1))
PHONE = Decision("contact", "07700 900123", "C", BEFORE)
EVERY = (HELD, SOON, LATER, TOMORROW, LAST_DAY, GONE, PHONE)


def record(folder: Path, *decisions: Decision) -> None:
    for decision in decisions:
        add_decision(folder / "decisions.toml", decision)


def recorded(folder: Path) -> list[str]:
    return [decision.subject for decision in load_decisions(folder / "decisions.toml").known]


def listed(*arguments: str) -> dict[str, str]:
    """What each decision is about with its state."""
    data = json.loads(smcheck("decisions", "list", "--json", *arguments).stdout)
    return {entry["subject"]: entry["state"] for entry in data}


def test_every_decision_is_listed_with_its_state(home: Path) -> None:
    record(home, *EVERY)
    assert listed() == {
        "held.example": "holds",
        "soon.example": "ends in 9 days",
        "later.example": "holds",
        "tomorrow.example": "ends tomorrow",
        "last-day.example": "ends today",
        "gone.example": "expired",
        "••••• ••••23": "holds",
    }
    assert listed("--soon", "40")["later.example"] == "ends in 31 days"
    assert listed("--soon", "1")["soon.example"] == "holds"


def test_what_a_poll_suspends_is_listed_as_such(home: Path) -> None:
    approved = Decision("person", "Sam Example", "C", BEFORE)
    record(home, approved, replace(approved, subject="Sandra Moss"))
    config = home / "smcheck.toml"
    before = config.read_text(encoding="utf-8")
    for days, state in ((20, "suspended before the poll"), (200, "holds")):
        poll = f"\n[[election]]\npoll = {TODAY + dt.timedelta(days)}\n"
        config.write_text(before + poll, encoding="utf-8")
        assert listed() == {"Sam Example": state, "Sandra Moss": "holds"}


def test_the_table_holds_the_same(home: Path) -> None:
    record(home, GONE, replace(PHONE, note="Jo agreed", scope="#Fete"))
    for arguments in (["decisions"], ["decisions", "list"]):
        lines = [line.split("\t") for line in smcheck(*arguments).stdout.splitlines()]
        assert lines[0] == ["State", "Kind", "What", "By", "On", "Until", "Scope", "Why"]
        assert lines[1:] == [
            ["expired", "link", "gone.example", "C", str(BEFORE), str(GONE.until), "any", "asked"],
            ["holds", "contact", "••••• ••••23", "C", str(BEFORE), "", "#Fete", "Jo agreed"],
        ]


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["prune", "--yes"], ["prune"]])
def test_a_contact_is_never_shown(home: Path, arguments: list[str]) -> None:
    record(home, *(replace(PHONE, subject=subject, until=GONE.until, note="") for subject in
                   ("07700 900123", "jo.bloggs@example.net", "@jo_bloggs", "14 Elm Road", "SS9 9ZZ")))  # fmt: skip
    shown = smcheck("decisions", *arguments).output
    assert not [secret for secret in ("900123", "jo.bloggs", "Elm", "9ZZ") if secret in shown]


def test_a_control_character_does_not_reach_the_terminal(home: Path) -> None:
    record(home, replace(GONE, note="a\x1b[2Jb", by="\x1b]0;x\x07C"))
    assert "\x1b" not in smcheck("decisions", "list").output + smcheck("decisions", "prune").output


def test_no_decision_yet_is_said(home: Path) -> None:
    assert "holds no decision yet" in smcheck("decisions").stdout
    assert listed() == {}
    assert smcheck("decisions", "prune", "--yes").stdout == "There is nothing to prune.\n"
    assert not (home / "decisions.toml").exists()


@pytest.mark.parametrize("command", ["list", "prune"])
def test_without_a_council_there_is_nothing_to_list(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    done = smcheck("decisions", command)
    assert (
        done.exit_code,
        "no settings (smcheck.toml) were found; smcheck init makes them" in done.stderr,
    ) == (2, True)


@pytest.mark.parametrize("command", ["list", "prune"])
def test_a_mistake_in_the_file_is_named_with_its_line(home: Path, command: str) -> None:
    record(home, GONE)
    text = (home / "decisions.toml").read_text(encoding="utf-8").replace('"link"', '"lnik"')
    (home / "decisions.toml").write_text(text, encoding="utf-8")
    done = smcheck("decisions", command)
    line = text.splitlines().index('kind = "lnik"') + 1
    assert (done.exit_code, f"decisions.toml, line {line}: " in done.stderr) == (2, True)
    assert (home / "decisions.toml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("answer", "code"), [("n\n", 0), ("\n", 0), ("", 2)])
def test_nothing_is_removed_without_a_yes(home: Path, answer: str, code: int) -> None:
    record(home, *EVERY)
    before = (home / "decisions.toml").read_bytes()
    done = smcheck("decisions", "prune", answer=answer)
    assert done.exit_code == code
    assert ("nobody can be asked here, since this is no terminal: give --yes" in done.stderr) == (not answer)
    assert "gone.example" in done.stdout
    assert "held.example" not in done.stdout
    assert (home / "decisions.toml").read_bytes() == before


@pytest.mark.parametrize(("arguments", "answer"), [([], "y\n"), (["--yes"], "")])
def test_what_has_expired_is_removed(home: Path, arguments: list[str], answer: str) -> None:
    record(home, GONE, replace(GONE, subject="gone-too.example"), *EVERY[:5], PHONE)
    done = smcheck("decisions", "prune", *arguments, answer=answer)
    assert done.exit_code == 0, done.output
    assert recorded(home) == [decision.subject for decision in (*EVERY[:5], PHONE)]


def test_what_is_pruned_is_noted_in_the_record(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMCHECK_REVIEWER", "Jo Clerk")
    config = home / "smcheck.toml"
    config.write_text('record = "record"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    record(home, GONE, HELD)
    assert smcheck("decisions", "prune", "--yes").exit_code == 0
    assert smcheck("decisions", "prune", "--yes").exit_code == 0  # of nothing, which is no entry
    (path,) = (home / "record").glob("20*.jsonl")
    (entry,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert (entry["kind"], entry["by"]) == ("removal", "Jo Clerk")
    assert (entry["decision"]["subject"], entry["decision"]["by"]) == ("gone.example", "C")
    assert smcheck("record", "verify").exit_code == 0
    assert smcheck("record", "report", "--output", "month.html").exit_code == 0
    assert "Decisions removed" in (home / "month.html").read_text(encoding="utf-8")


def test_what_cannot_be_noted_is_not_pruned(home: Path) -> None:
    config = home / "smcheck.toml"
    config.write_text('record = "record"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    record(home, GONE)
    (home / "record").mkdir()
    (home / "record" / "head.json").write_text("{}", encoding="utf-8")
    done = smcheck("decisions", "prune", "--yes")
    assert (done.exit_code, "head.json" in done.stderr) == (2, True)
    assert recorded(home) == ["gone.example"]


def test_what_no_draft_uses_is_listed_and_removed(home: Path) -> None:
    (home / "drafts").mkdir()
    text = "See www.held.example, www.gone.example, www.soon.example or ring 07700 900123."
    (home / "drafts" / "a.txt").write_text(text, encoding="utf-8")
    record(home, *EVERY)
    states = listed("--unused", "drafts")
    assert [subject for subject, state in states.items() if state == "not used"] == [
        "later.example",
        "tomorrow.example",
        "last-day.example",
    ]
    assert smcheck("decisions", "prune", "--unused", "drafts", "--yes").exit_code == 0
    assert recorded(home) == ["held.example", "soon.example", "07700 900123"]


@pytest.mark.parametrize(
    "text", ["", "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso i bawb."]
)
def test_what_is_used_cannot_be_told_from_drafts_that_are_not_reviewed(home: Path, text: str) -> None:
    (home / "drafts").mkdir()
    (home / "drafts" / "a.txt").write_text(text, encoding="utf-8")
    record(home, HELD)
    done = smcheck("decisions", "prune", "--unused", "drafts", "--yes")
    assert (done.exit_code, "what is used cannot be told" in done.stderr) == (2, True)
    assert recorded(home) == ["held.example"]


def test_what_is_used_cannot_be_told_where_no_draft_is_reviewed(home: Path) -> None:
    (home / "archive").mkdir()
    (home / "archive" / "a.txt").write_text("See www.held.example.", encoding="utf-8")
    config = home / "smcheck.toml"
    config.write_text('exclude = ["archive/"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    record(home, HELD)
    for arguments in (["prune", "--yes"], ["list"]):
        done = smcheck("decisions", *arguments, "--unused", "archive")
        assert (done.exit_code, "no draft under archive was reviewed" in done.stderr) == (2, True)
    assert recorded(home) == ["held.example"]


def test_an_approval_is_not_dated_ahead(home: Path) -> None:
    done = smcheck("approve", "link", "example.org", "--by", "C", "--on", "2099-01-01")
    assert (done.exit_code, "--on 2099-01-01 lies ahead" in done.stderr) == (2, True)
    record(home, replace(HELD, on=dt.date(2099, 1, 1)))
    assert listed() == {"held.example": "holds, dated ahead"}


def test_a_waiver_by_somebody_else_is_said_to_hold_for_no_error(home: Path) -> None:
    ensure_key(home / "decisions.toml")
    for by, noted in (("Jo", True), ("The Clerk", False)):
        done = smcheck("approve", "finding", "0123456789abcdef", "--by", by)
        assert (done.exit_code, "this waives no error" in done.stdout) == (0, noted)
    states = [line.split("\t")[0] for line in smcheck("decisions").stdout.splitlines()[1:]]
    assert states == ["holds, for no error", "holds"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[decision]\nkind = "contact"\nsubject = "07700 900123"\n', "line 1: decision: must be written as"),
        ('# ours\n\n[[decisions]]\nkind = "contact"\nsubject = "07700 900123"\n', "line 3: unknown key 'decisions'"),
        ('[[decision]]\nkind = "contact"\nsubject = ["07700 900123"]\n', "line 3: [[decision]] 1: subject"),
        ('[[decision]]\nkind = "contact"\nsubject = 7700900123\n', "not a number"),
        ('[[decision]]\nkind = "contact"\nsubject = "x"\nby = "C"\non = "07700 900123"\n', "not a text"),
        ('[[decision]]\nkind = "link"\nsubject = "a.example"\nby = "C"\non = 2026-01-02\nscope = ""\n',
         "line 6: [[decision]] 1: scope: must not be empty"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_without_what_was_cleared(home: Path, text: str, said: str) -> None:
    (home / "decisions.toml").write_text(text, encoding="utf-8")
    done = smcheck("decisions")
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert "900123" not in done.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_in_another_encoding_is_told_with_its_line(home: Path, encoding: str) -> None:
    record(home, replace(HELD, note="Zoë asked – and agreed"))
    path = home / "decisions.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    for arguments in (["decisions"], ["approve", "link", "example.org", "--by", "C"]):
        done = smcheck(*arguments)
        assert done.exit_code == 2
        assert "decisions.toml, line " in done.stderr
        assert "not saved as UTF-8" in done.stderr


def test_decisions_written_in_one_line_are_for_the_hand_to_change(home: Path) -> None:
    text = 'decision = [{ kind = "link", subject = "a.example", by = "C", on = 2026-01-02 }]\n'
    (home / "decisions.toml").write_text(text, encoding="utf-8")
    done = smcheck("approve", "link", "example.org", "--by", "C")
    assert (done.exit_code, "not written as [[decision]] tables" in done.stderr) == (2, True)
    assert (home / "decisions.toml").read_text(encoding="utf-8") == text


LONG = [
    replace(HELD, kind="person", subject="Bartholomew Featherstonehaugh-Cholmondeley-Marjoribanks-Wriothesley",
            by="The Deputy Town Clerk and Responsible Financial Officer", scope="#SummerFairOnTheGreen2026",
            until=TODAY + dt.timedelta(9), note="asked by phone, and glad to be named in photographs too"),
    replace(HELD, subject="the-very-long-name-of-a-website-about-allotments-and-gardens-of-the-town.example.org"),
    replace(PHONE, note="Jo agreed"),
    replace(HELD, kind="waiver", subject="0123456789abcdef", about="insult: “i****” in fete.txt", scope="fete.txt"),
    replace(HELD, kind="waiver", subject="fedcba9876543210"),
]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
@pytest.mark.parametrize("columns", [40, 80, 160])
def test_the_table_fits_the_terminal_and_loses_nothing(home: Path, reminded: None, columns: int) -> None:
    record(home, *LONG)
    shown = in_terminal(home, "decisions", columns=columns)
    assert [line for line in shown.splitlines() if len(line) > columns] == []
    cells = shown.replace("\n", " ")
    letters = "".join(cells.split())
    assert "…" not in letters
    starts = [line.index("What") for line in shown.splitlines() if "What" in line]
    ends = [line.index("Cleared") for line in shown.splitlines() if "Cleared" in line]
    whats = "".join("".join(line[starts[0] : ends[0]].split()) for line in shown.splitlines())
    for said in (
        f"person:{LONG[0].subject}", f"link:{LONG[1].subject}", "contact:•••••••••23",
        "finding:insult:“i****”infete.txt", "findingofthecodefedcba9876543210",
    ):  # fmt: skip
        assert said.replace(" ", "") in whats
    cleared = "".join("".join(line[ends[0] :].split()) for line in shown.splitlines())
    assert LONG[0].until
    on, until = day_in_words(BEFORE), day_in_words(LONG[0].until)
    said = f"by{LONG[0].by}on{on}until{until},for{LONG[0].scope}:{LONG[0].note}"
    assert said.replace(" ", "") in cleared
    assert "900123" not in letters


def test_a_waiver_says_what_it_waives(home: Path) -> None:
    text = "You idiot.\nAs we have told you before, ring 07700 900123 before you moan."
    (home / "a.txt").write_text(text, encoding="utf-8")
    for place in ("a.txt:1:5", "a.txt:2:1", "a.txt:2:34"):
        assert smcheck("approve", "finding", place, "--by", "C").exit_code == 0, place
    told = [decision.about for decision in load_decisions(home / "decisions.toml").known]
    assert told == [
        "insult: “idiot” in a.txt",
        "heated-tone: “As we have told you” in a.txt",
        "phone: “••••• ••••23” in a.txt",
    ]
    lines = [line.split("\t") for line in smcheck("decisions").stdout.splitlines()[1:]]
    codes = [decision.subject for decision in load_decisions(home / "decisions.toml").known]
    assert [line[2] for line in lines] == [f"{what} [{code}]" for what, code in zip(told, codes, strict=True)]
    data = json.loads(smcheck("decisions", "--json").stdout)
    assert [(each["subject"], each["about"]) for each in data] == list(zip(codes, told, strict=True))


def test_what_is_coarse_is_starred_out_in_what_is_kept() -> None:
    (finding,) = Reviewer().review(Draft("You idiot.", "drafts/a.txt")).findings
    assert (
        about_finding(replace(finding, coarse=True), Draft("", "drafts/a.txt")) == "insult: “i****” in a.txt"
    )
    assert about_finding(replace(finding, excerpt="•••••\n ••••23")) == "insult: “••••• ••••23”"


def test_what_a_row_of_a_sheet_and_a_long_passage_waives_is_told_in_short(home: Path) -> None:
    (home / "posts.csv").write_text(
        f"id,message\n1,See www.{'long-' * 30}name.example.org.\n", encoding="utf-8"
    )
    assert smcheck("approve", "finding", "posts.csv:row 2:1:5", "--by", "C").exit_code == 0
    (decision,) = load_decisions(home / "decisions.toml").known
    assert decision.about.startswith("third-party-link: “www.long-long-")
    assert decision.about.endswith("…” in posts.csv, row 2")
    assert len(decision.about) < 110


def test_a_waiver_that_does_not_say_what_it_waives_is_looked_up_in_the_drafts(home: Path) -> None:
    (home / "a.txt").write_text("You idiot.", encoding="utf-8")
    (fingerprint,) = (finding["fingerprint"] for finding in report("a.txt")["findings"])
    record(home, Decision("waiver", fingerprint, "C", BEFORE))
    assert smcheck("decisions").stdout.splitlines()[1].split("\t")[2] == fingerprint
    told = smcheck("decisions", "--unused", "a.txt").stdout.splitlines()[1].split("\t")
    assert told[2] == f"insult: “idiot” in a.txt [{fingerprint}]"
    assert (
        smcheck("decisions", "prune", "--unused", "a.txt", "--yes").stdout == "There is nothing to prune.\n"
    )


def near(arguments: str) -> list[str]:
    """What `approve finding` says of a place, without codes."""
    done = smcheck("approve", "finding", *arguments.split("|"), "--by", "C")
    assert (done.exit_code, done.stdout) == (2, "")
    return re.sub(r"[0-9a-f]{16}", "code", done.stderr).splitlines()


IDIOT = ["  a.txt:1:5", "    error insult: “idiot” [code]"]
TOLD = ["  a.txt:2:1", "    warning heated-tone: “As we have told you” [code]"]
PHONED = ["  a.txt:2:34", "    error phone: “••••• ••••23” [code]"]


def test_what_stands_near_is_listed_where_nothing_stands_at_the_place(home: Path) -> None:
    text = "You idiot.\nAs we have told you before, ring 07700 900123.\nThe library is open."
    (home / "a.txt").write_text(text, encoding="utf-8")
    start = "smcheck: error: a.txt:"
    assert near("a.txt:2:2") == [
        f"{start} no open finding at line 2, column 2; on that line:",
        *TOLD,
        *PHONED,
    ]
    assert near("a.txt:3:1") == [
        f"{start} no open finding at line 3, column 1; in the draft:", *IDIOT, *TOLD, *PHONED
    ]  # fmt: skip
    which = "say which finding, by its place or its code"
    assert near("a.txt:1") == [f"{start} {which}; on that line:", *IDIOT]
    assert near("a.txt") == [f"{start} {which}; in the draft:", *IDIOT, *TOLD, *PHONED]
    assert near("a.txt:2:1|--check|phone") == [
        f"{start} no open finding of phone at line 2, column 1; there:",
        *TOLD,
    ]
    assert not (home / "decisions.toml").exists()


def test_what_stands_in_other_rows_is_listed(home: Path) -> None:
    (home / "p.csv").write_text("id,message\n1,The library is open\n2,You fool\n", encoding="utf-8")
    listed = ["  p.csv:row 3:1:5", "    error insult: “fool” [code]"]
    place = "smcheck: error: p.csv: no open finding at row 2, line 1, column 5"
    assert near("p.csv:row 2:1:5") == [f"{place}; elsewhere in the file:", *listed]
    assert near("p.csv:row 3:1:1")[1:] == listed
    assert near("p.csv:1:5")[1:] == listed


def test_what_is_cleared_already_is_said_to_be(home: Path) -> None:
    (home / "a.txt").write_text("You idiot.", encoding="utf-8")
    assert smcheck("approve", "finding", "a.txt:1:5", "--by", "C").exit_code == 0
    assert near("a.txt:1:5") == [
        "smcheck: error: a.txt: what stands at line 1, column 5 is cleared already, by C"
    ]
    nothing = "smcheck: error: a.txt: no open finding at line 1, column 1; there is none in the whole file"
    assert near("a.txt:1:1") == [nothing]
    assert near("a.txt") == ["smcheck: error: a.txt: no open finding; there is none in the whole file"]


SEVERAL = "CLLR SANDRA MOSS WILL OPEN THE FETE TODAY"


def test_of_several_findings_at_a_place_one_is_named(home: Path) -> None:
    (home / "a.txt").write_text(SEVERAL, encoding="utf-8")
    checks = [finding["check"] for finding in report("a.txt")["findings"] if finding["column"] == 1]
    assert len(checks) == 2
    said = near("a.txt:1:1")
    assert (
        said[0]
        == "smcheck: error: a.txt: 2 findings at line 1, column 1; say which, by --check or by its code:"
    )
    assert said[1::2] == ["  a.txt:1:1"] * 2
    assert [line.split()[1] for line in said[2::2]] == [f"{check}:" for check in checks]
    assert smcheck("approve", "finding", "a.txt:1:1", "--by", "C", "--check", checks[1]).exit_code == 0
    (decision,) = load_decisions(home / "decisions.toml").known
    assert decision.about.startswith(f"{checks[1]}: ")
    assert smcheck("approve", "finding", "a.txt:1:1", "--by", "C").exit_code == 0  # the only one that is left
    assert {
        decision.about.split(":")[0] for decision in load_decisions(home / "decisions.toml").known
    } == set(checks)


def test_a_check_is_named_for_a_finding_only(home: Path) -> None:
    done = smcheck("approve", "link", "example.org", "--by", "C", "--check", "phone")
    assert (done.exit_code, "--check is for a finding only" in done.stderr) == (2, True)


def report(path: str) -> Any:
    return json.loads(smcheck(path, "--output-format", "json").stdout)["drafts"][0]


@pytest.mark.parametrize(
    ("by", "may"),
    [
        ("The Clerk", True),
        (" the clerk ", True),
        ("TOWN CLERK", True),
        ("The Clerk's mother", False),
        ("Jo", False),
    ],
)
def test_an_error_is_waived_by_an_approver_only(home: Path, by: str, may: bool) -> None:
    (home / "a.txt").write_text("You idiot.", encoding="utf-8")
    done = smcheck("approve", "finding", "a.txt:1:5", "--by", by)
    assert done.exit_code == (0 if may else 2)
    assert report("a.txt")["status"] == ("clean" if may else "findings")
    if not may:
        said = (
            f"{by} may not waive an error: approvers in smcheck.toml lists who may (The Clerk, Town Clerk, C)"
        )
        assert said in done.stderr
        assert not (home / "decisions.toml").exists()


def test_without_approvers_nobody_waives_an_error(home: Path) -> None:
    (home / "smcheck.toml").write_text("", encoding="utf-8")
    (home / "a.txt").write_text("You idiot.", encoding="utf-8")
    done = smcheck("approve", "finding", "a.txt:1:5", "--by", "The Clerk")
    assert (done.exit_code, "(nobody yet)" in done.stderr) == (2, True)


def test_a_warning_is_waived_by_anybody(home: Path) -> None:
    (home / "a.txt").write_text("See www.example.org for more.", encoding="utf-8")
    assert {finding["severity"] for finding in report("a.txt")["findings"]} == {"warning"}
    assert smcheck("approve", "finding", "a.txt:1:5", "--by", "Jo").exit_code == 0
    assert report("a.txt")["status"] == "clean"


def test_a_waiver_by_hand_of_an_error_needs_an_approver_and_the_finding_says_so(home: Path) -> None:
    text = "You idiot."
    (home / "a.txt").write_text(text, encoding="utf-8")
    (fingerprint,) = (finding["fingerprint"] for finding in report("a.txt")["findings"])
    record(home, Decision("waiver", fingerprint, "Jo", BEFORE))
    (finding,) = report("a.txt")["findings"]
    assert finding["decision"] is None
    said = "the waiver by Jo does not hold: only an approver may waive an error"
    assert said == finding["explanation"]
    assert said in " ".join(smcheck("a.txt").stdout.split())
    assert smcheck("a.txt").exit_code == 1
    record(home, Decision("waiver", fingerprint, "C", BEFORE))
    (finding,) = report("a.txt")["findings"]
    assert (finding["decision"]["by"], finding["explanation"]) == ("C", None)


def test_a_waiver_holds_no_more_when_the_finding_becomes_an_error(home: Path) -> None:
    draft = Draft("See www.example.org for more.")
    council = load_council(home / "smcheck.toml")
    (finding,) = Reviewer(council).review(draft).findings
    record(home, Decision("waiver", finding.fingerprint, "Jo", BEFORE))
    assert Reviewer(council).review(draft).status == "clean"
    graver = replace(council, severity={"link": Severity.ERROR})
    assert Reviewer(graver).review(draft).status == "findings"
    assert Reviewer(replace(graver, approvers=("jo",))).review(draft).status == "clean"


@pytest.mark.parametrize("arguments", [["link", "example.org"], ["contact", "07700 900123"]])
def test_nothing_is_ever_written_into_a_draft(home: Path, arguments: list[str]) -> None:
    text = "You idiot, see www.example.org or ring 07700 900123."
    (home / "a.txt").write_text(text, encoding="utf-8")
    smcheck("approve", *arguments, "--by", "C")
    smcheck("approve", "finding", "a.txt:1:5", "--by", "C")
    smcheck("decisions", "prune", "--unused", ".", "--yes")
    assert (home / "a.txt").read_text(encoding="utf-8") == text
