"""The words by which the code reads a text, as `smcheck.settings.words` reads them; settings need some."""

from __future__ import annotations

from smcheck.settings.words import filled_in, groups_of, pairs_of, phrases_of, worded, words_of

__all__ = ["filled_in", "groups_of", "pairs_of", "phrases_of", "worded", "words_of"]
