"""One run of `smcheck check`: from paths to a report, reviewed lazily."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from smcheck.council import Council, find_config, load_council
from smcheck.draft import Draft, Kind
from smcheck.errors import ConfigError, DraftError
from smcheck.readers import read_content, read_file
from smcheck.readers.folder import Excluder, Source, find_sources
from smcheck.report import Report
from smcheck.review import Review, Reviewer, ReviewError

STDIN = "-"


@dataclass(frozen=True)
class Request:
    """What the command line asked for."""

    paths: tuple[str, ...]
    config: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    exclude: tuple[str, ...]
    fail_on: str | None
    platforms: tuple[str, ...]
    kind: Kind
    date: dt.date
    stdin_filename: str


@dataclass
class Run:
    """A run under way: its report, the reviewers by configuration file, and what was left out."""

    request: Request
    report: Report
    fail_on: str
    reviewers: dict[Path | None, Reviewer] = field(default_factory=dict)
    excluded: int = 0

    def reviewer(self, folder: Path) -> Reviewer:
        """The reviewer for drafts of a folder; raises `ConfigError`."""
        config = self.request.config or find_config(folder)
        if config not in self.reviewers:
            reviewer = _build(load_council(config), self.request)
            if self.reviewers and reviewer.policy != self.report.policy:
                raise ConfigError(f"{config}: these drafts fall under another policy; review them on their own")
            self.reviewers[config] = reviewer
        return self.reviewers[config]


def _build(council: Council, request: Request) -> Reviewer:
    return Reviewer(
        council,
        date=request.date,
        select=request.select or council.select,
        ignore=(*council.ignore, *request.ignore),
    )


def start(request: Request) -> Run:
    """Prepare a run: nothing is read but the configuration; raises `ConfigError`."""
    first = next(iter(request.paths), STDIN)
    report = Report(None, ())  # type: ignore[arg-type]  # the policy is known two lines below
    run = Run(request, report, "")
    reviewer = run.reviewer(_folder_of(first, request))
    report.policy = reviewer.policy
    run.fail_on = request.fail_on or reviewer.council.fail_on
    report.source = _reviews(run)
    if reviewer.policy.overdue(request.date):
        report.notices.append(
            f"the policy was due for review in {reviewer.policy.review_due}; ask {reviewer.policy.ask} "
            "whether a newer one applies"
        )
    return run


def _folder_of(path: str, request: Request) -> Path:
    if path == STDIN:
        return Path(request.stdin_filename or ".").parent
    return Path(path) if Path(path).is_dir() else Path(path).parent


def _reviews(run: Run) -> Iterator[Review]:
    for path in run.request.paths:
        if path == STDIN:
            name = run.request.stdin_filename or "<stdin>"
            drafts = read_content(sys.stdin.buffer.read(), name)
            yield from _review_all(run, name, _folder_of(STDIN, run.request), drafts)
            continue
        patterns = (*run.reviewer(_folder_of(path, run.request)).council.exclude, *run.request.exclude)
        base = run.reviewer(_folder_of(path, run.request)).council.folder
        for source in find_sources([Path(path)], Excluder(patterns, base)):
            yield from _review_source(run, source)
    _remark_unused(run)


def _review_source(run: Run, source: Source) -> Iterator[Review]:
    if source.excluded:
        run.excluded += 1
    elif source.problem:
        yield _failed(str(source.path), source.problem)
    else:
        yield from _review_all(run, str(source.path), source.path.parent, read_file(source.path))


def _review_all(
    run: Run, path: str, folder: Path, drafts: Iterator[Draft | DraftError]
) -> Iterator[Review]:
    reviewer = run.reviewer(folder)
    for draft in drafts:
        if isinstance(draft, DraftError):
            yield _failed(path, str(draft))
        else:
            platforms = run.request.platforms or draft.platforms
            yield reviewer.review(replace(draft, kind=run.request.kind, platforms=platforms))


def _failed(path: str, message: str) -> Review:
    return Review(Draft("", path), errors=(ReviewError(path, message),))


def _remark_unused(run: Run) -> None:
    """Report decisions without effect: all of them for a folder, waivers of the given drafts else."""
    whole = any(Path(path).is_dir() for path in run.request.paths)
    for reviewer in run.reviewers.values():
        for record in reviewer.decisions.without_effect(run.report.used, run.report.paths, whole=whole):
            state = "has expired" if record.expired(run.request.date) else "is not used"
            run.report.notices.append(f"a decision {state}: {record.describe()}")
