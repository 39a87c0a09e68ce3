"""The folder from which smcheck is installed without the internet: its lock, and its scripts, run with a stand-in.

The whole folder with the real smcheck in it is made, installed from and removed by `.ci/run`.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from wheelhouse.make import PYTHONS, SOURCE_ONLY, SYSTEMS, Target, locked

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "wheelhouse"
LOCK = locked((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
STAND_IN = """\
import pathlib, sys
icon = pathlib.Path.home() / "Desktop" / "smcheck.desktop"
def main():
    if "--shortcut" in sys.argv:
        icon.parent.mkdir(exist_ok=True)
        icon.write_text(sys.argv[2])
    if "--remove-shortcut" in sys.argv:
        icon.unlink()
        icon.parent.rmdir()
    print("smcheck stand-in", *sys.argv[1:])
"""


def pins(system: str, python: str) -> set[str]:
    return {
        str(line.requirement).split(";")[0].strip()
        for line in LOCK
        if line.holds(Target(SYSTEMS[system], python))
    }


def names(system: str, python: str = "3.11") -> set[str]:
    return {pin.split("==")[0] for pin in pins(system, python)}


def test_every_line_of_the_lock_has_its_hashes() -> None:
    assert [line.name for line in LOCK if "--hash=sha256:" not in line.text] == []
    assert {"spacy", "onnxruntime", "quotequail", "wordninja"} <= {line.name for line in LOCK}


def test_each_system_gets_what_its_markers_say() -> None:
    assert names("windows") - names("linux") == {"colorama"}
    assert names("mac") == names("linux")
    assert "httpx2-jsfetch" in {line.name for line in LOCK} - names("windows", "3.13")


def test_each_python_gets_its_own_numpy() -> None:
    numpy = {
        python: {pin for pin in pins("windows", python) if pin.startswith("numpy==")} for python in PYTHONS
    }
    assert [len(each) for each in numpy.values()] == [1, 1, 1]
    assert numpy["3.11"] != numpy["3.12"] == numpy["3.13"]


def test_what_is_built_here_is_locked() -> None:
    assert {line.name for line in LOCK} >= SOURCE_ONLY


def test_the_scripts_look_for_the_pythons_of_which_there_are_wheels() -> None:
    shell, batch = ((SCRIPTS / name).read_text(encoding="utf-8") for name in ("install.sh", "install.cmd"))
    newest_first = [*reversed(PYTHONS)]
    assert re.findall(r"for name in (.*) python3 python;", shell) == [
        " ".join(f"python{each}" for each in newest_first)
    ]
    assert re.findall(r"for %%v in \((.*)\) do if not defined", batch) == [" ".join(newest_first)]
    first, last = (python.replace(".", ", ") for python in (PYTHONS[0], PYTHONS[-1]))
    for script in (shell, batch):
        assert f"({first}) <= sys.version_info[:2] <= ({last})" in script


@pytest.mark.parametrize("name", ["install.cmd", "uninstall.cmd"])
def test_paths_in_batch_files_are_in_quotes(name: str) -> None:
    text = (SCRIPTS / name).read_text(encoding="ascii")
    bare = []
    for line in text.splitlines():
        outside = "".join(re.split(r'"[^"]*"', line))
        if not line.lstrip().startswith(("rem ", "set ")):
            bare += re.findall(
                r"%(?:home|here|drafts|command|commands|LOCALAPPDATA|USERPROFILE|~\w+)", outside
            )
    assert bare == []
    assert set(re.findall(r"(?:goto|call :)\s*(\w+)", text)) == set(
        re.findall(r"^:(\w+)", text, re.MULTILINE)
    )
    assert text.count("(") == text.count(")")


def test_batch_files_change_no_command_that_is_another_programs() -> None:
    looks = r'find.exe" /i "\smcheck\venv\Scripts\smcheck.exe" '
    install, uninstall = (
        (SCRIPTS / name).read_text(encoding="ascii") for name in ("install.cmd", "uninstall.cmd")
    )
    writing = [line for line in install.splitlines() if '>"%commands%\\smcheck.cmd"' in line]
    assert writing == [
        r'>"%commands%\smcheck.cmd" echo @"%%LOCALAPPDATA%%\smcheck\venv\Scripts\smcheck.exe" %%*'
    ]
    assert looks in install.partition(":command\n")[2].partition(writing[0])[0]
    deleting = [line for line in uninstall.splitlines() if 'del "%command%"' in line]
    assert len(deleting) == 1
    assert looks in deleting[0]
    assert deleting[0].endswith('&& del "%command%"')


@pytest.mark.parametrize("name", ["install.cmd", "uninstall.cmd"])
def test_batch_files_read_no_value_as_a_command(name: str) -> None:
    """A value is printed in quotes or by !name!, and `call`, which reads its line twice, gets it by %%name%%."""
    for line in (SCRIPTS / name).read_text(encoding="ascii").splitlines():
        outside = "".join(re.split(r'"[^"]*"', line)).strip()
        if outside.startswith("echo"):
            assert not re.findall(r"(?<!%)%(?!%)\w+%", outside), line
        if line.startswith("call %"):
            assert not re.findall(r'"[^"%]*(?<!%)%\w+%', line), line


# ---- the scripts for Linux and macOS, with a stand-in for smcheck


@pytest.fixture
def house(tmp_path: Path) -> Path:
    if sys.platform == "win32":
        pytest.skip("these scripts are for Linux and macOS")
    folder = tmp_path / "a stick" / "smcheck-linux"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    wheel = wheels / "smcheck-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in {
            "smcheck.py": STAND_IN,
            "smcheck-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: smcheck\nVersion: 1.0\n",
            "smcheck-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            "smcheck-1.0.dist-info/entry_points.txt": "[console_scripts]\nsmcheck = smcheck:main\n",
            "smcheck-1.0.dist-info/RECORD": "",
        }.items():
            archive.writestr(name, text)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "requirements.txt").write_text(f"smcheck==1.0 --hash=sha256:{digest}\n", encoding="utf-8")
    for name in ("install.sh", "uninstall.sh"):
        shutil.copy(SCRIPTS / name, folder)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "a home"
    folder.mkdir()
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """Where alone programs are looked for: what every system has, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("cat", "dirname", "ln", "mkdir", "readlink", "rm", "rmdir", "sh", "tail", "uname"):
        (folder / name).symlink_to(shutil.which(name) or "")
    return folder


