"""The words of a check are filled with the policy's; the draft's own words stay as they were written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smcheck import Council, Draft, Reviewer, load_policy
from smcheck.model.draft import Picture

POLICY = replace(load_policy("british-councils"), ask="the Parish Clerk", we="our Parish Council")
COUNCIL = Council(classifier=False, language_model=False)
TEXT = "The library is shut on Monday for the stocktake and opens again on Tuesday."


def said(draft: Draft, check: str, council: Council = COUNCIL) -> list[str]:
    """Message and advice of the findings of a check."""
    findings = Reviewer(council, POLICY).review(draft).findings
    return [f"{one.message} | {one.suggestion}" for one in findings if one.check == check]


@pytest.mark.parametrize(
    "name", ["a for the council.txt", "ask {ask}, say we.txt", "{we} and {first}.txt", "the council's.txt"]
)
def test_a_file_keeps_its_name(name: str) -> None:
    advice = "Leave out one of the two, or say in this one what is new."
    found = said(Draft(TEXT, "b.txt", repeats=name), "duplicate")
    assert found == [f"the same text stands in {name} | {advice}"]


def test_a_picture_keeps_its_name() -> None:
    draft = Draft("The new bench.", pictures=(Picture("the council {we}.jpg", has_position=True),))
    found = said(draft, "picture-metadata")
    assert [words.partition(" | ")[0] for words in found] == [
        "the file of the picture the council {we}.jpg says where it was taken"
    ]


def test_quoted_words_stay() -> None:
    draft = Draft("This was told to the council in confidence, in the private part of the meeting.")
    messages = said(draft, "confidential-business")
    assert messages
    assert not any("our Parish Council" in words.partition(" | ")[0] for words in messages)
    assert {words.partition(" | ")[2] for words in messages} == {
        "Ask the Parish Clerk what may be said, and leave the rest out."
    }


def test_a_councils_own_clause_is_given_as_it_stands() -> None:
    clause = "This e-mail does not bind the council; write to {ask}."
    draft = Draft("Dear Jo, the hall is free on Monday.", kind="email")
    found = said(draft, "missing-waiver", replace(COUNCIL, email_waiver=clause))
    assert found == [
        "the e-mail does not end with our Parish Council's waiver clause | "
        f"Add below the signature: “{clause}”"
    ]


@pytest.mark.parametrize(
    ("text", "check", "message"),
    [
        ("We promise that the path will be mended by June.", "commitment", "a promise by our Parish Council"),
        ("In my opinion the path is a disgrace.", "personal-view", "given in our Parish Council's name"),
        ("Ring 01632 960123 for a place.", "phone", "not one of our Parish Council's own"),
    ],
)
def test_the_council_is_called_what_the_policy_calls_it(text: str, check: str, message: str) -> None:
    assert [message in words for words in said(Draft(text), check)] == [True]
