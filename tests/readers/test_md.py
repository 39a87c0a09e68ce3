"""Markdown: what is published, and where in the source it stands."""

from __future__ import annotations

import contextlib
from html import unescape

import pytest
from hypothesis import example, given, settings

from smcheck import DraftError
from smcheck.readers.md import LONGEST, publish
from tests.readers.documents import (
    PHONE,
    PLAIN,
    TANGLES,
    assert_found_at,
    assert_sound,
    drafts,
    errors,
    found,
    only,
    reviewer,
    source_of,
)

FLAGGED = [
    ("You id**io**t", "insult", (4, 13, 1, 5)),
    ("You i_d_iot &#105;diot", "insult", (12, 22, 1, 13)),
    ("You &#105;diot", "insult", (4, 14, 1, 5)),
    ("You i<i></i>diot", "insult", (4, 16, 1, 5)),
    ("You ~~idi~~ot", "insult", (6, 13, 1, 7)),
    ("077<b>00</b> 900123", "phone", (0, 19, 1, 1)),
    ("Ring 077**00** `900123`", "phone", (5, 22, 1, 6)),
    ("Ring 0770&shy;0 900123", "phone", (5, 22, 1, 6)),
    ("Ring 07700 \\-900123", "phone", (5, 19, 1, 6)),
    ("# Café #\r\n\r\n*ring* 07700 900123\r\n", "phone", (19, 31, 3, 8)),
    ("Setext\n===\n\n- a\n  - ring 07700 900123\n", "phone", (25, 37, 5, 10)),
    ("> - a\n>   b **c** 07700 900123", "phone", (18, 30, 2, 13)),
    ("> a\nring 07700 900123", "phone", (9, 21, 2, 6)),
    ("-\tring 07700 900123", "phone", (7, 19, 1, 8)),
    ("| a | b |\n|---|---|\n| x | 07700 900123 |", "phone", (26, 38, 3, 7)),
    ("| a |\n|---|\n| x\\|y 07700 900123 |", "phone", (19, 31, 3, 8)),
    ("```\n07700 900123\n```\n", "phone", (4, 16, 2, 1)),
    ("    code 07700 900123\n", "phone", (9, 21, 1, 10)),
    ("`07700 900123`", "phone", (1, 13, 1, 2)),
    ("foo\\\n07700 900123", "phone", (5, 17, 2, 1)),
    ("foo\r07700 900123", "phone", (4, 16, 2, 1)),
    ("<div>\nring 07700 900123\n</div>\n", "phone", (11, 23, 2, 6)),
    ("Hi\n\n<p title='07700 900123'>x</p>", "phone", (14, 26, 3, 11)),
    ("\ufeffring 07700 900123", "phone", (5, 17, 1, 6)),
    ("[the hall](https://a.example/x 'map')", "third-party-link", (11, 30, 1, 12)),
    ("[the hall](<https://a.example/x>)", "third-party-link", (12, 31, 1, 13)),
    ("[the hall]( https://a.example/x )", "third-party-link", (12, 31, 1, 13)),
    ("[](https://a.example/x)", "third-party-link", (3, 22, 1, 4)),
    ("<https://a.example/b>", "third-party-link", (1, 20, 1, 2)),
    ("see [the *hall*][x]\n\n[x]: https://a.example", "third-party-link", (26, 43, 3, 6)),
    ("<a href='https://a.example/b'>b**c**</a>", "third-party-link", (9, 28, 1, 10)),
    ("![07700 **900123**](dog.jpg)", "phone", (2, 16, 1, 3)),
    ("![07700 900123][p]\n\n[p]: dog.jpg", "phone", (2, 14, 1, 3)),
    ("a <img src=dog.jpg alt='07700 900123'>", "phone", (24, 36, 1, 25)),
]


@pytest.mark.parametrize(("source", "check", "place"), FLAGGED, ids=[source[:30] for source, _, _ in FLAGGED])
def test_a_finding_stands_where_the_source_has_it(
    source: str, check: str, place: tuple[int, int, int, int]
) -> None:
    assert_found_at(only(source, "a.md"), check, place)


def test_a_script_within_is_named_as_not_reviewed() -> None:
    assert errors("Hi\n\n<script>\nyou idiot\n</script>\n", "a.md") == [
        "a script within the document was not reviewed; put its text into the document"
    ]


