"""Whose settings hold for a draft outside of a council's folder: this computer's default, or nobody's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smcheck.app.desk import Asked, Desk
from smcheck.app.folder import Folder
from smcheck.cli.watch import reviewed
from smcheck.settings.default_council import pointer_path, set_default
from tests.cli.conftest import Run

OWN_NUMBER = "Ring 01632 960999 today."
POLICY = """\
id = "sampleton"
title = "Social Media Policy"
council = "Sampleton Parish Council"
adopted = "2025-01"
ask = "the Parish Clerk"

[[rule]]
id = "A.7"
section = "A"
heading = "What we do not post"
title = "No personal contact details"
gist = "Nobody's own phone number is posted."
categories = ["personal-contact"]
severity = "error"
"""


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a draft that is in no council's folder."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "draft.txt").write_text(OWN_NUMBER, encoding="utf-8")
    return folder


@pytest.fixture
def default(council_folder: Path) -> Path:
    """The settings of a council that is this computer's default."""
    path = council_folder / "smcheck.toml"
    set_default(path)
    return path


def test_config_makes_a_council_the_default_and_says_so(
    run: Run, council_folder: Path, elsewhere: Path
) -> None:
    assert run("draft.txt", cwd=elsewhere).returncode == 1
    path = (council_folder / "smcheck.toml").resolve()
    done = run("config", "--user", str(path), cwd=elsewhere)
    assert (done.returncode, f"The settings of Example Town Council ({path})" in done.stdout) == (0, True)
    assert run("draft.txt", cwd=elsewhere).returncode == 0
    said = run("config", cwd=elsewhere).stdout
    assert f"Configuration: {path} (the default on this computer" in said
    assert "the default on this computer" not in run("config", cwd=council_folder).stdout
    assert "the default on this computer" not in run("config", "--config", str(path), cwd=elsewhere).stdout


def test_a_folder_stands_for_its_settings(run: Run, council_folder: Path, elsewhere: Path) -> None:
    assert run("config", "--user", str(council_folder), cwd=elsewhere).returncode == 0
    assert run("draft.txt", cwd=elsewhere).returncode == 0


def test_the_default_is_forgotten(run: Run, default: Path, elsewhere: Path) -> None:
    done = run("config", "--no-user", cwd=elsewhere)
    assert (done.returncode, "no default on this computer any more" in done.stdout) == (0, True)
    assert run("draft.txt", cwd=elsewhere).returncode == 1
    assert "There was no default." in run("config", "--no-user", cwd=elsewhere).stdout


def test_no_file_is_no_way_to_forget_the_default(run: Run, default: Path, elsewhere: Path) -> None:
    done = run("config", "--user", "", cwd=elsewhere)
    assert (done.returncode, "--user: name a file; --no-user does without" in done.stderr) == (2, True)
    assert run("draft.txt", cwd=elsewhere).returncode == 0


@pytest.mark.parametrize("content", [None, "nonsense = 1"])
def test_no_default_is_made_of_what_is_no_configuration(
    run: Run, elsewhere: Path, own_settings: Path, content: str | None
) -> None:
    if content:
        (elsewhere / "smcheck.toml").write_text(content, encoding="utf-8")
    done = run("config", "--user", "smcheck.toml", cwd=elsewhere)
    assert (done.returncode, "smcheck.toml" in done.stderr) == (2, True)
    assert list(own_settings.iterdir()) == []


def test_a_nearer_file_wins(run: Run, default: Path, elsewhere: Path) -> None:
    (elsewhere / "smcheck.toml").write_text("", encoding="utf-8")
    assert run("draft.txt", cwd=elsewhere).returncode == 1


def test_the_default_holds_in_every_command(run: Run, default: Path, elsewhere: Path) -> None:
    (default.parent / "policy.toml").write_text(POLICY, encoding="utf-8")
    content = default.read_text(encoding="utf-8")
    default.write_text('policy = "policy.toml"\nrecord = "record"\n' + content, encoding="utf-8")
    assert "Nobody's own phone number" in run("explain", "A.7", cwd=elsewhere).stdout
    assert "Sampleton Parish Council" in run("rules", cwd=elsewhere).stdout
    assert "Nothing is left to mend." in run("fix", "draft.txt", cwd=elsewhere).stdout
    assert run("redact", "draft.txt", cwd=elsewhere).stdout == OWN_NUMBER
    assert "Sam Example" in run("people", "list", cwd=elsewhere).stdout
    approved = run("approve", "link", "example.org", "--by", "The Clerk", cwd=elsewhere)
    assert (approved.returncode, approved.stderr) == (0, "")
    assert "example.org" in (default.parent / "decisions.toml").read_text(encoding="utf-8")
    assert "example.org" in run("decisions", cwd=elsewhere).stdout
    assert run("record", "verify", cwd=elsewhere).returncode == 0
    assert run("ask", "draft.txt", "--by", "Jo", cwd=elsewhere).returncode == 0
    assert "Jo" in run("requests", cwd=elsewhere).stdout
    assert run("election", cwd=elsewhere).returncode == 0
    assert [line[9:] for line in reviewed(elsewhere / "draft.txt", [elsewhere])] == [
        f"{elsewhere / 'draft.txt'}: nothing found"
    ]
    assert list(elsewhere.iterdir()) == [elsewhere / "draft.txt"]


