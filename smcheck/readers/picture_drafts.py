"""Pictures as drafts of their own: those within a document, those beside a draft, and files by themselves.

A picture that goes with a post is read as the post is. What cannot be read is named as not reviewed. Passed
over are icons and logos, which are smaller than `SMALLEST`, and the same picture another time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from unicodedata import combining, normalize

from smcheck.model.draft import Draft
from smcheck.model.errors import BrokenPictureError, PictureError, PicturesNotInstalledError
from smcheck.model.masking import shown_name
from smcheck.model.picture import SURE, Code, Line, PictureWords, Sheet, Shown, Stretch
from smcheck.model.showing import first_few
from smcheck.readers.content import NO_CHOICE, Choice, Item
from smcheck.readers.markup import words_of as words_in
from smcheck.readers.picture_data import MOST, is_tiny, look_at
from smcheck.readers.picture_kept import Kept
from smcheck.readers.picture_names import SUFFIXES
from smcheck.readers.picture_unread import by_eye, not_installed
from smcheck.readers.picture_words import words_of

NOTHING_BESIDE: Mapping[str, str] = {}

MOST_WORDS = 30
"""Pictures of one document of which the words are read."""

_OTHERS = (".emf", ".wmf", ".emz", ".wmz", ".jp2", ".jxl", ".psd", ".eps")  # of which none is read
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


def read_words(
    pictures: Iterable[tuple[str, bytes, str, str | None]],
    kept: Kept | None = None,
    beside: Mapping[str, str] = NOTHING_BESIDE,
) -> Pictures:
    """The words of pictures, each given by a name for people, content, path, and its part of that file.

    What is `kept` of one that was read before is not read anew. `beside` is the text that stands on the
    picture of some name anyhow: of its lines those are told that say more.
    """
    found = Pictures()
    seen: set[bytes] = set()
    for index, (name, content, path, part) in enumerate(pictures):
        digest = blake2b(content).digest()
        if digest in seen or not _holds_words(name, content):
            continue
        seen.add(digest)
        if len(seen) > MOST_WORDS:
            found.errors.append(
                PictureError(f"only the first {MOST_WORDS} pictures were read; check the others on their own")
            )
            break
        if draft := _read_one(found, name, content, path, part, kept, beside.get(name, "")):
            found.drafts.append(draft)
            found.words[index] = draft.text
    return found


def _read_one(
    found: Pictures, name: str, content: bytes, path: str, part: str | None, kept: Kept | None, beside: str
) -> Draft | None:
    try:
        frames = words_of(content, kept)
    except PicturesNotInstalledError:
        found.unread.append(name)
        return None
    except PictureError as error:
        found.errors.append(type(error)(f"the picture {shown_name(name)} was not reviewed: {error}"))
        return None
    found.errors += _not_read(frames, name)
    if beside:
        said = words_in(_plain(beside))
        frames = tuple(_unsaid(frame, said) for frame in frames)
    draft = draft_of(frames, name, path, part)
    return draft if draft.text else None


def _unsaid(frame: PictureWords, said: set[str]) -> PictureWords:
    """A picture without the lines whose words are all among those that are said."""
    lines = (line for line in frame.lines if not words_in(_plain(line.text)) <= said)
    return replace(frame, lines=tuple(lines))


def _plain(text: str) -> str:
    """A text without its accents, of which some are specks of the picture."""
    return "".join(char for char in normalize("NFKD", text) if not combining(char))


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
                self._add(line.text, f"{title}, line {number}", sheet, line, " " if joined else "\n")
                self._before = line
        for number, code in enumerate(frame.codes, 1):
            if self._is_new(code.text, numbered=numbered):
                which = f" {number}" if len(frame.codes) > 1 else ""
                self._add(code.text, f"{title}, code{which}", sheet, code, "\n")

    def _is_new(self, text: str, *, numbered: bool) -> bool:
        known = numbered and text.casefold() in self._said
        self._said.add(text.casefold())
        return not known

    def _add(self, text: str, place: str, sheet: int, seen: Line | Code, between: str) -> None:
        self.text += between if self.text else ""
        start = len(self.text)
        self.text += text
        self.places.append((start, place))
        way = (seen.turn, seen.slant) if isinstance(seen, Line) else ()
        self.stretches.append(Stretch(start, len(self.text), sheet, seen.box, *way))


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    word = line.text.split(maxsplit=1)[0].rstrip(",.;:!?")
    if not word.islower() or not word.replace("-", "").isalpha() or before.text[-1:] in ".!?:":
        return False
    above, below = (each.box.turned(each.turn) for each in (before, line))
    height = min(above.height, below.height)
    apart = below.y - (above.y + above.height)
    alike = max(above.height, below.height) < 1.6 * height
    return alike and -height < apart < height


def _remarks(frames: Sequence[PictureWords], name: str) -> Iterator[str]:
    """What is to be known of how a picture was read; its words are quoted by their line only."""
    unsure = [
        str(number) if len(frames) == 1 else f"{number} of frame {frame.number}"
        for frame in frames
        for number, line in enumerate(frame.lines, 1)
        if line.confidence < SURE
    ]
    if unsure:
        which = f"line{'s' if unsure[1:] else ''} {first_few(unsure)}"
        yield f"some words of {shown_name(name)} may be others than were read ({which}); look at them"


def _not_read(frames: Sequence[PictureWords], name: str) -> Iterator[PictureError]:
    """An error where there are further frames, and where much of the picture could not be made out."""
    if frames and frames[0].more:
        yield BrokenPictureError(
            f"{shown_name(name)} moves, or has pages: what follows the first {len(frames)} that differ was "
            f"not reviewed; {by_eye()}"
        )
    lines = [line for frame in frames for line in frame.lines]
    unsure = [line for line in lines if line.confidence < SURE]
    characters = sum(len(line.text) for line in lines)
    if len(unsure) >= _FEW and sum(len(line.text) for line in unsure) > _UNCLEAR * characters:
        yield BrokenPictureError(f"much of the picture {shown_name(name)} could not be made out; {by_eye()}")


def _holds_words(name: str, content: bytes) -> bool:
    """Whether it is a picture large enough for words that somebody reads, or one that cannot be opened."""
    if content.startswith(_DRAWINGS):
        return True
    known = content.startswith(_KINDS) or content[4:8] == b"ftyp" or content[8:12] == b"WEBP"
    said_to_be = "." not in name or name.rstrip(")").lower().endswith((*SUFFIXES, *_OTHERS))
    return (known or said_to_be) and not is_tiny(content)


def with_within(
    draft: Draft, pictures: Iterable[tuple[str, bytes]], choice: Choice = NO_CHOICE
) -> Iterator[Item]:
    """A draft with the pictures within its file, by name and content: then each with words, as its own draft.

    `choice` says whether these are to be read. A file of nothing but pictures has no other draft.
    """
    held = list(islice(pictures, MOST + 1))
    parts = ((_part(name, number), content) for number, (name, content) in enumerate(held, 1))
    given = ((part, content, draft.path, part) for part, content in parts)
    found = read_words(given, choice.kept) if choice.pictures else Pictures()
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


def read_alone(content: bytes, path: str, kept: Kept | None = None) -> Iterator[Item]:
    """The draft of a file that is a picture; raises `PictureError` where it cannot be read."""
    name = Path(path).name
    try:
        frames = words_of(content, kept)
    except PicturesNotInstalledError:
        if not is_tiny(content):
            raise not_installed([name]) from None
        frames = ()  # an icon, which holds no words
    looked, remarks = look_at([(name, content)])
    draft = draft_of(frames, name, path)
    yield replace(draft, pictures=looked, remarks=(*draft.remarks, *remarks))
    yield from _not_read(frames, name)
