"""OpenDocument texts: what of them is the post, and where each part of it stands."""

from __future__ import annotations

import pytest

from tests.readers.documents import PHONE, drafts, errors, found, only, parts, photo
from tests.readers.hostile.archives import archive, packed, stored
from tests.readers.hostile.documents import docx_of, odt, odt_members, odt_of, para, writer


def p(inner: str) -> str:
    return f"<text:p>{inner}</text:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in rows)
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f"<table:table><table:table-column/>{lines}</table:table>"


def note(kind: str, text: str) -> str:
    body = f"<text:note-body>{p(text)}</text:note-body>"
    return f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>{body}</text:note>'


def box(text: str) -> str:
    return f"<draw:frame><draw:text-box>{p(text)}</draw:text-box></draw:frame>"


def test_paragraphs_headings_and_items_are_counted() -> None:
    inner = f"<text:list><text:list-item>{p('Three')}</text:list-item></text:list>"
    items = f"<text:list><text:list-item>{p('Two')}{inner}</text:list-item></text:list>"
    draft = only(
        odt_of(f"<text:h>One</text:h>{p('')}{items}<text:section>{p('Four')}</text:section>"), "a.odt"
    )
    numbered = [(f"paragraph {at}", text) for at, text in enumerate(("One", "Two", "Three", "Four"), 1)]
    assert parts(draft) == numbered


def test_cells_do_not_run_together() -> None:
    header = f"<table:table-header-rows>{table((p('a'), p('b')))}</table:table-header-rows>"
    header = header.replace("<table:table>", "").replace("</table:table>", "")
    body = "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row>"
    draft = only(odt_of(f"<table:table>{header}{body}</table:table>{p('d')}"), "a.odt")
    assert parts(draft) == [
        ("table 1, row 1, column 1", "a"),
        ("table 1, row 1, column 2", "b"),
        ("table 1, row 2, column 1", "c"),
        ("paragraph 1", "d"),
    ]


def test_a_table_within_a_table_is_named_by_the_cell_that_holds_it() -> None:
    draft = only(odt_of(table((p("a"), table((p(PHONE), p("b")))))), "a.odt")
    (finding,) = found(draft, "phone")
    assert (finding.place or "").startswith("table 1, row 1, column 2")
    assert "b" in draft.text.split()


def test_notes_and_boxes_have_names_of_their_own() -> None:
    inner = f"One{note('footnote', 'Two')}{note('endnote', 'Three')}{note('footnote', 'Four')}{box('Five')}"
    assert parts(only(odt_of(p(inner) + box("Six")), "a.odt")) == [
        ("paragraph 1", "One"),
        ("footnote 1", "Two"),
        ("endnote 1", "Three"),
        ("footnote 2", "Four"),
        ("text box 1", "Five"),
        ("text box 2", "Six"),
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        ('a<text:s text:c="3"/>b<text:s/>c<text:s text:c="no"/>d', "a   b c d"),
        ("a  b\n   c<text:span> <text:span>d</text:span></text:span>", "a b c d"),
        ("id<text:span>io</text:span>t", "idiot"),
        ("<text:change-start/>a<text:change-end/>b", "ab"),
        ("a<office:annotation><dc:creator>B</dc:creator><text:p>c</text:p></office:annotation>d", "ad"),
        ("<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>", "a (b)"),
        ('<text:a xlink:href="https://a.example/x">the <text:span>hall</text:span></text:a>', "[the hall](https://a.example/x)"),
        ("idi<text:ruby><text:ruby-base>o</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>t", "idiot (b)"),
        ('id<text:a xlink:href="https://a.example/x">io</text:a>t, x', "idiot (https://a.example/x), x"),
        ('<field:fieldmark xmlns:field="urn:f"><field:param field:name="Dropdown_ListEntry" field:value="a b"/></field:fieldmark>c', " a b c"),
        ('<field:fieldmark xmlns:field="urn:f"><field:param field:name="Other" field:value="a b"/></field:fieldmark>c', "c"),
        ('<text:a xlink:href="https://a.example/">a.example</text:a>', "a.example"),
        ('<text:a xlink:href="#top">hall</text:a>', "hall"),
        ('<draw:image-map><draw:area-circle xlink:href="https://a.example/x"><svg:desc>a dog</svg:desc></draw:area-circle></draw:image-map>', "[![a dog]()](https://a.example/x)"),
        ('<draw:image-map><draw:area-circle xlink:href="https://a.example/x"/></draw:image-map>', "[](https://a.example/x)"),
        ('<draw:frame><draw:image xlink:href="Pictures/a.jpg"/><svg:title>T</svg:title><svg:desc>a dog</svg:desc></draw:frame>', "![T]()![a dog]()"),
        ("a<draw:custom-shape><text:p>b</text:p></draw:custom-shape>", "a\nb"),
    ],
)  # fmt: skip
def test_what_of_a_paragraph_is_the_post(inner: str, text: str) -> None:
    assert only(odt_of(p(inner)), "a.odt").text == text


