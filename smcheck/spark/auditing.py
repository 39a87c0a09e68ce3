"""An audit: archives in, findings out, in slices of ids of which each is written whole or not at all.

Whatever ends it, the same command goes on where it ended: posts whose ids are among the findings are not
reviewed again.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import reduce
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smcheck.model.draft import Kind
from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.model.finding import Severity
from smcheck.model.showing import first_few
from smcheck.model.version import __version__
from smcheck.review.cache import Cache, cache_folder
from smcheck.review.reviewer import Reviewer
from smcheck.review.unguarded import unguarded
from smcheck.run.configurations import Configurations, by_default, without_settings
from smcheck.settings.council import Council
from smcheck.settings.silencing import silenced
from smcheck.spark.archives import Found, find
from smcheck.spark.names import Names
from smcheck.spark.needed import see_that_spark_is_there
from smcheck.spark.place import Manifest, Place
from smcheck.spark.posts import Archives, each_once, looked_into, size_of
from smcheck.spark.recipe import Recipe
from smcheck.spark.reviewing import reviewed
from smcheck.spark.session import LOCAL, is_local, see_master, session
from smcheck.spark.worker import Work

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Say = Callable[[str], None]
Show = Callable[[str, int, int], None]
"""Shows how far it has come: the step in words, how many parts of it are done, and of how many."""

PASSED = ("account", "source", "repeats", "seal", "slice")
"""Columns of the findings beside those that a review gives."""

_SMALL, _LARGE = 128 * 1024, 4 * 1024 * 1024  # bytes of a slice
_SMALL_ARCHIVE = 64 * 1024 * 1024  # bytes, some 200,000 posts
_MOST_SLICES = 10_000
_SLICES_A_CORE = 4
_POLL = 0.5  # seconds
_MOST_REASONS = 5
_HAVING = "exists(findings, each -> not each.decided and each.severity = '{}')"
_COMMIT_EACH_TASK = ("mapreduce.fileoutputcommitter.algorithm.version", "2")
_PLACE = re.compile(r'File "(?:[^"]*[\\/])?([\w.]+)", line (\d+)')
_LOST = (
    "Python worker exited unexpectedly",
    "Python worker failed",
    "ExecutorLostFailure",
    "Connection reset",
)


class AuditError(SmcheckError):
    """An audit that ended before it was done."""


@dataclass(frozen=True)
class AuditRequest:
    """What is to be audited, where the findings go, and how.

    `posts` and `out` are paths, or addresses that Spark knows. `columns` are those that were named. `select`
    and `ignore` name checks, categories or rules; `slices` says into how many parts the ids fall (None: by
    the size). `settings` are further ones of Spark.
    """

    posts: tuple[str, ...]
    out: str
    master: str = LOCAL
    columns: Names = field(default_factory=Names)
    kind: Kind | None = None
    quick: bool = False
    config: Path | None = None
    keep_text: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    slices: int | None = None
    settings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What the findings of a folder come to, and what this run added.

    `before` posts were there already; `changed` of them have other words now, which were not reviewed.
    `repeats` are rows that said the same under the same id. `reasons` say why posts were not reviewed, and
    how many each.
    """

    posts: int
    before: int
    repeats: int
    changed: int
    unreviewed: int
    worst: dict[Severity, int]
    reasons: tuple[tuple[str, int], ...]
    fail_on: str

    @property
    def exit_code(self) -> int:
        """2 where something was not reviewed, 1 for a finding at `fail_on` or graver, else 0."""
        if self.unreviewed or self.changed:
            return 2
        fails = (severity for severity, posts in self.worst.items() if posts)
        return int(
            self.fail_on != "never" and any(each.rank >= Severity(self.fail_on).rank for each in fails)
        )


