"""The texts that an editor has open, as they stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path, urlparse

from smcheck.lsp.positions import Positions
from smcheck.readers import ENDINGS, UNREADABLE

UNTITLED = "untitled"
"""What a text is called that has no file yet."""

READ_AS_TYPED = ("txt", "md", "html")
"""The readers of files that are text, of which an editor holds all."""

PARAGRAPH = "smcheck-paragraph"
"""The language of a text that is one paragraph of a document, of whose file it has the name."""

_BY_LANGUAGE = {"markdown": ".md", "html": ".html", "xhtml": ".html"}
"""The ending that goes with the language that an editor names, where the name says none."""
_BY_ENDING = {ending: name for name, endings in ENDINGS.items() for ending in endings}

Change = types.TextDocumentContentChangePartial | types.TextDocumentContentChangeWholeDocument


@dataclass(frozen=True)
class Buffer:
    """A text that is open, at one of its versions; `language` is the editor's name of its kind.

    `encoding` is that in which the editor counts, `home` the folder whose settings hold for what has no file.
    """

    uri: str
    text: str
    version: int | None = None
    language: str = ""
    encoding: str = "utf-16"
    home: Path = Path()

    @cached_property
    def positions(self) -> Positions:
        """The places of the text."""
        return Positions(self.text, self.encoding)

    @cached_property
    def path(self) -> Path | None:
        """The file that it is written to; None where it has none yet."""
        path = to_fs_path(self.uri)
        return Path(path) if path and Path(path).name else None

    @property
    def name(self) -> str:
        """The name by which it is read; that of a text without a file ends as its language has it."""
        if self.path:
            return str(self.path)
        name = Path(urlparse(self.uri)[2]).name or UNTITLED
        return name if _ending(name) in _BY_ENDING else name + _BY_LANGUAGE.get(self.language, "")

    @property
    def is_read_here(self) -> bool:
        """Whether its kind of file is one of which the editor holds all that is published."""
        if self.is_paragraph:
            return True
        ending = _ending(self.name)
        return _BY_ENDING.get(ending, "txt") in READ_AS_TYPED and ending not in UNREADABLE

    @property
    def is_paragraph(self) -> bool:
        """Whether it is one paragraph of a document, which a word processor holds."""
        return self.language == PARAGRAPH

    @property
    def folder(self) -> Path:
        """The folder whose settings hold."""
        return self.path.parent if self.path else self.home

    def changed(self, changes: Sequence[Change], version: int | None) -> Buffer:
        """The text with changes made, one after the other, each in the text as the last one left it."""
        now = self
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = sorted(map(now.positions.offset, (change.range.start, change.range.end)))
                now = replace(now, text=f"{now.text[:start]}{change.text}{now.text[end:]}")
            else:
                now = replace(now, text=change.text)
        return replace(now, version=version)


def _ending(name: str) -> str:
    return Path(name).suffix.lower()
