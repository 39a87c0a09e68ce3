"""The reviewer: runs the checks on drafts, cites the policy, applies the recorded decisions."""

from __future__ import annotations

import datetime as dt
import traceback
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from smcheck.checks import Check, Context, all_checks
from smcheck.council import Council
from smcheck.decisions import Decision, Decisions, load_decisions
from smcheck.draft import Draft
from smcheck.elections import election_on
from smcheck.errors import ConfigError
from smcheck.finding import CATEGORIES, PERSONAL, REASONS, Category, Finding, Hit, Severity
from smcheck.masking import mask
from smcheck.models import hostility, language, persons
from smcheck.people import load_roster
from smcheck.people.mentions import Mention
from smcheck.policy import Policy, load_policy
from smcheck.review import Review, ReviewError
from smcheck.tables import did_you_mean
from smcheck.text import Coverage, Span, TextView, load_lexicon
from smcheck.text.fold import fold

T = TypeVar("T")
ANY_LANGUAGE: frozenset[Category] = frozenset(
    {"personal-contact", "personal-data", "link", "platform", "named-person"}
)
"""Categories that are judged in a text of any language."""

NOT_JUDGED = (
    "not judged: hostility and contempt that no listed word shows (classifier = false in smcheck.toml)"
)
"""The remark that the classifier is switched off."""

