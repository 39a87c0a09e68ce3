"""`smcheck check`: read the drafts, review them, report."""

from __future__ import annotations

import datetime
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli import completion
from smcheck.cli.common import (
    App,
    ConfigOption,
    day,
    fail,
    from_clipboard,
    remind,
    reported_errors,
    standard_input,
)
from smcheck.cli.outputs import Target, When, open_outputs, targets
from smcheck.cli.progress import progress
from smcheck.cli.usage import missing
from smcheck.model.draft import Kind
from smcheck.model.finding import FailOn
from smcheck.reporters import Format

if TYPE_CHECKING:
    from smcheck.run import Report
    from smcheck.run.cores import Jobs


_SAY_NOTICES = (Format.FULL, Format.MARKDOWN, Format.HTML)
"""Formats that people read, which say the run's notices themselves."""

app = App()


@app.command()
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Drafts, folders of drafts, or - for standard input."),
    ] = None,
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Review the text on the clipboard.")] = False,
    output_format: Annotated[
        Format | None, typer.Option(help="How to report. [default: full; github in GitHub Actions]")
    ] = None,
    output_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the report to this file.")
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=FILE",
            help="Write a further report: html=report.html (may repeat).",
            autocompletion=completion.reports,
        ),
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
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Leave out paths, as in .gitignore.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Leave out what this says is known."),
    ] = None,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Report that too.")] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 for findings this grave. [default: warning]")
    ] = None,
    platform: Annotated[
        str,
        typer.Option(
            metavar="NAMES",
            help="Where it will be posted: x,facebook,bluesky ...",
            autocompletion=completion.platforms,
        ),
    ] = "",
    kind: Annotated[
        Kind | None,
        typer.Option(help="What it is; a comment is a resident's. [default: post; e-mails: email]"),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A column of a sheet that holds posts, by header or letter (may repeat)."
        ),
    ] = None,
    not_column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A column of a sheet that holds nothing to be published (may repeat)."
        ),
    ] = None,
    not_sheet: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A sheet that holds no posts (may repeat)."),
    ] = None,
    date: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD", help="Judge for this day. [default: the schedule's date, else today]"
        ),
    ] = "",
    election_date: Annotated[
        list[str] | None,
        typer.Option(metavar="YYYY-MM-DD", help="A further poll (may repeat)."),
    ] = None,
    show_matches: Annotated[
        bool, typer.Option("--show-matches", help="Show personal data unmasked (terminal only).")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count findings by check.")] = False,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="File name to use for standard input.")
    ] = "",
    color: Annotated[When, typer.Option(help="Use colour.")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Report findings only.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Also show fingerprints for waivers.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Review every draft anew, whether it has changed or not.")
    ] = False,
    jobs: Annotated[str, typer.Option(metavar="N", help="N processes share the work.")] = "auto",
    quick: Annotated[
        bool, typer.Option("--quick", help="Read each draft once, by the smaller of the two readers.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Review drafts: files, folders, or - for standard input.

    Exit code: 0 nothing found at --fail-on or graver, 1 something found, 2 something could not be reviewed.
    """
    from smcheck.readers.content import Choice
    from smcheck.record import Recorder, reviewer_name
    from smcheck.reporters import write_reports
    from smcheck.reporters.written import Written
    from smcheck.run import Report, Request, Run
    from smcheck.settings.platforms import platform_names

    with reported_errors():
        platforms = platform_names(platform.split(","))
        paths, stdin, stdin_filename = _given(paths or [], stdin_filename, clipboard=clipboard)
    request = Request(
        paths=tuple(paths),
        config=config,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        baseline=baseline,
        report_known=no_baseline,
        exclude=tuple(exclude or ()),
        fail_on=fail_on,
        platforms=platforms,
        kind=kind,
        columns=Choice(tuple(column or ()), tuple(not_column or ()), tuple(not_sheet or ())),
        cache=not no_cache,
        quick=quick,
        date=day(date, "--date"),
        polls=tuple(filter(None, (day(poll, "--election-date") for poll in election_date or ()))),
        stdin=stdin,
        stdin_filename=stdin_filename,
        make_key=True,
        jobs=_jobs(jobs),
    )
    wanted = targets(output_format, output_file, output or (), paths)
    with reported_errors():
        run = Run(request, Written())
    report = Report(run.policy, run.fail_on, reviewer_name(), datetime.date.today())
    recorder = Recorder(by=report.by)
    looks = {"reveal": show_matches, "quiet": quiet, "verbose": verbose, "statistics": statistics}
    exit_code = None
    try:
        with (
            progress(run, request) as shown,
            open_outputs(wanted, color, **looks) as outputs,
            reported_errors(),
            closing(run.events()) as happening,
        ):
            events = recorder.noting(shown(happening))
            try:
                write_reports(events, report, outputs)
            except OSError as error:
                fail(f"the report cannot be written: {error.strerror or error}")
        _say_the_rest(report, wanted[0])
        if run.council.is_approver(report.by):
            remind(run.council, run.policy)
        exit_code = report.exit_code
    except typer.Exit as failure:
        exit_code = failure.exit_code
        raise
    finally:  # what was reviewed is recorded, whatever became of the report
        with reported_errors():
            recorder.close(exit_code)
    raise typer.Exit(exit_code)


def _given(paths: list[str], name: str, *, clipboard: bool) -> tuple[list[str], bytes, str]:
    """The paths, what standard input or the clipboard holds, and its name; fails where they do not fit.

    Raises `SmcheckError` where the clipboard holds no text.
    """
    if not clipboard:
        if not paths:
            missing("PATH... is missing: Drafts, folders of drafts, or - for standard input")
        return paths, standard_input(paths), name
    if paths or name:
        fail(f"--clipboard goes without {'paths' if paths else '--stdin-filename'}; give one or the other")
    return from_clipboard()


def _jobs(given: str) -> Jobs:
    """How many processes an option asks for."""
    if given == "auto":
        return "auto"
    if not (given.isascii() and given.isdigit() and int(given)):
        fail(f"--jobs must be auto or a number from 1, not {given!r}")
    return int(given)


def _say_the_rest(report: Report, printed: Target) -> None:
    """Say on stderr what the report that goes to standard output does not."""
    output_format, file = printed
    both_seen = printed == (Format.FULL, None) and sys.stdout.isatty()
    _to_stderr(report, errors=not both_seen, notices=output_format not in _SAY_NOTICES or file is not None)
    if report.excluded and not report.drafts:
        typer.echo(f"smcheck: all {report.excluded} given files are excluded; nothing was reviewed", err=True)


def _to_stderr(report: Report, *, errors: bool, notices: bool) -> None:
    from smcheck.model.showing import visible

    for error in report.errors if errors else ():
        check = f" [{error.check}]" if error.check else ""
        typer.echo(f"smcheck: not reviewed: {visible(error.path)}{check}: {visible(error.message)}", err=True)
    for notice in report.notices if notices else ():
        typer.echo(f"smcheck: note: {visible(notice)}", err=True)
