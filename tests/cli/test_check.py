"""`smcheck check`: arguments, streams, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck import version_line
from tests.cli.conftest import Run

BAD, GOOD = "Ring Jo on 07700 900123.", "The library is open on Saturday."


@pytest.fixture
def drafts(council_folder: Path) -> Path:
    folder = council_folder / "drafts"
    folder.mkdir()
    (folder / "bad.txt").write_text(BAD, encoding="utf-8")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return council_folder


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["drafts/good.txt"], 0),
        (["drafts/bad.txt"], 1),
        (["check", "drafts/bad.txt"], 1),
        (["check", "--", "drafts/bad.txt"], 1),
        (["drafts"], 1),
        (["--fail-on", "never", "drafts/bad.txt"], 0),
        (["none.txt", "drafts/bad.txt"], 2),
        (["--select", "email", "drafts/bad.txt"], 0),
        (["--ignore", "11", "drafts/bad.txt"], 0),
        (["--select", "fone", "drafts/bad.txt"], 2),
        (["--exclude", "bad.txt", "drafts"], 0),
        (["--exclude", "drafts/", "drafts/bad.txt"], 0),
        (["--config", "none.toml", "drafts/bad.txt"], 2),
        (["--platform", "myspace", "drafts/good.txt"], 2),
        (["--date", "tomorrow", "drafts/good.txt"], 2),
        (["--nonsense", "drafts/good.txt"], 2),
        (["--output-format", "xml", "drafts/good.txt"], 2),
        (["check"], 2),
    ],
)
def test_exit_codes(run: Run, drafts: Path, arguments: list[str], code: int) -> None:
    done = run(*arguments, cwd=drafts)
    assert done.returncode == code, done.stderr
    assert (code == 2) <= bool(done.stderr)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["drafts/good.txt"], 0),
        (["check", "--", "drafts/bad.txt"], 1),
        (["none.txt"], 2),
        (["--nonsense"], 2),
    ],
)
def test_a_process_says_and_ends_with_the_same(
    process: Run, run: Run, drafts: Path, arguments: list[str], code: int
) -> None:
    alone, within = process(*arguments, cwd=drafts), run(*arguments, cwd=drafts)
    assert (alone.returncode, alone.stdout, alone.stderr) == (code, within.stdout, within.stderr)


def test_every_error_is_named_and_the_rest_reviewed(run: Run, drafts: Path) -> None:
    (drafts / "p.png").write_bytes(b"\x89PNG\x00")
    (drafts / "empty").mkdir()
    done = run("--output-format", "concise", "none.txt", "p.png", "empty", "drafts/bad.txt", cwd=drafts)
    assert done.returncode == 2
    for name in ("none.txt", "p.png", "empty"):
        assert f"smcheck: not reviewed: {name}: " in done.stderr
    assert "drafts/bad.txt:1:12: error phone" in done.stdout.replace("\\", "/")


def test_all_excluded_is_said_in_one_line(run: Run, drafts: Path) -> None:
    done = run("--exclude", "drafts", "--quiet", "--output-format", "concise", "drafts/bad.txt", cwd=drafts)
    assert (done.returncode, done.stdout) == (0, "")
    assert "excluded; nothing was reviewed" in done.stderr


def test_a_command_wins_over_a_file_of_its_name(run: Run, drafts: Path) -> None:
    (drafts / "rules").write_text(BAD, encoding="utf-8")
    assert "Section 4, Rules for Social Media" in run("rules", cwd=drafts).stdout
    assert run("check", "rules", cwd=drafts).returncode == 1
    assert run("./rules", cwd=drafts).returncode == 1


def test_standard_input_with_a_name(run: Run, drafts: Path) -> None:
    line = json.dumps({"id": "a", "text": BAD})
    done = run("-", "--stdin-filename", "x.jsonl", "--output-format", "json", cwd=drafts, stdin=line)
    (draft,) = json.loads(done.stdout)["drafts"]
    assert (draft["path"], draft["id"], draft["row"], draft["status"]) == ("x.jsonl", "a", 1, "findings")
    assert run("-", cwd=drafts, stdin=GOOD).returncode == 0
    assert run("-", cwd=drafts, stdin="").returncode == 2


def test_the_report_goes_to_a_file(run: Run, drafts: Path) -> None:
    done = run("--output-file", "report.json", "--output-format", "json", "drafts", cwd=drafts)
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((drafts / "report.json").read_text(encoding="utf-8"))["summary"]["drafts"] == 2
    assert run("--output-file", "no/such/folder.txt", "drafts", cwd=drafts).returncode == 2


def test_a_rule_number_chooses_its_checks(run: Run, drafts: Path) -> None:
    done = run("--select", "11", "--output-format", "concise", "drafts", cwd=drafts)
    assert "phone" in done.stdout


def test_platform_kind_and_statistics(run: Run, drafts: Path) -> None:
    (drafts / "long.txt").write_text("The library is open. " * 20, encoding="utf-8")
    done = run("--platform", "x,Facebook", "--fail-on", "note", "--statistics", "long.txt", cwd=drafts)
    assert done.returncode == 1
    assert "420 characters as X counts them; X takes 280" in done.stdout
    assert "     1  platform-limit" in done.stdout


@pytest.mark.parametrize(
    ("environment", "arguments", "colour"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({}, ["--color", "always"], True),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ],
)
def test_colour(
    run: Run, drafts: Path, environment: dict[str, str], arguments: list[str], colour: bool
) -> None:
    done = run(*arguments, "drafts/bad.txt", cwd=drafts, environment=environment)
    assert bool(re.search(r"\x1b\[(?:1;)?3\d", done.stdout)) == colour


def test_a_windows_code_page_gets_plain_signs(process: Run, drafts: Path) -> None:
    done = process("drafts/bad.txt", cwd=drafts, environment={"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"})
    assert done.returncode == 1
    assert "***** ****23" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="no head on Windows")
def test_a_closed_pipe_is_no_error(drafts: Path) -> None:
    for number in range(300):
        (drafts / "drafts" / f"{number}.txt").write_text(BAD, encoding="utf-8")
    command = f"{sys.executable} -m smcheck drafts; echo code $? >&2"
    done = subprocess.run(
        ["sh", "-c", f"({command}) | head -1"], cwd=drafts, capture_output=True, text=True, check=False
    )
    assert "code 1" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_approver_is_told_once_a_month_that_the_policy_is_overdue(run: Run, drafts: Path) -> None:
    def said(person: str) -> bool:
        done = run("drafts", cwd=drafts, environment={"SMCHECK_REVIEWER": person})
        assert "due for review" not in done.stdout
        return "Policy) was due for review in November 2024" in done.stderr

    assert [said(person) for person in ("Somebody", "the clerk", "The Clerk")] == [False, True, False]


APPROVING = (
    ("approve", "person", "Dan Example", "--by", "Town Clerk"),
    ("decisions",),
    ("decisions", "prune"),
    ("record", "report", "--output", "page.html"),
    ("requests", "approve", "{}", "--by", "Town Clerk"),
    ("requests", "return", "{}", "--by", "Town Clerk", "--note", "Shorter, please."),
    ("requests", "refuse", "{}", "--by", "Town Clerk", "--note", "Not ours."),
)


@pytest.mark.parametrize("arguments", APPROVING, ids=" ".join)
def test_whoever_approves_is_told_that_the_policy_is_overdue(
    run: Run, drafts: Path, arguments: tuple[str, ...]
) -> None:
    config = drafts / "smcheck.toml"
    config.write_text('record = "record"\napprovers = ["Town Clerk"]\n', encoding="utf-8")
    asked = run("ask", "drafts/bad.txt", "--by", "Jo", cwd=drafts)
    number = asked.stdout.split()[1]
    assert "due for review" not in run("drafts", cwd=drafts).stderr + asked.stderr
    words = [each.format(number) for each in arguments]
    said = run(*words, cwd=drafts)
    assert said.returncode == 0, said.stderr
    assert said.stderr.count("was due for review in November 2024: see whether a newer one was adopted") == 1
    assert "due for review" not in run("decisions", cwd=drafts).stderr


@pytest.mark.parametrize(("due", "told"), [("2024-11", True), ("2999-01", False)])
def test_a_council_with_a_policy_of_its_own_is_told_to_bring_it_up_to_date(
    run: Run, drafts: Path, due: str, told: bool
) -> None:
    made = ("policy", "new", "--yes", "--title", "T", "--council", "Sampleton", "--adopted", "2021-01")
    assert run(*made, "--review-due", due, cwd=drafts).returncode == 0
    (drafts / "smcheck.toml").write_text('policy = "policy.toml"\n', encoding="utf-8")
    for command in (("decisions",), ("doctor", "--quick")):
        done = run(*command, cwd=drafts)
        said = " ".join((done.stdout + done.stderr).split())
        assert ("bring policy.toml up to date, review_due in it too" in said) == told
        assert "policy new" not in said


def test_settings_of_the_nearest_configuration_count(run: Run, drafts: Path) -> None:
    inner = drafts / "drafts" / "inner"
    inner.mkdir()
    (inner / "smcheck.toml").write_text('[council]\nphones = ["07700 900123"]\n', encoding="utf-8")
    (inner / "same.txt").write_text(BAD, encoding="utf-8")
    assert run("drafts/inner", cwd=drafts).returncode == 0
    done = run("drafts", "--output-format", "concise", cwd=drafts)
    assert done.stdout.count(" phone: ") == 1
    (drafts / "smcheck.toml").write_text("fail_on = 'never'\nexclude = ['inner/']\n", encoding="utf-8")
    assert run("drafts", cwd=drafts).returncode == 0


def test_unused_decisions_of_a_folder_are_reported(run: Run, drafts: Path) -> None:
    run("approve", "link", "unused.example", "--by", "C", cwd=drafts)
    run(
        "approve",
        "contact",
        "07700 900123",
        "--by",
        "C",
        "--until",
        "2026-12-01",
        "--on",
        "2026-11-01",
        cwd=drafts,
    )
    done = run(".", "--date", "2026-11-22", cwd=drafts)
    assert done.returncode == 0
    text = " ".join(done.stdout.split())
    assert "a decision is not used: link 'unused.example'" in text
    assert "Decided: contact '••••• ••••23'" in text
    assert "not used" not in run("drafts/good.txt", cwd=drafts).stdout
    later = " ".join(run(".", "--date", "2026-12-02", cwd=drafts).stdout.split())
    assert later.count("an approval has expired: contact '••••• ••••23'") == 1


def test_help_is_short_and_needs_neither_rich_nor_spacy(run: Run, drafts: Path) -> None:
    for arguments in (["--help"], ["--version"], ["check", "--help"]):
        code = (
            "import sys; sys.argv = ['smcheck', *sys.argv[1:]]\n"
            "from smcheck.__main__ import main\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "print(sorted({'rich', 'spacy', 'phonenumbers'} & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=drafts
        )
        assert done.stdout.endswith("[]\n")
        assert len(done.stdout.splitlines()) < 55


def test_an_ordinary_draft_loads_the_first_reader_and_no_other_model(drafts: Path) -> None:
    code = (
        "import sys; from smcheck import Reviewer; Reviewer().review(sys.argv[1])\n"
        "from smcheck.models import judge\n"
        "print(sorted({'rich', 'spacy', 'numpy', 'tomlkit', 'phonenumbers'} & set(sys.modules)))\n"
        "print(judge._first.cache_info().currsize, judge._second.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code, GOOD], capture_output=True, text=True, check=True)
    assert done.stdout == "['numpy']\n1 0\n"


def test_a_bad_nested_configuration_fails_its_drafts_only(run: Run, drafts: Path) -> None:
    inner = drafts / "drafts" / "inner"
    inner.mkdir()
    (inner / "smcheck.toml").write_text("nonsense = 1\n", encoding="utf-8")
    (inner / "x.txt").write_text(BAD, encoding="utf-8")
    done = run("drafts", "--output-format", "json", cwd=drafts)
    assert done.returncode == 2
    status = {Path(draft["path"]).name: draft["status"] for draft in json.loads(done.stdout)["drafts"]}
    assert status == {"bad.txt": "findings", "good.txt": "clean", "x.txt": "unreviewed"}
    assert "unknown key 'nonsense'" in done.stderr


def test_masking_does_not_depend_on_the_selection(run: Run, drafts: Path) -> None:
    (drafts / "b.txt").write_text("Cllr Sandra Moss is on 07700 900123.", encoding="utf-8")
    for arguments in (["--select", "named-person"], ["--ignore", "phone"]):
        done = run(*arguments, "b.txt", cwd=drafts)
        assert "Sandra Moss" in done.stdout
        assert "900123" not in done.stdout


def test_blank_rows_are_counted_and_rows_named(run: Run, drafts: Path) -> None:
    welsh = "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb."
    (drafts / "p.csv").write_text(f'id,message\n1,Hello\n2,\n3,"{welsh}"\n', encoding="utf-8")
    done = run("p.csv", cwd=drafts)
    assert "1 blank row skipped" in done.stdout
    assert "p.csv [language]: row 4: the text looks Welsh" in done.stderr


def test_platforms_of_the_configuration_are_checked(run: Run, drafts: Path) -> None:
    (drafts / "smcheck.toml").write_text('platforms = ["X"]\n', encoding="utf-8")
    (drafts / "long.txt").write_text("The library is open. " * 20, encoding="utf-8")
    assert "X takes 280" in run("long.txt", cwd=drafts).stdout
    (drafts / "smcheck.toml").write_text('platforms = ["facebok"]\n', encoding="utf-8")
    assert "did you mean 'facebook'" in run("long.txt", cwd=drafts).stderr


@pytest.mark.skipif(os.name == "nt", reason="no such files on Windows")
def test_what_is_no_ordinary_file_is_refused_at_once(run: Run, drafts: Path) -> None:
    os.mkfifo(drafts / "drafts" / "pipe.txt")
    (drafts / "loop").symlink_to("loop")
    done = run("drafts", "/dev/zero", "loop/x.txt", "x" * 300, "", "drafts/bad.txt", cwd=drafts)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for name in ("pipe.txt", "/dev/zero", "loop", "x" * 300, "''"):
        assert name in done.stderr
    assert done.stdout.count("DO NOT POST") == 2


@pytest.mark.parametrize(
    "text", ["x = [" + "[" * 3000, "x = " + "{a = " * 3000, 'decisions = "/"', "exclude = ['!']"]
)
def test_a_hostile_configuration_is_an_error_not_a_crash(run: Run, drafts: Path, text: str) -> None:
    (drafts / "smcheck.toml").write_text(text, encoding="utf-8")
    done = run("drafts/good.txt", cwd=drafts)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_roster_that_is_named_must_be_there(run: Run, drafts: Path) -> None:
    (drafts / "smcheck.toml").write_text('roster = "poeple.toml"\n', encoding="utf-8")
    done = run("drafts/good.txt", cwd=drafts)
    assert (done.returncode, "no such roster" in done.stderr) == (2, True)


def test_a_report_never_overwrites_its_draft(run: Run, drafts: Path) -> None:
    done = run("--output-file", "drafts/bad.txt", "drafts/bad.txt", cwd=drafts)
    assert done.returncode == 2
    assert (drafts / "drafts" / "bad.txt").read_text(encoding="utf-8") == BAD


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said(drafts: Path) -> None:
    command = f"{sys.executable} -m smcheck drafts > /dev/full; echo code $? >&2"
    done = subprocess.run(["sh", "-c", command], cwd=drafts, capture_output=True, text=True, check=False)
    assert "cannot be written" in done.stderr
    assert "code 2" in done.stderr


def test_the_version_is_printed_alone_and_among_options(process: Run, tmp_path: Path) -> None:
    alone, among = process("--version", cwd=tmp_path), process("--version", "rules", cwd=tmp_path)
    assert alone.stdout == among.stdout == f"{version_line()}\n"
    assert (alone.returncode, among.returncode) == (0, 0)
