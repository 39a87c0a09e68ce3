"""The entry in the menu of files, as three systems take it, and the macros of Word and Outlook."""

from __future__ import annotations

import os
import plistlib
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smcheck.app import macros, send_to
from tests.cli.conftest import smcheck

NAMES = (
    "fete.docx",
    "two words.docx",
    "Café & tea.docx",
    "a&calc.docx",
    "50%PATH%.docx",
    "it's $HOME `x`.docx",
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Jürgen & co"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: folder)
    monkeypatch.setenv("APPDATA", str(folder / "Roaming"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return folder


def put(system: str, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setattr(send_to, "system", lambda: system)
    done = smcheck("app", "--send-to", *arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_on_linux_it_is_an_entry_under_open_with(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = put("linux", monkeypatch)
    path = home / ".local" / "share" / "applications" / "smcheck-file.desktop"
    assert said == f"The entry is at {path}\n"
    lines = dict(line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines()[1:])
    assert lines["Exec"].endswith('"app" "--" %f')
    assert "application/vnd.ms-outlook" in lines["MimeType"].split(";")
    assert Path(lines["Icon"]).is_file()
    unescaped = lines["Exec"].replace("\\\\", "\\").replace("%%", "%").replace("%f", "fete.docx")
    words = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {unescaped}"], capture_output=True, text=True, check=True
    ).stdout
    assert words.splitlines() == [sys.executable, "-m", "smcheck", "app", "--", "fete.docx"]


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix")
@pytest.mark.parametrize("name", NAMES)
def test_on_a_mac_it_is_a_service_that_hands_over_the_very_file(
    name: str, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    noted = tmp_path / "noted"
    program = tmp_path / "my python"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {shlex.quote(str(noted))}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    put("mac", monkeypatch)
    contents = home / "Library" / "Services" / "Check with smcheck.workflow" / "Contents"
    info = plistlib.loads((contents / "Info.plist").read_bytes())
    assert info["NSServices"][0]["NSMenuItem"] == {"default": "Check with smcheck"}
    flow = plistlib.loads((contents / "document.wflow").read_bytes())
    line = flow["actions"][0]["action"]["ActionParameters"]["COMMAND_STRING"]
    subprocess.run(["sh", "-c", f"{line}wait", "sh", name], check=True)
    assert noted.read_text(encoding="utf-8").splitlines() == ["-m", "smcheck", "app", "--", name]


def test_on_windows_the_shortcut_is_made_without_a_shell_between(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **given: asked.append((command, given)))
    (tmp_path / "our settings").mkdir()
    config = tmp_path / "our settings" / "smcheck.toml"
    config.write_text("", encoding="utf-8")
    said = put("windows", monkeypatch, "--config", str(config))
    path = home / "Roaming" / "Microsoft" / "Windows" / "SendTo" / "Check with smcheck.lnk"
    assert said == f"The entry is at {path}\n"
    ((command, given),) = asked
    assert command[:4] == ("powershell", "-NoProfile", "-NonInteractive", "-Command")
    told = {name: value for name, value in given["env"].items() if name.startswith("SMCHECK_")}
    assert told["SMCHECK_LINK"] == str(path)
    assert told["SMCHECK_PROGRAM"] == sys.executable
    assert told["SMCHECK_ARGUMENTS"] == f'-m smcheck app --config "{config}" --'
    assert all(
        f"$env:{name}" in command[4] for name in ("SMCHECK_LINK", "SMCHECK_PROGRAM", "SMCHECK_ARGUMENTS")
    )
    assert str(path) not in command[4]


@pytest.mark.parametrize("error", [FileNotFoundError("powershell"), subprocess.CalledProcessError(1, "powershell")])  # fmt: skip
def test_where_windows_makes_none_that_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", fail)
    monkeypatch.setattr(send_to, "system", lambda: "windows")
    done = smcheck("app", "--send-to")
    assert done.exit_code == 2
    assert "could not be made by PowerShell" in done.stderr


@pytest.mark.parametrize("system", ["linux", "mac"])
def test_the_entry_is_taken_away_again(system: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(system, monkeypatch)
    assert any(home.rglob("*mcheck*"))
    done = smcheck("app", "--remove-send-to")
    assert (done.exit_code, done.stdout.endswith(" is gone\n")) == (0, True)
    assert not any(home.rglob("*mcheck*"))
    assert smcheck("app", "--remove-send-to").stdout == "There is no entry of smcheck in the menu of files\n"


@pytest.mark.parametrize("program", macros.Program)
def test_a_macro_is_printed_that_runs_this_smcheck(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "C:\\Jürgen's 😀\\python.exe")
    done = smcheck("app", "--macro", program)
    assert done.exit_code == 0
    assert done.stdout.isascii()
    assert len(done.stdout.splitlines()) < 20
    assert '"C:\\J" & ChrW(252) & "rgen\'s " & ChrW(55357) & ChrW(56832) & "\\python.exe"' in done.stdout
    assert '"-m smcheck app -- " & Chr(34) & path & Chr(34)' in done.stdout
    begun = [line for line in done.stdout.splitlines() if line.startswith(("Sub ", "Private Sub "))]
    assert len(begun) == done.stdout.splitlines().count("End Sub") == 2


def test_the_macro_of_word_saves_first_and_that_of_outlook_keeps_a_copy() -> None:
    word, outlook = (smcheck("app", "--macro", name).stdout for name in ("word", "outlook"))
    assert word.index("ActiveDocument.Save") < word.index("OpenAtDesk ActiveDocument.FullName")
    assert outlook.index(".SaveAs copy, 9") < outlook.index("OpenAtDesk copy")
    assert '".msg"' in outlook
    for text in (word, outlook):
        assert not any(risky in text for risky in ("Shell(", "Trust", "Security", "Declare", "http"))
