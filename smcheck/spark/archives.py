"""What there is to audit: the files of archives by kind, with what their columns hold.

Parquet, JSON Lines and CSV may lie anywhere that Spark reads (`hdfs://…`, `s3a://…`); archives of X and
Facebook, and folders, on this computer or on a drive that it shares with all workers.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.readers.csv import delimiter_of
from smcheck.readers.dates import month_first
from smcheck.readers.exports import NAMES
from smcheck.spark.names import Guess, Names, guess

Kind = Literal["parquet", "lines", "csv", "export"]

MANIFEST = "_smcheck.json"
"""The file by which a folder of findings is known."""

_ENDINGS: Mapping[str, Kind] = {
    ".parquet": "parquet", ".jsonl": "lines", ".ndjson": "lines", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_PACKED = ".gz"
SAMPLE = 200  # rows
_SAMPLE_BYTES = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_KNOWN = ".parquet, .jsonl, .csv, or the tweets.js, posts.json and the like of an archive of X or Facebook"


@dataclass(frozen=True)
class Root:
    """A path as it was given, its place as Spark names it, and what a source's name begins with."""

    given: str

    @property
    def is_remote(self) -> bool:
        """Whether it is an address of a file system that only Spark reads."""
        return "://" in self.given

    @property
    def place(self) -> str:
        """Where it lies: a whole path with strokes as Spark writes them, or the address."""
        return self.given.rstrip("/") if self.is_remote else Path(self.given).resolve().as_posix()

    @property
    def shown(self) -> str:
        """Its last part, by which people and ids know it wherever it is moved to."""
        return self.place.rpartition("/")[2] or self.place


@dataclass(frozen=True)
class Archive:
    """Files of one kind beneath one root that are read alike.

    `guess` says which columns hold what; None for exports, whose reader knows, and for what only Spark can
    look into. `columns` are those of a
    CSV in order, `delimiter` and `encoding` how it is written; `month_first` says how days are.
    """

    kind: Kind
    root: Root
    files: tuple[str, ...]
    guess: Guess | None = None
    columns: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "UTF-8"
    month_first: bool = False

    @property
    def said(self) -> str:
        """What people are told of it: which files there are, and which of their columns hold what."""
        names = [path.removeprefix(self.root.place).lstrip("/") for path in self.files]
        more = f" and {len(names) - 1:,} more like it" if names[1:] else ""
        inside = f"/{names[0]}" if names[0] and not self.root.is_remote else ""
        columns = f": {self.guess.said()}" if self.guess else ": an archive of X or Facebook"
        return f"{self.root.given.rstrip('/')}{inside}{more}{columns}"


@dataclass
class Found:
    """What was found: archives, files that cannot be read and why, files of other kinds, and bytes."""

    archives: list[Archive] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    size: int = 0


def find(paths: Sequence[str], asked: Names, out: str) -> Found:
    """What the paths hold, without the folder of findings.

    Raises `ConfigError` where there is nothing to audit.
    """
    found = Found()
    for root in map(Root, paths):
        if root.is_remote:
            found.archives.append(Archive(_kind_of_address(root.given), root, (root.given,)))
        elif not Path(root.given).exists():
            raise ConfigError(f"{root.given}: there is no such file or folder")
        else:
            _add(found, root, asked, Path(out).resolve() if "://" not in out else None)
    if not found.archives and not found.broken:
        where = ", ".join(paths)
        raise ConfigError(f"{where}: there is nothing to audit; smcheck audit reads {_KNOWN}{_zipped(found)}")
    return found


def _zipped(found: Found) -> str:
    is_zipped = any(name.lower().endswith(".zip") for name in found.passed_over)
    return "; unpack the .zip into a folder first" if is_zipped else ""


def _add(found: Found, root: Root, asked: Names, out: Path | None) -> None:
    """Add the files beneath a local root, those alike together."""
    groups: dict[Archive, list[str]] = {}
    for path in _files(Path(root.given), out):
        kind = kind_of(path.name) or _named(root, path)
        if kind is None:
            found.passed_over.append(str(path))
            continue
        try:
            archive = _read(kind, root, path, asked)
        except ConfigError:
            raise
        except (SmcheckError, OSError, ValueError, EOFError) as error:
            found.broken.append((_source(root, path), _why(error)))
            continue
        found.size += path.stat().st_size
        groups.setdefault(archive, []).append(path.resolve().as_posix())
    found.archives += [replace(archive, files=tuple(files)) for archive, files in groups.items()]


def _why(error: Exception) -> str:
    said = getattr(error, "strerror", None) or (
        str(error) if isinstance(error, SmcheckError) else "it is damaged"
    )
    return f"the file cannot be read: {said}"


def _source(root: Root, path: Path) -> str:
    inside = path.resolve().as_posix().removeprefix(root.place).lstrip("/")
    return f"{root.shown}/{inside}" if inside else root.shown


