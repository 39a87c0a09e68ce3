"""Where the reports of a run go: the terminal, a pipe, files, several at once."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TextIO

from smcheck.cli.common import fail
from smcheck.reporters import Format, Output
from smcheck.settings.files import same_file, write_atomically
from smcheck.settings.tables import did_you_mean

When = Literal["auto", "always", "never"]
Target = tuple[Format, Path | None]


def targets(
    chosen: Format | None, file: Path | None, further: Sequence[str], drafts: Sequence[str]
) -> list[Target]:
    """Formats with their files (None: standard output); fails for one named twice, or a draft."""
    found: list[Target] = [(chosen or default_format(os.environ), file), *map(_target, further)]
    files = [path for _, path in found if path]
    for path in files:
        if any(same_file(path, Path(draft)) for draft in drafts):
            fail(f"{path} is a draft; give the report another name")
        if _is_draft_within(path, drafts):
            fail(
                f"{path} may be a draft of the folder; give the report another name, or delete the file first"
            )
        if sum(same_file(path, other) for other in files) > 1:
            fail(f"{path} is to hold two reports; give each a name of its own")
    return found


def default_format(environment: Mapping[str, str]) -> Format:
    """What is printed without `--output-format`: commands in GitHub Actions, else the full report."""
    return Format.GITHUB if environment.get("GITHUB_ACTIONS") == "true" else Format.FULL


def _target(written: str) -> Target:
    name, sign, file = written.partition("=")
    names = [known.value for known in Format]
    if name not in names:
        fail(f"--output: {name!r} is no format{did_you_mean(name, names)} (known: {', '.join(names)})")
    if not sign or not file:
        fail(f"--output must name a file too, as in {name}=report.{name}")
    return Format(name), Path(file)


def _is_draft_within(path: Path, folders: Sequence[str]) -> bool:
    """Whether the file is there already, in a folder that is reviewed, and is no report of an earlier run."""
    from smcheck.reporters.signs import is_report
    from smcheck.run.sources import may_be_draft

    try:
        inside = any(path.resolve().is_relative_to(Path(folder).resolve()) for folder in folders)
        return inside and path.is_file() and may_be_draft(path.name) and not is_report(path)
    except (OSError, RuntimeError):
        return False


@contextmanager
def open_outputs(
    wanted: Sequence[Target], color: When, *, reveal: bool, **looks: bool
) -> Iterator[list[tuple[Format, Output]]]:
    """Every format with its output; files are replaced as a whole when the reports are complete.

    `reveal` holds for a terminal only; `looks` are further fields of `Output`.
    """
    outputs = []
    for name, path in wanted:
        stream = io.StringIO() if path else sys.stdout
        output = Output(
            stream,
            color=_color(color, stream),
            reveal=reveal and stream.isatty(),
            is_file=path is not None,
            **looks,
        )
        outputs.append((name, output))
    yield outputs
    from smcheck.reporters.written import remember

    for (_, path), (_, output) in zip(wanted, outputs, strict=True):
        if path and isinstance(output.stream, io.StringIO):
            try:
                content = output.stream.getvalue().encode()
                write_atomically(path, content)
                remember(path, content)
            except OSError as error:
                fail(f"{path}: the report cannot be written: {error.strerror or error}")


def _color(when: When, stream: TextIO) -> bool | None:
    if when == "auto":
        forced = os.environ.get("FORCE_COLOR", "")
        return None if forced or stream.isatty() else False
    return when == "always"
