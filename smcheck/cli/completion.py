"""What the shell offers behind an option or argument, found without loading what reviews drafts."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup

from smcheck.model.errors import SmcheckError

if TYPE_CHECKING:
    from smcheck.settings.policy import Policy

Offer = tuple[str, str]
"""A word, and what it is."""


def names(context: typer.Context, incomplete: str) -> list[Offer]:
    """Checks, categories and rules, such as may be selected."""
    from smcheck.model.category import CATEGORIES, TRAITS

    categories = ((name, f"category: {TRAITS[name].about}") for name in CATEGORIES)
    return _beginning(incomplete, (*_checks(), *categories, *_rules(context)))


def pages(context: typer.Context, incomplete: str) -> list[Offer]:
    """Rules and checks, such as are explained."""
    return _beginning(incomplete, (*_rules(context), *_checks()))


def checks(incomplete: str) -> list[Offer]:
    """Checks alone."""
    return _beginning(incomplete, _checks())


def reports(incomplete: str) -> list[Offer]:
    """Output formats, each with the sign that a file's name follows."""
    from smcheck.reporters import Format

    return _beginning(incomplete, ((f"{name.value}=", "and the name of a file") for name in Format))


def platforms(incomplete: str) -> list[Offer]:
    """Platforms; behind a comma those that are not named yet."""
    from smcheck.settings.platforms import PLATFORMS

    before, comma, _ = incomplete.rpartition(",")
    named = before.split(",")
    offered = ((f"{before}{comma}{name}", it.title) for name, it in PLATFORMS.items() if name not in named)
    return _beginning(incomplete, offered)


def edit_kinds(incomplete: str) -> list[Offer]:
    """Kinds of edits."""
    from smcheck.model.edit import EDIT_KINDS

    return _beginning(incomplete, ((kind, "") for kind in EDIT_KINDS))


def commands(context: typer.Context, incomplete: str) -> list[Offer]:
    """Commands; behind the name of several, those beneath it."""
    root = context.find_root()
    group = root.command
    for word in context.params.get("words") or ():
        inner = group.get_command(root, word) if isinstance(group, TyperGroup) else None
        if inner is None:
            return []
        group = inner
    listed = group.list_commands(root) if isinstance(group, TyperGroup) else ()
    return _beginning(incomplete, ((name, "") for name in listed))


def _beginning(start: str, offers: Iterable[Offer]) -> list[Offer]:
    """Those that begin so, each word once."""
    found: dict[str, str] = {}
    for word, about in offers:
        if word.startswith(start):
            found.setdefault(word, about)
    return list(found.items())


def _checks() -> Iterator[Offer]:
    """The checks, told by their files, with the first line of each: loading them takes long."""
    spec = find_spec("smcheck.checks")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for module in pkgutil.iter_modules(folders):
        if not module.ispkg:
            yield module.name.replace("_", "-"), _headline(Path(folders[0]) / f"{module.name}.py")


def _headline(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline().strip().strip('"')
    except OSError:
        return ""


def _rules(context: typer.Context) -> Iterator[Offer]:
    """The rules of the policy in force, or of the built-in one where the settings are not in order."""
    yield from ((rule.id, f"rule: {rule.title}") for rule in _policy(context.params.get("config")).rules)


def _policy(config: Path | None) -> Policy:
    from smcheck.settings.policy import BUILT_IN
    from smcheck.settings.policy_file import load_policy

    try:
        from smcheck.cli.common import policy_in_force

        return policy_in_force(config)
    except (SmcheckError, OSError):
        return load_policy(BUILT_IN)
