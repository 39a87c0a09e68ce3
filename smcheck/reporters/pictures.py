"""Pictures as pages show them: what was found framed and numbered, and personal data covered in the pixels.

A picture is drawn anew, small and without anything that its file says of itself. Covered is what is masked in
its text, and what could not be made out for sure, which may be personal; faces are shown.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from smcheck.model.picture import Box, Sheet, Shown
from smcheck.model.review import Review
from smcheck.reporters.marks import Place

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

MOST = 40
"""Pictures that one page shows."""

_COVER = (70, 70, 70)
_INKS = {"error": (176, 0, 32), "warning": (178, 95, 0), "note": (20, 79, 166), "cleared": (90, 90, 90)}
_LETTERS = 24  # pixels of a number
_FRAME = 3  # pixels
_BEYOND = 0.15  # of its height, by which a cover goes beyond the words
_QUALITY = 75


@dataclass(frozen=True)
class Drawn:
    """A picture for a page: its name, its size there, and the numbers of what is framed on it."""

    name: str
    width: int
    height: int
    numbers: tuple[int, ...]
    covers: bool
    content: bytes

    @property
    def address(self) -> str:
        """The picture itself, as an address that leads nowhere."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.content).decode()}"

    @cached_property
    def said(self) -> str:
        """What is said of it to those who do not see it."""
        which = f"finding{'s' if self.numbers[1:] else ''} {', '.join(map(str, self.numbers))} framed"
        framed = f", with {which}" if self.numbers else ""
        return f"The picture {self.name}{framed}. Its words stand below."


def drawn(review: Review, places: Iterable[Place], levels: Mapping[int, str]) -> list[Drawn]:
    """The pictures of a draft that was read from some; `levels` says how grave each numbered entry is."""
    shown = review.draft.shown
    if shown is None:
        return []
    marked = tuple(places)
    return [_drawn(sheet, shown, review, marked, levels) for sheet in shown.sheets if sheet.small]


def _drawn(
    sheet: Sheet, shown: Shown, review: Review, places: Sequence[Place], levels: Mapping[int, str]
) -> Drawn:
    from PIL import Image, ImageDraw

    image = Image.open(io.BytesIO(sheet.small), formats=("JPEG",)).convert("RGB")
    scale = image.width / sheet.width
    draw = ImageDraw.Draw(image)
    covered = [_scaled(box, scale) for box in _covered(sheet, shown, review)]
    for box in covered:
        _cover(draw, box)
    numbers: dict[int, None] = {}
    for place in places:
        for found, box in shown.boxes(place.start, place.end):
            if found is sheet:
                numbers[place.number] = None
                _frame(image, draw, _scaled(box, scale), place.number, _INKS[levels[place.number]])
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    width, height = image.size
    return Drawn(sheet.name, width, height, tuple(sorted(numbers)), bool(covered), out.getvalue())


def _covered(sheet: Sheet, shown: Shown, review: Review) -> Iterator[Box]:
    """The boxes of lines that hold something masked, whole, and of what could not be made out."""
    text, masked = review.draft.text, review.masked
    for stretch in shown.stretches:
        same = text[stretch.start : stretch.end] == masked[stretch.start : stretch.end]
        if shown.sheets[stretch.sheet] is sheet and not same:
            yield stretch.box
    yield from sheet.unclear


def _scaled(box: Box, scale: float) -> tuple[float, float, float, float]:
    return box.x * scale, box.y * scale, (box.x + box.width) * scale, (box.y + box.height) * scale


def _cover(draw: ImageDraw, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    more = max(2.0, _BEYOND * (bottom - top))
    draw.rectangle((left - more, top - more, right + more, bottom + more), fill=_COVER)


def _frame(
    image: Image,
    draw: ImageDraw,
    box: tuple[float, float, float, float],
    number: int,
    ink: tuple[int, int, int],
) -> None:
    """Frame a box, with its number at the left upper corner, within the picture."""
    from PIL import ImageFont

    left, top, right, bottom = box
    around = (left - _FRAME, top - _FRAME, right + _FRAME, bottom + _FRAME)
    draw.rectangle(around, outline=ink, width=_FRAME)
    font = ImageFont.load_default(_LETTERS)
    wide = draw.textlength(str(number), font=font) + 8
    x = min(max(0.0, around[0]), image.width - wide)
    y = max(0.0, around[1] - _LETTERS)
    draw.rectangle((x, y, x + wide, y + _LETTERS + 2), fill=ink)
    draw.text((x + 4, y - 1), str(number), fill="white", font=font)
