"""Names on the internet that are everybody's: whoever lists one covers people whom nobody looked at."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from smcheck.settings.contacts import canonical_domain, canonical_email
from smcheck.settings.words import worded, words_of

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_PROVIDER = worded(r"<contacts.providers>")
_ALL_OF = "*@"  # all mailboxes of the domain behind it


def has_everybodys_mail(domain: str) -> bool:
    """Whether anybody may have a mailbox at a canonical domain, as at Gmail."""
    name, _, ending = domain.partition(".")
    return domain in words_of("web.mail") or (_PROVIDER.fullmatch(name) is not None and is_shared(ending))


def is_everybodys(host: str) -> bool:
    """Whether anybody may have a name beneath a canonical host, as beneath co.uk or wordpress.com."""
    return "*" in host or host in words_of("web.shared") or is_shared(host)


def is_shared(host: str) -> bool:
    """Whether everybody can register names beneath a canonical host, by the Public Suffix List."""
    if "." not in host or "xn--" in host:
        return bool(suffixes().is_public(host))
    if _is_rule(f"!{host}"):
        return False
    return any(map(_is_rule, (host, f"*.{host}", f"*.{host.partition('.')[2]}")))


@cache
def suffixes() -> PublicSuffixList:
    """The Public Suffix List."""
    from publicsuffixlist import PublicSuffixList  # reads all of its rules: 50 ms

    return PublicSuffixList()


def covers_everybody(value: str) -> str:
    """Why a domain, or all mailboxes of one as `*@example.org`, covers people who have nothing to do with it.

    Empty where it does not, and for a single mailbox.
    """
    listed = canonical_email(value)
    if "@" in listed and not listed.startswith(_ALL_OF):
        return ""
    domain = canonical_domain(listed.removeprefix(_ALL_OF).removeprefix("*."))
    if has_everybodys_mail(domain):
        return f"everybody can have a mailbox at {domain}; give the address itself"
    if "." not in domain.strip("."):
        return f"{value!r} is no domain; give one such as example.org"
    if is_everybodys(domain):
        return f"{domain} is shared by many websites; give the one that is meant"
    return ""


def _is_rule(rule: str) -> bool:
    return f"\n{rule}\n".encode() in _rules()


@cache
def _rules() -> bytes:
    """The list as it is written, a rule a line: settings ask for one or two, which needs no more."""
    library = find_spec("publicsuffixlist")
    if library is None or library.origin is None:
        raise LookupError("publicsuffixlist was installed with smcheck")
    return (Path(library.origin).parent / "public_suffix_list.dat").read_bytes().replace(b"\r\n", b"\n")
