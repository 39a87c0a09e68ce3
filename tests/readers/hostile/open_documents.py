"""OpenDocument texts that are encrypted, flat, scripted, endless, or say it where nobody looks."""

from __future__ import annotations

from functools import partial

from tests.readers.hostile.archives import archive, packed, repeated, stored
from tests.readers.hostile.case import CLEAN, POST, Case, Outcome, case
from tests.readers.hostile.documents import HEAD, TEXT_SPACES, WRITER_TYPE, odt, odt_members, odt_of, writer

_ENCRYPTED = (
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="900">'
    '<manifest:encryption-data manifest:checksum-type="SHA256/1K" manifest:checksum="AAAA">'
    '<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" '
    'manifest:initialisation-vector="AAAA"/><manifest:key-derivation manifest:key-derivation-name="PBKDF2" '
    'manifest:iteration-count="4294967295" manifest:salt="AAAA"/></manifest:encryption-data></manifest:file-entry>'
)
_MATHS = '<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd">'
_ENTITY = '<!DOCTYPE math:math [<!ENTITY a "b">]>'
_ABOUT = "<office:change-info><dc:creator>A. Clerk</dc:creator></office:change-info>"
_P = f"<text:p>{POST}</text:p>"
_CLEAN = f"<text:p>{CLEAN}</text:p>"


def _encrypted() -> bytes:
    return archive(
        [
            stored("mimetype", WRITER_TYPE.encode()),
            stored("content.xml", bytes(range(256)) * 4),
            odt_members("", _ENCRYPTED)[2],
        ]
    )


def _encrypted_whole() -> bytes:
    """As newer programs do it: the whole document is one encrypted member."""
    entry = _ENCRYPTED.replace("content.xml", "encrypted-package")
    return archive([stored("encrypted-package", bytes(range(256)) * 9), odt_members("", entry)[2]])


def _flat() -> bytes:
    kind = f'office:version="1.3" office:mimetype="{WRITER_TYPE}"'
    body = f"<office:body><office:text>{_P}</office:text></office:body>"
    return f"{HEAD}<office:document {TEXT_SPACES} {kind}>{body}</office:document>".encode()


def _with_folders() -> bytes:
    """As some tools repack LibreOffice's documents: empty folders at the root."""
    return archive([*odt_members(writer(_P)), stored("/Configurations2/popupmenu/", b"")])


def _formula(declared: str) -> bytes:
    """As OpenOffice.org 3 writes a formula: in a document of its own, with a document type."""
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    maths = f'{declared}<math:math xmlns:math="urn:m"><math:mi>x</math:mi></math:math>'
    return archive(
        [*odt_members(writer(f"{_P}<text:p>{frame}</text:p>")), packed("Object 1/content.xml", maths)]
    )


def _scripted() -> bytes:
    events = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
        'script:event-name="dom:load" xlink:href="vnd.sun.star.script:a.b?language=Basic&amp;location=document"/>'
        "</office:event-listeners></office:scripts><office:body>"
    )
    return archive(
        [*odt_members(writer(_P).replace("<office:body>", events)), packed("Basic/a/b.xml", "<x/>")]
    )


def _other_type(media_type: str) -> bytes:
    return archive([stored("mimetype", media_type.encode()), *odt_members(writer(_P))[1:]])


def _changed(kind: str, inner: str, beside: str) -> bytes:
    """A document with one tracked change."""
    region = (
        f'<text:changed-region text:id="c"><text:{kind}>{_ABOUT}{inner}</text:{kind}></text:changed-region>'
    )
    return odt_of(f"<text:tracked-changes>{region}</text:tracked-changes>{beside}")


def _inserted() -> bytes:
    marked = f'<text:change-start text:change-id="c"/>{POST}<text:change-end text:change-id="c"/>'
    return _changed("insertion", "", f"<text:p>{marked}</text:p>")


def _noted(kind: str) -> str:
    note = f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
    return f"<text:p>{CLEAN}{note}<text:note-body>{_P}</text:note-body></text:note></text:p>"


def _styles(style: str) -> bytes:
    xml = f"{HEAD}<office:document-styles {TEXT_SPACES}>{style}</office:document-styles>"
    return archive([*odt_members(writer(_P)), packed("styles.xml", xml)])


