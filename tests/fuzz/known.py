"""Faults that are known and not mended yet: the short hunt passes them over, the long one tells of them."""

from __future__ import annotations

# Small words run into those that they stand above; a damaged page may leave words without a place in its source.
_OF_HTML = frozenset(("overlooked: <ruby>", "unmasked: <ruby>", "unsound: finding"))

KNOWN: dict[str, frozenset[str]] = {
    # In a line, what an attribute says runs into what stands beside it, and links written as HTML lose theirs.
    # Titles of links to places of the page are left out.
    "md": _OF_HTML | {"overlooked: *", "unmasked: *", "silent: title of *", "silent: attribute *"},
    "html": _OF_HTML,
    "eml": _OF_HTML,
}
"""Signs of such faults by format; a star stands for anything."""
