"""What is advised about a contact, by whose it is."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from smcheck import Council, Finding, Reviewer
from smcheck.settings.partners import Partner

COUNCIL = Council(
    name="Example Town Council",
    phones=("01632 960999",),
    emails=("clerk@example.gov.uk",),
    handles=("@ExampleTC",),
    classifier=False,
    language_model=False,
)
PARTNER = Partner(
    "Example Surgery",
    phones=("07700 900222",),
    emails=("jane.smith@gmail.com",),
    handles=("@jane_99",),
    addresses=("22 Elm Court, SS9 9ZZ",),
    domains=("surgery.example",),
)


def contacts(text: str, council: Council = COUNCIL) -> list[Finding]:
    found = Reviewer(council).review(text).findings
    return [finding for finding in found if finding.category == "personal-contact"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The clerk's home number is 01632 960123.", "01632 960999"),
        ("Ring 07700 900123 for details.", "01632 960999"),
        ("Ring us on 01632 960123.", "01632 960999"),
        ("Write to jane.smith@gmail.com about it.", "clerk@example.gov.uk"),
        ("DM me on Insta @jo_example for a stall.", "@ExampleTC"),
        ("Questions? https://wa.me/447700900123", "01632 960999"),
    ],
)
def test_the_councils_own_contact_is_offered_for_its_own_people_and_where_nothing_tells(
    text: str, own: str
) -> None:
    (finding,) = contacts(text)
    assert [edit.text for edit in finding.edits] == [own]


@pytest.mark.parametrize(
    "text",
    [
        "Ring Dave at the surgery on 07700 900123.",
        "Ring Dave at the surgery on 01632 960123.",
        "The theatre's mobile is 07700 900123.",
        "Reports can be made on 01632 960123 or at any library.",
        "Write to Jane at the surgery, jane.smith@surgery.example",
        "Write to the theatre at stalls@playhouse.example for a form.",
        "Message Dave at the theatre on Insta: @dave_99",
        "WhatsApp Dave at the surgery: https://wa.me/447700900123",
    ],
)
def test_the_councils_own_contact_is_not_offered_for_somebody_elses_service(text: str) -> None:
    (finding,) = contacts(text)
    assert finding.edits == ()
    assert not any(own in finding.suggestion for own in ("960999", "clerk@", "ExampleTC"))


@pytest.mark.parametrize(
    "text",
    [
        "To book a place please ring 01632 960123.",
        "Ring 07700 900123 for details.",
        "The theatre's mobile is 07700 900123.",
        "Write to the theatre at stalls@playhouse.example for a form.",
    ],
)
def test_partners_are_offered_where_it_may_be_an_organisations(text: str) -> None:
    (finding,) = contacts(text)
    assert "add it to the council's partners" in finding.suggestion
    assert "smcheck" not in finding.suggestion


@pytest.mark.parametrize(
    "text", ["The clerk's home number is 01632 960123.", "Ring Dave at the surgery on 07700 900123."]
)
def test_no_partner_is_made_of_a_person(text: str) -> None:
    (finding,) = contacts(text)
    assert "partner" not in finding.suggestion


@pytest.mark.parametrize(
    "text",
    [
        "Ring Jane on 07700 900222.",
        "Ring Jane on +44 7700 900222.",
        "Write to jane.smith@gmail.com about it.",
        "Write to jo.moss@surgery.example about it.",
        "DM me on Insta @jane_99 for a place.",
        "Questions? https://wa.me/447700900222",
        "Send flowers to 22 Elm Court",
        "She lives near the church, SS9 9ZZ.",
    ],
)
def test_a_partners_contacts_are_silent_and_only_those(text: str) -> None:
    assert contacts(text, replace(COUNCIL, partners=(PARTNER,))) == []
    assert [finding.severity.value for finding in contacts(text)] == ["error"]


def test_a_link_to_a_partners_website_is_not_cleared() -> None:
    council = replace(COUNCIL, partners=(PARTNER,))
    found = Reviewer(council).review("See www.surgery.example for hours.").findings
    assert [finding.check for finding in found] == ["third-party-link"]


def test_a_long_draft_of_nothing_but_numbers_is_read_in_step_with_its_length() -> None:
    text = "Ring the surgery or Sandra on 01632 960123 or 01632 960124 and write to info@example.net. "
    reviewer = Reviewer(replace(COUNCIL, classifier=False, language_model=False), select=["phone", "email"])

    def seconds(times: int) -> float:
        began = time.process_time()
        reviewer.review(text * times)
        return time.process_time() - began

    seconds(20)
    assert any(seconds(200) < 30 * seconds(20) for _ in range(3))  # a quadratic pass would give about 100
