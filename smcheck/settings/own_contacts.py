"""What a council may list as its own: each value is checked before it is kept, or refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from smcheck.model.errors import ConfigError
from smcheck.settings.contacts import (
    POSTCODE,
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
_WRITTEN = lazy(
    r"(?:[a-z]+[.:]?\s*)?\(?(?:\+|0)[\d\s().–-]*\d\)?(?:,?\s*(?:extension|extn|ext|x|#)[.:]?\s*\d{1,7})?",
    re.IGNORECASE,
)
"""A number with its area code or country, as people write it: begun with 0 or +, and its extension behind."""
_SHORT = lazy(r"999|1(?:0[15]|1[129]|59)|11[68] ?\d{3}|[5-8]\d{4}")
"""Numbers without an area code: of the police and others, of helplines, and those that texts go to."""
_SPOKEN_MAILBOX = lazy(r"[a-z0-9._-]+ \(?at\)? [a-z0-9.-]+(?: \(?dot\)? [a-z0-9-]+)*")
_HOUSE = lazy(r"(?<![\w.])\d{1,4}[a-z]?(?![\w.])", re.IGNORECASE)
_BRITAIN = 44
_FEWEST_WITH_AREA, _WHOLE = 9, 10  # digits behind the 0
_ALWAYS_WHOLE = ("2", "3", "7")  # of London, 0300 and mobiles; some numbers of 01 and 08 are shorter
_LEAST_LETTERS = 3  # of the longest word of an address
_LONGEST = 300  # characters


def as_kept(key: str, written: str) -> str:
    """A value of a setting as it is kept, without blanks about it; raises `ConfigError` where it is none.

    So it does where a value covers people who have nothing to do with the organisation. `key` is the name of
    the setting: name, domains, phones, emails, handles, addresses, venues, approvers or platforms.
    """
    value = " ".join(written.split())
    if not value:
        raise ConfigError("nothing was entered")
    refuse_unshown(value)
    return _KEPT[key](value)


def refuse_unshown(value: str) -> None:
    """Raise `ConfigError` for a text that holds signs which cannot be shown, or is longer than any name."""
    if not value.isprintable() or len(value) > _LONGEST:
        raise ConfigError("this holds signs that cannot be shown, or is too long; type it anew")


def _words(value: str) -> str:
    if not any(map(str.isalpha, value)):
        raise ConfigError(f"{value!r} is no name: it has no letters")
    return value


def _phone(value: str) -> str:
    if not (_SHORT.fullmatch(value) or (_WRITTEN.fullmatch(value) and _may_be_called(value))):
        raise ConfigError(f"{value!r} is no phone number; write it with its area code, such as 01632 960111")
    return value


def _may_be_called(number: str) -> bool:
    """Whether there can be such a number; one that is as short as 0800 1111 must be known."""
    from phonenumbers import (
        NumberParseException,
        ValidationResult,
        is_possible_number_with_reason,
        is_valid_number,
        parse,
    )

    try:
        parsed = parse(number, REGION)
    except NumberParseException:
        return False
    if parsed.country_code == _BRITAIN:
        digits = str(parsed.national_number)
        if len(digits) < _FEWEST_WITH_AREA:
            return is_valid_number(parsed)
        if digits.startswith(_ALWAYS_WHOLE) and len(digits) != _WHOLE:
            return False
    return is_possible_number_with_reason(parsed) == ValidationResult.IS_POSSIBLE


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
    """What tells a place: a house or a postcode, or two words such as those of a green and its lane."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", value)
    told = _HOUSE.search(value) or POSTCODE.search(value) or (len(value.split()) > 1 and len(words) > 1)
    if not told or max(map(len, words), default=0) < _LEAST_LETTERS or _seems_mailbox(value):
        raise ConfigError(f"{value!r} is no address; write house, street and postcode")
    return value


def _venue(value: str) -> str:
    """The name of a place, with its address or without."""
    if not re.search("[a-z]", canonical_address(value)) or _seems_mailbox(value):
        raise ConfigError(f"{value!r} is no venue; write what it is called, with its postcode")
    return value


def _seems_mailbox(value: str) -> bool:
    """Whether it is a mailbox or a handle, or one in words."""
    return "@" in value or _SPOKEN_MAILBOX.fullmatch(value) is not None


def _platform(value: str) -> str:
    return platform_names((value,))[0]


_KEPT: Mapping[str, Callable[[str], str]] = {
    "name": _words, "domains": _domain, "phones": _phone, "emails": _email, "handles": _handle,
    "addresses": _address, "venues": _venue, "approvers": _words, "platforms": _platform,
}  # fmt: skip
