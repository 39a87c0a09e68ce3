"""A resident's comment: what may be hidden or removed, and under which rule; what is left up."""

from __future__ import annotations

from pathlib import Path

import pytest

from smcheck import Council, Draft, Review, Reviewer, load_policy
from smcheck.review.moderating import MODERATE
from smcheck.review.verdict import verdict
from smcheck.settings.policy import Policy

POLICY = """\
id = "sampleton"
title = "Social Media Policy"
council = "Sampleton Parish Council"
adopted = "2025-01"
ask = "the Clerk"

[[rule]]
id = "3"
number = 3
section = "3"
heading = "What we post"
title = "Courtesy"
gist = "Posts are polite."
categories = ["abuse", "threat", "tone"]
severity = "error"

[[rule]]
id = "8"
number = 8
section = "8"
heading = "Comments"
title = "What is removed"
gist = "Threats and advertisements are removed from our page."
categories = ["threat", "advertising"]
kinds = ["comment"]
severity = "error"
"""


def reviewed(text: str, policy: Policy | None = None) -> tuple[Review, str]:
    reviewer = Reviewer(Council(classifier=False, language_model=False), policy)
    review = reviewer.review(Draft(text, kind="comment"))
    return review, verdict(review, reviewer.policy)


@pytest.mark.parametrize(
    ("text", "check", "said"),
    [
        ("Ring me on 07700 900123 for the keys.", "phone", "may be removed under Rule 11"),
        ("Councillor Moss is a liar.", "allegation", "may be removed under Rule 1"),
        ("I know where you live.", "threat", "may be removed under Rule 1"),
        (
            "He is guilty and will be in court on Friday.",
            "live-proceedings",
            "may be hidden under “Monitoring (c)”; ask the Town Clerk first",
        ),
        (
            "Great offer on solar panels, use code SUN10 now!",
            "advertising",
            "may be hidden under “Chain letters and advertisements”; ask the Town Clerk first",
        ),
    ],
)
def test_what_may_be_hidden_or_removed_names_its_rule(text: str, check: str, said: str) -> None:
    review, words = reviewed(text)
    assert check in {finding.check for finding in review.findings}
    assert words == said
    assert {(finding.suggestion, finding.moderated) for finding in review.findings} == {(MODERATE, True)}


@pytest.mark.parametrize(
    "text",
    [
        "The council is a shambles and the bins are late AGAIN.",
        "This council is corrupt.",
        "What a disgrace! Spend our money on roads, not on flowers.",
        "We promise nothing, Jo Bloggs did it all, vote Labour, and utilise the portal ASAP!!!",
        "Read this: https://www.example.org/news #ourtown",
        "My dad was fined at the magistrates' court, and he pleaded guilty.",
    ],
)
def test_criticism_and_what_is_only_a_councils_business_is_left_up(text: str) -> None:
    review, words = reviewed(text)
    assert review.findings == ()
    assert words == "leave it up"


def test_the_council_is_criticised_and_a_person_is_not(tmp_path: Path) -> None:
    review, words = reviewed("The council is a shambles. The clerk is a thief.")
    assert [review.draft.text[found.start : found.end] for found in review.findings] == ["thief"]
    assert words == "may be removed under Rule 1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alex Specimen of this council is a liar and a thief.", ["liar and a", "thief"]),
        ("The council employs a crook, it is Alex Specimen.", ["crook"]),
        ("Alex Specimen is a fat cow, this council is a joke", ["fat cow", "joke"]),
        ("Sam Example and his committee are corrupt thieves.", ["corrupt", "thieves"]),
        ("Tamsin Okoro of the planning committee is corrupt.", ["corrupt"]),
        ("Dave Jones from the highways department takes bribes.", ["takes bribes"]),
        ("The council's Tamsin Okoro stole from the fete.", ["stole"]),
        ("Dave is a liar and the council knows it", ["liar"]),
        ("Mr Okoro and the whole council are liars.", ["liars"]),
        ("@tamsin_okoro and the council are liars.", ["liars"]),
        ("This council and its boss are liars.", ["liars"]),
        ("The company is corrupt.", ["corrupt"]),
        ("Kill the council, they should be ashamed, the council are liars.", ["liars"]),
    ],
)
def test_no_attack_on_somebody_is_criticism_of_the_council(text: str, found: list[str]) -> None:
    review, words = reviewed(text)
    assert [text[one.start : one.end] for one in review.findings if one.category != "threat"] == found
    assert words == "may be removed under Rule 1"


@pytest.mark.parametrize(
    "text",
    [
        "The council are liars and Elm Road is a disgrace.",
        "Sampleton Town Council is corrupt, and I have lived here for 40 years.",
        "A major shambles: the parish council is corrupt.",
        "The council cut the grass at last, it is still a joke of a council.",
    ],
)
def test_places_and_other_words_make_nobody_of_the_council(text: str) -> None:
    review, words = reviewed(text)
    assert review.findings == ()
    assert words == "leave it up"


def test_somebody_whom_only_the_model_sees_is_seen() -> None:
    reviewer = Reviewer(Council(classifier=False))
    text = "I say that Zibby Krondal of the planning committee is corrupt."
    review = reviewer.review(Draft(text, kind="comment"))
    assert reviewed(text)[0].findings == ()
    assert [text[found.start : found.end] for found in review.findings] == ["corrupt"]


@pytest.mark.parametrize(
    "text", ["Kill the council", "kill every one of the council", "Council should kill Dave Jones"]
)
def test_what_wishes_the_council_harm_is_no_criticism(text: str) -> None:
    reviewer = Reviewer(Council(language_model=False))
    review = reviewer.review(Draft(text, kind="comment"))
    assert [found.check for found in review.findings] == ["abusive-statement"]


def test_the_same_words_of_ours_keep_their_findings() -> None:
    reviewer = Reviewer(Council(classifier=False, language_model=False))
    review = reviewer.review("The council is a shambles.")
    assert {found.category for found in review.findings} & {"abuse", "tone"}
    assert not any(found.moderated for found in review.findings)


def test_a_comment_is_neither_mended_nor_approved() -> None:
    review, _ = reviewed("Ring me on 07700 900123, you idiot.")
    assert review.findings
    assert all(found.edits == () and found.subject == "" for found in review.findings)


def test_a_sign_of_quotation_hides_nothing() -> None:
    review, _ = reviewed("> Ring me on 07700 900123.")
    assert [(found.check, found.severity.value) for found in review.findings] == [("phone", "error")]


def test_a_rule_on_comments_goes_first_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    policy = load_policy("policy.toml", tmp_path)
    review, words = reviewed("I know where you live.", policy)
    assert [found.rules for found in review.findings] == [("8",)]
    assert words == "may be removed under Rule 8"
    review, words = reviewed("You idiot, ring me on 07700 900123.", policy)
    assert {rule for found in review.findings for rule in found.rules} == {"3"}
    assert words == "may be removed under Rule 3"
    post = Reviewer(Council(classifier=False), policy).review("You idiot.")
    assert [found.rules for found in post.findings] == [("3",)]


def test_what_could_not_be_reviewed_is_not_left_up_for_that() -> None:
    assert reviewed("")[1] == "not reviewed"
