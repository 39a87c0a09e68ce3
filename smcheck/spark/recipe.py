"""All that a reviewer is made of, as it travels to the processes that review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from smcheck.review.reviewer import Reviewer
from smcheck.settings.council import CONFIG_NAME, Council
from smcheck.settings.decision_file import Decisions
from smcheck.settings.policy import Policy

_KEYED = 16  # bytes


@dataclass(frozen=True)
class Recipe:
    """What a reviewer is made of; `files` are the council's roster and word lists, which no worker has.

    Whatever is sent holds the key of the fingerprints, which is therefore never shown, nor are the decisions
    and the people: a recipe says nothing of itself.
    """

    council: Council = field(repr=False)
    policy: Policy = field(repr=False)
    decisions: Decisions = field(repr=False)
    date: dt.date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    quick: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, reviewer: Reviewer) -> Recipe:
        """The recipe of a reviewer. Raises `OSError` where a file that it read cannot be read again."""
        council = reviewer.council
        names = ((council.roster,) if council.path else ()) + council.wordlists
        files = {name: path.read_bytes() for name in names if (path := council.folder / name).exists()}
        return cls(
            council,
            reviewer.policy,
            reviewer.decisions,
            reviewer.date,
            reviewer.select,
            reviewer.ignore,
            reviewer.quick,
            files,
        )

    def reviewer(self) -> Reviewer:
        """The reviewer; the files lie in a folder of their own while it is made. Raises `ConfigError`."""
        with TemporaryDirectory(prefix="smcheck-") as folder:
            return Reviewer(
                self._council_in(Path(folder)),
                self.policy,
                decisions=self.decisions,
                date=self.date,
                select=self.select,
                ignore=self.ignore,
                quick=self.quick,
            )

    def _council_in(self, folder: Path) -> Council:
        """The council with its files in a folder, under names that lead nowhere else."""
        placed = {}
        for number, (name, content) in enumerate(self.files.items()):
            placed[name] = f"{number}{PurePath(name).suffix}"
            (folder / placed[name]).write_bytes(content)
        wordlists = tuple(placed.get(name, name) for name in self.council.wordlists)
        if self.council.path is None:
            return replace(self.council, wordlists=tuple(str(folder / name) for name in wordlists))
        roster = placed.get(self.council.roster, self.council.roster)
        return replace(self.council, path=folder / CONFIG_NAME, roster=roster, wordlists=wordlists)

    def keyed(self, *parts: str) -> str:
        """A hash of texts that only who has the key can make."""
        key = self.decisions.key[:64]
        content = "\0".join(parts).encode("utf-8", "surrogatepass")
        return blake2b(content, key=key, digest_size=_KEYED).hexdigest()

    @cached_property
    def seal(self) -> str:
        """A keyed hash of everything on which a finding depends but the posts and the version."""
        council = {one.name: getattr(self.council, one.name) for one in fields(self.council)}
        council |= {"path": None, "given": sorted(self.council.given), "elections": self._polls}
        contents = [f"{name} {blake2b(content).hexdigest()}" for name, content in sorted(self.files.items())]
        told = (self.policy, council, self.decisions.known, self.date)
        return self.keyed(*map(repr, told), repr((self.select, self.ignore, self.quick)), *contents)

    @property
    def _polls(self) -> list[tuple[dt.date, dt.date | None, list[dt.date]]]:
        """The elections, with their days in an order that is the same each time."""
        return [(each.poll, each.since, sorted(each.excluded)) for each in self.council.elections]
