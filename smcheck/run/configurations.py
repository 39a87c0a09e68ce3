"""The configurations of a run: each file is found and read once."""

from __future__ import annotations

from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.settings.council import Council, find_config, load_council
from smcheck.settings.silencing import LOCKED


class Configurations:
    """Which configuration holds in each folder: `given` everywhere, or else the nearest file."""

    def __init__(self, given: Path | None = None) -> None:
        self.given = given
        self._paths: dict[Path, Path | None] = {}
        self._councils: dict[Path | None, Council | ConfigError] = {}

    def path_for(self, folder: Path) -> Path | None:
        """The file that holds in the folder; None where there is none."""
        if self.given:
            return self.given
        if folder not in self._paths:
            self._paths[folder] = find_config(folder)
        return self._paths[folder]

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
        above = path if path and not self.given else None
        while above:
            folder = above.resolve().parent
            above = None if folder == folder.parent else self.path_for(folder.parent)
            if above and self._is_locked(above) and (kept := ", ".join(sorted(LOCKED & given))):
                raise ConfigError(f"{path}: {above} is locked; take out what it keeps for itself: {kept}")

    def _is_locked(self, path: Path) -> bool:
        try:
            return self.council(path).locked
        except ConfigError:  # it is told with the drafts under it
            return False
