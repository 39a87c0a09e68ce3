"""`smcheck doctor`: what is printed, and with which code it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smcheck.settings.default_council import set_default
from tests.cli.conftest import Run
from tests.doctor.test_questions import POLICY


@pytest.fixture
def sound(council_folder: Path) -> Path:
    """The folder of a council that lacks nothing."""
    policy = POLICY.format(due="2099-01").replace("\n\n", '\ninherits = "british-councils"\n\n')
    (council_folder / "ours.toml").write_text(policy, encoding="utf-8")
    path = council_folder / "smcheck.toml"
    top = 'policy = "ours.toml"\nrecord = "record"\nrecord_head = "safe"\n'
    poll = "\n[[election]]\npoll = 2099-05-07\n"
    path.write_text(top + path.read_text(encoding="utf-8") + poll, encoding="utf-8")
    (council_folder / "smcheck.key").chmod(0o600)
    return council_folder


def test_a_sound_folder_has_nothing_to_mend(run: Run, sound: Path) -> None:
    before = sorted(path.name for path in sound.iterdir())
    done = run("doctor", cwd=sound)
    assert (done.returncode, done.stderr) == (0, "")
    said = " ".join(done.stdout.split())
    assert said.startswith(f"Example Town Council, {sound.resolve()}: nothing to mend, 1 worth knowing.")
    assert done.stdout.count("mend:") == 1
    assert "backups" in done.stdout
    assert sorted(path.name for path in sound.iterdir()) == before


def test_what_is_to_be_mended_is_said_with_its_place_and_the_command(run: Run, sound: Path) -> None:
    (sound / "people.toml").unlink()
    done = run("doctor", cwd=sound, environment={"COLUMNS": "80"})
    assert done.returncode == 1
    assert "1 thing to mend, 1 worth knowing." in " ".join(done.stdout.split())
    assert "missing: There is no list of the council's people" in done.stdout
    assert "\n  in:   people.toml\n  mend: smcheck people import FILE" in done.stdout
    assert max(map(len, done.stdout.splitlines()[1:])) <= 80


def test_a_folder_without_settings_is_told_how_to_begin(run: Run, tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path)
    assert done.returncode == 1
    assert "missing: No settings (smcheck.toml) were found" in done.stdout
    assert "mend: smcheck init" in done.stdout


def test_after_init_only_what_was_left_out_is_missing(run: Run, tmp_path: Path) -> None:
    assert (
        run("init", "--yes", "--name", "Exampleton", "--phone", "01632 960111", cwd=tmp_path).returncode == 0
    )
    data = json.loads(run("doctor", "--json", cwd=tmp_path).stdout)
    missing = [each["what"].split(":")[0] for each in data if each["gravity"] == "missing"]
    assert missing == ["no domain of the council is listed", "the list of the council's people is empty"]
    assert not [each for each in data if each["gravity"] in ("not looked at", "unsafe", "wrong")]


def test_the_same_is_said_as_json(run: Run, sound: Path) -> None:
    (sound / "people.toml").unlink()
    done = run("doctor", "--json", cwd=sound)
    first, second = json.loads(done.stdout)
    assert done.returncode == 1
    assert set(first) == {"gravity", "what", "where", "mend"}
    assert (first["gravity"], first["where"]) == ("missing", str(sound.resolve() / "people.toml"))
    assert second["gravity"] == "worth knowing"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.toml", "[[person]]\n"),
        ("decisions.toml", "nonsense"),
        ("ours.toml", ""),
        ("smcheck.key", "x"),
    ],
)
def test_what_cannot_be_looked_at_ends_with_2_and_the_rest_is_told(
    run: Run, sound: Path, name: str, content: str
) -> None:
    (sound / name).write_text(content, encoding="utf-8")
    (sound / "decisions (1).toml").write_text("", encoding="utf-8")
    done = run("doctor", "--json", cwd=sound)
    assert done.returncode == 2
    data = json.loads(done.stdout)
    assert [name in each["what"] for each in data if each["gravity"] == "not looked at"] == [True]
    assert str(sound / "decisions (1).toml") in [each["where"] for each in data]


@pytest.mark.parametrize("arguments", [["doctor"], ["doctor", "none"], ["doctor", "--config", "none.toml"]])
def test_settings_that_cannot_be_read_end_with_2(
    run: Run, council_folder: Path, arguments: list[str]
) -> None:
    (council_folder / "smcheck.toml").write_text("nonsense = 1\n", encoding="utf-8")
    done = run(*arguments, cwd=council_folder)
    assert (done.returncode, done.stderr.startswith("smcheck: error: ")) == (2, True)


def test_another_folder_is_looked_at_and_it_is_said_where_commands_are_meant_for(
    run: Run, sound: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    there = run("doctor", str(sound), cwd=elsewhere)
    assert (there.returncode, f"(cd {sound.resolve()})" in " ".join(there.stdout.split())) == (0, True)
    assert "cd " not in run("doctor", cwd=sound).stdout
    set_default(sound / "smcheck.toml")
    assert run("doctor", cwd=elsewhere).stdout.startswith("Example Town Council")


def test_how_long_a_request_may_wait_can_be_said(run: Run, sound: Path) -> None:
    (sound / "draft.txt").write_text("The library is open.", encoding="utf-8")
    assert run("ask", "draft.txt", "--by", "Jo", cwd=sound).returncode == 0
    requests = sound / "requests"
    (asked,) = requests.glob("*.json")
    data = json.loads(asked.read_text(encoding="utf-8"))
    asked.write_text(json.dumps({**data, "at": "2020-01-01T12:00:00+00:00"}), encoding="utf-8")
    assert "waited for an answer for more than 7 days" in " ".join(run("doctor", cwd=sound).stdout.split())
    late = run("doctor", "--waiting", "90000", "--quick", cwd=sound)
    assert (late.returncode, "waited" in late.stdout) == (0, False)
