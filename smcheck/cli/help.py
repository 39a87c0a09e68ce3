"""`smcheck help`: the help of smcheck, or of a command."""

from __future__ import annotations

from typing import Annotated

import typer
from typer._click import Context
from typer.core import TyperGroup

from smcheck.cli import completion
from smcheck.cli.common import App
from smcheck.cli.usage import unknown_command

app = App()


@app.command("help")
def show_help(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND]...",
            help="Such as explain, or people add.",
            autocompletion=completion.commands,
        ),
    ] = None,
) -> None:
    """Show what --help shows: for smcheck, or for a command."""
    found: Context = context.find_root()
    for word in words or ():
        group = found.command
        command = group.get_command(found, word) if isinstance(group, TyperGroup) else None
        if command is None:
            unknown_command(found, word, group.list_commands(found) if isinstance(group, TyperGroup) else ())
            return
        found = command.context_class(command, info_name=word, parent=found, **command.context_settings)
    typer.echo(found.get_help())
