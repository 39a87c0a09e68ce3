"""Whether what a message quotes is verifiably somebody else's: an earlier message in the folder says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import Choice

_NO_PICTURES = Choice(pictures=False)
_KINDS = (".eml", ".emlx", ".msg", ".txt", ".text")
_MOST = 200  # files of a folder that are looked into
_LARGEST = 1024 * 1024  # bytes of one
_FEWEST_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
_ATTRIBUTION = re.compile(
    r"^[^\n]{0,200}\b(?:wrote|schrieb|écrit)\s*:\s*$|^-{3,}.*$", re.MULTILINE | re.IGNORECASE
)
_HEADER = re.compile(r"^[> \t]*(?:from|sent|to|cc|date|subject)\s*:[^\n]*$", re.MULTILINE | re.IGNORECASE)


def with_answered(draft: Draft, path: Path) -> Draft:
    """The draft, known to answer a message where one beside it, at `path`, says all that it quotes."""
    if draft.kind != "email" or draft.answers or not draft.quoted:
        return draft
    quoted = _words(" ".join(draft.text[start:end] for start, end in draft.quoted))
    if len(quoted.split()) < _FEWEST_WORDS:
        return draft
    name = next((name for name, said in _beside(path) if f" {quoted} " in f" {said} "), "")
    if not name:
        return draft
    remarks = tuple(remark for remark in draft.remarks if not remark.startswith("the quoted part"))
    known = (
        f"the quoted part stands in {shown_name(name)} as well: it was not judged, but for contact details"
    )
    return replace(draft, answers=True, remarks=(*remarks, known))


def _beside(path: Path) -> Iterator[tuple[str, str]]:
    """Names and words of other messages in the folder, older ones first."""
    found = []
    with suppress(OSError):
        for other in path.parent.iterdir():
            if (
                other.suffix.lower() in _KINDS
                and other != path
                and not other.is_symlink()
                and other.is_file()
            ):
                status = other.stat()
                if status.st_size <= _LARGEST:
                    found.append((status.st_mtime_ns, other))
    for changed, other in sorted(found)[:_MOST]:
        yield other.name, _said(other, changed)


@lru_cache(maxsize=_MOST)
def _said(path: Path, _changed: int) -> str:
    """The words of a message; it is read anew when it has changed."""
    from smcheck.readers import read_content

    try:
        drafts = [
            item
            for item in read_content(path.read_bytes(), str(path), _NO_PICTURES)
            if isinstance(item, Draft)
        ]
    except (OSError, DraftError):
        return ""
    return " ".join(_words(draft.own_text) for draft in drafts)


def _words(text: str) -> str:
    """The words of a text, without the lines by which programs say whose it is."""
    return " ".join(_WORD.findall(_HEADER.sub("", _ATTRIBUTION.sub("", text)).casefold()))
