"""Asking every question about a council's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from smcheck.doctor import baseline, decisions, drafts, key, people, record, requests, settings, words
from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.model.errors import SmcheckError
from smcheck.settings.lacking import FOUND_NONE, REMEDY

Question = Callable[[Case], Iterator[Advice]]

QUESTIONS: tuple[Question, ...] = (
    *settings.QUESTIONS, *people.QUESTIONS, *decisions.QUESTIONS, *key.QUESTIONS, *baseline.QUESTIONS,
    *record.QUESTIONS, *requests.QUESTIONS, *words.QUESTIONS, *drafts.QUESTIONS,
)  # fmt: skip


def no_settings(folder: Path) -> Advice:
    """What is said where there are none."""
    what = f"{FOUND_NONE}: nothing is known of the council, its people or its approvals"
    return Advice(Gravity.MISSING, what, folder, REMEDY)


def examine(case: Case) -> list[Advice]:
    """Everything that was found, the gravest first, each once."""
    found: dict[str, Advice] = {}
    for question in QUESTIONS:
        for advice in _asked(question, case):
            found[advice.what] = _of_both(found.get(advice.what), advice)
    return sorted(found.values(), key=lambda advice: advice.gravity.rank)


def _of_both(known: Advice | None, advice: Advice) -> Advice:
    """One advice where two questions met the same fault: as grave as either, and with its place."""
    if known is None:
        return advice
    placed = advice if known.gravity is Gravity.UNSEEN else known
    return replace(placed, gravity=min(known.gravity, advice.gravity, key=lambda gravity: gravity.rank))


def _asked(question: Question, case: Case) -> Iterator[Advice]:
    try:
        yield from question(case)
    except (SmcheckError, OSError, UnicodeError) as error:
        yield Advice(Gravity.UNSEEN, str(error), None, "correct this, then run smcheck doctor again")
