"""Walking through the nodes of a web page in their order, and putting together what is published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from smcheck.model.errors import DraftError
from smcheck.readers import html_nodes as nodes
from smcheck.readers.decoding import decode
from smcheck.readers.html_beside import Beside, is_decoration, local
from smcheck.readers.html_nodes import Carried, attribute
from smcheck.readers.html_styles import read_style
from smcheck.readers.html_text import PageText
from smcheck.readers.markup import Publishing
from smcheck.readers.picture_names import MEDIA

if TYPE_CHECKING:
    from justhtml import Node

_DEEPEST = 3  # of pages within pages
_STYLE_ENDS = re.compile(r"</style", re.IGNORECASE)
_FOR_OUTLOOK = re.compile(r"\s*\[if\b[^\]]*\]>", re.IGNORECASE)
_OUTLOOK_ENDS = re.compile(r"<!\[endif|--!?>", re.IGNORECASE)
_DATA_BEGINS = re.compile(r"<xml\b[^<>]*>", re.IGNORECASE)
_DATA_ENDS = re.compile(r"</xml\s*>", re.IGNORECASE)
_QUOTES_REST = frozenset(("divrplyfwdmsg", "appendonsend"))  # Outlook's marks: all that follows is quoted
_PAGES = frozenset("text/html application/xhtml+xml application/xml text/xml image/svg+xml".split())
# The signs that turn letters or figures round, and end that.
_TURNS_ALL, _TURNS_FIGURES = ("\u202e", "\u202c"), ("\u2067", "\u2069")


class _Sheet(NamedTuple):
    """A style sheet, and where it stands: its own place in the source, or the stretch that carries it."""

    css: str
    start: int
    carrier: tuple[int, int] | None = None


def parsed(source: str, *, fragment: bool = False) -> Node:
    """The page's tree as a browser without scripts makes it."""
    from justhtml import JustHTML

    tree = JustHTML(
        source, track_node_locations=True, sanitize=False, scripting_enabled=False, fragment=fragment
    )
    return tree.root


