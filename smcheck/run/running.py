"""One run of `smcheck check`: from paths to a report, reviewed lazily."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from smcheck.model.draft import BlankRow, Draft, Kind, PassedOver
from smcheck.model.errors import ConfigError, DraftError, SmcheckError
from smcheck.model.review import Review, ReviewError
from smcheck.readers import read_content, read_file
from smcheck.readers.content import Item
from smcheck.review.decisions import without_effect
from smcheck.review.reviewer import Reviewer, expiry_notice
from smcheck.run.excluding import Excluders
from smcheck.run.report import Report
from smcheck.run.sources import Source, find_sources
from smcheck.settings.council import Council, find_config, load_council, with_polls
from smcheck.settings.decision_file import ensure_key
from smcheck.settings.files import is_folder

if TYPE_CHECKING:
    from smcheck.record import Recorder
    from smcheck.review.cache import Cache

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
    cache: bool = True
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
        self._configs: dict[Path, Path | None] = {}
        self._cache = _cache(request)
        self._recorders: dict[Path | None, Recorder] = {}
        self._progress: Callable[[], None] = lambda: None
        try:
            first = self._reviewer(_folder_of(request.paths[0], request))
        except (OSError, RuntimeError):  # the path itself is reported when its turn comes
            first = self._reviewer(Path())
        self._first = first
        self.report = Report(first.policy, self._reviews(), request.fail_on or first.council.fail_on)
        if first.policy.overdue(first.date):
            due, ask = first.policy.review_due, first.policy.ask
            self.report.notices.append(
                f"the policy was due for review in {due}; ask {ask} whether a newer one applies"
            )

    def show_progress(self, advance: Callable[[], None]) -> None:
        """Call this for every file that is about to be read."""
        self._progress = advance

    def _reviewer(self, folder: Path) -> Reviewer:
        if folder not in self._configs:
            self._configs[folder] = self._request.config or find_config(folder)
        config = self._configs[folder]
        if config not in self._reviewers:
            council = with_polls(load_council(config), self._request.polls)
            if council.record:
                ensure_key(council.folder / council.decisions)  # what is recorded must be found again
            reviewer = _build(council, self._request, self._cache)
            if self._reviewers and reviewer.policy != self.report.policy:
                raise ConfigError(
                    f"{config}: these drafts fall under another policy; review them on their own"
                )
            self._reviewers[config] = reviewer
        return self._reviewers[config]

    def _reviews(self) -> Iterator[Review]:
        try:
            for opened in self.drafts():
                if isinstance(opened, Review):  # what could not be read
                    reviewer, review = self._first, opened
                else:
                    reviewer, draft = opened
                    review = reviewer.review(draft)
                self._note(reviewer, review)
                yield review
        finally:
            if self._cache:
                self._cache.close()
        self._remark_unused()

    def _note(self, reviewer: Reviewer, review: Review) -> None:
        """Take note of a review for the record, where the council keeps one."""
        if not reviewer.council.record:
            return
        from smcheck.record import Recorder

        path = reviewer.council.path
        if path not in self._recorders:
            self._recorders[path] = Recorder(
                reviewer.council, reviewer.policy, reviewer.select, reviewer.ignore
            )
        self._recorders[path].add(review)

    def record(self, exit_code: int | None) -> None:
        """Add what was reviewed to the record, with the exit code (None: cut short); raises `ConfigError`."""
        for recorder in self._recorders.values():
            recorder.close(exit_code)

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
        whole = is_folder(path)
        try:
            sources = self._sources(path)
        except (SmcheckError, OSError, RuntimeError) as error:
            yield _failed(str(path), str(error))
            return
        for source in sources:
            self._progress()
            if source.excluded:
                self.excluded += 1
            elif source.problem:
                yield _failed(str(source.path), source.problem)
            else:
                drafts = read_file(source.path, self._request.column, met=whole)
                yield from self._with_reviewer(str(source.path), source.path.parent, drafts)

    def _sources(self, path: Path) -> Iterator[Source]:
        """The files under a path that are to be read; raises what its configuration does."""
        base = self._reviewer(_folder_of(str(path), self._request)).council.folder
        return _reached(path, Excluders(self._request.exclude, base, self._request.config))

    def count(self) -> int:
        """How many files there are to be read; 0 where that cannot be told."""
        try:
            return sum(1 for path in self._request.paths for _ in self._sources(Path(path)))
        except (SmcheckError, OSError, RuntimeError):
            return 0

    def _with_reviewer(
        self, path: str, folder: Path, items: Iterator[Item]
    ) -> Iterator[tuple[Reviewer, Draft] | Review]:
        try:
            reviewer = self._reviewer(folder)
        except (SmcheckError, OSError, RuntimeError) as error:
            yield _failed(path, str(error))
            return
        for item in items:
            if isinstance(item, BlankRow):
                self.report.blank += 1
            elif isinstance(item, PassedOver):
                self.report.notices.append(item.why)
            elif isinstance(item, DraftError):
                yield _failed(path, str(item))
            else:
                yield reviewer, self._as_asked(item)

    def _as_asked(self, draft: Draft) -> Draft:
        """The draft with what the command line says of it."""
        platforms = self._request.platforms or draft.platforms
        day = None if self._request.date else draft.date
        kind = self._request.kind or draft.kind
        if (kind, platforms, day) == (draft.kind, draft.platforms, draft.date):
            return draft
        return replace(draft, kind=kind, platforms=platforms, date=day)

    def _remark_unused(self) -> None:
        """Report decisions without effect: all of them for the whole folder, else those for these drafts."""
        report = self.report
        for reviewer in self._reviewers.values():
            folder = reviewer.council.folder.resolve()
            whole = any(
                is_folder(path) and folder.is_relative_to(Path(path).resolve())
                for path in self._request.paths
            )
            for record in without_effect(reviewer.decisions, report.used, report.paths, whole=whole):
                if record.expired(reviewer.date):
                    notice = expiry_notice(record)
                else:
                    notice = f"a decision is not used: {record.describe()}"
                if notice not in report.notices:
                    report.notices.append(notice)


def _cache(request: Request) -> Cache | None:
    """The cache of findings, where more than one file may be reviewed."""
    several = len(request.paths) > 1 or any(map(is_folder, request.paths))
    if not request.cache or not several:
        return None
    from smcheck.review.cache import Cache, cache_folder

    return Cache(cache_folder())


def _build(council: Council, request: Request, cache: Cache | None) -> Reviewer:
    return Reviewer(
        council,
        cache=cache if council.cache else None,
        date=request.date,
        select=request.select or council.select,
        ignore=(*council.ignore, *request.ignore),
    )


def _reached(path: Path, excluders: Excluders) -> Iterator[Source]:
    try:
        yield from find_sources(path, excluders)
    except (OSError, RuntimeError) as error:  # no permission, a name too long, a loop of links
        yield Source(path, f"it cannot be reached: {getattr(error, 'strerror', None) or error}")


def _folder_of(path: str, request: Request) -> Path:
    if path == STDIN:
        return Path(request.stdin_filename or ".").parent
    return Path(path) if is_folder(path) else Path(path).parent


def _failed(path: str, message: str) -> Review:
    return Review(Draft("", path), errors=(ReviewError(path, message),))
