"""`smcheck watch`: a line for each draft that is saved."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from smcheck.cli.watch import reviewed
from smcheck.readers import picture_words
from tests.app.test_following import save_like_word
from tests.cli.conftest import smcheck
from tests.cli.watching import BAD, GOOD, TIME, Watch
from tests.readers.posters import encoded, poster

_ATTEMPTS = 50


@pytest.fixture(autouse=True)
def folder(home: Path) -> Path:
    folder = home / "drafts"
    folder.mkdir()
    return folder


@pytest.fixture
def watching(folder: Path) -> Iterator[Watch]:
    with Watch(folder) as watch:
        yield watch


def lines(path: Path, folder: Path) -> list[str]:
    return [TIME.sub("", line) for line in reviewed(path.absolute(), [folder])]


unix = pytest.mark.skipif(os.name == "nt", reason="Unix only")


@unix
def test_each_draft_that_is_saved_gives_a_line(watching: Watch, folder: Path) -> None:
    (folder / "fete.txt").write_text(BAD, encoding="utf-8")
    assert watching.wait_for("drafts/fete.txt: error: insult 1:5")
    (folder / "fete.txt.tmp").write_text(GOOD, encoding="utf-8")  # as many programs save
    (folder / "fete.txt.tmp").replace(folder / "fete.txt")
    assert watching.wait_for("drafts/fete.txt: nothing found")
    (folder / "sub").mkdir()
    (folder / "sub" / "posts.csv").write_text(f"message\n{BAD}\n{GOOD}\n", encoding="utf-8")
    assert watching.wait_for("drafts/sub/posts.csv:row 3: nothing found")
    before = len(watching.lines)
    (folder / "fete.txt").unlink()
    for name in ("~$fete.docx", ".~lock.x#", ".hidden.txt", "x.tmp", "people.toml"):
        (folder / name).write_text(BAD, encoding="utf-8")
    (folder / "last.txt").write_text("", encoding="utf-8")
    assert watching.wait_for("drafts/last.txt: not reviewed: the file is empty; write the post first")
    assert watching.lines[before:] == [
        "drafts/last.txt: not reviewed: the file is empty; write the post first"
    ]


@unix
def test_it_ends_quietly(watching: Watch) -> None:
    assert watching.stop() == (0, "")


@unix
def test_a_program_that_saves_in_several_steps_gives_one_line(watching: Watch, folder: Path) -> None:
    for attempt in range(_ATTEMPTS):
        draft = folder / f"fete {attempt}.txt"
        began = time.monotonic()
        for part in ("You", "You idiot", "You idiot and fool"):
            time.sleep(0.15 if draft.exists() else 0)
            draft.write_text(part, encoding="utf-8")
        in_time = time.monotonic() - began < 0.45  # a busy machine may make the pauses longer
        *others, last = [line for line in watching.told() if line.startswith(f"drafts/{draft.name}: ")]
        assert last == f"drafts/{draft.name}: error: insult 1:5, insult 1:15"
        if in_time:
            assert others == []
            return
    pytest.fail("nothing was ever saved three times within half a second")


@unix
@pytest.mark.parametrize("options", [(), ("--poll",)])
def test_word_saves_into_another_file_and_gives_one_line_each_time(folder: Path, options: tuple[str]) -> None:
    path = folder / "fete.docx"
    with Watch(folder, *options) as watch:
        for number, words in enumerate((BAD, GOOD, f"{BAD} {BAD} {BAD}", f"{GOOD} {GOOD}")):
            save_like_word(path, words)
            line = "nothing found" if words.startswith(GOOD) else "error: insult 1:5"
            assert watch.wait_for_one(f"drafts/fete.docx: {line}")
            assert len(watch.told()) == number + 1
    assert not any("~" in line for line in watch.lines)


@unix
def test_the_last_of_several_saves_is_reviewed_where_the_folder_is_polled(folder: Path) -> None:
    draft, saved = folder / "fete.txt", folder.parent / "saved.txt"
    with Watch(folder, "--poll") as watch:
        draft.write_text(GOOD, encoding="utf-8")
        assert watch.wait_for("drafts/fete.txt: nothing found")
        saved.write_text(BAD, encoding="utf-8")
        second, rest = divmod(draft.stat().st_mtime_ns, 10**9)
        later = second * 10**9 + (rest + 1) % 10**9  # polling tells times to the second only
        os.utime(saved, ns=(later, later))
        saved.replace(draft)
        assert watch.wait_for("drafts/fete.txt: error: insult 1:5")


@unix
def test_a_folder_that_is_moved_in_or_copied_is_reviewed(watching: Watch, folder: Path) -> None:
    (folder.parent / "out" / "deep").mkdir(parents=True)
    (folder.parent / "out" / "deep" / "a.txt").write_text(BAD, encoding="utf-8")
    (folder.parent / "out").rename(folder / "in")
    assert watching.wait_for("drafts/in/deep/a.txt: error: insult 1:5")
    shutil.copytree(folder / "in", folder / "copied")
    assert watching.wait_for("drafts/copied/deep/a.txt: error: insult 1:5")
    assert len(watching.told()) == 2


@unix
@pytest.mark.parametrize("options", [(), ("--poll",)])
def test_a_folder_that_goes_and_comes_back_is_watched_again(folder: Path, options: tuple[str]) -> None:
    with Watch(folder, *options) as watch:
        (folder / "same.txt").write_text(GOOD, encoding="utf-8")
        assert watch.wait_for("drafts/same.txt: nothing found")
        folder.rename(folder.parent / "away")
        assert watch.wait_for(f"{folder} is not there any more; waiting for it.")
        (folder.parent / "away" / "meanwhile.txt").write_text(BAD, encoding="utf-8")
        (folder.parent / "away").rename(folder)
        assert watch.wait_for("drafts/meanwhile.txt: error: insult 1:5")
        (folder / "fete.txt").write_text(BAD, encoding="utf-8")
        assert watch.wait_for("drafts/fete.txt: error: insult 1:5")
        assert f"{folder} is there again." in watch.lines
        assert watch.lines.count("drafts/same.txt: nothing found") == 1


@unix
def test_a_folder_that_is_made_anew_at_once_is_watched(watching: Watch, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    watching.told()
    (folder / "fete.txt").write_text(BAD, encoding="utf-8")
    assert watching.wait_for("drafts/fete.txt: error: insult 1:5")


@unix
def test_one_folder_that_is_away_does_not_stop_the_other(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    with Watch(folder, "other") as watch:
        (folder.parent / "other").rename(folder.parent / "away")
        assert watch.wait_for_one(f"{folder.parent / 'other'} is not there")
        (folder / "fete.txt").write_text(BAD, encoding="utf-8")
        assert watch.wait_for("drafts/fete.txt: error: insult 1:5")


@unix
def test_what_goes_wrong_is_said_and_the_watch_goes_on(watching: Watch, folder: Path) -> None:
    config = folder.parent / "smcheck.toml"
    right = config.read_text(encoding="utf-8")
    config.write_text("record = ", encoding="utf-8")
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    assert watching.wait_for_one("drafts/a.txt: ")
    assert "smcheck.toml, line 1, column 1" in watching.lines[0]
    assert ": the configuration cannot be read: the value is missing" in watching.lines[0]
    config.write_text(right, encoding="utf-8")
    (folder / "b.txt").write_text(BAD, encoding="utf-8")
    assert watching.wait_for("drafts/b.txt: error: insult 1:5")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_a_name_that_is_no_text_does_not_end_the_watch(watching: Watch, folder: Path) -> None:
    (folder / os.fsdecode(b"odd\xff.txt")).write_text(BAD, encoding="utf-8")
    assert watching.wait_for_one("drafts/odd")
    assert watching.lines[0].endswith(".txt: error: insult 1:5")
    (folder / "b.txt").write_text(BAD, encoding="utf-8")
    assert watching.wait_for("drafts/b.txt: error: insult 1:5")


def test_a_folder_that_is_not_there_is_an_error() -> None:
    for name in ("none", "n" * 300):
        done = smcheck("watch", name)
        assert (done.exit_code, f"{name}: there is no such folder" in done.stderr) == (2, True)


def test_an_own_configuration_further_down_counts(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "smcheck.toml").write_text('exclude = ["old.txt"]\n', encoding="utf-8")
    for name in ("old.txt", "new.txt"):
        (folder / "sub" / name).write_text(BAD, encoding="utf-8")
    assert lines(folder / "sub" / "old.txt", Path("drafts")) == []
    assert lines(folder / "sub" / "new.txt", Path("drafts")) == [
        f"{Path('drafts/sub/new.txt')}: error: insult 1:5"
    ]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.txt", BAD, ["a.txt: error: insult 1:5"]),
        ("a.txt", GOOD, ["a.txt: nothing found"]),
        ("a.txt", "See www.example.org.", ["a.txt: warning: third-party-link 1:5"]),
        ("a.pdf", "x", ["a.pdf: not reviewed: this is no PDF, whatever its name says; save it as .pdf again, or as .docx"]),
        ("a.png", "x", ["a.png: not reviewed: the picture is broken, or of an unknown kind (UnidentifiedImageError); save it anew as a JPEG"]),
        ("a.svg", "<svg/>", []),
        ("~$a.png", "x", []),
        (".a.txt", BAD, []),
        (".git/a.txt", BAD, []),
        ("~$a.docx", BAD, []),
        ("r.md", "# Review of drafts\n\n## Summary\n\n2 drafts; nothing found.\n",
         ["r.md: not reviewed: it is a report or record of smcheck"]),
        ("r.md", "# Review of drafts\n\n## Summary\n\nYou idiot.\n", ["r.md: error: insult 5:5"]),
    ],
)  # fmt: skip
def test_the_line_of_a_draft(folder: Path, name: str, text: str, line: list[str]) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert lines(path, Path("drafts")) == [str(Path("drafts")) + os.sep + each for each in line]


def test_a_picture_that_is_saved_is_read_as_in_the_folders_check(folder: Path) -> None:
    (folder / "stall.png").write_bytes(encoded(poster(["Ring 07700 900123"])))
    (folder / "icon.png").write_bytes(encoded(poster([], size=(64, 64))))
    (folder / "fete.txt").write_text(f"{GOOD} [photo: stall.png]", encoding="utf-8")
    stall = f"{Path('drafts/stall.png')}: error: phone 1:6"
    assert lines(folder / "stall.png", Path("drafts")) == [stall]
    assert lines(folder / "icon.png", Path("drafts")) == []
    draft, picture = lines(folder / "fete.txt", Path("drafts"))
    assert draft.startswith(f"{Path('drafts/fete.txt')}: note: missing-alt-text")
    assert picture == stall


def test_without_the_extra_a_picture_that_is_saved_is_named_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_words, "find_spec", lambda name: None)
    (folder / "stall.png").write_bytes(encoded(poster(["Ring 07700 900123"])))
    (folder / "icon.png").write_bytes(encoded(poster([], size=(64, 64))))
    (line,) = lines(folder / "stall.png", Path("drafts"))
    assert line.startswith(
        f"{Path('drafts/stall.png')}: not reviewed: 1 picture was not reviewed (stall.png)"
    )
    assert 'pip install "smcheck[pictures]"' in line
    assert lines(folder / "icon.png", Path("drafts")) == []


@unix
def test_a_control_character_in_a_name_does_not_reach_the_terminal(folder: Path) -> None:
    (folder / "a\x1b[2J.txt").write_text(BAD, encoding="utf-8")
    (line,) = lines(folder / "a\x1b[2J.txt", Path("drafts"))
    assert line.endswith(": error: insult 1:5")
    assert "\x1b" not in line


def test_what_has_gone_again_gives_none(folder: Path) -> None:
    assert lines(folder / "none.txt", Path("drafts")) == []


@pytest.mark.parametrize("where", ["drafts/.gitignore", ".gitignore"])
def test_what_gitignore_leaves_out_gives_none(folder: Path, where: str) -> None:
    (folder.parent / ".git").mkdir()
    (folder.parent / where).write_text("old/\n", encoding="utf-8")
    (folder / "old").mkdir()
    (folder / "old" / "a.txt").write_text(BAD, encoding="utf-8")
    assert lines(folder / "old" / "a.txt", Path("drafts")) == []


def test_what_the_council_excludes_gives_none(folder: Path) -> None:
    config = folder.parent / "smcheck.toml"
    config.write_text('exclude = ["old.txt"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "old.txt").write_text(BAD, encoding="utf-8")
    assert lines(folder / "old.txt", Path("drafts")) == []


def test_what_is_in_the_record_gives_none(folder: Path) -> None:
    config = folder.parent / "smcheck.toml"
    config.write_text('record = "drafts/record"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    assert smcheck("drafts").exit_code == 0
    (month,) = (folder / "record").glob("*.jsonl")
    assert lines(month, Path("drafts")) == []


@unix
def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    secret = folder.parent / "out" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text(BAD, encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    (folder / "linked").symlink_to(secret.parent)
    for name in ("link.txt", "linked/secret.txt"):
        assert lines(folder / name, Path("drafts")) == []


def test_a_decision_counts_from_the_next_save(folder: Path) -> None:
    (folder / "a.txt").write_text(BAD, encoding="utf-8")
    assert lines(folder / "a.txt", folder) == [f"{folder / 'a.txt'}: error: insult 1:5"]
    smcheck("approve", "finding", "drafts/a.txt:1:5", "--by", "C")
    assert lines(folder / "a.txt", folder) == [f"{folder / 'a.txt'}: nothing found"]


def test_a_word_list_counts_from_the_next_save(folder: Path) -> None:
    config = folder.parent / "smcheck.toml"
    config.write_text('wordlists = ["ours.csv"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "a.txt").write_text("Come to our gizmo.", encoding="utf-8")
    found = []
    for word in ("gadget", "gizmo"):
        text = f"term,category,role,strength,characteristic,note\n{word},obscenity,always,strong,,\n"
        (folder.parent / "ours.csv").write_text(text, encoding="utf-8")
        found += [line.partition(": ")[2] for line in lines(folder / "a.txt", folder)]
    assert found == ["nothing found", "error: obscenity 1:13"]