RIVALS: tuple[tuple[Category, ...], ...] = (("defamation", "abuse", "tone"), ("discrimination",))
"""Categories of which one speaks on the same words: the gravest, at the same severity the first."""


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

        `date` is the day for which drafts are judged, today by default. `select` and `ignore` hold names
        of checks, categories or ids of rules. Raises `ConfigError` where a file or a name is wrong.
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
        self._election = election_on(self.date, self.council.elections)
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
        rules = {rule.id for rule in self.policy.governing(check.category)}
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
        hits |= _surest(personal, len(draft.text))
        spoken = dict(hits)
        for family in RIVALS:
            spoken |= self._gravest([check for check in running if check.category in family], hits, draft)
        findings = [
            found for check in running for found in self._findings(check, spoken[check.name], context)
        ]
        masked = self._masked(context, hits, errors) if findings else draft.text
        return self._decide(draft, findings, errors, masked)

    def _gravest(
        self, checks: Sequence[Check], hits: dict[str, list[Hit]], draft: Draft
    ) -> dict[str, list[Hit]]:
        """Hits by check; of several on the same words only the gravest, which names the others."""
        if sum(bool(hits[check.name]) for check in checks) < 2:
            return {}
        rivals = [(check, hit) for check in checks for hit in hits[check.name]]
        rivals.sort(key=lambda rival: _gravity(rival[0], rival[1], self._severity(rival[0], rival[1], draft)))
        covered = Coverage(len(draft.text))
        kept: list[tuple[Hit, str]] = []
        lost: list[tuple[Hit, str]] = []
        for check, hit in rivals:
            beaten = covered.touches(hit.start, hit.end)
            (lost if beaten else kept).append((hit, check.name))
            covered.add(hit.start, hit.end)
        named = _with_names(kept, [(hit, name) for hit, name in lost if not hit.guessed])
        return {check.name: [hit for hit, name in named if name == check.name] for check in checks}

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
        if len(draft.text) > limit:
            size = f"{len(draft.text):,} characters; the limit is {limit:,} (max_characters)"
            errors.append(_error(draft, f"the draft has {size}"))
            return None
        if not draft.text.strip():
            errors.append(_error(draft, "the draft is empty; write the post first"))
            return None
        view = TextView(draft.text, self._lexicon)
        foreign = self._guard(draft, "language", errors, partial(language.foreign, view))
        if foreign:
            message = f"the text looks {foreign}: only personal data, links and listed names were checked"
            errors.append(_error(draft, message, "language"))
        finder = None if foreign else self._find_persons
        judge = None if foreign or not self.council.classifier else partial(self._judged, draft, errors)
        return Context(draft, view, self.council, self.roster, self.date, finder, judge)

    def _judged(
        self, draft: Draft, errors: list[ReviewError], sentences: Sequence[tuple[Span, str]]
    ) -> tuple[hostility.Judgement, ...]:
        """The classifier's judgements; none, with the error noted once, where it cannot be loaded."""
        return self._guard(draft, "classifier", errors, partial(hostility.judge, sentences)) or ()

    def _masked(self, context: Context, hits: dict[str, list[Hit]], errors: list[ReviewError]) -> str:
        """The draft as it may be shown: personal data is masked whether or not its check was selected."""
        for check in self._maskers:
            if check.name not in hits:
                run = partial(_hits, check, context)
                hits[check.name] = self._guard(context.draft, check.name, errors, run) or []
        personal = [hit for check in self._maskers for hit in hits[check.name]]
        coarse = [hit for found in hits.values() for hit in found if hit.coarse]
        return mask(context.draft.text, personal, coarse)

    def review_many(self, drafts: Iterable[str | Draft]) -> Iterator[Review]:
        """Review drafts one after the other, in their order."""
        return (self.review(draft) for draft in drafts)

    def _guard(self, draft: Draft, name: str, errors: list[ReviewError], run: Callable[[], T]) -> T | None:
        try:
            return run()
        except Exception as error:  # a check that breaks must not hide what the others found
            errors.append(_error(draft, _what_broke(error), name))
            return None

    def _findings(self, check: Check, hits: list[Hit], context: Context) -> list[Finding]:
        if not hits:
            return []
        rules = tuple(rule.id for rule in self.policy.governing(check.category, context.draft.kind))
        if not rules:
            return []
        seen: Counter[tuple[str, str]] = Counter()
        findings = []
        for hit in hits:
            sentence = context.text.sentence_at(hit.start)
            basis = (fold(context.draft.text[hit.start : hit.end]).text, _wording(context.text, sentence))
            seen[basis] += 1
            findings.append(self._finding(check, hit, rules, context.draft, (*basis, str(seen[basis]))))
        return findings

    def _finding(
        self, check: Check, hit: Hit, rules: tuple[str, ...], draft: Draft, basis: tuple[str, ...]
    ) -> Finding:
        start, end = draft.position(hit.start), draft.position(hit.end)
        message = f"{hit.message} ({hit.lowered})" if hit.lowered else hit.message
        return Finding(
            check=check.name,
            category=check.category,
            rules=rules,
            severity=self._severity(check, hit, draft),
            start=hit.start,
            end=hit.end,
            line=start.line,
            column=start.column,
            end_line=end.line,
            end_column=end.column,
            place=draft.place(hit.start),
            message=message,
            suggestion=hit.suggestion.replace("{ask}", self.policy.ask),
            excerpt="",
            confidence=hit.confidence,
            fingerprint=self._fingerprint(check.name, basis),
            subject=hit.subject,
            coarse=hit.coarse,
            elected=hit.elected,
        )

    def _severity(self, check: Check, hit: Hit, draft: Draft) -> Severity:
        configured = self.council.severity
        for name in (check.name, check.category):
            if name in configured:
                severity = configured[name]
                break
        else:
            severity = self._policy_severity(check.category, draft)
        for _ in filter(None, hit.lowered.split(REASONS)):
            severity = severity.lowered()
        return severity

    def _policy_severity(self, category: Category, draft: Draft) -> Severity:
        for rule in self.policy.governing(category, draft.kind):
            if rule.id in self.council.severity:
                return self.council.severity[rule.id]
        return self.policy.severity(category, draft.kind)

    def _fingerprint(self, check: str, basis: tuple[str, ...]) -> str:
        from hashlib import blake2b  # costs a start-up 10 ms, and a clean draft needs none

        wording = "\0".join((check, *basis)).encode("utf-8", "surrogatepass")
        return blake2b(wording, key=self.decisions.key[:64], digest_size=8).hexdigest()

    def _decide(
        self, draft: Draft, findings: list[Finding], errors: list[ReviewError], masked: str
    ) -> Review:
        decided = []
        expired: dict[Decision, None] = {}
        for finding in findings:
            records = self.decisions.covering(finding, draft)
            current = [record for record in records if not record.expired(self.date)]
            holding = [record for record in current if not record.suspended(finding, self._election)]
            if not holding:
                expired.update(dict.fromkeys(record for record in records if record not in current))
            message = finding.message if holding or not current else self._suspended(finding, current[0])
            shown = masked[finding.start : finding.end]
            record = holding[0] if holding else None
            decided.append(replace(finding, decision=record, message=message, excerpt=shown))
        decided.sort(key=lambda finding: (finding.start, finding.end, finding.check))
        notices = (*map(expiry_notice, expired), *self._left_out)
        return Review(draft, tuple(decided), tuple(errors), notices, masked)

    def _suspended(self, finding: Finding, record: Decision) -> str:
        """The message with the reason why an approval does not hold before a poll."""
        poll = self._election.poll if self._election else ""
        return (
            f"{finding.message}; the approval by {record.by} is suspended in the pre-election period, "
            f"to the poll on {poll}"
        )


