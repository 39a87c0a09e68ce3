"""`smcheck baseline`, and what `smcheck check --baseline` says in every form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from justhtml import JustHTML

from smcheck import load_council
from smcheck.app.desk import Asked, Desk
from smcheck.app.folder import Folder
from smcheck.cli.watch import reviewed
from smcheck.model.draft import Draft
from smcheck.record import open_record
from smcheck.reporters import Format
from smcheck.reporters.signs import is_report
from smcheck.review.reviewer import Reviewer
from tests.cli.conftest import smcheck
from tests.conftest import CONFIG

SETTINGS = f"""\
baseline = "known.jsonl"
record = "record"
classifier = false
language_model = false
{CONFIG}"""
OLD = "Ring Jo on 07700 900123 about the stall.\n\nCllr Sam Example opens it."
NEW = "Write to kit.reed@example.com about the raffle."
HIDDEN = "900123"


@pytest.fixture
def drafts(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two old drafts, of which nothing is known yet."""
    monkeypatch.setenv("SMCHECK_REVIEWER", "J. Clerk")
    (home / "smcheck.toml").write_text(SETTINGS, encoding="utf-8")
    folder = home / "drafts"
    folder.mkdir()
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    (folder / "fete.txt").write_text("The fete is on Saturday.", encoding="utf-8")
    return folder


@pytest.fixture
def known(drafts: Path) -> Path:
    """The same, with what is found in them set down as known."""
    assert smcheck("baseline", "write", "drafts", "--by", "Town Clerk").exit_code == 0
    return drafts


def test_findings_are_set_down_once_and_only_new_ones_are_told(drafts: Path) -> None:
    assert smcheck("drafts", "--no-baseline").exit_code == 1
    done = smcheck("baseline", "write", "drafts", "--by", "Town Clerk")
    assert done.stdout.splitlines() == [
        "known.jsonl: 2 findings (1 error, 1 warning) set down as known.",
        "known.jsonl: 2 findings (1 error, 1 warning) known in all.",
    ]
    assert smcheck("drafts").exit_code == smcheck("drafts/old.txt").exit_code == 0
    (drafts / "new.txt").write_text(NEW, encoding="utf-8")
    found = smcheck("drafts")
    assert found.exit_code == 1
    assert "drafts/new.txt: DO NOT POST" in found.stdout.replace("\\", "/")
    assert "drafts/old.txt: NOTHING NEW FOUND" in found.stdout.replace("\\", "/")
    assert smcheck("drafts", "--no-baseline", "--output-format", "concise").stdout.count("error phone") == 1


@pytest.mark.parametrize("name", Format)
def test_no_report_tells_what_is_known_and_each_tells_what_is_new(known: Path, name: Format) -> None:
    (known / "new.txt").write_text(NEW, encoding="utf-8")
    done = smcheck("drafts", "--output-format", name.value)
    assert done.exit_code == 1
    said = " ".join(f"{done.stdout} {done.stderr}".replace("`", "").split())
    assert "e-mail address that is not one of the council" in said
    assert "phone number that is not one of the council" not in said
    assert "2 known findings are not shown, as known.jsonl says" in said
    everything = smcheck("drafts", "--output-format", name.value, "--no-baseline").stdout
    assert "phone number that is not one of the council" in everything


@pytest.mark.parametrize("name", [Format.FULL, Format.CONCISE, Format.MARKDOWN, Format.HTML])
def test_reports_for_people_count_what_is_known_in_one_line(known: Path, name: Format) -> None:
    done = smcheck("drafts", "--output", f"{name.value}=report{name.ending}")
    said = Path(f"report{name.ending}").read_text(encoding="utf-8")
    lines = [
        line for line in said.splitlines() if "2 drafts; nothing new found; 2 known and not shown" in line
    ]
    assert len(lines) == 1
    assert done.exit_code == 0
    assert is_report(Path(f"report{name.ending}"))


