"""Web pages: what is published, and where in the source it stands."""

from __future__ import annotations

import contextlib
from html import escape, unescape

import pytest
from hypothesis import given, settings

from smcheck import DraftError
from smcheck.readers import html
from tests.readers.documents import (
    PHONE,
    PLAIN,
    TANGLES,
    assert_found_at,
    assert_sound,
    errors,
    found,
    only,
    reviewer,
    source_of,
)

FLAGGED = [
    ("<p>You id<b>io</b>t", "insult", (7, 19, 1, 8)),
    ("<p>You &#105;diot</p>", "insult", (7, 17, 1, 8)),
    ("<p>You i<!-- -->diot</p>", "insult", (7, 20, 1, 8)),
    ("<p>You idi<wbr>ot</p>", "insult", (7, 17, 1, 8)),
    ("<p>077<b>00</b> 900123</p>", "phone", (3, 22, 1, 4)),
    ("<p>0770&nbsp;0 900&#49;23", "phone", (3, 25, 1, 4)),
    ("\ufeff\r\n<p>caf&eacute;\r\n07700\r\n900123", "phone", (18, 31, 3, 1)),
    ("<div>07700</div><div>900123</div>", "phone", (5, 27, 1, 6)),
    ("<ul><li>a<li>b<ul><li>ring 07700 900123</ul></ul>", "phone", (27, 39, 1, 28)),
    ("<table><tr><td>c<td>07700 900123</table>", "phone", (20, 32, 1, 21)),
    ("<table>stray 07700 900123<tr><td>x</table>", "phone", (13, 25, 1, 14)),
    ("<noscript>07700 900123</noscript>", "phone", (10, 22, 1, 11)),
    ("<p hidden>07700 900123", "phone", (10, 22, 1, 11)),
    ("<textarea>\n07700 900123</textarea>", "phone", (11, 23, 2, 1)),
    ("<svg><text>07700 900123</text></svg>", "phone", (11, 23, 1, 12)),
    ("<template shadowrootmode=open>07700 900123</template>", "phone", (30, 42, 1, 31)),
    ("<template shadowmode=open>07700 900123</template>", "phone", (26, 38, 1, 27)),
    ("<!--[if mso]><xml>Jo</xml>07700 900123<![endif]-->x", "phone", (26, 38, 1, 27)),
    ("<!--[if mso]><xml>07700 900123<![endif]-->x", "phone", (18, 30, 1, 19)),
    ("<option>07700 900123", "phone", (8, 20, 1, 9)),
    ("<meta property='og:title' content='07700 900123'><p>x", "phone", (35, 47, 1, 36)),
    ("<title>07700 900123</title><p>x", "phone", (7, 19, 1, 8)),
    ("<p aria-label='07700&nbsp;900123'>x", "phone", (15, 32, 1, 16)),
    ("<p data-title='0' title=07700900123>x", "phone", (24, 35, 1, 25)),
    ("<p>x<input value='07700 900123'>", "phone", (18, 30, 1, 19)),
    ("<button>Go</button><button>07700 900123</button>", "phone", (27, 39, 1, 28)),
    ('<img alt="07700 900123" src=dog.jpg>', "phone", (10, 22, 1, 11)),
    ("<p>a <a href='https://a.example/x'>hall</a>", "third-party-link", (14, 33, 1, 15)),
    ("<a data-href='x' href=https://a.example/ >b</a>", "third-party-link", (22, 40, 1, 23)),
    ("<a href=https://a.example/b>a.example/b</a>", "third-party-link", (28, 39, 1, 29)),
    ("<a href='mailto:sam@example.org'>sam@example.org</a>", "email", (33, 48, 1, 34)),
    ("<a href='mailto:sam@example.org'>write</a>", "email", (16, 31, 1, 17)),
    ("<a href='tel:07700900123'>ring us</a>", "messaging-link", (9, 24, 1, 10)),
    ("<p>x<iframe src='https://a.example/x'></iframe>", "third-party-link", (17, 36, 1, 18)),
    ("<area href='https://a.example/x' alt='07700 900123'>x", "phone", (38, 50, 1, 39)),
    ("<area href=/ alt='07700 900123'>x", "phone", (18, 30, 1, 19)),
    ("<area href='https://a.example/x'>x", "third-party-link", (12, 31, 1, 13)),
    ("<svg><a xlink:href='https://a.example/x'>go</a></svg>", "third-party-link", (20, 39, 1, 21)),
    ("<form action='https://a.example/x'>go</form>", "third-party-link", (14, 33, 1, 15)),
    ("<button formaction='https://a.example/x'>go</button>", "third-party-link", (20, 39, 1, 21)),
    ("<p>x<video src='https://a.example/x'></video>", "third-party-link", (16, 35, 1, 17)),
    ("<style>p::before{content:'07700 900123'}</style><p>x", "phone", (26, 38, 1, 27)),
    ("<style>p::before{content:'07700 9\\30 0123'}</style><p>x", "phone", (25, 42, 1, 26)),
    (
        "<style>\r\n\r\np::after{content:attr(data-t)}</style><p data-t='07700 900123'>x",
        "phone",
        (60, 72, 3, 50),
    ),
    ("<!--[if mso]><p>07700 900123</p><![endif]-->x", "phone", (16, 28, 1, 17)),
    ("<datalist><option value='07700 900123'></datalist>x", "phone", (25, 37, 1, 26)),
    ("<p aria-description='07700 900123'>x", "phone", (21, 33, 1, 22)),
    ("<meta itemprop='description' content='07700 900123'><p>x", "phone", (38, 50, 1, 39)),
]


