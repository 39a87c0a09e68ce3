"""`smcheck init`: answers as options, answers at the terminal, and what is written."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest

from smcheck import load_council
from smcheck.settings.first_answers import STEPS
from tests.cli.conftest import Run

INIT = [
    "init", "--yes", "--name", 'The "Best" Council', "--domain", "example.gov.uk", "--domain", "example.org",
    "--phone", "01632 960999", "--email", "clerk@example.gov.uk", "--handle", "@ExampleTC",
    "--address", "1-3 Example Road, Exampleton, ZZ1 1ZZ",
]  # fmt: skip
FURTHER = [
    "--venue", "Example Hall, 7 Mill Lane, ZZ1 2ZZ", "--poll", "2099-05-07", "--poll", "6 May 2098",
    "--approver", "Parish Clerk", "--platform", "Twitter", "--policy", "leigh-on-sea",
]  # fmt: skip
LEAVE_THE_REST = "\n" * len(STEPS)


@pytest.fixture
def asked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `smcheck init` as at a terminal."""
    monkeypatch.setattr("smcheck.cli.common.at_terminal", lambda: True)
    return run


def test_init_writes_what_was_given_and_refuses_to_overwrite(run: Run, tmp_path: Path) -> None:
    assert run(*INIT, cwd=tmp_path).returncode == 0
    council = load_council(tmp_path / "smcheck.toml")
    assert council.name == 'The "Best" Council'
    assert council.domains == ("example.gov.uk", "example.org")
    assert council.addresses == ("1-3 Example Road, Exampleton, ZZ1 1ZZ",)
    assert (council.approvers, council.policy, council.elections) == (("Clerk",), "leigh-on-sea", ())
    assert tomllib.loads((tmp_path / "people.toml").read_text(encoding="utf-8")) == {}
    before = (tmp_path / "smcheck.toml").read_bytes()
    again = run(*INIT, cwd=tmp_path)
    assert again.returncode == 2
    assert "there already" in again.stderr
    assert (tmp_path / "smcheck.toml").read_bytes() == before


