"""How long a draft is as a platform counts it, and where its limit cuts it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.settings.platforms import Count, Measure
from smcheck.text.tokens import Span
from smcheck.text.view import Coverage, TextView

_LINK_LENGTH = 23  # X and Mastodon count every link as this long
_SIGNS = ("©", "®")  # emoji only where the sign for that follows
_SERVER = lazy(r"(?<![\w@/.])@\w[\w.-]*(@[\w-]+(?:\.[\w-]+)+)")


def length(view: TextView, stretch: Span, measure: Measure) -> int:
    """Length of a stretch in this measure."""
    return sum(map(_WEIGHTS[measure.count], _counted(view, stretch, measure.count)))


def cut(view: TextView, stretch: Span, measure: Measure) -> int:
    """Offset, in code points, of the stretch's first piece that no longer fits."""
    pieces = list(_counted(view, stretch, measure.count))
    sums = list(accumulate(map(_WEIGHTS[measure.count], pieces)))
    return pieces[bisect_right(sums, measure.limit)].start


class _Piece(NamedTuple):
    """A grapheme or a link of the draft: where it begins, its text, and whether it is a link."""

    start: int
    text: str
    link: bool


def _counted(view: TextView, stretch: Span, count: Count) -> Iterator[_Piece]:
    """The pieces that count: for Mastodon, the server behind a name does not."""
    if count is not Count.MASTODON:
        return _pieces(view, stretch)
    servers = Coverage(len(view.raw), [match.span(1) for match in _SERVER.finditer(view.raw)])
    return (piece for piece in _pieces(view, stretch) if not servers.touches(piece.start, piece.start + 1))


def _pieces(view: TextView, stretch: Span) -> Iterator[_Piece]:
    import regex

    position = stretch.start
    links = (link for link in view.links if link.start >= stretch.start and link.end <= stretch.end)
    for start, end in (*links, (stretch.end, stretch.end)):
        for grapheme in regex.finditer(r"\X", view.raw[position:start]):
            text = "\n" if grapheme[0] == "\r\n" else grapheme[0]  # which platforms store as one
            yield _Piece(position + grapheme.start(), text, link=False)
        if end > start:
            yield _Piece(start, view.raw[start:end], link=True)
        position = end


def _graphemes(piece: _Piece) -> int:
    import regex

    return len(regex.findall(r"\X", piece.text)) if piece.link else 1


def _bytes(piece: _Piece) -> int:
    return len(piece.text.encode("utf-8", "surrogatepass"))


def _utf16(piece: _Piece) -> int:
    return len(piece.text.encode("utf-16-le", "surrogatepass")) // 2


def _is_emoji(text: str) -> bool:
    import regex

    if text.isascii() or text in _SIGNS:
        return False
    return bool(regex.search(r"\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3", text))


def _threads(piece: _Piece) -> int:
    return _bytes(piece) if _is_emoji(piece.text) and not piece.link else len(piece.text)


def _mastodon(piece: _Piece) -> int:
    return _LINK_LENGTH if piece.link else 1


def _x(piece: _Piece) -> int:
    import unicodedata

    if piece.link:
        return _LINK_LENGTH
    if _is_emoji(piece.text):
        return 2
    return sum(_x_weight(ord(char)) for char in unicodedata.normalize("NFC", piece.text))


def _x_weight(code: int) -> int:
    light = code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247
    return 1 if light else 2


_WEIGHTS: dict[Count, Callable[[_Piece], int]] = {
    Count.X: _x,
    Count.GRAPHEMES: _graphemes,
    Count.BYTES: _bytes,
    Count.THREADS: _threads,
    Count.MASTODON: _mastodon,
    Count.UTF16: _utf16,
}
