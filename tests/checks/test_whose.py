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

OF_SOMEBODY = [
    "The tenant above the shop is on {}.",
    "The resident opposite the school can be reached on {}.",
    "The complainant told the police their number was {}.",
    "The widow who runs the trust is on {}.",
    "The farmer who owns the shop is on {}.",
    "Contact the shop owner on {}.",
    "The owner of the shop is on {}.",
    "The school caretaker lives next door; ring {}.",
    "The key holder of the village hall lives opposite: {}.",
    "Call the Smiths at the farm shop on {}.",
    "pharmacy - mrs patel - {}",
    "The gentleman of the trust who lives in Elm Road: {}",
    "A mum from the nursery is collecting clothes: {}",
    "A parent at the school collects clothes: {}",
    "Patient of the surgery: {}",
    "The pensioner in the care home is on {}.",
    "Babysitter available, used to work at the nursery: {}",
    "Room to let above the pub: {}",
    "Flat for rent by the library, {}",
    "Cat missing, last seen by the church, call {}",
    "Lost near the school: grey cat. Ring {}.",
    "Witnesses of the crash outside the school should ring the family on {}.",
    "If the surgery is shut, the doctor is on {}.",
    "Trust chairwoman {}",
    "The foodbank volunteer is on {}.",
    "School governor {}",
    "The curate of the church {}",
    "Please phone the verger on {}.",
    "The dealer near the school uses {}.",
    "The benefits cheat at the garage is on {}.",
    "The council house tenant: {}",
    "The council's troublemaker is on {}.",
    "A council resident is on {}.",
    "Our office caretaker is on {}.",
    "Our tenant is on {}.",
    "He's at the pub most nights, {}",
    "The gardener at the hall is on {}.",
    "The babysitter the school recommends is on {}.",
    "Keys for the village hall are held at number 9, phone {}.",
    "Wendy from the surgery is on {}.",
    "Ring Mrs Patel, the pharmacy, {}.",
    "Sammy, from the church: {}",
    "Contact Sam Example at the church on {}.",
    "The couple next to the pub are on {}.",
    "The library volunteer who runs the club is on {}.",
    "The tenant's line at the hotel is {}.",
]
OF_A_BODY = [
    "Ring the benefits line on {}.",
    "Exampleton City Council on {}",
    "The surgery's number is {}.",
    "The surgery's out-of-hours number is {}.",
    "Box office {}",
    "Age Concern Exampleton: {}",
    "Call the library on {}.",
    "The surgery at Elm Road is on {}.",
    "Tickets from the theatre on {}.",
    "Call the dental practice above the bank on {}.",
    "The nursery opposite the school is on {}.",
    "Patients should ring the surgery on {}.",
    "Parents: the school office is on {}.",
    "If you are a tenant, ring the housing office on {}.",
    "Any resident can ring the police on {}.",
    "The tenant support line is {}.",
    "The Carers' Trust is on {}.",
    "Report drug dealers to the police on {}.",
    "The man was last seen in Elm Road, the police are on {}.",
    "Friends of the museum: {}",
    "Bring the family to the museum, {}",
    "Lunch is provided by the hospice, {}.",
    "Families have been sent their times by the transport team, ring {}.",
    "The school secretary is on {}.",
    "The hospital's patient transport desk is on {}.",
    "Ring our friends at the museum on {}.",
    "Speak to a doctor at the surgery on {}.",
    "Speak to somebody at the library on {}.",
    "Speak to a support worker at the hospice on {}.",
    "Ring the Patient Advice and Liaison Service on {}.",
]
PERHAPS_OF_A_BODY = [
    "Ring the rugby club on {}.",
    "Ring the Example Rugby Union on {}.",
    "Meals on wheels: {}.",
    "The bowls club welcomes new members: ring {}.",
    "Ring Menter Bro Dawe on {}.",
    "Mudiad Meithrin are on {}.",
    "Clwb Rygbi Example are on {}.",
    "A concert at the church, {}.",
    "The head of the school is on {}.",
    "The church's minister is on {}.",
    "If the surgery is shut ring {}.",
]
MOBILES_OF_SOMEBODY = [
    "The widow at the pub: {}",
    "Tenants of the hotel: {}",
    "The man from the garage: {}",
    "The suspect's mobile was given to the police: {}",
    "The doctor from the surgery: {}",
    "The bowls club: {}",
]


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


