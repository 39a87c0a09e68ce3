"""The smallest honest documents of Word, Writer and Excel, from which the hostile ones are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.readers.hostile.archives import Member, archive, packed, stored

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_OFFICE = f"{_OPEN}/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORD_MAIN = f"{_WORD_TYPE}.document.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"

WORD_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{_OPEN}/wordprocessingml/2006/main",
        "r": _OFFICE,
        "mc": f"{_OPEN}/markup-compatibility/2006",
        "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
        "a": f"{_OPEN}/drawingml/2006/main",
        "pic": f"{_OPEN}/drawingml/2006/picture",
        "m": f"{_OPEN}/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
SHEET_SPACES = f'xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'
TEXT_SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "style": "style",
            "script": "script",
            "form": "form",
            "svg": "svg-compatible",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
WRITER_TYPE = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Part:
    """A further part of a Word document or workbook, with the relationship that leads to it."""

    name: str
    kind: str
    content: bytes | str = b""
    content_type: str = "application/xml"
    target: str | None = None
    """An address outside the file; then there is no part, only the relationship."""


def word_part(kind: str, body: str) -> Part:
    """A part of Word's own kind, such as `footnotes` or `comments`."""
    xml = f"{HEAD}<w:{kind} {WORD_SPACES}>{body}</w:{kind}>"
    return Part(f"word/{kind}.xml", kind, xml, f"{_WORD_TYPE}.{kind}+xml")


def para(text: str, run: str = "") -> str:
    """A paragraph of one run; `run` is its properties."""
    return f'<w:p><w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def document(body: str) -> str:
    """The main part of a Word document."""
    return f"{HEAD}<w:document {WORD_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"


def word_members(
    main: Member | bytes | str,
    parts: Sequence[Part] = (),
    main_type: str = WORD_MAIN,
    path: str = "word/document.xml",
) -> list[Member]:
    """The members of a Word document whose main part is given as it lies in the file."""
    types = [(part.name, part.content_type) for part in parts if part.target is None]
    folder, _, name = path.rpartition("/")
    members = [
        packed("[Content_Types].xml", _types([(path, main_type), *types])),
        packed("_rels/.rels", _relations([("officeDocument", path, False)])),
        main if isinstance(main, Member) else packed(path, main),
    ]
    if parts:
        members.append(packed(f"{folder}/_rels/{name}.rels", _part_relations(parts, f"{folder}/")))
    members += [packed(part.name, part.content) for part in parts if part.target is None]
    return members


def docx(main: Member | bytes | str, parts: Sequence[Part] = (), main_type: str = WORD_MAIN) -> bytes:
    """A Word document whose main part is given as it lies in the file."""
    return archive(word_members(main, parts, main_type))


def docx_of(body: str, *parts: Part) -> bytes:
    """A Word document of the paragraphs and further parts."""
    return docx(document(body), parts)


def writer(body: str) -> str:
    """The content of a Writer document."""
    return (
        f'{HEAD}<office:document-content {TEXT_SPACES} office:version="1.3">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt_members(content: Member | bytes | str, entries: str = "") -> list[Member]:
    """The members of a Writer document; `entries` go into its manifest."""
    entries = (
        entries or '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    )
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{WRITER_TYPE}"/>'
        f"{entries}</manifest:manifest>"
    )
    return [
        stored("mimetype", WRITER_TYPE.encode()),
        content if isinstance(content, Member) else packed("content.xml", content),
        packed("META-INF/manifest.xml", manifest),
    ]


def odt(content: Member | bytes | str, entries: str = "") -> bytes:
    """A Writer document of the content as it lies in the file."""
    return archive(odt_members(content, entries))


def odt_of(body: str) -> bytes:
    """A Writer document of the paragraphs."""
    return odt(writer(body))


def cell(text: str, place: str = "") -> str:
    """A cell that holds its text itself."""
    where = f' r="{place}"' if place else ""
    return f'<c{where} t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*texts: str) -> str:
    """Rows of one cell each, the first of them the header."""
    return "".join(f'<row r="{at}">{cell(text, f"A{at}")}</row>' for at, text in enumerate(texts, 1))


def sheet(data: str, before: str = "", after: str = "") -> str:
    """A sheet of the rows."""
    return f"{HEAD}<worksheet {SHEET_SPACES}>{before}<sheetData>{data}</sheetData>{after}</worksheet>"


def workbook(names: Iterable[str], state: str = "") -> str:
    """The part of a workbook that lists its sheets."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}"{state} r:id="rId{at}"/>' for at, name in enumerate(names, 1)
    )
    return f"{HEAD}<workbook {SHEET_SPACES}><sheets>{listed}</sheets></workbook>"


def sheet_part(content: bytes | str, number: int = 1) -> Part:
    """A sheet of a workbook."""
    name = f"xl/worksheets/sheet{number}.xml"
    return Part(name, "worksheet", content, f"{_SHEET_TYPE}.worksheet+xml")


def strings_part(content: bytes | str) -> Part:
    """The table of texts that cells point to."""
    return Part("xl/sharedStrings.xml", "sharedStrings", content, f"{_SHEET_TYPE}.sharedStrings+xml")


def xlsx_members(parts: Sequence[Part], book: str = "", extra: Sequence[Member] = ()) -> list[Member]:
    """The members of a workbook; a member in `extra` stands in for the part of its name."""
    main = "xl/workbook.xml"
    own = {member.name for member in extra}
    sheets = [part for part in parts if part.kind == "worksheet"]
    listed = [(main, f"{_SHEET_TYPE}.sheet.main+xml")]
    listed += [(part.name, part.content_type) for part in parts if part.target is None]
    return [
        packed("[Content_Types].xml", _types(listed)),
        packed("_rels/.rels", _relations([("officeDocument", main, False)])),
        packed(main, book or workbook(f"Sheet{at}" for at in range(1, len(sheets) + 1))),
        packed("xl/_rels/workbook.xml.rels", _part_relations(parts, "xl/")),
        *(packed(part.name, part.content) for part in parts if part.target is None and part.name not in own),
        *extra,
    ]


def xlsx(*parts: Part, book: str = "", extra: Sequence[Member] = ()) -> bytes:
    """A workbook of the parts; relationships are numbered in their order."""
    return archive(xlsx_members(parts, book, extra))


def xlsx_of(data: str, before: str = "", after: str = "") -> bytes:
    """A workbook of one sheet."""
    return xlsx(sheet_part(sheet(data, before, after)))


def _types(parts: Iterable[tuple[str, str]]) -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{HEAD}<Types xmlns="{_OPEN}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _part_relations(parts: Sequence[Part], folder: str) -> str:
    return _relations([_relation(part, folder) for part in parts])


def _relation(part: Part, folder: str) -> tuple[str, str, bool]:
    target = part.name.removeprefix(folder) if part.target is None else part.target
    return part.kind, target, part.target is not None


def _relations(wanted: Iterable[tuple[str, str, bool]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for at, (kind, target, outside) in enumerate(wanted, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_OPEN}/package/2006/relationships">{entries}</Relationships>'
