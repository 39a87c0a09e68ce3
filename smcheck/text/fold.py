"""The folded text: the draft with disguises of single characters undone, and the way back to it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

# Letters of other scripts that are drawn like Latin ones. Source of the pairs: Unicode Technical
# Standard 39, confusables.txt; only single letters that readers take for the Latin letter.
_CYRILLIC = ("аеорсухіјѕԁһԛԝвкмнтгьзӏ", "aeopcyxijsdhqwbkmhtrbel")
_GREEK = ("αενιοκρτυχωηγβ", "aeviokptuxwnyb")
_OTHER = ("ɑɡıʟɴʀʏᴀᴄᴅᴇɪᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ", "agilnryacdeikmoptuvwzs")
_PUNCTUATION = ("’‘‛ʼ′＇`´“”„‟″«»‐‑‒–—―−⁓", "''''''''\"\"\"\"\"\"\"--------")
_LOOK_ALIKES = {
    ord(odd): plain
    for odds, plains in (_CYRILLIC, _GREEK, _OTHER, _PUNCTUATION)
    for odd, plain in zip(odds, plains, strict=True)
}
_DROPPED = {"Mn", "Me", "Cf"}  # accents, enclosing marks (keycaps), zero-width and direction marks


@cache
def _fold_char(char: str) -> str:
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


def fold(text: str) -> Folded:
    """Undo case, accents, compatibility forms, look-alike letters and invisible characters."""
    if text.isascii():
        return Folded(text.lower(), None, len(text))
    parts = [_fold_char(char) for char in text]
    origins = tuple(index for index, part in enumerate(parts) for _ in part)
    return Folded("".join(parts), origins, len(text))
