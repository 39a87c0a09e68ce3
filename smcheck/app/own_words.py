"""The council's own words on the page of the council: its lists, and changes to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smcheck.app.marks import mark_of
from smcheck.model.errors import ConfigError
from smcheck.settings import changing
from smcheck.settings.council import Council, load_council
from smcheck.text.roles import roles_of
from smcheck.text.wordlists import COLUMNS, Term, add_term, change_term, read_list

_LIST = "our-words.csv"
_CHANGED = (
    "this word was changed or removed meanwhile, by somebody else; nothing was saved. What stands now "
    "is shown"
)


def shown_words(council: Council) -> list[dict[str, str]]:
    """The terms of the council's own lists, and what each is there for."""
    return [
        {
            **{column: getattr(term, column) for column in COLUMNS},
            "does": roles_of(term.category).get(term.role, term.role),
            "mark": mark_of((path.name, *term)),
        }
        for path, term in _terms(council)
    ]


def add_word(path: Path, seal: str, term: Term, admit: changing.Admit) -> None:
    """Add a word to the own list of the settings at `path`; one is made, and named there, if there is none.

    Raises `ConfigError`.
    """
    council = load_council(path)
    if council.wordlists:
        add_term(council.folder / council.wordlists[0], term)
        return
    if changing.seal(path) == seal:  # or else the change below is refused, and tells why
        lists = council.folder / _LIST
        if lists.is_symlink():
            raise ConfigError(f"{_LIST} is a link to another file; remove it")
        add_term(lists, term)
    changing.change_setting(path, seal, "wordlists", (_LIST,), admit)


def change_word(council: Council, mark: str, term: Term | None) -> None:
    """Change the word that was shown with that mark; None removes it. Raises `ConfigError`."""
    for path, known in _terms(council):
        if mark_of((path.name, *known)) == mark:
            change_term(path, known, term)
            return
    raise ConfigError(_CHANGED)


def _terms(council: Council) -> Iterator[tuple[Path, Term]]:
    """The terms of the council's own lists, each with the file of its list."""
    for name in council.wordlists:
        path = council.folder / name
        yield from ((path, term) for term in read_list(path))