def _hits(check: Check, context: Context) -> list[Hit]:
    return _widest(check.run(context), len(context.draft.text))


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


def _widest(hits: Iterable[Hit], length: int) -> list[Hit]:
    """Hits in reading order; of those that overlap, the widest, and of equal ones the surest."""
    every = list(hits)
    if len(every) < 2:
        return every
    covered = Coverage(length)
    kept = []
    for hit in sorted(every, key=lambda hit: (hit.start - hit.end, -hit.confidence, hit.start)):
        if not covered.touches(hit.start, hit.end):
            covered.add(hit.start, hit.end)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _surest(hits: dict[str, list[Hit]], length: int) -> dict[str, list[Hit]]:
    """Hits by check without those that lie within another check's surer one: a number is one thing only."""
    if sum(map(len, hits.values())) < 2:
        return hits
    rivals = [(hit, name) for name, found in hits.items() for hit in found]
    rivals.sort(key=lambda rival: (-rival[0].confidence, rival[0].start - rival[0].end))
    claimed = Coverage(length)
    kept: dict[str, list[Hit]] = {name: [] for name in hits}
    for hit, name in rivals:
        if not claimed.covers(hit.start, hit.end):
            claimed.add(hit.start, hit.end)
            kept[name].append(hit)
    return {name: sorted(found, key=lambda hit: hit.start) for name, found in kept.items()}


def _gravity(check: Check, hit: Hit, severity: Severity) -> tuple[int, bool, int, float, int]:
    """What sorts the gravest first, then the first of its family, the surest and the widest."""
    family = next(family for family in RIVALS if check.category in family)
    place = family.index(check.category)
    return -severity.rank, hit.guessed, place, -hit.confidence, hit.start - hit.end


def _with_names(kept: Sequence[tuple[Hit, str]], lost: Sequence[tuple[Hit, str]]) -> list[tuple[Hit, str]]:
    """The hits kept, in reading order, with the names of other checks that lost the same words to them."""
    kept = sorted(kept, key=lambda entry: entry[0].start)
    starts = [hit.start for hit, _ in kept]
    others: list[dict[str, None]] = [{} for _ in kept]
    for hit, name in lost:
        for index in range(max(0, bisect_right(starts, hit.start) - 1), bisect_left(starts, hit.end)):
            if kept[index][0].end > hit.start and kept[index][1] != name:
                others[index][name] = None
    return [
        (replace(hit, message=f"{hit.message}; also {', '.join(also)}") if also else hit, name)
        for (hit, name), also in zip(kept, others, strict=True)
    ]


def _wording(view: TextView, sentence: Span) -> str:
    return " ".join(token.text for token in view.tokens_between(sentence.start, sentence.end))
