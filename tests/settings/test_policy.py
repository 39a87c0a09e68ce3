from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from smcheck import ConfigError, Council, Reviewer, load_policy
from smcheck.checks import all_checks
from smcheck.model.category import CATEGORIES
from smcheck.model.finding import Severity

OTHER = """\
id = "other"
title = "Social Media Rules"
council = "Sampleton Parish Council"
adopted = "2025-01"
review_due = "2027-01"
ask = "the Parish Clerk"

[[rule]]
id = "A.7"
section = "A"
heading = "Do not"
title = "No phone numbers"
gist = "Nobody's number is posted."
categories = ["personal-contact"]
severity = "note"
"""


def test_leigh_on_sea_has_all_eleven_rules_in_order() -> None:
    policy = load_policy()
    assert [rule.number for rule in policy.rules if rule.number] == list(range(1, 12))
    assert policy.rule("9").citation == "Rule 9 (section 4, Rules for Social Media)"
    assert (policy.adopted, policy.review_due) == ("2021-05", "2024-11")


@pytest.mark.parametrize(
    ("category", "severity", "rule"),
    [
        ("abuse", "error", "1"), ("personal-data", "error", "3"), ("confidential", "error", "3"),
        ("link", "warning", "4"), ("platform", "note", "5"), ("personal-view", "note", "6"),
        ("tone", "warning", "8"), ("named-person", "warning", "9"), ("politics", "warning", "10"),
        ("religion", "warning", "10"), ("personal-contact", "error", "11"), ("credit", "note", "monitoring-c"),
        ("accessibility", "note", "engagement-accessible"), ("commitment", "warning", "5-etiquette-officers"),
    ],
)  # fmt: skip
def test_severities_and_first_rules_of_leigh_on_sea(category: str, severity: str, rule: str) -> None:
    policy = load_policy()
    assert policy.severity(category) == severity
    assert policy.governing(category)[0].id == rule


def test_every_category_is_governed_but_those_of_which_leigh_on_sea_says_nothing() -> None:
    policy = load_policy()
    silent = {category for category in CATEGORIES if not policy.governing(category)}
    assert silent == {"recruitment", "duplicate", "topic-scope", "impersonation", "people-in-picture"}
    assert {check.category for check in all_checks()} == set(CATEGORIES)


def test_rules_for_emails_are_cited_for_emails_only() -> None:
    policy = load_policy()
    ids = {kind: {rule.id for rule in policy.governing("confidential", kind)} for kind in ("post", "email")}
    assert ids["email"] - ids["post"] == {"5-etiquette-confidential"}


