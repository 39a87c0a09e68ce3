"""`smcheck people`: the council's roster, and the people whom drafts name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from smcheck.cli.common import (
    ConfigOption,
    Group,
    agreed,
    council_here,
    fail,
    reported_errors,
    standard_input,
)
from smcheck.cli.tables import print_table
from smcheck.model.showing import json_text, visible

if TYPE_CHECKING:
    from smcheck.model.draft import Draft
    from smcheck.people import Person, Roster
    from smcheck.people.mentions import Mention
    from smcheck.run import Run
    from smcheck.settings.council import Council

PersonGroup = Literal["employee", "councillor", "volunteer", "candidate"]
Table = Literal["table", "json"]

app = Group(help="The council's people: list, add, remove or import them, or find whom drafts name.")


@app.command("list")
def list_people(config: ConfigOption = None) -> None:
    """List the roster, with what is risky about each name."""
    from smcheck.people.risks import RISKY, risks_of

    with reported_errors():
        council, _, roster = _roster(config)
        rows = [_row(person, risks_of(person, roster, council)) for person in roster.people]
    if not rows:
        typer.echo(
            f"{council.roster} lists nobody yet; smcheck people add NAME, or smcheck people import FILE"
        )
        return
    print_table(("Name", "Group", "Also found as", "Mind"), rows)
    if any(mind for *_, mind in rows):
        typer.echo(RISKY)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.")],
    group: Annotated[PersonGroup, typer.Option(help="Which group.")],
    title: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A title, such as Cllr (may repeat).")
    ] = None,
    role: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A role, such as Town Clerk (may repeat).")
    ] = None,
    known_as: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Another first name, or initials (may repeat).")
    ] = None,
    handle: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A social media handle (may repeat).")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Add somebody to the roster, and say what is risky about the name."""
    from smcheck.people import Person
    from smcheck.people.editing import add_people
    from smcheck.people.risks import RISKY, risks_of

    lists = (tuple(texts or ()) for texts in (title, role, known_as, handle))
    person = Person(" ".join(name.split()), group, *lists)
    with reported_errors():
        council, path, _ = _roster(config)
        add_people(path, [person])
        _, _, roster = _roster(config)
    typer.echo(f"{visible(person.name)} ({group}) is on the roster, {council.roster}")
    risks = risks_of(person, roster, council)
    if risks:
        typer.echo(f"Mind: {visible('; '.join(risks))}. {RISKY}")


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name, as listed.")],
    config: ConfigOption = None,
) -> None:
    """Take somebody off the roster."""
    from smcheck.people.editing import remove_person

    with reported_errors():
        council, path, _ = _roster(config)
        removed = remove_person(path, name)
    typer.echo(f"{visible(removed)} is no longer on the roster, {council.roster}")


@app.command("import")
def import_people(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A list as .csv, .tsv or .xlsx.")],
    group: Annotated[PersonGroup | None, typer.Option(help="The group where the list does not say.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Add them without asking.")] = False,
    config: ConfigOption = None,
) -> None:
    """Add everybody on a list, after a preview."""
    from smcheck.people.editing import add_people
    from smcheck.people.importing import read_people

    with reported_errors():
        council, roster_path, roster = _roster(config)
        found = read_people(path, group or "")
    new = [person for person in found.people if roster.find(person.name) is None]
    rows = [_row(person, ["on the roster already"] if person not in new else []) for person in found.people]
    if rows:
        print_table(("Name", "Group", "Also found as", "Mind"), rows)
    for problem in found.problems:
        typer.echo(f"Left out: {visible(problem)}")
    for column in found.ignored:
        typer.echo(f"Not read: column {visible(column)!r}")
    if not new:
        fail(f"{path}: nobody to add") if not found.people else typer.echo("Nobody to add: all are listed.")
        return
    if not yes and not agreed(f"Add {len(new)} to {council.roster}?"):
        typer.echo("Nothing was changed.")
        return
    with reported_errors():
        add_people(roster_path, new)
    typer.echo(f"Added {len(new)} to {council.roster}")


