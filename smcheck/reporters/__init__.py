"""Reporters: one module per output format, named in `Format`.

Such a module has

- a docstring: the format's documentation;
- `SIGN`: how its reports begin, as a pattern of bytes in which a dot is any byte, so that none is taken for a
  draft where it lies among them. None where no draft has the ending of the format's files;
- a class `Reporter`, which writes a report.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, Self, TextIO

if TYPE_CHECKING:
    from smcheck.model.review import Review
    from smcheck.run import Event, NotReviewed, Report


class Format(StrEnum):
    """Names of the output formats, in the order of the help; the module of the same name writes it.

    `ending` is that of files with such a report, by which a module is found without importing all of them.
    The names are listed, not read off the folder, so that a type checker knows them; a test holds them to it.
    """

    ending: str

    FULL = "full", ".txt"
    CONCISE = "concise", ".txt"
    JSON = "json", ".json"
    JSONL = "jsonl", ".jsonl"
    SARIF = "sarif", ".sarif"
    GITHUB = "github", ".txt"
    JUNIT = "junit", ".xml"
    CSV = "csv", ".csv"
    HTML = "html", ".html"
    MARKDOWN = "markdown", ".md"

    def __new__(cls, name: str, ending: str = "") -> Self:  # a type checker takes Format("json") for a call
        """Make a member of its name and its ending."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.ending = ending
        return member


@dataclass(frozen=True)
class Output:
    """Where a report goes and how it should look.

    `color` is None to decide by the stream and the environment. `width` is in terminal cells, None to
    ask the terminal. `reveal` shows what is masked otherwise. `is_file` says that the report will be opened
    from a file of its own.
    """

    stream: TextIO
    color: bool | None = None
    width: int | None = None
    reveal: bool = False
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    is_file: bool = False


class Reporter(Protocol):
    """Writes one report: it is made, given what was reviewed and what was not, in order, and closed."""

    def __init__(self, report: Report, output: Output) -> None: ...

    def add(self, review: Review) -> None:
        """Write what is to be said of a draft."""

    def add_unread(self, unread: NotReviewed) -> None:
        """Write that something could not be read as a draft."""

    def close(self) -> None:
        """Write what can be said only when the report's tallies are complete."""


def write_report(events: Iterable[Event], report: Report, name: Format, output: Output) -> None:
    """Walk the events of a run, count them in its report, and write that in the format."""
    write_reports(events, report, [(name, output)])


def write_reports(events: Iterable[Event], report: Report, outputs: Sequence[tuple[Format, Output]]) -> None:
    """Walk the events once, count them in the report, and write that in every format; raises `OSError`.

    A reader who closes a pipe early, as `| head` does, ends that output only.
    """
    reporters = [(_reporter(name)(report, output), output.stream) for name, output in outputs]
    for event in events:
        report.add(event)
        for reporter, stream in reporters:
            try:
                _tell(reporter, event)
            except BrokenPipeError:
                _drop(stream)
    for reporter, stream in reporters:
        try:
            reporter.close()
            stream.flush()
        except BrokenPipeError:
            _drop(stream)


def _tell(reporter: Reporter, event: Event) -> None:
    """Give a reporter what it writes as it comes; the rest it finds in the report's tallies."""
    from smcheck.run import NotReviewed, Reviewed

    match event:
        case Reviewed(review=review):
            reporter.add(review)
        case NotReviewed():
            reporter.add_unread(event)


def _reporter(name: Format) -> type[Reporter]:
    found: type[Reporter] = import_module(f"smcheck.reporters.{name.value}").Reporter
    return found


def _drop(stream: TextIO) -> None:
    """Let everything that is still written to the stream go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
