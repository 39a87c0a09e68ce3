"""Posters as councils make them, drawn from a seed: words, fonts, colours, photographs behind, and phones.

Everything on them is invented; numbers are Ofcom's for drama. The fonts are those that are there.
"""

from __future__ import annotations

import io
import random
import subprocess
from dataclasses import dataclass, field
from functools import cache

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

WAYS = (
    "plain",
    "coloured",
    "photograph",
    "turned",
    "screenshot",
    "phone",
    "dim",
    "blurred",
    "small",
    "notice",
)
"""How a poster comes: flat in black on white, in colours, over a photograph, and so on."""

_SIZE = (1080, 1350)
_TITLES = (
    "Summer Fete", "Community Litter Pick", "Annual Parish Meeting", "Christmas Lights Switch-On", "Dog Show",
    "Footpath Closure", "Allotment Open Day", "Job Vacancy: Deputy Clerk", "Warm Welcome Cafe", "Repair Cafe",
    "Beacon Lighting", "Youth Club Returns", "Flood Drop-In", "Planning Surgery", "Volunteers Wanted",
)  # fmt: skip
_PLACES = (
    "Example Village Hall",
    "The Recreation Ground",
    "Example Church Hall",
    "The Pavilion, Mill Lane",
    "Library Green",
)
_DAYS = (
    "Saturday 12 July 2027",
    "Sunday 4 May, all day",
    "Friday 19 December",
    "Thursday 8 January 2027",
    "Monday 1st June",
)
_TIMES = ("10am to 4pm", "7.30pm", "12 noon - 5pm", "from 6:15pm", "9:30am until midday")
_LINES = (
    "Free entry, donations welcome", "Bring your own gloves and a bag", "Tea, coffee and home-made cake",
    "Children must come with an adult", "Please use the car park in Station Road", "Stalls from £10 each",
    "Everyone in the parish is welcome", "Raffle, tombola and face painting", "No need to book, just turn up",
    "Dogs on leads only, please", "Wheelchair access from the side door", "Questions from 6pm onwards",
)  # fmt: skip
_NAMES = ("jo.resident", "fete.stalls", "sam.okafor", "p.hughes", "bookings2027")
_SITES = ("example.com", "example.org", "example.net")
_FAMILIES = (
    "DejaVu Sans", "DejaVu Serif", "Liberation Sans", "Liberation Serif", "Liberation Sans Narrow",
    "Liberation Mono", "Open Sans", "Roboto", "Lobster", "Comic Neue", "Lato", "Cabin", "Dancing Script",
)  # fmt: skip
_COLOURS = (
    ("#1b1b1b", "#ffffff"), ("#ffffff", "#0b4f6c"), ("#5b1a18", "#fdf3d0"), ("#ffe66d", "#2b2d42"),
    ("#0b6623", "#e8f5e9"), ("#ffffff", "#b5179e"), ("#003049", "#f7b801"), ("#3d405b", "#f4f1de"),
    ("#ffffff", "#d62828"), ("#6a4c93", "#fff1f9"),
)  # fmt: skip


@dataclass
class Poster:
    """A poster as a file's content, its words line by line, and its contacts by the check that finds them."""

    way: str
    lines: list[str]
    contacts: dict[str, str] = field(default_factory=dict)
    content: bytes = b""


def posters(count: int, seed: int = 25) -> list[Poster]:
    """So many posters, each way of `WAYS` as often."""
    return [_poster(random.Random(f"{seed}-{number}"), WAYS[number % len(WAYS)]) for number in range(count)]  # noqa: S311


def _poster(chance: random.Random, way: str) -> Poster:
    name, site = chance.choice(_NAMES), chance.choice(_SITES)
    number = chance.choice((f"07700 900{chance.randrange(1000):03}", f"01632 960{chance.randrange(1000):03}"))
    mailbox, link = (
        f"{name}@{site}",
        f"www.{chance.choice(_SITES)}/{chance.choice(('fete', 'events', 'news'))}",
    )
    title = chance.choice(_TITLES)
    head = title.upper() if chance.random() < 0.4 else title
    body = [chance.choice(_DAYS), chance.choice(_TIMES), chance.choice(_PLACES)]
    body += _LINES if way == "notice" else chance.sample(_LINES, chance.randrange(2, 6))
    told = [f"Ring {number}", mailbox, link]
    poster = Poster(way, [head, *body, *told], {"phone": number, "email": mailbox, "third-party-link": link})
    image = _drawn(chance, poster)
    poster.content = _as_file(chance, image, way)
    return poster


