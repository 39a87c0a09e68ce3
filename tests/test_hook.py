"""The hook in a real git repository, with the installed command, as pre-commit would call it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MANIFEST = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
COMMAND = shutil.which("smcheck", path=str(Path(sys.executable).parent))
HOOK = """\
#!/bin/sh
git diff --cached --name-only --diff-filter=ACM | grep -iE '{files}' | tr '\\n' '\\0' | xargs -0 -r {entry} {args}
"""


def manifest(key: str) -> str:
    found = re.search(rf"^  {key}: (.+)$", MANIFEST, re.MULTILINE)
    assert found is not None
    return found[1]


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
    assert COMMAND, "smcheck is not installed in this environment"
    assert manifest("args") == '["--"]'
    entry = manifest("entry").replace("smcheck", f"'{COMMAND}'", 1)
    files = manifest("files").removeprefix("(?i)")
    hook.write_text(HOOK.format(files=files, entry=entry, args="--"), encoding="utf-8")
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
    pattern = re.compile(manifest("files"))
    assert all(pattern.search(name) for name in ("drafts/a.txt", "b.MD", "c.csv", "d.jsonl", "e.docx"))
    assert not any(pattern.search(name) for name in ("a.py", "smcheck.toml", "decisions.toml", "p.png"))
