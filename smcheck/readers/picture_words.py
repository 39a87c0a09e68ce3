"""The words in a picture, read on this computer: lines with their boxes, and codes (QR).

This is what other readers ask. It needs the extra `smcheck[pictures]`, of which nothing is loaded before the
first picture is read. The same picture always reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from smcheck.model.errors import BrokenPictureError, PictureError, PicturesNotInstalledError
from smcheck.model.picture import Box, Code, Line, PictureWords
from smcheck.readers.picture_kept import Kept, packed, unpacked

if TYPE_CHECKING:
    import numpy as np

    from smcheck.readers.picture_opening import Frame

__all__ = [
    "Box",
    "BrokenPictureError",
    "Code",
    "Line",
    "PictureError",
    "PictureWords",
    "PicturesNotInstalledError",
    "can_read",
    "text_of",
    "words_of",
    "words_of_pixels",
]

_NEEDED = ("rapidocr", "PIL", "zxingcpp", "pi_heif")
_REMEMBERED = 64  # pictures: one that several drafts name is read once


_remembered: dict[bytes, tuple[PictureWords, ...]] = {}


def can_read() -> bool:
    """Whether the extra that reads pictures is installed."""
    return all(find_spec(name) for name in _NEEDED)


def words_of(content: bytes, kept: Kept | None = None) -> tuple[PictureWords, ...]:
    """What a picture says (PNG, JPEG, WebP, HEIC, AVIF, GIF, BMP, TIFF), by its content and not its name.

    One for a still picture, one for each frame that differs where it moves. What is `kept` of it is not read
    anew. Raises `PicturesNotInstalledError` and `BrokenPictureError`.
    """
    if not can_read():
        raise PicturesNotInstalledError
    digest = blake2b(content).digest()
    known = _remembered.get(digest)
    if known is None:
        known = _remembered[digest] = _kept_or_read(content, kept)
        if len(_remembered) > _REMEMBERED:
            _remembered.pop(next(iter(_remembered)), None)
    return known


def _kept_or_read(content: bytes, kept: Kept | None) -> tuple[PictureWords, ...]:
    said = kept.get(content) if kept else None
    if said is not None:
        return unpacked(said)
    words = _words_of(content)
    if kept:
        kept.put(content, packed(words))
    return words


def forget() -> None:
    """Forget the pictures that were read."""
    _remembered.clear()


def _words_of(content: bytes) -> tuple[PictureWords, ...]:
    from smcheck.readers.picture_opening import frames_of

    opened = frames_of(content)
    return tuple(_words(frame, more=opened.more) for frame in opened.frames)


def _words(frame: Frame, *, more: bool = False) -> PictureWords:
    from smcheck.readers.picture_opening import small_of
    from smcheck.readers.picture_reading import read

    seen = read(frame.pixels, frame.width)
    small = small_of(frame)
    return PictureWords(
        frame.width, frame.height, seen.lines, seen.codes, small, frame.number, more, seen.unclear
    )


def words_of_pixels(pixels: np.ndarray[Any, Any]) -> PictureWords:
    """What pixels say that somebody has drawn, a page of a PDF: rows of red, green and blue bytes.

    Raises `PicturesNotInstalledError`.
    """
    if not can_read():
        raise PicturesNotInstalledError
    from smcheck.readers.picture_opening import Frame

    return _words(Frame.of(pixels))


def text_of(lines: Iterable[Line]) -> str:
    """The lines as a text."""
    return "\n".join(line.text for line in lines)
