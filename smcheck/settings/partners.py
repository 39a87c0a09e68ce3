"""The council's partners: other organisations whose published contacts a post may give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from smcheck.model.errors import ConfigError
from smcheck.settings.contacts import canonical_contact
from smcheck.settings.own_contacts import as_kept
from smcheck.settings.published import Published
from smcheck.settings.tables import Table, did_you_mean

PARTNER = "partner"
"""The name of the tables that hold partners, written `[[partner]]`."""

CONTACTS = ("phones", "emails", "handles", "addresses", "domains")
"""The kinds of contacts that a partner may have, in order."""

_MOST_LETTERS = 3  # of a phone number: "ext"


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
    kept = {kind: [as_kept(kind, value) for value in contacts.get(kind, ())] for kind in CONTACTS}
    partner = Partner(as_kept("name", name), *(_distinct(kind, values) for kind, values in kept.items()))
    if not any(partner.contacts()):
        raise ConfigError(
            f"{partner.name} has no contact; give a phone number, a mailbox, a handle, an address or a domain"
        )
    return partner


def partner_in_words(written: str) -> Partner:
    """A partner as people write it, "Example Surgery: 01632 960200, info@surgery.example".

    Raises `ConfigError` in a sentence where it is written otherwise, or a contact is none; addresses, which
    hold commas, are not written so.
    """
    name, colon, contacts = written.partition(":")
    if not colon:
        raise ConfigError(f"{written!r} has no colon; write the name, a colon, and its contacts behind it")
    by_kind: dict[str, list[str]] = {}
    for contact in filter(None, map(str.strip, contacts.split(","))):
        kind = _kind_of(contact)
        if kind == "phones" and sum(map(str.isalpha, contact)) > _MOST_LETTERS:
            raise ConfigError(
                f"{contact!r} is no phone number, mailbox, handle or domain; an address is added once the "
                "settings are made, on the desk's page of the council or with smcheck contacts add"
            )
        by_kind.setdefault(kind, []).append(contact)
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
    more = _with(known, lambda kind: _distinct(kind, (*getattr(known, kind), *getattr(added, kind))))
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

    The contacts may be spelt otherwise than they are listed. A partner of whom no contact is left goes.
    """
    known = find_partner(partners, name)
    for value in values:
        if not contacts_spelt(known, value):
            held = [held for _, held in known.contacts()]
            raise ConfigError(f"{known.name} has no contact {value!r}{did_you_mean(value, held)}")
    taken = {contact for value in values for contact in contacts_spelt(known, value)} or {*known.contacts()}
    left = _with(known, lambda kind: (held for held in getattr(known, kind) if (kind, held) not in taken))
    kept = (left if partner is known else partner for partner in partners)
    return tuple(partner for partner in kept if any(partner.contacts()))


def contacts_spelt(partner: Partner, value: str) -> tuple[tuple[str, str], ...]:
    """Those of a partner's contacts, each with its kind, that the value spells in whatever way.

    A value that stands there just so means one of that kind only: "jo.example" may be a handle or a domain.
    """
    kinds = {kind for kind, held in partner.contacts() if held == value}
    return tuple(
        (kind, held)
        for kind, held in partner.contacts()
        if (kind in kinds or not kinds) and _is_same(kind, held, value)
    )


def _is_same(kind: str, held: str, value: str) -> bool:
    """Whether a value spells a contact of that kind; a mailbox is no domain, though its links lead to one."""
    if kind == "domains" and "@" in value:
        return False
    return canonical_contact(kind, held) == canonical_contact(kind, value)


def _distinct(kind: str, values: Iterable[str]) -> tuple[str, ...]:
    """The contacts of a kind, each in its first spelling only."""
    spelt: dict[str, str] = {}
    for value in values:
        spelt.setdefault(canonical_contact(kind, value), value)
    return tuple(spelt.values())


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