def _files(root: Path, out: Path | None) -> Iterator[Path]:
    """The files of a root in order: none that is hidden, nor those of a folder of findings."""
    if root.is_file():
        yield root
        return
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        if MANIFEST in names or (out and here.resolve() == out):
            folders[:] = []
            continue
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        yield from (here / name for name in sorted(names) if not name.startswith((".", "_")))


def kind_of(name: str) -> Kind | None:
    """What kind of archive a file of this name is; None for none."""
    plain = name.lower().removesuffix(_PACKED)
    kind = _ENDINGS.get(Path(plain).suffix)
    if kind is None or (kind == "parquet" and plain != name.lower()):
        return "export" if NAMES.fullmatch(name) else None
    return kind


def _named(root: Root, path: Path) -> Kind | None:
    """The kind of a file that was named itself, whatever an archive would call it."""
    return "export" if path == Path(root.given) and path.suffix.lower() in (".js", ".json") else None


def _kind_of_address(address: str) -> Kind:
    kind = kind_of(address.rstrip("/").rpartition("/")[2])
    if kind == "export":
        raise ConfigError(f"{address}: archives of X and Facebook are read from a drive, not from an address")
    return kind or "parquet"


def _read(kind: Kind, root: Root, path: Path, asked: Names) -> Archive:
    """How one file is read. Raises `ConfigError` where its columns are not those asked for."""
    if kind == "parquet":
        return _parquet(root, path, asked)
    if kind == "lines":
        return _lines(root, path, asked)
    if kind == "csv":
        return _csv(root, path, asked)
    with path.open("rb"):
        return Archive(kind, root, ())


def _parquet(root: Root, path: Path, asked: Names) -> Archive:
    import pyarrow as arrow
    from pyarrow import parquet

    file = parquet.ParquetFile(path)
    try:
        schema = file.schema_arrow
        partitions = [part.partition("=")[0] for part in path.parent.parts if "=" in part]
        found = guess([*schema.names, *partitions], asked, str(path))
        day = found.names.day
        american = False
        if day in schema.names and arrow.types.is_string(schema.field(day).type):
            batch = next(file.iter_batches(SAMPLE, columns=[day]), None)
            american = (
                month_first(str(cell) for cell in batch.column(0).to_pylist() if cell) if batch else False
            )
    finally:
        file.close()
    return Archive("parquet", root, (), found, month_first=american)


def _lines(root: Root, path: Path, asked: Names) -> Archive:
    with _opened(path) as file:
        return of_lines(root, islice(file, SAMPLE), asked, str(path))


def of_lines(root: Root, lines: Iterable[bytes | str], asked: Names, where: str) -> Archive:
    """An archive of JSON Lines by its first lines. Raises `ConfigError` where its columns are others."""
    posts = []
    for line in lines:
        with suppress(ValueError, RecursionError):
            post = json.loads(line)
            posts += [post] if isinstance(post, dict) else []
    columns = list(dict.fromkeys(name for post in posts for name in post))
    if not columns:  # nothing in it can be read: each line is told by itself
        columns = list((asked.given or {"text": "text"}).values())
    found = guess(columns, asked, where)
    days = [post.get(found.names.day or "") for post in posts]
    american = month_first(day for day in days if isinstance(day, str))
    return Archive("lines", root, (), found, month_first=american)


def _csv(root: Root, path: Path, asked: Names) -> Archive:
    encoding = _encoding(path)
    with _opened(path) as file:
        sample = file.read(_SAMPLE_BYTES)
    text = sample.decode(encoding.replace("UTF-8", "utf-8-sig"), "replace")
    return replace(of_csv(root, text, asked, str(path)), encoding=encoding)


def of_csv(root: Root, text: str, asked: Names, where: str) -> Archive:
    """An archive of CSV by how it begins. Raises `ConfigError` where its columns are others."""
    delimiter = delimiter_of(text, where.lower().removesuffix(_PACKED))
    csv.field_size_limit(_SAMPLE_BYTES)
    rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SAMPLE))
    if not rows:
        raise ValueError("empty")
    columns = tuple(rows[0])
    found = guess(columns, asked, where)
    at = columns.index(found.names.day) if found.names.day else None
    days = [row[at] for row in rows[1:] if at is not None and len(row) > at]
    return Archive("csv", root, (), found, columns, delimiter, month_first=month_first(days))


def _opened(path: Path) -> io.BufferedIOBase:
    return gzip.open(path) if path.name.lower().endswith(_PACKED) else path.open("rb")


def _encoding(path: Path) -> str:
    """The encoding of a text, by its mark, else UTF-8 if all of it is, else that of Windows."""
    with _opened(path) as file:
        first = file.read(_CHUNK)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "UTF-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(first)
            for chunk in iter(lambda: file.read(_CHUNK), b""):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "windows-1252"
    return "UTF-8"
