"""Archives of X and Facebook: every post, with its day and what it answers."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from smcheck.model.draft import BlankRow
from smcheck.readers import is_draft, read_content
from tests.readers.documents import PHONE, drafts, errors, found


def tweet(text: str, **more: Any) -> dict[str, Any]:
    return {"tweet": {"id_str": "77", "full_text": text, **more}}


def x(*entries: dict[str, Any], name: str = "tweets") -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(entries)};\n"


def mangled(text: str) -> str:
    """A text as Facebook writes it: every byte as a character."""
    return text.encode().decode("latin-1")


def facebook(*entries: dict[str, Any]) -> str:
    return json.dumps(entries)


def test_a_post_of_x_has_its_day_platform_and_place() -> None:
    (draft,) = drafts(x(tweet("Hello", created_at="Wed Oct 10 20:19:24 +0000 2018")), "tweets.js")
    assert (draft.text, draft.id, draft.kind, draft.platforms) == ("Hello", "77", "post", ("x",))
    assert (draft.date, draft.place(0)) == (dt.date(2018, 10, 10), "post 77")


@pytest.mark.parametrize(
    ("text", "more", "read"),
    [
        ("Fish &amp; chips &lt;3", {}, "Fish & chips <3"),
        ("See https://t.co/a.", {"entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://a.example/x"}]}}, "See https://a.example/x."),
        ("See https://t.co/a.", {"entities": {"urls": [{"url": "https://t.co/a"}, "x", {"expanded_url": "y"}]}}, "See https://t.co/a."),
        ("See https://t.co/a.", {"entities": {"urls": "none"}}, "See https://t.co/a."),
    ],
)  # fmt: skip
def test_a_post_of_x_reads_as_it_was_shown(text: str, more: dict[str, Any], read: str) -> None:
    assert [draft.text for draft in drafts(x(tweet(text, **more)), "tweets.js")] == [read]


@pytest.mark.parametrize("key", ["in_reply_to_status_id_str", "in_reply_to_status_id"])
def test_an_answer_on_x_is_a_reply(key: str) -> None:
    (draft,) = drafts(x(tweet("Hello", **{key: "5"})), "tweets.js")
    assert draft.kind == "reply"


def test_a_long_post_of_x_is_read() -> None:
    core = {
        "text": "See https://t.co/b",
        "urls": [{"shortUrl": "https://t.co/b", "expandedUrl": "https://b.example"}],
    }
    entry = {"noteTweet": {"noteTweetId": "9", "createdAt": "2026-05-06T09:00:00.000Z", "core": core}}
    (draft,) = drafts(x(entry, name="note_tweet"), "note-tweet.js")
    assert (draft.text, draft.id, draft.date) == ("See https://b.example", "9", dt.date(2026, 5, 6))


@pytest.mark.parametrize("content", [x(tweet(PHONE)), "Grailbird.data.tweets_2015_03 = " + json.dumps([{"id_str": "7", "text": PHONE, "created_at": "soon"}]), json.dumps([tweet(PHONE)])])  # fmt: skip
def test_what_a_post_of_x_says_is_judged(content: str) -> None:
    (draft,) = drafts(content, "2015_03.js")
    assert [draft.text[finding.start : finding.end] for finding in found(draft, "phone")] == [PHONE]


@pytest.mark.parametrize(
    ("media", "texts"),
    [([{"ext_alt_text": "a dog &amp; a cat"}], ["Hello", "a dog & a cat"]), ([{"ext_alt_text": None}, 5], ["Hello"]), ("no", ["Hello"])],
)  # fmt: skip
def test_descriptions_of_pictures_on_x_are_read(media: object, texts: list[str]) -> None:
    read = drafts(x(tweet("Hello", extended_entities={"media": media})), "tweets.js")
    assert [(draft.text, draft.id) for draft in read] == [(text, "77") for text in texts]


def test_a_post_that_bears_neither_day_nor_data_is_read() -> None:
    attached = {"attachments": [{"data": [{"media": {"description": f"Ring {PHONE}"}}]}]}
    assert [draft.text for draft in drafts(facebook(attached), "posts.json")] == [f"Ring {PHONE}"]


def test_a_post_without_a_text_is_counted() -> None:
    items = list(read_content(x(tweet(" "), tweet("Hello")).encode(), "tweets.js"))
    assert items[0] == BlankRow(1)


@pytest.mark.parametrize(
    ("entry", "texts", "kind"),
    [
        ({"data": [{"post": mangled("Café – open")}, {"update_timestamp": 1}]}, ["Café – open"], "post"),
        ({"data": [{"post": "Café – open"}]}, ["Café – open"], "post"),
        ({"data": [{"comment": {"comment": "Sure", "author": "A"}}]}, ["Sure"], "reply"),
        ({"label_values": [{"label": "Text", "value": "Hello"}, {"label": "URL", "value": "no"}]}, ["Hello"], "post"),
        ({"attachments": [{"data": [{"media": {"description": "a dog"}}, {"media": {}}]}]}, ["a dog"], "post"),
        ({"data": [{"post": "a dog"}], "attachments": [{"data": [{"media": {"description": "a dog"}}]}]}, ["a dog"], "post"),
        ({"data": [{"post": "One"}, "x"], "attachments": [{"data": [{"media": {"description": "Two"}}]}, 5]}, ["One", "Two"], "post"),
        ({"attachments": [{"data": [{"text": "One"}, {"media": {"title": "Two", "uri": "no"}}]}]}, ["Two", "One"], "post"),
        ({"attachments": [{"data": [{"event": {"name": "One", "description": "Two", "start_timestamp": 1}}]}]}, ["One", "Two"], "post"),
        ({"attachments": [{"data": [{"poll": {"question": "One", "options": [{"option": "Two", "voted": True}, 5]}}]}]}, ["One", "Two"], "post"),
        ({"attachments": [{"data": [{"external_context": {"name": "One", "url": "https://a.example/x", "source": "no"}}]}]}, ["One", "https://a.example/x"], "post"),
        ({"attachments": [{"data": [{"note": {"title": "One", "text": "Two"}}, {"note": "no"}]}]}, ["One", "Two"], "post"),
    ],
)  # fmt: skip
def test_a_post_of_facebook(entry: dict[str, Any], texts: list[str], kind: str) -> None:
    read = drafts(facebook({"timestamp": 1780000000, **entry}), "your_posts_1.json")
    assert [draft.text for draft in read] == texts
    assert {(draft.kind, draft.platforms, draft.date) for draft in read} == {
        (kind, ("facebook",), dt.date(2026, 5, 28))
    }


@pytest.mark.parametrize("stamp", [-1, 0, 2**40, "soon", None])
def test_a_post_of_facebook_may_lack_its_day(stamp: object) -> None:
    (draft,) = drafts(facebook({"timestamp": stamp, "data": [{"post": "Hello"}]}), "posts.json")
    assert (draft.date, draft.place(0)) == (None, "post 1")


def test_an_export_may_be_an_object_of_lists() -> None:
    content = json.dumps(
        {"comments_v2": [{"timestamp": 1, "data": [{"comment": {"comment": "Sure"}}]}], "n": 3}
    )
    assert [draft.text for draft in drafts(content, "comments.json")] == ["Sure"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (x(tweet(" ")), "the export holds no texts"),
        (facebook({"timestamp": 1, "attachments": []}), "the export holds no texts"),
        ('[{"tweet": {"full_text": "a", "full_text": "b"}}]', "two values under one name"),
        ('[{"timestamp": 1, "data": [], "data": [{"post": "a"}]}]', "two values under one name"),
        ("window.YTD.tweets.part0 = [", "or it is damaged"),
        ("[" * 100_000, "or it is damaged"),
        ('[{"name": "a"}]', "no export of posts that smcheck knows"),
        ("3", "no export of posts that smcheck knows"),
        ('{"a": 3}', "no export of posts that smcheck knows"),
    ],
    ids=[
        "x-blank",
        "facebook-blank",
        "x-twice",
        "facebook-twice",
        "cut",
        "deep",
        "other",
        "number",
        "object",
    ],
)
def test_what_is_no_export_of_posts_is_an_error(content: str, message: str) -> None:
    (error,) = errors(content, "tweets.js")
    assert message in error


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("tweets.js", True),
        ("tweet.js", True),
        ("tweets-part1.js", True),
        ("deleted-tweets.js", True),
        ("note-tweet.js", True),
        ("community-tweet.js", True),
        ("2015_03.js", True),
        ("your_posts_1.json", True),
        ("your_posts__check_ins__photos_and_videos_1.json", True),
        ("posts.json", True),
        ("comments.json", True),
        ("your_comments_in_groups.json", False),
        ("group_interactions.json", True),
        ("Posts_1.JSON", True),
        ("package.json", False),
        ("app.js", False),
        ("ad-tweets-seen.js", False),
    ],
)
def test_exports_are_known_in_a_folder_by_their_names(name: str, known: bool) -> None:
    assert is_draft(name) is known
