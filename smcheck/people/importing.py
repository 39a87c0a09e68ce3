"""People from the lists that councils keep: a CSV file or a sheet, whatever its columns are called."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.people import lists
from smcheck.people.names import name_key, untitled
from smcheck.people.roster import GROUPS, Person, bare_handle
from smcheck.readers.decoding import decode
from smcheck.settings.files import read_bounded
from smcheck.settings.own_contacts import refuse_unshown
from smcheck.settings.words import groups_of, worded, words_of
from smcheck.text.fold import fold
from smcheck.text.titles import all_titles, council_titles

SHEETS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
_LARGEST = 16 * 1024 * 1024  # bytes, of a text, and of a sheet unpacked
_ROWS, _COLUMNS_READ = 20_000, 60
_NOTHING = worded(r"^\s*<persons.nothing>\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Imported:
    """What a list held: people, rows that could not be read, and columns that were not."""

    people: tuple[Person, ...]
    problems: tuple[str, ...]
    ignored: tuple[str, ...]


def read_people(path: Path, group: str = "") -> Imported:
    """People of a list; `group` is theirs where the list does not say.

    Raises `SmcheckError` where the file cannot be read or has no column with names.
    """
    try:
        content = read_bounded(path, _LARGEST)
    except OSError as error:
        raise SmcheckError(f"{path}: the list cannot be read: {error.strerror or error}") from error
    return people_of(content, path, group)


def people_of(content: bytes, path: Path, group: str = "") -> Imported:
    """People of a list with this content, by the name of its file, which is not read; raises as above."""
    if len(content) > _LARGEST:
        raise SmcheckError(f"{path}: the list is larger than 16 MiB")
    head, names, rows = _table(content, path)
    meanings = _meanings(names)
    people: dict[str, Person] = {}
    problems = []
    for number, row in enumerate(rows, head + 1):
        if not any(row):
            continue
        person = _person(_cells(row, meanings), group or _group_of_header(names))
        if isinstance(person, str):
            problems.append(f"row {number}: {person}")
        elif name_key(person.name) in people:
            problems.append(f"row {number}: {person.name} stands in the list twice")
        else:
            people[name_key(person.name)] = person
    ignored = tuple(name for index, name in enumerate(names) if name and index not in meanings)
    return Imported(tuple(people.values()), tuple(problems), ignored)


def _table(content: bytes, path: Path) -> tuple[int, Sequence[str], Sequence[Sequence[str]]]:
    """Number and cells of the row that names the columns, and the rows below it."""
    for rows in _tables(content, path):
        for number, row in enumerate(rows, 1):
            if _meanings(row):
                return number, row, rows[number:]
    raise SmcheckError(
        f"{path}: no column with names; a row at the top must say what the columns hold, "
        "such as Name, Title, Role, Group"
    )


def _tables(content: bytes, path: Path) -> Iterator[list[list[str]]]:
    """The rows of a list: of every sheet, or of a text parted by each sign that may part it."""
    suffix = path.suffix.lower()
    try:
        if suffix in SHEETS:
            yield from _of_workbook(content, path)
        elif suffix in TEXTS:
            text = decode(content)
            for delimiter in ",;\t":
                rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
                yield [[" ".join(cell.split()) for cell in row] for row in rows]
        else:
            raise SmcheckError(f"{path}: a list must be one of {', '.join((*TEXTS, *SHEETS))}")
    except OSError as error:
        raise SmcheckError(f"{path}: the list cannot be read: {error.strerror or error}") from error
    except csv.Error as error:
        raise SmcheckError(f"{path}: the list cannot be read: {error}") from error


def _of_workbook(content: bytes, path: Path) -> Iterator[list[list[str]]]:
    """The rows of every sheet; no more is unpacked, or read, than a list of people can need."""
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise SmcheckError(f"{path}: the list is larger than 16 MiB")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise SmcheckError(f"{path}: the sheet cannot be read: {error}") from error
    for sheet in book.worksheets:
        rows = sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS_READ, values_only=True)
        yield [[" ".join(str(cell).split()) if cell is not None else "" for cell in row] for row in rows]


@cache
def _by_word(table: str) -> dict[str, str]:
    """The names of a table's lists by the words in them."""
    return {word: name for name, words in groups_of(table).items() for word in words}


