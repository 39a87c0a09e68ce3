"""Texts that a style sheet puts on the page: generated content, marks of lists, kinds of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tinycss2.ast import Node

# Properties whose strings are shown (CSS Generated Content 3, Lists 3, Counter Styles 3, Text 4, Overflow 4).
_SHOWN = frozenset(
    "content list-style list-style-type quotes text-overflow block-ellipsis string-set hyphenate-character "
    "symbols additive-symbols prefix suffix negative pad".split()
)
_NO_WORDS = frozenset("url src format counter counters".split())  # functions whose strings are none
_LINE_END = re.compile(r"\r\n?|\n|\f")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|'(?:[^'\\]|\\.)*'?", re.DOTALL)


class Drawn(NamedTuple):
    """A text that a sheet puts on the page, and the stretch of the sheet that says so, in code points."""

    text: str
    start: int
    end: int


class Style(NamedTuple):
    """What a style sheet puts on a page: texts, and attributes (by name) whose values it shows."""

    texts: tuple[Drawn, ...]
    attributes: frozenset[str]


def read_style(sheet: str) -> Style:
    """What the sheet puts on the page; texts without a letter or a digit are left out."""
    from tinycss2 import parse_component_value_list

    if not re.search(r"[\"']|attr\(", sheet):
        return Style((), frozenset())
    starts = [0, *(end.end() for end in _LINE_END.finditer(sheet))]
    texts: list[Drawn] = []
    attributes: set[str] = set()
    for token in _shown(parse_component_value_list(sheet, skip_comments=True)):
        if token.type == "string" and any(map(str.isalnum, token.value)):
            begin = starts[token.source_line - 1] + token.source_column - 1
            written = _STRING.match(sheet, begin)
            texts.append(Drawn(token.value, begin, written.end() if written else begin + 1))
        elif token.type == "function":
            attributes.update(inner.lower_value for inner in token.arguments if inner.type == "ident")
    return Style(tuple(texts), frozenset(attributes))


def _shown(tokens: Iterable[Node]) -> Iterator[Node]:
    """Strings and calls of `attr` in the values of properties that show them, however deep they stand."""
    waiting = [(iter(tokens), "")]
    while waiting:
        level, prop = waiting.pop()
        before = ""  # a word, which a colon makes a property
        for token in level:
            match token.type:
                case "ident":
                    before = token.lower_value
                case "literal" if token.value in ":;":
                    prop = before if token.value == ":" else ""
                case "{} block":
                    waiting += [(level, ""), (iter(token.content), "")]
                    break
                case "function" if token.lower_name in _NO_WORDS:
                    pass
                case "function" if token.lower_name != "attr":
                    waiting += [(level, prop), (iter(token.arguments), prop)]
                    break
                case "string" | "function" if _is_shown(prop):
                    yield token


def _is_shown(prop: str) -> bool:
    return prop in _SHOWN or prop.startswith("--")
