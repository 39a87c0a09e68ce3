"""What a run is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from smcheck.model.draft import Kind
from smcheck.readers.content import NO_CHOICE, Choice
from smcheck.run.cores import Jobs
from smcheck.settings.files import is_folder

STDIN = "-"
"""The path that stands for the bytes of `Request.stdin`."""


@dataclass(frozen=True)
class Request:
    """Which drafts are to be reviewed, and how.

    `paths` are files, folders, or "-" for the bytes of `stdin`, which are read as those of a file named
    `stdin_filename` would be. `config` goes before the `smcheck.toml` that is nearest to each file. `date`
    goes before the day that a schedule gives; without either a draft is judged for today. `kind` goes before
    what the file says of itself: an e-mail, else a post. `columns` says which
    of a sheet's columns hold posts.
    `baseline`, before that of the configuration, is the file that says which findings are known: they are put
    aside, or told all the same with `report_known`.
    `select` and `ignore` name checks, categories or rules; with `configured` those of the configuration count
    too. `exclude` are patterns as in `.gitignore`, `platforms` where all drafts will be posted, `polls` days
    of polls beside those of the configuration. With `cache`, what was found in a draft before is not looked
    for again where several files are reviewed. A `quick` review leaves out the second reader. With
    `make_key` the key that a record needs is made first, if there is none. `fail_on` is a severity, or
    "never".

    `jobs` is how many processes share the drafts, this one among them; "auto" takes more than one only where
    many drafts are not known yet. Others are begun by Python's "spawn": whoever asks for them from a script
    of their own does so below `if __name__ == "__main__":`.
    """

    paths: tuple[str, ...]
    stdin: bytes = b""
    stdin_filename: str = ""
    date: dt.date | None = None
    polls: tuple[dt.date, ...] = ()
    config: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    configured: bool = True
    baseline: Path | None = None
    report_known: bool = False
    exclude: tuple[str, ...] = ()
    fail_on: str | None = None
    platforms: tuple[str, ...] = ()
    kind: Kind | None = None
    columns: Choice = NO_CHOICE
    cache: bool = True
    quick: bool = False
    make_key: bool = False
    jobs: Jobs = 1

    def __post_init__(self) -> None:
        """Refuse paths that are one text, whose letters would be taken for paths, and jobs that are none.

        Raises `TypeError` and `ValueError`.
        """
        if isinstance(self.paths, str):
            raise TypeError(f"paths must be a tuple of texts, not the text {self.paths!r}")
        if self.jobs != "auto" and (not isinstance(self.jobs, int) or self.jobs < 1):
            raise ValueError(f'jobs must be "auto" or a whole number from 1, not {self.jobs!r}')

    @property
    def is_for_many(self) -> bool:
        """Whether more than one file may be reviewed."""
        return len(self.paths) > 1 or any(map(is_folder, self.paths))

    def folder_of(self, path: str) -> Path:
        """The folder whose configuration holds for one of the paths."""
        if path == STDIN:
            return Path(self.stdin_filename or ".").parent
        return Path(path) if is_folder(path) else Path(path).parent
