"""The words by which the code reads a text: lists of `wordlists/words/`, each file read when first asked for.

A list goes by its file and its name there: `frames.pointers`. `wordlists/words/README.md` describes them for
the people who edit them. Whatever asks raises `ConfigError` where a list is missing or malformed.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

from smcheck.model.errors import ConfigError
from smcheck.settings.patterns import lazy
from smcheck.settings.tables import Table, read_toml

_LIST = lazy(r"<([a-z]+\.[a-z-]+)>")
_SIGNS = frozenset("()[]")
_ONE_OF = r"\[[^()\[\]]+\]"
_FORM = lazy(rf"(?:[^()\[\]]|{_ONE_OF}|\((?:[^()\[\]]|{_ONE_OF})+\))+")
_PART = lazy(rf"{_ONE_OF}|\([^\[]\)|.")


@cache
def wordlists_folder() -> Path:
    """Folder of the shipped lists: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "wordlists"
    return installed if installed.is_dir() else package.parent / "wordlists"


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list, to be looked up."""
    return frozenset(phrases_of(name))


@cache
def phrases_of(name: str) -> tuple[str, ...]:
    """The entries of a list in order, each just as it is looked for."""
    entries = _entries(name)
    if not _SIGNS.isdisjoint("".join(entries)):
        formed = next(entry for entry in entries if not _SIGNS.isdisjoint(entry))
        raise ConfigError(f"{_where(name)}: {formed!r} must be plain, without brackets")
    return entries


@cache
def pairs_of(name: str) -> dict[str, str]:
    """The words of a table in order, each with the text that it stands for."""
    table, key, pairs = _table(name)
    for word, text in pairs:
        if not isinstance(text, str) or not text.strip():
            raise table.error(key, f"{word!r} must stand for a text in quotes")
    return dict(pairs)


@cache
def groups_of(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of a table by their names, in order."""
    table, key, lists = _table(name)
    return {group: table.table(key).texts(group) for group, _ in lists}


def worded(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, compiled when it is first used, in which `<file.list>` stands for any entry of a list."""
    return lazy(partial(filled_in, source), flags)


def filled_in(source: str) -> str:
    """The source of a pattern with the entries in the place of the lists' names."""
    return _LIST.sub(lambda match: _any_of(match[1]), source)


@cache
def _any_of(name: str) -> str:
    """The entries of a list as alternatives of a pattern, in order."""
    return f"(?:{'|'.join(_pattern(entry, name) for entry in _entries(name))})"


def _pattern(entry: str, name: str) -> str:
    """An entry as a pattern: what is in round brackets may be missing, one sign of square ones stands."""
    if entry.isalpha():
        return entry
    if not _FORM.fullmatch(entry):
        raise ConfigError(f"{_where(name)}: the brackets of {entry!r} do not match")
    return "".join(map(_sign, _PART.findall(entry)))


def _sign(part: str) -> str:
    if len(part) > 1:
        return f"{re.escape(part[1])}?" if part[0] == "(" else f"[{''.join(map(re.escape, part[1:-1]))}]"
    return {"(": "(?:", ")": ")?", " ": " "}.get(part) or re.escape(part)


@cache
def _entries(name: str) -> tuple[str, ...]:
    table, key = _place(name)
    entries = table.texts(key)
    if not entries:
        raise table.error(key, "must not be empty")
    if len(set(entries)) < len(entries):
        twice = next(entry for entry in entries if entries.count(entry) > 1)
        raise table.error(key, f"{twice!r} stands there twice")
    return entries


def _table(name: str) -> tuple[Table, str, tuple[tuple[str, Any], ...]]:
    """The table of a list's file, its key there, and what stands in the table of that key, in order."""
    table, key = _place(name)
    inside = table.mapping(key)
    if not inside:
        raise table.error(key, "is missing; it must be a table")
    return table, key, inside


def _place(name: str) -> tuple[Table, str]:
    """The table of a list's file, and its key there."""
    file, _, key = name.partition(".")
    return _file(file), key


@cache
def _file(name: str) -> Table:
    return read_toml(wordlists_folder() / "words" / f"{name}.toml", "word list")


def _where(name: str) -> str:
    table, key = _place(name)
    return f"{table.where}: {key}"
