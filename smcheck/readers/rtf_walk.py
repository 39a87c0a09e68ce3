"""Walks through a document in Rich Text Format, and sorts its text by what it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.docx_fields import Fields
from smcheck.readers.rtf_marks import Mark, marks
from smcheck.readers.rtf_places import (
    ASIDE,
    SIGNS,
    TAKEN,
    THROUGH,
    UNSEEN,
    WORDS,
    codec_of_charset,
    codec_of_page,
)
from smcheck.readers.rtf_sinks import Body, Sink

_DEEPEST = 2_000  # groups within each other
_CODES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_SAID_BY_SHAPES = {"wzDescription": "![{}]()", "gtextUNICODE": " {} ", "wzTooltip": " ({}) "}
_PICTURES = {"pngblip": "png", "jpegblip": "jpg"}


@dataclass(slots=True)
class _Group:
    """What holds within a group: where its text goes (None: nowhere), in which code, and what it is."""

    sink: Sink | None
    flow: Sink
    codec: str
    fallback: int = 1  # characters behind one of Unicode that stand for it in older programs
    destination: str = ""
    dead: bool = False
    deleted: bool = False
    first: bool = True
    starred: bool = False
    of_older: bool = False  # text for programs that know no Unicode
    no_page: bool = False  # of a page within, what is not the page's
    has_field: bool = False


@dataclass
class Walk:
    """What was found: text beside the body by its kind, pictures, and what nobody has read.

    With `as_page`, the body is the page that a program has packed into the document.
    """

    body: Sink
    as_page: bool = False
    aside: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    is_cut: bool = False
    behind: bytes = b""

    def read(self, content: bytes) -> None:
        """Read a document; raises `DraftError` where it is too long or nested too deep."""
        self._fields = Fields(self.unread)
        self._fonts: dict[int, str] = {}
        self._font, self._usual_font = -1, -1
        self._usual = "cp1252"
        self._skip = 0
        self._shape = ""
        self._picture = ""
        self._class = ""  # of the object under way, if it says one
        self._said: set[str] = set()
        self._groups = [_Group(self.body, self.body, self._usual)]
        taken: dict[str, Callable[[Mark], None]] = {
            "open": self._open, "close": self._close, "word": self._word, "sign": self._sign,
            "byte": self._byte, "text": self._text, "raw": self._raw,
        }  # fmt: skip
        for mark in marks(content):
            taken[mark.kind](mark)
            if len(self._groups) == 1 and mark.kind == "close":
                self.behind = content[mark.end :]
                break
        self.is_cut = len(self._groups) > 1
        while len(self._groups) > 1:
            self._close(Mark("close"))

    @property
    def _now(self) -> _Group:
        return self._groups[-1]

    def _open(self, _: Mark) -> None:
        if len(self._groups) > _DEEPEST:
            raise DraftError(f"the document has groups more than {_DEEPEST:,} deep; save it again")
        outer = self._now
        self._groups.append(
            replace(
                outer,
                destination="",
                first=True,
                starred=False,
                has_field=False,
                of_older=False,
                dead=outer.dead or outer.of_older,
            )
        )
        self._skip = 0

    def _close(self, _: Mark) -> None:
        if len(self._groups) == 1:
            return
        group = self._groups.pop()
        self._skip = 0
        outer = self._now
        if group.has_field:
            self._say(self._fields.mark("end"))
        if group.destination == "object":
            named = f"the object {shown_name(self._class)!r}" if self._class else "an object"
            self.unread.append(f"{named} of another program")
            self._class = ""
        if group.sink is not None and group.sink is not outer.sink:
            self._ended(group.sink, group.destination)

    def _ended(self, sink: Sink, destination: str) -> None:
        """Do with the text of a group what is to be done with it."""
        text = sink.taken()
        if sink.kind == "text box":
            if text.strip():
                self._put_box(text.strip("\n\t"))
        elif sink.kind in ASIDE.values() or sink.kind == "endnote":
            self.aside.append((sink.kind, text.strip("\n\t")))
        elif destination == "fldinst":
            self._fields.instruct(text)
        elif destination == "pict":
            self._add_picture(text)
        elif destination == "objclass":
            self._class = text.strip()
        elif destination == "sn":
            self._shape = text.strip()
        elif destination == "sv" and self._shape in _SAID_BY_SHAPES and text.strip():
            said = _SAID_BY_SHAPES[self._shape].format(text.strip())
            self._say("" if said in self._said else said)
            self._said.add(said)
        elif (
            destination in ("hlsrc", "hlfr", "ffdeftext", "ffl", "ffhelptext", "ffstattext") and text.strip()
        ):
            self._say(f" {text.strip()} ")

    def _put_box(self, text: str) -> None:
        if isinstance(self.body, Body):
            self.body.put_beside(text)
        else:
            self.body.add(f"\n{text}\n")

    def _say(self, text: str) -> None:
        """Add words that stand for something else, where the group's text is shown."""
        group = self._now
        if text and not group.dead and not group.deleted:
            (group.sink or group.flow).add(text)

    def _add_picture(self, text: str) -> None:
        digits = "".join(text.split())
        try:
            self._keep_picture(bytes.fromhex(digits[: len(digits) // 2 * 2]))
        except ValueError:
            self.unread.append("a damaged picture")

    def _keep_picture(self, content: bytes) -> None:
        if content and self._picture:
            self.pictures.append((f"picture {len(self.pictures) + 1}.{self._picture}", content))
        elif content:
            self.unread.append("a drawing (EMF, WMF or the like)")

    def _word(self, mark: Mark) -> None:
        group, word, number = self._now, mark.word, mark.number
        if self._skip and WORDS.get(word, "\n").strip():  # the sign of an older program
            self._skip -= 1
            return
        self._skip = 0  # other words stand for no sign, and programs do not agree whether they count
        first, group.first = group.first, False
        if word == "htmltag" and self.as_page and group.starred:
            group.dead = group.no_page = False
            group.sink = self.body
        elif word == "htmlrtf":
            group.no_page = self.as_page and number != 0
        elif (first or group.starred) and self._begins(word, group):
            group.starred = False
        elif group.starred:
            group.dead, group.starred = True, False
        elif word == "u":
            self._unicode(number or 0, group)
        elif word in WORDS:
            self._put_word(word, group)
        else:
            self._set(word, number, group)

    def _begins(self, word: str, group: _Group) -> bool:
        """Begin what a group is, by its first word; False where that word says nothing of it."""
        if word == "ud":
            group.dead = self._groups[-2].dead
            return True
        if group.dead:
            return group.starred
        if word in UNSEEN:
            group.dead = True
        elif word in THROUGH:
            group.sink = None if word not in ("moMath", "moMathPara", "mmath", "object") else group.sink
        elif word in ASIDE:
            group.sink = group.flow = Sink(ASIDE[word])
        elif word in TAKEN:
            group.sink = Sink(word)
            self._picture = "" if word == "pict" else self._picture
        elif word == "upr":
            group.of_older = True
        elif word == "field":
            self._fields.mark("begin")
            group.has_field = True
        elif word == "fldrslt":
            self._say(self._fields.mark("separate"))
        else:
            return False
        group.destination = word
        return True

    def _put_word(self, word: str, group: _Group) -> None:
        if group.sink is not None and not (group.dead or group.deleted or group.no_page):
            if word == "par":
                self._said.clear()
            group.sink.word(word, WORDS[word])

    def _set(self, word: str, number: int | None, group: _Group) -> None:
        """Take a word that says how what follows it is to be read."""
        if word in ("deleted", "mvf"):
            group.deleted = number != 0
        elif word == "plain":
            group.deleted, group.codec = False, self._fonts.get(self._usual_font, self._usual)
        elif word == "uc":
            group.fallback = max(0, min(number or 0, 100))
        elif word in ("pard", "intbl") and isinstance(group.sink, Body):
            group.sink.in_table = word == "intbl"
        elif word == "ftnalt" and group.sink and group.sink.kind == "footnote":
            group.sink.kind = "endnote"
        elif word in _PICTURES:
            self._picture = _PICTURES[word]
        else:
            self._set_code(word, number, group)

    def _set_code(self, word: str, number: int | None, group: _Group) -> None:
        if word in _CODES:
            self._usual = group.codec = _CODES[word]
        elif word == "ansicpg" and number:
            self._usual = group.codec = codec_of_page(number)
        elif word == "deff":
            self._usual_font = -1 if number is None else number
        elif word == "f" and number is not None:
            self._font = number
            group.codec = self._fonts.get(number, self._usual)
        elif word == "fcharset" and number is not None:
            self._fonts[self._font] = codec_of_charset(number, self._usual)
        elif word == "cpg" and number:
            self._fonts[self._font] = codec_of_page(number, self._usual)

    def _unicode(self, number: int, group: _Group) -> None:
        self._skip = group.fallback
        if self._sees(group):
            group.sink.add(chr(number % 0x10000))  # type: ignore[union-attr]

    def _sees(self, group: _Group) -> bool:
        return group.sink is not None and not (group.dead or group.deleted or group.no_page)

    def _sign(self, mark: Mark) -> None:
        if self._skip:
            self._skip -= 1
            return
        group = self._now
        if mark.word == "*":
            group.starred = group.first
            return
        group.first = False
        said = SIGNS.get(mark.word, "")
        if said == "\n":
            self._put_word("par", group)
        elif said and self._sees(group):
            group.sink.add(said)  # type: ignore[union-attr]

    def _byte(self, mark: Mark) -> None:
        self._now.first = False
        if self._skip:
            self._skip -= 1
        elif self._sees(self._now):
            self._now.sink.add_bytes(mark.raw, self._now.codec)  # type: ignore[union-attr]

    def _text(self, mark: Mark) -> None:
        raw = mark.raw[self._skip :]
        self._skip = max(0, self._skip - len(mark.raw))
        group = self._now
        group.first = group.first and not raw
        if not raw or not self._sees(group):
            return
        if not raw.isascii():
            with suppress(UnicodeDecodeError):  # some programs write UTF-8, whatever code they name
                group.sink.add(raw.decode("utf-8"))  # type: ignore[union-attr]
                return
        group.sink.add_bytes(raw, group.codec)  # type: ignore[union-attr]

    def _raw(self, mark: Mark) -> None:
        if self._now.destination == "pict":
            self._keep_picture(mark.raw)
