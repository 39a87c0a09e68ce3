"""The words that British writers use: ordinary ones and names, from `wordlists/names/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from smcheck.errors import ConfigError

_LISTS = ("ordinary", "given", "surnames", "places", "look_alikes")


def wordlists_folder() -> Path:
    """Folder of the shipped lists: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "wordlists"
    return installed if installed.is_dir() else package.parent / "wordlists"


def names_list(name: str) -> list[str]:
    """Lines of one list of `wordlists/names/`. Raises `ConfigError` where it cannot be read."""
    path = wordlists_folder() / "names" / f"{name}.txt"
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the list cannot be read: {error}") from error


@cache
def vocabulary() -> frozenset[str]:
    """Every ordinary word and every listed name, in lower case; insults that dictionaries hold among them."""
    lines = (line for name in _LISTS for line in names_list(name))
    return frozenset(line.partition(" ")[0] if " " in line else line for line in lines)
