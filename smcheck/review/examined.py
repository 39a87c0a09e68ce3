"""What the checks make of one draft, before any decision."""

from __future__ import annotations

from dataclasses import dataclass

from smcheck.model.finding import Finding

LANGUAGE = "language"
"""What stands for a check where a text is in a language that the checks cannot judge."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a draft that could not be judged: why, and which check (None: the whole draft).

    `broken` says that a check or a model failed, which it may not do another time.
    """

    message: str
    check: str | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    """Findings in reading order, without their excerpts, faults, and the draft's text as it may be shown."""

    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    masked: str = ""


def too_long(length: int, limit: int) -> str:
    """What is said of a draft of more characters than the council's limit."""
    return f"the draft has {length:,} characters; the limit is {limit:,} (max_characters)"
