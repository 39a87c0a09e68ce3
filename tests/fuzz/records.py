"""JSON Lines, and the archives that networks give out."""

from __future__ import annotations

import json
from typing import Any

from tests.fuzz.author import Author, Document
from tests.fuzz.texts import encoded

_X_NAMES = {
    "tweets.js": "window.YTD.tweets.part0 = ", "note-tweet.js": "window.YTD.note_tweet.part0 = ",
    "2016_01.js": "Grailbird.data.tweets_2016_01 =\n", "community-tweet.js": "window.YTD.community_tweet.part0 = ",
}  # fmt: skip
_STAMPS = (0, 1_700_000_000, -1, 2**40, 1.5, "1700000000", None)
_HALF = "\ud83d"  # of a pair, which no encoding holds
_DAYS = ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10", "", "soon", 3, None)


def json_lines(author: Author) -> Document:
    """A draft on each line, and lines that hold none."""
    lines = [_line(author, number) for number in range(1, author.number(2, 6))]
    ends = author.one(("\n", "\r\n"))
    return author.document(author.one(("a.jsonl", "a.ndjson")), encoded(author, ends.join(lines)))


def _line(author: Author, number: int) -> str:
    kind = author.one(("text", "more", "blank", "list", "none", "twice"))
    named = f"line {number} "
    if kind == "blank":
        return author.one(("", "   "))
    said = author.said(f"line ({kind})", named)
    found: Any = {"text": f"{author.filler()} {said}"}
    if kind == "more":
        found |= {"id": author.one((1, "a", None, 2.5, [1], _HALF)), "note": author.unseen("another value")}
    if kind == "list":
        return json.dumps([found])
    if kind == "none":
        return json.dumps({"Text": found["text"]})
    if kind == "twice":
        return f'{{"text": "x", "text": {json.dumps(said)}}}'
    return json.dumps(found, ensure_ascii=author.chance() or found.get("id") == _HALF)


def archive(author: Author) -> Document:
    """An archive of X or of Facebook."""
    return _of_x(author) if author.chance() else _of_facebook(author)


def _of_x(author: Author) -> Document:
    name = author.one(tuple(_X_NAMES))
    posts = author.some(lambda: _tweet(author), 1, 4)
    return author.document(name, encoded(author, _X_NAMES[name] + json.dumps(posts, indent=1)))


def _tweet(author: Author) -> dict[str, Any]:
    said = f"{author.one(('', 'a &amp; b ', 'é '))}{author.said('post on X')} https://t.co/a"
    link = {
        "url": "https://t.co/a",
        "expanded_url": f"https://example.org/{author.mark('short link').replace(' ', '-')}",
    }
    post = {
        "id_str": str(author.number(1, 9)),
        "full_text": said,
        "created_at": author.one(_DAYS),
        "entities": {"urls": [link]},
    }
    if author.chance():
        described = author.said("alternative text on X")
        post["extended_entities"] = {"media": [{"type": "photo", "ext_alt_text": described}]}
    kind = author.one(("tweet", "bare", "note"))
    if kind == "note":
        short = {"shortUrl": "https://t.co/a", "expandedUrl": link["expanded_url"]}
        note = {"noteTweetId": "1", "core": {"text": said, "urls": [short]}, "createdAt": author.one(_DAYS)}
        author.marks = [mark for mark in author.marks if mark.where != "alternative text on X"]
        return {"noteTweet": note}
    return {"tweet": post} if kind == "tweet" else post


def _of_facebook(author: Author) -> Document:
    posts = author.some(lambda: _post(author), 1, 4)
    data: Any = posts if author.chance() else {author.one(("comments_v2", "posts")): posts}
    written = json.dumps(data)
    return author.document(
        author.one(("your_posts_1.json", "posts_1.json", "comments.json")), encoded(author, written)
    )


def _as_facebook_writes(text: str) -> str:
    return text.encode().decode("latin-1")


def _post(author: Author) -> dict[str, Any]:
    def said(where: str) -> str:
        return _as_facebook_writes(f"{author.one(('', 'é ', '😀 '))}{author.said(where)}")

    kinds: dict[str, Any] = {
        "post": lambda: {"data": [{"post": said("post")}]},
        "comment": lambda: {"data": [{"comment": {"comment": said("comment"), "author": "A"}}]},
        "media": lambda: _attached({"media": {"uri": "a.jpg", "description": said("media description")}}),
        "media title": lambda: _attached({"media": {"uri": "a.jpg", "title": said("media title")}}),
        "attached text": lambda: _attached({"text": said("attached text")}),
        "event": lambda: _attached({"event": {"name": said("event name"), "description": said("event description")}}),
        "poll": lambda: _attached({"poll": {"question": said("poll question"), "options": [{"option": said("poll option")}]}}),
        "note": lambda: _attached({"note": {"title": said("note title"), "text": said("note text")}}),
        "external": lambda: _attached({"external_context": {"name": said("name of a link"), "url": f"https://example.org/{author.mark('shared link').replace(' ', '-')}"}}),
        "sale": lambda: _attached({"for_sale_item": {"title": said("item title"), "description": said("item description")}}),
        "label": lambda: {"label_values": [{"label": author.one(("Text", "Message", "Description", "Comment")), "value": said("label")}]},
    }  # fmt: skip
    found: dict[str, Any] = kinds[author.one(tuple(kinds))]()
    return found | {"timestamp": author.one(_STAMPS)}


def _attached(data: dict[str, Any]) -> dict[str, Any]:
    return {"attachments": [{"data": [data]}], "data": [{"post": ""}]}
