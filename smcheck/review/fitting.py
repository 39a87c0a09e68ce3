"""Whether a decision is about one thing: an approval that covers what nobody looked at is none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from smcheck.settings.contacts import canonical_domain, within_domain
from smcheck.settings.everybodys import covers_everybody, is_everybodys
from smcheck.settings.words import phrases_of

_WORD = re.compile(r"[^\W\d_]+")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "CHEROKEE", "ARMENIAN", "FULLWIDTH")


@lru_cache(maxsize=4096)
def misfit(kind: str, subject: str) -> str:
    """Why a decision of this kind on this subject covers too much, or not what it shows; empty if it fits."""
    mixed = next((word for word in _WORD.findall(subject) if len(_alphabets(word)) > 1), "")
    if mixed and kind != "waiver":
        return f"{mixed!r} mixes letters of two alphabets that look alike; type it anew"
    if kind == "link":
        return _of_many(canonical_domain(subject), subject)
    if kind == "contact" and "@" in subject:
        return covers_everybody(subject)
    return ""


def _of_many(host: str, given: str) -> str:
    if "." not in host.strip("."):
        return f"{given!r} is no domain; give one such as example.org"
    if is_everybodys(host):
        return f"{host} is shared by many websites; give the name of the one whose terms you read"
    return ""


def advice(kind: str, subject: str) -> str:
    """What to tell somebody who records a decision that covers more than they may think; mostly empty."""
    if kind == "link":
        around = next(
            (
                shared
                for shared in phrases_of("web.shared")
                if within_domain(canonical_domain(subject), shared)
            ),
            "",
        )
        return f"it covers this name at {around}, where anybody may have one" if around else ""
    if (
        kind == "contact"
        and re.match(r"\d{1,5}[A-Za-z]?,? [A-Za-z]{3}", subject.strip())
        and "," not in subject
    ):
        return "it covers this house and street in every town; name the town behind a comma"
    return ""


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(char, "").partition(" ")[0] for char in word)
    return {name for name in names if name in _ALPHABETS}
