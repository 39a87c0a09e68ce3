"""Regular expressions that are compiled when they are first used: most drafts need few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands in for a compiled pattern; what is asked of it once is kept, so that it costs nothing more."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self.flags), name)  # re keeps what it has compiled
        setattr(self, name, value)
        return value


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of `re.compile(source, flags)`; a mistake in it shows at its first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
