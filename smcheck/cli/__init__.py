"""The command line: one module a command, each with an `app`, imported when it is asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from smcheck import version_line
from smcheck.cli.group import Commands

command_line = typer.Typer(
    name="smcheck",
    cls=Commands,
    help="Review social media drafts against the council's policy, before they are posted.\n\n"
    "smcheck draft.txt is short for smcheck check draft.txt.",
    epilog="smcheck COMMAND --help says more; smcheck config shows every setting.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(version_line())
        raise typer.Exit


@command_line.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass
