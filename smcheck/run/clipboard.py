"""The clipboard: the text on it, and another one in its place. Nothing else is read or changed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smcheck.model.errors import SmcheckError

NAME = "clipboard"
"""What a draft from the clipboard is called."""

EMPTY = "there is nothing on the clipboard, or no text; copy the post first"

_SAVED = "clipboard-before-smcheck.txt"
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_NONE = "the clipboard cannot be reached: "
_ON_LINUX = "install xclip (on Wayland wl-clipboard), and run smcheck in a window of the desktop"
_TRY_AGAIN = "another program may hold it; close that or wait a moment, and try again"


class ClipboardError(SmcheckError):
    """The clipboard could not be read or written, and why."""


def copied_text() -> str:
    """The text on the clipboard; raises `ClipboardError` where there is none, or no clipboard."""
    text = _read()
    if not text.strip():
        raise ClipboardError(EMPTY)
    return text


def replace_copied(before: str, text: str, folder: Path = Path()) -> None:
    """Put a text in the place of the one that was read `before`.

    Raises `ClipboardError`: where something else has been copied meanwhile, nothing is changed; where writing
    fails, the former text is put back, or else kept in a file of the folder.
    """
    if _read() != before:
        raise ClipboardError("something else has been copied meanwhile; nothing was changed")
    if _put(text):
        return
    if _put(before):
        raise ClipboardError("the clipboard did not take the text; what was on it is there again")
    kept = folder / _SAVED
    try:
        with kept.open("x", encoding="utf-8", newline="") as file:
            file.write(before)
    except OSError as error:
        raise ClipboardError(
            f"the clipboard did not take the text, and may have lost what was on it: {error}"
        ) from error
    raise ClipboardError(f"the clipboard did not take the text; what was on it is kept in {kept}")


def _put(text: str) -> bool:
    """Whether the clipboard holds the text, once it was told to."""
    import pyperclip

    try:
        with _nothing_held():
            pyperclip.copy(text)
        return _plain(_read()) == _plain(text)
    except (pyperclip.PyperclipException, ClipboardError, OSError, UnicodeError):
        return False


@contextmanager
def _nothing_held() -> Iterator[None]:
    """Let programs that begin meanwhile hold none of our streams: xclip stays, and readers would wait."""
    if sys.platform != "linux":
        yield
        return
    with open(os.devnull, "w") as nothing:  # noqa: PTH123
        kept = [os.dup(stream) for stream in (1, 2)]
        try:
            for stream in (1, 2):
                os.dup2(nothing.fileno(), stream)
            yield
        finally:
            for stream, copy in zip((1, 2), kept, strict=True):
                os.dup2(copy, stream)
                os.close(copy)


def _read() -> str:
    import pyperclip

    if sys.platform == "darwin":  # pbpaste speaks UTF-8 only where the surroundings say so
        os.environ.setdefault("LC_CTYPE", "UTF-8")
    if sys.platform == "linux" and not _has_display():
        raise ClipboardError(_NONE + _ON_LINUX)
    try:
        return _HALF_PAIR.sub("\ufffd", pyperclip.paste() or "")
    except pyperclip.PyperclipException as error:
        advice = _ON_LINUX if sys.platform == "linux" else _TRY_AGAIN
        raise ClipboardError(_NONE + advice) from error
    except UnicodeError as error:
        raise ClipboardError(_NONE + "what is on it is no text; copy the post itself") from error
    except (OSError, AssertionError, RuntimeError) as error:  # of a program that pyperclip runs
        raise ClipboardError(f"{_NONE}{type(error).__name__}; {_TRY_AGAIN}") from error


def _has_display() -> bool:
    """Whether there is a desktop, or Windows around a Linux of its own."""
    return bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("WSL_INTEROP")
    )


def _plain(text: str) -> str:
    """A text as clipboards may hand it back, some of which change line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