def _group_of_header(names: Sequence[str]) -> str:
    """The group that a column of names tells by its own name, such as Councillor."""
    groups = (_by_word("persons.groups").get(name.casefold().partition(" ")[0], "") for name in names)
    return next((group for group in groups if group), "")


def _meanings(row: Sequence[str]) -> dict[int, str]:
    """What the columns of a header row hold, by their index; empty where no column holds names."""
    plain = [re.sub(r"[^a-z_ ]+", " ", cell.casefold()).strip() for cell in row]
    meaning = _by_word("persons.columns")
    found = {index: meaning[cell] for index, cell in enumerate(plain) if cell in meaning}
    kinds = set(found.values())
    return found if "name" in kinds or {"first", "last"} <= kinds else {}


def _cells(row: Sequence[str], meanings: Mapping[int, str]) -> dict[str, list[str]]:
    cells: dict[str, list[str]] = {}
    for index, meaning in meanings.items():
        if index < len(row) and row[index]:
            cells.setdefault(meaning, []).append(row[index])
    return cells


def _person(cells: Mapping[str, list[str]], group: str) -> Person | str:
    """The person of a row, or what is wrong with it."""
    written = _in_order(" ".join(cells.get("name", ()) or [*cells.get("first", ()), *cells.get("last", ())]))
    name = untitled(written)
    if not any(map(str.isalpha, name)) or name.casefold() in words_of("persons.nobody"):
        return "no name"
    titles = list(dict.fromkeys([*_titles_in(written), *_parted(cells.get("title", ()))]))
    groups = _by_word("persons.groups")
    stated = [groups[text.casefold()] for text in cells.get("group", ()) if text.casefold() in groups]
    sits = any(title.rstrip(".").casefold() in council_titles() for title in titles)
    found = stated[0] if stated else "councillor" if sits else group
    if found not in GROUPS:
        return f"no group for {name}; give the list a column Group, or add --group"
    if "Cllr" in titles and "Councillor" not in titles:
        titles.append("Councillor")
    handles = (f"@{bare_handle(part).lstrip('@')}" for part in _parted(cells.get("handle", ()), ";,"))
    texts = (name, *titles, *chain.from_iterable(cells.values()))
    if not all(map(_is_shown, texts)):
        return "a cell holds signs that cannot be shown, or is too long"
    return Person(
        name, found, tuple(titles), tuple(_parted(cells.get("role", ()))),
        tuple(_parted(cells.get("known_as", ()))), tuple(handles),
    )  # fmt: skip


def _is_shown(text: str) -> bool:
    with suppress(ConfigError):
        refuse_unshown(text)
        return True
    return False


def _in_order(name: str) -> str:
    """The name with the first name first: "Moss, Sandra" is turned round, and what is no name left out."""
    last, _, first = (part.strip() for part in name.partition(","))
    if len(last.split()) > 1 and untitled(last) != last.split()[-1] and fold(first).text.split()[:1]:
        given = fold(first).text.split()[0] in lists.given()
        return f"{first} {last}" if given and len(untitled(last).split()) == 1 else last
    return f"{first} {last}" if first else last


def _titles_in(name: str) -> Iterator[str]:
    for word in name.split()[:-1]:
        if word.rstrip(".").casefold() not in all_titles():
            return
        yield word.rstrip(".")


def _parted(cells: Iterable[str], separators: str = ";,/|") -> Iterator[str]:
    for cell in cells:
        parts = (part.strip() for part in re.split(f"[{separators}]", _NOTHING.sub("", cell)))
        yield from (part for part in parts if part.lower() != part.upper())
