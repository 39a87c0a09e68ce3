"""Lines of text with styles, for a terminal or for anything else."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from smcheck.reporters import Output

if TYPE_CHECKING:
    from rich.console import Console

Part = tuple[str, str]
"""A text and its style, as rich names styles; the style may be empty."""

_PIPE_WIDTH = 100
_WIDEST = 100
_NARROWEST = 20
_REMEMBERED = 512
_COMMAND, _NO_COMMAND = "::", "| "
"""With what a log takes a line for a command, blanks before it aside, and what goes before it."""


class Paper:
    """Writes lines; styles are shown where the output takes colour, and rich is loaded only then."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._held: list[str] | None = None
        # A progress bar stands aside for what is written to the stream, but not for what rich writes past it.
        self._bar_below = hasattr(output.stream, "rich_proxied_file")
        self._console = None if output.color is False else _console(output)
        terminal = shutil.get_terminal_size().columns if output.stream.isatty() else _PIPE_WIDTH
        width = output.width or (self._console.width if self._console else terminal)
        self.width = min(width, _WIDEST)

    def line(self, *parts: Part) -> None:
        """Write one line, however long it is."""
        if self._console is None:
            self.write("".join(text for text, _ in parts) + "\n")
            return
        from rich.text import Text

        if not self._bar_below and self._held is None:
            self._console.print(Text.assemble(*parts), soft_wrap=True)
            return
        with self._console.capture() as printed:
            self._console.print(Text.assemble(*parts), soft_wrap=True)
        self.write(printed.get())

    def write(self, lines: str) -> None:
        """Write lines as they are, with the codes of their styles."""
        if self._held is None:
            self._stream.write(lines)
        else:
            self._held.append(lines)

    def held(self, write: Callable[[], None]) -> str:
        """What a function writes, with the codes of its styles, kept in place of being written."""
        self._held = []
        try:
            write()
            return "".join(self._held)
        finally:
            self._held = None

    def paragraph(self, parts: Sequence[Part], first: Part, rest: str) -> None:
        """Write parts on as many lines as they take, the first after `first`, the others after `rest`."""
        text = "".join(said for said, _ in parts)
        room = max(_NARROWEST, self.width - len(rest))
        begin = 0
        for number, line in enumerate(_wrapped(text, room)):
            begin = text.index(line, begin)
            before = (rest + _NO_COMMAND * line.startswith(_COMMAND), "") if number else first
            self.line(before, *_between(parts, begin, begin + len(line)))
            begin += len(line)


@lru_cache(_REMEMBERED)
def _wrapped(text: str, room: int) -> Sequence[str]:
    """The text in lines; rules and advice are the same in draft after draft."""
    return textwrap.wrap(text, room, break_on_hyphens=False) or [""]


def _between(parts: Sequence[Part], start: int, end: int) -> Iterator[Part]:
    """What of the parts lies between two offsets of their joined text."""
    place = 0
    for text, style in parts:
        piece = text[max(0, start - place) : max(0, end - place)]
        place += len(text)
        if piece:
            yield piece, style


def _console(output: Output) -> Console:
    from rich.console import Console

    class _Console(Console):
        """A console that leaves a closed pipe to the caller, so that the exit code stays the verdict."""

        def on_broken_pipe(self) -> None:
            raise  # rich calls this while it handles the BrokenPipeError

    return _Console(
        file=output.stream,
        force_terminal=output.color,
        no_color=None if output.color is None else not output.color,
        width=output.width or (None if output.stream.isatty() else _PIPE_WIDTH),
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
