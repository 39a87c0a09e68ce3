"""What pictures say of themselves, and which of them are looked at."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from smcheck import Draft, Reviewer
from smcheck.model.draft import Picture
from smcheck.readers import picture_data, pictures, read_content, read_file
from smcheck.readers.picture_data import look_at
from tests.readers.documents import from_file, photo, xmp
from tests.readers.hostile.pictures import directory, jpeg, tiff
from tests.readers.posters import encoded, poster

OWNER = "A. Resident"
PLACED = photo(OWNER, position=True)


def described(name: str, content: bytes) -> tuple[bool, str]:
    """Whether a picture gives a position, and its owner."""
    (picture,), _ = look_at([(name, content)])
    return picture.has_position, picture.owner


def first(path: Path) -> Draft:
    """The draft of a file, before what is said of pictures that were not read."""
    draft = next(read_file(path))
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (photo(position=True), (True, "")),
        (photo(OWNER), (False, OWNER)),
        (photo(OWNER, position=True), (True, OWNER)),
        (photo(packet='<rdf:Description exif:GPSLatitude="51,32.5N"/>'), (True, "")),
        (photo(packet="<exif:GPSLatitude>51,32.5N</exif:GPSLatitude>"), (True, "")),
        (
            photo(packet=f"<dc:creator><rdf:Seq><rdf:li> {OWNER}\n</rdf:li></rdf:Seq></dc:creator>"),
            (False, OWNER),
        ),
        (photo(packet=f'<rdf:Description aux:OwnerName="{OWNER}"/>'), (False, OWNER)),
        (photo(OWNER, packet='<rdf:Description aux:OwnerName="Another"/>'), (False, OWNER)),
        (b"\x89PNG\r\n\x1a\n" + xmp(f'<rdf:Description aux:OwnerName="{OWNER}"/>'), (False, OWNER)),
    ],
)
def test_position_and_owner_are_read(content: bytes, said: tuple[bool, str]) -> None:
    assert described("dog.jpg", content) == said


@pytest.mark.parametrize(
    "content",
    [
        photo(),
        photo("    "),
        photo(packet="<exif:GPSLatitude/>"),
        photo()[:-1] + xmp("<broken"),
        photo() + b"<x:xmpmeta that never ends",
        jpeg(tiff(directory((0x8825, 4, 1, 26)) + directory((2, 5, 3, 80)) + bytes(99))),
        b"no picture",
        b"",
    ],
    ids=["nothing", "blank", "empty-xmp", "broken-xmp", "endless-xmp", "zero-degrees", "text", "empty"],
)
def test_a_picture_that_says_nothing_is_silent(content: bytes) -> None:
    assert look_at([("dog.jpg", content)]) == ((), ())


def test_a_picture_that_says_nothing_is_there_all_the_same_unless_it_is_an_icon() -> None:
    large, icon = (encoded(poster([], size=(side, side))) for side in (400, 40))
    looked, _ = look_at([("team.png", large), ("again.png", large), ("icon.png", icon)])
    assert looked == (Picture("team.png"),)


def test_damaged_data_are_remarked_upon(monkeypatch: pytest.MonkeyPatch) -> None:
    import exifread

    def broken(*_: object, **__: object) -> None:
        raise struct.error

    monkeypatch.setattr(exifread, "process_file", broken)
    found, remarks = look_at([("dog.jpg", PLACED)])
    assert found == ()
    assert remarks == ("the picture dog.jpg: what it says of itself cannot be read (error)",)


def test_only_so_many_pictures_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_data, "MOST", 1)
    found, remarks = look_at([("1.jpg", PLACED), ("2.jpg", PLACED)])
    assert [picture.name for picture in found] == ["1.jpg"]
    assert remarks == ("only the first 1 pictures were looked at",)


@pytest.mark.parametrize(
    ("draft", "text", "picture"),
    [
        ("a.txt", "The bench [bench.jpg: a bench]", "bench.jpg"),
        ("a.txt", "The bench (see img/bench.JPG).", "img/bench.JPG"),
        ("a.txt", "The bench (bench.jpg)", "bench.jpg"),
        ("a.txt", "The bench ./bench.jpeg", "./bench.jpeg"),
        ("a.md", "![a bench](bench.jpg)", "bench.jpg"),
        ("a.md", "![a bench](<the bench.jpg>)", "the bench.jpg"),
        ("a.md", "![a bench](the%20bench.jpg)", "the bench.jpg"),
        ("a.html", "<img alt='a bench' src='the%20bench.jpg'>", "the bench.jpg"),
        ("fete.txt", "The bench", "fete.jpg"),
        ("fete.txt", "The bench", "Fete-2.jpg"),
        ("fete.txt", "The bench", "fete (12).tiff"),
        ("fete.md", "The bench", "fete.HEIC"),
    ],
)
def test_pictures_that_a_draft_names_or_that_bear_its_name(
    tmp_path: Path, draft: str, text: str, picture: str
) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / picture).write_bytes(PLACED)
    (tmp_path / draft).write_text(text, encoding="utf-8")
    assert from_file(tmp_path / draft).pictures == (Picture(picture, has_position=True, owner=OWNER),)


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("The bench", "bench.jpg"),
        ("The bench", "fetes.jpg"),
        ("The bench", "fete-2026.jpg"),
        ("The bench", "fete.txt.jpg"),
        ("See https://a.example/bench.jpg", "bench.jpg"),
        ("[x](https://a.example/bench.jpg)", "bench.jpg"),
        ("The bench.jpgs", "bench.jpg"),
        ("See bench.gifs", "bench.gif"),
    ],
)
def test_other_pictures_are_left_alone(tmp_path: Path, text: str, picture: str) -> None:
    (tmp_path / picture).write_bytes(PLACED)
    (tmp_path / "fete.txt").write_text(text, encoding="utf-8")
    draft = from_file(tmp_path / "fete.txt")
    assert (draft.pictures, draft.remarks) == ((), ())


@pytest.mark.parametrize(
    "name", ["../out.jpg", "img/../../out.jpg", "%2e%2e/out.jpg", "..%2Fout.jpg", "link/out.jpg"]
)
def test_pictures_outside_the_folder_are_not_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "out.jpg").write_bytes(PLACED)
    folder = tmp_path / "drafts"
    (folder / "img").mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path, target_is_directory=True)
    (folder / "a.md").write_text(f"![out]({name})", encoding="utf-8")
    draft, error = read_file(folder / "a.md")
    assert isinstance(draft, Draft)
    assert draft.pictures == ()
    assert "lies outside the draft's folder" in str(error)


def test_an_absolute_path_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "out.jpg").write_bytes(PLACED)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text(
        f"![out]({(tmp_path / 'out.jpg').as_posix()})", encoding="utf-8"
    )
    assert first(tmp_path / "drafts" / "a.md").pictures == ()


def test_a_link_to_a_picture_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.jpg").write_bytes(PLACED)
    (tmp_path / "bench.jpg").symlink_to(tmp_path / "real.jpg")
    (tmp_path / "a.txt").write_text("See bench.jpg", encoding="utf-8")
    assert first(tmp_path / "a.txt").pictures == ()


@pytest.mark.parametrize("name", ["none.jpg", "folder.jpg", "a\\x00b.jpg", "x" * 190 + "/" + "y.jpg"])
def test_a_name_without_a_file_has_no_picture(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "a.md").write_text(f"![x]({name}) ![y](%00.jpg)", encoding="utf-8")
    assert first(tmp_path / "a.md").pictures == ()


def test_a_picture_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", len(PLACED) - 1)
    (tmp_path / "bench.jpg").write_bytes(PLACED)
    (tmp_path / "a.txt").write_text("See bench.jpg", encoding="utf-8")
    assert first(tmp_path / "a.txt").pictures == ()


def test_rows_of_a_sheet_have_only_the_pictures_that_they_name(tmp_path: Path) -> None:
    (tmp_path / "plan.jpg").write_bytes(PLACED)
    (tmp_path / "bench.jpg").write_bytes(PLACED)
    (tmp_path / "plan.csv").write_text("message\nHello\nSee bench.jpg\n", encoding="utf-8")
    found = [draft.pictures for draft in read_file(tmp_path / "plan.csv") if isinstance(draft, Draft)]
    assert [[picture.name for picture in of_row] for of_row in found] == [[], ["bench.jpg"]]


def test_a_draft_without_a_folder_has_no_pictures_beside_it() -> None:
    (draft,) = read_content(b"Hello", "nowhere/a.txt")
    assert isinstance(draft, Draft)
    assert list(pictures.with_pictures(draft, Path("nowhere/a.txt"))) == [draft]


def test_a_picture_is_a_warning_that_shows_its_name(tmp_path: Path, shared_reviewer: Reviewer) -> None:
    (tmp_path / "bench.jpg").write_bytes(PLACED)
    (tmp_path / "a.md").write_text("The new *bench*.\n\n![a bench](bench.jpg)\n", encoding="utf-8")
    review = shared_reviewer.review(from_file(tmp_path / "a.md"))
    (finding,) = [finding for finding in review.findings if finding.check == "picture-metadata"]
    assert (str(finding.severity), finding.excerpt) == ("warning", "bench.jpg")
    assert (finding.line, finding.column) == (3, 12)
    assert "says where it was taken and who took or owns it" in finding.message
    assert OWNER not in finding.message
    assert "bench.jpg" in review.masked


@pytest.mark.parametrize(
    ("owner", "position", "silent"),
    [
        ("Example Town Council", False, True),
        ("(c) EXAMPLE TOWN COUNCIL 2026", False, True),
        ("Example Town Council", True, False),
        ("Another Town Council", False, False),
    ],
)
def test_the_councils_own_name_is_no_finding(
    tmp_path: Path, shared_reviewer: Reviewer, owner: str, position: bool, silent: bool
) -> None:
    (tmp_path / "a.jpg").write_bytes(photo(owner, position=position))
    (tmp_path / "a.txt").write_text("The new bench is in place.", encoding="utf-8")
    checks = {finding.check for finding in shared_reviewer.review(from_file(tmp_path / "a.txt")).findings}
    assert ("picture-metadata" not in checks) is silent
