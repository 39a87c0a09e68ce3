"""What a column of a sheet holds by its header: a name that scheduling tools use, or its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, get_args

from smcheck.settings.platforms import known_platforms
from smcheck.settings.tables import Table, read_toml
from smcheck.settings.words import groups_of, wordlists_folder, words_of

Role = Literal[
    "text", "title", "comment", "link", "alt", "time", "date", "platform", "person", "id", "status", "number",
    "media", "label", "notes", "other",
]  # fmt: skip
"""What a column holds. The first five are published."""

ROLES: tuple[Role, ...] = get_args(Role)
PUBLISHED: tuple[Role, ...] = ROLES[:5]

_LONGEST = 8  # words of a header
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE = re.compile(r"\w\w[.!]\s|[!,;]|https?:|\d{5}|@|#\w")


class Header(NamedTuple):
    """What a header says: the role of its column, if it is known, and the networks that it names."""

    role: Role | None
    networks: tuple[str, ...] = ()


class Tool(NamedTuple):
    """A tool that reads or writes such sheets, where its headers were seen, and its headers by role."""

    name: str
    source: str
    headers: dict[Role, tuple[str, ...]]


@cache
def tools() -> tuple[Tool, ...]:
    """The tools of `wordlists/schedules.toml`. Raises `ConfigError` where it is malformed."""
    table = read_toml(wordlists_folder() / "schedules.toml", "list of headers")
    found = tuple(map(_tool, table.tables("tools")))
    table.finish()
    return found


def _tool(entry: Table) -> Tool:
    headers = {role: entry.texts(role, ()) for role in ROLES}
    found = Tool(entry.text("name"), entry.text("source"), {role: h for role, h in headers.items() if h})
    entry.finish()
    return found


def read_header(cell: str) -> Header:
    """What a header says of its column; of no role where it is none, or says nothing known."""
    words = _words(cell)
    known = _known().get(" ".join(words))
    if not known and (len(words) > _LONGEST or _SENTENCE.search(_ASIDE.sub("", cell))):
        return Header(None)
    networks = [word for word in words if word in words_of("sheets.networks")]
    others = [word for word in words if word not in networks]
    role = known or _role_of(others) if others else None
    return Header(role, known_platforms(networks)[0] or tuple(networks))


def _words(cell: str) -> list[str]:
    return _WORD.findall(_HUMP.sub(" ", _ASIDE.sub(" ", cell)).replace("_", " ").casefold())


@cache
def _known() -> dict[str, Role]:
    """Headers of the tools, in plain words; where tools differ, by the role that is published sooner."""
    found: dict[str, Role] = {}
    for role in reversed(ROLES):
        for tool in tools():
            found |= {" ".join(_words(header)): role for header in tool.headers.get(role, ())}
    return found


def _role_of(words: Sequence[str]) -> Role | None:
    """By the last noun before a word such as "of"; none where any word is not a header's."""
    nouns = _nouns()
    if any(word not in nouns and word not in words_of("sheets.fillers") for word in words):
        return None
    if words and words[0] in words_of("sheets.questions"):
        return nouns[words[0]]
    if not {"alt", "alternative"}.isdisjoint(words):
        return "alt"
    joints = (index for index, word in enumerate(words) if index and word in words_of("sheets.joints"))
    joint = next(joints, len(words))
    if "by" in words[joint : joint + 1]:
        return "person"
    named = [nouns[word] for word in words[:joint] if word in nouns] or [
        nouns[word] for word in words if word in nouns
    ]
    if not named:
        return None
    if named[-1] == "link" and "media" in map(nouns.get, words):
        return "media"
    described = "media" in named and not words_of("sheets.descriptions").isdisjoint(words)
    return "alt" if described and named[-1] == "text" else named[-1]


@cache
def _nouns() -> dict[str, Role]:
    found: dict[str, Role] = {"alt": "alt", "alternative": "alt"}
    for role, words in groups_of("sheets.roles").items():
        found |= dict.fromkeys(words, role)  # type: ignore[arg-type]
    return found
