"""The search for faults, for as long as it is given, and what came of it."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Generic, TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.fuzz.properties import Fault

T = TypeVar("T")

BATCH = 40
"""Examples that are tried from one seed."""
_QUICK = settings(
    settings.get_profile("default"), deadline=None, database=None, derandomize=False, max_examples=BATCH,
    suppress_health_check=list(HealthCheck), print_blob=False, report_multiple_bugs=False, phases=[Phase.generate],
)  # fmt: skip
_THOROUGH = settings(_QUICK, phases=[Phase.generate, Phase.shrink])


class _FoundError(AssertionError):
    """A fault that is not known yet."""


@dataclass
class Hunt(Generic[T]):
    """A search among the things that a strategy makes; `found` are the smallest that show a fault, by its sign.

    `known` are patterns of signs that are passed over. A batch that fails can be had again from `seeds`.
    """

    things: st.SearchStrategy[T]
    faults_of: Callable[[T], list[Fault]]
    known: Collection[str] = ()
    shrinks: bool = True
    tried: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    found: dict[str, tuple[T, Fault]] = field(default_factory=dict)
    seeds: dict[str, int] = field(default_factory=dict)
    on_found: Callable[[T, Fault], None] = lambda thing, fault: None

    def _is_known(self, sign: str) -> bool:
        return any(fnmatchcase(sign, pattern) for pattern in self.known)

    def go_on(self, seconds: float) -> None:
        """Try batch after batch until so much processor time has gone by; one at least."""
        ends = time.process_time() + seconds
        while True:
            self.batch(random.randrange(2**32))  # noqa: S311  # no secret
            if time.process_time() >= ends:
                return

    def batch(self, seed: int) -> None:
        """Try what comes of one seed; of a fault that is new, keep the smallest thing that shows it."""
        new: dict[str, tuple[T, Fault]] = {}
        begun: list[str] = []

        def attempt(thing: T) -> None:
            self.tried += not begun
            signs = {fault.sign: fault for fault in self.faults_of(thing)}
            if not begun:
                self.seen.update(signs.keys())
            fresh = [sign for sign in signs if sign not in self.found and not self._is_known(sign)]
            wanted = begun[:1] if begun else fresh[:1]
            if wanted and wanted[0] in signs:
                begun[:] = wanted
                new[wanted[0]] = (thing, signs[wanted[0]])
                raise _FoundError(wanted[0])

        search: Any = hypothesis.seed(seed)(
            (_THOROUGH if self.shrinks else _QUICK)(hypothesis.given(self.things)(attempt))
        )
        try:
            search()
        except _FoundError:
            for sign, (thing, fault) in new.items():
                self.found[sign], self.seeds[sign] = (thing, fault), seed
                self.on_found(thing, fault)
