"""Markdown (CommonMark with tables): the text as it is published.

Marks of emphasis, headings, lists and code are left out; links and pictures stay as Markdown writes them, so
that their targets and descriptions are judged, and pieces of HTML are read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smcheck.model.draft import Draft, Published
from smcheck.readers.content import FileContent, Item
from smcheck.readers.html import publish_fragment, with_beside
from smcheck.readers.html_beside import Beside
from smcheck.readers.markup import Publishing, aligned, refuse_longer
from smcheck.readers.md_inline import Inline

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 256 * 1024
"""Code points of a file that is parsed: some tangles of marks take its parser ten seconds."""

_LINE_END = re.compile(r"\r\n?|\n")
_TIGHT = ("list_item_open", "tr_open")


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the file."""
    published, beside = publish(file.text)
    yield from with_beside(Draft(file.text, file.path, published=published), beside, file.choice)


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
            Inline(self, token.content, self._places(token.content, token.map[0])).walk(token.children or ())
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
        for number, known in enumerate(self._definitions.get(target, [{"title": "", "map": [0, 0]}])):
            if not number:
                self._say_from(target, known["map"])
            if known["title"]:
                self._say_from(f" {known['title']}", known["map"])

    def _say_from(self, said: str, lines: Sequence[int]) -> None:
        """Add what is said in those lines of the source."""
        start, end = (self._lines[line] for line in lines)
        found = self._source.find(said.strip(), start, end) - (said[0] == " ")
        exact = [(place, place + 1) for place in range(found, found + len(said))]
        self.out.add(said, exact if found >= start else [(start, end)] * len(said))

    @cached_property
    def _definitions(self) -> dict[str, list[dict[str, Any]]]:
        """The definitions of links by where they lead; several may, each with a title of its own."""
        found: dict[str, list[dict[str, Any]]] = {}
        for known in self.environment.get("references", {}).values():
            found.setdefault(known["href"], []).append(known)
        return found

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
