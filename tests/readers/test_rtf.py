"""Rich Text Format: what a reader of the document sees is read, each part with its place."""

from __future__ import annotations

import pytest

from tests.readers.documents import PHONE, drafts, errors, found, only, parts, photo

FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Symbol;}}"  # fmt: skip


def rich(text: str, head: str = r"\ansi\ansicpg1252\deff0") -> str:
    """A document as Word writes it."""
    return rf"{{\rtf1{head}{FONTS}{{\colortbl;\red0\green0\blue0;}}{{\stylesheet{{\s0 Normal;}}}}{{\info{{\author idiot}}}}{text}}}"  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"Ring {\b 077}{\i 00 9}00123", f"Ring {PHONE}"),
        (r"Caf\'e9 \emdash  \ldblquote tea\rdblquote", "Café — “tea”"),
        (r"Caf\u233 e\u8217 ?s", "Café’s"),
        (r"{\uc0 \u233 x}\u233 yz", "éxéz"),
        (r"\uc2\u233 xyz", "éz"),
        (r"a\u8212\emdash b", "a—b"),
        (r"\deleted a\u233\deleted0 Tea", "Tea"),
        (r"a\u233\line Tea", "aé\nTea"),
        (r"\u-10179\u-8704 ?x", "😀x"),
        (r"\u-10179 ?\u-8704 ?", "😀"),
        (r"\u128512 ?", "\uf600"),
        (r"\f1 \'d7\'e0\'e9\f0  \'e9", "Чай é"),
        (r"{\f2 \'93\'fa\'96\'7b} tea", "日本 tea"),
        (r"{\f2 \'93\'fa\'83A}", "日ア"),
        (r"a\~b\_c\-d\{e\}\\f", "a\u00a0b\u2011c\u00add{e}\\f"),
        ("Te\r\na", "Tea"),
        (r"a\line b\tab c", "a\nb\tc"),
        (r"{\*\unknown idiot}Tea{\*\bkmkstart x}", "Tea"),
        (r"{\upr{old}{\*\ud{n\u233 ew}}}", "néw"),
        (r"a{\v hidden}b", "ahiddenb"),
        (r"a{\deleted gone}{\revised new}b\deleted gone\deleted0 c", "anewbc"),
        (r"a{\*\annotation idiot}{\xe idiot}{\tc idiot}b", "ab"),
        (r"{\listtext 1.\tab}Tea{\*\pn{\pntxtb idiot}}", "1.\tTea"),
        (r"{\field{\*\fldinst HYPERLINK ""\"https://example.org/a\"" r"}{\fldrslt{\ul Words}}}", "[Words](https://example.org/a)"),
        (r'{\field{\*\fldinst HYPERLINK "https://example.org" \\o "A tip"}{\fldrslt Words}}', "[Words](https://example.org) (A tip) "),
        (r'{\field{\*\fldinst HYPERLINK \\o "A tip" "https://example.org"}{\fldrslt Words}}', "[Words](https://example.org) (A tip) "),
        (r'{\field{\*\fldinst HYPERLINK \\l "top" \\o "A tip"}{\fldrslt Words}}', "Words (A tip) "),
        (r"{\field{\*\fldinst{ PAGE }}{\fldrslt 3}}", "3"),
        (r"{\field{\*\fldinst{MACROBUTTON x Click}}}", " Click "),
        (r"{\*\formfield{\*\ffdeftext Jo}}", " Jo "),
        (r"{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv A dog}}{\sp{\sn fFlip}{\sv 1}}}}", "![A dog]()"),
        (r"{\shp{\*\shpinst{\sp{\sn pihlShape}{\sv {\*\hl{\hlloc }{\hlsrc https://example.org}}}}}}", " https://example.org "),
        (r"{\mmath{\*\moMath{\mr x=1}}{\mmathPict idiot}}", "x=1"),
        (r"{\object\objemb{\*\objclass}{\*\objdata 00}{\result Shown}}", "Shown"),
        (r"\'9", "9"),
        ("Caf\u00e9", "Café"),
    ],
)  # fmt: skip
def test_what_a_paragraph_shows_is_read(text: str, read: str) -> None:
    (draft,) = drafts(rich(text), "a.rtf")
    assert draft.text == read.rstrip("\n\t")


@pytest.mark.parametrize(
    ("head", "raw", "read"),
    [
        (r"\ansi\ansicpg1251", b"\\'d7\\'e0\\'e9", "Чай"),
        (r"\mac", b"caf\\'8e", "café"),
        (r"\pc", b"caf\\'82", "café"),
        (r"\ansi\ansicpg1252", "café’s".encode("cp1252"), "café’s"),
        (r"\ansi\ansicpg65001", "日本".encode(), "日本"),
        (r"\ansi\ansicpg932", b"\\'93\\'fa", "日"),
        (r"\ansi\ansicpg4711", b"\\'e9", "é"),
    ],
)
def test_code_pages_are_those_that_the_document_names(head: str, raw: bytes, read: str) -> None:
    assert only(rb"{\rtf1" + head.encode() + b" " + raw + b"}", "a.rtf").text == read


