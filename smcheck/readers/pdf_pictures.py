"""Pictures of a PDF that may hold words: pages without text, and large pictures on the others, as PNG."""

from __future__ import annotations

import ctypes
import math
import struct
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from smcheck.readers.pdf_shapes import letters_drawn

LARGEST = 1_800
"""Pixels of the longer side of a page that is drawn: some 150 to the inch of A4."""
MOST_PIXELS = 24_000_000
"""Pixels of a picture on a page that is taken out."""
SMALLEST = (100, 40)
"""Pixels, wide and high, below which a picture holds no words."""

_LARGEST_PHOTOGRAPH = 32 * 1024 * 1024  # bytes
_HEAD = 256 * 1024  # bytes, among which a JPEG says what it says of itself
_JPEG, _SAYS = b"\xff\xd8\xff", (b"Exif\0\0", b"<x:xmpmeta")
_SHARE = 0.02  # of a page, below which a picture on it holds no words
_MOST_OBJECTS = 20_000
_DEEPEST = 4


class Found(NamedTuple):
    """A picture on a page, and how much of the page it covers."""

    thing: Any
    share: float
    wide: int
    high: int


class Drawn(NamedTuple):
    """What is drawn on a page: pictures that may hold words, how much they cover, anything but text.

    `seen` and `hidden` count its stretches of text; hidden is that behind a scan. `letters` are those that
    may be drawn as shapes.
    """

    pictures: list[Found]
    covered: float
    anything: bool
    seen: int
    hidden: int
    letters: int


def drawn_on(page: Any) -> Drawn:
    """The pictures of a page."""
    import pypdfium2.raw as pdfium

    area = max(pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page), 1.0)
    found: list[Found] = []
    covered, anything, texts = 0.0, False, [0, 0]
    things = list(_objects(page))
    for thing in things:
        kind = pdfium.FPDFPageObj_GetType(thing)
        anything |= kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts[pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE] += 1
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            picture = _measured(thing, area)
            covered += picture.share
            if picture.share >= _SHARE and picture.wide >= SMALLEST[0] and picture.high >= SMALLEST[1]:
                found.append(picture)
    return Drawn(found, covered, anything, texts[0], texts[1], letters_drawn(things))


def _objects(page: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    waiting = [(pdfium.FPDFPage_GetObject(page, number), 0) for number in reversed(range(count))]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        thing, depth = waiting.pop()
        yield thing
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            within = min(pdfium.FPDFFormObj_CountObjects(thing), _MOST_OBJECTS)
            waiting += [
                (pdfium.FPDFFormObj_GetObject(thing, number), depth + 1) for number in reversed(range(within))
            ]


def _measured(thing: Any, area: float) -> Found:
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(thing, wide, high)
    return Found(thing, abs((right - left) * (top - bottom)) / area, wide.value, high.value)


def page_as_png(page: Any) -> bytes:
    """A page as it is shown, on white, within the limit of pixels; empty where it cannot be drawn."""
    import pypdfium2.raw as pdfium

    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = LARGEST / max(wide, high, 1.0)
    across, down = max(1, round(wide * scale)), max(1, round(high * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        return b""
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_ANNOT)
        return _png(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def picture_as_png(document: Any, page: Any, picture: Found) -> bytes:
    """A picture of a page, turned as the page shows it; empty where it is too large or cannot be drawn."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    if picture.wide * picture.high > MOST_PIXELS or not pdfium.FPDFPageObj_GetMatrix(picture.thing, matrix):
        return b""
    given = (matrix.a, matrix.b, matrix.c, matrix.d)
    longer = max(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d), 0.01)
    scale = min(max(picture.wide, picture.high), LARGEST) / longer  # pdfium draws a pixel a point
    matrix.a, matrix.b, matrix.c, matrix.d = (part * scale for part in given)
    pdfium.FPDFPageObj_SetMatrix(picture.thing, matrix)
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, picture.thing)
    matrix.a, matrix.b, matrix.c, matrix.d = given
    pdfium.FPDFPageObj_SetMatrix(picture.thing, matrix)
    if not bitmap:
        return b""
    try:
        return _png(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def said_by(picture: Found) -> bytes:
    """The beginning of a photograph, where it says who took it and where; empty for every other picture."""
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFImageObj_GetImageDataDecoded(picture.thing, None, 0)
    if not 0 < size <= _LARGEST_PHOTOGRAPH:
        return b""
    data = ctypes.create_string_buffer(size)
    pdfium.FPDFImageObj_GetImageDataDecoded(picture.thing, data, size)
    head = data.raw[:_HEAD]
    return head if head.startswith(_JPEG) and any(sign in head for sign in _SAYS) else b""


def _png(bitmap: Any) -> bytes:
    """The pixels of a bitmap as PNG, what shows through on white."""
    import numpy as np
    import pypdfium2.raw as pdfium

    wide, high = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride, form = pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetFormat(bitmap)
    step = {pdfium.FPDFBitmap_Gray: 1, pdfium.FPDFBitmap_BGR: 3}.get(form, 4)
    data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
    rows = np.frombuffer(data, np.uint8).reshape(high, stride)[:, : wide * step].reshape(high, wide, step)
    if form == pdfium.FPDFBitmap_BGRA:
        opaque = rows[..., 3:].astype(np.uint16)
        rows = ((rows[..., :3] * opaque + 255 * (255 - opaque)) // 255).astype(np.uint8)
    pixels = rows[..., :3][..., ::-1].reshape(high, -1)
    lines = np.concatenate([np.zeros((high, 1), np.uint8), pixels], axis=1)
    head = struct.pack(">2I5B", wide, high, 8, 0 if step == 1 else 2, 0, 0, 0)
    body = zlib.compress(lines.tobytes(), 1)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
