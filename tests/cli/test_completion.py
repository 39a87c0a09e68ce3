"""What the shell offers when the Tab key is pressed, and what finding that costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck import load_policy
from smcheck.checks import all_checks
from smcheck.cli.group import NAMES
from smcheck.model.category import CATEGORIES
from smcheck.model.decision import KINDS
from smcheck.model.draft import KINDS as DRAFT_KINDS
from smcheck.model.edit import EDIT_KINDS
from smcheck.reporters import Format
from smcheck.settings.platforms import PLATFORMS
from tests.cli.conftest import Run

CHECKS = [check.name for check in all_checks()]
RULES = [rule.id for rule in load_policy().rules]
FORMATS = [name.value for name in Format]


@pytest.fixture
def offered(home: Path, run: Run) -> Offered:
    return Offered(home, run)


class Offered:
    """What is offered for the last word of a line."""

    def __init__(self, folder: Path, run: Run) -> None:
        self._folder, self._run = folder, run

    def __call__(self, line: str) -> list[str]:
        words = line.split(" ")
        given = {"_SMCHECK_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        done = self._run(cwd=self._folder, environment=given)
        assert (done.returncode, done.stderr) == (0, "")
        return list(filter(None, done.stdout.splitlines()))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("smcheck ", list(NAMES)),
        ("smcheck exp", ["explain"]),
        ("smcheck explain ", [*RULES, *CHECKS]),
        ("smcheck explain monitoring", ["monitoring-c"]),
        ("smcheck a.txt --select ", [*dict.fromkeys((*CHECKS, *CATEGORIES, *RULES))]),
        ("smcheck check a.txt --ignore pol", ["politics"]),
        ("smcheck --output-format ", FORMATS),
        ("smcheck a.txt --output ", [f"{name}=" for name in FORMATS]),
        ("smcheck --platform ", list(PLATFORMS)),
        ("smcheck --platform x,blue", ["x,bluesky"]),
        ("smcheck --platform x,x", []),
        ("smcheck --kind ", list(DRAFT_KINDS)),
        ("smcheck --fail-on ", ["error", "warning", "note", "never"]),
        ("smcheck fix --kind ", list(EDIT_KINDS)),
        ("smcheck approve ", ["finding" if kind == "waiver" else kind for kind in KINDS]),
        ("smcheck approve finding a.txt:1:1 --check pho", ["phone"]),
        ("smcheck people ", ["list", "add", "remove", "import", "find"]),
        ("smcheck people --config smcheck.toml imp", ["import"]),
        ("smcheck --config smcheck.toml recor", ["record"]),
        ("smcheck help ", list(NAMES)),
        ("smcheck help people re", ["remove"]),
        ("smcheck record report --no", ["--no-open"]),
        ("smcheck --stat", ["--statistics"]),
        ("smcheck decisions --un", ["--unused"]),
        ("smcheck record --un", []),
        ("smcheck --config smcheck.toml --stat", ["--statistics"]),
        ("smcheck --config sm", []),
        ("smcheck --ver", ["--version", "--verbose"]),
        ("smcheck exlpain ", []),
        ("smcheck draft", []),
    ],
)
def test_what_could_follow_is_offered(offered: Offered, line: str, words: list[str]) -> None:
    assert sorted(offered(line)) == sorted(words)


def test_the_rules_offered_are_those_of_the_settings(offered: Offered, home: Path) -> None:
    (home / "policy.toml").write_text(
        'id = "ours"\ntitle = "Policy"\ncouncil = "Example"\nadopted = "2026-01"\nask = "the Clerk"\n\n[[rule]]\n'
        'id = "zz-1"\nsection = "A"\nheading = "Posts"\ntitle = "Calm"\ngist = "Calm."\ncategories = ["tone"]\n'
        'severity = "note"\n',
        encoding="utf-8",
    )
    (home / "ours.toml").write_text('policy = "policy.toml"\n', encoding="utf-8")
    assert offered("smcheck explain zz") == []
    assert offered("smcheck explain --config ours.toml zz") == ["zz-1"]
    (home / "smcheck.toml").write_text("not in order", encoding="utf-8")
    assert offered("smcheck explain monitoring") == ["monitoring-c"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("line", ["smcheck ", "smcheck explain p", "smcheck check --select p", "smcheck --"])
def test_offering_loads_nothing_that_is_slow(home: Path, shell: str, line: str) -> None:
    script = (
        "import sys, atexit\n"
        "slow = ('rich', 'spacy', 'numpy', 'onnxruntime', 'smcheck.checks', 'smcheck.text')\n"
        "atexit.register(lambda: print('loaded:', *(name for name in slow if name in sys.modules), file=sys.stderr))\n"
        "from smcheck.__main__ import main\nmain()\n"
    )
    environment = {
        **os.environ, "_SMCHECK_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "PYTHONUTF8": "1",
        "COMP_CWORD": str(len(line.split(" ")) - 1), "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args", "PYTHONPATH": str(Path(__file__).parents[2]),
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.split(" ")[-1],
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=home, capture_output=True, encoding="utf-8", check=False
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "loaded:\n")
    assert (
        "explain" if line == "smcheck " else "--version" if line.endswith("--") else "phone"
    ) in done.stdout


@pytest.mark.skipif(not shutil.which("bash") or sys.platform == "win32", reason="there is no bash")
def test_what_is_installed_for_bash_completes(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "smcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m smcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ, "HOME": str(tmp_path), "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip

    def bash(command: str) -> str:
        done = subprocess.run(
            ["bash", "--norc", "-c", command], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "bash completion installed" in bash("smcheck --install-completion; true")
    told = bash(
        "source ~/.bash_completions/smcheck.sh; COMP_WORDS=(smcheck explain pho); COMP_CWORD=2; "
        '_smcheck_completion smcheck; echo "${COMPREPLY[@]}"'
    )
    assert told == "phone\n"
