"""Whether a listed word is somebody's name where it stands: "Cllr Ann Crook", "Fatima bint Yusuf"."""

from __future__ import annotations

from smcheck.settings.patterns import lazy
from smcheck.settings.words import words_of
from smcheck.text.titles import all_titles, civil_titles
from smcheck.text.tokens import Token
from smcheck.text.vocabulary import given, ordinary, surnames

_STRONG = ("strong", "strongest")  # words that nobody bears unless they are listed as a surname
_BESIDE = lazy(r"\.?[^\S\n]+")


def is_borne(raw: str, word: Token, strength: str, before: Token | None, after: Token | None) -> bool:
    """Whether the word, with such neighbours, is a surname, or a particle of one.

    It is one behind a first name or an initial if it is a listed surname, behind a civil title whatever it
    is, unless it is a strong word that is no listed surname.
    """
    if before is None or not _stand_beside(raw, before, word) or not raw[before.start].isupper():
        return False
    written = raw[word.start : word.end]
    if written.islower():
        named = after is not None and _stand_beside(raw, word, after) and raw[after.start].isupper()
        return named and word.text in words_of("titles.particles")
    if not written.istitle():
        return False
    if word.text in surnames():
        return before.text in all_titles() or _is_first_name(before)
    return strength not in _STRONG and before.text in civil_titles()


def _stand_beside(raw: str, one: Token, two: Token) -> bool:
    return _BESIDE.fullmatch(raw, one.end, two.start) is not None


def _is_first_name(before: Token) -> bool:
    return len(before.text) == 1 or (before.text in given() and before.text not in ordinary())
