"""Which grammar checker LibreOffice asks for each language: it asks one alone."""

from __future__ import annotations

from typing import Any, Sequence

SERVICE = "com.sun.star.linguistic2.Proofreader"

QUESTION = (
    "For English, LibreOffice asks another grammar checker ({others}), and it can ask one only. Until it "
    "asks smcheck, nothing is underlined that smcheck would find.\n\n"
    "Let smcheck take its place? The options (Writing Aids) can change that again. Where smcheck is not "
    "wanted, remove it under Tools, Extension Manager."
)


class Choice:
    """The choice that LibreOffice's list of grammar checkers makes for some languages."""

    def __init__(self, manager: Any, locales: Sequence[Any], name: str) -> None:
        self._manager, self._locales, self._name = manager, locales, name

    def others(self) -> list[str]:
        """Those that are asked in our place for some of the languages."""
        found = []
        for locale in self._locales:
            asked = list(self._manager.getConfiguredServices(SERVICE, locale))
            found += [name for name in asked[:1] if name != self._name]
        return sorted(set(found))

    def take(self) -> None:
        """Be asked for all of the languages."""
        for locale in self._locales:
            self._manager.setConfiguredServices(SERVICE, locale, (self._name,))

    def question(self) -> str:
        """What is asked of whoever writes where others are asked; empty where none is."""
        others = [name.rpartition(".")[2] for name in self.others()]
        return QUESTION.format(others=", ".join(others)) if others else ""
