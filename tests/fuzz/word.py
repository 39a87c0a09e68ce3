"""Word documents: runs, tables, controls, boxes, fields, notes and edges, one within the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from smcheck.model.masking import shown_name
from tests.fuzz.author import Author, Document
from tests.readers.hostile.archives import archive
from tests.readers.hostile.documents import HEAD, WORD_SPACES, Part, document, word_members

_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_CHART = f'xmlns:c="{_DRAWN}/chart" xmlns:a="{_DRAWN}/main" xmlns:cdr="{_DRAWN}/chartDrawing"'
_NEW_CHART = f'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" xmlns:a="{_DRAWN}/main"'
_DIAGRAM = f'xmlns:dgm="{_DRAWN}/diagram" xmlns:a="{_DRAWN}/main"'


def word(author: Author) -> Document:
    """A document of Word."""
    text = _Text(author)
    body = "".join(author.some(text.block, 1, 4))
    parts = [part for part in author.some(text.part, 0, 3) if part]
    name = author.one(("a.docx", "a.DOCX", "a.dotx"))
    return author.document(name, archive(word_members(document(body), parts)))


class _Text:
    """Writes the parts of a document."""

    def __init__(self, author: Author) -> None:
        self.author = author
        self._parts = 0
        self._single: set[str] = set()  # kinds of parts of which a document has one

    def block(self) -> str:
        """A paragraph, a table, or something that holds such."""
        return self.author.deeper(self._outer, self.paragraph)

    def _outer(self) -> str:
        kinds: tuple[Callable[[], str], ...] = (
            self.paragraph, self._table, self._control, self._custom, self._inserted, self._mathematics, self._moved,
        )  # fmt: skip
        return self.author.one(kinds)()

    def paragraph(self) -> str:
        """A paragraph with whatever stands in a line."""
        style = self.author.one(("", '<w:pPr><w:pStyle w:val="a"/></w:pPr>'))
        return f"<w:p>{style}{''.join(self.author.some(self.inline, 1, 3))}</w:p>"

    def run(self, where: str) -> str:
        """A mark in one run, or in several."""
        said = self.author.said(where)
        return "".join(map(_run, self.author.pieces(said))) + _run(" ")

    def inline(self) -> str:
        """Something in a line."""
        return self.author.deeper(self._rich, partial(self.run, "run"))

    def _rich(self) -> str:
        kinds: tuple[Callable[[], str], ...] = (
            partial(self.run, "run"), self._wrapped, self._field, self._simple_field, self._box, self._old_shape,
            self._picture, self._ruby, self._inline_control, self._hidden, self._form_field, self._mathematics,
            self._spoken_field, self._alternatives, self._symbols,
        )  # fmt: skip
        return self.author.one(kinds)()

    def _wrapped(self) -> str:
        name = self.author.one(("ins", "moveTo", "smartTag", "hyperlink", "customXml", "dir", "bdo"))
        tip = (
            f" w:tooltip={quoteattr(self.author.said('tip of a link'))}"
            if name == "hyperlink" and self.author.chance()
            else ""
        )
        return f"<w:{name}{tip}>{self.inline()}</w:{name}>"

    def _table(self) -> str:
        rows = "".join(self.author.some(self._row, 1, 2))
        said = (
            f"<w:tblCaption w:val={quoteattr(self.author.said('title of a table'))}/>"
            if self.author.chance()
            else ""
        )
        more = (
            f"<w:tblDescription w:val={quoteattr(self.author.said('description of a table'))}/>"
            if self.author.chance()
            else ""
        )
        return f"<w:tbl><w:tblPr>{said}{more}</w:tblPr>{rows}</w:tbl>"

    def _row(self) -> str:
        row = f"<w:tr>{''.join(self.author.some(self._cell, 1, 2))}</w:tr>"
        return self._controlled(row) if self.author.chance() else row

    def _cell(self) -> str:
        cell = f"<w:tc>{self.block()}</w:tc>"
        return self._controlled(cell) if self.author.chance() else cell

    def _controlled(self, inner: str) -> str:
        wraps = (
            "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:ins>{}</w:ins>",
            "<w:customXml>{}</w:customXml>", "<w:moveTo>{}</w:moveTo>",
        )  # fmt: skip
        return self.author.one(wraps).format(inner)

    def _control(self) -> str:
        return f"<w:sdt>{self._properties()}<w:sdtContent>{self.block()}</w:sdtContent></w:sdt>"

    def _inline_control(self) -> str:
        return f"<w:sdt>{self._properties()}<w:sdtContent>{self.inline()}</w:sdtContent></w:sdt>"

    def _properties(self) -> str:
        kind = self.author.one(("", "dropDownList", "comboBox"))
        if not kind:
            return "<w:sdtPr/>"
        name = self.author.one(("displayText", "value"))
        item = f"<w:listItem w:{name}={quoteattr(self.author.said(f'{kind} {name}'))}/>"
        return f"<w:sdtPr><w:{kind}>{item}</w:{kind}></w:sdtPr>"

    def _custom(self) -> str:
        return f"<w:customXml>{self.block()}</w:customXml>"

    def _inserted(self) -> str:
        return f"<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins>{self.inline()}</w:ins></w:p>"

    def _moved(self) -> str:
        return f"<w:moveToRangeStart/><w:p><w:moveTo>{self.inline()}</w:moveTo></w:p><w:moveToRangeEnd/>"

    def _mathematics(self) -> str:
        wrap = self.author.one(("<m:oMath>{}</m:oMath>", "<m:oMathPara><m:oMath>{}</m:oMath></m:oMathPara>"))
        return wrap.format(f"<m:r><m:t>{escape(self.author.said('mathematics'))} </m:t></m:r>")

    def _field(self) -> str:
        code = self.author.one(
            (" PAGE ", ' HYPERLINK "https://example.org/{}" ', " REF a ", ' HYPERLINK \\l "top" ', " IF a ")
        )
        if "{}" in code:
            code = code.format(self.author.mark("field of a link").replace(" ", "-"))
        codes = "".join(
            f"<w:r><w:instrText>{escape(piece)}</w:instrText></w:r>" for piece in self.author.pieces(code)
        )
        return _char("begin") + codes + _char("separate") + self.inline() + _char("end")

    def _spoken_field(self) -> str:
        """A field that shows words of its instruction, and no result."""
        name = self.author.one(
            ("MACROBUTTON None {}", "GOTOBUTTON a {}", 'DISPLAYBARCODE "{}" QR', "EQ \\o({})")
        )
        code = name.format(self.author.said(f"field {name.split()[0]}"))
        if self.author.chance():
            return f"<w:fldSimple w:instr={quoteattr(code)}/>"
        return f"{_char('begin')}<w:r><w:instrText>{escape(code)}</w:instrText></w:r>{_char('end')}"

    def _simple_field(self) -> str:
        return f'<w:fldSimple w:instr=" TITLE ">{self.inline()}</w:fldSimple>'

    def _form_field(self) -> str:
        """A list to choose from in an old form."""
        data = (
            f"<w:ddList><w:listEntry w:val={quoteattr(self.author.said('list of an old form'))}/></w:ddList>"
        )
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        return f"{begin}<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>{_char('end')}"

    def _content(self) -> str:
        return f"<w:txbxContent>{self.block()}</w:txbxContent>"

    def _box(self) -> str:
        words = self._content()
        old = f"<w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict>"
        kind = self.author.one(("new", "old", "both"))
        if kind == "old":
            return f"<w:r>{old}</w:r>"
        new = (
            f"<w:drawing><wp:inline>{self._described('box')}<wps:wsp><wps:txbx>{words}</wps:txbx></wps:wsp>"
            "</wp:inline></w:drawing>"
        )
        both = (
            f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
            "</mc:AlternateContent>"
        )
        return f"<w:r>{new if kind == 'new' else both}</w:r>"

    def _alternatives(self) -> str:
        choices = "".join(
            f'<mc:Choice Requires="w9">{part}</mc:Choice>' for part in self.author.some(self.inline, 1, 2)
        )
        return (
            f"<mc:AlternateContent>{choices}<mc:Fallback>{self.inline()}</mc:Fallback></mc:AlternateContent>"
        )

    def _old_shape(self) -> str:
        name = self.author.one(("alt", "title", "o:title", "string"))
        said = quoteattr(self.author.said(f"old shape's {name}"))
        inner = self.author.one(("v:shape", "v:rect", "v:textpath", "v:imagedata"))
        return f"<w:r><w:pict><v:group><{inner} {name}={said}/></v:group></w:pict></w:r>"

    def _picture(self) -> str:
        wraps = {
            "": "", "picture": "<pic:pic><pic:nvPicPr><pic:cNvPr {}/></pic:nvPicPr></pic:pic>",
            "shape": "<wps:wsp><wps:cNvPr {}/></wps:wsp>",
        }  # fmt: skip
        what = self.author.one(tuple(wraps))
        inner = wraps[what].format(self._words(what)) if what else ""
        return f"<w:r><w:drawing><wp:inline>{self._described('drawing')}{inner}</wp:inline></w:drawing></w:r>"

    def _described(self, what: str) -> str:
        return (
            f'<wp:docPr id="1" {self._words(what)}/>'
            if self.author.chance()
            else '<wp:docPr id="1" name="a"/>'
        )

    def _words(self, what: str) -> str:
        name = self.author.one(("descr", "title"))
        return f'name="a" {name}={quoteattr(self.author.said(f"{what} {name}"))}'

    def _ruby(self) -> str:
        return f"<w:ruby><w:rt>{self.run('ruby')}</w:rt><w:rubyBase>{self.run('base of ruby')}</w:rubyBase></w:ruby>"

    def _symbols(self) -> str:
        signs = (f'<w:sym w:font="Arial" w:char="{ord(char):04X}"/>' for char in self.author.mark("symbols"))
        return f"<w:r>{''.join(signs)}</w:r>{_run(' ')}"

    def _hidden(self) -> str:
        wraps = ("<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>")
        return self.author.one(wraps).format(_run(self.author.unseen("deleted")))

    def part(self) -> Part | None:
        """A part beside the body."""
        self._parts += 1
        kinds: tuple[Callable[[], Part | None], ...] = (
            self._edge, self._notes, self._chart, self._new_chart, self._diagram, self._numbering, self._object,
            self._drawn_on_chart, self._picture_part, self._foreign,
        )  # fmt: skip
        return self.author.one(kinds)()

    def _name(self, usual: str) -> str:
        """The name of a part: the usual one, or another, since relations say what it is."""
        return f"word/{self.author.one((usual, f'part{self._parts}'))}{self._parts}.xml"

    def _edge(self) -> Part:
        kind = self.author.one(("header", "footer"))
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        return Part(self._name(kind), kind, f"{HEAD}<w:{tag} {WORD_SPACES}>{self._marked(kind)}</w:{tag}>")

    def _marked(self, where: str) -> str:
        return f"<w:p>{self.run(where)}</w:p>{self.block() if self.author.chance() else ''}"

    def _is_second(self, kind: str) -> bool:
        known = kind in self._single
        self._single.add(kind)
        return known

    def _notes(self) -> Part | None:
        kind = self.author.one(("footnote", "endnote"))
        if self._is_second(kind):
            return None
        note = f'<w:{kind} w:id="2">{self._marked(kind)}</w:{kind}>'
        if self.author.chance():
            line = f"<w:p><w:r><w:separator/></w:r>{self.run(f'separator of a {kind}')}</w:p>"
            note = f'<w:{kind} w:type="separator" w:id="0">{line}</w:{kind}>{note}'
        name = f"word/{self.author.one((f'{kind}s', f'part{self._parts}'))}.xml"
        return Part(name, f"{kind}s", f"{HEAD}<w:{kind}s {WORD_SPACES}>{note}</w:{kind}s>")

    def _chart(self) -> Part:
        said = escape(self.author.said("chart"))
        inner = self.author.one((
            f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{said}</a:t></a:r></a:p></c:rich></c:tx></c:title>",
            f'<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>{said}</c:v></c:pt></c:strCache></c:strRef></c:tx></c:ser>',
        ))  # fmt: skip
        return Part(
            self._name("charts/chart"), "chart", f"{HEAD}<c:chartSpace {_CHART}>{inner}</c:chartSpace>"
        )

    def _new_chart(self) -> Part:
        said = escape(self.author.said("new chart"))
        inner = self.author.one((
            f'<cx:strDim type="cat"><cx:lvl><cx:pt idx="0">{said}</cx:pt></cx:lvl></cx:strDim>',
            f"<cx:tx><cx:txData><cx:v>{said}</cx:v></cx:txData></cx:tx>",
        ))  # fmt: skip
        return Part(
            self._name("charts/chartEx"),
            "chartEx",
            f"{HEAD}<cx:chartSpace {_NEW_CHART}>{inner}</cx:chartSpace>",
        )

    def _diagram(self) -> Part:
        inner = f"<dgm:pt><dgm:t><a:p><a:r><a:t>{escape(self.author.said('diagram'))}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        return Part(
            self._name("diagrams/data"),
            "diagramData",
            f"{HEAD}<dgm:dataModel {_DIAGRAM}><dgm:ptLst>{inner}</dgm:ptLst></dgm:dataModel>",
        )

    def _drawn_on_chart(self) -> Part:
        said = escape(self.author.said("drawn on a chart"))
        inner = f"<cdr:sp><cdr:txBody><a:p><a:r><a:t>{said}</a:t></a:r></a:p></cdr:txBody></cdr:sp>"
        xml = f"{HEAD}<c:userShapes {_CHART}>{inner}</c:userShapes>"
        return Part(self._name("drawings/drawing"), "chartUserShapes", xml)

    def _numbering(self) -> Part | None:
        if self._is_second("numbering"):
            return None
        said = quoteattr(f"{self.author.said('words of a list')} %1.")
        inner = f"<w:abstractNum><w:lvl><w:lvlText w:val={said}/></w:lvl></w:abstractNum>"
        name = f"word/{self.author.one(('numbering', f'part{self._parts}'))}.xml"
        return Part(name, "numbering", f"{HEAD}<w:numbering {WORD_SPACES}>{inner}</w:numbering>")

    def _picture_part(self) -> Part:
        name = self.author.unseen("name of a picture").replace(" ", "-")
        return Part(f"word/media/{name}.jpeg", "image", b"\xff\xd8\xff\xe1\0", "image/jpeg")

    def _foreign(self) -> Part | None:
        """A picture from elsewhere, for which the whole is refused."""
        if self.author.number(0, 4) < 4:
            return None
        name = self.author.unseen("address of a picture").replace(" ", "-")
        return Part("", "image", target=f"https://example.org/{name}.png")

    def _object(self) -> Part:
        personal = self.author.unseen("name of an object").replace(" ", "-") if self.author.chance() else ""
        name = f"object{self._parts}{personal}.bin"
        said = self.author.said("object", shown_name(name))
        return Part(f"word/embeddings/{name}", "oleObject", said.encode(), "application/octet-stream")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
