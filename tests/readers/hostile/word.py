"""Word documents whose text lies where a hasty reader does not look, or that reach out, loop or overflow."""

from __future__ import annotations

from functools import partial

from tests.readers.hostile.archives import archive, packed, repeated
from tests.readers.hostile.case import CLEAN, PHONE, POST, Case, Outcome, case
from tests.readers.hostile.documents import (
    MACRO_MAIN,
    Part,
    document,
    docx,
    docx_of,
    odt_of,
    para,
    rows,
    word_members,
    word_part,
    xlsx_of,
)
from tests.readers.hostile.pictures import looping_jpeg

_FIVE = ("077", "00 ", "900", "1", "23")
_ADDRESS = "http://192.0.2.1/"
_BODY = f"<w:body>{para(POST)}</w:body>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _tracked(tag: str, text: str) -> str:
    word = "delText" if tag == "del" else "t"
    run = f'<w:r><w:{word} xml:space="preserve">{text}</w:{word}></w:r>'
    return f'<w:p><w:{tag} w:id="1" w:author="A. Clerk" w:date="2025-01-01T00:00:00Z">{run}</w:{tag}></w:p>'


def _shape(content: str) -> str:
    """A text box as Word writes it: the new shape, and the old one for programs that do not know it."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback>{_old_shape(content)}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _old_shape(content: str) -> str:
    return (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def _noted(kind: str) -> bytes:
    """A document whose number stands in a footnote or endnote."""
    note = f'<w:{kind} w:id="2">{para(POST)}</w:{kind}>'
    body = f'<w:p>{_run(CLEAN)}<w:r><w:{kind}Reference w:id="2"/></w:r></w:p>'
    return docx_of(body, word_part(f"{kind}s", note))


def _edge(kind: str) -> bytes:
    """A document whose number stands in a header or footer."""
    tag = {"header": "hdr", "footer": "ftr"}[kind]
    part = word_part(tag, para(POST))
    part = Part(f"word/{kind}1.xml", kind, part.content, part.content_type.replace(f".{tag}+", f".{kind}+"))
    points = f'<w:sectPr><w:{kind}Reference w:type="default" r:id="rId1"/></w:sectPr>'
    return docx_of(para(CLEAN) + points, part)


def _commented(text: str) -> bytes:
    comment = f'<w:comment w:id="0" w:author="A. Clerk">{para(POST)}</w:comment>'
    point = '<w:p><w:commentRangeStart w:id="0"/>' + (_run(text) if text else "")
    return docx_of(point + '<w:commentRangeEnd w:id="0"/></w:p>', word_part("comments", comment))


def _field(code: str, result: str) -> str:
    """A field of runs: its code is never shown."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"<w:p>{kinds[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{kinds[1]}{result}{kinds[2]}</w:p>"


def _linked(kind: str, target: str, body: str) -> bytes:
    return docx_of(body, Part("", kind, target=target))


def _chunk(name: str, content_type: str, content: bytes | str) -> bytes:
    """A document that takes in another file as it stands."""
    return docx_of(
        para(CLEAN) + '<w:altChunk r:id="rId1"/>', Part(f"word/{name}", "aFChunk", content, content_type)
    )


def _with_macros(main_type: str) -> bytes:
    project = Part(
        "word/vbaProject.bin", "vbaProject", b"\xd0\xcf\x11\xe0" + bytes(2000), "application/vnd.ms-office"
    )
    return docx(document(para(POST)), [project], main_type)


def _embedded(name: str, content: bytes) -> bytes:
    ole = '<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rId1"/></w:object></w:r></w:p>'
    return docx_of(
        para(POST) + ole, Part(f"word/embeddings/{name}", "package", content, "application/octet-stream")
    )


def _main_elsewhere(target: str) -> bytes:
    return archive(word_members(document(para(POST)), path=target))


def _relation(kind: str, rest: str) -> str:
    """Relationships of which there is one; `rest` is its target."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" {rest}/></Relationships>'
    )


def _led_by(rest: str) -> bytes:
    """A document whose leading relationship is another than usual."""
    members = word_members(document(para(POST)))
    return archive([members[0], packed("_rels/.rels", _relation("officeDocument", rest)), *members[2:]])


def _remote_template() -> bytes:
    members = word_members(document(para(POST)), [word_part("settings", '<w:attachedTemplate r:id="rId1"/>')])
    rest = f'Target="{_ADDRESS}a.dotm" TargetMode="External"'
    return archive([*members, packed("word/_rels/settings.xml.rels", _relation("attachedTemplate", rest))])


def _decoy() -> bytes:
    """The part that leads is another one than the part that usually does."""
    members = word_members(document(para(POST)), path="word/document2.xml")
    return archive([*members, packed("word/document.xml", document(para(CLEAN)))])


def _style_loop() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/><w:next w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA", "CC")
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{_run(POST)}</w:p>'
    return docx_of(body, word_part("styles", styles))


def _list_loop() -> bytes:
    link = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return docx_of(f"{body}{_run(POST)}</w:p>", word_part("numbering", link + number))


def _note_in_itself() -> bytes:
    note = (
        f'<w:footnote w:id="2"><w:p>{_run(POST)}<w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>'
    )
    body = f'<w:p>{_run(CLEAN)}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    return docx_of(body, word_part("footnotes", note))


def _note_bomb() -> bytes:
    note = f'<w:footnote w:id="2">{para(POST * 200)}</w:footnote>'
    point = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return docx_of(f"<w:p>{point * 100_000}</w:p>", word_part("footnotes", note))


def _chunk_of_itself() -> bytes:
    part = Part("word/document.xml", "aFChunk", content_type="application/xml")
    members = word_members(document(para(POST) + '<w:altChunk r:id="rId1"/>'), [part])
    return archive(members[:-1])


def _many(before: str, piece: str, times: int, after: str) -> bytes:
    start, _, end = document("").partition("<w:sectPr/>")
    chunk = piece.encode() * 1000
    head, tail = (start + before).encode(), (after + end).encode()
    return docx(repeated("word/document.xml", head, chunk, times // 1000, tail))


def _table(text: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{text}</w:tc></w:tr></w:tbl>"


def _diagram() -> bytes:
    data = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r>'
        f"<a:t>{POST}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    return docx_of(para(CLEAN), Part("word/diagrams/data1.xml", "diagramData", data))


def _picture(text: str) -> bytes:
    """A document with a picture whose EXIF data never ends."""
    drawing = (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="{text}"/><a:graphic><a:graphicData>'
        '<pic:pic><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    image = Part("word/media/image1.jpeg", "image", looping_jpeg(), "image/jpeg")
    return docx_of(para(CLEAN if PHONE in text else POST) + drawing, image)


def _title_only() -> bytes:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{POST}</dc:title></cp:coreProperties>'
    )
    return archive([*word_members(document("")), packed("docProps/core.xml", core)])


def _bodies(told: list[tuple[str, str, Outcome, str]]) -> tuple[Case, ...]:
    return tuple(
        case(f"docx-{name}", ".docx", partial(docx_of, body), outcome, why)
        for name, body, outcome, why in told
    )


_PLACES: list[tuple[str, str, Outcome, str]] = [
    ("text-box", _shape(para(POST)), "read", "the number only in a text box"),
    (
        "old-text-box",
        f"<w:p><w:r>{_old_shape(para(POST))}</w:r></w:p>",
        "read",
        "a text box in the old form only",
    ),
    ("box-in-box", _shape(_shape(para(POST))), "read", "a text box in a text box"),
    (
        "fallback-only",
        "<w:p><w:r><mc:AlternateContent><mc:Fallback>"
        + _old_shape(para(POST))
        + "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "either",
        "the number only in what old programs see",
    ),
    ("tracked-insertion", _tracked("ins", POST), "read", "the number only in a tracked insertion"),
    ("moved-to", _tracked("moveTo", POST), "read", "the number only where a text was moved to"),
    ("nested-table", _table(_table(para(POST)) + "<w:p/>"), "read", "a table in a table"),
    (
        "content-control",
        f"<w:sdt><w:sdtContent>{para(POST)}</w:sdtContent></w:sdt>",
        "read",
        "a content control",
    ),
    (
        "inline-control",
        f"<w:p><w:sdt><w:sdtContent>{_run(POST)}</w:sdtContent></w:sdt></w:p>",
        "read",
        "a content control within a line",
    ),
    (
        "control-around-cell",
        f"<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>{para(POST)}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
        "read",
        "a content control around a cell",
    ),
    (
        "hyperlink",
        f'<w:p><w:hyperlink w:anchor="a">{_run(POST)}</w:hyperlink></w:p>',
        "read",
        "a link's words",
    ),
    ("smart-tag", f'<w:p><w:smartTag w:element="x">{_run(POST)}</w:smartTag></w:p>', "read", "a smart tag"),
    (
        "custom-xml",
        f'<w:customXml w:element="x">{para(POST)}</w:customXml>',
        "read",
        "an element of somebody's own",
    ),
    (
        "direction",
        f'<w:p><w:bdo w:val="ltr">{_run(POST)}</w:bdo></w:p>',
        "read",
        "a stretch with a direction",
    ),
    (
        "simple-field",
        f'<w:p><w:fldSimple w:instr="MERGEFIELD a">{_run(POST)}</w:fldSimple></w:p>',
        "read",
        "a field's result",
    ),
    ("complex-field", _field("MERGEFIELD a", _run(POST)), "read", "the result of a field of runs"),
    (
        "unended-field",
        _field("MERGEFIELD a", "").replace('"end"', '"separate"') + para(POST),
        "either",
        "a field that never ends",
    ),
    (
        "ruby",
        f"<w:p><w:r><w:ruby><w:rubyBase>{_run(POST)}</w:rubyBase></w:ruby></w:r></w:p>",
        "read",
        "ruby text",
    ),
    ("five-runs", f"<w:p>{''.join(map(_run, _FIVE))}</w:p>", "read", "the number in five runs"),
    (
        "five-runs-with-marks",
        "<w:p>"
        + '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1"/>'.join(map(_run, _FIVE))
        + "</w:p>",
        "read",
        "the number in five runs with marks between them",
    ),
    (
        "half-inserted",
        f'<w:p>{_run("Ring 07700 ")}<w:ins w:id="1" w:author="A">{_run("900123")}</w:ins></w:p>',
        "read",
        "a number that was completed by a tracked change",
    ),
    (
        "deletion-within",
        f'<w:p>{_run("Ring 07700 ")}<w:del w:id="1" w:author="A"><w:r><w:delText>88</w:delText></w:r></w:del>'
        f"{_run('900123')}</w:p>",
        "read",
        "a number from which a tracked change took digits",
    ),
    (
        "deleted-paragraph-mark",
        f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>{_run("Ring 07700 ")}</w:p>{para("900123")}',
        "either",
        "a paragraph's end that was deleted within the number",
    ),
    (
        "soft-hyphen",
        f"<w:p>{_run('07700 900')}<w:r><w:softHyphen/></w:r>{_run('123')}</w:p>",
        "either",
        "a soft hyphen",
    ),
    (
        "hard-hyphen",
        f"<w:p>{_run('07700')}<w:r><w:noBreakHyphen/></w:r>{_run('900123')}</w:p>",
        "either",
        "a hyphen",
    ),
    (
        "tab-within",
        f"<w:p>{_run('07700')}<w:r><w:tab/></w:r>{_run('900123')}</w:p>",
        "either",
        "a tab as the space",
    ),
    ("hidden", para(POST, "<w:rPr><w:vanish/></w:rPr>"), "either", "hidden text, shown again at a click"),
    ("white-on-white", para(POST, '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'), "read", "white text"),
    ("math", f"<w:p><m:oMath><m:r><m:t>{POST}</m:t></m:r></m:oMath></w:p>", "either", "a formula"),
    (
        "word-art",
        f'<w:p><w:r><w:pict><v:shape><v:textpath string="{POST}"/></v:shape></w:pict></w:r></w:p>',
        "either",
        "word art, whose text is an attribute",
    ),
    (
        "unknown-elements",
        f'<x:y xmlns:x="urn:x"><w:p><x:z>{_run(POST)}</x:z></w:p></x:y>',
        "either",
        "elements that nobody knows around the text",
    ),
    ("text-outside-run", f"<w:p><w:t>{POST}</w:t></w:p>", "either", "text without a run"),
    ("text-outside-paragraph", f"<w:r><w:t>{POST}</w:t></w:r>", "either", "text without a paragraph"),
]

CASES: tuple[Case, ...] = (
    *_bodies(_PLACES),
    case("docx-footnote", ".docx", partial(_noted, "footnote"), "read", "the number only in a footnote"),
    case("docx-endnote", ".docx", partial(_noted, "endnote"), "read", "the number only in an endnote"),
    case(
        "docx-header",
        ".docx",
        partial(_edge, "header"),
        "either",
        "only in a header: no part of the post",
        phone=False,
    ),
    case(
        "docx-footer",
        ".docx",
        partial(_edge, "footer"),
        "either",
        "only in a footer: no part of the post",
        phone=False,
    ),
    case(
        "docx-deletion-only",
        ".docx",
        lambda: docx_of(_tracked("del", POST)),
        "refused",
        "nothing but a tracked deletion: an empty post",
        phone=False,
    ),
    case(
        "docx-deletion-beside",
        ".docx",
        lambda: docx_of(para(CLEAN) + _tracked("del", POST)),
        "either",
        "a post from which the number was deleted",
        phone=False,
    ),
    case(
        "docx-moved-from-only",
        ".docx",
        lambda: docx_of(_tracked("moveFrom", POST)),
        "refused",
        "nothing but a text that was moved away: an empty post",
        phone=False,
    ),
    case(
        "docx-comment-only", ".docx", lambda: _commented(""), "refused", "nothing but a comment", phone=False
    ),
    case(
        "docx-comment-beside",
        ".docx",
        lambda: _commented(CLEAN),
        "either",
        "the number in a comment",
        phone=False,
    ),
    case(
        "docx-field-code-only",
        ".docx",
        lambda: docx_of(_field(f'QUOTE "{POST}"', "")),
        "refused",
        "nothing but a field's code",
        phone=False,
    ),
    case(
        "docx-title-only",
        ".docx",
        _title_only,
        "refused",
        "nothing but a title in the properties",
        phone=False,
    ),
    case("docx-diagram", ".docx", _diagram, "either", "the number only in a diagram"),
    case(
        "docx-alt-text",
        ".docx",
        lambda: _picture(POST),
        "either",
        "the number only in a picture's description",
    ),
    case(
        "docx-broken-picture", ".docx", lambda: _picture("A stall"), "read", "a picture whose EXIF data loops"
    ),
    case(
        "docx-macros",
        ".docx",
        lambda: _with_macros(MACRO_MAIN),
        "either",
        "macros under an ending that forbids them",
    ),
    case(
        "docx-macro-project",
        ".docx",
        partial(_with_macros, "application/xml"),
        "either",
        "macros and no right type",
    ),
    case(
        "docx-remote-template",
        ".docx",
        _remote_template,
        "refused",
        "a template that would be fetched",
    ),
    case(
        "docx-linked-object",
        ".docx",
        lambda: _linked(
            "oleObject",
            f"{_ADDRESS}a.xlsx",
            para(POST) + '<w:p><w:r><w:object><o:OLEObject Type="Link" r:id="rId1"/></w:object></w:r></w:p>',
        ),
        "either",
        "an object that would be fetched",
    ),
    case(
        "docx-linked-picture",
        ".docx",
        lambda: _linked(
            "image",
            f"{_ADDRESS}a.png",
            para(POST)
            + '<w:p><w:r><w:drawing><wp:inline><a:blip r:link="rId1"/></wp:inline></w:drawing></w:r></w:p>',
        ),
        "refused",
        "a picture that would be fetched",
    ),
    case(
        "docx-file-share-picture",
        ".docx",
        lambda: _linked("image", "file://192.0.2.1/share/a.png", para(POST)),
        "refused",
        "a picture that would be fetched from a file share",
    ),
    case(
        "docx-sub-document",
        ".docx",
        lambda: _linked("subDocument", f"{_ADDRESS}b.docx", para(POST) + '<w:subDoc r:id="rId1"/>'),
        "either",
        "a part of the document that lies elsewhere",
    ),
    case(
        "docx-local-sub-document",
        ".docx",
        lambda: _linked("subDocument", "file:///etc/passwd", para(POST) + '<w:subDoc r:id="rId1"/>'),
        "either",
        "a part of the document that is a file of the system",
    ),
    case(
        "docx-dde-field",
        ".docx",
        lambda: docx_of(_field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", _run(POST))),
        "either",
        "a field that would start a program",
    ),
    case(
        "docx-include-field",
        ".docx",
        lambda: docx_of(_field('INCLUDETEXT "/etc/passwd"', _run(POST))),
        "either",
        "a field that would take in a file",
    ),
    case(
        "docx-chunk-html",
        ".docx",
        lambda: _chunk("a.html", "text/html", f"<p>{POST}"),
        "either",
        "a page taken in",
    ),
    case(
        "docx-chunk-text", ".docx", lambda: _chunk("a.txt", "text/plain", POST), "either", "a text taken in"
    ),
    case(
        "docx-chunk-docx",
        ".docx",
        lambda: _chunk("a.docx", "application/x-docx", docx_of(para(POST))),
        "either",
        "a document taken in",
    ),
    case("docx-chunk-of-itself", ".docx", _chunk_of_itself, "either", "a document that takes in itself"),
    case(
        "docx-embedded-workbook",
        ".docx",
        lambda: _embedded("a.xlsx", xlsx_of(rows("text", CLEAN))),
        "either",
        "a workbook within the document",
    ),
    case(
        "docx-embedded-odt",
        ".docx",
        lambda: _embedded("a.odt", odt_of("<text:p>a</text:p>")),
        "either",
        "a Writer document within the document",
    ),
    case(
        "docx-main-part-elsewhere",
        ".docx",
        lambda: _main_elsewhere("word/document2.xml"),
        "read",
        "the main part under another name, as Word on the web writes it",
    ),
    case(
        "docx-main-part-at-root",
        ".docx",
        lambda: _main_elsewhere("main/text.xml"),
        "either",
        "another folder",
    ),
    case(
        "docx-absolute-target",
        ".docx",
        lambda: _led_by('Target="/word/document.xml"'),
        "read",
        "a relationship with a leading slash",
    ),
    case("docx-decoy-main-part", ".docx", _decoy, "either", "a harmless part under the usual name"),
    case(
        "docx-outside-main-part",
        ".docx",
        lambda: _led_by(f'Target="{_ADDRESS}document.xml" TargetMode="External"'),
        "either",
        "a main part that would be fetched",
    ),
    case("docx-style-loop", ".docx", _style_loop, "read", "styles based on each other"),
    case(
        "docx-list-loop", ".docx", _list_loop, "read", "a list style that leads nowhere, at level 99999999999"
    ),
    case("docx-note-in-itself", ".docx", _note_in_itself, "either", "a footnote that refers to itself"),
    case("docx-note-bomb", ".docx", _note_bomb, "either", "a footnote referred to 100,000 times"),
    case(
        "docx-million-breaks",
        ".docx",
        lambda: _many("<w:p><w:r>", "<w:br/>", 1_000_000, f"</w:r></w:p>{para(POST)}"),
        "either",
        "a million line breaks",
    ),
    case(
        "docx-million-paragraphs",
        ".docx",
        lambda: _many("", "<w:p/>", 1_000_000, para(POST)),
        "either",
        "a million empty paragraphs",
    ),
    case(
        "docx-million-runs",
        ".docx",
        lambda: _many("<w:p>", "<w:r><w:t>a</w:t></w:r>", 1_000_000, f"</w:p>{para(POST)}"),
        "either",
        "a million runs of one letter",
    ),
    case(
        "docx-million-deletions",
        ".docx",
        lambda: _many(
            "<w:p>", "<w:del><w:r><w:delText>a</w:delText></w:r></w:del>", 300_000, f"</w:p>{para(POST)}"
        ),
        "either",
        "300,000 tracked deletions",
    ),
    case(
        "docx-wide-cell",
        ".docx",
        lambda: docx_of(_table(f'<w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{para(POST)}')),
        "read",
        "a cell that spans two thousand million columns",
    ),
    case(
        "docx-missing-relations",
        ".docx",
        lambda: docx_of(f'<w:p><w:hyperlink r:id="rId99">{_run(POST)}</w:hyperlink></w:p>'),
        "read",
        "a link that leads to no relationship",
    ),
    case(
        "docx-missing-note",
        ".docx",
        lambda: docx_of(f'<w:p>{_run(POST)}<w:r><w:footnoteReference w:id="99"/></w:r></w:p>'),
        "either",
        "a reference to a footnote that is not there",
    ),
    case(
        "docx-two-bodies",
        ".docx",
        lambda: docx(document(para(CLEAN)).replace("</w:document>", f"{_BODY}</w:document>")),
        "either",
        "a second body",
    ),
)
