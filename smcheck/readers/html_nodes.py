"""What each element of a web page shows, says and leads to, as the HTML standard has it.

Source: HTML Living Standard, sections 4 (elements) and 15 (rendering); ARIA 1.3 for what is read out; SVG 2
for links in drawings; Open Graph and schema.org for what a shared link shows.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from justhtml import Node

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main marquee menu nav ol optgroup "
    "option p pre search section summary table tbody tfoot thead title tr ul".split()
)
APART = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre figure title".split())
CELLS = frozenset(("td", "th"))
VERBATIM = frozenset(("pre", "textarea", "listing"))
RAW = frozenset("xmp plaintext iframe noembed noframes".split())  # in which an entity is none
BOXES = frozenset("area button input select textarea iframe meter output progress".split())
FRAMES = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
"""Elements that show another page or file, and the attribute that says which."""

_SHADOWS = ("shadowrootmode", "shadowmode")  # as pages say, and as Chrome does in those that it saves
_UNSEEN = frozenset("script style".split())
_SPOKEN = (
    "title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder",
    "aria-braillelabel", "aria-brailleroledescription", "placeholder", "label", "summary", "abbr", "standby",
    "prompt", "download",
)  # fmt: skip
_VALUES = {"input": "value", "option": "value"}  # what is shown of a box, or offered in it
_LINKS = ("href", "xlink:href")
_SENT = {"form": "action", "button": "formaction", "input": "formaction"}  # where what is filled in goes
_MEDIA = {
    "audio": ("src",), "image": ("href", "xlink:href"), "input": ("src",),
    "source": ("src", "srcset"), "track": ("src",), "video": ("src", "poster"), "body": ("background",),
}  # fmt: skip
_SHARED = frozenset(
    "description og:title og:description og:site_name og:image:alt twitter:title twitter:description "
    "twitter:image:alt application-name name headline".split()
)
_QUOTE_CLASSES = frozenset("gmail_quote gmail_attr yahoo_quoted moz-cite-prefix protonmail_quote".split())
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_NOWHERE = ("#", "javascript:", "data:", "cid:", "about:")
_REFRESH = re.compile(r"^[\s\d.]*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_CARRIED = re.compile(r"\s*data:([^,;]*)((?:;[^,;]*)*),(.*)", re.IGNORECASE | re.DOTALL)


class Carried(NamedTuple):
    """A file that stands in an address itself (`data:`): its media type in lower case, and its content."""

    kind: str
    content: bytes


def attribute(node: Node, name: str) -> str:
    """The value of an attribute, empty where the node has none."""
    return (getattr(node, "attrs", None) or {}).get(name) or ""


def children(node: Node) -> list[Node]:
    """What stands in a node, in a template's content too."""
    content = getattr(node, "template_content", None)
    return list((content or node).children or ())


def is_seen(node: Node) -> bool:
    """Whether browsers show what stands in the node."""
    if node.name == "template":
        return any(attribute(node, name) for name in _SHADOWS)  # by which browsers show it
    return node.name not in _UNSEEN and not node.name.startswith(("#comment", "!"))


def spoken(node: Node) -> Iterator[str]:
    """Names of the attributes that are read out, shown at a touch, or offered as a file's name."""
    pictured = node.name in ("input", "applet") or (node.name == "area" and not leads_elsewhere(node))
    names = (*_SPOKEN, "alt") if pictured else _SPOKEN
    return (name for name in names if attribute(node, name).strip())


def shown_value(node: Node) -> str:
    """The name of the attribute that is shown as text, such as what fills a box; empty where none is."""
    if node.name == "meta":
        return "content" if _is_shared(node) else ""
    if node.name == "input" and attribute(node, "type").lower() == "hidden":
        return ""
    return _VALUES.get(node.name, "") if node.name != "option" or not children(node) else ""


def link(node: Node) -> str:
    """The name of the attribute that says where a link leads; empty for no link, and for one to nowhere."""
    if node.name not in ("a", "area"):
        return ""
    return next((name for name in _LINKS if leads_somewhere(attribute(node, name))), "")


def leads_elsewhere(node: Node) -> bool:
    """Whether the node is a link whose target its words do not already say."""
    name = link(node)
    return bool(name) and _bare(attribute(node, name)) != _bare("".join(_words(node)))


def leads_somewhere(target: str) -> bool:
    """Whether an address leads off the page."""
    return bool(target.strip()) and not target.strip().lower().startswith(_NOWHERE)


def is_absolute(target: str) -> bool:
    """Whether an address says its site."""
    return bool(_ABSOLUTE.match(target))


def sent_to(node: Node) -> str:
    """The name of the attribute that says where a form goes; empty where the node sends nothing."""
    name = _SENT.get(node.name, "")
    return name if name and leads_somewhere(attribute(node, name)) else ""


def media(node: Node) -> Iterator[tuple[str, str]]:
    """Names of attributes with each picture, film or sound that they name."""
    for name in _MEDIA.get(node.name, ()):
        said = attribute(node, name).strip()
        several = [each.split() for each in said.split(", ")] if name == "srcset" else [[said]]
        yield from ((name, words[0]) for words in several if words and words[0])


def is_picture(node: Node, name: str) -> bool:
    """Whether the attribute names a picture by itself, none that stands for another or behind a text."""
    return node.name in ("image", "input") or name == "poster"


def refreshed(node: Node) -> str:
    """Where a page leads by itself after a time; empty for every other node."""
    if node.name != "meta" or attribute(node, "http-equiv").lower() != "refresh":
        return ""
    found = _REFRESH.match(attribute(node, "content"))
    return found[1].strip() if found else ""


def runs_script(node: Node) -> bool:
    """Whether the node can put text on the page when it is shown."""
    if node.name == "script":
        return bool(attribute(node, "src") or any(str(child.data or "").strip() for child in children(node)))
    attrs = getattr(node, "attrs", None) or {}
    return any(name.startswith("on") for name in attrs) or any(
        attribute(node, name).strip().lower().startswith("javascript:") for name in _LINKS
    )


def carried(address: str) -> Carried | None:
    """The file that stands in an address itself, RFC 2397; None where none does, or a damaged one."""
    found = _CARRIED.match(address)
    if not found:
        return None
    content = unquote_to_bytes(found[3])
    if "base64" in found[2].lower():
        try:
            content = b64decode(content + b"=" * (-len(content) % 4))
        except (binascii.Error, ValueError):
            return None
    return Carried(found[1].strip().lower() or "text/plain", content)


def is_quotation(node: Node) -> bool:
    """Whether an e-mail program says by the element that it holds the message that is answered."""
    if node.name == "blockquote" and attribute(node, "type").lower() == "cite":
        return True
    return not _QUOTE_CLASSES.isdisjoint(attribute(node, "class").split())


def _is_shared(node: Node) -> bool:
    """Whether the node says what a shared link to the page shows."""
    said = (attribute(node, name).lower() for name in ("name", "property", "itemprop"))
    return not _SHARED.isdisjoint(said) and bool(attribute(node, "content"))


def _words(node: Node) -> Iterator[str]:
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if found.name == "#text":
            yield str(found.data or "")
        waiting += reversed(found.children or ())


def _bare(target: str) -> str:
    return _SCHEME.sub("", target.strip()).rstrip("/").casefold()
