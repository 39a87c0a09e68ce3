"""Titles before a name, by whose they are."""

from __future__ import annotations

from functools import cache

from smcheck.settings.words import words_of


@cache
def council_titles() -> frozenset[str]:
    """Titles that go with an office on a council, its members' among them."""
    return words_of("titles.members") | words_of("titles.offices")


@cache
def civil_titles() -> frozenset[str]:
    """Titles that anybody may bear."""
    return words_of("titles.male") | words_of("titles.female") | words_of("titles.either")


@cache
def all_titles() -> frozenset[str]:
    """Every title that may stand before a name."""
    return council_titles() | civil_titles() | words_of("titles.earned")
