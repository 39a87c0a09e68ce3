"""What a check sees (a hit) and what the policy makes of it (a finding)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from smcheck.model.category import Category
from smcheck.model.edit import Edit

if TYPE_CHECKING:
    from smcheck.model.decision import Decision

__all__ = ["Category", "FailOn", "Finding", "Hit", "Severity"]

FailOn = Literal["error", "warning", "note", "never"]
"""What a run can be told to fail on: findings of a severity or graver, or none."""


class Severity(StrEnum):
    """How grave a finding is: `error` do not post, `warning` ask first, `note` advice."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return _BY_RANK.index(self)

    def lowered(self) -> Severity:
        """One step less grave; a note stays a note."""
        return _BY_RANK[max(0, self.rank - 1)]

    def at_most(self, most: Severity) -> Severity:
        """The milder of the two."""
        return min(self, most, key=lambda severity: severity.rank)

    def raised(self) -> Severity:
        """One step graver; an error stays an error."""
        return _BY_RANK[min(len(_BY_RANK) - 1, self.rank + 1)]


_BY_RANK = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check saw, before any policy is applied.

    `start` and `end` are code points of the text as it is published, `end` exclusive; a finding made of it
    is placed in the source.
    `reasons` say why the severity goes down, a step for each ("quoted", "reported"). `also` names other
    checks that saw the same words and leave them to this one. `explanation` says what led a model to it.
    `raised` lets it go up a step, as for a website that the council itself refuses.
    `subject` is what a recorded decision may cover: a roster name, a domain, a canonical contact.
    `coarse` asks reporters to star out the word, as for obscenities and slurs.
    `approvable` says that approving the subject is something to offer: not where it would clear nothing.
    `elected` says that the subject is a councillor or candidate.
    `part` is the part of its category that it is about, for which a policy may have a rule of its own.
    `at_most` is the gravest that it can be, whatever the policy says of its category.
    `guessed` says that the classifier speaks: any other hit on the same words, as grave, goes first.
    `shown` says that the words are not themselves personal, whatever the category, and need no mask.
    `edits` are other words that would mend it, in code points of the same text.
    `confidence` is from 0 to 1.

    `message` and `suggestion` are the check's own words. In them {ask} stands for whom the policy says to
    ask, {we} for what it calls the council, and any other name in braces for what `words` gives for it:
    words of the draft, which are taken as they are, whatever stands in them.
    """

    start: int
    end: int
    message: str
    suggestion: str = ""
    confidence: float = 0.9
    reasons: tuple[str, ...] = ()
    raised: bool = False
    at_most: Severity = Severity.ERROR
    subject: str = ""
    approvable: bool = True
    coarse: bool = False
    elected: bool = False
    part: str = ""
    guessed: bool = False
    shown: bool = False
    also: tuple[str, ...] = ()
    explanation: str | None = None
    edits: tuple[Edit, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mention in a draft that breaches the policy, with the rules it cites.

    Offsets count code points of the draft's text; lines and columns are 1-based, in code points too,
    and the end is exclusive. `excerpt` is the matched text, masked where it is personal or coarse. `message`
    says what was seen; `reasons`, `also` and `explanation` are as those of a hit, and so are `edits`, in code
    points of the draft's text. `heightened` says that it weighs more before a poll, and by which law.
    `moderated` says that it is of a resident's comment, which is hidden or removed and not mended.
    `approval` is the kind of decision, beside a waiver, that would clear it if somebody took one now; empty
    where none would. `decision` is the recorded decision that covers the finding, if one does; `undecided`
    says why one that is about it does not hold.
    """

    check: str
    category: Category
    rules: tuple[str, ...]
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    place: str | None
    message: str
    suggestion: str
    excerpt: str
    confidence: float
    fingerprint: str
    subject: str = ""
    coarse: bool = False
    elected: bool = False
    shown: bool = False
    decision: Decision | None = None
    reasons: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    explanation: str | None = None
    heightened: str | None = None
    undecided: str | None = None
    edits: tuple[Edit, ...] = ()
    approval: str = ""
    moderated: bool = False
