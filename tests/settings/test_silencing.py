"""What settings silence is said, and a locked file lets none beneath it silence anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from smcheck import ConfigError, NotReviewed, Remark, Request, Run, load_council
from smcheck.run.configurations import Configurations
from smcheck.settings.silencing import LOCKED, silenced


def config(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "smcheck.toml").write_text(text, encoding="utf-8")
    return folder / "smcheck.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("record_months = 3\n", ""),
        ('ignore = ["phone", "link"]\n', "ignore phone, link"),
        ('select = ["phone"]\nexclude = ["old/"]\n', "select phone; exclude old/"),
        ("classifier = false\nlanguage_model = false\n", "classifier is off; language_model is off"),
        ('not_columns = ["Aims"]\n', "not_columns Aims"),
        ('fail_on = "never"\n[severity]\nphone = "note"\n', "severity phone = note; fail_on never"),
        ('fail_on = "note"\n', ""),
    ],
)
def test_what_settings_silence_is_said_with_their_file(tmp_path: Path, text: str, said: str) -> None:
    path = config(tmp_path, text)
    expected = f"{path} leaves out or lowers: {said}" if said else ""
    assert silenced(load_council(path)) == expected
    (tmp_path / "a.txt").write_text("The library is open.", encoding="utf-8")
    remarks = [
        event.text for event in Run(Request(paths=(str(tmp_path),))).events() if isinstance(event, Remark)
    ]
    assert (expected in remarks) == bool(said)


@pytest.mark.parametrize(
    "setting", ['ignore = ["phone"]', "classifier = false", 'fail_on = "never"', 'approvers = ["X"]']
)
def test_nothing_is_silenced_beneath_a_locked_file(tmp_path: Path, setting: str) -> None:
    above = config(tmp_path, "locked = true\n")
    below = config(tmp_path / "drafts" / "mine", f"{setting}\n")
    (tmp_path / "drafts" / "mine" / "a.txt").write_text("Ring Jo on 07700 900123.", encoding="utf-8")
    with pytest.raises(
        ConfigError, match=f"{above} is locked; take out what it keeps for itself: {setting.split()[0]}"
    ):
        Configurations().council(below)
    (event,) = [
        e for e in Run(Request(paths=(str(tmp_path / "drafts"),))).events() if isinstance(e, NotReviewed)
    ]
    assert "is locked" in event.message
    config(tmp_path, "locked = false\n")
    assert Configurations().council(below).given


def test_what_silences_nothing_may_be_set_beneath_a_locked_file(tmp_path: Path) -> None:
    config(tmp_path, "locked = true\n")
    below = config(tmp_path / "drafts", 'platforms = ["x"]\n')
    assert Configurations().council(below).platforms == ("x",)
    assert "platforms" not in LOCKED
