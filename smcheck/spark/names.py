"""Which columns of an archive hold what: as somebody said, or by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smcheck.model.errors import ConfigError
from smcheck.model.masking import shown_name
from smcheck.settings.tables import did_you_mean
from smcheck.settings.words import groups_of

OPTIONS = ("text", "id", "day", "platform", "account")
"""What a column may be said to hold, and the options by which it is said."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_SHOWN = 20


@dataclass(frozen=True)
class Names:
    """The names of columns, as somebody gave them or as they were found; None for none."""

    text: str | None = None
    id: str | None = None
    day: str | None = None
    platform: str | None = None
    account: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """Those that are there, by what they hold."""
        return {what: name for what in OPTIONS if (name := getattr(self, what)) is not None}


@dataclass(frozen=True)
class Guess:
    """The columns of a file, and which of them may hold texts too and are not reviewed."""

    names: Names
    unread: tuple[str, ...] = ()

    def said(self) -> str:
        """What people are told: which column is taken for what."""
        taken = ", ".join(f"{what} = {shown_name(name)!r}" for what, name in self.names.given.items())
        without = "" if self.names.id else "; no column of ids: they are made of the content"
        unread = ", ".join(repr(shown_name(name)) for name in self.unread)
        return f"{taken}{without}" + (
            f"; not reviewed: {unread} (--text says which column is)" if unread else ""
        )


def guess(columns: Sequence[str], asked: Names, where: str) -> Guess:
    """Which of a file's columns hold what. Raises `ConfigError` where one is missing, or no text is found."""
    known = {_plain(name): name for name in reversed(columns)}
    found: dict[str, str | None] = {}
    texts: list[str] = []
    for what in OPTIONS:
        name = getattr(asked, what)
        if name is not None and name not in columns:
            raise ConfigError(
                f"{where}: there is no column {name!r}{did_you_mean(name, columns)} ({_shown(columns)})"
            )
        likely = [known[each] for each in groups_of("archives.columns")[what] if each in known]
        likely = [each for each in likely if each not in found.values()]
        found[what] = name or next(iter(likely), None)
        if what == "text":
            texts = likely
    if found["text"] is None:
        raise ConfigError(
            f"{where}: no column is named as one of texts; say which is, with --text ({_shown(columns)})"
        )
    taken = set(found.values())
    return Guess(Names(**found), tuple(name for name in texts if name not in taken))


def _shown(columns: Sequence[str]) -> str:
    return "it has " + (", ".join(_each(columns)) or "none")


def _each(columns: Sequence[str]) -> Iterator[str]:
    yield from (repr(shown_name(name)) for name in columns[:_MOST_SHOWN])
    if columns[_MOST_SHOWN:]:
        yield f"and {len(columns) - _MOST_SHOWN} more"


def _plain(name: str) -> str:
    """A column's name as the list of names spells it."""
    return " ".join(_HUMP.sub(" ", name).replace("_", " ").replace("-", " ").casefold().split())
