"""Hostile, broken and merely odd files, made in code: what a reader must refuse, read, or at least survive.

No file here is checked in; each is made when it is asked for, in well under two seconds and in some 8 MB at most.
What is packed may unfold to about a gigabyte, never to more than 1.2. The addresses are of 192.0.2.0/24, which
belongs to nobody: whatever calls one has followed a reference that it should have left alone."""

from __future__ import annotations

from tests.readers.hostile import (
    calendars,
    containers,
    mailboxes,
    mails,
    markdown,
    markup,
    ole,
    open_documents,
    pages,
    pdfs,
    pictures,
    records,
    rich_texts,
    tables,
    texts,
    word,
    workbooks,
)
from tests.readers.hostile.case import PHONE, Case, Outcome

__all__ = ["CASES", "PHONE", "Case", "Outcome"]

CASES: tuple[Case, ...] = (
    *containers.CASES,
    *ole.CASES,
    *markup.CASES,
    *word.CASES,
    *open_documents.CASES,
    *workbooks.CASES,
    *tables.CASES,
    *records.CASES,
    *mails.CASES,
    *mailboxes.CASES,
    *calendars.CASES,
    *rich_texts.CASES,
    *pages.CASES,
    *markdown.CASES,
    *texts.CASES,
    *pictures.CASES,
    *pdfs.CASES,
)
"""Every case, by kind of file; names are unique."""
