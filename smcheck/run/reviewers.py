"""Reviewers that are kept: each is built once for the settings of a folder, and anew when these change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smcheck.model.errors import SmcheckError
from smcheck.review.reviewer import Reviewer
from smcheck.review.unguarded import unguarded
from smcheck.run.baselines import Baselines
from smcheck.run.configurations import Configurations, by_default, without_settings
from smcheck.run.excluding import Excluder, Excluders
from smcheck.run.request import Request
from smcheck.settings.council import CONFIG_NAME
from smcheck.settings.decision_file import KEY_NAME
from smcheck.settings.default_council import pointer_path
from smcheck.settings.files import stamp
from smcheck.settings.policy_file import policy_files
from smcheck.settings.silencing import silenced

Stamps = tuple[object, ...]


@dataclass(frozen=True)
class Held:
    """The reviewer whose settings hold in a folder, what is known or left out there, what to say of it."""

    reviewer: Reviewer
    baselines: Baselines
    excluder: Excluder
    remarks: tuple[str, ...]


class Reviewers:
    """The reviewers of folders, for a front end that reviews again and again what is being written."""

    def __init__(self, given: Path | None = None) -> None:
        """`given` goes before the `smcheck.toml` that is nearest to a folder."""
        self._given = given
        self._held: dict[Path, tuple[list[Path], Stamps, Held | None]] = {}

    def at(self, folder: Path) -> Held:
        """What holds in the folder now; raises `ConfigError` and `OSError` where settings are wrong."""
        known = self._held.get(folder)
        if known and known[2] and self.is_current(folder):
            return known[2]
        paths = settings_files(folder, self._given)
        stamps = _stamps(paths)
        self._held[folder] = paths, stamps, None
        held = self._built(folder)
        self._held[folder] = paths, stamps, held
        return held

    def is_current(self, folder: Path) -> bool:
        """Whether the folder was asked about, and its files and the day are as they were then."""
        known = self._held.get(folder)
        return known is not None and _stamps(known[0]) == known[1]

    def seen(self, folder: Path) -> Stamps | None:
        """The state of the folder's files when they were read last, to be compared; None where never."""
        known = self._held.get(folder)
        return known[1] if known else None

    def _built(self, folder: Path) -> Held:
        configurations = Configurations(self._given)
        council = configurations.council(configurations.path_for(folder))
        reviewer = Reviewer(council, select=council.select, ignore=council.ignore)
        baselines = Baselines(Request(paths=()))
        baselines.load(reviewer)
        excluder = Excluders(configurations=configurations).at(folder)
        says = (
            without_settings(reviewer.policy) if council.path is None else "",
            by_default(council) if configurations.is_by_default(folder) else "",
            *unguarded(reviewer.policy),
            silenced(council),
        )
        return Held(reviewer, baselines, excluder, tuple(filter(None, says)))


def settings_files(folder: Path, given: Path | None = None) -> list[Path]:
    """The files that say what holds in a folder, those that would if they were there among them.

    Where settings are wrong, files that only they would name are not among them; never raises.
    """
    found = [pointer_path()]
    with suppress(SmcheckError, OSError, UnicodeError, RuntimeError):
        found += _named(folder, given)
    return found


def _named(folder: Path, given: Path | None) -> Iterator[Path]:
    start = folder.resolve()
    yield from [given] if given else [each / CONFIG_NAME for each in (start, *start.parents)]
    configurations = Configurations(given)
    council = configurations.council(configurations.path_for(folder))
    if council.path:
        yield council.path
    names = (council.roster, council.decisions, council.baseline, *council.wordlists)
    yield from (council.folder / name for name in names if name)
    yield (council.folder / council.decisions).with_name(KEY_NAME)
    yield council.folder / council.policy
    yield from policy_files(council.policy, council.folder)


def _stamps(paths: list[Path]) -> Stamps:
    return (dt.date.today(), *map(stamp, paths))
