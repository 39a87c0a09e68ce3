"""The configurations of a run: each file is found and read once."""

from __future__ import annotations

from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.settings.council import CONFIG_NAME, Council, load_council, nearest_config
from smcheck.settings.default_council import default_config
from smcheck.settings.lacking import no_settings
from smcheck.settings.policy import Policy
from smcheck.settings.silencing import LOCKED


def without_settings(policy: Policy) -> str:
    """What is said where no configuration holds for drafts, which were held against this policy."""
    return no_settings(
        f"the policy of {policy.council} was applied, and no contact, place or person is known as the "
        "council's own"
    )


def by_default(council: Council) -> str:
    """What is said where this computer's default held for drafts, for want of nearer settings."""
    return (
        f"the settings of {council.name or 'a council'} ({council.path}) were applied, this computer's "
        f"default: no {CONFIG_NAME} is nearer to these drafts; smcheck config --no-user does without"
    )


class Configurations:
    """Which configuration holds in each folder: `given` everywhere, or else as `find_config` says."""

    def __init__(self, given: Path | None = None) -> None:
        self.given = given
        self._paths: dict[Path, Path | None] = {}
        self._by_default: set[Path] = set()
        self._nearest: dict[Path, Path | None] = {}
        self._councils: dict[Path | None, Council | ConfigError] = {}

    def path_for(self, folder: Path) -> Path | None:
        """The file that holds in the folder; None where there is none.

        Raises `ConfigError` where it is this computer's default, and that is not there any more.
        """
        if self.given:
            return self.given
        if folder not in self._paths:
            nearest = nearest_config(folder)
            self._paths[folder] = nearest or default_config()
            if not nearest and self._paths[folder]:
                self._by_default.add(folder)
        return self._paths[folder]

    def is_by_default(self, folder: Path) -> bool:
        """Whether what holds in the folder, as `path_for` said, is this computer's default."""
        return folder in self._by_default

    def above(self, path: Path) -> Path | None:
        """The nearest file above that of `path`; None where there is none, or one was given."""
        folder = path.resolve().parent
        if self.given or folder == folder.parent:
            return None
        if folder.parent not in self._nearest:
            self._nearest[folder.parent] = nearest_config(folder.parent)
        return self._nearest[folder.parent]

    def council(self, path: Path | None) -> Council:
        """The council of a file; raises `ConfigError`, each time it is asked for, where that is wrong."""
        if path not in self._councils:
            try:
                council = load_council(path)
                self.refuse_what_is_locked(path, council.given)
                self._councils[path] = council
            except ConfigError as error:
                self._councils[path] = error
        found = self._councils[path]
        if isinstance(found, ConfigError):
            raise found
        return found

    def refuse_what_is_locked(self, path: Path | None, given: frozenset[str]) -> None:
        """Raise `ConfigError` where a file sets what a locked one above it keeps for itself."""
        kept = ", ".join(sorted(LOCKED & given))
        above = self.locked_above(path) if path and kept else None
        if above:
            raise ConfigError(f"{path}: {above} is locked; take out what it keeps for itself: {kept}")

    def locked_above(self, path: Path) -> Path | None:
        """The nearest file above that of `path` which is locked; None where none is."""
        above = self.above(path)
        while above and not self._is_locked(above):
            above = self.above(above)
        return above

    def _is_locked(self, path: Path) -> bool:
        try:
            return self.council(path).locked
        except ConfigError:  # it is told with the drafts under it
            return False