class Audit:
    """One audit; `say` tells people what is done. Raises `ConfigError` where something is wrong."""

    def __init__(self, request: AuditRequest, say: Say) -> None:
        self._request, self._say = request, say
        self._council, self._by_default = _settings(request)
        see_that_spark_is_there()
        see_master(request.master)
        self._place = Place(request.out)
        known = None if self._place.is_remote else self._place.manifest()
        self._found = find(request.posts, request.columns, request.out)
        self._tell_what_was_found()
        self._reviewer = self._built(dt.date.fromisoformat(known.date) if known else dt.date.today())
        self._recipe = Recipe.of(self._reviewer)
        self._tell_whose_settings()
        if known:
            self._refuse_another(known)

    def run(self, show: Show) -> Outcome:
        """Review what is not among the findings yet. Raises `AuditError` where it ends before that."""
        request = self._request
        small = self._found.size < _SMALL_ARCHIVE
        with session(request.master, request.settings, small=small) as spark:
            self._place = Place(request.out, spark)
            with self._place.alone():
                manifest = self._begun(spark)
                self._look_into_addresses(spark)
                counts = self._reviewed(spark, manifest, show)
                return self._outcome(spark, counts)

    def _tell_what_was_found(self) -> None:
        for archive in self._found.archives:
            if not archive.root.is_remote:
                self._say(archive.said)
        for source, why in self._found.broken:
            self._say(f"{source}: not reviewed: {why}")
        if names := self._found.passed_over:
            shown = first_few([Path(name).name for name in names])
            self._say(f"{len(names):,} file{'s' if names[1:] else ''} of other kinds passed over ({shown})")

    def _look_into_addresses(self, spark: SparkSession) -> None:
        """Find out what the columns hold of archives that only Spark reads."""
        for number, archive in enumerate(self._found.archives):
            if archive.root.is_remote:
                self._found.archives[number] = looked_into(spark, archive, self._request.columns)
                self._say(self._found.archives[number].said)

    def _built(self, date: dt.date) -> Reviewer:
        request, council = self._request, self._council
        cache = Cache(cache_folder())  # whose key stands for that of a council that has none
        try:
            return Reviewer(
                council,
                cache=cache,
                date=date,
                select=request.select or council.select,
                ignore=(*council.ignore, *request.ignore),
                quick=request.quick,
            )
        finally:
            cache.close()

    def _tell_whose_settings(self) -> None:
        council, policy = self._council, self._reviewer.policy
        if council.path is None:
            self._say(without_settings(policy))
        elif self._by_default:
            self._say(by_default(council))
        for said in (*unguarded(policy, {self._request.kind or "post"}), silenced(council)):
            if said:
                self._say(said)

    def _manifest(self, slices: int) -> Manifest:
        request, recipe = self._request, self._recipe
        return Manifest(
            version=__version__, policy=recipe.policy.id, council=recipe.council.name, settings=recipe.seal,
            key=recipe.keyed("key"), date=recipe.date.isoformat(), slices=slices, quick=request.quick,
            keep_text=request.keep_text, columns=request.columns.given, kind=request.kind,
        )  # fmt: skip

    def _refuse_another(self, known: Manifest) -> None:
        differs = self._manifest(known.slices).differs(known)
        if differs:
            raise ConfigError(
                f"{self._request.out}: the audit in this folder was begun with {differs}; give --out another "
                "folder, or delete this one to begin anew"
            )

    def _begun(self, spark: SparkSession) -> Manifest:
        """The manifest of the folder, made if this is the first run."""
        known = self._place.manifest()
        if known:
            if known.date != self._recipe.date.isoformat():
                date = dt.date.fromisoformat(known.date)
                self._recipe = replace(self._recipe, date=date)
            self._refuse_another(known)
            return known
        sizes = (size_of(spark, each.root) for each in self._found.archives if each.root.is_remote)
        slices = self._request.slices or _slices(self._found.size + sum(sizes), self._request.master)
        manifest = self._manifest(slices)
        self._place.begin(manifest)
        return manifest

    def _reviewed(self, spark: SparkSession, manifest: Manifest, show: Show) -> dict[str, int]:
        """Review and write what is new; how many posts there are, were there, and have changed."""
        from pyspark.sql import Observation
        from pyspark.sql import functions as sql

        posts = each_once(_all_posts(spark, self._found, self._recipe, self._request.kind), manifest.slices)
        if self._place.has_findings():
            done = spark.read.parquet(self._place.address).select("id", sql.col("seal").alias("known"))
            posts = posts.join(done, "id", "left")
        else:
            posts = posts.withColumn("known", sql.lit(None).cast("string"))
        seen = Observation("audit")
        known = sql.col("known")
        posts = posts.observe(
            seen,
            sql.count("*").alias("posts"),
            sql.sum("repeats").alias("repeats"),
            sql.count(known).alias("before"),
            sql.sum(sql.when(known != sql.col("seal"), 1).otherwise(0)).alias("changed"),
        )
        work = Work(self._recipe, PASSED, self._request.keep_text)
        findings = reviewed(posts.where(known.isNull()), work)
        writer = findings.write.mode("append").option(*_COMMIT_EACH_TASK).partitionBy("slice")
        _watched(spark, lambda: writer.parquet(self._place.address), show)
        return {name: int(value or 0) for name, value in seen.get.items()}

    def _outcome(self, spark: SparkSession, counts: dict[str, int]) -> Outcome:
        from pyspark.sql import functions as sql

        fail_on = self._request.fail_on or self._reviewer.council.fail_on
        frame = spark.read.parquet(self._place.address) if self._place.has_findings() else None
        if frame is None:
            return Outcome(0, 0, 0, 0, 0, {}, (), fail_on)
        having = {severity: sql.expr(_HAVING.format(severity.value)) for severity in Severity}
        totals = frame.agg(
            sql.count("*").alias("posts"),
            sql.sum((sql.col("status") == "unreviewed").cast("long")).alias("unreviewed"),
            *(sql.sum(each.cast("long")).alias(severity.value) for severity, each in having.items()),
        ).collect()[0]
        reasons = (
            frame.select(sql.explode("errors.message").alias("why"))
            .groupBy("why")
            .count()
            .orderBy(sql.desc("count"), "why")
            .limit(_MOST_REASONS)
            .collect()
        )
        return Outcome(
            totals["posts"], counts["before"], counts["repeats"], counts["changed"], totals["unreviewed"],
            {severity: totals[severity.value] for severity in Severity},
            tuple((each["why"], each["count"]) for each in reasons), fail_on,
        )  # fmt: skip


