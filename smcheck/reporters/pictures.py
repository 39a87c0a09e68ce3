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

from smcheck.model.picture import Box, Sheet, Shown, Stretch
from smcheck.model.review import Review
from smcheck.reporters.marks import Place

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

MOST = 40
"""Pictures that one page shows."""

_COVER = (70, 70, 70)
_INKS = {"error": (176, 0, 32), "warning": (178, 95, 0), "note": (20, 79, 166), "cleared": (90, 90, 90)}
_LETTERS, _LEAST_LETTERS = 0.042, 20  # of the breadth, pixels at least: numbers are read on a telephone, too
_FRAME = 0.004  # of the breadth
_BEYOND = 0.15  # of its thickness, by which a cover goes beyond the words
_QUALITY = 75

_Edges = tuple[float, float, float, float]


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
    covers = list(_covered(sheet, shown, review))
    for corners in covers:
        draw.polygon([(x * scale, y * scale) for x, y in corners], fill=_COVER)
    lines = [each.box for each in shown.stretches if shown.sheets[each.sheet] is sheet]
    numbering = _Numbering(image, draw, [_scaled(box, scale) for box in lines])
    framed = [
        (place.number, _scaled(box, scale))
        for place in places
        for found, box in shown.boxes(place.start, place.end)
        if found is sheet
    ]
    for number, box in framed:
        numbering.frame(box, _INKS[levels[number]])
    for number, box in framed:
        numbering.number(box, number, _INKS[levels[number]])
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    width, height = image.size
    numbers = tuple(sorted({number for number, _ in framed}))
    return Drawn(sheet.name, width, height, numbers, bool(covers), out.getvalue())


def _covered(sheet: Sheet, shown: Shown, review: Review) -> Iterator[list[tuple[float, float]]]:
    """The corners of lines that hold something masked, whole, and of what could not be made out."""
    text, masked = review.draft.text, review.masked
    for stretch in shown.stretches:
        same = text[stretch.start : stretch.end] == masked[stretch.start : stretch.end]
        if shown.sheets[stretch.sheet] is sheet and not same:
            yield stretch.corners(_BEYOND)
    for box in sheet.unclear:
        yield Stretch(0, 1, 0, box).corners(_BEYOND)


def _scaled(box: Box, scale: float) -> _Edges:
    return box.x * scale, box.y * scale, (box.x + box.width) * scale, (box.y + box.height) * scale


class _Numbering:
    """Frames and their numbers, each number where it hides the least of the words."""

    def __init__(self, image: Image, draw: ImageDraw, lines: Sequence[_Edges]) -> None:
        from PIL import ImageFont

        self._image, self._draw = image, draw
        self._taken = list(lines)
        self._line = max(2, round(_FRAME * image.width))
        self._letters = max(_LEAST_LETTERS, round(_LETTERS * image.width))
        self._font = ImageFont.load_default(self._letters)

    def _around(self, box: _Edges) -> _Edges:
        left, top, right, bottom = box
        return left - self._line, top - self._line, right + self._line, bottom + self._line

    def frame(self, box: _Edges, ink: tuple[int, int, int]) -> None:
        """Frame a box."""
        self._draw.rectangle(self._around(box), outline=ink, width=self._line)

    def number(self, box: _Edges, number: int, ink: tuple[int, int, int]) -> None:
        """Put the number of a frame beside it, or above or below."""
        wide, high = self._draw.textlength(str(number), font=self._font) + 8, self._letters + 2.0
        left, top, right, bottom = self._around(box)
        beside = top + (bottom - top - high) / 2
        at = (
            (left - wide, beside),
            (right, beside),
            (left, top - high),
            (left, bottom),
            (right - wide, bottom),
        )
        most_x, most_y = self._image.width - wide, self._image.height - high
        inside = [(min(max(0.0, x), most_x), min(max(0.0, y), most_y)) for x, y in at]
        x, y = min(inside, key=lambda corner: self._hidden((*corner, corner[0] + wide, corner[1] + high)))
        self._taken.append((x, y, x + wide, y + high))
        self._draw.rectangle((x, y, x + wide, y + high), fill=ink)
        self._draw.text((x + 4, y - 1), str(number), fill="white", font=self._font)

    def _hidden(self, place: _Edges) -> float:
        """How much of words, and of other numbers, would be hidden there."""
        left, top, right, bottom = place
        return sum(
            max(0.0, min(right, other[2]) - max(left, other[0]))
            * max(0.0, min(bottom, other[3]) - max(top, other[1]))
            for other in self._taken
        )
