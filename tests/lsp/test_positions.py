from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import (
    Position,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from smcheck.lsp.buffers import Buffer
from smcheck.lsp.positions import Positions

TEXT = "A 🎪 cafe\u0301\r\nb𝒳\rc\u2028d\x0be\n\ufefflast"
"""An emoji, a combining mark, CRLF, an astral letter, a lone CR, what Python would end lines at, a BOM."""

PLACES = {
    "A": (0, 0, 0, 0),
    "🎪": (0, 2, 2, 2),
    "cafe": (0, 7, 5, 4),
    "b": (1, 0, 0, 0),
    "𝒳": (1, 1, 1, 1),
    "c\u2028": (2, 0, 0, 0),
    "d\x0b": (2, 4, 2, 2),
    "e\n": (2, 6, 4, 4),
    "\ufeff": (3, 0, 0, 0),
    "last": (3, 3, 1, 1),
}
"""Line, and the place within it in bytes of UTF-8, in units of UTF-16 and in code points."""


@pytest.mark.parametrize(("index", "encoding"), [(1, "utf-8"), (2, "utf-16"), (3, "utf-32")])
def test_places_are_counted_as_the_editor_counts(index: int, encoding: str) -> None:
    positions = Positions(TEXT, encoding)
    for words, place in PLACES.items():
        there = Position(place[0], place[index])
        assert positions.position(TEXT.index(words)) == there, words
        assert positions.offset(there) == TEXT.index(words), words


def test_no_place_is_within_a_line_end_or_beyond_it() -> None:
    positions = Positions("ab\r\ncd")
    assert [positions.position(offset) for offset in (2, 3, 4)] == [
        Position(0, 2),
        Position(0, 2),
        Position(1, 0),
    ]
    assert [positions.offset(Position(0, far)) for far in (2, 3, 99)] == [2, 2, 2]
    assert positions.offset(Position(9, 0)) == 6
    assert positions.line(1) == Range(Position(1, 0), Position(1, 2))


def test_half_an_emoji_is_none() -> None:
    assert Positions("a🎪b").offset(Position(0, 2)) == 1
    assert Positions("a🎪b", "utf-8").offset(Position(0, 3)) == 1
    assert Positions("a\ud83cb").position(2) == Position(0, 2)


def test_an_encoding_that_nobody_knows_is_that_of_the_protocol() -> None:
    assert Positions("🎪b", "utf-7").position(1) == Position(0, 2)


@given(
    st.text(st.sampled_from("ab🎪𝒳\u0301é\r\n\u2028\ufeff")), st.sampled_from(["utf-8", "utf-16", "utf-32"])
)
def test_every_place_leads_back(text: str, encoding: str) -> None:
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        within = text[max(0, offset - 1) : offset + 1] == "\r\n"
        assert positions.offset(positions.position(offset)) == (offset - 1 if within else offset)


def change(start: tuple[int, int], end: tuple[int, int], text: str) -> TextDocumentContentChangePartial:
    return TextDocumentContentChangePartial(Range(Position(*start), Position(*end)), text)


def test_changes_are_made_one_after_the_other() -> None:
    buffer = Buffer("file:///d.txt", "One 🎪\r\ntwo\r\n", 1)
    now = buffer.changed(
        [change((0, 4), (0, 6), "🎪🎪"), change((0, 8), (1, 0), " and "), change((0, 99), (0, 99), "!")], 2
    )
    assert (now.text, now.version) == ("One 🎪🎪 and two!\r\n", 2)
    assert buffer.text == "One 🎪\r\ntwo\r\n"
    assert now.changed([TextDocumentContentChangeWholeDocument("new")], 3).text == "new"


@given(st.text(st.sampled_from("a🎪\r\n\u2028")), st.data())
def test_a_change_is_what_it_says(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    buffer = Buffer("file:///d.txt", text)
    where = buffer.positions.range(start, end)
    start, end = map(buffer.positions.offset, (where.start, where.end))
    made = buffer.changed([TextDocumentContentChangePartial(where, "X\n")], 2)
    assert made.text == text[:start] + "X\n" + text[end:]
