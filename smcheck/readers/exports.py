"""What has been posted already: the archives that X and Facebook give out, a draft for each post.

X: `tweets.js` and its kin, JavaScript that assigns a list of posts. Short links are given as the addresses
that they stand for. Facebook: JSON files of posts and comments, whose texts are UTF-8 written as if it were
Latin-1. What goes with a post is a draft of its own: descriptions of pictures, events, polls, notes, links.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from smcheck.model.draft import BlankRow, Draft, Kind
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_id
from smcheck.readers.content import FileContent, Item
from smcheck.readers.jsonl import strict_object

NAMES = re.compile(
    r"(?:deleted-)?tweets?(?:-part\d+)?\.js|\d{4}_\d{2}\.js|note-tweets?\.js|community-tweets?\.js"
    r"|(?:your_|profile_|group_|page_)?(?:posts|comments|uncategorized_photos|videos)(?:_\d+)*\.json"
    r"|(?:your_posts|posts_and_comments|comments|group_interactions).*\.json",
    re.IGNORECASE,
)
"""Names of such files, by which they are known in a folder; others of these endings are left alone there."""

_ASSIGNED = re.compile(r"\s*(?:(?:window\.)?YTD\.\w+\.part\d+|Grailbird\.data\.\w+)\s*=\s*")
_LABELS = ("Text", "Message", "Description", "Comment")
_ATTACHED = {  # what goes with a post of Facebook, and which values of it are shown
    "media": ("title", "description"), "event": ("name", "description"), "poll": ("question",),
    "note": ("title", "text"), "external_context": ("name", "url"), "life_event": ("title",),
    "for_sale_item": ("title", "description"), "place": ("name", "address"),
}  # fmt: skip
_OF_FACEBOOK = frozenset(("timestamp", "data", "attachments", "label_values"))
_LAST_TIME = 2**32  # seconds, in the year 2106
_UNKNOWN = "this is no export of posts that smcheck knows (X: tweets.js; Facebook: JSON of posts or comments)"


def read(file: FileContent) -> Iterator[Item]:
    """A draft for every post; raises `DraftError` where the file is no such export."""
    text = file.text
    assigned = _ASSIGNED.match(text)
    try:
        data = json.loads(
            text[assigned.end() :].rstrip().rstrip(";") if assigned else text, object_pairs_hook=strict_object
        )
    except (json.JSONDecodeError, RecursionError) as error:
        raise DraftError(f"{_UNKNOWN}, or it is damaged") from error
    except ValueError as error:
        raise DraftError(f"the export is damaged: {error}") from error
    entries = list(_entries(data))
    if not entries:
        raise DraftError(_UNKNOWN)
    any_posts = False
    for number, entry in enumerate(entries, 1):
        drafts = list(_x(entry) if _is_x(entry) else _facebook(entry))
        any_posts |= bool(drafts)
        yield from (_placed(draft, file.path, number) for draft in drafts)
        if not drafts:
            yield BlankRow(number)
    if not any_posts:
        raise DraftError("the export holds no texts")


def _placed(draft: Draft, path: str, number: int) -> Draft:
    identifier = draft.id or str(number)
    return replace(draft, path=path, id=identifier, places=((0, f"post {identifier}"),))


def _entries(data: Any) -> Iterator[Mapping[str, Any]]:
    """The posts of an export: a list, or one of an object's lists."""
    lists = [data] if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else []
    for entries in (found for found in lists if isinstance(found, list)):
        for entry in entries:
            if isinstance(entry, dict) and (_is_x(entry) or not _OF_FACEBOOK.isdisjoint(entry)):
                yield entry


def _is_x(entry: Mapping[str, Any]) -> bool:
    wrapped = any(isinstance(entry.get(key), dict) for key in ("tweet", "noteTweet"))
    return wrapped or "full_text" in entry or "id_str" in entry


