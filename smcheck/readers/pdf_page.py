"""The letters of a page of a PDF and where its links lead, as pdfium finds them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from smcheck.readers.pdf_layout import HYPHEN, Letter
from smcheck.readers.pdf_native import narrow

MOST_LETTERS = 200_000
"""Letters of one page that are read."""

_MOST_LINKS = 2_000
_QUARTER = 90
_WORD = 4  # letters
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
Box = tuple[float, float, float, float]


class Link(NamedTuple):
    """Where an area of the page leads."""

    box: Box
    target: str


class Letters(NamedTuple):
    """The letters of a page; `unknown` are those of which the file does not say what they are."""

    known: list[Letter]
    unknown: int
    cut: bool


def letters_of(page: Any, links: list[Link]) -> Letters:
    """The letters of a page in the order of the file."""
    import pypdfium2.raw as pdfium

    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return Letters([], 0, False)
    try:
        count = pdfium.FPDFText_CountChars(text)
        found = list(_letters(text, min(count, MOST_LETTERS), pdfium.FPDFPage_GetRotation(page)))
    finally:
        pdfium.FPDFText_ClosePage(text)
    return Letters(_with_links(found, links), unknown_in(found), count > MOST_LETTERS)


def _letters(text: Any, count: int, turned: int) -> Iterator[Letter]:
    import pypdfium2.raw as pdfium

    box, broke, half = pdfium.FS_RECTF(), False, 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13):  # pdfium's own: lines are told by where they stand
            broke = True
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a sign that UTF-16 writes as two
            half = code
            continue
        code, half = _joined(half, code), 0
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        shape = box.left, box.bottom, box.right, box.top
        if not all(map(math.isfinite, shape)):
            continue
        unmapped = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        angle = round(-math.degrees(pdfium.FPDFText_GetCharAngle(text, index))) % 360  # its turn clockwise
        left, bottom, right, top = shape
        letter = Letter(
            _char(code), left, right, bottom, top - bottom, _turned(shape, turned), angle, "", broke, unmapped
        )
        yield _slanted(text, index, letter) if angle else letter
        broke = False


def _joined(half: int, code: int) -> int:
    """A sign of two halves; a half by itself is none."""
    if not 0xDC00 <= code < 0xE000:
        return code
    return 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00 if half else ord(_UNKNOWN)


def _char(code: int) -> str:
    char = chr(code) if code <= 0x10FFFF else _UNKNOWN
    return char if char.isprintable() or char in (HYPHEN, "\xad", "\u200b", "\u200d") else " "


def unknown_in(letters: Iterable[Letter]) -> int:
    """How many letters stand in words of which the file does not say what letters they have."""
    count = 0
    for unmapped, run in groupby(letters, key=lambda letter: letter.unmapped or letter.char == _UNKNOWN):
        held = [letter.char for letter in run]
        if unmapped and len(held) >= _WORD and len(set(held)) >= _WORD - 1:
            count += len(held)
    return count


def _slanted(text: Any, index: int, letter: Letter) -> Letter:
    """A letter of a line that does not run from left to right: measured along its line."""
    import pypdfium2.raw as pdfium

    left, bottom = letter.start, letter.base
    right, top = letter.end, letter.base + letter.height
    x, y = ctypes.c_double(left), ctypes.c_double(bottom)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    radians = math.radians(letter.angle)
    cosine, sine = math.cos(radians), math.sin(radians)
    start, base = x.value * cosine + y.value * sine, y.value * cosine - x.value * sine
    wide, high = right - left, top - bottom
    if letter.angle % _QUARTER:
        size = float(pdfium.FPDFText_GetFontSize(text, index)) or high
        return letter._replace(start=start, end=start + 0.5 * size, base=base, height=size)
    upright = letter.angle % 180 == 0
    along, across = (wide, high) if upright else (high, wide)
    return letter._replace(start=start, end=start + along, base=base, height=across)


def _turned(box: Box, quarters: int) -> Box:
    """A box of a page that is shown turned by so many quarters, clockwise."""
    left, bottom, right, top = box
    if quarters == 1:
        return bottom, -right, top, -left
    if quarters == 2:
        return -right, -top, -left, -bottom
    if quarters == 3:
        return -top, left, -bottom, right
    return box


def links_of(document: Any, page: Any) -> Iterator[Link]:
    """Links that lead out of the document, by their areas on the page as it is shown."""
    import pypdfium2.raw as pdfium

    position, link, area = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    turned = pdfium.FPDFPage_GetRotation(page)
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        target = _target(document, pdfium.FPDFLink_GetAction(link))
        if target and pdfium.FPDFLink_GetAnnotRect(link, area):
            yield Link(_turned((area.left, area.bottom, area.right, area.top), turned), target)


def _target(document: Any, action: Any) -> str:
    import pypdfium2.raw as pdfium

    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    return "".join(narrow(pdfium.FPDFAction_GetURIPath, document, action).split())


def _with_links(letters: list[Letter], links: list[Link]) -> list[Letter]:
    if not links:
        return letters
    rows: dict[int, list[Link]] = {}
    for link in links:
        for row in _rows(link.box):
            rows.setdefault(row, []).append(link)
    return [letter._replace(link=_link(letter, rows)) for letter in letters]


def _rows(box: Box) -> range:
    """Strips of the page, each some lines high, that a box touches."""
    low, high = sorted((box[1], box[3]))
    return range(int(low // 32), min(int(high // 32) + 1, int(low // 32) + 1_000))


def _link(letter: Letter, rows: dict[int, list[Link]]) -> str:
    left, bottom, right, top = letter.box
    across, up = (left + right) / 2, (bottom + top) / 2
    for link in rows.get(int(up // 32), ()):
        if link.box[0] <= across <= link.box[2] and link.box[1] <= up <= link.box[3]:
            return link.target
    return ""
