"""What a PDF says beside the text of its pages: fields, comments, descriptions, bookmarks, properties."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from smcheck.readers.pdf_native import wide

MOST_NOTES = 2_000
"""Annotations of a page, elements of its structure, and bookmarks of a document that are looked at."""

_DEEPEST = 64
_MOST_OPTIONS = 200
_FILMS = ("MOVIE", "SCREEN", "SOUND", "RICHMEDIA", "THREED")
_SCRIPTS = re.compile(rb"/S\s*/(JavaScript|Launch|ImportData|RichMediaExecute)\b")
_OVERLAP = 64  # bytes, more than a sign of a script has
_SAID = {
    b"Launch": "an action that starts a program or opens a file",
    b"ImportData": "an action that brings in the data of a file",
}


class Said(NamedTuple):
    """Something that a page or the document says beside its text, and where."""

    place: str
    text: str


@contextmanager
def forms_of(document: Any) -> Iterator[Any]:
    """The form of a document, by which its fields are asked for their values."""
    import pypdfium2.raw as pdfium

    asked = pdfium.FPDF_FORMFILLINFO(version=2)
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, asked)
    try:
        yield form
    finally:
        if form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(form)


def notes_of(page: Any, form: Any, unread: list[str]) -> Iterator[Said]:
    """What fields and comments of a page say; films and files among them are added to `unread`."""
    import pypdfium2.raw as pdfium

    films = {getattr(pdfium, f"FPDF_ANNOT_{name}") for name in _FILMS}
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        try:
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                yield from _field(note, form)
            elif kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                name = wide(pdfium.FPDFAttachment_GetName, pdfium.FPDFAnnot_GetFileAttachment(note))
                unread.append(f"attached:{name}")
            elif kind in films:
                unread.append("a film, sound or model")
            if kind not in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_POPUP):
                yield from _comment(note, link=kind == pdfium.FPDF_ANNOT_LINK)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _comment(note: Any, *, link: bool) -> Iterator[Said]:
    """A comment with the name of whoever wrote it; of a link, what it shows at a touch."""
    import pypdfium2.raw as pdfium

    text = wide(pdfium.FPDFAnnot_GetStringValue, note, b"Contents")
    if link or not text:
        yield Said("link", text)
        return
    name = wide(pdfium.FPDFAnnot_GetStringValue, note, b"T")
    yield Said("comment", text)
    yield Said("name beside a comment", name)


def _field(note: Any, form: Any) -> Iterator[Said]:
    """The value of a field, the words by which it asks, and what there is to choose from."""
    import pypdfium2.raw as pdfium

    for entry in (b"TU", b"V"):  # of a field that the form does not list, too
        yield Said("form field", wide(pdfium.FPDFAnnot_GetStringValue, note, entry))
    if not form:
        return
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, note)
    yield Said("form field", wide(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, note))
    if kind in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX):
        yield Said("form field", wide(pdfium.FPDFAnnot_GetFormFieldValue, form, note))
    for option in range(min(pdfium.FPDFAnnot_GetOptionCount(form, note), _MOST_OPTIONS)):
        yield Said("form field", wide(pdfium.FPDFAnnot_GetOptionLabel, form, note, option))


def descriptions_of(page: Any) -> Iterator[Said]:
    """What a tagged PDF reads out to those who do not see the page: descriptions, and words in full."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        count = min(pdfium.FPDF_StructTree_CountChildren(tree), MOST_NOTES)
        roots = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, number) for number in range(count))
        for element in _descendants(list(filter(None, roots))):
            if said := wide(pdfium.FPDF_StructElement_GetAltText, element):
                yield Said("description of a picture", f"![{said}]()")
            for call in (pdfium.FPDF_StructElement_GetActualText, pdfium.FPDF_StructElement_GetExpansion):
                yield Said("words read out", wide(call, element))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _descendants(waiting: list[Any]) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    waiting.reverse()
    for _ in range(MOST_NOTES * 10):
        if not waiting:
            return
        element = waiting.pop()
        yield element
        count = max(0, min(pdfium.FPDF_StructElement_CountChildren(element), MOST_NOTES))
        children = (
            pdfium.FPDF_StructElement_GetChildAtIndex(element, number) for number in reversed(range(count))
        )
        waiting += filter(None, children)


def bookmarks_of(document: Any) -> Iterator[Said]:
    """The titles of bookmarks, which readers show beside the pages."""
    import pypdfium2.raw as pdfium

    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 0)]
    for _ in range(MOST_NOTES):
        if not waiting:
            return
        mark, depth = waiting.pop()
        if not mark:
            continue
        yield Said("bookmark", wide(pdfium.FPDFBookmark_GetTitle, mark))
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, mark), depth))
        if depth < _DEEPEST:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, mark), depth + 1))


def property_of(document: Any, name: bytes) -> str:
    """A property of the document: its title or author."""
    import pypdfium2.raw as pdfium

    return wide(pdfium.FPDF_GetMetaText, document, name)


def attached_to(document: Any) -> Iterator[str]:
    """Names of the files in a document."""
    import pypdfium2.raw as pdfium

    for number in range(min(pdfium.FPDFDoc_GetAttachmentCount(document), MOST_NOTES)):
        yield wide(pdfium.FPDFAttachment_GetName, pdfium.FPDFDoc_GetAttachment(document, number))


def acting_in(document: Any) -> Iterator[str]:
    """What in a document does something by itself or at a click, or is drawn by Adobe's programs alone."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDF_GetFormType(document) in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        yield "a form that only Adobe's programs show (XFA)"
    found: set[bytes] = set()
    last = b""

    def look(_writer: Any, data: Any, size: int) -> int:
        nonlocal last
        block = last + ctypes.string_at(data, size)
        found.update(_SCRIPTS.findall(block))
        last = block[-_OVERLAP:]
        return 1

    writer = pdfium.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(look)
    saved = pdfium.FPDF_SaveAsCopy(document, writer, pdfium.FPDF_REMOVE_SECURITY)
    if not saved:
        yield "what it does when it is opened, which could not be looked through,"
    for name in sorted(found):
        yield _SAID.get(name, "a script")