@pytest.mark.parametrize(("source", "check", "place"), FLAGGED, ids=[source[:30] for source, _, _ in FLAGGED])
def test_a_finding_stands_where_the_source_has_it(
    source: str, check: str, place: tuple[int, int, int, int]
) -> None:
    assert_found_at(only(source, "a.html"), check, place)


def test_both_of_the_words_and_the_target_are_judged() -> None:
    draft = only("<a href='https://evil.example/x'>https://bbc.co.uk</a>", "a.html")
    links = [draft.text[finding.start : finding.end] for finding in found(draft, "third-party-link")]
    assert sorted(links) == ["https://bbc.co.uk", "https://evil.example/x"]


@pytest.mark.parametrize(
    "source",
    [
        "<p>x<iframe srcdoc='ring 07700 900123'></iframe>",
        "<p>x<xmp>&amp; 07700 900123 &amp;</xmp>",
        "<p>x<plaintext>&amp; 07700 900123 &amp;",
    ],
)
def test_a_number_is_masked_wherever_it_stands(source: str) -> None:
    masked = reviewer().review(only(source, "a.html")).masked
    assert "7700" not in masked
    assert "9001" not in masked


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ("<p>a</p><p>b</p>c<br>d", "a\n\nb\n\nc\nd"),
        ("a \r\n  b", "a b"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<table><tr><th>a<td>b<tr><td>c</table>d", "a\tb\t\nc\t\n\nd"),
        ("<title>T</title><h1>U</h1>", "T\n\nU"),
        ("&amp;lt; &copy &bogus;", "&lt; © &bogus;"),
        ("<script>a</script><style>b</style><!-- c --><template>d</template>e", "e"),
        ("<!DOCTYPE html><html><head><meta name=author content=a></head><body>b", "b"),
        ("<input type=hidden value=a>b", "b"),
        ("<a href='#x'>a</a><a href='javascript:x'>b</a><a name=c>c</a>", "abc"),
        ("<a href='https://A.example/'>a.example</a>", "a.example"),
        ("<img src=dog.jpg alt='a dog'>", "![a dog](dog.jpg)"),
        ("<img src=dog.jpg>", "![](dog.jpg)"),
        ("<img src='cid:1' alt='a dog'>", "![a dog]()"),
        ("<img src=line.png alt=''>x", "x"),
        ("<iframe src='about:blank' srcdoc='<b>a</b>'></iframe>b", "a\nb"),
        ("<p title=b>a<p placeholder=c>", "a\n\nb\nc"),
        ("x<iframe src='data:text/html,<b>a</b>'></iframe>", "x \na"),
        ("x<object data='data:text/html;base64,PGI+YTwvYj4='></object>", "x\na"),
        ("x<embed src='data:text/plain,a b'>", "x\na b"),
        ("<img alt='' src='data:image/svg+xml,<svg><text>a</text></svg>'>", "a"),
        ("<base href='https://b.example/d/'><a href='e?f'>a</a>", "[a](https://b.example/d/e?f)"),
        ("<base href='https://b.example/d/'><a href='//c.example/'>a</a>", "[a](//c.example/)"),
        ("<meta http-equiv=refresh content='0; url=https://b.example/'>a", "https://b.example/\na"),
        ("<meta http-equiv=refresh content=30>a", "a"),
        ("<style>p{font-family:'Gill Sans'} [a='b']{} p::before{content:'\\25BA'}</style>a", "a"),
        ("<style>ul{list-style:'b'} @media print{p::before{content:'c' / 'd'}}</style>a", "a\nb\nc\nd"),
        ("<style>p::before{background:url('b.png')} @font-face{src:local('c')}</style>a", "a"),
        ("<link rel=stylesheet href='data:text/css,p::before{content:%22b%22}'>a", "a\nb"),
        ("<!-- [note] b -->a<!--[if mso]>b<![endif]-->", "ab"),
        ("a<!--[if gte mso 9]><xml><o:Author>Jo</o:Author></xml>b<XML>c</XML ><![endif]-->", "ab"),
        ("a<xml>b</xml>", "ab"),
        ("<select><option value=b>a</select>", "a"),
        ("<ruby>a<rt>b</rt></ruby>c", "ac\nb"),
        ("<ruby>a<rt>b<ruby>c<rt>d</rt></ruby></rt></ruby>e", "ae\nbc\nd"),
        ("<form action='/search'>a</form>", "a"),
        ("un<a href=c.example>kin</a>dly", "unkindly (c.example)"),
        ("<a href=c.example>kin</a>d <a href=d.example>e</a>.", "[kind](c.example) [e](d.example)."),
        ("<p><a href=c.example>kin</a><p>d", "[kin](c.example)\n\nd"),
    ],
)
def test_what_is_published(source: str, published: str) -> None:
    assert html.publish(source).published.text.rstrip() == published


