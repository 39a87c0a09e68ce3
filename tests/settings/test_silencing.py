"""What settings silence is said, and a locked file lets none beneath it silence anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smcheck import ConfigError, NotReviewed, Remark, Request, Run, load_council
from smcheck.model.draft import KINDS
from smcheck.review.unguarded import GRAVEST, unguarded
from smcheck.run.configurations import Configurations
from smcheck.settings.policy_file import load_policy
from smcheck.settings.silencing import LOCKED, silenced

PACKS = Path(__file__).with_name("policies")


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


GAPS = """\
id = "sampleton"
title = "Social Media Policy"
council = "Sampleton Parish Council"
adopted = "2026-05"
inherits = "british-councils"
"""
ALONE = GAPS.replace('inherits = "british-councils"\n', 'ask = "the Clerk"\n')
RULE = """
[[rule]]
id = "{id}"
heading = "What we post"
title = "A clause"
gist = "What it says."
categories = {categories}
severity = "{severity}"
"""
ALL = "".join(
    RULE.format(id=number, categories=f'["{name}"]', severity="warning")
    for number, name in enumerate(GRAVEST)
)


def remarks_on(
    folder: Path, policy: str, name: str = "a.txt", text: str = "The library is open."
) -> list[str]:
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    config(folder, 'policy = "policy.toml"\n')
    (folder / name).write_text(text, encoding="utf-8")
    remarks = [event.text for event in Run(Request((str(folder),))).events() if isinstance(event, Remark)]
    assert len(set(remarks)) == len(remarks)
    return remarks


def test_a_policy_that_governs_nothing_is_said_to_once_a_run(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("The hall is open.", encoding="utf-8")
    policy = ALONE + RULE.format(id=1, categories='["made-up-thing"]', severity="error")
    (said,) = remarks_on(tmp_path, policy)
    assert said.startswith("no clause of Social Media Policy governs these")
    assert [name for name in GRAVEST if f"{name} (" not in said] == []


def test_a_clause_left_out_is_named_where_nothing_else_governs_what_it_did(tmp_path: Path) -> None:
    common = load_policy("british-councils")
    about_threats = [rule.id for rule in common.rules if "threat" in rule.categories]
    (said,) = remarks_on(tmp_path, f"{GAPS}leaves_out = {json.dumps(about_threats)}\n")
    assert "threat (threats, and wishes of harm)" in said
    assert "confidential" not in said


def test_a_clause_that_makes_the_gravest_advice_is_named(tmp_path: Path) -> None:
    mild = RULE.format(id="1", categories='["abuse", "tone"]', severity="note")
    (said,) = remarks_on(tmp_path, GAPS + mild)
    assert said.startswith("Social Media Policy takes these for advice only")
    assert ("abuse (" in said, "threat" in said, "tone (" in said) == (True, False, False)


@pytest.mark.parametrize(
    "policy",
    [
        GAPS, ALONE + ALL, GAPS + RULE.format(id="1", categories='["tone", "duplicate"]', severity="note"),
        GAPS + RULE.format(id="1", categories='["abuse"]', severity="warning"),
    ],
    ids=["inherits all", "governs all", "makes others mild", "makes one milder, not advice"],
)  # fmt: skip
def test_nothing_is_said_of_a_policy_that_guards_the_gravest(tmp_path: Path, policy: str) -> None:
    assert remarks_on(tmp_path, policy) == []


def test_a_clause_for_posts_alone_leaves_e_mails_unguarded_and_that_is_said_where_there_are_some(
    tmp_path: Path,
) -> None:
    policy = ALONE + ALL.replace("severity", 'kinds = ["post"]\nseverity')
    assert remarks_on(tmp_path, policy) == []
    (said,) = remarks_on(tmp_path, policy, "a.eml", "Subject: The library\n\nIt is open.\n")
    assert said.endswith("(in e-mails)")


@pytest.mark.parametrize(
    "name", ["leigh-on-sea", "british-councils", *map(str, sorted(PACKS.glob("*.toml")))]
)
def test_policies_that_councils_have_guard_the_gravest(name: str) -> None:
    assert unguarded(load_policy(name), KINDS) == ()


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
