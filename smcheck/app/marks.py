"""Marks, by which a page says which of the things that it shows it means."""

from __future__ import annotations

from hashlib import blake2b


def mark_of(shown: object) -> str:
    """What tells something that is shown from all else, without saying what it is about."""
    return blake2b(repr(shown).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
