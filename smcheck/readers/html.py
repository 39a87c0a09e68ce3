"""Web pages: the text as it is published, with the targets of links and the descriptions of pictures.

A link reads `[words](target)` and a picture `![description](target)`, as Markdown writes them. What browsers
do not show (scripts, styles, comments) is left out; what a shared link shows (title, description) is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from smcheck.model.draft import Draft, Published
from smcheck.model.errors import DraftError
from smcheck.readers.content import FileContent, Item
from smcheck.readers.markup import Publishing, aligned, refuse_longer

if TYPE_CHECKING:
    from justhtml import Node

LONGEST = 2 * 1024 * 1024
"""Code points of a page that is parsed; its memory grows to some 100 bytes for each."""

_DEEPEST = 3  # of pages within pages
_SPOKEN = ("title", "aria-label", "placeholder", "label")  # attributes that are shown, or read out
_UNSEEN = frozenset("script style".split())
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search "
    "section summary table tbody tfoot thead title tr ul".split()
)
_APART = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre figure title".split())
_CELLS = frozenset(("td", "th"))
_VERBATIM = frozenset(("pre", "textarea", "listing"))
_RAW = frozenset("xmp plaintext iframe noembed noframes".split())  # in which an entity is none
_BOXES = frozenset("button input select textarea iframe meter output progress".split())
_SHARED = frozenset("description og:title og:description twitter:title twitter:description".split())
_SPACE = re.compile(r"[ \t\n\f\r]+")
_TAG = re.compile(r"<[^>\"']*(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>?")
_QUOTE_CLASSES = frozenset("gmail_quote gmail_attr yahoo_quoted moz-cite-prefix protonmail_quote".split())
_QUOTES_REST = frozenset(("divrplyfwdmsg", "appendonsend"))  # Outlook's marks: all that follows is quoted
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_NOWHERE = ("#", "javascript:", "data:", "cid:", "about:")


class Page(NamedTuple):
    """A page as it is published, and the stretches of that text that an e-mail quotes from another.

    `shows` says whether there is anything to see but a title.
    """

    published: Published
    quoted: tuple[tuple[int, int], ...]
    shows: bool


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the page; raises `DraftError` where the page shows no text."""
    page = publish(file.text)
    if not page.shows:
        raise DraftError("the page shows no text; write the post first")
    yield Draft(file.text, file.path, published=page.published)


def publish(source: str) -> Page:
    """The page as it is published; raises `DraftError` where it is too large to be parsed."""
    refuse_longer(source, LONGEST)
    walk = _Walk(source, Publishing())
    walk.visit(_parsed(source))
    return Page(walk.out.published(), tuple(walk.quoted), walk.shows)


def publish_fragment(fragment: str, out: Publishing, place: int) -> None:
    """Add a piece of HTML to a text under way; `place` is where the piece stands in the text's source."""
    _Walk(fragment, out, place).visit(_parsed(fragment, fragment=True))


def open_link(tag: str, out: Publishing, place: int) -> Callable[[], None] | None:
    """Begin a link, given the tag that opens it, and return what ends it; None where the tag opens none."""
    walk = _Walk(tag, out, place)
    node = next(iter(_parsed(tag, fragment=True).children or ()), None)
    if node is None or not _leads_elsewhere(node):
        return None
    walk._enter(node)
    return partial(walk._leave, node, 0)


def _parsed(source: str, *, fragment: bool = False) -> Node:
    """The page's tree as a browser without scripts makes it."""
    from justhtml import JustHTML

    parsed = JustHTML(
        source, track_node_locations=True, sanitize=False, scripting_enabled=False, fragment=fragment
    )
    return parsed.root


