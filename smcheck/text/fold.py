"""The folded text: the draft with disguises of single characters undone, and the way back to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smcheck.settings.patterns import lazy

# Letters of other scripts that are drawn like Latin ones. Source of the pairs: Unicode Technical
# Standard 39, confusables.txt; only single letters that readers take for the Latin letter.
_CYRILLIC = ("аеорсухіјѕԁһԛԝвкмнтгьзӏ", "aeopcyxijsdhqwbkmhtrbel")
_GREEK = ("αενιοκρτυχωηγβ", "aeviokptuxwnyb")
_OTHER = ("ɑɡıłøđħ", "agilodh")
_PUNCTUATION = ("’‘‛ʼ′＇`´“”„‟″«»‐‑‒–—―−⁓∙・。․⋅", "''''''''\"\"\"\"\"\"\"--------.....")
_LOOK_ALIKES = {
    ord(odd): plain
    for odds, plains in (_CYRILLIC, _GREEK, _OTHER, _PUNCTUATION)
    for odd, plain in zip(odds, plains, strict=True)
}
# Letters that have a form of their own without a decomposition, told by their Unicode names: small capitals,
# white on black squares and circles, and the regional indicators that make flags.
_STYLED = lazy(
    r"(?:LATIN LETTER SMALL CAPITAL|(?:CROSSED )?NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])"
)
_DROPPED = {"Mn", "Me", "Cf"}  # accents, enclosing marks (keycaps), zero-width and direction marks
_ENCODED = lazy(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});|%(?:20|3\d|40|2[bBdDeE])")


def _fold_char(char: str) -> str:
    digit = unicodedata.digit(char, None)  # of any script, and circled ones
    if digit is not None:
        return str(digit)
    styled = _STYLED.fullmatch(unicodedata.name(char, ""))
    if styled:
        return styled[1].lower()
    decomposed = unicodedata.normalize("NFKD", char.translate(_LOOK_ALIKES))
    kept = "".join(part for part in decomposed if unicodedata.category(part) not in _DROPPED)
    return kept.casefold().translate(_LOOK_ALIKES)


class _Table(dict[int, str]):
    """What each character folds to, learnt as they come; `uneven` ones become none or several."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _fold_char(char)
        if len(folded) != 1:
            self.uneven.add(char)  # before another thread can see the entry
        self[code] = folded
        return folded


_TABLE = _Table()


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
    encoded = ("&" in text or "%" in text) and _ENCODED.search(text) is not None
    if text.isascii() and not encoded:
        return Folded(text.lower(), None, len(text))
    if not encoded:
        return _translated(text)
    folded = [(index, _TABLE[ord(char)]) for index, char in _decoded(text)]
    origins = tuple(index for index, part in folded for _ in part)
    return Folded("".join(part for _, part in folded), origins, len(text))


def unaccented(text: str) -> str:
    """The text with accented and look-alike letters written plainly, one for one, their case kept."""
    return text if text.isascii() else "".join(map(_plain_letter, text))


def _plain_letter(char: str) -> str:
    plain = _TABLE[ord(char)]
    if char.isascii() or not char.isalpha() or len(plain) != 1:
        return char
    return plain.upper() if char.isupper() else plain


def _translated(text: str) -> Folded:
    """The text folded character by character; only where lengths change need the origins be kept."""
    folded = text.translate(_TABLE)
    if _TABLE.uneven.isdisjoint(text):
        return Folded(folded, None, len(text))
    origins: list[int] = []
    last = 0
    for index, char in enumerate(text):
        if char in _TABLE.uneven:
            origins += range(last, index)
            origins += [index] * len(_TABLE[ord(char)])
            last = index + 1
    origins += range(last, len(text))
    return Folded(folded, tuple(origins), len(text))


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
