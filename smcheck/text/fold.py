"""The folded text: the draft with disguises of single characters undone, and the way back to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

# Letters of other scripts that are drawn like Latin ones. Source of the pairs: Unicode Technical
# Standard 39, confusables.txt; only single letters that readers take for the Latin letter.
_CYRILLIC = ("аеорсухіјѕԁһԛԝвкмнтгьзӏ", "aeopcyxijsdhqwbkmhtrbel")
_GREEK = ("αενιοκρτυχωηγβ", "aeviokptuxwnyb")
_OTHER = ("ɑɡıʟɴʀʏᴀᴄᴅᴇɪᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ", "agilnryacdeikmoptuvwzs")
_PUNCTUATION = ("’‘‛ʼ′＇`´“”„‟″«»‐‑‒–—―−⁓∙・。․⋅", "''''''''\"\"\"\"\"\"\"--------.....")
_LOOK_ALIKES = {
    ord(odd): plain
    for odds, plains in (_CYRILLIC, _GREEK, _OTHER, _PUNCTUATION)
    for odd, plain in zip(odds, plains, strict=True)
}
_DROPPED = {"Mn", "Me", "Cf"}  # accents, enclosing marks (keycaps), zero-width and direction marks
_ENCODED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});|%(?:20|3\d|40|2[bBdDeE])")


@cache
def _fold_char(char: str) -> str:
    digit = unicodedata.digit(char, None)  # of any script, and circled ones
    if digit is not None:
        return str(digit)
    decomposed = unicodedata.normalize("NFKD", char.translate(_LOOK_ALIKES))
    kept = "".join(part for part in decomposed if unicodedata.category(part) not in _DROPPED)
    return kept.casefold().translate(_LOOK_ALIKES)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the offset in the source that it came from.

    `origins` is None where the two texts have the same offsets, as for any ASCII draft.
    """

    text: str
    origins: tuple[int, ...] | None
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of the folded stretch from `start` to `end` (exclusive, not empty)."""
        if self.origins is None:
            return start, end
        if end >= len(self.origins):
            return self.origins[start], self.length
        return self.origins[start], max(self.origins[end], self.origins[end - 1] + 1)

    def rewritten(self, parts: Iterable[tuple[int, int, str]]) -> Folded:
        """The text with stretches (start, end, new text) replaced, in their order; itself if there are none.

        Every new character stands for the place where its stretch begins.
        """
        parts = list(parts)
        if not parts:
            return self
        origins = self.origins or range(len(self.text))
        pieces: list[str] = []
        places: list[int] = []
        last = 0
        for start, end, new in parts:
            pieces += (self.text[last:start], new)
            places += origins[last:start]
            places += [origins[start]] * len(new)
            last = end
        pieces.append(self.text[last:])
        places += origins[last:]
        return Folded("".join(pieces), tuple(places), self.length)


def fold(text: str) -> Folded:
    """Undo case, accents, compatibility forms, look-alike letters, invisible and encoded characters."""
    encoded = _ENCODED.search(text) is not None
    if text.isascii() and not encoded:
        return Folded(text.lower(), None, len(text))
    parts = _decoded(text) if encoded else enumerate(text)
    folded = [(index, _fold_char(char)) for index, char in parts]
    origins = tuple(index for index, part in folded for _ in part)
    return Folded("".join(part for _, part in folded), origins, len(text))


def _decoded(text: str) -> Iterator[tuple[int, str]]:
    """Characters with their offsets; an HTML entity or percent code counts as the one it stands for."""
    from html import unescape

    last = 0
    for match in _ENCODED.finditer(text):
        yield from enumerate(text[last : match.start()], last)
        code = match[0]
        decoded = chr(int(code[1:], 16)) if code[0] == "%" else unescape(code)
        if len(decoded) == 1:
            yield match.start(), decoded
        else:  # no entity of HTML
            yield from enumerate(code, match.start())
        last = match.end()
    yield from enumerate(text[last:], last)
