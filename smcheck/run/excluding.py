"""What is left out of folders of drafts, by the configurations of the folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.settings.council import Council, find_config, load_council
from smcheck.settings.files import ignore_spec


class Excluder:
    """Tells which paths are left out, by patterns as in `.gitignore`, relative to `base`.

    `own` are files and folders of the council's settings, such as word lists and the record, which are never
    drafts. What the excluder `above` leaves out is left out too. Raises `ValueError` where a pattern is none.
    """

    def __init__(
        self, patterns: Sequence[str], base: Path, own: Sequence[Path] = (), above: Excluder | None = None
    ) -> None:
        self._base = base.resolve()
        self._own = frozenset(path.resolve() for path in own)
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

    def is_own(self, path: Path) -> bool:
        """Whether the path is one of the council's settings, or in a folder of them."""
        if self._above and self._above.is_own(path):
            return True
        if not self._own:
            return False
        resolved = path.resolve()
        return not self._own.isdisjoint((resolved, *resolved.parents))


class Excluders:
    """The excluder of each folder: what its configuration and those of the folders above leave out.

    That is `config` alone where it is given. Further `patterns`, relative to `base`, hold everywhere; raises
    `ConfigError` where one of them is none.
    """

    def __init__(self, patterns: Sequence[str] = (), base: Path = Path(), config: Path | None = None) -> None:
        self._config = config
        try:
            self._outermost = Excluder(patterns, base)
        except ValueError as error:
            raise ConfigError(f"exclude: {error}") from error
        self._known: dict[Path | None, Excluder] = {}

    def at(self, folder: Path) -> Excluder:
        """The folder's excluder; raises `ConfigError` where its configuration is wrong."""
        found = self._config or find_config(folder)
        if found not in self._known:
            council = load_council(found)
            above = self._above(found)
            self._known[found] = Excluder(council.exclude, council.folder, _own(council), above)
        return self._known[found]

    def within(self, folder: Path) -> Excluder:
        """The same, but without a configuration that is wrong: it is told with the drafts under it."""
        try:
            return self.at(folder)
        except (SmcheckError, OSError):
            return self._above(find_config(folder))

    def _above(self, config: Path | None) -> Excluder:
        """What holds above the folder of a configuration."""
        if self._config or config is None or config.parent == config.parent.parent:
            return self._outermost
        return self.within(config.parent.parent)


def _own(council: Council) -> list[Path]:
    return [council.folder / name for name in (*council.wordlists, council.record) if name]
