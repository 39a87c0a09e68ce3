from __future__ import annotations

import pytest

from smcheck import Severity, load_policy
from smcheck.model.category import TRAITS
from smcheck.settings import clauses
from smcheck.settings.clauses import Clause, Head, Mapped, clauses_in, months_in, policy_text, proposed, usual
from smcheck.settings.tables import read_toml

POLICY = """\
Sampleton Parish Council
Social Media Policy

1. Introduction
This policy says how the Council uses social media.

2. Rules for posts
2.1 Posts must be civil, tasteful and relevant.
2.2 Posts must not contain personal information
about residents.
2.3 No political advertising.
(a) Canvassing is included;
Good practice
\u2022 Comments that are abusive, threatening or racist are removed
\u2022 A) Children are pictured with their parents' consent only.
- Content copied from elsewhere is not used

3. Review
(a) This policy is reviewed every two years.
"""


def test_clauses_are_found_with_their_section() -> None:
    assert [(clause.id, clause.heading, clause.text) for clause in clauses_in(POLICY)] == [
        ("2.1", "Rules for posts", "Posts must be civil, tasteful and relevant."),
        ("2.2", "Rules for posts", "Posts must not contain personal information about residents."),
        ("2.3", "Rules for posts", "No political advertising."),
        ("2-a", "Rules for posts", "Canvassing is included;"),
        ("2-1", "Good practice", "Comments that are abusive, threatening or racist are removed"),
        ("2-a-2", "Good practice", "Children are pictured with their parents' consent only."),
        ("2-3", "Good practice", "Content copied from elsewhere is not used"),
        ("3-a", "Review", "This policy is reviewed every two years."),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "We are polite.", "A letter of 3 pages\nwas sent on 4 May.", "Social Media Policy\nAdopted 2026"],
)
def test_a_text_without_marks_has_no_clauses(text: str) -> None:
    assert clauses_in(text) == ()


def test_ids_differ_whatever_the_document_repeats() -> None:
    text = "1. Posts\n(a) Be polite.\n(a) Be brief.\n2. E-mails\n(a) Be polite.\n"
    assert [clause.id for clause in clauses_in(text)] == ["1-a", "1-a-2", "2-a"]


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("Do not publish personal contact details.", ("personal-contact",)),
        ("No political advertising.", ("politics", "advertising")),
        ("Comments that are abusive or racist are removed.", ("abuse", "discrimination")),
        ("Photographs of children need parental consent.", ("children", "people-in-picture")),
        ("The policy is reviewed every two years.", ()),
        ("Check the terms of a third party website before a link to it.", ("link",)),
    ],
)
def test_what_a_clause_is_about_is_proposed_by_its_words(text: str, categories: tuple[str, ...]) -> None:
    assert proposed(Clause("1", "", "Policy", text)) == categories


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("Be courteous to residents.", ("tone",)),
        ("Say nothing on a case that is before the courts.", ("court-proceedings",)),
        ("Nothing is said that could prejudice a trial.", ("court-proceedings",)),
        ("Replies are without prejudice to the council's position.", ()),
        ("The tennis court is booked at the office.", ()),
        ("Reply in good faith and in respect of the agenda.", ()),
        ("Complaints with respect to a post go to the Clerk.", ()),
        ("Treat residents with respect.", ("abuse",)),
        ("Nothing on anybody's faith or beliefs.", ("religion",)),
        ("Nobody is treated worse for their sexual orientation or religion.", ("religion",)),
        ("Nothing of a sexual nature.", ("obscenity",)),
        ("This holds for, but is not limited to, Facebook.", ()),
        ("The page is limited to news of the parish.", ("topic-scope",)),
        ("A civil action may follow.", ()),
        ("Stay civil.", ("tone",)),
        ("The council's solicitor is asked first.", ()),
        ("No soliciting.", ("advertising",)),
        ("Commercially sensitive facts stay in the office.", ("confidential",)),
        ("Every post is checked; it is recommended that somebody else reads it.", ()),
        ("Do not recommend businesses.", ("endorsement",)),
        ("Posts do not discredit anybody.", ()),
        ("No-one is exempt from this policy.", ()),
        ("Exempt information is never posted.", ("confidential",)),
        (
            "Do not name staff\u00a0or volunteers; hatred is not tolerated.",
            ("discrimination", "named-person"),
        ),
        ("Pre-election rules hold before a poll.", ("politics",)),
        ("Check the platform’s own rules.", ("platform",)),
        ("BULLYING AND HARASSMENT ARE REMOVED.", ("abuse",)),
    ],
)
def test_only_whole_words_count_unless_they_are_marked_as_beginnings(
    text: str, categories: tuple[str, ...]
) -> None:
    assert proposed(Clause("1", "", "Policy", text)) == categories


