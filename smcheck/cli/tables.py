"""Tables in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from smcheck.model.showing import visible


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table that fits the terminal, words longer than a column broken; tabs where the output is piped."""
    if not sys.stdout.isatty():
        for row in (heads, *rows):
            typer.echo("\t".join(visible(cell) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console().print(table)