def gravest(text: str) -> list[str]:
    return [finding.severity.value for finding in contacts(text)]


@pytest.mark.parametrize("text", OF_SOMEBODY)
def test_a_landline_is_the_persons_who_is_spoken_of_whatever_body_stands_beside(text: str) -> None:
    assert gravest(text.format("01632 960123")) == ["error"]


@pytest.mark.parametrize("text", OF_A_BODY)
def test_a_landline_is_silent_where_the_body_is_the_subject_or_is_rung(text: str) -> None:
    assert gravest(text.format("01632 960123")) == []


@pytest.mark.parametrize("text", PERHAPS_OF_A_BODY)
def test_a_clubs_landline_and_one_beside_a_body_are_notes(text: str) -> None:
    assert gravest(text.format("01632 960123")) == ["note"]


@pytest.mark.parametrize("text", MOBILES_OF_SOMEBODY)
def test_a_mobile_is_the_persons_who_is_spoken_of(text: str) -> None:
    assert gravest(text.format("07700 900123")) == ["error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The widow is on 0306 999 0123.", ["warning"]),
        ("The applicant's number is 0808 157 0123.", ["warning"]),
        ("Ring the complainant on 0306 999 0123.", ["warning"]),
        ("Tenants can ring 0306 999 0123.", []),
        ("Advice for tenants on 0808 157 0123", []),
        ("The tenant support line is 0306 999 0123.", []),
    ],
)
def test_a_number_of_organisations_is_a_persons_where_the_words_say_so(
    text: str, expected: list[str]
) -> None:
    assert gravest(text) == expected


def test_brackets_behind_a_number_say_whose_it_is() -> None:
    text = "The church is on 01632 960123 or 01632 960124 (verger, home)."
    (finding,) = contacts(text)
    assert text[finding.start : finding.end] == "01632 960124"
    assert gravest("The church is on 01632 960123 (answered from nine).") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to tokoro@exampleton.gov.uk about the closure of the road.", ["error"]),
        ("Send entries to jsmith.market@elmroad.example by Friday.", ["error"]),
        ("Write to hello@janesmith.example for a form by Friday.", ["warning"]),
        ("Write to info@tamsinokoro.me.uk for a form by Friday.", ["warning"]),
        ("Write to enquiries@jane-smith.example for a form by Friday.", ["warning"]),
        ("Send entries to karoo.office@wainwright.example by Friday.", ["warning"]),
        ("Write to highways.south@exampleton.gov.uk about the closure of the road.", []),
        ("Write to hello@rosehillschool.example for a form by Friday.", []),
        ("Write to friendsofthepark@gmail.com for a form by Friday.", ["note"]),
        ("Write to exampletheatre@outlook.com for a form by Friday.", ["note"]),
        ("Write to leighwi@gmail.com for a form by Friday.", ["note"]),
        ("Write to janehall@gmail.com for a form by Friday.", ["error"]),
    ],
)
def test_a_mailbox_is_whose_name_it_or_its_domain_bears(text: str, expected: list[str]) -> None:
    assert gravest(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pick up the keys from the church warden's at 14 Elm Road.", ["error"]),
        ("The church warden's house: 14 Elm Road", ["error"]),
        ("Leave it at the hall caretaker's, 14 Elm Road.", ["error"]),
        ("Pick up the keys from the warden's office, 14 Elm Road.", []),
        ("Pick up the keys from the church hall, 14 Elm Road.", []),
    ],
)
def test_a_body_named_beside_somebodys_house_makes_it_no_venue(text: str, expected: list[str]) -> None:
    assert gravest(text) == expected
