"""`smcheck audit`: archives of posts reviewed on Spark, and the picture of what was found."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli import completion
from smcheck.cli.common import App, ConfigOption, _settings_first, fail, reported_errors
from smcheck.cli.group import RunAndOthers
from smcheck.model.draft import Kind
from smcheck.model.finding import FailOn, Severity
from smcheck.model.showing import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from smcheck.spark.auditing import Outcome

_STOPPED = 130
_MOST_SLICES = 100_000

app = App(
    cls=RunAndOthers,
    no_args_is_help=True,
    callback=_settings_first,
    help="Review archives of posts, and picture what is found. The word run may be left out.",
)


@app.command("run")
def run(
    posts: Annotated[
        list[str],
        typer.Argument(
            metavar="POSTS...",
            help="Archives: Parquet, JSON Lines, CSV, those of X and Facebook, or folders of them.",
        ),
    ],
    out: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Write the findings into this folder.")],
    text: Annotated[
        str | None, typer.Option("--text", metavar="NAME", help="The column of the texts. [default: by name]")
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option("--id", metavar="NAME", help="The column of the ids. [default: by name, else made]"),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--day", metavar="NAME", help="The column of the days. [default: by name]")
    ] = None,
    platform: Annotated[
        str | None,
        typer.Option("--platform", metavar="NAME", help="The column of the platforms. [default: by name]"),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option("--account", metavar="NAME", help="The column of the accounts. [default: by name]"),
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(help="What the posts are; a comment is a resident's. [default: as the archive says]"),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this check, category or rule (may repeat).",
            autocompletion=completion.names,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Without this check, category or rule.", autocompletion=completion.names
        ),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 for findings this grave. [default: warning]")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Read each post once, by the smaller of the two readers.")
    ] = False,
    keep_text: Annotated[
        bool, typer.Option("--keep-text", help="Write the posts' own words with the findings.")
    ] = False,
    master: Annotated[
        str, typer.Option(metavar="URL", help="The Spark master; local[2] is two cores of this computer.")
    ] = "local[*]",
    slices: Annotated[
        int | None,
        typer.Option(min=1, max=_MOST_SLICES, help="Into how many parts the ids fall. [default: by size]"),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Review archives of posts, and write what is found as Parquet; run again, it goes on where it ended.

    Exit code: 0 nothing found at --fail-on or graver, 1 something found, 2 something could not be reviewed.
    """
    with reported_errors():
        from smcheck.spark.auditing import Audit, AuditRequest
        from smcheck.spark.names import Names

        request = AuditRequest(
            tuple(posts), out, master, Names(text, id_, day, platform, account), kind, quick, config,
            keep_text, tuple(select or ()), tuple(ignore or ()), fail_on, slices,
        )  # fmt: skip
        try:
            with _progress() as show:
                outcome = Audit(request, _say).run(show)
        except KeyboardInterrupt:
            typer.echo("Stopped. What is done stays; the same command goes on from there.", err=True)
            raise typer.Exit(_STOPPED) from None
    for line in _summary(outcome, out):
        typer.echo(visible(line))
    raise typer.Exit(outcome.exit_code)


@app.command("report")
def report(
    findings: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder of findings.")],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help="Write the page here, and its figures beside it."),
    ] = Path("audit.html"),
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the page in the browser.")] = False,
    config: ConfigOption = None,
) -> None:
    """Make a page of an audit's findings: plots by month, rule, account and platform, and a CSV beside it.

    The page is opened in the browser where the command is given in a terminal.
    """
    with reported_errors():
        from smcheck.cli.common import policy_in_force
        from smcheck.spark.counting import counts_of
        from smcheck.spark.needed import see_that_the_page_can_be_made
        from smcheck.spark.page import figures, page, policy_of

        own = policy_in_force(config)
        see_that_the_page_can_be_made()
        _see_page(out)
        counts = counts_of(findings)
        policy = own if own.id == counts.policy else policy_of(counts.policy)
        beside = out.with_suffix(".csv")
        _write(out, page(counts, dt.date.today(), policy))
        _write(beside, figures(counts))
    typer.echo(visible(f"Written: {out}, {beside}"))
    _show(out, wanted=not no_open)


def _see_page(path: Path) -> None:
    """Fail where the page, or its figures, would replace a file that is none of ours."""
    from smcheck.reporters.signs import is_page
    from smcheck.settings.files import is_folder

    if is_folder(path):
        fail(f"{path}: this is a folder; name a file for the page, as in --out {path / 'audit.html'}")
    if path.suffix.lower() not in (".html", ".htm"):
        fail(f"{path}: the page is HTML; give it such a name, as in --out {path.with_suffix('.html')}")
    if path.is_file() and not is_page(path):
        fail(f"{path}: it is a file already, and no page of smcheck; give the page another name")
    beside = path.with_suffix(".csv")
    if beside.exists() and not path.exists():
        fail(f"{beside}: it is there already, where the figures would go; give the page another name")


def _write(path: Path, content: str) -> None:
    from smcheck.reporters.written import remember
    from smcheck.settings.files import write_atomically

    write_atomically(path, content)
    remember(path, content.encode())


def _show(path: Path, *, wanted: bool) -> None:
    from smcheck.cli.browser import open_page, somebody_watches

    if wanted and somebody_watches() and not open_page(path):
        typer.echo("No browser could be opened: open the file in one.")


def _say(said: str) -> None:
    typer.echo(visible(f"smcheck: note: {said}"), err=True)


def _summary(outcome: Outcome, out: str) -> Iterator[str]:
    """What the findings come to, in lines."""
    new = outcome.posts - outcome.before
    before = f", {outcome.before:,} of them before" if outcome.before else ""
    yield f"{outcome.posts:,} posts are reviewed{before}; {new:,} are new. The findings are in {out}"
    worst = ((severity, outcome.worst.get(severity, 0)) for severity in reversed(Severity))
    said = [f"{number:,} with {severity.value}s" for severity, number in worst if number]
    yield f"Posts: {', '.join(said) or 'nothing was found'}"
    if outcome.repeats:
        yield f"{outcome.repeats:,} rows say the same again under the same id, and were taken once"
    if outcome.changed:
        yield (
            f"{outcome.changed:,} posts have other words than when they were reviewed, and were not reviewed "
            "again; an audit into a new folder does"
        )
    if outcome.unreviewed:
        yield f"NOT REVIEWED, at least in part: {outcome.unreviewed:,}"
        yield from (f"  {number:,}: {why}" for why, number in outcome.reasons)
    yield f"The picture: smcheck audit report {out}"


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show on stderr, where it is a terminal, how far the audit has come."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # While Java starts, what it says goes elsewhere than to the terminal: this has a way of its own there.
    with (
        os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding) as terminal,
        Progress(*shown, console=Console(file=terminal), transient=True) as bar,
    ):
        yield partial(_shown, bar, bar.add_task("Starting Spark", total=None))


def _shown(bar: Progress, task: TaskID, step: str, done: int, of: int) -> None:
    bar.update(task, description=step, completed=done, total=of)
