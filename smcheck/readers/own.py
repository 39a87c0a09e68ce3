"""smcheck's own reports, which lie in folders of drafts and are none."""

from __future__ import annotations

import re
from pathlib import Path

_BEGINNINGS = {
    ".html": rb"\s*<!DOCTYPE html>\s.{0,2000}?<meta name=\"generator\" content=\"smcheck [^\"]*\">",
    ".csv": rb"(?:\xef\xbb\xbf)?\"path\",\"row\",\"id\",\"place\",\"line\",\"column\",\"severity\",\"check\"",
    ".md": rb"# Review of drafts\r?\n\r?\n## (?:`|Notes\r?\n|Summary\r?\n)",
    ".jsonl": rb"\{\"path\": \"[^\n]{0,3000}?\"findings\": \[",
}
_VERDICTS = rb"DO NOT POST|ASK [^\n]{1,80} FIRST|ADVICE ONLY|NOTHING FOUND|NOT REVIEWED"
_BEGINNINGS[".txt"] = (
    rb"[^\n]{1,500}: (?:" + _VERDICTS + rb")[^\n]{0,40}\n"
    rb"|[^\n]{1,500}:\d+:\d+: (?:error|warning|note) [a-z-]+: |[\d,]+ drafts?; "
)
_SIGNS = {ending: re.compile(sign, re.DOTALL) for ending, sign in _BEGINNINGS.items()}
_HEAD = 4096  # bytes


def is_report(path: Path) -> bool:
    """Whether the file begins as one of smcheck's reports does; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return begins_as_report(path, file.read(_HEAD))
    except OSError:
        return False


def begins_as_report(path: Path, content: bytes) -> bool:
    """Whether the content of a file of this name begins as one of smcheck's reports does."""
    sign = _SIGNS.get(path.suffix.lower())
    return sign is not None and sign.match(content[:_HEAD]) is not None
