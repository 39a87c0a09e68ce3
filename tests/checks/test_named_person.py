"""What is said of a named person fits who it is: the rule that is cited, the advice, what would clear it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smcheck import Council, Draft, Finding, Reviewer, Severity, load_policy
from smcheck.record.approving import decided_on
from tests.conftest import ELECTION

ASK = "Ask them first, or name the role only."
PRIVATE = "Ask them first whether they want to be named, or leave the name out."
BEFORE_POLL = "Leave the name out until the poll is over. If it has to be there, ask the Town Clerk."


def named(reviewer: Reviewer, text: str, **drafted: object) -> list[Finding]:
    draft = Draft(text, **drafted)  # type: ignore[arg-type]
    return [one for one in reviewer.review(draft).findings if one.check == "named-person"]


@pytest.mark.parametrize(
    ("text", "message", "rules", "advice", "approval"),
    [
        ("Sam Example came.", "Sam Example (councillor) is named", ("9",), ASK, "person"),
        ("Alex Specimen came.", "Alex Specimen (employee) is named", ("9",), ASK, "person"),
        (
            "Cllr Moss came.", "Cllr Moss, by title a councillor or one of the staff, is named",
            ("9",), ASK, "person",
        ),
        ("A talk by Jane Pettiwick.", "Jane Pettiwick, a private person, is named", ("10",), PRIVATE, "person"),
        ("Well done to Priya.", "Priya, a private person, is named", ("10",), "If people could tell who it is, ask them first.", "person"),
        ("Well done to Sammy.", "Sammy, perhaps Sam Example, is named", ("9",), "If people could tell who it is, ask them first.", "person"),
        (
            "Len Askew died on Sunday.", "Len Askew is named",
            ("10",), "Ask the family whether you may give the name, and what they would like said.", "",
        ),
        (
            "Cllr Moss died on Sunday.", "Cllr Moss is named",
            ("9",), "Ask the family whether you may give the name, and what they would like said.", "",
        ),
        ("Rev Jane Fenwick led the service.", "Rev Jane Fenwick is named", ("10",), "Check that they are happy to be named here.", ""),
        ("PC Fenwick was there.", "PC Fenwick is named", ("10",), "Check with the police that the name may be given.", ""),
        (
            "Jane Moss MP came.", "Jane Moss is named",
            ("10",), "Say only what they do in office, and nothing for or against them.", "",
        ),
    ],
)  # fmt: skip
def test_it_fits_who_it_is(
    shared_reviewer: Reviewer, text: str, message: str, rules: tuple[str, ...], advice: str, approval: str
) -> None:
    (finding,) = named(shared_reviewer, text)
    assert (finding.message, finding.rules) == (message, rules)
    assert (finding.suggestion, finding.approval) == (advice, approval)


CHILDREN = (
    ("Well done Maisie Tarrant, 8!", "Maisie Tarrant, 8"),
    ("Amber Pettiwick, Year 11, won.", "Amber Pettiwick, Year 11"),
    ("Ten-year-old Callum Pettiwick won.", "Ten-year-old Callum Pettiwick"),
    ("Jacob, aged eight, cut the ribbon.", "Jacob, aged eight"),
)


@pytest.mark.parametrize(("text", "words"), CHILDREN)
@pytest.mark.parametrize("policy", ["leigh-on-sea", "british-councils"])
def test_a_child_who_can_be_told_is_told_of_once(policy: str, text: str, words: str) -> None:
    reviewer = Reviewer(Council(classifier=False), load_policy(policy))
    (found,) = reviewer.review(text).findings
    assert (found.check, text[found.start : found.end]) == ("identifiable-child", words)
    assert (found.also, found.severity) == (("named-person",), Severity.WARNING)


@pytest.mark.parametrize(("text", "words"), CHILDREN)
def test_where_no_rule_is_about_children_the_name_is_told(text: str, words: str) -> None:
    common = load_policy("british-councils")
    policy = replace(common, rules=tuple(rule for rule in common.rules if "children" not in rule.categories))
    (found,) = Reviewer(Council(classifier=False), policy).review(text).findings
    assert (found.check, found.also) == ("named-person", ())
    assert found.message.endswith(", a child, is named")
    assert found.suggestion == "Ask the parents, and have their answer in writing, or leave the name out."


def test_where_children_weigh_less_the_graver_speaks() -> None:
    common = load_policy("british-councils")
    milder = tuple(
        replace(rule, severity=Severity.NOTE) if "children" in rule.categories else rule
        for rule in common.rules
    )
    reviewer = Reviewer(Council(classifier=False), replace(common, rules=milder))
    (found,) = reviewer.review("Well done Maisie Tarrant, 8!").findings
    assert (found.check, found.also, found.severity) == (
        "named-person",
        ("identifiable-child",),
        Severity.WARNING,
    )


def test_a_grown_up_beside_a_child_is_told_too(shared_reviewer: Reviewer) -> None:
    found = shared_reviewer.review("Maisie Tarrant, 8, was there with Jane Pettiwick, 38.").findings
    assert [(one.check, one.also) for one in found] == [
        ("identifiable-child", ("named-person",)),
        ("named-person", ()),
    ]


@pytest.mark.parametrize(
    "text", ["Sam Example came.", "Cllr Moss came.", "Jane Moss, the Purple candidate, came."]
)
def test_before_a_poll_no_approval_is_offered_that_would_not_hold(
    shared_reviewer: Reviewer, text: str
) -> None:
    (before,) = named(shared_reviewer, text, date=ELECTION.poll)
    (after,) = named(shared_reviewer, text, date=ELECTION.poll.replace(month=6))
    assert (before.suggestion, before.approval) == (BEFORE_POLL, "")
    assert (after.suggestion, after.approval) == (ASK, "person")


def test_before_a_poll_staff_and_private_people_are_asked_as_ever(shared_reviewer: Reviewer) -> None:
    findings = named(shared_reviewer, "Alex Specimen met Jane Moss.", date=ELECTION.poll)
    assert [(one.suggestion, one.approval) for one in findings] == [(ASK, "person"), (PRIVATE, "person")]


def test_whoever_is_greeted_is_named_all_the_same(shared_reviewer: Reviewer) -> None:
    """It is not for this check: what is private in an answer is found by others."""
    text = "Dear Mrs Pettiwick, we are sorry that you are off with stress again."
    mentions, _ = shared_reviewer.mentions(text)
    assert [text[slice(*one.span)] for one in mentions] == ["Mrs Pettiwick"]
    assert named(shared_reviewer, text, kind="reply") == []
    assert [one.severity for one in named(shared_reviewer, text)] == ["warning"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dear Mrs Okoro,\n\nYou owe us £400. Mrs Okoro must pay by Monday.", ["Mrs Okoro"]),
        ("Hi Dave, yes it was Dave who broke the swing.", ["Dave"]),
        ("Hi Dave, yes it was Dave.", ["Dave"]),
        ("Jane, who broke the swing, was fined.", ["Jane"]),
        ("Jane, our neighbour, was fined.", ["Jane"]),
        ("Jane, Tom and Mary came to the fair.", ["Jane", "Tom", "Mary"]),
        ("Thanks to Jane, we have new benches.", ["Jane"]),
        ("Yes, Mrs Okoro was here.", ["Mrs Okoro"]),
        ("Tamsin Okoro, the mother of a pupil, owes us £400.", ["Tamsin Okoro"]),
        ("Jane, the bins are on Monday", []),
        ("Hi Jane, thanks. Jane, the bins are on Monday.", []),
        ("Dear Mrs Okoro,\n\nThank you. Well, Mrs Okoro, we will look at it.", []),
        ("Hi Jane, we'll look into it. Thanks again Jane.", []),
        ("Hi Jane, we'll look into it, Jane!", []),
        ("Thanks Jane, we will pass it on.", []),
        ("Sorry Jane - we are on it.", []),
        ("Mrs Okoro, you can bring it on Monday.", []),
        ("Dear Tamsin Okoro,\n\nTamsin, thank you.", []),
    ],
)
def test_a_reply_speaks_to_somebody_and_not_of_them(
    shared_reviewer: Reviewer, text: str, found: list[str]
) -> None:
    for kind in ("reply", "email"):
        assert [text[one.start : one.end] for one in named(shared_reviewer, text, kind=kind)] == found


def test_in_a_post_whoever_is_spoken_to_is_named_to_all(shared_reviewer: Reviewer) -> None:
    (finding,) = named(shared_reviewer, "Jane, the bins are on Monday")
    assert finding.message == "Jane, a private person, is named"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The Clerk, Mrs Rhian Howells, is on leave.", "9"),
        ("Mrs Rhian Howells, the Clerk, is on leave.", "9"),
        ("Rhian Howells, our parish clerk, is on leave.", "9"),
        ("Our groundsman, Dai Howells, is on leave.", "9"),
        ("Contact the church warden, Mrs Howells.", "10"),
        ("Mrs Rhian Howells, clerk of works at the mill, is on leave.", "10"),
        ("Mrs Rhian Howells, the baker, is on leave.", "10"),
    ],
)
def test_whose_office_stands_beside_a_name_is_the_councils(
    shared_reviewer: Reviewer, text: str, rule: str
) -> None:
    (finding,) = named(shared_reviewer, text)
    assert finding.rules == (rule,)


def test_staff_are_not_elected_and_may_be_approved_before_a_poll(shared_reviewer: Reviewer) -> None:
    (finding,) = named(shared_reviewer, "The Clerk, Mrs Rhian Howells, is away.", date=ELECTION.poll)
    assert (finding.suggestion, finding.approval) == (ASK, "person")


def test_a_rule_that_is_left_out_takes_its_own_people_alone(shared_reviewer: Reviewer) -> None:
    text = "Sam Example met Jane Pettiwick and Rev Fenwick."
    said = {
        names: [
            text[one.start : one.end]
            for one in named(Reviewer(shared_reviewer.council, ignore=[names]), text)
        ]
        for names in ("9", "10", "private-person", "public-figure", "named-person")
    }
    assert said == {
        "9": ["Jane Pettiwick", "Rev Fenwick"],
        "10": ["Sam Example"],
        "private-person": ["Sam Example", "Rev Fenwick"],
        "public-figure": ["Sam Example", "Jane Pettiwick"],
        "named-person": [],
    }
    (alone,) = named(Reviewer(shared_reviewer.council, select=["private-person"]), text)
    assert text[alone.start : alone.end] == "Jane Pettiwick"


def test_a_part_may_weigh_otherwise_than_the_rest(shared_reviewer: Reviewer) -> None:
    council = replace(shared_reviewer.council, severity={"private-person": Severity.ERROR})
    found = named(Reviewer(council), "Sam Example met Jane Pettiwick.")
    assert [one.severity for one in found] == [Severity.WARNING, Severity.ERROR]


@pytest.mark.parametrize("text", ["Sam Example came.", "Cllr Moss came."])
def test_what_is_cleared_before_a_poll_is_this_wording_alone(shared_reviewer: Reviewer, text: str) -> None:
    (before,) = named(shared_reviewer, text, date=ELECTION.poll)
    (after,) = named(shared_reviewer, text)
    assert decided_on(before) == ("waiver", before.fingerprint)
    assert decided_on(after) == ("person", after.subject)


def test_nobody_who_has_died_is_cleared_in_every_draft(shared_reviewer: Reviewer) -> None:
    (finding,) = named(shared_reviewer, "Len Askew died on Sunday.")
    assert decided_on(finding) == ("waiver", finding.fingerprint)
