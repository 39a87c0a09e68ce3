"""How far a run over a folder has come, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smcheck.settings.files import is_folder

if TYPE_CHECKING:
    from smcheck.run import Event, Request, Run

Shown = Callable[[Iterable["Event"]], Iterable["Event"]]
"""Passes events on, and shows meanwhile how far they have come."""


@contextmanager
def progress(run: Run, request: Request) -> Iterator[Shown]:
    """Show on stderr how many files of a folder have been read, below a report that is printed meanwhile.

    Outputs are to be opened within, since the standard output is another one there. Nothing is shown where
    stderr is no terminal.
    """
    if not sys.stderr.isatty() or not any(map(is_folder, request.paths)):
        yield lambda events: events
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from smcheck.run import Reading

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=run.file_count or None)

        def shown(events: Iterable[Event]) -> Iterator[Event]:
            for event in events:
                if isinstance(event, Reading):
                    bar.advance(task)
                yield event

        yield shown
