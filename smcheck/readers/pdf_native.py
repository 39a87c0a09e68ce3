"""What the other modules of PDFs ask pdfium in common: texts, and documents that are opened and closed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from smcheck.model.errors import DraftError

LONGEST_TEXT = 64 * 1024
"""Bytes of a text that is no page's: a value, a comment, a description, a title."""

_PASSWORD = "the PDF is encrypted; save it without a password"  # noqa: S105 - what is said of one
_REFUSED = {
    4: _PASSWORD,
    5: "the PDF is encrypted in a way that cannot be read; save it without a password",
}


@contextmanager
def document(content: bytes) -> Iterator[Any]:
    """The document, while it is open; raises `DraftError` where it cannot be opened."""
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    opened = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not opened:
        why = _REFUSED.get(pdfium.FPDF_GetLastError(), "the PDF is damaged, or no PDF; save it again")
        raise DraftError(why)
    try:
        yield opened
    finally:
        pdfium.FPDF_CloseDocument(opened)


def wide(call: Callable[..., int], *given: object) -> str:
    """The text that a function of pdfium writes as UTF-16 into a buffer of its caller; "" without one."""
    import pypdfium2.raw as pdfium

    size = min(call(*given, None, 0), LONGEST_TEXT)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    kind = call.argtypes[len(given)]  # type: ignore[attr-defined]  # every function of ctypes has them
    as_units = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    call(*given, buffer if kind is ctypes.c_void_p else as_units, size)
    return cleaned(buffer.raw.decode("utf-16-le", "replace"))


def narrow(call: Callable[..., int], *given: object) -> str:
    """The text that a function of pdfium writes as bytes into a buffer of its caller; "" without one."""
    size = min(call(*given, None, 0), LONGEST_TEXT)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*given, buffer, size)
    return cleaned(buffer.raw.decode("utf-8", "replace"))


def cleaned(text: str) -> str:
    """A text of a document as people write it: up to its end, with line ends of one kind, and no marks."""
    text = text.partition("\0")[0].replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char >= " " or char in "\n\t").strip()
