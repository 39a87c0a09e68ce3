"""A run: from paths and bytes to events, one after the other as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smcheck.model.decision import Decision
from smcheck.model.draft import BlankRow, Draft
from smcheck.model.errors import ConfigError, DraftError, PictureError, SmcheckError
from smcheck.readers import content_of, read_beside, read_content
from smcheck.readers.content import Choice, Item
from smcheck.readers.pictures import without_folder
from smcheck.review.decisions import without_effect
from smcheck.review.picture_cache import PictureCache
from smcheck.review.reviewer import Reviewer, expiry_notice
from smcheck.review.unguarded import unguarded
from smcheck.run.baselines import Baselines
from smcheck.run.configurations import Configurations, by_default, without_settings
from smcheck.run.events import Event, LeftOut, NotReviewed, Reading, Remark, Reviewed, ToReview, Why
from smcheck.run.excluding import Excluders
from smcheck.run.repeats import Repeats
from smcheck.run.request import STDIN, Request
from smcheck.run.sharing import BeforeReview, reviewed
from smcheck.run.sources import Source, find_sources
from smcheck.settings.council import Council, with_polls
from smcheck.settings.decision_file import ensure_key
from smcheck.settings.files import is_folder
from smcheck.settings.policy import Policy
from smcheck.settings.silencing import silenced

if TYPE_CHECKING:
    from smcheck.review.cache import Cache

_SEEMS_OWN = (
    "this looks like a report of smcheck, and was not written on this computer, or has changed; move it out "
    "of the folder, or exclude it"
)


class OwnOutputs(Protocol):
    """Knows the reports and records that smcheck wrote itself."""

    def wrote(self, path: Path) -> bool:
        """Whether smcheck is known to have written the file, as it stands."""

    def seems_written(self, path: Path, content: bytes) -> bool:
        """Whether the content of a file of this name looks so."""


class Run:
    """Reviews what a request asks for; `events` may be walked once.

    Files met in a folder that are known as smcheck's own are left out, and said to be; what only looks so is
    not reviewed. Raises `ConfigError` where the configuration of the first path is wrong; that of a later one
    fails the drafts under it only.

    >>> from smcheck.run import Request, Reviewed, Run
    >>> run = Run(Request(paths=("-",), stdin=b"Ring 07700 900123."))
    >>> [event.review.status for event in run.events() if isinstance(event, Reviewed)]
    ['findings']
    """

    def __init__(self, request: Request, own_outputs: OwnOutputs | None = None) -> None:
        self._request = request
        self._own_outputs = own_outputs
        self._named: set[Path] = set()
        self._shown: set[str] = set()  # paths of the pictures that were read
        self._configurations = Configurations(request.config)
        self._by_default: Council | None = None
        self._reviewers: dict[Path | None, Reviewer] = {}
        self._cache = _cache(request)
        self._baselines = Baselines(request)
        try:
            self._first = self._reviewer(request.folder_of(request.paths[0] if request.paths else "."))
        except (OSError, RuntimeError):  # the path itself is reported when its turn comes
            self._first = self._reviewer(Path())

    @property
    def policy(self) -> Policy:
        """The policy that all drafts of the run fall under."""
        return self._first.policy

    @property
    def council(self) -> Council:
        """The council whose settings hold where the run begins."""
        return self._first.council

    @property
    def fail_on(self) -> str:
        """The severity of findings that fail the run, or "never"."""
        return self._request.fail_on or self._first.council.fail_on

    @cached_property
    def file_count(self) -> int:
        """How many files there are to be read, those left out among them."""
        return sum(1 for path in self._paths for source in path if isinstance(source, Source))

    def events(self) -> Generator[Event, None, None]:
        """All that happens, in order: on what each file holds, on settings, on idle decisions."""
        used: set[Decision] = set()
        reached: set[str] = set()
        kinds: set[str] = set()
        bare = False
        try:
            with closing(reviewed(self.drafts(), self._request.jobs)) as told:
                for event in told:
                    if isinstance(event, NotReviewed):
                        reached.add(event.path)
                    if isinstance(event, Reviewed):
                        used |= event.review.decisions
                        bare |= event.reviewer.council.path is None
                        kinds.add(event.review.draft.kind)
                        reached.add(event.review.draft.path)
                    yield self._baselines.told(event)
        finally:
            if self._cache:
                self._cache.close()
        if bare:
            yield Remark(without_settings(self.policy))
        if self._by_default:
            yield Remark(by_default(self._by_default))
        yield from map(Remark, unguarded(self.policy, kinds))
        yield from self._remarks_on_unused(used, reached)
        yield from self._baselines.remarks()
        if self._request.configured:
            yield from (
                Remark(said) for reviewer in self._reviewers.values() if (said := silenced(reviewer.council))
            )

    def drafts(self) -> Iterator[BeforeReview]:
        """The same without reviewing anything: each draft with its reviewer stands in place of its review."""
        self._repeats = Repeats()  # of this walk
        for sources in self._paths:
            for source in sources:
                if isinstance(source, NotReviewed):
                    yield source
                elif source is None:
                    yield from self._stdin()
                else:
                    yield from self._file(source)

    @cached_property
    def _paths(self) -> list[list[Source | NotReviewed | None]]:
        """What each path of the request holds, looked for once; None for standard input."""
        return [list(self._sources(path)) for path in self._request.paths]

    def _sources(self, path: str) -> Iterator[Source | NotReviewed | None]:
        if not path:
            yield NotReviewed("''", "the path is empty", self._first)
            return
        if path == STDIN:
            yield None
            return
        try:
            base = self._reviewer(self._request.folder_of(path)).council.folder
            own = (self._request.baseline,) if self._request.baseline else ()
            excluders = Excluders(self._request.exclude, base, self._configurations, own)
        except (SmcheckError, OSError, RuntimeError) as error:
            yield NotReviewed(path, str(error), self._first)
            return
        yield from _reached(Path(path), excluders)

    def _stdin(self) -> Iterator[BeforeReview]:
        name = self._request.stdin_filename or "<stdin>"
        folder = self._request.folder_of(STDIN)
        yield from self._with_reviewer(name, folder, lambda choice: self._given(name, choice))

    def _given(self, name: str, choice: Choice) -> Iterator[Item]:
        """What the bytes of standard input hold; nothing of theirs is kept."""
        choice = choice._replace(kept=None)
        return without_folder(read_content(self._request.stdin, name, choice), choice)

    def _file(self, source: Source) -> Iterator[BeforeReview]:
        path, name = source.path, str(source.path)
        if source.unread:
            yield from self._unread(source)
            return
        yield Reading(path)
        if source.excluded:
            yield LeftOut(name, Why.EXCLUDED)
            return
        if source.problem:
            yield NotReviewed(name, source.problem, self._first)
            return
        try:
            content = content_of(path)
        except FileNotFoundError as error:
            if source.met:
                yield LeftOut(name, Why.VANISHED)
            else:
                yield NotReviewed(name, f"the file cannot be read: {error.strerror}", self._first)
            return
        except DraftError as error:
            yield NotReviewed(name, str(error), self._first)
            return
        if source.met and self._own_outputs and self._own_outputs.seems_written(path, content):
            if self._own_outputs.wrote(path):
                yield LeftOut(name, Why.OWN_OUTPUT)
            else:
                yield NotReviewed(name, _SEEMS_OWN, self._first)
            return
        yield from self._with_reviewer(
            name, path.parent, lambda choice: self._noting(read_beside(content, path, choice), path)
        )

    def _noting(self, items: Iterator[Item], path: Path) -> Iterator[Item]:
        """The items, while the files that they name are noted."""
        for item in items:
            if isinstance(item, Draft):
                self._named.update((path.parent / name).resolve() for name in item.attached)
                if item.shown and not item.shown.part and item.path in self._shown:
                    continue  # a picture that another draft names, too
                self._shown.update([item.path] if item.shown else ())
            yield item

    def _unread(self, source: Source) -> Iterator[BeforeReview]:
        """One line for each kind of files that cannot be read: not those that drafts name, nor our own."""
        from smcheck.run.unread import cannot_be_read, pictures_unread, sorted_out

        unread = []
        for path in source.unread:
            if path.resolve() in self._named:
                continue
            if self._own_outputs and self._own_outputs.wrote(path):
                yield LeftOut(str(path), Why.OWN_OUTPUT)
            else:
                unread.append(path)
        found = sorted_out(unread, source.path)
        for path in found.pictures:
            yield from self._file(Source(path, met=True))
        for ending, names in sorted(found.others.items()):
            yield NotReviewed(str(source.path), cannot_be_read(ending, names), self._first)
        if found.unread_pictures:
            yield self._not_read(str(source.path), pictures_unread(found.unread_pictures), self._first)

    def _not_read(self, path: str, error: DraftError, reviewer: Reviewer) -> NotReviewed | Remark:
        """What is said of something that could not be read: people may look at pictures themselves."""
        if isinstance(error, PictureError) and reviewer.council.looks_at_pictures:
            return Remark(f"{path}: {error}")
        return NotReviewed(path, str(error), self._first)

    def _with_reviewer(
        self, path: str, folder: Path, read: Callable[[Choice], Iterator[Item]]
    ) -> Iterator[BeforeReview]:
        try:
            reviewer = self._reviewer(folder)
        except (SmcheckError, OSError, RuntimeError) as error:
            yield NotReviewed(path, str(error), self._first)
            return
        for item in read(self._choice(reviewer)):
            if isinstance(item, BlankRow):
                yield LeftOut(path, Why.BLANK_ROW, item.row)
            elif isinstance(item, DraftError):
                yield self._not_read(path, item, reviewer)
            else:
                draft = self._as_asked(item)
                if self._configurations.is_by_default(folder):
                    self._by_default = reviewer.council
                governed = reviewer.policy.governing("duplicate", draft.kind)
                repeats = governed and not draft.shown  # a poster says what its caption says
                yield ToReview(self._repeats.noted(draft) if repeats else draft, reviewer)

    def _choice(self, reviewer: Reviewer) -> Choice:
        """What the request says of the columns of sheets, and the council for what it does not."""
        asked, council, decisions = self._request.columns, reviewer.council, reviewer.decisions
        keeps = self._request.cache and council.cache
        return Choice(
            asked.posts or council.columns,
            (*asked.others, *council.not_columns),
            (*asked.not_sheets, *council.not_sheets),
            required=bool(asked.posts),
            kept=PictureCache(decisions.key if decisions.has_key else None, self._cache) if keeps else None,
        )

    def _reviewer(self, folder: Path) -> Reviewer:
        """The reviewer whose configuration holds in the folder; raises `ConfigError`, `OSError`."""
        config = self._configurations.path_for(folder)
        if config not in self._reviewers:
            council = with_polls(self._configurations.council(config), self._request.polls)
            if council.record and self._request.make_key:
                ensure_key(council.folder / council.decisions)  # what is recorded must be found again
            reviewer = _build(council, self._request, self._cache)
            if self._reviewers and reviewer.policy != self.policy:
                raise ConfigError(
                    f"{config}: these drafts fall under another policy; review them on their own"
                )
            self._baselines.load(reviewer)
            self._reviewers[config] = reviewer
        return self._reviewers[config]

    def _as_asked(self, draft: Draft) -> Draft:
        """The draft with what the request says of it."""
        platforms = self._request.platforms or draft.platforms
        day = None if self._request.date else draft.date
        kind = self._request.kind or draft.kind
        if (kind, platforms, day) == (draft.kind, draft.platforms, draft.date):
            return draft
        return replace(draft, kind=kind, platforms=platforms, date=day)

    def _remarks_on_unused(self, used: set[Decision], paths: set[str]) -> Iterator[Remark]:
        """A remark on each decision without effect: of a whole folder, all; else those for these drafts."""
        for reviewer in self._reviewers.values():
            folder = reviewer.council.folder.resolve()
            whole = any(
                is_folder(path) and folder.is_relative_to(Path(path).resolve())
                for path in self._request.paths
            )
            for decision in without_effect(reviewer.decisions, used, paths, whole=whole):
                if decision.expired(reviewer.date):
                    yield Remark(expiry_notice(decision, reviewer.date))
                else:
                    yield Remark(f"a decision is not used: {decision.describe()}")


def _cache(request: Request) -> Cache | None:
    """The cache of findings, where more than one file may be reviewed."""
    if not request.cache or not request.is_for_many:
        return None
    from smcheck.review.cache import Cache, cache_folder

    return Cache(cache_folder())


def _build(council: Council, request: Request, cache: Cache | None) -> Reviewer:
    return Reviewer(
        council,
        cache=cache if council.cache else None,
        date=request.date,
        select=request.select or (council.select if request.configured else ()),
        ignore=(*(council.ignore if request.configured else ()), *request.ignore),
        quick=request.quick,
    )


def _reached(path: Path, excluders: Excluders) -> Iterator[Source]:
    try:
        yield from find_sources(path, excluders)
    except (OSError, RuntimeError) as error:  # no permission, a name too long, a loop of links
        yield Source(path, f"it cannot be reached: {getattr(error, 'strerror', None) or error}")
