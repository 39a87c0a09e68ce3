"""E-mail addresses in their usual form, and in words, brackets and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded, words_of
from smcheck.text.fold import Folded

_AT = "\ue000"  # an "at" in words, or an @ with blanks on both sides: weaker evidence than a plain one
_MARKS = {"dot": ".", "at": "@", "spoken": _AT, "slash": "/", "underscore": "_", "dash": "-", "nothing": ""}
_DOT_WORD, _AT_WORD = "<contacts.dots>", "(?:<contacts.at>|@)"
_OPEN, _CLOSE = r"\s{0,2}[(\[{<'\"]{1,2}\s?", r"\s?[)\]}>'\"]{1,2}\s{0,2}"
_RULE = r"\s?[*_~|=-]{1,2}\s?"  # a hyphen, star or the like around a word
_BLANK = r"\s{1,3}"
_DOT_IN_BRACKETS = rf"(?<=\w){_OPEN}(?:{_DOT_WORD}|\.){_CLOSE}(?=\w)"
_BEFORE_ENDING = rf"{_BLANK}dot(?=(?:com|org|net|co)\b)"  # "example dotcom"
_DOT_APART = rf"(?<=\w)(?:{_BLANK}{_DOT_WORD}{_BLANK}|{_RULE}{_DOT_WORD}{_RULE}|{_BEFORE_ENDING})(?=\w)"
_STOP_APART = r"(?<=\w)\s{1,3}\.\s{0,3}(?=\w)|(?<=\w)\s?,\s?(?=(?:com|co\.uk|org|net)\b)"
_DOT = rf"(?P<dot>{_DOT_IN_BRACKETS}|{_DOT_APART}|{_STOP_APART})"
_AT_IN_BRACKETS = rf"(?<=\w){_OPEN}{_AT_WORD}{_CLOSE}(?=\w)"
_AT_SIGN = rf"(?<=\w){_BLANK}at[ -](?:sign|symbol){_BLANK}(?=\w)"
_SIGN_APART = r"(?<=\w)@\s{1,3}(?=\w)|(?<=\w)\s?\n@(?=\w)"
_IS_AT = rf"(?P<at>{_AT_IN_BRACKETS}|{_AT_SIGN}|{_SIGN_APART})"
_MAY_BE_AT = rf"(?P<spoken>(?<=\w)(?:{_BLANK}(?:at|@){_BLANK}|{_BLANK}@|{_RULE}at{_RULE})(?=\w))"
_MAYBE_OPEN, _MAYBE_CLOSE = r"\s{0,2}[(\[]?\b", r"\b[)\]]?\s{0,2}(?=\w)"
_UNDERSCORE = rf"(?P<underscore>(?<=\w){_MAYBE_OPEN}<contacts.underscores>{_MAYBE_CLOSE})"
_DASH = rf"(?P<dash>(?<=\w){_MAYBE_OPEN}<contacts.dashes>{_MAYBE_CLOSE})"
_SLASH = rf"(?P<slash>(?<=\w){_MAYBE_OPEN}<contacts.slashes>{_MAYBE_CLOSE}|(?<=me)\s/\s?(?=\w))"
_GUARD = r"(?<=[\w@.])[(\[{<]<contacts.guards>[^)\]}>\n]{0,24}[)\]}>](?=[\w@.])"  # "(remove this)"
_WITHIN_PROVIDER = r"(?<=\b[g])\s(?=mail\b)|(?<=\bhot)\s(?=mail\b)"  # "g mail", "hot mail"
_NOTHING = rf"(?P<nothing>{_GUARD}|{_WITHIN_PROVIDER})"
_SPOKEN_MARK = worded(
    r"(?=[\s(\[{<'\"*_~|=,@-])"
    rf"(?:{_DOT}|{_IS_AT}|{_MAY_BE_AT}|{_UNDERSCORE}|{_DASH}|{_SLASH}|{_NOTHING})"
)
_HINTS = ("(a", "[", "{", "<", " . ", "' ", " wa ")
_SPELT = lazy(rf"(?<![^\W_])\w(?:[ .@_{_AT}-]{{1,2}}\w){{5,80}}(?![^\W_])")
_LOCAL = r"(?<![\w.+'%-])(?P<local>[\w+%][\w.+'%-]{0,63})"
_DOMAIN = r"@(?P<plain>(?:[\w-]{1,63}\.){1,8}(?:xn--[\w-]{2,59}|[a-z]{2,24})(?![\w-]))"
_PROVIDER = rf"[@{_AT}](?P<provider><contacts.providers>(?:\.co\.uk|\.com)?(?![\w.-]))"
_SPOKEN = rf"{_AT}(?P<spoken>(?:[\w-]{{1,63}}\.){{1,5}}<contacts.endings>(?![\w-]))"
_GAPPED = rf"[@{_AT}](?P<gapped>[\w-]{{2,63}} (?:com|co[ .]uk|org[ .]uk|org|net)(?![\w-]))"
_ADDRESS = worded(rf"{_LOCAL}(?:{_DOMAIN}|{_PROVIDER}|{_SPOKEN}|{_GAPPED})")
_WRITE = worded(r"\b(?:<contacts.writing>|enquir\w*)\b")
_MADE_UP = lazy(r"\w[._+]\w|\d\d|^(?:\w-){2,}\w$")  # what no word before "at" looks like
_DICTATED = worded(r"\b<contacts.dictated>\b|[-_*~|=]dot[-_*~|=]", re.IGNORECASE)
_LINE_BEGINS, _LINE_ENDS = lazy(r"(?:^|\n)[ \t]*$"), lazy(r"\W{0,3}(?:\n|$)")
_HANDLE = lazy(r"\s@\S")
_WORDED = worded(rf"\b{_DOT_WORD}\b", re.IGNORECASE)
_OFFERED = lazy(r"(?:\b(?:or|to|via)|:)\s{1,3}$")
_REACH = 60


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
    if "@" in text or any(word in text for word in (*_HINTS, *phrases_of("contacts.spelling-hints"))):
        return True
    return "at" in text and any(ending in text for ending in phrases_of("contacts.after-at"))


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
    if local in words_of("contacts.no-mailbox") or not re.search(r"[a-z]", local):
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