def test_paragraphs_and_cells_have_places() -> None:
    table = r"\trowd\cellx1\cellx2\pard\intbl Tea\cell Ring 07700\par 900124\cell\row\trowd\pard\intbl Cake\cell\cell\row"
    draft = only(rich(rf"One\par\par Two\par{table}\pard Three\par{table}\pard Ring {PHONE}"), "a.rtf")
    assert parts(draft) == [
        ("paragraph 1", "One"), ("paragraph 2", "Two"),
        ("table 1, row 1, column 1", "Tea"), ("table 1, row 1, column 2", "Ring 07700\n900124"),
        ("table 1, row 2, column 1", "Cake"), ("paragraph 3", "Three"),
        ("table 2, row 1, column 1", "Tea"), ("table 2, row 1, column 2", "Ring 07700\n900124"),
        ("table 2, row 2, column 1", "Cake"), ("paragraph 4", f"Ring {PHONE}"),
    ]  # fmt: skip
    assert [finding.place for finding in found(draft, "phone")][-1] == "paragraph 4"
    assert not draft.is_file_text


def test_a_table_within_a_cell_is_read_in_the_cell() -> None:
    inner = r"\itap2 A\nestcell B\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par idiot}"
    draft = only(rich(rf"\trowd\pard\intbl {inner}\itap1 C\cell\row\pard"), "a.rtf")
    assert [(name, said.split()) for name, said in parts(draft)] == [
        ("table 1, row 1, column 1", ["A", "B", "C"])
    ]


def test_what_stands_beside_the_body_has_its_own_place() -> None:
    shape = r"{\shp{\*\shpinst{\shptxt Box\par two}}{\shprslt{\*\do{\dptxbxtext Box}}}}"
    text = (
        r"{\header Head\par}{\footerf Foot}One{\footnote Note}{\footnote\ftnalt End}"
        + shape
        + r" two\par Three"
        r"{\*\ftnsep Line}"
    )
    assert parts(only(rich(text), "a.rtf")) == [
        ("paragraph 1", "One two"), ("text box 1", "Box\ntwo"), ("paragraph 2", "Three"), ("header", "Head"),
        ("footer", "Foot"), ("line above footnotes", "Line"), ("footnote 1", "Note"), ("endnote 1", "End"),
    ]  # fmt: skip


def test_pictures_are_looked_at() -> None:
    digits = photo("Jo Bloggs").hex()
    raw = photo("Al Bloggs")
    content = rich("Tea{\\pict\\jpegblip\\picw1 " + digits[:64] + "\r\n" + digits[64:] + "0}").encode()[:-1]
    content += (
        b"{\\*\\shppict{\\pict\\jpegblip\\bin%d " % len(raw)
        + raw
        + b"}}{\\nonshppict{\\pict\\wmetafile8 00}}}"
    )
    draft = only(content, "a.rtf")
    assert [picture.owner for picture in draft.pictures] == ["Jo Bloggs", "Al Bloggs"]
    assert draft.text == "Tea"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            r"{\object{\*\objclass Excel.Sheet.8}{\*\objdata 00}}",
            "the object 'Excel.Sheet.8' of another program",
        ),
        (r"{\object\objemb\objw100{\*\objdata 0105}{\result Sheet}}", "an object of another program"),
        (r"{\object\objocx{\*\objclass}{\*\objdata 01}}", "an object of another program"),
        (r"{\field{\*\fldinst INCLUDETEXT a.doc}}", "the field INCLUDETEXT, which draws in a file,"),
        (r"{\field{\*\fldinst INCLUDEPICTURE a.png}{\fldrslt x}}", "the field INCLUDEPICTURE"),
        (r"{\pict\wmetafile8\picw100 010009000003}", "a drawing (EMF, WMF or the like)"),
        (r"{\*\shppict{\pict\emfblip 01000000}}{\nonshppict{\pict\wmetafile8 01}}", "a drawing (EMF, WMF"),
        (r"{\pict\dibitmap0\bin2 ab}", "a drawing (EMF, WMF or the like)"),
        (r"{\pict\pngblip 89xy}", "a damaged picture"),
    ],
)
def test_what_is_not_read_is_named(text: str, told: str) -> None:
    assert [told in error for error in errors(rich(f"Tea {text}"), "a.rtf")] == [True]
    assert drafts(rich(f"Tea {text}"), "a.rtf")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Tea", "no file in Rich Text Format"),
        (rich(""), "holds no text"),
        (rich(r"{\info{\title Tea}}"), "holds no text"),
        ("{\\rtf1 " + "{" * 5_000 + "Tea", "groups more than 2,000 deep"),
    ],
)
def test_what_cannot_be_read_is_an_error(content: str, told: str) -> None:
    (error,) = errors(content, "a.rtf")
    assert told in error


@pytest.mark.parametrize(("content", "told"), [(rich("Tea")[:-1], "cut short"), (rich("Tea") + f"Ring {PHONE}", "behind its end")])  # fmt: skip
def test_a_document_that_ends_too_soon_or_too_late_is_read_and_that_is_said(content: str, told: str) -> None:
    assert drafts(content, "a.rtf")[0].text == "Tea"
    assert [told in error for error in errors(content, "a.rtf")] == [True]


@pytest.mark.parametrize("end", ["\r\n", "\0", " ", ""])
def test_nothing_behind_the_end_is_said_to_be_nothing(end: str) -> None:
    assert only(rich("Tea") + end, "a.rtf").text == "Tea"
