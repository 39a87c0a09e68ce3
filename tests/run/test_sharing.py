"""Several processes share the drafts of a run: what each is given, and what becomes of it, whoever does it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import ClassVar, cast

import pytest

from smcheck import Draft, LeftOut, Reading, Remark, Review, Reviewed, Reviewer, ToReview
from smcheck.review.examined import Examined, Fault
from smcheck.run import Why, cores, sharing, workers
from smcheck.run.sharing import ALONE, ENDED_TWICE, BeforeReview, reviewed
from smcheck.run.workers import Answer, Workers

SHORT = "The hall is open."


class Plain:
    """Stands for a reviewer: what it finds in a draft is the draft's own text, and what it has found before is known."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self.before = set(known)
        self.examined: list[str] = []
        self.kept: list[str] = []

    def __getstate__(self) -> dict[str, object]:
        return {"before": set(), "examined": [], "kept": []}

    def known(self, draft: Draft) -> Examined | None:
        return Examined(masked=draft.text) if draft.text in self.before else None

    def examine(self, draft: Draft) -> Examined:
        if draft.text == "fails":
            raise ImportError
        self.examined.append(draft.path)
        return Examined(masked=draft.text)

    def keep(self, draft: Draft, found: Examined) -> None:
        self.kept.append(draft.path)

    def decided(self, draft: Draft, found: Examined) -> Review:
        return Review(draft, masked=found.masked)


class There:
    """Stands for further processes: it answers `late` shares behind, and ends on a draft that says "poison"."""

    made: ClassVar[list[There]] = []
    late = 0
    begins = True

    def __init__(self, count: int) -> None:
        self.count, self.ended = count, False
        self.given: list[list[str]] = []
        self._open: list[tuple[Answer, Sequence[Draft]]] = []
        self.made.append(self)

    @property
    def have_begun(self) -> bool:
        return self.begins

    def examine(self, reviewer: bytes, drafts: Sequence[Draft]) -> Answer | None:
        if self.ended:
            return None
        answer: Answer = Future()
        self.given.append([draft.path for draft in drafts])
        self._open.append((answer, drafts))
        while len(self._open) > self.late:
            self._answer()
        return answer

    def _answer(self) -> None:
        answer, drafts = self._open.pop(0)
        if any(draft.text == "poison" for draft in drafts) or not self.begins:
            self.ended = True
            for open_answer, _ in [(answer, drafts), *self._open]:
                open_answer.cancel()
            self._open.clear()
        elif any(draft.text == "fails" for draft in drafts):
            answer.set_exception(ImportError())
        else:
            answer.set_result([Examined(masked=draft.text) for draft in drafts])

    def come(self, answers: Iterable[Answer]) -> list[Answer]:
        return [answer for answer in answers if answer.done()]

    def wait(self, answers: Iterable[Answer]) -> None:
        if self._open:
            self._answer()

    def outcome(self, answer: Answer) -> list[Examined] | Exception | None:
        if answer.cancelled():
            return None
        error = answer.exception()
        return cast(ImportError, error) if error else answer.result()

    def end(self) -> None:
        self.ended = True
        for answer, _ in self._open:
            answer.cancel()


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> type[There]:
    """No process is begun; what stands for them is noted here."""

    monkeypatch.setattr(There, "made", [])
    monkeypatch.setattr(workers, "Workers", There)
    monkeypatch.setattr(cores, "cores", lambda: 4)
    return There


def to_review(texts: Sequence[str], reviewer: Plain) -> Iterator[ToReview]:
    for number, text in enumerate(texts):
        yield ToReview(Draft(text, str(number)), cast(Reviewer, reviewer))


def told(texts: Sequence[str], jobs: cores.Jobs, reviewer: Plain | None = None) -> list[tuple[str, str]]:
    """The drafts, by number, with what came of them, and the remarks."""
    events = reviewed(to_review(texts, reviewer or Plain()), jobs)
    return [
        (event.review.draft.path, event.review.masked) if isinstance(event, Reviewed) else ("", event.text)
        for event in events
        if isinstance(event, Reviewed | Remark)
    ]


