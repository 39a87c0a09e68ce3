"""A Spark on two cores of this computer, which the tests of this folder share."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smcheck.spark.needed import has_java

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).parents[2]
_MISSING = [name for name in ("pyspark", "pandas", "pyarrow", "matplotlib") if find_spec(name) is None]


_PLAIN = ("test_names.py", "test_rows.py")  # which need nothing of Spark

QUICK = {
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""Nothing here is so large that making machine code for it would pay."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs Spark where it, or Java, is missing."""
    why = f"smcheck[spark] is not installed ({', '.join(_MISSING)})" if _MISSING else ""
    if not why and not has_java():
        why = "there is no Java, on which Spark runs (apt-get install default-jre-headless)"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
            if why and item.path.name not in _PLAIN:
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(autouse=True)
def _sockets_are_dropped() -> Iterator[None]:
    """PySpark leaves the sockets of what it has collected to the garbage: no later test meets them."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """The session of all tests, as an audit makes it; workers find smcheck where the tests do."""
    from smcheck.spark.session import session

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))))
        with session("local[2]", QUICK) as made:
            yield made
