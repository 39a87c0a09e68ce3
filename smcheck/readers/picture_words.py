"""The words in a picture, read on this computer: lines with their boxes, and codes (QR).

This is what other readers ask. It needs the extra `smcheck[pictures]`, of which nothing is loaded before the
first picture is read. The same picture always reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from smcheck.model.errors import BrokenPictureError, PictureError, PicturesNotInstalledError
from smcheck.model.picture import Box, Code, Line

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


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What a picture says: lines in reading order, codes, and its size in pixels as it is shown.

    `small` is the picture as a JPEG without metadata, for reports. `number` is that of the frame, or
    the page, 1 in a picture of one; `more` says that further frames, which differ too, were not read.
    `unclear` are boxes of what may be words, and could not be made out.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    codes: tuple[Code, ...]
    small: bytes = b""
    number: int = 1
    more: bool = False
    unclear: tuple[Box, ...] = ()


_remembered: dict[bytes, tuple[PictureWords, ...]] = {}


def can_read() -> bool:
    """Whether the extra that reads pictures is installed."""
    return all(find_spec(name) for name in _NEEDED)


def words_of(content: bytes) -> tuple[PictureWords, ...]:
    """What a picture says (PNG, JPEG, WebP, HEIC, GIF, BMP, TIFF), by its content and not its name.

    One for a still picture, one for each frame that differs where it moves. Raises
    `PicturesNotInstalledError` and `BrokenPictureError`.
    """
    if not can_read():
        raise PicturesNotInstalledError
    digest = blake2b(content).digest()
    known = _remembered.get(digest)
    if known is None:
        known = _remembered[digest] = _words_of(content)
        if len(_remembered) > _REMEMBERED:
            _remembered.pop(next(iter(_remembered)), None)
    return known


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
