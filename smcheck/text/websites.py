"""Web addresses: whose website one leads to, and what about it deceives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from urllib.parse import parse_qsl

from smcheck.settings.contacts import canonical_domain, parsed_link, within_domain
from smcheck.settings.everybodys import suffixes
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded
from smcheck.text.fold import fold

_TRACKING = worded(r"<web.tracking>|<web.tracking-beginnings>\w+")
_LOOKS_LIKE = str.maketrans("0135", "oles", "-.")  # figures that pass for letters; hyphens and dots go
_PAIRS = (("rn", "m"), ("vv", "w"))
_SHORTEST = 5  # letters of a name that another can be said to imitate
_NEAR = 8  # letters of a name from which on one wrong letter is an imitation


def registered(host: str) -> str:
    """The part of a canonical host that its owner registered ("example.co.uk"), by the Public Suffix List.

    The host itself where it is an address in figures, or nothing that anybody could register.
    """
    if is_address(host):
        return host
    return suffixes().privatesuffix(host) or host


def is_address(host: str) -> bool:
    """Whether the host is an IP address."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def user_part(link: str) -> str:
    """What stands before an @ and is not where the link leads; mostly empty."""
    address = parsed_link(link)
    return ":".join(filter(None, (address.username, address.password))) if address else ""


def in_letters(host: str) -> str:
    """The host with its punycode read, as browsers may show it."""
    from ada_url import idna_to_unicode

    return str(idna_to_unicode(host)) if "xn--" in host else host


def imitated(host: str, known: Iterable[str]) -> str:
    """The one of the known domains that a host, not beneath it, passes for; empty where there is none."""
    shown = in_letters(host)
    flat, name = _skeleton(shown), _skeleton(registered(host))
    for domain in known:
        original = _skeleton(domain)
        if within_domain(host, domain) or len(original) < _SHORTEST:
            continue
        if original in flat or (len(original) >= _NEAR and _one_letter_off(name, original)):
            return domain
    return ""


def tracking(link: str) -> tuple[str, ...]:
    """Names of a link's parameters that follow the reader, in order."""
    query = link.partition("?")[2].partition("#")[0]
    names = (name for name, _ in parse_qsl(query, keep_blank_values=True))
    return tuple(dict.fromkeys(name for name in names if _TRACKING.fullmatch(name.lower())))


def _skeleton(host: str) -> str:
    flat = fold(host).text.translate(_LOOKS_LIKE)
    for pair, letter in _PAIRS:
        flat = flat.replace(pair, letter)
    return flat


def _one_letter_off(name: str, original: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(name, original, score_cutoff=1) <= 1


_BEGINS = r"(?:https?://|www\.)"
_MARKDOWN = rf"\[(?P<text>[^\[\]\n]{{1,200}})\]\(\s{{0,3}}<?(?P<target>{_BEGINS}[^\s)>]{{1,2000}})"
_HREF = rf"\bhref\s{{0,3}}=\s{{0,3}}[\"']?(?P<href>{_BEGINS}[^\s\"'>]{{1,2000}})"
_HTML = rf"<a\b[^>]{{0,500}}?{_HREF}[^>]{{0,500}}>(?P<inner>[^<]{{1,200}})</a"
_SHOWN = lazy(rf"{_MARKDOWN}|{_HTML}", re.IGNORECASE)


def shown_elsewhere(text: str) -> Iterator[tuple[int, str]]:
    """Links of Markdown and HTML whose words show another website: where the target begins, and that name."""
    if "](" not in text and "</a" not in text.lower():
        return
    for match in _SHOWN.finditer(text):
        kind = "target" if match["target"] else "href"
        words = match["text"] or match["inner"] or ""
        named = re.search(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}\b", words)
        if named is None:
            continue
        name = canonical_domain(named[0])
        if registered(name) != registered(canonical_domain(match[kind])):
            yield match.start(kind), name
