"""Canonical forms of contacts, so that any spelling of the council's own ones is recognised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from smcheck.settings.patterns import lazy

if TYPE_CHECKING:
    from ada_url import URL

REGION = "GB"
_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:[/\\]{2}", re.IGNORECASE)
_AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|"
    "L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|U[B]|W[ACDFNRSV]?|"
    "YO|Z[EZ]"
)
POSTCODE = lazy(
    rf"(?<![^\W_])(?:((?:{_AREAS})(?:\d{{1,2}}|\d[A-Z]))([ \t]*)(\d[ABD-HJLNP-UW-Z]{{2}})|"
    rf"(GIR)([ \t]*)(0AA))(?![^\W_])",
    re.IGNORECASE,
)
"""A full postcode (Royal Mail, Programmers' Guide to the Postcode Address File); ZZ99 stands for none."""


@lru_cache(maxsize=4096)
def canonical_phone(number: str) -> str:
    """E.164 form of a phone number as people write it; digits alone where it cannot be parsed."""
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

    try:
        parsed = parse(number, REGION)
    except NumberParseException:
        return re.sub(r"\D", "", number)
    parsed.extension = None
    return format_number(parsed, PhoneNumberFormat.E164)


def canonical_email(address: str) -> str:
    """The address in lower case, without `mailto:`."""
    return address.strip().removeprefix("mailto:").casefold()


def covers_email(listed: str, address: str) -> bool:
    """Whether a listed address, or all addresses of a domain as `*@example.org`, covers a mailbox."""
    listed, address = canonical_email(listed), canonical_email(address)
    if listed.startswith("*@"):
        return within_domain(address.partition("@")[2], listed[2:])
    return listed == address


def canonical_handle(handle: str) -> str:
    """The handle in lower case, without its at sign."""
    return handle.strip().lstrip("@").casefold()


def canonical_postcode(postcode: str) -> str:
    """The postcode in capitals with no space."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", postcode)).upper()


def postcodes_in(text: str) -> frozenset[str]:
    """Compact form of every postcode in a text."""
    return frozenset(canonical_postcode(match[0]) for match in POSTCODE.finditer(text))


@lru_cache(maxsize=4096)
def canonical_domain(link: str) -> str:
    """Host name to which a link, or a bare name, leads in a browser (WHATWG URL): ASCII, in lower case.

    Without `www.` and a final dot. Of what no browser opens, what stands in the place of a host.
    """
    address = parsed_link(link)
    if address is None:
        host = re.split(r"[/?#\\]", _SCHEME.sub("", link.strip().casefold()), maxsplit=1)[0]
        host = host.rpartition("@")[2].partition(":")[0]
    else:
        host = address.hostname
    return host.removeprefix("www.").rstrip(".")


def parsed_link(link: str) -> URL | None:
    """A link, or a bare name, as browsers read it; None where they cannot."""
    from ada_url import URL  # with its C library: 10 ms

    link = link.strip()
    try:
        return URL(link if _SCHEME.match(link) else f"http://{link}")
    except ValueError:
        return None


def canonical_contact(kind: str, value: str) -> str:
    """What two spellings of a contact have in common; `kind` is its setting: phones, emails, domains …."""
    return _CANONICAL[kind](value)


def within_domain(host: str, domain: str) -> bool:
    """Whether a canonical host is the domain or one of its sub-domains."""
    domain = domain.removeprefix("*.")
    return host == domain or host.endswith(f".{domain}")


_STREET_WORDS = {
    "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "dr": "drive", "ct": "court",
    "gdns": "gardens", "cres": "crescent", "sq": "square", "ter": "terrace", "pl": "place", "cl": "close",
}  # fmt: skip


def canonical_address(address: str) -> str:
    """Words and numbers of an address in lower case, street words in full, single spaces between."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"\bst\b\.?(?=\W*(?:,|$))", "street", address.casefold()))
    return " ".join(_STREET_WORDS.get(word, word) for word in words)


_CANONICAL: Mapping[str, Callable[[str], str]] = {
    "phones": canonical_phone, "emails": canonical_email, "handles": canonical_handle,
    "addresses": canonical_address, "domains": lambda domain: canonical_domain(domain.removeprefix("*.")),
}  # fmt: skip