def test_json_has_the_counts(known: Path) -> None:
    said = json.loads(smcheck("drafts", "--output-format", "json").stdout)
    assert {draft["path"][-8:]: (draft["known"], draft["status"]) for draft in said["drafts"]} == {
        "fete.txt": (0, "clean"), "/old.txt": (2, "clean"),
    }  # fmt: skip
    assert said["summary"] == {
        "drafts": 2, "error": 0, "warning": 0, "note": 0, "decided": 0, "known": 2, "unreviewed": 0,
    }  # fmt: skip
    lines = smcheck("drafts", "--output-format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["known"] for line in lines] == [0, 2]


def test_the_page_lists_drafts_with_nothing_new_apart_from_clean_ones(known: Path) -> None:
    smcheck("drafts", "--output", "html=page.html")
    page = JustHTML(Path("page.html").read_text(encoding="ascii"), sanitize=False, strict=True)
    ids = [(node.attrs or {}).get("id") for node in page.query("section.clean")]
    assert ids == ["known", "clean"]
    links = {(node.attrs or {}).get("href") for node in page.query("nav a")}
    assert {"#known", "#clean"} <= links
    markdown = smcheck("drafts", "--output-format", "markdown").stdout.replace("\\", "/")
    assert "## Nothing new found\n\n- `drafts/old.txt`\n" in markdown
    assert "## Nothing found\n\n- `drafts/fete.txt`\n" in markdown


def test_a_resident_s_comment_of_which_all_is_known_is_not_said_to_be_left_up(known: Path) -> None:
    (known / "comment.txt").write_text("Ring Jo on 07700 900777.", encoding="utf-8")
    smcheck("baseline", "write", "drafts", "--by", "Town Clerk")
    assert "NOTHING NEW FOUND" in smcheck("drafts/comment.txt", "--kind", "comment").stdout
    assert "LEAVE IT UP" in smcheck("drafts/fete.txt", "--kind", "comment").stdout


def test_what_could_not_be_reviewed_still_ends_with_2(known: Path) -> None:
    (known / "old.docx").write_bytes(b"no document")
    done = smcheck("drafts")
    assert done.exit_code == 2
    assert "old.docx" in done.stderr
    written = smcheck("baseline", "write", "drafts", "--by", "Town Clerk")
    assert written.exit_code == 2
    assert "smcheck: not reviewed: drafts" in written.stderr
    assert "2 findings (1 error, 1 warning) known in all" in written.stdout


def test_who_is_no_approver_sets_down_no_error(drafts: Path) -> None:
    done = smcheck("baseline", "write", "drafts", "--by", "Jo Bloggs")
    assert done.exit_code == 0
    assert "known.jsonl: 1 finding (1 warning) set down as known." in done.stdout
    assert (
        "Left out, and reported as before: 1 finding (1 error). Jo Bloggs may not let an error pass: approvers in "
        "smcheck.toml lists who may (The Clerk, Town Clerk, C)." in done.stdout
    )
    assert smcheck("drafts").exit_code == 1


def test_the_record_says_who_let_what_stand(known: Path) -> None:
    (known / "old.txt").write_text("The library is open.", encoding="utf-8")
    (known / "fete.txt").write_text(NEW, encoding="utf-8")
    smcheck("baseline", "write", "drafts", "--by", "C", "--note", "asked; see 07700 900555")
    smcheck("baseline", "write", "drafts", "--by", "C")
    smcheck("drafts")
    record = open_record(load_council(Path("smcheck.toml")))
    (month,) = record.paths()
    entries = list(record.entries(month.stem))
    first, second = (entry for entry in entries if entry["kind"] == "baseline")
    assert (first["by"], first["set_down_by"], first["name"]) == ("J. Clerk", "Town Clerk", "known.jsonl")
    assert first["set_down"] == {"named-person": {"warning": 1}, "phone": {"error": 1}}
    assert second["taken_out"] == first["set_down"]
    assert second["set_down"] == {"email": {"error": 1}}
    assert "900555" not in json.dumps(entries)
    assert [entry["known"] for entry in entries if entry["kind"] == "review"] == [1, 0]
    assert record.verify().ok
    page = smcheck("record", "report", "--output", "-").stdout
    shown = " ".join(JustHTML(page, sanitize=False, strict=True).to_text().split())
    assert "C let stand: email (1 error); no longer found: named-person (1 warning), phone (1 error)" in shown
    assert "known and not shown: 1" in shown


def test_the_first_line_of_a_month_of_the_record_is_known_as_such_whatever_it_notes(known: Path) -> None:
    from smcheck.reporters.signs import begins_as_own_output

    (path,) = open_record(load_council(Path("smcheck.toml"))).paths()
    content = path.read_bytes()
    assert b'"kind":"baseline"' in content.split(b"\n")[0]
    assert begins_as_own_output(path, content)


def test_what_is_gone_is_pruned(known: Path) -> None:
    (known / "old.txt").write_text("The library is open.", encoding="utf-8")
    assert (
        "2 known findings of known.jsonl are no longer found, in drafts/old.txt; smcheck baseline prune"
        in " ".join(smcheck("drafts").stdout.split())
    )
    done = smcheck("baseline", "prune", "drafts")
    assert (done.exit_code, done.stdout.splitlines()) == (0, [
        "known.jsonl: 2 findings (1 error, 1 warning) no longer found, and taken out.",
        "known.jsonl: 0 findings known in all.",
    ])  # fmt: skip
    assert smcheck("baseline").stdout == f"{Path.cwd() / 'known.jsonl'} says of nothing that it is known.\n"
    (known / "old.txt").write_text(OLD, encoding="utf-8")
    assert smcheck("drafts").exit_code == 1


def test_what_is_known_is_listed_by_check(known: Path) -> None:
    assert smcheck("baseline").stdout.splitlines() == [
        "Check\tErrors\tWarnings\tNotes\tFiles", "named-person\t\t1\t\t1", "phone\t1\t\t\t1",
    ]  # fmt: skip
    assert json.loads(smcheck("baseline", "list", "--json").stdout)[1] == {
        "check": "phone", "error": 1, "warning": 0, "note": 0, "files": 1,
    }  # fmt: skip


def test_a_file_of_ones_own_needs_no_settings_for_it(drafts: Path) -> None:
    Path("smcheck.toml").write_text(SETTINGS.replace('baseline = "known.jsonl"\n', ""), encoding="utf-8")
    done = smcheck("baseline", "write", "drafts", "--by", "C", "--baseline", "drafts/mine.jsonl")
    assert done.stdout.splitlines()[-1] == "Only smcheck check --baseline drafts/mine.jsonl leaves them out."
    assert smcheck("drafts/old.txt").exit_code == 1
    assert smcheck("drafts", "--baseline", "drafts/mine.jsonl").exit_code == 0
    assert smcheck("baseline", "list", "--baseline", "drafts/mine.jsonl").stdout.count("\n") == 3


def test_one_that_no_settings_name_is_no_draft_and_never_hides(drafts: Path) -> None:
    Path("smcheck.toml").write_text(SETTINGS.replace('baseline = "known.jsonl"\n', ""), encoding="utf-8")
    smcheck("baseline", "write", "drafts", "--by", "C", "--baseline", "drafts/mine.jsonl")
    done = smcheck("drafts", "--output-format", "concise")
    assert done.exit_code == 1
    assert "mine.jsonl is a report or record of smcheck and was not reviewed" in done.stderr
    mine = Path("drafts/mine.jsonl")
    mine.write_text(f"{mine.read_text(encoding='utf-8')}{json.dumps({'text': OLD})}\n", encoding="utf-8")
    done = smcheck("drafts", "--output-format", "concise")
    assert done.exit_code == 2
    assert (
        "mine.jsonl: this looks like a report of smcheck, and was not written on this computer" in done.stderr
    )


def test_the_key_is_made_first_where_there_is_none(drafts: Path) -> None:
    Path("smcheck.key").unlink()
    assert smcheck("baseline", "write", "drafts", "--by", "C").exit_code == 0
    assert Path("smcheck.key").exists()
    assert smcheck("drafts").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("write", "drafts"), "Missing option '--by'"),
        (("write", "drafts", "--by", " "), "--by must not be empty"),
        (("write", "-", "--by", "C"), "what comes from standard input has no place to be known by"),
        (("prune", "drafts"), "there is no such baseline, so there is nothing to prune"),
        (("list",), "there is no such baseline; smcheck baseline write"),
        (("write", "none", "--by", "C"), "no draft was reviewed, so nothing was set down"),
    ],
)
def test_what_cannot_be_done_is_said(drafts: Path, words: tuple[str, ...], said: str) -> None:
    done = smcheck("baseline", *words)
    assert done.exit_code == 2
    assert said.casefold().replace("missing option '--by'", "--by") in done.stderr.casefold()
    assert not Path("known.jsonl").exists()


