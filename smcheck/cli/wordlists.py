"""`smcheck wordlists`: try a council's own word list before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smcheck.cli.common import PlainGroup, fail

app = PlainGroup(help="Try a word list of the council's own.")


@app.command("check")
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Word lists (.csv) to try.")],
) -> None:
    """Say what is wrong with word lists, line by line; exit with 2 where anything is."""
    from smcheck.model.showing import visible
    from smcheck.text.wordlists import list_problems, read_list

    problems = [problem for file in files for problem in list_problems(file)]
    for problem in problems:
        typer.echo(visible(problem), err=True)
    if problems:
        fail(f"{len(problems)} to put right; wordlists/README.md describes the columns")
    for file in files:
        terms = sum(1 for _ in read_list(file))
        typer.echo(visible(f"{file}: {terms} terms, nothing wrong. Name it in smcheck.toml under wordlists."))
