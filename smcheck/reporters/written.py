"""Which reports smcheck wrote on this computer, so that it knows them among drafts.

What a draft says of itself proves nothing: a line that looks like a report's must not hide it. So each report
that is written to a file is noted in the user's cache folder, by its path and a hash of its content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from smcheck.reporters.signs import begins_as_own_output
from smcheck.settings.files import write_atomically

_NAME = "reports.jsonl"
_MOST = 1000  # reports that are remembered


def remember(path: Path, content: bytes) -> None:
    """Note that smcheck wrote a report; where that cannot be noted, it will be named as not reviewed."""
    noted = dict(_noted())
    where = _place(path)
    noted.pop(where, None)
    noted[where] = _hash(content)
    lines = [json.dumps(entry) for entry in list(noted.items())[-_MOST:]]
    with suppress(OSError):
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, "\n".join(lines) + "\n")


class Written:
    """The reports that were noted so far, and how reports look."""

    @cached_property
    def _noted(self) -> dict[str, str]:
        return dict(_noted())

    def wrote(self, path: Path) -> bool:
        """Whether the file is a report that was noted, and is unchanged since."""
        known = self._noted.get(_place(path)) if self._noted else None
        try:
            return known is not None and known == _hash(path.read_bytes())
        except OSError:
            return False

    def seems_written(self, path: Path, content: bytes) -> bool:
        """Whether the content of a file of this name begins as a report or record of smcheck does."""
        return begins_as_own_output(path, content)


def _noted() -> Iterator[tuple[str, str]]:
    """Paths and hashes, the oldest first; none where they cannot be read."""
    with suppress(OSError, ValueError):
        for line in _file().read_text(encoding="utf-8").splitlines():
            path, content = json.loads(line)
            yield str(path), str(content)


def _file() -> Path:
    from smcheck.review.cache import cache_folder  # with a database, which one draft alone does not need

    return cache_folder() / _NAME


def _place(path: Path) -> str:
    return str(path.resolve())


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
