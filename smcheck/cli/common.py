"""What several commands share: failing with a clear message, and finding the configuration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from smcheck.errors import SmcheckError
from smcheck.reporters._safe import visible

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Use this smcheck.toml, not the nearest one.", dir_okay=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def fail(message: str) -> NoReturn:
    """Say on stderr what went wrong and exit with 2."""
    typer.echo(f"smcheck: error: {visible(message)}", err=True)
    raise typer.Exit(2)


@contextmanager
def reported_errors() -> Iterator[None]:
    """Turn errors of the configuration and of files into a message and exit code 2."""
    try:
        yield
    except (SmcheckError, OSError, UnicodeError) as error:
        fail(str(error))
