"""What a hostile case is, and the words that most cases hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["refused", "read", "named", "either"]
"""`refused`: an error, and the draft is unreviewed. `read`: read, and the phone number found. `named`: read and
found, with an error for a part that is not read. `either`: neither crash nor hang nor much memory, and never a silent
pass of a file that holds the phone number."""

PHONE = "07700 900123"
POST = f"The fete is on Saturday; ring {PHONE} to help."
CLEAN = "The fete is on Saturday; everybody is welcome."

Words = str | Callable[[], str]
"""A text, or how to make it when it is long: a list of cases should cost nothing until one is used."""

LONG = 8_000_000
"""The length of texts that cannot be packed: enough to hurt, little enough to be made at once."""


@dataclass(frozen=True)
class Case:
    """A file that a hostile or broken program might have written, and what should come of it."""

    name: str
    filename: str
    make: Callable[[], bytes]
    outcome: Outcome
    why: str
    phone: bool = True
    """Whether the text that a person would see or publish holds the phone number."""


def case(
    name: str, ending: str, make: Callable[[], bytes], outcome: Outcome, why: str, phone: bool = True
) -> Case:
    """A case whose file bears the case's own name, or `ending` itself where that is a whole file name."""
    filename = name + ending if ending.startswith(".") else ending
    return Case(name, filename, make, outcome, why, phone)


def words(text: Words) -> str:
    """The text itself."""
    return text if isinstance(text, str) else text()
