"""`smcheck app FILE`: the file is opened at a desk that is open, or at a new one for its folder."""

from __future__ import annotations

import json
import os
import webbrowser
from pathlib import Path

import pytest
from filelock import FileLock

from smcheck.app import running, server
from smcheck.app.running import address_for, noted
from tests.cli.conftest import smcheck

ADDRESS = "http://127.0.0.1:8000/?key=abc"


@pytest.fixture(autouse=True)
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache" / "desks"
    monkeypatch.setattr(running, "notes_folder", lambda: folder)
    return folder


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "our drafts"
    (folder / "sub").mkdir(parents=True)
    for name in ("fete.txt", "Café & tea.txt", "sub/fair.txt"):
        (folder / name).write_text("Tea at three.", encoding="utf-8")
    return folder


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    shown: list[str] = []

    def show(address: str) -> bool:
        shown.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", show)
    return shown


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("fete.txt", "fete.txt"),
        ("Café & tea.txt", "Caf%C3%A9+%26+tea.txt"),
        ("sub/fair.txt", "sub%2Ffair.txt"),
    ],
)
def test_a_file_of_an_open_desks_folder_is_opened_there(
    drafts: Path, shown: list[str], name: str, place: str
) -> None:
    with noted(drafts, None, ADDRESS):
        done = smcheck("app", str(drafts / name))
    assert (done.exit_code, done.stdout) == (0, "The desk is open already.\n")
    assert shown == [f"{ADDRESS}&file={place}"]


def test_of_several_desks_that_of_the_nearest_folder_is_taken(drafts: Path) -> None:
    inner = "http://127.0.0.1:8001/?key=xyz"
    with noted(drafts, None, ADDRESS), noted(drafts / "sub", None, inner):
        assert address_for(drafts / "sub" / "fair.txt", None) == f"{inner}&file=fair.txt"
        assert address_for(drafts / "fete.txt", None) == f"{ADDRESS}&file=fete.txt"
        assert address_for(drafts.parent / "else.txt", None) is None


def test_a_desk_with_other_settings_is_not_taken(drafts: Path, tmp_path: Path) -> None:
    with noted(drafts, tmp_path / "ours.toml", ADDRESS):
        assert address_for(drafts / "fete.txt", None) is None
        assert address_for(drafts / "fete.txt", tmp_path / "ours.toml") == f"{ADDRESS}&file=fete.txt"


def test_what_a_desk_notes_is_for_its_user_alone_and_goes_with_it(drafts: Path, notes: Path) -> None:
    with noted(drafts, None, ADDRESS):
        note = notes / "8000.json"
        assert json.loads(note.read_text(encoding="utf-8"))["address"] == ADDRESS
        if os.name != "nt":
            assert (note.stat().st_mode & 0o777, notes.stat().st_mode & 0o777) == (0o600, 0o700)
    assert list(notes.glob("*.json")) == []
    assert address_for(drafts / "fete.txt", None) is None


def test_what_a_desk_left_behind_is_taken_away(drafts: Path, notes: Path) -> None:
    notes.mkdir(parents=True)
    note = notes / "8000.json"
    note.write_text(json.dumps({"folder": str(drafts), "config": "", "address": ADDRESS}), encoding="utf-8")
    assert address_for(drafts / "fete.txt", None) is None
    assert not note.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"folder": "x"}'])
def test_a_note_that_is_broken_is_passed_over(drafts: Path, notes: Path, text: str) -> None:
    notes.mkdir(parents=True)
    (notes / "8000.json").write_text(text, encoding="utf-8")
    with FileLock(notes / "8000.lock"):
        assert address_for(drafts / "fete.txt", None) is None


def test_a_desk_opens_where_nothing_can_be_noted(drafts: Path, notes: Path) -> None:
    notes.parent.mkdir(parents=True, exist_ok=True)
    notes.write_text("a file in the way", encoding="utf-8")
    with noted(drafts, None, ADDRESS):
        assert address_for(drafts / "fete.txt", None) is None


def test_without_a_desk_one_is_opened_for_the_files_folder(
    drafts: Path, shown: list[str], monkeypatch: pytest.MonkeyPatch, notes: Path
) -> None:
    served: list[tuple[Path, list[str]]] = []

    def serve(desk: object, listener: object, ready: object, **_: object) -> None:
        listener.close()  # type: ignore[attr-defined]
        ready(ADDRESS)  # type: ignore[operator]
        served.append((desk.folder, [note.name for note in notes.glob("*.json")]))  # type: ignore[attr-defined]

    monkeypatch.setattr(server, "serve", serve)
    done = smcheck("app", str(drafts / "fete.txt"))
    assert done.exit_code == 0
    assert served == [(drafts, ["8000.json"])]
    assert shown == [f"{ADDRESS}&file=fete.txt"]
    assert f"The desk is open at {ADDRESS}&file=fete.txt\n" in done.stdout
    assert list(notes.glob("*.json")) == []


def test_without_a_browser_the_address_is_printed(drafts: Path, shown: list[str]) -> None:
    with noted(drafts, None, ADDRESS):
        done = smcheck("app", "--no-browser", str(drafts / "fete.txt"))
    assert done.stdout == f"The desk is open already.\nIt is at {ADDRESS}&file=fete.txt\n"
    assert shown == []


@pytest.mark.parametrize("name", ["clip.mov", "~$fete.docx", "x.tmp"])
def test_a_file_that_is_no_draft_is_not_opened(drafts: Path, name: str) -> None:
    (drafts / name).write_bytes(b"x")
    done = smcheck("app", str(drafts / name))
    assert done.exit_code == 2
    assert "no kind of file that smcheck reads" in done.stderr
