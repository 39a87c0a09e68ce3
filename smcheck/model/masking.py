"""Masking: what may be shown of a match, in every output."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smcheck.model.draft import Draft

DOT = "•"
Span = tuple[int, int]
"""Where a stretch begins and ends, in code points, end exclusive."""

_KEPT = 2
_LONGEST_NAME = 60  # characters of a name that is quoted
_MAY_BE_PERSONAL = re.compile(r"(?:\d\W*){6}|@")
_PHONE_OR_MAILBOX = re.compile(r"(?:\+|\(?0)\d(?:[\s().-]{0,3}\d){8,13}|\S+@\S+")
_MARKUP = re.compile(r"</?[a-z][\w:-]*|(?<=\s)[a-z][\w:-]*(?=\s*=)|<!doctype\s+html", re.IGNORECASE)
_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|^\[[^\]\n]*\]:[ \t]*<?#>?[ \t]*(?:\([^\n]*|\"[^\n]*|'[^\n]*)",
    re.DOTALL | re.MULTILINE,
)
_LEAST_TO_KEEP = 7
_NUMBER_OR_MAILBOX = re.compile(
    r"\+?\d(?:[\s().-]{0,3}\d){6,}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
)


_A_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = (
    r"(?:19|20)\d\d-\d\d-\d\d(?!\d)|(?:19|20)\d\d[ –-]{1,3}(?:19|20)\d\d(?!\d)|"
    r"20\d{6}-\d{6}-[0-9a-f]{8}(?!\w)|"
    rf"{_A_DAY}([./ -])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)"
)
"""A day, two years, or the name of a request, which begins with its day."""
_IN_NOTES = (
    re.compile(rf"(?<!\d)(?<!\d[./-])(?!{_DATE})\+?\(?\d(?:[\s().–-]{{0,3}}\d){{6,}}"),
    re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    re.compile(r"[\w.+-]{1,64} \(?at\)? [\w-]{1,63}(?: \(?dot\)? [\w-]{1,63}){1,8}", re.IGNORECASE),
    re.compile(r"(?<!\w)[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)", re.IGNORECASE),
)
"""Numbers of seven digits and more, mailboxes, National Insurance numbers, postcodes."""


def mask_note(note: str) -> str:
    """What somebody wrote of a decision or a request, its numbers, mailboxes and postcodes masked."""
    for pattern in _IN_NOTES:
        note = pattern.sub(lambda found: mask_personal(found[0]), note)
    return note


def mask_unseen(draft: Draft, characters: list[str]) -> None:
    """Mask all that the draft's markup keeps from view: comments, values, titles; not the markup's names."""
    for start, end in draft.unpublished():
        last = start
        for name in (*_MARKUP.finditer(draft.text, start, end), None):
            words = slice(last, name.start() if name else end)
            characters[words] = mask_personal("".join(characters[words]), keep=0)
            last = name.end() if name else end


def mask_comments(draft: Draft, characters: list[str]) -> None:
    """Mask comments, and what may be a number or a mailbox elsewhere in the markup, which stays as it is."""
    for start, end in draft.unpublished():
        for pattern in (_COMMENT, _NUMBER_OR_MAILBOX):
            for match in pattern.finditer(draft.text, start, end):
                characters[slice(*match.span())] = mask_personal(match[0], keep=0)


def mask_personal(text: str, keep: int = _KEPT) -> str:
    """Letters and digits as dots, the last ones kept where there are at least seven of them."""
    places = [index for index, char in enumerate(text) if char.isalnum()]
    kept = places[-keep:] if keep and len(places) >= _LEAST_TO_KEEP else []
    hidden = set(places) - set(kept)
    return "".join(DOT if index in hidden else char for index, char in enumerate(text))


def star_out(text: str) -> str:
    """The first character of each word, and stars for its other letters and digits."""
    return re.sub(r"(?<=\S)\w", "*", text)


def masked_in_source(draft: Draft, masked: str) -> str:
    """The draft's text with what is masked in its reading masked there as well, and its markup as it is."""
    if draft.published is None:
        return masked
    characters = list(draft.text)
    spans = zip(draft.published.starts, draft.published.ends, strict=True)
    for before, after, (start, end) in zip(draft.published_text, masked, spans, strict=True):
        if before != after:
            characters[start:end] = after * (end - start)
    mask_unseen(draft, characters)
    return "".join(characters)


def mask(text: str, personal: Iterable[Span], coarse: Iterable[Span]) -> str:
    """The text with those stretches masked and every other character in its place."""
    characters = list(text)
    for spans, masking in ((personal, mask_personal), (coarse, star_out)):
        for start, end in spans:
            for index, char in enumerate(masking(text[start:end]), start):
                if characters[index] == text[index]:
                    characters[index] = char
    return "".join(characters)


def shown_id(identifier: str | None) -> str | None:
    """The identifier of a row as reports may quote it: masked where it is a mailbox or a telephone number."""
    personal = identifier is not None and _PHONE_OR_MAILBOX.fullmatch(identifier.strip())
    return mask_personal(identifier or "", keep=0) if personal else identifier


def shown_name(name: str) -> str:
    """A name of a column, a sheet or a file as a report may quote it: cut, masked if it may be personal."""
    name = name[:_LONGEST_NAME]
    return mask_personal(name, keep=0) if _MAY_BE_PERSONAL.search(name) else name
