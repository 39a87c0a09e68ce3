"""Pictures as drafts of their own: those within a document, those beside a draft, and files by themselves.

A picture that goes with a post is read as the post is. What cannot be read is named as not reviewed. Passed
over are icons and logos, which are smaller than `SMALLEST`, and the same picture another time.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from smcheck.model.draft import Draft
from smcheck.model.errors import (
    INSTALL_PICTURES,
    BrokenPictureError,
    PictureError,
    PicturesNotInstalledError,
)
from smcheck.model.masking import shown_name
from smcheck.model.picture import SURE, Box, Line, Sheet, Shown, Stretch
from smcheck.model.showing import first_few
from smcheck.readers.content import Item
from smcheck.readers.picture_data import MOST, look_at
from smcheck.readers.picture_words import PictureWords, words_of

SMALLEST = 100
"""Pixels of a side under which a picture is passed over: an icon, a logo, a line."""

MOST_WORDS = 30
"""Pictures of one document of which the words are read."""

_DRAWINGS = (b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a")  # how EMF and WMF begin, of Windows
_KINDS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_UNCLEAR = 0.5  # the share of the characters from which on a picture is not reviewed, if they are unsure
_FEW = 3  # lines, of which it may be the texture of a photograph


@dataclass
class Pictures:
    """What was read of the pictures that go with a draft: words by index, a draft of each, or an error.

    `unread` are the names of those that could not be read for want of the extra.
    """

    words: dict[int, str] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    errors: list[PictureError] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def items(self) -> Iterator[Item]:
        """The drafts, then what was not reviewed."""
        yield from self.drafts
        yield from self.errors
        if self.unread:
            yield not_installed(self.unread)


def read_words(pictures: Iterable[tuple[str, bytes, str, str | None]]) -> Pictures:
    """The words of pictures, each given by a name for people, content, path, and its part of that file."""
    found = Pictures()
    seen: set[bytes] = set()
    for index, (name, content, path, part) in enumerate(pictures):
        digest = blake2b(content).digest()
        if digest in seen or not _holds_words(content):
            continue
        seen.add(digest)
        if len(seen) > MOST_WORDS:
            found.errors.append(
                PictureError(f"only the first {MOST_WORDS} pictures were read; check the others on their own")
            )
            break
        if draft := _read_one(found, name, content, path, part):
            found.drafts.append(draft)
            found.words[index] = draft.text
    return found


def _read_one(found: Pictures, name: str, content: bytes, path: str, part: str | None) -> Draft | None:
    try:
        frames = words_of(content)
    except PicturesNotInstalledError:
        found.unread.append(name)
        return None
    except PictureError as error:
        found.errors.append(type(error)(f"the picture {shown_name(name)} was not reviewed: {error}"))
        return None
    found.errors += _not_made_out(frames, name)
    draft = draft_of(frames, name, path, part)
    return draft if draft.text else None


def draft_of(frames: Sequence[PictureWords], name: str, path: str, part: str | None = None) -> Draft:
    """The words of a picture as a draft: its lines in reading order, then what its codes say.

    `name` is its own, `part` that of the part of the file at `path` which it is, if it is not all of it.
    Lines that an earlier frame shows are left out.
    """
    written = _Written(name)
    for sheet, frame in enumerate(frames):
        written.frame(sheet, frame, numbered=len(frames) > 1)
    sheets = tuple(_sheet(written.title(frame, numbered=len(frames) > 1), frame) for frame in frames)
    shown = Shown(name, sheets, tuple(written.stretches), part or "")
    remarks = tuple(_remarks(frames, name))
    return Draft(written.text, path, id=part, places=tuple(written.places), remarks=remarks, shown=shown)


def _sheet(title: str, frame: PictureWords) -> Sheet:
    unsure = (line.box for line in frame.lines if line.confidence < SURE)
    return Sheet(title, frame.width, frame.height, frame.small, (*frame.unclear, *unsure))


class _Written:
    """The text of a picture under way, with the place and the box of each of its lines."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._said: set[str] = set()
        self._before: Line | None = None
        self.text = ""
        self.places: list[tuple[int, str]] = []
        self.stretches: list[Stretch] = []

    def title(self, frame: PictureWords, *, numbered: bool) -> str:
        """The name of a frame."""
        return f"{self._name}, frame {frame.number}" if numbered else self._name

    def frame(self, sheet: int, frame: PictureWords, *, numbered: bool) -> None:
        """Add what a frame says."""
        title = self.title(frame, numbered=numbered)
        self._before = None
        for number, line in enumerate(frame.lines, 1):
            if self._is_new(line.text, numbered=numbered):
                joined = self._before is not None and _goes_on(self._before, line)
                self._add(line.text, f"{title}, line {number}", sheet, line.box, " " if joined else "\n")
                self._before = line
        for number, code in enumerate(frame.codes, 1):
            if self._is_new(code.text, numbered=numbered):
                which = f" {number}" if len(frame.codes) > 1 else ""
                self._add(code.text, f"{title}, code{which}", sheet, code.box, "\n")

    def _is_new(self, text: str, *, numbered: bool) -> bool:
        known = numbered and text.casefold() in self._said
        self._said.add(text.casefold())
        return not known

    def _add(self, text: str, place: str, sheet: int, box: Box, between: str) -> None:
        self.text += between if self.text else ""
        start = len(self.text)
        self.text += text
        self.places.append((start, place))
        self.stretches.append(Stretch(start, len(self.text), sheet, box))


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    word = line.text.split(maxsplit=1)[0].rstrip(",.;:!?")
    if not word.islower() or not word.replace("-", "").isalpha() or before.text[-1:] in ".!?:":
        return False
    height = min(before.box.height, line.box.height)
    apart = line.box.y - (before.box.y + before.box.height)
    alike = max(before.box.height, line.box.height) < 1.6 * height
    return alike and -height < apart < height


