"""E-mail addresses in their usual form, and in words, brackets and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.text.fold import Folded

_AT = "\ue000"  # an "at" in words, or an @ with blanks on both sides: weaker evidence than a plain one
_MARKS = {"dot": ".", "at": "@", "spoken": _AT, "slash": "/", "underscore": "_", "dash": "-", "nothing": ""}
_DOT_WORD = r"(?:d[o0]t|full ?stop|period|point|punkt|punto)"
_AT_WORD = r"(?:at(?:[ -]?sign|[ -]symbol)?|a|@|arroba)"
_OPEN, _CLOSE = r"\s{0,2}[(\[{<'\"]{1,2}\s?", r"\s?[)\]}>'\"]{1,2}\s{0,2}"
_RULE = r"\s?[*_~|=-]{1,2}\s?"  # a hyphen, star or the like around a word
_PROVIDERS = (
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|btinternet|aol|proton ?mail|talktalk|"
    r"virginmedia)"
)
_SPOKEN_MARK = lazy(
    r"(?=[\s(\[{<'\"*_~|=,@-])(?:"
    rf"(?P<dot>(?<=\w){_OPEN}(?:{_DOT_WORD}|\.){_CLOSE}(?=\w)|(?<=\w)(?:\s{{1,3}}{_DOT_WORD}\s{{1,3}}|"
    rf"{_RULE}{_DOT_WORD}{_RULE}|\s{{1,3}}dot(?=(?:com|org|net|co)\b))(?=\w)"
    r"|(?<=\w)\s{1,3}\.\s{0,3}(?=\w)|(?<=\w)\s?,\s?(?=(?:com|co\.uk|org|net)\b))"
    rf"|(?P<at>(?<=\w){_OPEN}{_AT_WORD}{_CLOSE}(?=\w)|(?<=\w)\s{{1,3}}at[ -](?:sign|symbol)\s{{1,3}}(?=\w)"
    r"|(?<=\w)@\s{1,3}(?=\w)|(?<=\w)\s?\n@(?=\w))"
    rf"|(?P<spoken>(?<=\w)(?:\s{{1,3}}(?:at|@)\s{{1,3}}|\s{{1,3}}@|{_RULE}at{_RULE})(?=\w))"
    r"|(?P<underscore>(?<=\w)\s{0,2}[(\[]?\bunder ?score\b[)\]]?\s{0,2}(?=\w))"
    r"|(?P<dash>(?<=\w)\s{0,2}[(\[]?\b(?:dash|hyphen)\b[)\]]?\s{0,2}(?=\w))"
    r"|(?P<slash>(?<=\w)\s{0,2}[(\[]?\b(?:forward[ -])?slash\b[)\]]?\s{0,2}(?=\w)|(?<=me)\s/\s?(?=\w))"
    r"|(?P<nothing>(?<=[\w@.])[(\[{<](?:remove|delete|take out|no ?spam)[^)\]}>\n]{0,24}[)\]}>](?=[\w@.])"
    r"|(?<=\b[g])\s(?=mail\b)|(?<=\bhot)\s(?=mail\b)))"
)
_HINTS = (
    "dot",
    "d0t",
    "fullstop",
    "full stop",
    "punto",
    "slash",
    "(a",
    "[",
    "{",
    "<",
    " . ",
    "' ",
    "at sign",
    " wa ",
)
_AFTER_AT = tuple(".c .o .n .u .i .g mail outlook yahoo icloud btinternet aol".split())
_SPELT = lazy(rf"(?<![^\W_])\w(?:[ .@_{_AT}-]{{1,2}}\w){{5,80}}(?![^\W_])")
_ENDINGS = (
    r"(?:co\.uk|org\.uk|gov\.uk|ac\.uk|sch\.uk|nhs\.uk|me\.uk|com|org|net|uk|info|me|eu|biz|io|online|church|"
    r"london|scot|wales|cymru|ie|co|email|de|fr|es|it|nl|edu|gov)"
)
_ADDRESS = lazy(
    rf"(?<![\w.+'%-])(?P<local>[\w+%][\w.+'%-]{{0,63}})(?:"
    r"@(?P<plain>(?:[\w-]{1,63}\.){1,8}(?:xn--[\w-]{2,59}|[a-z]{2,24})(?![\w-]))"
    rf"|[@{_AT}](?P<provider>{_PROVIDERS}(?:\.co\.uk|\.com)?(?![\w.-]))"
    rf"|{_AT}(?P<spoken>(?:[\w-]{{1,63}}\.){{1,5}}{_ENDINGS}(?![\w-]))"
    rf"|[@{_AT}](?P<gapped>[\w-]{{2,63}} (?:com|co[ .]uk|org[ .]uk|org|net)(?![\w-])))"
)
_WRITE = lazy(
    r"\b(?:e-?mails?|e-?mailed|e-?mailing|mail|contact|write|address|reach|reply|send|enquir\w*|in touch|"
    r"gmail)\b"
)
_MADE_UP = lazy(r"\w[._+]\w|\d\d|^(?:\w-){2,}\w$")  # what no word before "at" looks like
_DICTATED = lazy(r"\b(?:dash|hyphen|under ?score|at sign)\b|[-_*~|=]dot[-_*~|=]", re.IGNORECASE)
_LINE_BEGINS, _LINE_ENDS = lazy(r"(?:^|\n)[ \t]*$"), lazy(r"\W{0,3}(?:\n|$)")
_HANDLE = lazy(r"\s@\S")
_WORDED = lazy(rf"\b{_DOT_WORD}\b", re.IGNORECASE)
_OFFERED = lazy(r"(?:\b(?:or|to|via)|:)\s{1,3}$")
_REACH = 60
_NO_MAILBOX = frozenset(
    "look looking us me him her them you it that this online more website websites web site page pages "
    "visit see find book booking bookings ticket tickets shop buy here there now is are was be being been "
    "free available held meet meeting meetings fete fair market event events party join live open opens sale "
    "come go going tonight today tomorrow read form forms details info information stay watch up in out on "
    "sign signed register vote download apply list listed policy agenda minutes video videos stream streamed "
    "and or entry arrive stop stops am pm work works works pay paid donate everyone everything all one run "
    "running results calendar map maps news blog stall stalls home house tea coffee lunch breakfast dinner "
    "monday tuesday wednesday thursday friday saturday sunday noon midday night day".split()
)


class Mailbox(NamedTuple):
    """An e-mail address: its span in the draft, its usual spelling, and whether it stands so in the draft."""

    start: int
    end: int
    address: str
    plain: bool


def plain_addresses(folded: Folded) -> Folded:
    """The folded text with the words, brackets and blanks of addresses replaced by their signs."""
    if not _hinted(folded.text):
        return folded
    marked = folded.rewritten(
        (*match.span(), _MARKS[match.lastgroup or ""]) for match in _SPOKEN_MARK.finditer(folded.text)
    )
    return marked.rewritten(
        (*match.span(), re.sub(r"[ -]", "", match[0]).replace(_AT, "@"))
        for match in _SPELT.finditer(marked.text)
        if "@" in match[0] or _AT in match[0]
    )


def _hinted(text: str) -> bool:
    """Whether there is anything without which no address can come out."""
    if "@" in text or any(word in text for word in _HINTS):
        return True
    return "at" in text and any(ending in text for ending in _AFTER_AT)


def find_mailboxes(source: str, addresses: Folded) -> Iterator[Mailbox]:
    """Every e-mail address of the draft `source`, of which `plain_addresses` made `addresses`."""
    for match in _ADDRESS.finditer(addresses.text):
        start, end = addresses.span(*match.span())
        if match["plain"] or _is_mailbox(match, source[start:end]):
            plain = end - start == len(match[0])
            yield Mailbox(start, end, f"{match['local']}@{_domain(match)}", plain)


def _domain(match: re.Match[str]) -> str:
    provider = match["provider"] or ""
    if provider:
        return provider if "." in provider else f"{provider.replace(' ', '')}.com"
    return match["plain"] or match["spoken"] or match["gapped"].replace(" ", ".")


def _is_mailbox(match: re.Match[str], source: str) -> bool:
    """Whether "at" in words, or a domain without its ending, makes an address; `source` is how it stands."""
    local = match["local"]
    if match.string[match.start() - 1 : match.start()] == "/":  # within a web address
        return False
    if local in _NO_MAILBOX or not re.search(r"[a-z]", local):
        return False
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    after = match.string[match.end() : match.end() + 4]
    named = _HANDLE.search(source) is not None  # "thanks @example.com" names an account
    fills_line = not named and _LINE_BEGINS.search(before) is not None and _LINE_ENDS.match(after) is not None
    told = bool(_MADE_UP.search(local) or _DICTATED.search(source) or _WRITE.search(before)) or fills_line
    told = told or (_WORDED.search(source) is not None and _OFFERED.search(before) is not None)
    if match["provider"]:
        return told or match["provider"].endswith((".com", ".co.uk")) or "@" in match[0]
    return told
