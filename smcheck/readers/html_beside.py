"""What goes with a page's text: files that it names, pictures that it shows, and what nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from smcheck.readers.html_nodes import attribute, carried, is_absolute, leads_somewhere
from smcheck.readers.picture_data import SMALLEST
from smcheck.readers.picture_unread import Unread, Why

if TYPE_CHECKING:
    from justhtml import Node

    from smcheck.model.errors import PictureError

_WEB = re.compile(r"\s*(?:https?:)?[\\/]{2}", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d*)?\s*(?:px)?\s*", re.IGNORECASE)
_STYLED = re.compile(r"(?:^|;)\s*(?:max-)?(?:width|height)\s*:([^;]*)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass
class Beside:
    """Files that a page names, pictures in it and those that stand elsewhere, and what nobody reads."""

    attached: list[str] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    elsewhere: Unread = field(default_factory=Unread)

    def show(self, source: str, *, on_site: bool = False) -> None:
        """Note a picture by its address; `on_site` says that the page leads its addresses to a site."""
        if not leads_somewhere(source) or carried(source):
            return
        if _WEB.match(source) or (on_site and not is_absolute(source)):
            self.elsewhere.add(Why.WEB, [source.strip()])
        elif is_absolute(source):  # a file by its whole path
            self.elsewhere.add(Why.OUTSIDE, [source.strip()])
        else:
            self.attached.append(local(source))

    def not_reviewed(self) -> Iterator[PictureError]:
        """An error for each reason why pictures were not read."""
        return self.elsewhere.errors()


def local(source: str) -> str:
    """The name of a file beside the page, of an address that leads there."""
    return unquote(re.split(r"[?#]", source.strip(), maxsplit=1)[0]).replace("\\", "/")


def is_decoration(node: Node) -> bool:
    """Whether a page says of a picture that it is too small for words, or does not show it."""
    style = attribute(node, "style")
    if "hidden" in (getattr(node, "attrs", None) or {}) or _HIDDEN.search(style):
        return True
    said = (attribute(node, "width"), attribute(node, "height"), *_STYLED.findall(style))
    sizes = (_PIXELS.fullmatch(size) for size in said)
    return any(int(size[1]) < SMALLEST for size in sizes if size)
