"""`smcheck redact`: a copy of a draft in which personal data is masked and nothing else is changed."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli.common import App, ConfigOption, fail, reported_errors, see_file

if TYPE_CHECKING:
    from smcheck.model.review import Review

_STDIN = "-"

app = App()


@app.command()
def redact(
    path: Annotated[str, typer.Argument(metavar="DRAFT", help="A text file, or - for standard input.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here. [default: standard output]"),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Write a copy of a draft with personal data masked and nothing else changed.

    What the council owns or has approved stays. Exit code: 0 the copy is written, 2 it could not be made.
    """
    from smcheck.readers.decoding import find_encoding
    from smcheck.review.redaction import redact as redacted

    with reported_errors():
        content = _content(path)
        review = _review(path, content, config)
        copy = find_encoding(content).encode(redacted(review))
    _write(copy, output, path)
    typer.echo(f"smcheck: {_summary(review)}", err=True)


def _write(copy: bytes, output: Path | None, draft: str) -> None:
    """Write the copy, never over the draft, whatever name that goes by."""
    from smcheck.settings.files import write_atomically

    try:
        if output is None or str(output) == _STDIN:
            sys.stdout.buffer.write(copy)
            sys.stdout.buffer.flush()
        elif draft != _STDIN and output.exists() and output.samefile(draft):
            fail(f"{output} is the draft itself; give the copy another name")
        else:
            write_atomically(output, copy)
    except OSError as error:
        fail(f"{output or 'standard output'}: the copy cannot be written: {error.strerror or error}")


def _content(path: str) -> bytes:
    from smcheck.readers import ENDINGS, READABLE

    if path == _STDIN:
        return sys.stdin.buffer.read() if sys.stdin else b""
    see_file(path, "give one text draft")
    if not Path(path).is_file():
        fail(f"{path}: this is no ordinary file; give one text draft")
    if Path(path).suffix.lower() in READABLE - {*ENDINGS["txt"], *ENDINGS["md"]}:
        fail(f"{path}: redact takes one text draft; save the post as .txt")
    return Path(path).read_bytes()


def _review(path: str, content: bytes, config: Path | None) -> Review:
    """The draft reviewed for personal data; fails where any of it could not be judged."""
    from smcheck.model.category import PERSONAL
    from smcheck.run import STDIN, NotReviewed, Request, Reviewed, Run

    name = "" if path == STDIN else path
    select = tuple(sorted(PERSONAL))
    request = Request((STDIN,), content, name, config=config, select=select, configured=False)
    reviewed = None
    for event in Run(request).events():
        if isinstance(event, NotReviewed):
            fail(f"{path}: {event.message}")
        if isinstance(event, Reviewed):
            reviewed = event.review
    if reviewed is None:
        fail(f"{path}: it holds no draft")
    broken = [error for error in reviewed.errors if error.check != "language"]
    if broken:
        fail(f"{path}: {broken[0].message}")
    return reviewed


def _summary(review: Review) -> str:
    from smcheck.model.category import PERSONAL

    found = [finding for finding in review.findings if finding.category in PERSONAL]
    masked, left = (
        Counter(finding.check for finding in found if (finding.decision is None) == is_open)
        for is_open in (True, False)
    )
    nothing = "nothing to mask" if left else "nothing to mask: no personal data found"
    said = f"masked {_counted(masked)}" if masked else nothing
    return f"{said}; left as approved: {_counted(left)}" if left else said


def _counted(checks: Counter[str]) -> str:
    return ", ".join(f"{count} {check}" for check, count in sorted(checks.items()))
