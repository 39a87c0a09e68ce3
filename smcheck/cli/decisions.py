"""`smcheck decisions`: what has been cleared, what of it still holds and serves, and pruning the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smcheck.cli.common import (
    App,
    ConfigOption,
    JsonOption,
    council_here,
    fail,
    reported_errors,
    standard_input,
)
from smcheck.cli.tables import print_table
from smcheck.model.showing import json_text, visible

if TYPE_CHECKING:
    from smcheck.model.decision import Decision
    from smcheck.settings.council import Council

app = App(
    help="Recorded decisions: list them, see what ends soon, has expired or is not used, and prune.",
    invoke_without_command=True,
)

_SOON = 30  # days
_EXPIRED, _NOT_USED = "expired", "not used"
Unused = Annotated[
    list[str] | None,
    typer.Option(
        "--unused", metavar="PATH", help="Also tell what no draft under this path uses (may repeat)."
    ),
]


@app.callback()
def decisions(context: typer.Context) -> None:
    """List the decisions where no other command is given."""
    if context.invoked_subcommand is None:
        list_decisions()


@app.command("list")
def list_decisions(
    soon: Annotated[int, typer.Option(metavar="DAYS", help="What counts as ending soon.")] = _SOON,
    unused: Unused = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List every decision: who cleared what, until when, and whether it still holds."""
    with reported_errors():
        council, path = _council(config)
        known = _known(path)
        used = _used(unused, council) if unused else None
        states = _states(known, council, soon, used)
    if as_json:
        typer.echo(json_text([_data(decision, state) for decision, state in states], indent=2))
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
    from smcheck.settings.decision_file import remove_decisions

    with reported_errors():
        council, path = _council(config)
        used = _used(unused, council) if unused else None
        states = _states(_known(path), council, _SOON, used)
        gone = [decision for decision, state in states if state in (_EXPIRED, _NOT_USED)]
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


def _states(
    known: Sequence[Decision], council: Council, soon: int, used: Collection[Decision] | None
) -> list[tuple[Decision, str]]:
    """Each decision with its state: whether it holds, for how long, or why it does not."""
    suspended = _suspended(known, council)
    return [(decision, _state(decision, council, soon, used, suspended)) for decision in known]


def _state(
    decision: Decision,
    council: Council,
    soon: int,
    used: Collection[Decision] | None,
    suspended: Collection[Decision],
) -> str:
    today = dt.date.today()
    left = decision.days_left(today)
    if left is not None and left < 0:
        return _EXPIRED
    if used is not None and decision not in used:
        return _NOT_USED
    if decision in suspended:
        return "suspended before the poll"
    if left is not None and left <= soon:
        return {0: "ends today", 1: "ends tomorrow"}.get(left, f"ends in {left} days")
    if decision.kind == "waiver" and not council.is_approver(decision.by):
        return "holds, for no error"
    return "holds, dated ahead" if decision.on > today else "holds"


def _suspended(known: Iterable[Decision], council: Council) -> Collection[Decision]:
    """The approvals that a pre-election period suspends today."""
    from smcheck.people import load_roster
    from smcheck.review.decisions import suspended
    from smcheck.settings.elections import election_on

    election = election_on(dt.date.today(), council.elections)
    if election is None:
        return ()
    find = load_roster(council.folder / council.roster).find
    people = ((decision, find(decision.subject)) for decision in known)
    return {
        decision
        for decision, person in people
        if person and suspended(decision, election, elected=person.is_elected)
    }


def _rows(states: list[tuple[Decision, str]]) -> Iterator[tuple[str, ...]]:
    for decision, state in states:
        data = _data(decision, state)
        yield tuple(
            str(data[key] or "") for key in ("state", "kind", "subject", "by", "on", "until", "scope", "note")
        )


def _data(decision: Decision, state: str) -> dict[str, Any]:
    """A decision as it may be shown: a contact is masked."""
    from smcheck.model.masking import mask_personal

    return {
        "state": state,
        "kind": decision.kind,
        "subject": mask_personal(decision.subject) if decision.kind == "contact" else decision.subject,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "until": decision.until.isoformat() if decision.until else None,
        "scope": decision.scope,
        "note": decision.note,
    }