def test_a_picture_that_is_a_link_shows_where_it_leads() -> None:
    frame = '<draw:frame><draw:image xlink:href="Pictures/a.jpg"/><svg:desc>a dog</svg:desc></draw:frame>'
    content = odt_of(p(f'<draw:a xlink:href="https://a.example/x">{frame}</draw:a>'))
    assert only(content, "a.odt").text == "[![a dog]()](https://a.example/x)"


def test_titles_and_descriptions_of_tables_are_read() -> None:
    said = "<table:title>Whom to ring</table:title><table:desc>One row</table:desc>"
    row = f"<table:table-row><table:table-cell>{p('a')}</table:table-cell></table:table-row>"
    draft = only(odt_of(f"<table:table>{said}{row}</table:table>"), "a.odt")
    assert "Whom to ring. One row" in draft.text


def test_identifiers_that_stand_twice_or_are_no_names_are_no_damage() -> None:
    twice = '<text:list xml:id="list1"><text:list-item><text:p>a</text:p></text:list-item></text:list>'
    odd = '<text:p xml:id="1 2">b</text:p>'
    assert only(odt_of(twice + twice + odd), "a.odt").text.split() == ["a", "a", "b"]


def test_deletions_are_not_the_post() -> None:
    gone = f"<text:changed-region><text:deletion>{p('You idiot')}</text:deletion></text:changed-region>"
    assert (
        only(odt_of(f"<text:tracked-changes>{gone}</text:tracked-changes>{p('One')}"), "a.odt").text == "One"
    )


def test_headers_footers_and_words_of_lists_are_read() -> None:
    header = (
        f"<style:header>{p('You idiot')}</style:header><style:footer-first>{p('Page')}</style:footer-first>"
    )
    level = '<text:list-level-style-number text:num-prefix="Note " text:num-suffix="."/>'
    styles = writer(header + level).replace("document-content", "document-styles")
    content = archive([*odt_members(writer(p("One"))), packed("styles.xml", styles)])
    assert parts(only(content, "a.odt")) == [
        ("paragraph 1", "One"),
        ("header", "You idiot"),
        ("footer", "Page"),
        ("words of a list", "Note"),
    ]


_PICTURE = '<draw:frame text:anchor-type="page"><draw:image xlink:href="Pictures/a.jpg"/>{}</draw:frame>'


@pytest.mark.parametrize(
    "body",
    [
        p(f"<text:title>Ring {PHONE}</text:title>"),
        _PICTURE.format(f"<svg:desc>Ring {PHONE}</svg:desc>"),
        _PICTURE.format(f"<svg:title>Ring {PHONE}</svg:title>"),
        p(f"<draw:frame><svg:title>Ring {PHONE}</svg:title></draw:frame>"),
        p(
            f"<text:ruby><text:ruby-base>Jo</text:ruby-base><text:ruby-text>{PHONE}</text:ruby-text></text:ruby>"
        ),
        f'<office:forms><form:form><form:button form:label="Ring {PHONE}"/></form:form></office:forms>',
        f"<draw:custom-shape>{p(f'Ring {PHONE}')}</draw:custom-shape>",
        f'<office:forms><form:form><form:fixed-text form:label="{PHONE}"/></form:form></office:forms>',
        p(f'<text:a xlink:href="#top" office:title="{PHONE}">hall</text:a>'),
        p(f'<text:drop-down><text:label text:value="{PHONE}"/>One</text:drop-down>'),
        p(f'<text:note><text:note-citation text:label="{PHONE}">{PHONE}</text:note-citation></text:note>'),
        f"<table:table><table:title>{PHONE}</table:title></table:table>",
        f"<table:table><table:desc>{PHONE}</table:desc></table:table>",
    ],
    ids=[
        "title-field",
        "page-description",
        "page-title",
        "title",
        "ruby",
        "form",
        "page-shape",
        "bare-form",
        "tip-of-link",
        "drop-down",
        "label-of-note",
        "table-title",
        "table-description",
    ],
)
def test_words_in_whatever_a_document_holds_are_read(body: str) -> None:
    draft = only(odt_of(p("Hello") + body), "a.odt")
    assert len(found(draft, "phone")) == 1


