"""The command line: one module a command, put together here."""

from __future__ import annotations

from typing import Annotated

import typer

from smcheck import version_line
from smcheck.cli import (
    approve,
    check,
    config,
    decisions,
    election,
    explain,
    init,
    people,
    record,
    redact,
    rules,
    watch,
    wordlists,
)
from smcheck.cli.group import CheckByDefault

app = typer.Typer(
    name="smcheck",
    cls=CheckByDefault,
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


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


app.command("check")(check.check)
app.command("explain", help="Explain a rule or a check, with examples.")(explain.explain)
app.command("rules", help="List the policy's rules and what each one governs.")(rules.rules)
app.command("init", help="Set up smcheck for a council: write smcheck.toml and people.toml.")(init.init)
app.command("approve", help="Record that a person, link, contact or finding is cleared.")(approve.approve)
app.add_typer(people.app)
app.add_typer(decisions.app)
app.add_typer(wordlists.app)
app.add_typer(record.app)
app.command("watch", help="Review drafts whenever they are saved, a line for each.")(watch.watch)
app.command("redact", help="Write a copy of a draft with personal data masked.")(redact.redact)
app.command("election", help="Show the pre-election periods and what they change.")(election.election)
app.command("config", hidden=True, help="Show every setting, its value, and where it came from.")(
    config.config
)
