"""`smcheck app`: the desk, a page in the browser on which drafts are written and checked."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Annotated

import typer

from smcheck.app.macros import Program
from smcheck.cli.common import App, ConfigOption, fail, reported_errors, see_folder
from smcheck.model.showing import visible

_LAST_PORT = 65_535

app = App()


@app.command(name="app")
def open_desk(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="The folder of drafts, whose settings hold; or a file, to open it."
        ),
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
    send_to: Annotated[
        bool, typer.Option("--send-to", help="Add smcheck to the menu that files have, and end.")
    ] = False,
    remove_send_to: Annotated[
        bool, typer.Option("--remove-send-to", help="Take it out of that menu again, and end.")
    ] = False,
    macro: Annotated[
        Program | None, typer.Option(help="Print a macro that opens what you are writing, and end.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Write and check drafts on a page in the browser; Ctrl+C ends it.

    Only this computer can reach the page, and nothing that is typed there is stored or sent anywhere.
    """
    if remove_shortcut:
        _take_icon_away()
    elif send_to or remove_send_to:
        _change_menu(config, remove=remove_send_to)
    elif macro:
        _print_macro(macro, config)
    elif folder.is_file() and not shortcut:
        _open_file(folder, config, port, browser=not no_browser)
    else:
        see_folder(folder)
        if shortcut:
            _put_icon(folder, config)
        else:
            _serve(folder, config, port, browser=not no_browser)


def _open_file(path: Path, config: Path | None, port: int, *, browser: bool) -> None:
    """Open a file at a desk that is open and has its folder, or else at a new one."""
    from smcheck.app.running import address_for
    from smcheck.run.sources import may_be_draft

    if not may_be_draft(path.name):
        fail(f"{path}: this is no kind of file that smcheck reads; docs/files/README.md lists them")
    with reported_errors():
        address = address_for(path, config)
    if address is None:
        _serve(path.parent, config, port, browser=browser, name=path.name)
        return
    typer.echo("The desk is open already.")
    _show(address, browser=browser)


def _serve(folder: Path, config: Path | None, port: int, *, browser: bool, name: str = "") -> None:
    """Serve a desk until it is stopped; with the name of a file of the folder, that is opened."""
    from smcheck.app.desk import Desk
    from smcheck.app.running import noted, with_file
    from smcheck.app.server import listening, serve

    with reported_errors():
        listener = listening(port)
    with suppress(KeyboardInterrupt), ExitStack() as meanwhile:

        def ready(address: str) -> None:
            meanwhile.enter_context(noted(folder, config, address))
            opened = with_file(address, name) if name else address
            typer.echo(f"The desk is open at {opened}")
            typer.echo("Leave this window open while you work; Ctrl+C closes the desk.")
            if browser:
                _show(opened, browser=True)

        serve(Desk(folder, config), listener, ready)
    typer.echo("The desk is closed.")


def _show(address: str, *, browser: bool) -> None:
    import webbrowser

    if not browser:
        typer.echo(f"It is at {address}")
    elif not webbrowser.open(address):
        typer.echo("No browser could be opened: copy the address into one.")
        typer.echo(address)


def _change_menu(config: Path | None, *, remove: bool) -> None:
    from smcheck.app.send_to import add_entry, remove_entry

    with reported_errors():
        path = remove_entry() if remove else add_entry(config)
    if path is None:
        typer.echo("There is no entry of smcheck in the menu of files")
    else:
        typer.echo(
            f"The entry at {visible(str(path))} is gone"
            if remove
            else f"The entry is at {visible(str(path))}"
        )


def _print_macro(program: Program, config: Path | None) -> None:
    from smcheck.app.macros import macro

    typer.echo(macro(program, config), nl=False)


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
