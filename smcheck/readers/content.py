"""What a reader is given, a file's content, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from smcheck.model.draft import BlankRow, Draft
from smcheck.model.errors import DraftError
from smcheck.readers.decoding import decode
from smcheck.readers.picture_kept import Kept

Item = Draft | DraftError | BlankRow
"""A draft, what stands in place of one that cannot be read, or a row without a post."""


_OTHERS = {"{\\rtf": "a file in Rich Text Format", "%PDF-": "a PDF", "%!PS": "a file for printers"}
_LONGEST_SIGN = 64  # characters from the beginning, blanks before it included


class Choice(NamedTuple):
    """What somebody said of a sheet: columns that hold posts, and such as hold none, by header or letter.

    `not_sheets` are sheets of a workbook that hold none. Where `required`, a sheet must have all of `posts`.
    `pictures` says whether the words in pictures are to be read, `kept` where those read before are kept.
    """

    posts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    not_sheets: tuple[str, ...] = ()
    required: bool = True
    pictures: bool = True
    kept: Kept | None = None


NO_CHOICE = Choice()


@dataclass(frozen=True)
class FileContent:
    """The content of a file, with its path for people and, for sheets, what was said of their columns."""

    content: bytes
    path: str
    choice: Choice = NO_CHOICE

    @cached_property
    def text(self) -> str:
        """The content decoded; raises `DraftError` where it is no text, or nothing that anybody sees."""
        text = decode(self.content)
        if not any(char.isprintable() and not char.isspace() for char in text):
            raise DraftError("the file is empty; write the post first")
        begins = text[:_LONGEST_SIGN].lstrip()
        if kind := next((kind for sign, kind in _OTHERS.items() if begins.startswith(sign)), ""):
            raise DraftError(f"this is {kind}, whatever its name says; save it as .docx or plain text")
        return text


def unread_within(what: str) -> DraftError:
    """The error for something within a document that nobody has looked into."""
    return DraftError(f"{what} within the document was not reviewed; put its text into the document")
