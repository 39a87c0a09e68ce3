"""PDFs: the text of each page in its order of reading, links, forms, comments, descriptions and bookmarks.

A finding is placed by page and line. Text that cannot be seen, such as that behind a scan, is read too, since
it can be found, copied and read out. A line that only the width ended goes on with the next, and a word
that a hyphen parts is one. A link reads `[words](target)`, as Markdown writes it. Comments, and the title and
author in the document's properties, are shown by many programs, and are part of the post. Pages without text
are pictures; they, and large pictures on other pages, are read as pictures are. So is a page with words that
a program has turned into drawn shapes; of it is said what its text does not say. Files within the document,
scripts and films are named as not reviewed. A PDF that needs a password to be opened is refused. Each is read
in a process of its own, within limits of work and memory.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from typing import cast

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import FileContent, Item, unread_within
from smcheck.readers.parts import Parts
from smcheck.readers.pdf_process import answers_of
from smcheck.readers.pdf_shapes import AS_DRAWN
from smcheck.readers.picture_words import can_read

_FURTHEST_SIGN = 1024  # bytes, as other readers of PDFs have it


def read(file: FileContent) -> Iterator[Item]:
    """The draft of the PDF, and one of each picture with words; raises `DraftError` where there is none."""
    if b"%PDF-" not in file.content[:_FURTHEST_SIGN]:
        raise DraftError("this is no PDF, whatever its name says; save it as .pdf again, or as .docx")
    found = _Found()
    broken: DraftError | None = None
    try:
        for answer in answers_of(file.content, pictures=file.choice.pictures and can_read()):
            found.take(answer)
    except DraftError as error:
        broken = error
    items = [*found.items(file), *map(unread_within, dict.fromkeys(found.unread))]
    yield from items
    if not items and not broken:
        raise DraftError("the PDF holds no words that can be read; write the post first")
    if broken:
        yield DraftError(f"{broken} (read up to {found.last})" if found.last else str(broken))


class _Found:
    """What the reading of a PDF has given so far."""

    def __init__(self) -> None:
        self.parts = Parts()
        self.unread: list[str] = []
        self.last = ""
        self._pictures: list[tuple[str, bytes]] = []
        self._photographs: list[tuple[str, bytes]] = []  # their beginnings
        self._named: list[str] = []  # pictures that were not drawn

    def take(self, answer: dict[str, object]) -> None:
        """Take in one answer."""
        if "part" in answer:
            place, text, end = cast(list[str], answer["part"])
            self.parts.add(place, text, end)
            self.last = place.partition(",")[0]
        elif "unread" in answer:
            self.unread.append(str(answer["unread"]))
        elif "attached" in answer:
            name = str(answer["attached"])
            self.unread.append(f"the attached file {shown_name(name)!r}" if name else "an attached file")
        elif "head" in answer:
            self._photographs.append((str(answer["photograph"]), b64decode(str(answer["head"]))))
        elif "png" in answer:
            self._pictures.append((str(answer["picture"]), b64decode(str(answer["png"]))))
        elif "picture" in answer:
            self._named.append(str(answer["picture"]))

    def items(self, file: FileContent) -> Iterator[Item]:
        """The draft, those of its pictures, and what was not read in them."""
        from smcheck.readers.picture_data import look_at
        from smcheck.readers.picture_drafts import read_words
        from smcheck.readers.picture_unread import not_installed

        given = ((name, png, file.path, name) for name, png in self._pictures)
        beside = {name: self.parts.text for name, _ in self._pictures if name.endswith(AS_DRAWN)}
        words = read_words(given, file.choice.kept, beside)
        looked, remarks = look_at((*self._pictures, *self._photographs), words.words)
        if self.parts.text.strip() or any(picture.has_position or picture.owner for picture in looked):
            yield Draft(
                self.parts.text, file.path, places=self.parts.places, pictures=looked, remarks=remarks
            )
        yield from words.items()
        if self._named and file.choice.pictures:
            yield not_installed(self._named)
