from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from smcheck import ConfigError, Council, Decision, Draft, Reviewer, load_council
from smcheck.reporters.gathering import in_words
from smcheck.settings.decision_file import add_decision
from smcheck.settings.elections import Election, election_on, notice_of_election

POLL = dt.date(2027, 5, 6)


@pytest.mark.parametrize(
    ("poll", "notice"),
    [
        (dt.date(2024, 5, 2), dt.date(2024, 3, 26)),  # over Easter
        (dt.date(2023, 5, 4), dt.date(2023, 3, 27)),  # Easter and May Day
        (dt.date(2022, 10, 13), dt.date(2022, 9, 7)),  # the day of mourning, 19 September
        (dt.date(2026, 1, 22), dt.date(2025, 12, 12)),  # Christmas Eve to New Year
    ],
)
def test_the_last_day_for_the_notice_of_election(poll: dt.date, notice: dt.date) -> None:
    assert notice_of_election(poll) == notice


def test_the_period_lasts_to_the_close_of_poll() -> None:
    given = Election(POLL, dt.date(2027, 4, 1))
    later = Election(dt.date(2027, 5, 20), dt.date(2027, 4, 15))
    assert election_on(dt.date(2027, 3, 31), [given]) is None
    assert election_on(dt.date(2027, 4, 1), [given]) == given
    assert election_on(POLL, [later, given]) == given
    assert election_on(dt.date(2027, 5, 7), [later, given]) == later


def with_election(council: Council) -> Council:
    assert council.path is not None
    lines = council.path.read_text(encoding="utf-8")
    council.path.write_text(f"{lines}\n[[election]]\npoll = {POLL}\nfrom = 2027-04-01\n", encoding="utf-8")
    return load_council(council.path)


def test_polls_stand_in_the_configuration(council: Council) -> None:
    assert with_election(council).elections == (Election(POLL, dt.date(2027, 4, 1)),)
    assert council.path is not None
    council.path.write_text("[[election]]\npoll = 2027-05-06\nfrom = 2027-06-01\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="must not lie after the poll"):
        load_council(council.path)


APPROVAL = Decision("person", "Sam Example", "The Clerk", dt.date(2027, 1, 1))
POST = "Cllr Sam Example opened the #SummerFair today, and Alex Specimen helped."


@pytest.mark.parametrize(
    ("day", "record", "open_names"),
    [
        ("2027-03-31", APPROVAL, ["Alex Specimen"]),
        ("2027-04-01", APPROVAL, ["Cllr Sam Example", "Alex Specimen"]),
        ("2027-04-01", replace(APPROVAL, pre_election=True), ["Alex Specimen"]),
        ("2027-04-01", replace(APPROVAL, subject="Alex Specimen"), ["Cllr Sam Example"]),  # an employee
        ("2027-05-07", APPROVAL, ["Alex Specimen"]),
    ],
)
def test_approvals_of_the_elected_are_suspended(
    council: Council, day: str, record: Decision, open_names: list[str]
) -> None:
    council = with_election(council)
    add_decision(council.folder / council.decisions, record)
    review = Reviewer(council, date=dt.date.fromisoformat(day)).review(POST)
    found = [finding for finding in review.open_findings if finding.check == "named-person"]
    assert [POST[finding.start : finding.end] for finding in found] == open_names
    suspended = [finding for finding in found if "suspended" in in_words(finding)]
    assert len(suspended) == ("Cllr Sam Example" in open_names and record.subject == "Sam Example")
    assert all(
        "The Clerk" in in_words(finding) and "2027-05-06" in in_words(finding) for finding in suspended
    )


@pytest.mark.parametrize(
    ("scope", "text", "covered"),
    [
        ("#SummerFair", "Sam Example opens the #summerfair.", True),
        ("#SummerFair", "Sam Example opens the #SummerFairOf2026.", False),
        ("#SummerFair", "Sam Example opens the summer fair.", False),
        ("fair.txt", "Sam Example opens the fair.", True),
        ("autumn/*", "Sam Example opens the fair.", False),
    ],
)
def test_an_approval_may_be_for_a_campaign_or_one_draft(
    council: Council, scope: str, text: str, covered: bool
) -> None:
    add_decision(council.folder / council.decisions, replace(APPROVAL, on=dt.date(2026, 1, 1), scope=scope))
    review = Reviewer(council, date=dt.date(2026, 11, 22)).review(Draft(text, "drafts/fair.txt"))
    named = [finding for finding in review.open_findings if finding.check == "named-person"]
    assert (named == []) == covered


def test_the_elected_and_politics_weigh_more_before_a_poll(council: Council) -> None:
    post = "Only Labour cares about the hall that Cllr Sam Example opened."
    reviewer = Reviewer(with_election(council), select=["named-person", "politics"])
    for day, severity in (("2027-03-31", "warning"), ("2027-04-20", "error"), ("2027-05-07", "warning")):
        review = reviewer.review(Draft(post, date=dt.date.fromisoformat(day)))
        assert [(found.check, found.severity.value) for found in review.findings] == [
            ("partisan-politics", severity),
            ("named-person", severity),
        ]


def test_rule_10_is_cited_with_the_law_beside_it(council: Council) -> None:
    post = "Cllr Sam Example opened the hall, and Alex Specimen helped."
    reviewer = Reviewer(with_election(council), date=dt.date(2027, 4, 20), select=["named-person"])
    elected, employee = reviewer.review(post).findings
    assert elected.rules == ("9", "10")
    assert "poll on 2027-05-06 (Local Government Act 1986, section 2;" in in_words(elected)
    assert (employee.rules, employee.severity.value) == (("9",), "warning")
    assert "poll" not in in_words(employee)


@pytest.mark.parametrize(
    "post",
    [
        "Polling stations are open from 7am to 10pm on Thursday. Bring photo ID.",
        "The last day to register to vote is Friday 16 April.",
        "Notice of election: nominations close at 4pm on 9 April.",
        "The library opens at nine.",
    ],
)
def test_notices_of_the_poll_stay_clean(council: Council, post: str) -> None:
    assert Reviewer(with_election(council), date=dt.date(2027, 4, 20)).review(post).findings == ()


def test_the_report_says_that_the_period_is_open_and_until_when(council: Council) -> None:
    council = with_election(council)
    (notice,) = Reviewer(council, date=dt.date(2027, 4, 20)).review("The library opens at nine.").notices
    assert "from 2027-04-01 to the poll on 2027-05-06" in notice
    assert Reviewer(council, date=dt.date(2027, 5, 7)).review("The library opens at nine.").notices == ()


def test_days_that_only_this_area_keeps_are_not_counted(council: Council) -> None:
    assert council.path is not None
    lines = council.path.read_text(encoding="utf-8")
    poll = "\n[[election]]\npoll = 2027-05-06\n"
    council.path.write_text(f"excluded_days = [2027-04-20, 2027-04-21]\n{lines}{poll}", encoding="utf-8")
    (election,) = load_council(council.path).elections
    assert notice_of_election(POLL) == dt.date(2027, 3, 31)
    assert election.begins == dt.date(2027, 3, 25)  # two working days and Easter weekend's earlier