def test_a_roster_that_is_there_is_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text("# ours\n", encoding="utf-8")
    done = run(*INIT, cwd=tmp_path)
    assert (done.returncode, "people.toml is there already" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["people.toml"]


def test_init_takes_venues_polls_approvers_platforms_and_a_policy(run: Run, tmp_path: Path) -> None:
    assert run(*INIT, *FURTHER, cwd=tmp_path).returncode == 0
    council = load_council(tmp_path / "smcheck.toml")
    assert council.venues == ("Example Hall, 7 Mill Lane, ZZ1 2ZZ",)
    assert [str(election.poll) for election in council.elections] == ["2099-05-07", "2098-05-06"]
    assert (council.approvers, council.platforms) == (("Parish Clerk",), ("x",))


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--phone", "12", "--phone: '12' is no phone number"),
        ("--domain", "nonsense", "--domain: 'nonsense' is no domain"),
        ("--email", "clerk", "--email: 'clerk' is no e-mail address"),
        ("--handle", "a b", "--handle: 'a b' is no handle"),
        ("--venue", "12", "--venue: '12' is no venue"),
        ("--poll", "2020-05-07", "--poll: 7 May 2020 has passed"),
        ("--poll", "May", "--poll: 'May' is no day"),
        ("--partner", "Surgery", "--partner: 'Surgery' has no colon"),
        ("--partner", "Freemail: *@gmail.com", "--partner: '*@gmail.com' covers more than one organisation: everybody"),
        ("--partner", "Freemail: gmail.com", "--partner: 'gmail.com' covers more than one organisation: everybody"),
        ("--partner", "Surgery: 2 Elm Road, ZZ1 3ZZ", "an address is added once the settings are made"),
        ("--domain", "gmail.com", "--domain: 'gmail.com' covers more than one organisation: everybody"),
        ("--domain", "co.uk", "--domain: 'co.uk' covers more than one organisation: co.uk is shared by many"),
        ("--email", "*@gmail.com", "--email: '*@gmail.com' covers more than one organisation: everybody"),
        ("--platform", "linkdin", "did you mean 'linkedin'?"),
        ("--policy", "none.toml", "--policy: policy 'none.toml': no such file"),
    ],
)  # fmt: skip
def test_a_wrong_answer_in_an_option_is_refused_and_nothing_written(
    run: Run, tmp_path: Path, option: str, value: str, sentence: str
) -> None:
    done = run("init", "--yes", "--name", "Exampleton", option, value, cwd=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_wrong_option_is_told_at_once(run: Run, tmp_path: Path) -> None:
    done = run("init", "--yes", "--name", "E", "--phone", "12", "--domain", "x", cwd=tmp_path)
    assert ["--domain" in line or "--phone" in line for line in done.stderr.splitlines()] == [True, True]


def test_a_policy_elsewhere_is_refused(run: Run, tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "smcheck/settings/policies/leigh_on_sea.toml"
    done = run("init", "--yes", "--name", "Exampleton", "--policy", str(source), cwd=tmp_path)
    assert (done.returncode, "copy the policy into this folder" in done.stderr) == (2, True)
    (tmp_path / "ours.toml").write_bytes(source.read_bytes())
    done = run("init", "--yes", "--name", "Exampleton", "--policy", "ours.toml", cwd=tmp_path)
    assert (done.returncode, load_council(tmp_path / "smcheck.toml").policy) == (0, "ours.toml")
    assert "Leigh-on-Sea" not in done.stdout


def test_the_council_is_silent_about_itself(run: Run, tmp_path: Path) -> None:
    run(*INIT, cwd=tmp_path)
    text = "Ring +44 1632 960 999, see www.example.gov.uk, write to CLERK@example.gov.uk or 1-3 Example Road."
    assert run("-", cwd=tmp_path, stdin=text).returncode == 0


def test_nobody_is_asked_where_there_is_no_terminal(process: Run, tmp_path: Path) -> None:
    done = process("init", cwd=tmp_path, stdin="Exampleton\n" + LEAVE_THE_REST)
    assert done.returncode == 2
    assert "give --yes, and the answers as options" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_init_asks_for_what_was_not_given(asked: Run, tmp_path: Path) -> None:
    answers = (
        "Example Council\nexample.gov.uk, example.org\nclerk@example.gov.uk\n\n1 A Road, ZZ1 1ZZ; 2 B Road\n"
        "The Green, Mill Lane\nSurgery: 01632 960200\n6 May 2099\nThe Clerk, Jo Example\nfb\n\n\n"
    )
    done = asked("init", "--phone", "01632 960999", cwd=tmp_path, stdin=answers)
    assert done.returncode == 0, done.stderr
    council = load_council(tmp_path / "smcheck.toml")
    assert (council.name, council.domains) == ("Example Council", ("example.gov.uk", "example.org"))
    assert council.phones == ("01632 960999",)
    assert council.addresses == ("1 A Road, ZZ1 1ZZ", "2 B Road")
    assert council.venues == ("The Green, Mill Lane",)
    assert [str(election.poll) for election in council.elections] == ["2099-05-06"]
    assert (council.approvers, council.platforms) == (("The Clerk", "Jo Example"), ("facebook",))
    assert [str(partner) for partner in council.partners] == ["Surgery (01632 960200)"]
    assert council.policy == "british-councils"  # which is offered to any council but Leigh-on-Sea's


def test_only_the_name_is_needed(asked: Run, tmp_path: Path) -> None:
    done = asked("init", cwd=tmp_path, stdin="\n-\nExampleton\n" + LEAVE_THE_REST)
    assert done.returncode == 0, done.stderr
    assert "This one is needed." in done.stdout
    council = load_council(tmp_path / "smcheck.toml")
    assert (council.name, council.phones, council.approvers) == ("Exampleton", (), ("Clerk",))


def test_a_wrong_answer_is_told_in_a_sentence_and_the_good_ones_are_kept(asked: Run, tmp_path: Path) -> None:
    answers = "Exampleton\nexample.gov.uk\n01632 960111, 12, 01632 960112\n01632 960113\n" + LEAVE_THE_REST
    done = asked("init", cwd=tmp_path, stdin=answers)
    assert "'12' is no phone number" in done.stdout
    assert "Kept: 01632 960111, 01632 960112." in done.stdout
    assert load_council(tmp_path / "smcheck.toml").phones == ("01632 960111", "01632 960112", "01632 960113")


def test_b_goes_back_a_step_and_another_answer_takes_the_place_of_the_first(
    asked: Run, tmp_path: Path
) -> None:
    answers = "b\nExampleton\nexample.org\n01632 960111\nback\nB\nexample.gov.uk\n-\n" + LEAVE_THE_REST
    done = asked("init", cwd=tmp_path, stdin=answers)
    assert done.stdout.index("This is the first question.") < done.stdout.index("2 of ")
    assert "So far: example.org" in done.stdout
    council = load_council(tmp_path / "smcheck.toml")
    assert (council.domains, council.phones) == (("example.gov.uk",), ())


def test_the_result_is_shown_and_a_number_changes_an_answer(asked: Run, tmp_path: Path) -> None:
    rest = "\n" * (len(STEPS) - 1)
    done = asked("init", cwd=tmp_path, stdin=f"Exampleten\n{rest}nonsense\n1\nExampleton\ny\n")
    assert done.returncode == 0, done.stderr
    assert "  1  Name       Exampleten\n" in done.stdout
    assert "  1  Name       Exampleton\n" in done.stdout
    assert load_council(tmp_path / "smcheck.toml").name == "Exampleton"


@pytest.mark.parametrize("end", ["q\n", "n\n", ""])
def test_who_leaves_writes_nothing(asked: Run, tmp_path: Path, end: str) -> None:
    rest = "\n" * (len(STEPS) - 1)
    done = asked("init", cwd=tmp_path, stdin=f"Exampleton\n{rest}{end}")
    assert done.returncode == 1
    assert "This is what will be written" in done.stdout
    assert done.stdout.endswith("Nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_every_step_is_asked_and_has_an_option(run: Run, asked: Run, tmp_path: Path) -> None:
    options = run("init", "--help", cwd=tmp_path, environment={"COLUMNS": "200"}).stdout
    shown = asked("init", cwd=tmp_path, stdin="Exampleton\n" + LEAVE_THE_REST).stdout
    for number, step in enumerate(STEPS, 1):
        assert step.option in options
        assert f"{number} of {len(STEPS)}  {step.question[:20]}" in shown


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (None, "smcheck.key\n"),
        ("*.tmp\n", "*.tmp\n{why}smcheck.key\n"),
        ("*.tmp", "*.tmp\n{why}smcheck.key\n"),
        ("*.tmp\r\n", "*.tmp\r\n{why}smcheck.key\r\n"),
        ("*.key\n", "*.key\n"),
        ("*.key\n!smcheck.key\n", "*.key\n!smcheck.key\n{why}smcheck.key\n"),
        ("# smcheck.key\n", "# smcheck.key\n{why}smcheck.key\n"),
    ],
)
def test_git_is_told_to_leave_the_key_alone(
    run: Run, tmp_path: Path, held: str | None, expected: str
) -> None:
    path = tmp_path / ".gitignore"
    if held is not None:
        path.write_bytes(held.encode())
    assert run(*INIT, cwd=tmp_path).returncode == 0
    lines = path.read_bytes().decode().splitlines(keepends=True)
    ours = [line for line in lines if line.startswith("# Whoever has this key")]
    assert "".join(line for line in lines if line not in ours) == expected.replace("{why}", "")
    assert len(ours) == ("{why}" in expected or held is None)


def test_git_does_not_see_the_key(run: Run, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    run(*INIT, cwd=tmp_path)
    seen = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    assert ("smcheck.key\n" in seen, "?? smcheck.toml\n" in seen) == (False, True)
