"""`smcheck watch`: review drafts whenever they are saved, a line for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import App, ConfigOption, fail, reported_errors

if TYPE_CHECKING:
    from smcheck.review import Review

_QUIET = 500  # milliseconds without a change, since programs save in steps
_LONGEST = 5_000  # milliseconds to wait for them at most
_AGAIN = 1_000  # milliseconds

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
    from watchfiles import watch as changes

    from smcheck.files import stamp

    missing = [path for path in paths if not path.is_dir()]
    if missing:
        fail(f"{missing[0]}: there is no such folder")
    with reported_errors():
        folders = ", ".join(map(str, paths))
        typer.echo(f"Watching {folders}; press Ctrl+C to stop.")
        seen: dict[Path, tuple[int, int]] = {}
        try:
            for found in changes(
                *paths,
                step=_QUIET,
                debounce=_LONGEST,
                rust_timeout=_AGAIN,
                yield_on_timeout=poll,
                force_polling=poll or None,
            ):
                changed = {Path(name) for change, name in found if change.name != "deleted"}
                # Polling tells times to the second only: look again at what was saved before.
                again = {path for path, before in seen.items() if before != stamp(path)}
                for path in sorted(changed | again):
                    if poll:
                        seen[path] = stamp(path)
                    for line in reviewed(path, paths, config):
                        typer.echo(line)
        except KeyboardInterrupt:
            return


def reviewed(path: Path, folders: Iterable[Path], config: Path | None = None) -> Iterator[str]:
    """A line for each draft of a changed file; none where it is no draft of the folders, or has gone."""
    from smcheck.cli._run import Request, Run, excluder_of
    from smcheck.council import find_config, load_council
    from smcheck.readers.folder import is_left_out
    from smcheck.readers.own import is_report

    shown = next((folder / inner for folder in folders if (inner := _within(path, folder))), None)
    if shown is None or is_report(path):
        return
    excluder = excluder_of(load_council(config or find_config(path.parent)))
    if any(is_left_out(path, folder, excluder) for folder in folders if _within(path, folder)):
        return
    run = Run(Request(paths=(str(shown),), config=config, cache=False))
    for review in run.report.reviews():
        yield f"{dt.datetime.now():%H:%M:%S} {_line(review)}"
    run.record()


def _within(path: Path, folder: Path) -> Path | None:
    """The path from a folder to a changed file, which is told by a name of the folder."""
    whole = path.absolute()
    bases = (folder.absolute(), folder.resolve())
    return next((whole.relative_to(base) for base in bases if whole.is_relative_to(base)), None)


def _line(review: Review) -> str:
    """The draft, its verdict, and what was found in it."""
    from smcheck.reporters._entries import where
    from smcheck.reporters._safe import visible

    worst = review.worst
    found = [f"{finding.check} {finding.line}:{finding.column}" for finding in review.open_findings if worst]
    unread = [f"not reviewed: {error.message}" for error in review.errors]
    verdict = [f"{worst.value}: {', '.join(found)}"] if worst else [] if unread else ["nothing found"]
    return visible(f"{where(review)}: {'; '.join((*verdict, *unread, *review.draft.remarks))}")
