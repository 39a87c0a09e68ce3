"""What pictures said before: kept in the same cache as findings, so that no picture is read twice.

An entry is found by a hash of the picture, the council's key and what is installed, and sealed with a hash of
the same: nobody who has not the picture and the key can read its words. A picture that could not be read is
not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smcheck.review.cache import Cache


class PictureCache:
    """What the pictures of one council said; the cache is not opened before the first of them.

    `key` is the council's; one that has none shares that of the cache. Without a `cache` that is open
    already, each entry is looked up and written by itself.
    """

    def __init__(self, key: bytes | None, cache: Cache | None = None) -> None:
        self._key, self._shared = key, cache
        self._of_reading: bytes | None = None

    def get(self, content: bytes) -> bytes | None:
        """What is kept of a picture; None where it is not known."""
        with self._opened() as cache:
            return cache.unsealed(content, self._reading_key(cache))

    def put(self, content: bytes, said: bytes) -> None:
        """Keep what a picture says, at once: reading it took long."""
        with self._opened() as cache:
            cache.seal(content, self._reading_key(cache), said)
            cache.write()

    @contextmanager
    def _opened(self) -> Iterator[Cache]:
        if self._shared:
            yield self._shared
            return
        from smcheck.review.cache import Cache, cache_folder

        cache = Cache(cache_folder())
        try:
            yield cache
        finally:
            cache.close()

    def _reading_key(self, cache: Cache) -> bytes:
        if self._of_reading is None:
            from smcheck.review.cache import reading_key

            self._of_reading = reading_key(self._key or cache.key)
        return self._of_reading
