"""Word documents: what of them is the post, and where each part of it stands."""

from __future__ import annotations

import pytest

from tests.readers.documents import PHONE, drafts, errors, found, only, parts, photo, reviewer
from tests.readers.hostile.archives import archive, packed
from tests.readers.hostile.documents import (
    HEAD,
    Part,
    document,
    docx,
    docx_of,
    odt_of,
    para,
    word_members,
    word_part,
)

NOWHERE = "https://a.example/x"
_LINK = Part("", "hyperlink", target=NOWHERE)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def field(code: str, words: str) -> str:
    """A field whose code is written in two pieces, as Word does after an edit."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    half = len(code) // 2
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (code[:half], code[half:]))
    return f"{begin}{codes}{separate}{run(words)}{end}"


def box(content: str) -> str:
    """A text box as Word writes it: once for itself, and once for older programs."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def note(kind: str, text: str, more: str = "") -> str:
    return f"<w:{kind}{more}>{para(text)}</w:{kind}>"


def test_paragraphs_are_counted_as_a_person_counts_them() -> None:
    draft = only(docx_of(para("One") + para("") + para("Two")), "a.docx")
    assert parts(draft) == [("paragraph 1", "One"), ("paragraph 2", "Two")]


def test_a_finding_names_its_place() -> None:
    draft = only(docx_of(para("One") + table((para("a"), para(f"ring {PHONE}")))), "a.docx")
    (finding,) = found(draft, "phone")
    assert draft.text[finding.start : finding.end] == PHONE
    assert finding.place == "table 1, row 1, column 2"


def test_cells_do_not_run_together() -> None:
    draft = only(
        docx_of(table((para("a") + para("b"), para("c")), ("<w:p/>", para("d"))) + para("e")), "a.docx"
    )
    assert parts(draft) == [
        ("table 1, row 1, column 1", "a\nb"),
        ("table 1, row 1, column 2", "c"),
        ("table 1, row 2, column 2", "d"),
        ("paragraph 1", "e"),
    ]


def test_a_table_within_a_table_is_named_by_the_cell_that_holds_it() -> None:
    draft = only(docx_of(table((para("a"), table((para(PHONE), para("b")))))), "a.docx")
    (finding,) = found(draft, "phone")
    assert (finding.place or "").startswith("table 1, row 1, column 2")
    assert "b" in draft.text.split()


def test_rows_and_cells_within_controls_and_insertions_are_read() -> None:
    def control(inner: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="Name"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        )

    cell = control(f"<w:tc>{para('a')}</w:tc>")
    draft = only(docx_of(f"<w:tbl>{control(f'<w:tr>{cell}</w:tr>')}</w:tbl>{control(para('b'))}"), "a.docx")
    assert parts(draft) == [("table 1, row 1, column 1", "a"), ("paragraph 1", "b")]


def test_a_text_box_is_read_once() -> None:
    draft = only(docx_of(paragraph(run("One"), box(para("Two"))) + paragraph(box(para("Three")))), "a.docx")
    assert parts(draft) == [("paragraph 1", "One"), ("text box 1", "Two"), ("text box 2", "Three")]


def test_notes_and_diagrams_are_read() -> None:
    line = '<w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    spaces = "http://schemas.openxmlformats.org/drawingml/2006"
    drawn = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in ("Five", "Six"))
    content = docx_of(
        para("One"),
        word_part(
            "footnotes", line + note("footnote", "Two") + note("footnote", "Three", ' w:type="normal"')
        ),
        word_part("endnotes", note("endnote", "Four")),
        Part(
            "word/diagrams/data1.xml",
            "diagramData",
            f'<a:dataModel xmlns:a="{spaces}/main">{drawn}</a:dataModel>',
        ),
    )
    assert parts(only(content, "a.docx")) == [
        ("paragraph 1", "One"),
        ("footnote 1", "Two"),
        ("footnote 2", "Three"),
        ("endnote 1", "Four"),
        ("diagram 1", "Five\nSix"),
    ]


