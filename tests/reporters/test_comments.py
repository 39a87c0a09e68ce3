"""A resident's comment is spoken of as one in every form of report: left up, hidden or removed, never posted."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from justhtml import JustHTML

from smcheck import Council, Draft, Reviewer, load_policy
from smcheck.app.sheets import sheet
from smcheck.model.review import ReviewError
from smcheck.reporters import Format
from smcheck.reporters.gathering import unsure
from smcheck.reporters.order import Turn, Urgency, counted
from smcheck.review.moderating import MODERATE
from tests.reporters.runs import PastRun, run_over, written
from tests.reporters.test_html import found_in, text_of

POLICY = load_policy("british-councils")
REVIEWER = Reviewer(Council(name="Sampleton", classifier=False, language_model=False), POLICY)
OF_A_POST = re.compile(
    r"(?i)do not post|before you post\.|advice only|cleared (?:to post|after)|instead:|adopted"
)
COMMENTS = (
    "Councillor Moss is a liar, you idiot.",
    "He is guilty, and up in court on Friday.",
    "The bins are late.",
)


def run_of(kind: str, *texts: str) -> PastRun:
    drafts = (Draft(text, f"{kind}-{number}.txt", kind=kind) for number, text in enumerate(texts))  # type: ignore[arg-type]
    return run_over(REVIEWER, map(REVIEWER.review, drafts))


def mixed() -> PastRun:
    comments, posts = run_of("comment", *COMMENTS), run_of("post", "You idiot.", "The hall is open.")
    return replace(comments, events=(*comments.events, *posts.events))


def plain(run: PastRun, name: Format) -> str:
    """The words of a report without its breaks."""
    report = written(run, name)
    if name is Format.HTML:
        page = JustHTML(report, sanitize=False, strict=True)
        report = " ".join(text_of(node) for node in found_in(page, "header h1, .heading, .counts, main"))
    return " ".join(report.split())


@pytest.mark.parametrize("name", Format)
def test_no_report_on_comments_speaks_of_posting(name: Format) -> None:
    report = plain(run_of("comment", *COMMENTS), name)
    of_data = {Format.JSON: {"adopted"}, Format.SARIF: {"instead:"}}  # a key, the documentation of a check
    assert {found.lower() for found in OF_A_POST.findall(report)} - of_data.get(name, set()) == set()
    if name not in (Format.CONCISE, Format.GITHUB):
        assert MODERATE in report.replace("\\", "")


@pytest.mark.parametrize("name", [Format.FULL, Format.MARKDOWN, Format.HTML, Format.JUNIT])
def test_reports_on_posts_still_do(name: Format) -> None:
    assert OF_A_POST.search(plain(run_of("post", "You idiot."), name))


@pytest.mark.parametrize("name", [Format.FULL, Format.MARKDOWN, Format.HTML])
def test_comments_and_posts_are_counted_each_in_their_words(name: Format) -> None:
    report = plain(mixed(), name).replace("- ", "")
    counts = ("1 do not post", "1 may be removed", "1 may be hidden", "1 with nothing found", "1 leave it up")
    assert [words for words in counts if words not in report] == []
    if name is not Format.HTML:
        assert "Unsure? Ask the Clerk before you post or before you hide or remove a comment." in report


def test_a_clauses_title_stands_in_quotation_marks() -> None:
    report = written(run_of("comment", "You idiot."), Format.FULL)
    assert report.startswith("comment-0.txt: MAY BE REMOVED UNDER “TREAT EVERYBODY WITH RESPECT”\n")
    assert "Unsure? Ask the Clerk before you hide or remove a comment.\n" in report


def test_the_page_lists_what_is_left_up_by_itself() -> None:
    page = JustHTML(written(mixed(), Format.HTML), sanitize=False, strict=True)
    ids = {node.attrs["id"]: node for node in found_in(page, "section[id]")}
    assert {"clean", "clean-comments"} <= ids.keys()
    assert {link.attrs["href"][1:] for link in found_in(page, ".counts a")} <= ids.keys()
    outcomes = {key: [text_of(one) for one in found_in(ids[key], ".choices li")] for key in ids}
    assert outcomes["clean"] == ["All cleared to post", "Only those ticked above", "None cleared"]
    assert outcomes["clean-comments"] == ["All left up", "Only those ticked above", "None left up"]
    assert ["Left up", "Hidden", "Removed"] in outcomes.values()
    assert ["Cleared to post", "Cleared after changes", "Not cleared"] in outcomes.values()


def test_markdown_lists_what_is_left_up_by_itself() -> None:
    report = written(mixed(), Format.MARKDOWN)
    assert "\n## Nothing found\n\n- `post-1.txt`\n\n## Leave it up\n\n- `comment-2.txt`\n" in report


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["post", "email"], "Unsure? Ask the Clerk before you post."),
        (["comment"], "Unsure? Ask the Clerk before you hide or remove a comment."),
        (
            ["comment", "reply"],
            "Unsure? Ask the Clerk before you post or before you hide or remove a comment.",
        ),
    ],
)
def test_whom_to_ask_before_what(kinds: list[str], said: str) -> None:
    assert unsure(POLICY, kinds) == said


def test_a_comment_with_notes_is_left_up() -> None:
    turns = [
        Turn(Urgency.NOTE, is_comment=True),
        Turn(Urgency.NOTE),
        Turn(Urgency.UNREVIEWED, is_comment=True),
    ]
    assert [words for _, words in counted(turns, POLICY)] == [
        "1 not reviewed in full",
        "1 advice only",
        "1 leave it up, with notes",
    ]


def test_the_desk_says_what_follows() -> None:
    council = REVIEWER.council
    removed, kept, post = (
        REVIEWER.review(Draft(text, kind=kind))  # type: ignore[arg-type]
        for text, kind in (
            ("You idiot.", "comment"),
            ("The bins are late.", "comment"),
            ("You idiot.", "post"),
        )
    )
    assert sheet(removed, POLICY, council)["then"] == MODERATE
    assert (
        sheet(kept, POLICY, council)["then"]
        == "Criticism stays up, however sharp; answer it, or let it stand."
    )
    assert sheet(post, POLICY, council)["then"] == "Unsure? Ask the Clerk before you post."
    broken = replace(kept, errors=(ReviewError("a.txt", "it broke"),))
    assert sheet(broken, POLICY, council)["then"] == (
        "Part of it was not looked at. Ask the Clerk before you leave it up."
    )
