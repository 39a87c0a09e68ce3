"""What is wrong with the arguments of a command, in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer
from typer._click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.globals import get_current_context
from typer._click.types import IntParamType, IntRange

from smcheck.model.showing import visible

if TYPE_CHECKING:
    from typer._click import Context, Parameter

_FAILED = 2
_ALIKE = 0.6


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what is wrong with the arguments of a command into a message and exit code 2."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except UsageError as error:
        _tell(_said(error), error.ctx)


def unknown_command(ctx: Context, word: str, known: Sequence[str], *, only_if_alike: float = 0) -> None:
    """Fail with the command that is nearest to a word; does nothing where only one so alike is asked for."""
    from smcheck.settings.tables import nearest

    near = nearest(word, known, only_if_alike or _ALIKE)
    if near or not only_if_alike:
        meant = f"; did you mean {near}?" if near else f"; those there are: {', '.join(known)}"
        _tell(f"there is no command {word!r}{meant}", ctx)


def missing(said: str) -> NoReturn:
    """Fail where the command that is run lacks an argument."""
    _tell(said, get_current_context())


def _tell(said: str, ctx: Context | None) -> NoReturn:
    typer.echo(visible(f"smcheck: error: {said}"), err=True)
    if ctx is not None:
        typer.echo(f"{ctx.command_path} --help says more.", err=True)
    raise typer.Exit(_FAILED)


def _said(error: UsageError) -> str:
    """The message for an error, in our words where we know what it is."""
    if isinstance(error, NoSuchOption):
        near = sorted(error.possibilities or ())
        return f"there is no option {error.option_name}" + (f"; did you mean {near[0]}?" if near else "")
    if isinstance(error, MissingParameter) and error.param is not None:
        return f"{_name(error.param)} is missing{_wanted(error.param)}"
    if isinstance(error, BadParameter) and error.param is not None:
        return f"{_name(error.param)}: {_bad(error, error.param)}"
    if isinstance(error, BadOptionUsage):
        return f"{error.option_name} needs a value behind it"
    if isinstance(error, BadArgumentUsage) or type(error) is not UsageError:
        return _small(error.format_message())
    if error.message.startswith("Got unexpected extra"):
        words = error.message.rpartition("(")[2].rstrip(")")
        return f"more is given than is asked for: {words}; words that belong together stand between quotes"
    return _small(error.format_message())


def _name(parameter: Parameter) -> str:
    """What a parameter is called on the command line."""
    return parameter.opts[0] if parameter.param_type_name == "option" else parameter.human_readable_name


def _wanted(parameter: Parameter) -> str:
    """What a parameter is there for, as its help says."""
    about = str(getattr(parameter, "help", None) or "").rstrip(".")
    return f": {about}" if about else ""


def _bad(error: BadParameter, parameter: Parameter) -> str:
    """What is wrong with a value; of several that are known, the nearest is offered."""
    from smcheck.settings.tables import did_you_mean

    choices = getattr(parameter.type, "choices", ())
    if choices and error.message.startswith("'"):
        known = [str(getattr(choice, "value", choice)) for choice in choices]
        word = error.message[1:].partition("' is not ")[0]
        return f"there is no {word!r}{did_you_mean(word, known)} (known: {', '.join(known)})"
    if isinstance(parameter.type, IntParamType):
        return f"give a whole number{_range(parameter.type)}"
    return _small(error.message)


def _range(kind: IntParamType) -> str:
    """Which whole numbers may be given, behind "a whole number"; "" for all."""
    least, most = (kind.min, kind.max) if isinstance(kind, IntRange) else (None, None)
    if least is not None and most is not None:
        return f" from {least} to {most}"
    if least is not None:
        return f" of {least} or more"
    return "" if most is None else f" of {most} or less"


def _small(message: str) -> str:
    return (message[:1].lower() + message[1:]).rstrip(".")
