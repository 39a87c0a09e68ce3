"""What happens in a run, in order: each is something that a front end may show, count or record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from smcheck.model.draft import Draft
from smcheck.model.review import Review

if TYPE_CHECKING:
    from smcheck.review.reviewer import Reviewer


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's turn has come: it is about to be read, unless it is left out or cannot be."""

    path: Path


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A draft was reviewed, by the reviewer whose configuration holds for it."""

    review: Review
    reviewer: Reviewer


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """A path, or a part of what it holds, could not be read as a draft at all, and why.

    `reviewer` is that of the run's first path, in whose council's record it is noted.
    """

    path: str
    message: str
    reviewer: Reviewer


class Why(Enum):
    """Why something was left out."""

    EXCLUDED = "excluded"
    BLANK_ROW = "blank row"
    OWN_OUTPUT = "own output"
    VANISHED = "vanished"


_SAID = {
    Why.OWN_OUTPUT: "{path} is a report or record of smcheck and was not reviewed",
    Why.VANISHED: "{path} has vanished while the folder was read",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file, or a row of a sheet (numbered as the sheet does), that is no draft to be reviewed."""

    path: str
    why: Why
    row: int | None = None

    @property
    def remark(self) -> str:
        """What is said of it to people; empty where it is only counted."""
        return _SAID.get(self.why, "").format(path=self.path)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that people should know of the run as a whole."""

    text: str


Event = Reading | Reviewed | NotReviewed | LeftOut | Remark


@dataclass(frozen=True, slots=True)
class ToReview:
    """A draft that was read, and the reviewer whose configuration holds for it."""

    draft: Draft
    reviewer: Reviewer
