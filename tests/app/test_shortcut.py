"""The icon on the desktop, as three systems take it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck.app import shortcut
from tests.cli.conftest import smcheck


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "my desktop"
    monkeypatch.setattr(shortcut, "user_desktop_dir", lambda: str(folder))
    return folder


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / '50% "our" $drafts' if os.name != "nt" else tmp_path / "50% $drafts"
    folder.mkdir()
    return folder


def put(system: str, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setattr(shortcut, "system", lambda: system)
    done = smcheck("app", *arguments, "--shortcut")
    assert done.exit_code == 0
    return done.stdout


def test_on_linux(desktop: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = put("linux", monkeypatch, str(drafts))
    path = desktop / "smcheck.desktop"
    assert said == f"The icon is at {path}\n"
    assert os.access(path, os.X_OK)
    lines = dict(line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines()[1:])
    assert (lines["Type"], lines["Terminal"], Path(lines["Icon"]).is_file()) == ("Application", "true", True)
    unescaped = lines["Exec"].replace("\\\\", "\\").replace("%%", "%")
    said = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {unescaped}"], capture_output=True, text=True, check=True
    ).stdout
    assert said.splitlines() == [sys.executable, "-m", "smcheck", "app", "--", str(drafts)]


def test_on_a_mac(desktop: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("mac", monkeypatch, str(drafts))
    path = desktop / "smcheck.command"
    first, second = path.read_text(encoding="utf-8").splitlines()
    assert (first, os.access(path, os.X_OK)) == ("#!/bin/sh", True)
    assert shlex.split(second) == ["exec", sys.executable, "-m", "smcheck", "app", "--", str(drafts)]


def test_on_windows(desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "50% & drafts").mkdir()
    put("windows", monkeypatch, str(tmp_path / "50% & drafts"))
    lines = (desktop / "smcheck.cmd").read_bytes().decode().split("\r\n")
    assert lines[0] == "@echo off"
    folder = str(tmp_path / "50%% & drafts")
    assert f'"{sys.executable}" "-m" "smcheck" "app" "--" "{folder}"' in lines


def test_a_configuration_goes_with_it(desktop: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (drafts / "our.toml").write_text("", encoding="utf-8")
    put("mac", monkeypatch, str(drafts), "--config", str(drafts / "our.toml"))
    command = shlex.split((desktop / "smcheck.command").read_text(encoding="utf-8").splitlines()[1])
    assert command[5:] == ["--config", str(drafts / "our.toml"), "--", str(drafts)]


def test_an_icon_that_is_there_is_replaced(
    desktop: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.mkdir()
    (desktop / "smcheck.command").write_text("old", encoding="utf-8")
    put("mac", monkeypatch, str(drafts))
    assert "old" not in (desktop / "smcheck.command").read_text(encoding="utf-8")
    assert [path.name for path in desktop.iterdir()] == ["smcheck.command"]


def test_a_folder_that_is_not_there_is_an_error(desktop: Path, tmp_path: Path) -> None:
    for arguments in ([str(tmp_path / "none")], [str(tmp_path), "--config", str(tmp_path / "none.toml")]):
        assert smcheck("app", *arguments, "--shortcut").exit_code == 2
    assert not desktop.exists()


@pytest.mark.parametrize(
    ("system", "ending"), [("linux", ".desktop"), ("mac", ".command"), ("windows", ".cmd")]
)
def test_the_icon_is_taken_away_again(
    desktop: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch, system: str, ending: str
) -> None:
    put(system, monkeypatch, str(drafts))
    (desktop / "Check drafts.cmd").write_text("ours", encoding="utf-8")
    done = smcheck("app", "--remove-shortcut")
    assert (done.exit_code, done.stdout) == (0, f"The icon at {desktop / 'smcheck'}{ending} is gone\n")
    assert [path.name for path in desktop.iterdir()] == ["Check drafts.cmd"]
    assert drafts.is_dir()


def test_where_there_is_no_icon_none_is_taken_away(desktop: Path) -> None:
    done = smcheck("app", "--remove-shortcut")
    assert (done.exit_code, done.stdout) == (0, "There is no icon on the desktop\n")
