"""How far a run over a folder has come, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smcheck.settings.files import is_folder

if TYPE_CHECKING:
    from smcheck.run import Event, Request, Run


def with_progress(run: Run, request: Request) -> Iterator[Event]:
    """The run's events; stderr shows how many files of a folder have been read, below what is printed.

    Nothing is shown where stderr is no terminal.
    """
    if not sys.stderr.isatty() or not any(map(is_folder, request.paths)):
        yield from run.events()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from smcheck.run import Reading

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=run.file_count or None)
        for event in run.events():
            if isinstance(event, Reading):
                bar.advance(task)
            yield event
