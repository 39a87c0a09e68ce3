"""`smcheck policy`: which clauses are checked, and a policy of the council's own, made step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import (
    ConfigOption,
    Group,
    JsonOption,
    fail,
    policy_in_force,
    reported_errors,
    see_that_somebody_can_be_asked,
)
from smcheck.model.showing import json_text, visible

if TYPE_CHECKING:
    from smcheck.cli.policy_questions import Given
    from smcheck.settings.clauses import Clause

app = Group(help="A council's own policy: make one, and see which of its clauses are checked.")


@app.command("check")
def check(
    name: Annotated[
        str,
        typer.Argument(metavar="[POLICY]", help="A file or a built-in policy; else the one in force."),
    ] = "",
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say what is wrong with a policy, which of its clauses are checked, and what nothing looks for."""
    from smcheck.reporters.reference import policy_page
    from smcheck.reporters.reference.data import policy_data
    from smcheck.reporters.reference.text import coverage_text
    from smcheck.settings.policy_file import load_policy

    with reported_errors():
        page = policy_page(load_policy(name) if name else policy_in_force(config))
    typer.echo(json_text(policy_data(page), indent=2) if as_json else coverage_text(page))


@app.command("new")
def new(
    source: Annotated[
        Path | None,
        typer.Option("--from", help="Your policy as a text or Word file, whose clauses are listed for you."),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path("policy.toml"),
    title: Annotated[str, typer.Option(help="The policy's title.")] = "",
    council: Annotated[str, typer.Option(help="The council that adopted it.")] = "",
    adopted: Annotated[
        str, typer.Option(help="The month of its adoption, such as 2026-05 or May 2026.")
    ] = "",
    review_due: Annotated[str, typer.Option(help="The month in which it is to be reviewed.")] = "",
    ask: Annotated[str, typer.Option(help="Whom to ask before posting, such as the Parish Clerk.")] = "",
    we: Annotated[str, typer.Option(help="How the council speaks of itself: the Parish Council.")] = "",
    alone: Annotated[
        bool, typer.Option("--alone", help="Do not take over what councils' policies have in common.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing; take what is given and proposed.")] = False,
) -> None:
    """Make a policy of the council's own, by questions or from the file that holds it."""
    from smcheck.cli.policy_questions import Document, Given, document_at, mapped, questions
    from smcheck.settings.clauses import policy_text
    from smcheck.settings.files import write_atomically
    from smcheck.settings.policy_file import policy_in

    if output.exists() or output.is_symlink():
        fail(f"{output} is there already; move it away, or name another file with --output")
    if not yes:
        see_that_somebody_can_be_asked("smcheck policy new")
    given = Given(title, council, adopted, review_due, ask, we, alone)
    _see_that_all_can_be_shown(given)
    with reported_errors():
        document = document_at(source) if source else Document()
        try:
            head = questions(given, document, nothing=yes)
            chosen = tuple(mapped(head, _not_too_many(document.clauses), nothing=yes))
        except typer.Abort:
            typer.echo("\nNothing was written.")
            raise typer.Exit(1) from None
        if not (chosen or head.inherits):
            fail("a policy without a clause checks nothing, and nothing was written; give --from FILE")
        text = policy_text(head, chosen)
        policy_in(text, output)  # what could not be read again is not written
        write_atomically(output, text)
        _say_made(output, len(chosen))
        _put_in_force(output, ask=not yes)


def _see_that_all_can_be_shown(given: Given) -> None:
    """Fail where an option holds what could not be shown in a report."""
    from smcheck.model.errors import ConfigError
    from smcheck.settings.own_contacts import refuse_unshown

    options = {"--title": given.title, "--council": given.council, "--ask": given.ask, "--we": given.we}
    for option, value in options.items():
        try:
            refuse_unshown(value)
        except ConfigError as error:
            fail(f"{option}: {error}")


def _not_too_many(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """As many clauses as a policy is made of; says so where there are more."""
    from smcheck.settings.clauses import MOST_CLAUSES

    if len(clauses) > MOST_CLAUSES:
        typer.echo(
            f"smcheck: note: more than {MOST_CLAUSES:,} clauses are seen in it; the first {MOST_CLAUSES:,} "
            "are taken, and the others are left out",
            err=True,
        )
    return clauses[:MOST_CLAUSES]


def _say_made(output: Path, count: int) -> None:
    from smcheck.reporters.reference import policy_page
    from smcheck.reporters.reference.text import coverage_text
    from smcheck.settings.policy_file import load_policy

    typer.echo(coverage_text(policy_page(load_policy(output.name, output.parent))))
    own = f"{count} clause{'' if count == 1 else 's'} of your own" if count else "no clause of your own"
    typer.echo(f"\nWrote {visible(str(output))} with {own}.")


def _put_in_force(output: Path, *, ask: bool) -> None:
    """Let the settings beside the policy name it, where there are any and whoever is asked agrees."""
    from smcheck.settings.changing import change_setting, seal
    from smcheck.settings.council import CONFIG_NAME

    config, name = output.parent / CONFIG_NAME, visible(output.name)
    agreed = config.is_file() and (
        not ask or typer.confirm(f"Shall it hold from now on, named in {CONFIG_NAME}?", default=True)
    )
    if agreed:
        change_setting(config, seal(config), "policy", output.name, lambda _: None)
        typer.echo(f"It holds now: {CONFIG_NAME} names it.")
    else:
        typer.echo(f"To use it, let the line of {CONFIG_NAME} that begins with policy = be:")
        typer.echo(f'policy = "{name}"')
