"""The hook in a real git repository, with the installed command, as pre-commit would call it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOOK = """\
#!/bin/sh
git diff --cached --name-only --diff-filter=ACM -- '*.txt' '*.md' '*.csv' '*.jsonl' | tr '\\n' '\\0' |
    xargs -0 -r "{python}" -m smcheck check --
"""


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.write_text(HOOK.format(python=sys.executable), encoding="utf-8")
    hook.chmod(0o755)
    return tmp_path


def commit(folder: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", name)
    return git(folder, "commit", "-qm", "x")


def test_a_bad_draft_is_refused_and_shown(repository: Path) -> None:
    done = commit(repository, "bad.txt", "Ring Jo on 07700 900123.")
    assert done.returncode != 0
    assert "Rule 11" in done.stdout + done.stderr
    assert git(repository, "log", "--oneline").stdout == ""


def test_a_good_draft_and_other_files_pass(repository: Path) -> None:
    assert commit(repository, "good.txt", "The library is open on Saturday.").returncode == 0
    assert commit(repository, "code.py", "# ring 07700 900123").returncode == 0


def test_the_hook_file_names_what_it_reviews() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    files = re.search(r"^  files: (.+)$", text, re.MULTILINE)
    assert files is not None
    pattern = re.compile(files[1])
    assert all(pattern.search(name) for name in ("drafts/a.txt", "b.MD", "c.csv", "d.jsonl"))
    assert not any(pattern.search(name) for name in ("a.py", "smcheck.toml", "decisions.toml", "p.png"))
