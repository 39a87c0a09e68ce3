"""Is a text English? Asked only where common English words are rare."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from smcheck.text import TextView

COMMON = frozenset(
    "a about after again all also an and any are as at be been but by can come could day did do don't "
    "every for from get go had has have he her here him his how i if in into is it it's its just like "
    "make me more my new no not now of off on one open or our out over people please see she so some "
    "than thank thanks that the their them then there these they this time to today tomorrow tonight "
    "until up us very was we we're week were what when where which who will with would you your".split()
)
_FEWEST_WORDS = 8
_ENOUGH_COMMON = 0.12
_SURE = 0.75
_NAMES = {
    "ar": "Arabic", "bn": "Bengali", "cy": "Welsh", "de": "German", "es": "Spanish", "fa": "Persian",
    "fr": "French", "ga": "Irish", "gu": "Gujarati", "hi": "Hindi", "it": "Italian", "lt": "Lithuanian",
    "nl": "Dutch", "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip


def foreign(view: TextView) -> str:
    """Name of the language the text is in where it is surely not English, else an empty string.

    Texts of fewer than eight words are never called foreign, nor are mixed ones.
    """
    words = [token.text for token in view.tokens if not token.text.isdigit()]
    if len(words) < _FEWEST_WORDS:
        return _other_script(view.raw)
    if sum(word in COMMON for word in words) / len(words) >= _ENOUGH_COMMON:
        return ""
    code, confidence = _identify(" ".join(view.raw[token.start : token.end] for token in view.tokens))
    if code == "en" or confidence < _SURE:
        return _other_script(view.raw)
    return _NAMES.get(code, "not English")


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
