"""Pictures whose words stand on their side or on their head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from smcheck.model.picture import Box, Line, Stretch
from smcheck.readers import picture_reading, picture_words
from smcheck.readers.picture_drafts import draft_of
from smcheck.readers.picture_order import Seen
from smcheck.readers.picture_words import words_of
from tests.readers.posters import LINES, encoded, poster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, ...]]]:
    """The shapes of what was read, one each time."""
    shapes: list[tuple[int, ...]] = []
    seen: Callable[[np.ndarray], list[object]] = picture_reading._seen  # type: ignore[assignment]

    def noted(pixels: np.ndarray) -> list[object]:
        shapes.append(pixels.shape[:2])
        return seen(pixels)

    picture_words.forget()
    monkeypatch.setattr(picture_reading, "_seen", noted)
    yield shapes
    picture_words.forget()


@pytest.mark.parametrize(("degrees", "read"), [(0, 1), (90, 2), (180, 2), (270, 1)])
def test_words_are_read_however_the_picture_is_turned(
    times: list[tuple[int, ...]], degrees: int, read: int
) -> None:
    image = poster(LINES).rotate(degrees, expand=True)
    (words,) = words_of(encoded(image))
    assert [line.text for line in words.lines] == list(LINES)
    assert (words.width, words.height) == image.size
    assert len(times) == read


@pytest.mark.parametrize(
    ("degrees", "inside"),
    [(90, (20, 300, 120, 900)), (180, (200, 320, 880, 400)), (270, (300, 20, 400, 620))],
)
def test_boxes_stand_where_the_words_are_seen(degrees: int, inside: tuple[int, int, int, int]) -> None:
    (words,) = words_of(encoded(poster(LINES).rotate(degrees, expand=True)))
    box = words.lines[0].box
    left, top, right, bottom = inside
    assert left <= box.x < box.x + box.width <= right
    assert top <= box.y < box.y + box.height <= bottom


@pytest.mark.parametrize(
    ("turn", "first", "last"),
    [
        (0, Box(0, 0, 50, 40), Box(50, 0, 50, 40)),
        (1, Box(0, 0, 100, 20), Box(0, 20, 100, 20)),
        (2, Box(50, 0, 50, 40), Box(0, 0, 50, 40)),
        (3, Box(0, 20, 100, 20), Box(0, 0, 100, 20)),
    ],
)
def test_a_part_of_a_turned_line_has_its_share_along_the_line(turn: int, first: Box, last: Box) -> None:
    stretch = Stretch(0, 10, 0, Box(0, 0, 100, 40), turn)
    assert (stretch.part(0, 5), stretch.part(5, 10)) == (first, last)


@pytest.mark.parametrize(
    ("slant", "first", "last"),
    [(0.2, Box(0, 0, 50, 30), Box(50, 10, 50, 30)), (-0.2, Box(0, 10, 50, 30), Box(50, 0, 50, 30))],
)
def test_a_part_of_a_slanted_line_stands_as_high_as_its_words(slant: float, first: Box, last: Box) -> None:
    stretch = Stretch(0, 10, 0, Box(0, 0, 100, 40), slant=slant)
    assert (stretch.part(0, 5), stretch.part(5, 10)) == (first, last)
    assert stretch.part(0, 10) == stretch.box


@pytest.mark.parametrize(
    ("turn", "corners"),
    [
        (0, [(0, 0), (100, 20), (100, 40), (0, 20)]),
        (2, [(100, 40), (0, 20), (0, 0), (100, 20)]),
    ],
)
def test_the_corners_of_a_slanted_line(turn: int, corners: list[tuple[int, int]]) -> None:
    assert Stretch(0, 10, 0, Box(0, 0, 100, 40), turn, 0.2).corners() == corners


@pytest.mark.parametrize(
    ("turn", "below"),
    [(1, Box(40, 0, 30, 300)), (2, Box(0, 40, 300, 30)), (3, Box(140, 0, 30, 300))],
)
def test_a_sentence_goes_on_in_the_next_line_of_a_turned_picture(turn: int, below: Box) -> None:
    box = Box(0, 90, 300, 30) if turn == 2 else Box(90, 0, 30, 300)
    lines = (Line("Come to the village", box, 0.99, turn), Line("hall on Friday", below, 0.99, turn))
    frame = picture_words.PictureWords(400, 400, lines, ())
    assert draft_of([frame], "p.jpg", "p.jpg").text == "Come to the village hall on Friday"


def seen_alike(monkeypatch: pytest.MonkeyPatch, text: str) -> list[tuple[int, ...]]:
    """Let every picture seem to hold the same doubtful words; the shapes of what was read."""
    shapes: list[tuple[int, ...]] = []
    corners = ((10.0, 10.0), (200.0, 10.0), (200.0, 40.0), (10.0, 40.0))

    def seen(pixels: np.ndarray) -> list[Seen]:
        shapes.append(pixels.shape[:2])
        return [Seen(text, corners, 0.6)]

    monkeypatch.setattr(picture_reading, "_seen", seen)
    return shapes


@pytest.mark.usefixtures("times")
def test_a_picture_that_is_hard_to_read_is_turned_once_and_left_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shapes = seen_alike(monkeypatch, "hatd to rad")
    (words,) = words_of(encoded(poster([])))
    assert words.lines == (Line("hatd to rad", Box(10, 10, 190, 30), 0.6, 0),)
    assert len(shapes) == 2


@pytest.mark.usefixtures("times")
def test_a_few_letters_in_a_photograph_are_not_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = seen_alike(monkeypatch, "Tin")
    words_of(encoded(poster([])))
    assert len(shapes) == 1
