"""`smcheck doctor`: what is missing, unsafe or overdue in a council's folder, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import App, ConfigOption, JsonOption, reported_errors, see_folder
from smcheck.model.showing import json_text, visible

if TYPE_CHECKING:
    from smcheck.doctor import Advice, Case
    from smcheck.run import Event, Request, Run

_INDENT = 8

app = App()


@app.command()
def doctor(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="The council's folder.")] = Path(),
    waiting: Annotated[
        int | None,
        typer.Option(metavar="DAYS", min=0, help="How long a request for approval may wait. [default: 7]"),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Review no draft, so that unused decisions are not told.")
    ] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say what is missing, unsafe or overdue in a council's folder, and what mends it.

    Nothing is changed. Exit code: 0 nothing is to be mended, 1 something is, 2 something could not be looked
    at.
    """
    from smcheck.doctor import PATIENCE, examine, no_settings

    see_folder(folder)
    with reported_errors():
        case = _case(folder, config, PATIENCE if waiting is None else waiting, review=not quick)
        found = examine(case) if case else [no_settings(folder.resolve())]
    if as_json:
        typer.echo(json_text([_data(advice) for advice in found], indent=2))
    else:
        _show(found, case, folder)
    raise typer.Exit(_exit_code(found))


def _case(folder: Path, config: Path | None, patience: int, *, review: bool) -> Case | None:
    """What is to be looked at; None where no settings hold in the folder."""
    from smcheck.doctor import Case
    from smcheck.reporters.written import Written
    from smcheck.run.configurations import Configurations

    configurations = Configurations(config)
    path = configurations.path_for(folder)
    if path is None:
        return None
    return Case(
        configurations.council(path),
        path.resolve(),
        given=config is not None,
        patience=patience,
        own_outputs=Written(),
        shown=_shown,
        review=review,
    )


def _shown(run: Run, request: Request) -> Iterable[Event]:
    from smcheck.cli.progress import progress

    with progress(run, request) as shown:
        yield from shown(run.events())


def _exit_code(found: Sequence[Advice]) -> int:
    from smcheck.doctor import Gravity

    gravities = {advice.gravity for advice in found}
    return 2 if Gravity.UNSEEN in gravities else int(bool(gravities - {Gravity.REMARK}))


def _data(advice: Advice) -> dict[str, str | None]:
    return {
        "gravity": advice.gravity.value,
        "what": advice.what,
        "where": str(advice.where) if advice.where else None,
        "mend": advice.mend,
    }


def _show(found: Sequence[Advice], case: Case | None, folder: Path) -> None:
    home = case.folder if case else folder.resolve()
    name = f"{case.council.name}, " if case and case.council.name else ""
    _wrapped(f"{name}{home}: {_counted(found)}")
    for advice in found:
        typer.echo("")
        _wrapped(f"{advice.gravity.value}: {_begun(_within(advice.what, home))}")
        if advice.where and advice.where != home:
            _labelled("in", _within(str(advice.where), home))
        _labelled("mend", advice.mend)
    if found and Path.cwd() != home:
        typer.echo("")
        _wrapped(f"Commands are meant for the folder itself: go there first (cd {home}).")


def _begun(text: str) -> str:
    """The text with a capital, unless it begins with the name of a file."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0].isalpha() else text


def _counted(found: Sequence[Advice]) -> str:
    from smcheck.doctor import Gravity

    remarks = sum(advice.gravity is Gravity.REMARK for advice in found)
    mending = len(found) - remarks
    counts = [f"{mending} thing{'s' * (mending != 1)} to mend" if mending else "nothing to mend"]
    return ", ".join(counts + ([f"{remarks} worth knowing"] if remarks else [])) + "."


def _within(text: str, home: Path) -> str:
    """The text with paths as they stand within the folder."""
    return text.replace(f"{home}/", "").replace(f"{home}\\", "")


def _labelled(label: str, text: str) -> None:
    _wrapped(text, f"  {label + ':':<{_INDENT - 2}}", " " * _INDENT)


def _wrapped(text: str, first: str = "", then: str = "") -> None:
    from smcheck.reporters.paragraphs import paragraph

    typer.echo(paragraph(visible(text), then, first=first))
