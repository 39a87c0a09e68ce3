"""A reviewer goes to other threads and processes, and says there what it says here."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from smcheck import Decision, Decisions, Review, Reviewer
from tests.conftest import TODAY

POSTS = [
    "The library is open on Saturday.",
    "Ring 07700 900123 before you moan, you idiot!",
    "Cllr Sam Example opened the fete with Alex Specimen.",
    "These people are vermin and the council lies.",
    "Vote Conservative on Thursday, the Labour lot have let us down.",
] * 3
APPROVED = Decision("person", "Sam Example", "The Clerk", TODAY)

_there: Reviewer


def _arrive(reviewer: Reviewer) -> None:
    global _there
    _there = reviewer


def _reviewed_there(post: str) -> Review:
    return _there.review(post)


def _with_decisions(reviewer: Reviewer) -> Reviewer:
    """A reviewer with a selection, a day and a decision, all of which have to travel."""
    decisions = replace(reviewer.decisions, known=(APPROVED,))
    return Reviewer(reviewer.council, reviewer.policy, decisions=decisions, date=TODAY, ignore=["tone"])


def test_it_reviews_in_a_spawned_process(reviewer: Reviewer) -> None:
    here = _with_decisions(reviewer)
    wanted = [here.review(post) for post in POSTS]
    assert any(finding.decision == APPROVED for review in wanted for finding in review.findings)
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=_arrive, initargs=(here,)) as pool:
        assert list(pool.map(_reviewed_there, POSTS)) == wanted


def test_it_reviews_in_threads(reviewer: Reviewer) -> None:
    here = _with_decisions(reviewer)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(here.review, POSTS))
    assert found == [_with_decisions(reviewer).review(post) for post in POSTS]


def test_what_travels_is_what_it_was_made_from(reviewer: Reviewer) -> None:
    here = _with_decisions(reviewer)
    here.review(POSTS[1])
    packed = pickle.dumps(here)
    assert len(packed) < 100_000  # neither word lists nor models
    there: Reviewer = pickle.loads(packed)  # noqa: S301  # our own
    assert (there.council, there.policy, there.date) == (here.council, here.policy, TODAY)
    assert (there.select, there.ignore) == (here.select, here.ignore)
    assert isinstance(there.decisions, Decisions)
    assert (there.decisions.key, there.decisions.known) == (here.decisions.key, (APPROVED,))
