"""A real LibreOffice: the extension is installed by `unopkg`, and asked through LibreOffice's own iterator."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smcheck.libreoffice.packing import write_extension
from smcheck.review.cache import FOLDER_VARIABLE
from smcheck.settings.default_council import FOLDER_VARIABLE as CONFIG_FOLDER_VARIABLE
from tests.conftest import CONFIG, PEOPLE

PATIENCE = 900
DRIVER = Path(__file__).with_name("driver.py")
POST = "🎪🎪 Utilise the portal. Ring Sam Hollis on 07700 900123, or come 😀 in. You are idiots."
CHANGED = "🎪 You are 😀 idiots."
IDENTIFIER = "smcheck.writer"
_NOBODY = "nobody"


def python_of_libreoffice() -> str:
    """A Python that has LibreOffice's `uno`; empty where there is none, or no LibreOffice."""
    if not (shutil.which("soffice") and shutil.which("unopkg")):
        return ""
    for name in ("/usr/bin/python3", shutil.which("python3") or ""):
        done = subprocess.run([name, "-c", "import uno"], capture_output=True, check=False) if name else None
        if done and done.returncode == 0:
            return name
    return ""


PYTHON = python_of_libreoffice()
pytestmark = pytest.mark.skipif(
    not PYTHON,
    reason="LibreOffice is not installed (apt-get install libreoffice-writer-nogui python3-uno)",
)


def installed(folder: Path) -> str:
    """Install the extension into a profile as a clerk would, since unopkg refuses to do so as root; the list."""
    write_extension(folder / "smcheck.oxt")
    profile = folder / "profile"
    profile.mkdir()
    who: dict[str, Any] = {}
    if os.getuid() == 0:
        import pwd  # which Windows does not have

        shutil.chown(profile, _NOBODY)
        who = {"user": _NOBODY, "group": pwd.getpwnam(_NOBODY).pw_gid, "extra_groups": []}
    said = ""
    for words in (["add", "--force", str(folder / "smcheck.oxt")], ["list", IDENTIFIER]):
        done = subprocess.run(
            ["unopkg", *words, f"-env:UserInstallation={profile.as_uri()}"],
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
            cwd=folder,
            env={**os.environ, "HOME": str(profile)},
            **who,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
    return said


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that everybody may read, with the council's folder and a profile."""
    with tempfile.TemporaryDirectory(prefix="smcheck-writer-", ignore_cleanup_errors=True) as name:
        made = Path(name)
        made.chmod(0o755)
        for each in ("council", "home"):
            (made / each).mkdir()
        (made / "council" / "smcheck.toml").write_text(CONFIG, encoding="utf-8")
        (made / "council" / "people.toml").write_text(PEOPLE, encoding="utf-8")
        (made / "council" / "smcheck.key").write_text("5eed" * 16, encoding="ascii")
        yield made


@pytest.fixture(scope="module")
def seen(folder: Path) -> dict[str, Any]:
    """What was seen in one session, from installing the extension to the end."""
    listed = installed(folder)
    own = {FOLDER_VARIABLE: "cache", CONFIG_FOLDER_VARIABLE: "own"}
    done = subprocess.run(
        [PYTHON, str(DRIVER), str(folder)],
        input=json.dumps([POST, CHANGED]),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env={
            **os.environ,
            "HOME": str(folder / "home"),
            **{name: str(folder / each) for name, each in own.items()},
        },
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"first answer {found['first']:.2f} s, of a change {found['again']:.2f} s, "
          f"longest of {len(found['calls'])} calls {max(found['calls']) * 1000:.1f} ms", file=sys.stderr)  # fmt: skip
    return {**found, "listed": listed}


def words(text: str, error: dict[str, Any]) -> str:
    start, end = error["start"], error["start"] + error["length"]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_it_is_installed_and_registered_for_english(seen: dict[str, Any]) -> None:
    assert (IDENTIFIER in seen["listed"], "is registered: no" in seen["listed"]) == (True, False)
    assert "smcheck.writer.Proofreader" in seen["available"]
    assert seen["configured"][0] == "smcheck.writer.Proofreader"


def test_another_grammar_checker_is_replaced_only_where_somebody_agrees(seen: dict[str, Any]) -> None:
    assert seen["choice"] == [["other.Proofreader"], ["smcheck.writer.Proofreader"]]


def test_the_words_are_underlined_at_their_places(seen: dict[str, Any]) -> None:
    assert {error["rule"]: words(POST, error) for error in seen["post"]} == {
        "jargon": "Utilise",
        "named-person": "Sam Hollis",
        "phone": "07700 900123",
        "emoji-placement": "😀",
        "insult": "idiots",
    }
    assert {error["type"] for error in seen["post"]} == {2}  # PROOFREADING
    assert seen["end"] == [0, len(POST.encode("utf-16-le")) // 2]
    assert "idiots" in {words(CHANGED, error) for error in seen["changed"]}


def test_each_says_its_rule_and_suggests_other_words(seen: dict[str, Any]) -> None:
    phone = next(error for error in seen["post"] if error["rule"] == "phone")
    assert phone["short"].startswith("A phone number that is not one of the council's own (Rule 11).")
    assert "\nRule 11, section 4, Rules for Social Media: " in phone["full"]
    assert phone["suggestions"] == ["01632 960999"]  # of the settings beside the document
    assert {"LineColor", "LineType"} == set(phone["properties"])
    jargon = next(error for error in seen["post"] if error["rule"] == "jargon")
    assert (jargon["suggestions"], jargon["properties"] == phone["properties"]) == (["Use"], False)


def test_a_rule_is_ignored_until_that_is_taken_back(seen: dict[str, Any]) -> None:
    assert "insult" not in seen["ignored"]
    assert "insult" in seen["reset"]


def test_it_is_started_at_the_first_paragraph_once_and_ends_with_libreoffice(seen: dict[str, Any]) -> None:
    assert (seen["before"], len(seen["servers"]), seen["left"]) == ([], 1, [])


def test_typing_never_waits_for_it(seen: dict[str, Any]) -> None:
    assert "phone" not in seen["while stopped"]  # it was answered while the server could not
    assert "phone" in seen["then"]
    assert statistics.median(seen["calls"]) < 0.05
    assert seen["flags"] == [8]  # PROOFREAD_AGAIN


def test_a_server_that_was_killed_comes_back(seen: dict[str, Any]) -> None:
    assert {"phone", "insult"} <= set(seen["after a kill"])
    assert set(seen["other servers"]) - set(seen["servers"]) == set(seen["other servers"]) != set()


def test_a_document_has_the_settings_of_where_it_is_saved(seen: dict[str, Any]) -> None:
    assert seen["unsaved"] == ["phone", "phone"]
    assert [error["suggestions"] for error in seen["saved"]] == [["01632 960999"]]
    assert seen["clean"] == []
