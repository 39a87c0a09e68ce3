"""`smcheck init`: write a council's configuration, asking for what was not given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from smcheck.cli.common import App, fail, reported_errors, see_that_somebody_can_be_asked
from smcheck.model.showing import visible

app = App()

_Several = list[str] | None


@app.command()
def init(
    name: Annotated[str, typer.Option(help="The council's name.")] = "",
    domain: Annotated[_Several, typer.Option(help="A domain of its website or e-mail.")] = None,
    phone: Annotated[_Several, typer.Option(help="A published phone number.")] = None,
    email: Annotated[_Several, typer.Option(help="A published mailbox.")] = None,
    handle: Annotated[_Several, typer.Option(help="A social media handle of its own.")] = None,
    address: Annotated[_Several, typer.Option(help="A published address, with its postcode.")] = None,
    venue: Annotated[_Several, typer.Option(help="A place of its events, with its postcode.")] = None,
    partner: Annotated[
        _Several, typer.Option(metavar="'NAME: CONTACT'", help="Another organisation, with its contacts.")
    ] = None,
    poll: Annotated[_Several, typer.Option(metavar="YYYY-MM-DD", help="A poll to come.")] = None,
    approver: Annotated[
        _Several, typer.Option(metavar="NAME", help="Who may waive an error. [default: the clerk]")
    ] = None,
    platform: Annotated[
        _Several, typer.Option(metavar="NAME", help="Where its posts always go: facebook, x ...")
    ] = None,
    policy: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="A policy that ships, or a file. [default with --yes: leigh-on-sea; the questions offer "
            "that to Leigh-on-Sea alone, and british-councils to others]",
        ),
    ] = "",
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing; take what is given, and for the rest the defaults.")
    ] = False,
) -> None:
    """Set up smcheck for a council, in the current folder.

    Options but --name and --policy may repeat. What they do not give is asked for, each answer is checked,
    and the result is shown before anything is written: smcheck.toml, people.toml and the key of the council's
    records, which is named in .gitignore.
    """
    from smcheck.reporters.paragraphs import paragraph
    from smcheck.settings.council import CONFIG_NAME

    config, people = Path(CONFIG_NAME), Path("people.toml")
    for path in (config, people):
        if path.exists():
            fail(f"{path} is there already; edit it (smcheck doctor says what it lacks), or move it away")
    answers: Mapping[str, Sequence[str]] = _checked(
        {
            "name": [name], "domains": domain, "phones": phone, "emails": email, "handles": handle,
            "addresses": address, "venues": venue, "partners": partner, "polls": poll, "approvers": approver,
            "platforms": platform, "policy": [policy],
        }
    )  # fmt: skip
    if not yes:
        answers = _asked(answers)
    _write(config, answers)
    for sentence in (
        f"Wrote {config} and {people}. Next: list your people in {people}, then smcheck draft.txt",
        *_whose_rules(answers),
        "smcheck.key keeps records unreadable to others: back it up with the two files.",
        "smcheck doctor says what is still missing.",
    ):
        typer.echo(paragraph(sentence))


def _checked(given: Mapping[str, Sequence[str] | None]) -> dict[str, tuple[str, ...]]:
    """What was given, as it is kept; fails where some of it is wrong, and says of each why."""
    from smcheck.settings.first_answers import STEPS

    answers, wrong = {}, []
    for step in STEPS:
        kept, refused = step.checked(value for value in given[step.key] or () if value.strip())
        wrong += [f"{step.option}: {sentence}" for sentence in refused]
        if kept:
            answers[step.key] = kept
    for sentence in wrong[:-1]:
        typer.echo(f"smcheck: error: {visible(sentence)}", err=True)
    if wrong:
        fail(wrong[-1])
    return answers


def _asked(given: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The answers to what was not given; ends where nobody can be asked, or whoever is asked leaves."""
    from smcheck.cli.questions import Questions
    from smcheck.settings.first_answers import STEPS

    see_that_somebody_can_be_asked("smcheck init")
    questions = Questions(STEPS, given)
    try:
        agreed = questions.ask()
    except typer.Abort:
        typer.echo("")
        agreed = False
    if not agreed:
        typer.echo("Nothing was written.")
        raise typer.Exit(1)
    return questions.answers


def _write(config: Path, answers: Mapping[str, Sequence[str]]) -> None:
    from smcheck.settings.changing import begin, seal

    with reported_errors():
        try:
            begin(config, seal(config), answers)
        except OSError as error:
            fail(f"{error.filename or config} cannot be written: {error.strerror or error}")


def _whose_rules(answers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    from smcheck.settings.policy import BUILT_IN, COMMON

    if tuple(answers.get("policy", ())) in ((), (BUILT_IN,)):
        yield "The rules are Leigh-on-Sea Town Council's; smcheck policy new makes your own."
    elif tuple(answers.get("policy", ())) == (COMMON,):
        yield "The rules are what councils' policies have in common; smcheck policy new makes your own."