@app.command("find")
def find(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Drafts, folders of drafts, or - for standard input."),
    ],
    output_format: Annotated[Table, typer.Option(help="How to print.")] = "table",
    config: ConfigOption = None,
) -> None:
    """List every mention of a person in drafts, with how it was judged, before any rule is applied.

    Exit code: 0 nobody is named, 1 somebody is, 2 something could not be read or judged.
    """
    from smcheck.people.standing import Standing
    from smcheck.reporters.written import Written
    from smcheck.run import Request, Run

    with reported_errors():
        stdin = standard_input(paths)
        run = Run(
            Request(paths=tuple(paths), stdin=stdin, date=dt.date.today(), config=config, report_known=True),
            Written(),
        )
    errors: list[tuple[str, str]] = []
    named = found = False
    with reported_errors():
        results = _results(run, errors)
        printed = _printed_as_json if output_format == "json" else _printed_as_table
        for _, mentions in printed(results):
            found |= bool(mentions)
            named |= any(mention.standing is not Standing.NOT_A_PERSON for mention in mentions)
    if not (found or errors or output_format == "json"):
        typer.echo("No mention of a person was found.")
    for name, message in errors:
        typer.echo(f"smcheck: not judged: {visible(name)}: {visible(message)}", err=True)
    raise typer.Exit(2 if errors else int(named))


Result = tuple["Draft", Sequence["Mention"]]


def _results(run: Run, errors: list[tuple[str, str]]) -> Iterator[Result]:
    from smcheck.run import NotReviewed, ToReview

    for read in run.drafts():
        if isinstance(read, NotReviewed):
            errors.append((read.path, read.message))
        elif isinstance(read, ToReview):
            mentions, problems = read.reviewer.mentions(read.draft)
            errors.extend((problem.path, problem.message) for problem in problems)
            yield read.draft, mentions


def _printed_as_json(results: Iterator[Result]) -> Iterator[Result]:
    separator = ""
    typer.echo('{"drafts": [', nl=False)
    for draft, mentions in results:
        head = {"path": draft.path, "id": draft.id, "row": draft.row}
        entries = [_entry(draft, mention) for mention in mentions]
        typer.echo(f"{separator}\n{json_text({**head, 'mentions': entries})}", nl=False)
        separator = ","
        yield draft, mentions
    typer.echo("\n]}")


def _entry(draft: Draft, mention: Mention) -> dict[str, Any]:
    start, end = draft.source_span(*mention.span)
    return {
        "start": start,
        "end": end,
        "text": draft.text[start:end],
        "person": mention.person.name if mention.person else None,
        "judgement": mention.standing.value,
    }


def _printed_as_table(results: Iterator[Result]) -> Iterator[Result]:
    rows = []
    for draft, mentions in results:
        for mention in mentions:
            start, end = draft.source_span(*mention.span)
            position = draft.position(start)
            row = "" if draft.row is None else f"row {draft.row}:"
            rows.append(
                (
                    f"{draft.path}:{row}{position.line}:{position.column}",
                    draft.text[start:end],
                    mention.standing.value,
                    mention.person.name if mention.person else mention.why,
                )
            )
        yield draft, mentions
    if rows:
        print_table(("Where", "Words", "Judged", "Who or why"), rows)


def _roster(config: Path | None) -> tuple[Council, Path, Roster]:
    """The council, and its roster with the path of the file."""
    from smcheck.people import load_roster

    council = council_here(config)
    path = council.folder / council.roster
    return council, path, load_roster(path)


def _row(person: Person, mind: Sequence[str]) -> tuple[str, ...]:
    forms = (*person.titles, *person.roles, *person.known_as, *person.handles)
    return person.name, person.group, ", ".join(forms), "; ".join(mind)
