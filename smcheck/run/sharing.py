"""Several processes share the drafts of a run; what comes of them comes in the order in which they were read.

This process reads, asks the cache, applies decisions, and examines drafts as the others do. It reads ahead,
so that there is something to share, but no further than a bound; the others are begun when enough is found
that is not known yet. Where they cannot be begun, this one does all by itself.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smcheck.review.examined import Examined, Fault
from smcheck.run.cores import Jobs, processes
from smcheck.run.events import LeftOut, NotReviewed, Reading, Remark, Reviewed, ToReview

if TYPE_CHECKING:
    from smcheck.review.reviewer import Reviewer
    from smcheck.run.workers import Answer, Workers

NoDraft = Reading | NotReviewed | LeftOut | Remark
BeforeReview = ToReview | NoDraft
AfterReview = Reviewed | NoDraft

ALONE = "no further process could begin, or none lasted, so one reviewed the drafts; --jobs 1 does not try"
"""What is said where the system lets no process begin, or ends each."""

ENDED_TWICE = (
    "the process that reviewed it ended before it was through, twice, perhaps for want of memory; review "
    "this draft by itself, and please report it if that ends too"
)
"""What is said of a draft on which processes end."""

# How much work drafts are is told by their characters, and some for each beside its own.
_EACH = 100
_WORTH = 60_000  # not known yet, from which further processes save clearly more than their start costs
_AHEAD = 16  # read ahead for each that was examined here, until they are begun
_MOST_AHEAD, _MOST_READ = 500_000, 2_000  # and drafts, that are read and not told yet
_SHARE, _MOST_OF_A_SHARE = 3_000, 16  # and drafts, that are handed over at once
_SHARES = 3  # of each process, the one that it is at among them
_MOST_ENDS = 5  # of processes, one after the other, without an answer from any: then it is none of the drafts


@dataclass(slots=True, eq=False)
class _Turn:
    """A draft that was read, and what was found in it, or what kept that from being found, once it is known.

    `lost` says that a process ended while the draft was with it.
    """

    read: ToReview
    found: Examined | Exception | None = None
    lost: bool = False

    @property
    def size(self) -> int:
        return _EACH + len(self.read.draft.text)

    def settle(self, found: Examined | Exception) -> None:
        self.found = found
        if isinstance(found, Examined):
            self.read.reviewer.keep(self.read.draft, found)

    def told(self) -> Reviewed:
        if isinstance(self.found, Exception):
            raise self.found
        assert self.found  # noqa: S101  # it is told when it is settled
        return Reviewed(self.read.reviewer.decided(self.read.draft, self.found), self.read.reviewer)


def reviewed(read: Iterator[BeforeReview], jobs: Jobs) -> Generator[AfterReview, None, None]:
    """What was read, in its order, with the review of each draft in its place.

    So many processes as `jobs` says share the work. They have ended when this does, or is closed.
    """
    sharing = _Sharing(read, processes(jobs) - 1, 0 if jobs != "auto" else _WORTH)
    try:
        yield from sharing.told()
    finally:
        sharing.end()


class _Sharing:
    """Who has which drafts: they are read and wait, here or in another process, until their turn to be told.

    `most` is how many processes may be begun beside this one, `worth` from how much work on they are.
    """

    def __init__(self, read: Iterator[BeforeReview], most: int, worth: int) -> None:
        self._read, self._most, self._worth = read, most, worth
        self._window: deque[_Turn | NoDraft] = deque()
        self._waiting: deque[_Turn] = deque()
        self._lost: deque[_Turn] = deque()
        self._sent: dict[Answer, list[_Turn]] = {}
        self._size_read = self._size_waiting = self._size_here = 0
        self._pickled: dict[Reviewer, bytes] = {}
        self._workers: Workers | None = None
        self._ends = 0
        self._failed = False

    def told(self) -> Iterator[AfterReview]:
        """All that was read, each as soon as it can be told."""
        goes_on = True
        while goes_on:
            goes_on = self._step()
            yield from self._due()
        assert not self._window, "a draft was not told"  # noqa: S101
        if self._failed:
            yield Remark(ALONE)

    def _due(self) -> Iterator[AfterReview]:
        """What can be told now, since all before it has been."""
        while self._window:
            first = self._window[0]
            if not isinstance(first, _Turn):
                yield first
            elif first.found is not None:
                self._size_read -= first.size
                yield first.told()
            else:
                return
            self._window.popleft()

    def end(self) -> None:
        """End the other processes."""
        if self._workers:
            self._workers.end()
        self._workers = None

    def _step(self) -> bool:
        """Do the next thing that is to be done; False where nothing is."""
        self._collect()
        self._send()
        if self._has_room() and (read := next(self._read, None)):
            self._take(read)
        elif self._is_for_here():
            self._examine(self._next_waiting())
        elif self._workers and self._sent:
            self._workers.wait(self._sent)
        else:
            return False
        return True

    def _has_room(self) -> bool:
        """Whether to read on before what was read is examined."""
        if not self._most:
            return not self._waiting
        if len(self._window) >= _MOST_READ or self._size_read >= _MOST_AHEAD:
            return False
        return bool(self._workers) or not self._worth or self._size_waiting <= _AHEAD * self._size_here

    def _take(self, read: BeforeReview) -> None:
        if not isinstance(read, ToReview):
            self._window.append(read)
            return
        turn = _Turn(read, read.reviewer.known(read.draft))
        self._window.append(turn)
        self._size_read += turn.size
        if turn.found is None:
            self._waiting.append(turn)
            self._size_waiting += turn.size

    def _next_waiting(self) -> _Turn:
        turn = self._waiting.popleft()
        self._size_waiting -= turn.size
        return turn

    def _is_for_here(self) -> bool:
        """Whether this process examines what waits: not for so long that the others have nothing left."""
        if not self._waiting or not self._workers:
            return bool(self._waiting)
        sent = sum(turn.size for turns in self._sent.values() for turn in turns)
        return self._waiting[0].size <= max(_SHARE, sent // self._most)

    def _examine(self, turn: _Turn) -> None:
        self._size_here += turn.size
        try:
            turn.settle(turn.read.reviewer.examine(turn.read.draft))
        except Exception as error:  # it is raised in its turn
            turn.settle(error)

    def _send(self) -> None:
        """Hand over what waits; what was with a process that ended, one by one, so that it is known which."""
        if not self._workers and self._pays():
            self._begin()
        while self._workers and (self._lost or self._waiting):
            if len(self._sent) >= (1 if self._lost else _SHARES * self._most):
                return
            self._hand_over([self._lost.popleft()] if self._lost else self._share())

    def _pays(self) -> bool:
        """Whether enough waits for further processes, of which there may be some."""
        enough = self._size_waiting >= self._worth and len(self._waiting) > 1
        return bool(self._most and (self._lost or enough))

    def _begin(self) -> None:
        from smcheck.run.workers import Workers

        try:
            self._workers = Workers(self._most)
        except (OSError, ImportError, NotImplementedError):
            self._do_without()

    def _do_without(self) -> None:
        self._most, self._failed = 0, True
        self._give_back([*self._lost])
        self._lost.clear()

    def _share(self) -> list[_Turn]:
        """The first of what waits, and some that follow under the same reviewer."""
        share = [self._next_waiting()]
        room = _SHARE - share[0].size
        while self._waiting and len(share) < _MOST_OF_A_SHARE:
            turn = self._waiting[0]
            room -= turn.size
            if room < 0 or turn.read.reviewer is not share[0].read.reviewer:
                break
            share.append(self._next_waiting())
        return share

    def _give_back(self, turns: list[_Turn]) -> None:
        """Let drafts wait again, before all others."""
        self._waiting.extendleft(reversed(turns))
        self._size_waiting += sum(turn.size for turn in turns)

    def _hand_over(self, turns: list[_Turn]) -> None:
        assert self._workers  # noqa: S101  # who calls it has seen to it
        reviewer = turns[0].read.reviewer
        if reviewer not in self._pickled:
            self._pickled[reviewer] = pickle.dumps(reviewer)
        answer = self._workers.examine(self._pickled[reviewer], [turn.read.draft for turn in turns])
        if answer is None:
            self._have_ended()
            self._give_back(turns)
        else:
            self._sent[answer] = turns

    def _collect(self) -> None:
        """Take what the others have answered."""
        for answer in self._workers.come(self._sent) if self._workers else ():
            if answer in self._sent and not self._settled(answer):
                self._have_ended()

    def _settled(self, answer: Answer) -> bool:
        """Whether an answer holds anything, which is taken from it then."""
        outcome = self._workers.outcome(answer) if self._workers else None
        if outcome is None:
            return False
        turns = self._sent.pop(answer)
        self._ends = 0
        for index, turn in enumerate(turns):
            turn.settle(outcome if isinstance(outcome, Exception) else outcome[index])
        return True

    def _have_ended(self) -> None:
        """Another process has ended, and so all have: see to what was with them."""
        assert self._workers  # noqa: S101  # there were some
        self._workers.end()
        for answer in list(self._sent):
            self._settled(answer)
        lost = [turn for turns in self._sent.values() for turn in turns]
        self._sent.clear()
        had_begun = self._workers.have_begun
        self._workers, self._most = None, max(1, self._most // 2)  # there may be no memory for so many
        self._ends += 1
        if not had_begun or self._ends >= _MOST_ENDS:
            self._give_back(lost)
            self._do_without()
            return
        for turn in lost:
            if turn.lost:
                turn.settle(Examined(faults=(Fault(ENDED_TWICE, broken=True),)))
            else:
                turn.lost = True
                self._lost.append(turn)
