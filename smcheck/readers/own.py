"""smcheck's own reports, which lie in folders of drafts and are none."""

from __future__ import annotations

from pathlib import Path

_SIGNS = {
    ".html": b'<meta name="generator" content="smcheck ',
    ".csv": b'"path","row","id","place","line","column","severity","check"',
    ".md": b"# Review of drafts\n",
    ".jsonl": b'{"path": "',
}
_ALSO = {".jsonl": b'"findings": ['}
_HEAD = 4096  # bytes; the sign of each stands among them


def is_report(path: Path) -> bool:
    """Whether the file begins as one of smcheck's reports does; False where it cannot be read."""
    sign = _SIGNS.get(path.suffix.lower())
    if sign is None:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return sign in head and _ALSO.get(path.suffix.lower(), b"") in head
