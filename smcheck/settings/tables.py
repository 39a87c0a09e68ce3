"""Reading TOML tables strictly: a wrong type or an unknown key is an error that names the place."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import rtoml

from smcheck.model.errors import ConfigError
from smcheck.model.finding import Severity
from smcheck.settings.files import read_bounded
from smcheck.settings.toml_entries import line_of

MONTH = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])")
"""A month as files and options write it."""

_PLACE_OF_ERROR = re.compile(r" at line (\d+) column (\d+)$")
_REQUIRED: Final[Any] = object()
_MOST_SEEN = 2_000  # names of a folder
_NEAR_PATH = 0.75  # as much alike are "fete" and "fetes"
T = TypeVar("T")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that offers the nearest known word, or nothing where none is near."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""


def did_you_mean_path(path: Path) -> str:
    """A question that offers the nearest file or folder beside a path that is none, or nothing.

    Names are held against each other without their endings, in any case.
    """
    try:
        with os.scandir(path.parent) as entries:
            seen = list(islice((entry for entry in entries if not entry.name.startswith(".")), _MOST_SEEN))
    except (OSError, ValueError):  # nothing can be offered
        return ""
    known = {entry.name: "/" if entry.is_dir() else "" for entry in seen}
    same_ending_last = sorted(known, key=lambda name: (Path(name).suffix == path.suffix, name))
    by_stem = {Path(name).stem.casefold(): name for name in same_ending_last}
    near = by_stem.get(nearest(path.stem.casefold(), by_stem, _NEAR_PATH))
    return f"; did you mean {path.parent / near}{known[near]}?" if near else ""


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known word that is most like the word, at least so much (1: the same); empty where none is."""
    near = difflib.get_close_matches(word, [str(name) for name in known], n=1, cutoff=alike)
    return near[0] if near else ""


def read_toml(path: Path, what: str) -> Table:
    """The table of a TOML file; raises `ConfigError`, with the file's name, where it cannot be read."""
    try:
        return parse_toml(read_bounded(path), str(path), what)
    except OSError as error:
        raise ConfigError(f"{path}: the {what} cannot be read: {error.strerror or error}") from error


def parse_toml(content: bytes, where: str, what: str) -> Table:
    """The table of a TOML file's content; raises `ConfigError`, with the place, where it is none."""
    text = text_in(content, where, what).replace("\r\n", "\n")
    try:
        return Table(rtoml.loads(text), where, text)
    except rtoml.TomlParsingError as error:
        raise ConfigError(_mistake(str(error), where, what)) from error


def text_in(content: bytes, where: str, what: str) -> str:
    """The text of a file in UTF-8, without its mark; raises `ConfigError`, with a line, where it is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{where}, line {line}: the {what} cannot be read: the file is not saved as UTF-8 (in Notepad, "
            "for instance: Save as, Encoding: UTF-8)"
        ) from error


_IN_PLAIN_WORDS = (
    ("duplicate key", "this name has a value already"),
    ("string values must be quoted", 'the value is missing, or is a text without "quotes"'),
    ("key with no value", "a name without = and a value"),
    ("invalid date", "there is no such day"),
    ("string", "a quotation mark is missing at the end of a text"),
    ("unclosed", "a bracket is not closed"),
    ("recurs", "lists or tables stand within one another, more than 80 deep"),
)
"""Words of the parser, and what people are told in their place."""


def _mistake(error: str, where: str, what: str) -> str:
    """What is wrong with a file, at which line, in plain words, and what to do about it."""
    place = _PLACE_OF_ERROR.search(error)
    line = f", line {place[1]}, column {place[2]}" if place else ""
    plain = next(
        (words for sign, words in _IN_PLAIN_WORDS if sign in error), "this is not written as it must be"
    )
    return (
        f"{where}{line}: the {what} cannot be read: {plain}. Put that right in the file, or restore the file "
        "from a backup"
    )


_KINDS: Mapping[type, str] = {
    bool: "true or false", str: "a text", int: "a number", float: "a fraction", list: "a list",
    dict: "a table", dt.date: "a date", dt.time: "a time",
}  # fmt: skip


def _kind(value: object) -> str:
    """What kind of value it is, in words; not the value, which may be somebody's number."""
    if isinstance(value, str) and not value.strip():
        return "an empty text"
    return next(name for kind, name in _KINDS.items() if isinstance(value, kind))


