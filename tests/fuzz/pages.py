"""Web pages: elements within elements, and the attributes that are shown or read out."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.fuzz.author import Author, Document
from tests.fuzz.texts import encoded

_BLOCKS = (
    "p",
    "div",
    "h2",
    "ul",
    "blockquote",
    "section",
    "details",
    "pre",
    "fieldset",
    "center",
    "x-card",
    "main",
)
_LINES = (
    "b",
    "i",
    "span",
    "q",
    "code",
    "small",
    "mark",
    "label",
    "bdo",
    "font",
    "sup",
    "del",
    "ins",
    "time",
    "kbd",
)
_SPOKEN = ("title", "aria-label")
_EMPTY = {
    "img": "alt", "input": "value", "area href=/": "alt", "track": "label", "embed": "title", "hr": "title", "wbr": "title",
}  # fmt: skip
_HOLDERS = {
    "button": "{}", "textarea": "{}", "select": "<option>{}</option>", "dl": "<dt>a<dd>{}", "ol": "<li>{}",
    "table": "<caption>c</caption><tr><td>{}<th>d", "ruby": "a<rt>{}</rt>", "fieldset": "<legend>{}</legend>",
    "svg": "<text>{}</text>", "math": "<mtext>{}</mtext>", "figure": "<figcaption>{}</figcaption>",
    "details": "<summary>{}</summary>", "video": "{}", "object": "{}", "canvas": "{}", "dialog": "{}",
    "datalist": "<option>{}</option>", "noscript": "{}", "meter": "{}", "output": "{}", "marquee": "{}",
    "svg ": "<title>{}</title>", "a": "{}", "listing": "{}", "optgroup": "{}",
}  # fmt: skip


def page(author: Author) -> Document:
    """A page, with or without the frame of one."""
    body = "".join(author.some(lambda: element(author), 1, 5))
    if author.chance():
        body = f"<!DOCTYPE html><html><head>{_head(author)}</head><body>{body}</body></html>"
    return author.document(author.one(("a.html", "a.htm", "a.xhtml")), encoded(author, body))


def fragment(author: Author) -> str:
    """A piece of a page on one line."""
    return element(author).replace("\n", " ")


def element(author: Author) -> str:
    """An element with what it holds."""
    return author.deeper(lambda: _element(author), lambda: _text(author, "text"))


def _element(author: Author) -> str:
    kinds: tuple[Callable[[Author], str], ...] = (
        _words, _block, _inline, _holder, _empty, _linked, _list, _hidden, _frame, _numbered, _select,
    )  # fmt: skip
    return author.one(kinds)(author) + " "  # so that no two marks run into each other


def _head(author: Author) -> str:
    title = f"<title>{_text(author, 'title of the page')}</title>"
    name = author.one(("description", "og:title", "og:description", "twitter:title", "twitter:description"))
    kind = "name" if ":" not in name else author.one(("property", "name"))
    meta = f'<meta {kind}="{name}" content="{_text(author, "meta " + name)}">' if author.chance() else ""
    return title + meta + author.one(("", "<style>p{color:red}</style>", "<script>x='1'</script>"))


def _text(author: Author, where: str) -> str:
    return escape(f"{author.one(('', 'é ', 'a < b & c ', '😀 '))}{author.said(where)} ")


def _words(author: Author) -> str:
    return f" {_text(author, 'text')} "


def _block(author: Author) -> str:
    name = author.one(_BLOCKS)
    return f"<{name}{_spoken(author)}>{''.join(author.some(lambda: element(author), 1, 3))}</{name}>"


def _inline(author: Author) -> str:
    name = author.one(_LINES)
    words = author.said(f"<{name}>")
    return f"<{name}{_spoken(author)}>{words}</{name}>"


def _holder(author: Author) -> str:
    name = author.one(tuple(_HOLDERS))
    inner = _HOLDERS[name].format(escape(author.said(f"<{name}>")))
    return f"<{name.strip()}{_spoken(author)}>{inner}</{name.strip()}>"


def _empty(author: Author) -> str:
    name = author.one(tuple(_EMPTY))
    more = _spoken(author) if _EMPTY[name] not in _SPOKEN else ""  # of two of one name, the second is dropped
    return f'<{name} {_EMPTY[name]}="{author.said(f"<{name} {_EMPTY[name]}>")}"{more}>'


def _spoken(author: Author) -> str:
    if not author.chance():
        return ""
    name = author.one(_SPOKEN)
    quote = author.one(('"', "'"))
    return f" {name}={quote}{author.said(f'attribute {name}')}{quote}"


def _linked(author: Author) -> str:
    mark = author.mark("target of a link").replace(" ", "-")
    address = author.one(("https://example.org/{}", "mailto:{}@example.org", "tel:{}", "/{}")).format(mark)
    return f'<a href="{address}"{_spoken(author)}>{escape(author.said("words of a link"))}</a>'


def _list(author: Author) -> str:
    return f"<ul>{''.join(f'<li>{element(author)}' for _ in range(2))}</ul>"


def _hidden(author: Author) -> str:
    wraps = ("<!-- {} -->", "<script>{}</script>", "<style>{}</style>", "<template>{}</template>")
    return author.one(wraps).format(author.unseen("hidden"))


def _frame(author: Author) -> str:
    inner = escape(f"<p>{escape(author.said('page within the page'))}</p>")
    return f'<iframe srcdoc="{inner}"></iframe>'


def _numbered(author: Author) -> str:
    form = author.one(("&#{};", "&#x{:x};"))
    return "".join(form.format(ord(char)) for char in author.mark("entities"))


def _select(author: Author) -> str:
    label = f'<optgroup label="{author.said("label of options")}"><option label="{author.said("label")}">'
    return f"<select>{label}{author.said('option')}</select>"
