"""`smcheck decisions`: what has been cleared, what of it still holds and serves, and pruning the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import (
    ConfigOption,
    Group,
    JsonOption,
    council_here,
    fail,
    reported_errors,
    standard_input,
)
from smcheck.cli.tables import print_table
from smcheck.model.decision import SOON
from smcheck.model.showing import json_text, visible

if TYPE_CHECKING:
    from smcheck.model.decision import Decision
    from smcheck.settings.council import Council

app = Group(help="Recorded decisions: list them, see what ends soon, has expired or is not used, and prune.")

Unused = Annotated[
    list[str] | None,
    typer.Option(
        "--unused", metavar="PATH", help="Also tell what no draft under this path uses (may repeat)."
    ),
]


@app.command("list")
def list_decisions(
    soon: Annotated[int, typer.Option(metavar="DAYS", help="What counts as ending soon.")] = SOON,
    unused: Unused = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List every decision: who cleared what, until when, and whether it still holds."""
    from smcheck.record.standing import decision_data, states_of

    with reported_errors():
        council, path = _council(config)
        known = _known(path)
        used = _used(unused, council) if unused else None
        states = states_of(known, council, soon, used)
    if as_json:
        typer.echo(json_text([decision_data(decision, state) for decision, state in states], indent=2))
    elif not known:
        typer.echo(visible(f"{path} holds no decision yet; smcheck approve records one"))
    else:
        print_table(("State", "Kind", "What", "By", "On", "Until", "Scope", "Why"), list(_rows(states)))


@app.command("prune")
def prune(
    unused: Unused = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove them without asking.")] = False,
    config: ConfigOption = None,
) -> None:
    """Remove decisions that have expired and, with --unused, those that no draft uses."""
    from smcheck.record.standing import EXPIRED, NOT_USED, states_of
    from smcheck.settings.decision_file import remove_decisions

    with reported_errors():
        council, path = _council(config)
        used = _used(unused, council) if unused else None
        states = states_of(_known(path), council, SOON, used)
        gone = [decision for decision, state in states if state in (EXPIRED, NOT_USED)]
    if not gone:
        typer.echo("There is nothing to prune.")
        return
    for decision in gone:
        typer.echo(visible(decision.describe()))
    if not yes and not typer.confirm(f"Remove these {len(gone)} from {path}?"):
        typer.echo("Nothing was removed.")
        return
    with reported_errors():
        removed = remove_decisions(path, gone)
    typer.echo(visible(f"Removed {len(removed)} from {path}."))


def _council(config: Path | None) -> tuple[Council, Path]:
    council = council_here(config)
    return council, council.folder / council.decisions


def _known(path: Path) -> tuple[Decision, ...]:
    from smcheck.settings.decision_file import load_decisions

    return load_decisions(path).known


def _used(paths: list[str], council: Council) -> Collection[Decision]:
    """The decisions that drafts under the paths use; fails where none is, or one cannot be."""
    from smcheck.reporters.written import Written
    from smcheck.run import Report, Request, Run

    request = Request(paths=tuple(paths), stdin=standard_input(paths), config=council.path)
    run = Run(request, Written())
    report = Report(run.policy)
    for event in run.events():
        report.add(event)
    if report.errors:
        error = report.errors[0]
        fail(f"{error.path}: {error.message}; what is used cannot be told")
    if not report.drafts:
        fail(f"no draft under {', '.join(paths)} was reviewed; what is used cannot be told")
    return report.used


def _rows(states: list[tuple[Decision, str]]) -> Iterator[tuple[str, ...]]:
    from smcheck.record.standing import decision_data

    for decision, state in states:
        data = decision_data(decision, state)
        yield tuple(
            str(data[key] or "") for key in ("state", "kind", "subject", "by", "on", "until", "scope", "note")
        )