def _drawn(chance: random.Random, poster: Poster) -> Image.Image:
    ink, paper = ("#1b1b1b", "#ffffff") if poster.way in ("plain", "screenshot") else chance.choice(_COLOURS)
    image = _photograph(chance) if poster.way == "photograph" else Image.new("RGB", _SIZE, paper)
    draw = ImageDraw.Draw(image)
    family = chance.choice(_FAMILIES)
    if poster.way == "photograph":
        ink, paper = chance.choice((("#ffffff", "#101010"), ("#111111", "#fafafa")))
    middle, y = chance.random() < 0.6, 70.0
    for index, line in enumerate(poster.lines):
        small = (20, 22, 24) if poster.way == "notice" else (38, 44, 52)
        size = 104 if index == 0 else chance.choice(small)
        font = _fitting(family if index == 0 or chance.random() < 0.8 else "Liberation Sans", size, line)
        wide = draw.textlength(line, font=font)
        x = (_SIZE[0] - wide) / 2 if middle else 70
        edge = 3 if poster.way == "photograph" else 0
        draw.text((x, y), line, fill=ink, font=font, stroke_width=edge, stroke_fill=paper if edge else None)
        y += font.size * 1.5 + (40 if index == 0 else 14)
    return image


def _fitting(family: str, size: int, line: str) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_file_of(family), size)
    while font.getlength(line) > _SIZE[0] - 120 and size > 20:  # of the poster's breadth, margins left out
        size -= 4
        font = ImageFont.truetype(_file_of(family), size)
    return font


@cache
def _file_of(family: str) -> str:
    """The file of a font, or of the nearest that is there."""
    done = subprocess.run(["fc-match", "-f", "%{file}", family], capture_output=True, text=True, check=True)
    return done.stdout


def _photograph(chance: random.Random) -> Image.Image:
    """What a photograph looks like behind words: soft shapes, light and grain."""
    image = Image.new(
        "RGB", _SIZE, (chance.randrange(60, 160), chance.randrange(80, 170), chance.randrange(80, 180))
    )
    draw = ImageDraw.Draw(image)
    for _ in range(140):
        x, y, r = chance.randrange(_SIZE[0]), chance.randrange(_SIZE[1]), chance.randrange(15, 220)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.randrange(30, 220) for _ in range(3)))
    grain = Image.frombytes("L", _SIZE, chance.randbytes(_SIZE[0] * _SIZE[1])).convert("RGB")
    return Image.blend(image.filter(ImageFilter.GaussianBlur(14)), grain, 0.08)


def _as_file(chance: random.Random, image: Image.Image, way: str) -> bytes:
    quality = chance.choice((60, 75, 90))
    if way == "dim":  # hardly any contrast
        image = Image.blend(image, Image.new("RGB", image.size, "#8a8a80"), chance.uniform(0.6, 0.8))
    elif way == "turned":
        image = image.rotate(
            chance.uniform(-9, 9), Image.Resampling.BICUBIC, expand=True, fillcolor="#777777"
        )
    elif way == "phone":
        image, quality = _by_phone(chance, image), 70
    elif way == "blurred":
        image, quality = image.filter(ImageFilter.GaussianBlur(chance.uniform(3, 4.5))), 35
    elif way == "small":
        image = image.resize((400, 500), Image.Resampling.LANCZOS)
    elif way == "screenshot":
        around = Image.new("RGB", (1280, 1600), "#f0f2f5")
        around.paste(image, (100, 125))
        out = io.BytesIO()
        around.save(out, "PNG")
        return out.getvalue()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _by_phone(chance: random.Random, image: Image.Image) -> Image.Image:
    """As a phone takes it on a board: from the side, unevenly lit, and 12 million pixels large."""
    wide, high = 3000, 4000
    corners = [(300, 350), (2700, 350), (2700, 3650), (300, 3650)]
    at = [(x + chance.randrange(-180, 180), y + chance.randrange(-180, 180)) for x, y in corners]
    board = Image.new("RGB", (wide, high), (120, 100, 80))
    flat = image.resize((2400, 3000), Image.Resampling.BICUBIC)
    source = [(0.0, 0.0), (2400.0, 0.0), (2400.0, 3000.0), (0.0, 3000.0)]
    seen = flat.transform(
        (wide, high), Image.Transform.PERSPECTIVE, _coefficients(at, source), Image.Resampling.BICUBIC
    )
    lid = Image.new("L", flat.size, 255).transform(
        (wide, high), Image.Transform.PERSPECTIVE, _coefficients(at, source)
    )
    board.paste(seen, (0, 0), lid)
    shade = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize((wide, high))
    dark = ImageEnhance.Brightness(board).enhance(0.55)
    lit = Image.composite(board, dark, shade)
    return lit.filter(ImageFilter.GaussianBlur(2))


def _coefficients(
    at: list[tuple[float, float]] | list[tuple[int, int]], source: list[tuple[float, float]]
) -> list[float]:
    """The eight numbers by which a picture's corners come to lie where they are to."""
    import numpy as np

    rows, goal = [], []
    for (x, y), (u, v) in zip(at, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        goal += [u, v]
    return [float(one) for one in np.linalg.solve(np.array(rows, dtype=float), np.array(goal, dtype=float))]
