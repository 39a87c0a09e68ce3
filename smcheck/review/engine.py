"""The engine: runs the checks on drafts and cites the policy; knows nothing of decisions."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from smcheck.checks import Check, Context, all_checks
from smcheck.checks.shared.reading import trimmed
from smcheck.model.category import (
    ABUSIVE,
    CATEGORIES,
    FAMILIES,
    GUESSES_APART,
    PARTS,
    PERSONAL,
    TRAITS,
    parts_of,
)
from smcheck.model.draft import Draft
from smcheck.model.errors import ConfigError
from smcheck.model.finding import Finding, Hit, Severity
from smcheck.model.masking import mask, mask_personal, masked_in_source
from smcheck.models import language
from smcheck.models.protocols import Head, Judgement, Marks, PersonFinder, SentenceJudge, Weighing
from smcheck.models.shipped import FIND_PERSONS, JUDGE
from smcheck.people import Roster, load_roster
from smcheck.people.mentions import Mention
from smcheck.review.citing import Citer
from smcheck.review.examined import LANGUAGE, Examined, Fault, too_long
from smcheck.review.overlaps import gravest, spoken, surest, widest
from smcheck.settings.council import Council
from smcheck.settings.elections import Election
from smcheck.settings.policy import Policy
from smcheck.settings.tables import did_you_mean
from smcheck.text import Span, TextView, load_lexicon
from smcheck.text.direction import is_turned, turned_stretches

T = TypeVar("T")
Hits = dict[str, list[Hit]]
"""What was seen, by check."""

_TURNED = (
    "signs that nobody sees turn letters or figures round, so that what is shown was not reviewed; "
    "type the words anew"
)
_QUOTED = "in the quoted part"
_CHECKED = "only personal data, links and listed names were checked"
_MOST_PLACES = 3


class Engine:
    """The checks for one council under one policy, with the word lists and the roster that they read.

    Raises `ConfigError` where a file or a name is wrong.
    """

    def __init__(
        self,
        council: Council,
        policy: Policy,
        key: bytes,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        checks: Sequence[Check] | None = None,
        judge: SentenceJudge = JUDGE,
        find_persons: PersonFinder = FIND_PERSONS,
    ) -> None:
        """`key` is that of the fingerprints; `select` and `ignore` name checks, categories or rules.

        `judge` and `find_persons` are the models, which the council's settings may switch off.
        """
        self._council, self._policy = council, policy
        self._citer = Citer(policy, council, key)
        self._roster = council_roster(council)
        self._lexicon = load_lexicon(tuple((council.folder / path).resolve() for path in council.wordlists))
        every = tuple(checks) if checks is not None else all_checks()
        self._refuse_unknown([*select, *ignore, *council.severity], every)
        self._select, self._ignore = tuple(select), tuple(ignore)
        self.checks = tuple(
            check
            for check in every
            if any(self._is_wanted(check, part) for part in ("", *parts_of(check.category)))
        )
        self._maskers = tuple(check for check in every if check.category in PERSONAL)
        self._families: dict[tuple[str, str], tuple[Check, ...]] = {}
        self._judge = judge if council.classifier else None
        self._find_persons = find_persons if council.language_model else None

    def _refuse_unknown(self, names: Iterable[str], checks: Sequence[Check]) -> None:
        rules = [rule.id for rule in self._policy.rules]
        known = [*(check.name for check in checks), *CATEGORIES, *PARTS, *rules]
        unchecked = {category for rule in self._policy.rules for category in rule.categories} | set(TRAITS)
        for name in names:
            if name not in known and name in unchecked:
                raise ConfigError(f"there is no check of the category {name!r}; see smcheck rules")
            if name not in known:
                meant = did_you_mean(name.casefold().removeprefix("rule").strip(), known)
                raise ConfigError(f"{name!r} is no check, category or rule{meant} (smcheck rules lists them)")

    def _is_wanted(self, check: Check, part: str) -> bool:
        """Whether what a check finds of a part of its category, or of the rest of it, was asked for."""
        rules = (rule.id for rule in self._policy.governing(check.category, check=check.name, part=part))
        names = {check.name, check.category, part, *rules}
        return (not self._select or not names.isdisjoint(self._select)) and names.isdisjoint(self._ignore)

    def _wanted(self, check: Check, hits: list[Hit]) -> list[Hit]:
        """Those of a check's hits that were asked for."""
        return [hit for hit in hits if self._is_wanted(check, hit.part)] if parts_of(check.category) else hits

    def examine(self, draft: Draft, day: dt.date, election: Election | None) -> Examined:
        """What the checks find in a draft, judged for a day; never raises for what the text holds."""
        faults: list[Fault] = []
        context = self._context(draft, day, election, faults)
        if context is None:
            return Examined((), tuple(faults))
        foreign = Span(0, len(context.text.raw)) in context.foreign
        running = [check for check in self.checks if _may_say(check, draft, foreign=foreign)]
        hits = {check.name: self._wanted(check, _hits_of(check, context, faults)) for check in running}
        if context.foreign and not foreign:
            hits = {check.name: _in_english(check, hits[check.name], context) for check in running}
        personal = {check.name: hits[check.name] for check in running if check.category in PERSONAL}
        hits |= surest(personal, len(draft.own_text))
        settled = spoken(running, self._settled(hits, context), len(draft.own_text))
        findings = [
            found
            for check in running
            if settled[check.name]
            for found in self._citer.findings(check, settled[check.name], context)
        ]
        whole = (
            replace(context, text=TextView(draft.published_text, self._lexicon))
            if draft.quoted_spans
            else context
        )
        quoted = self._quoted(whole, faults)
        if draft.kind != "post":  # what it quotes is passed on
            shown = surest(
                {check.name: quoted[check.name] for check in running if check.name in quoted},
                len(draft.published_text),
            )
            findings += [
                found
                for check in running
                for found in self._citer.findings(check, shown.get(check.name, ()), whole)
            ]
        if draft.kind == "email" and draft.quoted_spans and not draft.answers:
            theirs = replace(context, text=TextView(draft.quoted_text, self._lexicon))
            findings += self._of_others(running, theirs, faults)
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.check))
        return Examined(tuple(findings), tuple(faults), self._masked(context, hits, quoted, faults))

    def _of_others(
        self, running: Sequence[Check], context: Context, faults: list[Fault]
    ) -> Iterator[Finding]:
        """Abuse in what a message quotes, a step milder: who knows whose it is."""
        judged = [check for check in running if check.category in ABUSIVE]
        hits = {check.name: _hits_of(check, context, faults) for check in judged}
        settled = spoken(judged, self._settled(hits, context), len(context.text.raw))
        for check in judged:
            milder = [replace(hit, reasons=(*hit.reasons, _QUOTED), edits=()) for hit in settled[check.name]]
            yield from self._citer.findings(check, milder, context)

    def mentions(
        self, draft: Draft, day: dt.date, election: Election | None
    ) -> tuple[tuple[Mention, ...], tuple[Fault, ...]]:
        """Everybody whom a draft names, before any rule is applied, and what could not be judged."""
        faults: list[Fault] = []
        context = self._context(draft, day, election, faults)
        found = _guard("people", faults, lambda: context.mentions) if context else ()
        return found or (), tuple(faults)

    def _context(
        self, draft: Draft, day: dt.date, election: Election | None, faults: list[Fault]
    ) -> Context | None:
        """What checks are given; None, with the fault noted, where the draft cannot be reviewed at all."""
        limit = self._council.max_characters
        length = max(len(draft.text), len(draft.published_text))
        if length > limit:
            faults.append(Fault(too_long(length, limit)))
            return None
        if not draft.own_text.strip() and not draft.shown:  # a picture may well hold no words
            faults.append(Fault("the draft is empty; write the post first"))
            return None
        if is_turned(draft.published_text):
            faults.append(Fault(_TURNED))
        view = TextView(draft.own_text, self._lexicon)
        foreign = _guard(LANGUAGE, faults, partial(language.foreign, view))
        parts = () if foreign else _guard(LANGUAGE, faults, partial(language.foreign_parts, view)) or ()
        if foreign:
            faults.append(Fault(f"the text looks {foreign}: {_CHECKED}", LANGUAGE))
        elif parts:
            faults.append(Fault(f"{_places(draft, parts)}: {_CHECKED} there", LANGUAGE))
        finder = None if foreign else self._find_persons
        judge = None if foreign or self._judge is None else _GuardedJudge(self._judge, faults)
        topics = self._policy.topics(draft.kind)
        unread = (Span(0, len(view.raw)),) if foreign else tuple(part.span for part in parts)
        return Context(draft, view, self._council, self._roster, day, election, finder, judge, topics, unread)

    def _settled(self, hits: Hits, context: Context) -> Hits:
        """The hits less those on whose words a graver one of the same family speaks."""
        severity = partial(self._citer.severity, draft=context.draft, election=context.election)
        settled = dict(hits)
        for family in FAMILIES:
            rivals = [check for check in self._rivals(family, context.draft.kind) if check.name in hits]
            apart = family in GUESSES_APART
            settled |= gravest(rivals, hits, severity, len(context.text.raw), guesses_apart=apart)
        return settled

    def _rivals(self, family: str, kind: str) -> tuple[Check, ...]:
        """The checks of a family that a rule governs, without which they say nothing."""
        known = self._families.get((family, kind))
        if known is None:
            known = self._families[family, kind] = tuple(
                check
                for check in self.checks
                if TRAITS[check.category].family == family
                and self._policy.governing(check.category, kind, check.name)
            )
        return known

    def _masked(self, context: Context, hits: Hits, quoted: Hits, faults: list[Fault]) -> str:
        """The draft as it may be shown: personal data is masked whether or not its check was selected."""
        draft, unread = context.draft, replace(context, judge=None)  # what is only read needs no mask
        for check in self._maskers:
            if check.name not in hits:
                hits[check.name] = _hits_of(check, unread, faults)
        if {fault.check for fault in faults} & {check.name for check in self._maskers}:
            return mask_personal(draft.text, keep=0)  # what a broken check would have masked is unknown
        found = [hit for check in self._maskers for hit in (*hits[check.name], *quoted.get(check.name, ()))]
        personal = [(hit.start, hit.end) for hit in found if not hit.shown]
        personal += turned_stretches(draft.published_text)
        coarse = [(hit.start, hit.end) for found in hits.values() for hit in found if hit.coarse]
        return masked_in_source(draft, mask(draft.published_text, personal, coarse))

    def _quoted(self, whole: Context, faults: list[Fault]) -> Hits:
        """Personal data in what others wrote, as notes: it is theirs to give."""
        draft = whole.draft
        found: Hits = {}
        for check in self._maskers if draft.quoted_spans else ():
            theirs = (hit for hit in _hits_of(check, whole, faults) if _is_quoted(draft, hit))
            found[check.name] = [
                replace(hit, at_most=Severity.NOTE, reasons=(_QUOTED,), edits=()) for hit in theirs
            ]
        return found


