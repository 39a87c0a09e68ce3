"""Edits mend what they are offered for, and make nothing of the same kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smcheck import Council, Draft, Finding, Review, Reviewer
from smcheck.checks import Check, all_checks
from smcheck.model.edit import EDIT_KINDS, Edit, applied
from smcheck.review.edits import chosen, mended, offered
from tests.checks.test_examples import drafted, examples_of

COUNCIL = Council(
    name="Example Town Council",
    phones=("01632 960999",),
    emails=("clerk@example.gov.uk",),
    handles=("@ExampleTown",),
)
OFFERED = [
    ("Ring the Clerk at home on 07700 900123.", "Ring the Clerk at home on 01632 960999.", "contact", False),
    ("Send it to jo@example.com today.", "Send it to clerk@example.gov.uk today.", "contact", False),
    ("Questions? https://wa.me/447700900123", "Questions? 01632 960999", "contact", False),
    ("She lives near the church, SS9 9ZZ.", "She lives near the church, SS9.", "contact", False),
    ("Cllr Sandra Moss opened the fair at noon.", "[…] opened the fair at noon.", "name", False),
    ("Come to the #bigcommunitylitterpick on Saturday.", "Come to the #BigCommunityLitterPick on Saturday.", "hashtag", True),
    ("See https://example.gov.uk/a?b=1&fbclid=x#c", "See https://example.gov.uk/a?b=1#c", "link", True),
    ("See http://example.gov.uk/a for more.", "See https://example.gov.uk/a for more.", "link", False),
    ("Prior to the works, we will write.", "Before the works, we will write.", "plain-word", False),
    ("The TRO for Mill Lane has been sealed.", "The traffic regulation order (TRO) for Mill Lane has been sealed.", "acronym", False),
    ("Join us for 🎶 live music on Sunday.\n", "Join us for live music on Sunday. 🎶\n", "emoji", True),
    ("𝗙𝗥𝗘𝗘 entry for under 16s", "FREE entry for under 16s", "letters", True),
    ("PLEASE NOTE THAT THE CAR PARK WILL BE CLOSED.", "Please note that the car park will be closed.", "letters", False),
    ("This is bloody brilliant news.", "This is brilliant news.", "leave-out", False),
    (
        "Works that were to begin in spring will now begin in the summer, and the car park at the eastern end of the "
        "beach will be closed from Monday until Friday.",
        "Works that were to begin in spring will now begin in the summer. The car park at the eastern end of the "
        "beach will be closed from Monday until Friday.",
        "sentence",
        False,
    ),
    ("Stop moaning about the bins. They go on Monday.", "Thank you for raising this. Here is what happens next: […]. They go on Monday.", "tone", False),
]  # fmt: skip


@cache
def reviewer() -> Reviewer:
    return Reviewer(COUNCIL)


@pytest.mark.parametrize(("text", "better", "kind", "safe"), OFFERED, ids=[kind for _, _, kind, _ in OFFERED])
def test_other_words_are_offered(text: str, better: str, kind: str, safe: bool) -> None:
    edits = [edit for edit in offered(reviewer().review(text)) if edit.kind == kind]
    assert applied(text, edits) == better
    assert {edit.safe for edit in edits} == {safe}


@pytest.mark.parametrize(
    "text",
    [
        "Ring us on 01632 960999.",
        "Come to the #BigCommunityLitterPick on Saturday.",
        "𝟎𝟕𝟕𝟎𝟎 𝟗𝟎𝟎𝟏𝟐𝟑",  # which would show a number
        "You are all idiots.",
    ],
)
def test_nothing_is_offered(text: str) -> None:
    kinds = {edit.kind for edit in offered(reviewer().review(text))}
    assert not kinds - {"contact", "tone"}
    assert not any(
        figure in edit.text for edit in offered(reviewer().review(text)) for figure in ("07700", "900123")
    )


def test_every_kind_of_edit_is_tried() -> None:
    assert {kind for _, _, kind, _ in OFFERED} == set(EDIT_KINDS)


def test_without_contacts_of_its_own_a_council_is_offered_none() -> None:
    assert not offered(Reviewer(select=["phone", "email"]).review("Ring 07700 900123 or jo@example.com."))


def _kinds(findings: tuple[Finding, ...]) -> Counter[str]:
    """How many findings of each check there are; a role that stands for one person is a milder one."""
    return Counter(finding.check for finding in findings if "by role only" not in finding.reasons)


def _left(finding: Finding, after: Review) -> list[Finding]:
    """Findings of the same check, as grave, where the edited words now stand."""
    longer = sum(len(edit.text) - edit.end + edit.start for edit in finding.edits if edit.start < finding.end)
    return [
        other
        for other in after.open_findings
        if other.check == finding.check
        and other.severity.rank >= finding.severity.rank
        and other.start < finding.end + longer
        and other.end > finding.start
    ]


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_an_edit_leaves_and_makes_no_finding_of_its_kind(check: Check) -> None:
    for example in examples_of(check):
        draft = drafted(example.text)
        before = reviewer().review(draft)
        for finding in before.open_findings:
            if not finding.edits:
                continue
            better = replace(draft, text=applied(draft.text, finding.edits), quoted=(), places=())
            after = reviewer().review(better)
            assert not _left(finding, after), (finding, better.text)
            most = _kinds(before.open_findings)[finding.check]
            assert _kinds(after.open_findings)[finding.check] <= most, (finding, better.text)


def test_the_safe_ones_are_taken_first_and_others_when_asked_for() -> None:
    text = "Utilise the #bigcommunitylitterpick prior to tea. Ring 07700 900123."
    review = reviewer().review(text)
    assert mended(review, chosen(review)) == text.replace(
        "#bigcommunitylitterpick", "#BigCommunityLitterPick"
    )
    every = mended(review, chosen(review, everything=True))
    assert every == "Use the #BigCommunityLitterPick before tea. Ring 01632 960999."
    some = mended(review, chosen(review, kinds=["plain-word"]))
    assert some == "Use the #bigcommunitylitterpick before tea. Ring 07700 900123."


def test_a_decision_takes_the_edits_of_a_finding_away() -> None:
    review = reviewer().review("Ring 07700 900123.")
    assert offered(review)
    decided = tuple(replace(finding, decision=object()) for finding in review.findings)  # type: ignore[arg-type]
    assert not offered(replace(review, findings=decided))


def test_what_is_quoted_is_not_changed() -> None:
    draft = Draft("> Ring 07700 900123\nThank you.", kind="reply")
    assert [finding.edits for finding in reviewer().review(draft).findings] == [()]


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(st.lists(st.tuples(SPANS, st.text(max_size=3)), max_size=6))
def test_of_edits_that_overlap_the_first_in_place_is_made(raw: list[tuple[list[int], str]]) -> None:
    text = "abcdefghijkl"
    edits = sorted(
        (Edit(span[0], span[1], words, "letters") for span, words in raw), key=lambda e: (e.start, e.end)
    )
    made: list[Edit] = []
    for edit in edits:
        if not made or edit.start >= made[-1].end:
            made.append(edit)
    expected = text
    for edit in reversed(made):  # from the end, so that the places before it stay
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    assert applied(text, edits) == expected
