"""The configurations of a run: each file is found and read once."""

from __future__ import annotations

from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.settings.council import Council, find_config, load_council


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
                self._councils[path] = load_council(path)
            except ConfigError as error:
                self._councils[path] = error
        found = self._councils[path]
        if isinstance(found, ConfigError):
            raise found
        return found
