"""Fields of Word: links, barcodes, buttons, formulas, and what draws in other files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smcheck.readers.package import attribute, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_REST = r"\s*(?:\\[hmnt]\s+|\\o\s+\"[^\"]*\"\s+)*\"?([^\s\\\"][^\s\"]*)"  # where it leads, if to no bookmark
_IS_LINK = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_LINK = re.compile(rf"\s*HYPERLINK{_REST}", re.IGNORECASE)
_BARCODE = re.compile(r"\s*(?:DISPLAY|MERGE)?BARCODE\s+(?:\"([^\"]*)\"|(\S+))", re.IGNORECASE)
_DRAWS_IN = re.compile(r"\s*(INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE|RD)\b", re.IGNORECASE)
_SHOWN = re.compile(r"\s*(?:(?:MACRO|GOTO)BUTTON\s+\S+|EQ)\s+(.*)", re.IGNORECASE | re.DOTALL)
_SHOWN_AT_FIRST = re.compile(r"\s*(?:QUOTE|FILLIN|ASK|IF)\s+(.*)", re.IGNORECASE | re.DOTALL)
_HINT = re.compile(r"\\o\s+\"([^\"]*)\"", re.IGNORECASE)  # what a link says when it is pointed at
_FORM = ("listEntry", "helpText", "statusText", "default")
_SWITCH = re.compile(r"\\[a-z]{1,2}\b", re.IGNORECASE)


class Fields:
    """The fields that are open at a place of the text; those that cannot be read are added to `unread`."""

    def __init__(self, unread: list[str]) -> None:
        self._unread = unread
        self._open: list[_Field] = []

    def instruct(self, text: str) -> None:
        """Take a piece of the instruction of the innermost field."""
        if self._open:
            self._open[-1].instruction += text

    def mark(self, kind: str) -> str:
        """What a mark of a field shows: the bracket before the words of a link, or what comes behind them."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].has_words = True
            return "[" if link_of(self._open[-1].instruction) else ""
        elif kind == "end" and self._open:
            field = self._open.pop()
            return self.behind(field.instruction, has_words=field.has_words)
        return ""

    def behind(self, instruction: str, *, has_words: bool) -> str:
        """What a field shows beside the words stored with it, if there are such."""
        if drawn := _DRAWS_IN.match(instruction):
            self._unread.append(f"the field {drawn[1].upper()}, which draws in a file,")
        if barcode := _BARCODE.match(instruction):
            return f" {barcode[1] or barcode[2]} "
        shown = _SHOWN.match(instruction) or (None if has_words else _SHOWN_AT_FIRST.match(instruction))
        if shown:
            return f" {_SWITCH.sub(' ', shown[1])} "
        target = link_of(instruction)
        hint = _HINT.search(instruction) if _IS_LINK.match(instruction) else None
        return (f"]({target})" if target else "") + (f" ({hint[1]}) " if hint else "")


class _Field:
    """A field under way: its instruction so far, and whether words are stored with it."""

    def __init__(self) -> None:
        self.instruction = ""
        self.has_words = False


def said_by_form(mark: _Element) -> str:
    """What a field of a form offers, explains or begins with."""
    said = [attribute(part, "val") for part in mark.iter() if name_of(part) in _FORM]
    return "".join(f" {each} " for each in said if each)


def link_of(instruction: str) -> str:
    """Where a field leads; empty where it is no link."""
    found = _LINK.match(instruction)
    return found[1] if found else ""
