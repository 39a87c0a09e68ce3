"""Texts in two languages: what is not judged is named, and the rest is judged as ever."""

from __future__ import annotations

import pytest

from smcheck import Draft, Reviewer

WELSH = "Mae'r cynghorydd yn dwpsyn diog, a dylai pawb bleidleisio dros y lleill ym mis Mai."
ENGLISH = "The councillors meet on Tuesday in the hall at seven, and the public may come and listen."
POLISH = (
    "Zapraszamy wszystkich mieszkańców na spotkanie w sobotę o godzinie dziesiątej w bibliotece miejskiej, "
    "kawa i ciasto za darmo."
)
THERE = "only personal data, links and listed names were checked there"


def errors(reviewer: Reviewer, text: str, **drafted: object) -> list[str]:
    draft = Draft(text, **drafted)  # type: ignore[arg-type]
    return [error.message for error in reviewer.review(draft).errors]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"{WELSH}\n\n{ENGLISH}", "line 1 looks Welsh"),
        (f"{ENGLISH}\n\n{WELSH}", "line 3 looks Welsh"),
        (f"{ENGLISH} {WELSH}", "line 1 looks Welsh"),
        (f"{POLISH}\n{ENGLISH}", "line 1 looks Polish"),
        (f"{POLISH}\n{ENGLISH}\n{WELSH}", "line 1 looks Polish, line 3 looks Welsh"),
    ],
)
def test_a_part_in_another_language_is_named(shared_reviewer: Reviewer, text: str, places: str) -> None:
    assert errors(shared_reviewer, text) == [f"{places}: {THERE}"]
    assert shared_reviewer.review(text).status == "unreviewed"


@pytest.mark.parametrize(
    "text",
    [
        "Pleidleisiwch dros Blaid Cymru ym mis Mai!",
        "Rwyt ti'n dwpsyn. Cer yn awr.",
        "Mae'r cyngor yn warthus.",
    ],
)
def test_a_short_draft_in_welsh_is_not_reviewed(shared_reviewer: Reviewer, text: str) -> None:
    assert errors(shared_reviewer, text) == [
        "the text looks Welsh: only personal data, links and listed names were checked"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nadolig Llawen! Merry Christmas to everybody in the town.",
        "Croeso i bawb! All are welcome at the hall on Saturday.",
        "Dydd Gŵyl Dewi Hapus i bawb",
        f"{ENGLISH} Diolch yn fawr iawn i bawb.",
        "Eid Mubarak, Diwali Mubarak, Joyeux Noël and Frohe Weihnachten to all our residents.",
        "Cyngor Tref Exampleton Town Council meets on Tuesday at seven in Neuadd y Dref.",
        "Winners: Jo Askew, Priya Moss, Owen Rhys, Marta Nowak, Ffion Hughes, Aled Price, Sian Ellis, Dai Morgan.",
    ],
)
def test_greetings_and_names_are_no_other_language(shared_reviewer: Reviewer, text: str) -> None:
    assert errors(shared_reviewer, text) == []


def test_the_english_part_is_judged_and_the_other_for_personal_data_only(shared_reviewer: Reviewer) -> None:
    text = f"{WELSH} Ffoniwch Aled Rhys ar 07700 900123, neu anfonwch neges i'r neuadd yn y bore.\n\n{ENGLISH} You idiots are welcome too, and so is everybody else."
    found = [(one.check, text[one.start : one.end]) for one in shared_reviewer.review(text).findings]
    assert ("phone", "07700 900123") in found
    assert ("insult", "idiots") in found
    assert [check for check, words in found if check == "named-person"] == []


def test_a_place_is_named_as_elsewhere(shared_reviewer: Reviewer) -> None:
    text = f"{ENGLISH}\n{WELSH}"
    draft = {"places": ((0, "paragraph 1"), (len(ENGLISH) + 1, "paragraph 2"))}
    assert errors(shared_reviewer, text, **draft) == [f"paragraph 2 looks Welsh: {THERE}"]
