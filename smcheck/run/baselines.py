"""The baselines of a run: what is known already is put aside, and what became of it is said in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.review.baseline import Baseline, Places
from smcheck.review.reviewer import Reviewer
from smcheck.run.events import Event, NotReviewed, Remark, Reviewed
from smcheck.run.request import STDIN, Request
from smcheck.settings.baseline_file import KnownFindings, read_baseline
from smcheck.settings.council import Council
from smcheck.settings.decision_file import KEY_NAME
from smcheck.settings.files import is_folder

_MOST_NAMED = 3  # files
SHOWS_ALL = "; --no-baseline shows all"
PRUNES = "; smcheck baseline prune takes such out"
"""What is to be done on the command line."""


class Baselines:
    """The baseline of each council whose drafts a run meets, if it has one."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._held: dict[Path | None, tuple[Path, Baseline]] = {}
        self._put_aside: Counter[Path] = Counter()

    def load(self, reviewer: Reviewer) -> None:
        """Read the baseline that holds for a reviewer's drafts; raises `ConfigError` where that is wrong."""
        council = reviewer.council
        path = baseline_path(self._request, council)
        if path is None or self._request.report_known:
            return
        if not reviewer.decisions.has_key:
            raise ConfigError(
                f"{path}: the baseline cannot be read without the council's key; restore {KEY_NAME} from a "
                "backup, beside the decisions, or set the findings down anew with smcheck baseline write"
            )
        key = reviewer.decisions.key
        known = read_baseline(path, key, reviewer.policy)
        places = Places(council.folder, key)
        self._held[council.path] = path, Baseline(known, places, folders_of(self._request))

    def told(self, event: Event) -> Event:
        """An event as it is to be told: a review with what is known put aside, all else as it is."""
        match event:
            case Reviewed(review=review, reviewer=reviewer) if reviewer.council.path in self._held:
                path, baseline = self._held[reviewer.council.path]
                review = baseline.without_known(review)
                self._put_aside[path] += len(review.known)
                return Reviewed(review, reviewer)
            case NotReviewed(path=place):  # of which nothing can be said to be gone
                for _, baseline in self._held.values():
                    baseline.unread(place)
        return event

    def remarks(self) -> Iterator[Remark]:
        """How much was put aside, and what is no longer found."""
        for path, count in (+self._put_aside).items():
            findings = "known finding is" if count == 1 else "known findings are"
            yield Remark(f"{count:,} {findings} not shown, as {path.name} says{SHOWS_ALL}")
        if self._is_whole:
            for path, baseline in self._held.values():
                if gone := baseline.updated().gone:
                    yield Remark(_no_longer_found(path, gone))

    @property
    def _is_whole(self) -> bool:
        """Whether drafts are judged as they are when a baseline is set down."""
        ask = self._request
        apart = (ask.select, ask.ignore, ask.quick, ask.kind, ask.platforms, ask.date, ask.polls)
        return ask.configured and STDIN not in ask.paths and not any(apart)


def baseline_path(request: Request, council: Council) -> Path | None:
    """The file of what is known of a council's drafts: that of the request, else its own, if any."""
    if request.baseline:
        return request.baseline
    named = council.baseline if request.configured else ""
    return council.folder / named if named else None


def folders_of(request: Request) -> list[Path]:
    """The folders among the paths of a request."""
    return [Path(path) for path in request.paths if is_folder(path)]


def _no_longer_found(path: Path, gone: KnownFindings) -> str:
    count, files = gone.total(), sorted({known.file for known in gone})
    findings = "known finding" if count == 1 else "known findings"
    are = "is" if count == 1 else "are"
    more = f" and {len(files) - _MOST_NAMED} more" if files[_MOST_NAMED:] else ""
    places = f"{', '.join(files[:_MOST_NAMED])}{more}"
    return f"{count:,} {findings} of {path.name} {are} no longer found, in {places}{PRUNES}"