def _million() -> bytes:
    start, _, end = writer("@").partition("@")
    return odt(repeated("content.xml", start.encode(), b"<text:p/>" * 1000, 1000, (_P + end).encode()))


def _huge() -> bytes:
    start, _, end = writer("@").partition("@")
    return odt(repeated("content.xml", (start + _P).encode(), b" " * (1 << 20), 1000, end.encode()))


_PLACES: list[tuple[str, str, Outcome, str]] = [
    (
        "text-box",
        f"<text:p><draw:frame><draw:text-box>{_P}</draw:text-box></draw:frame></text:p>",
        "read",
        "a frame",
    ),
    ("shape", f"<text:p><draw:custom-shape>{_P}</draw:custom-shape></text:p>", "read", "a shape"),
    ("footnote", _noted("footnote"), "read", "the number only in a footnote"),
    ("endnote", _noted("endnote"), "read", "the number only in an endnote"),
    ("section", f"<text:section>{_P}</text:section>", "read", "a section"),
    (
        "hidden-section",
        f'<text:section text:display="none">{_P}</text:section>',
        "either",
        "a hidden section",
    ),
    (
        "linked-section",
        f'<text:section><text:section-source xlink:href="http://192.0.2.1/b.odt"/>{_P}</text:section>',
        "refused",
        "a section that would be fetched",
    ),
    ("list", f"<text:list><text:list-item>{_P}</text:list-item></text:list>", "read", "a list"),
    (
        "table",
        f"<table:table><table:table-row><table:table-cell>{_P}</table:table-cell></table:table-row></table:table>",
        "read",
        "a table",
    ),
    (
        "covered-cell",
        "<table:table><table:table-row><table:covered-table-cell>"
        + _P
        + "</table:covered-table-cell></table:table-row></table:table>",
        "either",
        "a cell that another one covers",
    ),
    (
        "repeated-cells",
        '<table:table><table:table-row table:number-rows-repeated="10000"><table:table-cell '
        f'table:number-columns-repeated="2000">{_P}</table:table-cell></table:table-row></table:table>',
        "either",
        "a cell repeated 20 million times",
    ),
    ("space-bomb", f'<text:p>{POST}<text:s text:c="1000000000"/></text:p>', "either", "1,000 million spaces"),
    ("negative-spaces", f'<text:p>{POST}<text:s text:c="-1"/></text:p>', "either", "minus one space"),
    ("odd-spaces", f'<text:p>{POST}<text:s text:c="many"/></text:p>', "either", "a count that is no number"),
    (
        "space-element",
        "<text:p>Ring 07700<text:s/>900123</text:p>",
        "read",
        "the number's space as an element",
    ),
    (
        "spans",
        "<text:p>Ring " + "".join(f"<text:span>{sign}</text:span>" for sign in "07700 900123") + "</text:p>",
        "read",
        "a span for every digit",
    ),
    ("link", f'<text:p><text:a xlink:href="#a">{POST}</text:a></text:p>', "read", "a link's words"),
    (
        "field",
        f'<text:p><text:text-input text:description="a">{POST}</text:text-input></text:p>',
        "read",
        "a field",
    ),
    (
        "ruby",
        f"<text:p><text:ruby><text:ruby-base>{POST}</text:ruby-base></text:ruby></text:p>",
        "read",
        "ruby text",
    ),
    (
        "heading",
        f'<text:h text:outline-level="99999999999">{POST}</text:h>',
        "read",
        "a heading of an odd level",
    ),
    ("unknown-element", f"<x:y xmlns:x='urn:x'>{_P}</x:y>", "either", "an element that nobody knows"),
    (
        "alt-text",
        f"<text:p>{CLEAN}<draw:frame><draw:image/><svg:desc>{POST}</svg:desc></draw:frame></text:p>",
        "either",
        "the number only in a picture's description",
    ),
    (
        "linked-picture",
        f'<text:p>{POST}<draw:frame><draw:image xlink:href="http://192.0.2.1/a.png"/></draw:frame></text:p>',
        "refused",
        "a picture that would be fetched",
    ),
]


