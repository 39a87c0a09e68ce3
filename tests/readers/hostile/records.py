"""JSON: lines of drafts, archives of X and exports of Facebook that nest, lie or run."""

from __future__ import annotations

import json
from functools import partial

from tests.readers.hostile.case import CLEAN, LONG, POST, Case, Outcome, Words, case, words

_DEPTH = 100_000
_LINE = json.dumps({"id": "a", "text": POST}) + "\n"


def _line(raw: Words) -> bytes:
    """A draft whose record is written out by hand; @ stands for the post."""
    return words(raw).replace("@", POST).encode("utf-8", "surrogatepass") + b"\n"


def _tweet(text: str, **more: object) -> dict[str, object]:
    return {
        "tweet": {"id_str": "1", "created_at": "Fri May 01 09:00:00 +0000 2026", "full_text": text, **more}
    }


def _archive(tweets: object, start: str = "window.YTD.tweets.part0 = ", end: str = "") -> bytes:
    return (start + json.dumps(tweets, ensure_ascii=False, indent=2) + end).encode()


def _facebook(text: str) -> str:
    record = {
        "timestamp": 1_777_626_000,
        "data": [{"post": text}],
        "title": "Example Town Council updated its status.",
    }
    return json.dumps([record])


def _bad_mojibake() -> bytes:
    return _facebook(f"Caf\xc3 \xff\xfe {POST}").encode()


def _unescaped() -> bytes:
    return _facebook("@").replace("@", f"Café … 🎉 {POST}").encode()


_LINES: list[tuple[str, Words, Outcome, str]] = [
    (
        "deep-lists",
        lambda: "[" * _DEPTH + "]" * _DEPTH + "\n" + _LINE,
        "either",
        "lists in lists, 100,000 deep",
    ),
    (
        "deep-objects",
        lambda: '{"text": "@", "a": ' + '{"a":' * _DEPTH + "1" + "}" * _DEPTH + "}",
        "either",
        "objects as deep",
    ),
    (
        "deep-unclosed",
        lambda: '{"text": "@", "a": ' + "[" * 1_000_000,
        "either",
        "a million lists that are never closed",
    ),
    (
        "huge-integer",
        lambda: '{"id": ' + "9" * 1_000_000 + ', "text": "@"}',
        "either",
        "a number of a million digits",
    ),
    ("huge-exponent", '{"id": 1e999999999, "text": "@"}', "either", "a number beyond all bounds"),
    ("not-a-number", '{"id": NaN, "text": "@", "a": -Infinity}', "either", "numbers that JSON does not have"),
    (
        "duplicate-keys",
        '{"text": "@", "text": "Fete on Saturday."}',
        "either",
        "two texts, the later one harmless",
    ),
    (
        "duplicate-keys-last",
        '{"text": "Fete.", "text": "@"}',
        "either",
        "two texts, the earlier one harmless",
    ),
    ("lone-surrogate", '{"text": "\\ud83c @"}', "either", "half a character as an escape"),
    ("surrogates-reversed", '{"text": "\\udf89\\ud83c @"}', "either", "two halves in the wrong order"),
    ("raw-surrogate", '{"text": "\ud83c @"}', "either", "half a character as bytes"),
    ("escaped-null", '{"text": "\\u0000@\\u0000"}', "either", "NUL as an escape"),
    (
        "escaped-letters",
        '{"\\u0074ext": "Ring \\u0030\\u00377\\u00300 900123"}',
        "read",
        "letters and digits as escapes",
    ),
    ("control-characters", '{"text": "a\tb @"}', "either", "a tab that should be an escape"),
    ("single-quotes", "{'text': '@'}", "refused", "the notation of Python, not of JSON"),
    ("trailing-comma", '{"text": "@",}', "either", "a comma too many"),
    ("comments", '// a remark\n{"text": "@"} // another', "either", "remarks, which JSON does not have"),
    ("text-is-list", '{"text": ["@"]}', "refused", "a list where a text should be"),
    ("text-is-object", '{"text": {"text": "@"}}', "refused", "an object where a text should be"),
    ("no-text", '{"id": 1, "message": "@"}', "either", "a text under another name"),
    ("text-in-capitals", '{"Text": "@"}', "either", "a text under a name in capitals"),
    ("string-line", '"@"', "either", "a line that is only a text"),
    ("array-of-drafts", '[{"text": "@"}]', "either", "one list, not lines"),
    ("pretty-printed", '{\n  "text": "@"\n}', "either", "a record over several lines"),
    ("two-on-a-line", '{"text": "Fete."}{"text": "@"}', "either", "two records on one line"),
    ("id-is-object", '{"id": {"a": [1]}, "text": "@"}', "either", "an id that is an object"),
    ("line-separator", '{"text": "Fete.\u2028@"}', "either", "a line end that only some programs know"),
    ("lone-returns", '{"text": "Fete."}\r{"text": "@"}\r', "either", "line ends of old Macs"),
    ("byte-order-mark", '\ufeff{"text": "@"}', "read", "a byte order mark"),
    (
        "mark-on-each-line",
        '{"text": "Fete."}\n\ufeff{"text": "@"}',
        "either",
        "a mark on the second line, as of joined files",
    ),
]