@pytest.fixture
def python(tools: Path) -> None:
    (tools / "python3").symlink_to(Path(sys.executable).resolve())


def run(script: Path, home: Path, tools: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    shell = [str(tools / "sh")] if script.suffix == ".sh" else []
    return subprocess.run(
        [*shell, str(script), *arguments], env={"HOME": str(home), "PATH": str(tools)},
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


@pytest.mark.usefixtures("python")
def test_it_is_installed_and_taken_away_again(house: Path, home: Path, tools: Path, tmp_path: Path) -> None:
    drafts = tmp_path / "our drafts"
    drafts.mkdir()
    (drafts / "fete.txt").write_text("The fete is on Sunday.", encoding="utf-8")
    for _ in range(2):  # the second time over the first
        done = run(house / "install.sh", home, tools, str(drafts))
        assert (done.returncode, done.stderr) == (0, "")
    command = home / ".local" / "bin" / "smcheck"
    assert f"The command smcheck is at {command}" in done.stdout
    assert 'export PATH="$HOME/.local/bin:$PATH"' in done.stdout
    assert run(command, home, tools, "--version").stdout == "smcheck stand-in --version\n"
    assert (home / "Desktop" / "smcheck.desktop").read_text(encoding="utf-8") == str(drafts)

    (home / ".cache" / "smcheck").mkdir(parents=True)
    (home / ".cache" / "smcheck" / "findings.db").write_text("", encoding="utf-8")
    done = run(house / "uninstall.sh", home, tools)
    assert (done.returncode, done.stderr) == (0, "")
    assert files(home) == set()
    assert files(drafts) == {"fete.txt"}
    assert run(house / "uninstall.sh", home, tools).returncode == 1


@pytest.mark.usefixtures("python")
def test_without_a_folder_one_is_made_for_drafts_and_stays(house: Path, home: Path, tools: Path) -> None:
    assert run(house / "install.sh", home, tools).returncode == 0
    (home / "Documents" / "smcheck" / "fete.txt").write_text("Ours.", encoding="utf-8")
    assert run(house / "uninstall.sh", home, tools).returncode == 0
    assert files(home) == {"Documents/smcheck/fete.txt"}


@pytest.mark.usefixtures("python")
def test_a_file_that_was_changed_is_not_installed(house: Path, home: Path, tools: Path) -> None:
    with zipfile.ZipFile(next(house.glob("wheels/*.whl")), "a") as archive:
        archive.writestr("more.py", "")
    done = run(house / "install.sh", home, tools)
    assert done.returncode == 1
    assert "smcheck was not installed: the files in" in done.stderr
    assert "Is this folder whole" in done.stderr
    assert {path.name for path in (home / ".local" / "share" / "smcheck").iterdir()} == {"install.log"}
    assert not (home / ".local" / "bin").exists()


@pytest.mark.usefixtures("python")
def test_another_program_of_that_name_is_left(house: Path, home: Path, tools: Path) -> None:
    other = home / ".local" / "bin" / "smcheck"
    other.parent.mkdir(parents=True)
    other.write_text("another", encoding="utf-8")
    done = run(house / "install.sh", home, tools)
    assert done.returncode == 0
    assert "There is another program at" in done.stdout
    assert run(house / "uninstall.sh", home, tools).returncode == 0
    assert other.read_text(encoding="utf-8") == "another"


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize("leads_to", ["program", "folder", "nothing"])
def test_a_link_to_something_else_of_that_name_is_left(
    house: Path, home: Path, tools: Path, leads_to: str
) -> None:
    place = home / leads_to
    if leads_to == "folder":
        place.mkdir()
    elif leads_to == "program":
        place.write_text("another", encoding="utf-8")
    command = home / ".local" / "bin" / "smcheck"
    command.parent.mkdir(parents=True)
    command.symlink_to(place)
    for script in ("install.sh", "uninstall.sh"):
        done = run(house / script, home, tools)
        assert (done.returncode, "another program at" in done.stdout) == (0, script == "install.sh")
        assert command.readlink() == place
    assert not place.is_dir() or not list(place.iterdir())


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize("given", ["~/Documents/Posts", "~/our posts"])
def test_a_tilde_stands_for_the_home_folder(house: Path, home: Path, tools: Path, given: str) -> None:
    done = run(house / "install.sh", home, tools, given)
    assert (done.returncode, done.stderr) == (0, "")
    place = home / given.removeprefix("~/")
    assert place.is_dir()
    assert (home / "Desktop" / "smcheck.desktop").read_text(encoding="utf-8") == str(place)
    assert not [path for path in home.rglob("*") if path.name == "~"]


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-x"], "-x is no folder. Usage: sh install.sh [FOLDER OF YOUR DRAFTS]"),
        (["--help"], "--help is no folder. Usage: sh install.sh [FOLDER OF YOUR DRAFTS]"),
        (["~bob/posts"], "~bob/posts is no folder: give its whole path"),
        (["Our", "drafts"], "there is more than one folder: put quotes about a name with blanks"),
    ],
)
def test_what_is_no_folder_is_told_before_anything_is_made(
    house: Path, home: Path, tools: Path, arguments: list[str], said: str
) -> None:
    done = run(house / "install.sh", home, tools, *arguments)
    assert (done.returncode, list(home.iterdir())) == (1, [])
    assert f"smcheck was not installed: {said}" in done.stderr


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (None, "Python is not on this computer. Get Python 3.13 from https://www.python.org/downloads/"),
        ("3.9", "this computer has Python 3.9, and smcheck needs 3.11, 3.12 or 3.13"),
        ("3.14", "this computer has Python 3.14, and smcheck needs 3.11, 3.12 or 3.13"),
        ("3.12", "Python 3.12 is here without its part for environments"),
    ],
)
def test_a_python_that_will_not_do_is_told(
    house: Path, home: Path, tools: Path, version: str | None, said: str
) -> None:
    if version:  # it answers which it is, and has neither venv nor ensurepip
        (tools / "python3").write_text(
            f"#!/bin/sh\ncase $2 in *ensurepip*) exit 1 ;; esac\necho {version}\n", encoding="utf-8"
        )
        (tools / "python3").chmod(0o755)
    done = run(house / "install.sh", home, tools)
    assert (done.returncode, files(home)) == (1, set())
    assert f"smcheck was not installed: {said}" in done.stderr
