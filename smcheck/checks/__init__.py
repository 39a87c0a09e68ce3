"""The checks: one module each, found by being here.

A module of this folder is a check named after it (`named_person` is `named-person`). It has

- a docstring: its documentation, under the headings that `Check` reads;
- `CATEGORY`: what its findings are about; the policy says which rules govern that;
- `check(context)`: a generator of hits, which a check that is nothing but words declares
  (`shared/listed.py`), or
- `READING`: what it listens for in how sentences read (`shared/reading.py`), or both.

What many checks share is in the folder `shared`.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from types import ModuleType

from smcheck.checks.shared.context import Context
from smcheck.checks.shared.reading import Reading, listening
from smcheck.model.finding import Category, Hit

__all__ = ["Check", "Context", "all_checks"]

_SECTION = re.compile(r"^(Why|Flagged|Not flagged|Instead):\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Check:
    """A check as the engine and the documentation see it."""

    name: str
    category: Category
    run: Callable[[Context], Iterator[Hit]]
    documentation: str

    @cached_property
    def _sections(self) -> dict[str, str]:
        parts = _SECTION.split(self.documentation)
        return {"": parts[0].strip(), **dict(zip(parts[1::2], parts[2::2], strict=True))}

    @property
    def summary(self) -> str:
        """First line of the documentation."""
        return self._sections[""].partition("\n")[0]

    @property
    def details(self) -> str:
        """What stands between the summary and the first heading; may be empty."""
        return _joined(self._sections[""].partition("\n")[2])

    @property
    def why(self) -> str:
        """Why the policy wants this."""
        return _joined(self._sections.get("Why", ""))

    @property
    def instead(self) -> str:
        """What to write or do instead."""
        return _joined(self._sections.get("Instead", ""))

    @property
    def flagged(self) -> tuple[str, ...]:
        """Example posts that the check flags."""
        return _examples(self._sections.get("Flagged", ""))

    @property
    def not_flagged(self) -> tuple[str, ...]:
        """Example posts that only look alike."""
        return _examples(self._sections.get("Not flagged", ""))


def _joined(text: str) -> str:
    return " ".join(text.split())


def _examples(section: str) -> tuple[str, ...]:
    return tuple(_joined(item) for item in re.split(r"^\s*- ", section, flags=re.MULTILINE)[1:])


def _from_module(name: str, module: ModuleType) -> Check:
    return Check(name.replace("_", "-"), module.CATEGORY, _runs(module), module.__doc__ or "")


def _runs(module: ModuleType) -> Callable[[Context], Iterator[Hit]]:
    """What the check does: its own search, what it listens for, or the one weighed by the other."""
    words: Callable[[Context], Iterator[Hit]] = getattr(module, "check", lambda _: iter(()))
    reading: Reading | None = getattr(module, "READING", None)
    category: Category = module.CATEGORY
    return words if reading is None else lambda context: listening(context, category, reading, words(context))


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return tuple(_from_module(name, import_module(f"{__name__}.{name}")) for name in names)
