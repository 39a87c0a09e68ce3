"""`smcheck config`: every setting, its value, and where it came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smcheck.cli.common import App, ConfigOption, JsonOption, reported_errors
from smcheck.model.showing import json_text, visible

if TYPE_CHECKING:
    from smcheck.settings.council import Council

app = App()


@app.command(hidden=True)
def config(
    path: Annotated[
        Path, typer.Argument(metavar="[PATH]", help="Draft or folder whose configuration to show.")
    ] = Path(),
    as_json: JsonOption = False,
    config: ConfigOption = None,
    since: Annotated[
        str,
        typer.Option(
            metavar="COMMIT", help="Show what has changed since a commit of git, such as HEAD or origin/main."
        ),
    ] = "",
) -> None:
    """Show every setting, its value, and where it came from; or what has changed in them."""
    from smcheck.settings.council import find_config, load_council

    if since:
        with reported_errors():
            _show_changes(path if path.is_dir() else path.parent, config, since)
        return
    with reported_errors():
        found = config or find_config(path if path.is_dir() else path.parent)
        settings = _settings(load_council(found))
    if as_json:
        typer.echo(json_text(settings, indent=2))
        return
    typer.echo(
        f"Configuration: {found or 'none found; every setting has its default (smcheck init writes one)'}"
    )
    width = max(map(len, settings))
    for name, setting in settings.items():
        value = visible(json.dumps(setting["value"], ensure_ascii=False))
        typer.echo(f"{name:<{width}}  {value}  ({setting['from']})")


def _show_changes(folder: Path, config: Path | None, since: str) -> None:
    """Print what has changed in the configuration of a folder and in those beneath it."""
    from smcheck.cli.git import Commit
    from smcheck.run.changes import changes
    from smcheck.settings.council import CONFIG_NAME, find_config

    commit = Commit(folder, since)
    nearest = config or find_config(folder)
    found = dict.fromkeys((*([nearest] if nearest else ()), *sorted(folder.rglob(CONFIG_NAME))))
    paths = dict.fromkeys(path.resolve() for path in (*found, *commit.files(CONFIG_NAME)))
    for path in paths:
        for line in changes(path, commit.content):
            typer.echo(visible(line))


def _settings(council: Council) -> dict[str, dict[str, Any]]:
    from dataclasses import fields

    settings = {}
    for field in fields(council):
        if field.name in ("path", "given", "elections"):
            continue
        value = getattr(council, field.name)
        origin = str(council.path) if field.name in council.given else "default"
        if isinstance(value, tuple):
            value = [str(each) for each in value]  # days among them
        settings[field.name] = {"value": value, "from": origin}
    periods = [f"{election.begins} to {election.poll}" for election in council.elections]
    settings["election"] = {"value": periods, "from": str(council.path) if periods else "default"}
    return settings
