"""Web pages that nest, never close, hide or contradict themselves."""

from __future__ import annotations

import codecs
from functools import partial

from tests.readers.hostile.case import CLEAN, LONG, PHONE, POST, Case, Outcome, Words, case, words

_P = f"<p>{POST}</p>"
_HALF = PHONE.replace(" ", "</b> <i>")


def _page(body: Words) -> bytes:
    html = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fete</title></head><body>{words(body)}</body></html>'
    return html.encode()


def _attributes() -> bytes:
    return _page(f"<p {' '.join(f'a{at}={at}' for at in range(100_000))}>{POST}</p>")


def _raw(text: Words) -> bytes:
    return words(text).encode("utf-8", "surrogatepass")


_SHOWN: list[tuple[str, Words, Outcome, str]] = [
    ("unclosed-tags", f"<div><p><b><i><li><td>{POST}", "read", "tags that are never closed"),
    ("misnested-tags", f"<b><i></b></i><p><a></p>{POST}</a>", "read", "tags closed in the wrong order"),
    ("stray-end-tags", f"</div></body></html></p></br>{POST}", "read", "ends of what never began"),
    ("tags-within-number", f"<p>Ring <b>{_HALF}</i> to help", "read", "tags within the number"),
    ("entities-within-number", "<p>Ring &#48;&#x37;7&#48&#48;&#32;900123", "read", "digits as entities"),
    (
        "non-breaking-spaces",
        f"<p>Ring {PHONE.replace(' ', '&nbsp;')}",
        "either",
        "a blank that does not break",
    ),
    (
        "soft-hyphens",
        f"<p>Ring {PHONE.replace('900', '9&shy;0&shy;0')}",
        "either",
        "soft hyphens in the number",
    ),
    ("word-breaks", f"<p>Ring {PHONE.replace('900', '9<wbr>00')}", "read", "places to break the number"),
    (
        "comment-within-number",
        f"<p>Ring {PHONE.replace('900', '9<!-- 1 -->00')}",
        "read",
        "a remark in the number",
    ),
    (
        "line-break-within-number",
        "<p>Ring 07700\n      900123",
        "either",
        "the number over two lines of the source",
    ),
    ("preformatted", f"<pre>\n\n   {POST}\n</pre>", "read", "lines as they are"),
    ("text-area", f"<textarea>{POST}</textarea>", "either", "a field with a text"),
    ("plaintext", f"<plaintext>{POST}</p>", "either", "an element that never ends, of 1991"),
    ("xmp", f"<xmp>{POST}</xmp>", "either", "an element of 1991"),
    ("listing", f"<listing>{POST}</listing>", "either", "another element of 1991"),
    ("svg", f'<svg><text x="1" y="1">{POST}</text></svg>', "either", "the words of a drawing"),
    ("svg-title", f"<svg><title>{POST}</title></svg>", "either", "the title of a drawing"),
    ("svg-foreign", f"<svg><foreignObject>{_P}</foreignObject></svg>", "either", "a page in a drawing"),
    ("svg-cdata", f"<svg><text><![CDATA[{POST}]]></text></svg>", "either", "a CDATA section in a drawing"),
    ("svg-style", f"<svg><style><p>{POST}</style></svg>", "either", "a style that ends at a paragraph"),
    ("math", f"<math><mtext>{POST}</mtext></math>", "either", "the words of a formula"),
    (
        "math-annotation",
        f'<math><annotation-xml encoding="text/html">{_P}</annotation-xml></math>',
        "either",
        "notes",
    ),
    ("no-script", f"<noscript>{_P}</noscript>", "either", "shown where no programs run"),
    ("no-frames", f"<noframes>{_P}</noframes>", "either", "shown where there are no frames"),
    (
        "object",
        f'<object data="http://192.0.2.1/">{_P}</object>',
        "either",
        "shown where an object is missing",
    ),
    ("details", f"<details><summary>More</summary>{_P}</details>", "read", "shown at a click"),
    ("dialog", f"<dialog>{_P}</dialog>", "either", "a dialogue that a program would open"),
    ("button", f'<button>{POST}</button><input value="a">', "read", "the words of a button"),
    ("input-value", f'<input value="{POST}">', "either", "the value of a field"),
    ("placeholder", f'<input placeholder="{POST}">', "either", "the hint in a field"),
    ("option", f"<select><option>a<option selected>{POST}</select>", "read", "a choice"),
    ("alt-text", f'<img src="a.png" alt="{POST}">', "either", "a picture's description"),
    ("tooltip", f'<p title="{POST}">{CLEAN}', "either", "a note that is shown under the pointer"),
    ("label", f'<p aria-label="{POST}">{CLEAN}', "either", "a label that is read aloud"),
    (
        "telephone-link",
        '<a href="tel:07700900123">Ring us</a>',
        "either",
        "the number only where a link leads",
    ),
    (
        "generated",
        f"<style>p::after{{content:'{POST}'}}</style><p>{CLEAN}",
        "either",
        "a text that the style adds",
    ),
    ("frame-document", f'<iframe srcdoc="<p>{POST}"></iframe>', "either", "a page in an attribute"),
    ("data-link", f'<iframe src="data:text/html,{POST}"></iframe>', "either", "a page in an address"),
    (
        "long-data-link",
        lambda: f'<img src="data:image/png;base64,{"A" * 5_000_000}">{_P}',
        "refused",
        "an address of 5 MB",
    ),
    ("table", f"<table><tr><td>{POST}<tr><td>a</table>", "read", "a table without ends"),
    (
        "text-in-table",
        f"<table>{POST}<tr><td>a</table>",
        "read",
        "a text that browsers move out of the table",
    ),
    ("custom-element", f"<x-post>{POST}</x-post>", "read", "an element of somebody's own"),
    (
        "slot",
        f"<x-post><template shadowrootmode=open>{_P}</template></x-post>",
        "either",
        "a template that is shown",
    ),
    ("null-bytes", POST.replace("fete", "fe\0te"), "either", "a NUL byte"),
    ("null-in-tag", f"<p\0>{POST}</p\0>", "either", "NUL bytes in tags"),
    ("odd-less-than", f"a < b <3 <<< <= </ > <? {POST}", "either", "signs that begin no tag"),
    ("attribute-never-closed", f'{_P}<a href="a>{CLEAN}', "either", "a quotation mark that is never closed"),
    ("tag-never-closed", f"{_P}<a href=a", "either", "a tag that is never closed"),
    ("comment-never-closed", f"{_P}<!-- {CLEAN}", "either", "a remark that is never closed"),
    ("odd-comments", f"<!-->{POST}<!-- --!>a<!--->", "either", "remarks that end at once"),
    ("declaration", f"<!ENTITY a '{CLEAN}'>{_P}", "either", "a declaration of XML"),
    ("instruction", f"<?php echo 'a > b' ?>{_P}", "either", "a program of the server's"),
    ("cdata", f"<![CDATA[{CLEAN}]]>{_P}", "either", "a CDATA section, which a page does not have"),
    (
        "odd-entities",
        f"&;&#;&#x;&#xFFFFFFFFFF;&#0;&#55357;&notit;&unknown; {POST}",
        "either",
        "entities that are none",
    ),
    ("huge-entity", lambda: f"&#{'9' * 100_000}; {POST}", "either", "an entity of 100,000 digits"),
    ("base", f'<base href="http://192.0.2.1/"><a href="x">{POST}</a>', "read", "another start of addresses"),
    (
        "refresh",
        f'<meta http-equiv="refresh" content="0;url=http://192.0.2.1/">{_P}',
        "read",
        "a page that moves on",
    ),
    (
        "events",
        f"<img src=x onerror=alert(1)><p onclick='a(\"</p>\")'>{POST}",
        "named",
        "programs in attributes",
    ),
    ("hidden", f"<p hidden>{POST}", "either", "a paragraph that is not shown"),
    ("hidden-by-style", f'<p style="display:none">{POST}', "either", "a paragraph that a style hides"),
    ("right-to-left", f'<bdo dir="rtl">{POST}</bdo>', "named", "a text shown backwards"),
    (
        "script-with-end",
        f"<script>'</scr'+'ipt>'</script>{_P}",
        "named",
        "a program that mentions its own end",
    ),
    (
        "script-with-comment",
        f"<script><!-- <script> </script> --></script>{_P}",
        "named",
        "remarks in a program",
    ),
    ("style-never-closed", f"{_P}<style>p{{", "read", "a style that is never closed"),
    (
        "conditional",
        f"{_P}<!--[if mso]><p>a</p><![endif]--><![if !mso]>b<![endif]>",
        "read",
        "remarks for Outlook",
    ),
    ("many-entities", lambda: "&amp;" * 1_000_000 + POST, "either", "a million entities"),
    ("many-unknown-entities", lambda: "&a" * 1_000_000 + POST, "either", "a million entities that are none"),
    ("deep", lambda: "<div>" * 100_000 + POST + "</div>" * 100_000, "either", "100,000 levels"),
    (
        "deep-format",
        lambda: "<b><i>" * 50_000 + POST,
        "either",
        "formats that a browser opens again and again",
    ),
    ("deep-tables", lambda: "<table><tr><td>" * 20_000 + POST, "either", "tables in tables"),
    ("deep-lists", lambda: "<ul><li>" * 50_000 + POST, "either", "lists in lists"),
    ("deep-quotes", lambda: "<blockquote>" * 50_000 + POST, "either", "quotes in quotes"),
    ("many-links", lambda: f"{_P}{'<a href=x>a</a>' * 300_000}", "either", "300,000 links"),
    ("many-open-tags", lambda: f"{_P}{'<a ' * 500_000}", "either", "tags that never end"),
    ("many-less-than", lambda: f"{_P}{'<' * 1_000_000}", "either", "a million signs that begin no tag"),
    ("many-open-comments", lambda: f"{_P}{'<!--' * 500_000}", "either", "remarks that never end"),
    ("many-half-comments", lambda: f"{_P}{'<!' * 500_000}", "either", "declarations that never end"),
    ("many-end-tags", lambda: f"{_P}{'</' * 500_000}", "either", "ends that never end"),
    ("many-open-cdata", lambda: f"{_P}{'<![CDATA[' * 300_000}", "either", "CDATA sections that never end"),
    ("many-instructions", lambda: f"{_P}{'<?' * 500_000}", "either", "instructions that never end"),
    (
        "many-quotes",
        lambda: f"{_P}{'<a b=' + chr(34)}{chr(39) * 500_000}",
        "either",
        "quotation marks that never end",
    ),
    ("many-open-scripts", lambda: f"{_P}{'<script>' * 300_000}", "either", "programs that never end"),
    ("many-semicolons", lambda: f"{_P}{'&#' * 500_000}", "either", "half entities"),
    ("many-line-ends", lambda: f"{_P}{'<br>' * 1_000_000}", "either", "a million line ends"),
    ("long-text", lambda: f"{_P}<p>{'Fete. ' * (LONG // 6)}", "either", "a paragraph of 8 MB"),
    ("long-tag-name", lambda: f"{_P}<{'a' * 2_000_000}>", "either", "a name of 2 MB"),
    ("long-attribute", lambda: f'<p a="{"b" * 2_000_000}">{POST}', "either", "an attribute of 2 MB"),
    ("long-spaces", lambda: f"<p>{' ' * 2_000_000}{POST}<p{' ' * 2_000_000}>", "either", "blanks on end"),
]