def _may_say(check: Check, draft: Draft, *, foreign: bool) -> bool:
    """Whether a check has anything to say of such a draft: its language may be unknown, or it a picture."""
    traits = TRAITS[check.category]
    return (not foreign or traits.any_language) and not (draft.shown and traits.typed)


@dataclass(frozen=True)
class _GuardedJudge:
    """A judge that judges nothing, with the fault noted, where it cannot be loaded or breaks."""

    model: SentenceJudge
    faults: list[Fault]

    def judge(
        self, sentences: Sequence[tuple[Span, str]], wanted: Span | None = None
    ) -> tuple[Judgement, ...]:
        return _guard("classifier", self.faults, partial(self.model.judge, sentences, wanted)) or ()

    def weightiest(self, text: str, words: Sequence[Span], head: Head) -> tuple[Span, ...]:
        return self.model.weightiest(text, words, head)

    def marks(self, head: Head) -> Marks:
        return self.model.marks(head)

    def weighing(self) -> Weighing:
        return self.model.weighing()


def council_roster(council: Council) -> Roster:
    """The roster of a council; raises `ConfigError` where one that is named is missing, or is malformed."""
    path = council.folder / council.roster if council.path is not None else None
    return load_roster(path, required="roster" in council.given)


def _in_english(check: Check, hits: Iterable[Hit], context: Context) -> list[Hit]:
    """The hits less those in stretches of another language, unless they hold in any language."""
    any_language = TRAITS[check.category].any_language
    return [
        hit
        for hit in hits
        if (any_language and not hit.part)
        or not any(span.start < hit.end and hit.start < span.end for span in context.foreign)
    ]


