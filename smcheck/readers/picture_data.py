"""Pictures beside a draft, and what they say of themselves (EXIF, XMP): where they were taken, by whom."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace

from smcheck.model.draft import Picture
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name

MOST = 200
"""Pictures of one draft that are looked at."""

SMALLEST = 100
"""Pixels of a side under which a picture is passed over: an icon, a logo, a line."""

_OWNER_TAGS = ("Image Artist", "Image XPAuthor", "Image Copyright", "EXIF CameraOwnerName")
_POSITION_TAGS = ("GPS GPSLatitude", "GPS GPSLongitude")
_XMP_BEGINS, _XMP_ENDS, _XMP_LONGEST = b"<x:xmpmeta", b"</x:xmpmeta>", 1024 * 1024
_XMP_OWNERS = ("creator", "OwnerName", "Artist")

Looked = tuple[tuple[Picture, ...], tuple[str, ...]]
"""Pictures that are no icons, or that say something, and remarks on those that cannot be looked at."""


def is_tiny(content: bytes) -> bool:
    """Whether a picture is so small that it is an icon or a logo; one of unknown size is not."""
    return 0 < _side(content) < SMALLEST


def _side(content: bytes) -> int:
    """The shorter side of a picture in pixels; 0 where it cannot be told."""
    import imagesize

    try:
        return max(0, int(min(imagesize.get(io.BytesIO(content)))))
    except Exception:  # of a broken file, which is told when it is read
        return 0


def look_at(pictures: Iterable[tuple[str, bytes]], words: Mapping[int, str] | None = None) -> Looked:
    """Pictures by name and content, with their words by index.

    Those that say nothing are left out where they are icons, or the same as one before.
    """
    found: list[Picture] = []
    known: set[bytes] = set()
    remarks: list[str] = []
    for number, (name, content) in enumerate(pictures):
        if number == MOST:
            remarks.append(f"only the first {MOST} pictures were looked at")
            break
        try:
            picture = _read(name, content)
        except DraftError as error:
            remarks.append(f"the picture {shown_name(name)}: {error}")
            picture = Picture(name)
        picture = replace(picture, words=(words or {}).get(number, ""))
        says = picture.has_position or picture.owner or picture.words
        if says or (content not in known and _side(content) >= SMALLEST):
            found.append(picture)
        known.add(content)
    return tuple(found), tuple(remarks)


def _read(name: str, content: bytes) -> Picture:
    """What a picture says of itself; raises `DraftError` where its data are damaged."""
    import logging

    import exifread

    logging.getLogger("exifread").disabled = True  # it writes to the terminal whatever it cannot make out
    try:
        tags = exifread.process_file(io.BytesIO(content), details=False, extract_thumbnail=False)
    except Exception as error:  # the library raises whatever its reading of a broken file runs into
        raise DraftError(f"what it says of itself cannot be read ({type(error).__name__})") from error
    position = all(str(tags.get(tag, "")).strip("[] 0,/") for tag in _POSITION_TAGS)
    owners = [str(tags[tag]).strip(" \0") for tag in _OWNER_TAGS if str(tags.get(tag, "")).strip(" \0[]")]
    also, owner = _xmp(content)
    return Picture(name, position or also, next(iter(owners), owner))


def _xmp(content: bytes) -> tuple[bool, str]:
    """Whether a picture's XMP packet gives a position, and whom it names as the owner."""
    from smcheck.readers.package import name_of, parse

    start = content.find(_XMP_BEGINS)
    end = content.find(_XMP_ENDS, start, start + _XMP_LONGEST) if start >= 0 else -1
    if end < 0:
        return False, ""
    try:
        root = parse(content[start : end + len(_XMP_ENDS)])
    except DraftError:
        return False, ""
    position, owner = False, ""
    for element in root.iter():
        said = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
        name = name_of(element)
        position |= "GPSLatitude" in said or (name == "GPSLatitude" and bool(element.text))
        if name in _XMP_OWNERS:
            owner = owner or " ".join("".join(map(str, element.itertext())).split())
        owner = owner or next((said[key] for key in _XMP_OWNERS if said.get(key)), "")
    return position, owner
