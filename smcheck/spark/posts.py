"""The posts of archives as one frame, each id once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from smcheck.readers.dates import month_first
from smcheck.spark.archives import SAMPLE, Archive, Root, of_csv, of_lines
from smcheck.spark.gathering import LONGEST_LINE, TYPES, Gathering, shown_name_of
from smcheck.spark.names import Names, guess
from smcheck.spark.recipe import Recipe
from smcheck.spark.reviewing import as_text, cells_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SCHEMA = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
DOUBLES = "other posts bear this id with other words, and were not reviewed; give each an id of its own"
"""What is said of an id of which only one post was reviewed."""

_FILE, _CORRUPT = "smcheck file", "smcheck corrupt"
_DIGEST = 256


def looked_into(spark: SparkSession, archive: Archive, asked: Names) -> Archive:
    """An archive at an address, with what its columns hold. Raises `ConfigError` where they are others."""
    where = archive.root.given
    if archive.kind == "parquet":
        frame = spark.read.parquet(where)
        found = guess(frame.columns, asked, where)
        day = found.names.day
        if not day or frame.schema[day].dataType.typeName() != "string":
            return replace(archive, guess=found)
        cells = frame.select(f"`{day}`").limit(SAMPLE).collect()
        return replace(archive, guess=found, month_first=month_first(row[0] or "" for row in cells))
    lines = [row.value for row in spark.read.option("lineSep", "\n").text(where).limit(SAMPLE).collect()]
    if archive.kind == "lines":
        read = of_lines(archive.root, lines, asked, where)
    else:
        read = of_csv(archive.root, "\n".join(lines), asked, where)
    return replace(read, files=archive.files)


class Archives:
    """Makes frames of archives for one recipe; `kind` is what all posts are said to be."""

    def __init__(self, spark: SparkSession, recipe: Recipe, kind: str | None) -> None:
        self._spark, self._recipe, self._kind = spark, recipe, kind
        self._limit = recipe.council.max_characters

    def posts(self, archive: Archive) -> DataFrame:
        """The posts of an archive, as `TYPES` says."""
        names = archive.guess.names if archive.guess else Names()
        gathering = Gathering(
            self._recipe, names, archive.root.place, archive.root.shown, self._kind, archive.month_first
        )
        if archive.kind == "export":
            paths = self._spark.createDataFrame([(path,) for path in archive.files], "path string")
            return paths.repartition(len(archive.files)).mapInPandas(gathering.exports, SCHEMA)
        if archive.kind == "lines":
            return self._lines(archive).mapInPandas(gathering.lines, SCHEMA)
        return self._cells(archive, names).mapInPandas(gathering.columns, SCHEMA)

    def broken(self, files: Sequence[tuple[str, str]]) -> DataFrame:
        """A post for each file that cannot be read, with the reason."""
        rows = [
            (
                f"{name}#1".encode(), None, 0, None, None, None, why, name, None,
                self._recipe.keyed("broken", name, why),
            )
            for name, why in ((shown_name_of(source), why) for source, why in files)
        ]  # fmt: skip
        return self._spark.createDataFrame(rows, SCHEMA)

    def _lines(self, archive: Archive) -> DataFrame:
        from pyspark.sql import functions as sql

        lines = self._spark.read.option("lineSep", "\n").text(list(_addresses(archive)))
        size = sql.octet_length("value")
        is_long, content = size > LONGEST_LINE, sql.col("value").cast("binary")
        return lines.where(sql.trim("value") != "").select(
            sql.when(~is_long, content).alias("value"),
            sql.when(is_long, size).otherwise(0).cast("long").alias("length"),
            sql.when(is_long, sql.sha2(content, _DIGEST)).alias("digest"),
            sql.col("_metadata.file_path").alias("file"),
        )

    def _cells(self, archive: Archive, names: Names) -> DataFrame:
        from pyspark.sql import functions as sql

        frame = self._csv(archive) if archive.kind == "csv" else self._parquet(archive)
        if archive.kind == "csv":
            places = {name: f"c{archive.columns.index(name)}" for name in names.given.values()}
            names = Names(**{what: places[name] for what, name in names.given.items()})
        frame = frame.select("*", sql.col("_metadata.file_path").alias(_FILE))
        if _CORRUPT not in frame.columns:
            frame = frame.withColumn(_CORRUPT, sql.lit(None).cast("string"))
        frame = frame.withColumn("smcheck account", as_text(frame, names.account).cast("binary"))
        passed = ("smcheck account", _FILE, _CORRUPT)
        cells = cells_of(
            frame, names.text or "", names.id, names.day, names.platform, None, self._limit, passed
        )
        return cells.withColumnsRenamed({name: name.removeprefix("smcheck ") for name in passed}).withColumn(
            "corrupt", sql.col("corrupt").cast("binary")
        )

    def _parquet(self, archive: Archive) -> DataFrame:
        root = archive.root
        base = root.place if root.is_remote else _address(root.place)
        reader = self._spark.read.option("mergeSchema", True)
        folder = root.is_remote or archive.files != (root.place,)
        return (reader.option("basePath", base) if folder else reader).parquet(*_addresses(archive))

    def _csv(self, archive: Archive) -> DataFrame:
        columns = [f"c{number} string" for number, _ in enumerate(archive.columns)]
        options: dict[str, str | int] = {
            "header": "true", "multiLine": "true", "quote": '"', "escape": '"', "sep": archive.delimiter,
            "encoding": archive.encoding, "columnNameOfCorruptRecord": _CORRUPT, "maxColumns": 20_480,
        }  # fmt: skip
        schema = ", ".join([*columns, f"`{_CORRUPT}` string"])
        return self._spark.read.options(**options).schema(schema).csv(list(_addresses(archive)))


def each_once(posts: DataFrame, slices: int) -> DataFrame:
    """One post for each id, the same one each time, in slices of ids.

    `repeats` counts further rows that say just the same; where others bear the id, that is its `problem`.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    same_id = Window.partitionBy("id")
    alike = Window.partitionBy("id", "seal")
    posts = posts.withColumn("id", sql.col("id").cast("string")).repartition(slices, "id")
    counted = posts.select(
        "*",
        sql.row_number().over(same_id.orderBy("seal", "source")).alias("number"),
        (sql.count("*").over(alike) - 1).alias("repeats"),
        (sql.count("*").over(same_id) - sql.count("*").over(alike)).alias("others"),
    )
    said = sql.when(sql.col("others") > 0, sql.lit(DOUBLES))
    problem = sql.when(sql.col("problem").isNull(), said).otherwise(sql.concat_ws("; ", "problem", said))
    return (
        counted.where(sql.col("number") == 1)
        .withColumn("problem", problem)
        .withColumn("slice", sql.pmod(sql.hash("id"), sql.lit(slices)))
        .drop("number", "others")
    )


def size_of(spark: SparkSession, root: Root) -> int:
    """How many bytes lie at an address."""
    jvm: Any = spark._jvm
    path = jvm.org.apache.hadoop.fs.Path(root.place)
    system = path.getFileSystem(spark._jsc.hadoopConfiguration())
    return int(system.getContentSummary(path).getLength())


def _addresses(archive: Archive) -> Sequence[str]:
    return [path if "://" in path else _address(path) for path in archive.files]


def _address(path: str) -> str:
    """A path as Spark takes it: signs such as brackets and stars are its patterns."""
    return "".join(f"\\{sign}" if sign in "[]{}*?\\" else sign for sign in path)
