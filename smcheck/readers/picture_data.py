"""What pictures say of themselves: where they were taken, and by whom (EXIF and XMP)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace

from smcheck.model.draft import Picture
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name

MOST = 200
"""Pictures of one draft that are looked at."""

_OWNER_TAGS = ("Image Artist", "Image XPAuthor", "Image Copyright", "EXIF CameraOwnerName")
_POSITION_TAGS = ("GPS GPSLatitude", "GPS GPSLongitude")
_XMP_BEGINS, _XMP_ENDS, _XMP_LONGEST = b"<x:xmpmeta", b"</x:xmpmeta>", 1024 * 1024
_XMP_OWNERS = ("creator", "OwnerName", "Artist")

Looked = tuple[tuple[Picture, ...], tuple[str, ...]]
"""Pictures that say something of themselves, and remarks on those that could not be looked at."""


def look_at(pictures: Iterable[tuple[str, bytes]], words: Mapping[int, str] | None = None) -> Looked:
    """Pictures by name and content, with their words by index, those that say nothing left out."""
    found: list[Picture] = []
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
        found.append(replace(picture, words=(words or {}).get(number, "")))
    return tuple(each for each in found if each.has_position or each.owner or each.words), tuple(remarks)


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