def test_another_policy_brings_its_own_rules(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    reviewer = Reviewer(Council(), load_policy("other.toml", tmp_path))
    review = reviewer.review("You idiot, ring me on 07700 900123")
    assert [(finding.check, finding.rules, finding.severity) for finding in review.findings] == [
        ("phone", ("A.7",), Severity.NOTE)
    ]


def test_a_policy_may_name_categories_without_a_check(tmp_path: Path) -> None:
    named = OTHER.replace('"personal-contact"', '"personal-contact", "style-guide", "logo-use"')
    (tmp_path / "other.toml").write_text(named, encoding="utf-8")
    policy = load_policy("other.toml", tmp_path)
    assert policy.rule("A.7").categories == ("personal-contact", "style-guide", "logo-use")
    for name in ("style-guide", "logo-use"):
        with pytest.raises(ConfigError, match=f"no check of the category '{name}'; see smcheck rules"):
            Reviewer(Council(), policy, select=[name])
        with pytest.raises(ConfigError, match=f"no check of the category '{name}'"):
            Reviewer(Council(severity={name: Severity.ERROR}), policy)


def test_what_may_be_posted_is_listed_by_the_rules_on_topics(tmp_path: Path) -> None:
    listed = OTHER.replace('["personal-contact"]', '["topic-scope"]\ntopics = ["events", "services"]')
    (tmp_path / "other.toml").write_text(listed + 'kinds = ["post"]\n', encoding="utf-8")
    policy = load_policy("other.toml", tmp_path)
    assert policy.topics() == {"events", "services"}
    assert policy.topics("reply") == frozenset()
    assert load_policy().topics() == frozenset()
    reviewer = Reviewer(Council(classifier=False, language_model=False), policy)
    found = reviewer.review("Lost cat, black and white, near the mill.").findings
    assert [(one.check, one.severity.value, one.message) for one in found] == [
        (
            "topic-scope",
            "note",
            "this seems to be about lost and found pets and things, which the policy does not list",
        )
    ]
    assert reviewer.review("Lost cat? The market has a pet stall.").findings == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('title = "Social', 'titel = "Social'), "title: is missing"),
        (("gist =", "gits ="), r"\[\[rule\]\] 1: gist: is missing"),
        (('severity = "note"', 'severity = "noted"'), "unknown severity 'noted'; did you mean 'note'"),
        (("personal-contact", "personal-contacts"), "did you mean 'personal-contact'"),
        (("personal-contact", "tome"), "unknown category 'tome'; did you mean 'tone'"),
        (("personal-contact", "childrens"), "unknown category 'childrens'; did you mean 'children'"),
        (
            ("personal-contact", "Personal contact"),
            "'Personal contact' is no name: .*mean 'personal-contact'",
        ),
        (("personal-contact", "ABUSE"), "'ABUSE' is no name: .*did you mean 'abuse'"),
        (('ask = "the', 'boss = "x"\nask = "the'), "unknown key 'boss'"),
        (("2027-01", "January"), 'must be a month such as "2026-05"'),
        (("[[rule]]", "[[rules]]"), "unknown key 'rules'; did you mean 'rule'"),
        (('id = "other"', "id = 7"), "id: must be a text in quotes, not a number"),
        (('id = "other"', "id = "), "cannot be read"),
        (('section = "A"', 'section = "A"\nkinds = ["posts"]'), "did you mean 'post'"),
        (('severity = "note"', 'severity = "note"\nseverities = { link = "note" }'), "not among this rule's"),
        (
            ('categories = ["personal-contact"]', 'categories = ["topic-scope"]\ntopics = ["event"]'),
            "topics: unknown topic 'event'; did you mean 'events'",
        ),
        (('severity = "note"', 'severity = "note"\ntopics = ["events"]'), "categories hold topic-scope"),
        (('gist = "Nob', 'number = true\ngist = "Nob'), "number: must be a whole number"),
    ],
)
def test_a_malformed_policy_is_refused_with_the_place(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    assert change[0] in OTHER
    (tmp_path / "p.toml").write_text(OTHER.replace(*change), encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        load_policy("p.toml", tmp_path)
    assert "p.toml" in str(caught.value)


def test_a_rule_id_may_be_used_once_only(tmp_path: Path) -> None:
    rule = OTHER[OTHER.index("[[rule]]") :]
    (tmp_path / "p.toml").write_text(OTHER + rule, encoding="utf-8")
    with pytest.raises(ConfigError, match="'A.7' is used more than once"):
        load_policy("p.toml", tmp_path)


def test_a_missing_policy_names_the_built_in_ones() -> None:
    with pytest.raises(ConfigError, match="leigh-on-sea"):
        load_policy("no-such-policy")


def test_overdue_from_the_month_after() -> None:
    policy = load_policy()
    assert not policy.overdue(dt.date(2024, 11, 30))
    assert policy.overdue(dt.date(2024, 12, 1))


PARTS = """
[[rule]]
id = "S"
section = "B"
heading = "People"
title = "Ask colleagues"
gist = "Colleagues are asked first."
categories = ["named-person"]
severity = "warning"

[[rule]]
id = "P"
section = "B"
heading = "People"
title = "Privacy"
gist = "Private people are left in peace."
categories = ["private-person"]
severity = "error"
severities = { private-person = "note" }
"""


def test_a_rule_for_a_part_goes_before_that_for_the_whole(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(OTHER + PARTS, encoding="utf-8")
    policy = load_policy("other.toml", tmp_path)
    cited = {
        part: [rule.id for rule in policy.governing("named-person", part=part)]
        for part in ("", "private-person", "public-figure")
    }
    assert cited == {"": ["S"], "private-person": ["P"], "public-figure": ["S"]}
    assert [rule.id for rule in policy.rules_about("named-person")] == ["S", "P"]
    assert policy.severity("named-person", part="private-person") == "note"
    assert policy.severity("named-person", part="public-figure") == "warning"


def test_a_policy_without_a_rule_for_a_part_cites_that_for_the_whole(tmp_path: Path) -> None:
    whole = PARTS.split('[[rule]]\nid = "P"')[0]
    (tmp_path / "other.toml").write_text(OTHER + whole, encoding="utf-8")
    found = (
        Reviewer(Council(), load_policy("other.toml", tmp_path)).review("A talk by Jane Pettiwick.").findings
    )
    assert [(one.check, one.category, one.rules) for one in found] == [
        ("named-person", "named-person", ("S",))
    ]


def test_a_policy_that_has_a_rule_for_a_part_alone_leaves_the_rest_be(tmp_path: Path) -> None:
    alone = '[[rule]]\nid = "P"' + PARTS.split('[[rule]]\nid = "P"')[1]
    (tmp_path / "other.toml").write_text(OTHER + alone, encoding="utf-8")
    reviewer = Reviewer(Council(), load_policy("other.toml", tmp_path))
    found = reviewer.review("Cllr Fenwick met Jane Pettiwick.").findings
    assert [(one.message, one.rules, one.severity) for one in found] == [
        ("Jane Pettiwick, a private person, is named", ("P",), Severity.NOTE)
    ]


def test_leigh_on_sea_has_its_own_people_under_one_rule_and_others_under_another() -> None:
    policy = load_policy()
    cited = {
        part: [rule.id for rule in policy.governing("named-person", part=part)]
        for part in ("", "private-person", "public-figure")
    }
    assert cited == {"": ["9"], "private-person": ["10"], "public-figure": ["10"]}


def test_a_clause_of_its_own_on_the_whole_goes_before_one_on_a_part_that_was_taken_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "common.toml").write_text(OTHER + PARTS, encoding="utf-8")
    own = PARTS.split('[[rule]]\nid = "P"')[0].replace('"S"', '"OWN"')
    head = OTHER.partition("[[rule]]")[0].replace('id = "other"', 'id = "heir"\ninherits = "common.toml"')
    (tmp_path / "heir.toml").write_text(head + own, encoding="utf-8")
    policy = load_policy("heir.toml", tmp_path)
    cited = [rule.id for rule in policy.governing("named-person", part="private-person")]
    assert cited == ["OWN", "P"]
    assert policy.severity("named-person", part="private-person") is Severity.WARNING
