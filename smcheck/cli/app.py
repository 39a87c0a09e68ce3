"""`smcheck app`: the desk, a page in the browser on which drafts are written and checked."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from smcheck.cli.common import App, ConfigOption, reported_errors, see_folder
from smcheck.model.showing import visible

_LAST_PORT = 65_535

app = App()


@app.command(name="app")
def open_desk(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder of drafts, whose settings hold.")
    ] = Path(),
    port: Annotated[
        int, typer.Option(min=0, max=_LAST_PORT, help="Serve on this port. [default: a free one]")
    ] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address only.")] = False,
    shortcut: Annotated[
        bool, typer.Option("--shortcut", help="Put an icon on the desktop that opens the page, and end.")
    ] = False,
    remove_shortcut: Annotated[
        bool, typer.Option("--remove-shortcut", help="Take that icon away again, and end.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Write and check drafts on a page in the browser; Ctrl+C ends it.

    Only this computer can reach the page, and nothing that is typed there is stored or sent anywhere.
    """
    if remove_shortcut:
        _take_icon_away()
        return
    see_folder(folder)
    if shortcut:
        _put_icon(folder, config)
        return
    from smcheck.app.desk import Desk
    from smcheck.app.server import listening, serve

    with reported_errors():
        listener = listening(port)
    with suppress(KeyboardInterrupt):
        serve(Desk(folder, config), listener, lambda address: _say_ready(address, browser=not no_browser))
    typer.echo("The desk is closed.")


def _say_ready(address: str, *, browser: bool) -> None:
    import webbrowser

    typer.echo(f"The desk is open at {address}")
    typer.echo("Leave this window open while you work; Ctrl+C closes the desk.")
    if browser and not webbrowser.open(address):
        typer.echo("No browser could be opened: copy the address into one.")


def _put_icon(folder: Path, config: Path | None) -> None:
    from smcheck.app.shortcut import write_shortcut

    given = ["--config", str(config.resolve())] if config else []
    with reported_errors():
        path = write_shortcut([*given, "--", str(folder.resolve())])
    typer.echo(f"The icon is at {visible(str(path))}")


def _take_icon_away() -> None:
    from smcheck.app.shortcut import remove_shortcut

    with reported_errors():
        path = remove_shortcut()
    typer.echo(f"The icon at {visible(str(path))} is gone" if path else "There is no icon on the desktop")
