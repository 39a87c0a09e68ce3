"""`smcheck explain`: one rule or one check, with its examples."""

from __future__ import annotations

from typing import Annotated

import typer

from smcheck.cli import completion
from smcheck.cli.common import App, ConfigOption, JsonOption, fail, policy_in_force, reported_errors
from smcheck.model.showing import json_text

app = App()


@app.command()
def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="RULE|CHECK",
            help="Such as 11, monitoring-c or phone.",
            autocompletion=completion.pages,
        ),
    ],
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Explain a rule or a check, with examples."""
    from smcheck.checks import all_checks
    from smcheck.reporters.reference import check_page, rule_page
    from smcheck.reporters.reference.data import check_data, rule_data
    from smcheck.reporters.reference.text import check_text, rule_text
    from smcheck.settings.tables import did_you_mean

    with reported_errors():
        policy = policy_in_force(config)
    wanted = name.casefold().removeprefix("rule").strip()
    rules = {rule.id.casefold(): rule for rule in policy.rules}
    checks = {check.name: check for check in all_checks()}
    if wanted in rules:
        rule = rule_page(policy, rules[wanted])
        said = json_text(rule_data(rule), indent=2) if as_json else rule_text(rule)
    elif wanted in checks:
        check = check_page(policy, checks[wanted])
        said = json_text(check_data(check), indent=2) if as_json else check_text(check)
    elif within := [check.name for check in checks.values() if check.category == wanted]:
        fail(f"{name!r} is a category; explain one of its checks: {', '.join(within)}")
    else:
        meant = did_you_mean(wanted, [*rules, *checks])
        fail(f"{name!r} is no rule or check{meant} (smcheck rules lists them)")
    typer.echo(said)