class _Walk:
    """Walks a page's nodes in their order and puts the published text together."""

    def __init__(self, source: str, out: Publishing, place: int = 0, depth: int = 0) -> None:
        self.source, self.out = source, out
        self._depth = depth  # of the page within others
        self.quoted: list[tuple[int, int]] = []
        self._place = place  # of the source within a larger one
        self._here = 0
        self.shows = False  # whether there is more than a title
        self._within = Counter[str]()  # elements of those that change how text is read
        self._spoken: list[tuple[Node, str]] = []  # attributes to be read at the end
        self._rest: int | None = None  # where Outlook says that the rest is quoted

    def visit(self, root: Node) -> None:
        """Walk the tree, however deep it is."""
        waiting: list[tuple[Node, bool, int]] = [(root, True, 0)]
        while waiting:
            node, enters, began = waiting.pop()
            if not enters:
                self._leave(node, began)
                continue
            self._here = node.origin_offset if node.origin_offset is not None else self._here
            if node.name == "#text":
                self._text(str(node.data or ""))
            elif _is_seen(node):
                waiting.append((node, False, len(self.out)))
                self._enter(node)
                waiting += [(child, True, 0) for child in reversed(_children(node))]
        if self._rest is not None:
            self.quoted.append((self._rest, len(self.out)))
        for node, name in self._spoken:
            self._break(1)
            self._value(node, name)

    def _text(self, data: str) -> None:
        self.shows |= bool(data.strip()) and not self._within["title"]
        written = not any(self._within[name] for name in _RAW)
        spans = self._moved(aligned(data, self.source, self._here, entities=written))
        if any(self._within[name] for name in _VERBATIM):
            self.out.add(data, spans)
            return
        last = 0
        for space in _SPACE.finditer(data):
            self.out.add(data[last : space.start()], spans[last : space.start()])
            if self.out.last and not self.out.last.isspace():
                self.out.add(" ", [(spans[space.start()][0], spans[space.end() - 1][1])])
            last = space.end()
        self.out.add(data[last:], spans[last:])

    def _enter(self, node: Node) -> None:
        self._within[node.name] += 1
        spoken = (*_SPOKEN, "alt") if node.name in ("area", "input") else _SPOKEN
        self._spoken += [(node, name) for name in spoken if _attribute(node, name).strip()]
        if node.name in _BOXES:
            self._space()
        if node.name in _BLOCKS:
            self._break(2 if node.name in _APART else 1)
        elif node.name == "br":
            self._glue("\n")
        elif _leads_elsewhere(node):
            self._glue("[")
        elif node.name == "img":
            self._picture(node)
        elif node.name == "iframe":
            self._frame(node)
        elif node.name == "meta" and _is_shared(node):
            self._break(2)
            self._value(node, "content")
        elif node.name == "input" and _attribute(node, "type").lower() != "hidden":
            self._value(node, "value")

    def _leave(self, node: Node, began: int) -> None:
        self._within[node.name] -= 1
        if node.name in _BOXES:
            self._space()
        if _leads_elsewhere(node):
            self._glue("](")
            self._value(node, "href")
            self._glue(")")
        elif node.name in _CELLS:
            self._glue("\t")
        elif node.name in _BLOCKS:
            self._break(2 if node.name in _APART else 1)
        if _is_quotation(node):
            self.quoted.append((began, len(self.out)))
        elif _attribute(node, "id").lower() in _QUOTES_REST:
            self._rest = min(began, self._rest or began)

    def _frame(self, node: Node) -> None:
        """Add the address of a page within the page, or what that page shows where it stands in the tag."""
        self._break(1)
        if not _attribute(node, "src").lower().startswith(_NOWHERE):
            self._value(node, "src")
        inner = _Walk(_attribute(node, "srcdoc"), Publishing(), depth=self._depth + 1)
        if inner.source and self._depth == _DEEPEST:
            raise DraftError("the page holds pages within pages; save it without frames")
        inner.visit(_parsed(inner.source, fragment=True))
        self.shows |= inner.shows
        text = inner.out.published().text
        start = node.origin_offset or 0
        tag = _TAG.match(self.source, start)
        whole = (start, tag.end() if tag else start + 1)
        self.out.add(text, self._moved([whole] * len(text)))
        self._break(1)

    def _picture(self, node: Node) -> None:
        self.shows = True
        described = "alt" in (node.attrs or {})
        if described and not _attribute(node, "alt").strip():
            return  # said to be mere decoration
        self._glue("![")
        self._value(node, "alt")
        self._glue("](")
        if not _attribute(node, "src").lower().startswith(_NOWHERE):
            self._value(node, "src")
        self._glue(")")

    def _value(self, node: Node, name: str) -> None:
        """Add an attribute's value, each character with its place in the tag."""
        value = _attribute(node, name).strip()
        start = node.origin_offset or 0
        tag = _TAG.match(self.source, start)
        written = _written(name).search(tag[0]) if tag else None
        begin = start + (written.end() if written else 0)
        self.out.add(value, self._moved(aligned(value, self.source, begin)))

    def _moved(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Stretches of the page as those of the larger source that holds it."""
        return [(start + self._place, end + self._place) for start, end in spans]

    def _break(self, lines: int) -> None:
        """End the line, unless the text has just begun or stands at the beginning of one."""
        if not len(self.out) or self.out.ends_with("\n" * lines):
            return
        self._glue("\n" if lines == 1 or self.out.last == "\n" else "\n\n")

    def _space(self) -> None:
        """Part what stands side by side, as boxes do."""
        if self.out.last and not self.out.last.isspace():
            self._glue(" ")

    def _glue(self, text: str) -> None:
        self.out.add_at(text, self._here + self._place)


def _is_seen(node: Node) -> bool:
    if node.name == "template":
        return bool(_attribute(node, "shadowrootmode"))  # by which browsers show it
    return node.name not in _UNSEEN and not node.name.startswith(("#comment", "!"))


def _children(node: Node) -> list[Node]:
    content = getattr(node, "template_content", None)
    return list((content or node).children or ())


def _is_shared(node: Node) -> bool:
    """Whether the node says what a shared link to the page shows."""
    name = _attribute(node, "name") or _attribute(node, "property")
    return name.lower() in _SHARED and bool(_attribute(node, "content"))


def _attribute(node: Node, name: str) -> str:
    return (node.attrs or {}).get(name) or ""


@cache
def _written(name: str) -> re.Pattern[str]:
    """What stands before an attribute's value in its tag."""
    return re.compile(rf"[\s\"'/]{name}\s*=\s*[\"']?", re.IGNORECASE)


def _leads_elsewhere(node: Node) -> bool:
    """Whether the node is a link whose target its words do not already say."""
    target = _attribute(node, "href").strip() if node.name == "a" else ""
    if not target or target.lower().startswith(_NOWHERE):
        return False
    return _bare(target) != _bare("".join(_words(node)))


def _words(node: Node) -> Iterator[str]:
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if found.name == "#text":
            yield str(found.data or "")
        waiting += reversed(found.children or ())


def _bare(link: str) -> str:
    return _SCHEME.sub("", link.strip()).rstrip("/").casefold()


def _is_quotation(node: Node) -> bool:
    """Whether an e-mail program says by the element that it holds the message that is answered."""
    if node.name == "blockquote" and _attribute(node, "type").lower() == "cite":
        return True
    return not _QUOTE_CLASSES.isdisjoint(_attribute(node, "class").split())