@pytest.mark.parametrize("end", ["num-prefix", "num-suffix"])
def test_words_of_lists_are_read_without_styles_beside_them(end: str) -> None:
    def listed(words: str) -> str:
        level = f'<text:list-level-style-number style:{end}="{words}"/>'
        return writer(p("One")).replace("<office:body>", f"{level}<office:body>")

    assert len(found(only(odt(listed(PHONE)), "a.odt"), "phone")) == 1
    assert only(odt(listed(".")), "a.odt").text == "One"


def test_objects_in_headers_are_read_or_named() -> None:
    frames = '<draw:object xlink:href="./Object 1"/><draw:object-ole xlink:href="./Object 2"/>'
    styles = writer(f"<style:header>{p(f'<draw:frame>{frames}</draw:frame>')}</style:header>")
    members = [*odt_members(writer(p("One"))), packed("styles.xml", styles)]
    content = archive([*members, packed("Object 1/content.xml", writer(p(PHONE) + p("0.333333333333")))])
    (draft,) = drafts(content, "a.odt")
    assert parts(draft) == [("paragraph 1", "One"), ("object 1", PHONE)]
    assert len(errors(content, "a.odt")) == 1


def test_objects_are_read_or_named() -> None:
    chart = p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>')
    old = p('<draw:frame><draw:object-ole xlink:href="./Object 2"/></draw:frame>')
    section = f'<text:section><text:section-source xlink:href="other.odt"/>{p("Two")}</text:section>'
    members = odt_members(writer(p("One") + chart + old + section))
    content = archive([*members, packed("Object 1/content.xml", writer(p(f"Ring {PHONE}")))])
    (draft,) = drafts(content, "a.odt")
    assert len(found(draft, "phone")) == 1
    assert errors(content, "a.odt") == [
        "the object './Object 2' of another program within the document was not reviewed; put its text into the document",
        "the section from 'other.odt' within the document was not reviewed; put its text into the document",
    ]


def test_names_that_may_be_personal_are_masked() -> None:
    ole, section = '<draw:object-ole xlink:href="./{}"/>', '<text:section-source xlink:href="{}.odt"/>'
    said = errors(odt_of(p("One") + (ole + section).format(*[PHONE.replace(" ", "-")] * 2)), "a.odt")
    assert len(said) == 2
    assert not [message for message in said if "900" in message]


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        (
            '<draw:image xlink:href="https://a.example/x.png"/>',
            "draws its image from 'https://a.example/x.png'",
        ),
        ('<draw:image xlink:href="../x.png"/>', "draws its image from '../x.png'"),
        ('<draw:object xlink:href="//server/x"/>', "draws its object from '//server/x'"),
        (
            '<text:section-source xlink:href="file:///x.odt"/>',
            "draws its section-source from 'file:///x.odt'",
        ),
        ("<script:event-listener/>", "runs a script"),
        ("<text:script>x</text:script>", "runs a script"),
    ],
)
def test_what_is_drawn_in_from_elsewhere_is_refused(inner: str, message: str) -> None:
    (error,) = errors(odt_of(p("One") + inner), "a.odt")
    assert message in error


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (odt_of(p(" ")), "holds no text"),
        (docx_of(para("One")), "no OpenDocument text"),
        (
            archive([stored("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
            "no OpenDocument text",
        ),
        (
            archive([stored("mimetype", b"application/vnd.oasis.opendocument.text")]),
            "has no part 'content.xml'",
        ),
        (odt(writer(p("One")), "<manifest:encryption-data/>"), "encrypted"),
        (b"One", "damaged, or not of its kind"),
    ],
    ids=["blanks", "docx", "sheet", "no-content", "encrypted", "text"],
)
def test_what_is_no_readable_text_document_is_an_error(content: bytes, message: str) -> None:
    (error,) = errors(content, "a.odt")
    assert message in error


def test_an_embedded_picture_says_who_took_it() -> None:
    content = archive([*odt_members(writer(p("One"))), stored("Pictures/10.jpg", photo("A. Resident"))])
    (picture,) = only(content, "a.ott").pictures
    assert (picture.name, picture.has_position, picture.owner) == ("10.jpg", False, "A. Resident")
