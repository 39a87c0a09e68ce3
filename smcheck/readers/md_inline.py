"""The text of one paragraph, cell or heading of Markdown: links, pictures, code and HTML within a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from smcheck.readers.html import open_link, publish_fragment
from smcheck.readers.html_beside import Beside
from smcheck.readers.html_nodes import carried, is_absolute
from smcheck.readers.markup import Publishing, aligned

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BLANKS = re.compile(r"\s*")


class Document(Protocol):
    """What a line is part of."""

    out: Publishing
    beside: Beside
    parser: MarkdownIt

    def definition(self, target: str) -> None:
        """Add the target of a link that is defined elsewhere."""


class Inline:
    """Adds the text of one paragraph, cell or heading."""

    def __init__(self, walk: Document, content: str, places: Sequence[int]) -> None:
        self._out, self._walk = walk.out, walk
        self._content, self._places = content, places
        self._cursor = 0
        self._parser = walk.parser
        self._targets: list[str] = []  # of the links that are open
        self._links: list[Callable[[], None]] = []  # what ends those that are written as HTML
        self._later: list[Callable[[], None]] = []  # what adds the attributes of HTML that are read out

    def walk(self, tokens: Sequence[Token]) -> None:
        """Add what the tokens say; the method of a token's type knows how, other marks are left out."""
        for token in tokens:
            method = getattr(self, f"_{token.type}", None)
            if method:
                method(token)
            elif token.markup:
                self._skip(token.markup)
        while self._links:  # that are never closed
            self._links.pop()()
        for say in self._later:
            say()

    def _place(self, index: int) -> int:
        if index < len(self._places):
            return self._places[index]
        return self._places[-1] + 1 if self._places else 0

    def _skip(self, mark: str) -> int:
        """Go past the next such mark; where it begins."""
        found = self._content.find(mark, self._cursor)
        begin = self._cursor if found < 0 else found
        self._cursor = begin + (len(mark) if found >= 0 else 0)
        return begin

    def _literal(self, text: str) -> None:
        begin = self._skip(text)
        self._out.add(text, [self._span(index, index + 1) for index in range(begin, begin + len(text))])

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self._place(start), self._place(end - 1) + 1

    def _glue(self, text: str) -> None:
        self._out.add_at(text, self._place(self._cursor))

    def _text(self, token: Token) -> None:
        if token.content:
            self._literal(token.content)

    def _text_special(self, token: Token) -> None:
        begin = self._skip(token.markup)
        self._out.add(token.content, [self._span(begin, begin + len(token.markup))] * len(token.content))

    def _softbreak(self, token: Token) -> None:
        begin = self._skip("\n")
        self._out.add("\n", [self._span(begin, begin + 1)])

    _hardbreak = _softbreak

    def _code_inline(self, token: Token) -> None:
        self._skip(token.markup)
        spans = aligned(token.content, self._content.replace("\n", " "), self._cursor, entities=False)
        self._out.add(token.content, [self._span(start, max(end, start + 1)) for start, end in spans])
        self._skip(token.markup)

    def _html_inline(self, token: Token) -> None:
        place = self._place(self._skip(token.content))
        if token.content.lower().startswith("</a"):
            if self._links:
                self._links.pop()()
        elif link := open_link(token.content, self._out, self._walk.beside, place):
            self._links.append(link.end)
            self._later.append(link.say)
        else:
            self._later.append(publish_fragment(token.content, self._out, self._walk.beside, place))

    def _link_open(self, token: Token) -> None:
        target = str(token.attrs.get("href", ""))
        if target.startswith("#") and not token.attrs.get("title"):
            target = ""
        self._targets.append(target)
        if token.markup == "autolink":
            self._skip("<")
        elif not target:
            self._skip("[")  # it leads to a place of the page: the words are all there is to judge
        else:
            begin = self._skip("[")
            self._out.open_link(self._span(begin, begin + 1))

    def _link_close(self, token: Token) -> None:
        target = self._targets.pop()
        if token.markup == "autolink":
            self._skip(">")
        elif not target:
            self._skip("]")
            self._destination()
        else:
            begin = self._skip("]")
            self._out.end_words(self._span(begin, begin + 1))
            self._target(target)
            self._out.end_link()

    def _image(self, token: Token) -> None:
        self._literal("![")
        if token.content:
            self._literal(token.content)
        self._literal("]")
        source = str(token.attrs.get("src", ""))
        if file := carried(source):
            self._walk.beside.pictures.append(("within the text", file.content))
        elif is_absolute(source):
            self._walk.beside.show(source)
        self._target(source)

    def _target(self, target: str) -> None:
        """Add a link's target: as it is written behind the words, or the one that they refer to."""
        written = self._destination()
        if written is None:
            self._glue("(")
            self._walk.definition(target)
            self._glue(")")
            return
        said, begin, end, last = written
        spans = aligned(said, self._content, begin)
        self._glue("(")
        self._out.add(said, [self._span(start, max(stop, start + 1)) for start, stop in spans])
        title = self._content[end : last - 1]
        self._out.add(title, [self._span(index, index + 1) for index in range(end, last - 1)])
        self._glue(")")

    def _destination(self) -> tuple[str, int, int, int] | None:
        """Go past what follows a link's words: the target, where it is written, and where all of it ends.

        None where the words refer to a definition.
        """
        if not self._content.startswith("(", self._cursor):
            if self._content.startswith("[", self._cursor):
                self._skip("]")
            return None
        blanks = _BLANKS.match(self._content, self._cursor + 1)
        begin = blanks.end() if blanks else self._cursor + 1
        found = self._parser.helpers.parseLinkDestination(self._content, begin, len(self._content))
        self._cursor = self._past_title(found.pos)
        self._skip(")")
        return found.str, begin, found.pos, self._cursor

    def _past_title(self, place: int) -> int:
        """Where a link's title ends; the place itself where there is none."""
        blanks = _BLANKS.match(self._content, place)
        begin = blanks.end() if blanks else place
        found = self._parser.helpers.parseLinkTitle(self._content, begin, len(self._content))
        return found.pos if found.ok else begin
