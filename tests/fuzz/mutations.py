"""Documents that were damaged after they were made: cut, repeated, swapped, nested deeper."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace

from hypothesis import strategies as st

from tests.fuzz.author import Document
from tests.readers.hostile.archives import archive, packed, stored

_INSERTED = (
    b"", b"\0", b"\xff", b"\xff\xfe", b"<", b">", b"&#x110000;", b'"', b"'", b"\r", b"\n\n", b"--=_b1--\n", b",", b"\t",
    b"&", b"]]>", b"<![CDATA[", b"<!--", b"\xe2\x80\xae", b"\xed\xa0\x80", b"{", b"}", b"[", b"\\u0000", b"\\ud800",
    b"Content-Type: multipart/mixed\n\n", b"9" * 400, b"<w:p>", b"</w:p>", b"\x1a", b"%PDF-", b"{\\rtf",
)  # fmt: skip
_KINDS = ("delete", "repeat", "swap", "truncate", "insert", "nest")
_MOST_TIMES = 400
_TAG = re.compile(rb"<([A-Za-z][\w:-]*)[^<>]*>[^<>]*</\1>")


@st.composite
def damaged(draw: st.DrawFn, whole: st.SearchStrategy[Document]) -> Document:
    """Documents of a grammar, damaged in one place or several."""
    document = draw(whole)
    content = document.content
    for _ in range(draw(st.integers(1, 3))):
        content = _in_archive(draw, content) if content.startswith(b"PK") else _damaged(draw, content)
    return replace(document, content=content, is_sound=False)


def _in_archive(draw: st.DrawFn, content: bytes) -> bytes:
    """An archive damaged as a whole, or in one of its members."""
    if draw(st.integers(0, 3)) == 3:
        return _damaged(draw, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            members = {name: opened.read(name) for name in opened.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error):
        return _damaged(draw, content)
    name = draw(st.sampled_from(sorted(members)))
    members[name] = _damaged(draw, members[name])
    return archive((stored if name == "mimetype" else packed)(name, inner) for name, inner in members.items())


def _damaged(draw: st.DrawFn, content: bytes) -> bytes:
    kind = draw(st.sampled_from(_KINDS))
    start = draw(st.integers(0, len(content)))
    end = min(len(content), start + draw(st.integers(0, 60)))
    before, piece, after = content[:start], content[start:end], content[end:]
    if kind == "delete":
        return before + after
    if kind == "repeat":
        return before + piece * draw(st.sampled_from((2, 3, 50, _MOST_TIMES))) + after
    if kind == "swap":
        return before + after[:20] + piece + after[20:]
    if kind == "truncate":
        return before
    if kind == "nest":
        return _nested(draw, content)
    return before + draw(st.sampled_from(_INSERTED)) + after


def _nested(draw: st.DrawFn, content: bytes) -> bytes:
    """An element put into itself, many times."""
    found = list(_TAG.finditer(content))
    if not found:
        times = draw(st.sampled_from((2, 50, _MOST_TIMES)))
        return draw(st.sampled_from((b"> ", b"[", b"(", b"- ", b"*"))) * times + content
    match = draw(st.sampled_from(found))
    head = match[0][: match[0].index(b">") + 1]
    tail = b"</" + match[1] + b">"
    times = draw(st.sampled_from((2, 50, _MOST_TIMES)))
    return content[: match.start()] + head * times + match[0] + tail * times + content[match.end() :]
