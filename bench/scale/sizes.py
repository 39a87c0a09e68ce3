"""Posts a core-second on Spark, beside the plain reviewer: how much is Spark's own, and what a worker takes.

Usage: python bench/scale/sizes.py --posts 2000 [--from archive.jsonl] [--quick] [--no-models] [--out r.json]

The posts are those of `bench/speed/texts.py`, or the texts of a JSON Lines or Parquet file, again and again
with ids of their own. Each run is a process of its own, so that its processor time, and that of all that it
starts, is known:

- plain: `Reviewer.review` in one process, as often as there are posts
- spark, on one core and on two: the same by `smcheck.spark`, written as Parquet, each post looked at anew
- remembering: the same on two cores as an audit does it, which knows again what it has seen
- nothing: the same rows through Spark with a review that looks at nothing, which is Spark's own share
- skewed: as many characters in as many posts, one in ten of them longer than the nine others together
- poisoned: one post in a hundred has no text, an empty one, too long a one, or nothing but brackets
- lost: a process that reviews is killed every ten seconds
- audit: a file of JSON Lines from beginning to end as `smcheck audit` does it, and what Spark moved for it
- hot: the same, where every second post bears one and the same id, so that one task gets half of them

It prints JSON: wall and processor seconds, the time until Spark stood, posts a core-second, findings (the
same in every run of the same posts), and the largest memory of one process of Python and of Java.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from smcheck.run.cores import ONE_THREAD  # noqa: E402  # of the checkout

RUNS = (
    "plain", "nothing-1", "nothing-2", "spark-1", "spark-2", "remembering-2", "skewed-2", "poisoned-2",
    "lost-2", "audit-2", "hot-2",
)  # fmt: skip
_SAME = ("plain", "spark-1", "spark-2", "remembering-2", "lost-2", "audit-2")
_POISONED = (None, "", "x" * 1_200_000, "(" * 20_000)
_ONE_IN = 100
_KILLED_EVERY = 10  # seconds
_MEBIBYTE = 1024 * 1024
_SMALL = 200_000  # posts, as `smcheck audit` takes archives for small
_OF_FINDINGS = "id string, status string"


def main() -> None:
    """Run what was asked for, each in a process of its own, and print what was seen."""
    options = _options()
    if options.run:
        print(json.dumps(_run(options)))
        return
    seen = {}
    surroundings = os.environ | ONE_THREAD | {"PYTHONPATH": str(ROOT)}
    for name in options.runs or RUNS:
        words = [sys.executable, __file__, *sys.argv[1:], "--run", name]
        done = subprocess.run(words, capture_output=True, text=True, check=False, env=surroundings)
        if done.returncode:
            sys.exit(done.stderr[-2_000:])
        seen[name] = json.loads(done.stdout.splitlines()[-1])
        print(f"{name}: {seen[name]}", file=sys.stderr)
    results = {"posts": options.posts, "quick": options.quick, "models": not options.no_models, "runs": seen}
    results |= _compared(seen)
    print(json.dumps(results, indent=2))
    if options.out:
        known = json.loads(options.out.read_text(encoding="utf-8")) if options.out.exists() else []
        options.out.write_text(json.dumps([*known, results], indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=2_000, help="how many posts")
    parser.add_argument(
        "--from", dest="source", type=Path, help="a JSON Lines or Parquet file with a column text"
    )
    parser.add_argument("--quick", action="store_true", help="leave out the second reader")
    parser.add_argument("--no-models", action="store_true", help="leave out every model")
    parser.add_argument("--runs", nargs="*", choices=RUNS, help="only these")
    parser.add_argument("--out", type=Path, help="add the JSON to the list in this file, too")
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    return parser.parse_args()


def _compared(seen: dict[str, Any]) -> dict[str, Any]:
    """What the runs say beside one another."""
    compared: dict[str, Any] = {}
    if "plain" in seen and "spark-1" in seen:
        findings = {seen[name]["findings"] for name in _SAME if name in seen}
        compared["findings_are_the_same"] = len(findings) == 1
        compared["processor_time_of_spark_1_to_plain"] = round(
            seen["spark-1"]["cpu"] / seen["plain"]["cpu"], 2
        )
    for cores in "12":
        if f"nothing-{cores}" in seen:
            compared[f"own_share_of_spark_{cores}_cpu"] = seen[f"nothing-{cores}"]["cpu"]
    if "spark-1" in seen and "spark-2" in seen:
        work = [seen[name]["wall"] - seen[name]["started"] for name in ("spark-1", "spark-2")]
        compared["two_cores_are_quicker"] = round(work[0] / work[1], 2)
    return compared


def _texts(options: argparse.Namespace) -> Iterator[str]:
    """So many texts, those that there are again and again."""
    if options.source is None:
        sys.path.insert(0, str(ROOT / "bench" / "speed"))
        from texts import drafts

        known = list(drafts(min(options.posts, 1_000)))
    elif options.source.suffix == ".parquet":
        from pyarrow import parquet

        known = parquet.read_table(options.source, columns=["text"])["text"].to_pylist()
    else:
        lines = filter(str.strip, options.source.read_text("utf-8").splitlines())
        known = [json.loads(line)["text"] for line in lines]
    return islice(cycle(known), options.posts)


def _skewed(texts: list[str]) -> list[str]:
    """As many posts of as many characters, one in ten of them much longer and the others shorter."""
    made = []
    for number in range(0, len(texts), 10):
        ten = texts[number : number + 10]
        half = [text[: len(text) // 2] for text in ten[1:]]
        made += [" ".join([ten[0], *(text[len(text) // 2 :] for text in ten[1:])]), *half]
    return made


def _run(options: argparse.Namespace) -> dict[str, Any]:
    """One run in this process: what it took, and what it found."""
    kind, _, cores = options.run.partition("-")
    texts: list[str | None] = list(_texts(options))
    if kind == "skewed":
        texts = [*_skewed(list(_texts(options)))]
    for number in range(0, len(texts) if kind == "poisoned" else 0, _ONE_IN):
        texts[number] = _POISONED[number // _ONE_IN % len(_POISONED)]
    with _Memory() as memory:
        begun = time.perf_counter()
        seen = _seen(options, texts, kind, cores)
        wall = time.perf_counter() - begun
    cpu = sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    cpu += memory.of_others()
    return {
        "wall": round(wall, 2),
        "cpu": round(cpu, 2),
        "posts_a_core_second": round(len(texts) / cpu, 1),
        "characters": sum(len(text or "") for text in texts),
        **seen,
        **memory.largest(),
    }


def _seen(options: argparse.Namespace, texts: list[str | None], kind: str, cores: str) -> dict[str, Any]:
    """Do what is to be measured, and return what came of it."""
    if kind == "plain":
        return _plain(options, texts)
    if kind in ("audit", "hot"):
        from audited import audited

        master, models = f"local[{cores}]", not options.no_models
        return audited(texts, master, quick=options.quick, models=models, hot=kind == "hot")
    if kind == "lost":
        with _killed_now_and_then() as killed:
            return {**_on_spark(options, texts, kind, cores), "killed": killed}
    return _on_spark(options, texts, kind, cores)


def _reviewer(options: argparse.Namespace) -> Any:
    from smcheck import Council, Reviewer

    models = not options.no_models
    return Reviewer(Council(classifier=models, language_model=models), quick=options.quick)


def _plain(options: argparse.Namespace, texts: list[str | None]) -> dict[str, Any]:
    reviewer = _reviewer(options)
    return {"started": 0, "findings": sum(len(reviewer.review(text or "").findings) for text in texts)}


def _on_spark(options: argparse.Namespace, texts: list[str | None], kind: str, cores: str) -> dict[str, Any]:
    import pyarrow as arrow
    from pyarrow import parquet
    from pyspark.sql import functions as sql

    from smcheck.spark.session import session

    with tempfile.TemporaryDirectory() as name:
        folder, begun = Path(name), time.perf_counter()
        ids = [str(number) for number in range(len(texts))]
        posts = arrow.table({"id": ids, "text": texts})
        parquet.write_table(posts, folder / "posts.parquet", row_group_size=5_000)
        with session(f"local[{cores}]", small=len(texts) < _SMALL) as spark:
            started = time.perf_counter() - begun
            frame = spark.read.parquet(str(folder / "posts.parquet")).repartition(4 * int(cores), "id")
            remember = kind == "remembering"
            found = _nothing(frame) if kind == "nothing" else _found(options, frame, remember=remember)
            found.write.parquet(str(folder / "found"))
            written = spark.read.parquet(str(folder / "found"))
            findings = 0
            if kind != "nothing":
                findings = written.agg(sql.sum(sql.size("findings"))).collect()[0][0]
            assert written.count() == len(texts)  # noqa: S101
    return {"started": round(started, 2), "findings": findings}


def _found(options: argparse.Namespace, frame: Any, *, remember: bool) -> Any:
    from smcheck.spark.recipe import Recipe
    from smcheck.spark.reviewing import cells_of, reviewed
    from smcheck.spark.worker import REMEMBERED, Work

    work = Work(Recipe.of(_reviewer(options)), remembered=REMEMBERED if remember else 0)
    return reviewed(cells_of(frame, "text", "id"), work)


def _nothing(frame: Any) -> Any:
    """The same rows to Python and back, with nothing looked for."""

    def looked(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield batch[["id"]].assign(status=["clean" for _ in batch["text"]])

    return frame.mapInPandas(looked, _OF_FINDINGS)


@contextmanager
def _killed_now_and_then() -> Iterator[list[int]]:
    """Kill a process that reviews every ten seconds, meanwhile; the numbers of those killed."""
    import psutil

    over, killed = threading.Event(), list[int]()

    def reviewing() -> Iterator[psutil.Process]:
        for each in psutil.Process().children(recursive=True):
            parent = each.parent()
            if parent and parent.name().startswith("python") and "pyspark.daemon" in " ".join(each.cmdline()):
                yield each

    def kill() -> None:
        while not over.wait(_KILLED_EVERY):
            try:
                for each in islice(reviewing(), 1):
                    each.kill()
                    killed.append(each.pid)
            except psutil.Error:
                continue

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()


class _Memory:
    """Looks again and again at what was started: its memory, and the time of what outlives this process."""

    def __enter__(self) -> _Memory:
        self._largest: dict[str, int] = {}
        self._times: dict[tuple[int, float], float] = {}
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        import psutil

        own = psutil.Process()
        while not self._over.wait(0.2):
            for each in (own, *own.children(recursive=True)):
                try:
                    kind = "this" if each == own else "java" if each.name() == "java" else "worker"
                    self._largest[kind] = max(self._largest.get(kind, 0), each.memory_info().rss)
                    if each != own:
                        spent = each.cpu_times()
                        self._times[each.pid, each.create_time()] = spent.user + spent.system
                except psutil.Error:
                    continue

    def of_others(self) -> float:
        """The processor time of all that was started and that this process has not waited for."""
        waited = resource.getrusage(resource.RUSAGE_CHILDREN)
        return max(0.0, sum(self._times.values()) - waited.ru_utime - waited.ru_stime)

    def largest(self) -> dict[str, int]:
        """The largest memory of one process of each kind, in MiB."""
        return {f"{kind}_mib": size // _MEBIBYTE for kind, size in sorted(self._largest.items())}


if __name__ == "__main__":
    main()