def _x(entry: Mapping[str, Any]) -> Iterator[Draft]:
    post = next((entry[key] for key in ("tweet", "noteTweet") if isinstance(entry.get(key), dict)), entry)
    core = post["core"] if isinstance(post.get("core"), dict) else post
    text = core.get("full_text") or core.get("text")
    if not isinstance(text, str) or not text.strip():
        return
    identifier = post.get("id_str") or post.get("id") or post.get("noteTweetId")
    kind: Kind = (
        "reply" if post.get("in_reply_to_status_id_str") or post.get("in_reply_to_status_id") else "post"
    )
    for said in dict.fromkeys((html.unescape(_lengthened(text, core)), *_descriptions(post))):
        yield Draft(
            said,
            id=shown_id(str(identifier)) if identifier else None,
            kind=kind,
            platforms=("x",),
            date=day_written(post.get("created_at") or post.get("createdAt")),
        )


def _descriptions(post: Mapping[str, Any]) -> Iterator[str]:
    """What is said of the pictures of a post of X to those who do not see them."""
    extended = post.get("extended_entities")
    for picture in _dicts(extended.get("media") if isinstance(extended, dict) else None):
        said = picture.get("ext_alt_text")
        if isinstance(said, str) and said.strip():
            yield html.unescape(said)


def _lengthened(text: str, post: Mapping[str, Any]) -> str:
    """The text with short links as the addresses that they stand for."""
    entities = post.get("entities")
    known = (entities if isinstance(entities, dict) else post).get("urls")
    addresses: dict[str, str] = {}
    for link in _dicts(known):
        short = link.get("url") or link.get("shortUrl")
        address = link.get("expanded_url") or link.get("expandedUrl")
        if isinstance(short, str) and isinstance(address, str) and short.startswith("http"):
            addresses[short] = address
    if not addresses:
        return text
    return re.sub("|".join(map(re.escape, addresses)), lambda match: addresses[match[0]], text)


def _facebook(entry: Mapping[str, Any]) -> Iterator[Draft]:
    stamp = entry.get("timestamp")
    known = isinstance(stamp, int) and 0 < stamp < _LAST_TIME
    day = dt.datetime.fromtimestamp(int(stamp or 0), dt.UTC).date() if known else None
    texts = dict.fromkeys(map(_repaired, _texts(entry)))
    for text in filter(str.strip, texts):
        yield Draft(text, platforms=("facebook",), date=day, kind="reply" if _is_comment(entry) else "post")


def _is_comment(entry: Mapping[str, Any]) -> bool:
    return any("comment" in part for part in entry.get("data") or () if isinstance(part, dict))


def _texts(entry: Mapping[str, Any]) -> Iterator[str]:
    """What the account has written: posts, comments, and the words of what goes with them."""
    attached = [part for item in _dicts(entry.get("attachments")) for part in _dicts(item.get("data"))]
    for part in (*_dicts(entry.get("data")), *attached):
        comment = part.get("comment")
        found = (part.get("post"), comment.get("comment") if isinstance(comment, dict) else None)
        yield from (text for text in (*found, *_said_in(part)) if isinstance(text, str))
    yield from (text for part in attached if isinstance(text := part.get("text"), str))
    for part in _dicts(entry.get("label_values")):
        label, value = part.get("label"), part.get("value")
        if label in _LABELS and isinstance(value, str):
            yield value


def _said_in(part: Mapping[str, Any]) -> Iterator[object]:
    """The words of a picture, an event, a poll and the like."""
    for kind, names in _ATTACHED.items():
        item = part.get(kind)
        if isinstance(item, dict):
            yield from (item.get(name) for name in names)
            yield from (option.get("option") for option in _dicts(item.get("options")))


def _dicts(value: object) -> Iterator[Mapping[str, Any]]:
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def _repaired(text: str) -> str:
    """A text of which every byte of UTF-8 was written as a character of its own."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def day_written(written: object) -> dt.date | None:
    """The day of "Wed Oct 10 20:19:24 +0000 2018" or of a day in ISO's form."""
    if not isinstance(written, str):
        return None
    try:
        return dt.datetime.strptime(written, "%a %b %d %H:%M:%S %z %Y").date()
    except ValueError:
        pass
    try:
        return dt.datetime.fromisoformat(written).date()
    except ValueError:
        return None
