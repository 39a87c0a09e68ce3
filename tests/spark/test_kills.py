"""Ten thousand posts, while processes are killed: the findings are those of the plain reviewer, row by row."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from smcheck import Reviewer, load_council
from smcheck.spark.auditing import Audit, AuditRequest
from smcheck.spark.rows import Cells, post_of, row_of
from tests.spark.conftest import QUICK, ROOT
from tests.spark.posts import Invented, findings_of, posts, write_lines

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

psutil = pytest.importorskip("psutil", reason="psutil is not installed")
COUNT, SLICES = 10_000, 16
WAIT = 240  # seconds, at most
SETTINGS = "classifier = false\nlanguage_model = false\n"
DRIVER = """\
import sys
from smcheck.spark.auditing import Audit, AuditRequest
posts, out, slices = sys.argv[1:4]
settings = dict(pair.split("=", 1) for pair in sys.argv[4:])
request = AuditRequest((posts,), out, "local[2]", quick=True, slices=int(slices), settings=settings)
Audit(request, lambda said: None).run(lambda *step: None)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are killed another way on Windows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "smcheck.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "smcheck.key").write_text("5eed" * 16, encoding="ascii")
    return tmp_path


def written(out: Path) -> int:
    """How many slices are written."""
    return len(list(out.glob("slice=*/*.parquet")))


def until(condition: Any, what: str) -> None:
    ends = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < ends, what
        time.sleep(0.05)


def reviewing(within: Any) -> list[Any]:
    """The processes of Python beneath another one that have reviewed something."""
    found = []
    for each in within.children(recursive=True):
        try:
            parent = each.parent()
            is_daemon = "pyspark.daemon" in " ".join(each.cmdline())
            if is_daemon and parent and parent.name().startswith("python"):
                found.append(each)
        except psutil.Error:
            continue
    return found


def plain(each: Invented, reviewer: Reviewer, known: dict[Any, Any]) -> dict[str, Any]:
    """What the plain reviewer says of a post, asked once for those that are the same but for the day of the year."""
    key, day = (each.text, each.platform, each.day[:4]), dt.date.fromisoformat(each.day)
    cells = Cells(
        None if each.text is None else each.text.encode(), 0, each.day.encode(), each.platform.encode()
    )
    if key not in known:
        post = post_of(cells, 100_000)
        review = reviewer.review(post.draft) if post.text is not None else None
        left_out = [said for said in (review.notices if review else ()) if "--quick" in said or "off" in said]
        known[key] = row_of(post, review, left_out)
    return {**known[key], "day": day}


def test_killed_processes_lose_nothing_and_double_nothing(
    spark: SparkSession, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, out = folder / "posts.jsonl", folder / "out"
    invented = list(posts(COUNT))
    write_lines(archive, invented)

    # The driver, with all that it has started, in the middle.
    settings = [f"{name}={value}" for name, value in QUICK.items()]
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(archive), str(out), str(SLICES), *settings],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    until(lambda: written(out) >= 2 or driver.poll() is not None, "nothing was written")
    assert driver.poll() is None, "the audit ended before it could be killed"
    process = psutil.Process(driver.pid)
    for started in (*process.children(recursive=True), process):
        started.kill()
    driver.wait()
    before = {path: path.read_bytes() for path in out.glob("slice=*/*.parquet")}
    assert 2 <= len(before) < SLICES

    # A process that reviews, in the middle of the audit that goes on.
    killed: list[int] = []

    def kill() -> None:
        until(lambda: written(out) > len(before), "nothing more was written")
        for worker in reviewing(psutil.Process())[:1]:
            killed.append(worker.pid)
            worker.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    outcome = Audit(AuditRequest((str(archive),), str(out), quick=True), lambda _: None).run(lambda *_: None)
    killer.join()
    assert killed
    assert written(out) < 2 * SLICES
    assert not (out / "_temporary").exists()  # what the killed one had half written
    assert all(path.read_bytes() == content for path, content in before.items())
    assert 0 < outcome.before < COUNT == outcome.posts

    found = findings_of(out)
    assert set(found) == {each.id for each in invented}
    reviewer = Reviewer(load_council(folder / "smcheck.toml"), quick=True)
    known: dict[Any, Any] = {}
    for each in invented:
        row = found[each.id]
        assert {
            name: row[name] for name in ("status", "day", "platform", "findings", "errors", "notices")
        } == plain(each, reviewer, known)
    assert outcome.unreviewed == sum(each.text is None for each in invented) > 0
    assert sum(map(len, (row["findings"] for row in found.values()))) > COUNT / 3


def listening(process: Any) -> Iterator[str]:
    """The addresses at which a process and what it has started listen."""
    for each in (process, *process.children(recursive=True)):
        try:
            connections = each.net_connections("inet")
        except psutil.Error:
            continue
        yield from (one.laddr.ip for one in connections if one.status == psutil.CONN_LISTEN)


def test_an_audit_on_this_computer_listens_to_it_alone(spark: SparkSession) -> None:
    assert spark.range(10).mapInPandas(lambda batches: batches, "id long").count() == 10
    found = {address.removeprefix("::ffff:") for address in listening(psutil.Process())}
    assert found
    assert found <= {"127.0.0.1", "::1"}
