"""What of a long draft is printed: the words found and some about them, never more than there is room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smcheck.reporters.cropping import ROOM, cropped, fitting, height_of_finding, rows, shares
from smcheck.reporters.marks import Place, stretches

FILL = "The hall is open on Saturday. "
ROW = 15  # points


def shown(text: str, places: list[Place], room: int) -> str:
    """How the text reads on paper."""
    pieces = (piece for _, of_one in cropped(list(stretches(text, places)), room) for piece in of_one)
    return "".join("[…]" if piece.signed else piece.text * piece.printed for piece in pieces)


def test_a_short_draft_is_printed_whole() -> None:
    assert shown(FILL * 3, [Place(0, 3, 1)], 1 * ROW) == FILL * 3


def test_a_long_draft_is_cut_between_the_words_found() -> None:
    text = f"{FILL * 40}You fool. {FILL * 40}You idiot. {FILL * 40}"
    places = [Place(text.index(word), text.index(word) + len(word), 1) for word in ("fool", "idiot")]
    found = shown(text, places, 6 * ROW)
    assert found.startswith("The hall is open")
    assert "open on Saturday. You fool. The hall" in found
    assert "open on Saturday. You idiot. The hall" in found
    assert found.count("[…]") == 3
    assert found.endswith("[…]")
    assert rows(found) <= 7


def test_without_words_found_it_is_printed_from_its_beginning() -> None:
    found = shown(FILL * 100, [], 5 * ROW)
    assert found.startswith(FILL)
    assert found.endswith("[…]")
    assert 100 < len(found) < 500


def test_what_has_no_room_is_cut_off_and_said_to_be() -> None:
    text = "\n".join(f"You fool number {number}." for number in range(60))
    places = [
        Place(text.index(f"fool number {n}."), text.index(f"fool number {n}.") + 4, n) for n in range(60)
    ]
    found = shown(text, places, 10 * ROW)
    assert found.startswith("You fool number 0.\nYou fool number 1.")
    assert found.endswith("[…]")
    assert found.count("[…]") == 1
    assert rows(found) <= 11


def test_long_words_found_are_cut_in_their_midst() -> None:
    text = FILL * 60
    found = shown(text, [Place(0, len(text), 1)], 5 * ROW)
    assert found.startswith(FILL)
    assert found.endswith("on Saturday. ")
    assert found.count("[…]") == 1


@given(
    st.text(alphabet="ab \n", max_size=3000),
    st.lists(st.tuples(st.integers(0, 2999), st.integers(1, 400), st.integers(1, 9)), max_size=12),
    st.integers(1, 40),
)
def test_nothing_is_lost_and_the_room_is_kept(
    text: str, drawn: list[tuple[int, int, int]], number_of_rows: int
) -> None:
    places = [
        Place(start, min(start + size, len(text)), one) for start, size, one in drawn if start < len(text)
    ]
    cut = list(stretches(text, places))
    found = cropped(cut, number_of_rows * ROW)
    assert [stretch for stretch, _ in found] == cut
    assert ["".join(piece.text for piece in pieces) for _, pieces in found] == [one.text for one in cut]
    printed = "".join(piece.text for _, pieces in found for piece in pieces if piece.printed)
    assert rows(printed) <= number_of_rows
    assert all(piece.text for _, pieces in found for piece in pieces)


def test_the_gravest_findings_go_before_others() -> None:
    assert fitting([100, 100, 100], [2, 0, 1], 200) == {1, 2}
    assert fitting([100, 100, 100], [0, 0, 0], 250) == {0, 1}
    assert fitting([100], [0], 100) == {0}


def test_one_finding_is_printed_though_it_is_long() -> None:
    assert fitting([900, 900], [1, 0], 200) == {1}


def test_what_is_found_has_the_room_that_the_draft_leaves() -> None:
    assert shares("short", [100]) == (ROW, ROOM - ROW)
    for_text, for_findings = shares("x" * 100_000, [200, 100])
    assert (for_text, for_findings) == (ROOM - 300, 300)
    for_text, for_findings = shares("x" * 100_000, [5000])
    assert for_text + for_findings == ROOM
    assert 0 < for_text < for_findings


def test_a_finding_takes_a_row_for_each_text_and_more_for_long_ones() -> None:
    one = height_of_finding("a", "b")
    assert height_of_finding("a", "b", "c") - one == height_of_finding("a", "b" * 150) - one > 0
