"""`smcheck baseline`: set down what is known and may stand, so that only what is new is reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import (
    ConfigOption,
    Group,
    JsonOption,
    council_here,
    fail,
    policy_of,
    remind,
    reported_errors,
)
from smcheck.cli.tables import print_table
from smcheck.model.finding import Severity
from smcheck.model.showing import json_text, visible
from smcheck.settings.council import CONFIG_NAME

if TYPE_CHECKING:
    from smcheck.record.baselining import Setting
    from smcheck.review.baseline import Update
    from smcheck.run import Report, Request
    from smcheck.settings.baseline_file import KnownFindings
    from smcheck.settings.council import Council

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Drafts, or folders of drafts.")]
FileOption = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="The baseline. [default: as smcheck.toml says]"),
]

SUGGESTED = "baseline.jsonl"
"""The name that is offered for a baseline."""

_NAME_ONE = f'Write baseline = "{SUGGESTED}" above [council] in {CONFIG_NAME}'

app = Group(help="Known findings: set them down, list or prune them.")


@app.command("list")
def list_known(baseline: FileOption = None, as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List how many findings of which check are known, and in how many files."""
    from smcheck.settings.baseline_file import read_baseline
    from smcheck.settings.decision_file import KEY_NAME, has_key, read_key

    with reported_errors():
        council = council_here(config)
        if not baseline and not council.baseline:
            typer.echo(f"No baseline is named, so all findings are told. {_NAME_ONE}.")
            return
        path, decisions = _file(council, baseline), council.folder / council.decisions
        if not has_key(decisions):
            fail(f"{path}: {KEY_NAME}, without which it cannot be read, is missing; restore it")
        known = read_baseline(path, read_key(decisions.with_name(KEY_NAME)), policy_of(council))
    if as_json:
        typer.echo(json_text(_data(known), indent=2))
    elif known:
        levels = [level.value for level in reversed(Severity)]
        rows = [
            [str(each["check"]), *(str(each[level] or "") for level in levels), str(each["files"])]
            for each in _data(known)
        ]
        print_table(("Check", *(f"{level.capitalize()}s" for level in levels), "Files"), rows)
    else:
        typer.echo(visible(f"{path} says of nothing that it is known."))


@app.command("write")
def write(
    paths: Paths,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decided that these may stand.")],
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    baseline: FileOption = None,
    config: ConfigOption = None,
) -> None:
    """Set down everything that is found now as known, and take out what is gone; errors need an approver.

    Exit code: 0 it is written, 2 it is not, or something could not be reviewed and stays as it was.
    """
    if not by.strip():
        fail("--by must not be empty")
    _update(paths, baseline, config, by.strip(), note.strip())


@app.command("prune")
def prune(paths: Paths, baseline: FileOption = None, config: ConfigOption = None) -> None:
    """Take out what is no longer found under the paths; nothing is added.

    Exit code: 0 it is done, 2 it is not, or something could not be reviewed and stays as it was.
    """
    _update(paths, baseline, config, "", "")


def _update(paths: list[str], baseline: Path | None, config: Path | None, by: str, note: str) -> None:
    """Review the drafts, write the baseline, and say what has changed."""
    from smcheck.record import reviewer_name
    from smcheck.record.baselining import Setting
    from smcheck.reporters.written import remember
    from smcheck.run import STDIN, Request
    from smcheck.run.baselines import folders_of

    if STDIN in paths:
        fail("what comes from standard input has no place to be known by; give files or folders")
    request = Request(tuple(paths), config=config, baseline=baseline, report_known=True)
    with reported_errors():
        council = council_here(config, request.folder_of(paths[0]))
        path = _file(council, baseline)
        if not by and not path.exists():
            fail(f"{path}: there is no such baseline, so there is nothing to prune")
        setting = Setting(council, path)
        report = _report(request, setting)
        for error in report.errors:
            typer.echo(f"smcheck: not reviewed: {visible(error.path)}: {visible(error.message)}", err=True)
        update = setting.write(folders_of(request), reviewer_name(), by, note)
        remember(path, path.read_bytes())  # where no settings name it, it lies among drafts
    for line in _said(update, str(baseline or council.baseline), council, by):
        typer.echo(visible(line))
    if baseline:
        typer.echo(visible(f"Only smcheck check --baseline {baseline} leaves them out."))
    elif council.is_approver(by):
        remind(council)
    raise typer.Exit(2 if report.errors else 0)


def _report(request: Request, setting: Setting) -> Report:
    """Review what is asked for, and give it to whoever sets it down; the tallies of it."""
    from smcheck.cli.progress import progress
    from smcheck.reporters.written import Written
    from smcheck.run import Report, Run

    run = Run(request, Written())
    report = Report(run.policy)
    with progress(run, request) as shown:
        for event in shown(run.events()):
            report.add(event)
            setting.add(event)
    return report


def _file(council: Council, given: Path | None) -> Path:
    """The file of the baseline; fails where none is named."""
    if given:
        return given
    if not council.baseline:
        fail(f"{council.path}: no baseline is named. {_NAME_ONE}, or give --baseline {SUGGESTED}")
    return council.folder / council.baseline


def _said(update: Update, path: str, council: Council, by: str) -> Iterator[str]:
    """What has become of the baseline, in lines."""
    if by:
        yield f"{path}: {_counted(update.added)} set down as known."
    if update.gone or not by:
        yield f"{path}: {_counted(update.gone)} no longer found, and taken out."
    yield f"{path}: {_counted(update.known)} known in all."
    if update.refused:
        known = ", ".join(council.approvers) or "nobody yet"
        yield (
            f"Left out, and reported as before: {_counted(update.refused)}. {by} may not let an error pass: "
            f"approvers in smcheck.toml lists who may ({known})."
        )


def _counted(findings: KnownFindings) -> str:
    """How many findings there are, by severity: "3 findings (1 error, 2 notes)"."""
    total = findings.total()
    parts = []
    for level in reversed(Severity):
        count = sum(number for known, number in findings.items() if known.severity is level)
        if count:
            parts.append(f"{count:,} {level.value}{'s' * (count != 1)}")
    return f"{total:,} finding{'s' * (total != 1)}" + (f" ({', '.join(parts)})" if parts else "")


def _data(findings: KnownFindings) -> list[dict[str, int | str]]:
    """How many findings of which check are known, by severity, and in how many files."""
    found: list[dict[str, int | str]] = []
    for check in sorted({known.check for known in findings}):
        ours = {known: count for known, count in findings.items() if known.check == check}
        levels = {
            level.value: sum(count for known, count in ours.items() if known.severity is level)
            for level in reversed(Severity)
        }
        found.append({"check": check, **levels, "files": len({known.file for known in ours})})
    return found