class Walk:
    """Walks a page's nodes and adds what they show to `out`, and what goes with it to `beside`.

    `place` is where the page's source stands in a larger one, `depth` how many pages it stands within.
    """

    def __init__(self, source: str, out: Publishing, beside: Beside, place: int = 0, depth: int = 0) -> None:
        self.text, self.beside = PageText(source, out, place), beside
        self.quoted: list[tuple[int, int]] = []
        self.shows = False  # whether there is more than a title
        self._depth = depth
        self._within = Counter[str]()  # elements of those that change how text is read
        self._spoken: list[tuple[Node, str]] = []  # attributes to be read at the end
        self._sheets: list[_Sheet] = []
        self._later: list[Node] = []  # what stands small above words, which it must not part
        self._quoting = 0  # elements that hold the message that is answered
        self._rest: int | None = None  # where Outlook says that the rest is quoted

    def visit(self, root: Node) -> None:
        """Walk the whole page."""
        self.read(root)
        self.say()

    def say(self) -> None:
        """Add what is read out, or shown at a touch: attributes, each on a line of its own."""
        for node, name in self._spoken:
            self.text.end_line()
            self.text.value(node, name)

    def read(self, root: Node) -> None:
        """Walk the page but for what is only read out, which `say` adds."""
        self._walk(root)
        if self._rest is not None:
            self.quoted.append((self._rest, len(self.text.out)))
        for node in self._later:  # which grows by those within them
            self.text.end_line()
            self._walk(node)
        self._styled(root)

    def _walk(self, root: Node) -> None:
        """Walk a tree, however deep it is, but for what stands small above its words."""
        waiting: list[tuple[Node, bool, int]] = [(root, True, 0)]
        while waiting:
            node, enters, began = waiting.pop()
            if not enters:
                self.leave(node, began)
                continue
            if node.origin_offset is not None:
                self.text.here = node.origin_offset
            if node.name == "#text":
                self._words(str(node.data or ""))
            elif node.name == "rt" and node is not root:
                self._later.append(node)
            elif nodes.is_seen(node):
                waiting.append((node, False, len(self.text.out)))
                self.enter(node)
                waiting += [(child, True, 0) for child in reversed(nodes.children(node))]
            else:
                self._unseen(node)

    def _words(self, data: str) -> None:
        self.shows |= bool(data.strip()) and not self._within["title"]
        entities = not any(self._within[name] for name in nodes.RAW)
        self.text.words(data, entities=entities, verbatim=any(self._within[name] for name in nodes.VERBATIM))

    def enter(self, node: Node) -> None:
        """Add what stands before the content of an element, and note what goes with it."""
        self._within[node.name] += 1
        self._quoting += nodes.is_quotation(node)
        self._spoken += [(node, name) for name in nodes.spoken(node)]
        if nodes.runs_script(node):
            self.beside.unread.append("a script")
        if node.name in nodes.BOXES:
            self.text.space()
        if node.name in nodes.BLOCKS:
            self.text.end_line(2 if node.name in nodes.APART else 1)
        elif node.name == "br":
            self.text.glue("\n")
        elif nodes.leads_elsewhere(node):
            self.text.open_link()
            self.text.value(node, "alt")
        if attribute(node, "dir").lower() == "rtl":
            self.text.glue(_turned(node)[0])
        self._show(node)

    def _show(self, node: Node) -> None:
        """Add what an element shows of itself: a picture, a frame, a value, an address."""
        if node.name == "img":
            self._picture(node)
        if node.name in nodes.FRAMES:
            self._frame(node)
        elif node.name == "base" and nodes.is_absolute(attribute(node, "href")):
            self.text.base = self.text.base or attribute(node, "href").strip()
        elif node.name == "link" and (file := nodes.carried(attribute(node, "href"))):
            self._file(node, file)
        if shown := nodes.shown_value(node):
            self.text.end_line(2 if node.name == "meta" else 0)
            self.text.value(node, shown)
        if target := nodes.refreshed(node):
            self.text.carry(target, self.text.tag(node))
        if (sent := nodes.sent_to(node)) and self._is_elsewhere(attribute(node, sent)):
            self._address(node, sent)
        for name, target in nodes.media(node):
            self._media(node, name, target)

    def leave(self, node: Node, began: int) -> None:
        """Add what stands behind the content of an element, which began at that length of the text."""
        self._within[node.name] -= 1
        if nodes.leads_elsewhere(node):
            self.text.target(node, nodes.link(node))
        if node.name in nodes.BOXES:
            self.text.space()
        elif node.name in nodes.CELLS:
            self.text.glue("\t")
        elif node.name in nodes.BLOCKS:
            self.text.end_line(2 if node.name in nodes.APART else 1)
        if attribute(node, "dir").lower() == "rtl":
            self.text.glue(_turned(node)[1])
        if nodes.is_quotation(node):
            self._quoting -= 1
            self.quoted.append((began, len(self.text.out)))
        elif attribute(node, "id").lower() in _QUOTES_REST:
            self._rest = min(began, self._rest or began)

    def _unseen(self, node: Node) -> None:
        """Note a style sheet and a script; add a comment that Outlook reads as part of the page."""
        if node.name == "script" and nodes.runs_script(node):
            self.beside.unread.append("a script")
        elif node.name == "style":
            start = min((child.origin_offset or 0 for child in nodes.children(node)), default=0)
            ends = _STYLE_ENDS.search(self.text.source, start)
            self._sheets.append(_Sheet(self.text.source[start : ends.start() if ends else None], start))
        elif node.name == "#comment" and (begins := _FOR_OUTLOOK.match(str(node.data or ""))):
            start = self.text.here + len("<!--") + begins.end()
            ends = _OUTLOOK_ENDS.search(self.text.source, start)
            self._page(_without_data(self.text.source[start : ends.start() if ends else None]), start)

    def _styled(self, root: Node) -> None:
        """Add the texts that style sheets put on the page."""
        attributes: set[str] = set()
        for sheet in self._sheets:
            style = read_style(sheet.css)
            attributes |= style.attributes
            for text, start, end in style.texts:
                self.text.end_line()
                if sheet.carrier or sheet.css[start + 1 : end - 1] != text:
                    self.text.carry(text, sheet.carrier or (sheet.start + start, sheet.start + end))
                else:
                    self.text.literal(text, sheet.start + start + 1)
        if attributes:
            self._spoken += [
                (node, name) for node in _descendants(root) for name in attributes if attribute(node, name)
            ]

    def _frame(self, node: Node) -> None:
        """Add the address of a page within the page, or what that page shows where it stands in the tag."""
        name = nodes.FRAMES[node.name]
        target = attribute(node, name)
        self.text.end_line()
        if within := attribute(node, "srcdoc"):
            self.text.carry(self._shown(within), self.text.tag(node))
        if file := nodes.carried(target):
            self._file(node, file)
        elif self._is_elsewhere(target):
            self._address(node, name)
        elif nodes.leads_somewhere(target) and not target.lower().endswith(MEDIA):
            self.beside.unread.append(f"the file {target!r} in a frame")
        self.text.end_line()

    def _file(self, node: Node, file: Carried) -> None:
        """Add what a file shows that stands in an address."""
        try:
            if file.kind == "text/css":
                self._sheets.append(_Sheet(decode(file.content), 0, self.text.tag(node)))
            elif file.kind in _PAGES:
                self.text.carry(self._shown(decode(file.content)), self.text.tag(node))
            elif file.kind.startswith("text/"):
                self.text.carry(decode(file.content), self.text.tag(node))
            elif file.kind.startswith("image/"):
                self.beside.pictures.append(("within the page", file.content))
            elif not file.kind.startswith(("audio/", "video/", "font/")):
                self.beside.unread.append(f"a file of the kind {file.kind!r}")
        except DraftError:
            self.beside.unread.append(f"a file of the kind {file.kind!r}, which is no text,")

    def _shown(self, source: str) -> str:
        """What a page within this one shows."""
        inner = Walk(source, Publishing(), self.beside, depth=self._deeper())
        inner.visit(parsed(source, fragment=True))
        self.shows |= inner.shows
        return inner.text.out.published().text

    def _page(self, source: str, start: int) -> None:
        """Add a piece of HTML that stands in this page's source as it is, from that offset on."""
        inner = Walk(source, self.text.out, self.beside, self.text.place + start, self._deeper())
        inner.visit(parsed(source, fragment=True))
        self.shows |= inner.shows
        self.quoted += inner.quoted

    def _deeper(self) -> int:
        if self._depth == _DEEPEST:
            raise DraftError("the page holds pages within pages; save it without frames")
        return self._depth + 1

    def _picture(self, node: Node) -> None:
        self.shows = True
        source = attribute(node, "src")
        if file := nodes.carried(source):
            self._file(node, file)
        elif self._shows(node):
            self.beside.show(source, on_site=bool(self.text.base))
        described = "alt" in (node.attrs or {})
        if described and not attribute(node, "alt").strip():
            return  # said to be mere decoration
        self.text.glue("![")
        self.text.value(node, "alt")
        self.text.glue("](")
        if nodes.leads_somewhere(source):
            self.text.address(node, "src")
        self.text.glue(")")

    def _shows(self, node: Node) -> bool:
        """Whether a picture is part of what is published: no decoration, and none of others' words."""
        return not (self._quoting or self._rest is not None or is_decoration(node))

    def _media(self, node: Node, name: str, target: str) -> None:
        """Note a file that goes with the page, and add its address where it stands elsewhere."""
        if file := nodes.carried(target):
            self._file(node, file)
        elif self._is_elsewhere(target):
            self._address(node, name)
            if nodes.is_picture(node, name) and self._shows(node):
                self.beside.show(target, on_site=bool(self.text.base))
        elif local(target).lower().endswith(MEDIA):
            self.beside.attached.append(local(target))
        elif node.name == "track":
            self.beside.unread.append(f"the file of captions {target!r}")

    def _is_elsewhere(self, target: str) -> bool:
        """Whether an address leads to a site, and to none of the files beside the page."""
        return nodes.leads_somewhere(target) and bool(self.text.base or nodes.is_absolute(target))

    def _address(self, node: Node, name: str) -> None:
        """Add an address on a line of its own."""
        self.text.end_line()
        self.text.address(node, name)
        self.text.end_line()


def _without_data(source: str) -> str:
    """A piece of a page for Outlook with an empty comment in place of what Office notes there for itself."""
    pieces, last = list[str](), 0
    while begins := _DATA_BEGINS.search(source, last):
        ends = _DATA_ENDS.search(source, begins.end())
        if not ends:
            break
        pieces += (source[last : begins.start()], "<!--".ljust(ends.end() - begins.start() - 3) + "-->")
        last = ends.end()
    return "".join((*pieces, source[last:]))


def _turned(node: Node) -> tuple[str, str]:
    return _TURNS_ALL if node.name == "bdo" else _TURNS_FIGURES


def _descendants(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(nodes.children(node))
