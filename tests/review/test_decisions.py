from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from smcheck import ConfigError, Council, Decision, Draft, Review, Reviewer, load_decisions
from smcheck.review.fitting import advice, misfit
from smcheck.settings.decision_file import add_decision, ensure_key
from tests.conftest import TODAY

POST = "Cllr Sam Example is at example.org, ring 07700 900123."


def decide(council: Council, *records: Decision) -> None:
    for record in records:
        add_decision(council.folder / council.decisions, record)


def open_checks(review: Review) -> list[str]:
    return [finding.check for finding in review.open_findings]


def approval(kind: str, subject: str, **changes: object) -> Decision:
    return replace(Decision(kind, subject, "The Clerk", dt.date(2026, 1, 1)), **changes)  # type: ignore[arg-type]


def test_each_kind_silences_its_own_finding(council: Council) -> None:
    decide(council, approval("person", "sam example"), approval("link", "example.org"))
    decide(council, approval("contact", "+44 7700 900123"))
    review = Reviewer(council, date=TODAY).review(POST)
    assert open_checks(review) == []
    assert review.status == "clean"
    assert [finding.decision.kind for finding in review.findings if finding.decision] == [
        "person", "link", "contact",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "silenced"),
    [
        (approval("link", "example.org"), "third-party-link"),
        (approval("link", "org"), ""),
        (approval("link", "exаmple.org"), ""),  # with a Cyrillic letter
        (approval("contact", "07700900123", on=TODAY + dt.timedelta(1)), ""),
        (approval("link", "ample.org"), ""),
        (approval("person", "Sam Exampl"), ""),
        (approval("contact", "07700 900124"), ""),
        (approval("contact", "someone@example.org"), ""),
        (approval("contact", "07700900123", scope="fete.txt"), "phone"),
        (approval("contact", "07700900123", scope="other.txt"), ""),
        (approval("contact", "07700900123", scope="drafts/*"), "phone"),
        (approval("contact", "07700900123", scope="drafts\\fete.txt"), "phone"),
        (approval("contact", "07700900123", scope="other\\fete.txt"), ""),
        (approval("contact", "07700900123", until=TODAY), "phone"),
        (approval("contact", "07700900123", until=TODAY - dt.timedelta(1)), ""),
    ],
)
def test_what_a_record_covers(council: Council, record: Decision, silenced: str) -> None:
    decide(council, record)
    review = Reviewer(council, date=TODAY).review(Draft(POST, "drafts/fete.txt"))
    every = ["named-person", "third-party-link", "phone"]
    assert open_checks(review) == [check for check in every if check != silenced]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("*@scouts.example.org", "Write to jo@scouts.example.org today."),
        ("*@example.org", "Email jo dot x at scouts dot example dot org today."),
        ("14 Elm Road", "Jo lives at 14 Elm Rd, Exampleton, SS9 9ZZ."),
        ("ss99zz", "Jo is in SS9 9ZZ."),
        ("@jo_example", "DM me on Insta @jo_example"),
        ("07700 900123", "Text Jo on oh double seven double oh, nine double oh, one two three."),
    ],
)
def test_every_kind_of_contact_can_be_approved_in_any_spelling(
    council: Council, subject: str, text: str
) -> None:
    assert open_checks(Reviewer(council, date=TODAY, ignore=["named-person"]).review(text))
    decide(council, approval("contact", subject))
    assert open_checks(Reviewer(council, date=TODAY, ignore=["named-person"]).review(text)) == []


def test_an_approved_domain_or_address_covers_no_other(council: Council) -> None:
    decide(council, approval("contact", "*@example.org"), approval("contact", "14 Elm Road"))
    reviewer = Reviewer(council, date=TODAY)
    assert open_checks(reviewer.review("Write to jo@notexample.org today.")) == ["email"]
    assert open_checks(reviewer.review("He lives at 114 Elm Road now.")) == ["postal-address"]


def test_a_contact_is_covered_in_a_messaging_link_too(council: Council) -> None:
    decide(council, approval("contact", "07700 900123"))
    assert open_checks(Reviewer(council, date=TODAY).review("Tap tel:07700900123 today.")) == []


def test_a_waiver_covers_one_finding_in_its_wording(council: Council) -> None:
    text = "You idiot. You idiot."
    first, second = Reviewer(council, date=TODAY).review(text).findings
    assert first.fingerprint != second.fingerprint
    decide(council, approval("waiver", first.fingerprint))
    reviewer = Reviewer(council, date=TODAY)
    assert [finding.start for finding in reviewer.review(text).open_findings] == [second.start]
    assert [finding.start for finding in reviewer.review("\n\n" + text).open_findings] == [second.start + 2]
    assert len(reviewer.review("You utter idiot.").open_findings) == 1


def test_an_expired_record_is_mentioned(council: Council) -> None:
    decide(council, approval("contact", "07700900123", until=dt.date(2026, 2, 1)))
    review = Reviewer(council, date=TODAY).review(POST)
    assert review.notices == (
        "an approval has expired: contact '•••••••••23', cleared by The Clerk on 1 January 2026 until 1 February 2026",
    )


def test_fingerprints_depend_on_the_key(council: Council) -> None:
    first = Reviewer(council, date=TODAY).review("You idiot").findings[0].fingerprint
    assert Reviewer(council, date=TODAY).review("You idiot").findings[0].fingerprint == first
    (council.folder / "smcheck.key").unlink()
    ensure_key(council.folder / council.decisions)
    assert Reviewer(council, date=TODAY).review("You idiot").findings[0].fingerprint != first


