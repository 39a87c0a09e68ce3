"""smcheck's own reports and records, which lie in folders of drafts and are none.

A draft must not be taken for one, so each sign is as long as a report's first lines allow.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PATH = rb"[^\n]{0,500}(?:\.\w{1,9}(?::[^\n:]{1,80})?|<stdin>)"
_VERDICT = (
    rb"(?:(?:DO NOT POST|ASK [^\n]{1,80} FIRST|ADVICE ONLY)(?:; NOT FULLY REVIEWED)?"
    rb"|NOTHING FOUND|NOT REVIEWED)\r?\n"
)
_COUNT = rb"[\d,]+ (?:error|warning|note)s?"
_COUNTS = (
    rb"[\d,]+ drafts?; (?:nothing found|" + _COUNT + rb"(?:, " + _COUNT + rb")*)"
    rb"(?:; [\d,]+ (?:covered by a recorded decision|blank rows? skipped|not reviewed in full))*\.?\r?\n"
)
_FULL = (
    _PATH + rb": " + _VERDICT + rb"(?:\r?\n)?"
    rb"(?:  (?:error|warning|note): | {6}(?:Not reviewed|Decided): |Note: |" + _COUNTS + rb"|"
    rb"[^\n]{1,600}: " + _VERDICT + rb")"
)
_CONCISE = _PATH + rb":\d+:\d+: (?:error|warning|note) [a-z-]+: [^\n]+\)(?: \[[0-9a-f]{16}\])?\r?\n"
_GITHUB = rb"::(?:error|warning|notice) file=[^\n]{1,600},title=smcheck "
_RECORD = rb'\{(?:"adopted":"[^"\n]{0,40}",)?"by":"(?:[^"\\\n]|\\.){0,400}","(?:decisions?|first)":'
_MARKDOWN = (
    rb"# Review of drafts\r?\n\r?\n"
    rb"## (?:`[^\n]{1,600}: [a-z]|Notes\r?\n\r?\n- |Summary\r?\n\r?\n(?:```|" + _COUNTS + rb"))"
)
_BEGINNINGS = {
    ".html": rb'\s*<!DOCTYPE html>\s.{0,2000}?<meta name="generator" content="smcheck [^"]*">',
    ".csv": rb'(?:\xef\xbb\xbf)?"path","row","id","place","line","column","severity","check"',
    ".md": _MARKDOWN,
    ".jsonl": rb'\{"path": "[^\n]{0,3000}?"findings": \[|' + _RECORD,
    ".txt": rb"|".join((_FULL, _CONCISE, _GITHUB, _COUNTS + rb"\s*\Z")),
}
_HEAD = 4096  # bytes


def is_own_output(path: Path) -> bool:
    """Whether the file begins as one of smcheck's reports or records does; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return begins_as_own_output(path, file.read(_HEAD))
    except OSError:
        return False


def begins_as_own_output(path: Path, content: bytes) -> bool:
    """Whether the content of a file of this name begins as one of smcheck's reports or records does."""
    sign = _sign(path.suffix.lower())
    return sign is not None and sign.match(content[:_HEAD]) is not None


@cache
def _sign(ending: str) -> re.Pattern[bytes] | None:
    beginning = _BEGINNINGS.get(ending)
    return None if beginning is None else re.compile(beginning, re.DOTALL)
