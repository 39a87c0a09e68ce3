"""The reviewer: runs the checks on drafts, cites the policy, applies the recorded decisions."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from smcheck.checks import Check, Context, all_checks
from smcheck.council import Council
from smcheck.decisions import Decision, Decisions, load_decisions
from smcheck.draft import Draft
from smcheck.elections import Election, election_on
from smcheck.errors import ConfigError
from smcheck.finding import CATEGORIES, PERSONAL, Category, Finding, Hit, Severity
from smcheck.masking import mask, mask_personal
from smcheck.models import classifier, language, persons
from smcheck.overlaps import RIVALS, gravest, surest, widest
from smcheck.people import load_roster
from smcheck.people.mentions import Mention
from smcheck.policy import Policy, load_policy
from smcheck.review import Review, ReviewError
from smcheck.ruling import Ruling
from smcheck.tables import did_you_mean
from smcheck.text import Span, TextView, load_lexicon

T = TypeVar("T")
ANY_LANGUAGE: frozenset[Category] = frozenset(
    {"personal-contact", "personal-data", "link", "platform", "named-person"}
)
"""Categories that are judged in a text of any language."""

NOT_JUDGED = (
    "not judged: hostility, heat and topics that no listed word shows (classifier = false in smcheck.toml)"
)
"""The remark that the classifier is switched off."""

_QUOTED = "in the quoted part"


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
    ) -> None:
        """Load what the council names: policy, roster, decisions and word lists.

        `date` is the day for which drafts are judged that bear none of their own, today by default. `select`
        and `ignore` hold names of checks, categories or ids of rules. Raises `ConfigError` where a file or a
        name is wrong.
        """
        self.council = council or Council()
        folder = self.council.folder
        self.policy = policy or load_policy(self.council.policy, folder)
        has_file = self.council.path is not None
        self.decisions = decisions or load_decisions(folder / self.council.decisions if has_file else None)
        self.roster = load_roster(
            folder / self.council.roster if has_file else None, required="roster" in self.council.given
        )
        self.date = date or dt.date.today()
        self._ruling = Ruling(self.policy, self.council, self.decisions.key)
        self._lexicon = load_lexicon(tuple((folder / path).resolve() for path in self.council.wordlists))
        every = tuple(checks) if checks is not None else all_checks()
        self._refuse_unknown([*select, *ignore, *self.council.severity], every)
        chosen = [check for check in every if not select or self._named(check, select)]
        self.checks = tuple(check for check in chosen if not self._named(check, ignore))
        self._maskers = tuple(check for check in every if check.category in PERSONAL)
        self._left_out = () if self.council.classifier else (NOT_JUDGED,)
        self._find_persons = persons.find if self.council.language_model else None

    def _refuse_unknown(self, names: Iterable[str], checks: Sequence[Check]) -> None:
        known = [check.name for check in checks] + list(CATEGORIES) + [rule.id for rule in self.policy.rules]
        for name in names:
            if name not in known:
                raise ConfigError(f"{name!r} is no check, category or rule{did_you_mean(name, known)}")

    def _named(self, check: Check, names: Sequence[str]) -> bool:
        rules = {rule.id for rule in self.policy.governing(check.category, check=check.name)}
        return check.name in names or check.category in names or bool(rules & set(names))

    def review(self, draft: str | Draft) -> Review:
        """Review one text or draft; never raises for what the text holds."""
        draft = Draft(draft) if isinstance(draft, str) else draft
        errors: list[ReviewError] = []
        context = self._opened(draft, errors)
        if context is None:
            return Review(draft, errors=tuple(errors))
        foreign = any(error.check == "language" for error in errors)
        running = [check for check in self.checks if not foreign or check.category in ANY_LANGUAGE]
        hits = {
            check.name: self._guard(draft, check.name, errors, partial(_hits, check, context)) or []
            for check in running
        }
        personal = {check.name: hits[check.name] for check in running if check.category in PERSONAL}
        hits |= surest(personal, len(draft.judged))
        severity = partial(self._ruling.severity, draft=draft, election=context.election)
        spoken = dict(hits)
        for family in RIVALS:
            rivals = [check for check in running if check.category in family]
            spoken |= gravest(rivals, hits, severity, len(draft.judged))
        findings = [
            found for check in running for found in self._ruling.findings(check, spoken[check.name], context)
        ]
        whole = replace(context, text=TextView(draft.reading, self._lexicon)) if draft.others else context
        quoted = self._quoted(whole, errors)
        if draft.kind == "email":  # what it quotes is sent as well
            findings += [
                found
                for check in running
                for found in self._ruling.findings(check, quoted.get(check.name, ()), whole)
            ]
        masked = self._masked(context, hits, quoted, errors)
        return self._decide(context, findings, errors, masked)

    def mentions(self, draft: str | Draft) -> tuple[tuple[Mention, ...], tuple[ReviewError, ...]]:
        """Everybody whom a draft names, before any rule is applied, and what could not be judged."""
        draft = Draft(draft) if isinstance(draft, str) else draft
        errors: list[ReviewError] = []
        context = self._opened(draft, errors)
        found = self._guard(draft, "people", errors, lambda: context.mentions) if context else ()
        return found or (), tuple(errors)

    def _opened(self, draft: Draft, errors: list[ReviewError]) -> Context | None:
        """What checks are given; None, with the error noted, where the draft cannot be reviewed at all."""
        limit = self.council.max_characters
        length = max(len(draft.text), len(draft.reading))
        if length > limit:
            size = f"{length:,} characters; the limit is {limit:,} (max_characters)"
            errors.append(_error(draft, f"the draft has {size}"))
            return None
        if not draft.judged.strip():
            errors.append(_error(draft, "the draft is empty; write the post first"))
            return None
        view = TextView(draft.judged, self._lexicon)
        foreign = self._guard(draft, "language", errors, partial(language.foreign, view))
        if foreign:
            message = f"the text looks {foreign}: only personal data, links and listed names were checked"
            errors.append(_error(draft, message, "language"))
        finder = None if foreign else self._find_persons
        judge = None if foreign or not self.council.classifier else partial(self._judged, draft, errors)
        day = self._day(draft)
        election = election_on(day, self.council.elections)
        return Context(draft, view, self.council, self.roster, day, election, finder, judge)

    def _judged(
        self, draft: Draft, errors: list[ReviewError], sentences: Sequence[tuple[Span, str]]
    ) -> tuple[classifier.Judgement, ...]:
        """The classifier's judgements; none, with the error noted once, where it cannot be loaded."""
        return self._guard(draft, "classifier", errors, partial(classifier.judge, sentences)) or ()

    def _masked(
        self,
        context: Context,
        hits: dict[str, list[Hit]],
        quoted: dict[str, list[Hit]],
        errors: list[ReviewError],
    ) -> str:
        """The draft as it may be shown: personal data is masked whether or not its check was selected."""
        for check in self._maskers:
            if check.name not in hits:
                run = partial(_hits, check, context)
                hits[check.name] = self._guard(context.draft, check.name, errors, run) or []
        if {error.check for error in errors} & {check.name for check in self._maskers}:
            return mask_personal(
                context.draft.text, keep=0
            )  # what a broken check would have masked is unknown
        found = [hit for check in self._maskers for hit in (*hits[check.name], *quoted.get(check.name, ()))]
        personal = [hit for hit in found if not hit.shown]
        coarse = [hit for found in hits.values() for hit in found if hit.coarse]
        draft = context.draft
        return mask(draft.text, *(_in_source(draft, chosen) for chosen in (personal, coarse)))

    def _quoted(self, whole: Context, errors: list[ReviewError]) -> dict[str, list[Hit]]:
        """Personal data in what others wrote, by check, as notes: it is theirs to give."""
        draft = whole.draft
        found: dict[str, list[Hit]] = {}
        for check in self._maskers if draft.others else ():
            hits = self._guard(draft, check.name, errors, partial(_hits, check, whole)) or []
            theirs = (hit for hit in hits if _is_quoted(draft, hit))
            found[check.name] = [replace(hit, at_most=Severity.NOTE, lowered=_QUOTED) for hit in theirs]
        return surest(found, len(draft.reading))

    def review_many(self, drafts: Iterable[str | Draft]) -> Iterator[Review]:
        """Review drafts one after the other, in their order."""
        return (self.review(draft) for draft in drafts)

    def _guard(self, draft: Draft, name: str, errors: list[ReviewError], run: Callable[[], T]) -> T | None:
        try:
            return run()
        except Exception as error:  # a check that breaks must not hide what the others found
            errors.append(_error(draft, _what_broke(error), name))
            return None

    def _decide(
        self, context: Context, findings: list[Finding], errors: list[ReviewError], masked: str
    ) -> Review:
        draft, election = context.draft, context.election
        decided = []
        expired: dict[Decision, None] = {}
        for finding in findings:
            records = self.decisions.covering(finding, draft)
            current = [record for record in records if not record.expired(context.date)]
            holding = [record for record in current if not record.suspended(finding, election)]
            if not holding:
                expired.update(dict.fromkeys(record for record in records if record not in current))
            message = finding.message if holding or not current else _suspended(finding, current[0], election)
            shown = masked[finding.start : finding.end]
            record = holding[0] if holding else None
            decided.append(replace(finding, decision=record, message=message, excerpt=shown))
        decided.sort(key=lambda finding: (finding.start, finding.end, finding.check))
        period = (self._period(election),) if election else ()
        notices = (*draft.remarks, *period, *map(expiry_notice, expired), *self._left_out)
        return Review(draft, tuple(decided), tuple(errors), notices, masked)

    def _day(self, draft: Draft) -> dt.date:
        """The day for which the draft is judged: that on which it will be posted, else the reviewer's."""
        return draft.date or self.date

    def _period(self, election: Election) -> str:
        """The remark that a pre-election period is under way."""
        law = f" ({self.policy.pre_election.law})" if self.policy.pre_election else ""
        return (
            f"the pre-election period lasts from {election.begins} to the poll on {election.poll}: politics "
            f"and the elected weigh more in it{law}; smcheck election says what changes"
        )


