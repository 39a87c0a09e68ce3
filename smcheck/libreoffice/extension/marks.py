"""What is underlined in a paragraph, with what is said of it and what could stand there instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, Iterable, Iterator, Sequence, Tuple

from . import units

ERROR, WARNING, NOTE = 1, 2, 3
"""How grave a mark is, as the protocol counts it."""

NOT_REVIEWED = "not-reviewed"
"""The rule of a mark that says what could not be reviewed."""

REMARK = "remark"
"""That of one that says what else is to be known of a document."""

_RULE = "Rule"
_SUGGESTIONS = 8
_SHORT = 160  # letters, of which a menu is as wide as a page
_SEE = "This paragraph was not reviewed; Tools, smcheck: how things stand says why."

Json = Dict[str, Any]
Span = Tuple[int, int]


@dataclass(frozen=True)
class Mark:
    """A stretch of UTF-16 units, `start` to `end`; `short` is one line, `full` all that is said."""

    start: int
    end: int
    rule: str
    gravity: int
    short: str
    full: str
    suggestions: tuple[str, ...] = ()


def marks_of(text: str, diagnostics: Sequence[Json], actions: Sequence[Json]) -> list[Mark]:
    """The marks of a paragraph, from what the server shows of it and the quick fixes that it offers."""
    counted = units.Units(text)
    fixes = _fixes(counted, actions)
    found = [_mark(text, counted, each, fixes) for each in diagnostics]
    return sorted(found, key=lambda mark: (mark.gravity, mark.start, mark.end))


def not_reviewed(text: str, why: str) -> Mark:
    """The mark that says that a paragraph was not reviewed, and why."""
    start, end = units.first_word(text)
    return Mark(start, end, NOT_REVIEWED, ERROR, _SEE, f"This paragraph was not reviewed: {why}")


def laid_out(marks: Iterable[Mark]) -> list[Mark]:
    """The marks so that none lies on another: the shorter one keeps its place, of equals the graver.

    Of a mark that is covered in part the longest piece is kept, without suggestions, which are for the whole
    of it. Where nothing is left of it, the gravest mark there tells of the others.
    """
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.end - mark.start, mark.gravity)):
        pieces = _left_of((mark.start, mark.end), kept)
        longest = max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
        if longest == (mark.start, mark.end):
            kept.append(mark)
        elif longest:
            kept.append(replace(mark, start=longest[0], end=longest[1], suggestions=()))
        elif mark.start < mark.end:
            _put_together(mark, kept)
    return sorted(kept, key=lambda mark: mark.start)


def carried(old: str, marks: Iterable[Mark], new: str) -> list[Mark]:
    """Those marks of an older version of a paragraph that stand in what has stayed the same."""
    before, after = alike(old, new)
    head, tail = units.length(old[:before]), units.length(old[len(old) - after :])
    whole, moved = units.length(old), units.length(new) - units.length(old)
    found = []
    for mark in marks:
        if mark.end <= head:
            found.append(mark)
        elif mark.start >= whole - tail:
            found.append(replace(mark, start=mark.start + moved, end=mark.end + moved))
    return found


def alike(one: str, other: str) -> Span:
    """How many letters two texts have in common at the beginning, and how many of the rest at the end."""
    before = _common(one, other, lambda text, count: text[:count])
    rest, others = one[before:], other[before:]
    return before, _common(rest, others, lambda text, count: text[len(text) - count :])


def _common(one: str, other: str, part: Any) -> int:
    """The largest count of which the parts of both are the same."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        count = (least + most + 1) // 2
        if part(one, count) == part(other, count):
            least = count
        else:
            most = count - 1
    return least


