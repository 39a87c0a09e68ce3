"""Asking git what a file held in a commit: for the hook that shows what a change of the settings changes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

from smcheck.model.errors import SmcheckError


class Commit:
    """A commit of the repository that holds a folder; raises `SmcheckError` where there is no such commit."""

    def __init__(self, folder: Path, name: str) -> None:
        if name.startswith("-"):
            raise SmcheckError(f"{name!r} is no commit")
        self._folder, self._name = folder, name
        self._root = Path(self._git("rev-parse", "--show-toplevel").decode().strip())
        self._is_there = bool(
            self._git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", may_fail=True)
        )
        if not self._is_there and name != "HEAD":  # which is not there before the first commit
            raise SmcheckError(f"git knows no commit {name!r} here")

    def files(self, name: str) -> list[Path]:
        """Where files of that name stood in the commit, within the folder."""
        if not self._is_there:
            return []
        listed = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", self._name).decode(
            "utf-8", "replace"
        )
        paths = (self._root / path for path in listed.split("\0") if Path(path).name == name)
        return [path for path in paths if path.is_relative_to(self._folder.resolve())]

    def content(self, path: Path) -> bytes | None:
        """What the file held; None where the commit has no such file."""
        path = path.resolve()
        if not self._is_there or not path.is_relative_to(self._root):
            return None
        place = f"{self._name}:{path.relative_to(self._root).as_posix()}"
        if not self._git("cat-file", "-t", place, may_fail=True):
            return None
        return self._git("cat-file", "blob", place)

    def _git(self, *arguments: str, may_fail: bool = False) -> bytes:
        git = which("git")
        if not git:
            raise SmcheckError("git is not installed, or not where programs are looked for")
        done = subprocess.run(  # noqa: S603 - a commit's name stands behind git's own words
            [git, "-C", str(self._folder), *arguments], capture_output=True, check=False
        )
        if done.returncode and not may_fail:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            if said and "not a git repository" in said[-1]:
                raise SmcheckError(f"{self._folder}: this folder is not kept in git, so there is no commit")
            raise SmcheckError(f"git: {said[-1] if said else 'it failed'}")
        return b"" if done.returncode else done.stdout
