"""Pictures whose data about themselves are broken, endless or enormous."""

from __future__ import annotations

import struct
import zlib
from functools import partial

from tests.readers.hostile.case import POST, Case, case

_PIXEL = (
    b"\xff\xdb\x00\x43\x00" + b"\x10" * 64 + b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    b"\xff\xc4\x00\x14\x00\x01" + bytes(15) + b"\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x7f\xff\xd9"
)


def directory(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """A directory of EXIF data: tag, type, count and value or offset of each entry."""
    body = b"".join(struct.pack("<2H2I", *entry) for entry in entries)
    return struct.pack("<H", len(entries)) + body + struct.pack("<I", following)


def tiff(data: bytes, first: int = 8) -> bytes:
    """EXIF data, in the order of bytes that Intel uses."""
    return b"II*\0" + struct.pack("<I", first) + data


def jpeg(exif: bytes, stated: int | None = None) -> bytes:
    """A JPEG picture of one pixel with the EXIF data; `stated` is the length it claims for them."""
    payload = b"Exif\0\0" + exif
    length = len(payload) + 2 if stated is None else stated
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", length) + payload + _PIXEL


def looping_jpeg() -> bytes:
    """A picture whose directories lead to each other for ever."""
    return jpeg(tiff(directory((0x8825, 4, 1, 8), (0x8769, 4, 1, 8), following=8)))


def _chunk(kind: bytes, data: bytes, stated: int | None = None) -> bytes:
    length = len(data) if stated is None else stated
    return struct.pack(">I", length) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(*chunks: bytes, width: int = 1, height: int = 1) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(chunks)
        + _chunk(b"IDAT", zlib.compress(b"\0\0"))
        + _chunk(b"IEND", b"")
    )


def _png_text_bomb() -> bytes:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    return _png(_chunk(b"zTXt", b"Comment\0\0" + data))


def _webp(stated: int) -> bytes:
    exif = looping_jpeg()[12 : -len(_PIXEL)]
    return (
        b"RIFF"
        + struct.pack("<I", stated)
        + b"WEBPVP8X"
        + struct.pack("<I", 10)
        + bytes(10)
        + b"EXIF"
        + (struct.pack("<I", 0xFFFFFFF0) + exif)
    )


def _heic(stated: int) -> bytes:
    kind = struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic"
    return kind + struct.pack(">I", stated) + b"meta" + bytes(4)


def _many_segments() -> bytes:
    return b"\xff\xd8" + b"\xff\xe1\x00\x08Exif\0\0" * 500_000 + _PIXEL


def _polyglot() -> bytes:
    return jpeg(tiff(directory())) + POST.encode()


_TAGS = [(0x8825, 4, 1, 0x7FFFFFFF), (0x013B, 2, 0xFFFFFFFF, 26), (0x9286, 7, 0x40000000, 26)]
_BROKEN: tuple[tuple[str, bytes, str], ...] = (
    ("loop", looping_jpeg(), "directories that lead to each other"),
    (
        "loop-of-two",
        jpeg(tiff(directory(following=14) + directory(following=8))),
        "two directories in a circle",
    ),
    ("huge-count", jpeg(tiff(directory(_TAGS[1]))), "a text of 4 GB in a few bytes"),
    ("huge-note", jpeg(tiff(directory(_TAGS[2]))), "a comment of 1 GB in a few bytes"),
    (
        "overflowing-count",
        jpeg(tiff(directory((0x0002, 5, 0x20000001, 8)))),
        "a count that overflows 32 bits",
    ),
    ("offset-past-end", jpeg(tiff(directory(_TAGS[0]))), "a directory past the end"),
    ("first-past-end", jpeg(tiff(b"", first=0xFFFFFFFF)), "the first directory past the end"),
    ("many-entries", jpeg(tiff(b"\xff\xff" + bytes(1000))), "65,535 entries announced, none there"),
    ("unknown-type", jpeg(tiff(directory((0x0001, 99, 1, 0)))), "a type that nobody knows"),
    ("zero-denominator", jpeg(tiff(directory((0x0002, 5, 3, 26)) + bytes(24))), "places divided by nothing"),
    ("not-text", jpeg(tiff(directory((0x013B, 2, 4, 0xFEFFFFFF)))), "a name that is no text"),
    ("bad-order", jpeg(b"XX*\0" + bytes(20)), "an order of bytes that nobody knows"),
    ("empty", jpeg(b""), "no EXIF data at all where some were announced"),
    ("length-too-long", jpeg(tiff(directory()), stated=0xFFFF), "a segment said to outlast the file"),
    ("length-zero", jpeg(tiff(directory()), stated=0), "a segment shorter than its own head"),
    ("truncated", looping_jpeg()[:30], "a picture that was never wholly downloaded"),
    ("start-only", b"\xff\xd8", "two bytes of a picture"),
    ("fill-bytes", b"\xff\xd8" + b"\xff" * 1_000_000, "a million bytes of filling"),
)

CASES: tuple[Case, ...] = (
    *(
        case(f"exif-{name}", ".jpg", partial(bytes, content), "either", why, phone=False)
        for name, content, why in _BROKEN
    ),
    case(
        "exif-many-segments", ".jpg", _many_segments, "either", "500,000 segments of EXIF data", phone=False
    ),
    case(
        "exif-tiff-loop",
        ".tif",
        lambda: tiff(directory(following=8)),
        "either",
        "a TIFF that loops",
        phone=False,
    ),
    case("picture-polyglot", ".jpg", _polyglot, "either", "a text after the picture's end", phone=False),
    case("picture-named-txt", ".txt", _polyglot, "refused", "a picture that calls itself text", phone=False),
    case("png-text-bomb", ".png", _png_text_bomb, "either", "a remark of 200 MB", phone=False),
    case(
        "png-huge-chunk",
        ".png",
        lambda: _png(_chunk(b"eXIf", b"II*\0", stated=0x7FFFFFFF)),
        "either",
        "EXIF data said to be 2 GB",
        phone=False,
    ),
    case(
        "png-huge-picture",
        ".png",
        lambda: _png(width=0x7FFFFFFF, height=0x7FFFFFFF),
        "either",
        "a picture of four million million million dots",
        phone=False,
    ),
    case("webp-lying-length", ".webp", lambda: _webp(0xFFFFFFFF), "either", "lengths of 4 GB", phone=False),
    case("webp-zero-length", ".webp", lambda: _webp(0), "either", "a length of nothing", phone=False),
    case("heic-huge-box", ".heic", lambda: _heic(0xFFFFFFFF), "either", "a box of 4 GB", phone=False),
    case(
        "heic-zero-box", ".heic", lambda: _heic(2), "either", "a box smaller than its own head", phone=False
    ),
    case(
        "svg-script",
        ".svg",
        lambda: b"<svg><script>1</script></svg>",
        "either",
        "a drawing that runs",
        phone=False,
    ),
)