def _hits(check: Check, context: Context) -> list[Hit]:
    return widest(check.run(context), len(context.text.raw))


def _is_quoted(draft: Draft, hit: Hit) -> bool:
    start, end = draft.source_span(hit.start, hit.end)
    return any(first <= start and end <= last for first, last in draft.others)


def _in_source(draft: Draft, hits: list[Hit]) -> list[Hit]:
    """The hits with their places in the draft's source in place of those in what is published."""
    if draft.published is None:
        return hits
    spans = (draft.source_span(hit.start, hit.end) for hit in hits)
    return [replace(hit, start=start, end=end) for hit, (start, end) in zip(hits, spans, strict=True)]


def _suspended(finding: Finding, record: Decision, election: Election | None) -> str:
    """The message with the reason why an approval does not hold before a poll."""
    poll = election.poll if election else ""
    return (
        f"{finding.message}; the approval by {record.by} is suspended in the pre-election period, "
        f"to the poll on {poll}"
    )


def expiry_notice(record: Decision) -> str:
    """The remark that a record no longer holds."""
    return f"an approval has expired: {record.describe()}"


def _error(draft: Draft, message: str, check: str | None = None) -> ReviewError:
    return ReviewError(draft.path, message if draft.row is None else f"row {draft.row}: {message}", check)


def _what_broke(error: Exception) -> str:
    """What is said of a failure: never the error's own text, which may quote the draft."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    if isinstance(error, (OSError, ImportError)):
        return f"a model or file it needs cannot be loaded ({type(error).__name__}); install smcheck again"
    return f"the check broke ({type(error).__name__} at {where}); please report this"
