"""`smcheck election`: when the pre-election period of each poll begins and ends, and what it changes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smcheck.cli.common import (
    App,
    ConfigOption,
    JsonOption,
    council_in_force,
    day,
    policy_of,
    reported_errors,
)
from smcheck.model.showing import json_text

if TYPE_CHECKING:
    from smcheck.settings.elections import Election
    from smcheck.settings.policy import Policy

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
    from smcheck.reporters.elections import period_in_words, what_changes
    from smcheck.reporters.paragraphs import bullets, paragraph
    from smcheck.settings.council import with_polls
    from smcheck.settings.elections import election_on

    today = day(date, "--date") or dt.date.today()
    polls = [poll for value in election_date or () if (poll := day(value, "--election-date"))]
    with reported_errors():
        council = with_polls(council_in_force(config), polls)
        policy = policy_of(council)
    elections = sorted(council.elections, key=lambda election: election.poll)
    if as_json:
        typer.echo(json_text(_data(elections, today, policy), indent=2))
        return
    if not elections:
        typer.echo(_NONE)
        return
    for each in elections:
        typer.echo(paragraph(period_in_words(each, today)))
    under_way = election_on(today, elections)
    typer.echo("\nWithin such a period:" if under_way else "\nWithin such a period (none is under way):")
    typer.echo("\n".join(bullets(what_changes(policy))))


def _data(elections: list[Election], today: dt.date, policy: Policy) -> dict[str, Any]:
    from smcheck.reporters.elections import what_changes

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
        "changes": list(what_changes(policy)),
    }
