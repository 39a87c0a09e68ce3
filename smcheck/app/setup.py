"""Setting up a council: what its files hold, and changes to them, each checked before it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from smcheck.app import own_words, partnering
from smcheck.app.desk import Desk
from smcheck.app.marks import mark_of
from smcheck.model.decision import SOON, Decision
from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.model.showing import day_in_words
from smcheck.people import Person, load_roster
from smcheck.people.editing import add_people, change_person, changed_meanwhile, remove_person
from smcheck.people.importing import people_of
from smcheck.people.names import name_key
from smcheck.people.risks import RISKY, risks_of
from smcheck.people.roster import LISTS
from smcheck.record import reviewer_name
from smcheck.record.approving import remove_recorded
from smcheck.record.standing import decision_data, states_of
from smcheck.reporters.elections import period_in_words, what_changes
from smcheck.reporters.gathering import sentence
from smcheck.run.configurations import Configurations
from smcheck.settings import changing
from smcheck.settings.council import CONFIG_NAME, COUNCIL_KEYS, Council, load_council
from smcheck.settings.decision_file import load_decisions
from smcheck.settings.first_answers import own_policy
from smcheck.settings.own_contacts import as_kept
from smcheck.settings.policy_file import built_in_policies, load_policy
from smcheck.text.wordlists import Term

FIELDS = (*COUNCIL_KEYS, "approvers", "platforms")
"""Settings that the page changes by themselves."""


class Setup:
    """The files of the desk's council; every method raises `SmcheckError` or `OSError` where one is wrong."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def state(self) -> dict[str, Any]:
        """All that the page shows but the policy; `seal` goes back with each change of the settings.

        `problems` say of a part why it cannot be read; it is empty then, and hides no other part.
        """
        path = self._path()
        if not path.exists():
            return {"exists": False, "seal": changing.seal(path), "file": str(path)}
        seal = changing.seal(path)
        council = load_council(path)
        problems: dict[str, str] = {}
        parts: dict[str, Callable[[], list[Any]]] = {
            "changes": lambda: list(what_changes(load_policy(council.policy, council.folder))),
            "people": lambda: self._people(council),
            "decisions": lambda: _decisions(council),
            "words": lambda: own_words.shown_words(council),
        }
        return {
            "exists": True,
            "seal": seal,
            "file": str(path),
            "policy": council.policy,
            "fields": {key: _plain(getattr(council, key)) for key in FIELDS},
            "partners": [partnering.shown_partner(partner) for partner in council.partners],
            "polls": _polls(council),
            "risky": RISKY,
            **{name: _readable(name, part, problems) for name, part in parts.items()},
            "problems": problems,
        }

    def begin(self, seal: str, name: str) -> None:
        """Make the files of a council that has none, with the policy that `smcheck init` would offer."""
        answers = {"name": [as_kept("name", name)]}
        changing.begin(self._path(), seal, {**answers, "policy": own_policy(answers)})

    def choose_policy(self, seal: str, name: str) -> None:
        """Put a policy that comes with smcheck in force; one of the council's own is named in the file."""
        path = self._path()
        if name not in (load_council(path).policy, *built_in_policies()):
            raise ConfigError(
                f"{name!r} does not come with smcheck; a file of your own is named in {path.name}"
            )
        changing.change_setting(path, seal, "policy", name, self._admit)

    def check(self, key: str, value: str) -> str:
        """The value of a setting as it would be kept; raises `ConfigError` in a sentence where it is none."""
        return as_kept(_field(key), value)

    def put(self, seal: str, key: str, values: Sequence[str]) -> None:
        """Keep the values of a setting; those that it has already are taken as they are."""
        path = self._path()
        held = getattr(load_council(path), _field(key))
        known = (held,) if isinstance(held, str) else held
        kept = [value if value in known else as_kept(key, value) for value in values]
        if len(set(kept)) < len(kept):
            twice = next(value for value in kept if kept.count(value) > 1)
            raise ConfigError(f"{twice} is listed already")
        if isinstance(held, str) and len(kept) != 1:
            raise ConfigError(f"{key} has one value")
        value = kept[0] if isinstance(held, str) else tuple(kept)
        changing.change_setting(path, seal, key, value, self._admit)

    def add_partner(self, seal: str, name: str, contacts: Mapping[str, Sequence[str]]) -> None:
        """Add a partner, or further contacts of one that is listed."""
        partnering.add_partner(self._path(), seal, name, contacts, self._admit)

    def change_partner(self, seal: str, known: str, name: str, contacts: Mapping[str, Sequence[str]]) -> None:
        """Give a partner another name or other contacts."""
        partnering.change_partner(self._path(), seal, known, name, contacts, self._admit)

    def remove_partner(self, seal: str, name: str) -> None:
        """Take out a partner."""
        partnering.remove_partner(self._path(), seal, name, self._admit)

    def add_poll(self, seal: str, poll: dt.date, since: dt.date | None) -> None:
        """Add a poll, and the first day of the period before it where the council decided on one."""
        changing.add_poll(self._path(), seal, poll, since, self._admit)

    def remove_poll(self, seal: str, poll: dt.date) -> None:
        """Take out a poll."""
        changing.remove_poll(self._path(), seal, poll, self._admit)

    def add_person(self, person: Person) -> None:
        """Add somebody to the roster."""
        add_people(self._roster(load_council(self._path())), [person])

    def change_person(self, mark: str, known: str, person: Person) -> str:
        """Change the entry of somebody; what there is to mind, or "".

        It is known by the mark with which it was shown; `known` is the name that it bore.
        """
        council = load_council(self._path())
        seen = self._seen(council, mark, known)
        change_person(self._roster(council), seen, person)
        decisions = load_decisions(council.folder / council.decisions).known
        about = [each for each in decisions if each.kind == "person" and _is_about(each, seen)]
        if not about or _is_about(about[0], person):
            return ""
        held = "1 approval is" if len(about) == 1 else f"{len(about)} approvals are"
        return (
            f"{held} recorded for {seen.name}, and not for {person.name}; record it anew where it should hold"
        )

    def remove_person(self, mark: str, known: str) -> None:
        """Take somebody off the roster, by the mark and the name with which they were shown."""
        council = load_council(self._path())
        remove_person(self._roster(council), self._seen(council, mark, known).name)

    def _seen(self, council: Council, mark: str, known: str) -> Person:
        """The person who was shown with that mark; raises `ConfigError` where it was changed."""
        people = load_roster(self._roster(council)).people
        seen = next((person for person in people if mark_of(person) == mark), None)
        if seen is None:
            raise ConfigError(changed_meanwhile(known, people))
        return seen

    def preview(self, content: bytes, name: str, group: str) -> dict[str, Any]:
        """What a list of people holds, and who of them would be new to the roster."""
        council = load_council(self._path())
        found = people_of(content, Path(name), group)
        roster = load_roster(self._roster(council))
        listed = [roster.find(person.name) is not None for person in found.people]
        return {
            "people": [
                _person(person, ["on the roster already"] if known else risks_of(person, roster, council))
                for person, known in zip(found.people, listed, strict=True)
            ],
            "new": listed.count(False),
            "problems": list(found.problems),
            "ignored": list(found.ignored),
        }

    def add_listed(self, content: bytes, name: str, group: str) -> int:
        """Add everybody on a list who is not on the roster yet; returns how many."""
        path = self._roster(load_council(self._path()))
        roster = load_roster(path)
        new = [
            person for person in people_of(content, Path(name), group).people if not roster.find(person.name)
        ]
        add_people(path, new)
        return len(new)

    def remove_decision(self, mark: str) -> None:
        """Take out a decision, by the mark with which it was shown, and note that in the record."""
        council = load_council(self._path())
        known = load_decisions(council.folder / council.decisions).known
        chosen = [decision for decision in known if mark_of(decision) == mark]
        if not chosen or not remove_recorded(council, chosen, reviewer_name()):
            raise ConfigError("this decision is not there any more; somebody else has removed or changed it")

    def add_word(self, seal: str, term: Term) -> None:
        """Add a word to the council's own list; one is made, and named in the settings, if there is none."""
        own_words.add_word(self._path(), seal, term, self._admit)

    def change_word(self, mark: str, term: Term | None) -> None:
        """Change a word of the council's own lists, by the mark with which it was shown; None removes it."""
        own_words.change_word(load_council(self._path()), mark, term)

    def _path(self) -> Path:
        """The configuration that holds for the folder, or that would be made there."""
        found = Configurations(self._desk.config).path_for(self._desk.folder)
        return found or self._desk.folder.resolve() / CONFIG_NAME

    def _admit(self, council: Council) -> None:
        """Refuse what the settings of a folder above keep for themselves."""
        Configurations(self._desk.config).refuse_what_is_locked(council.path, council.given)

    def _roster(self, council: Council) -> Path:
        return council.folder / council.roster

    def _people(self, council: Council) -> list[dict[str, Any]]:
        roster = load_roster(self._roster(council))
        return [_person(person, risks_of(person, roster, council)) for person in roster.people]


