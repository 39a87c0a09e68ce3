"""`smcheck requests`: what approval is asked for, and answering it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import (
    ConfigOption,
    Group,
    JsonOption,
    council_here,
    day,
    fail,
    remind,
    reported_errors,
)
from smcheck.cli.tables import print_table
from smcheck.model.masking import mask_note
from smcheck.model.showing import day_in_words, json_text, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smcheck.model.approval import ApprovalRequest, Outcome
    from smcheck.model.review import Review
    from smcheck.settings.council import Council

Identifier = Annotated[str, typer.Argument(metavar="ID", help="The request, as smcheck requests lists it.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who answers.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why.")]

app = Group(help="Requests for approval: list, show and decide on them.")


@app.command("list")
def list_requests(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the requests, those that wait for an answer first; exit with 2 where one cannot be read."""
    from smcheck.settings.request_files import Requests

    with reported_errors():
        readable, problems = Requests(council_here(config)).readable()
    found = sorted(readable, key=lambda each: each.answer is not None)
    if as_json:
        typer.echo(json_text([_data(each) for each in found], indent=2))
    elif found:
        print_table(("Request", "Asked by", "Draft", "Findings", "Answer"), list(map(_row, found)))
    elif not problems:
        typer.echo("Nobody has asked for anything; smcheck ask DRAFT --by NAME does.")
    for problem in problems:
        typer.echo(f"smcheck: error: {visible(problem)}", err=True)
    if problems:
        raise typer.Exit(2)


@app.command("show")
def show(identifier: Identifier, config: ConfigOption = None) -> None:
    """Show a request: the draft, what is found in it today, and the answer."""
    with reported_errors():
        council = council_here(config)
        request, review = _reviewed(council, identifier)
    typer.echo(
        visible(
            f"{request.by} asked on {day_in_words(request.at.astimezone())}: "
            f"{mask_note(request.note) or '(no note)'}"
        )
    )
    typer.echo("")
    for line in review.masked.splitlines():
        typer.echo(f"  {visible(line)}")
    typer.echo("")
    for finding in review.open_findings:
        typer.echo(visible(f"{finding.fingerprint}  {finding.severity}  {finding.message} [{finding.check}]"))
    if request.answer:
        typer.echo(_answered(request))


@app.command("approve")
def approve(
    identifier: Identifier,
    by: By,
    note: Note = "",
    until: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="Last day on which it holds. [default: no end]")
    ] = "",
    finding: Annotated[
        list[str] | None,
        typer.Option(metavar="FINGERPRINT", help="Only this finding (may repeat). [default: all]"),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Clear what is found in the draft: persons, links and contacts as such, the rest for this wording."""
    from smcheck.record import reviewer_name
    from smcheck.record.approving import approve as approve_request

    if not by.strip():
        fail("--by must not be empty")
    last = day(until, "--until")
    if last and last < dt.date.today():
        fail(f"--until {last} has passed")
    with reported_errors():
        council = council_here(config)
        _, review = _reviewed(council, identifier)
        request, decisions = approve_request(
            council, identifier, review.open_findings, by.strip(), note.strip(), reviewer_name(),
            until=last, only=finding or (),
        )  # fmt: skip
    for decision in decisions:
        typer.echo(f"Recorded in {council.decisions}: {visible(decision.describe())}")
    typer.echo(_answered(request))
    remind(council)


@app.command("return")
def send_back(identifier: Identifier, by: By, note: Note, config: ConfigOption = None) -> None:
    """Give a draft back to be changed, with a note."""
    with reported_errors():
        _answer(council_here(config), identifier, "returned", by, note)


@app.command("refuse")
def refuse(identifier: Identifier, by: By, note: Note, config: ConfigOption = None) -> None:
    """Refuse a draft, with a note."""
    with reported_errors():
        _answer(council_here(config), identifier, "refused", by, note)


def _answer(council: Council, identifier: str, outcome: Outcome, by: str, note: str) -> None:
    from smcheck.record import reviewer_name
    from smcheck.record.approving import answer

    if not by.strip():
        fail("--by must not be empty")
    typer.echo(_answered(answer(council, identifier, outcome, by.strip(), note.strip(), reviewer_name())))
    remind(council)


def _reviewed(council: Council, identifier: str) -> tuple[ApprovalRequest, Review]:
    """The request, and its draft as it is judged today."""
    from smcheck.review.reviewer import Reviewer
    from smcheck.settings.request_files import Requests

    request = Requests(council).find(identifier)
    return request, Reviewer(council).review(request.draft)


def _row(request: ApprovalRequest) -> Sequence[str]:
    said = f"{request.answer.outcome} by {request.answer.by}" if request.answer else "waits"
    return request.id, request.by, request.name, str(len(request.findings)), said


def _answered(request: ApprovalRequest) -> str:
    """What became of a request, as a line; empty where nobody has answered."""
    answer = request.answer
    if answer is None:
        return ""
    why = f": {mask_note(answer.note)}" if answer.note else ""
    return visible(f"{request.id}: {answer.outcome} by {answer.by}{why}")


def _data(request: ApprovalRequest) -> dict[str, object]:
    answer = request.answer
    return {
        "id": request.id,
        "by": request.by,
        "at": request.at.isoformat(),
        "note": mask_note(request.note),
        "name": request.name,
        "findings": [found.fingerprint for found in request.findings],
        "answer": answer and {**asdict(answer), "at": answer.at.isoformat(), "note": mask_note(answer.note)},
    }
