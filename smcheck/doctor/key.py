"""Questions about the key of the council's records: whether it is there, safe, and nobody else's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.model.errors import SmcheckError
from smcheck.settings.decision_file import GIT_IGNORE, KEY_NAME, read_key

_OTHERS = 0o007


def there(case: Case) -> Iterator[Advice]:
    """Whether there is a key; raises `ConfigError` where the file holds none."""
    if case.key_path.exists():
        read_key(case.key_path)
        return
    record = case.folder / case.council.record if case.council.record else None
    needed = any(decision.kind == "waiver" for decision in case.decisions)
    needed |= case.baseline_path is not None and case.baseline_path.exists()
    if needed or (record and record.is_dir() and any(record.iterdir())):
        what = (
            "the key is missing: without it no waiver or baseline holds, and the record cannot be read or "
            "added to"
        )
        yield Advice(Gravity.WRONG, what, case.key_path, f"restore {KEY_NAME} from a backup")
    else:
        what = "there is no key yet, which approvals and the record need"
        mend = f"restore {KEY_NAME} from a backup, if there was one; else the first smcheck approve makes it"
        yield Advice(Gravity.MISSING, what, case.key_path, mend)


def in_git(case: Case) -> Iterator[Advice]:
    """Whether git keeps the key, or would; raises `SmcheckError` where git cannot tell."""
    path = case.key_path
    folders = (path.parent.resolve(), *path.parent.resolve().parents)
    if not any((folder / ".git").exists() for folder in folders):
        return
    if _git(path, "ls-files", "--error-unmatch", "--"):
        what = "git keeps the key: whoever has the repository, or a copy, can tell what the records hide"
        mend = f"git rm --cached {KEY_NAME}, and add {KEY_NAME} to {GIT_IGNORE}"
        yield Advice(Gravity.UNSAFE, what, path, mend)
    elif not _git(path, "check-ignore", "-q", "--"):
        what = "git does not leave the key alone: the next git add . would take it into the repository"
        yield Advice(
            Gravity.UNSAFE,
            what,
            path,
            f"add the line {KEY_NAME} to {GIT_IGNORE} (echo {KEY_NAME}>> {GIT_IGNORE})",
        )


def closed(case: Case) -> Iterator[Advice]:
    """Whether everybody on this computer may read the key; on Windows the folder's own rights say who may."""
    if os.name != "nt" and case.key_path.exists() and case.key_path.stat().st_mode & _OTHERS:
        what = "everybody who uses this computer can read the key, or change it"
        yield Advice(Gravity.UNSAFE, what, case.key_path, f"chmod o= {KEY_NAME}")


def backup(case: Case) -> Iterator[Advice]:
    """A reminder, since nothing here can tell whether there is a backup."""
    if case.key_path.exists():
        what = (
            "the key cannot be made anew: without it waivers hold no more, and the record cannot be checked"
        )
        mend = f"keep a copy of {KEY_NAME} where this folder's backups are not"
        yield Advice(Gravity.REMARK, what, case.key_path, mend)


def _git(path: Path, *arguments: str) -> bool:
    """Whether git says yes to a question about a file."""
    git = which("git")
    if not git:
        raise SmcheckError(
            f"{path.parent}: the folder is in a git repository, and git is not found: whether it keeps the "
            "key is not known"
        )
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(  # noqa: S603 - git's own words before the name of the file
        [git, "-C", str(path.parent), *arguments, path.name],
        capture_output=True,
        check=False,
        env=surroundings,
    )
    if done.returncode not in (0, 1):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SmcheckError(f"git: {said[-1] if said else 'it failed'}")
    return done.returncode == 0


QUESTIONS = (there, in_git, closed, backup)
