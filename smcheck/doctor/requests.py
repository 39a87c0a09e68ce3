"""Questions about requests for approval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.model.showing import day_in_words
from smcheck.settings.request_files import Requests


def waiting(case: Case) -> Iterator[Advice]:
    """Requests that have waited too long, and damaged ones."""
    requests = Requests(case.council)
    found, problems = requests.readable()
    latest = case.today - dt.timedelta(case.patience)
    late = [request for request in found if not request.answer and request.at.date() < latest]
    if late:
        wait = "a request has" if len(late) == 1 else f"{len(late)} requests have"
        what = (
            f"{wait} waited for an answer for more than {case.patience} days, since "
            f"{day_in_words(late[0].at)} ({late[0].by}, {late[0].name})"
        )
        yield Advice(Gravity.OVERDUE, what, requests.folder, f"smcheck requests show {late[0].id}")
    for problem in problems:
        mend = "restore the file from a backup; or delete it, and have the draft asked for again"
        yield Advice(Gravity.WRONG, f"a request cannot be read: {problem}", requests.folder, mend)


QUESTIONS = (waiting,)
