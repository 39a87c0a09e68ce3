"""Reading word lists: CSV files under `wordlists/` with the columns of `COLUMNS`.

`wordlists/README.md` describes them for the people who edit them.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from smcheck.model.category import CATEGORIES
from smcheck.model.errors import ConfigError
from smcheck.settings.files import locked, read_bounded, write_atomically
from smcheck.settings.tables import did_you_mean
from smcheck.settings.words import wordlists_folder
from smcheck.text.roles import HELPLINE, SHARED, roles_of

COLUMNS = ("term", "category", "role", "strength", "characteristic", "note")
GAP = "..."
LONGEST_GAP = 4
"""What stands for other words in a term, and how many they may be."""

MOST_WAYS = 2_000
"""Ways of writing that one term may stand for; each takes memory."""

STRENGTHS = ("", "mild", "medium", "strong", "strongest")
_FORMS = 8  # that a word with its endings has, about
_CATEGORIES = frozenset(CATEGORIES) | {SHARED}


class Term(NamedTuple):
    """One line of a word list. `cased` terms match only words that begin with a capital."""

    term: str
    category: str
    role: str
    strength: str = ""
    characteristic: str = ""
    note: str = ""
    cased: bool = False

    @property
    def word(self) -> str:
        """The term in its first writing, without signs."""
        return " ".join(slot.strip("~?").split("|")[0].strip("~") for slot in self.term.split())


def read_list(path: Path) -> Iterator[Term]:
    """Terms of one list. Raises `ConfigError` with file and line where the list is malformed."""
    return (_term(row, f"{path}:{number}") for number, row in _rows(path))


def shipped_terms() -> Iterator[Term]:
    """Terms of the lists that ship, which tests have found to be in order."""
    for path in shipped():
        for _, row in _rows(path):
            name, category, role, strength, characteristic, note = row
            yield Term(name, category, role, strength, characteristic, note, name[:1].isupper())


def list_problems(path: Path, content: bytes | None = None) -> Iterator[str]:
    """What is wrong with a council's own list, with file and line: malformed lines, roles of no check.

    With `content` it is about what the file would then hold.
    """
    seen: dict[tuple[str, str, str], int] = {}
    try:
        for number, row in _rows(path, content):
            yield from _line_problems(row, path, number, seen)
    except ConfigError as error:
        yield str(error)


def add_term(path: Path, term: Term) -> None:
    """Add a line to a council's own list, made if it does not exist; what stands there stays as it is.

    Raises `ConfigError` where the list would not be in order, and writes nothing then.
    """
    with locked(path):
        held = read_bounded(path) if path.exists() else _line(COLUMNS)
        end = b"" if held.endswith(b"\n") else b"\r\n" if b"\r\n" in held else b"\n"
        anew = held + end + _line(term[: len(COLUMNS)], "\r\n" if b"\r\n" in held else "\n")
        for problem in list_problems(path, anew):
            raise ConfigError(problem)
        write_atomically(path, anew)


def change_term(path: Path, seen: Term, term: Term | None) -> None:
    """Put a term in the place of the one that was seen in a council's own list, or take it out for None.

    Every other line stays as it is. Raises `ConfigError` where the term that was seen is not there any more,
    or the list would not be in order, and writes nothing then.
    """
    with locked(path):
        held = read_bounded(path)
        mark = codecs.BOM_UTF8 if held.startswith(codecs.BOM_UTF8) else b""
        lines = list(io.StringIO(held.decode("utf-8-sig"), newline=""))
        found = _lines_of(lines, seen)
        if found is None:
            raise ConfigError(
                f"{seen.term} was changed or removed meanwhile, by somebody else; nothing was saved"
            )
        first, end = found
        last = lines[end - 1]
        line_end = last[len(last.rstrip("\r\n")) :]
        new = [_line(term[: len(COLUMNS)], line_end).decode("utf-8")] if term else []
        anew = mark + "".join((*lines[:first], *new, *lines[end:])).encode("utf-8")
        for problem in list_problems(path, anew):
            raise ConfigError(problem)
        write_atomically(path, anew)


def _lines_of(lines: Sequence[str], term: Term) -> tuple[int, int] | None:
    """The lines, from one up to another, on which a term stands; None where it does not."""
    reader = csv.reader(iter(lines))
    first = 0
    for row in reader:
        if tuple(row) == term[: len(COLUMNS)]:
            return first, reader.line_num
        first = reader.line_num
    return None


def _line(cells: Sequence[object], end: str = "\n") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end).writerow(cells)
    return written.getvalue().encode("utf-8")


def _line_problems(
    row: Sequence[str], path: Path, number: int, seen: dict[tuple[str, str, str], int]
) -> Iterator[str]:
    """What is wrong with a line; `seen` are the terms before it with their lines."""
    where = f"{path}:{number}"
    try:
        term = _term(row, where)
    except ConfigError as error:
        yield str(error)
        return
    first = seen.setdefault((term.term.lower(), term.category, term.role), number)
    if first != number:
        yield f"{where}: {term.term!r} stands in line {first} already"
    if term.role not in roles_of(term.category):
        near = did_you_mean(term.role, roles_of(term.category))
        yield f"{where}: no check reads the role {term.role!r} of {term.category}{near}"


def _rows(path: Path, content: bytes | None = None) -> Iterator[tuple[int, list[str]]]:
    """Lines below the columns' names, with their numbers; raises `ConfigError` where they cannot be read."""
    try:
        written = read_bounded(path) if content is None else content
        reader = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
        if tuple(next(reader, ())) != COLUMNS:
            raise ConfigError(f"{path}:1: the columns must be {', '.join(COLUMNS)}")
        for row in reader:
            yield reader.line_num, row
    except OSError as error:
        raise ConfigError(f"{path}: the word list cannot be read: {error.strerror or error}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path}: the word list cannot be read: {error}") from error


