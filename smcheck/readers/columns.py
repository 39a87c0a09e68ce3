"""What the columns of a sheet of posts hold, told by their headers and by what stands in them.

The header is the row at the top that names most columns, if any does: a title may stand above it. A header's
word is taken unless what stands below it belies it; a column without one, or with one of no known meaning,
is known by its cells. A column that may hold texts to be published and of which neither tells stays unclear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import Choice
from smcheck.readers.dates import read_day
from smcheck.readers.headers import PUBLISHED, Header, Role, read_header
from smcheck.settings.patterns import lazy
from smcheck.settings.tables import did_you_mean
from smcheck.settings.words import words_of

Kind = Literal["answer", "number", "time", "date", "link", "media", "platform", "short", "phrase", "prose"]
"""What a cell looks like; a phrase may be a post, prose is sure to be a text."""

_HEADER_WITHIN = 12  # filled rows from the top
_DATES_TRIED = 100  # cells of a column
_PHRASE, _PROSE = 4, 8  # words at least
_LONGEST_SHORT = 30  # characters
_NUMBER = lazy(r"[£$€#]?[+-]?[\d.,:%/\s-]*\d[\d.,%\s]*[kKmM]?%?")
_CLOCK = r"\d{1,2}(?:[:.]\d{2}){0,2}\s*(?:[ap]\.?m\.?)?"
_TIME = lazy(rf"{_CLOCK}(?:\s*[-–]\s*{_CLOCK})?", re.IGNORECASE)
_BETWEEN = lazy(r"[\s,;|]+")
_PARTS = lazy(r"[,;|&+/\n]")
_TELLING = lazy(r"\w\s+\S+.*[.!?…]$|@|#\w|(?:\d\W*){6}|https?:|www\.", re.DOTALL)


class Row(NamedTuple):
    """A row of a sheet: its number, from 1, and its filled cells by column.

    `width` is how many cells it has in all, None where cells cannot have shifted into others' columns;
    `links` are the addresses to which cells link.
    """

    number: int
    cells: Mapping[int, str]
    width: int | None
    links: Mapping[int, str] = {}


class Column(NamedTuple):
    """A column: where it stands, from 0, its header, what it holds (None: unclear), for which networks."""

    at: int
    header: str
    role: Role | None
    networks: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def name(self) -> str:
        """How people are told of it."""
        return f"column {letter(self.at)}" + (f" ({shown_name(self.header)!r})" if self.header else "")


class Layout(NamedTuple):
    """The number of the header's row, if there is one, and the columns in order."""

    header: int | None
    columns: tuple[Column, ...]

    def of(self, *roles: Role | None) -> Iterator[Column]:
        """The columns of some roles."""
        return (column for column in self.columns if column.role in roles)


def layout_of(rows: Sequence[Row], choice: Choice) -> Layout:
    """What a sheet's columns hold. Raises `DraftError` where a column that was asked for is not there."""
    top = header_of(rows, choice)
    names = {index: " ".join(cell.split()) for index, cell in (top.cells if top else {}).items()}
    below: dict[int, list[str]] = {index: [] for index in names}
    width = top.width if top else None
    for row in rows:
        if not top or row.number > top.number:
            for at, cell in row.cells.items():
                if width is None or at < width:
                    below.setdefault(at, []).append(cell.strip())
    posts = frozenset(_places(choice.posts, names, below, required=choice.required))
    others = frozenset(_places(choice.others, names, below))
    columns = tuple(
        _column(index, names.get(index, ""), cells, posts, others) for index, cells in sorted(below.items())
    )
    return Layout(top.number if top else None, columns if posts else _with_posts(columns, below))


def header_of(rows: Sequence[Row], choice: Choice) -> Row | None:
    """Of the first filled rows, the one that names most columns, a text among them or several others."""
    chosen = set(map(plain, (*choice.posts, *choice.others)))
    best: tuple[int, Row] | None = None
    for row in [row for row in rows if row.cells][:_HEADER_WITHIN]:
        headers = [
            Header("text") if plain(cell) in chosen else read_header(cell) for cell in row.cells.values()
        ]
        named = sum(header.role is not None or bool(header.networks) for header in headers)
        tells = any(header.role in PUBLISHED for header in headers) or named > 1
        if tells and named * 2 >= len(headers) and (best is None or named > best[0]):
            best = (named, row)
    return best[1] if best else None


def plain(name: str) -> str:
    """A header as it is compared."""
    return " ".join(name.casefold().split())