def _places(draft: Draft, parts: Sequence[language.Part]) -> str:
    """Where the stretches in other languages begin, with the languages."""
    places: dict[str, str] = {}
    for part in parts:
        start, _ = trimmed(draft.own_text, part.span)
        first, _ = draft.source_span(start, start + 1)
        places.setdefault(draft.place(first) or f"line {draft.position(first).line}", part.language)
    shown = [f"{place} looks {name}" for place, name in places.items()]
    more = f" and {len(shown) - _MOST_PLACES} more" if shown[_MOST_PLACES:] else ""
    return f"{', '.join(shown[:_MOST_PLACES])}{more}"


def _hits_of(check: Check, context: Context, faults: list[Fault]) -> list[Hit]:
    """What a check sees, the widest of what overlaps; nothing, with the fault noted, where it breaks."""
    return _guard(check.name, faults, lambda: widest(check.run(context), len(context.text.raw))) or []


def _guard(name: str, faults: list[Fault], run: Callable[[], T]) -> T | None:
    try:
        return run()
    except Exception as error:  # a check that breaks must not hide what the others found
        faults.append(Fault(_what_broke(error), name, broken=True))
        return None


def _is_quoted(draft: Draft, hit: Hit) -> bool:
    start, end = draft.source_span(hit.start, hit.end)
    return any(first <= start and end <= last for first, last in draft.quoted_spans)


def _what_broke(error: Exception) -> str:
    """What is said of a failure: never the error's own text, which may quote the draft."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    if isinstance(error, (OSError, ImportError)):
        return f"a model or file it needs cannot be loaded ({type(error).__name__}); install smcheck again"
    return f"the check broke ({type(error).__name__} at {where}); please report this"
