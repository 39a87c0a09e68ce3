"""`smcheck election`: when the pre-election period of each poll begins and ends, and what it changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smcheck.cli.common import App, ConfigOption, JsonOption, day, reported_errors
from smcheck.model.showing import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smcheck.settings.elections import Election
    from smcheck.settings.policy import Policy

_CHANGES = (
    "Findings about politics, and councillors and candidates by name, weigh a step more: a warning becomes "
    "an error.",
    "Quotations from councillors, and launches of new campaigns, are found too (pre-election-publicity).",
    "An approval that names a councillor or candidate holds only if it says so (smcheck approve person "
    "NAME --pre-election).",
    "Notices of election, polling stations, photo ID, registration and neutral results stay as they are.",
)
_NONE = (
    "No poll is known. Add one to smcheck.toml:\n\n"
    "    [[election]]\n    poll = 2027-05-06\n\n"
    "or give it here: smcheck election --election-date 2027-05-06"
)

app = App()


@app.command()
def election(
    election_date: Annotated[
        list[str] | None,
        typer.Option("--election-date", metavar="YYYY-MM-DD", help="A poll beside those of smcheck.toml."),
    ] = None,
    date: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Ask for this day. [default: today]")] = "",
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show the pre-election period of each poll, and what it changes."""
    from smcheck.reporters.paragraphs import bullets, paragraph
    from smcheck.settings.council import find_config, load_council, with_polls
    from smcheck.settings.elections import election_on
    from smcheck.settings.policy import load_policy

    today = day(date, "--date") or dt.date.today()
    polls = [poll for value in election_date or () if (poll := day(value, "--election-date"))]
    with reported_errors():
        council = with_polls(load_council(config or find_config(Path())), polls)
        policy = load_policy(council.policy, council.folder)
    elections = sorted(council.elections, key=lambda election: election.poll)
    if as_json:
        typer.echo(json_text(_data(elections, today, policy), indent=2))
        return
    if not elections:
        typer.echo(_NONE)
        return
    for each in elections:
        typer.echo(paragraph(_line(each, today)))
    under_way = election_on(today, elections)
    typer.echo("\nWithin such a period:" if under_way else "\nWithin such a period (none is under way):")
    typer.echo("\n".join(bullets(_changes(policy))))


def _changes(policy: Policy) -> Iterator[str]:
    yield from _CHANGES
    if policy.pre_election:
        rule = policy.rule(policy.pre_election.rule)
        yield f"{rule.citation} is cited, and beside it: {policy.pre_election.law}."


def _line(election: Election, today: dt.date) -> str:
    begins = election.begins
    state = "under way" if today >= begins else f"begins in {(begins - today).days} days"
    state = "over" if today > election.poll else state
    return (
        f"Poll on {election.poll:%A} {election.poll}: the period lasts from {begins} to the close of poll "
        f"({state})."
    )


def _data(elections: list[Election], today: dt.date, policy: Policy) -> dict[str, Any]:
    return {
        "date": today.isoformat(),
        "elections": [
            {
                "poll": election.poll.isoformat(),
                "from": election.begins.isoformat(),
                "under_way": election.begins <= today <= election.poll,
            }
            for election in elections
        ],
        "changes": list(_changes(policy)),
    }
