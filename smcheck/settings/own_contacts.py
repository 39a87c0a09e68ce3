"""What a council may list as its own: each value is checked before it is kept, or refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from smcheck.model.errors import ConfigError
from smcheck.settings.contacts import (
    REGION,
    canonical_address,
    canonical_domain,
    canonical_email,
    parsed_link,
)
from smcheck.settings.everybodys import covers_everybody
from smcheck.settings.patterns import lazy
from smcheck.settings.platforms import platform_names

_HOST = lazy(r"(?:\*\.)?[\w-]+(?:\.[\w-]+)+")
_MAILBOX = lazy(r"[^\s@\"<>()]+")
_HANDLE = lazy(r"@?\w[\w.-]*(?:@[\w.-]+)?")
_LONGEST = 300  # characters


def as_kept(key: str, written: str) -> str:
    """A value of a setting as it is kept, without blanks about it; raises `ConfigError` where it is none.

    So it does where a value covers people who have nothing to do with the organisation. `key` is the name of
    the setting: name, domains, phones, emails, handles, addresses, venues, approvers or platforms.
    """
    value = " ".join(written.split())
    if not value:
        raise ConfigError("nothing was entered")
    if not value.isprintable() or len(value) > _LONGEST:
        raise ConfigError("this holds signs that cannot be shown, or is too long; type it anew")
    return _KEPT[key](value)


def _words(value: str) -> str:
    if not any(map(str.isalpha, value)):
        raise ConfigError(f"{value!r} is no name: it has no letters")
    return value


def _phone(value: str) -> str:
    from phonenumbers import NumberParseException, is_possible_number, parse

    try:
        possible = is_possible_number(parse(value, REGION))
    except NumberParseException:
        possible = False
    if not possible:
        raise ConfigError(f"{value!r} is no phone number; write it with its area code, such as 01632 960111")
    return value


def _email(value: str) -> str:
    mailbox, _, host = canonical_email(value).rpartition("@")
    if not _MAILBOX.fullmatch(mailbox) or not _is_host(host) or host.startswith("*"):
        raise ConfigError(f"{value!r} is no e-mail address; write it such as clerk@example.gov.uk")
    refuse_everybodys(value)
    return value.removeprefix("mailto:")


def _domain(value: str) -> str:
    host = canonical_domain(value) if "/" in value else value.casefold().removeprefix("www.")
    if "@" in value or not _is_host(host):
        raise ConfigError(f"{value!r} is no domain; write what stands behind www., such as example.gov.uk")
    refuse_everybodys(host)
    return host


def refuse_everybodys(value: str) -> None:
    """Raise `ConfigError`, in a sentence, where a domain, or all mailboxes of one, is everybody's."""
    if why := covers_everybody(value):
        raise ConfigError(f"{value!r} covers more than one organisation: {why}")


def _is_host(host: str) -> bool:
    return bool(_HOST.fullmatch(host)) and parsed_link(host.removeprefix("*.")) is not None


def _handle(value: str) -> str:
    handle = value.rstrip("/").rpartition("/")[2]  # of a profile's address, its last part
    if not _HANDLE.fullmatch(handle) or ("/" in value and not _is_host(canonical_domain(value))):
        raise ConfigError(f"{value!r} is no handle; write it such as @ExampleTC")
    return f"@{handle.removeprefix('@')}"


def _address(value: str) -> str:
    if not re.search("[a-z]", canonical_address(value)):
        raise ConfigError(f"{value!r} is no address; write house, street and postcode")
    return value


def _platform(value: str) -> str:
    return platform_names((value,))[0]


_KEPT: Mapping[str, Callable[[str], str]] = {
    "name": _words, "domains": _domain, "phones": _phone, "emails": _email, "handles": _handle,
    "addresses": _address, "venues": _address, "approvers": _words, "platforms": _platform,
}  # fmt: skip
