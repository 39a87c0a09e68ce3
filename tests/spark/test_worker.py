"""What runs in a process of Spark's: one reviewer, and what it remembers."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace
from typing import Any

import pytest

from smcheck import Council, Decisions, Draft, Reviewer
from smcheck.settings.elections import Election
from smcheck.spark import worker
from smcheck.spark.recipe import Recipe
from smcheck.spark.rows import Post
from smcheck.spark.worker import Built, Work

pd = pytest.importorskip("pandas", reason="smcheck[spark] is not installed")
QUIET = Council(classifier=False, language_model=False, elections=(Election(dt.date(2025, 5, 1)),))
RECIPE = Recipe.of(Reviewer(QUIET, date=dt.date(2024, 6, 1), decisions=Decisions(key=b"5" * 32)))
COLUMNS = ("id", "text", "length", "day", "platform", "kind", "problem")


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were examined, in order."""
    seen: list[str] = []
    examine = Reviewer.examine

    def noting(self: Reviewer, draft: Draft) -> Any:
        seen.append(draft.text)
        return examine(self, draft)

    monkeypatch.setattr(Reviewer, "examine", noting)
    return seen


def test_the_same_words_are_looked_at_once(looked_at: list[str]) -> None:
    built = Built(RECIPE, 10)
    day = dt.date(2024, 7, 1)
    first = built.row(Post("Ring 07700 900123.", day=day))
    again = built.row(Post("Ring 07700 900123.", day=dt.date(2024, 12, 1)))
    assert looked_at == ["Ring 07700 900123."]
    assert again == first | {"day": dt.date(2024, 12, 1)}


@pytest.mark.parametrize(
    "other",
    [
        Post("Ring 07700 900123!", day=dt.date(2024, 7, 1)),
        Post("Ring 07700 900123.", day=dt.date(2023, 7, 1)),
        Post("Ring 07700 900123.", day=dt.date(2024, 7, 1), platforms=("x",)),
        Post("Ring 07700 900123.", day=dt.date(2024, 7, 1), kind="comment"),
    ],
)
def test_what_may_be_judged_otherwise_is_looked_at_anew(looked_at: list[str], other: Post) -> None:
    built = Built(RECIPE, 10)
    built.row(Post("Ring 07700 900123.", day=dt.date(2024, 7, 1)))
    built.row(other)
    assert len(looked_at) == 2


def test_before_a_poll_words_are_looked_at_anew(looked_at: list[str]) -> None:
    built = Built(RECIPE, 10)
    rows = [built.row(Post("Vote Labour.", day=day)) for day in (dt.date(2025, 1, 2), dt.date(2025, 4, 20))]
    assert len(looked_at) == 2
    assert [len(row["notices"]) for row in rows] == [0, 1]


def test_only_so_much_is_remembered(looked_at: list[str]) -> None:
    built = Built(RECIPE, 2)
    for text in ("a b", "c d", "a b", "e f", "c d", "x" * 5_000, "x" * 5_000):
        built.row(Post(text))
    assert looked_at == ["a b", "c d", "e f", "c d", "x" * 5_000, "x" * 5_000]


def test_a_reviewer_is_built_once_however_many_tasks_come(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Built] = []

    def build(recipe: Recipe, remembered: int) -> Built:
        made.append(Built(recipe, remembered))
        return made[-1]

    monkeypatch.setattr(worker, "Built", build)
    monkeypatch.setattr(worker, "_BUILT", {})
    work = Work(RECIPE)
    batch = pd.DataFrame([(b"1", b"Ring 07700 900123.", 0, None, None, None, None)], columns=list(COLUMNS))
    for _ in range(3):
        arrived: Work = pickle.loads(pickle.dumps(work))  # noqa: S301  # as Spark does it for each task
        (found,) = arrived.reviewed(iter([batch]))
        assert found["status"].tolist() == ["findings"]
    assert len(made) == 1
    list(Work(RECIPE).reviewed(iter([batch])))
    assert len(made) == 2
    assert len(worker._BUILT) == 1


def test_a_post_that_breaks_the_reviewer_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(self: Reviewer, draft: Draft) -> Any:
        raise MemoryError(draft.text)

    monkeypatch.setattr(Reviewer, "examine", breaking)
    row = Built(RECIPE, 10).row(Post("Ring 07700 900123."))
    assert row["status"] == "unreviewed"
    assert "900123" not in str(row)


def test_a_recipe_shows_no_secret() -> None:
    shown = repr(Work(replace(RECIPE, decisions=Decisions(key=b"secret-key" * 4))))
    assert "secret" not in shown
    assert "key" not in shown
