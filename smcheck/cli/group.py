"""The root command, which takes `smcheck draft.txt` for `smcheck check draft.txt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Context

_DEFAULT = "check"


class CheckByDefault(TyperGroup):
    """A group whose first argument, where it names no command, goes to `check`."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that begin with neither a command nor an option of the group."""
        if args and args[0] not in self.commands and not self._own_option(args[0], ctx):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def _own_option(self, argument: str, ctx: Context) -> bool:
        name = argument.partition("=")[0]
        return any(name in option.opts for option in self.get_params(ctx))