CASES: tuple[Case, ...] = (
    *(
        case(f"odt-{name}", ".odt", partial(odt_of, body), outcome, why)
        for name, body, outcome, why in _PLACES
    ),
    case("odt-with-folders", ".odt", _with_folders, "read", "empty folders whose names begin with a slash"),
    case("odt-formula", ".odt", lambda: _formula(_MATHS), "read", "the document type of old formulas"),
    case(
        "odt-formula-entity",
        ".odt",
        lambda: _formula(_ENTITY),
        "refused",
        "a formula that declares an entity",
    ),
    case("odt-encrypted", ".odt", _encrypted, "refused", "content under a password", phone=False),
    case(
        "odt-encrypted-whole", ".odt", _encrypted_whole, "refused", "all of it under a password", phone=False
    ),
    case(
        "odt-said-to-be-encrypted",
        ".odt",
        lambda: odt(writer(_P), _ENCRYPTED),
        "either",
        "content said to be under a password, and it is not",
    ),
    case("odt-flat", ".odt", _flat, "either", "one XML file, renamed"),
    case(
        "odt-script-events", ".odt", _scripted, "refused", "a macro that starts when the document is opened"
    ),
    case(
        "odt-text-template",
        ".odt",
        lambda: _other_type(f"{WRITER_TYPE}-template"),
        "either",
        "a template, renamed",
    ),
    case(
        "odt-spreadsheet-type",
        ".odt",
        lambda: _other_type("application/vnd.oasis.opendocument.spreadsheet"),
        "either",
        "says that it is a spreadsheet",
    ),
    case(
        "odt-long-type", ".odt", lambda: _other_type("a" * 1_000_000), "either", "a type of a million letters"
    ),
    case("odt-no-type", ".odt", lambda: archive(odt_members(writer(_P))[1:]), "either", "no type at all"),
    case(
        "odt-no-manifest",
        ".odt",
        lambda: archive(odt_members(writer(_P))[:2]),
        "either",
        "no list of members",
    ),
    case(
        "odt-no-content",
        ".odt",
        lambda: archive(odt_members("")[::2]),
        "refused",
        "no content at all",
        phone=False,
    ),
    case("odt-tracked-insertion", ".odt", _inserted, "read", "the number only in a tracked insertion"),
    case(
        "odt-deletion-only",
        ".odt",
        lambda: _changed("deletion", _P, '<text:p><text:change text:change-id="c"/></text:p>'),
        "refused",
        "nothing but a tracked deletion: an empty post",
        phone=False,
    ),
    case(
        "odt-deletion-beside",
        ".odt",
        lambda: _changed("deletion", _P, f'<text:p>{CLEAN}<text:change text:change-id="c"/></text:p>'),
        "either",
        "a post from which the number was deleted",
        phone=False,
    ),
    case(
        "odt-annotation-only",
        ".odt",
        lambda: odt_of(f"<text:p><office:annotation>{_P}</office:annotation></text:p>"),
        "refused",
        "nothing but a comment: an empty post",
        phone=False,
    ),
    case(
        "odt-annotation-beside",
        ".odt",
        lambda: odt_of(f"<text:p>{CLEAN}<office:annotation>{_P}</office:annotation></text:p>"),
        "either",
        "the number only in a comment",
        phone=False,
    ),
    case(
        "odt-style-loop",
        ".odt",
        lambda: _styles(
            '<office:styles><style:style style:name="A" style:parent-style-name="B"/>'
            '<style:style style:name="B" style:parent-style-name="A"/></office:styles>'
        ),
        "read",
        "styles that inherit from each other",
    ),
    case("odt-broken-styles", ".odt", lambda: _styles("<a>"), "either", "styles that cannot be parsed"),
    case("odt-million-paragraphs", ".odt", _million, "either", "a million empty paragraphs"),
    case("odt-zip-bomb", ".odt", _huge, "refused", "a gigabyte of spaces in the content"),
    case(
        "odt-cut-off",
        ".odt",
        lambda: odt(writer(_P + _CLEAN)[:-60]),
        "refused",
        "content that ends in the middle",
    ),
    case("odt-empty", ".odt", lambda: odt_of("<text:p/>"), "refused", "an empty paragraph", phone=False),
)
