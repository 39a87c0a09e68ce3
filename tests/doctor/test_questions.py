"""What the doctor finds in a council's folder, question by question, and where each stays silent."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from smcheck import load_council
from smcheck.doctor import Advice, Case, Gravity, examine, no_settings
from smcheck.doctor import baseline as of_baseline
from smcheck.doctor import decisions as of_decisions
from smcheck.doctor import drafts as of_drafts
from smcheck.doctor import key as of_key
from smcheck.doctor import people as of_people
from smcheck.doctor import record as of_record
from smcheck.doctor import requests as of_requests
from smcheck.doctor import settings as of_settings
from smcheck.doctor import words as of_words
from smcheck.doctor.examining import Question
from smcheck.model.approval import Answer, ApprovalRequest
from smcheck.model.decision import Decision
from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.record import open_record
from smcheck.record.recorder import note_decision
from smcheck.reporters.written import Written
from smcheck.settings.baseline_file import change_baseline
from smcheck.settings.decision_file import add_decision
from smcheck.settings.elections import Election
from smcheck.settings.policy_file import load_policy
from smcheck.settings.request_files import Requests
from tests.conftest import TODAY

Make = Callable[..., Case]

POLICY = """\
id = "sampleton"
title = "Social Media Policy"
council = "Sampleton Parish Council"
adopted = "2025-01"
review_due = "{due}"
ask = "the Parish Clerk"

[[rule]]
id = "A.7"
section = "A"
heading = "What we do not post"
title = "No personal contact details"
gist = "Nobody's own phone number is posted."
categories = ["personal-contact", "named-person", "link"]
severity = "error"
"""


@pytest.fixture
def make(council_folder: Path) -> Make:
    """Makes the case of the council's folder, with other settings, and text above those of its file."""

    def made(top: str = "", **settings: object) -> Case:
        path = council_folder / "smcheck.toml"
        if top:
            path.write_text(f"{top}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
        council = replace(load_council(path), **settings)  # type: ignore[arg-type]  # each test's own
        return Case(council, path.resolve(), today=TODAY, own_outputs=Written())

    return made


def said(question: Question, case: Case) -> list[tuple[Gravity, str]]:
    """How grave each thing is that a question finds, and in which words."""
    return [(advice.gravity, advice.what) for advice in question(case)]


def only(question: Question, case: Case) -> Advice:
    """The one thing that a question finds."""
    (advice,) = question(case)
    return advice


def decide(case: Case, kind: str = "link", subject: str = "example.org", days: int | None = None) -> Decision:
    """Record a decision of a while ago that holds for so many days more."""
    until = TODAY + dt.timedelta(days) if days is not None else None
    decision = Decision(kind, subject, "The Clerk", TODAY - dt.timedelta(100), until)
    add_decision(case.decisions_path, decision)
    return decision


# The settings


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ({"name": ""}, "the council's name is not given"),
        ({"domains": ()}, "no domain of the council is listed"),
        ({"phones": ()}, "no phone number of the council is listed"),
    ],
)
def test_missing_details_of_the_council_are_told(make: Make, setting: dict[str, object], what: str) -> None:
    advice = only(of_settings.contacts, make(**setting))
    assert (advice.gravity, what in advice.what) == (Gravity.MISSING, True)
    assert "smcheck app" in advice.mend


def test_details_that_are_there_are_not_told(make: Make) -> None:
    assert said(of_settings.contacts, make(emails=(), handles=(), addresses=(), venues=())) == []


def test_no_approver_is_told_and_one_is_not(make: Make) -> None:
    assert only(of_settings.approvers, make(approvers=())).gravity is Gravity.MISSING
    assert said(of_settings.approvers, make()) == []


def test_polls_that_are_over_are_told_and_one_to_come_is_not(make: Make) -> None:
    past, ahead = Election(dt.date(2023, 5, 4)), Election(TODAY)
    assert said(of_settings.polls, make(elections=(ahead,))) == []
    over = only(of_settings.polls, make(elections=(past,)))
    assert (over.gravity, over.what) == (
        Gravity.OVERDUE,
        "a poll that is over is still listed (4 May 2023), and none that is to come",
    )
    both = only(of_settings.polls, make(elections=(ahead, past)))
    assert (both.gravity, both.what) == (Gravity.REMARK, "a poll that is over is still listed (4 May 2023)")
    assert only(of_settings.polls, make(elections=())).gravity is Gravity.REMARK


