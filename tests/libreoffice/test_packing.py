"""The extension as a file: what is in it, for which Python, and that it starts this smcheck."""

from __future__ import annotations

import ast
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from smcheck.libreoffice import packing
from smcheck.model.errors import ConfigError
from smcheck.model.version import __version__
from tests.cli.conftest import smcheck

COMMAND = ("/usr/bin/python3", "-P", "-m", "smcheck", "lsp")
SOURCES = sorted((Path(packing.__file__).parent / "extension").glob("*.py"))
OLDEST = (3, 8)
_CONFIGURATION = "{http://openoffice.org/2001/registry}"


@pytest.fixture
def archive() -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(io.BytesIO(packing.packed(COMMAND))) as opened:
        yield opened


def test_the_same_command_gives_the_same_bytes() -> None:
    assert packing.packed(COMMAND) == packing.packed(COMMAND)
    assert packing.packed(COMMAND) != packing.packed((*COMMAND, "--config", "/c.toml"))


def test_all_that_the_manifest_names_is_there(archive: zipfile.ZipFile) -> None:
    manifest = ElementTree.fromstring(archive.read("META-INF/manifest.xml"))  # noqa: S314
    named = [value for entry in manifest for key, value in entry.items() if key.endswith("full-path")]
    assert set(named) == {"component.py", "Linguistic.xcu", "Addons.xcu", "Jobs.xcu"}
    inside = {path.name for path in SOURCES} - {"component.py"}
    rest = {"META-INF/manifest.xml", "description.xml", "description.txt", "settings.json"}
    assert {*archive.namelist()} == {*named, *rest, *(f"pythonpath/smcheck_writer/{name}" for name in inside)}
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_is_left_to_be_filled_in(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if not name.endswith(".py"):
            text = archive.read(name).decode("utf-8")
            assert "@" not in text, name
    assert f'<version value="{__version__}"/>'.encode() in archive.read("description.xml")
    assert json.loads(archive.read("settings.json")) == {
        "command": [*COMMAND], "languages": [*packing.LANGUAGES], "version": __version__,
    }  # fmt: skip


def test_the_proofreader_is_registered_under_its_name(archive: zipfile.ZipFile) -> None:
    linguistic = ElementTree.fromstring(archive.read("Linguistic.xcu"))  # noqa: S314
    nodes = [node.get(f"{_CONFIGURATION}name") for node in linguistic.iter("node")]
    component = archive.read("component.py").decode("utf-8")
    assert nodes == ["ServiceManager", "GrammarCheckers", "smcheck.writer.Proofreader"]
    assert 'PROOFREADER = "smcheck.writer.Proofreader"' in component
    assert 'STATE = "smcheck.writer.State"' in component
    assert 'START = "smcheck.writer.Start"' in component
    assert archive.read("Jobs.xcu").count(b'"smcheck.writer.Start"') == 2
    assert b"<value>service:smcheck.writer.State?show</value>" in archive.read("Addons.xcu")
    assert next(linguistic.iter("value")).text == " ".join(packing.LANGUAGES)
    assert "en-GB" in packing.LANGUAGES


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_code_is_for_old_pythons_and_needs_nothing_but_python_and_no_network(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=OLDEST)
    assert "from __future__ import annotations" in source or path.name == "__init__.py"
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).partition(".")[0])
    ours = {"uno", "unohelper", "com", "smcheck_writer"} if path.name == "component.py" else set()
    assert found <= sys.stdlib_module_names | ours
    assert (
        found & {"asyncio", "ftplib", "http", "smtplib", "socket", "socketserver", "ssl", "urllib"} == set()
    )


def test_the_command_writes_it_and_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = smcheck("writer")
    assert done.exit_code == 0, done.output
    assert "unopkg add --force smcheck.oxt" in done.output
    first = Path("smcheck.oxt").read_bytes()
    (tmp_path / "smcheck.toml").write_text("", encoding="utf-8")
    done = smcheck("writer", "--out", "with.oxt", "--config", "smcheck.toml")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile("with.oxt") as archive:
        command = json.loads(archive.read("settings.json"))["command"]
    assert command == [*packing.starting(), "lsp", "--config", str(tmp_path / "smcheck.toml")]
    assert packing.packed((*packing.starting(), "lsp")) == first


def test_a_name_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = smcheck("writer", "--out", "smcheck.zip")
    assert (done.exit_code, "must end in .oxt" in done.output, [*tmp_path.iterdir()]) == (2, True, [])


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("/nowhere/python",), "No such file"),
        ((sys.executable, "-c", "print('smcheck 0.0.0')"), "(smcheck 0.0.0)"),
        ((sys.executable, "-m", "smcheck_that_is_not_there"), "No module named"),
    ],
)
def test_it_is_not_written_where_it_would_start_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr(packing, "starting", lambda: command)
    with pytest.raises(ConfigError, match="does not start this smcheck") as raised:
        packing.write_extension(tmp_path / "smcheck.oxt")
    assert (said in str(raised.value), [*tmp_path.iterdir()]) == (True, [])


def test_without_the_package_for_editors_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smcheck.lsp.needed.find_spec", lambda name: None)
    done = smcheck("writer")
    assert (done.exit_code, 'pip install "smcheck[lsp]"' in done.output) == (2, True)


def test_another_pythons_settings_do_not_reach_smcheck() -> None:
    given = {"PYTHONHOME": "/opt/libreoffice", "PythonPath": "x", "HOME": "/root"}
    assert packing.environment(given) == {"HOME": "/root"}
