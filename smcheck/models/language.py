"""Is a text English? Asked only where common English words are rare."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.settings.words import pairs_of, words_of
from smcheck.text import Span, TextView

_FEWEST_WORDS = 8
_ENOUGH_COMMON = 0.12
_SURE = 0.75
_FEWEST_OF_A_PART, _COMMON_OF_A_PART, _SURE_OF_A_PART = 12, 0.06, 0.98
_FEWEST_SMALL, _ENOUGH_SMALL = 3, 0.3  # Welsh small words of a sentence: how many, and which share
_FEWEST_OF_A_SENTENCE = 7  # "Diolch yn fawr iawn i bawb" is a greeting in an English post
_FEWEST_ALONE = 2  # where no word is common in English
_WELSH = "Welsh"
_LINE = lazy(r"[^\r\n]+")


class Part(NamedTuple):
    """A stretch of a text in another language, with that language's name."""

    span: Span
    language: str


def foreign(view: TextView) -> str:
    """Name of the language the text is in where it is surely not English, else an empty string.

    Texts of fewer than eight words are never called foreign unless they are Welsh, nor are mixed ones.
    """
    words = [token.text for token in view.tokens if not token.text.isdigit()]
    if len(words) < _FEWEST_WORDS:
        return _WELSH if _is_welsh(words) else _other_script(view.raw)
    common = words_of("english.common")
    if sum(word in common for word in words) / len(words) >= _ENOUGH_COMMON:
        return ""
    code, confidence = _identify(" ".join(view.raw[token.start : token.end] for token in view.tokens))
    if code == "en" or confidence < _SURE:
        return _other_script(view.raw)
    return pairs_of("english.languages").get(code, "not English")


def foreign_parts(view: TextView) -> tuple[Part, ...]:
    """What of a text is surely in another language, though the text as a whole may be English.

    A few words, such as a greeting or a name, are no part in another language.
    """
    found = [
        Part(span, _WELSH)
        for span in view.sentences
        if len(words := [token.text for token in view.tokens_between(*span)]) >= _FEWEST_OF_A_SENTENCE
        and _is_welsh(words)
    ]
    for line in _LINE.finditer(view.raw):
        span = Span(*line.span())
        is_known = any(part.span.start < span.end and span.start < part.span.end for part in found)
        if not is_known and (name := _named(view, span)):
            found.append(Part(span, name))
    return tuple(sorted(found))


def _is_welsh(words: Sequence[str]) -> bool:
    """Whether words are Welsh: several small ones are, or a few, and none is common in English."""
    longer = [word for word in words if len(word) > 1]  # "i" and "a" are words of both
    small = sum(word.partition("'")[0] in words_of("welsh.small") for word in longer)
    if small >= _FEWEST_SMALL and small >= _ENOUGH_SMALL * len(words):
        return True
    return small >= _FEWEST_ALONE and not any(word in words_of("english.common") for word in longer)


def _named(view: TextView, span: Span) -> str:
    """The name of a line's language where it is surely not English, else nothing."""
    words = [token.text for token in view.tokens_between(*span) if token.text.isalpha()]
    common = words_of("english.common")
    few = len(words) < _FEWEST_OF_A_PART
    if few or sum(word in common for word in words) >= _COMMON_OF_A_PART * len(words):
        return ""
    code, confidence = _identify(view.raw[slice(*span)])
    if code == "en" or confidence < _SURE_OF_A_PART:
        return ""
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
