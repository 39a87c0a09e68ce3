"""Which files go with a draft: those that its text names, and those beside it that bear its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".gif", ".bmp", ".avif")
"""Endings of pictures that can be read."""

PICTURES = (*SUFFIXES, ".svg")
"""Endings of all pictures."""

MEDIA = (*PICTURES, ".mp4", ".mov", ".m4v", ".webm", ".avi", ".mp3", ".wav", ".m4a")
"""Endings of files that go with a post."""

_NAMED = re.compile(
    rf"(?:(?<=\]\()[^()\n]{{1,200}}?|(?<![\w/\\.:%-])[\w./\\%-][\w./\\()%-]{{0,200}}?)"
    rf"(?:{'|'.join(map(re.escape, MEDIA))})\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[ _.-]*\(?\d{1,3}\)?$")
_WEB = re.compile(r"\w{2,10}:|//")


def named_in(text: str) -> Iterator[str]:
    """Names of files that go with a post, as a text gives them; none of the web."""
    lowered = text.lower()
    if any(suffix in lowered for suffix in MEDIA):
        for match in _NAMED.finditer(text):
            if not _WEB.match(match[0]):
                yield unquote(match[0].strip("<> ")).replace("\\", "/")


def beside(path: Path) -> Iterator[str]:
    """Names of pictures in the draft's folder that bear its name, with a number or without."""
    with suppress(OSError):
        yield from _listed(path.parent, path.parent.stat().st_mtime_ns).get(path.stem.casefold(), ())


@lru_cache(maxsize=16)
def _listed(folder: Path, _changed: int) -> Mapping[str, Sequence[str]]:
    """Names of the pictures in a folder by the name that they bear; read anew when the folder has changed."""
    found: dict[str, list[str]] = {}
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.lower().endswith(MEDIA)):
        stem = Path(name).stem.casefold()
        for borne in {stem, _NUMBERED.sub("", stem)}:
            found.setdefault(borne, []).append(name)
    return found
