"""Policies of four councils, three of them written as packs from what these councils publish."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from smcheck import ConfigError, Council, Policy, Reviewer, Severity, load_policy
from smcheck.model.category import CATEGORIES
from smcheck.settings.policy_file import built_in_policies

PACKS = Path(__file__).with_name("policies")
COMMON = "Common clauses of British councils"
PHONE = "Ring Jo on 07700 900123 about the fete."
INSULT = "You are an idiot and everybody knows it."


def pack(name: str) -> Policy:
    return load_policy(f"{name}.toml", PACKS)


def heir(folder: Path, text: str) -> Policy:
    """A policy that inherits the common clauses, with further lines."""
    head = 'id = "p"\ntitle = "T"\ncouncil = "C"\nadopted = "2026-01"\ninherits = "british-councils"\n'
    (folder / "policy.toml").write_text(head + text, encoding="utf-8")
    return load_policy("policy.toml", folder)


def cited(policy: Policy, text: str, check: str) -> tuple[tuple[str, ...], str]:
    findings = Reviewer(Council(classifier=False), policy).review(text).findings
    finding = next(finding for finding in findings if finding.check == check)
    return finding.rules, finding.severity


def test_two_policies_ship() -> None:
    assert built_in_policies() == ("british-councils", "leigh-on-sea")
    assert not any(rule.inherited for rule in load_policy().rules)


def test_the_common_clauses_rest_on_a_source_where_they_are_law() -> None:
    common = load_policy("british-councils")
    without = {rule.id for rule in common.rules if not rule.source}
    assert without == {"links", "platforms"}
    assert common.rule("defamation").citation == "No allegation that harms a reputation (Law of defamation)"


@pytest.mark.parametrize(
    ("name", "text", "check", "rules", "severity"),
    [
        ("lanner", PHONE, "phone", ("criteria-4", "contacts"), "error"),
        ("north_devon", PHONE, "phone", ("remove-personal",), "error"),
        ("blaengwrach", PHONE, "phone", ("d", "contacts"), "error"),
        ("lanner", INSULT, "insult", ("criteria-2", "respect"), "error"),
        ("north_devon", INSULT, "insult", ("remove-abuse",), "error"),
        ("blaengwrach", INSULT, "insult", ("b", "respect"), "error"),
    ],
)
def test_each_policy_is_cited_in_its_own_words(
    name: str, text: str, check: str, rules: tuple[str, ...], severity: str
) -> None:
    assert cited(pack(name), text, check) == (rules, severity)


def test_clauses_are_added_changed_and_left_out() -> None:
    lanner, common = pack("lanner"), load_policy("british-councils")
    assert [rule.id for rule in lanner.rules[:2]] == ["criteria-1", "criteria-2"]  # its own come first
    assert {"faith", "links", "calm"}.isdisjoint(rule.id for rule in lanner.rules)
    changed, before = lanner.rule("no-favours"), common.rule("no-favours")
    assert (before.severity, changed.severity) == ("note", "warning")
    assert (changed.title, changed.gist, changed.categories) == (before.title, before.gist, before.categories)
    assert changed.inherited == ""
    assert lanner.rule("proceedings").inherited == COMMON


def test_a_left_out_clause_takes_its_checks_away() -> None:
    assert pack("lanner").governing("religion") == ()
    assert pack("blaengwrach").governing("religion") != ()


def test_a_policy_without_a_clause_is_silent_on_it() -> None:
    devon = pack("north_devon")
    assert {name for name in CATEGORIES if not devon.governing(name)} >= {"politics", "religion", "tone"}
    findings = (
        Reviewer(Council(classifier=False), devon).review("As we told you before, vote for them.").findings
    )
    assert findings == ()


def test_what_the_council_itself_says_decides_how_grave_it_is(tmp_path: Path) -> None:
    assert load_policy("british-councils").severity("named-person") == "warning"
    assert pack("lanner").severity("named-person") == "note"
    milder = '[[rule]]\nid = "7"\nheading = "H"\ntitle = "T"\ngist = "G"\nseverity = "note"\n'
    policy = heir(tmp_path, milder + 'categories = ["personal-contact"]\n')
    assert cited(policy, PHONE, "phone") == (("7", "contacts"), "note")


def test_a_policy_speaks_its_own_language() -> None:
    devon, wales = pack("north_devon"), pack("blaengwrach")
    assert devon.meaning(Severity.ERROR) == "take it out"
    assert devon.meaning(Severity.WARNING) == "check with the Communications Team"
    assert devon.meaning(Severity.NOTE) == "advice only"
    assert wales.meaning(Severity.WARNING) == "ask the Clerk to the Council first"
    assert (wales.we, load_policy().we) == ("the Community Council", "the council")


def test_findings_speak_of_the_council_as_its_policy_does() -> None:
    def said(policy: Policy) -> str:
        findings = Reviewer(Council(classifier=False), policy).review(PHONE).findings
        return next(finding.message for finding in findings if finding.check == "phone")

    assert said(pack("blaengwrach")) == "a phone number that is not one of the Community Council's own"
    assert said(load_policy()) == "a phone number that is not one of the council's own"


def test_the_period_before_a_poll_is_inherited_or_its_own(tmp_path: Path) -> None:
    lanner, wales = pack("lanner").pre_election, pack("blaengwrach").pre_election
    assert lanner is not None
    assert wales is not None
    assert (lanner.rule, wales.rule) == ("heightened-sensitivity", "f")
    assert heir(tmp_path, 'leaves_out = ["heightened-sensitivity"]\n').pre_election is None


def test_each_policy_has_its_own_day_of_review() -> None:
    today = dt.date(2026, 12, 1)
    assert pack("blaengwrach").overdue(today)
    assert not pack("lanner").overdue(today)  # its parent's day is not its own


def test_a_pack_may_be_a_file_beside_the_policy_and_inherit_itself(tmp_path: Path) -> None:
    (tmp_path / "county.toml").write_text(
        'id = "county"\ntitle = "County pack"\ncouncil = "County"\nadopted = "2026-01"\n'
        'inherits = "british-councils"\nleaves_out = ["links"]\n'
        '[[rule]]\nid = "calm"\nseverity = "note"\n',
        encoding="utf-8",
    )
    (tmp_path / "parish.toml").write_text(
        'id = "parish"\ntitle = "T"\ncouncil = "P"\nadopted = "2026-01"\ninherits = "county.toml"\n',
        encoding="utf-8",
    )
    parish = load_policy("parish.toml", tmp_path)
    assert (parish.rule("calm").inherited, parish.rule("respect").inherited) == ("County pack", COMMON)
    assert parish.severity("tone") == "note"
    assert parish.governing("link") == ()
    assert parish.ask == "the Clerk"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('leaves_out = ["fait"]\n', "line 6: leaves_out: 'fait' is no inherited rule; did you mean 'faith'"),
        ('leaves_out = ["calm"]\n[[rule]]\nid = "calm"\n', "'calm' is left out, and stands below as a rule"),
        ('[[rule]]\nid = "new"\n', r"\[\[rule\]\] 1: heading: is missing"),
        (
            '[[rule]]\nid = "calm"\nseverity = "grave"\n',
            "unknown severity 'grave'; use error, warning or note",
        ),
        ('[[rule]]\nid = "calm"\n[[rule]]\nid = "calm"\n', "rule id 'calm' is used more than once"),
        ('[words]\nerrors = "stop"\n', "unknown severity 'errors'; did you mean 'error'"),
        ("[words]\nerror = 7\n", "words: error must be a text in quotes, such as 'do not post'"),
        ('we = ""\n', "we: must not be empty"),
    ],
)
def test_a_mistake_in_an_heir_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        heir(tmp_path, text)


@pytest.mark.parametrize(
    ("parent", "message"),
    [
        (
            "british-council",
            "no such file, and not one of the built-in ones .british-councils, leigh-on-sea.",
        ),
        ("policy.toml", "'policy.toml' inherits from this policy itself"),
        ("../policy.toml", "must be a built-in policy or a file beside this one"),
    ],
)
def test_a_parent_is_built_in_or_a_file_beside(tmp_path: Path, parent: str, message: str) -> None:
    text = f'id = "p"\ntitle = "T"\ncouncil = "C"\nadopted = "2026-01"\ninherits = "{parent}"\n'
    (tmp_path / "policy.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_policy("policy.toml", tmp_path)


def test_a_long_chain_of_policies_is_refused(tmp_path: Path) -> None:
    head = 'title = "T"\ncouncil = "C"\nadopted = "2026-01"\n'
    for number in range(1200):
        text = f'id = "p{number}"\n{head}inherits = "{number + 1}.toml"\n'
        (tmp_path / f"{number}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="0.toml: inherits: more than 8 policies, one from the other"):
        load_policy("0.toml", tmp_path)


def test_leaving_everything_out_is_no_policy(tmp_path: Path) -> None:
    every = ", ".join(f'"{rule.id}"' for rule in load_policy("british-councils").rules)
    with pytest.raises(ConfigError, match="the policy has no"):
        heir(tmp_path, f"leaves_out = [{every}]\n")