def test_a_policy_whose_review_is_overdue_is_told_to_the_clerk(make: Make, council_folder: Path) -> None:
    assert "Leigh-on-Sea" in only(of_settings.policy_review, make()).what
    (council_folder / "ours.toml").write_text(POLICY.format(due="2026-10"), encoding="utf-8")
    ours = only(of_settings.policy_review, make(policy="ours.toml"))
    assert (ours.gravity, "was due for review in October 2026: see whether a newer" in ours.what) == (
        Gravity.OVERDUE,
        True,
    )
    assert "bring ours.toml up to date" in ours.mend


def test_the_common_clauses_are_not_said_to_be_adopted(make: Make) -> None:
    (late,) = list(
        of_settings.policy_review(replace(make(policy="british-councils"), today=dt.date(2027, 12, 1)))
    )
    assert "a newer smcheck may have newer clauses" in late.what
    assert "adopted" not in late.what


def test_a_policy_that_leaves_the_gravest_to_nobody_is_told(make: Make, council_folder: Path) -> None:
    assert said(of_settings.policy_gaps, make()) == []
    (council_folder / "ours.toml").write_text(POLICY.format(due="2099-10"), encoding="utf-8")
    told = only(of_settings.policy_gaps, make(policy="ours.toml"))
    assert told.gravity is Gravity.UNSAFE
    assert "threat (" in told.what
    assert "personal-contact (" not in told.what


def test_the_approver_that_is_proposed_is_the_councils_own_clerk(make: Make) -> None:
    for name, clerk in (("Sampleton Town Council", "Town Clerk"), ("Sampleton Parish Council", "Clerk")):
        assert f'approvers = ["{clerk}"]' in only(of_settings.approvers, make(name=name, approvers=())).mend


@pytest.mark.parametrize("due", ["2026-11", "2027-01"])
def test_a_policy_whose_review_is_not_due_yet_is_not_told(make: Make, council_folder: Path, due: str) -> None:
    (council_folder / "ours.toml").write_text(POLICY.format(due=due), encoding="utf-8")
    assert said(of_settings.policy_review, make(policy="ours.toml")) == []


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ({"ignore": ("tone",)}, "ignore tone"),
        ({"exclude": ("archive/",)}, "exclude archive/"),
        ({"severity": {"phone": "note"}}, "severity phone = note"),
        ({"classifier": False}, "classifier is off"),
        ({"fail_on": "never"}, "fail_on never"),
    ],
)
def test_settings_that_silence_are_told(make: Make, setting: dict[str, object], what: str) -> None:
    advice = only(of_settings.silencing, make(**setting))
    assert (advice.gravity, what in advice.what) == (Gravity.REMARK, True)


def test_settings_that_silence_nothing_are_not_told(make: Make) -> None:
    assert said(of_settings.silencing, make(platforms=("x",))) == []


def test_a_cache_that_is_off_is_told(make: Make) -> None:
    assert only(of_settings.cache, make(cache=False)).gravity is Gravity.REMARK
    assert said(of_settings.cache, make()) == []


def test_settings_above_and_beneath_are_told(make: Make, council_folder: Path) -> None:
    beneath, deeper = council_folder / "theatre", council_folder / "theatre" / "bar"
    deeper.mkdir(parents=True)
    assert said(of_settings.others, make()) == []
    for folder in (beneath, deeper):
        (folder / "smcheck.toml").write_text("", encoding="utf-8")
    found = list(of_settings.others(make()))
    assert [advice.where for advice in found] == [deeper / "smcheck.toml", beneath / "smcheck.toml"]
    path = beneath / "smcheck.toml"
    above = next(of_settings.others(Case(load_council(path), path)))
    assert above.where == council_folder / "smcheck.toml"
    assert "they only leave files out" in above.what
    make("locked = true")
    (council_folder / "the mill").mkdir()
    (council_folder / "the mill" / "smcheck.toml").write_text("", encoding="utf-8")
    assert sorted(advice.mend.partition(" shows")[0] for advice in of_settings.others(make())) == [
        'smcheck config "the mill"', "smcheck config theatre", f"smcheck config {Path('theatre') / 'bar'}",
    ]  # fmt: skip
    locked = next(of_settings.others(Case(load_council(path), path)))
    assert (locked.where, "are locked" in locked.what) == (council_folder / "smcheck.toml", True)


