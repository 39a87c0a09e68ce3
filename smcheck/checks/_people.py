"""Who is named in a draft, before anybody asks whether they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from smcheck.checks import Context
from smcheck.contacts import canonical_handle
from smcheck.text import Coverage, Span, TextView, Token

_STRONG_TITLE = frozenset("cllr cllrs councillor councillors mayor mayoress".split())
_POSTS = frozenset("clerk groundsman groundswoman caretaker warden chair chairman chairwoman".split())
_AGED = re.compile(
    r"\b([A-Z][a-z]{2,14}(?: [A-Z][a-z]{2,14})?), (?:aged )?(\d{1,2}),? (?=from|of|who|was|is|has)"
)


@dataclass(frozen=True)
class Mention:
    """A person named in a draft: where, by what evidence, and who it is if the roster knows.

    `evidence` is "full-name", "title", "role", "role-alone" or "handle" for people on the roster; "titled"
    for a councillor's title with a name, or an officer's post and a name in apposition, that are not on it;
    "aged" for a name with an age; "model" for a name that only the language model saw. `name` is the
    part of a titled span without the title.
    """

    span: Span
    evidence: str
    person: str = ""
    name: Span | None = None


def listed(context: Context) -> Iterator[Mention]:
    """Mentions of people on the roster, the longest where forms overlap."""
    view = context.text
    end = 0
    found = sorted(context.people.match(view.tokens, view.raw), key=lambda match: (match.start, -match.end))
    for match in found:
        if match.start >= end:
            end = match.end
            yield Mention(Span(match.start, match.end), match.term.role, match.term.note)
    for handle in view.handles:
        person = context.roster.by_handle(canonical_handle(view.raw[handle.start : handle.end]))
        if person:
            yield Mention(handle, "handle", person.name)


def titled(view: TextView) -> Iterator[Mention]:
    """A title with a name behind it: "Cllr Sandra Example", "the Clerk, Jo", "groundsman Jo Example"."""
    tokens = view.tokens
    ordinary = _not_names(view)
    for index, token in enumerate(tokens[:-1]):
        strong = token.text in _STRONG_TITLE
        if not (strong or token.text in _POSTS) or view.raw[token.start : token.end].endswith(("'s", "’s")):
            continue
        gap = view.raw[token.end : tokens[index + 1].start].strip(" ")
        name = _name_from(view, index + 1, ordinary)
        if gap == "." and token.text.startswith("cllr"):
            gap = ""
        if (gap == "" and len(name) > (0 if strong else 1)) or (gap == "," and name and not strong):
            yield Mention(Span(token.start, name[-1].end), "titled", name=Span(name[0].start, name[-1].end))
    for handle in view.handles:
        if view.raw[handle.start + 1 : handle.end].casefold().startswith(("cllr", "councillor")):
            yield Mention(handle, "titled")


def _name_from(view: TextView, index: int, ordinary: frozenset[int]) -> list[Token]:
    words: list[Token] = []
    for token in view.tokens[index : index + 3]:
        if not _capitalised(view, token) or token.start in ordinary:
            break
        if words and view.raw[words[-1].end : token.start].strip(" -'’"):
            break
        words.append(token)
    return words


def _not_names(view: TextView) -> frozenset[int]:
    """Offsets of words that stand capitalised beside a title or another capital without being a name."""
    return frozenset(match.start for match in view.terms("shared", "not-a-name"))


def _capitalised(view: TextView, token: Token) -> bool:
    word = view.raw[token.start : token.end]
    return word[0].isupper() and word[1:].islower() and token.text.replace("'", "").isalpha()


def aged(view: TextView) -> Iterator[Mention]:
    """A name followed by an age: "Callum, 9, from …"."""
    for match in _AGED.finditer(view.raw):
        yield Mention(Span(*match.span(1)), "aged")


def candidates(view: TextView) -> tuple[Span, ...]:
    """Pairs of capitalised words that could be somebody's name; only they can count as one."""
    ordinary = _not_names(view)
    return tuple(
        Span(first.start, second.end)
        for first, second in pairwise(view.tokens)
        if view.raw[first.end : second.start] == " "
        and _capitalised(view, first)
        and _capitalised(view, second)
        and not {first.start, second.start} & ordinary
    )


def recognised(context: Context) -> Iterator[Mention]:
    """Names that the language model sees among the candidates; without one it is not asked."""
    if context.find_persons is None:
        return
    open_names = candidates(context.text)
    if not open_names:
        return
    plausible = Coverage(len(context.text.raw), open_names)
    for span in context.find_persons(context.text.raw):
        if plausible.touches(*span):
            yield Mention(span, "model")


def mentions(context: Context) -> Iterator[Mention]:
    """Everybody named, in order of trust; a mention that overlaps a surer one is left out."""
    taken = Coverage(len(context.text.raw))
    sources = (listed(context), titled(context.text), aged(context.text), recognised(context))
    for source in sources:
        for mention in source:
            if not taken.touches(*mention.span):
                taken.add(*mention.span)
                yield mention
