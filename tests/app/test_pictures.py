"""Pictures at the desk: shown framed, and covered as in reports, and in no way else."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from smcheck.app.desk import Asked, Desk
from smcheck.app.lock import HEADERS
from tests.app.test_sheet_to_sign import printed
from tests.readers.posters import encoded, poster
from tests.reporters.test_pictures import LINES

STALL = encoded(poster(LINES), "JPEG")


def test_a_picture_is_shown_with_its_words_and_cards(home: Path) -> None:
    from PIL import Image

    (sheet,) = Desk(home).review(Asked(STALL, "stall.jpg"))["sheets"]
    assert sheet["text"] == "\n".join(LINES)
    (shown,) = sheet["pictures"]
    assert shown["covers"]
    assert shown["said"].startswith("The picture stall.jpg, with findings 1, ")
    kind, _, data = shown["address"].partition(",")
    assert kind == "data:image/jpeg;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == poster(LINES).size


def test_a_text_has_no_pictures(home: Path) -> None:
    (sheet,) = Desk(home).review(Asked(b"The library is open.", "a.txt"))["sheets"]
    assert sheet["pictures"] == []


def test_the_page_may_show_its_own_pictures_and_those_within_it() -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["img-src"] == "'self' data:"
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"


def test_a_sheet_to_sign_allows_pictures_where_it_shows_one(desk: Desk) -> None:
    coded = base64.b64encode(STALL).decode()
    with_one = printed(desk, content=coded, name="stall.jpg", draft=0)
    assert "img-src data:; form-action 'none'" in with_one.headers["content-security-policy"]
    assert "data:image/jpeg" in with_one.text
    said = base64.b64encode(b"img-src data:; base-uri is what I say.").decode()
    without = printed(desk, content=said, name="a.txt", draft=0)
    assert "img-src" not in without.headers["content-security-policy"]


def test_a_typed_text_says_which_of_its_pictures_was_not_reviewed(home: Path) -> None:
    text = b"The new bench is open. [photo: bench.jpg] Alt text: a green bench under an oak."
    (sheet,) = Desk(home).review(Asked(text))["sheets"]
    assert (sheet["level"], sheet["verdict"]) == ("unreviewed", "Not reviewed")
    (said,) = sheet["errors"]
    assert said.startswith("1 picture was not reviewed (bench.jpg): only the text was given")
    (sheet,) = Desk(home).review(Asked(b"The new bench is open."))["sheets"]
    assert sheet["errors"] == []


def test_the_sheet_to_sign_of_a_typed_text_says_so_too(desk: Desk) -> None:
    page = printed(desk, text="The new bench is open. [photo: bench.jpg]", draft=0)
    assert "1 picture was not reviewed (bench.jpg)" in page.text


def test_a_file_keeps_what_was_not_reviewed_of_it_apart(home: Path) -> None:
    text = b"The new bench is open. ![A green bench](bench.jpg)"
    first, second = Desk(home).review(Asked(text, "bench.md"))["sheets"]
    assert first["errors"] == []
    assert "bench.jpg" in second["errors"][0]
