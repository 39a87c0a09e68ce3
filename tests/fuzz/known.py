"""Faults that are known and not mended yet: the short hunt passes them over, the long one tells of them."""

from __future__ import annotations

KNOWN: dict[str, frozenset[str]] = {}
"""Signs of such faults by format; a star stands for anything."""
