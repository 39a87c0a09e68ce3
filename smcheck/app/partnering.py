"""Partner organisations on the page of the council: what is shown of them, and changes to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from smcheck.settings.changing import Admit, change_partners
from smcheck.settings.partners import (
    CONTACTS,
    Partner,
    partner_of,
    with_changed,
    with_partner,
    without_partner,
)

Contacts = Mapping[str, Sequence[str]]


def shown_partner(partner: Partner) -> dict[str, Any]:
    """A partner for the page."""
    return {"name": partner.name, **{kind: list(getattr(partner, kind)) for kind in CONTACTS}}


def add_partner(path: Path, seal: str, name: str, contacts: Contacts, admit: Admit) -> None:
    """Add a partner, or further contacts of one that is listed; raises `ConfigError`."""
    added = partner_of(name, contacts)
    change_partners(path, seal, lambda partners: with_partner(partners, added), admit)


def change_partner(path: Path, seal: str, known: str, name: str, contacts: Contacts, admit: Admit) -> None:
    """Give a partner another name or other contacts; raises `ConfigError`."""
    changed = partner_of(name, contacts)
    change_partners(path, seal, lambda partners: with_changed(partners, known, changed), admit)


def remove_partner(path: Path, seal: str, name: str, admit: Admit) -> None:
    """Take out a partner; raises `ConfigError`."""
    change_partners(path, seal, lambda partners: without_partner(partners, name), admit)
