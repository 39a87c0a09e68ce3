"""`smcheck watch`: review drafts whenever they are saved, a line for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import App, ConfigOption, reported_errors, see_folder
from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.model.showing import visible

if TYPE_CHECKING:
    from smcheck.model.review import Review

app = App()


@app.command()
def watch(
    paths: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folders of drafts.")],
    poll: Annotated[
        bool, typer.Option("--poll", help="Look again and again, for drives that tell nothing of changes.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Review each draft as it is saved, and print one line for it; Ctrl+C ends it."""
    from smcheck.run.events import Remark
    from smcheck.run.saves import Saves

    for path in paths:
        see_folder(path)
    with reported_errors():
        typer.echo(visible(f"Watching {', '.join(map(str, paths))}; press Ctrl+C to stop."))
        _say_what_holds(paths, config)
        try:
            for saved in Saves(paths, poll=poll):
                if isinstance(saved, Remark):
                    typer.echo(visible(saved.text))
                    continue
                for line in reviewed(saved, paths, config):
                    typer.echo(line)
        except KeyboardInterrupt:
            return


def _say_what_holds(folders: Iterable[Path], config: Path | None) -> None:
    """Say whose settings are applied in folders that have none, and what policies leave out.

    Raises `ConfigError` where this computer's default is lost; what else is wrong is told with the drafts.
    """
    from smcheck.review.unguarded import unguarded
    from smcheck.run.configurations import Configurations, by_default, without_settings
    from smcheck.settings.policy_file import load_policy

    configurations = Configurations(config)
    said: dict[str, list[str]] = {}
    for folder in folders:
        path = configurations.path_for(folder)
        try:
            council = configurations.council(path)
            policy = load_policy(council.policy, council.folder)
        except ConfigError:
            continue
        remarks = [*unguarded(policy)]
        if council.path is None:
            remarks.append(without_settings(policy))
        elif configurations.is_by_default(folder):
            remarks.append(by_default(council))
        for remark in remarks:
            said.setdefault(remark, []).append(str(folder))
    for remark, where in said.items():
        typer.echo(visible(f"{', '.join(where)}: {remark}"))


def reviewed(path: Path, folders: Iterable[Path], config: Path | None = None) -> Iterator[str]:
    """A line for each draft of a changed file; none where it is no draft of the folders, or has gone."""
    inside = [(folder, inner) for folder in folders if (inner := _within(path, folder))]
    if not inside:
        return
    shown = inside[0][0] / inside[0][1]
    try:
        for line in _lines(path, shown, [folder for folder, _ in inside], config):
            yield f"{dt.datetime.now():%H:%M:%S} {line}"
    except (SmcheckError, OSError, UnicodeError) as error:  # settings half saved, a record that is busy
        yield visible(f"{dt.datetime.now():%H:%M:%S} {shown}: {error}")


def _lines(path: Path, shown: Path, folders: Iterable[Path], config: Path | None) -> Iterator[str]:
    from smcheck.readers.picture_names import SUFFIXES
    from smcheck.record import Recorder, reviewer_name
    from smcheck.reporters.gathering import shown_path
    from smcheck.reporters.written import Written
    from smcheck.run import NotReviewed, Report, Request, Reviewed, Run
    from smcheck.run.configurations import Configurations
    from smcheck.run.excluding import Excluders
    from smcheck.run.sources import is_left_out
    from smcheck.run.unread import is_icon

    excluders = Excluders(configurations=Configurations(config))
    if any(is_left_out(path, folder, excluders) for folder in folders):
        return
    if path.suffix.lower() in SUFFIXES and is_icon(path):
        return
    known = Written()
    if known.wrote(path) or known.seems_written(path, path.read_bytes()):
        yield visible(f"{shown}: not reviewed: it is a report or record of smcheck")
        return
    run = Run(Request(paths=(str(shown),), config=config, make_key=True))
    report, recorder = Report(run.policy, run.fail_on), Recorder(by=reviewer_name())
    for event in recorder.noting(run.events()):
        report.add(event)
        if isinstance(event, Reviewed):
            yield _line(event.review)
        elif isinstance(event, NotReviewed):
            yield visible(f"{shown_path(event.path)}: not reviewed: {event.message}")
    recorder.close(report.exit_code)


def _within(path: Path, folder: Path) -> Path | None:
    """The path from a folder to a changed file, which is told by a name of the folder."""
    whole = path.absolute()
    bases = (folder.absolute(), folder.resolve())
    return next((whole.relative_to(base) for base in bases if whole.is_relative_to(base)), None)


def _line(review: Review) -> str:
    """The draft, its verdict, and what was found in it."""
    from smcheck.reporters.gathering import where

    worst = review.worst
    found = [f"{finding.check} {finding.line}:{finding.column}" for finding in review.open_findings if worst]
    unread = [f"not reviewed: {error.message}" for error in review.errors]
    nothing = "nothing new found" if review.known else "nothing found"
    verdict = [f"{worst.value}: {', '.join(found)}"] if worst else [] if unread else [nothing]
    return visible(f"{where(review)}: {'; '.join((*verdict, *unread, *review.draft.remarks))}")
