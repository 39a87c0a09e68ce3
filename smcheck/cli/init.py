"""`smcheck init`: write a council's configuration, asking for what was not given."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from smcheck.cli.common import App, fail, reported_errors

_CONFIG = """\
# smcheck's configuration for this folder and all below it. `smcheck config` shows every setting.

# The policy: the built-in "leigh-on-sea", or the path of your own policy file.
policy = "leigh-on-sea"

# Who may waive an error, as `smcheck approve finding` records it.
approvers = ["Town Clerk"]

# Exit with a failure for findings this grave: "error", "warning", "note" or "never".
fail_on = "warning"

# Paths to leave out, as in .gitignore: ["archive/", "*.bak.txt"]
exclude = []

# Where posts go, if always to the same platforms: ["facebook", "x"]
platforms = []

# The council's own details are never flagged, however they are spelt.
[council]
name = {name}
domains = {domains}
phones = {phones}
emails = {emails}
handles = {handles}
addresses = {addresses}
# Halls, parks and other places where you hold events, with their postcodes.
venues = []

# Polls: before them, approvals to name councillors and candidates are suspended.
# [[election]]
# poll = 2027-05-06

# A check, a category or a rule can be made graver or milder here.
[severity]
# link = "note"
"""

_PEOPLE = """\
# The council's people. A draft that names one of them needs their approval (smcheck approve person).
# Copy the lines below for each person and take the # away.

# [[person]]
# name = "Sam Example"
# group = "councillor"           # employee, councillor, volunteer or candidate
# titles = ["Cllr", "Councillor"]
# roles = ["Deputy Mayor"]
# known_as = ["Sammy"]
# handles = ["@CllrSamExample"]
"""

app = App()


@app.command()
def init(
    name: Annotated[str, typer.Option(help="The council's name.")] = "",
    domain: Annotated[list[str] | None, typer.Option(help="A domain of its website or e-mail.")] = None,
    phone: Annotated[list[str] | None, typer.Option(help="A published phone number.")] = None,
    email: Annotated[list[str] | None, typer.Option(help="A published mailbox.")] = None,
    handle: Annotated[list[str] | None, typer.Option(help="A social media handle of its own.")] = None,
    address: Annotated[list[str] | None, typer.Option(help="A published address, with its postcode.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing; take what is given.")] = False,
) -> None:
    """Set up smcheck for a council: write smcheck.toml and people.toml into the current folder."""
    from smcheck.settings.council import CONFIG_NAME, load_council
    from smcheck.settings.decision_file import ensure_key

    config, people = Path(CONFIG_NAME), Path("people.toml")
    for path in (config, people):
        if path.exists():
            fail(f"{path} is there already; edit it, or move it away first")
    given = {"domains": domain, "phones": phone, "emails": email, "handles": handle, "addresses": address}
    answers = {key: [value for value in values or () if value.strip()] for key, values in given.items()}
    if not yes:
        name = name or typer.prompt("The council's name")
        for key, values in answers.items():
            values += [] if values else _ask(key)
    with reported_errors():
        _write(config, _CONFIG.format(name=_toml(name), **{k: _list(v) for k, v in answers.items()}))
        _write(people, _PEOPLE)
        council = load_council(config)
        ensure_key(council.folder / council.decisions)
    typer.echo(f"Wrote {config} and {people}. Next: list your people in {people}, then smcheck draft.txt")
    typer.echo(
        "The rules are Leigh-on-Sea Town Council's; docs/another-council.md says how to write your own."
    )
    typer.echo("smcheck.key keeps records unreadable to others: back it up with the two files.")


def _ask(key: str) -> list[str]:
    answer = typer.prompt(f"Its own {key} (commas between, Enter for none)", default="", show_default=False)
    separator = ";" if key == "addresses" else ","
    return [part.strip() for part in answer.split(separator) if part.strip()]


def _write(path: Path, text: str) -> None:
    from smcheck.settings.files import write_atomically

    try:
        write_atomically(path, text)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror or error}")


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _list(values: Sequence[str]) -> str:
    return "[" + ", ".join(_toml(value) for value in values) + "]"