def test_both_of_the_words_and_the_target_are_judged() -> None:
    draft = only("[https://bbc.co.uk](https://evil.example/x)", "a.md")
    links = [draft.text[finding.start : finding.end] for finding in found(draft, "third-party-link")]
    assert links == ["https://bbc.co.uk", "https://evil.example/x"]


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ("# One #\n\nTwo\n***\nThree", "One\n\nTwo\n\nThree"),
        ("a  \nb\\\nc\nd", "a\nb\nc\nd"),
        ("1. a\n2. b\n\n   c\n", "a\nb\n\nc"),
        ("| a | b |\n|---|---|\n| c |\n\nd", "a\tb\nc\t\n\nd"),
        ("\\*a\\* &lt;b&gt;", "*a* <b>"),
        ("![a dog](dog.jpg)", "![a dog](dog.jpg)"),
        ("[a] and [b][]\n\n[b]: c", "[a] and [b](c)"),
        ("Hi <!-- you idiot --> there", "Hi  there"),
        ("Hi\n\n<!-- you idiot -->\n\n<script>\nyou idiot\n</script>\n", "Hi\n\n"),
        ("a <a href='https://a.example'>b</a> c", "a [b](https://a.example) c"),
        ("a </a> b", "a  b"),
        ("`` a`b ``", "a`b"),
        ("a | b\n-|-\n|| c | d |\n", "a\tb\n\tc\t | d |"),
        ("[a](#b 'c') [d](#e)", "[a](#b 'c') d"),
        ("[a][x]\n\n[x]: #b 'c'", "[a](#b c)"),
        ("[a][x] [b][y]\n\n[x]: #b 'c'\n[y]: #b", "[a](#b c) b"),
        ("You i<i title=b>d</i>iot", "You idiot\nb"),
        ("a <a href=c title=d>b</a>e", "a [be](c)\nd"),
        ("un[kin](c)dly [d](e)ef g[h](i)", "unkindly (c) [def](e) gh (i)"),
        ("[a](b)[c](d), e", "[ac](b) (d), e"),
        ("a[^1]\n\n[^1]: b", "a^1 (b)"),
        ("a\n\n[^1]: b", "a\n\nb"),
        ("a\n\n[//]: # (a remark)", "a"),
        ("```py title=b\nc\n```", "title=b\nc"),
        ("```py\nc\n```", "c"),
        ("|a|\n|-|\n|b|c d|\n\ne", "a\nb\t|c d|\n\ne"),
        ("|a|\n|-|\n|b|\n\ne", "a\nb\n\ne"),
    ],
)
def test_what_is_published(source: str, published: str) -> None:
    assert publish(source)[0].text.rstrip("\n") == published.rstrip("\n")


@pytest.mark.parametrize(
    ("source", "words", "stretch"),
    [
        ("one **two** three", "one two", "one **two"),
        ("caf&eacute; open", "café", "caf&eacute;"),
        ("a\\*b", "*", "\\*"),
        ("a  \nb", "a\nb", "a  \nb"),
        ("see [a][x]\n\n[x]: y", "y", "y"),
        ("`a\nb`", "a b", "a\nb"),
    ],
)
def test_words_lead_back_to_their_source(source: str, words: str, stretch: str) -> None:
    assert source_of(only(source, "a.md"), words) == stretch


@pytest.mark.parametrize(
    "source",
    [
        "`&amp; 07700 900123 &amp;`",
        "| a |\n|---|\n| b\\|c &amp; 07700 900123 &amp; |\n",
        "\u00a0\nring 07700 900123",
        "Hello\n\n\u2003\nring 07700 900123",
        "- \f\nring 07700 900123",
        ">\t\tring 07700 900123",
        "- a\n\n\t\tring 07700 900123 &amp;\n",
        "<iframe srcdoc='ring 07700 900123'></iframe>",
        "[the office][x]\n\n[x]: tel:07700900123",
        "[the office][x]\n\n[x]: https://a.example 'ring 07700 900123'",
    ],
)
def test_a_number_is_masked_wherever_it_stands(source: str) -> None:
    draft = only(source, "a.md")
    masked = reviewer().review(draft).masked
    assert "7700" not in masked
    assert "9001" not in masked


def test_a_code_block_ends_with_the_file() -> None:
    source = "    code"
    assert_sound(publish(source)[0], source)


@pytest.mark.parametrize("source", ["*", "***", "<!-- 07700 900123 -->", "[x]: y"])
def test_a_text_that_publishes_nothing_is_not_passed(source: str) -> None:
    (draft,) = drafts(source, "a.md")
    assert [error.message for error in reviewer().review(draft).errors] == [
        "the draft is empty; write the post first"
    ]


def test_what_would_take_too_long_is_refused() -> None:
    (error,) = errors("a" * (LONGEST + 1), "a.md")
    assert "262,144 is the limit" in error


@settings(max_examples=300)
@given(TANGLES)
@example("\t&amp;")
def test_every_character_stands_for_a_stretch_of_the_source(source: str) -> None:
    with contextlib.suppress(DraftError):
        assert_sound(publish(source)[0], source)


@settings(max_examples=300)
@given(TANGLES, TANGLES)
def test_a_number_that_is_read_leads_back_to_itself(before: str, after: str) -> None:
    source = f"{before}{PHONE}{after}"
    published = publish(source)[0]
    begin = published.text.rfind(PHONE)
    if begin >= 0:
        start, end = published.span(begin, begin + len(PHONE))
        assert PHONE[-6:] in unescape(source[start:end])


@given(PLAIN)
def test_plain_words_are_published_as_they_stand(source: str) -> None:
    published = publish(source)[0]
    assert published.text == source
    assert list(published.starts) == list(range(len(source)))
