"""`smcheck rules`: the policy's rules, the checks behind each, and what is not checked."""

from __future__ import annotations

import typer

from smcheck.cli.common import App, ConfigOption, JsonOption, policy_in_force, reported_errors
from smcheck.model.showing import json_text

app = App()


@app.command()
def rules(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the policy's rules and what each one governs."""
    from smcheck.reporters.reference import policy_page
    from smcheck.reporters.reference.data import policy_data
    from smcheck.reporters.reference.text import policy_text

    with reported_errors():
        page = policy_page(policy_in_force(config))
    typer.echo(json_text(policy_data(page), indent=2) if as_json else policy_text(page))
