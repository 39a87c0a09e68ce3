"""Text files: the whole file is one draft.

The encoding may be UTF-8, UTF-16 with its mark, or that of Windows (cp1252). A file that begins with lines
behind >, or with "… wrote:" above such, and goes on below them is a reply; in a reply or an e-mail such lines
are somebody else's and not judged, but for contact details.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.model.draft import Draft
from smcheck.readers.content import FileContent, Item
from smcheck.settings.words import worded

_WROTE = worded(r"\b<english.wrote>\s*:\s*$", re.IGNORECASE)


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the file."""
    count = _lines_answered(file.text)
    if not count:
        yield Draft(file.text, file.path)
        return
    lines = f"{count} line{'s' if count > 1 else ''} behind > {'are' if count > 1 else 'is'}"
    remark = f"{lines} taken for the comment that is answered, and not judged but for contact details"
    yield Draft(file.text, file.path, kind="reply", remarks=(remark,))


def _lines_answered(text: str) -> int:
    """How many lines behind > a text begins with and goes on below; none where it is no such reply."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and _WROTE.search(lines[0]):
        del lines[0]
    return next((index for index, line in enumerate(lines) if not line.startswith(">")), 0)
