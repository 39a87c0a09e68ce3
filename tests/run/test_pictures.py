"""Pictures in a run: those that drafts name, those by themselves, and folders without the extra."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from smcheck import ConfigError, NotReviewed, Remark, Request, Reviewed, Run
from smcheck.readers import picture_words
from tests.readers.posters import encoded, poster


@pytest.fixture
def drafts(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two drafts that name one picture, one that no draft names, and an icon."""
    folder = council_folder / "drafts"
    folder.mkdir()
    (folder / "a.txt").write_text("The fete is back: fete.png", encoding="utf-8")
    (folder / "b.txt").write_text("A week to go: fete.png", encoding="utf-8")
    (folder / "fete.png").write_bytes(encoded(poster(["Ring 07700 900123"])))
    (folder / "alone.gif").write_bytes(encoded(poster(["Ring 07700 900456"]), "GIF"))
    (folder / "icon.png").write_bytes(encoded(poster([], size=(64, 64))))
    monkeypatch.chdir(council_folder)
    return folder


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    picture_words.forget()
    monkeypatch.setattr(picture_words, "find_spec", lambda name: None)


def reviewed(run: Run) -> list[tuple[str, list[str]]]:
    """The drafts in their order, with the checks that found something graver than a note."""
    return [
        (
            Path(event.review.draft.path).as_posix(),
            [finding.check for finding in event.review.findings if finding.severity != "note"],
        )
        for event in run.events()
        if isinstance(event, Reviewed)
    ]


def test_a_picture_that_two_drafts_name_is_read_once(drafts: Path) -> None:
    assert reviewed(Run(Request(paths=("drafts",)))) == [
        ("drafts/a.txt", []),
        ("drafts/fete.png", ["phone"]),
        ("drafts/b.txt", []),
        ("drafts/alone.gif", ["phone"]),
    ]


def test_what_was_found_in_a_picture_is_kept_apart_from_a_text_of_the_same_words(drafts: Path) -> None:
    text = "RING THE BELL NOW OR COME TO THE HALL AT ONCE"
    (drafts / "same.png").write_bytes(encoded(poster([text], size=(1500, 200))))
    (drafts / "c.txt").write_text(text, encoding="utf-8")
    for _ in range(2):  # the second time from the cache
        found = {
            Path(event.review.draft.path).name: {finding.check for finding in event.review.findings}
            for event in Run(Request(paths=("drafts",))).events()
            if isinstance(event, Reviewed)
        }
        assert "capital-run" in found["c.txt"]
        assert "capital-run" not in found["same.png"]


def test_a_folder_of_pictures_alone_is_no_folder_without_drafts(drafts: Path) -> None:
    for name in ("a.txt", "b.txt", "fete.png"):
        (drafts / name).unlink()
    events = list(Run(Request(paths=("drafts",))).events())
    assert [Path(event.review.draft.path).name for event in events if isinstance(event, Reviewed)] == [
        "alone.gif"
    ]
    assert not [event for event in events if isinstance(event, NotReviewed)]


def test_without_the_extra_pictures_are_not_reviewed(drafts: Path, without_the_extra: None) -> None:
    told = [event for event in Run(Request(paths=("drafts",))).events() if isinstance(event, NotReviewed)]
    beside, again, alone = ((Path(event.path).as_posix(), event.message) for event in told)
    assert (beside[0], again[0], alone[0]) == ("drafts/a.txt", "drafts/b.txt", "drafts")
    assert beside[1].startswith("1 picture was not reviewed (fete.png)")
    assert alone[1].startswith('1 picture (alone.gif) cannot be read here; pip install "smcheck[pictures]"')


def test_a_council_that_looks_at_its_pictures_is_reminded(drafts: Path, without_the_extra: None) -> None:
    config = drafts.parent / "smcheck.toml"
    config.write_text(f"looks_at_pictures = true\n{config.read_text('utf-8')}", encoding="utf-8")
    events = list(Run(Request(paths=("drafts",))).events())
    assert not [event for event in events if isinstance(event, NotReviewed)]
    remarks = [event.text for event in events if isinstance(event, Remark)]
    assert [text.partition(":")[0] for text in remarks[:3]] == [
        str(Path("drafts/a.txt")),
        str(Path("drafts/b.txt")),
        "drafts",
    ]
    assert any("looks_at_pictures is on" in text for text in remarks)


def test_a_locked_file_lets_none_beneath_it_look_by_eye(drafts: Path, without_the_extra: None) -> None:
    config = drafts.parent / "smcheck.toml"
    config.write_text(f"locked = true\n{config.read_text('utf-8')}", encoding="utf-8")
    (drafts / "smcheck.toml").write_text("looks_at_pictures = true\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="is locked; take out what it keeps for itself: looks_at_pictures"):
        Run(Request(paths=("drafts",)))


@pytest.mark.parametrize(
    ("path", "others"), [("drafts", ()), ("drafts/a.txt", ("sqlite3", "smcheck.review.cache"))]
)
def test_nothing_that_reads_pictures_is_loaded_for_a_text(
    drafts: Path, path: str, others: tuple[str, ...]
) -> None:
    for name in ("fete.png", "alone.gif", "icon.png"):
        (drafts / name).unlink()
    names = {"PIL", "cv2", "imagesize", "pi_heif", "rapidocr", "zxingcpp", *others}
    code = (
        f"import sys; from smcheck.__main__ import main; sys.argv = ['smcheck', {path!r}, '--output-format', 'html']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(sorted({names!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