def _remarks(frames: Sequence[PictureWords], name: str) -> Iterator[str]:
    """What is to be known of how a picture was read; its words are quoted by their line only."""
    if frames and frames[0].more:
        yield f"{shown_name(name)} moves: only the first {len(frames)} of its frames that differ were read"
    unsure = [
        str(number) if len(frames) == 1 else f"{number} of frame {frame.number}"
        for frame in frames
        for number, line in enumerate(frame.lines, 1)
        if line.confidence < SURE
    ]
    if unsure:
        which = f"line{'s' if unsure[1:] else ''} {first_few(unsure)}"
        yield f"some words of {shown_name(name)} may be others than were read ({which}); look at them"


def _not_made_out(frames: Sequence[PictureWords], name: str) -> Iterator[PictureError]:
    """An error where much of the picture could not be made out."""
    lines = [line for frame in frames for line in frame.lines]
    unsure = [line for line in lines if line.confidence < SURE]
    characters = sum(len(line.text) for line in lines)
    if len(unsure) >= _FEW and sum(len(line.text) for line in unsure) > _UNCLEAR * characters:
        yield BrokenPictureError(f"much of the picture {shown_name(name)} could not be made out; {by_eye()}")


def not_installed(names: Sequence[str]) -> PicturesNotInstalledError:
    """One error for all pictures that could not be read for want of the extra."""
    shown = first_few(list(map(shown_name, names)))
    several = "s were" if names[1:] else " was"
    return PicturesNotInstalledError(
        f"{len(names):,} picture{several} not reviewed ({shown}): the words in pictures cannot be read here; "
        f"{INSTALL_PICTURES}, or {by_eye(several=len(names) > 1)}"
    )


def by_eye(*, several: bool = False) -> str:
    """What can be done instead of reading a picture, or several."""
    them = "them" if several else "it"
    return f"look at {them} yourself, and say so in smcheck.toml: looks_at_pictures = true"


def _holds_words(content: bytes) -> bool:
    """Whether it is a picture large enough for words that somebody reads."""
    if content.startswith(_DRAWINGS):
        return True
    known = content.startswith(_KINDS) or content[4:8] == b"ftyp" or content[8:12] == b"WEBP"
    return known and not is_tiny(content)


def is_tiny(content: bytes) -> bool:
    """Whether a picture is so small that it is an icon or a logo; one of unknown size is not."""
    import imagesize

    try:
        sides = imagesize.get(io.BytesIO(content))
    except Exception:  # of a broken file, which is told when it is read
        return False
    return bool(0 < min(sides) < SMALLEST)


def with_within(draft: Draft, pictures: Iterable[tuple[str, bytes]], *, words: bool = True) -> Iterator[Item]:
    """A draft with the pictures within its file, by name and content: then each with words, as its own draft.

    `words` says whether these are to be read. A file of nothing but pictures has no other draft.
    """
    held = list(islice(pictures, MOST + 1))
    parts = ((_part(name, number), content) for number, (name, content) in enumerate(held, 1))
    found = read_words((part, content, draft.path, part) for part, content in parts) if words else Pictures()
    looked, remarks = look_at(held, found.words)
    if draft.published_text.strip() or not held:
        said = (*draft.pictures, *looked)
        yield replace(draft, pictures=said, remarks=(*draft.remarks, *remarks))
    yield from found.items()


def in_number(path: str) -> tuple[int, str]:
    """What pictures are sorted by that a program has numbered, `image2.png` before `image10.png`."""
    digits = "".join(char for char in Path(path).stem if char.isdecimal() and char.isascii())
    return int(digits[:9] or 0), path


def _part(name: str, number: int) -> str:
    """What a picture within a document is called."""
    return f"picture {number} ({shown_name(name)})" if "." in name else f"picture {number}"


def read_alone(content: bytes, path: str) -> Iterator[Item]:
    """The draft of a file that is a picture; raises `PictureError` where it cannot be read."""
    name = Path(path).name
    try:
        frames = words_of(content)
    except PicturesNotInstalledError:
        raise not_installed([name]) from None
    looked, remarks = look_at([(name, content)])
    draft = draft_of(frames, name, path)
    yield replace(draft, pictures=looked, remarks=(*draft.remarks, *remarks))
    yield from _not_made_out(frames, name)
