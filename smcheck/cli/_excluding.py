"""What is left out of folders of drafts, by the configuration that holds in each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from smcheck.council import Council, find_config, load_council
from smcheck.errors import SmcheckError
from smcheck.readers.folder import Excluder


def excluder_for(folder: Path, config: Path | None = None, patterns: Sequence[str] = ()) -> Excluder:
    """What tells the files in a folder and beneath it that are no drafts; raises `ConfigError`.

    That is by `config`, or the nearest configuration, and by further patterns; beneath it also by the
    configurations of folders further down. One of those that is wrong is passed over here: it is reported
    with the drafts for which it holds.
    """

    def nearest(inner: Path) -> Excluder:
        found = find_config(inner)
        if found not in known:
            known[found] = outer
            try:
                council = load_council(found)
            except (SmcheckError, OSError):
                return outer
            known[found] = Excluder(council.exclude, council.folder, _own(council), outer)
        return known[found]

    found = config or find_config(folder)
    council = load_council(found)
    nearer = None if config else nearest
    outer = Excluder((*council.exclude, *patterns), council.folder, _own(council), nearer=nearer)
    known = {found: outer}
    return outer


def _own(council: Council) -> list[Path]:
    return [council.folder / name for name in (*council.wordlists, council.record) if name]
