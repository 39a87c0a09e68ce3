"""A recorded decision: who cleared what, when, why and until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from smcheck.model.masking import mask_personal
from smcheck.model.showing import day_in_words

KINDS = ("person", "link", "contact", "waiver")
EVERYWHERE = "any"
SOON = 30
"""Days within which a decision ends soon."""


@dataclass(frozen=True)
class Decision:
    """One decision. `subject` is a name, a domain, a contact, or a finding's fingerprint (a waiver).

    `scope` is "any", a campaign by its hashtag ("#SummerFair"), or a pattern for the paths of the drafts that
    it covers. Dates are whole days; the decision holds on the day of `until` and not after it. In a
    pre-election period, one that names a councillor or candidate holds only if `pre_election` says so.
    `about` says what a waiver waives, for people: the check, the words as they may be shown, the draft.
    """

    kind: str
    subject: str
    by: str
    on: dt.date
    until: dt.date | None = None
    scope: str = EVERYWHERE
    note: str = ""
    pre_election: bool = False
    about: str = ""

    def expired(self, today: dt.date) -> bool:
        """Whether the last day on which it holds has passed."""
        return self.until is not None and today > self.until

    def lies_ahead(self, today: dt.date) -> bool:
        """Whether it is dated on a day that is still to come."""
        return self.on > today

    def days_left(self, today: dt.date) -> int | None:
        """For how many days after today it holds: negative when it has expired, None without an end."""
        return None if self.until is None else (self.until - today).days

    @property
    def shown(self) -> str:
        """What it is about, as it may be shown: a contact is masked, a waiver says what it waives."""
        return mask_personal(self.subject) if self.kind == "contact" else self.about or self.subject

    def describe(self) -> str:
        """Who cleared it, when, and until when, as a phrase; a contact is masked."""
        until = f" until {day_in_words(self.until)}" if self.until else ""
        return f"{self.kind} {self.shown!r}, cleared by {self.by} on {day_in_words(self.on)}{until}"
