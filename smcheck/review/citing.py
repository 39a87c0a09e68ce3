"""What the policy makes of a hit: the rules it cites and how grave it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from smcheck.checks import Check, Context
from smcheck.model.category import TRAITS
from smcheck.model.draft import Draft
from smcheck.model.edit import Edit
from smcheck.model.finding import Finding, Hit, Severity
from smcheck.review.moderating import MODERATE, Moderation
from smcheck.settings.council import Council
from smcheck.settings.elections import Election
from smcheck.settings.policy import Policy, Rule
from smcheck.text import Span, TextView
from smcheck.text.fold import fold

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Citer:
    """What one policy makes of hits; `key` is that of the council's fingerprints."""

    policy: Policy
    council: Council
    key: bytes

    def findings(self, check: Check, hits: Sequence[Hit], context: Context) -> Iterator[Finding]:
        """A finding for each hit; none where no rule of the policy governs it."""
        draft = context.draft
        seen: Counter[tuple[str, str]] = Counter()
        moderation = Moderation(context)
        for hit in hits:
            if not self.governing(check, hit, draft):
                continue
            if draft.kind == "comment" and moderation.is_criticism(check.category, hit):
                continue
            sentence = context.text.sentence_at(hit.start)
            basis = (fold(context.text.raw[hit.start : hit.end]).text, _wording(context.text, sentence))
            seen[basis] += 1
            fingerprint = self._fingerprint(check.name, (*basis, str(seen[basis])))
            yield self._finding(check, hit, context, fingerprint)

    def governing(self, check: Check, hit: Hit, draft: Draft) -> tuple[Rule, ...]:
        """The rules that govern what a check saw."""
        return self.policy.governing(check.category, draft.kind, check.name, hit.part)

    def _finding(self, check: Check, hit: Hit, context: Context, fingerprint: str) -> Finding:
        draft, election = context.draft, context.election
        moderated = draft.kind == "comment"
        first, last = draft.source_span(hit.start, hit.end)
        start, end = draft.position(first), draft.position(last)
        return Finding(
            check=check.name,
            category=check.category,
            rules=self._rules(check, hit, draft, election),
            severity=self.severity(check, hit, draft, election),
            start=first,
            end=last,
            line=start.line,
            column=start.column,
            end_line=end.line,
            end_column=end.column,
            place=draft.place(first),
            message=self._filled(hit.message, hit),
            suggestion=MODERATE if moderated else self._filled(hit.suggestion, hit),
            excerpt="",
            confidence=hit.confidence,
            fingerprint=fingerprint,
            subject="" if moderated else hit.subject,  # nothing to approve
            coarse=hit.coarse,
            elected=hit.elected,
            shown=hit.shown,
            reasons=hit.reasons,
            also=hit.also,
            explanation=hit.explanation,
            heightened=self._before_poll(check, hit, election),
            edits=() if moderated or draft.shown else tuple(in_source(draft, hit.edits)),
            approval="" if moderated else _approval(check, hit, election),
            moderated=moderated,
        )

    def _filled(self, said: str, hit: Hit) -> str:
        """The words of a check with the policy's for whom to ask and for the council, and the draft's own."""
        known = {**hit.words, "ask": self.policy.ask, "we": self.policy.we}
        return _GAP.sub(lambda gap: known.get(gap[1], gap[0]), said)

    def _rules(self, check: Check, hit: Hit, draft: Draft, election: Election | None) -> tuple[str, ...]:
        rules = tuple(rule.id for rule in self.governing(check, hit, draft))
        before_poll = self.policy.pre_election
        if before_poll and before_poll.rule not in rules and _heightened(check, hit, election):
            return (*rules, before_poll.rule)
        return rules

    def _before_poll(self, check: Check, hit: Hit, election: Election | None) -> str | None:
        """What makes the hit graver before a poll, with the law; None where nothing does."""
        if election and self.policy.pre_election and _heightened(check, hit, election):
            law = self.policy.pre_election.law
            return f"in the pre-election period before the poll on {election.poll} ({law})"
        return None

    def severity(self, check: Check, hit: Hit, draft: Draft, election: Election | None) -> Severity:
        """The policy's severity or the council's own, less a step for each reason of the hit's.

        In a pre-election period, politics and the elected weigh a step more.
        """
        severity = self._configured(check, hit, draft)
        if draft.kind == "comment" and severity is Severity.NOTE:  # it is hidden or it is not
            severity = Severity.WARNING
        if hit.raised:
            severity = severity.raised()
        severity = severity.at_most(hit.at_most)
        if self.policy.pre_election and _heightened(check, hit, election):
            severity = severity.raised()
        for _ in hit.reasons:
            severity = severity.lowered()
        return severity

    def _configured(self, check: Check, hit: Hit, draft: Draft) -> Severity:
        configured = self.council.severity
        for name in (hit.part, check.name, check.category):
            if name in configured:
                return configured[name]
        for rule in self.governing(check, hit, draft):
            if rule.id in configured:
                return configured[rule.id]
        return self.policy.severity(check.category, draft.kind, check.name, hit.part)

    def _fingerprint(self, check: str, basis: tuple[str, ...]) -> str:
        from hashlib import blake2b  # costs a start-up 10 ms, and a clean draft needs none

        wording = "\0".join((check, *basis)).encode("utf-8", "surrogatepass")
        return blake2b(wording, key=self.key[:64], digest_size=8).hexdigest()


def in_source(draft: Draft, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in the draft's text; those of words that its markup writes otherwise fall away."""
    for edit in edits:
        if draft.published is None:
            yield edit
        elif edit.start < edit.end:
            start, end = draft.source_span(edit.start, edit.end)
            if draft.text[start:end] == draft.published_text[edit.start : edit.end]:
                yield replace(edit, start=start, end=end)


def _approval(check: Check, hit: Hit, election: Election | None) -> str:
    """The kind of decision, beside a waiver, that would clear it; none where one taken now would not hold."""
    suspended = election is not None and hit.elected
    return TRAITS[check.category].approval if hit.subject and hit.approvable and not suspended else ""


def _heightened(check: Check, hit: Hit, election: Election | None) -> bool:
    """Whether the period before a poll makes the hit graver."""
    return election is not None and (hit.elected or TRAITS[check.category].heightened)


def _wording(view: TextView, sentence: Span) -> str:
    return " ".join(token.text for token in view.tokens_between(sentence.start, sentence.end))
