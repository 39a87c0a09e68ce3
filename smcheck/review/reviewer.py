"""The reviewer: what is found in drafts, with the recorded decisions applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smcheck.model.decision import Decision
from smcheck.model.draft import Draft
from smcheck.model.finding import Finding
from smcheck.model.review import Review, ReviewError
from smcheck.review.decisions import covering, suspended
from smcheck.settings.council import Council
from smcheck.settings.decision_file import Decisions, load_decisions
from smcheck.settings.elections import Election, election_on
from smcheck.settings.policy import Policy
from smcheck.settings.policy_file import load_policy

if TYPE_CHECKING:
    from smcheck.checks import Check
    from smcheck.people.mentions import Mention
    from smcheck.review.cache import Cache, CouncilCache
    from smcheck.review.engine import Engine
    from smcheck.review.examined import Examined, Fault

NOT_JUDGED = (
    "not looked for: hostility, heat and topics that show in no single word; the settings switch that off "
    "(classifier = false)"
)
"""The remark that the classifier is switched off."""

READ_ONCE = (
    "read once, by the smaller reader: more is missed, and more flagged in error, than without --quick"
)
"""The remark that the second reader was left out."""


class Reviewer:
    """Reviews drafts for one council under one policy; built once, safe to share between threads.

    >>> from smcheck import Reviewer
    >>> review = Reviewer().review("Ring 07700 900123 about the fete.")
    >>> [(finding.check, finding.rules) for finding in review.findings]
    [('phone', ('11',))]
    """

    def __init__(
        self,
        council: Council | None = None,
        policy: Policy | None = None,
        *,
        decisions: Decisions | None = None,
        date: dt.date | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        checks: Sequence[Check] | None = None,
        cache: Cache | None = None,
        quick: bool = False,
    ) -> None:
        """Load what the council names: policy, roster, decisions and word lists.

        `date` is the day for which drafts are judged that bear none of their own, today by default. `select`
        and `ignore` hold names of checks, categories or ids of rules. With a `cache`, what was found in a
        draft before is not looked for again. A `quick` review leaves out the second reader. Raises
        `ConfigError` where a file or a name is wrong.
        """
        self.council = council or Council()
        folder = self.council.folder
        self.policy = policy or load_policy(self.council.policy, folder)
        has_file = self.council.path is not None
        self.decisions = decisions or load_decisions(folder / self.council.decisions if has_file else None)
        self.date = date or dt.date.today()
        self.select, self.ignore = tuple(select), tuple(ignore)
        self._given_checks = checks
        self.quick = quick
        once = (READ_ONCE,) if quick else ()
        self._left_out = once if self.council.classifier else (NOT_JUDGED,)
        self._cache: CouncilCache | None = None
        if cache is not None and checks is None:
            if not self.decisions.has_key:
                self.decisions = replace(self.decisions, key=cache.key)
            self._cache = cache.of_council(
                self.council, self.policy, self.decisions.key, [select, ignore, ["quick"] * quick]
            )
        if self._cache is None or not self._cache.is_known:
            _ = self._engine  # whose making tells whether all is in order
            if self._cache:
                self._cache.note()

    def __getstate__(self) -> dict[str, Any]:
        """What it was made from: word lists and models are loaded anew where it arrives, without a cache."""
        left = {"_engine", "_cache"}
        return {name: value for name, value in vars(self).items() if name not in left} | {"_cache": None}

    @cached_property
    def _engine(self) -> Engine:
        from smcheck.models.shipped import JUDGE, QUICK_JUDGE
        from smcheck.review.engine import Engine

        key = self.decisions.key
        judge = QUICK_JUDGE if self.quick else JUDGE
        return Engine(self.council, self.policy, key, self.select, self.ignore, self._given_checks, judge)

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks that are run."""
        return self._engine.checks

    def review(self, draft: str | Draft) -> Review:
        """Review one text or draft; never raises for what the text holds."""
        draft = Draft(draft) if isinstance(draft, str) else draft
        found = self.known(draft)
        if found is None:
            found = self.examine(draft)
            self.keep(draft, found)
        return self.decided(draft, found)

    def known(self, draft: Draft) -> Examined | None:
        """What was found in a draft before, if there is a cache and it knows."""
        return self._cache.get(draft, *self._when(draft)) if self._cache else None

    def examine(self, draft: Draft) -> Examined:
        """What is found in a draft, looked for anew, before any decision; never raises for what it holds."""
        return self._engine.examine(draft, *self._when(draft))

    def keep(self, draft: Draft, found: Examined) -> None:
        """Keep what was found in a draft in the cache, if there is one."""
        if self._cache:
            self._cache.put(draft, *self._when(draft), found)

    def mentions(self, draft: str | Draft) -> tuple[tuple[Mention, ...], tuple[ReviewError, ...]]:
        """Everybody whom a draft names, before any rule is applied, and what could not be judged."""
        draft = Draft(draft) if isinstance(draft, str) else draft
        found, faults = self._engine.mentions(draft, *self._when(draft))
        return found, tuple(_error(draft, fault) for fault in faults)

    def review_many(self, drafts: Iterable[str | Draft]) -> Iterator[Review]:
        """Review drafts one after the other, in their order."""
        return (self.review(draft) for draft in drafts)

    def decided(self, draft: Draft, found: Examined) -> Review:
        """The review of a draft: what was found with the decisions that hold on its day."""
        day, election = self._when(draft)
        decided = []
        expired: dict[Decision, None] = {}
        relevant: set[Decision] = set()
        for finding in found.findings:
            about = covering(self.decisions, finding, draft)
            current = [decision for decision in about if self._is_current(decision, day)]
            relevant.update(current)
            holding = sorted(
                (decision for decision in current if self._holds(decision, finding, election)), key=_lasting
            )
            if not holding:
                expired.update(dict.fromkeys(decision for decision in about if decision not in current))
            idle = self._why_not(current[0], finding, election) if current and not holding else None
            shown = found.masked[finding.start : finding.end]
            decision = holding[-1] if holding else None
            decided.append(replace(finding, decision=decision, undecided=idle, excerpt=shown))
        errors = tuple(_error(draft, fault) for fault in found.faults)
        period = (self._period(election),) if election else ()
        ended = (expiry_notice(decision, self.date) for decision in expired)
        notices = (*draft.remarks, *period, *ended, *self._left_out)
        if not found.masked:  # nothing could be judged at all
            notices = draft.remarks
        return Review(draft, tuple(decided), errors, notices, found.masked, frozenset(relevant))

    def _is_current(self, decision: Decision, day: dt.date) -> bool:
        """Whether a decision holds both today and on the day of the draft, which may have passed."""
        return not decision.expired(max(day, self.date)) and not decision.lies_ahead(self.date)

    def _holds(self, decision: Decision, finding: Finding, election: Election | None) -> bool:
        return self._may(decision, finding) and not suspended(decision, election, elected=finding.elected)

    def _may(self, decision: Decision, finding: Finding) -> bool:
        return decision.kind != "waiver" or self.council.may_waive(decision.by, finding)

    def _why_not(self, decision: Decision, finding: Finding, election: Election | None) -> str:
        """Why a decision that is current does not hold for a finding."""
        if not self._may(decision, finding):
            return f"the waiver by {decision.by} does not hold: only an approver may waive an error"
        poll = election.poll if election else ""
        return f"the approval by {decision.by} is suspended in the pre-election period, to the poll on {poll}"

    def _when(self, draft: Draft) -> tuple[dt.date, Election | None]:
        """The day for which a draft is judged, its own or else the reviewer's, and the poll ahead."""
        day = draft.date or self.date
        return day, election_on(day, self.council.elections)

    def _period(self, election: Election) -> str:
        """The remark that a pre-election period is under way."""
        law = f" ({self.policy.pre_election.law})" if self.policy.pre_election else ""
        return (
            f"the pre-election period lasts from {election.begins} to the poll on {election.poll}: politics, "
            f"and the names of councillors and candidates, count as graver in it{law}"
        )


def _lasting(decision: Decision) -> dt.date:
    """How long a decision holds, for comparison."""
    return decision.until or dt.date.max


def expiry_notice(decision: Decision, today: dt.date) -> str:
    """The remark that a decision no longer holds, or does not yet."""
    if decision.lies_ahead(today):
        return f"an approval is dated ahead, and does not hold: {decision.describe()}"
    return f"an approval has expired: {decision.describe()}"


def _error(draft: Draft, fault: Fault) -> ReviewError:
    message = fault.message if draft.row is None else f"row {draft.row}: {fault.message}"
    return ReviewError(draft.path, message, fault.check)
