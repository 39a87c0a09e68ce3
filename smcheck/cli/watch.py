"""`smcheck watch`: review drafts whenever they are saved, a line for each."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import App, ConfigOption, fail, reported_errors
from smcheck.errors import SmcheckError
from smcheck.files import is_folder, stamp
from smcheck.reporters._safe import visible

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
    missing = [path for path in paths if not is_folder(path)]
    if missing:
        fail(f"{missing[0]}: there is no such folder")
    with reported_errors():
        _say(f"Watching {', '.join(map(str, paths))}; press Ctrl+C to stop.")
        try:
            for path in _saved(paths, poll=poll):
                for line in reviewed(path, paths, config):
                    typer.echo(line)
        except KeyboardInterrupt:
            return


def _saved(folders: Sequence[Path], *, poll: bool) -> Iterator[Path]:
    """Every file that is saved in the folders, and the files of a folder that is moved into them."""
    from watchfiles import watch as changes

    seen: dict[Path, tuple[int, int]] = {}
    while True:
        watched = [_awaited(folder) for folder in folders]
        try:
            for found in changes(
                *folders,
                step=_QUIET,
                debounce=_LONGEST,
                rust_timeout=_AGAIN,
                yield_on_timeout=True,
                force_polling=poll or None,
            ):
                changed = {Path(name) for change, name in found if change.name != "deleted"}
                new = {Path(name) for change, name in found if change.name == "added"}
                # Polling tells times to the second only: look again at what was saved before.
                again = set(seen) if poll else set()
                for path in sorted(changed.union(again, *map(_files_of, new))):
                    now = stamp(path)
                    if now != seen.get(path):
                        seen[path] = now
                        yield path
                if watched != [_identity(folder) for folder in folders]:
                    break
        except RuntimeError as error:  # of watchfiles, as where a file's name is no text
            _say(f"A change was missed ({error}); save the draft again, and mind odd names of files.")


def _awaited(folder: Path) -> tuple[int, int] | None:
    """What the folder is told by, once it is there."""
    told = False
    while not is_folder(folder):
        if not told:
            _say(f"{folder} is not there any more; waiting for it.")
        told = True
        time.sleep(_AGAIN / 1000)
    if told:
        _say(f"{folder} is there again.")
    return _identity(folder)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one of its name; None where it cannot be reached."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _files_of(path: Path) -> Iterator[Path]:
    """The files beneath a folder; none where the path is no folder."""
    if not path.is_symlink() and is_folder(path):
        yield from (inner for inner in path.rglob("*") if inner.is_file())


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
    from smcheck.cli._excluding import excluder_for
    from smcheck.cli._run import Request, Run
    from smcheck.readers.folder import is_left_out
    from smcheck.readers.own import is_own_output

    if any(is_left_out(path, folder, excluder_for(folder, config)) for folder in folders):
        return
    if is_own_output(path):
        yield visible(f"{shown}: not reviewed: it is a report or record of smcheck")
        return
    run = Run(Request(paths=(str(shown),), config=config, cache=False))
    for review in run.report.reviews():
        yield _line(review)
    run.record()


def _within(path: Path, folder: Path) -> Path | None:
    """The path from a folder to a changed file, which is told by a name of the folder."""
    whole = path.absolute()
    bases = (folder.absolute(), folder.resolve())
    return next((whole.relative_to(base) for base in bases if whole.is_relative_to(base)), None)


def _say(message: str) -> None:
    typer.echo(visible(message))


def _line(review: Review) -> str:
    """The draft, its verdict, and what was found in it."""
    from smcheck.reporters._entries import where

    worst = review.worst
    found = [f"{finding.check} {finding.line}:{finding.column}" for finding in review.open_findings if worst]
    unread = [f"not reviewed: {error.message}" for error in review.errors]
    verdict = [f"{worst.value}: {', '.join(found)}"] if worst else [] if unread else ["nothing found"]
    return visible(f"{where(review)}: {'; '.join((*verdict, *unread, *review.draft.remarks))}")
