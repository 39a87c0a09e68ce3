"""Archives that lie, overlap, overflow or hold something else than their ending says."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from dataclasses import replace

from tests.readers.hostile.archives import (
    BZIP2,
    ENCRYPTED,
    LZMA,
    STORED,
    Member,
    archive,
    central_header,
    end_record,
    local_header,
    packed,
    repeated,
    stored,
)
from tests.readers.hostile.case import CLEAN, POST, Case, case
from tests.readers.hostile.documents import (
    document,
    docx,
    docx_of,
    odt_of,
    para,
    rows,
    word_members,
    xlsx,
    xlsx_of,
)

_MEGABYTE = bytes(1 << 20)
_MAIN = "word/document.xml"
_GOOD = document(para(POST))
_BAD_END = document("").partition("<w:sectPr/>")


def _with(*members: Member) -> bytes:
    """A good document with more members."""
    return archive([*word_members(_GOOD), *members])


def _instead(main: Member, *more: Member) -> bytes:
    """A document whose main part is the given member."""
    return archive([*word_members(main), *more])


def _huge_main() -> bytes:
    start = document(para(POST)).removesuffix("<w:sectPr/></w:body></w:document>")
    return _instead(repeated(_MAIN, start.encode(), b" " * (1 << 20), 1000, b"</w:body></w:document>"))


def _huge_paragraphs() -> bytes:
    start, _, end = _BAD_END
    chunk = para("Fete on the green.").encode() * 4000
    return _instead(repeated(_MAIN, (start + para(POST)).encode(), chunk, 600, end.encode()))


def _huge_types() -> bytes:
    types, *others = word_members(_GOOD)
    return archive([repeated(types.name, b"<Types>", b" " * (1 << 20), 900, b"</Types>"), *others])


def _huge_relations() -> bytes:
    types, relations, *others = word_members(_GOOD)
    return archive([types, repeated(relations.name, b"<Relationships>", b" " * (1 << 20), 900), *others])


def _many_members() -> bytes:
    return _with(*(Member(f"word/media/{at}.png", b"", 0, 0, STORED) for at in range(50_000)))


def _many_big_members() -> bytes:
    one = repeated("word/media/a.png", b"", _MEGABYTE, 50)
    return _with(*(replace(one, name=f"word/media/{at}.png") for at in range(20)))


def _nested() -> bytes:
    inner = archive([repeated("a.bin", b"", _MEGABYTE, 4)])
    for level in range(8):
        inner = archive([stored(f"word/embeddings/{level}-{at}.docx", inner) for at in range(2)])
    return _with(packed("word/embeddings/Microsoft_Word_Document.docx", inner))


def _quine_like() -> bytes:
    good = docx_of(para(POST))
    for _ in range(100):
        good = _with(stored("word/embeddings/Microsoft_Word_Document.docx", good))
    return good


def _overlapping() -> bytes:
    """Fifield's bomb: each member's data quotes the next member's header and runs into its data."""
    kernel = repeated("word/media/0.png", b"", _MEGABYTE, 4)
    content, quoted = _MEGABYTE * 4, b""
    laid = [kernel]
    for at in range(1, 200):
        last = laid[-1]
        header = local_header(last)
        quoted = header + quoted
        block = b"\x00" + struct.pack("<2H", len(header), 0xFFFF - len(header)) + header
        crc = zlib.crc32(content, zlib.crc32(quoted))
        laid.append(Member(f"word/media/{at}.png", block + last.data, crc, last.size + len(header)))
    good = word_members(_GOOD)
    body = b"".join(local_header(member) + member.data for member in good)
    entries = _listed(good)
    offset = len(body)
    for member, following in zip(laid[::-1], [*laid[-2::-1], None], strict=True):
        entries.append(central_header(member, offset))
        if following is not None:
            offset += len(local_header(member)) + 5
    body += local_header(laid[-1]) + laid[-1].data
    listing = b"".join(entries)
    return body + listing + end_record(len(entries), len(listing), len(body))


def _listed(members: list[Member]) -> list[bytes]:
    entries, offset = [], 0
    for member in members:
        entries.append(central_header(member, offset))
        offset += len(local_header(member)) + len(member.data)
    return entries


def _shared_data() -> bytes:
    """A thousand entries of the list that all lead to one and the same member."""
    good = word_members(_GOOD)
    big = repeated("word/media/a.png", b"", _MEGABYTE, 1)
    body = b"".join(local_header(member) + member.data for member in good)
    entries = _listed(good)
    entries += [central_header(replace(big, name=f"word/media/{at}.png"), len(body)) for at in range(1000)]
    body += local_header(big) + big.data
    listing = b"".join(entries)
    return body + listing + end_record(len(entries), len(listing), len(body))


