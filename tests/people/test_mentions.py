"""The language model is asked only where its answer can change the result: skipping it is exact."""

from __future__ import annotations

import pytest

from smcheck import Reviewer
from smcheck.checks import all_checks
from smcheck.models import persons
from smcheck.people import Roster
from smcheck.people.mentions import Mention, find_mentions
from smcheck.people.shapes import Names
from smcheck.people.standing import DEAD, Standing
from smcheck.text import Span, TextView
from smcheck.text.lexicon import Lexicon
from tests.checks.test_examples import examples_of
from tests.people.scoring import POSTS, score, touches

TEXTS = sorted(
    {example.text for check in all_checks() for example in examples_of(check)}
    | {post["text"] for post in POSTS}
)


def view_of(text: str) -> TextView:
    return TextView(text, Lexicon(()))


def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(view_of(text), Roster(), persons.find)


def test_skipping_the_model_is_exact() -> None:
    """Had the model been asked about every text, and told nothing of where to look, nothing would differ."""
    asked, others = 0, []
    for text in TEXTS:
        calls: list[str] = []

        def counted(whole: str, calls: list[str] = calls) -> tuple[Span, ...]:
            calls.append(whole)
            return persons.find(whole)

        found = find_mentions(view_of(text), Roster(), counted)
        asked += bool(calls)
        by_model = {mention.span for mention in found if mention.evidence == "model"}
        surer = [mention.span for mention in found if mention.evidence not in ("model", "paired")]
        names = Names(view_of(text))
        expected: list[Span] = []
        for name in persons.find(text):
            span = names.widened(names.trimmed(name))
            if names.open and names.counts(span) and not touches(span, [*surer, *expected]):
                expected.append(span)
        if by_model != set(expected):
            others.append(text)
        assert bool(calls) == bool(names.open)
    assert len(others) <= 1, others  # sums of other lengths round otherwise
    assert 0 < asked < len(TEXTS) * 0.75


def test_a_text_without_candidates_does_not_ask(
    shared_reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(text: str) -> tuple[Span, ...]:
        raise AssertionError(text)

    monkeypatch.setattr(shared_reviewer._engine, "_find_persons", never)
    assert not shared_reviewer.review("The library in Nelson Drive is open on Saturday.").errors
    assert shared_reviewer.review("Our groundsman Pete Nelson was there.").errors


@pytest.mark.parametrize(
    ("text", "words", "judgement"),
    [
        ("Thanks to Priya Raghunathan for the cakes.", "Priya Raghunathan", "private"),
        ("Mrs Okonkwo has retired.", "Mrs Okonkwo", "private"),
        ("Cllr Sandra Moss will be there.", "Cllr Sandra Moss", "private"),
        ("Callum, 9, from Elm Road won.", "Callum", "private"),
        ("Jo Pettiwick fell at the war memorial yesterday.", "Jo Pettiwick", "private"),
        (
            "Thanks to Jo Pettiwick, who remembered to feed the ducks by the war memorial.",
            "Jo Pettiwick",
            "private",
        ),
        ("Jo Pettiwick lost her purse at the D-Day exhibition.", "Jo Pettiwick", "private"),
        ("Jo Pettiwick, who fell at the Somme, will be remembered.", "Jo Pettiwick", "historical"),
        ("Jo Pettiwick is remembered on the war memorial.", "Jo Pettiwick", "historical"),
        ("Pte Jo Pettiwick is on our war memorial.", "Pte Jo Pettiwick", "historical"),
        ("Jo Pettiwick won in 1940s dress at the fair.", "Jo Pettiwick", "private"),
        ("In 1940 style dress, Jo Pettiwick came first.", "Jo Pettiwick", "private"),
        ("Jo Pettiwick lived here in the 1930s.", "Jo Pettiwick", "historical"),
        ("The mascot, Jo Pettiwick, is a pupil at Elm Road.", "Jo Pettiwick", "private"),
        ("The bus, Jo Pettiwick said, was late.", "Jo Pettiwick", "private"),
        ("Jo Pettiwick the donkey who chairs the allotments", "Jo Pettiwick", "private"),
        ("The goat Jo Pettiwick chairs the club.", "Jo Pettiwick", "private"),
        ("The gritter, Jo Pettiwick, is out tonight.", "Jo Pettiwick", "not-a-person"),
        ("Jo Pettiwick the donkey is at the fair.", "Jo Pettiwick", "not-a-person"),
        ("Picture courtesy of Jo Pettiwick, who lives in Elm Road", "Jo Pettiwick", "private"),
        ("Picture courtesy of Jo Pettiwick, taken on Sunday", "Jo Pettiwick", "public-figure"),
        ("The Prime Minister, Jo Pettiwick, visited.", "Jo Pettiwick", "public-figure"),
        ("Jo Pettiwick MP opened the hall.", "Jo Pettiwick", "public-figure"),
        ("King Charles III visited.", "King Charles III", "public-figure"),
        ("Photo: Priya Raghunathan", "Priya Raghunathan", "public-figure"),
        ("A talk on Charles Dickens and his Essex.", "Charles Dickens", "historical"),
        ("The hall was built by Josiah Pettiwick in 1887.", "Josiah Pettiwick", "historical"),
        ("Father Christmas is coming.", "Father Christmas", "not-a-person"),
    ],
)
def test_each_mention_is_judged(text: str, words: str, judgement: str) -> None:
    found = {text[slice(*mention.span)]: mention.standing.value for mention in mentions(text)}
    assert found == {words: judgement}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The late Jo Pettiwick was mayor.", True),
        ("Our late chairman Jo Pettiwick is missed.", True),
        ("Jo Pettiwick died on Sunday.", True),
        ("The late Jo Pettiwick was late again for work at the depot.", False),
        ("Our late running Jo Pettiwick is here.", False),
        ("Jo Pettiwick, who died her hair pink, won.", False),
        ("Jo Pettiwick drowned her chips in vinegar.", False),
        ("Jo Pettiwick died laughing.", False),
    ],
)
def test_who_is_late_is_not_always_dead(text: str, dead: bool) -> None:
    (mention,) = mentions(text)
    assert (mention.why == DEAD.why) is dead


