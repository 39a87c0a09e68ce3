"""Pictures between two runs: those that have not changed are not read again, and nothing of them lies open."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck import Draft, Request, Reviewed, Run
from smcheck.readers import picture_words
from tests.readers.hostile.documents import Part, docx_of, para
from tests.readers.posters import encoded, poster

STALL = encoded(poster(["Ring 07700 900123"]))
OTHER = encoded(poster(["Ring 07700 900456"]))


@pytest.fixture
def folder(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(council_folder)
    folder = council_folder / "drafts"
    folder.mkdir()
    (folder / "fete.txt").write_text("The fete is back: stall.png", encoding="utf-8")
    (folder / "stall.png").write_bytes(STALL)
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The pictures that were read, by their content."""
    contents: list[bytes] = []
    reads = picture_words._words_of

    def noted(content: bytes) -> tuple[picture_words.PictureWords, ...]:
        contents.append(content)
        return reads(content)

    monkeypatch.setattr(picture_words, "_words_of", noted)
    return contents


def drafts(*paths: str, **asked: object) -> list[Draft]:
    """The drafts of a run, with what was found in each; nothing is remembered of the runs before."""
    picture_words.forget()
    run = Run(Request(paths=paths, **asked))  # type: ignore[arg-type]
    found = [event.review for event in run.events() if isinstance(event, Reviewed)]
    assert all(review.status == "findings" for review in found if review.draft.shown)
    return [review.draft for review in found]


@pytest.mark.parametrize("path", ["drafts", "drafts/stall.png", "drafts/fete.txt", "drafts/notice.docx"])
def test_a_second_run_reads_no_picture_and_says_the_same(folder: Path, read: list[bytes], path: str) -> None:
    media = Part("word/media/image1.png", "image", OTHER, "image/png")
    (folder / "notice.docx").write_bytes(docx_of(para("The fete is back."), media))
    first = drafts(path)
    assert read
    read.clear()
    assert drafts(path) == first
    assert read == []


def test_a_second_run_loads_nothing_that_reads(folder: Path) -> None:
    code = (
        "import sys; from smcheck.__main__ import main; sys.argv = ['smcheck', 'drafts', '-q']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'PIL', 'cv2', 'rapidocr', 'zxingcpp'} & set(sys.modules)))"
    )
    loaded = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert loaded[0].endswith("['PIL', 'cv2', 'rapidocr', 'zxingcpp']\n")
    assert loaded[1].endswith("[]\n")
    assert loaded[0].count("07700") == loaded[1].count("07700")


def test_a_changed_picture_is_read_anew(folder: Path, read: list[bytes]) -> None:
    drafts("drafts")
    (folder / "stall.png").write_bytes(OTHER)
    read.clear()
    assert drafts("drafts")[1].text == "Ring 07700 900456"
    assert read == [OTHER]


def test_a_changed_text_has_no_picture_read_anew(folder: Path, read: list[bytes]) -> None:
    drafts("drafts")
    (folder / "fete.txt").write_text("The fete is off: stall.png", encoding="utf-8")
    read.clear()
    assert [draft.text for draft in drafts("drafts")] == ["The fete is off: stall.png", "Ring 07700 900123"]
    assert read == []


def test_a_picture_that_was_taken_away_says_nothing_more(folder: Path, read: list[bytes]) -> None:
    drafts("drafts")
    (folder / "stall.png").unlink()
    assert [draft.text for draft in drafts("drafts")] == ["The fete is back: stall.png"]


def test_a_picture_under_another_name_is_known_and_told_by_that_name(folder: Path, read: list[bytes]) -> None:
    drafts("drafts/stall.png")
    (folder / "stall.png").rename(folder / "poster.png")
    read.clear()
    (draft,) = drafts("drafts/poster.png")
    assert draft.places == ((0, "poster.png, line 1"),)
    assert read == []


@pytest.mark.parametrize("content", [b"", b"5eed" * 15 + b"0000"], ids=["none", "another"])
def test_another_councils_key_opens_nothing(folder: Path, read: list[bytes], content: bytes) -> None:
    drafts("drafts/stall.png")
    key = folder.parent / "smcheck.key"
    key.unlink()
    if content:
        key.write_bytes(content)
    read.clear()
    drafts("drafts/stall.png")
    assert read == [STALL]
    read.clear()
    drafts("drafts/stall.png")
    assert read == []  # by the key of the cache, where there is no other


def test_another_version_reads_anew(folder: Path, read: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    drafts("drafts/stall.png")
    monkeypatch.setattr("smcheck.review.cache.__version__", "99")
    read.clear()
    drafts("drafts/stall.png")
    assert read == [STALL]


def test_what_is_asked_to_be_read_anew_is(folder: Path, read: list[bytes], cache: Path) -> None:
    for _ in range(2):
        drafts("drafts", cache=False)
    assert read == [STALL, STALL]
    assert not list(cache.iterdir())


def test_a_council_that_wants_no_cache_has_none(folder: Path, read: list[bytes], cache: Path) -> None:
    config = folder.parent / "smcheck.toml"
    config.write_text(f"cache = false\n{config.read_text('utf-8')}", encoding="utf-8")
    drafts("drafts/stall.png")
    drafts("drafts/stall.png")
    assert read == [STALL, STALL]
    assert not list(cache.iterdir())


def test_a_picture_on_standard_input_is_not_kept(folder: Path, read: list[bytes], cache: Path) -> None:
    for _ in range(2):
        drafts("-", stdin=STALL, stdin_filename="stall.png")
    assert read == [STALL, STALL]
    assert not list(cache.iterdir())


def test_nothing_of_a_picture_lies_open_in_the_cache(folder: Path, cache: Path) -> None:
    (draft,) = drafts("drafts/stall.png")
    kept = (cache / "findings.db").read_bytes()
    assert draft.shown
    small = draft.shown.sheets[0].small
    assert len(kept) > len(small) > 1_000
    for said in (b"07700", b"Ring", b"\xff\xd8\xff", b"JFIF", small[200:230], b'"stall'):
        assert said not in kept


def test_a_damaged_entry_is_read_anew(folder: Path, read: list[bytes], cache: Path) -> None:
    first = drafts("drafts/stall.png")
    database = sqlite3.connect(cache / "findings.db")
    with database:
        database.execute("UPDATE entries SET value = substr(value, 1, 30) || x'00' || substr(value, 32)")
    database.close()
    read.clear()
    assert drafts("drafts/stall.png") == first
    assert read == [STALL]


def test_a_broken_picture_is_not_kept(folder: Path, read: list[bytes], cache: Path) -> None:
    (folder / "half.png").write_bytes(STALL[:2_000])
    for _ in range(2):
        drafts("drafts/half.png")
    assert len(read) == 2
