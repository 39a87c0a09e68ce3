"""Markdown: blocks within blocks, and every way to write words in a line."""

from __future__ import annotations

from tests.fuzz.author import Author, Document
from tests.fuzz.pages import fragment
from tests.fuzz.texts import encoded

_FENCES = ("```", "~~~", "````")
_WRAPS = ("*{}*", "**{}**", "_{}_", "a ~~{}~~", "***{}***", "<b>{}</b>", "<kbd>{}</kbd>", "\\*{}\\*", "({})")


def markdown(author: Author) -> Document:
    """A post in Markdown."""
    page = _Page(author)
    text = "\n\n".join(author.some(page.block, 1, 5))
    definitions = "".join(f"\n{line}" for line in page.definitions)
    return author.document(author.one(("a.md", "a.markdown")), encoded(author, f"{text}\n{definitions}\n"))


class _Page:
    """A page of Markdown, and the links that are defined at its end."""

    def __init__(self, author: Author) -> None:
        self.author = author
        self.definitions: list[str] = []

    def block(self) -> str:
        """A block of lines."""
        return self.author.deeper(self._outer, self._plain)

    def _outer(self) -> str:
        kinds = (self._plain, self._list, self._quote, self._table, self._code, self._heading, self._html)
        return self.author.one(kinds)()

    def _plain(self) -> str:
        return " ".join(self.author.some(self.inline, 1, 3))

    def _line(self) -> str:
        return self.inline().replace("\n", " ")

    def _list(self) -> str:
        bullet = self.author.one(("- ", "* ", "1. ", "2) ", "- [ ] "))
        indent = " " * (2 if bullet.startswith("-") else len(bullet))
        items = self.author.some(self.block, 1, 3)
        gap = self.author.one(("\n", "\n\n"))
        return gap.join(bullet + item.replace("\n", f"\n{indent}") for item in items)

    def _quote(self) -> str:
        return "> " + self.block().replace("\n", "\n> ")

    def _table(self) -> str:
        rows = [[self._cell() for _ in range(2)] for _ in range(self.author.number(2, 3))]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|---|:-:|", *lines[1:]])

    def _cell(self) -> str:
        return self.author.said("cell") if self.author.chance() else self._line().replace("|", "\\|")

    def _code(self) -> str:
        words = f"{self.author.said('code block')}\n{self.author.said('code block')}"
        if self.author.chance():
            return "    " + words.replace("\n", "\n    ")
        fence = self.author.one(_FENCES)
        return f"{fence}{self.author.one(('', 'text', ' python'))}\n{words}\n{fence}"

    def _heading(self) -> str:
        return self.author.one(("# {}", "## {} ##", "{}\n===")).format(self.author.said("heading"))

    def _html(self) -> str:
        return f"<div>\n{fragment(self.author)}\n</div>"

    def inline(self) -> str:
        """Words in a line."""
        return self.author.deeper(self._rich, lambda: self.author.said("words"))

    def _rich(self) -> str:
        kinds = (
            self._words, self._wrapped, self._link, self._picture, self._referred, self._automatic, self._entities,
            self._code_words, self._broken, self._comment, self._spoken,
        )  # fmt: skip
        return self.author.one(kinds)()

    def _words(self) -> str:
        return f"{self.author.one(('', 'the fete ', 'é ', '😀 ', 'a & b '))}{self.author.said('words')}"

    def _wrapped(self) -> str:
        return self.author.one(_WRAPS).format(self.inline())

    def _address(self, where: str) -> str:
        return f"https://example.org/{self.author.mark(where).replace(' ', '-')}"

    def _target(self, where: str) -> str:
        address = self._address(where) if self.author.chance() else "#top"
        title = self.author.mark(f"title of {where}") if self.author.chance() else ""
        return f'{address} "{title}"' if title else address

    def _link(self) -> str:
        return f"[{self._inner_words()}]({self._target('link')})"

    def _inner_words(self) -> str:
        return self.author.one(_WRAPS[:5]).format(self.author.said("words of a link"))

    def _picture(self) -> str:
        return f"![{self.author.said('description')}]({self._target('picture')})"

    def _referred(self) -> str:
        name = f"r{len(self.definitions)}"
        self.definitions.append(f"[{name}]: {self._target('definition')}")
        words = self.author.said("words of a link")
        return self.author.one((f"[{words}][{name}]", f"![{words}][{name}]"))

    def _automatic(self) -> str:
        return f"<{self._address('address')}>"

    def _entities(self) -> str:
        return "".join(f"&#{ord(char)};" for char in self.author.mark("entities"))

    def _code_words(self) -> str:
        return self.author.one(("`{}`", "`` {} ` ``")).format(self.author.said("code"))

    def _broken(self) -> str:
        return self.author.said("words") + self.author.one(("\\\n", "  \n", "\n", "<br>")) + self.inline()

    def _comment(self) -> str:
        return f"{self.author.said('words')} <!-- {self.author.unseen('comment')} -->"

    def _spoken(self) -> str:
        name = self.author.one(("title", "aria-label"))
        said = self.author.said("attribute in a line")
        return f'<span {name}="{said}">{self.author.said("words behind an attribute")}</span>'