# The roster


def test_an_empty_or_missing_roster_is_told_and_a_full_one_is_not(make: Make) -> None:
    case = make()
    assert said(of_people.roster, case) == []
    case.roster_path.write_text("# nobody yet\n", encoding="utf-8")
    empty = only(of_people.roster, case)
    assert (empty.gravity, "is empty" in empty.what, empty.where) == (Gravity.MISSING, True, case.roster_path)
    assert "smcheck people import" in empty.mend
    case.roster_path.unlink()
    assert "there is no list" in only(of_people.roster, case).what


def test_somebody_without_a_group_is_told_with_the_line(make: Make) -> None:
    case = make()
    case.roster_path.write_text('[[person]]\nname = "Jo Example"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"people\.toml.*group.*is missing"):
        list(of_people.roster(case))
    unseen = [advice for advice in examine(case) if advice.gravity is Gravity.UNSEEN]
    assert ["group" in advice.what for advice in unseen] == [True], (
        "told once, whatever else reads the roster"
    )


# Decisions


def test_decisions_that_have_expired_or_will_soon_are_told(make: Make) -> None:
    case = make()
    decide(case, subject="a.example", days=-1)
    decide(case, subject="b.example", days=0)
    decide(case, subject="c.example", days=30)
    decide(case, subject="d.example", days=31)
    decide(case, subject="e.example")
    expired, ending = of_decisions.standing(case)
    assert (expired.gravity, "a decision has expired: link 'a.example'" in expired.what) == (
        Gravity.OVERDUE,
        True,
    )
    assert expired.mend.startswith("smcheck decisions prune")
    assert (ending.gravity, ending.what.startswith("2 decisions end within 30 days")) == (
        Gravity.REMARK,
        True,
    )
    assert ["b.example" in ending.what, "c.example" in ending.what] == [True, True]
    assert ["d.example" in ending.what, "e.example" in ending.what] == [False, False]


def test_a_contact_that_was_cleared_is_not_shown(make: Make) -> None:
    case = make()
    decide(case, "contact", "07700 900123", days=-1)
    assert "900123" not in only(of_decisions.standing, case).what


def test_a_decision_that_covers_nothing_is_told(make: Make) -> None:
    case = make()
    decide(case, "link", "example.org")
    assert said(of_decisions.fitting, case) == []
    decide(make(), "link", "co.uk")
    wrong = only(of_decisions.fitting, make())
    assert (wrong.gravity, "is shared by many websites" in wrong.what) == (Gravity.WRONG, True)


def test_a_decision_of_an_unknown_kind_is_told_with_its_line(make: Make) -> None:
    case = make()
    decide(case)
    text = case.decisions_path.read_text(encoding="utf-8").replace('kind = "link"', 'kind = "lnk"')
    case.decisions_path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"decisions\.toml.*'lnk'"):
        list(of_decisions.standing(case))


@pytest.mark.parametrize(
    "name",
    [
        "decisions (Jo's conflicted copy 2026-11-01).toml",
        "decisions-DESKTOP-1A2B.toml",
        "decisions (1).toml",
        "decisions - Copy.toml",
        "decisions.sync-conflict-20261101-120000-ABC.toml",
        "people (2).toml",
        "smcheck-OFFICE.toml",
        "smcheck (conflicted copy).key",
    ],
)
def test_a_copy_that_a_drive_has_made_is_told(make: Make, council_folder: Path, name: str) -> None:
    (council_folder / name).write_text("", encoding="utf-8")
    copy = only(of_decisions.copies, make())
    assert (copy.gravity, copy.where) == (Gravity.WRONG, council_folder / name)
    assert f"delete {name}" in copy.mend


@pytest.mark.parametrize(
    "name", ["decisions.toml", "decisions.toml.lock", "decisions.md", "peoples.toml", "our decisions.toml"]
)
def test_what_is_no_copy_is_not_told(make: Make, council_folder: Path, name: str) -> None:
    (council_folder / name).write_text("", encoding="utf-8")
    assert said(of_decisions.copies, make()) == []


