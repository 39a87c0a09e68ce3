"""Pictures opened soberly: of known kinds only, bounded in pixels and frames, turned as they are shown."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from smcheck.model.errors import BrokenPictureError

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

LONGEST_SIDE = 1600
"""Pixels of the longer side to which a picture is made smaller before it is read."""

MOST_PIXELS = 64_000_000
"""Of a picture that is opened: phones take pictures of 50 million."""

MOST_READ = 6
"""Frames of a picture that are read, or pages."""

_KINDS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1")
_LONGEST = 65_000  # pixels of a side
_MOST_LOOKED_AT = 200  # frames
_MOST_MOVED = 400_000_000  # pixels of all frames
_GRID, _DIFFERS = 96, 24  # pixels of a side by which frames are compared, and shades of grey in one of them
_FEW = 0.0005  # of these pixels, which may differ all the same
_SMALL, _QUALITY = 900, 70  # of the picture that reports show


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, no larger than it is read: its pixels, its own size, and its number among others."""

    pixels: np.ndarray[Any, Any]
    width: int
    height: int
    number: int = 1

    @classmethod
    def of(cls, pixels: np.ndarray[Any, Any]) -> Frame:
        """A frame of pixels of red, green and blue."""
        from PIL.Image import fromarray

        return _frame(fromarray(pixels), 1)


@dataclass(frozen=True, slots=True)
class Opened:
    """The frames of a picture that differ; `more` says that there are further ones."""

    frames: tuple[Frame, ...]
    more: bool = False


def frames_of(content: bytes) -> Opened:
    """The picture, or its frames; raises `BrokenPictureError` where it cannot be opened."""
    from PIL.Image import DecompressionBombError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata; what is too large is refused below
            return _frames_of(content)
    except BrokenPictureError:
        raise
    except DecompressionBombError as error:
        raise BrokenPictureError("the picture has more pixels than is read; save it smaller") from error
    except Exception as error:  # the libraries raise whatever their reading of a broken file runs into
        raise BrokenPictureError(
            f"the picture is broken, or of an unknown kind ({type(error).__name__}); save it anew as a JPEG"
        ) from error


def small_of(frame: Frame) -> bytes:
    """The frame as a JPEG for reports, without anything that the file said of itself."""
    from PIL.Image import fromarray

    small = fromarray(frame.pixels)
    small.thumbnail((_SMALL, _SMALL))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _frames_of(content: bytes) -> Opened:
    from PIL import Image

    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return Opened((_frame(_opened_heic(content), 1),))
    image = Image.open(io.BytesIO(content), formats=_KINDS)
    _refuse_large(*image.size)
    if image.format == "MPO" or getattr(image, "n_frames", 1) == 1:  # the others are the same, or for depth
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        return Opened(
            (_frame(image, 1, image.size if image.format not in ("JPEG", "MPO") else _size(content)),)
        )
    looked_at = max(1, min(_MOST_LOOKED_AT, _MOST_MOVED // max(1, image.width * image.height)))
    found = list(islice(_differing(image, looked_at), MOST_READ + 1))
    more = len(found) > MOST_READ or getattr(image, "n_frames", 1) > looked_at
    return Opened(tuple(found[:MOST_READ]), more)


def _size(content: bytes) -> tuple[int, int]:
    """The size of a JPEG before it was asked for a smaller one."""
    from PIL import Image

    return Image.open(io.BytesIO(content), formats=_KINDS).size


def _opened_heic(content: bytes) -> Image:
    from pi_heif import open_heif

    heic = open_heif(io.BytesIO(content))
    _refuse_large(*heic.size)
    image: Image = heic.to_pillow()
    return image


def _refuse_large(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > _LONGEST:
        raise BrokenPictureError(
            f"the picture is {width:,} by {height:,} pixels, more than is read; save it smaller"
        )


def _differing(image: Image, most: int) -> Iterator[Frame]:
    """The frames that differ from each that was read before, of so many at most."""
    import numpy as np
    from PIL import ImageSequence

    known: list[np.ndarray[Any, Any]] = []
    for number, each in enumerate(islice(ImageSequence.Iterator(image), most), 1):
        _refuse_large(*each.size)  # pages of one file may differ in size
        grid = np.asarray(each.convert("L").resize((_GRID, _GRID)), dtype=np.int16)
        if all(float((abs(grid - before) > _DIFFERS).mean()) > _FEW for before in known):
            known.append(grid)
            yield _frame(each.copy(), number)


def _frame(image: Image, number: int, size: tuple[int, int] | None = None) -> Frame:
    """The image as it is shown: turned, on one colour, and made smaller."""
    import numpy as np
    from PIL import ImageOps

    width, height = size or image.size
    image = ImageOps.exif_transpose(image) or image
    if (image.width > image.height) != (width > height):
        width, height = height, width
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    return Frame(np.asarray(_opaque(image)), width, height, number)


def _opaque(image: Image) -> Image:
    """The image in red, green and blue: behind what is clear lies white, or black where the rest is light."""
    import numpy as np
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float32)
        image = Image.fromarray((values / max(float(values.max()), 1.0) * 255).astype(np.uint8))
    if not image.has_transparency_data:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    pixels = np.asarray(layered)
    seen = pixels[pixels[..., 3] > 127][:, :3]  # half clear
    light = seen.size > 0 and float(seen.mean()) > 200
    behind = Image.new("RGBA", layered.size, (0, 0, 0, 255) if light else (255, 255, 255, 255))
    return Image.alpha_composite(behind, layered).convert("RGB")
