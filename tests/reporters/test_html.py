"""The HTML page, read with a parser: what it says, that it leads to and fro, and that nothing in it acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from smcheck import Draft, Review, Reviewer
from smcheck.model.decision import Decision
from smcheck.model.finding import Finding, Severity
from smcheck.model.review import ReviewError
from smcheck.model.showing import visible
from smcheck.reporters import Format
from smcheck.reporters.marks import Place, stretches
from smcheck.run import NotReviewed
from tests.reporters import runs

BUSY = Draft(
    "Ring Sam on 07700 900123 before you moan, you 1d1ot!\r\n\r\n"
    "Cllr Sam Example said so at www.example.org/terms, and as we told you last week the committee is a joke.\n"
    "For the agenda click here. #summerfairinexampleton",
    "drafts/fete.txt",
    platforms=("x", "facebook"),
)
CLEAN = Draft("The library is open on Saturday.", "drafts/library.txt")
BROKEN = Review(Draft("", "none.txt"), errors=(ReviewError("none.txt", "it broke", "insult"),))
MISSING = NotReviewed("none.txt", "there is no such file or folder", Reviewer())
DECISION = Decision(
    "person", "Sam Example", "J. Clerk", dt.date(2026, 10, 1), dt.date(2027, 3, 31), note="He said yes."
)


def written(reviewer: Reviewer, *drafts: Draft | Review | NotReviewed, **options: Any) -> str:
    reviews = [reviewer.review(draft) if isinstance(draft, Draft) else draft for draft in drafts]
    return runs.written(runs.run_over(reviewer, reviews), Format.HTML, **options)


def page(reviewer: Reviewer, *drafts: Draft | Review | NotReviewed, **options: Any) -> JustHTML:
    return JustHTML(written(reviewer, *drafts, **options), sanitize=False, strict=True)


def found_in(node: Any, selector: str) -> list[Any]:
    """Elements that the selector finds; untyped, since their attributes and texts may be None."""
    return list(node.query(selector))


def text_of(node: Any, *without: str) -> str:
    """All text within the element, but for that in elements of these classes."""
    if node.name == "#text":
        return str(node.data or "")
    if set((getattr(node, "attrs", None) or {}).get("class", "").split()) & set(without):
        return ""
    return "".join(text_of(child, *without) for child in node.children or ())


def draft_text(found: JustHTML) -> str:
    return text_of(found_in(found, ".text")[0], "sr", "ref")


def attributes(found: JustHTML) -> Iterator[tuple[str, str, str]]:
    for node in found_in(found, "*"):
        for name, value in node.attrs.items():
            yield node.name, name, value or ""


def finding(start: int, end: int, text: str, **fields: Any) -> Finding:
    known = Finding(
        "insult", "abuse", ("1",), Severity.ERROR, start, end, 1, start + 1, 1, end + 1, None,
        "an insult", "Leave it out.", text[start:end], 0.9, f"print{start}-{end}",
    )  # fmt: skip
    return replace(known, **fields)


HOSTILE = [
    "you idiot <script>alert(1)</script>",
    'you idiot "><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>',
    "you idiot {{7*7}} {% raw %} {# x #} ${7*7} <%= 7 %>",
    "you idiot </div></section></main><style>*{display:none}</style><!-- x",
    "you idiot &lt;b&gt; &#60; &amp;",
    "you idiot <iframe src=//example.org></iframe><base href=x><meta http-equiv=refresh content=0>",
]
SIGNS = [
    ("you idiot \u202eevil\u202c \u2066x\u2069", "you idiot �••••� �x�"),
    ("you idiot \x1b[31mred\x1b]8;;x\x07", "you idiot �[31mred�]8;;x�"),
    ("you idiot \x00 \ud800 \x9b2J", "you idiot � � �2J"),
    ("you idiot\r\nsays\rwho\n\nwho\n\r", "you idiot\nsays\nwho\n\nwho\n\n"),
    ("\n\n  you idiot\u2028\x85\tsays  \n", "\n\n  you idiot   says  \n"),
    ("you idiot ##[error]", "you idiot ##(error]"),
]


@pytest.mark.parametrize("text", [*HOSTILE, *(text for text, _ in SIGNS)])
def test_nothing_from_a_draft_or_its_name_acts(shared_reviewer: Reviewer, text: str) -> None:
    found = page(shared_reviewer, Draft(text, text, platforms=(text,), id=text), CLEAN, MISSING)
    assert {node.name for node in found_in(found, "body *")} <= set(
        "a bdi dd div dl dt h1 h2 h3 h4 header li main mark nav ol p section span sup ul".split()
    )
    assert len(found_in(found, "style")) == len(found_in(found, "title")) == 1
    for name, attribute, value in attributes(found):
        assert not attribute.startswith("on")
        assert attribute not in {"style", "src"}
        assert "//" not in value
        assert attribute != "href" or (name == "a" and value.startswith("#"))


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_shown_as_it_stands(shared_reviewer: Reviewer, text: str) -> None:
    review = shared_reviewer.review(Draft(text, text))
    found = page(shared_reviewer, review)
    assert draft_text(found) == review.masked
    assert text_of(found_in(found, "h2 .name")[0]) == text
    assert text_of(found_in(found, "title")[0]) == f"Do not post: {text}"


@pytest.mark.parametrize(("text", "expected"), SIGNS)
def test_a_sign_stands_for_what_could_act(shared_reviewer: Reviewer, text: str, expected: str) -> None:
    found = page(shared_reviewer, Draft(text, text))
    assert draft_text(found) == expected
    assert text_of(found_in(found, "h2 .name")[0]) == visible(text)


def test_the_draft_is_shown_as_it_stands_but_masked(reviewer: Reviewer) -> None:
    review = reviewer.review(BUSY)
    assert draft_text(page(reviewer, review)) == review.masked.replace("\r\n", "\n")
    assert "900123" not in written(reviewer, review, reveal=True)


def test_a_policy_that_forbids_all_but_styles_comes_before_them(reviewer: Reviewer) -> None:
    found = page(reviewer, BUSY)
    policy = found_in(found, "meta[http-equiv]")[0].attrs
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert (
        policy["content"]
        == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in text_of(found_in(found, "style")[0])
    assert "@import" not in text_of(found_in(found, "style")[0])


def test_it_is_ascii_whatever_the_draft(reviewer: Reviewer) -> None:
    assert written(reviewer, Draft("you idiot é “x” مرحبا 🎉 \ud83d", "é\udce9.txt")).isascii()


@pytest.mark.parametrize("drafts", [[BUSY], [BUSY, BUSY, CLEAN, MISSING, CLEAN]])
def test_marks_and_entries_lead_to_each_other(reviewer: Reviewer, drafts: list[Draft]) -> None:
    found = page(reviewer, *drafts)
    ids = [node.attrs["id"] for node in found_in(found, "[id]")]
    assert len(ids) == len(set(ids))
    entries = {node.attrs["id"] for node in found_in(found, "li.finding")}
    marks = {node.attrs["id"] for node in found_in(found, "mark[id]")}
    assert {f"#{entry}" for entry in entries} == {link.attrs["href"] for link in found_in(found, ".ref a")}
    for entry in found_in(found, "li.finding"):
        links = [link.attrs["href"] for link in found_in(entry, "a")]
        assert {link[1:] for link in links} & marks
        assert {link[1:] for link in links} <= marks | entries
    assert {link.attrs["href"][1:] for link in found_in(found, "a")} <= set(ids)


def test_marks_are_announced_and_told_apart(reviewer: Reviewer) -> None:
    found = page(reviewer, BUSY)
    mark = next(node for node in found_in(found, "mark[id]") if text_of(node, "sr").startswith("www."))
    assert text_of(mark).startswith("[finding ")
    assert "warning" in text_of(mark).split(":")[0]
    assert mark.attrs["class"] == "warning"
    assert {text_of(node) for node in found_in(found, ".key mark")} == {"Error", "Warning", "Note"}


def test_overlapping_findings_are_all_marked(reviewer: Reviewer) -> None:
    text = "You silly old fool."
    whole = finding(0, 18, text, check="long-sentence", category="plain-english", severity=Severity.NOTE)
    inner = finding(4, 13, text)
    crossing = finding(10, 19, text, check="heated-tone", severity=Severity.WARNING)
    found = page(reviewer, Review(Draft(text), (whole, inner, crossing), masked=text))
    assert [
        (text_of(mark, "sr"), mark.attrs["class"], text_of(mark).split(":")[0].strip("["))
        for mark in found_in(found, "mark[id]")
    ] == [
        ("You ", "note", "finding 1, note"),
        ("silly ", "error", "finding 1, note, and finding 2, error"),
        ("old", "error", "finding 1, note, and finding 2, error, and finding 3, warning"),
        (" fool", "warning", "finding 1, note, and finding 3, warning"),
        (".", "warning", "finding 3, warning"),
    ]
    assert [text_of(ref) for ref in found_in(found, ".ref")] == ["2", "1", "3"]
    assert draft_text(found) == text


def test_a_crlf_is_one_line_end_wherever_a_mark_cuts_it(reviewer: Reviewer) -> None:
    text = "one\r\ntwo"
    found = page(reviewer, Review(Draft(text), (finding(0, 4, text), finding(4, 8, text)), masked=text))
    assert draft_text(found) == "one\ntwo"


@given(
    st.text(alphabet="ab \r\n\u202e<", max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 10), st.integers(1, 4)), max_size=6),
)
def test_stretches_make_up_the_text(text: str, drawn: list[tuple[int, int, int]]) -> None:
    places = [
        Place(start, min(start + size, len(text)), number)
        for start, size, number in drawn
        if start < len(text)
    ]
    found = list(stretches(text, places))
    shown = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u202e", "�")
    assert "".join(stretch.text for stretch in found) == shown
    assert {number for stretch in found for number in stretch.ending} == {place.number for place in places}
    starts = [stretch.start for stretch in found]
    for stretch, end in zip(found, [*starts[1:], len(text)], strict=False):
        covering = {place.number for place in places if place.start <= stretch.start and end <= place.end}
        assert set(stretch.numbers) == covering


def test_what_is_decided_says_who_cleared_it(reviewer: Reviewer) -> None:
    text = "Cllr Sam Example will open it, the fool."
    named = finding(5, 16, text, check="named-person", category="named-person", decision=DECISION)
    review = Review(Draft(text, "a.txt"), (named, finding(35, 39, text)), masked=text)
    found = page(reviewer, review)
    assert [mark.attrs["class"] for mark in found_in(found, "mark[id]")] == ["cleared", "error"]
    entry = text_of(found_in(found, "li.cleared")[0])
    assert "by J. Clerk on 1 October 2026, until 31 March 2027" in entry
    assert "He said yes." in entry
    assert "Leave it out." not in entry
    assert "Cleared" in {text_of(node) for node in found_in(found, ".key mark")}


@pytest.mark.parametrize(
    ("draft", "level", "words"),
    [
        (Draft("You idiot."), "error", "Do not post"),
        (Draft("As we told you, the hall is shut."), "warning", "Ask the Town Clerk first"),
        (Draft("For the agenda click here."), "note", "Advice only"),
        (CLEAN, "clear", "Nothing found"),
        (MISSING, "unreviewed", "Not reviewed"),
        (replace(BROKEN, findings=(finding(0, 1, "x", severity=Severity.NOTE),)), "unreviewed", "Advice only; not fully reviewed"),
    ],
)  # fmt: skip
def test_the_verdict_is_in_words(reviewer: Reviewer, draft: Draft | Review, level: str, words: str) -> None:
    found = page(reviewer, draft)
    verdict = found_in(found, "h2 .verdict")[0]
    assert level in verdict.attrs["class"].split()
    assert text_of(verdict, "sign").strip() == words
    assert text_of(found_in(verdict, ".sign")[0])
    assert text_of(found_in(found, "title")[0]).startswith(f"{words}: ")


def test_an_entry_cites_the_rules_and_says_what_to_do(reviewer: Reviewer) -> None:
    found = page(reviewer, Draft("Ring Sam on 07700 900123, you idiot!", "a.txt"), verbose=True)
    phone, insult = (text_of(found_in(found, f"#d1-f{number}")[0]) for number in (2, 3))
    assert "line 1: “••••• ••••23”" in phone
    assert "Rule 11, section 4, Rules for Social Media: No personal contact details" in phone
    assert "Give the council's number, 01632 960999." in phone
    assert "Also" in insult
    assert "Anyone who feels harassed" in insult
    assert "smcheck approve finding " in insult


def test_other_messages_stand_beside_their_places(reviewer: Reviewer) -> None:
    text = "x" * 200
    findings = [finding(number, number + 1, text) for number in range(0, 20, 2)]
    same = page(reviewer, Review(Draft(text), tuple(findings), masked=text))
    assert len(found_in(same, ".finding dd a")) == 5
    assert "and 5 more, marked 1" in text_of(found_in(same, ".finding dd")[0])
    findings[1] = replace(findings[1], message="a worse insult", excerpt=text)
    other = page(reviewer, Review(Draft(text), tuple(findings), masked=text))
    said = [text_of(node) for node in found_in(other, ".finding ul li")]
    assert said[:2] == ["line 1: “x”: An insult", f"line 1: “{'x' * 60}…”: A worse insult"]
    assert len(said) == 10


def test_a_row_of_a_sheet_is_named(reviewer: Reviewer) -> None:
    draft = Draft(
        "You idiot.",
        "posts.csv",
        "7",
        3,
        "reply",
        ("x", "myspace"),
        ((0, "row 3, column B"),),
        dt.date(2026, 12, 5),
    )
    found = page(reviewer, draft)
    assert text_of(found_in(found, "h2 .name")[0]) == "posts.csv, row 3"
    assert (
        text_of(found_in(found, ".facts")[0])
        == "A reply; for X, myspace; to be posted on 5 December 2026; ID 7"
    )
    assert "row 3, column B: “idiot”" in text_of(found_in(found, ".finding dd")[0])


def test_a_clean_draft_can_be_signed(reviewer: Reviewer) -> None:
    found = page(reviewer, CLEAN)
    assert draft_text(found) == CLEAN.text
    assert not found_in(found, "li.finding, nav, .gap, mark")
    assert [text_of(node).strip() for node in found_in(found, ".choices li")] == [
        "Cleared to post", "Cleared after changes", "Not cleared",
    ]  # fmt: skip
    assert [text_of(node) for node in found_in(found, ".lines li")] == [
        "Name",
        "Role",
        "Signature",
        "Date",
        "Remarks",
    ]


def test_several_drafts_have_a_table_of_contents(reviewer: Reviewer) -> None:
    other = Draft("The hall is open.", "drafts/hall.txt")
    found = page(reviewer, CLEAN, BUSY, other, MISSING)
    assert [
        (text_of(node, "sign").strip(), found_in(node, "a")[0].attrs["href"])
        for node in found_in(found, "nav li")
    ] == [
        ("Not reviewed none.txt", "#d4"),
        ("Do not post drafts/fete.txt", "#d2"),
        ("Nothing found 2 drafts", "#clean"),
    ]
    assert [text_of(node) for node in found_in(found, ".clean .text")] == [CLEAN.text, other.text]
    assert len(found_in(found, ".sign-off")) == 2
    assert text_of(found_in(found, "title")[0]) == "Do not post (review of 4 drafts)"
    assert [(text_of(node, "sign").strip(), node.attrs["href"]) for node in found_in(found, ".counts a")] == [
        ("1 not reviewed in full", "#d4"),
        ("1 do not post", "#d2"),
        ("2 with nothing found", "#clean"),
    ]


def test_quiet_leaves_clean_drafts_out(reviewer: Reviewer) -> None:
    assert "library.txt" not in written(reviewer, CLEAN, BUSY, quiet=True)
    assert "1 draft; nothing found" in written(reviewer, CLEAN, quiet=True)


def test_what_was_not_reviewed_is_said(reviewer: Reviewer) -> None:
    welsh = Draft(
        "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb.", "cymraeg.txt"
    )
    found = page(reviewer, welsh, MISSING)
    gaps = [text_of(node) for node in found_in(found, ".gap li")]
    assert gaps[0].startswith("Language: the text looks ")
    assert gaps[1] == "There is no such file or folder"
    assert len(found_in(found, ".text")) == len(found_in(found, ".sign-off")) == 1


def test_remarks_stand_with_their_draft(reviewer: Reviewer) -> None:
    remarks = ("row 3: the platform 'y' is not known",)
    run = runs.run_over(reviewer, [reviewer.review(replace(BUSY, remarks=remarks))], ["of the run"])
    found = JustHTML(runs.written(run, Format.HTML, statistics=True), sanitize=False, strict=True)
    assert [text_of(node).strip() for node in found_in(found, "header .remarks")] == ["Of the run"]
    assert [text_of(node).strip() for node in found_in(found, ".draft .remarks")] == [
        "Row 3: the platform 'y' is not known"
    ]
    assert "1 phone" in {" ".join(text_of(node).split()) for node in found_in(found, ".statistics li")}


def test_no_drafts_make_a_page_too(reviewer: Reviewer) -> None:
    assert "There was no draft to review." in text_of(found_in(page(reviewer), "main")[0])


def test_long_words_wrap_and_paper_is_a4(reviewer: Reviewer) -> None:
    style = text_of(found_in(page(reviewer, Draft("you idiot " + "x" * 5000)), "style")[0])
    assert "overflow-wrap: anywhere" in style
    assert "size: A4" in style