def test_a_link_in_a_footnote_leads_where_the_footnotes_say() -> None:
    linked = f'<w:footnote><w:p><w:hyperlink r:id="rId1">{run("hall")}</w:hyperlink></w:p></w:footnote>'
    members = word_members(document(para("One")), [word_part("footnotes", linked)])
    own = word_members(document(""), [_LINK])[-1]
    content = archive([*members, packed("word/_rels/footnotes.xml.rels", _unpacked(own.data))])
    assert parts(only(content, "a.docx"))[1] == ("footnote 1", f"[hall]({NOWHERE})")


def _unpacked(data: bytes) -> bytes:
    import zlib

    return zlib.decompress(data, -15)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"{run('a')}<w:ins>{run('b')}</w:ins><w:moveTo>{run('c')}</w:moveTo>", "abc"),
        (f"{run('a')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:moveFrom>{run('c')}</w:moveFrom>", "a"),
        (f"<w:commentRangeStart/>{run('a')}<w:r><w:annotationRef/></w:r>", "a"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
        ("<w:r><w:t>0770</w:t><w:softHyphen/><w:t>0</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "07700\u20111"),
        ('<w:r><w:sym w:char="00E9"/><w:sym w:char="F04A"/><w:sym w:char="no"/></w:r>', "é\ufffd\ufffd"),
        (f"<w:ruby><w:rt>{run('a')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby>", "b (a)"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "x"),
        ('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="a dog"/></wp:inline></w:drawing></w:r>', "![a dog]()"),
        (f'<w:r><w:drawing><wp:docPr name="P"/></w:drawing></w:r>{run("a")}', "a"),
        (f"{run('id')}{run('iot')}", "idiot"),
        (f"{run('idi')}<w:ruby><w:rt>{run('a')}</w:rt><w:rubyBase>{run('o')}</w:rubyBase></w:ruby>{run('t')}", "idiot (a)"),
        (f'<w:r><w:drawing><wp:docPr name="P" descr="a dog"/></w:drawing></w:r>{run("two")}', "![a dog]()two"),
        ("<m:oMath><m:f><m:num><m:r><m:t>dy</m:t></m:r></m:num><m:den><m:r><m:t>dx</m:t></m:r></m:den></m:f></m:oMath>", " dy  dx "),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> MACROBUTTON DoIt [Your name]</w:instrText>'
         '<w:fldChar w:fldCharType="end"/></w:r>', " [Your name] "),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>eq \\f(Sum,Count)</w:instrText>'
         '<w:fldChar w:fldCharType="end"/></w:r>', "  (Sum,Count) "),
        (field(' QUOTE "other" ', "stored"), "stored"),
    ],
)  # fmt: skip
def test_what_of_a_paragraph_is_the_post(inner: str, text: str) -> None:
    assert only(docx_of(paragraph(inner)), "a.docx").text == text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f'<w:hyperlink r:id="rId1">{run("the ")}{run("hall")}</w:hyperlink>', f"[the hall]({NOWHERE})"),
        (f'<w:hyperlink r:id="rId1">{run("a.example/x")}</w:hyperlink>', "a.example/x"),
        (f'<w:hyperlink w:anchor="top">{run("hall")}</w:hyperlink>', "hall"),
        (field(f'HYPERLINK "{NOWHERE}" ', "hall") + run("."), f"[hall]({NOWHERE})."),
        (field(f'hyperlink \\h "{NOWHERE}" \\o "a tip"', "hall"), f"[hall]({NOWHERE}) (a tip) "),
        (field(f"HYPERLINK {NOWHERE} ", "hall"), f"[hall]({NOWHERE})"),
        (f'<w:fldSimple w:instr=" HYPERLINK &quot;{NOWHERE}&quot; ">{run("hall")}</w:fldSimple>', f"[hall]({NOWHERE})"),
        (field(" PAGE ", "7"), "7"),
        (f'{run("id")}<w:hyperlink r:id="rId1">{run("io")}</w:hyperlink>{run("t, x")}', f"idiot ({NOWHERE}), x"),
        (f'<w:hyperlink r:id="rId1">{run("hall")}</w:hyperlink>{run("s, x")}', f"[halls]({NOWHERE}), x"),
        (f'<w:hyperlink r:id="rId1" w:tooltip="a tip">{run("hall")}</w:hyperlink>', f"[hall]({NOWHERE}) (a tip) "),
        (f'<w:r><w:fldChar w:fldCharType="end"/><w:instrText>x</w:instrText></w:r>{run("a")}', "a"),
        (f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("a")}', "a"),
    ],
)  # fmt: skip
def test_links_read_as_markdown_writes_them(inner: str, text: str) -> None:
    assert only(docx_of(paragraph(inner), _LINK), "a.docx").text == text