def _lying(size: int) -> bytes:
    main = repeated(_MAIN, _GOOD.encode(), b" " * (1 << 20), 500)
    return _instead(replace(main, size=size))


def _lying_packed_size() -> bytes:
    main = packed(_MAIN, _GOOD)
    return _instead(replace(main, packed_size=0xFFFFFFF0))


def _headers_disagree() -> bytes:
    return _instead(replace(packed(_MAIN, _GOOD), local_name="word/harmless.xml"))


def _folder_first() -> bytes:
    return archive([stored("word/", b""), *word_members(document(para(POST)))])


def _duplicate(first: str, second: str) -> bytes:
    return _instead(packed(_MAIN, document(para(first))), packed(_MAIN, document(para(second))))


def _case_twins() -> bytes:
    return _instead(packed(_MAIN, document(para(CLEAN))), packed("Word/Document.xml", _GOOD))


def _encrypted() -> bytes:
    main = packed(_MAIN, _GOOD)
    noise = bytes(12) + bytes(byte ^ 0x5A for byte in main.data)
    return _instead(replace(main, data=noise, flags=ENCRYPTED))


def _encrypted_flag_only() -> bytes:
    return _instead(replace(packed(_MAIN, _GOOD), flags=ENCRYPTED))


def _without(name: str) -> bytes:
    return archive(member for member in word_members(_GOOD) if member.name != name)


def _renamed(name: str) -> bytes:
    return archive(
        replace(member, name=name) if member.name == _MAIN else member for member in word_members(_GOOD)
    )


def _fake_end_in_comment() -> bytes:
    fake = end_record(0, 0, 0)
    return archive(word_members(_GOOD), comment=fake + b"x" * 2000 + fake)


def _long_comment() -> bytes:
    return archive(word_members(_GOOD), comment=b"PK\x05\x06" * 16_000)


def _two_archives() -> bytes:
    return docx_of(para(POST)) + docx_of(para(CLEAN))


def _packed_with_bzip2() -> bytes:
    raw = _GOOD.encode()
    return _instead(replace(packed(_MAIN, raw), data=bz2.compress(raw), method=BZIP2))


def _packed_with_lzma() -> bytes:
    raw = _GOOD.encode()
    # ZIP's own frame: version, length of the properties, properties for a dictionary of 1 GiB
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}]
    body = lzma.compress(raw, lzma.FORMAT_RAW, filters=filters)
    frame = struct.pack("<BBHB", 9, 4, 5, 93) + struct.pack("<I", 1 << 30)
    return _instead(replace(packed(_MAIN, raw), data=frame + body, method=LZMA))


def _bad_checksum() -> bytes:
    return _instead(replace(packed(_MAIN, _GOOD), crc=0xDEADBEEF))


def _broken_stream() -> bytes:
    main = packed(_MAIN, _GOOD)
    return _instead(replace(main, data=main.data[:40] + b"\xff" * 40 + main.data[80:]))


def _endless_list() -> bytes:
    good = word_members(_GOOD)
    body = b"".join(local_header(member) + member.data for member in good)
    listing = b"".join(_listed(good))
    return body + listing + end_record(0xFFFF, len(listing), len(body))


def _list_beyond_end() -> bytes:
    good = docx_of(para(POST))
    return good[:-22] + end_record(3, 0xFFFFFF00, 0xFFFFFF00)


def _zip64_lies() -> bytes:
    good = docx_of(para(POST))
    huge = (1 << 63) - 1
    record = b"PK\x06\x06" + struct.pack("<Q2H2I4Q", 44, 45, 45, 0, 0, huge, huge, huge, huge)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, len(good) - 22, 1)
    return good[:-22] + record + locator + end_record(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)


def _plain_zip() -> bytes:
    return archive([packed("post.txt", POST)])


