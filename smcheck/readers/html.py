"""Web pages: the text as it is published, with the targets of links and the descriptions of pictures.

A link reads `[words](target)` and a picture `![description](target)`, as Markdown writes them. What browsers
do not show (styles, comments) is left out, but for the texts that a style puts on the page and those for
Outlook; what a shared link shows (title, description) is not. Scripts, pages or captions in other files, and
pictures that stand elsewhere are named as not reviewed, unless the page says that they are small or hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from smcheck.model.draft import Draft, Published
from smcheck.model.errors import DraftError
from smcheck.readers.content import Choice, FileContent, Item, unread_within
from smcheck.readers.html_beside import Beside
from smcheck.readers.html_nodes import leads_elsewhere
from smcheck.readers.html_walk import Walk, parsed
from smcheck.readers.markup import Publishing, refuse_longer
from smcheck.readers.picture_drafts import with_within

LONGEST = 2 * 1024 * 1024
"""Code points of a page that is parsed; its memory grows to some 100 bytes for each."""


class Page(NamedTuple):
    """A page as it is published, and the stretches of that text that an e-mail quotes from another.

    `shows` says whether there is anything to see but a title.
    """

    published: Published
    quoted: tuple[tuple[int, int], ...]
    shows: bool
    beside: Beside


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the page; raises `DraftError` where the page shows no text."""
    page = publish(file.text)
    if not page.shows:
        raise DraftError("the page shows no text; write the post first")
    yield from with_beside(Draft(file.text, file.path, published=page.published), page.beside, file.choice)


def with_beside(draft: Draft, beside: Beside, choice: Choice) -> Iterator[Item]:
    """The draft with what goes with its text, and each thing in it that nobody has read."""
    attached = tuple(dict.fromkeys(beside.attached))
    yield from with_within(replace(draft, attached=attached), beside.pictures, choice)
    if choice.pictures:
        yield from beside.not_reviewed()
    for what in dict.fromkeys(beside.unread):
        yield unread_within(what)


def publish(source: str) -> Page:
    """The page as it is published; raises `DraftError` where it is too large to be parsed."""
    refuse_longer(source, LONGEST)
    walk = Walk(source, Publishing(), Beside())
    walk.visit(parsed(source))
    return Page(walk.text.out.published(), tuple(walk.quoted), walk.shows, walk.beside)


def publish_fragment(fragment: str, out: Publishing, beside: Beside, place: int) -> Callable[[], None]:
    """Add a piece of HTML to a text under way; `place` is where the piece stands in the text's source.

    Returns what adds the attributes of it that are only read out, which must not part a word.
    """
    walk = Walk(fragment, out, beside, place)
    walk.read(parsed(fragment, fragment=True))
    return walk.say


class OpenLink(NamedTuple):
    """A link that was begun: what ends it, and what adds the attributes that are only read out."""

    end: Callable[[], None]
    say: Callable[[], None]


def open_link(tag: str, out: Publishing, beside: Beside, place: int) -> OpenLink | None:
    """Begin a link, given the tag that opens it; None where the tag opens none."""
    walk = Walk(tag, out, beside, place)
    node = next(iter(parsed(tag, fragment=True).children or ()), None)
    if node is None or not leads_elsewhere(node):
        return None
    walk.enter(node)
    return OpenLink(partial(walk.leave, node, 0), walk.say)