def test_a_picture_that_is_a_link_shows_where_it_leads() -> None:
    link = '<wp:docPr id="1" name="P" descr="a dog"><a:hlinkClick r:id="rId1"/></wp:docPr>'
    draft = only(
        docx_of(paragraph(f"<w:r><w:drawing><wp:inline>{link}</wp:inline></w:drawing></w:r>"), _LINK),
        "a.docx",
    )
    assert NOWHERE in draft.text


def test_headers_and_footers_are_read_and_comments_are_not() -> None:
    header = Part("word/header1.xml", "header", document(para("You idiot")))
    footer = Part("word/footer1.xml", "footer", document(para("Page 1")))
    comments = word_part("comments", f"<w:comment>{para('You idiot')}</w:comment>")
    assert parts(only(docx_of(para("One"), header, footer, comments), "a.docx")) == [
        ("paragraph 1", "One"),
        ("footer", "Page 1"),
        ("header", "You idiot"),
    ]


def _drawn(inner: str) -> str:
    return paragraph(f"<w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r>")


_OLD_LIST = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="Ring {}"/></w:ddList></w:ffData>'
    '</w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_OLD = '<w:r><w:pict><v:shape id="a" {}>{}</v:shape></w:pict></w:r>'
_MIXED = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w99">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
    "</mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    "body",
    [
        _drawn(f'<wp:docPr id="1" name="P" title="Ring {PHONE}"/>'),
        _drawn(f'<wp:docPr id="1" name="P" title="A dog" descr="Ring {PHONE}"/>'),
        paragraph(_OLD.format(f'alt="Ring {PHONE}"', "")),
        paragraph(_OLD.format("", f'<v:textpath string="Ring {PHONE}"/>')),
        paragraph(_MIXED.format("<w:t>One</w:t>", f"<w:t>Ring {PHONE}</w:t>")),
        paragraph(_MIXED.format(f"<w:t>Ring {PHONE}</w:t>", "<w:t>One</w:t>")),
        paragraph(field(f'DISPLAYBARCODE "{PHONE}" QR', "")),
        paragraph(field(f"MACROBUTTON None Ring {PHONE}", "")),
        f'<w:p><w:fldSimple w:instr="GOTOBUTTON a {PHONE}"/></w:p>',
        paragraph(field(f"EQ \\o({PHONE})", "")),
        paragraph(_OLD_LIST.format(PHONE)),
        f"<m:oMathPara><m:oMath><m:r><m:t>{PHONE}</m:t></m:r></m:oMath></m:oMathPara>",
        run(PHONE),
        f"<w:tbl><w:moveTo><w:tr><w:moveTo><w:tc>{para(PHONE)}</w:tc></w:moveTo></w:tr></w:moveTo></w:tbl>",
        f'<w:tbl><w:tblPr><w:tblCaption w:val="{PHONE}"/><w:jc w:val="left"/></w:tblPr></w:tbl>',
        f'<w:tbl><w:tblPr><w:tblDescription w:val="{PHONE}"/></w:tblPr></w:tbl>',
        paragraph(_OLD.format("", f'<v:imagedata o:title="{PHONE}"/>')),
        _drawn(f'<wp:docPr id="1" name="P" descr="a dog"/><pic:cNvPr name="P" descr="{PHONE}"/>'),
        _drawn(f'<wp:docPr id="1" name="P"/><wps:cNvPr name="P" title="{PHONE}"/>'),
        paragraph(f'<w:hyperlink w:tooltip="{PHONE}">{run("hall")}</w:hyperlink>'),
        paragraph(_MIXED.format("<w:t>One</w:t>", f'<wp:docPr descr="{PHONE}"/>')),
        paragraph(
            _MIXED.format("<w:t>One</w:t>", "".join(f'<w:sym w:char="{ord(char):04X}"/>' for char in PHONE))
        ),
        f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="Ring {PHONE}"/></w:dropDownList></w:sdtPr>'
        f"<w:sdtContent>{para('One')}</w:sdtContent></w:sdt>",
        paragraph(f"<w:ruby><w:rt>{run(PHONE)}</w:rt><w:rubyBase>{run('Jo')}</w:rubyBase></w:ruby>"),
    ],
    ids=[
        "title",
        "title-and-description",
        "vml-alt",
        "wordart",
        "fallback",
        "choice",
        "barcode",
        "macro-button",
        "goto-button",
        "equation-field",
        "old-list",
        "mathematics",
        "run-between-paragraphs",
        "moved-cell",
        "table-title",
        "table-description",
        "vml-office-title",
        "picture-in-drawing",
        "shape-in-drawing",
        "tip-of-link",
        "fallback-description",
        "fallback-symbols",
        "drop-down",
        "ruby",
    ],
)
def test_words_in_whatever_a_document_holds_are_read(body: str) -> None:
    draft = only(docx_of(para("Hello") + body), "a.docx")
    assert len(found(draft, "phone")) == 1


