"""Asking every question about a council's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from smcheck.doctor import decisions, drafts, key, people, record, requests, settings, words
from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.model.errors import SmcheckError

Question = Callable[[Case], Iterator[Advice]]

QUESTIONS: tuple[Question, ...] = (
    *settings.QUESTIONS, *people.QUESTIONS, *decisions.QUESTIONS, *key.QUESTIONS, *record.QUESTIONS,
    *requests.QUESTIONS, *words.QUESTIONS, *drafts.QUESTIONS,
)  # fmt: skip


def no_settings(folder: Path) -> Advice:
    """What is said where there are none."""
    what = "there are no settings here or above: nothing is known of the council, its people or its approvals"
    return Advice(Gravity.MISSING, what, folder, "smcheck init")


def examine(case: Case) -> list[Advice]:
    """Everything that was found, the gravest first, each once."""
    found = dict.fromkeys(advice for question in QUESTIONS for advice in _asked(question, case))
    return sorted(found, key=lambda advice: advice.gravity.rank)


def _asked(question: Question, case: Case) -> Iterator[Advice]:
    try:
        yield from question(case)
    except (SmcheckError, OSError, UnicodeError) as error:
        yield Advice(Gravity.UNSEEN, str(error), case.path, "correct this, then run smcheck doctor again")