def _settings(request: AuditRequest) -> tuple[Council, bool]:
    """The council whose settings are nearest to the first archive, and whether they hold by default."""
    configurations = Configurations(request.config)
    first = Path(request.posts[0]) if "://" not in request.posts[0] else Path()
    folder = first if first.is_dir() else first.parent
    path = configurations.path_for(folder)
    return configurations.council(path), configurations.is_by_default(folder)


def _slices(size: int, master: str) -> int:
    """Into how many parts posts of so many bytes fall: enough for every core, none that takes very long."""
    cores = os.cpu_count() or 1 if is_local(master) else _MOST_SLICES
    few = min(ceil(size / _SMALL), _SLICES_A_CORE * cores)
    return max(1, min(max(few, ceil(size / _LARGE)), _MOST_SLICES))


def _all_posts(spark: SparkSession, found: Found, recipe: Recipe, kind: Kind | None) -> DataFrame:
    archives = Archives(spark, recipe, kind)
    frames = [archives.posts(archive) for archive in found.archives]
    if found.broken:
        frames.append(archives.broken(found.broken))
    return reduce(lambda one, other: one.union(other), frames)


def _watched(spark: SparkSession, act: Callable[[], None], show: Show) -> None:
    """Do something that takes Spark long, and show meanwhile how far it has come.

    Raises `AuditError` where it fails.
    """
    from pyspark import InheritableThread

    failed: list[Exception] = []

    def acting() -> None:
        try:
            act()
        except Exception as error:
            failed.append(error)

    thread = InheritableThread(target=acting, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_POLL)
            with suppress(Exception):  # a stage that has just ended
                for step in _steps(spark.sparkContext):
                    show(*step)
    except BaseException:  # Ctrl-C: what is written stays
        spark.sparkContext.cancelAllJobs()
        raise
    if failed:
        raise AuditError(_why(failed[0])) from failed[0]


def _steps(context: Any) -> Iterator[tuple[str, int, int]]:
    """What Spark is at: the step, how many tasks of it are done, and of how many."""
    tracker = context.statusTracker()
    for job in tracker.getActiveJobsIds():
        stages: Sequence[int] = getattr(tracker.getJobInfo(job), "stageIds", ())
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and stage in stages:
                last = stage == max(stages) and len(stages) > 1
                yield "Reviewing" if last else "Reading", info.numCompletedTasks, info.numTasks


def _why(error: Exception) -> str:
    """What ended the audit, in words; never the error's own, which may quote a post."""
    said = str(error)
    again = "what is done stays; the same command goes on from there"
    if any(sign in said for sign in _LOST):
        return (
            "a process that reviews was ended again and again, perhaps for want of memory (fewer at once: "
            f"--master local[1]); {again}"
        )
    if "ModuleNotFoundError: No module named" in said:
        return (
            "smcheck, with what smcheck[spark] brings, must be installed where Spark's workers run; a worker "
            "has not found a package"
        )
    if "No space left on device" in said:
        return f"the disk is full; {again}"
    kind = getattr(getattr(error, "java_exception", None), "getClass", None)
    name = kind().getSimpleName() if kind else type(error).__name__
    places = _PLACE.findall(said)
    at = f" at {places[-1][0]}:{places[-1][1]}" if places else ""
    return f"Spark ended the audit ({name}{at}); {again}"