class Table:
    """One TOML table: every key that is read is remembered, and `finish` refuses the others.

    `where` names the file for people, `text` is its content, from which errors tell the line; `name` and
    `number` say which of its tables it is (the number counts from 1 among those of an array).
    """

    def __init__(
        self, data: Mapping[str, Any], where: str, text: str = "", name: str = "", number: int = 0
    ) -> None:
        self.where = where
        self._data = data
        self._place = (text, name, number)
        self._known: set[str] = set()

    def error(self, key: str, message: str, word: str = "", known: Sequence[str] = ()) -> ConfigError:
        """An error at a key, with a suggestion where a known word is near."""
        return self.fault(key, f"{key}: {message}{did_you_mean(word, known)}")

    def fault(self, key: str, message: str) -> ConfigError:
        """An error with the place of the table and, where it can be told, the line of a key."""
        text, name, number = self._place
        line = line_of(text, name, number, key) if text else None
        section = f"[[{name}]] {number}: " if number else f"[{name}]: " if name else ""
        return ConfigError(f"{self.where}{f', line {line}' if line else ''}: {section}{message}")

    def _get(self, key: str, kind: type[T], what: str, default: Any) -> T:
        self._known.add(key)
        value = self._data.get(key, default)
        if value is _REQUIRED:
            raise self.error(key, f"is missing; it must be {what}")
        if value is default:
            return default  # type: ignore[no-any-return]  # the caller's own default, of its own type
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(key, f"must be {what}, not {_kind(value)}")
        return value

    @property
    def keys(self) -> frozenset[str]:
        """Every key that was given."""
        return frozenset(self._data)

    def text(self, key: str, default: Any = _REQUIRED) -> str:
        """A string, stripped; an empty one is refused where it is required."""
        value = self._get(key, str, "a text in quotes", default)
        if default is _REQUIRED and not value.strip():
            raise self.error(key, "must not be empty")
        return value.strip()

    def texts(self, key: str, default: Any = _REQUIRED) -> tuple[str, ...]:
        """A list of strings."""
        values = self._get(key, list, "a list of texts", default)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise self.error(key, f"must hold only texts in quotes, not {_kind(value)}")
        return tuple(value.strip() for value in values)

    def number(self, key: str, default: Any = _REQUIRED) -> Any:
        """A whole number."""
        return self._get(key, int, "a whole number", default)

    def decimal(self, key: str) -> float:
        """A number, written with a point."""
        return self._get(key, float, "a fraction such as 0.5", _REQUIRED)

    def share(self, key: str) -> float:
        """A number from 0 to 1, written with a point."""
        value = self.decimal(key)
        if not 0 <= value <= 1:
            raise self.error(key, f"must be from 0 to 1, not {value}")
        return value

    def severity(self, key: str, value: Any) -> Severity:
        """The severity that a value names, which stands at the key or within it; raises `ConfigError`."""
        try:
            return Severity(value)
        except ValueError:
            known, word = tuple(Severity), str(value)
            hint = "" if nearest(word, known) else "; use error, warning or note"
            raise self.error(key, f"unknown severity {value!r}{hint}", word, known) from None

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        return self._get(key, bool, "true or false", default)

    def date(self, key: str, default: Any = _REQUIRED) -> Any:
        """A date, written 2026-05-07 without quotes."""
        value = self._get(key, dt.date, "a date such as 2026-05-07, without quotes", default)
        return value.date() if isinstance(value, dt.datetime) else value

    def dates(self, key: str, default: Any = _REQUIRED) -> tuple[dt.date, ...]:
        """A list of dates, each written 2026-05-07 without quotes."""
        values = self._get(key, list, "a list of dates such as [2026-05-07]", default)
        for value in values:
            if not isinstance(value, dt.date):
                raise self.error(key, f"must hold only dates such as 2026-05-07, not {_kind(value)}")
        return tuple(value.date() if isinstance(value, dt.datetime) else value for value in values)

    def month(self, key: str, default: Any = _REQUIRED) -> str:
        """A month, written "2026-05"."""
        value = self.text(key, default)
        if value and not MONTH.fullmatch(value):
            raise self.error(key, f'must be a month such as "2026-05", not {value!r}')
        return value

    def mapping(self, key: str) -> tuple[tuple[str, Any], ...]:
        """Keys and values of a sub-table; empty where it is not given."""
        return tuple(self._get(key, dict, "a table", {}).items())

    def table(self, key: str) -> Table:
        """A sub-table; an empty one where it is not given."""
        return Table(self._get(key, dict, "a table", {}), self.where, self._place[0], key)

    def entries(self, key: str) -> Sequence[Mapping[str, Any]]:
        """The tables of an array of tables, in order, as they stand; empty where there are none."""
        entries = self._get(key, list, f"written as [[{key}]] tables", [])
        if not all(isinstance(entry, dict) for entry in entries):
            raise self.error(key, f"must be written as [[{key}]] tables")
        return entries

    def entry(self, key: str, number: int, data: Mapping[str, Any]) -> Table:
        """An entry of an array of tables, counted from 1, to be read strictly."""
        return Table(data, self.where, self._place[0], key, number)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of an array of tables, in order; empty where there are none."""
        return tuple(self.entry(key, number, data) for number, data in enumerate(self.entries(key), 1))

    def finish(self) -> None:
        """Refuse keys that nothing has read; raises `ConfigError` with the nearest known key."""
        for key in self._data:
            if key not in self._known:
                raise self.fault(key, f"unknown key {key!r}{did_you_mean(key, self._known)}")
