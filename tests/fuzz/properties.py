"""What must hold for every document: nothing crashes, passes in silence, takes long, or shows what is masked."""

from __future__ import annotations

import re
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from smcheck import Council, Draft, DraftError, Review, Reviewer
from smcheck.readers import read_content
from smcheck.readers.content import Item
from smcheck.reporters import Format
from smcheck.run import NotReviewed
from tests.fuzz.author import Document, Mark, squeezed
from tests.readers.documents import assert_sound
from tests.reporters.runs import run_over, written

MOST_WORK = 300
"""How often the work on a plain text of the same size, read and reviewed, a document may take."""
_LEAST = 32 * 1024
"""Bytes of the plain text beside which a small document is judged."""
_TRIES = 3  # of a document that took long, of which the quickest counts
_PROSE = "The fete is on Saturday; everybody is welcome on the green, and there will be tea. "
_UNFORESEEN = re.compile(r"the file cannot be read \((\w+)\)")

_OF_A_CELL = re.compile(r"judged for today|is not known")


class Fault(NamedTuple):
    """Something that must not be: its kind, in what it was, and the rest of it."""

    kind: str
    where: str
    detail: str = ""

    @property
    def sign(self) -> str:
        """By what the same fault is known again."""
        return f"{self.kind}: {self.where}"


@cache
def reviewer() -> Reviewer:
    """A reviewer that looks for numbers, mailboxes and the like only, without models."""
    return Reviewer(Council(language_model=False, classifier=False), select=["personal-contact"])


def faults_of(document: Document, told: Counter[str] | None = None) -> list[Fault]:
    """All faults that reading, reviewing and reporting a document shows; `told` counts what was refused."""
    began = time.process_time()
    try:
        items = list(read_content(document.content, document.name))
        reviews = [reviewer().review(item) for item in items if isinstance(item, Draft)]
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(frame.filename).name}, {frame.name}"
        return [Fault("crash", where, str(error))]
    if told is not None:
        told["damaged" if not document.is_sound else "refused" if not reviews else "read"] += 1
    worked = time.process_time() - began
    found = [*_of_items(items), *_of_reviews(reviews), *_of_reports(document, items, reviews)]
    if document.is_sound:
        found += [*_silent(document, items), *_overlooked(document, reviews)]
    return found + list(_slow(document, worked))


def _of_items(items: Sequence[Item]) -> Iterator[Fault]:
    """Faults of drafts by themselves, and errors that no reader foresaw."""
    if not any(isinstance(item, Draft | DraftError) for item in items):
        yield Fault("silent", "whole file", "neither a draft nor an error")
    for item in items:
        if isinstance(item, DraftError) and (known := _UNFORESEEN.search(str(item))):
            yield Fault("crash", known[1], str(item))
        elif isinstance(item, Draft):
            yield from _unsound(item)


def _unsound(draft: Draft) -> Iterator[Fault]:
    try:
        if draft.published:
            assert_sound(draft.published, draft.text)
        _assert_placed(draft)
    except AssertionError as error:
        yield Fault("unsound", "draft", str(error))


