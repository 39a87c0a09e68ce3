"""The words in pictures: lines with their boxes, in the order in which people read them, and codes."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck.model.errors import BrokenPictureError, PicturesNotInstalledError
from smcheck.readers import picture_reading, picture_words
from smcheck.readers.picture_words import words_of
from tests.readers.posters import LINES, encoded, poster, qr_code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "TIFF"])
def test_the_words_of_each_kind_of_picture(kind: str) -> None:
    (words,) = words_of(encoded(poster(LINES), kind))
    assert [line.text for line in words.lines] == list(LINES)
    assert (words.width, words.height) == poster(LINES).size


def test_a_picture_of_a_phone_is_read() -> None:
    (words,) = words_of((Path(__file__).parent / "data" / "show.heic").read_bytes())
    assert [line.text for line in words.lines] == ["Village show", "Ring 07700 900123"]
    assert (words.width, words.height) == (640, 200)


def test_a_single_letter_is_taken_for_texture_and_a_figure_or_a_word_is_not() -> None:
    assert words_of(encoded(poster(["X"])))[0].lines == ()
    assert not picture_reading._says_something("x")
    assert picture_reading._says_something("7")
    assert picture_reading._says_something("At")


def test_each_line_has_the_box_in_which_it_stands() -> None:
    (words,) = words_of(encoded(poster(["Summer fete", "Ring 01632 960123"])))
    first, second = (line.box for line in words.lines)
    assert first.y < first.y + first.height <= second.y + 10
    for box in (first, second):
        assert 30 <= box.x <= 50
        assert 20 < box.height < 80


def test_the_same_picture_reads_the_same() -> None:
    content = encoded(poster(LINES))
    first = words_of(content)
    picture_words.forget()
    assert words_of(content) == first


def test_columns_are_read_one_after_the_other() -> None:
    left = ["Come to the village", "hall and bring your", "own cup and a chair"]
    right = ["The library closes", "at noon on Mondays", "until the new year"]
    image = poster(["What is on in the parish this coming week"], size=(1100, 420))
    image.paste(poster(left, size=(500, 300)), (0, 110))
    image.paste(poster(right, size=(500, 300)), (560, 110))
    (words,) = words_of(encoded(image))
    assert [line.text for line in words.lines] == ["What is on in the parish this coming week", *left, *right]


def test_a_table_is_read_row_by_row() -> None:
    image = poster(["Programme of the day"], size=(900, 420))
    image.paste(poster(["10am", "11am", "2pm"], size=(200, 300)), (0, 110))
    image.paste(poster(["Fair opens", "Dog show", "Tug of war"], size=(500, 300)), (170, 110))
    (words,) = words_of(encoded(image))
    text = " ".join(line.text for line in words.lines)
    assert text == "Programme of the day 10am Fair opens 11am Dog show 2pm Tug of war"


def test_a_code_says_its_link() -> None:
    image = poster(["Scan me"], size=(700, 500))
    image.paste(qr_code("https://tickets.example.com/fete"), (300, 150))
    (words,) = words_of(encoded(image))
    (code,) = words.codes
    assert code.text == "https://tickets.example.com/fete"
    assert code.box.x >= 300
    assert code.box.y >= 150


def test_a_turned_picture_is_read_as_it_is_shown() -> None:
    from PIL import Image

    image = poster(LINES)
    exif = Image.Exif()
    exif[0x0112] = 8  # to be turned left to be shown
    out = io.BytesIO()
    image.transpose(Image.Transpose.ROTATE_270).save(out, "JPEG", quality=90, exif=exif)
    (words,) = words_of(out.getvalue())
    assert [line.text for line in words.lines] == list(LINES)
    assert (words.width, words.height) == image.size


def test_the_frames_that_differ_are_read() -> None:
    first, second = poster(["Bonfire night"]), poster(["Gates open at six"])
    out = io.BytesIO()
    first.save(out, "GIF", save_all=True, append_images=[first, second], duration=100)
    assert [frame.lines[0].text for frame in words_of(out.getvalue())] == [
        "Bonfire night",
        "Gates open at six",
    ]


def test_frames_are_bounded() -> None:
    frames = [poster([f"Notice number {number}"], size=(500, 120)) for number in range(1, 10)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100)
    read = words_of(out.getvalue())
    assert len(read) == 6
    assert all(frame.more for frame in read)


def test_a_picture_without_words_says_nothing() -> None:
    (words,) = words_of(encoded(poster([])))
    assert (words.lines, words.codes) == ((), ())


def test_light_words_on_nothing_are_read() -> None:
    from PIL import Image

    image = poster(["Village show"], ink="white", paper="black")
    clear = Image.new("RGBA", image.size, (255, 255, 255, 0))
    clear.putalpha(image.convert("L"))
    (words,) = words_of(encoded(clear))
    assert [line.text for line in words.lines] == ["Village show"]


def test_a_broken_picture_is_named() -> None:
    content = encoded(poster(LINES))
    for broken in (
        content[: len(content) // 2],
        b"",
        b"GIF89a",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"P6 1 1 255 abc",
    ):
        with pytest.raises(BrokenPictureError, match="the picture is broken"):
            words_of(broken)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    from PIL import Image

    for side, said in ((9_000, "9,000 by 9,000 pixels"), (30_000, "more pixels than is read")):
        out = io.BytesIO()
        Image.new("1", (side, side)).save(out, "PNG")
        with pytest.raises(BrokenPictureError, match=said):
            words_of(out.getvalue())


def test_without_the_extra_it_is_said_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_words, "find_spec", lambda name: None)
    with pytest.raises(PicturesNotInstalledError, match=r'pip install "smcheck\[pictures\]"'):
        words_of(encoded(poster(LINES)))


def test_nothing_of_it_is_loaded_with_the_readers() -> None:
    program = (
        "import sys; import smcheck.readers, smcheck.readers.picture_words, smcheck.readers.docx\n"
        "print([name for name in ('PIL', 'rapidocr', 'cv2', 'zxingcpp', 'pi_heif', 'onnxruntime') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_library_that_reads_has_nothing_to_fetch_with() -> None:
    program = (
        "import sys; from tests.readers.posters import encoded, poster\n"
        "from smcheck.readers.picture_words import words_of\n"
        "print([line.text for line in words_of(encoded(poster(['Village show'])))[0].lines])\n"
        "from rapidocr.utils import download_file\n"
        "print(hasattr(download_file.requests, 'get'), 'requests' in sys.modules, 'urllib3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['Village show']", "False False False"]
