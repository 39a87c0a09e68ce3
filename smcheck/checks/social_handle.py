"""A social handle given as a way to reach somebody.

A handle that is only mentioned or thanked is no finding; one after "message me", "find me on" or "my Insta
is" is one, with or without its @. So is a name beside that of a network where only user names look so (with a
full stop, an underscore or figures in it). "Follow us" speaks of an organisation.

Why:
    A personal account is a personal contact detail.
Flagged:
    - DM me on Insta @jo_example for a stall.
    - My snap is jo.example99
Not flagged:
    - Thank you @ExampleScouts for the litter pick!
    - Follow us on Instagram @ExampleScouts
Instead:
    Ask people to message the council's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.contacts import canonical_handle
from smcheck.settings.patterns import lazy
from smcheck.text import Coverage, Folded

CATEGORY: Category = "personal-contact"
_NETWORK = (
    r"(?:insta(?:gram)?|ig|[1i]nst[a@4](?:gr[a@4]m)?|sn[a@4]p(?:ch[a@4]t)?|sc|facebook|fb|face ?book|"
    r"messenger|twitter|tweeter|x|t[i1]k ?t[o0]k|"
    r"tele ?gram|the gram|signal|d[i1]sc[o0]rd|skype|kik|linked ?in|threads|blue ?sky|mastodon|whats ?app|"
    r"youtube|twitch|wechat|bereal)"
)
_CLEAR_NETWORK = _NETWORK.replace("|x|", "|").replace("|sc|", "|")
_MINE = r"(?:my|his|her|their|our|mum'?s|dad'?s|son'?s|daughter'?s|sister'?s|brother'?s)"
_WHO = r"(?:me|him|her|them|my \w+|our \w+|his \w+|her \w+|jo|[a-z]+)"
_NAME_WORD = (
    r"(?:user ?name|handle|profile|name|account|page|@|id|under|as|at|via|on|through|is|its|it's|called|"
    r"search|for|='?|:|-|–)"
)
_REACHING = lazy(
    rf"(?:\b(?:dm|pm|message|msg|text|txt|contact|add|find|reach|whatsapp|snap(?:chat)?|telegram|insta|"
    rf"skype|inbox|hit up)\s+"
    rf"(?!us\b|our\b|the\b)(?:{_WHO}\s+)?(?:up\s+)?|\bfollow (?:me|him|her|them)\s+|\b{_MINE}\s+|\bi(?:'m| "
    rf"am)\s+|\bi\s+tweet\s+|\b{_MINE}\s+\w+\s+)"
    rf"(?:(?:on|at|via|is|as|under|here|through|thru|to|by|or|for)\W+|{_NETWORK}(?:'s)?\W+|"
    rf"{_NAME_WORD}\W+)*\W*$"
)
_LABEL = lazy(
    rf"(?:^|[^\w@/.])(?:(?:{_CLEAR_NETWORK}|user "
    rf"?name)(?:[/ ]{_NETWORK})?)(?:'s)?\W{{0,4}}(?:(?:{_NAME_WORD})\W{{0,3}}){{0,3}}$"
)
_USER = lazy(
    r"(?<![\w@/.])(?:(?P<at>[(\[]at[)\]]|@ ?|\bat sign )|(?=[^\W\d_]*[\d._#-]\w|\w \w ))"
    r"(?P<name>\w(?: [\w.]){5,}|\w(?:[\w.-]*\w)?(?:#\d{4})?)(?![\w@])"
)
_UNLIKE_WORDS = lazy(r"[a-z\d][._][a-z\d]|[a-z]-[a-z]+-[a-z]|[a-z]\d|\d[a-z]|#\d{4}$|_")
_WORDS_BETWEEN = lazy(r"(?<=\w)(?: (?:underscore|dot|hyphen) |[(\[](?:underscore|dot)[)\]]|-dot-)(?=\w)")
_MENTIONED = lazy(rf"@|[(\[]at[)\]]|\b{_NETWORK}\b")
_HINTS = (
    "@", "(at)", "[at]", "inst", "1nst", "gram", "ig", "sn", "sc", "face", "fb", "messenger", "twitter",
    "tweeter", "tok", "t0k", "signal", "disc", "d1sc", "skype", "kik", "linked", "thread", "sky",
    "mastodon", "what", "youtube", "twitch", "wechat", "bereal", "user",
)  # fmt: skip
_PROFILE = lazy(
    r"(?:https?://)?(?:\w+\.)?(?:facebook|fb|instagram|tiktok|twitter|x|linkedin|snapchat|threads|youtube|"
    r"bsky)\."
    r"\w+/(?:in/|add/|profile/|@)?([\w.-]+)",
    re.IGNORECASE,
)
_REACH = 72


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every handle that follows an invitation to get in touch."""
    if not context.text.mentions(_HINTS):
        return
    view = context.text
    written = _signs(view.folded)
    text = written.text
    if not _MENTIONED.search(text):
        return
    elsewhere = Coverage(len(view.raw), [(box.start, box.end) for box in view.mailboxes])
    for link in view.links:
        elsewhere.add(*link)
    for match in _USER.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        span = written.span(*match.span())
        if _is_handle(match, before) and not elsewhere.touches(*span):
            yield from _hit(context, span, match["name"])
    for link in view.links:
        profile = _PROFILE.match(view.raw, *link)
        if profile and _REACHING.search(view.raw[max(0, link.start - _REACH) : link.start].lower()):
            yield from _hit(context, link, profile[1])


def _hit(context: Context, span: tuple[int, int], name: str) -> Iterator[Hit]:
    if not context.council.owns_handle(name):
        message = "a social media account given as a way to reach somebody"
        yield Hit(*span, message, "Ask people to message the page.", 0.85, subject=canonical_handle(name))


def _signs(folded: Folded) -> Folded:
    """The folded text with "underscore", "dot" and "hyphen" between words as signs."""
    return folded.rewritten(
        (*match.span(), "_" if "under" in match[0] else "-" if "hyphen" in match[0] else ".")
        for match in _WORDS_BETWEEN.finditer(folded.text)
    )


def _is_handle(match: re.Match[str], before: str) -> bool:
    """Whether the words before a name make it a handle that is given to reach somebody."""
    sentence = re.split(r"[.!?]\s", before)[-1]
    if match["at"]:
        return bool(_REACHING.search(sentence) or _LABEL.search(sentence)) and "follow us" not in sentence
    if not _UNLIKE_WORDS.search(match["name"]) and " " not in match["name"]:
        return False
    return bool(_MENTIONED.search(sentence)) and bool(_REACHING.search(sentence) or _LABEL.search(sentence))