def test_every_phrase_is_found_by_itself_and_none_of_those_that_never_count() -> None:
    table = read_toml(clauses._WORDS, "list of words")
    for name in sorted(table.keys - {"never"}):
        for phrase in table.texts(name):
            assert name in proposed(Clause("1", "", "Policy", f"No {phrase.replace('*', '')}."))
    for phrase in table.texts("never"):
        assert proposed(Clause("1", "", "Policy", f"No {phrase.replace('*', '')}.")) == ()


def test_words_are_given_for_known_categories_only() -> None:
    assert read_toml(clauses._WORDS, "list of words").keys <= {*TRAITS, "never"}


def test_a_breach_is_as_grave_as_the_common_clauses_take_it() -> None:
    common = load_policy("british-councils")
    assert usual(("tone", "abuse"), common) is Severity.ERROR
    assert usual(("accuracy",), common) is Severity.WARNING
    assert usual(("private-person",), common) is Severity.WARNING  # a part weighs what the whole does
    assert usual((), common) is Severity.NOTE


def test_long_clauses_are_cropped_at_a_sentence() -> None:
    clause = Clause("1", "", "Policy", "Posts are polite. " + "They are also brief and to the point. " * 20)
    assert clause.title == "Posts are polite"
    assert len(clause.gist) <= 320
    assert clause.gist.endswith("to the point.")
    assert Clause("1", "", "P", "word " * 100).gist.endswith("word …")


def test_a_policy_is_written_so_that_it_can_be_read(tmp_path: object) -> None:
    from pathlib import Path

    head = Head(
        "p", 'Our "policy"\nin brief', "Sampleton", "2026-01", "", "the Clerk", "we", "british-councils"
    )
    rows = [Mapped(clause, proposed(clause), Severity.WARNING) for clause in clauses_in(POLICY)]
    path = Path(str(tmp_path)) / "policy.toml"
    path.write_text(policy_text(head, rows), encoding="utf-8")
    policy = load_policy("policy.toml", path.parent)
    assert (policy.title, policy.ask, policy.review_due) == ('Our "policy"\nin brief', "the Clerk", "")
    assert policy.rule("2.2").categories == ("personal-contact", "personal-data")
    assert policy.rule("2.2").citation == "Clause 2.2 (section 2, Rules for posts)"
    assert [rule.name for rule in policy.rules[3:8]] == [
        "Clause 2 (a)", "Section 2, point 1", "Clause 2 (A)", "Section 2, point 3", "Clause 3 (a)",
    ]  # fmt: skip
    assert policy.rule("respect").inherited == "Common clauses of British councils"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Adopted: 12 May 2025. Review date: May 2027", ("2025-05", "2027-05")),
        ("Adopted at the meeting of 3rd March 2024\nTo be reviewed in December 2026", ("2024-03", "2026-12")),
        ("Approved 04/09/2023\nNext review: 01.09.2025", ("2023-09", "2025-09")),
        ("This policy is reviewed every two years.", ("", "")),
        ("Adopted on 04/13/2023", ("", "")),
    ],
)
def test_the_months_of_adoption_and_review_are_found(text: str, months: tuple[str, str]) -> None:
    assert months_in(text) == months


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Comments that are abusive will be removed.", ("comment",)),
        ("We may hide replies that threaten, and comments with spam are deleted.", ("comment",)),
        ("Abusive posts by members of the public will be removed.", ("comment",)),
        ("Do not post abusive comments.", ()),
        ("Abusive language is not used.", ()),
    ],
)
def test_what_goes_of_comments_holds_for_comments_alone(text: str, kinds: tuple[str, ...]) -> None:
    assert Mapped(Clause("1", "", "P", text), ("abuse",), Severity.ERROR).kinds == kinds


def test_a_day_at_the_beginning_of_a_line_begins_no_clause() -> None:
    (only,) = clauses_in(
        "1. This policy of the council on social media was adopted on\n1.5.2026 and holds until\n2027. It is reviewed then."
    )
    assert only.id == "1"
