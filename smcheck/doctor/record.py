"""Questions about the record of reviews and decisions."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.record import Record, kept_record
from smcheck.settings.council import CONFIG_NAME
from smcheck.settings.decision_file import has_key

_MOST_NAMED = 3


def kept(case: Case) -> Iterator[Advice]:
    """Whether a record is kept at all."""
    if not case.council.record:
        what = "no record is kept: who cleared what, and when, cannot be shown later"
        mend = f'write record = "record" above [council] in {CONFIG_NAME}; docs/record.md says what is kept'
        yield Advice(Gravity.REMARK, what, case.path, mend)


def sound(case: Case) -> Iterator[Advice]:
    """What is wrong with it."""
    record = _record(case)
    if record is None or not (record.head_path.exists() or record.paths()):
        return
    problems = record.verify().problems
    for problem in problems[:_MOST_NAMED]:
        what = f"the record is damaged: {problem.message}"
        mend = "smcheck record verify, then restore the file from a backup"
        yield Advice(Gravity.WRONG, what, problem.path, mend)
    if further := len(problems[_MOST_NAMED:]):
        what = f"the record has {further} further fault{'s' * (further > 1)}"
        yield Advice(Gravity.WRONG, what, record.folder, "smcheck record verify")


def apart(case: Case) -> Iterator[Advice]:
    """Whether its head is kept elsewhere."""
    record = _record(case)
    if record and record.head_path.parent.resolve() == record.folder.resolve():
        what = "the record and its head lie in one folder: who can change both can write the record anew"
        mend = (
            f'write record_head = "Z:/safe" above [council] in {CONFIG_NAME}, with a folder that fewer '
            "people can write to, and move head.json there"
        )
        yield Advice(Gravity.REMARK, what, record.head_path, mend)


def outdated(case: Case) -> Iterator[Advice]:
    """Whether more is kept than was decided."""
    record = _record(case)
    months = record.outdated(case.council.record_months, case.today) if record else ()
    if months:
        what = f"the record holds more than the last {case.council.record_months} months: {', '.join(months)}"
        yield Advice(Gravity.OVERDUE, what, record.folder if record else None, "smcheck record prune")


def _record(case: Case) -> Record | None:
    """The record under its key; None where there is none, or no key, which is told elsewhere."""
    has_record = case.council.record and has_key(case.decisions_path)
    return kept_record(case.council) if has_record else None


QUESTIONS = (kept, sound, apart, outdated)
