"""`smcheck explain`: one rule or one check, with its examples."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from smcheck.cli.common import App, ConfigOption, JsonOption, fail, reported_errors

app = App()


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="RULE|CHECK", help="Such as 11, monitoring-c or phone.")],
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Explain a rule or a check, with examples."""
    from smcheck.checks import all_checks
    from smcheck.cli.pages import check_data, check_page, policy_in_force, rule_data, rule_page
    from smcheck.settings.tables import did_you_mean

    with reported_errors():
        policy = policy_in_force(config)
    wanted = name.casefold().removeprefix("rule").strip()
    rules = {rule.id.casefold(): rule for rule in policy.rules}
    checks = {check.name: check for check in all_checks()}
    if wanted in rules:
        data, page = rule_data(policy, rules[wanted]), rule_page(policy, rules[wanted])
    elif wanted in checks:
        data, page = check_data(policy, checks[wanted]), check_page(policy, checks[wanted])
    else:
        fail(f"{name!r} is no rule or check{did_you_mean(wanted, [*rules, *checks])} (see smcheck rules)")
    typer.echo(json.dumps(data, indent=2) if as_json else page)
