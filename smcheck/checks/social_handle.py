"""A social handle given as a way to reach somebody.

A handle that is only mentioned or thanked is no finding; one after "message me", "find me on" or "my Insta
is" is one, with or without its @. So is a name beside that of a network where only user names look so (with a
full stop, an underscore or figures in it). "Follow us" speaks of an organisation. The accounts of the council
and its partners (smcheck.toml) stay silent, and so does one that bears a body's name and nobody's
("@ExampleScouts"). One that bears a person's name is that person's, whatever stands before it; one that only
the words give as a body's ("message the theatre on"), or whose name may be either's ("@WilkinsonHall"), is a
note.

Why:
    A personal account is a personal contact detail.
Flagged:
    - DM me on Insta @jo_example for a stall.
    - My snap is jo.example99
    - Message the theatre on Insta @dave_moss
Not flagged:
    - Thank you @ExampleScouts for the litter pick!
    - Follow us on Instagram @ExampleScouts
    - Message the surgery @ExampleSurgery
Instead:
    Ask people to message the council's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.called import After, account_called_after
from smcheck.checks.shared.edits import instead
from smcheck.checks.shared.whose import Holder, Whose, holder_of
from smcheck.model.finding import Category, Hit, Severity
from smcheck.settings.contacts import canonical_handle
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded
from smcheck.text import Coverage, Folded, Span

CATEGORY: Category = "personal-contact"
_NETWORK = r"(?:<networks.names>|<networks.letters>)"
_WHOSE = r"\b<networks.whose>\s+"
_WHO = r"(?:<networks.owners> \w+|[a-z]+)"  # "message my sister", "message jo"
_NAMING = r"(?:<networks.naming>|@|='?|:|-|–)"
_ASKED = rf"\b<networks.reaching>\s+(?!<networks.not-one-person>\b)(?:{_WHO}\s+)?(?:up\s+)?"  # "hit me up"
_FOLLOW = r"\bfollow <networks.followed>\s+"
_OWN = rf"{_WHOSE}|{_WHOSE}\w+\s+|\bi(?:'m| am)\s+|\bi\s+tweet\s+"  # "my", "our club", "i'm"
_ON_NETWORK = rf"(?:<networks.linking>\W+|{_NETWORK}(?:'s)?\W+|{_NAMING}\W+)*"  # "on insta as"
_REACHING = worded(rf"(?:{_ASKED}|{_FOLLOW}|{_OWN}){_ON_NETWORK}\W*$")
_OF_BODY = r"(?:\s+(?!<contacts.turning>\b|<networks.mentioning>\b)[\w'’]+){0,3}?"  # "clerk's office"
_ORGANISATION = worded(rf"\b<networks.messaging>\s+<networks.not-one-person>\b{_OF_BODY}\W+{_ON_NETWORK}\W*$")
_LABELS = rf"(?:<networks.names>|user ?name)(?:[/ ]{_NETWORK})?(?:'s)?"  # "insta", "facebook/ig"
_LABEL = worded(rf"(?:^|[^\w@/.]){_LABELS}\W{{0,4}}(?:{_NAMING}\W{{0,3}}){{0,3}}$")
_AT = r"(?P<at>[(\[]at[)\]]|@ ?|\bat sign )"
_UNLIKE_WORD = r"(?=[^\W\d_]*[\d._#-]\w|\w \w )"  # figures or signs in it, or letters apart
_WRITTEN = r"(?P<name>\w(?: [\w.]){5,}|\w(?:[\w.-]*\w)?(?:#\d{4})?)"  # "j o _ e x", "jo.ex", "jo#1234"
_USER = lazy(rf"(?<![\w@/.])(?:{_AT}|{_UNLIKE_WORD}){_WRITTEN}(?![\w@])")
_FEDERATED = lazy(r"(?<![\w@/.])(?P<at>@)(?P<name>\w[\w.-]*@[\w-]+(?:\.[\w-]+)+)")  # Mastodon's
_UNLIKE_WORDS = lazy(r"[a-z\d][._][a-z\d]|[a-z]-[a-z]+-[a-z]|[a-z]\d|\d[a-z]|#\d{4}$|_")
_SIGN_IN_WORDS = r" (?:underscore|dot|hyphen) |[(\[](?:underscore|dot)[)\]]|-dot-"
_WORDS_BETWEEN = lazy(rf"(?<=\w)(?:{_SIGN_IN_WORDS})(?=\w)")
_MENTIONED = worded(rf"@|[(\[]at[)\]]|\b{_NETWORK}\b")
_AT_SIGNS = ("@", "(at)", "[at]")
_SITE = r"(?:https?://)?(?:\w+\.)?<networks.sites>\.\w+"
_PROFILE = worded(rf"{_SITE}/(?:<networks.profile-folders>/|@)?([\w.-]+)", re.IGNORECASE)
_REACH = 72


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every handle that follows an invitation to get in touch."""
    if not context.text.mentions((*_AT_SIGNS, *phrases_of("networks.hints"))):
        return
    view = context.text
    written = _signs(view.folded)
    text = written.text
    if not _MENTIONED.search(text):
        return
    elsewhere = Coverage(len(view.raw), [(box.start, box.end) for box in view.mailboxes])
    for link in view.links:
        elsewhere.add(*link)
    for match in (*_FEDERATED.finditer(text), *_USER.finditer(text)):
        before = text[max(0, match.start() - _REACH) : match.start()]
        span = written.span(*match.span())
        if elsewhere.touches(*span):
            continue
        given = _is_handle(match, before)
        if given or (match["at"] and _ORGANISATION.search(_sentence(before))):
            yield from _hit(context, span, match["name"], view.raw[slice(*span)], given)
    for link in view.links:
        profile = _PROFILE.match(view.raw, *link)
        before = view.raw[max(0, link.start - _REACH) : link.start].lower()
        given = profile is not None and _REACHING.search(before) is not None
        if profile and (given or _ORGANISATION.search(_sentence(before))):
            yield from _hit(context, link, profile[1], profile[1], given)


