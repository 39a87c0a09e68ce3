"""The documentation: generated pages are fresh, links lead somewhere, and samples are true."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smcheck import load_council, load_policy
from smcheck.cli import command_line
from smcheck.readers import ENDINGS
from smcheck.text.wordlists import list_problems

ROOT = Path(__file__).parents[1]
PAGES = sorted(path for path in ROOT.rglob("*.md") if ".venv" not in path.parts and "tests" not in path.parts)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_no_page_is_stale() -> None:
    done = subprocess.run(
        [sys.executable, "docs/build.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    missing = [target for target in _LINK.findall(prose) if not (page.parent / target).exists()]
    assert not missing


def test_the_sample_policy_is_one(tmp_path: Path) -> None:
    naming, policy, severities = blocks("another-council.md", "toml")
    (tmp_path / "policy.toml").write_text(policy, encoding="utf-8")
    (tmp_path / "smcheck.toml").write_text(naming + severities.replace('"9"', '"a.7"'), encoding="utf-8")
    council = load_council(tmp_path / "smcheck.toml")
    loaded = load_policy(council.policy, council.folder)
    assert [rule.id for rule in loaded.rules[:2]] == ["a.7", "calm"]
    assert loaded.governing("tone")[0].report.endswith("the Parish Clerk.")
    assert loaded.governing("religion") == ()
    assert council.severity["a.7"].value == "note"


def test_the_sample_word_list_is_in_order(tmp_path: Path) -> None:
    (words,) = blocks("another-council.md", "csv")
    path = tmp_path / "our-words.csv"
    path.write_text(words, encoding="utf-8")
    assert list(list_problems(path)) == []


def test_the_hook_and_the_readme_name_every_kind_of_file() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    pattern = re.search(r"files: (.*)", hook)
    assert pattern
    left = ("exports", "pictures")  # archives, and what a hook leaves alone: drafts name them
    endings = [ending for name, group in ENDINGS.items() if name not in left for ending in group]
    assert [ending for ending in endings if not re.search(pattern[1], f"drafts/fete{ending}")] == []


def test_the_readme_is_the_description_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["readme"] == "README.md"


def test_the_session_on_baselines_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = " ".join((ROOT / "docs" / "baseline.md").read_text(encoding="utf-8").split())
    told = re.search(r'`(drafts/fete\.txt)` reads "(.*?)"', page)
    assert told
    Path("drafts").mkdir()
    Path(told[1]).write_text(told[2], encoding="utf-8")
    before, written, after = (block for block in blocks("baseline.md", "text") if block.startswith("$ "))
    (settings,) = blocks("baseline.md", "toml")
    Path("smcheck.toml").write_text("language_model = false\n", encoding="utf-8")
    assert _run(before) == before
    Path("smcheck.toml").write_text(f"language_model = false\n{settings}", encoding="utf-8")
    assert _run(written) == written
    Path("drafts/raffle.txt").write_text(told[2], encoding="utf-8")
    assert _run(after) == after


def _run(session: str) -> str:
    """The session with what its commands print now."""
    said = ""
    for command in re.findall(r"^\$ smcheck (.*)$", session, re.MULTILINE):
        done = CliRunner().invoke(command_line, shlex.split(command))
        said += f"$ smcheck {command}\n" + done.stdout.replace("\\", "/")
    return said


def test_the_examples_in_python_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "fete.txt").write_text("Ring Jo on 07700 900123.", encoding="utf-8")
    (tmp_path / "drafts" / "library.txt").write_text("The library is open.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert (failed, tried > 10) == (0, True)
