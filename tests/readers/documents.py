"""Small honest files for the readers' tests, and ways to look at what was read from them."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from smcheck import Draft, DraftError, Finding, Reviewer
from smcheck.model.draft import Published
from smcheck.readers import read_content, read_file
from smcheck.readers.content import Choice
from tests.readers.hostile.pictures import directory, jpeg, tiff

PHONE = "07700 900123"

_HEAD = "From: A. Clerk <clerk@example.gov.uk>\nTo: B. Resident <b@example.org>\nMIME-Version: 1.0\n"
_TEXT, _LONG, _RATIONAL = 2, 4, 5  # types of EXIF values

FRAGMENTS = (
    *"* ** _ ` ``` ~~ [ ] ( ) < > ! # | - + & ; \\ : = \n \r \t \f ".split(" "),
    *("\n\n", "\r\n", "    ", "> ", "1. ", "\u00a0", "\u2028", "\u200b", "é", "😀", "idiot", PHONE, "077"),
    *("&amp;", "&#105;", "&nbsp;", "[x]: y\n", "[x]", "](y)", "](<y> 't')", "|-|-|\n", "---\n", "<y:z>"),
    *("<b>", "</b>", "<a href='x'>", "</a>", "<p>", "<div>", "</div>", "<br>", "<table>", "<td>", "<pre>"),
    *("<!--", "-->", "<![CDATA[", "<script>", "</script>", "<textarea>", "<title>", "<svg>", "<template>"),
    *(f"<img alt='{PHONE}' src=y>", f"<p title={PHONE[:5]}>", "<iframe srcdoc='a'>", "<li>", "</p>"),
)
"""Of which tangles of Markdown and HTML are made."""

TANGLES = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
PLAIN = st.from_regex(r"[A-Za-z]+(?: [A-Za-z]+)*", fullmatch=True)


def drafts(content: bytes | str, name: str, *columns: str) -> list[Draft]:
    """The drafts of a file."""
    raw = content.encode() if isinstance(content, str) else content
    return [item for item in read_content(raw, name, Choice(columns)) if isinstance(item, Draft)]


def errors(content: bytes | str, name: str, *columns: str) -> list[str]:
    """What of a file cannot be read."""
    raw = content.encode() if isinstance(content, str) else content
    return [str(item) for item in read_content(raw, name, Choice(columns)) if isinstance(item, DraftError)]


def only(content: bytes | str, name: str) -> Draft:
    """The one draft of a file that is read without an error."""
    assert errors(content, name) == []
    (draft,) = drafts(content, name)
    return draft


def from_file(path: Path) -> Draft:
    """The one draft of a file in a folder, with the pictures that lie there."""
    (draft,) = read_file(path)
    assert isinstance(draft, Draft)
    return draft


def parts(draft: Draft) -> list[tuple[str, str]]:
    """The named parts of a draft with their texts."""
    ends = [*(start for start, _ in draft.places[1:]), len(draft.text)]
    return [
        (name, draft.text[start:end].strip()) for (start, name), end in zip(draft.places, ends, strict=True)
    ]


def source_of(draft: Draft, words: str) -> str:
    """The stretch of a draft's source that some words of what is published stand for."""
    begin = draft.published_text.index(words)
    start, end = draft.source_span(begin, begin + len(words))
    return draft.text[start:end]


@cache
def reviewer() -> Reviewer:
    """A reviewer that knows no council."""
    return Reviewer(date=dt.date(2026, 11, 22))


def found(draft: Draft, check: str) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in reviewer().review(draft).findings if finding.check == check]


def where(finding: Finding) -> tuple[int, int, int, int]:
    """Start, end, line and column."""
    return finding.start, finding.end, finding.line, finding.column


def assert_found_at(draft: Draft, check: str, place: tuple[int, int, int, int]) -> None:
    """Fail where a check has no finding at a place, or a phone number is not masked."""
    assert place in [where(finding) for finding in found(draft, check)]
    assert PHONE[-6:] not in reviewer().review(draft).masked or check != "phone"


def assert_sound(published: Published, source: str) -> None:
    """Fail where a published character does not stand for a stretch of the source."""
    assert len(published.text) == len(published.starts) == len(published.ends)
    for start, end in zip(published.starts, published.ends, strict=True):
        assert 0 <= start <= end <= len(source)


def photo(owner: str = "", *, position: bool = False, packet: str = "") -> bytes:
    """A picture whose own data name an owner (of at least four letters) or a position; `packet` is its XMP."""
    name = owner.encode() + b"\0"
    after = 8 + 2 + 12 * (bool(owner) + position) + 4
    gps = after + len(name)
    numbers = gps + 2 + 12 * 4 + 4
    entries = [(0x013B, _TEXT, len(name), after)] if owner else []
    entries += [(0x8825, _LONG, 1, gps)] if position else []
    placed = directory(
        (1, _TEXT, 2, ord("N")),
        (2, _RATIONAL, 3, numbers),
        (3, _TEXT, 2, ord("E")),
        (4, _RATIONAL, 3, numbers + 24),
    )
    degrees = struct.pack("<12I", 51, 1, 32, 1, 30, 1, 0, 1, 39, 1, 15, 1)
    content = jpeg(tiff(directory(*entries) + name + placed + degrees))
    if not packet:
        return content
    segment = b"http://ns.adobe.com/xap/1.0/\0" + xmp(packet)
    return content[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + content[2:]


def xmp(inner: str) -> bytes:
    """An XMP packet."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"><rdf:RDF>{inner}</rdf:RDF></x:xmpmeta>'
    ).encode()


def entity(text: str, kind: str = "text/plain; charset=utf-8", more: str = "") -> str:
    """A part of a message; `more` are further lines of its head."""
    return f"Content-Type: {kind}\n{more}\n{text}\n"


def page(text: str) -> str:
    """A part of a message that is HTML."""
    return entity(text, "text/html; charset=utf-8")


def several(kind: str, *inner: str) -> str:
    """A part of a message that has parts itself."""
    mark = f"b{len(''.join(inner))}"
    return entity(
        "".join(f"--{mark}\n{part}" for part in inner) + f"--{mark}--", f"multipart/{kind}; boundary={mark}"
    )


def attachment(name: str, kind: str = "application/pdf", text: str = "x") -> str:
    """A part of a message that is attached to it."""
    return entity(text, kind, f'Content-Disposition: attachment; filename="{name}"\n')


def forwarded(part: str, subject: str = "Old") -> str:
    """A message that is attached to another as such."""
    return entity(mail(part, subject).decode(), "message/rfc822")


def mail(part: str, subject: str = "Fete") -> bytes:
    """A message."""
    return f"{_HEAD}Subject: {subject}\n{part}".encode()


Rows = Iterable[Sequence[object]]


def book(sheets: Mapping[str, Rows], hidden: str = "") -> bytes:
    """A workbook as a program writes it."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
