"""How far a run over a folder has come, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smcheck.settings.files import is_folder

if TYPE_CHECKING:
    from smcheck.run.running import Run


@contextmanager
def progress(run: Run, paths: list[str]) -> Iterator[None]:
    """Show on stderr how many files of a folder have been read, below a report that is printed meanwhile.

    Nothing is shown where stderr is no terminal.
    """
    if not sys.stderr.isatty() or not any(map(is_folder, paths)):
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=run.count() or None)
        run.show_progress(lambda: bar.advance(task))
        yield