def test_titles_and_descriptions_of_tables_are_read() -> None:
    said = '<w:tblPr><w:tblCaption w:val="Whom to ring"/><w:tblDescription w:val="One row"/></w:tblPr>'
    draft = only(docx_of(f"<w:tbl>{said}<w:tr><w:tc>{para('a')}</w:tc></w:tr></w:tbl>"), "a.docx")
    assert parts(draft) == [
        ("description of table 1", "Whom to ring. One row"),
        ("table 1, row 1, column 1", "a"),
    ]


def test_lists_to_choose_from_around_cells_are_read() -> None:
    items = '<w:sdtPr><w:dropDownList><w:listItem w:displayText="Dave"/></w:dropDownList></w:sdtPr>'
    cell = f"<w:sdt>{items}<w:sdtContent><w:tc>{para('a')}</w:tc></w:sdtContent></w:sdt>"
    draft = only(docx_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), "a.docx")
    assert parts(draft) == [("list to choose from", "Dave"), ("table 1, row 1, column 1", "a")]


def test_a_large_first_letter_is_part_of_its_word() -> None:
    letter = f'<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{run("I")}</w:p>'
    assert only(docx_of(letter + para("diot")), "a.docx").text == "Idiot"
    framed = f'<w:p><w:pPr><w:framePr w:w="10"/></w:pPr>{run("I")}</w:p>'
    assert only(docx_of(framed + para("diot")), "a.docx").text == "I\ndiot"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/n:post[1]/n:text[2]", ["value of a control"]),
        ("/n:post[1]/n:text[1]", []),  # what the control has stored as well
        ("/n:post[1]/n:text[9]", []),
        ("//n:text[count(//*) = 2]", []),
    ],
)
def test_what_a_control_shows_of_the_documents_data_is_read(path: str, said: list[str]) -> None:
    binding = f'<w:sdtPr><w:dataBinding w:xpath="{path}" w:storeItemID="{{1A}}"/></w:sdtPr>'
    body = f"<w:sdt>{binding}<w:sdtContent>{para('Hello')}</w:sdtContent></w:sdt>"
    item = Part(
        "customXml/item1.xml", "none", f"<post xmlns='urn:x'><text>Hello</text><text>{PHONE}</text></post>"
    )
    known = Part("customXml/itemProps1.xml", "none", "<datastoreItem itemID='{1a}'/>")
    draft = only(docx_of(body, item, known), "a.docx")
    assert [name for name, _ in parts(draft)] == ["paragraph 1", *said]
    assert (PHONE in draft.text) is bool(said)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (_drawn('<wp:docPr name="P" descr="a dog"/><pic:cNvPr name="P" descr="a dog"/>'), "![a dog]()"),
        (paragraph(_MIXED.format('<wp:docPr descr="a dog"/>', '<v:shape alt="a dog"/>')), "![a dog]()"),
        (paragraph(field("MACROBUTTON None", "One")), "One"),
        (table((para("One"),)), "One"),
    ],
)
def test_what_is_said_twice_is_read_once(body: str, text: str) -> None:
    assert only(docx_of(body), "a.docx").text == text


