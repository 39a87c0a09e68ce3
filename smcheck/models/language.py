"""Is a text English? Asked only where common English words are rare."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from smcheck.text import TextView
from smcheck.text.words import pairs_of, words_of

_FEWEST_WORDS = 8
_ENOUGH_COMMON = 0.12
_SURE = 0.75


def foreign(view: TextView) -> str:
    """Name of the language the text is in where it is surely not English, else an empty string.

    Texts of fewer than eight words are never called foreign, nor are mixed ones.
    """
    words = [token.text for token in view.tokens if not token.text.isdigit()]
    if len(words) < _FEWEST_WORDS:
        return _other_script(view.raw)
    common = words_of("english.common")
    if sum(word in common for word in words) / len(words) >= _ENOUGH_COMMON:
        return ""
    code, confidence = _identify(" ".join(view.raw[token.start : token.end] for token in view.tokens))
    if code == "en" or confidence < _SURE:
        return _other_script(view.raw)
    return pairs_of("english.languages").get(code, "not English")


def _other_script(text: str) -> str:
    letters = [char for char in text if char.isalpha()]
    latin = sum(char < "\u0250" for char in letters)
    return "not English" if len(letters) >= _FEWEST_WORDS and latin * 2 < len(letters) else ""


def _identify(text: str) -> tuple[str, float]:
    with _LOCK:
        code, confidence = _identifier().classify(text)
    return code, confidence


_LOCK = threading.Lock()


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
