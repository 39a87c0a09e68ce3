"""`smcheck ask`: ask for approval of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smcheck.cli.common import App, ConfigOption, council_here, fail, one_review, reported_errors

app = App()


@app.command()
def ask(
    path: Annotated[str, typer.Argument(metavar="DRAFT", help="A draft.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who asks.")],
    note: Annotated[str, typer.Option(metavar="TEXT", help="What the approver should know.")] = "",
    config: ConfigOption = None,
) -> None:
    """Ask whoever approves for a draft: its words and what was found in it go into requests/."""
    from smcheck.record import reviewer_name
    from smcheck.record.approving import ask as ask_for

    if not by.strip():
        fail("--by must not be empty")
    with reported_errors():
        council = council_here(config, Path(path).parent)
        asked = ask_for(council, one_review(path, council.path), by.strip(), note.strip(), reviewer_name())
    count = len(asked.findings)
    typer.echo(f"Asked: {asked.id} ({count} finding{'s' * (count != 1)}); smcheck requests shows the answer")
    typer.echo("The draft's words stand in the folder requests/ until somebody deletes them.")
