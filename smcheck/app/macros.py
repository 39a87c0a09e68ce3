"""Macros for Word and Outlook that open what is being written at the desk; each is a few lines to be read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path


class Program(StrEnum):
    """A program that has macros."""

    WORD = "word"
    OUTLOOK = "outlook"


_WORD = """\
Sub CheckWithSmcheck()
    ' Saves this document, and opens it at the desk of smcheck on this computer.
    ActiveDocument.Save
    If InStr(ActiveDocument.FullName, "://") > 0 Then
        MsgBox "This document is kept online. Save a copy on this computer, and check that."
    ElseIf ActiveDocument.Path <> "" Then
        OpenAtDesk ActiveDocument.FullName
    End If
End Sub
"""
_OUTLOOK = """\
Sub CheckWithSmcheck()
    ' Saves a copy of the message that is open, and opens that at the desk of smcheck on this computer.
    Dim copy As String
    If ActiveInspector Is Nothing Then
        MsgBox "Open the message in a window of its own first."
        Exit Sub
    End If
    copy = Environ("TEMP") & "\\smcheck"
    If Dir(copy, vbDirectory) = "" Then MkDir copy
    copy = copy & "\\message " & Format(Now, "yyyy-mm-dd hh-nn-ss") & ".msg"
    ActiveInspector.CurrentItem.SaveAs copy, 9
    OpenAtDesk copy
End Sub
"""
_OPEN = """\

Private Sub OpenAtDesk(path As String)
    CreateObject("Shell.Application").ShellExecute {program}, {arguments} & Chr(34) & path & Chr(34)
End Sub
"""
_MACROS = {Program.WORD: _WORD, Program.OUTLOOK: _OUTLOOK}


def macro(program: Program, config: Path | None) -> str:
    """The macro, which runs this very smcheck."""
    from subprocess import list2cmdline

    given = ["--config", str(config.resolve())] if config else []
    arguments = list2cmdline(["-m", "smcheck", "app", *given, "--"])
    opens = _OPEN.format(program=_literal(sys.executable), arguments=_literal(f"{arguments} "))
    return _MACROS[program] + opens


def _literal(text: str) -> str:
    """A text as Visual Basic writes it, with letters that its editor may not know as their numbers."""
    pieces: list[str] = []
    plain = ""
    for char in text:
        if char.isascii():
            plain += char
            continue
        pieces += [_quoted(plain)] if plain else []
        pieces += [f"ChrW({unit})" for unit in _units(char)]
        plain = ""
    pieces += [_quoted(plain)] if plain or not pieces else []
    return " & ".join(pieces)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _units(char: str) -> Sequence[int]:
    raw = char.encode("utf-16-le")
    return [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]
