"""What must hold for every text there is."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smcheck import Council, Reviewer
from smcheck.checks import all_checks

BAITS = [
    "07700 900123", "jo@example.org", "22 Elm Court", "ZZ9 9ZZ", "you idiot", "shit", "f u c k", "sh*t",
    "travellers are vermin", "#YouAreAnIdiot", "@jo", "www.example.org", "vote Labour", "God will punish",
    "“", "”", "'", "\n", "\r\n", "\u200b", "\u0301", "🎉", "👨‍👩‍👧", "０７７００", "Cllr Sandra Moss", "QQ123456C",
    "https://", ".", " ", "\u202e", "𝗙𝗥𝗘𝗘", "sort code 20-00-00", "İ", "ﬃ", "\ud800",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(BAITS), st.text(max_size=5))).map("".join))
REVIEWER = Reviewer(Council(language_model=False, platforms=("x", "bluesky", "threads")))
UNREAD = Reviewer(Council(language_model=False, classifier=False, platforms=("x", "bluesky", "threads")))


@settings(max_examples=300)
@given(TEXTS)
def test_no_text_breaks_a_check_and_offsets_point_into_the_text(text: str) -> None:
    review = REVIEWER.review(text)
    broken = [error for error in review.errors if error.check not in (None, "language")]
    assert not broken
    for finding in review.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert review.draft.position(finding.start) == (finding.line, finding.column)
        assert review.draft.position(finding.end) == (finding.end_line, finding.end_column)
        assert len(finding.excerpt) == finding.end - finding.start


@settings(max_examples=60)
@given(
    st.sampled_from(BAITS[:8]),
    st.text(alphabet=" .\né日🎉", max_size=20),
    st.text(alphabet=" .\né日🎉", max_size=20),
)
def test_a_finding_moves_with_its_words(bait: str, before: str, after: str) -> None:
    alone = {(finding.check, finding.start, finding.end) for finding in UNREAD.review(bait).findings}
    text = f"{before}\n{bait}\n{after}"
    shift = len(before) + 1
    moved = {
        (finding.check, finding.start - shift, finding.end - shift)
        for finding in UNREAD.review(text).findings
    }
    assert alone <= moved


@pytest.mark.parametrize(
    "unit",
    ["a", " ", "a@", "+44", "0", "1 2 ", "f*", "(", "“", "'a", "#aB", "@a ", "a.", "a-", "www.", "http://a.b/", "a.co ", ")",
     "you idiot ", "travellers are vermin. ", "Flat 1 1 St St ", "12-34-56 account ", "🎉", "\u0301", "dm me on ",
     "Sandra Moss ", "the tories lie ", "\n", "07700 900123 ", "1.", "tel:", "dot ", "one ", "12 Elm Road ", "SS9 9ZZ ",
     "A ", "Q. A\n", "Jo Moss has cancer. ",
     "@a.b insta ", "has cancer ", "&#64;", "Mr Moss ", "Dickens, ", "Mrs A, Okafor & ", "Storm Xo ", "Hall ", "Photo: "],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "http://a.uk/ " + (unit * (length // len(unit) + 1))[:length]
        began = time.process_time()
        UNREAD.review(text)
        return time.process_time() - began

    small, large = 2_000, 20_000
    seconds(small)
    ratios = (seconds(large) / max(seconds(small), 0.002) for _ in range(3))
    assert any(ratio < 3 * large / small for ratio in ratios)  # a quadratic pass would give about 100


@pytest.mark.parametrize("unit", ["a", "🎉", "you idiot ", "travellers are vermin. "])
def test_reading_takes_no_longer_than_the_text_grows(unit: str) -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        REVIEWER.review((unit * length)[:length])
        return time.process_time() - began

    seconds(500)
    assert any(seconds(5_000) < 30 * seconds(500) for _ in range(3))


def test_every_check_takes_part() -> None:
    assert len(REVIEWER.checks) == len(all_checks())


PROSE = "".join(
    f"The {place} opens at {hour} on {day} and serves soup from noon to {hour + 3}, so bring a friend. "
    for day in ("Monday", "Tuesday", "Thursday", "Friday", "Sunday")
    for place in ("library", "hall", "café", "museum", "market", "pavilion", "chapel")
    for hour in range(1, 7)
)[:8_192]


@pytest.mark.parametrize(
    "unit", ["🎉", "“a” ", "“", "a.", "www.", "a b ", "@a ", "#a ", "1 ", "a, ", "(a) ", "a-"]
)
def test_no_text_takes_much_longer_than_prose_of_its_length(unit: str) -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        REVIEWER.review(text)
        return time.process_time() - began

    odd = (unit * len(PROSE))[: len(PROSE)]
    seconds(PROSE)
    limit = 8 if sys.gettrace() or "coverage" in sys.modules else 4  # lines that are counted take longer
    assert any(seconds(odd) < limit * seconds(PROSE) for _ in range(3))