@pytest.mark.parametrize(
    ("source", "words", "stretch"),
    [
        ("<p>one <b>two</b> three", "one two", "one <b>two"),
        ("<p>a \r\n\t b", " ", " \r\n\t "),
        ("<pre>a\r\nb</pre>", "\n", "\r\n"),
        ("caf&eacute; &notanentity;", "é", "&eacute;"),
        ("<img alt='a &quot;dog&quot;' src=x>", '"dog"', "&quot;dog&quot;"),
    ],
)
def test_words_lead_back_to_their_source(source: str, words: str, stretch: str) -> None:
    assert source_of(only(source, "a.html"), words) == stretch


@pytest.mark.parametrize(
    "source", ["<html><body></body></html>", "<title>T</title>", "<script>a</script>", "<!-- a -->"]
)
def test_a_page_that_shows_nothing_is_an_error(source: str) -> None:
    assert errors(source, "a.html") == ["the page shows no text; write the post first"]


def test_a_page_of_one_picture_shows_something() -> None:
    assert only("<img src=dog.jpg>", "a.htm").published_text.strip() == "![](dog.jpg)"


UNREAD = [
    ("<script>document.write('you idiot')</script>x", "a script"),
    ("<script src=a.js></script>x", "a script"),
    ("<p onclick='say()'>x", "a script"),
    ("<a href='javascript:say()'>x</a>", "a script"),
    ("<svg><a xlink:href='javascript:say()'>x</a></svg>", "a script"),
    ("<iframe src=part.html></iframe>x", "the file 'part.html' in a frame"),
    ("<object data=part.pdf></object>x", "the file 'part.pdf' in a frame"),
    ("<embed src='data:application/pdf,x'>x", "a file of the kind 'application/pdf'"),
    ("<video><track src=said.vtt></video>x", "the file of captions 'said.vtt'"),
]


@pytest.mark.parametrize(("source", "what"), UNREAD, ids=[source[:30] for source, _ in UNREAD])
def test_what_cannot_be_read_is_named(source: str, what: str) -> None:
    assert errors(source, "a.html") == [
        f"{what} within the document was not reviewed; put its text into the document"
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<script></script>x",
        "<iframe src='https://a.example/x'></iframe>x",
        "<iframe src='about:blank'></iframe>x",
        "<a href='#top'>x</a>",
        "<video src=film.mp4 poster=dog.jpg></video>x",
        "<style>p{color:red}</style>x",
    ],
)
def test_what_shows_nothing_more_is_not_named(source: str) -> None:
    assert errors(source, "a.html") == []


def test_films_and_sounds_go_with_the_draft() -> None:
    draft = only("<video src=film.mp4 poster=dog.jpg><source srcset='a.webp 2x, b.webp'></video>x", "a.html")
    assert draft.attached == ("film.mp4", "dog.jpg", "a.webp", "b.webp")


def test_a_text_shown_backwards_is_not_reviewed() -> None:
    review = reviewer().review(only("<bdo dir=rtl>321009 00770</bdo>", "a.html"))
    assert "turn letters or figures round" in review.errors[0].message


@pytest.mark.parametrize(("depth", "said"), [(3, []), (5, ["the page holds pages within pages"])])
def test_pages_within_pages_end(depth: int, said: list[str]) -> None:
    source = "x"
    for _ in range(depth):
        source = f"<iframe srcdoc='{escape(source)}'></iframe>"
    assert [error.partition(";")[0] for error in errors(source, "a.html")] == said


def test_a_page_too_large_to_parse_is_refused() -> None:
    (error,) = errors("a" * (html.LONGEST + 1), "a.html")
    assert "2,097,152 is the limit" in error


@settings(max_examples=300)
@given(TANGLES)
def test_every_character_stands_for_a_stretch_of_the_source(source: str) -> None:
    with contextlib.suppress(DraftError):
        assert_sound(html.publish(source).published, source)


@settings(max_examples=300)
@given(TANGLES, TANGLES)
def test_a_number_that_is_read_leads_back_to_itself(before: str, after: str) -> None:
    source = f"{before}{PHONE}{after}"
    published = html.publish(source).published
    begin = published.text.rfind(PHONE)
    if begin >= 0:
        start, end = published.span(begin, begin + len(PHONE))
        assert PHONE[-6:] in unescape(source[start:end])


@given(PLAIN)
def test_plain_words_are_published_as_they_stand(source: str) -> None:
    published = html.publish(source).published
    assert published.text == f"{source}\n"
    assert list(published.starts)[: len(source)] == list(range(len(source)))
