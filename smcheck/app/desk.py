"""What the desk knows: whose settings hold, and what comes of a text or a file. Nothing here is HTTP."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from smcheck.app.noting import Noted
from smcheck.app.sheets import sheet, unread_sheet
from smcheck.app.turns import Turns
from smcheck.model.draft import Kind
from smcheck.model.errors import SmcheckError
from smcheck.model.review import ReviewError
from smcheck.record import reviewer_name
from smcheck.reporters import Output
from smcheck.reporters.gathering import summary
from smcheck.reporters.json import Reporter
from smcheck.run import STDIN, NotReviewed, Report, Request, Reviewed, Run
from smcheck.run.baselines import PRUNES, SHOWS_ALL
from smcheck.run.configurations import Configurations
from smcheck.settings.council import Council
from smcheck.settings.lacking import DESK_REMEDY, REMEDY
from smcheck.settings.policy import Policy
from smcheck.settings.policy_file import load_policy

TYPED = "draft.txt"
"""The name of a text that is typed."""

_HALF_PAIR = re.compile("[\ud800-\udfff]")
_UP_TO_NAME = re.compile(r".*[/\\]", re.DOTALL)
_SAMPLE = "You idiots are a disgrace, and nobody wants you here. Vote them out, said Jo Example of Mill Lane."
"""A text about which every model is asked."""


@dataclass(frozen=True)
class Asked:
    """What is to be reviewed: content as that of a file of a name, and what is known beside it.

    `kind`, `platforms` and `day` go before what the file says of itself, as they do on the command line.
    """

    content: bytes
    name: str = TYPED
    kind: Kind | None = None
    platforms: tuple[str, ...] = ()
    day: dt.date | None = None


class GivenUpError(SmcheckError):
    """A review that was not finished, since whoever asked for it has gone."""


class Desk:
    """One folder, whose settings hold for all that is put on the desk; nothing of that is kept."""

    def __init__(self, folder: Path, config: Path | None = None) -> None:
        """`config` goes before the `smcheck.toml` that is nearest to the folder.

        `turns` part the time of whoever reviews, `noted` notes reviews in the record; `closing` is set when
        the desk is about to close.
        """
        self._folder, self._config = folder, config
        self.turns = Turns()
        self.noted = Noted()
        self.closing = threading.Event()

    @property
    def folder(self) -> Path:
        """The folder of drafts."""
        return self._folder

    @property
    def config(self) -> Path | None:
        """The configuration that goes before the nearest one; None where none was given."""
        return self._config

    def council(self) -> Council:
        """The council whose settings hold now; raises `ConfigError` where they are wrong."""
        configurations = Configurations(self._config)
        return configurations.council(configurations.path_for(self._folder))

    def policy(self) -> Policy:
        """The policy that holds now; raises `ConfigError` where it is wrong."""
        council = self.council()
        return load_policy(council.policy, council.folder)

    def run(self, asked: Asked, *, to_note: bool = False) -> Run:
        """A run over what is put on the desk; raises `ConfigError` where the settings are wrong.

        For reviews `to_note` in the record, the key that this needs is made first, if there is none.
        """
        return Run(replace(self._request(asked), make_key=to_note))

    def review(self, asked: Asked, given_up: Callable[[], bool] = lambda: False) -> dict[str, Any]:
        """What came of it: `report`, which is the JSON of the command line, and `sheets`, one a draft.

        Sheets say what the page shows, in the order of the report's drafts. Raises `ConfigError` where the
        settings are wrong, and `GivenUpError` once `given_up` says, between two drafts, that nobody waits.
        """
        with self.turns.first():
            return _reviewed(self.run(asked), asked, given_up)

    def warm_up(self) -> None:
        """Load the word lists and the models, so that nobody has to wait for them; raises `ConfigError`."""
        self.review(Asked(typed(_SAMPLE)))

    def _request(self, asked: Asked) -> Request:
        return Request(
            paths=(STDIN,),
            stdin=asked.content,
            stdin_filename=str(self._folder / plain_name(asked.name)),
            kind=asked.kind,
            platforms=asked.platforms,
            date=asked.day,
            config=self._config,
        )


def _reviewed(run: Run, asked: Asked, given_up: Callable[[], bool]) -> dict[str, Any]:
    report = Report(run.policy, run.fail_on, reviewer_name(), dt.date.today())
    written = io.StringIO()
    reporter = Reporter(report, Output(written))
    told: list[Reviewed | NotReviewed] = []
    for event in run.events():
        if given_up():
            raise GivenUpError("nobody waits for it any more")
        report.add(event)
        if isinstance(event, Reviewed):
            reporter.add(event.review)
            told.append(event)
        elif isinstance(event, NotReviewed):
            reporter.add_unread(event)
            told.append(event)
    reporter.close()
    shown = json.loads(written.getvalue())
    shown["notices"] = list(map(at_desk, shown["notices"]))
    sheets = [
        sheet(event.review, run.policy, event.reviewer.council)
        if isinstance(event, Reviewed)
        else unread_sheet(event)
        for event in as_one(told, asked)
    ]
    return {"report": shown, "summary": summary(report), "sheets": sheets}


def as_one(told: Sequence[Reviewed | NotReviewed], asked: Asked) -> list[Reviewed | NotReviewed]:
    """What came of what is asked about; what was not reviewed of a typed text is said with it, as one."""
    unread = [event for event in told[1:] if isinstance(event, NotReviewed)]
    first = told[0] if told and asked.name == TYPED and len(unread) == len(told) - 1 else None
    if not isinstance(first, Reviewed):
        return list(told)
    errors = (ReviewError(event.path, event.message) for event in unread)
    review = replace(first.review, errors=(*first.review.errors, *errors))
    return [replace(first, review=review)]


def at_desk(notice: str) -> str:
    """What a run says of the settings as the desk says it: where to click, in place of a command."""
    for command, here in ((REMEDY, DESK_REMEDY), (SHOWS_ALL, ""), (PRUNES, "")):
        notice = notice.replace(command, here)
    return notice


def typed(text: str) -> bytes:
    """A text as the content of a file that is read as that very text, whatever it holds."""
    return _HALF_PAIR.sub("\ufffd", text).encode("utf-8-sig")


def plain_name(name: str) -> str:
    """The name of a file without any folders; that of a typed text where nothing is left of it."""
    last = _UP_TO_NAME.sub("", name).replace("\0", "")
    return TYPED if last in ("", ".", "..") else last