def _term(row: Sequence[str], where: str) -> Term:
    if len(row) != len(COLUMNS):
        raise ConfigError(f"{where}: a line must have {len(COLUMNS)} columns, not {len(row)}")
    name, category, role, strength, characteristic, note = row
    term = Term(name, category, role, strength, characteristic, note, name[:1].isupper())
    if not term.term.strip():
        raise ConfigError(f"{where}: the term is empty")
    if term.category not in _CATEGORIES:
        raise ConfigError(f"{where}: unknown category {term.category!r}")
    if term.strength not in STRENGTHS:
        raise ConfigError(f"{where}: unknown strength {term.strength!r}; use {', '.join(STRENGTHS[1:])}")
    if _ways(name) > MOST_WAYS:
        raise ConfigError(f"{where}: the term stands for more than {MOST_WAYS:,} ways of writing; split it")
    if not term.role:
        raise ConfigError(f"{where}: the role is empty")
    if term.role == HELPLINE and not any(map(str.isdigit, name)):
        raise ConfigError(f"{where}: the term of a helpline must be its number")
    return term


def _ways(term: str) -> int:
    """In how many ways a term can be written: choices and words that may be left out multiply."""
    ways = 1
    for slot in term.split():
        choices = sum(_FORMS if "~" in word else 1 for word in slot.split("|"))
        ways *= LONGEST_GAP if slot == GAP else choices + slot.endswith("?")
    return ways


def seed_words() -> Iterator[str]:
    """better-profanity's words (MIT), read as data: its own code is never run."""
    spec = find_spec("better_profanity")
    if spec is None or spec.origin is None:
        raise ConfigError("the package better-profanity is not installed; install smcheck again")
    words = Path(spec.origin).with_name("profanity_wordlist.txt")
    yield from (line.strip() for line in words.read_text(encoding="utf-8").splitlines() if line.strip())


def shipped() -> list[Path]:
    """The lists that ship, in order."""
    return sorted(wordlists_folder().glob("*.csv"))