def _readable(name: str, part: Callable[[], list[Any]], problems: dict[str, str]) -> list[Any]:
    """A part of the state; empty, with its problem noted, where its file cannot be read."""
    try:
        return part()
    except (SmcheckError, OSError, UnicodeError) as error:
        problems[name] = sentence(str(error))
        return []


def _field(key: str) -> str:
    if key not in FIELDS:
        raise ConfigError(f"{key!r} is no setting that can be changed here")
    return key


def _plain(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _polls(council: Council) -> list[dict[str, str]]:
    today = dt.date.today()
    return [
        {
            "poll": election.poll.isoformat(),
            "title": day_in_words(election.poll),
            "said": period_in_words(election, today),
        }
        for election in sorted(council.elections, key=lambda election: election.poll)
    ]


def _person(person: Person, mind: Sequence[str]) -> dict[str, Any]:
    forms = (*person.titles, *person.roles, *person.known_as, *person.handles)
    return {
        "name": person.name,
        "group": person.group,
        **{key: list(getattr(person, key)) for key in LISTS},
        "forms": ", ".join(forms),
        "mind": sentence("; ".join(mind)),
        "mark": mark_of(person),
    }


def _is_about(decision: Decision, person: Person) -> bool:
    return name_key(decision.subject) == name_key(person.name)


def _decisions(council: Council) -> list[dict[str, Any]]:
    known = load_decisions(council.folder / council.decisions).known
    return [
        {**decision_data(decision, state), "mark": mark_of(decision)}
        for decision, state in states_of(known, council, SOON, None)
    ]
