"""What a council is asked when its settings are made: one step after the other, each answer checked.

A further question is a step in `STEPS`, its place in the file of `starting`, and an option of `smcheck init`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.model.showing import day_in_words
from smcheck.settings.days import day_of
from smcheck.settings.elections import FIRST_YEAR, LAST_YEAR
from smcheck.settings.own_contacts import as_kept
from smcheck.settings.partners import partner_in_words
from smcheck.settings.platforms import PLATFORMS
from smcheck.settings.policy import BUILT_IN, COMMON
from smcheck.settings.policy_file import built_in_policies, load_policy
from smcheck.settings.starting import usual_approver

Answers = Mapping[str, Sequence[str]]
"""What was answered so far, by the keys of the steps."""


@dataclass(frozen=True)
class Step:
    """One question. `key` is what the answers are kept under, `option` gives them without being asked.

    Answers are parted by `separator`; where that is empty there is one only. `check` gives an answer as it is
    kept, and raises `ConfigError` with a sentence where it is none. `known` are the names to choose from.
    `proposal` gives what is offered in place of the default to somebody who has answered what goes before.
    """

    key: str
    option: str
    title: str
    question: str
    check: Callable[[str], str]
    separator: str = ","
    default: tuple[str, ...] = ()
    known: Callable[[], Iterable[str]] = tuple
    is_needed: bool = False
    proposal: Callable[[Answers], tuple[str, ...]] | None = None

    def parts(self, written: str) -> list[str]:
        """The answers in what was written, without those that are empty."""
        parts = written.split(self.separator) if self.separator else [written]
        return [part.strip() for part in parts if part.strip()]

    def checked(self, answers: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
        """The good ones among the answers, as they are kept, each once; and a sentence on each other one."""
        kept: dict[str, None] = {}
        refused = []
        for answer in answers:
            try:
                kept[self.check(answer)] = None
            except ConfigError as error:
                refused.append(str(error))
        return tuple(kept), refused


def poll(written: str) -> str:
    """The day of a poll to come, as it is kept; raises `ConfigError` where it is none."""
    day = day_of(written)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ConfigError(f"{written!r} is no day; write it such as 2027-05-06 or 6 May 2027")
    if day < dt.date.today():
        raise ConfigError(f"{day_in_words(day)} has passed; give a poll that is still to come")
    return day.isoformat()


def policy(written: str) -> str:
    """The name of a policy that ships, or of a file in this folder; raises `ConfigError` where it is none."""
    name = written.strip()
    load_policy(name)
    place = Path(name)
    if name not in built_in_policies() and (place.is_absolute() or place.drive or ".." in place.parts):
        raise ConfigError(f"{name!r} lies elsewhere; copy the policy into this folder")
    return name


def partner(written: str) -> str:
    """A partner organisation with its contacts, as it is kept; raises `ConfigError` where it is none."""
    held = partner_in_words(written)
    return f"{held.name}: {', '.join(value for _, value in held.contacts())}"


def own_policy(answers: Answers) -> tuple[str, ...]:
    """The policy that is offered: Leigh-on-Sea's to that council, what all have in common to the others."""
    name = next(iter(answers.get("name", ())), "").casefold()
    return (BUILT_IN,) if not name or "leigh-on-sea" in name else (COMMON,)


def own_approvers(answers: Answers) -> tuple[str, ...]:
    """Who is proposed to let an error pass: the council's clerk, as its name has it."""
    return (usual_approver(next(iter(answers.get("name", ())), "")),)


def _own(key: str) -> Callable[[str], str]:
    return partial(as_kept, key)


STEPS: Sequence[Step] = (
    Step(
        "name",
        "--name",
        "Name",
        "What is the council called?",
        _own("name"),
        separator="",
        is_needed=True,
    ),
    Step(
        "domains",
        "--domain",
        "Domains",
        "Which domains has it, for its website and its e-mail? Such as example.gov.uk",
        _own("domains"),
    ),
    Step(
        "phones",
        "--phone",
        "Phones",
        "Which phone numbers does it publish? With area code, such as 01632 960111",
        _own("phones"),
    ),
    Step(
        "emails",
        "--email",
        "Mailboxes",
        "Which mailboxes does it publish beside those at its own domains?",
        _own("emails"),
    ),
    Step(
        "handles",
        "--handle",
        "Handles",
        "Which social media accounts has it? Such as @ExampleTC",
        _own("handles"),
    ),
    Step(
        "addresses",
        "--address",
        "Addresses",
        "At which addresses does it receive people and post? House, street and postcode",
        _own("addresses"),
        separator=";",
    ),
    Step(
        "venues",
        "--venue",
        "Venues",
        "In which halls, parks and other places are its events, with their postcodes?",
        _own("venues"),
        separator=";",
    ),
    Step(
        "partners",
        "--partner",
        "Partners",
        "Which other organisations' contacts do posts give? Such as Example Surgery: 01632 960200, "
        "info@surgery.example",
        partner,
        separator=";",
    ),
    Step("polls", "--poll", "Polls", "Which polls are to come, as far as known? Such as 6 May 2027", poll),
    Step(
        "approvers",
        "--approver",
        "Approvers",
        "Who may let an error pass? Names or posts, such as Clerk",
        _own("approvers"),
        default=own_approvers({}),
        proposal=own_approvers,
    ),
    Step(
        "platforms",
        "--platform",
        "Platforms",
        "Where do its posts go, if always to the same platforms?",
        _own("platforms"),
        known=lambda: PLATFORMS,
    ),
    Step(
        "policy",
        "--policy",
        "Policy",
        "Which policy holds? One that comes with smcheck, or a policy file in this folder",
        policy,
        separator="",
        default=(BUILT_IN,),
        known=built_in_policies,
        proposal=own_policy,
    ),
)
"""The questions, in their order."""
