"""`smcheck lsp`: what is found, shown in an editor while one types."""

from __future__ import annotations

import typer

from smcheck.cli.common import App, ConfigOption, reported_errors

app = App()


@app.command()
def lsp(config: ConfigOption = None) -> None:
    """Show findings in a text editor, which starts this itself.

    It speaks the Language Server Protocol on stdin and stdout; docs/editors.md says what to set.
    """
    from smcheck.lsp.needed import see_that_pygls_is_there

    with reported_errors():
        see_that_pygls_is_there()
    from smcheck.lsp.serving import serve

    raise typer.Exit(serve(config))
