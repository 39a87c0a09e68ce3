"""`smcheck writer`: the extension that shows findings in Writer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smcheck.cli.common import App, ConfigOption, council_in_force, fail, reported_errors
from smcheck.model.showing import visible

_ENDING = ".oxt"

app = App()


@app.command()
def writer(
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write it.")] = Path("smcheck.oxt"),
    config: ConfigOption = None,
) -> None:
    """Write the extension that shows findings in LibreOffice Writer.

    It starts the smcheck that wrote it. Write and install it again where smcheck was moved or updated;
    docs/libreoffice.md says what it shows.
    """
    from smcheck.libreoffice.packing import write_extension
    from smcheck.lsp.needed import see_that_pygls_is_there
    from smcheck.reporters.paragraphs import paragraph

    if out.suffix.lower() != _ENDING:
        fail(f"--out {out}: the name must end in {_ENDING}, by which LibreOffice knows extensions")
    with reported_errors():
        see_that_pygls_is_there()
        if config:
            council_in_force(config)  # what is wrong in it is said now, and not under every paragraph
        write_extension(out, config)
    for said in (
        f"Wrote {out}. To install it, open it (a double click will do), agree, and start LibreOffice again;",
        f"or, with LibreOffice closed: unopkg add --force {out}",
    ):
        typer.echo(paragraph(visible(said)))
