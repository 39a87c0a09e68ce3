"""What an audit needs beside smcheck itself: packages that come with an extra, and Java."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from smcheck.model.errors import ConfigError

INSTALL = 'pip install "smcheck[spark]"'
"""The command that brings the packages."""

_FOR_SPARK = ("pyspark", "pandas", "pyarrow")
_FOR_PAGE = ("pyarrow", "matplotlib")


def see_that_spark_is_there() -> None:
    """Raise `ConfigError`, with what to install, where a package or Java is missing."""
    _see(_FOR_SPARK)
    if not has_java():
        raise ConfigError(
            "Java was not found, which Spark runs on; install Java 17 or later (Debian: apt install "
            "default-jre-headless; Windows: a JDK of adoptium.net), or set JAVA_HOME"
        )


def see_that_the_page_can_be_made() -> None:
    """Raise `ConfigError`, with what to install, where a package is missing that reads or draws."""
    _see(_FOR_PAGE)


def has_java() -> bool:
    """Whether there is a Java for Spark to start: that of `JAVA_HOME`, or one on the path."""
    home = os.environ.get("JAVA_HOME")
    if home:
        return any((Path(home) / "bin" / name).is_file() for name in ("java", "java.exe"))
    return shutil.which("java") is not None


def _see(packages: tuple[str, ...]) -> None:
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        raise ConfigError(f"smcheck audit needs {', '.join(missing)}, not installed here: {INSTALL}")