CASES: tuple[Case, ...] = (
    case("zip-bomb-main-part", ".docx", _huge_main, "refused", "a gigabyte of spaces in the main part"),
    case("zip-bomb-paragraphs", ".docx", _huge_paragraphs, "either", "some 200 MB of real paragraphs"),
    case("zip-bomb-content-types", ".docx", _huge_types, "either", "900 MB in the list of types"),
    case("zip-bomb-relations", ".docx", _huge_relations, "either", "900 MB of relationships, never closed"),
    case(
        "zip-bomb-picture",
        ".docx",
        lambda: _with(repeated("word/media/image1.png", b"", _MEGABYTE, 1000)),
        "either",
        "a gigabyte that no reader of texts needs to unpack",
    ),
    case("zip-many-members", ".docx", _many_members, "either", "50,000 empty members"),
    case("zip-many-big-members", ".docx", _many_big_members, "either", "20 members of 50 MB"),
    case("zip-nested", ".docx", _nested, "either", "archives in archives, eight deep"),
    case(
        "zip-documents-in-documents",
        ".docx",
        _quine_like,
        "either",
        "a document in a document, a hundred deep",
    ),
    case(
        "zip-overlapping",
        ".docx",
        _overlapping,
        "either",
        "members that overlap and quote each other's headers",
    ),
    case("zip-shared-data", ".docx", _shared_data, "either", "a thousand entries for the same bytes"),
    case(
        "zip-size-understated",
        ".docx",
        lambda: _lying(1000),
        "either",
        "states 1,000 bytes, unpacks to 500 MB",
    ),
    case("zip-size-zero", ".docx", lambda: _lying(0), "either", "states no bytes at all, unpacks to 500 MB"),
    case(
        "zip-size-overstated", ".docx", lambda: _lying(0xFFFFFFF0), "either", "states 4 GB, unpacks to 500 MB"
    ),
    case(
        "zip-packed-size-overstated",
        ".docx",
        _lying_packed_size,
        "either",
        "a member said to outlast the file",
    ),
    case("zip-headers-disagree", ".docx", _headers_disagree, "either", "another name in the local header"),
    case(
        "zip-absolute-name",
        ".docx",
        lambda: _with(packed("/tmp/smcheck-escaped.txt", "no")),  # noqa: S108
        "either",
        "a member with an absolute path",
    ),
    case(
        "zip-parent-name",
        ".docx",
        lambda: _with(packed("../../smcheck-escaped.txt", "no")),
        "either",
        "a member that climbs out of the archive",
    ),
    case(
        "zip-windows-parent-name",
        ".docx",
        lambda: _with(packed("..\\..\\smcheck-escaped.txt", "no"), packed("C:\\smcheck-escaped.txt", "no")),
        "either",
        "members that climb out of the archive on Windows",
    ),
    case(
        "zip-symbolic-link",
        ".docx",
        lambda: _instead(replace(stored(_MAIN, b"/etc/passwd"), attributes=0o120777 << 16)),
        "refused",
        "the main part is a link to a file of the system",
        phone=False,
    ),
    case(
        "zip-main-part-absolute", ".docx", lambda: _renamed("/word/document.xml"), "either", "a leading slash"
    ),
    case(
        "zip-main-part-backslash",
        ".docx",
        lambda: _renamed("word\\document.xml"),
        "either",
        "backslashes in names",
    ),
    case(
        "zip-main-part-capitals",
        ".docx",
        lambda: _renamed("Word/Document.XML"),
        "either",
        "names differ in case",
    ),
    case(
        "zip-null-in-name",
        ".docx",
        lambda: _renamed("word/document.xml\0.txt"),
        "either",
        "a NUL within a name",
    ),
    case(
        "zip-long-name",
        ".docx",
        lambda: _with(stored("word/" + "a" * 65_000 + ".xml", b"")),
        "either",
        "a name as long as names can be",
    ),
    case(
        "zip-duplicate-clean-last",
        ".docx",
        lambda: _duplicate(POST, CLEAN),
        "either",
        "two main parts, the later one harmless",
    ),
    case(
        "zip-duplicate-clean-first",
        ".docx",
        lambda: _duplicate(CLEAN, POST),
        "either",
        "two main parts, the earlier one harmless",
    ),
    case(
        "zip-duplicate-the-same",
        ".docx",
        lambda: _duplicate(POST, POST),
        "read",
        "one part twice, as some tools do",
    ),
    case(
        "zip-duplicate-but-for-case",
        ".docx",
        _case_twins,
        "either",
        "two main parts that differ in capitals only",
    ),
    case("zip-missing-main-part", ".docx", lambda: _without(_MAIN), "refused", "no main part", phone=False),
    case("zip-missing-types", ".docx", lambda: _without("[Content_Types].xml"), "either", "no list of types"),
    case(
        "zip-missing-relations",
        ".docx",
        lambda: _without("_rels/.rels"),
        "either",
        "nothing leads to the main part",
    ),
    case("zip-encrypted", ".docx", _encrypted, "refused", "the main part is encrypted"),
    case(
        "zip-encrypted-flag",
        ".docx",
        _encrypted_flag_only,
        "refused",
        "the main part is only said to be encrypted",
    ),
    case(
        "zip-truncated",
        ".docx",
        lambda: docx_of(para(POST))[:-200],
        "refused",
        "the end was never downloaded",
    ),
    case(
        "zip-truncated-early",
        ".docx",
        lambda: docx_of(para(POST))[:60],
        "refused",
        "hardly anything was downloaded",
    ),
    case(
        "zip-garbage-before",
        ".docx",
        lambda: b"MZ" + b"\x90" * 5000 + docx_of(para(POST)),
        "either",
        "a program first",
    ),
    case(
        "zip-garbage-after",
        ".docx",
        lambda: docx_of(para(POST)) + b"\x00" * 5000,
        "either",
        "padding at the end",
    ),
    case("zip-two-archives", ".docx", _two_archives, "either", "a harmless document appended to another one"),
    case("zip-fake-end", ".docx", _fake_end_in_comment, "either", "a false end record in the comment"),
    case("zip-long-comment", ".docx", _long_comment, "either", "a comment full of signatures"),
    case("zip-endless-list", ".docx", _endless_list, "either", "65,535 members announced, four there"),
    case(
        "zip-list-beyond-end", ".docx", _list_beyond_end, "refused", "the list of members lies beyond the end"
    ),
    case("zip64-lies", ".docx", _zip64_lies, "refused", "64-bit sizes that cannot be"),
    case("zip-bad-checksum", ".docx", _bad_checksum, "either", "a checksum that is wrong"),
    case("zip-broken-stream", ".docx", _broken_stream, "refused", "packed data that cannot be unpacked"),
    case("zip-bzip2", ".docx", _packed_with_bzip2, "either", "a method that Word never uses"),
    case("zip-lzma", ".docx", _packed_with_lzma, "either", "a method that asks for 1 GiB of memory"),
    case(
        "zip-unknown-method",
        ".docx",
        lambda: _instead(replace(packed(_MAIN, _GOOD), method=97)),
        "refused",
        "a method that nobody knows",
    ),
    case("zip-empty", ".docx", lambda: end_record(0, 0, 0), "refused", "an archive of nothing", phone=False),
    case("zip-plain", ".docx", _plain_zip, "refused", "an archive that was renamed"),
    case(
        "workbook-named-docx", ".docx", lambda: xlsx_of(rows("text", POST)), "either", "a workbook, renamed"
    ),
    case("document-named-xlsx", ".xlsx", lambda: docx_of(para(POST)), "either", "a Word document, renamed"),
    case(
        "odt-named-docx",
        ".docx",
        lambda: odt_of(f"<text:p>{POST}</text:p>"),
        "either",
        "a Writer document, renamed",
    ),
    case("docx-named-odt", ".odt", lambda: docx_of(para(POST)), "either", "a Word document, renamed"),
    case(
        "docx-named-txt",
        ".txt",
        lambda: docx_of(para(POST)),
        "refused",
        "a Word document that calls itself text",
    ),
    case(
        "docx-named-eml",
        ".eml",
        lambda: docx_of(para(POST)),
        "refused",
        "a Word document that calls itself mail",
    ),
    case(
        "xlsx-named-csv",
        ".csv",
        lambda: xlsx_of(rows("text", POST)),
        "refused",
        "a workbook that calls itself CSV",
    ),
    case("text-named-docx", ".docx", lambda: POST.encode(), "either", "a text that calls itself a document"),
    case(
        "html-named-docx",
        ".docx",
        lambda: f"<html><p>{POST}</p></html>".encode(),
        "either",
        "a page, renamed",
    ),
    case(
        "html-named-xlsx",
        ".xlsx",
        lambda: f"<table><tr><td>{POST}</table>".encode(),
        "either",
        "a page, renamed",
    ),
    case("csv-named-xlsx", ".xlsx", lambda: f"text\n{POST}\n".encode(), "either", "a CSV file, renamed"),
    case(
        "rtf-named-docx",
        ".docx",
        lambda: rf"{{\rtf1\ansi {POST}\par}}".encode(),
        "either",
        "rich text, renamed",
    ),
    case(
        "pdf-named-docx",
        ".docx",
        lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "refused",
        "a PDF, renamed",
        phone=False,
    ),
    case("docx-empty-file", ".docx", lambda: b"", "refused", "nothing at all", phone=False),
    case("xlsx-empty-file", ".xlsx", lambda: b"", "refused", "nothing at all", phone=False),
    case("odt-empty-file", ".odt", lambda: b"", "refused", "nothing at all", phone=False),
    case(
        "docx-no-paragraphs",
        ".docx",
        lambda: docx(document("")),
        "refused",
        "a document without text",
        phone=False,
    ),
    case("xlsx-no-sheets", ".xlsx", lambda: xlsx(), "refused", "a workbook without sheets", phone=False),
    case("odt-no-paragraphs", ".odt", lambda: odt_of(""), "refused", "a document without text", phone=False),
    case(
        "docx-ending-in-capitals", "FETE.DOCX", lambda: docx_of(para(POST)), "read", "an ending in capitals"
    ),
)
