"""`smcheck contacts`: the council's own contacts, and the partners whose contacts a post may give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from smcheck.cli.common import ConfigOption, Group, JsonOption, council_here, reported_errors
from smcheck.cli.tables import print_table
from smcheck.model.showing import json_text, visible

if TYPE_CHECKING:
    from smcheck.settings.council import Council
    from smcheck.settings.partners import Partner

_KINDS = {
    "phones": "phone", "emails": "e-mail", "handles": "handle", "addresses": "address", "domains": "domain",
    "venues": "venue",
}  # fmt: skip
_NO_LINKS = "Links to its website still need its terms to be read: smcheck approve link."

app = Group(help="Contacts that a post may give: the council's, its partners'.")


@app.command("list")
def list_contacts(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the council's own contacts and those of its partners."""
    with reported_errors():
        council = council_here(config)
    rows = _rows(council)
    if as_json:
        keys = ("whose", "name", "kind", "contact")
        typer.echo(json_text([dict(zip(keys, row, strict=True)) for row in rows], indent=2))
        return
    if not rows:
        typer.echo(f"{council.path} lists no contact yet; smcheck contacts add NAME --phone NUMBER")
        return
    print_table(("Whose", "Kind", "Contact"), [(name, _KINDS[kind], value) for _, name, kind, value in rows])


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The organisation's name.")],
    phone: Annotated[list[str] | None, typer.Option(help="A number that it publishes (may repeat).")] = None,
    email: Annotated[
        list[str] | None, typer.Option(help="A mailbox; *@example.org: all of a domain (may repeat).")
    ] = None,
    handle: Annotated[list[str] | None, typer.Option(help="A social media handle (may repeat).")] = None,
    address: Annotated[list[str] | None, typer.Option(help="An address (may repeat).")] = None,
    domain: Annotated[list[str] | None, typer.Option(help="A domain of its mailboxes (may repeat).")] = None,
    config: ConfigOption = None,
) -> None:
    """Add a partner organisation, or further contacts of one."""
    from smcheck.settings.partners import find_partner, partner_of, with_partner

    given = {"phones": phone, "emails": email, "handles": handle, "addresses": address, "domains": domain}
    with reported_errors():
        partner = partner_of(name, {kind: values or () for kind, values in given.items()})
        council = _change(config, lambda partners: with_partner(partners, partner))
        listed = find_partner(council.partners, partner.name)
    typer.echo(f"A post may give these, by {_name_of(council)}: {visible(str(listed))}")
    if listed.domains:
        typer.echo(_NO_LINKS)


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The organisation's name, as listed.")],
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CONTACT]...", help="These of its contacts only, as listed."),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Remove a partner organisation, or some of its contacts."""
    from smcheck.settings.partners import contacts_spelt, find_partner, without_partner

    with reported_errors():
        listed = find_partner(council_here(config).partners, name)
        council = _change(config, lambda partners: without_partner(partners, name, values or ()))
    what = f"{', '.join(values)} of {listed.name}" if values else listed.name
    typer.echo(f"{visible(what)} is no longer in {_name_of(council)}")
    gone = [contact for value in values or () for contact in contacts_spelt(listed, value)]
    for kind, value in dict.fromkeys(gone or listed.contacts()):
        if holder := next((one for one in council.listed if one.owns(kind, value)), None):
            typer.echo(
                visible(f"A post may still give {value}: it is listed of {holder.name or 'the council'}")
            )


def _rows(council: Council) -> list[tuple[str, str, str, str]]:
    """Every contact: whose it is, the name, the kind, the contact itself."""
    from smcheck.settings.partners import CONTACTS

    own = council.name or "the council"
    rows = [
        ("council", own, kind, value) for kind in (*CONTACTS, "venues") for value in getattr(council, kind)
    ]
    for partner in council.partners:
        rows += [("partner", partner.name, kind, value) for kind, value in partner.contacts()]
    return rows


def _change(config: Path | None, change: Callable[[Sequence[Partner]], tuple[Partner, ...]]) -> Council:
    """The council as it is once its partners are changed."""
    from smcheck.run.configurations import Configurations
    from smcheck.settings.changing import change_partners, seal
    from smcheck.settings.council import load_council

    path = cast("Path", council_here(config).path)

    def admit(council: Council) -> None:
        Configurations(config).refuse_what_is_locked(council.path, council.given)

    change_partners(path, seal(path), change, admit)
    return load_council(path)


def _name_of(council: Council) -> str:
    return council.path.name if council.path else ""
