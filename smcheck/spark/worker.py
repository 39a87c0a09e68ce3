"""What runs in each process that Spark starts: a reviewer, built once, and the posts that it is given."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from smcheck.model.draft import Draft
from smcheck.review.examined import Examined
from smcheck.review.reviewer import NOT_JUDGED, READ_ONCE, Reviewer
from smcheck.run.cores import ONE_THREAD
from smcheck.settings.elections import election_on
from smcheck.spark.recipe import Recipe
from smcheck.spark.rows import Cells, Post, Row, broken, post_of, row_of

if TYPE_CHECKING:
    import pandas as pd

_ALWAYS = (NOT_JUDGED, READ_ONCE)
REMEMBERED = 4_096
"""Posts of which a process remembers what was found: archives say the same again and again."""
_LONGEST_REMEMBERED = 4_000  # characters


class Built:
    """A reviewer at work in this process, which remembers what it has found in the latest posts."""

    def __init__(self, recipe: Recipe, remembered: int) -> None:
        os.environ.update(ONE_THREAD)
        self.reviewer: Reviewer = recipe.reviewer()
        self.limit = self.reviewer.council.max_characters
        self._most = remembered
        self._found: OrderedDict[tuple[object, ...], Examined] = OrderedDict()

    def row(self, post: Post) -> Row:
        """What the findings say of a post; never raises."""
        if post.text is None:
            return row_of(post, None)
        try:
            draft = post.draft
            return row_of(post, self.reviewer.decided(draft, self._examined(draft)), _ALWAYS)
        except Exception as error:  # one post must not end the review of all others
            return broken(post, error)

    def _examined(self, draft: Draft) -> Examined:
        """What is found in a draft, or was in the same words: but for polls, the days of a year are alike."""
        day = draft.date or self.reviewer.date
        election = election_on(day, self.reviewer.council.elections)
        key = (draft.text, draft.kind, draft.platforms, day.year, election)
        if key in self._found:
            self._found.move_to_end(key)
            return self._found[key]
        found = self.reviewer.examine(draft)
        if len(draft.text) <= _LONGEST_REMEMBERED and not any(fault.broken for fault in found.faults):
            self._found[key] = found
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        return found


_BUILT: dict[str, Built] = {}
"""The reviewer of this process by its work's token: tasks come and go, and the process stays."""


@dataclass(frozen=True)
class Work:
    """What is sent to the processes: what to build the reviewer of, and what to do with the rows.

    `passed` are columns that are handed on as they came, `remembered` says of how many posts a process knows
    what was found in them.
    """

    recipe: Recipe = field(repr=False)
    passed: tuple[str, ...] = ()
    keep_text: bool = False
    remembered: int = REMEMBERED
    token: str = field(default_factory=lambda: uuid4().hex)

    def reviewed(self, batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Batches of findings for batches of posts, row by row in their order."""
        import pandas as pd

        built = self._built()
        for batch in batches:
            rows = [self._row(built, cells, handed) for cells, handed in self._cells(batch)]
            yield pd.DataFrame(rows, columns=list(self.columns), dtype=object)

    @property
    def columns(self) -> Sequence[str]:
        """The names of what comes out, in order."""
        return (
            "id", "status", "day", "platform", "findings", "errors", "notices", "policy", "version",
            *(("text",) if self.keep_text else ()), *self.passed,
        )  # fmt: skip

    def _built(self) -> Built:
        if self.token not in _BUILT:
            _BUILT.clear()  # an earlier work's reviewer is not needed any more
            _BUILT[self.token] = Built(self.recipe, self.remembered)
        return _BUILT[self.token]

    def _cells(self, batch: pd.DataFrame) -> Iterator[tuple[Cells, tuple[Any, ...]]]:
        names = ("text", "length", "day", "platform", "kind", "problem")
        cells = zip(*(batch[name] for name in names), strict=True)
        handed = zip(*(batch[name] for name in ("id", *self.passed)), strict=True)
        for (text, length, *said, problem), kept in zip(cells, handed, strict=True):
            day, platform, kind = said
            yield Cells(text, int(length), day, platform, kind, problem), kept

    def _row(self, built: Built, cells: Cells, handed: tuple[Any, ...]) -> Row:
        from smcheck.model.version import __version__

        post = post_of(cells, built.limit)
        identifier, *passed = handed
        row = built.row(post) | {
            "id": None if identifier is None else identifier.decode("utf-8", "replace"),
            "policy": built.reviewer.policy.id,
            "version": __version__,
            **dict(zip(self.passed, passed, strict=True)),
        }
        if self.keep_text:
            row["text"] = None if post.text is None else post.text.encode("utf-8", "replace").decode()
        return row