def test_without_a_name_for_it_what_to_write_is_said(drafts: Path) -> None:
    Path("smcheck.toml").write_text(CONFIG, encoding="utf-8")
    done = smcheck("baseline", "write", "drafts", "--by", "C")
    assert done.exit_code == 2
    assert (
        'no baseline is named. Write baseline = "baseline.jsonl" above [council] in smcheck.toml'
        in done.stderr
    )
    listed = smcheck("baseline", "list")
    assert listed.exit_code == 0
    assert listed.stdout.startswith("No baseline is named, so all findings are told. Write baseline = ")


@pytest.mark.parametrize(
    "command", [("drafts",), ("drafts/fete.txt",), ("check", "--baseline", "none.jsonl", "drafts")]
)
def test_a_baseline_that_is_not_there_is_an_error(drafts: Path, command: tuple[str, ...]) -> None:
    done = smcheck(*command)
    assert done.exit_code == 2
    assert "there is no such baseline; smcheck baseline write PATH --by NAME makes it" in done.stderr


def test_one_of_another_policy_or_damaged_is_an_error(known: Path) -> None:
    content = Path("known.jsonl").read_text(encoding="utf-8")
    Path("known.jsonl").write_text(content.replace('"count": 1', '"count": 9'), encoding="utf-8")
    assert (smcheck("drafts").exit_code, "changed or is damaged" in smcheck("drafts").stderr) == (2, True)
    Path("known.jsonl").write_text(content, encoding="utf-8")
    Path("smcheck.toml").write_text(f'policy = "british-councils"\n{SETTINGS}', encoding="utf-8")
    done = smcheck("drafts")
    assert done.exit_code == 2
    assert "set down under the policy leigh-on-sea" in done.stderr