CASES: tuple[Case, ...] = (
    *(
        case(f"jsonl-{name}", ".jsonl", partial(_line, raw), outcome, why)
        for name, raw, outcome, why in _LINES
    ),
    case(
        "jsonl-long-line",
        ".jsonl",
        lambda: _line('{"text": "@' + " Fete." * (LONG // 6) + '"}'),
        "either",
        "a line of 8 MB",
    ),
    case(
        "jsonl-million-lines",
        ".jsonl",
        lambda: b"{}\n" * 1_000_000 + _LINE.encode(),
        "either",
        "records of nothing",
    ),
    case(
        "jsonl-blank-lines",
        ".jsonl",
        lambda: b"\n" * 4_000_000 + _LINE.encode(),
        "either",
        "four million blank lines",
    ),
    case("jsonl-nothing", ".jsonl", lambda: b"\n\n  \n", "refused", "no drafts", phone=False),
    case(
        "jsonl-many-keys",
        ".jsonl",
        lambda: _line('{"text": "@", ' + ", ".join(f'"k{at}": 0' for at in range(300_000)) + "}"),
        "either",
        "300,000 names in one record",
    ),
    case("x-archive", "tweets.js", lambda: _archive([_tweet(POST)]), "read", "an archive as X gives it"),
    case(
        "x-archive-code",
        "tweets.js",
        lambda: f'window.YTD.tweets.part0 = (function () {{ return "{POST}"; }})();'.encode(),
        "refused",
        "a program, not data",
    ),
    case(
        "x-archive-code-after",
        "tweets.js",
        lambda: _archive([_tweet(POST)], end="; fetch('http://192.0.2.1/')"),
        "either",
        "a program after the data",
    ),
    case(
        "x-archive-library",
        "tweets.js",
        lambda: f"// {POST}\nexport function tweets() {{ return []; }}\n".encode(),
        "refused",
        "a program of the same name",
        phone=False,
    ),
    case(
        "x-archive-truncated",
        "tweets.js",
        lambda: _archive([_tweet(POST), _tweet(CLEAN)])[:-60],
        "refused",
        "an archive that was not wholly downloaded",
    ),
    case(
        "x-archive-deep",
        "tweets.js",
        lambda: b"window.YTD.tweets.part0 = " + b"[" * _DEPTH + b"]" * _DEPTH,
        "refused",
        "lists in lists",
        phone=False,
    ),
    case("x-archive-empty", "tweets.js", lambda: _archive([]), "refused", "no posts", phone=False),
    case(
        "x-archive-no-list",
        "tweets.js",
        lambda: _archive(_tweet(POST)),
        "either",
        "one post where a list should be",
    ),
    case(
        "x-archive-odd-items",
        "tweets.js",
        lambda: _archive([None, 1, "x", {"tweet": []}, {"tweet": {"full_text": 5}}, _tweet(POST)]),
        "either",
        "things among the posts that are none",
    ),
    case(
        "x-archive-no-full-text",
        "tweets.js",
        lambda: _archive([{"tweet": {"text": POST}}]),
        "either",
        "the text under its old name",
    ),
    case(
        "x-archive-other-part",
        "tweets-part17.js",
        lambda: _archive([_tweet(POST)], "window.YTD.tweets.part17 = "),
        "read",
        "a later part of an archive",
    ),
    case(
        "x-archive-odd-start",
        "tweets.js",
        lambda: _archive([_tweet(POST)], "\ufeff\n window . YTD [ 'tweets' ] . part0=\n"),
        "either",
        "a start that means the same to a browser",
    ),
    case(
        "x-archive-semicolon",
        "tweets.js",
        lambda: _archive([_tweet(POST)], end=";\n"),
        "read",
        "a semicolon at the end",
    ),
    case(
        "x-archive-bare-list", "tweets.js", lambda: _archive([_tweet(POST)], ""), "either", "no start at all"
    ),
    case(
        "x-archive-duplicate-keys",
        "tweets.js",
        lambda: (
            f'window.YTD.tweets.part0 = [{{"tweet": {{"full_text": "{POST}", "full_text": "a"}}}}]'.encode()
        ),
        "either",
        "two texts of one post",
    ),
    case(
        "x-archive-lying-places",
        "tweets.js",
        lambda: _archive(
            [_tweet(POST, entities={"urls": [{"url": "https://t.co/a", "indices": ["-5", "99999999999"]}]})]
        ),
        "either",
        "a link that is said to lie outside the text",
    ),
    case(
        "x-archive-entity-soup",
        "tweets.js",
        lambda: _archive([_tweet("&amp;" * 1_000_000 + POST)]),
        "either",
        "a million entities",
    ),
    case(
        "facebook-export",
        "your_posts_1.json",
        lambda: _facebook(POST).encode(),
        "read",
        "an export as Facebook gives it",
    ),
    case(
        "facebook-bad-mojibake",
        "your_posts_1.json",
        _bad_mojibake,
        "either",
        "bytes as letters that are no UTF-8",
    ),
    case(
        "facebook-honest-letters",
        "your_posts_1.json",
        _unescaped,
        "read",
        "true letters instead of bytes as letters",
    ),
    case(
        "facebook-deep",
        "your_posts_1.json",
        lambda: b"[" * _DEPTH + b"]" * _DEPTH,
        "refused",
        "lists in lists",
        phone=False,
    ),
    case(
        "facebook-truncated",
        "your_posts_1.json",
        lambda: _facebook(POST).encode()[:-30],
        "refused",
        "an export that was not wholly downloaded",
    ),
    case("facebook-empty", "your_posts_1.json", lambda: b"[]", "refused", "no posts", phone=False),
    case(
        "facebook-odd-items",
        "your_posts_1.json",
        lambda: json.dumps(
            [None, 3, {"data": {"post": 1}}, {"data": [None]}, *json.loads(_facebook(POST))]
        ).encode(),
        "either",
        "things among the posts that are none",
    ),
    case(
        "facebook-two-texts",
        "your_posts_1.json",
        lambda: json.dumps([{"data": [{"post": CLEAN}, {"update_timestamp": 1}, {"post": POST}]}]).encode(),
        "either",
        "a post with two texts, the number in the second",
    ),
    case(
        "json-other",
        "package.json",
        lambda: b'{"name": "example", "version": "1.0.0"}',
        "either",
        "JSON that holds no posts",
        phone=False,
    ),
    case(
        "json-utf16",
        "your_posts_1.json",
        lambda: _facebook(POST).encode("utf-16"),
        "either",
        "JSON in UTF-16",
    ),
)
