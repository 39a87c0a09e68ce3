"""PDFs: the text of each page in its order of reading, links, forms, comments, descriptions and bookmarks.

A finding is placed by page and line. Text that cannot be seen, such as that behind a scan, is read too, since
it can be found, copied and read out. A line that only the width ended goes on with the next, and a word
that a hyphen parts is one. A link reads `[words](target)`, as Markdown writes it. Comments, and the title and
author in the document's properties, are shown by many programs, and are part of the post. Pages without text
are pictures; they, files within the document, scripts and films are named as not reviewed. A PDF that needs a
password to be opened is refused. Each is read in a process of its own, within limits of work and memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import FileContent, Item, unread_within
from smcheck.readers.parts import Parts
from smcheck.readers.pdf_process import answers_of

_FURTHEST_SIGN = 1024  # bytes, as other readers of PDFs have it
_MOST_NAMED = 5  # pages or pictures that are named one by one


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the PDF; raises `DraftError` where it cannot be read, or holds nothing to be read."""
    if b"%PDF-" not in file.content[:_FURTHEST_SIGN]:
        raise DraftError("this is no PDF, whatever its name says; save it as .pdf again, or as .docx")
    found = _Found()
    broken: DraftError | None = None
    try:
        for answer in answers_of(file.content, pictures=False):
            found.take(answer)
    except DraftError as error:
        broken = error
    if found.parts.text.strip():
        yield Draft(found.parts.text, file.path, places=found.parts.places)
    elif not (broken or found.unread or found.pictures):
        raise DraftError("the PDF holds no text; write the post first")
    yield from found.errors()
    if broken:
        read_so_far = f" (read up to {found.last})" if found.last else ""
        yield DraftError(f"{broken}{read_so_far}")


class _Found:
    """What the reading of a PDF has given so far."""

    def __init__(self) -> None:
        self.parts = Parts()
        self.unread: list[str] = []
        self.pictures: list[str] = []
        self.last = ""

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
        elif "picture" in answer:
            self.pictures.append(str(answer["picture"]))

    def errors(self) -> Iterator[DraftError]:
        """What nobody has read."""
        for what in dict.fromkeys(self.unread):
            yield unread_within(what)
        pages = [name for name in self.pictures if name.startswith("page")]
        for name in pages[:_MOST_NAMED]:
            yield DraftError(f"{name} is a picture; its words were not read: put them in as text")
        if len(pages) > _MOST_NAMED:
            more = len(pages) - _MOST_NAMED
            yield DraftError(
                f"{more} more pages are pictures; their words were not read: put them in as text"
            )
