"""Pictures with words on them, for tests: drawn with the font that Pillow brings."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LINES = ("Summer fete on the green", "Saturday 12 July, noon to five", "All welcome, bring a chair")


def poster(
    lines: Sequence[str], *, size: tuple[int, int] = (900, 420), ink: str = "black", paper: str = "white"
) -> Image:
    """A picture of lines one below the other."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(40)
    for number, line in enumerate(lines):
        draw.text((40, 30 + 75 * number), line, fill=ink, font=font)
    return image


def encoded(image: Image, kind: str = "PNG") -> bytes:
    """The picture as a file of a kind."""
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def qr_code(text: str, side: int = 240) -> Image:
    """A QR code that says the text."""
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6))
    return drawn.convert("RGB").resize((side, side), Image.Resampling.NEAREST)
