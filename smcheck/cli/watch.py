"""`smcheck watch`: review drafts whenever they are saved, a line for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import ConfigOption, fail, reported_errors

if TYPE_CHECKING:
    from smcheck.review import Review

_DEBOUNCE = 800  # milliseconds of quiet after a change, since programs save in several steps


def watch(
    paths: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folders of drafts.")],
    poll: Annotated[
        bool, typer.Option("--poll", help="Look again and again, for drives that tell nothing of changes.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Review each draft as it is saved, and print one line for it; Ctrl+C ends it."""
    from watchfiles import watch as changes

    missing = [path for path in paths if not path.is_dir()]
    if missing:
        fail(f"{missing[0]}: there is no such folder")
    with reported_errors():
        folders = ", ".join(map(str, paths))
        typer.echo(f"Watching {folders}; press Ctrl+C to stop.")
        for found in changes(*paths, debounce=_DEBOUNCE, force_polling=poll or None, raise_interrupt=False):
            for path in sorted({Path(name) for change, name in found if change.name != "deleted"}):
                for line in reviewed(path, paths, config):
                    typer.echo(line)


def reviewed(path: Path, folders: Iterable[Path], config: Path | None = None) -> Iterator[str]:
    """A line for each draft of a changed file; none where it is no draft of the folders, or has gone."""
    from smcheck.cli._run import Request, Run
    from smcheck.readers.folder import may_be_draft
    from smcheck.readers.own import is_report

    inside = next((folder for folder in folders if path.is_relative_to(folder.resolve())), None)
    parts = path.relative_to(inside.resolve()).parts if inside else ()
    hidden = any(part.startswith(".") for part in parts[:-1])
    if not may_be_draft(path.name) or hidden or not path.is_file() or is_report(path):
        return
    shown = inside / Path(*parts) if inside else path
    run = Run(Request(paths=(str(shown),), config=config, cache=False))
    for review in run.report.reviews():
        yield f"{dt.datetime.now():%H:%M:%S} {_line(review)}"
    run.record()


def _line(review: Review) -> str:
    """The draft, its verdict, and what was found in it."""
    from smcheck.reporters._entries import where
    from smcheck.reporters._safe import visible

    worst = review.worst
    found = [f"{finding.check} {finding.line}:{finding.column}" for finding in review.open_findings if worst]
    unread = [f"not reviewed: {error.message}" for error in review.errors]
    verdict = [f"{worst.value}: {', '.join(found)}"] if worst else [] if unread else ["nothing found"]
    return visible(f"{where(review)}: {'; '.join((*verdict, *unread, *review.draft.remarks))}")