@pytest.mark.parametrize(
    "text",
    [
        "Clwb Cinio meets on Monday.",
        "Clwb Rygbi Abertawen play Clwb Bowlio y Bont on Saturday.",
        "Clwb Ffermwyr Ifanc welcomes you.",
        "Bore Coffi Macmillan in Festri Bethel on Friday.",
        "Te Prynhawn and Merched y Wawr are in the hall.",
        "The path by Ty Gwyn and Tŷ Bethel is closed.",
        "Lon Cefn and Bryn Coch are closed.",
        "Mudiad Meithrin and Menter Bro Dawe have a stall.",
        "Ring Hywel Dda Health Board, or see Traveline Cymru.",
    ],
)
def test_welsh_bodies_and_places_are_no_people(text: str) -> None:
    assert [one for one in mentions(text) if one.standing is not Standing.NOT_A_PERSON] == []


@pytest.mark.parametrize("name", ["Ty Hughes", "Tim Hughes", "Bryn Davies", "Lon Hughes", "Hywel Davies"])
def test_welsh_people_are_people(name: str) -> None:
    found = mentions(f"{name} of Clwb Cinio has won the race.")
    people = [one for one in found if one.standing is Standing.PRIVATE]
    assert [one.span for one in people] == [(0, len(name))]


@pytest.mark.parametrize(
    "text",
    [
        "Nelson Drive and Marine Parade will be closed.",
        "The Edwin Pettiwick Memorial Trophy goes to the allotments.",
        "Storm Brian is due on Friday.",
        "Meet at St Clement's Church.",
        "Chaudhry & Sons will resurface the path.",
        "Hope to see you there. Will you come? Mark your diary for May.",
        "GREEN BINS: COLLECTION DAY IS MONDAY",
        "A Victoria sponge and a Jack Russell show.",
        "Aye, we ken it's no ideal. Area 6 will be lifted Monday. Sorry, The Roads Team.",
        "Resurfacing this year: Amroth, Camrose, Crymych, Dinas Cross, Kilgetty.",
        "Visiting on Byron and Keats wards is limited.",
        "A tenant has been ordered by Dudley magistrates to leave.",
    ],
)
def test_things_are_no_mention_of_a_person(text: str) -> None:
    assert [m for m in mentions(text) if m.standing is not Standing.NOT_A_PERSON] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thank you to Ann, Bob, Carol, Dave and Sue for the cakes.", {"Ann", "Bob", "Carol", "Dave"}),
        (
            "The winners are Okonkwo, Yilmaz, Kowalczyk, Banerjee.",
            {"Okonkwo", "Yilmaz", "Kowalczyk", "Banerjee"},
        ),
        ("thanks jane for the lovely cake", {"jane"}),
    ],
)
def test_lists_of_people_and_names_in_small_letters_are_found(text: str, names: set[str]) -> None:
    assert {text[slice(*mention.span)] for mention in mentions(text)} == names


def test_the_councils_own_town_is_no_person() -> None:
    text = "Leigh is flooded, and Leigh ward has a vacancy."
    assert find_mentions(view_of(text), Roster(), persons.find, frozenset({"leigh"})) == ()


def test_a_public_office_is_a_word_of_its_own() -> None:
    (mention,) = mentions("The quiz starts at 7.30PM, Jane Pettiwick is in charge.")
    assert mention.standing is Standing.PRIVATE


def test_the_figures_of_the_documentation_hold() -> None:
    f1, flagged = score(
        lambda text: [
            (mention.span.start, mention.span.end)
            for mention in mentions(text)
            if mention.standing is not Standing.NOT_A_PERSON
        ]
    )
    assert f1 >= 0.83
    assert flagged <= 0.24
