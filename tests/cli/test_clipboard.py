"""The clipboard, by a stand-in for xclip whose clipboard is a file; real ones are for a trial by hand."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from smcheck.run import clipboard
from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the stand-in is a program of Linux")

POST = "🎪 Utilise the portal. Ring Sam Hollis on 07700 900123.\r\nJoin the #bigcommunitylitterpick\r\n"
XCLIP = """\
#!/bin/sh
case "$*" in
*-o*) cat {held} 2>/dev/null || exit 1 ;;
*) {writing} ;;
esac
"""


class Clipboard:
    """The stand-in; `writing` is the command of the shell by which it takes a text."""

    def __init__(self, folder: Path) -> None:
        self.held, self.program = folder / "held", folder / "bin" / "xclip"
        self.program.parent.mkdir()
        self.takes(f"cat > {self.held}")

    def takes(self, writing: str) -> None:
        self.program.write_text(XCLIP.format(held=self.held, writing=writing), encoding="utf-8")
        self.program.chmod(0o755)

    @property
    def text(self) -> str:
        return self.held.read_bytes().decode("utf-8")

    @text.setter
    def text(self, text: str) -> None:
        self.held.write_bytes(text.encode("utf-8"))


@pytest.fixture
def copied(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Clipboard:
    import pyperclip

    stand_in = Clipboard(tmp_path_factory.mktemp("clipboard"))
    monkeypatch.setenv("PATH", f"{stand_in.program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":none")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(pyperclip, "copy", pyperclip.lazy_load_stub_copy)
    monkeypatch.setattr(pyperclip, "paste", pyperclip.lazy_load_stub_paste)
    stand_in.text = POST
    return stand_in


@pytest.mark.parametrize("words", [["check", "--clipboard"], ["--clipboard"]])
def test_what_is_copied_is_reviewed(
    run: Run, copied: Clipboard, council_folder: Path, words: list[str]
) -> None:
    done = run(*words, "--output-format", "concise", cwd=council_folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert "clipboard:1:42: error phone: " in done.stdout
    assert copied.text == POST


def test_options_hold_for_it(run: Run, copied: Clipboard, council_folder: Path) -> None:
    copied.text = "The council is a shambles."
    done = run(
        "--clipboard", "--kind", "comment", "--platform", "x", "--output-format", "json", cwd=council_folder
    )
    draft = json.loads(done.stdout)["drafts"][0]
    assert (draft["path"], draft["status"]) == ("clipboard", "clean")
    copied.text = "a" * 281
    done = run("check", "--clipboard", "--platform", "x", "--output-format", "concise", cwd=council_folder)
    assert "platform-limit" in done.stdout


def test_an_ordinary_text_is_clean(run: Run, copied: Clipboard, council_folder: Path) -> None:
    copied.text = "The library is open on Saturday."
    assert run("--clipboard", cwd=council_folder).returncode == 0


@pytest.mark.parametrize("held", [" \n", ""])
@pytest.mark.parametrize("command", ["check", "fix"])
def test_nothing_copied_is_told(
    run: Run, copied: Clipboard, council_folder: Path, command: str, held: str
) -> None:
    copied.text = held
    done = run(command, "--clipboard", cwd=council_folder)
    assert (done.returncode, "there is nothing on the clipboard" in done.stderr) == (2, True)


def test_no_clipboard_is_told(
    run: Run, copied: Clipboard, council_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(council_folder))
    done = run("--clipboard", cwd=council_folder)
    assert (done.returncode, "install xclip" in done.stderr) == (2, True)
    monkeypatch.delenv("DISPLAY")
    done = run("--clipboard", cwd=council_folder)
    assert (done.returncode, "in a window of the desktop" in done.stderr) == (2, True)


def test_what_is_no_text_is_told(run: Run, copied: Clipboard, council_folder: Path) -> None:
    copied.held.write_bytes(b"\xff\xfe\x00picture")
    done = run("--clipboard", cwd=council_folder)
    assert (done.returncode, "is no text" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--clipboard", "draft.txt"], "--clipboard goes without paths"),
        (["check", "--clipboard", "--stdin-filename", "a.md"], "--clipboard goes without --stdin-filename"),
        (["fix", "--clipboard", "draft.txt"], "--clipboard goes without a DRAFT"),
        (["fix"], "DRAFT is missing: give one, or --clipboard"),
    ],
)
def test_it_stands_alone(
    run: Run, copied: Clipboard, council_folder: Path, words: list[str], said: str
) -> None:
    (council_folder / "draft.txt").write_text("The library is open.", encoding="utf-8")
    done = run(*words, cwd=council_folder)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_a_mended_text_is_shown_and_nothing_is_changed(
    run: Run, copied: Clipboard, council_folder: Path
) -> None:
    done = run("fix", "--clipboard", cwd=council_folder)
    assert "+Join the #BigCommunityLitterPick" in done.stdout
    assert "900123" not in done.stdout
    assert copied.text == POST


def test_a_mended_text_takes_its_place_when_asked(run: Run, copied: Clipboard, council_folder: Path) -> None:
    done = run("fix", "--clipboard", "--write", cwd=council_folder)
    assert "The mended text is on the clipboard" in done.stdout
    assert copied.text == POST.replace("#bigcommunitylitterpick", "#BigCommunityLitterPick")


def test_who_reads_the_output_need_not_wait_for_what_stays(
    process: Run, copied: Clipboard, council_folder: Path
) -> None:
    stays = council_folder / "stays"
    copied.takes(f"cat > {copied.held}; (while [ ! -e {stays} ]; do sleep 0.1; done) &")
    try:
        done = process(
            "fix", "--clipboard", "--write", cwd=council_folder
        )  # returns once the pipes are closed
        assert "The mended text is on the clipboard" in done.stdout
    finally:
        stays.touch()


def test_something_copied_meanwhile_is_kept(copied: Clipboard) -> None:
    before = clipboard.copied_text()
    copied.text = "Something else."
    with pytest.raises(clipboard.ClipboardError, match="copied meanwhile; nothing was changed"):
        clipboard.replace_copied(before, "mended")
    assert copied.text == "Something else."


def test_what_a_clipboard_does_not_take_is_told(run: Run, copied: Clipboard, council_folder: Path) -> None:
    copied.takes("cat > /dev/null")
    done = run("fix", "--clipboard", "--write", cwd=council_folder)
    assert (done.returncode, "what was on it is there again" in done.stderr) == (2, True)
    assert copied.text == POST


def test_a_clipboard_that_loses_the_text_leaves_it_in_a_file(
    run: Run, copied: Clipboard, council_folder: Path
) -> None:
    copied.takes(f"cat > /dev/null; : > {copied.held}")
    done = run("fix", "--clipboard", "--write", cwd=council_folder)
    assert (done.returncode, "kept in clipboard-before-smcheck.txt" in done.stderr) == (2, True)
    assert (council_folder / "clipboard-before-smcheck.txt").read_bytes().decode("utf-8") == POST