@pytest.mark.parametrize(
    ("kind", "xml"),
    [
        ("header", document(para(PHONE))),
        ("footer", document(para(PHONE))),
        ("footnotes", document(note("footnote", PHONE))),
        ("endnotes", document(note("endnote", PHONE))),
        ("chart", f"<c><v>1</v><tx><strCache><pt><v>{PHONE}</v></pt></strCache></tx></c>"),
        ("chartEx", f"<c><strDim><lvl><pt>{PHONE}</pt></lvl></strDim></c>"),
        ("diagramData", document(para(PHONE))),
        ("chartUserShapes", document(para(PHONE))),
        ("footnotes", document(note("footnote", PHONE, ' w:type="continuationNotice"'))),
        ("numbering", document(f'<w:lvl><w:lvlText w:val="{PHONE} %1."/></w:lvl>')),
    ],
)
def test_parts_are_known_by_their_relations(kind: str, xml: str) -> None:
    draft = only(docx_of(para("One"), Part("word/other7.xml", kind, xml)), "a.docx")
    assert len(found(draft, "phone")) == 1
    assert (
        only(docx_of(para("One"), Part("word/other7.xml", "glossaryDocument", xml)), "a.docx").text == "One"
    )


def test_figures_of_charts_and_lists_are_no_texts() -> None:
    figures = "<c><numCache><pt><v>7700900123</v></pt></numCache><numDim><lvl><pt>1</pt></lvl></numDim></c>"
    levels = word_part("numbering", '<w:lvl><w:lvlText w:val="%1.%2."/></w:lvl>')
    draft = only(docx_of(para("One"), Part("word/charts/chart1.xml", "chart", figures), levels), "a.docx")
    assert draft.text == "One"


def test_charts_and_the_words_of_lists_are_read() -> None:
    space = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    series = f"<c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>Ring {PHONE}</c:v></c:pt></c:strCache></c:strRef></c:tx></c:ser>"
    chart = Part(
        "word/charts/chart1.xml", "chart", f"<c:chartSpace {space}>{series}<c:v>12.5</c:v></c:chartSpace>"
    )
    levels = '<w:lvl><w:lvlText w:val="%1."/></w:lvl><w:lvl><w:lvlText w:val="You idiot %1:"/></w:lvl>'
    draft = only(docx_of(para("One"), chart, word_part("numbering", levels)), "a.docx")
    assert parts(draft) == [
        ("paragraph 1", "One"),
        ("chart 1", f"Ring {PHONE}"),
        ("words of a list", "You idiot …:"),
    ]


