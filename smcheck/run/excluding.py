"""What is left out of folders of drafts, by the configurations of the folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.run.configurations import Configurations
from smcheck.settings.council import HEAD_NAME, Council, nearest_config
from smcheck.settings.decision_file import KEY_NAME
from smcheck.settings.files import ignore_spec
from smcheck.settings.policy_file import policy_files
from smcheck.settings.request_files import FOLDER


class Excluder:
    """Tells which paths are left out, by patterns as in `.gitignore`, relative to `base`.

    `settings` are files and folders of the council's settings, such as word lists and the record, which are
    never drafts. What the excluder `above` leaves out is left out too. Raises `ValueError` where a pattern is
    none.
    """

    def __init__(
        self,
        patterns: Sequence[str],
        base: Path,
        settings: Sequence[Path] = (),
        above: Excluder | None = None,
    ) -> None:
        self._base = base.resolve()
        self._settings = frozenset(path.resolve() for path in settings)
        self._spec = ignore_spec(patterns) if patterns else None
        self._above = above

    def excludes(self, path: Path) -> bool:
        """Whether the path, or a folder above it, matches a pattern."""
        if self._above and self._above.excludes(path):
            return True
        if self._spec is None:
            return False
        resolved = path.resolve()
        inside = (
            resolved.relative_to(self._base) if resolved.is_relative_to(self._base) else Path(resolved.name)
        )
        return self._spec.match_file(inside.as_posix())

    def is_setting(self, path: Path) -> bool:
        """Whether the path is one of the council's settings, or in a folder of them."""
        if self._above and self._above.is_setting(path):
            return True
        if not self._settings:
            return False
        place = path.parent.resolve() / path.name  # a link is none of them, wherever it leads
        return not self._settings.isdisjoint((place, *place.parents))


class Excluders:
    """The excluder of each folder: what its configuration and those of the folders above leave out.

    Further `patterns`, relative to `base`, hold everywhere, as do the files of `settings`, which are no
    drafts; raises `ConfigError` where a pattern is none.
    """

    def __init__(
        self,
        patterns: Sequence[str] = (),
        base: Path = Path(),
        configurations: Configurations | None = None,
        settings: Sequence[Path] = (),
    ) -> None:
        self._configurations = configurations or Configurations()
        try:
            self._outermost = Excluder(patterns, base, settings)
        except ValueError as error:
            raise ConfigError(f"exclude: {error}") from error
        self._known: dict[Path | None, Excluder] = {}

    def at(self, folder: Path) -> Excluder:
        """The folder's excluder; raises `ConfigError` where its configuration is wrong."""
        path = self._configurations.path_for(folder)
        if path not in self._known:
            council = self._configurations.council(path)
            above = self._above(path)
            self._known[path] = Excluder(council.exclude, council.folder, _settings(council), above)
        return self._known[path]

    def within(self, folder: Path) -> Excluder:
        """The same, but without a configuration that is wrong: it is told with the drafts under it."""
        try:
            return self.at(folder)
        except (SmcheckError, OSError):
            return self._above(nearest_config(folder))

    def _above(self, config: Path | None) -> Excluder:
        """What holds above the folder of a configuration."""
        above = self._configurations.above(config) if config else None
        return self.within(above.parent) if above else self._outermost


def _settings(council: Council) -> list[Path]:
    """Files and folders of the council's settings that may lie among drafts."""
    names = (*council.wordlists, council.record, council.roster, council.decisions, council.baseline)
    key = Path(council.decisions).with_name(KEY_NAME)
    head = Path(council.record_head or council.record) / HEAD_NAME
    requests = Path(council.decisions).with_name(FOLDER)
    own: tuple[Path | str, ...] = (key, head, requests, *(name for name in names if name))
    return [*policy_files(council.policy, council.folder), *(council.folder / name for name in own)]
