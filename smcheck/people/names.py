"""The forms that a name takes: as it is listed, and as people write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from smcheck.people.lists import short_forms
from smcheck.settings.patterns import lazy
from smcheck.settings.words import words_of
from smcheck.text.fold import fold
from smcheck.text.titles import all_titles
from smcheck.text.tokens import plain_word

if TYPE_CHECKING:
    from nicknames import NickNamer

Form = tuple[str, ...]

_WORD = lazy(r"[^\W_]+(?:'[^\W_]+)*")
_LETTERS = lazy("[A-Za-z]+ [A-Za-z]+")  # most names: nothing to undo, nothing to split
_MAC = lazy(r"(?:mac|mc|m')(?=\w{3})")


def plain_words(name: str) -> Form:
    """Words of a name, folded as a draft's words are."""
    if _LETTERS.fullmatch(name):
        return tuple(name.lower().split())
    return tuple(plain_word(word) for word in _WORD.findall(fold(name).text))


def _is_plain(name: str) -> bool:
    """Whether a name is just a first name and a surname, with nothing to undo."""
    if _LETTERS.fullmatch(name) is None:
        return False
    first, last = name.lower().split()
    return first not in all_titles() and last not in words_of("titles.honours")


def untitled(name: str) -> str:
    """A full name without titles before it and honours after it."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in all_titles():
        del words[0]
    while len(words) > 1 and words[-1].rstrip(".").casefold() in words_of("titles.honours"):
        del words[-1]
    return " ".join(words)


def name_key(name: str) -> str:
    """The name as names are compared: in any case, with or without accents, titles and honours."""
    return " ".join(plain_words(untitled(name)))


def _parts(name: str) -> tuple[str, str]:
    """First name with any middle ones, and surname with its particles; a single name has no first one."""
    words = untitled(name).split()
    start, particles = len(words) - 1, words_of("titles.particles")
    while start > 1 and fold(words[start - 1]).text in particles:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def given_words(name: str, known_as: Iterable[str] = ()) -> Iterator[str]:
    """First names that somebody goes by, each as one word."""
    if _is_plain(name):
        yield name.partition(" ")[0].lower()
    else:
        first = _parts(name)[0].partition(" ")[0]
        words = plain_words(first)
        yield from words[:1]
        if len(words) > 1:
            yield "".join(words)
    for alias in known_as:
        if not is_whole(alias):
            yield from plain_words(alias)[:1]


def is_whole(alias: str) -> bool:
    """Whether an alias stands for the whole name: several words, or initials in capitals."""
    return " " in alias or (alias.isupper() and len(alias) > 1)


def surname_forms(name: str) -> Iterable[Form]:
    """The spellings of a surname: with, without and for hyphen, apostrophe, Mc and Mac, particles."""
    if _is_plain(name):
        surname = name.rpartition(" ")[2].lower()
        return ((surname,),) if surname[0] != "m" or not _MAC.match(surname) else _mac_forms((surname,))
    words = plain_words(_parts(name)[1])
    if not words:
        return ()
    forms = {words, ("".join(words),), ("".join(words).replace("'", ""),)}
    forms |= {tuple(word.replace("'", "") for word in words), tuple("'".join(words).split("'"))}
    particles = words_of("titles.particles")
    if words[0] in particles:
        forms.add(tuple(word for word in words if word not in particles) or words)
    return {other for form in forms for other in _mac_forms(form)}


def _mac_forms(form: Form) -> set[Form]:
    first, *rest = form
    if _MAC.match(first) is None:
        return {form}
    stem = _MAC.sub("", first, count=1)
    return {form, *((prefix + stem, *rest) for prefix in ("mac", "mc", "m'")), ("mc", stem), ("mac", stem)}


def surname_of(name: str) -> str:
    """The surname as it is listed."""
    return _parts(name)[1]


@cache
def short_for(short: str, name: str) -> bool:
    """Whether one of two first names, in lower case, is a usual short form of the other.

    Sources: the package `nicknames` (Apache-2.0), and `wordlists/names/short_forms.txt` for British forms
    that it lacks.
    """
    british, common = short_forms(), _nicknames()
    return any(
        two in british.get(one, ()) or two in common.nicknames_of(one)
        for one, two in ((short, name), (name, short))
    )


@cache
def _nicknames() -> NickNamer:
    from nicknames import NickNamer

    return NickNamer()
