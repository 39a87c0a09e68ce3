"""The hooks in a real git repository, with the installed command.

One is called as pre-commit would call it, the other is the guide's recipe for git alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck.readers.picture_names import SUFFIXES
from tests.readers.posters import encoded, poster

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
    assert manifest("args") == '["--"]'
    files = manifest("files").removeprefix("(?i)")
    return with_hook(tmp_path, HOOK.format(files=files, entry=manifest("entry"), args="--"))


def with_hook(folder: Path, hook: str) -> Path:
    """The folder as a repository with a hook that calls the installed command."""
    git(folder, "init", "-q")
    path = folder / ".git" / "hooks" / "pre-commit"
    assert COMMAND, "smcheck is not installed in this environment"
    assert hook.count("smcheck check") == 1
    installed = hook.replace("smcheck check", f"'{COMMAND}' check").replace(
        "smcheck config", f"'{COMMAND}' config"
    )
    path.write_text(installed, encoding="utf-8")
    path.chmod(0o755)
    return folder


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
    assert not any(pattern.search(name) for name in ("a.py", "smcheck.toml", "decisions.toml", "film.mp4"))


def test_the_hook_file_names_every_picture_that_is_read() -> None:
    pattern = re.compile(manifest("files"))
    assert all(pattern.search(f"drafts/poster{ending}") for ending in SUFFIXES)
    assert "image" not in manifest("exclude_types")


def test_the_hook_file_leaves_out_kinds_that_pre_commit_knows() -> None:
    from identify.identify import ALL_TAGS

    assert set(manifest("exclude_types").strip("[]").split(", ")) <= ALL_TAGS


@pytest.mark.skipif(os.name == "nt", reason="calls a shell")
def test_a_picture_that_is_committed_is_read(repository: Path) -> None:
    (repository / "stall.png").write_bytes(encoded(poster(["Ring 07700 900123"])))
    git(repository, "add", "stall.png")
    done = git(repository, "commit", "-qm", "x")
    assert done.returncode != 0
    assert "Rule 11" in done.stdout + done.stderr
    assert "stall.png: DO NOT POST" in done.stdout + done.stderr
    (repository / "stall.png").write_bytes(encoded(poster(["The library is open on Saturday"])))
    git(repository, "add", "stall.png")
    assert git(repository, "commit", "-qm", "x").returncode == 0


RECIPE = re.search(
    r"```sh\n(#!/bin/sh.*?)```", (ROOT / "docs" / "guide.md").read_text(encoding="utf-8"), re.S
)


@pytest.fixture(params=["drafts", "."])
def shared(request: pytest.FixtureRequest, council_folder: Path) -> Path:
    """A drafts folder under the guide's hook, with its settings and a record in it."""
    assert RECIPE
    root = with_hook(council_folder, RECIPE[1].replace("set -- drafts", f"set -- {request.param}"))
    folder: Path = root / request.param
    folder.mkdir(exist_ok=True)
    for name in ("smcheck.toml", "people.toml", "smcheck.key"):
        (root / name).rename(folder / name)
    config = folder / "smcheck.toml"
    settings = 'record = "record"\nwordlists = ["ours.csv"]\n'
    config.write_text(settings + config.read_text(encoding="utf-8"), encoding="utf-8")
    words = "term,category,role,strength,characteristic,note\nnumskull,abuse,always,medium,,\n"
    (folder / "ours.csv").write_text(words, encoding="utf-8")
    approve = [COMMAND or "", "approve", "link", "example.org", "--by", "C"]
    subprocess.run(approve, cwd=folder, check=True, capture_output=True)
    git(root, "add", ".")
    assert git(root, "commit", "-qm", "x").returncode == 0
    return folder


@pytest.mark.skipif(os.name == "nt", reason="calls a shell")
def test_the_guides_hook_refuses_a_bad_draft_and_no_other_file(shared: Path) -> None:
    (shared / "garden.png").write_bytes(encoded(poster([])))
    (shared / "decisions.toml").write_text("# You idiot.\n", encoding="utf-8")
    assert commit(shared, "fete.txt", "Come to the fete on Saturday.").returncode == 0
    assert (shared / "record").is_dir()
    git(shared, "add", ".")
    assert git(shared, "commit", "-qm", "all").returncode == 0
    done = commit(shared, "bad.txt", "Ring Jo on 07700 900123.")
    assert (done.returncode, "Rule 11" in done.stdout + done.stderr) == (1, True)


@pytest.mark.skipif(os.name == "nt", reason="calls a shell")
def test_the_guides_hook_shows_what_a_change_of_settings_changes(shared: Path) -> None:
    config = shared / "smcheck.toml"
    config.write_text('ignore = ["phone"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    (shared / "ours.csv").write_text("term,category,role,strength,characteristic,note\n", encoding="utf-8")
    approve = [COMMAND or "", "approve", "link", "example.net", "--by", "C"]
    subprocess.run(approve, cwd=shared, check=True, capture_output=True)
    git(shared, "add", ".")
    done = git(shared, "commit", "-qm", "x")
    assert done.returncode == 0
    said = re.findall(r"^\S+\.(?:toml|csv): (.+)$", done.stdout + done.stderr, re.MULTILINE)
    assert said[0] == "ignore: none -> phone"
    assert said[1].startswith("decision added: link 'example.net', cleared by C on ")
    assert said[2] == "0 lines added, 1 taken away; read them with git diff"
    assert said[3:] == []


def changed(folder: Path, since: str = "HEAD") -> str:
    """What `smcheck config --since` says in the folder."""
    done = subprocess.run(
        [COMMAND or "", "config", "--since", since], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_settings_that_are_new_or_gone_are_shown(council_folder: Path) -> None:
    git(council_folder, "init", "-q")
    assert "smcheck.toml: new" in changed(council_folder)  # before the first commit
    git(council_folder, "add", ".")
    git(council_folder, "commit", "-qm", "x")
    assert changed(council_folder) == ""
    nested = council_folder / "drafts" / "smcheck.toml"
    nested.parent.mkdir(exist_ok=True)
    nested.write_text('severity = { phone = "note" }\n', encoding="utf-8")
    assert f"{nested}: new\n{nested}: severity: none -> phone = note\n" in changed(council_folder)
    nested.unlink()
    (council_folder / "smcheck.toml").unlink()
    assert "smcheck.toml: deleted: its settings hold no more" in changed(council_folder)


@pytest.mark.parametrize("since", ["no-such-branch", "--output=x"])
def test_what_is_no_commit_is_said(council_folder: Path, since: str) -> None:
    git(council_folder, "init", "-q")
    assert since in changed(council_folder, since)


@pytest.mark.skipif(os.name == "nt", reason="calls a shell")
def test_the_guides_hook_refuses_what_differs_from_the_folder(shared: Path) -> None:
    (shared / "bad.txt").write_text("Ring Jo on 07700 900123.", encoding="utf-8")
    git(shared, "add", "bad.txt")
    (shared / "bad.txt").write_text("Ring us.", encoding="utf-8")
    done = git(shared, "commit", "-qm", "x")
    assert (done.returncode, "changed after they were added" in done.stderr) == (1, True)
    git(shared, "add", "bad.txt")
    assert git(shared, "commit", "-qm", "x").returncode == 0
