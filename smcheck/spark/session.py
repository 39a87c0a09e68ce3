"""The Spark that an audit runs on: made for this computer alone, or asked of a master."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from smcheck.model.errors import ConfigError
from smcheck.run.cores import ONE_THREAD

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
"""The master that is none: every core of this computer."""

TRIES = 4
"""How often a task is tried, one that a process took down with itself included."""

_LOCAL = re.compile(r"local(?:\[(\*|\d+)(?:,\d+)?\])?")
_LOOPBACK = "127.0.0.1"
_ALWAYS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.speculation": "false",
    "spark.io.encryption.enabled": "true",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.csv.parser.columnPruning.enabled": "false",
    "spark.sql.legacy.javaCharsets": "true",  # Windows-1252 is none of those that it knows without
    "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
    "spark.sql.execution.arrow.maxBytesPerBatch": str(64 * 1024 * 1024),
    **{f"spark.executorEnv.{name}": value for name, value in ONE_THREAD.items()},
}
_SMALL = {"spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
_HERE = {"spark.driver.bindAddress": _LOOPBACK, "spark.driver.host": _LOOPBACK}
_ELSEWHERE = {"spark.authenticate": "true", "spark.network.crypto.enabled": "true"}
_NO_SECRET = "spark.authenticate.secret"  # noqa: S105  # the name of a setting
_STDERR = 2
_LAST_LINES = 3


def is_local(master: str) -> bool:
    """Whether a master is this computer itself."""
    return _LOCAL.fullmatch(master) is not None


def with_tries(master: str) -> str:
    """A local master, told to try a task again: by itself it gives up at the first process that ends."""
    found = _LOCAL.fullmatch(master)
    return f"local[{found[1] or 1},{TRIES}]" if found else master


@contextmanager
def session(
    master: str = LOCAL, settings: dict[str, str] | None = None, *, small: bool = False
) -> Iterator[SparkSession]:
    """A Spark session, ended afterwards unless it was there before; raises `ConfigError` where none starts.

    On this computer, and for a `small` archive, Java compiles its own code less well: that takes it longer
    than such an archive does.
    On this computer it listens to this computer only. Elsewhere what workers say to one another is
    authenticated and encrypted. What Spark keeps in files on the way is encrypted in either case.
    """
    from pyspark.sql import SparkSession

    known = SparkSession.getActiveSession()
    if known is not None:
        yield known
        return
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    here = is_local(master)
    if here:
        os.environ["SPARK_LOCAL_IP"] = _LOOPBACK
    chosen = _ALWAYS | (_HERE if here else _ELSEWHERE)
    chosen |= (_SMALL if here and small else {}) | (settings or {})
    with TemporaryDirectory(prefix="smcheck-spark-", ignore_cleanup_errors=True) as folder:
        chosen["spark.sql.warehouse.dir"] = Path(folder).as_uri()
        builder = SparkSession.builder.master(with_tries(master)).appName("smcheck audit")
        for name, value in chosen.items():
            builder = builder.config(name, value)
        log = Path(folder) / "spark.log"
        try:
            with _told_to(log) if here else _as_it_is():
                spark = builder.getOrCreate()
        except Exception as error:  # of Java, in words that only its own people read
            raise ConfigError(_why(master, error, log)) from None
        try:
            yield spark
        finally:
            spark.stop()


def see_master(master: str) -> None:
    """Raise `ConfigError` where a master is none that an audit can be run on."""
    if master.startswith("sc://"):
        raise ConfigError(
            f"--master {master}: Spark Connect is no master; give spark://…, yarn, k8s://… or local[2], or "
            "use smcheck.spark.review in a session of your own"
        )
    if master.startswith("local") and not is_local(master) and not master.startswith("local-cluster["):
        raise ConfigError(f"--master {master}: for this computer give local[2], for two cores, or {LOCAL}")


def _why(master: str, error: Exception, log: Path) -> str:
    said = str(error)
    if _NO_SECRET in said:
        return (
            f"--master {master}: its workers must know one another by a secret: set {_NO_SECRET} in "
            "spark-defaults.conf, here and on every worker"
        )
    lines: list[str] = []
    with suppress(OSError):
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    cause = next((line for line in reversed(said.splitlines()) if line.startswith("Caused by:")), "")
    shown = " ".join([cause or said.splitlines()[0], *lines[-_LAST_LINES:]]).strip()
    return f"Spark does not start on {master}: {shown}; Java 17 or later is needed"


@contextmanager
def _told_to(log: Path) -> Iterator[None]:
    """Let what Java says go into a file: while it starts, the stderr that it inherits is another one."""
    try:
        sys.stderr.flush()
        kept = os.dup(_STDERR)
    except (OSError, ValueError):  # there is none
        yield
        return
    try:
        with log.open("wb") as file:
            os.dup2(file.fileno(), _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield
