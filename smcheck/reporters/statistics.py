"""Counts by check, for `--statistics`."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.run import Report


def statistics(report: Report) -> Iterator[str]:
    """A line for every check with open findings, the most frequent first."""
    for check, count in sorted(report.checks.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>6}  {check}"
