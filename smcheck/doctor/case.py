"""What the doctor's questions are about: a council's folder, its settings, and what its drafts come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from smcheck.model.decision import Decision
from smcheck.run import Event, NotReviewed, Report, Request, Run, ToReview
from smcheck.run.configurations import Configurations
from smcheck.run.running import OwnOutputs
from smcheck.settings.council import Council
from smcheck.settings.decision_file import KEY_NAME, load_decisions

PATIENCE = 7
"""Days for which a request for approval may wait."""

Shown = Callable[[Run, Request], Iterable[Event]]
"""Gives the events of a run, and may show meanwhile how far they have come."""


def plain_events(run: Run, _: Request) -> Iterable[Event]:
    """The events of a run, with nothing shown."""
    return run.events()


@dataclass(frozen=True)
class Case:
    """One council's folder. `path` is its configuration, and `given` says that it was named, not found.

    `own_outputs` knows the reports that smcheck wrote, which are no drafts; `patience` is for how many days a
    request may wait; `shown` walks a run. With `review`, drafts are reviewed, for which decisions they use.
    """

    council: Council
    path: Path
    given: bool = False
    today: dt.date = field(default_factory=dt.date.today)
    patience: int = PATIENCE
    own_outputs: OwnOutputs | None = None
    shown: Shown = plain_events
    review: bool = True

    @property
    def folder(self) -> Path:
        """The council's folder."""
        return self.council.folder

    @property
    def decisions_path(self) -> Path:
        """The file of the decisions."""
        return self.folder / self.council.decisions

    @property
    def key_path(self) -> Path:
        """The file of the key."""
        return self.decisions_path.with_name(KEY_NAME)

    @property
    def baseline_path(self) -> Path | None:
        """The file of the baseline; None where none is named."""
        return self.folder / self.council.baseline if self.council.baseline else None

    @property
    def roster_path(self) -> Path:
        """The file of the roster."""
        return self.folder / self.council.roster

    @cached_property
    def configurations(self) -> Configurations:
        """Which settings hold above and beneath."""
        return Configurations()

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        """All decisions; raises `ConfigError` where the file is malformed."""
        return load_decisions(self.decisions_path).known

    @cached_property
    def drafts(self) -> tuple[Report, list[NotReviewed]]:
        """What the drafts of the folder come to, and what of them cannot be read; raises `ConfigError`."""
        config = self.path if self.given else None
        request = Request((str(self.folder),), config=config, report_known=True)
        run = Run(request, self.own_outputs)
        report, unread = Report(run.policy), []
        for event in self.shown(run, request) if self.review else run.drafts():
            if isinstance(event, NotReviewed):
                unread.append(event)
            if not isinstance(event, ToReview):
                report.add(event)
        return report, unread
