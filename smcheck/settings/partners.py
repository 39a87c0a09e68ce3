"""The council's partners: other organisations whose published contacts a post may give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from smcheck.model.errors import ConfigError
from smcheck.settings.own_contacts import as_kept
from smcheck.settings.published import Published
from smcheck.settings.tables import Table, did_you_mean

PARTNER = "partner"
"""The name of the tables that hold partners, written `[[partner]]`."""

CONTACTS = ("phones", "emails", "handles", "addresses", "domains")
"""The kinds of contacts that a partner may have, in order."""


@dataclass(frozen=True)
class Partner(Published):
    """An organisation and what it publishes; links to its website are not cleared by that."""

    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The name, with the contacts in brackets."""
        contacts = ", ".join(value for _, value in self.contacts())
        return f"{self.name} ({contacts})"

    def contacts(self) -> Iterator[tuple[str, str]]:
        """Every contact, with its kind."""
        for kind in CONTACTS:
            yield from ((kind, value) for value in getattr(self, kind))

    def entry(self) -> dict[str, str | list[str]]:
        """What stands in its table."""
        lists = {kind: list(getattr(self, kind)) for kind in CONTACTS if getattr(self, kind)}
        return {"name": self.name, **lists}


def partner_of(name: str, contacts: Mapping[str, Sequence[str]]) -> Partner:
    """A partner of what somebody enters; raises `ConfigError` in a sentence where a value is none.

    `contacts` are by kind. A name alone is refused: nothing would be known by it.
    """
    kept = {kind: tuple(as_kept(kind, value) for value in contacts.get(kind, ())) for kind in CONTACTS}
    partner = Partner(as_kept("name", name), **kept)
    if not any(partner.contacts()):
        raise ConfigError(f"{partner.name} has no contact; give a phone number, a mailbox or an address")
    return partner


def partner_in_words(written: str) -> Partner:
    """A partner as people write it, "Example Surgery: 01632 960200, info@surgery.example".

    Raises `ConfigError` in a sentence where it is written otherwise, or a contact is none.
    """
    name, colon, contacts = written.partition(":")
    if not colon:
        raise ConfigError(f"{written!r} has no colon; write the name, a colon, and its contacts behind it")
    by_kind: dict[str, list[str]] = {}
    for contact in filter(None, map(str.strip, contacts.split(","))):
        by_kind.setdefault(_kind_of(contact), []).append(contact)
    return partner_of(name, by_kind)


def _kind_of(contact: str) -> str:
    if "@" in contact:
        return "handles" if contact.startswith("@") else "emails"
    return "domains" if contact[:1].isalpha() and "." in contact else "phones"


def read_partners(tables: Sequence[Table]) -> tuple[Partner, ...]:
    """The partners of a configuration; raises `ConfigError`, with the place, where one is malformed."""
    partners: list[Partner] = []
    for table in tables:
        name = table.text("name")
        contacts = {kind: table.texts(kind, ()) for kind in CONTACTS}
        table.finish()
        for key, values in (("name", (name,)), *contacts.items()):
            _refuse_malformed(table, key, values)
        try:
            partner = partner_of(name, contacts)
        except ConfigError as error:
            raise table.fault("name", str(error)) from error
        if any(same_name(partner.name, other.name) for other in partners):
            raise table.fault("name", f"{partner.name} stands there twice")
        partners.append(partner)
    return tuple(partners)


def with_partner(partners: Sequence[Partner], added: Partner) -> tuple[Partner, ...]:
    """The partners with one more, or with further contacts of one; raises `ConfigError` if nothing is new."""
    number = next((at for at, known in enumerate(partners) if same_name(known.name, added.name)), None)
    if number is None:
        return (*partners, added)
    known = partners[number]
    more = _with(known, lambda kind: dict.fromkeys((*getattr(known, kind), *getattr(added, kind))))
    if more == known:
        raise ConfigError(f"{known.name} is listed with these already")
    return (*partners[:number], more, *partners[number + 1 :])


def with_changed(partners: Sequence[Partner], name: str, changed: Partner) -> tuple[Partner, ...]:
    """The partners with another name or other contacts of one; raises `ConfigError` where that cannot be."""
    known = find_partner(partners, name)
    if any(same_name(other.name, changed.name) for other in partners if other is not known):
        raise ConfigError(f"{changed.name} is listed already")
    return tuple(changed if partner is known else partner for partner in partners)


def without_partner(
    partners: Sequence[Partner], name: str, values: Sequence[str] = ()
) -> tuple[Partner, ...]:
    """The partners less one, or less some contacts of one; raises `ConfigError` where that is not listed.

    A partner of whom no contact is left goes.
    """
    known = find_partner(partners, name)
    held = {value for _, value in known.contacts()}
    for value in values:
        if value not in held:
            raise ConfigError(f"{known.name} has no contact {value!r}{did_you_mean(value, held)}")
    taken = values or held
    left = _with(known, lambda kind: (value for value in getattr(known, kind) if value not in taken))
    kept = (left if partner is known else partner for partner in partners)
    return tuple(partner for partner in kept if any(partner.contacts()))


def _with(partner: Partner, contacts: Callable[[str], Iterable[str]]) -> Partner:
    """The partner with other contacts of each kind."""
    return Partner(partner.name, *(tuple(contacts(kind)) for kind in CONTACTS))


def find_partner(partners: Sequence[Partner], name: str) -> Partner:
    """The partner of that name, in any case; raises `ConfigError` where none is listed."""
    for partner in partners:
        if same_name(partner.name, name):
            return partner
    near = did_you_mean(name, [partner.name for partner in partners])
    raise ConfigError(f"no partner named {name!r} is listed{near}")


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case and blanks."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _refuse_malformed(table: Table, key: str, values: Sequence[str]) -> None:
    """Raise `ConfigError`, with the line of the key, where a value is none."""
    try:
        for value in values:
            as_kept(key, value)
    except ConfigError as error:
        raise table.error(key, str(error)) from error