def _mark(text: str, counted: units.Units, diagnostic: Json, fixes: dict[object, list[str]]) -> Mark:
    start, end = _span(counted, diagnostic["range"])
    rule = str(diagnostic.get("code", ""))
    if rule in (NOT_REVIEWED, REMARK) or start >= end:
        start, end = units.first_word(text)
    message = str(diagnostic["message"])
    return Mark(
        start,
        end,
        rule,
        int(diagnostic.get("severity", NOTE)),
        _line(message),
        _in_full(diagnostic) or message,
        tuple(fixes.get(_key(rule, diagnostic["range"]), ())[:_SUGGESTIONS]),
    )


def _in_full(diagnostic: Json) -> str:
    """All that is said, with the rules at the end, since a dialogue that is small cuts the end off."""
    said = (diagnostic.get("data") or {}).get("said") or ()
    in_order = sorted(said, key=lambda line: line[0] == _RULE)
    return "\n".join(words if label == _RULE else f"{label}: {words}" for label, words in in_order)


def _fixes(counted: units.Units, actions: Sequence[Json]) -> dict[object, list[str]]:
    """What could stand in the place of each finding, by its rule and range."""
    found: dict[object, list[str]] = {}
    for action in actions:
        edits = [edit for each in (action.get("edit") or {}).get("changes", {}).values() for edit in each]
        for diagnostic in action.get("diagnostics") or () if edits else ():
            words = _replaced(counted, _span(counted, diagnostic["range"]), edits)
            offered = found.setdefault(_key(str(diagnostic.get("code", "")), diagnostic["range"]), [])
            if words is not None and words not in offered:
                offered.append(words)
    return found


def _replaced(counted: units.Units, span: Span, edits: Sequence[Json]) -> str | None:
    """The words of a span with edits made; None where one of them reaches beyond it."""
    parts, done = [], span[0]
    for (start, end), words in sorted(
        (_span(counted, edit["range"]), str(edit["newText"])) for edit in edits
    ):
        if start < done or end > span[1]:
            return None
        parts += [counted.part(done, start), words]
        done = end
    return "".join([*parts, counted.part(done, span[1])])


def _span(counted: units.Units, found: Json) -> Span:
    return counted.offset(found["start"]), counted.offset(found["end"])


def _key(rule: str, found: Json) -> object:
    return rule, *((found[end]["line"], found[end]["character"]) for end in ("start", "end"))


def _left_of(span: Span, kept: Iterable[Mark]) -> list[Span]:
    """The pieces of a span that no mark covers."""
    pieces = [span] if span[0] < span[1] else []
    for mark in kept:
        pieces = [left for piece in pieces for left in _without(piece, mark)]
    return pieces


def _without(piece: Span, mark: Mark) -> Iterator[Span]:
    if mark.end <= piece[0] or mark.start >= piece[1]:
        yield piece
        return
    if piece[0] < mark.start:
        yield piece[0], mark.start
    if mark.end < piece[1]:
        yield mark.end, piece[1]


def _put_together(mark: Mark, kept: list[Mark]) -> None:
    """Make one of a mark and those that cover it: the gravest tells of them all."""
    covering = [over for over in kept if over.start < mark.end and mark.start < over.end]
    gravest = min([*covering, mark], key=lambda each: each.gravity)
    if gravest is mark:
        under = covering
        kept[:] = [each for each in kept if each not in covering]
        kept.append(mark)
    else:
        under = [mark]
    kept[kept.index(gravest)] = _telling(gravest, under)


def _telling(mark: Mark, under: Iterable[Mark]) -> Mark:
    """A mark that tells of others; their suggestions are its own, too, where they are for the same words."""
    full, suggestions = mark.full, list(mark.suggestions)
    for other in under:
        full += "\n\nAlso here: " + other.full
        if (other.start, other.end) == (mark.start, mark.end):
            suggestions += [words for words in other.suggestions if words not in suggestions]
    return replace(mark, full=full, suggestions=tuple(suggestions))


def _line(said: str) -> str:
    """What is said in one line that a menu can show."""
    said = " ".join(said.split())
    return said if len(said) <= _SHORT else said[: _SHORT - 1] + "…"
