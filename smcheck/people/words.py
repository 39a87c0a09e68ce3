"""The words of a draft as names are read from them: how each is written, and which stand together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from smcheck.settings.patterns import lazy
from smcheck.settings.words import words_of
from smcheck.text import TextView, Token

BLANK = r"[^\S\n]*(?:\r?\n)?[^\S\n]*"  # what may stand within a name: a line break at most
HYPHENS = frozenset("-‐‑‒–")
_GAP = re.compile(BLANK)
_DOTTED_GAP = lazy(r"\.?" + BLANK)


class Words:
    """Words by their number; numbers out of range stand for no word."""

    def __init__(self, view: TextView, tokens: Sequence[Token]) -> None:
        self.view = view
        self.tokens = tokens
        self.texts = [token.text for token in tokens]
        self._raws = [view.raw[token.start : token.end] for token in tokens]
        self._capitals = [raw[:1].isupper() for raw in self._raws]

    def __len__(self) -> int:
        return len(self.tokens)

    def text(self, k: int) -> str:
        """The folded word; empty for no word."""
        return self.texts[k] if 0 <= k < len(self.texts) else ""

    def raw(self, k: int) -> str:
        """The word as it stands in the draft; empty for no word."""
        return self._raws[k] if 0 <= k < len(self._raws) else ""

    def capital(self, k: int) -> bool:
        """Whether the word begins with a capital."""
        return 0 <= k < len(self._capitals) and self._capitals[k]

    def initial(self, k: int) -> bool:
        """Whether the word is a single capital."""
        return len(self.text(k)) == 1 and self.capital(k)

    def possessive(self, k: int) -> bool:
        """Whether the word has a possessive ending."""
        return self.raw(k).endswith(("'s", "’s", "s'", "s’"))

    def end(self, k: int) -> int:
        """Where the word ends, a possessive ending left out."""
        end = self.tokens[k].end
        return end - 2 if self.raw(k).endswith(("'s", "’s")) else end

    def gap(self, k: int) -> str:
        """What stands between word k and the next one."""
        return self.view.raw[self.tokens[k].end : self.tokens[k + 1].start]

    def joined(self, k: int) -> bool:
        """Whether word k and the next one can stand within one name, parted by blanks."""
        if not 0 <= k < len(self.tokens) - 1:
            return False
        dotted = len(self.texts[k]) == 1 or self.texts[k] in words_of("titles.shortened")
        return (_DOTTED_GAP if dotted else _GAP).fullmatch(self.gap(k)) is not None

    def beside(self, k: int) -> bool:
        """Whether word k and the next one can stand within one name, in one line."""
        return self.joined(k) and "\n" not in self.gap(k)

    def tied(self, k: int) -> bool:
        """Whether word k and the next one can stand within one name, parted by blanks or a hyphen."""
        return self.joined(k) or self.hyphened(k)

    def hyphened(self, k: int) -> bool:
        """Whether a hyphen alone parts word k from the next one."""
        return 0 <= k < len(self.tokens) - 1 and self.gap(k) in HYPHENS