def test_a_decision_that_no_draft_uses_is_told_where_every_draft_was_read(
    make: Make, council_folder: Path
) -> None:
    case = make()
    decide(case, subject="used.example")
    decide(case, subject="idle.example")
    assert said(of_decisions.unused, make()) == [], "there is no draft"
    draft = council_folder / "draft.txt"
    draft.write_text("See www.used.example today.", encoding="utf-8")
    idle = only(of_decisions.unused, make())
    assert ["used.example" in idle.what, "idle.example" in idle.what] == [False, True]
    assert idle.gravity is Gravity.REMARK
    assert said(of_decisions.unused, replace(make(), review=False)) == []
    (council_folder / "broken.docx").write_bytes(b"no Word file")
    assert said(of_decisions.unused, make()) == [], "a draft that cannot be read may use it"


# The key


def test_a_missing_key_is_graver_where_something_needs_it(make: Make, council_folder: Path) -> None:
    assert said(of_key.there, make()) == []
    (council_folder / "smcheck.key").unlink()
    assert only(of_key.there, make()).gravity is Gravity.MISSING
    decide(make(), "link")
    assert only(of_key.there, make()).gravity is Gravity.MISSING
    decide(make(), "waiver", "0" * 16)
    needed = only(of_key.there, make())
    assert (needed.gravity, needed.mend) == (Gravity.WRONG, "restore smcheck.key from a backup")


def test_a_missing_key_of_a_record_is_a_fault(make: Make, council_folder: Path) -> None:
    case = make('record = "record"')
    open_record(case.council).append([{"kind": "review"}])
    (council_folder / "smcheck.key").unlink()
    assert only(of_key.there, case).gravity is Gravity.WRONG
    assert said(of_record.sound, case) == []
    assert not (council_folder / "smcheck.key").exists(), "to look changes nothing"


def test_a_key_that_is_none_is_told(make: Make) -> None:
    case = make()
    case.key_path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(ConfigError, match="the file holds no key"):
        list(of_key.there(case))


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_a_key_that_git_keeps_or_would_is_unsafe(make: Make, council_folder: Path) -> None:
    case = make()
    assert said(of_key.in_git, case) == [], "there is no repository"
    git(council_folder, "init", "-q")
    loose = only(of_key.in_git, case)
    assert (loose.gravity, "git does not leave the key alone" in loose.what) == (Gravity.UNSAFE, True)
    (council_folder / ".gitignore").write_text("smcheck.key\n", encoding="utf-8")
    assert said(of_key.in_git, case) == []
    git(council_folder, "add", "-f", "smcheck.key")
    kept = only(of_key.in_git, case)
    assert (kept.gravity, kept.what.startswith("git keeps the key")) == (Gravity.UNSAFE, True)
    assert kept.mend.startswith("git rm --cached smcheck.key")
    git(council_folder, "rm", "-q", "--cached", "smcheck.key")
    assert said(of_key.in_git, case) == []


