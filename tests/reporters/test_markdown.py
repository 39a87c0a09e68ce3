"""Markdown: rendered with all that a forge or a wiki may switch on, and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from smcheck import Draft, Reviewer
from smcheck.model.showing import visible
from smcheck.reporters import Format
from smcheck.reporters.escaping import markdown_block, markdown_code, markdown_text
from tests.reporters import hostile
from tests.reporters.runs import run_over, written
from tests.reporters.test_golden import POSTS, report

LINKIFY = find_spec("linkify_it") is not None  # bare addresses become links, where the package is there
PARSER = MarkdownIt("commonmark", {"html": True, "linkify": LINKIFY}).enable(["table", "strikethrough"])
if LINKIFY:
    PARSER.enable("linkify")

OURS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "inline", "fence", "text", "code_inline",
    "strong_open", "strong_close", "text_special",
}  # fmt: skip

# What forges look for in the text once it is rendered, outside code.
FILTERS = re.compile(
    r"@\w|#\d|\bGH-\d|://|//\w|www\.|\w\.(org|net|com|uk)\b|:[\w+-]+:|\$|\b[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)


def tokens(markdown: str) -> Iterator[Token]:
    for block in PARSER.parse(markdown):
        yield block
        yield from block.children or ()


def words(found: list[Token]) -> str:
    """What a reader reads in running text."""
    return "".join(token.content for token in found if token.type in {"text", "code_inline", "text_special"})


def check_is_inert(markdown: str) -> list[Token]:
    found = list(tokens(markdown))
    assert {token.type for token in found} <= OURS
    plain = [token.content for token in found if token.type in {"text", "text_special"}]
    assert [text for text in plain if FILTERS.search(text)] == []
    return found


def test_a_draft_is_a_heading_with_a_list(reviewer: Reviewer) -> None:
    found = check_is_inert(written(report(reviewer), Format.MARKDOWN))
    headings = [after for token, after in pairwise(found) if token.type == "heading_open"]
    assert [words(heading.children or []) for heading in headings] == [
        "Review of drafts",
        "cymraeg.txt: not reviewed",
        "none.txt: not reviewed",
        "drafts/fete.txt: do not post",
        "posts.csv:row 3: do not post",
        "Nothing found",
        "Notes",
    ]
    said = [words(token.children or []) for token in found if token.type == "inline"]
    assert "Error: A phone number that is not one of the council's own (phone)" in said
    assert "Rule: Rule 11, section 4, Rules for Social Media: No personal contact details" in said
    assert "Instead: Give the council's number, 01632 960999." in said
    assert "Not reviewed: there is no such file or folder" in said
    assert "a remark" in said
    assert "5 drafts; 4 errors, 4 warnings, 3 notes; 2 not reviewed in full." in said


def test_the_words_are_pointed_out_in_the_masked_line(reviewer: Reviewer) -> None:
    found = check_is_inert(written(report(reviewer), Format.MARKDOWN))
    blocks = [token.content for token in found if token.type == "fence"]
    assert (
        "    1 | Ring Sam on ••••• ••••23 before you moan, you 1d1ot!\n      |             ^^^^^^^^^^^^\n"
    ) in blocks
    assert "    1 | This is s***. For the agenda click here.\n      |         ^^^^\n" in blocks


def test_a_long_line_is_cut_as_often_as_it_takes(reviewer: Reviewer) -> None:
    text = "You idiot " + "and so on " * 60 + "you idiot"
    found = check_is_inert(written(run_over(reviewer, [reviewer.review(text)]), Format.MARKDOWN))
    block = next(
        token.content for token in found if token.type == "fence" and token.content.count("idiot") == 2
    )
    lines = block.splitlines()
    assert max(map(len, lines)) < 110
    for shown, marks in zip(lines[::2], lines[1::2], strict=True):
        place = slice(marks.index("^"), marks.rindex("^") + 1)
        assert shown[place] == "idiot"


def test_decided_and_broken(reviewer: Reviewer) -> None:
    found = check_is_inert(written(run_over(reviewer, [hostile.hostile_review("x")]), Format.MARKDOWN))
    said = [words(token.children or []) for token in found if token.type == "inline"]
    assert "Decided: waiver 'x', cleared by x on 2 January 2026" in said
    assert "Not reviewed: insult: x" in said


def test_quiet_leaves_clean_drafts_out(reviewer: Reviewer) -> None:
    found = written(report(reviewer), Format.MARKDOWN, quiet=True)
    assert "library.txt" not in found
    assert "fete.txt" in found


def test_matches_stay_masked(reviewer: Reviewer) -> None:
    assert "900123" not in written(report(reviewer), Format.MARKDOWN, reveal=True)


def test_statistics_and_fingerprints_where_asked(reviewer: Reviewer) -> None:
    found = written(report(reviewer), Format.MARKDOWN, statistics=True, verbose=True)
    blocks = [token.content for token in check_is_inert(found) if token.type == "fence"]
    assert "     2  heated-tone\n" in blocks[-1]
    fingerprint = reviewer.review(POSTS[1]).findings[0].fingerprint
    assert f"`smcheck approve finding {fingerprint}`" in found


@pytest.mark.parametrize("text", hostile.HOSTILE)
def test_nothing_hostile_acts(shared_reviewer: Reviewer, text: str) -> None:
    harmless = tokens(written(hostile.hostile_run(shared_reviewer, ("x",)), Format.MARKDOWN))
    markdown = written(hostile.hostile_run(shared_reviewer, (text,)), Format.MARKDOWN)
    found = check_is_inert(markdown)
    ignored = {"text", "code_inline", "text_special"}
    assert [token.type for token in found if token.type not in ignored] == [
        token.type for token in harmless if token.type not in ignored
    ]
    assert markdown.replace("\n", "").replace("\u200d", "").isprintable()
    assert "##[" not in markdown
    assert not [line for line in markdown.splitlines() if line.startswith("::")]
    said = " ".join(visible(text).split())
    items = [words(token.children or []) for token in found if token.type == "inline"]
    assert f"Not reviewed: {said}".rstrip() in items
    assert f"Instead: {said}".rstrip() in items
    assert said in items[items.index("Notes") + 1]


@pytest.mark.parametrize("text", hostile.HOSTILE)
def test_the_escapes_on_their_own(text: str) -> None:
    said = " ".join(visible(text).split())
    for markdown, wanted in ((markdown_text(text), said), (markdown_code(text), visible(text))):
        found = check_is_inert(markdown)
        assert words([token for token in found if token.type != "inline"]) == wanted
    (block,) = PARSER.parse(markdown_block([text, text]))
    assert block.type == "fence"
    assert block.content == f"{visible(text).rstrip()}\n" * 2


def test_hostile_words_after_each_other() -> None:
    for first, second in pairwise(hostile.HOSTILE):
        text = f"{first[:2000]} {second[:2000]}"
        assert words(
            [token for token in check_is_inert(markdown_text(text)) if token.type != "inline"]
        ) == " ".join(visible(text).split())


def test_a_hostile_draft_acts_in_no_code_block(reviewer: Reviewer) -> None:
    draft = Draft("```\n</pre><script>x</script> you idiot `````\n~~~~ you idiot", "a`b\n# c.md")
    review = reviewer.review(draft)
    found = check_is_inert(written(run_over(reviewer, [review]), Format.MARKDOWN))
    blocks = [token.content for token in found if token.type == "fence"]
    assert any("</pre><script>x</script> you idiot `````" in block for block in blocks)
    lines = [words(token.children or []) for token in found if token.type == "inline"]
    assert "a`b # c.md: do not post" in lines


def test_a_finding_over_several_lines_says_so(reviewer: Reviewer) -> None:
    finding = replace(hostile.FINDING, message="said", end=7, end_line=2, end_column=4)
    review = replace(hostile.hostile_review("abc\ndef"), findings=(finding,))
    found = check_is_inert(written(run_over(reviewer, [review]), Format.MARKDOWN))
    block = next(token.content for token in found if token.type == "fence")
    assert block == "    1 | abc\n      | ^^^  (goes on in the next line)\n"
