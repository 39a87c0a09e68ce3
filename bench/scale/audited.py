"""A whole audit, as `smcheck audit` does it, and what Spark says that it moved, kept and wrote on the way."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

_COUNTED = {  # what is told of an audit: where Spark's log of events has it, within the metrics of a task
    "read_bytes": ("Input Metrics", "Bytes Read"),
    "shuffled_bytes": ("Shuffle Write Metrics", "Shuffle Bytes Written"),
    "spilled_bytes": ("Disk Bytes Spilled",),
    "written_bytes": ("Output Metrics", "Bytes Written"),
}


def audited(
    texts: Sequence[str | None], master: str, *, quick: bool, models: bool, hot: bool = False
) -> dict[str, Any]:
    """Audit so many posts: how many findings there are, the tasks, and the bytes read, moved and written.

    Where it is `hot`, every second post bears one and the same id.
    """
    from pyarrow import parquet

    from smcheck.spark.auditing import Audit, AuditRequest

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive, found, log = folder / "posts.jsonl", folder / "found", folder / "log"
        log.mkdir()
        ids = ["hot" if hot and number % 2 else str(number) for number in range(len(texts))]
        with archive.open("w", encoding="utf-8") as lines:
            posts = zip(ids, texts, strict=True)
            lines.writelines(json.dumps({"id": known, "text": text}) + "\n" for known, text in posts)
        if not models:
            settings = "classifier = false\nlanguage_model = false\n"
            (folder / "smcheck.toml").write_text(settings, encoding="utf-8")
        logged = {
            "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": log.as_uri(),
            "spark.eventLog.compress": "false",
        }
        request = AuditRequest((str(archive),), str(found), master, quick=quick, settings=logged)
        outcome = Audit(request, lambda _: None).run(lambda *_: None)
        assert outcome.posts == len(set(ids))  # noqa: S101
        lists = parquet.read_table(found, columns=["findings"])["findings"].to_pylist()
        return {"started": 0, "findings": sum(map(len, lists)), **_moved(log.rglob("*"))}


def _moved(logs: Iterable[Path]) -> dict[str, int]:
    """What the tasks of an application come to, by its log of events."""
    totals: Counter[str] = Counter()
    for log in filter(Path.is_file, logs):
        for line in log.read_text(encoding="utf-8").splitlines():
            event = json.loads(line) if line.startswith('{"Event":"SparkListenerTaskEnd"') else {}
            if metrics := event.get("Task Metrics"):
                totals["tasks"] += 1
                totals.update({name: _value(metrics, path) for name, path in _COUNTED.items()})
    return dict(totals)


def _value(metrics: Any, path: Sequence[str]) -> int:
    for name in path:
        metrics = metrics[name]
    return int(metrics)