def test_what_git_cannot_tell_is_said(
    make: Make, council_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (council_folder / ".git").write_text("gitdir: nowhere", encoding="utf-8")
    with pytest.raises(SmcheckError, match="git: "):
        list(of_key.in_git(make()))
    monkeypatch.setenv("PATH", str(council_folder))
    with pytest.raises(SmcheckError, match="git is not found"):
        list(of_key.in_git(make()))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_a_key_that_everybody_can_read_is_unsafe(make: Make) -> None:
    case = make()
    case.key_path.chmod(0o644)
    advice = only(of_key.closed, case)
    assert (advice.gravity, advice.mend) == (Gravity.UNSAFE, "chmod o= smcheck.key")
    for mode in (0o600, 0o660):
        case.key_path.chmod(mode)
        assert said(of_key.closed, case) == []


def test_a_backup_is_spoken_of_where_there_is_a_key(make: Make) -> None:
    case = make()
    assert only(of_key.backup, case).gravity is Gravity.REMARK
    case.key_path.unlink()
    assert said(of_key.backup, case) == []


# The record


def test_a_record_that_is_not_kept_is_worth_knowing(make: Make) -> None:
    assert only(of_record.kept, make()).gravity is Gravity.REMARK
    assert said(of_record.kept, make('record = "record"')) == []


def test_a_damaged_record_is_told_and_a_sound_one_is_not(make: Make) -> None:
    case = make('record = "record"')
    assert said(of_record.sound, case) == [], "nothing has been recorded yet"
    note_decision(case.council, Decision("link", "example.org", "The Clerk", TODAY), "jo")
    assert said(of_record.sound, case) == []
    (month,) = (case.folder / "record").glob("2*.jsonl")
    month.write_bytes(month.read_bytes().replace(b"example.org", b"example.net"))
    damaged = list(of_record.sound(case))
    assert {(advice.gravity, advice.where) for advice in damaged} == {(Gravity.WRONG, month)}
    assert "the line was changed" in damaged[0].what
    assert damaged[0].mend.startswith("smcheck record verify")


def test_a_head_beside_the_record_is_worth_knowing(make: Make) -> None:
    case = make('record = "record"\nrecord_head = "safe"')
    assert said(of_record.apart, case) == []
    beside = only(of_record.apart, make(record_head=""))
    assert (beside.gravity, "record_head" in beside.mend) == (Gravity.REMARK, True)


def test_months_that_are_kept_too_long_are_told(make: Make) -> None:
    case = make('record = "record"')
    (case.folder / "record").mkdir()
    for month in ("2024-10", "2024-11"):
        (case.folder / "record" / f"{month}.jsonl").write_bytes(b"")
    kept = only(of_record.outdated, case)
    assert (kept.gravity, kept.mend) == (Gravity.OVERDUE, "smcheck record prune")
    assert kept.what.endswith("24 months: 2024-10")
    assert said(of_record.outdated, replace(case, council=replace(case.council, record_months=25))) == []


# Requests


def test_a_request_that_waits_too_long_is_told_and_others_are_not(make: Make) -> None:
    case = make()
    requests = Requests(case.council)

    def asked(days: int, name: str) -> ApprovalRequest:
        at = dt.datetime.combine(TODAY - dt.timedelta(days), dt.time(12), dt.UTC)
        return requests.ask(ApprovalRequest("", "Jo", at, "", name, "The library is open."))

    asked(7, "fresh.txt")
    answered = asked(9, "answered.txt")
    requests.answer(answered.id, Answer("returned", "The Clerk", dt.datetime.now(dt.UTC)))
    assert said(of_requests.waiting, case) == []
    late = asked(8, "late.txt")
    advice = only(of_requests.waiting, case)
    assert advice.gravity is Gravity.OVERDUE
    assert advice.what == (
        "a request has waited for an answer for more than 7 days, since 14 November 2026 (Jo, late.txt)"
    )
    assert advice.mend == f"smcheck requests show {late.id}"
    assert said(of_requests.waiting, replace(case, patience=8)) == []


def test_a_damaged_request_is_told(make: Make) -> None:
    case = make()
    folder = Requests(case.council).folder
    folder.mkdir()
    (folder / "20261101-120000-0a1b2c3d.json").write_text(json.dumps({"by": "Jo"}), encoding="utf-8")
    advice = only(of_requests.waiting, case)
    assert (advice.gravity, "20261101-120000-0a1b2c3d.json" in advice.what) == (Gravity.WRONG, True)


# What drafts are judged by, and the drafts


def test_faults_of_a_word_list_are_told(make: Make, council_folder: Path) -> None:
    words = council_folder / "our-words.csv"
    words.write_text(
        "term,category,role,strength,characteristic,note\nbypass,politics,cause,,,\n", encoding="utf-8"
    )
    case = make('wordlists = ["our-words.csv"]')
    assert said(of_words.lists, case) == []
    words.write_text(
        "term,category,role,strength,characteristic,note\nbypass,politics,cuase,,,\n", encoding="utf-8"
    )
    advice = only(of_words.lists, case)
    assert (advice.gravity, "our-words.csv:2" in advice.what) == (Gravity.WRONG, True)
    assert advice.mend == "smcheck wordlists check our-words.csv"
    told = [advice for advice in examine(case) if "our-words.csv:2" in advice.what]
    assert told == [replace(advice, gravity=Gravity.UNSEEN)], (
        "told once, though it keeps drafts from being read"
    )
    words.unlink()
    assert only(of_words.lists, case).gravity is Gravity.WRONG


def test_models_that_are_there_are_not_told_of(make: Make) -> None:
    assert said(of_words.models, make()) == []


def test_a_model_that_cannot_be_loaded_is_told(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def judge(self, _: object) -> None:
            raise ImportError("no such library")

    def lost(_: str) -> None:
        raise OSError("no such file")

    monkeypatch.setattr("smcheck.models.shipped.JUDGE", Broken())
    monkeypatch.setattr("smcheck.models.shipped.FIND_PERSONS", lost)
    assert said(of_words.models, make()) == [
        (Gravity.WRONG, "the model that judges sentences cannot be loaded: no such library"),
        (Gravity.WRONG, "the model that finds names of people cannot be loaded: no such file"),
    ]
    assert said(of_words.models, make(classifier=False, language_model=False)) == []


def test_drafts_that_cannot_be_read_are_told_and_an_empty_folder_is_not(
    make: Make, council_folder: Path
) -> None:
    assert said(of_drafts.unread, make()) == []
    (council_folder / "good.txt").write_text("The library is open.", encoding="utf-8")
    assert said(of_drafts.unread, make()) == []
    (council_folder / "broken.docx").write_bytes(b"no Word file")
    (council_folder / "plan.dwg").write_bytes(b"a drawing")
    case = replace(make(), review=False)
    found = {advice.where: advice for advice in of_drafts.unread(case)}
    assert set(found) == {council_folder / "broken.docx", council_folder}
    assert "plan.dwg" in found[council_folder].what
    assert found[council_folder / "broken.docx"].gravity is Gravity.WRONG


# Everything


def test_the_gravest_comes_first_and_one_fault_hides_no_other(make: Make, council_folder: Path) -> None:
    git(council_folder, "init", "-q")
    case = make(approvers=(), cache=False)
    case.roster_path.write_text("[[person]]\n", encoding="utf-8")
    decide(case, days=-1)
    found = examine(case)
    ranks = [advice.gravity.rank for advice in found]
    assert ranks == sorted(ranks)
    gravities = [advice.gravity for advice in found]
    assert gravities[:2] == [Gravity.UNSEEN, Gravity.UNSAFE]
    assert {Gravity.MISSING, Gravity.OVERDUE, Gravity.REMARK} <= set(gravities)


def test_every_advice_says_what_mends_it(make: Make, council_folder: Path) -> None:
    for advice in (*examine(make(name="", domains=(), phones=())), no_settings(council_folder)):
        assert advice.what
        assert advice.mend
        assert not advice.what.endswith(".")


# The baseline


@pytest.fixture
def baseline(make: Make) -> Case:
    """A council whose settings name a baseline, which is there."""
    case = make(baseline="baseline.jsonl")
    change_baseline(
        case.folder / "baseline.jsonl", bytes.fromhex("5eed" * 16), load_policy(), lambda known: known
    )
    return case


def test_a_baseline_in_order_is_nothing_to_tell(make: Make, baseline: Case) -> None:
    for question in of_baseline.QUESTIONS:
        assert said(question, baseline) == said(question, make()) == []


def test_a_baseline_that_is_not_there_is_told(baseline: Case) -> None:
    (baseline.folder / "baseline.jsonl").unlink()
    advice = only(of_baseline.there, baseline)
    assert advice.gravity is Gravity.WRONG
    assert (
        advice.what == "smcheck.toml names a baseline that is not there, and nothing is checked until it is"
    )
    assert "smcheck baseline write PATH --by NAME" in advice.mend
    assert said(of_baseline.sound, baseline) == []


def test_a_damaged_baseline_is_told(baseline: Case) -> None:
    (baseline.folder / "baseline.jsonl").write_text("notes", encoding="utf-8")
    advice = only(of_baseline.sound, baseline)
    assert advice.gravity is Gravity.WRONG
    assert "this is no baseline of smcheck" in advice.what


def test_a_baseline_of_another_key_is_told(baseline: Case) -> None:
    baseline.key_path.write_text("0000" * 16, encoding="ascii")
    assert "set down with another key" in only(of_baseline.sound, baseline).what


def test_a_baseline_of_an_old_policy_is_overdue(make: Make, baseline: Case) -> None:
    policy = baseline.folder / "policy.toml"
    policy.write_text(POLICY.format(due="2030-01"), encoding="utf-8")
    advice = only(of_baseline.sound, make(baseline="baseline.jsonl", policy="policy.toml"))
    assert advice.gravity is Gravity.OVERDUE
    assert "set down under the policy leigh-on-sea, adopted 2021-05; in force is sampleton" in advice.what
    assert advice.mend == "delete it, then smcheck baseline write PATH --by NAME"


def test_a_baseline_without_the_key_is_told_of_the_key(baseline: Case) -> None:
    baseline.key_path.unlink()
    assert said(of_baseline.sound, baseline) == []
    advice = only(of_key.there, baseline)
    assert advice.gravity is Gravity.WRONG
    assert "no waiver or baseline holds" in advice.what