def _hit(context: Context, span: tuple[int, int], name: str, written: str, given: bool) -> Iterator[Hit]:
    """The hit of an account; one not `given` to reach a person counts where words or name say whose it is."""
    if any(one.owns_handle(name) for one in context.council.listed):
        return
    holder = _holder(context, Span(*span), written)
    if holder.published or (not given and holder.whose is Whose.UNKNOWN):
        return
    own = next(iter(context.council.handles), "")
    told = holder.of_body or holder.elsewhere
    yield Hit(
        *span,
        "a social media account given as a way to reach somebody",
        holder.advice("account", own) if told else "Ask people to message the page.",
        0.85,
        at_most=Severity.NOTE if holder.of_body else Severity.ERROR,
        subject=canonical_handle(name),
        edits=instead(span, own and holder.instead(f"@{own.lstrip('@')}"), "contact"),
    )


def _holder(context: Context, span: Span, written: str) -> Holder:
    """Whose an account is: what it is called tells first, then the words before it."""
    holder = holder_of(context, span, mobile=True)
    after = account_called_after(written)
    if after is After.PERSON:
        return Holder(Whose.PERSON, elsewhere=holder.elsewhere)
    if after is After.BODY:
        return Holder(Whose.ORGANISATION, named=True, elsewhere=True)
    if after is After.EITHER and holder.whose is not Whose.PERSON:
        return Holder(Whose.ORGANISATION, elsewhere=True)
    return holder if holder.whose is not Whose.ORGANISATION else Holder(holder.whose, elsewhere=True)


def _signs(folded: Folded) -> Folded:
    """The folded text with "underscore", "dot" and "hyphen" between words as signs."""
    return folded.rewritten(
        (*match.span(), "_" if "under" in match[0] else "-" if "hyphen" in match[0] else ".")
        for match in _WORDS_BETWEEN.finditer(folded.text)
    )


def _is_handle(match: re.Match[str], before: str) -> bool:
    """Whether the words before a name make it a handle that is given to reach somebody."""
    sentence = _sentence(before)
    if match["at"]:
        return bool(_REACHING.search(sentence) or _LABEL.search(sentence)) and "follow us" not in sentence
    if not _UNLIKE_WORDS.search(match["name"]) and " " not in match["name"]:
        return False
    return bool(_MENTIONED.search(sentence)) and bool(_REACHING.search(sentence) or _LABEL.search(sentence))


def _sentence(before: str) -> str:
    """The words of its sentence among those before an account."""
    return re.split(r"[.!?]\s", before)[-1]
