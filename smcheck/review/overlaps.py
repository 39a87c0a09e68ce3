"""Hits on the same words: which of them speaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from smcheck.checks import Check
from smcheck.model.category import PERSONAL, TRAITS
from smcheck.model.finding import Hit, Severity
from smcheck.text import Coverage

_ANY, _PERSONAL = "any", "personal"
_SURE = 0.6
_FAR_LESS = 0.4  # of a surer guess's confidence


def widest(hits: Iterable[Hit], length: int) -> list[Hit]:
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


def surest(hits: dict[str, list[Hit]], length: int) -> dict[str, list[Hit]]:
    """Hits by check without those that lie within another check's surer one: a number is one thing only.

    Hits that are about something else than their words (`shown`) rival none.
    """
    if sum(map(len, hits.values())) < 2:
        return hits
    rivals = [(hit, name) for name, found in hits.items() for hit in found if not hit.shown]
    rivals.sort(key=lambda rival: (-rival[0].confidence, rival[0].start - rival[0].end))
    claimed = Coverage(length)
    kept = {name: [hit for hit in found if hit.shown] for name, found in hits.items()}
    for hit, name in rivals:
        if not claimed.covers(hit.start, hit.end):
            claimed.add(hit.start, hit.end)
            kept[name].append(hit)
    return {name: sorted(found, key=lambda hit: hit.start) for name, found in kept.items()}


def spoken(checks: Sequence[Check], hits: dict[str, list[Hit]], length: int) -> dict[str, list[Hit]]:
    """Hits by check without guesses that say nothing new on their words.

    Such are those of a category of which another check hits them for certain (all of what is personal counts
    as one), unsure notes where any check does, and those that are far less sure than another guess.
    """
    guesses = [hit for found in hits.values() for hit in found if hit.guessed]
    if not guesses:
        return hits
    certain: defaultdict[str, Coverage] = defaultdict(partial(Coverage, length))
    for check in checks:
        for hit in hits.get(check.name, ()):
            if not hit.guessed:
                certain[_kind(check)].add(hit.start, hit.end)
                certain[_ANY].add(hit.start, hit.end)

    def says_something(check: Check, hit: Hit) -> bool:
        unsure = hit.at_most is Severity.NOTE and hit.confidence < _SURE
        kind = _ANY if unsure else _kind(check)
        return not (certain[kind].touches(hit.start, hit.end) or _far_less_sure(hit, guesses))

    kept = dict(hits)
    for check in checks:
        found = hits.get(check.name, [])
        kept[check.name] = [hit for hit in found if not hit.guessed or says_something(check, hit)]
    return kept


def _kind(check: Check) -> str:
    """The category, but one for all that is about somebody's privacy; what shows a child is not masked."""
    return _PERSONAL if check.category in (*PERSONAL, "children") else check.category


def _far_less_sure(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(
        other.confidence * _FAR_LESS > hit.confidence and other.start < hit.end and hit.start < other.end
        for other in others
    )


def gravest(
    checks: Sequence[Check],
    hits: dict[str, list[Hit]],
    severity: Callable[[Check, Hit], Severity],
    length: int,
    *,
    guesses_apart: bool = False,
) -> dict[str, list[Hit]]:
    """Hits by check; of several on the same words only the gravest, which names the others.

    `checks` are those of one family of rivals; nothing where fewer than two of them hit anything. With
    `guesses_apart` guesses are no rivals, and stay.
    """
    if sum(bool(hits[check.name]) for check in checks) < 2:
        return {}
    every = [(check, hit) for check in checks for hit in hits[check.name]]
    rivals = [(check, hit) for check, hit in every if not (guesses_apart and hit.guessed)]
    stay = [(hit, check.name) for check, hit in every if guesses_apart and hit.guessed]
    rivals.sort(key=lambda rival: _gravity(rival[0], rival[1], severity(*rival)))
    covered = Coverage(length)
    kept: list[tuple[Hit, str]] = []
    lost: list[tuple[Hit, str]] = []
    for check, hit in rivals:
        beaten = covered.touches(hit.start, hit.end)
        (lost if beaten else kept).append((hit, check.name))
        covered.add(hit.start, hit.end)
    named = _with_names(kept, [(hit, name) for hit, name in lost if not hit.guessed])
    named = sorted([*named, *stay], key=lambda entry: entry[0].start)
    return {check.name: [hit for hit, name in named if name == check.name] for check in checks}


def _gravity(check: Check, hit: Hit, severity: Severity) -> tuple[int, bool, int, float, int]:
    """What sorts the gravest first, then whose turn it is in its family, the surest, the widest."""
    turn = 0 if hit.guessed else TRAITS[check.category].turn
    return -severity.rank, hit.guessed, turn, -hit.confidence, hit.start - hit.end


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
        (replace(hit, also=tuple(also)) if also else hit, name)
        for (hit, name), also in zip(kept, others, strict=True)
    ]
