"""`smcheck init`: write a council's configuration, asking for what was not given."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smcheck.cli.common import App, fail, reported_errors

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
    from smcheck.settings.starting import EMPTY_ROSTER, config_text

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
        _write(config, config_text(name, answers))
        _write(people, EMPTY_ROSTER)
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
