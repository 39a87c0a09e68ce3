"""smcheck's own reports and records, which lie in folders of drafts and are none.

A draft must not be taken for one, so each sign asks for as much of the first lines as is always there.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

# drafts/posts.csv:row 3
_PATH = rb"[^\n]{0,500}(?:\.\w{1,9}(?::[^\n:]{1,80})?|<stdin>)"
_VERDICT = (
    rb"(?:(?:DO NOT POST|ASK [^\n]{1,80} FIRST|ADVICE ONLY)(?:; NOT FULLY REVIEWED)?"
    rb"|NOTHING FOUND|NOT REVIEWED)\r?\n"
)
# 2 drafts; 1 error, 2 notes; 1 not reviewed in full
_COUNT = rb"[\d,]+ (?:error|warning|note)s?"
_COUNTS = (
    rb"[\d,]+ drafts?; (?:nothing found|" + _COUNT + rb"(?:, " + _COUNT + rb")*)"
    rb"(?:; [\d,]+ (?:covered by a recorded decision|blank rows? skipped|not reviewed in full))*\.?\r?\n"
)
# fete.txt: DO NOT POST, and the line below it
_FULL = (
    _PATH + rb": " + _VERDICT + rb"(?:\r?\n)?"
    rb"(?:  (?:error|warning|note): | {6}Decided: |Note: |" + _COUNTS + rb"|[^\n]{1,600}: " + _VERDICT + rb")"
)
_FULL_UNREAD = rb"[^\n]{1,600}: " + _VERDICT + rb" {6}Not reviewed: "
# fete.txt:1:12: error phone: a phone number that is not one of the council's own (Rule 11)
_CONCISE = _PATH + rb":\d+:\d+: (?:error|warning|note) [a-z-]+: [^\n]+\)(?: \[[0-9a-f]{16}\])?\r?\n"
_GITHUB = rb"::(?:error|warning|notice) file=[^\n]{1,600},title=smcheck(?:%3A)? "
_PAGE = rb'\s*<!DOCTYPE html>\s.{0,2000}?<meta name="generator" content="smcheck [^"]*">'
# {"adopted":"2021-05","by":"J. Clerk","decisions": ...
_RECORD = rb'\{(?:"adopted":"[^"\n]{0,40}",)?"by":"(?:[^"\\\n]|\\.){0,400}","(?:decisions?|file)":'
_MARKDOWN = (
    rb"# Review of drafts\r?\n\r?\n"
    rb"## (?:`[^\n]{1,600}: [a-z]|Notes\r?\n\r?\n- |Summary\r?\n\r?\n(?:```|" + _COUNTS + rb"))"
)
_REPORTS = {
    ".html": _PAGE,
    ".csv": rb'(?:\xef\xbb\xbf)?"path","row","id","place","line","column","severity","check"',
    ".md": _MARKDOWN,
    ".jsonl": rb'\{"path": "[^\n]{0,3000}?"findings": \[',
    ".txt": rb"|".join((_FULL, _FULL_UNREAD, _CONCISE, _GITHUB, _COUNTS + rb"\Z")),
}
_HEAD = 4096  # bytes


def is_report(path: Path) -> bool:
    """Whether the file begins as a report of its ending does; False where it cannot be read."""
    return _begins(_head(path), _REPORTS.get(path.suffix.lower()))


def is_page(path: Path) -> bool:
    """Whether the file, of whatever ending, begins as one of smcheck's pages does, or is empty."""
    head = _head(path)
    return not head or _begins(head, _PAGE)


def is_own_output(path: Path) -> bool:
    """Whether the file begins as one of smcheck's reports or records does; False where it cannot be read."""
    return begins_as_own_output(path, _head(path))


def begins_as_own_output(path: Path, content: bytes) -> bool:
    """Whether the content of a file of this name begins as one of smcheck's reports or records does."""
    ending = path.suffix.lower()
    return _begins(content, _REPORTS.get(ending)) or (ending == ".jsonl" and _begins(content, _RECORD))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _begins(content: bytes, sign: bytes | None) -> bool:
    return sign is not None and _pattern(sign).match(content[:_HEAD]) is not None


@cache
def _pattern(sign: bytes) -> re.Pattern[bytes]:
    return re.compile(sign, re.DOTALL)