def test_objects_and_fields_that_draw_in_a_file_are_named() -> None:
    sheet = Part("word/embeddings/sheet1.xlsx", "package", b"PK")
    data = Part("word/embeddings/data1.xlsx", "package", b"PK")
    relation = '<Relationships><Relationship Id="rId1" Target="../embeddings/data1.xlsx"/></Relationships>'
    rels = Part("word/charts/_rels/chart1.xml.rels", "none", relation)
    content = docx_of(paragraph(field('INCLUDETEXT "C:\\\\a.docx"', "One")), sheet, data, rels)
    assert errors(content, "a.docx") == [
        "the field INCLUDETEXT, which draws in a file, within the document was not reviewed; put its text into the "
        "document",
        "the object 'sheet1.xlsx' of another program within the document was not reviewed; put its text into the "
        "document",
    ]


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (Part("word/a.html", "aFChunk", "<p>You idiot"), "holds another document within it"),
        (
            Part("", "image", target="https://a.example/dog.png"),
            "draws its image from 'https://a.example/dog.png'",
        ),
        (Part("", "subDocument", target="other.docx"), "draws its subDocument from 'other.docx'"),
    ],
)
def test_what_is_drawn_in_from_elsewhere_is_refused(part: Part, message: str) -> None:
    (error,) = errors(docx_of(para("One"), part), "a.docx")
    assert message in error


def test_names_that_may_be_personal_are_masked() -> None:
    name = PHONE.replace(" ", "-")
    sheet = Part(f"word/embeddings/{name}.xlsx", "package", b"PK")
    picture = Part(f"word/media/{name}.jpeg", "image", b"\xff\xd8\xff\xe1\0", "image/jpeg")
    content = docx_of(para("One"), sheet, picture)
    (draft,) = drafts(content, "a.docx")
    said = [*errors(content, "a.docx"), *draft.remarks]
    said += errors(docx_of(para("One"), Part("", "image", target=f"https://a.example/{name}.png")), "a.docx")
    said += errors(_with_template(f"https://a.example/{name}.dotm"), "a.docx")
    assert len(said) == 5
    assert not [message for message in said if "900" in message]


def _with_template(target: str) -> bytes:
    settings = word_part("settings", '<w:attachedTemplate r:id="rId1"/>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relation = f'<Relationship Id="rId1" Type="{kind}" Target="{target}" TargetMode="External"/>'
    spaces = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed = packed(
        "word/_rels/settings.xml.rels", f'{HEAD}<Relationships xmlns="{spaces}">{relation}</Relationships>'
    )
    return archive([*word_members(document(para("One")), [settings]), listed])


@pytest.mark.parametrize(
    "target", ["https://a.example/t.dotm", "HTTP://a.example/t.dotm", "ftp://a.example/t.dotm"]
)
def test_a_template_on_the_web_is_refused(target: str) -> None:
    (error,) = errors(_with_template(target), "a.docx")
    assert f"template is on the web ({target!r})" in error


@pytest.mark.parametrize("target", ["file:///C:/Templates/Council.dotm", "Normal.dotm"])
def test_a_template_of_the_councils_own_is_allowed(target: str) -> None:
    assert only(_with_template(target), "a.docx").text == "One"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (docx_of(""), "holds no text"),
        (docx_of(para(" ")), "holds no text"),
        (odt_of("<text:p>One</text:p>"), "no Word document"),
        (docx("<html><body>One</body></html>"), "no Word document"),
        (docx("<w:document>One"), "damaged"),
        (archive([packed("word/document.xml", document(para("One")))]), "no Word document"),
        (b"One", "damaged, or not of its kind"),
        (docx_of(para("One"))[2:], "the file lacks its beginning"),
    ],
    ids=["nothing", "blanks", "odt", "other-xml", "broken-xml", "no-relations", "text", "no-beginning"],
)
def test_what_is_no_word_document_is_an_error(content: bytes, message: str) -> None:
    (error,) = errors(content, "a.docx")
    assert message in error


@pytest.mark.parametrize("name", ["a.docx", "A.DOCM", "a.dotx"])
def test_documents_are_known_by_their_endings(name: str) -> None:
    assert only(docx_of(para("One")), name).path == name


def test_an_embedded_picture_says_where_it_was_taken() -> None:
    picture = Part("word/media/image1.jpg", "image", photo("A. Resident", position=True), "image/jpeg")
    draft = only(docx_of(para("One"), picture), "a.docx")
    (found_in,) = draft.pictures
    assert (found_in.name, found_in.has_position, found_in.owner) == ("image1.jpg", True, "A. Resident")
    assert "picture-metadata" in {finding.check for finding in reviewer().review(draft).findings}
