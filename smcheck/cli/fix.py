"""`smcheck fix`: a copy of a draft with other words where findings offer them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smcheck.cli import completion
from smcheck.cli.common import App, ConfigOption, copied_review, fail, one_review, reported_errors, reviews_of
from smcheck.cli.usage import missing
from smcheck.model.edit import EDIT_KINDS
from smcheck.model.showing import visible

if TYPE_CHECKING:
    from smcheck.model.edit import Edit
    from smcheck.model.review import Review

app = App()


@app.command()
def fix(
    path: Annotated[str | None, typer.Argument(metavar="DRAFT", help="A draft.")] = None,
    clipboard: Annotated[
        bool, typer.Option("--clipboard", help="Mend the text on the clipboard; --write puts it back there.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Make the edits that somebody has to look at, too.")
    ] = False,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help=f"Only: {', '.join(EDIT_KINDS)} (may repeat).",
            autocompletion=completion.edit_kinds,
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write a copy beside the draft.")] = False,
    config: ConfigOption = None,
) -> None:
    """Show a draft with calmer, plainer and safer words, and write a copy of it.

    With --clipboard, the text there is mended, and --write replaces it. Personal data is masked in
    what is shown, and stands in the copy. Exit code: 0 nothing is left to mend in
    the copy, 1 something is, 2 the draft could not be read.
    """
    from smcheck.review.edits import chosen, mended, offered

    for name in kind or ():
        if name not in EDIT_KINDS:
            fail(f"there are no edits of the kind {name!r}; those there are: {', '.join(EDIT_KINDS)}")
    if clipboard == bool(path):
        missing(
            "--clipboard goes without a DRAFT; give one"
            if path
            else "DRAFT is missing: give one, or --clipboard"
        )
    with reported_errors():
        review = one_review(path, config) if path else copied_review(config)
        edits = chosen(review, everything=everything, kinds=kind or ())
        left = sorted(set(offered(review)) - set(edits), key=lambda edit: (edit.start, edit.text))
        _show(review, edits, left)
        text = mended(review, edits)
        after = _again(review, path, text, config) if edits else review
        if write and edits:
            typer.echo(_written(review, path, text))
    _conclude(after)


def _show(review: Review, edits: Sequence[Edit], left: Sequence[Edit]) -> None:
    """Print what is changed, and what is offered beside that."""
    from smcheck.model.edit import applied

    before, behind = (text.splitlines() for text in (review.masked, applied(review.masked, edits)))
    for line in difflib.unified_diff(before, behind, "draft", "with the edits", lineterm="", n=1):
        typer.echo(visible(line))
    if not edits:
        typer.echo("No edit is made." if left else "There is nothing to mend by other words.")
    if left:
        typer.echo("Offered for you to look at first (--all makes them):")
    for edit in left:
        typer.echo(f"  line {review.draft.position(edit.start).line}: {_said(review, edit)} ({edit.kind})")


def _said(review: Review, edit: Edit) -> str:
    words = visible(review.masked[edit.start : edit.end])
    return f"“{words}” -> “{visible(edit.text)}”" if edit.text else f"“{words}” left out"


def _written(review: Review, path: str | None, text: str) -> str:
    """Write the mended text, into a copy or onto the clipboard; says where it is."""
    if path:
        return f"Written: {_write(review, Path(path), text)}"
    from smcheck.run.clipboard import replace_copied

    replace_copied(review.draft.text, text)
    return "The mended text is on the clipboard: paste it where the draft was."


def _write(review: Review, path: Path, text: str) -> Path:
    """Write the copy beside the draft; a text where the draft's form cannot be kept."""
    from smcheck.readers.decoding import find_encoding
    from smcheck.settings.files import write_atomically

    kept = review.draft.is_file_text
    copy = path.with_name(f"{path.stem}.mended{path.suffix if kept else '.txt'}")
    if copy.exists():
        fail(f"{copy}: there is a file of that name; move it away first")
    content = find_encoding(path.read_bytes()).encode(text) if kept else text.encode("utf-8")
    write_atomically(copy, content)
    return copy


def _again(review: Review, path: str | None, text: str, config: Path | None) -> Review:
    """The review of the mended text."""
    from smcheck.run import STDIN, Request

    draft = review.draft
    given = path or draft.path
    name = given if draft.is_file_text else str(Path(given).with_suffix(".txt"))
    content = text.encode("utf-8", "surrogatepass")
    request = Request(
        (STDIN,), content, name, kind=draft.kind, platforms=draft.platforms, config=config, report_known=True
    )
    return next(reviews_of(request))


def _conclude(review: Review) -> None:
    """Say how many findings are left, and end with the code for it."""
    for error in review.errors:
        fail(f"{visible(error.path)}: {error.message}")
    left = len(review.open_findings)
    if left:
        typer.echo(f"{left} finding{'s are' if left > 1 else ' is'} left; smcheck check shows them")
        raise typer.Exit(1)
    typer.echo("Nothing is left to mend.")
