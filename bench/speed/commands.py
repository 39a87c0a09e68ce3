"""The command lines of the tools beside which smcheck is measured; `run.py` says how to install them.

Each reviews all the files it is given in one process, with the rules that it has by default.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PRESIDIO = str(HERE / "with_presidio.py")


class Peer(NamedTuple):
    """A tool: how it is called, its package, and what it looks for."""

    command: tuple[str, ...]
    package: str
    looks_for: str


def peers(folder: Path) -> dict[str, Peer]:
    """The tools as they are installed in a folder: a virtual environment with a `node_modules`."""
    python, node = folder / "bin", folder / "node_modules"
    textlint = (
        str(node / ".bin" / "textlint"), "--no-textlintrc", "--rules-base-directory", str(node),
        "--rule", "alex",
    )  # fmt: skip
    return {
        "codespell": Peer((str(python / "codespell"),), "codespell", "listed misspellings"),
        "write-good": Peer((str(node / ".bin" / "write-good"),), "write-good", "weak and wordy English"),
        "proselint": Peer((str(python / "proselint"), "check"), "proselint", "weak style, by patterns"),
        "alex": Peer((str(node / ".bin" / "alex"),), "alex", "unfair and profane words, by lists"),
        "textlint": Peer(textlint, "textlint", "the same, by alex's lists (textlint-rule-alex 5.0.0)"),
        "presidio": Peer(
            (str(python / "python"), PRESIDIO),
            "presidio-analyzer",
            "personal data, by patterns and a small spaCy model",
        ),
    }


def versions(folder: Path) -> dict[str, str]:
    """What is installed, by package."""
    listing = [str(folder / "bin" / "python"), "-m", "pip", "list", "--format", "json", "--no-index"]
    listed = json.loads(subprocess.run(listing, capture_output=True, check=True).stdout)
    found = {package["name"].replace("_", "-"): package["version"] for package in listed}
    for peer in peers(folder).values():
        described = folder / "node_modules" / peer.package / "package.json"
        if described.is_file():
            found[peer.package] = json.loads(described.read_text(encoding="utf-8"))["version"]
    return {peer.package: found[peer.package] for peer in peers(folder).values()}


def files(folder: Path) -> Sequence[str]:
    """The drafts of a folder, as they are given to tools that take no folders."""
    return sorted(path.name for path in folder.glob("*.txt"))
