"""Pictures on the HTML page: framed, covered in the pixels, without metadata, and under a policy as narrow as it gets."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from smcheck import Draft, Reviewer
from smcheck.model.picture import Box, Sheet, Shown, Stretch
from smcheck.reporters.marks import Place
from smcheck.reporters.pictures import MOST, drawn
from tests.readers.documents import drafts
from tests.readers.posters import encoded, poster
from tests.reporters.test_html import CLEAN, found_in, page, written

if TYPE_CHECKING:
    from PIL.Image import Image

LINES = ("For a stall ring Jo", "07700 900123", "You idiot!")


@pytest.fixture(scope="module")
def stall() -> Draft:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "A. Resident"
    out = io.BytesIO()
    poster(LINES).save(out, "JPEG", quality=92, exif=exif)
    (draft,) = drafts(out.getvalue(), "stall.jpg")
    assert draft.text == "\n".join(LINES)
    return draft


def shown_on(found: object) -> Image:
    """The one picture of a page, opened."""
    from PIL import Image

    (image,) = found_in(found, "img")
    kind, _, data = image.attrs["src"].partition(",")
    assert kind == "data:image/jpeg;base64"
    return Image.open(io.BytesIO(base64.b64decode(data)))


def boxes_of(draft: Draft, words: str) -> Box:
    assert draft.shown
    start = draft.text.index(words)
    ((_, box),) = draft.shown.boxes(start, start + len(words))
    return box


def shades_in(image: Image, box: Box) -> tuple[int, int]:
    """The darkest and the lightest shade within a box, its edges left out."""
    edges = (box.x + 12, box.y + 12, box.x + box.width - 12, box.y + box.height - 12)
    darkest, lightest = image.convert("L").crop(edges).getextrema()
    assert isinstance(darkest, int)
    assert isinstance(lightest, int)
    return darkest, lightest


def is_covered(image: Image, box: Box) -> bool:
    darkest, lightest = shades_in(image, box)
    return 50 < darkest <= lightest < 90


def test_personal_data_is_covered_in_the_pixels(reviewer: Reviewer, stall: Draft) -> None:
    image = shown_on(page(reviewer, stall))
    assert image.size == poster(LINES).size
    assert is_covered(image, boxes_of(stall, "07700 900123"))
    assert shades_in(image, boxes_of(stall, "idiot"))[1] > 240


def test_the_picture_is_drawn_anew_without_what_its_file_said(reviewer: Reviewer, stall: Draft) -> None:
    image = shown_on(page(reviewer, stall))
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert "Resident" not in written(reviewer, stall).replace("jo", "")


def test_what_was_found_is_framed(reviewer: Reviewer, stall: Draft) -> None:
    image = shown_on(page(reviewer, stall)).convert("RGB")
    box = boxes_of(stall, "idiot")
    pixel = image.getpixel((box.x + box.width // 2, box.y - 2))
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    assert red > 150
    assert green < 60
    assert blue < 90
    (said,) = found_in(page(reviewer, stall), "img")
    assert re.fullmatch(
        r"The picture stall\.jpg, with findings [\d, ]+ framed\. Its words stand below\.", said.attrs["alt"]
    )


def test_what_could_not_be_made_out_is_covered(reviewer: Reviewer) -> None:
    small = encoded(poster([]), "JPEG")
    unclear = Box(100, 100, 200, 60)
    sheet = Sheet("p.jpg", 900, 420, small, (unclear,))
    draft = Draft("Fete", "p.jpg", shown=Shown("p.jpg", (sheet,), (Stretch(0, 4, 0, Box(10, 10, 50, 30)),)))
    assert is_covered(shown_on(page(reviewer, draft)), unclear)


def test_the_cover_of_a_slanted_line_leaves_its_neighbours(reviewer: Reviewer) -> None:
    lines = [
        "Village fete on the green on Friday",
        "Ring 07700 900123 for a stall",
        "Tea and cake in the hall",
    ]
    image = poster(lines, size=(900, 300)).rotate(-8, expand=True, fillcolor="white")
    (draft,) = drafts(encoded(image), "slanted.png")
    assert draft.shown
    first, ring, last = draft.shown.stretches
    assert all(stretch.slant == pytest.approx(0.14, abs=0.02) for stretch in draft.shown.stretches)
    shown = shown_on(page(reviewer, draft)).convert("L")
    for stretch, is_hidden in ((first, False), (ring, True), (last, False)):
        (x0, y0), (x1, y1), _, (_, y3) = stretch.corners()
        for share in (0.15, 0.85):  # the first and the last words of the line
            x, y = round(x0 + share * (x1 - x0)), round((y0 + y3) / 2 + share * (y1 - y0))
            darkest, _ = shown.crop((x - 30, y - 12, x + 30, y + 12)).getextrema()
            assert isinstance(darkest, int)
            assert (darkest > 45) is is_hidden


def test_numbers_stand_where_they_hide_no_words(reviewer: Reviewer) -> None:
    clean = poster(["Village fete on Friday", "You idiot", "Come along"])
    (draft,) = drafts(encoded(clean), "p.png")
    shown = shown_on(page(reviewer, draft))
    for words in ("Village fete on Friday", "You idiot", "Come along"):
        box = boxes_of(draft, words)
        inside = (box.x + 6, box.y + 6, box.x + box.width - 8, box.y + box.height - 6)
        before, after = (sum(each.convert("L").crop(inside).histogram()[:60]) for each in (clean, shown))
        assert after > 0.6 * before > 100  # of the pixels that are ink


def test_numbers_are_large_enough_for_a_telephone() -> None:
    small = encoded(poster(["You idiot"], size=(1800, 1200)), "JPEG")
    (draft,) = drafts(small, "p.jpg")
    review = Reviewer().review(draft)
    found = next(one for one in review.findings if one.check == "insult")
    (on_page,) = drawn(review, [Place(found.start, found.end, 1)], {1: "error"})
    (without,) = drawn(review, [], {})
    from PIL import Image, ImageChops

    both = (Image.open(io.BytesIO(each.content)).convert("RGB") for each in (on_page, without))
    changed = ImageChops.difference(*both).convert("L").point(lambda shade: 255 if shade > 90 else 0)
    _, top, _, bottom = changed.getbbox() or (0, 0, 0, 0)
    assert bottom - top >= 0.04 * on_page.width  # 14 pixels where the picture is 350 wide


def test_nothing_is_covered_where_there_is_nothing_to_hide(reviewer: Reviewer) -> None:
    (draft,) = drafts(encoded(poster(["Village fete on Friday"])), "fete.png")
    found = page(reviewer, draft)
    assert "Covered:" not in written(reviewer, draft)
    assert shades_in(shown_on(found), boxes_of(draft, "Village"))[1] > 240


def test_only_a_page_with_pictures_allows_them_and_only_those_within_it(
    reviewer: Reviewer, stall: Draft
) -> None:
    (with_one,) = found_in(page(reviewer, stall), "meta[http-equiv]")
    assert with_one.attrs["content"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    (without,) = found_in(page(reviewer, CLEAN), "meta[http-equiv]")
    assert "img-src" not in without.attrs["content"]


def test_a_page_shows_so_many_pictures(reviewer: Reviewer, stall: Draft) -> None:
    several = [reviewer.review(replace(stall, path=f"{number}.jpg")) for number in range(MOST + 2)]
    assert len(found_in(page(reviewer, *several), "img")) == MOST


def test_a_draft_that_is_no_picture_has_none(reviewer: Reviewer) -> None:
    assert drawn(reviewer.review(CLEAN), (), {}) == []
