"""`smcheck approve`: record a decision in the council's `decisions.toml`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smcheck.cli import completion
from smcheck.cli.common import App, ConfigOption, council_here, day, fail, remind, reported_errors
from smcheck.cli.places import Place, findings_at
from smcheck.model.showing import visible

if TYPE_CHECKING:
    from smcheck.settings.council import Council

What = Literal["person", "link", "contact", "finding"]
_FEWEST_DIGITS = 7
_HOUSE = re.compile(r"(?:[A-Za-z]+ )?\d{1,5}[A-Za-z]?,? [A-Za-z]{3}")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")

app = App()


@app.command()
def approve(
    what: Annotated[What, typer.Argument(metavar="person|link|contact|finding", help="What was cleared.")],
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT",
            help="A full name; a domain; a phone number, e-mail address (*@example.org: all of a domain), "
            "handle or address; or a finding's place (PATH:LINE:COLUMN, as --output-format concise prints "
            "it).",
        ),
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who cleared it.")],
    on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="When. [default: today]")] = "",
    until: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="Last day on which it holds. [default: no end]")
    ] = "",
    scope: Annotated[
        str,
        typer.Option(
            metavar="any|#HASHTAG|PATTERN",
            help="Drafts that it covers: all, a campaign by its hashtag, or paths. [default: any]",
        ),
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    check: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Of several findings at the place, that of this check (may repeat).",
            autocompletion=completion.checks,
        ),
    ] = None,
    pre_election: Annotated[
        bool, typer.Option("--pre-election", help="Holds in a pre-election period too (a person).")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Record that a person, link, contact or finding is cleared: by whom, when, why, until when."""
    from smcheck.model.decision import Decision
    from smcheck.record import reviewer_name
    from smcheck.record.approving import record_decision

    if not subject.strip() or not by.strip():
        fail("the subject and --by must not be empty")
    if pre_election and what != "person":
        fail("--pre-election is for a person only")
    if check and what != "finding":
        fail("--check is for a finding only")
    scope = _scope(scope)
    with reported_errors():
        if what == "person":
            council = _council(config)
            subjects = {_person(subject, council): ""}
        elif what == "link":
            subjects, council = {_domain(subject): ""}, _council(config)
        elif what == "contact":
            subjects, council = {_contact(subject): ""}, _council(config)
        else:
            subjects, council, scope = _waived(subject, config, scope, by.strip(), check or ())
        kind = "waiver" if what == "finding" else what
        first, last = _days(on, until)
        for each, about in subjects.items():
            _see_that_it_fits(kind, each)
            decision = Decision(
                kind, each, by.strip(), first, last, scope or "any", note.strip(), pre_election, about
            )
            record_decision(council, decision, reviewer_name())
            typer.echo(f"Recorded in {council.decisions}: {visible(decision.describe())}")
        remind(council)


def _see_that_it_fits(kind: str, subject: str) -> None:
    """Fail where the decision would cover what nobody looked at; say where it covers more than it seems."""
    from smcheck.review.fitting import advice, misfit

    if wrong := misfit(kind, subject):
        fail(wrong)
    if more := advice(kind, subject):
        typer.echo(visible(f"Note: {more}."))


def _scope(scope: str) -> str:
    """The scope as it is recorded; fails where it could cover no draft."""
    plain = scope.strip().replace("\\", "/").removeprefix("./")
    if plain.endswith("/"):
        plain += "*"
    if plain and plain != "any" and not re.search(r"^#\w|[.*/\[]", plain):
        fail(f"--scope {scope} covers nothing; give any, #{plain} for a campaign, or paths such as fete.txt")
    return plain


def _person(name: str, council: Council) -> str:
    from smcheck.people import load_roster
    from smcheck.people.matching import find_listed
    from smcheck.people.names import name_key
    from smcheck.text import TextView
    from smcheck.text.lexicon import Lexicon

    if not name_key(name):
        fail(f"{name!r} is no name")
    roster = load_roster(council.folder / council.roster)
    named = {
        match.person for match in find_listed(TextView(name, Lexicon(())), roster) if not match.namesakes
    }
    known = roster.find(name) or (named.pop() if len(named) == 1 else None)
    if known is None:
        typer.echo(
            visible(
                f"Note: {name} is not on the roster ({council.roster}); the approval covers that very name."
            )
        )
    return known.name if known else name.strip()


def _domain(domain: str) -> str:
    from smcheck.settings.contacts import canonical_domain
    from smcheck.text import load_lexicon

    host = canonical_domain(domain)
    listed = load_lexicon(()).website(host)
    if listed and listed.role == "shortener":
        fail(f"{host} is a link shortener; give the name of the website that the link leads to")
    return host


def _contact(contact: str) -> str:
    from smcheck.settings.contacts import POSTCODE

    placed = POSTCODE.search(contact) or _HOUSE.match(contact.strip())
    if not placed and "@" not in contact and sum(char.isdigit() for char in contact) < _FEWEST_DIGITS:
        fail(f"{contact!r} is no phone number, e-mail address, @handle, postcode or address")
    return contact.strip()


def _waived(
    subject: str, config: Path | None, scope: str, by: str, checks: Sequence[str]
) -> tuple[dict[str, str], Council, str]:
    """Fingerprints of the findings meant with what each is, the council, and the drafts that are covered."""
    from smcheck.record.approving import about_finding
    from smcheck.review.decisions import scope_of

    if _FINGERPRINT.fullmatch(subject):
        stale = "fingerprints shown so far hold no more: run smcheck again, then approve"
        council = _council(config, new_key=stale)
        if not council.is_approver(by):
            typer.echo(visible(f"Note: {by} is not among approvers in smcheck.toml; this waives no error."))
        return {subject: ""}, council, scope
    place = Place.read(subject)
    council = _council(config, place.path.parent)
    findings, review = findings_at(place, council, checks)
    if any(not council.may_waive(by, finding) for finding in findings):
        known = ", ".join(council.approvers) or "nobody yet"
        fail(f"{by} may not waive an error: approvers in smcheck.toml lists who may ({known})")
    said = {finding.fingerprint: about_finding(finding, review.draft) for finding in findings}
    return said, council, scope or scope_of(place.path)


def _council(config: Path | None, folder: Path = Path(), new_key: str = "") -> Council:
    """The council whose record it is; where a key had to be made first, fails with `new_key` if given."""
    from smcheck.settings.decision_file import ensure_key, has_key

    council = council_here(config, folder)
    path = council.folder / council.decisions
    known = has_key(path)
    ensure_key(path)
    if new_key and not known:
        fail(new_key)
    return council


def _days(on: str, until: str) -> tuple[dt.date, dt.date | None]:
    """The first and the last day on which a decision holds; fails where they cannot be."""
    first, last = day(on, "--on") or dt.date.today(), day(until, "--until")
    if first > dt.date.today():
        fail(f"--on {first} lies ahead; give the day on which it was cleared")
    if last and last < first:
        fail(f"--until {last} lies before {first}")
    return first, last