_HIDDEN: list[tuple[str, str, str]] = [
    ("script-only", f"<script>var a = '{POST}';</script>", "nothing but a program"),
    ("style-only", f"<style>/* {POST} */</style>", "nothing but a style"),
    ("template-only", f"<template>{_P}</template>", "nothing but a template, which is not shown"),
    ("comment-only", f"<!-- {POST} -->", "nothing but a remark"),
    (
        "data-only",
        f'<script type="application/ld+json">{{"telephone": "{PHONE}"}}</script>',
        "nothing but data",
    ),
]


_BY_STYLE = "generated"  # by a style sheet, which no reader interprets

CASES: tuple[Case, ...] = (
    *(
        case(f"html-{name}", ".html", partial(_page, body), outcome, why, phone=name != _BY_STYLE)
        for name, body, outcome, why in _SHOWN
    ),
    *(
        case(f"html-{name}", ".html", partial(_page, body), "refused", why, phone=False)
        for name, body, why in _HIDDEN
    ),
    case("html-many-attributes", ".html", _attributes, "either", "100,000 attributes"),
    case("html-no-tags", ".html", lambda: _raw(POST), "read", "a text without a tag"),
    case("html-empty", ".html", lambda: b"", "refused", "nothing", phone=False),
    case(
        "html-no-body", ".html", lambda: _raw("<html><head></head></html>"), "refused", "no body", phone=False
    ),
    case(
        "html-head-never-closed",
        ".html",
        lambda: _raw(f"<head><title>a</title>{_P}"),
        "read",
        "a head without end",
    ),
    case(
        "html-title-never-closed",
        ".html",
        lambda: _raw(f"<head><title>{POST}</head><body><p>{CLEAN}"),
        "either",
        "a title that swallows the page",
    ),
    case(
        "html-title-only",
        ".html",
        lambda: _raw(f"<title>{POST}</title><p>{CLEAN}"),
        "either",
        "the number only in the title",
    ),
    case("html-two-bodies", ".html", lambda: _raw(f"<body>{CLEAN}</body><body>{_P}"), "read", "two bodies"),
    case(
        "html-after-end",
        ".html",
        lambda: _raw(f"<html><body>a</body></html>{_P}"),
        "read",
        "text after the end",
    ),
    case(
        "html-frames",
        ".html",
        lambda: _raw(f"<frameset><frame src=a></frameset>{_P}"),
        "either",
        "a page of frames",
    ),
    case(
        "html-capitals",
        "FETE.HTM",
        lambda: _raw(f"<HTML><BODY><P>{POST}</P></BODY></HTML>"),
        "read",
        "capitals",
    ),
    case(
        "html-wrong-charset",
        ".html",
        lambda: _raw(f'<meta charset="utf-16"><p>Café {POST}'),
        "either",
        "says that it is UTF-16 and is UTF-8",
    ),
    case(
        "html-unknown-charset",
        ".html",
        lambda: _raw(f'<meta charset="x-klingon"><p>{POST}'),
        "either",
        "an encoding that nobody knows",
    ),
    case(
        "html-utf7-charset",
        ".html",
        lambda: _raw(f'<meta charset="utf-7"><p>+ADw-script+AD4- {POST}'),
        "either",
        "UTF-7, with which pages were once attacked",
    ),
    case(
        "html-windows-charset",
        ".html",
        lambda: f'<meta charset="windows-1252"><p>Café – {POST}'.encode("cp1252"),
        "read",
        "the encoding of Windows, and says so",
    ),
    case(
        "html-latin-charset",
        ".html",
        lambda: (
            f'<meta http-equiv="content-type" content="text/html; charset=iso-8859-1"><p>Café {POST}'.encode(
                "latin-1"
            )
        ),
        "read",
        "an older way to say the encoding",
    ),
    case(
        "html-utf16",
        ".html",
        lambda: codecs.BOM_UTF16_LE + f"<p>{POST}".encode("utf-16-le"),
        "read",
        "UTF-16",
    ),
    case(
        "html-utf16-unmarked",
        ".html",
        lambda: f"<p>{POST}".encode("utf-16-le"),
        "either",
        "UTF-16 without its mark",
    ),
    case(
        "html-doctype-entities",
        ".html",
        lambda: _raw(f'<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>&a;&c;{_P}'),
        "either",
        "entities of XML in a page",
    ),
    case(
        "html-as-xml",
        ".html",
        lambda: _raw(
            f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{_P}</body></html>'
        ),
        "read",
        "a page that is XML",
    ),
    case(
        "html-archive",
        ".html",
        lambda: _raw(f"MIME-Version: 1.0\nContent-Type: text/html\n\n{_P}"),
        "read",
        "a header",
    ),
    case(
        "html-picture",
        ".html",
        lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "refused",
        "a picture, renamed",
        phone=False,
    ),
)
