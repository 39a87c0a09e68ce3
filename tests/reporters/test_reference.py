"""The pages on rules and checks say the same in text, JSON and Markdown."""

from __future__ import annotations

import json

import pytest

from smcheck import Policy, Rule, load_policy
from smcheck.checks import Check, all_checks
from smcheck.reporters.reference import check_page, policy_page, rule_page
from smcheck.reporters.reference.data import check_data, policy_data, rule_data
from smcheck.reporters.reference.markdown import check_markdown, rule_markdown
from smcheck.reporters.reference.text import check_text, policy_text, rule_text

POLICY: Policy = load_policy()


def squeezed(text: str) -> str:
    """The text without white space, since lines are broken at hyphens too."""
    return "".join(text.split())


@pytest.mark.parametrize("rule", POLICY.rules, ids=lambda rule: rule.id)
def test_a_rule(rule: Rule) -> None:
    page = rule_page(POLICY, rule)
    data, text, markdown = rule_data(page), squeezed(rule_text(page)), "\n".join(rule_markdown(page))
    assert json.loads(json.dumps(data)) == data
    for key in ("citation", "title", "gist", "severity", "ask"):
        assert squeezed(data[key]) in text, key
        assert data[key] in markdown, key
    for name in data["checks"]:
        assert f"-{name}:" in text
        assert f"[{name}](../checks/{name}.md)" in markdown


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_a_check(check: Check) -> None:
    page = check_page(POLICY, check)
    data, text, markdown = check_data(page), squeezed(check_text(page)), "\n".join(check_markdown(page))
    assert json.loads(json.dumps(data)) == data
    for said in (
        *(data[key] for key in ("name", "severity", "summary", "details", "why", "instead")),
        *data["flagged"],
        *data["not_flagged"],
    ):
        assert squeezed(said) in text
        assert said in markdown
    for rule in data["rules"]:
        assert squeezed(POLICY.rule(rule).citation) in text
        assert f"](../rules/{rule}.md)" in markdown


def test_a_rule_and_its_checks_name_each_other() -> None:
    for check in all_checks():
        for rule in check_page(POLICY, check).rules:
            assert check in rule_page(POLICY, rule).checks


def test_the_policy() -> None:
    page = policy_page(POLICY)
    assert policy_data(page)["rules"] == [rule_data(rule_page(POLICY, rule)) for rule in POLICY.rules]
    text = squeezed(policy_text(page))
    assert all(squeezed(said) in text for rule in POLICY.rules for said in (rule.title, rule.heading))


def test_examples_are_shown_with_their_coarse_words_starred() -> None:
    coarse = [check for check in all_checks() if check.name in ("obscenity", "slur")]
    for page in (check_page(POLICY, check) for check in coarse):
        assert all("*" in example for example in page.flagged)
        assert all(example not in page.flagged for example in page.check.flagged)
