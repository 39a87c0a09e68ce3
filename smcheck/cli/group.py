"""The root command: finds the commands, and takes `smcheck draft.txt` for `smcheck check draft.txt`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from typer.core import TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from typer._click import Command, Context

NAMES = (
    "check", "app", "explain", "rules", "init", "doctor", "policy", "approve", "people", "contacts",
    "decisions", "wordlists", "record", "watch", "redact", "fix", "ask", "requests", "election", "config",
)  # fmt: skip
"""Every command, in the order of the help: the module of its name in this package."""

_DEFAULT = "check"


class Commands(TyperGroup):
    """A group that loads the command asked for; arguments that begin with none go to `check`."""

    def list_commands(self, ctx: Context) -> list[str]:
        """The names of all commands."""
        return list(NAMES)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in NAMES:
            return None
        if cmd_name not in self.commands:
            self.add_command(get_command(import_module(f"smcheck.cli.{cmd_name}").app), cmd_name)
        return self.commands[cmd_name]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that begin with neither a command nor an option of the group."""
        if args and args[0] not in NAMES and not self._own_option(args[0], ctx):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def _own_option(self, argument: str, ctx: Context) -> bool:
        name = argument.partition("=")[0]
        return any(name in option.opts for option in self.get_params(ctx))
