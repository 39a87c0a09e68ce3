"""Groups of commands: the root, which takes `smcheck draft.txt` for `smcheck check draft.txt`, and others."""

from __future__ import annotations

import os
import re
from collections.abc import MutableMapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup
from typer.main import get_command

from smcheck.cli.usage import told_plainly, unknown_command

if TYPE_CHECKING:
    from typer._click import Command, Context
    from typer._click.formatting import HelpFormatter
    from typer._click.shell_completion import CompletionItem

NAMES = (
    "check", "app", "explain", "rules", "init", "doctor", "policy", "approve", "people", "contacts",
    "decisions", "baseline", "wordlists", "record", "watch", "redact", "fix", "ask", "requests", "election",
    "audit", "lsp", "writer", "config", "help",
)  # fmt: skip
"""Every command, in the order of the help: the module of its name in this package."""

_DEFAULT = "check"
_LIST = "list"
_SETTINGS = "--config"
_HELP = frozenset(("--help", "-h"))
_ALIKE = 0.65
"""From here on a word is taken for a misspelt command; "drafts" and "posts" are like none."""
_WORD = re.compile(r"[A-Za-z]{1,20}")
_COMPLETE = "_SMCHECK_COMPLETE"
"""The variable by which a shell asks what could follow."""
_UNCLIPPED = 1_000  # characters


class _Listing(TyperGroup):
    """A group whose help gives the first sentence of each command whole, and whose errors are plain.

    `meant` is the command whose name may be left out.
    """

    meant = ""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the commands, their first sentences whole."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [
            (name, command.get_short_help_str(_UNCLIPPED))
            for name, command in commands
            if command and not command.hidden
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Commands and the group's options, and those of the command whose name may be left out."""
        found = super().shell_complete(ctx, incomplete)
        meant = self.get_command(ctx, self.meant)
        if meant and incomplete.startswith("-"):
            inner = meant.make_context(self.meant, [], parent=ctx, resilient_parsing=True)
            known = {item.value for item in found}
            found += [item for item in meant.shell_complete(inner, incomplete) if item.value not in known]
        return found

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The command that the arguments begin with; fails with the nearest one where there is none."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            unknown_command(ctx, args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


class Commands(_Listing):
    """A group that loads the command asked for; arguments that begin with none go to `check`.

    `--config` may stand before the command, too.
    """

    meant = _DEFAULT

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

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        """The context of a run; what is wrong with the arguments is told plainly."""
        with told_plainly():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Context) -> Any:
        """Run the command; what is wrong with its arguments is told plainly."""
        with told_plainly():
            return super().invoke(ctx)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that begin with neither a command nor an option of the group."""
        given, rest = _split_settings(args)
        if rest and rest[0] in NAMES:
            args = [rest[0], *given, *rest[1:]]
        elif ctx.resilient_parsing and not rest and args[-1:] != [_SETTINGS]:
            args = []  # of what could follow, commands are some
        elif args and not self._own_option(args[0], ctx):
            if not ctx.resilient_parsing and rest:
                _see_that_it_is_a_path(ctx, rest[0], NAMES)
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def _main_shell_completion(
        self, ctx_args: MutableMapping[str, Any], prog_name: str, complete_var: str | None = None
    ) -> None:
        """Answer the shell, whose descriptions are shown as they are: our help holds no markup."""
        if os.environ.get(complete_var or _COMPLETE):
            from typer import _completion_classes

            _completion_classes._sanitize_help_text = _as_it_is  # typer's own loads rich
        super()._main_shell_completion(ctx_args, prog_name, complete_var)

    def _own_option(self, argument: str, ctx: Context) -> bool:
        name = argument.partition("=")[0]
        return any(name in option.opts for option in self.get_params(ctx))


class Subcommands(_Listing):
    """Several commands under one name; `list`, where there is one, is meant where none is given.

    `--config` may stand before the command as well as behind it, and `help` in place of `--help`.
    """

    meant = _LIST

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put the settings behind the command, and `list` before options that no command precedes."""
        given, rest = _split_settings(args)
        if not rest or (rest[0].startswith("-") and rest[0] not in _HELP):
            rest = [_LIST, *rest] if _LIST in self.commands and not ctx.resilient_parsing else rest
        elif rest[0] == "help" and "help" not in self.commands:
            rest = [*rest[1:2], "--help"]
        if rest and rest[0] in self.commands:
            rest = [rest[0], *given, *rest[1:]]
        return super().parse_args(ctx, rest)


class RunAndOthers(Subcommands):
    """Several commands under one name, of which `run` is meant where the arguments begin with none."""

    meant = "run"

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put `run` before arguments that begin neither with a command nor with a wish for help."""
        given, rest = _split_settings(args)
        if rest and rest[0] not in (*self.commands, *_HELP, "help"):
            if not ctx.resilient_parsing:
                _see_that_it_is_a_path(ctx, rest[0], list(self.commands))
            args = [*given, self.meant, *rest]
        return super().parse_args(ctx, args)


def _as_it_is(text: str) -> str:
    return text


def _split_settings(args: list[str]) -> tuple[list[str], list[str]]:
    """What the arguments say of the settings before anything else, and the other arguments."""
    count = 0
    while args[count:] and (args[count] == _SETTINGS or args[count].startswith(f"{_SETTINGS}=")):
        count += 2 if args[count] == _SETTINGS else 1
    return args[:count], args[count:]


def _see_that_it_is_a_path(ctx: Context, word: str, names: Sequence[str]) -> None:
    """Fail where a word is a misspelt command rather than a file or folder."""
    if _WORD.fullmatch(word) and not os.path.lexists(word):
        unknown_command(ctx, word, names, only_if_alike=_ALIKE)
