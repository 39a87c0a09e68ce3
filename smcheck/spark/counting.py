"""What the findings of a folder come to: by month, rule, account and platform; why some were not reviewed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smcheck.model.errors import ConfigError
from smcheck.model.finding import Severity
from smcheck.spark.archives import MANIFEST

if TYPE_CHECKING:
    import pyarrow as arrow

OUTCOMES = ("error", "warning", "note", "clean", "unreviewed")
"""What becomes of a post: its gravest open finding, none, or that it was not reviewed, at least in part."""

SEVERITIES = OUTCOMES[:3]
NO_DAY, NO_NAME = "no date", "not said"

_COLUMNS = ("status", "day", "platform", "account", "repeats", "findings", "errors")
_SAID = ("policy", "council", "date", "version")
_BATCH = 20_000  # rows
_HIDDEN = re.compile(r"/[_.]")

Tally = Mapping[str, Counter[str]]


@dataclass
class Counts:
    """The figures of a folder; all of posts, but `rules` and `checks`, which are of open findings.

    Each is by name and then by outcome or severity. `reasons` say why posts were not reviewed. `repeats` are
    rows that said the same again under the same id.
    """

    policy: str = ""
    council: str = ""
    date: str = ""
    version: str = ""
    quick: bool = False
    outcomes: Counter[str] = field(default_factory=Counter)
    months: dict[str, Counter[str]] = field(default_factory=dict)
    platforms: dict[str, Counter[str]] = field(default_factory=dict)
    accounts: dict[str, Counter[str]] = field(default_factory=dict)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    checks: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    repeats: int = 0

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return self.outcomes.total()

    @property
    def tables(self) -> Iterator[tuple[str, Tally, Sequence[str]]]:
        """Each table with what it is by, and its columns in order."""
        yield "month", dict(sorted(self.months.items())), OUTCOMES
        yield "rule", self.rules, SEVERITIES
        yield "check", self.checks, SEVERITIES
        yield "account", self.accounts, OUTCOMES
        yield "platform", self.platforms, OUTCOMES


def counts_of(folder: str) -> Counts:
    """The figures of a folder of findings. Raises `ConfigError` where it is none."""
    from pyarrow import dataset

    system, path = _opened(folder)
    found = _begun(system, path, folder)
    files = _files(system, path)
    if not files:
        return found
    for batch in dataset.dataset(files, filesystem=system, format="parquet").to_batches(
        columns=list(_COLUMNS), batch_size=_BATCH
    ):
        _add(found, batch)
    return found


def _opened(folder: str) -> tuple[Any, str]:
    """The file system of a folder, and its path there."""
    from pyarrow import fs

    if "://" not in folder:
        return fs.LocalFileSystem(), Path(folder).resolve().as_posix()
    try:
        system, path = fs.FileSystem.from_uri(folder)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{folder}: it cannot be reached; copy the findings to this computer") from error
    return system, path


def _begun(system: Any, path: str, folder: str) -> Counts:
    """Counts with what is known of the audit. Raises `ConfigError` where the folder is none of findings."""
    try:
        with system.open_input_stream(f"{path}/{MANIFEST}") as file:
            held = json.loads(file.read())
        policy, council, date, version = (str(held[name]) for name in _SAID)
        return Counts(policy, council, date, version, bool(held["quick"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{folder}: these are no findings of smcheck audit; give the folder that --out named"
        ) from error


def _files(system: Any, path: str) -> list[str]:
    from pyarrow import fs

    infos = system.get_file_info(fs.FileSelector(path, recursive=True))
    return sorted(
        info.path
        for info in infos
        if info.path.endswith(".parquet") and _HIDDEN.search(info.path.removeprefix(path)) is None
    )


def _add(counts: Counts, batch: arrow.RecordBatch) -> None:
    """Add a batch of findings."""
    import pyarrow as arrow
    from pyarrow import compute

    counts.repeats += compute.sum(batch["repeats"]).as_py() or 0
    months = compute.fill_null(compute.strftime(batch["day"], "%Y-%m"), NO_DAY)
    outcome, findings = _outcomes(batch)
    posts = arrow.table({
        "month": months,
        "platform": compute.fill_null(batch["platform"], NO_NAME),
        "account": compute.fill_null(batch["account"], NO_NAME),
        "outcome": outcome,
    })  # fmt: skip
    for month, platform, account, level, number in _grouped(posts):
        counts.outcomes[level] += number
        for tally, name in ((counts.months, month), (counts.platforms, platform), (counts.accounts, account)):
            tally.setdefault(name, Counter())[level] += number
    for check, severity, number in _grouped(findings.select(["check", "severity"])):
        counts.checks.setdefault(check, Counter())[severity] += number
    rules = arrow.table({
        "rule": compute.list_flatten(findings["rules"]),
        "severity": findings["severity"].take(compute.list_parent_indices(findings["rules"])),
    })  # fmt: skip
    for rule, severity, number in _grouped(rules):
        counts.rules.setdefault(rule, Counter())[severity] += number
    reasons = compute.struct_field(compute.list_flatten(batch["errors"]), "message")
    for each in compute.value_counts(reasons).to_pylist():
        counts.reasons[each["values"]] += each["counts"]


def _outcomes(batch: arrow.RecordBatch) -> tuple[arrow.Array, arrow.Table]:
    """What becomes of each post, and the open findings with check, severity and rules."""
    import numpy as np
    import pyarrow as arrow
    from pyarrow import compute

    each = compute.list_flatten(batch["findings"])
    post = compute.list_parent_indices(batch["findings"])
    fields = {name: compute.struct_field(each, name) for name in ("check", "severity", "rules", "decided")}
    table = arrow.table({**fields, "post": post})
    table = table.filter(compute.invert(table["decided"]))
    ranks = np.zeros(batch.num_rows, dtype=np.int8)
    for severity in Severity:
        own = table.filter(compute.equal(table["severity"], severity.value))["post"].to_numpy()
        ranks[own] = np.maximum(ranks[own], severity.rank + 1)
    names = np.array(["clean", *(severity.value for severity in Severity)], dtype=object)
    outcome = names[ranks]
    unread = np.asarray(
        compute.equal(batch["status"], "unreviewed").to_numpy(zero_copy_only=False), dtype=bool
    )
    outcome[unread] = "unreviewed"
    return arrow.array(outcome, arrow.string()), table


def _grouped(table: arrow.Table) -> Iterator[tuple[Any, ...]]:
    """Each row that there is, with how often it is there."""
    counted = table.group_by(table.column_names).aggregate([([], "count_all")])
    yield from zip(*(column.to_pylist() for column in counted.columns), strict=True)
