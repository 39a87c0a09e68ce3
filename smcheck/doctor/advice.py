"""One thing that the doctor has found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Gravity(StrEnum):
    """How grave it is, the gravest first."""

    UNSEEN = "not looked at"
    UNSAFE = "unsafe"
    WRONG = "wrong"
    MISSING = "missing"
    OVERDUE = "overdue"
    REMARK = "worth knowing"

    @property
    def rank(self) -> int:
        """The place in the order, 0 for the gravest."""
        return list(Gravity).index(self)


def quoted(path: Path | str) -> str:
    """A path as a command takes it."""
    return f'"{path}"' if " " in str(path) else str(path)


@dataclass(frozen=True, slots=True)
class Advice:
    """What was found, in plain words; `where` is the file or folder, and `mend` the command or the change."""

    gravity: Gravity
    what: str
    where: Path | None
    mend: str
