"""Questions about the roster."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.people import load_roster

_MEND = "smcheck people import FILE, or smcheck people add NAME --group councillor"


def roster(case: Case) -> Iterator[Advice]:
    """Whether anybody is listed; raises `ConfigError` for somebody without a group."""
    path = case.roster_path
    if not path.exists():
        what = "there is no list of the council's people: nobody who is named is known to need asking"
        yield Advice(Gravity.MISSING, what, path, _MEND)
    elif not load_roster(path).people:
        what = "the list of the council's people is empty: nobody who is named is known to need asking"
        yield Advice(Gravity.MISSING, what, path, _MEND)


QUESTIONS = (roster,)
