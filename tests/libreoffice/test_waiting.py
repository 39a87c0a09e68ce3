"""Which paragraph is reviewed next, which makes room, and what is remembered."""

from __future__ import annotations

import pytest

from smcheck.libreoffice.extension.marks import REMARK, Mark, not_reviewed
from smcheck.libreoffice.extension.memory import Answer, Memory, key_of
from smcheck.libreoffice.extension.waiting import Paragraph, Waiting, are_versions


def paragraph(text: str, document: str = "1") -> Paragraph:
    return Paragraph(key_of(document, text), document, text)


def taken(waiting: Waiting) -> list[str]:
    found = []
    while each := waiting.take():
        found.append(each.text)
    return found


def mark(rule: str = "phone", said: str = "Said.") -> Mark:
    return Mark(0, 4, rule, 3, said, said)


def test_the_newest_comes_first_and_what_is_asked_for_again_is_new() -> None:
    waiting = Waiting()
    for text in ("The library is open.", "Come to the fete.", "Bins on Monday.", "The library is open."):
        waiting.put(paragraph(text))
    assert taken(waiting) == ["The library is open.", "Bins on Monday.", "Come to the fete."]
    assert not waiting.let_go


def test_an_older_version_makes_room_for_a_newer_one() -> None:
    waiting = Waiting()
    for text in ("Bins on Monday.", "Come", "Come to th", "Come to the fete", "Come on to the fete"):
        waiting.put(paragraph(text))
    waiting.put(paragraph("Come to the fete, all", document="2"))
    assert taken(waiting) == ["Come to the fete, all", "Come on to the fete", "Bins on Monday."]
    assert waiting.let_go


def test_what_only_looks_like_an_older_version_is_reviewed_when_asked_for_again() -> None:
    rows = [f"Stall {number}: cakes and jam" for number in range(9)]
    waiting, reviewed = Waiting(), []
    for _ in range(2):
        for row in rows:
            if row not in reviewed:
                waiting.put(paragraph(row))
        reviewed += taken(waiting)
    assert sorted(reviewed) == rows


def test_only_so_many_wait() -> None:
    waiting = Waiting(most=2)
    for text in ("The library is open.", "Come to the fete.", "Bins on Monday."):
        waiting.put(paragraph(text))
    assert taken(waiting) == ["Bins on Monday.", "Come to the fete."]
    assert waiting.let_go


@pytest.mark.parametrize(
    ("one", "other", "versions"),
    [
        ("Come to the fete", "Come to the fete on Saturday", True),
        ("Come to the fete", "Cometo the fete", True),
        ("Come to the fete", "We come to the fete", True),
        ("Come to the fete", "Bins on Monday", False),
        ("", "Bins on Monday", False),
    ],
)
def test_versions_have_most_in_common(one: str, other: str, versions: bool) -> None:
    assert are_versions(one, other) is are_versions(other, one) is versions


def test_answers_are_remembered_and_those_unused_longest_are_forgotten() -> None:
    memory = Memory(most=2)
    keys = [key_of("1", text) for text in ("one", "two", "three")]
    memory.put(keys[0], "one", Answer((mark(),)))
    memory.put(keys[1], "two", Answer())
    assert memory.get(keys[0]) == Answer((mark(),))
    memory.put(keys[2], "three", Answer())
    assert [memory.get(key) is not None for key in keys] == [True, False, True]
    assert key_of("1", "one") != key_of("2", "one")


def test_what_failed_is_forgotten_when_it_may_be_tried_again() -> None:
    memory = Memory()
    failed = Answer((not_reviewed("Hello", "gone"),), again=60)
    memory.put(key_of("1", "Hello"), "Hello", failed)
    memory.put(key_of("1", "Bins"), "Bins", Answer())
    assert (memory.next_failure(), memory.forget_failures(59)) == (60, False)
    assert (memory.forget_failures(60), memory.next_failure()) == (True, None)
    assert memory.get(key_of("1", "Hello")) is None
    assert memory.get(key_of("1", "Bins")) == Answer()


def test_what_failed_by_itself_is_not_tried_again_where_things_have_recovered() -> None:
    memory = Memory()
    for text, own in (("Hello", True), ("Bins", False)):
        failed = Answer((not_reviewed(text, "gone"),), again=60, own=own)
        memory.put(key_of("1", text), text, failed)
    assert memory.forget_failures(0, recovered=True)
    assert [memory.get(key_of("1", text)) is not None for text in ("Hello", "Bins")] == [True, False]


def test_a_remark_on_a_document_is_told_once_in_it() -> None:
    memory = Memory()
    remark = Answer((mark(), mark(REMARK, "It is left out.")))

    def rules(document: str, text: str) -> list[str]:
        return [each.rule for each in memory.put(key_of(document, text), text, remark).marks]

    assert (rules("1", "one"), rules("1", "two"), rules("1", "one")) == (
        ["phone", REMARK], ["phone"], ["phone", REMARK],
    )  # fmt: skip
    assert rules("2", "one") == ["phone", REMARK]
    memory.forget()
    assert rules("1", "two") == ["phone", REMARK]


def test_marks_of_the_last_version_are_carried_over_within_a_document() -> None:
    memory = Memory()
    memory.put(key_of("1", "Ring 07700"), "Ring 07700", Answer((mark(),)))
    assert memory.carried("1", "Ring 07700 900") == [mark()]
    assert memory.carried("2", "Ring 07700 900") == []
    assert memory.carried("1", "Bins on Monday") == []
