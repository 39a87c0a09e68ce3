"""Regular expressions that are compiled when they are first used: most drafts need few of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, cast


class _Lazy:
    """Stands in for a compiled pattern; what is asked of it once is kept, so that it costs nothing more."""

    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self._source, self.flags = source, flags

    @cached_property
    def pattern(self) -> str:
        """The source of the pattern."""
        return self._source if isinstance(self._source, str) else self._source()

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self.flags), name)  # re keeps what it has compiled
        setattr(self, name, value)
        return value


def lazy(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """The pattern of `re.compile(source, flags)`, or of what `source` returns at the first use.

    A mistake in it shows only then.
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))
