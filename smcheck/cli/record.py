"""`smcheck record`: check the record of reviews and decisions, print a month of it, remove old months."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import (
    ConfigOption,
    Group,
    agreed,
    council_here,
    fail,
    policy_of,
    remind,
    reported_errors,
)
from smcheck.cli.common import month as month_in
from smcheck.model.showing import visible

if TYPE_CHECKING:
    from smcheck.record import Record, Verification
    from smcheck.settings.council import Council

_STDOUT = "-"

app = Group(
    help="The record of reviews and decisions: check it, print a month, remove old months.",
)


@app.command("verify")
def verify(config: ConfigOption = None) -> None:
    """Check that no entry of the record was changed, removed, added or moved.

    Exit code: 0 it is in order, 1 it is damaged, 2 it cannot be checked.
    """
    from smcheck.record import LIMITS

    with reported_errors():
        council, record = _record(config)
        found = record.verify()
    for problem in found.problems:
        typer.echo(visible(str(problem)))
    for notice in found.notices:
        typer.echo(f"Note: {visible(notice)}")
    typer.echo(f"The record {council.record} is {_state(found)}: {visible(found.checked)}")
    typer.echo("What no check can find:")
    for limit in LIMITS:
        typer.echo(f"  - {limit}")
    raise typer.Exit(int(not found.ok))


@app.command("report")
def report(
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="Which month. [default: this one]")] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the page to this file; - is standard output. [default: record-YYYY-MM.html]",
        ),
    ] = "",
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the page in the browser.")] = False,
    config: ConfigOption = None,
) -> None:
    """Write a month of the record as a page to print: who reviewed what, when, with which outcome.

    The page is opened in the browser where the command is given in a terminal. Exit code: 0 it is written,
    1 it is written but the record is damaged, 2 it cannot be written.
    """
    from smcheck.record import reviewer_name
    from smcheck.reporters.record_page import month_page

    today = dt.date.today()
    month = month_in(month, "--month") or f"{today:%Y-%m}"
    with reported_errors():
        council, record = _record(config)
        path = None if output == _STDOUT else _page_path(output or f"record-{month}.html", record)
        found = record.verify()
        policy = policy_of(council)
        page = month_page(record, month, council, policy, found, today, reviewer_name())
        if path is None:
            typer.echo(page, nl=False)
        else:
            _write(path, page, show=not no_open)
    remind(council, policy)
    if not found.ok:
        typer.echo("smcheck: the record is damaged; smcheck record verify says where", err=True)
    raise typer.Exit(int(not found.ok))


def _page_path(name: str, record: Record) -> Path:
    """Where the page goes; fails where that is the record's own place, or a file that is no page."""
    from smcheck.reporters.signs import is_page
    from smcheck.settings.files import is_folder, same_file

    path = Path(name)
    if is_folder(path):
        fail(f"{path}: this is a folder; name a file for the page, as in --output {path / 'record.html'}")
    if path.resolve().parent == record.folder.resolve() or same_file(path, record.head_path):
        fail(f"{path}: the record itself is kept there; give the page another name")
    if path.is_file() and not is_page(path):
        fail(f"{path}: it is a file already, and no page of smcheck; give the page another name")
    return path


def _write(path: Path, page: str, *, show: bool) -> None:
    """Write the page, and show it to whoever is at the terminal."""
    from smcheck.cli.browser import open_page, somebody_watches
    from smcheck.reporters.written import remember
    from smcheck.settings.files import write_atomically

    write_atomically(path, page)
    remember(path, page.encode())
    typer.echo(visible(f"Written: {path}"))
    if show and somebody_watches() and not open_page(path):
        typer.echo("No browser could be opened: open the file in one.")


@app.command("prune")
def prune(
    yes: Annotated[bool, typer.Option("--yes", help="Remove them without asking.")] = False,
    config: ConfigOption = None,
) -> None:
    """Remove whole months that are older than record_months says, and note that in the record."""
    from smcheck.record import reviewer_name

    today = dt.date.today()
    with reported_errors():
        council, record = _record(config)
        found = record.verify()
        months = record.outdated(council.record_months, today)
    if not months:
        typer.echo(f"Nothing to remove: no entry is more than {council.record_months} months old.")
        return
    if not found.ok:
        typer.echo("Mind: the record is damaged; smcheck record verify says where. Removing months may")
        typer.echo("remove what shows it.")
    if not yes and not agreed(f"Remove {', '.join(months)} from {council.record} for good?"):
        typer.echo("Nothing was changed.")
        return
    with reported_errors():
        removed = record.prune(council.record_months, today, reviewer_name())
    typer.echo(f"Removed {', '.join(removed)} from {council.record}")


def _record(config: Path | None) -> tuple[Council, Record]:
    """The council and its record; raises `ConfigError` where there is no key, or no record is kept."""
    from smcheck.record import kept_record

    council = council_here(config)
    return council, kept_record(council)


def _state(found: Verification) -> str:
    return "in order" if found.ok else "damaged"