def _assert_placed(draft: Draft) -> None:
    """Fail where a place, a section or a quoted stretch lies outside the text, or a line and column lie."""
    length = len(draft.text)
    starts = [start for start, _ in draft.places]
    assert starts == sorted(starts)
    assert all(0 <= start <= length for start in starts)
    for start, end in (*draft.quoted, *((section.start, section.end) for section in draft.sections)):
        assert 0 <= start <= end <= length
    for offset in range(0, length + 1, max(1, length // 50)):
        line, column = draft.position(offset)
        assert draft.line_starts[line - 1] + column - 1 == offset
    assert len(draft.own_text) == len(draft.quoted_text) == len(draft.published_text)


def _of_reviews(reviews: Sequence[Review]) -> Iterator[Fault]:
    for review in reviews:
        for error in review.errors:
            if error.check not in (None, "language"):
                yield Fault("crash", f"check {error.check}", error.message)
        for finding in review.findings:
            if not 0 <= finding.start < finding.end <= len(review.draft.text):
                yield Fault("unsound", "finding", f"{finding.start} to {finding.end}")
            elif review.draft.position(finding.start) != (finding.line, finding.column):
                yield Fault("unsound", "finding's line", f"{finding.line}:{finding.column}")


def _silent(document: Document, items: Sequence[Item]) -> Iterator[Fault]:
    """Marks that people see and nobody reviews, in places that nothing names."""
    drafts = [item for item in items if isinstance(item, Draft)]
    if not drafts:
        return
    published = [squeezed(draft.published_text) for draft in drafts]
    said = [str(item) for item in items if isinstance(item, DraftError)]
    said += [remark for draft in drafts for remark in draft.remarks]
    for mark in document.marks:
        if not any(mark.key in text for text in published) and not _is_named(mark, said):
            yield Fault("silent", mark.where, f"{mark.text}; said was {said}")


def _is_named(mark: Mark, said: Sequence[str]) -> bool:
    telling = [message for message in said if not _OF_A_CELL.search(message)]
    return any(name in message for name in mark.named for message in telling)


def _overlooked(document: Document, reviews: Sequence[Review]) -> Iterator[Fault]:
    """Telephone numbers that are published and that the review does not find, or of which it finds fewer."""
    for review in reviews:
        published, masked = squeezed(review.draft.published_text), squeezed(review.masked)
        phones = [mark for mark in document.marks if mark.is_phone and mark.key in published]
        missed = [mark for mark in phones if mark.key in masked]
        yield from (Fault("overlooked", mark.where, mark.text) for mark in missed)
        found = len(review.findings)
        if not missed and found < len(phones):
            yield Fault("overlooked", "number of findings", f"{found} of {len(phones)}")


def _of_reports(document: Document, items: Sequence[Item], reviews: Sequence[Review]) -> Iterator[Fault]:
    """Formats that break on the document, or show a number that they mask."""
    unread = [
        NotReviewed(document.name, str(item), reviewer()) for item in items if isinstance(item, DraftError)
    ]
    run = run_over(reviewer(), [*reviews, *unread])
    marks = (*document.marks, *document.hidden) if document.is_sound else ()  # one may be a number no longer
    phones = [(mark, _in_a_report(mark)) for mark in marks if mark.is_phone]
    for name in Format:
        try:
            report = written(run, name, verbose=True, statistics=True)
        except Exception as error:
            yield Fault("crash", f"format {name}", f"{type(error).__name__}: {error}")
            continue
        for mark, phone in phones:
            if shown := phone.search(report):
                said = report[max(0, shown.start() - 200) : shown.end()]
                yield Fault("unmasked", mark.where, f"format {name}: {said}")


def _in_a_report(mark: Mark) -> re.Pattern[str]:
    """The number however it may be spaced."""
    return re.compile(r"(?:\W|\\u[0-9a-f]{4}){0,3}".join(mark.key))


def _slow(document: Document, worked: float) -> Iterator[Fault]:
    most = MOST_WORK * _work_on_prose(len(document.content))
    if worked <= most:
        return
    quickest = min(_work_on(document) for _ in range(_TRIES))
    if quickest > most:
        yield Fault("slow", "document", f"{quickest:.2f} s, where {most:.2f} s is the limit")


def _work_on(document: Document) -> float:
    """Processor seconds of reading and reviewing a document."""
    began = time.process_time()
    for item in read_content(document.content, document.name):
        if isinstance(item, Draft):
            reviewer().review(item)
    return time.process_time() - began


def _work_on_prose(size: int) -> float:
    return _work_on_prose_of(max(_LEAST, 1 << size.bit_length()))


@cache
def _work_on_prose_of(size: int) -> float:
    prose = Document("a.txt", (_PROSE * (size // len(_PROSE))).encode())
    _work_on(Document("a.txt", b"x"))
    return min(_work_on(prose) for _ in range(_TRIES))
