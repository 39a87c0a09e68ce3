"""`smcheck config`: every setting, its value, and where it came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smcheck.cli.common import App, ConfigOption, JsonOption, fail, reported_errors, see_path
from smcheck.model.showing import json_text, visible

if TYPE_CHECKING:
    from smcheck.settings.council import Council

app = App()


@app.command()
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
    user: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Make this smcheck.toml the default on this computer, where none is nearer."
        ),
    ] = None,
    no_user: Annotated[
        bool, typer.Option("--no-user", help="Do without a default on this computer from now on.")
    ] = False,
) -> None:
    """Show every setting and where it came from, or what has changed; or make a council the default here."""
    from smcheck.settings.council import find_config, load_council

    if user is not None and no_user:
        fail("give either --user or --no-user")
    if user == "":
        fail("--user: name a file; --no-user does without a default")
    if user or no_user:
        with reported_errors():
            typer.echo(visible(_made_default(Path(user)) if user else _forgotten()))
        return
    see_path(path)
    folder = path if path.is_dir() else path.parent
    if since:
        with reported_errors():
            _show_changes(folder, config, since)
        return
    with reported_errors():
        found = config or find_config(folder)
        settings = _settings(load_council(found))
    if as_json:
        typer.echo(json_text(settings, indent=2))
        return
    typer.echo(visible(f"Configuration: {_where_from(found, config, folder)}"))
    width = max(map(len, settings))
    for name, setting in settings.items():
        value = visible(json.dumps(setting["value"], ensure_ascii=False))
        typer.echo(f"{name:<{width}}  {value}  ({setting['from']})")


def _made_default(given: Path) -> str:
    """Make a council the default on this computer, and say so; a folder stands for its smcheck.toml."""
    from smcheck.settings.council import CONFIG_NAME, load_council
    from smcheck.settings.default_council import set_default

    path = given / CONFIG_NAME if given.is_dir() else given
    council = load_council(path)
    set_default(path)
    whose = f"The settings of {council.name}" if council.name else "These settings"
    return (
        f"{whose} ({path.resolve()}) are this computer's default now: they hold wherever no "
        f"{CONFIG_NAME} is nearer to a draft."
    )


def _forgotten() -> str:
    from smcheck.settings.default_council import forget_default

    return "There is no default on this computer any more." if forget_default() else "There was no default."


def _where_from(found: Path | None, given: Path | None, folder: Path) -> str:
    """Which file the settings in force came from, and why that one where it is not the nearest."""
    from smcheck.settings.council import nearest_config
    from smcheck.settings.lacking import no_settings

    if not found:
        return no_settings("every setting has its default")
    is_default = not given and not nearest_config(folder)
    return f"{found} (the default on this computer; --no-user does without)" if is_default else str(found)


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
        if field.name in ("path", "given", "elections", "partners"):
            continue
        value = getattr(council, field.name)
        origin = str(council.path) if field.name in council.given else "default"
        if isinstance(value, tuple):
            value = [str(each) for each in value]  # days among them
        settings[field.name] = {"value": value, "from": origin}
    partners = [str(partner) for partner in council.partners]
    settings["partner"] = {"value": partners, "from": str(council.path) if partners else "default"}
    periods = [f"{election.begins} to {election.poll}" for election in council.elections]
    settings["election"] = {"value": periods, "from": str(council.path) if periods else "default"}
    return settings
