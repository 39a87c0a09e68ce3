"""The words that British writers use: ordinary ones and names, from `wordlists/names/`.

`wordlists/names/README.md` gives their sources. Each list is read on first use.
"""

from __future__ import annotations

from functools import cache

from smcheck.model.errors import ConfigError
from smcheck.settings.words import wordlists_folder


def names_list(name: str) -> list[str]:
    """Lines of one list of `wordlists/names/`. Raises `ConfigError` where it cannot be read."""
    path = wordlists_folder() / "names" / f"{name}.txt"
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the list cannot be read: {error}") from error


def parted(line: str) -> tuple[str, str]:
    """A word of a list and the mark behind it."""
    word, _, mark = line.partition(" ")
    return word, mark


@cache
def ordinary() -> frozenset[str]:
    """Ordinary English words, in lower case; some of them are names as well."""
    return frozenset(names_list("ordinary"))


@cache
def given() -> dict[str, str]:
    """First names with the sex of those who bear them: "male", "female", "both", or "" where not known."""
    return dict(map(parted, names_list("given")))


@cache
def surnames() -> frozenset[str]:
    """Common surnames."""
    return frozenset(names_list("surnames"))


@cache
def places() -> frozenset[str]:
    """Words of the names of British places."""
    return frozenset(names_list("places"))


@cache
def _others() -> frozenset[str]:
    """Ordinary words that look like insults, and the first words of surnames of several."""
    begun = (parted(name)[0] for name in surnames() if " " in name)
    return frozenset((*names_list("look_alikes"), *begun))


def is_known(word: str) -> bool:
    """Whether British writers use a word, given in lower case: an ordinary one, or a listed name.

    Insults that dictionaries hold are among them.
    """
    return (
        word in ordinary() or word in given() or word in surnames() or word in places() or word in _others()
    )
