"""Web pages saved as one file (MHTML): the page is a draft, read as [web pages](html.md) are.

Pages and drawings (SVG) that it shows within itself are drafts of their own; the pictures are looked at. Of
style sheets, which browsers part from the page, the texts that they put on it are read. Fonts and what Word
keeps for itself are passed over, and parts of other kinds are named as not reviewed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from email.message import EmailMessage
from urllib.parse import urlsplit

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers import eml
from smcheck.readers.content import FileContent, Item, unread_within
from smcheck.readers.eml_text import text_of
from smcheck.readers.html import publish, with_beside
from smcheck.readers.html_styles import read_style

_PAGES = ("text/html", "application/xhtml+xml", "image/svg+xml")
_STYLE = "text/css"
_PASSED_OVER = (_STYLE, "text/xml", "application/xml", "application/vnd.ms-officetheme")


def read(file: FileContent) -> Iterator[Item]:
    """A draft for each page that shows text; raises `DraftError` where none does."""
    message = eml.parsed(file.content)
    texts = [text_of(part) for part in message.walk() if part.get_content_type() in _PAGES]
    carried = {str(part.get("content-location", "")).strip() for part in message.walk()}
    found = False
    for number, text in enumerate(texts):
        page = publish(text)
        if not page.shows:
            continue
        if not found:
            text += _drawn_by_styles(message)
            page = publish(text)
            page.beside.pictures.extend(eml.pictures_in(message))
        page.beside.elsewhere.leave_out(carried)
        name, identifier = (f"page {number + 1} within it", str(number + 1)) if number else ("page", None)
        draft = Draft(text, file.path, identifier, places=((0, name),), published=page.published)
        yield from with_beside(draft, page.beside, file.choice)
        found = True
    if not found:
        raise DraftError("the file shows no text; save the page as .html, or copy its text into a draft")
    for name in dict.fromkeys(filter(None, map(_unread, message.walk()))):
        yield unread_within(f"the part {shown_name(name)!r}")


def _drawn_by_styles(message: EmailMessage) -> str:
    """A style sheet with nothing but the texts that those of the message put on the page; empty for none."""
    sheets = (text_of(part) for part in message.walk() if part.get_content_type() == _STYLE)
    texts = dict.fromkeys(drawn.text for sheet in sheets for drawn in read_style(sheet).texts)
    rules = "".join(f"a{{content:{_as_css(text)}}}\n" for text in texts)
    return f"\n<style>\n{rules}</style>" if rules else ""


def _as_css(text: str) -> str:
    """A string of a style sheet, in which no letter has a meaning."""
    return (
        '"' + "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text) + '"'
    )


def _unread(part: EmailMessage) -> str:
    """The name of a part that nobody looks into; empty for others."""
    kind, main = part.get_content_type(), part.get_content_maintype()
    if part.is_multipart() or main in ("image", "font") or "font" in kind or kind in (*_PAGES, *_PASSED_OVER):
        return ""
    address = urlsplit(str(part.get("content-location", ""))).path
    return part.get_filename() or posixpath.basename(address) or kind