def test_a_watched_folder_honours_it(known: Path) -> None:
    lines = list(reviewed(known / "old.txt", [known]))
    assert [line[9:] for line in lines] == [f"{known / 'old.txt'}: nothing new found"]
    (known / "old.txt").write_text(f"{OLD}\n\n{NEW}", encoding="utf-8")
    assert [line.rpartition(": ")[2] for line in reviewed(known / "old.txt", [known])] == ["email 5:10"]


def test_the_desk_honours_it(known: Path) -> None:
    said = Desk(known).review(Asked(OLD.encode(), "old.txt"))
    assert said["report"]["summary"]["known"] == 2
    assert "2 known findings are not shown, as known.jsonl says" in said["report"]["notices"]
    assert said["report"]["drafts"][0]["findings"] == []
    typed = Desk(known).review(Asked(OLD.encode(), "draft.txt"))
    assert typed["report"]["summary"]["error"] == 1
    folder = Folder(Desk(known))
    folder._go_through()
    rows = {row["file"]: (row["findings"], row["verdict"]) for row in folder.table.rows}
    assert rows == {"old.txt": (0, "Nothing new found"), "fete.txt": (0, "Nothing found")}


def test_commands_that_mend_ask_or_hide_see_all_of_it(known: Path) -> None:
    redacted = smcheck("redact", "drafts/old.txt", "-o", "-")
    assert HIDDEN not in redacted.stdout
    assert "2 findings" in smcheck("ask", "drafts/old.txt", "--by", "Jo").stdout
    assert "phone" in smcheck("approve", "finding", "drafts/old.txt", "--by", "C").stderr
    assert smcheck("fix", "drafts/old.txt").exit_code == 1


def test_a_reviewer_by_itself_knows_nothing_of_it(known: Path) -> None:
    council = load_council(Path("smcheck.toml"))
    review = Reviewer(council).review(Draft(OLD, str(known / "old.txt")))
    assert (len(review.findings), review.known) == (2, ())


def test_changes_of_it_are_told_to_whoever_agrees_to_them(known: Path) -> None:
    from smcheck.run.changes import changes

    before = SETTINGS.replace('baseline = "known.jsonl"\n', "").encode()
    said = list(
        changes(Path("smcheck.toml").resolve(), lambda path: before if path.name == "smcheck.toml" else None)
    )
    assert any(line.endswith("baseline: none -> known.jsonl") for line in said)
    assert any("known.jsonl: 3 lines added" in line for line in said)
