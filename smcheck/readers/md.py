"""Markdown (CommonMark with tables): the text as it is published.

Marks of emphasis, headings, lists and code are left out; links and pictures stay as Markdown writes them, so
that their targets and descriptions are judged, and pieces of HTML are read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smcheck.model.draft import Draft, Published
from smcheck.readers.content import FileContent, Item
from smcheck.readers.html import open_link, publish_fragment, with_beside
from smcheck.readers.html_walk import Beside
from smcheck.readers.markup import Publishing, aligned, refuse_longer

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 256 * 1024
"""Code points of a file that is parsed: some tangles of marks take its parser ten seconds."""

_LINE_END = re.compile(r"\r\n?|\n")
_BLANKS = re.compile(r"\s*")
_TIGHT = ("list_item_open", "tr_open")


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the file."""
    published, beside = publish(file.text)
    yield from with_beside(Draft(file.text, file.path, published=published), beside)


def publish(source: str) -> tuple[Published, Beside]:
    """The text as it is published, and what goes with the HTML in it.

    Raises `DraftError` where the source is too large to be parsed.
    """
    from markdown_it import MarkdownIt

    refuse_longer(source, LONGEST)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    walk = _Walk(source, parser)
    for token in parser.parse(source, walk.environment):
        walk.block(token)
    walk.footnotes()
    return walk.out.published(), walk.beside


class _Walk:
    """Walks a document's tokens in their order and puts the published text together."""

    def __init__(self, source: str, parser: MarkdownIt) -> None:
        self.out = Publishing()
        self.beside = Beside()  # what goes with the HTML
        self.parser = parser  # whose helpers read the parts of a link
        self._source = source
        self._lines = _line_starts(source)
        self._line, self._column = -1, 0  # how far a line has been read, where it holds several cells
        self._break = ""
        self.environment: dict[str, Any] = {}  # in which the parser notes the definitions of links
        self._defined: set[str] = set()  # targets that have been added from there

    def block(self, token: Token) -> None:
        """Add one block, or note how the next one stands apart."""
        if token.type in _TIGHT:
            self._break = "\n"
        elif token.type in ("td_close", "th_close"):
            self._break = "\t"
        elif token.type == "tr_close":
            self._further_cells()
        elif token.type == "table_close":
            self._break = ""
        elif token.type == "inline" and token.map:
            self._begin(token.map[0])
            _Inline(self, token.content, self._places(token.content, token.map[0])).walk(token.children or ())
        elif token.type in ("fence", "code_block") and token.map:
            first = token.map[0] + (token.type == "fence")
            self._begin(token.map[0])
            self._title(token)
            places = self._places(token.content, first)
            last = len(self._source)
            self.out.add(token.content, [(min(place, last), min(place + 1, last)) for place in places])
        elif token.type == "html_block" and token.map:
            self._begin(token.map[0])
            place = self._lines[token.map[0]]
            publish_fragment(self._slice(token.map), self.out, self.beside, place)()

    def _title(self, fence: Token) -> None:
        """Add what stands behind a language above code, which some renderers show as a title."""
        said = fence.info.partition(" ")[2].strip()
        start, end = (self._lines[fence.map[0] + line] for line in (0, 1)) if fence.map else (0, 0)
        found = self._source.find(said, start, end)
        if said and found >= 0:
            self.out.add(said, [(place, place + 1) for place in range(found, found + len(said))])
            self.out.add_at("\n", found + len(said))

    def _further_cells(self) -> None:
        """Add cells of a row beyond those of its header, which some renderers show."""
        start, end = self._lines[self._line], self._lines[min(self._line + 1, len(self._lines) - 1)]
        rest = self._source[start + self._column : end]
        if self._line >= 0 and any(map(str.isalnum, rest)):
            self._begin(self._line)
            said, begin = rest.rstrip(), end - len(rest)
            self.out.add(said, [(place, place + 1) for place in range(begin, begin + len(said))])

    def footnotes(self) -> None:
        """Add the notes that the parser takes for definitions of links: those of a word, or of an address."""
        for label, known in self.environment.get("references", {}).items():
            if label.startswith("^") and known["href"] not in self._defined:
                self._begin(known["map"][0])
                self.definition(known["href"])

    def definition(self, target: str) -> None:
        """Add the target and the title of a link that is defined elsewhere, from there, and once only.

        A long one, referred to often, would make the text endless.
        """
        if target in self._defined:
            return
        self._defined.add(target)
        known = self._definitions.get(target, {"title": "", "map": [0, 0]})
        start, end = (self._lines[line] for line in known["map"])
        for said in filter(None, (target, f" {known['title']}" if known["title"] else "")):
            found = self._source.find(said.strip(), start, end) - (said[0] == " ")
            exact = [(place, place + 1) for place in range(found, found + len(said))]
            self.out.add(said, exact if found >= start else [(start, end)] * len(said))

    @cached_property
    def _definitions(self) -> dict[str, dict[str, Any]]:
        return {known["href"]: known for known in self.environment.get("references", {}).values()}

    def _begin(self, line: int) -> None:
        if len(self.out):
            self.out.add_at(self._break or "\n\n", self._lines[line])
        self._break = ""

    def _slice(self, lines: Sequence[int]) -> str:
        return self._source[self._lines[lines[0]] : self._lines[lines[1]]]

    def _places(self, content: str, first: int) -> list[int]:
        """For each character of a block's content, its offset in the source, where line `first` begins it."""
        places: list[int] = []
        lines = content.split("\n")
        while self._is_blank(first, lines[0]):
            first += 1
        for number, text in enumerate(lines, first):
            if number >= len(self._lines) - 1:
                places += [len(self._source)] * (len(text) + 1)
                continue
            start, end = self._lines[number], self._lines[number + 1]
            begin = start + (self._column if number == self._line else 0)
            places += self._line_places(text, begin, end)
            after = places[-1] + 1 if places and text else begin
            self._line, self._column = number, after - start
            places.append(after)  # of the line end
        return places[: len(content)]

    def _is_blank(self, number: int, text: str) -> bool:
        """Whether the text stands in a later line, since the parser drops lines of odd blanks."""
        if number + 2 >= len(self._lines) or not text.strip():
            return False
        start, end, after = self._lines[number : number + 3]
        return self._source.find(text, start, end) < 0 <= self._source.find(text, end, after)

    def _line_places(self, text: str, begin: int, end: int) -> list[int]:
        """For each character of a line of content, its offset in a stretch of the source."""
        found = self._source.find(text, begin, end)
        if found >= 0:
            return list(range(found, found + len(text)))
        code = text.lstrip(" ")  # before it, a tab may have been written as blanks
        found = self._source.find(code, begin, end) if code else -1
        if found >= 0:
            before = max(begin, found - 1)
            return [before] * (len(text) - len(code)) + list(range(found, found + len(code)))
        # A bar that is escaped in a table.
        return [min(place, end) for place, _ in aligned(text, self._source[:end], begin, entities=False)]


def _line_starts(source: str) -> list[int]:
    """Where each line begins, as the parser counts them, and the end of the text."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(source))]
    return starts if starts[-1] == len(source) and len(starts) > 1 else [*starts, len(source)]


class _Inline:
    """Adds the text of one paragraph, cell or heading."""

    def __init__(self, walk: _Walk, content: str, places: Sequence[int]) -> None:
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
        self._target(str(token.attrs.get("src", "")))

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
