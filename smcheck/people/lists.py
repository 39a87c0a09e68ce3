"""Words that are names, words that are not, and places, with more lists of `wordlists/names/`.

`wordlists/names/README.md` gives their sources. Each list is read on first use.
"""

from __future__ import annotations

from functools import cache

from smcheck.text.tokens import plain_word
from smcheck.text.vocabulary import given, names_list, ordinary, parted, places, surnames

__all__ = [
    "brands",
    "elsewhere",
    "given",
    "known",
    "ordinary",
    "other_meaning",
    "places",
    "short_forms",
    "surnames",
    "things",
]


@cache
def things() -> dict[str, str]:
    """Words that make a thing of the name before them: "Moss Road", "the Sandra Moss Memorial Garden".

    The mark is "surname" for those that are surnames as well ("Sandra Hall" may be somebody), else "".
    """
    return dict(map(parted, names_list("things")))


@cache
def brands() -> frozenset[str]:
    """Firms and charities whose name is a surname, or looks like one."""
    return frozenset(names_list("brands"))


@cache
def elsewhere() -> frozenset[str]:
    """First names and surnames of other countries than Britain."""
    return frozenset(names_list("elsewhere"))


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """British short forms of first names."""
    return {name: frozenset(forms) for name, *forms in map(str.split, names_list("short_forms"))}


def other_meaning(word: str, own_places: frozenset[str] = frozenset()) -> str:
    """What else a surname, folded, may mean by itself: "an ordinary word", "a place" …; empty for nothing."""
    meanings = {
        "an ordinary word": ordinary(),
        "a place in this town": own_places,
        "a place": places(),
        "a firm": brands(),
        "a first name too": given(),
    }
    return next((meaning for meaning, words in meanings.items() if word in words), "")


@cache
def known() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Well-known names by their first word: the words that follow, and the standing; the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in names_list("known"):
        standing, _, names = line.partition(",")
        for name in names.split("|"):
            first, *rest = map(plain_word, name.split())
            index.setdefault(first, []).append((tuple(rest), standing))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in index.items()
    }
