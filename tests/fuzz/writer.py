"""OpenDocument texts: what Writer shows, one within the other."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from tests.fuzz.author import Author, Document
from tests.readers.hostile.archives import archive, packed
from tests.readers.hostile.documents import HEAD, TEXT_SPACES, odt_members

_MORE_SPACES = 'xmlns:math="http://www.w3.org/1998/Math/MathML" xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"'
_WRAPS = (
    "<text:span>{}</text:span>", "<text:meta>{}</text:meta>", "<text:placeholder>{}</text:placeholder>",
    "<text:bookmark-ref>{}</text:bookmark-ref>", '<text:a xlink:href="#top">{}</text:a>',
    "<text:variable-set>{}</text:variable-set>", "<text:text-input>{}</text:text-input>", "<text:title>{}</text:title>",
    "<text:reference-ref>{}</text:reference-ref>", "<text:conditional-text>{}</text:conditional-text>",
    "<text:execute-macro>{}</text:execute-macro>", "<text:bibliography-mark>{}</text:bibliography-mark>",
    "<text:description>{}</text:description>", "<text:subject>{}</text:subject>", "<text:user-defined>{}</text:user-defined>",
)  # fmt: skip
_HOLDERS = (
    "<text:section>{}</text:section>", "<text:list><text:list-item>{}</text:list-item></text:list>",
    "<text:list><text:list-header>{}</text:list-header></text:list>",
    "<text:table-of-content><text:index-body>{}</text:index-body></text:table-of-content>",
    "<text:numbered-paragraph>{}</text:numbered-paragraph>",
    "<text:index-title>{}</text:index-title>",
)  # fmt: skip
_SHAPES = ("custom-shape", "rect", "ellipse", "line", "caption", "polygon", "connector", "path")
_EDGES = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")


def writer(author: Author) -> Document:
    """A document of Writer."""
    text = _Text(author)
    body = "".join(author.some(text.block, 1, 4))
    styles = text.styles() if author.chance() else ""
    content = (
        f"{HEAD}<office:document-content {TEXT_SPACES} {_MORE_SPACES}>{text.automatic()}"
        f"<office:body><office:text>{text.forms()}{body}</office:text></office:body></office:document-content>"
    )
    members = odt_members(content)
    members += [packed("styles.xml", styles)] if styles else []
    members += [packed(name, inner) for name, inner in text.objects.items()]
    return author.document(author.one(("a.odt", "a.ODT", "a.ott")), archive(members))


class _Text:
    """Writes the parts of a document; `objects` are documents within it, by their names."""

    def __init__(self, author: Author) -> None:
        self.author = author
        self.objects: dict[str, str] = {}

    def said(self, where: str) -> str:
        """A mark as XML holds it."""
        return escape(self.author.said(where))

    def block(self) -> str:
        """A paragraph, a table, or something that holds such."""
        return self.author.deeper(self._outer, self.paragraph)

    def _outer(self) -> str:
        kinds: tuple[Callable[[], str], ...] = (
            self.paragraph,
            self._table,
            self._holder,
            self._shape,
            self._frame,
        )
        return self.author.one(kinds)()

    def paragraph(self) -> str:
        """A paragraph with whatever stands in a line."""
        name = self.author.one(("p", "h"))
        return f"<text:{name}>{' '.join(self.author.some(self.inline, 1, 3))}</text:{name}>"

    def inline(self) -> str:
        """Something in a line."""
        return self.author.deeper(self._rich, lambda: self.said("text"))

    def _rich(self) -> str:
        kinds: tuple[Callable[[], str], ...] = (
            self._wrapped, self._note, self._frame, self._shape, self._linked, self._ruby, self._hidden, self._broken,
            self._choice, self._object, self._old_object,
        )  # fmt: skip
        return self.author.one(kinds)()

    def _wrapped(self) -> str:
        wrap = self.author.one(_WRAPS)
        return wrap.format(
            self.inline() if self.author.chance() else self.said(wrap.partition(">")[0].strip("<"))
        )

    def _broken(self) -> str:
        sign = self.author.one(
            ("<text:line-break/>", "<text:tab/>", '<text:s text:c="3"/>', " <text:soft-page-break/>")
        )
        return f"{self.said('text')}{sign}{self.inline()}"

    def _note(self) -> str:
        kind = self.author.one(("footnote", "endnote"))
        label = self.said("label of a note") if self.author.chance() else ""
        cited = (
            f"<text:note-citation text:label={quoteattr(label)}>{label}</text:note-citation>"
            if label
            else "<text:note-citation>1</text:note-citation>"
        )
        return f'<text:note text:note-class="{kind}">{cited}<text:note-body>{self.block()}</text:note-body></text:note>'

    def _frame(self) -> str:
        name = self.author.one(("title", "desc"))
        more = f"<svg:{name}>{self.said(f'{name} of a frame')}</svg:{name}>" if self.author.chance() else ""
        if self.author.chance():
            inner = f"<draw:text-box>{self.block()}</draw:text-box>"
        else:
            inner = '<draw:image xlink:href="Pictures/a.png"/>' + (
                self._map() if self.author.chance() else ""
            )
        return f"<draw:frame>{inner}{more}</draw:frame>"

    def _map(self) -> str:
        """Parts of a picture that are links."""
        address = f"https://example.org/{self.author.mark('map of links').replace(' ', '-')}"
        area = f'<draw:area-rectangle xlink:href="{address}"><svg:desc>{self.said("area")}</svg:desc></draw:area-rectangle>'
        return f"<draw:image-map>{area}</draw:image-map>"

    def _shape(self) -> str:
        name = self.author.one(_SHAPES)
        shape = f"<draw:{name}><text:p>{self.inline()}</text:p></draw:{name}>"
        return self.author.one(
            ("{}", "<draw:g>{}</draw:g>", '<draw:a xlink:href="https://example.org/">{}</draw:a>')
        ).format(shape)

    def _linked(self) -> str:
        address = f"https://example.org/{self.author.mark('link').replace(' ', '-')}"
        name = (
            f" office:title={quoteattr(self.author.said('title of a link'))}" if self.author.chance() else ""
        )
        return f'<text:a xlink:href="{address}"{name}>{self.said("words of a link")}</text:a>'

    def _ruby(self) -> str:
        base, small = self.said("base of ruby"), self.said("ruby")
        return f"<text:ruby><text:ruby-base>{base}</text:ruby-base><text:ruby-text>{small}</text:ruby-text></text:ruby>"

    def _choice(self) -> str:
        """A list to choose from, in a line."""
        label = f"<text:label text:value={quoteattr(self.author.said('item of a list'))}/>"
        return f"<text:drop-down>{label}{self.said('chosen item')}</text:drop-down>"

    def _hidden(self) -> str:
        return (
            f"<office:annotation><text:p>{escape(self.author.unseen('comment'))}</text:p></office:annotation>"
        )

    def _object(self) -> str:
        name = f"Object {len(self.objects) + 1}"
        inner = self.author.one(
            ("<math:mtext>{}</math:mtext>", "<chart:title><text:p>{}</text:p></chart:title>")
        )
        self.objects[f"{name}/content.xml"] = (
            f"{HEAD}<office:document-content {TEXT_SPACES} {_MORE_SPACES}>{inner.format(self.said('object'))}</office:document-content>"
        )
        return f'<draw:frame><draw:object xlink:href="./{name}"/></draw:frame>'

    def _old_object(self) -> str:
        address = self.author.unseen("name of an object").replace(" ", "-")
        return f'<draw:frame><draw:object-ole xlink:href="./{address}"/></draw:frame>'

    def _table(self) -> str:
        rows = "".join(self.author.some(self._row, 1, 2))
        wrap = self.author.one(
            (
                "{}",
                "<table:table-header-rows>{}</table:table-header-rows>",
                "<table:table-rows>{}</table:table-rows>",
            )
        )
        name = self.author.one(("title", "desc"))
        more = (
            f"<table:{name}>{self.said(f'{name} of a table')}</table:{name}>" if self.author.chance() else ""
        )
        return f"<table:table>{more}{wrap.format(rows)}</table:table>"

    def _row(self) -> str:
        cells = "".join(
            f"<table:table-cell>{self.block()}</table:table-cell>" for _ in range(self.author.number(1, 2))
        )
        return f"<table:table-row>{cells}</table:table-row>"

    def _holder(self) -> str:
        return self.author.one(_HOLDERS).format(self.block())

    def forms(self) -> str:
        """The forms of the document, which stand before its text."""
        if not self.author.chance():
            return ""
        name = self.author.one(("label", "title", "value", "current-value"))
        tag = self.author.one(("button", "fixed-text", "text", "textarea", "checkbox", "option"))
        said = quoteattr(self.author.said(f"{tag} {name} of a form"))
        return f"<office:forms><form:form><form:{tag} form:{name}={said}/></form:form></office:forms>"

    def _level(self) -> str:
        name = self.author.one(("prefix", "suffix"))
        said = quoteattr(self.author.said("words of a list"))
        return f"<text:list-style><text:list-level-style-number style:num-{name}={said}/></text:list-style>"

    def automatic(self) -> str:
        """Styles that stand before the text."""
        return (
            f"<office:automatic-styles>{self._level()}</office:automatic-styles>"
            if self.author.chance()
            else ""
        )

    def styles(self) -> str:
        """The part for styles, with headers and footers."""
        edge = self.author.one(_EDGES)
        inner = f"<style:{edge}><text:p>{self.said(edge)}</text:p>{self.block()}</style:{edge}>"
        level = self._level() if self.author.chance() else ""
        return (
            f"{HEAD}<office:document-styles {TEXT_SPACES}><office:styles>{level}</office:styles>"
            f"<office:master-styles><style:master-page>{inner}</style:master-page></office:master-styles></office:document-styles>"
        )
