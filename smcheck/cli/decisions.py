"""`smcheck decisions`: what has been cleared, what of it still holds and serves, and pruning the rest."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smcheck.cli.common import (
    ConfigOption,
    Group,
    JsonOption,
    agreed,
    council_here,
    fail,
    remind,
    reported_errors,
    standard_input,
)
from smcheck.cli.tables import print_table
from smcheck.model.decision import EVERYWHERE, SOON
from smcheck.model.showing import day_in_words, json_text, visible

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
    soon: Annotated[int, typer.Option(metavar="DAYS", min=0, help="What counts as ending soon.")] = SOON,
    unused: Unused = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List every decision: who cleared what, until when, and whether it still holds."""
    from smcheck.record.standing import decision_data, states_of

    with reported_errors():
        council, path = _council(config)
        known = _known(path)
        use = _use(unused, council) if unused else _Use()
        states = [
            (use.told(decision), state) for decision, state in states_of(known, council, soon, use.used)
        ]
    if as_json:
        typer.echo(json_text([decision_data(decision, state) for decision, state in states], indent=2))
    elif not known:
        typer.echo(visible(f"{path} holds no decision yet; smcheck approve records one"))
    else:
        _print(states)
    remind(council)


@app.command("prune")
def prune(
    unused: Unused = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove them without asking.")] = False,
    config: ConfigOption = None,
) -> None:
    """Remove decisions that have expired and, with --unused, those that no draft uses."""
    from smcheck.record import reviewer_name
    from smcheck.record.approving import remove_recorded
    from smcheck.record.standing import EXPIRED, NOT_USED, states_of

    with reported_errors():
        council, path = _council(config)
        used = _use(unused, council).used if unused else None
        states = states_of(_known(path), council, SOON, used)
        gone = [decision for decision, state in states if state in (EXPIRED, NOT_USED)]
    remind(council)
    if not gone:
        typer.echo("There is nothing to prune.")
        return
    for decision in gone:
        typer.echo(visible(decision.describe()))
    if not yes and not agreed(f"Remove these {len(gone)} from {path}?"):
        typer.echo("Nothing was removed.")
        return
    with reported_errors():
        removed = remove_recorded(council, gone, reviewer_name())
    typer.echo(visible(f"Removed {len(removed)} from {path}."))


def _council(config: Path | None) -> tuple[Council, Path]:
    council = council_here(config)
    return council, council.folder / council.decisions


def _known(path: Path) -> tuple[Decision, ...]:
    from smcheck.settings.decision_file import load_decisions

    return load_decisions(path).known


@dataclass
class _Use:
    """Which decisions the drafts use (None: nobody asked), and what the waivers among them waive."""

    used: Collection[Decision] | None = None
    waived: dict[str, str] = field(default_factory=dict)

    def told(self, decision: Decision) -> Decision:
        """The decision with what it waives, where that is known and not noted in it."""
        return replace(decision, about=decision.about or self.waived.get(decision.subject, ""))


def _use(paths: list[str], council: Council) -> _Use:
    """The decisions that drafts under the paths use; fails where none is, or one cannot be."""
    from smcheck.record.approving import about_finding
    from smcheck.reporters.written import Written
    from smcheck.run import Report, Request, Reviewed, Run

    request = Request(tuple(paths), standard_input(paths), config=council.path, report_known=True)
    run = Run(request, Written())
    report = Report(run.policy)
    waived: dict[str, str] = {}
    for event in run.events():
        report.add(event)
        if isinstance(event, Reviewed):
            draft = event.review.draft
            waived |= {each.fingerprint: about_finding(each, draft) for each in event.review.findings}
    if report.errors:
        error = report.errors[0]
        fail(f"{error.path}: {error.message}; what is used cannot be told")
    if not report.drafts:
        fail(f"no draft under {', '.join(paths)} was reviewed; what is used cannot be told")
    return _Use(report.used, waived)


def _print(states: Sequence[tuple[Decision, str]]) -> None:
    """Print the decisions: every field to a program, and to a terminal three columns, which fit any."""
    from smcheck.record.standing import decision_data

    told = [decision_data(decision, state) for decision, state in states]
    if sys.stdout.isatty():
        print_table(
            ("State", "What", "Cleared"), [(each["state"], _what(each), _cleared(each)) for each in told]
        )
        return
    keys = ("state", "kind", "what", "by", "on", "until", "scope", "note")
    rows = [[str({**each, "what": _subject(each)}[key] or "") for key in keys] for each in told]
    print_table(("State", "Kind", "What", "By", "On", "Until", "Scope", "Why"), rows)


def _subject(told: Mapping[str, Any]) -> str:
    """What was cleared, with the code of a finding behind it."""
    return f"{told['about']} [{told['subject']}]" if told["about"] else str(told["subject"])


def _what(told: Mapping[str, Any]) -> str:
    """What was cleared; of a finding what it is, or its code where that is not known."""
    if told["kind"] != "waiver":
        return f"{told['kind']}: {told['subject']}"
    return f"finding: {told['about']}" if told["about"] else f"finding of the code {told['subject']}"


def _cleared(told: Mapping[str, Any]) -> str:
    """By whom it was cleared, when, until when, for which drafts, and why."""
    until = f" until {_day(told['until'])}" if told["until"] else ""
    scope = f", for {told['scope']}" if told["scope"] != EVERYWHERE else ""
    why = f": {told['note']}" if told["note"] else ""
    return f"by {told['by']} on {_day(told['on'])}{until}{scope}{why}"


def _day(written: str) -> str:
    return day_in_words(dt.date.fromisoformat(written))