def as_with_one(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(number), text) for number, text in enumerate(texts)]


@pytest.mark.parametrize("late", [0, 1, 5, 100])
@pytest.mark.parametrize("jobs", [1, 2, 3, 9, "auto"])
@pytest.mark.parametrize("count", [0, 1, 2, 17, 3_000])
def test_all_are_told_in_their_order(
    there: type[There], monkeypatch: pytest.MonkeyPatch, late: int, jobs: cores.Jobs, count: int
) -> None:
    monkeypatch.setattr(there, "late", late)
    texts = [f"{number} " * (number % 50) for number in range(count)]
    reviewer = Plain()
    assert told(texts, jobs, reviewer) == as_with_one(texts)
    assert sorted(reviewer.kept, key=int) == [str(number) for number in range(count)]
    assert all(made.ended for made in there.made)
    assert bool(there.made) == (jobs != 1 and count > (17 if jobs == "auto" else 1))


def test_each_draft_is_examined_once_and_by_everybody(
    there: type[There], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(there, "late", 3)
    reviewer = Plain()
    told([SHORT] * 300, 2, reviewer)
    (others,) = there.made
    given = [path for share in others.given for path in share]
    assert sorted([*given, *reviewer.examined], key=int) == [str(number) for number in range(300)]
    assert given
    assert reviewer.examined
    assert max(map(len, others.given)) <= 16


def test_what_is_known_is_given_to_nobody(there: type[There]) -> None:
    reviewer = Plain(known={SHORT})
    assert told([SHORT] * 2_000, 2, reviewer) == as_with_one([SHORT] * 2_000)
    assert told([SHORT] * 2_000 + ["new"], 2, reviewer)[-1] == ("2000", "new")
    assert there.made == []
    assert reviewer.kept == ["2000"]


@pytest.mark.parametrize(("length", "begun"), [(500, True), (20, False)])
def test_auto_begins_others_only_for_much_that_is_new(there: type[There], length: int, begun: bool) -> None:
    texts = ["x" * length] * 400
    assert told(texts, "auto") == as_with_one(texts)
    assert bool(there.made) == begun
    assert [made.count for made in there.made] == [3] * begun


def test_one_draft_begins_none_however_long(there: type[There]) -> None:
    assert told(["x" * 1_000_000], "auto") == as_with_one(["x" * 1_000_000])
    assert told(["x" * 1_000_000], 2) == as_with_one(["x" * 1_000_000])
    assert there.made == []


def test_the_first_are_told_before_much_is_read(there: type[There]) -> None:
    read: list[str] = []

    def noted() -> Iterator[ToReview]:
        for draft in to_review([SHORT] * 5_000, Plain()):
            read.append(draft.draft.path)
            yield draft

    events = reviewed(noted(), "auto")
    next(events)
    assert read == ["0"]
    next(events)
    assert len(read) < 20
    ahead = []
    for number, _ in enumerate(events, 3):
        ahead.append(len(read) - number)
    assert 500 < max(ahead) <= 2_000


def test_long_drafts_are_not_gathered_without_end(there: type[There]) -> None:
    read: list[str] = []

    def noted() -> Iterator[ToReview]:
        for draft in to_review(["x" * 100_000] * 30, Plain()):
            read.append(draft.draft.path)
            yield draft

    for number, _ in enumerate(reviewed(noted(), 2), 1):
        assert len(read) - number <= 6


def test_what_is_no_draft_keeps_its_place(there: type[There], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(there, "late", 2)
    read: list[BeforeReview] = []
    for draft in to_review([SHORT] * 40, Plain()):
        read += [Reading(Path(draft.draft.path)), draft, LeftOut(draft.draft.path, Why.BLANK_ROW)]
    events = list(reviewed(iter(read), 2))
    names = [
        event.review.draft.path if isinstance(event, Reviewed) else str(getattr(event, "path", ""))
        for event in events
    ]
    assert names == [str(number) for number in range(40) for _ in range(3)]
    assert [type(event) for event in events] == [Reading, Reviewed, LeftOut] * 40


@pytest.mark.parametrize("late", [0, 2, 50])
@pytest.mark.parametrize("at", [0, 1, 25, 59])
def test_a_draft_on_which_processes_end_is_named_and_no_other_lost(
    there: type[There], monkeypatch: pytest.MonkeyPatch, late: int, at: int
) -> None:
    monkeypatch.setattr(there, "late", late)
    monkeypatch.setattr(
        sharing._Sharing, "_is_for_here", lambda self: not self._workers and bool(self._waiting)
    )
    texts = [SHORT] * 60
    texts[at] = "poison"
    events = list(reviewed(to_review(texts, Plain()), 3))
    assert [event.review.draft.path for event in events if isinstance(event, Reviewed)] == list(
        map(str, range(60))
    )
    assert len(events) == 60
    assert [str(at)] in there.made[1].given  # the second time by itself
    assert [made.count for made in there.made] == [2, 1, 1][: len(there.made)]


def test_what_is_said_of_a_draft_on_which_processes_end(
    there: type[There], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sharing._Sharing, "_is_for_here", lambda self: not self._workers and bool(self._waiting)
    )
    found: dict[str, Examined] = {}
    monkeypatch.setattr(Plain, "keep", lambda _self, draft, examined: found.update({draft.path: examined}))
    told([SHORT, "poison", SHORT], 2)
    assert found["1"] == Examined(faults=(Fault(ENDED_TWICE, broken=True),))
    assert found["2"] == Examined(masked=SHORT)


def test_where_no_process_begins_one_does_all_and_says_so(
    there: type[There], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(there, "begins", False)
    monkeypatch.setattr(there, "late", 2)
    reviewer = Plain()
    assert told([SHORT] * 50, 4, reviewer) == [*as_with_one([SHORT] * 50), ("", ALONE)]
    assert len(there.made) == 1
    assert sorted(reviewer.examined, key=int) == [str(number) for number in range(50)]


def test_where_every_process_ends_one_does_what_is_left(there: type[There]) -> None:
    texts = ["poison"] * 50
    came = told(texts, 3)
    reviewed_here = [number for number, (_, masked) in enumerate(came) if masked == "poison"]
    assert [path for path, _ in came] == [*map(str, range(50)), ""]
    assert came[-1] == ("", ALONE)
    assert len(reviewed_here) >= 46
    assert len(there.made) == 5


@pytest.mark.parametrize("error", [OSError, ImportError, NotImplementedError])
def test_where_the_system_refuses_processes_one_does_all(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(count: int) -> Workers:
        raise error

    monkeypatch.setattr(workers, "Workers", refuse)
    assert told([SHORT] * 50, 4) == [*as_with_one([SHORT] * 50), ("", ALONE)]


@pytest.mark.parametrize("late", [0, 5])
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_examined_at_all_is_raised_in_its_turn(
    there: type[There], monkeypatch: pytest.MonkeyPatch, jobs: cores.Jobs, late: int
) -> None:
    monkeypatch.setattr(there, "late", late)
    texts = [SHORT] * 40
    texts[30] = "fails"
    events = reviewed(to_review(texts, Plain()), jobs)
    before: list[object] = []
    with pytest.raises(ImportError):
        before.extend(events)
    assert 14 < len(before) <= 30  # those of a share fail together
    assert all(made.ended for made in there.made)


def test_those_who_stop_listening_leave_no_process(there: type[There]) -> None:
    events = reviewed(to_review([SHORT] * 100, Plain()), 2)
    next(events)
    assert [made.ended for made in there.made] == [False]
    events.close()
    assert [made.ended for made in there.made] == [True]
