"""smcheck's own reports and records, which lie in folders of drafts and are none.

Who writes such a file says in `SIGN` how it begins; that module is imported when a file of its ending is met.
A draft must not be taken for one, so each sign asks for as much of the first lines as is always there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from smcheck.reporters import Format

_PAGES = ".html"
_REPORTS = [
    *((name.ending, f"smcheck.reporters.{name.value}") for name in Format),
    (_PAGES, "smcheck.reporters.record_page"),
]
_RECORDS = [(".jsonl", "smcheck.record.chain"), (".jsonl", "smcheck.settings.baseline_file")]
_HEAD = 4096  # bytes


def is_report(path: Path) -> bool:
    """Whether the file begins as a report of its ending does; False where it cannot be read."""
    return _begins(_head(path), _report(path.suffix.lower()))


def is_page(path: Path) -> bool:
    """Whether the file, of whatever ending, begins as one of smcheck's pages does, or is empty."""
    head = _head(path)
    return not head or _begins(head, _report(_PAGES))


def begins_as_own_output(path: Path, content: bytes) -> bool:
    """Whether the content of a file of this name begins as one of smcheck's reports or records does."""
    ending = path.suffix.lower()
    return _begins(content, _report(ending)) or _begins(content, _record(ending))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _begins(content: bytes, sign: re.Pattern[bytes] | None) -> bool:
    return sign is not None and sign.match(content[:_HEAD]) is not None


@cache
def _report(ending: str) -> re.Pattern[bytes] | None:
    """How reports with the ending begin, each in its way; None where there are none, or no draft has it."""
    return _any_sign(module for own, module in _REPORTS if own == ending)


@cache
def _record(ending: str) -> re.Pattern[bytes] | None:
    return _any_sign(module for own, module in _RECORDS if own == ending)


def _any_sign(modules: Iterable[str]) -> re.Pattern[bytes] | None:
    signs = [sign for module in modules if (sign := import_module(module).SIGN) is not None]
    return re.compile(b"|".join(signs), re.DOTALL) if signs else None
