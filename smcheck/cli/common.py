"""What several commands share: failing with a clear message, and finding the configuration."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from smcheck.cli.group import Subcommands
from smcheck.model.errors import SmcheckError
from smcheck.model.showing import visible
from smcheck.settings.files import is_folder

if TYPE_CHECKING:
    from smcheck.model.review import Review
    from smcheck.run import Request
    from smcheck.settings.council import Council
    from smcheck.settings.policy import Policy

App = partial(typer.Typer, add_completion=False, rich_markup_mode=None)
"""What the module of a command makes its `app` with."""


def _settings_file(context: typer.Context, path: Path | None) -> Path | None:
    """The file that `--config` names; fails where there is none."""
    if path is None or context.resilient_parsing:
        return path
    if is_folder(path):
        fail(
            f"--config {path}: this is a folder; name the file in it, as in --config {path / 'smcheck.toml'}"
        )
    if not os.path.lexists(path):
        fail(f"--config {path}: there is no such file")
    return path


ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Use this smcheck.toml, not the nearest one.",
        callback=_settings_file,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def _settings_first(config: ConfigOption = None) -> None:
    """Shown in a group's help; the group puts the option behind the command."""


def _alone() -> None:
    """Keeps a group of one command a group."""


_Several = partial(App, cls=Subcommands, no_args_is_help=True)

Group = partial(_Several, callback=_settings_first)
"""What the module of several commands under one name, which read the settings, makes its `app` with."""

PlainGroup = partial(_Several, callback=_alone)
"""The same for commands of which none reads the settings."""


def day(value: str, option: str) -> dt.date | None:
    """The day that an option gives, however people write it; None where it is not given."""
    from smcheck.settings.days import day_of

    found = day_of(value)
    if value and found is None:
        fail(f"{option} must be a day such as 2026-05-07 or 7 May 2026, not {value!r}")
    return found


def month(value: str, option: str) -> str:
    """The month that an option gives, as files write it; "" where it is not given."""
    from smcheck.settings.days import month_of

    found = month_of(value)
    if value and not found:
        fail(f"{option} must be a month such as 2026-05 or May 2026, not {value!r}")
    return found


def council_in_force(config: Path | None, folder: Path = Path()) -> Council:
    """The council of the given configuration, or of the nearest one; an empty one where there is none.

    Raises `ConfigError`.
    """
    from smcheck.settings.council import find_config, load_council

    return load_council(config or find_config(folder))


def policy_of(council: Council) -> Policy:
    """The policy that a council's settings name; raises `ConfigError`."""
    from smcheck.settings.policy_file import load_policy

    return load_policy(council.policy, council.folder)


def policy_in_force(config: Path | None) -> Policy:
    """The policy of the given configuration, or of the nearest one; raises `ConfigError`."""
    return policy_of(council_in_force(config))


def council_here(config: Path | None, folder: Path = Path()) -> Council:
    """The council of the given configuration, or the nearest to a folder; fails where there is none."""
    from smcheck.settings.lacking import no_settings

    council = council_in_force(config, folder)
    if council.path is None:
        fail(no_settings())
    return council


def remind(council: Council, policy: Policy | None = None) -> None:
    """Say on stderr, once a month on this computer, that the council's policy is overdue for review.

    For the commands that whoever approves uses: approvers are offices as often as names, and nothing tells
    which office an account belongs to.
    """
    from smcheck.record.reminding import reminder

    with reported_errors():
        said = reminder(policy or policy_of(council), council.policy, dt.date.today())
    if said:
        typer.echo(f"smcheck: note: {visible(said)}", err=True)


def at_terminal() -> bool:
    """Whether there is somebody who could be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def see_that_somebody_can_be_asked(command: str) -> None:
    """Fail, with what to do, where a command would ask and there is no terminal."""
    if not at_terminal():
        fail(
            "nobody can be asked here, since this is no terminal: give --yes, and the answers as options; "
            f"{command} --help lists them"
        )


def agreed(question: str) -> bool:
    """Whether somebody agrees; fails, with what to do, where there is no answer and no terminal."""
    try:
        return typer.confirm(question)
    except typer.Abort:
        if at_terminal():
            raise
        typer.echo("")
        fail("nobody can be asked here, since this is no terminal: give --yes")


def standard_input(paths: Iterable[str]) -> bytes:
    """What standard input holds, where one of the paths is "-"; it is not read otherwise."""
    return sys.stdin.buffer.read() if "-" in paths and sys.stdin else b""


def from_clipboard() -> tuple[list[str], bytes, str]:
    """The path, the content and the name by which a run reads the text on the clipboard.

    Raises `SmcheckError` where there is none.
    """
    from smcheck.run.clipboard import NAME, copied_text
    from smcheck.run.request import STDIN

    return [STDIN], copied_text().encode("utf-8-sig"), NAME


def fail(message: str) -> NoReturn:
    """Say on stderr what went wrong and exit with 2."""
    typer.echo(f"smcheck: error: {visible(message)}", err=True)
    raise typer.Exit(2)


@contextmanager
def reported_errors() -> Iterator[None]:
    """Turn errors of the configuration and of files into a message and exit code 2."""
    try:
        yield
    except BrokenPipeError:  # whoever reads the output has read enough: no fault to be told
        raise
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error))
    except (SmcheckError, UnicodeError) as error:
        fail(str(error))


def see_file(path: str, advice: str) -> None:
    """Fail, with what to do, where a path is no file."""
    if is_folder(path):
        fail(f"{path}: this is a folder; {advice}")
    if not os.path.lexists(path):
        fail(f"{path}: there is no such file{_near(Path(path)) or f'; {advice}'}")


def see_folder(path: Path) -> None:
    """Fail, with what to do, where a path is no folder."""
    if is_folder(path):
        return
    if os.path.lexists(path):
        fail(f"{path}: this is a file; give the folder that it is in")
    fail(f"{path}: there is no such folder{_near(path)}")


def _near(path: Path) -> str:
    """A question that offers what stands nearest to a path that is none, or nothing."""
    from smcheck.settings.tables import did_you_mean_path

    return did_you_mean_path(path)


def see_path(path: Path) -> None:
    """Fail where a path is neither a file nor a folder."""
    if not os.path.lexists(path):
        fail(f"{path}: there is no such file or folder")


def one_review(path: str, config: Path | None) -> Review:
    """The one draft of a file, reviewed with what is known already; fails for several, or none to be read."""
    from smcheck.run import Request

    see_file(path, "give one draft")
    found = list(reviews_of(Request((path,), config=config, report_known=True)))
    if len(found) != 1:
        fail(f"{path}: it holds {len(found)} drafts; give a file of one")
    return found[0]


def copied_review(config: Path | None) -> Review:
    """The review of the text on the clipboard, as `one_review`; raises `SmcheckError` where there is none."""
    from smcheck.run import Request

    paths, content, name = from_clipboard()
    return next(reviews_of(Request(tuple(paths), content, name, config=config, report_known=True)))


def reviews_of(request: Request) -> Iterator[Review]:
    """The reviews of a run; fails where something cannot be read."""
    from smcheck.run import NotReviewed, Reviewed, Run

    for event in Run(request).events():
        if isinstance(event, NotReviewed):
            fail(f"{event.path}: {event.message}")
        if isinstance(event, Reviewed):
            yield event.review
