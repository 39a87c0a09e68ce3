"""Faults that are known and not mended yet: the short hunt passes them over, the long one tells of them."""

from __future__ import annotations

_RUBY = frozenset(
    ("overlooked: <ruby>", "unmasked: <ruby>")
)  # small words run into those that they stand above

KNOWN: dict[str, frozenset[str]] = {
    # In a line, what an attribute says runs into what stands beside it. Titles of links to places of the page are
    # left out.
    "md": frozenset(("overlooked: *", "unmasked: *", "silent: title of link", "silent: title of definition")),
    "html": _RUBY,
    "eml": _RUBY,
}
"""Signs of such faults by format; a star stands for anything."""