def letter(index: int) -> str:
    """A column as a spreadsheet names it: A for 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _places(
    wanted: Iterable[str],
    names: Mapping[int, str],
    below: Mapping[int, Sequence[str]],
    *,
    required: bool = False,
) -> Iterator[int]:
    """The columns of such headers or letters. Raises `DraftError` where a required one is missing."""
    for one in wanted:
        named = [at for at, name in names.items() if plain(name) == plain(one)]
        at = next(iter(named or [at for at in below if letter(at) == one.strip().upper()]), None)
        if at is not None:
            yield at
        elif required:
            titles = list(names.values()) or [letter(at) for at in sorted(below)]
            known = ", ".join(map(repr, titles[:20]))
            raise DraftError(f"the sheet has no column {one!r}{did_you_mean(one, titles)} (it has {known})")


def _column(
    index: int, name: str, cells: Sequence[str], posts: frozenset[int], others: frozenset[int]
) -> Column:
    header = read_header(name) if name else Header(None)
    if index in posts:
        return Column(index, name, "text", header.networks, chosen=True)
    role: Role | None = "other" if index in others else _role(header, cells)
    if posts and role in (None, "text"):  # it was said where the posts stand
        role = "notes"
    return Column(index, name, role, header.networks, chosen=index in others)


def _role(header: Header, cells: Sequence[str]) -> Role | None:
    kinds = Counter(_kinds(cells))
    if not kinds:
        return header.role or "other"
    if header.role is None and header.networks:  # "Facebook": texts for it, or where a row goes
        return "platform" if kinds.keys() <= {"answer", "platform", "number"} else "text"
    if header.role in (*PUBLISHED, "notes"):
        return header.role
    if header.role == "time" and kinds["date"]:
        return "date"
    if header.role:
        return None if kinds["prose"] else header.role
    return _by_kind(kinds)


def _by_kind(kinds: Mapping[Kind, int]) -> Role | None:
    """The role of a column of no known header: that of its cells, where they are alike and no texts."""
    if kinds.get("prose") or kinds.get("phrase"):
        return None
    if kinds.keys() <= {"date", "number", "time"} and kinds.get("date"):
        return "date"
    if len(kinds) > 1:
        return "link" if "link" in kinds else "label"
    (only,) = kinds
    roles: dict[Kind, Role] = {"answer": "status", "short": "label"}
    return roles.get(only) or only  # type: ignore[return-value]  # the other kinds bear the names of roles


def _with_posts(columns: tuple[Column, ...], below: Mapping[int, Sequence[str]]) -> tuple[Column, ...]:
    """The columns; where none is known to hold the posts, it is that with the longest texts.

    Where one is, others of such a name that hold but ticks or numbers do not.
    """
    texts = [column for column in columns if column.role in PUBLISHED and column.role != "link"]
    belied = [column for column in texts if set(map(kind_of, below[column.at])) <= {"answer", "number"}]
    if len(belied) < len(texts):
        return tuple(column._replace(role="status") if column in belied else column for column in columns)
    if texts:
        return columns
    for roles in ((None,), ("notes",), ("label", "person", "other")):
        likely = [column for column in columns if column.role in roles and not column.chosen]
        if likely:
            longest = max(likely, key=lambda column: sum(map(len, below[column.at])))
            return tuple(column._replace(role="text") if column is longest else column for column in columns)
    return columns


def _kinds(cells: Sequence[str]) -> Iterator[Kind]:
    tried = dates = 0
    for cell in cells:
        kind = kind_of(cell)
        if kind in ("number", "short", "phrase"):
            if tried < _DATES_TRIED:
                is_date = read_day(cell) is not None
                tried, dates = tried + 1, dates + is_date
                kind = "date" if is_date else kind
            elif kind != "phrase" and dates == tried:  # so will the others be
                kind = "date"
        yield kind


def kind_of(cell: str) -> Kind:
    """What a filled cell looks like, dates aside."""
    if len(cell) <= _LONGEST_SHORT:
        if cell.casefold() in words_of("sheets.answers"):
            return "answer"
        if _TIME.fullmatch(cell) and not cell.isdigit():
            return "time"
        if _NUMBER.fullmatch(cell):
            return "number"
    parts = list(filter(None, _BETWEEN.split(cell)))
    if all(part.lower().startswith(("http://", "https://", "www.")) for part in parts):
        return "media" if all(map(_is_file, parts)) else "link"
    if all(map(_is_file, _PARTS.split(cell))):
        return "media"
    if all(map(_is_network, _PARTS.split(cell))):
        return "platform"
    if len(parts) >= _PROSE:
        return "prose"
    long = len(parts) >= _PHRASE or len(cell) > _LONGEST_SHORT
    return "phrase" if long or _TELLING.search(cell) else "short"


def _is_file(name: str) -> bool:
    return name.partition("?")[0].rpartition(".")[2].strip().lower() in words_of("sheets.files")


def is_text(cell: str) -> bool:
    """Whether a cell may be a text for people."""
    cell = cell.strip()
    return bool(cell) and kind_of(cell) in ("prose", "phrase") and read_day(cell) is None


def _is_network(name: str) -> bool:
    words = name.casefold().split()
    return not words or all(word in words_of("sheets.networks") or word == "page" for word in words)
