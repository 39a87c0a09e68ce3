"""`smcheck rules`: the policy's rules, the checks behind each, and what is not checked."""

from __future__ import annotations

import json

import typer

from smcheck.cli.common import App, ConfigOption, JsonOption, reported_errors

app = App()


@app.command()
def rules(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the policy's rules and what each one governs."""
    from smcheck.cli.pages import policy_in_force, rules_data, rules_page

    with reported_errors():
        policy = policy_in_force(config)
    if as_json:
        typer.echo(json.dumps(rules_data(policy), indent=2))
    else:
        typer.echo(rules_page(policy))
