"""`smcheck config`: every setting, its value, and where it came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from smcheck.cli.common import ConfigOption, JsonOption, reported_errors


def config(
    path: Annotated[
        Path, typer.Argument(metavar="[PATH]", help="Draft or folder whose configuration to show.")
    ] = Path(),
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show every setting, its value, and where it came from."""
    from smcheck.council import find_config, load_council

    with reported_errors():
        found = config or find_config(path if path.is_dir() else path.parent)
        settings = _settings(load_council(found))
    if as_json:
        typer.echo(json.dumps(settings, indent=2))
        return
    typer.echo(f"Configuration: {found or 'none found; every setting has its default (smcheck init writes one)'}")
    width = max(map(len, settings))
    for name, setting in settings.items():
        typer.echo(f"{name:<{width}}  {json.dumps(setting['value'], ensure_ascii=False)}  ({setting['from']})")


def _settings(council: Any) -> dict[str, dict[str, Any]]:
    from dataclasses import fields

    from smcheck.council import Council

    plain = Council()
    settings = {}
    for field in fields(council):
        if field.name == "path":
            continue
        value = getattr(council, field.name)
        is_default = value == getattr(plain, field.name)
        shown = list(value) if isinstance(value, tuple) else value
        settings[field.name] = {"value": shown, "from": "default" if is_default else str(council.path)}
    return settings
