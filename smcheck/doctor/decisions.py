"""Questions about recorded decisions: which hold no longer, or never did, and where others hide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.model.decision import SOON, Decision
from smcheck.record.standing import EXPIRED, NOT_USED, ends_soon, states_of
from smcheck.review.fitting import misfit

_MOST_NAMED = 3
# As OneDrive ("-PC-NAME"), Dropbox and Nextcloud ("(conflicted copy)"), Windows (" - Copy", " (2)") and
# Syncthing (".sync-conflict-") name them.
_COPY = re.compile(r"(?: ?[(-]| - |\.sync-conflict|_conf\().*", re.IGNORECASE)


def standing(case: Case) -> Iterator[Advice]:
    """Decisions that have expired, or will soon."""
    states = states_of(case.decisions, case.council, SOON, None, case.today)
    expired = [decision for decision, state in states if state == EXPIRED]
    ending = [decision for decision, state in states if ends_soon(state)]
    if expired:
        have = "a decision has" if len(expired) == 1 else f"{len(expired)} decisions have"
        what = f"{have} expired: {_named(expired)}"
        mend = "smcheck decisions prune, after asking again what is still needed"
        yield Advice(Gravity.OVERDUE, what, case.decisions_path, mend)
    if ending:
        end = "a decision ends" if len(ending) == 1 else f"{len(ending)} decisions end"
        what = f"{end} within {SOON} days: {_named(ending)}"
        yield Advice(Gravity.REMARK, what, case.decisions_path, "smcheck decisions, and ask again in time")


def fitting(case: Case) -> Iterator[Advice]:
    """Decisions that do not cover what they say."""
    for decision in case.decisions:
        if wrong := misfit(decision.kind, decision.subject):
            what = f"a decision covers nothing: {decision.describe()}: {wrong}"
            mend = f"smcheck approve {decision.kind} again, and take this one out of {case.council.decisions}"
            yield Advice(Gravity.WRONG, what, case.decisions_path, mend)


def copies(case: Case) -> Iterator[Advice]:
    """Second files that a drive that syncs has laid beside the settings."""
    for path in (case.path, case.roster_path, case.decisions_path, case.key_path):
        for copy in _copies(path):
            what = (
                f"this looks like a second {path.name}, as drives that sync make it; what it holds does not "
                "count"
            )
            mend = f"open both, bring what is missing into {path.name}, and delete {copy.name}"
            yield Advice(Gravity.WRONG, what, copy, mend)


def unused(case: Case) -> Iterator[Advice]:
    """Decisions that no draft here uses; not told where a draft cannot be read, or there is none."""
    if not case.review or not case.decisions:
        return
    report, unread = case.drafts
    if unread or report.errors or not report.drafts:
        return
    states = states_of(case.decisions, case.council, SOON, report.used, case.today)
    idle = [decision for decision, state in states if state == NOT_USED]
    if idle:
        have = "a decision is" if len(idle) == 1 else f"{len(idle)} decisions are"
        what = f"{have} used by no draft here: {_named(idle)}"
        mend = "smcheck decisions prune --unused . where nobody will need them again"
        yield Advice(Gravity.REMARK, what, case.decisions_path, mend)


def _copies(path: Path) -> Iterator[Path]:
    if path.parent.is_dir():
        for other in sorted(path.parent.iterdir()):
            rest = other.stem.removeprefix(path.stem)
            if other.suffix == path.suffix and rest != other.stem and _COPY.fullmatch(rest):
                yield other


def _named(decisions: Sequence[Decision]) -> str:
    more = f"; and {len(decisions) - _MOST_NAMED} more" if len(decisions) > _MOST_NAMED else ""
    return "; ".join(decision.describe() for decision in decisions[:_MOST_NAMED]) + more


QUESTIONS = (standing, fitting, copies, unused)
