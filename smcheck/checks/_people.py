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
# Words that stand capitalised beside a title or another capital without being a name.
_NOT_NAMES = frozenset(
    """a abbey academy advice age agenda agm all allotments america and annual april area army art arts assembly
    association at august autumn avenue award awards band bank bay beach big bin black blue board bridge britain
    british broadway building bus business cafe car care carnival castle cathedral centre chair charity
    chief christmas church city civic clean clerk climate close club coast college committee common
    community company concert consultation coronation council councillor councillors country county court
    crescent cricket cup day december deputy development district drive east easter eco elections
    england english environment estate europe event executive facebook fair families family farm father
    february festival fete field fields fire first flag food football for forest forum forward free friday
    friends fun garden gardens general george god good grammar grand great green group grove hall halloween
    happy harbour health heritage high highways hill history home hospital hotel house housing inn
    institute january july june junior king lady lane leader leisure library light lights local london lord
    lower ltd main making manor march market may mayor meeting meetings memorial merry mews middle mill minister
    ministry monday museum music national nature neighbourhood new news night north november october
    officer old open pageant palace parade parish park partnership party pavilion place plan planning play
    playground please police pond pool post practice primary prime princess project public queen railway recreation
    red regeneration remembrance reserve river road room royal rugby safety saint santa saturday school
    schools sea season secondary september service services silver social society south spring square st
    station street summer sunday support surgery surgeries sussex swimming team technology terrace thank the
    theatre this thursday to today top tomorrow tour tower town trail training tree trees trust tuesday
    under united upper uk university us utd vacancy vale valley view village visitor volunteer volunteers
    walk ward warden water way we website wednesday week west white wildlife winter wood woods world year
    yorkshire young youth x ring call contact email ask meet join see visit thanks book tell text message welcome congratulations
    congrats dear hi hello well done your our their his her my if when while as in on at with from after before
    come find read watch follow share remember reminder update notice not no yes all both every""".split()
)
_AGED = re.compile(r"\b([A-Z][a-z]{2,14}(?: [A-Z][a-z]{2,14})?), (?:aged )?(\d{1,2}),? (?=from|of|who|was|is|has|has)")


@dataclass(frozen=True)
class Mention:
    """A person named in a draft: where, by what evidence, and who it is if the roster knows.

    `evidence` is "full-name", "title", "role", "role-alone" or "handle" for people on the roster, "titled" for a
    councillor's title with a name, or an officer's post and a name in apposition, that are not on it, "aged" for a name with an age, and
    "model" for a name that only the language model saw.
    """

    span: Span
    evidence: str
    person: str = ""


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
    """A title with a name behind it: "Cllr Sandra Example", "the Clerk, Jo"."""
    tokens = view.tokens
    for index, token in enumerate(tokens[:-1]):
        strong = token.text in _STRONG_TITLE
        weak = token.text in _POSTS and not strong
        if not (strong or weak) or view.raw[token.start : token.end].endswith(("'s", "’s")):
            continue
        gap = view.raw[token.end : tokens[index + 1].start].strip(" ")
        if gap != ("," if weak else "." if gap and token.text.startswith("cllr") else ""):
            continue
        name = _name_from(view, index + 1)
        if name:
            yield Mention(Span(token.start, name[-1].end), "titled")


def _name_from(view: TextView, index: int) -> list[Token]:
    words: list[Token] = []
    for token in view.tokens[index : index + 3]:
        if not _capitalised(view, token) or token.text in _NOT_NAMES:
            break
        if words and view.raw[words[-1].end : token.start].strip(" -'’"):
            break
        words.append(token)
    return words


def _capitalised(view: TextView, token: Token) -> bool:
    word = view.raw[token.start : token.end]
    return word[0].isupper() and word[1:].islower() and token.text.replace("'", "").isalpha()


def aged(view: TextView) -> Iterator[Mention]:
    """A name followed by an age: "Callum, 9, from …"."""
    for match in _AGED.finditer(view.raw):
        yield Mention(Span(*match.span(1)), "aged")


def candidates(view: TextView) -> tuple[Span, ...]:
    """Pairs of capitalised words that could be somebody's name; only they can count as one."""
    return tuple(
        Span(first.start, second.end)
        for first, second in pairwise(view.tokens)
        if view.raw[first.end : second.start] == " "
        and _capitalised(view, first)
        and _capitalised(view, second)
        and first.text not in _NOT_NAMES
        and second.text not in _NOT_NAMES
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
