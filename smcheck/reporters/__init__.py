"""Reporters: one module per output format, each with `write(report, output)`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from smcheck.report import Report


class Format(StrEnum):
    """Names of the output formats; the module of the same name writes it."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True)
class Output:
    """Where a report goes and how it should look.

    `color` is None to decide by the stream and the environment. `width` is in terminal cells, None to
    ask the terminal. `reveal` shows what is masked otherwise.
    """

    stream: TextIO
    color: bool | None = None
    width: int | None = None
    reveal: bool = False
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False


def write_report(report: Report, name: Format, output: Output) -> None:
    """Walk the report's reviews and write them in the format."""
    module = import_module(f"smcheck.reporters.{name.value}")
    module.write(report, output)