def test_adding_keeps_what_people_wrote_by_hand(council: Council) -> None:
    path = council.folder / council.decisions
    path.write_text(
        '# ours\n[[decision]]\nkind = "link"\nsubject = "a.example"  # read\nby = "C"\non = 2026-01-02\n'
    )
    decide(council, approval("person", 'Jo "X" Example', until=dt.date(2027, 1, 1), note="asked"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert "# read" in text
    kinds = [(record.kind, record.subject, record.note) for record in load_decisions(path).known]
    assert kinds == [("link", "a.example", ""), ("person", 'Jo "X" Example', "asked")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[decision]]\nkind = "persons"\nsubject = "x"\nby = "y"\non = 2026-01-01', "did you mean 'person'"),
        ('[[decision]]\nkind = "link"\nsubject = "x"\nby = "y"\non = "2026-01-01"', "without quotes"),
        (
            '[[decision]]\nkind = "link"\nsubject = "x"\non = 2026-01-01',
            r"\[\[decision\]\] 1: by: is missing",
        ),
        ("decision = 1", r"\[\[decision\]\] tables"),
        ("nonsense", "cannot be read"),
    ],
)
def test_a_mistake_is_refused_and_nothing_added(council: Council, text: str, message: str) -> None:
    path = council.folder / council.decisions
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        decide(council, approval("link", "example.org"))
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("content", ["", "zz", "abcd"])
def test_a_broken_key_is_refused(council: Council, content: str) -> None:
    (council.folder / "smcheck.key").write_text(content, encoding="ascii")
    with pytest.raises(ConfigError, match="smcheck.key"):
        load_decisions(council.folder / council.decisions)


def test_words_that_could_mean_two_people_are_covered_by_no_approval(council: Council) -> None:
    with (council.folder / council.roster).open("a", encoding="utf-8") as file:
        file.write('\n[[person]]\nname = "Jo Example"\ngroup = "councillor"\n')
    decide(council, approval("person", "Sam Example"), approval("person", "Jo Example"))
    reviewer = Reviewer(council, date=TODAY)
    assert open_checks(reviewer.review("Jo Example and Sam Example will open the fair.")) == []
    assert open_checks(reviewer.review("Cllr Example will open the fair.")) == ["named-person"]


@pytest.mark.parametrize(
    ("kind", "subject", "reason"),
    [
        ("contact", "*@com", "is no domain"),
        ("contact", "*@gmail.com", "everybody can have a mailbox at gmail.com"),
        ("contact", "*@yahoo.co.uk", "everybody can have a mailbox at yahoo.co.uk"),
        ("contact", "*@sky.com", "everybody can have a mailbox at sky.com"),
        ("contact", "*@co.uk", "is shared by many"),
        ("contact", "*@scouts.example.org", ""),
        ("contact", "jo@gmail.com", ""),
        ("link", "com", "is no domain"),
        ("link", "wordpress.com", "is shared by many websites"),
        ("link", "github.io", "is shared by many websites"),
        ("link", "ourband.wordpress.com", ""),
        ("link", "еxample.org", "letters of two alphabets"),
        ("link", "münchen.example", ""),
        ("person", "Jane Dое", "letters of two alphabets"),
        ("person", "Иван Петров", ""),
        ("person", "Zoë Đorđević", ""),
        ("waiver", "0123456789abcdef", ""),
    ],
)
def test_an_approval_is_of_one_thing(council: Council, kind: str, subject: str, reason: str) -> None:
    assert reason in misfit(kind, subject)
    assert bool(misfit(kind, subject)) == bool(reason)


def test_a_postcode_covers_no_home_in_it(council: Council) -> None:
    decide(council, approval("contact", "SS9 9ZZ"))
    reviewer = Reviewer(council, date=TODAY, ignore=["named-person"])
    assert open_checks(reviewer.review("Jo lives at 14 Elm Road, Exampleton, SS9 9ZZ.")) == ["postal-address"]
    assert open_checks(reviewer.review("Jo is in SS9 9ZZ.")) == []


def test_a_day_that_has_passed_revives_no_approval(council: Council) -> None:
    decide(council, approval("contact", "07700 900123", until=dt.date(2026, 3, 1)))
    reviewer = Reviewer(council, date=dt.date(2026, 5, 1), ignore=["named-person", "link"])
    old = reviewer.review(Draft(POST, date=dt.date(2026, 2, 1)))
    assert open_checks(old) == ["phone"]
    assert any("has expired" in notice for notice in old.notices)
    then = Reviewer(council, date=dt.date(2026, 2, 1), ignore=["named-person", "link"])
    assert open_checks(then.review(Draft(POST, date=dt.date(2026, 2, 2)))) == []
    assert open_checks(then.review(Draft(POST, date=dt.date(2026, 4, 1)))) == ["phone"]


def test_an_approval_dated_ahead_does_not_hold_and_is_told(council: Council) -> None:
    decide(council, approval("contact", "07700 900123", on=dt.date(2026, 6, 1)))
    review = Reviewer(council, date=dt.date(2026, 5, 1), ignore=["named-person", "link"]).review(POST)
    assert open_checks(review) == ["phone"]
    assert any("dated ahead" in notice for notice in review.notices)


def test_what_covers_more_than_it_seems_is_told() -> None:
    assert "in every town" in advice("contact", "14 Elm Road")
    assert advice("contact", "14 Elm Road, Exampleton") == advice("contact", "07700 900123") == ""
    assert "anybody may have one" in advice("link", "ourband.wordpress.com")
    assert advice("link", "example.org") == ""