def test_the_default_holds_at_the_desk(default: Path, elsewhere: Path) -> None:
    desk = Desk(elsewhere)
    assert desk.council().name == "Example Town Council"
    assert desk.review(Asked(OWN_NUMBER.encode()))["report"]["summary"]["error"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "draft.txt"], ["check", "."], ["check", "-"], ["fix", "draft.txt"], ["redact", "draft.txt"],
        ["explain", "9"], ["rules"], ["config"], ["people", "list"], ["decisions"], ["requests"], ["election"],
        ["record", "verify"], ["approve", "link", "example.org", "--by", "C"], ["ask", "draft.txt", "--by", "Jo"],
        ["watch", "."], ["doctor"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_default_that_has_gone_is_a_fault_and_what_to_do_is_said(
    run: Run, default: Path, elsewhere: Path, arguments: list[str]
) -> None:
    default.unlink()
    done = run(*arguments, cwd=elsewhere)
    assert done.returncode == 2
    assert str(default.resolve()) in done.stderr
    assert "smcheck config --no-user does without" in done.stderr
    assert run("config", "--no-user", cwd=elsewhere).returncode == 0
    assert run("rules", cwd=elsewhere).returncode == 0


def test_a_default_that_has_gone_does_not_end_the_desk(default: Path, elsewhere: Path) -> None:
    default.unlink()
    folder = Folder(Desk(elsewhere))
    assert folder._settings()
    assert next(iter(reviewed(elsewhere / "draft.txt", [elsewhere]))).endswith("--no-user does without")


def test_without_settings_the_report_says_so_once_and_whose_policy_was_applied(
    run: Run, elsewhere: Path
) -> None:
    (elsewhere / "other.txt").write_text("The library is open.", encoding="utf-8")
    said = " ".join(run(".", cwd=elsewhere).stdout.split())
    assert said.count("no settings (smcheck.toml) were found") == 1
    assert "the policy of Leigh-on-Sea Town Council was applied" in said
    assert "smcheck init makes them" in said


def test_a_report_that_programs_read_stays_whole_without_settings(run: Run, elsewhere: Path) -> None:
    done = run("draft.txt", "--output-format", "json", cwd=elsewhere)
    assert [note for note in json.loads(done.stdout)["notices"] if "no settings" in note]
    assert "smcheck: note: no settings (smcheck.toml) were found" in done.stderr


def test_nothing_is_said_of_settings_where_there_are_some(
    run: Run, council_folder: Path, elsewhere: Path
) -> None:
    (council_folder / "draft.txt").write_text(OWN_NUMBER, encoding="utf-8")
    assert "no settings" not in run("draft.txt", cwd=council_folder).stdout
    config = str(council_folder / "smcheck.toml")
    assert "no settings" not in run("--config", config, "draft.txt", cwd=elsewhere).stdout
    set_default(council_folder / "smcheck.toml")
    assert "no settings" not in run("draft.txt", cwd=elsewhere).stdout


def test_a_report_says_that_the_default_was_applied_and_only_then(
    run: Run, default: Path, council_folder: Path, elsewhere: Path
) -> None:
    said = " ".join(run(".", cwd=elsewhere).stdout.split())
    assert said.count(f"the settings of Example Town Council ({default.resolve()}) were applied") == 1
    assert "this computer's default" in said
    data = json.loads(run("draft.txt", "--output-format", "json", cwd=elsewhere).stdout)
    assert [note for note in data["notices"] if "this computer's default" in note]
    (council_folder / "draft.txt").write_text(OWN_NUMBER, encoding="utf-8")
    for arguments, folder in ((["."], council_folder), (["--config", str(default), "."], elsewhere)):
        done = run(*arguments, cwd=folder)
        assert "this computer's default" not in done.stdout + done.stderr
    both = " ".join(run(str(council_folder), str(elsewhere), cwd=council_folder).stdout.split())
    assert both.count("this computer's default") == 1


def test_a_pointer_that_is_a_link_to_nothing_is_a_fault(
    run: Run, default: Path, elsewhere: Path, tmp_path: Path
) -> None:
    pointer = pointer_path()
    kept = tmp_path / "kept.toml"
    pointer.rename(kept)
    pointer.symlink_to(kept)
    assert run("draft.txt", cwd=elsewhere).returncode == 0
    kept.unlink()
    done = run("draft.txt", cwd=elsewhere)
    assert (done.returncode, "this link leads to nothing any more" in done.stderr) == (2, True)
    assert run("config", "--user", str(default), cwd=elsewhere).returncode == 0
    assert run("draft.txt", cwd=elsewhere).returncode == 0


def test_nothing_is_said_of_settings_where_no_draft_was_reviewed(run: Run, elsewhere: Path) -> None:
    done = run("none.txt", cwd=elsewhere)
    assert (done.returncode, "no settings" in done.stdout + done.stderr) == (2, False)
