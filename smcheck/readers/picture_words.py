"""The words in a picture, read on this computer: lines with their boxes, and codes (QR).

This is what other readers ask. It needs the extra `smcheck[pictures]`, of which nothing is loaded before the
first picture is read. The same picture always reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from smcheck.model.errors import BrokenPictureError, PictureError, PicturesNotInstalledError
from smcheck.model.picture import Box, Code, Line

if TYPE_CHECKING:
    import numpy as np

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
_REMEMBERED = 32  # pictures of a run: one that several drafts name is read once


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What a picture says: lines in reading order, codes, and its size in pixels as it is shown.

    `small` is the picture as a JPEG without metadata, for reports. `number` is that of the frame, or
    the page, 1 in a picture of one; `more` says that further frames, which differ too, were not read.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    codes: tuple[Code, ...]
    small: bytes = b""
    number: int = 1
    more: bool = False


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
    return _words_of(content)


@lru_cache(maxsize=_REMEMBERED)
def _words_of(content: bytes) -> tuple[PictureWords, ...]:
    from smcheck.readers.picture_opening import frames_of, small_of
    from smcheck.readers.picture_reading import read

    opened = frames_of(content)
    return tuple(
        PictureWords(
            frame.width,
            frame.height,
            *read(frame.pixels, frame.width),
            small_of(frame),
            frame.number,
            opened.more,
        )
        for frame in opened.frames
    )


def words_of_pixels(pixels: np.ndarray[Any, Any]) -> PictureWords:
    """What pixels say that somebody has drawn, a page of a PDF: rows of red, green and blue bytes.

    Raises `PicturesNotInstalledError`.
    """
    if not can_read():
        raise PicturesNotInstalledError
    from smcheck.readers.picture_opening import Frame, small_of
    from smcheck.readers.picture_reading import read

    height, width = pixels.shape[:2]
    frame = Frame.of(pixels)
    return PictureWords(width, height, *read(frame.pixels, width), small_of(frame))


def text_of(lines: Iterable[Line]) -> str:
    """The lines as a text."""
    return "\n".join(line.text for line in lines)
