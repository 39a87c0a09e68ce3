"""`smcheck approve`: record a decision in the council's `decisions.toml`."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import ConfigOption, fail, reported_errors
from smcheck.errors import DraftError
from smcheck.reporters._safe import visible

if TYPE_CHECKING:
    from smcheck.council import Council

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

By = Annotated[str, typer.Option(metavar="NAME", help="Who cleared it.")]
On = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="When. [default: today]")]
Until = Annotated[
    str, typer.Option(metavar="YYYY-MM-DD", help="Last day on which it holds. [default: no end]")
]
Scope = Annotated[str, typer.Option(metavar="any|PATTERN", help="Drafts that it covers.")]
Note = Annotated[str, typer.Option(help="Why.")]
_SHARED_SUFFIXES = frozenset(
    "co.uk org.uk me.uk ltd.uk plc.uk ac.uk sch.uk github.io blogspot.com wordpress.com wixsite.com "
    "weebly.com netlify.app".split()
)
_FEWEST_DIGITS = 7
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_PLACE = re.compile(r"(?P<path>.+?):(?:row (?P<row>\d{1,9}):)?(?P<line>\d{1,9}):(?P<column>\d{1,9})")


@app.command()
def person(
    name: Annotated[str, typer.Argument(help="Full name, as on the roster.")],
    by: By,
    on: On = "",
    until: Until = "",
    scope: Scope = "any",
    note: Note = "",
    config: ConfigOption = None,
) -> None:
    """Record that a person has agreed to be named."""
    from smcheck.roster import load_roster

    council = _council(config)
    with reported_errors():
        known = load_roster(council.folder / council.roster).find(name)
    if known is None:
        typer.echo(
            f"Note: {name} is not on the roster ({council.roster}); the approval covers that very name."
        )
    _record(council, "person", known.name if known else name, by, on, until, scope, note)


@app.command()
def link(
    domain: Annotated[str, typer.Argument(help="Domain whose terms permit links, such as example.org.")],
    by: By,
    on: On = "",
    until: Until = "",
    scope: Scope = "any",
    note: Note = "",
    config: ConfigOption = None,
) -> None:
    """Record that a website's terms permit links to it."""
    from smcheck.contacts import canonical_domain

    host = canonical_domain(domain)
    if host in _SHARED_SUFFIXES or "*" in host:
        fail(f"{host} is shared by many websites; give the name of the one whose terms you read")
    if "." not in host:
        fail(f"{domain!r} is no domain; give one such as example.org")
    _record(_council(config), "link", host, by, on, until, scope, note)


@app.command()
def contact(
    contact: Annotated[str, typer.Argument(help="Phone number, e-mail address or handle.")],
    by: By,
    on: On = "",
    until: Until = "",
    scope: Scope = "any",
    note: Note = "",
    config: ConfigOption = None,
) -> None:
    """Record that contact details may be published."""
    if "@" not in contact and sum(char.isdigit() for char in contact) < _FEWEST_DIGITS:
        fail(f"{contact!r} is no phone number, e-mail address or @handle")
    _record(_council(config), "contact", contact, by, on, until, scope, note)


@app.command()
def finding(
    finding: Annotated[
        str,
        typer.Argument(
            metavar="PLACE", help="Its place as --output-format concise prints it, or its fingerprint."
        ),
    ],
    by: By,
    on: On = "",
    until: Until = "",
    scope: Scope = "",
    note: Note = "",
    config: ConfigOption = None,
) -> None:
    """Record that a finding was waived."""
    if _FINGERPRINT.fullmatch(finding):
        council = _council(
            config, new_key="fingerprints shown so far hold no more: run smcheck again, then approve"
        )
        _record(council, "waiver", finding, by, on, until, scope or "any", note)
        return
    place = _PLACE.fullmatch(finding)
    if place is None:
        fail(f"{finding!r} is no place; give PATH:LINE:COLUMN, as in smcheck --output-format concise")
    from smcheck.decisions import scope_of

    path = Path(place["path"])
    council = _council(config, path.parent)
    for fingerprint in _fingerprints(path, place, council):
        _record(council, "waiver", fingerprint, by, on, until, scope or scope_of(path), note)


def _fingerprints(path: Path, place: re.Match[str], council: Council) -> list[str]:
    """Fingerprints of the open findings at a place of a file."""
    from smcheck.draft import Draft
    from smcheck.readers import read_file
    from smcheck.review import Reviewer

    with reported_errors():
        reviewer = Reviewer(council)
    wanted = (place["row"], place["line"], place["column"])
    found = []
    for draft in read_file(path):
        if isinstance(draft, DraftError):
            fail(f"{path}: {draft}")
        if not isinstance(draft, Draft):
            continue
        for finding in reviewer.review(draft).open_findings:
            row = None if draft.row is None else str(draft.row)
            if wanted == (row, str(finding.line), str(finding.column)):
                found.append(finding.fingerprint)
    if not found:
        row = f"row {place['row']}, " if place["row"] else ""
        fail(f"{path}: no open finding at {row}line {place['line']}, column {place['column']}")
    return found


def _council(config: Path | None, folder: Path = Path(), new_key: str = "") -> Council:
    """The council whose record it is; where a key had to be made first, fails with `new_key` if given."""
    from smcheck.council import find_config, load_council
    from smcheck.decisions import ensure_key, has_key

    with reported_errors():
        found = config or find_config(folder)
        if found is None:
            fail("there is no smcheck.toml here or above; run smcheck init first, so that there is a record")
        council = load_council(found)
        path = council.folder / council.decisions
        known = has_key(path)
        ensure_key(path)
    if new_key and not known:
        fail(new_key)
    return council


def _day(value: str, option: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        fail(f"{option} must be a day such as 2026-05-07, not {value!r}")


def _record(
    council: Council, kind: str, subject: str, by: str, on: str, until: str, scope: str, note: str
) -> None:
    from smcheck.decisions import Decision, add_decision

    day = _day(on, "--on") or dt.date.today()
    last = _day(until, "--until")
    if last and last < day:
        fail(f"--until {last} lies before {day}")
    decision = Decision(kind, subject.strip(), by.strip(), day, last, scope, note)
    if not decision.subject or not decision.by:
        fail("the subject and --by must not be empty")
    path = council.folder / council.decisions
    with reported_errors():
        add_decision(path, decision)
    typer.echo(f"Recorded in {council.decisions}: {visible(decision.describe())}")
