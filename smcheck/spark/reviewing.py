"""A DataFrame of posts in, a DataFrame of findings out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from smcheck.model.errors import ConfigError
from smcheck.review.reviewer import Reviewer
from smcheck.settings.council import MAX_CHARACTERS, Council
from smcheck.settings.decision_file import Decisions
from smcheck.settings.policy import Policy
from smcheck.settings.tables import did_you_mean
from smcheck.spark.needed import see_that_spark_is_there
from smcheck.spark.recipe import Recipe
from smcheck.spark.worker import Work

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

FINDINGS = (
    "array<struct<check: string, category: string, rules: array<string>, severity: string, start: int, "
    "end: int, message: string, fingerprint: string, decided: boolean>>"
)
"""The type of the column of findings."""

TYPES = {
    "id": "string",
    "status": "string",
    "day": "date",
    "platform": "string",
    "findings": FINDINGS,
    "errors": "array<struct<check: string, message: string>>",
    "notices": "array<string>",
    "policy": "string",
    "version": "string",
    "text": "string",
}
"""The type of each column that comes out."""

_BYTES_OF_CHARACTER = 4
_DIGEST = 256


def review(
    frame: DataFrame,
    text: str = "text",
    id: str | None = "id",  # the column's usual name
    *,
    day: str | None = None,
    platform: str | None = None,
    kind: str | None = None,
    council: Council | None = None,
    policy: Policy | None = None,
    decisions: Decisions | None = None,
    date: dt.date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    quick: bool = False,
    keep_text: bool = False,
) -> DataFrame:
    """What is found in the posts of a frame: a row for each, whatever it holds.

    `text`, `id`, `day`, `platform` and `kind` name columns; the last three are left out where None, and an
    `id` of None gives rows without one. All other options are those of a `Reviewer`. Rows of the result have
    id, status, day, platform, findings, errors (what could not be reviewed, and why), notices, policy and
    version; with `keep_text` the text too. smcheck must be installed where Spark's workers run. Raises
    `ConfigError` where a package, a column or a setting is wrong.
    """
    see_that_spark_is_there()
    reviewer = Reviewer(
        council, policy, decisions=decisions, date=date, select=select, ignore=ignore, quick=quick
    )
    cells = cells_of(frame, text, id, day, platform, kind, reviewer.council.max_characters)
    return reviewed(cells, Work(Recipe.of(reviewer), keep_text=keep_text))


def reviewed(cells: DataFrame, work: Work) -> DataFrame:
    """The findings of a frame of cells, as `cells_of` makes it; columns that are passed keep their types."""
    from pyspark.sql import functions as sql

    types = TYPES | {name: cells.schema[name].dataType.simpleString() for name in work.passed}
    wanted = ["text", "length", "day", "platform", "kind", "problem", *work.passed]
    schema = ", ".join(f"`{name}` {types[name]}" for name in work.columns)
    return cells.select(sql.col("id").cast("binary"), *wanted).mapInPandas(work.reviewed, schema)


def cells_of(
    frame: DataFrame,
    text: str,
    id: str | None = None,
    day: str | None = None,
    platform: str | None = None,
    kind: str | None = None,
    limit: int = MAX_CHARACTERS,
    passed: Sequence[str] = (),
) -> DataFrame:
    """A frame's columns as a worker reads them, texts as bytes: what is no UTF-8 would end the job as text.

    Texts of more than `limit` characters are left out, with length and hash in their place: a worker takes
    many rows at once. Raises `ConfigError` where a column is missing.
    """
    from pyspark.sql import functions as sql

    for name in (text, id, day, platform, kind):
        if name is not None and name not in frame.columns:
            known = ", ".join(map(repr, frame.columns[:20]))
            raise ConfigError(
                f"there is no column {name!r}{did_you_mean(name, frame.columns)} (known: {known})"
            )
    content, length, digest, problem = _text(frame, text, limit)
    return frame.select(
        as_text(frame, id).cast("binary").alias("id"),
        content.alias("text"),
        sql.coalesce(length, sql.lit(0)).cast("long").alias("length"),
        as_text(frame, day).cast("binary").alias("day"),
        as_text(frame, platform).cast("binary").alias("platform"),
        as_text(frame, kind).cast("binary").alias("kind"),
        problem.cast("string").alias("problem"),
        digest.alias("digest"),
        *(sql.col(f"`{name}`") for name in passed),
    )


def _text(frame: DataFrame, name: str, limit: int) -> tuple[Column, Column, Column, Column]:
    """The texts as bytes, the lengths and hashes of those left out, and why none can be read."""
    from pyspark.sql import functions as sql
    from pyspark.sql.types import BinaryType, StringType

    column, kind = _column(name), frame.schema[name].dataType
    none, zero = sql.lit(None), sql.lit(0)
    if isinstance(kind, StringType):
        length, longest = sql.char_length(column), limit
    elif isinstance(kind, BinaryType):
        length, longest = sql.octet_length(column), limit * _BYTES_OF_CHARACTER
    else:
        said = f"the column {name!r} holds no texts, but values of the type {kind.simpleString()}"
        return none.cast("binary"), zero, none.cast("string"), sql.lit(said)
    is_long, content = length > longest, column.cast("binary")
    digest = sql.when(is_long, sql.sha2(content, _DIGEST))
    return sql.when(~is_long, content), sql.when(is_long, length), digest, none


def as_text(frame: DataFrame, name: str | None) -> Column:
    """A column as text, whatever it holds; days as 2026-05-07."""
    from pyspark.sql import functions as sql
    from pyspark.sql.types import ArrayType, BinaryType, StringType, TimestampNTZType, TimestampType

    if name is None:
        return sql.lit(None).cast("string")
    column, kind = _column(name), frame.schema[name].dataType
    if isinstance(kind, TimestampType | TimestampNTZType):
        return column.cast("date").cast("string")
    if isinstance(kind, ArrayType) and isinstance(kind.elementType, StringType):
        return sql.array_join(column, ",")
    return sql.hex(column) if isinstance(kind, BinaryType) else column.cast("string")


def _column(name: str) -> Column:
    from pyspark.sql import functions as sql

    return sql.col("`" + name.replace("`", "``") + "`")
