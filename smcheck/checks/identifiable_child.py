"""What shows or identifies a child.

A child's name counts with what places the child: an age up to 17, a year, a class, a school or a club
("Sam, 8", "Sam in Year 4", "little Sam"). So do a child who is not named but described by class or school,
and how a child goes about alone. Of a child who is named this check tells, and `named-person` does
not. Photographs of pupils, Brownies and the like are a note where the post has no word on consent, also where
a picture only goes with it. Events for children are no finding, nor are teachers, leaders and other adults.

Why:
    A child's privacy is for the parents to give away, and councils ask for their consent in writing.
Flagged:
    - Well done to Maisie Tarrant, 8, from Oak Class, who won the colouring competition and goes to
      Brownies on Tuesdays.
    - Photos of the pupils in their costumes are in our album.
Not flagged:
    - Free craft morning for children aged 5 to 11 at the library on Saturday.
    - Photos of the pupils are in our album, and all parents have given their consent.
Instead:
    Leave out the name, the age and the school, or ask the parents first and say that they agreed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from smcheck.checks import Context
from smcheck.checks.shared.listed import Phrases, first_of_sentences, phrase_hits
from smcheck.checks.shared.reading import Reading
from smcheck.model.draft import Draft
from smcheck.model.finding import Category, Hit, Severity
from smcheck.people.childhood import AGED, NUMBERED_YEAR, OF_AGE, YEAR
from smcheck.people.lists import elsewhere, given, ordinary
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded, words_of
from smcheck.text import Span, TextView
from smcheck.text.titles import all_titles

CATEGORY: Category = "children"
_PARENTS = "Leave out what identifies the child, or post it only with the parents' written consent."
_SHOWN = "Ask the parents first, and say in the post that they agreed; or show no faces."
_WORD = r"[A-Z][\w’'-]{1,30}"
_AT_NUMBER = rf"{_WORD}, \d{{1,3}}[A-Za-z]? {_WORD}(?: {_WORD}){{0,3}}"  # "Jo, 14 Elm Road"
_STREET = lazy(rf"{_AT_NUMBER}(?=[,.;:!?\n)]|$)")


def _tells_a_street(view: TextView, sentence: Span) -> bool:
    """Whether the number behind a name in a sentence is a house's, and no word of it speaks of children."""
    if view.terms_between(*sentence, CATEGORY, "minors", "child"):
        return False
    words = {token.text for token in view.tokens_between(*sentence)}
    if not words.isdisjoint(words_of("children.of-children")):
        return False
    return _STREET.search(view.raw, *sentence) is not None


READING = Reading(
    heads=("children",),
    message="this sentence may identify a child",
    suggestion=_PARENTS,
    unless=_tells_a_street,
)

_NAME = r"\b(?P<name>[A-Z][\w’'-]+(?:(?: [A-Z][\w’'-]*){0,2}))"
_CLASS = r"(?:Class \w+|[A-Z]\w+ [Cc]lass\b|(?:Mr|Mrs|Miss|Ms) [A-Z]\w+[’']s class|form \d\w?)"
_SCHOOL = r"(?:St\.? )?[A-Z][\w’']+(?: [A-Z][\w’']+)? <children.schools>\b"
_CLUB = r"(?:[\w’']+ ){0,3}(?:<children.clubs>\b|[Uu](?:nder)?[ -]?1?\ds?\b)"
_WHO = r"(?:who(?:’s|'s| is) |a pupil |all )?"
_LINKED = rf",? {_WHO}(?:in|from|of|at|who goes to|goes to) (?:the |our )?"
_SURE = rf"(?:{AGED}|{_LINKED}(?:{YEAR}|{_CLASS})|,? \({YEAR}\)|, {NUMBERED_YEAR})"
_PLACED = worded(rf"{_NAME}{_SURE}")
_SCHOOLED = worded(rf"{_NAME}{_LINKED}(?:{_SCHOOL}|{_CLUB})")
_BEFORE = worded(rf"(?:{OF_AGE}|\b(?i:<children.little>)) {_NAME}")
_DESCRIBED = worded(
    rf"\b(?P<name>(?<!every )(?<!each )(?<!any )<children.one-child>)(?: of \w+)?,? (?:\w+ )?(?:in|from|at) "
    rf"(?:{YEAR}|{_CLASS}|{_SCHOOL})"
)
_PHOTOGRAPH = worded(r"\.<pictures.endings>$", re.IGNORECASE)
_DRAWN = worded(r"<children.drawn>", re.IGNORECASE)
_ALONE = Phrases("alone", "this tells where a child goes alone", _PARENTS, 0.7, beside="child")
_UNASKED = "pictures of children, and no word on consent"
_PICTURE = Phrases("picture", _UNASKED, _SHOWN, 0.6, "minors", "consent", reach=1)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every child who can be told, and for pictures of children without a word on consent."""
    view = context.text
    for pattern in (_PLACED, _SCHOOLED, _BEFORE):
        for match in pattern.finditer(view.raw):
            if _is_child(view, match, of_place=pattern is _SCHOOLED):
                yield Hit(*match.span(), "this tells who a child is", _PARENTS, 0.8)
    if view.mentions(phrases_of("children.one-child")):
        for match in _DESCRIBED.finditer(view.raw):
            yield Hit(*match.span(), "this may tell who a child is", _PARENTS, 0.6, at_most=Severity.NOTE)
    pictured = list(_words(view))
    yield from pictured
    if not pictured and _goes_with_photograph(context.draft):
        yield from _shown(view)


def _words(view: TextView) -> Iterator[Hit]:
    yield from phrase_hits(view, CATEGORY, _ALONE)
    for hit in first_of_sentences(view, phrase_hits(view, CATEGORY, _PICTURE)):
        yield replace(hit, at_most=Severity.NOTE)


def _goes_with_photograph(draft: Draft) -> bool:
    """Whether a picture goes with the draft whose name is not that of a poster or a map."""
    names = (*draft.attached, *(picture.name for picture in draft.pictures))
    return any(_PHOTOGRAPH.search(name) and not _DRAWN.search(name) for name in names)


def _shown(view: TextView) -> Iterator[Hit]:
    """The children of whom a post speaks with which a picture goes, unless it announces something."""
    if not view.terms(CATEGORY, "consent", "notice"):
        for match in view.terms(CATEGORY, "minors")[:1]:
            yield Hit(match.start, match.end, _UNASKED, _SHOWN, 0.5, at_most=Severity.NOTE)


def _is_child(view: TextView, match: re.Match[str], *, of_place: bool) -> bool:
    """Whether the name is a first name without a title before it, in a sentence about no grown-ups."""
    first = re.split(r"[’'\s-]", match["name"])[0].casefold()
    if first in words_of("children.nobody") or not _is_first_name(first):
        return False
    sentence = view.sentence_at(match.start("name"))
    before = view.tokens_between(sentence.start, match.start("name"))[-1:]
    if before and before[0].text in all_titles():
        return False
    words = {token.text for token in view.tokens_between(*sentence)}
    if not words.isdisjoint(words_of("children.grown-up")):
        return False
    return not of_place or not words.isdisjoint(words_of("children.of-children"))


def _is_first_name(word: str) -> bool:
    return word in given() or (word in elsewhere() and word not in ordinary())
