"""Questions about what drafts are judged by: the council's word lists, and the models."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.doctor.advice import Advice, Gravity, quoted
from smcheck.doctor.case import Case
from smcheck.text import Span
from smcheck.text.wordlists import list_problems

_SAMPLE = "Jo Example of Mill Lane was there."
_INSTALL = "install smcheck anew, as docs/guide.md says"


def lists(case: Case) -> Iterator[Advice]:
    """What is wrong with the council's own word lists."""
    for name in case.council.wordlists:
        path = case.folder / name
        for problem in list_problems(path):
            yield Advice(Gravity.WRONG, problem, path, f"smcheck wordlists check {quoted(name)}")


def models(case: Case) -> Iterator[Advice]:
    """Models that cannot be loaded."""
    from smcheck.models.shipped import FIND_PERSONS, JUDGE

    if case.council.classifier:
        try:
            JUDGE.judge([(Span(0, len(_SAMPLE)), _SAMPLE)])
        except Exception as error:
            yield _unloaded("the model that judges sentences", error)
    if case.council.language_model:
        try:
            FIND_PERSONS(_SAMPLE)
        except Exception as error:
            yield _unloaded("the model that finds names of people", error)


def _unloaded(what: str, error: Exception) -> Advice:
    return Advice(Gravity.WRONG, f"{what} cannot be loaded: {error}", None, _INSTALL)


QUESTIONS = (lists, models)
