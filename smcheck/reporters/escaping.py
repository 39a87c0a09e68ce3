"""What a text from outside needs so that it acts in no spreadsheet and no Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from smcheck.model.showing import KEPT, visible

_FORMULA_SIGNS = "=+-@\u2212"  # the last is the minus sign, with which some locales write numbers
_LONGEST_CELL = 32_767  # Excel lets a longer one run over into the cells below, where it could start anew

# What a wiki or forge looks for in words once Markdown is done with them, so that no escape helps: links
# without brackets, mentions, references, commits, mathematics, emoji by name. None looks into code.
_ACTS_IN_TEXT = re.compile(
    r"[@$]|#\w|//|(?i:www\.)|\S\.[^\W\d_]|:[\w+-]+:|\b[A-Z]{2,}-\d|(?<!\w)[!%&~]\w|\b[0-9a-fA-F]{7,40}\b"
)
_WORD = re.compile(r"""([(\[{<“‘"']*)(.*?)([)\]}>”’"',.;:!?…]*)""")
_MARKS = re.compile(r"[\\`*_\[\]{}<>|~#&^=+]")
_FIRST_MARKS = re.compile(r"^(\d*)([-.):])")


def not_a_formula(text: str) -> str:
    """The text, made visible, as a cell that a spreadsheet takes for text.

    An apostrophe goes before a sign that could begin a formula, be there white space before it or not, and
    before wide and small forms of these signs, which spreadsheets may read alike.
    """
    text = visible(text)[: _LONGEST_CELL - 1]
    first = unicodedata.normalize("NFKC", text.strip(f" {KEPT}")[:1])
    return f"'{text}" if first and first in _FORMULA_SIGNS else text


def markdown_text(text: str) -> str:
    """The text, made visible, as words of a line of Markdown: none formats, links, mentions or refers."""
    words = " ".join(_markdown_word(word) for word in visible(text).split())
    return _FIRST_MARKS.sub(r"\1\\\2", words)


def markdown_code(text: str) -> str:
    """The text, made visible, as code within a line of Markdown."""
    text = visible(text)
    ticks = "`" * (_longest_ticks(text) + 1)
    pad = " " if text.strip("` ") != text or not text else ""  # Markdown takes one off each end
    return f"{ticks}{pad}{text}{pad}{ticks}"


def markdown_block(lines: Iterable[str], indent: str = "") -> str:
    """The lines, made visible, as a block of Markdown code."""
    shown = [visible(line) for line in lines]
    ticks = "`" * max([3, *(_longest_ticks(line) + 1 for line in shown)])
    return "\n".join(f"{indent}{line}".rstrip() for line in (f"{ticks}text", *shown, ticks))


def _markdown_word(word: str) -> str:
    if not _ACTS_IN_TEXT.search(word):
        return _MARKS.sub(r"\\\g<0>", word)
    parts = _WORD.fullmatch(word)
    before, core, after = parts.groups() if parts else ("", word, "")
    return _MARKS.sub(r"\\\g<0>", before) + markdown_code(core) + _MARKS.sub(r"\\\g<0>", after)


def _longest_ticks(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
