"""The folder of findings: what is noted in it of the audit, on a drive or wherever Spark writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smcheck.model.errors import ConfigError
from smcheck.settings.files import locked, read_bounded, write_atomically
from smcheck.spark.archives import MANIFEST

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FORMAT = 1
_LOCK = "_smcheck"
_SAID = {
    "format": "another version of smcheck",
    "version": "another version of smcheck",
    "policy": "another policy",
    "key": "another key of the fingerprints (smcheck.key)",
    "quick": "the other choice of readers (--quick)",
    "keep_text": "the other choice on keeping texts (--keep-text)",
    "columns": "other columns (--text, --id, --day, --platform, --account)",
    "kind": "another --kind",
    "settings": "other settings, decisions, people or word lists, or other --select and --ignore",
}


@dataclass(frozen=True)
class Manifest:
    """What an audit was begun with: its findings hold for this alone.

    `settings` and `key` are keyed hashes, of which nothing can be told but whether they are the same. `date`
    is the day for which posts are judged that bear none, and `slices` into how many parts the ids fall.
    """

    version: str
    policy: str
    council: str
    settings: str
    key: str
    date: str
    slices: int
    quick: bool
    keep_text: bool
    columns: dict[str, str]
    kind: str | None
    format: int = FORMAT

    def written(self) -> bytes:
        """As the file holds it."""
        return (json.dumps(asdict(self), indent=2, sort_keys=True) + "\n").encode()

    def differs(self, known: Manifest) -> str:
        """What a folder was begun with that is not the same now, in words; "" where all is."""
        return next((said for name, said in _SAID.items() if getattr(self, name) != getattr(known, name)), "")


class Place:
    """A folder of findings; `spark` is needed where it is an address."""

    def __init__(self, folder: str, spark: SparkSession | None = None) -> None:
        self.folder, self._spark = folder.rstrip("/") if "://" in folder else folder, spark

    @property
    def is_remote(self) -> bool:
        """Whether only Spark reads and writes there."""
        return "://" in self.folder

    @property
    def address(self) -> str:
        """The folder as Spark names it, so that a stroke or a blank in it is none of its signs."""
        return self.folder if self.is_remote else Path(self.folder).resolve().as_uri()

    def manifest(self) -> Manifest | None:
        """What it was begun with; None where it is empty or not there.

        Raises `ConfigError` where there is something else in it.
        """
        content = self._content()
        if content is None:
            if self._holds_anything():
                raise ConfigError(
                    f"{self.folder}: this folder holds other files, and no findings of smcheck audit; give "
                    "--out a folder of its own"
                )
            return None
        try:
            held: dict[str, Any] = json.loads(content)
            return Manifest(**{one.name: held[one.name] for one in fields(Manifest)})
        except (ValueError, TypeError, KeyError) as error:
            raise ConfigError(
                f"{self.folder}/{MANIFEST}: it is damaged, or of another version of smcheck; give --out "
                "another folder"
            ) from error

    def begin(self, manifest: Manifest) -> None:
        """Note what the audit is begun with. Raises `OSError`."""
        if not self.is_remote:
            Path(self.folder).mkdir(parents=True, exist_ok=True)
            write_atomically(Path(self.folder) / MANIFEST, manifest.written())
            return
        system, path = self._hadoop(MANIFEST)
        stream = system.create(path, False)
        try:
            stream.write(bytearray(manifest.written()))
        finally:
            stream.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other audits out of the folder meanwhile, where it is on a drive; raises `ConfigError`."""
        if self.is_remote:
            yield
            return
        Path(self.folder).mkdir(parents=True, exist_ok=True)
        with locked(Path(self.folder) / _LOCK):
            yield

    def has_findings(self) -> bool:
        """Whether there are findings in it."""
        if not self.is_remote:
            return next(Path(self.folder).glob("slice=*/*.parquet"), None) is not None
        system, path = self._hadoop("slice=*/*.parquet")
        return bool(system.globStatus(path))

    def _content(self) -> bytes | None:
        if not self.is_remote:
            path = Path(self.folder) / MANIFEST
            return read_bounded(path) if path.exists() else None
        system, path = self._hadoop(MANIFEST)
        if not system.exists(path):
            return None
        stream = system.open(path)
        try:
            return bytes(self._jvm().org.apache.commons.io.IOUtils.toByteArray(stream))
        finally:
            stream.close()

    def _holds_anything(self) -> bool:
        if not self.is_remote:
            path = Path(self.folder)
            if path.exists() and not path.is_dir():
                raise ConfigError(f"{self.folder}: this is a file; give --out a folder")
            return path.is_dir() and any(not each.name.startswith(_LOCK) for each in path.iterdir())
        system, path = self._hadoop("*")
        return bool(system.globStatus(path))

    def _hadoop(self, name: str) -> tuple[Any, Any]:
        path = self._jvm().org.apache.hadoop.fs.Path(f"{self.folder}/{name}")
        assert self._spark is not None  # noqa: S101  # an address has a session
        return path.getFileSystem(self._spark._jsc.hadoopConfiguration()), path

    def _jvm(self) -> Any:
        assert self._spark is not None  # noqa: S101
        return self._spark._jvm
