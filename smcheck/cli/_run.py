"""One run of `smcheck check`: from paths to a report, reviewed lazily."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from smcheck.council import Council, find_config, load_council, with_polls
from smcheck.draft import BlankRow, Draft, Kind
from smcheck.errors import ConfigError, DraftError, SmcheckError
from smcheck.readers import read_content, read_file
from smcheck.readers.folder import Excluder, Source, find_sources
from smcheck.report import Report
from smcheck.review import Review, ReviewError
from smcheck.reviewer import Reviewer, expiry_notice

STDIN = "-"


@dataclass(frozen=True)
class Request:
    """What the command line asked for.

    `date` goes before the day that a schedule gives; without either a draft is judged for today. `kind` goes
    before what the file says of itself: an e-mail, else a post. `column` names the column of a sheet's posts.
    """

    paths: tuple[str, ...]
    date: dt.date | None = None
    polls: tuple[dt.date, ...] = ()
    config: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str | None = None
    platforms: tuple[str, ...] = ()
    kind: Kind | None = None
    column: str = ""
    stdin_filename: str = ""


class Run:
    """A run under way: reviewers by configuration file, and the report that they fill.

    Raises `ConfigError` where the configuration of the first path is wrong; that of a later one fails the
    drafts under it only.
    """

    def __init__(self, request: Request) -> None:
        self.excluded = 0
        self._request = request
        self._reviewers: dict[Path | None, Reviewer] = {}
        try:
            first = self._reviewer(_folder_of(request.paths[0], request))
        except (OSError, RuntimeError):  # the path itself is reported when its turn comes
            first = self._reviewer(Path())
        self.report = Report(first.policy, self._reviews(), request.fail_on or first.council.fail_on)
        if first.policy.overdue(first.date):
            due, ask = first.policy.review_due, first.policy.ask
            self.report.notices.append(
                f"the policy was due for review in {due}; ask {ask} whether a newer one applies"
            )

    def _reviewer(self, folder: Path) -> Reviewer:
        config = self._request.config or find_config(folder)
        if config not in self._reviewers:
            reviewer = _build(with_polls(load_council(config), self._request.polls), self._request)
            if self._reviewers and reviewer.policy != self.report.policy:
                raise ConfigError(
                    f"{config}: these drafts fall under another policy; review them on their own"
                )
            self._reviewers[config] = reviewer
        return self._reviewers[config]

    def _reviews(self) -> Iterator[Review]:
        for opened in self.drafts():
            if isinstance(opened, Review):
                yield opened
            else:
                reviewer, draft = opened
                yield reviewer.review(draft)
        self._remark_unused()

    def drafts(self) -> Iterator[tuple[Reviewer, Draft] | Review]:
        """Every draft with the reviewer whose configuration holds for it, and what cannot be read."""
        for path in self._request.paths:
            if not path:
                yield _failed("''", "the path is empty")
            elif path == STDIN:
                name = self._request.stdin_filename or "<stdin>"
                content = sys.stdin.buffer.read() if sys.stdin else b""
                drafts = read_content(content, name, self._request.column)
                yield from self._with_reviewer(name, _folder_of(STDIN, self._request), drafts)
            else:
                yield from self._under(Path(path))

    def _under(self, path: Path) -> Iterator[tuple[Reviewer, Draft] | Review]:
        try:
            council = self._reviewer(_folder_of(str(path), self._request)).council
        except (SmcheckError, OSError, RuntimeError) as error:
            yield _failed(str(path), str(error))
            return
        excluder = Excluder((*council.exclude, *self._request.exclude), council.folder)
        for source in _sources(path, excluder):
            if source.excluded:
                self.excluded += 1
            elif source.problem:
                yield _failed(str(source.path), source.problem)
            else:
                drafts = read_file(source.path, self._request.column)
                yield from self._with_reviewer(str(source.path), source.path.parent, drafts)

    def _with_reviewer(
        self, path: str, folder: Path, drafts: Iterator[Draft | DraftError | BlankRow]
    ) -> Iterator[tuple[Reviewer, Draft] | Review]:
        try:
            reviewer = self._reviewer(folder)
        except (SmcheckError, OSError, RuntimeError) as error:
            yield _failed(path, str(error))
            return
        for draft in drafts:
            if isinstance(draft, BlankRow):
                self.report.blank += 1
            elif isinstance(draft, DraftError):
                yield _failed(path, str(draft))
            else:
                platforms = self._request.platforms or draft.platforms
                day = None if self._request.date else draft.date
                kind = self._request.kind or draft.kind
                yield reviewer, replace(draft, kind=kind, platforms=platforms, date=day)

    def _remark_unused(self) -> None:
        """Report decisions without effect: all of them for the whole folder, else those for these drafts."""
        report = self.report
        for reviewer in self._reviewers.values():
            folder = reviewer.council.folder.resolve()
            whole = any(
                _is_folder(path) and folder.is_relative_to(Path(path).resolve())
                for path in self._request.paths
            )
            for record in reviewer.decisions.without_effect(report.used, report.paths, whole=whole):
                if record.expired(reviewer.date):
                    notice = expiry_notice(record)
                else:
                    notice = f"a decision is not used: {record.describe()}"
                if notice not in report.notices:
                    report.notices.append(notice)


def _build(council: Council, request: Request) -> Reviewer:
    return Reviewer(
        council,
        date=request.date,
        select=request.select or council.select,
        ignore=(*council.ignore, *request.ignore),
    )


def _sources(path: Path, excluder: Excluder) -> Iterator[Source]:
    try:
        yield from find_sources(path, excluder)
    except (OSError, RuntimeError) as error:  # no permission, a name too long, a loop of links
        yield Source(path, f"it cannot be reached: {getattr(error, 'strerror', None) or error}")


def _folder_of(path: str, request: Request) -> Path:
    if path == STDIN:
        return Path(request.stdin_filename or ".").parent
    return Path(path) if _is_folder(path) else Path(path).parent


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:  # no permission, or a name too long
        return False


def _failed(path: str, message: str) -> Review:
    return Review(Draft("", path), errors=(ReviewError(path, message),))
