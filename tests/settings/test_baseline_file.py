"""The file of a baseline: what it tells to whom, and what is refused of it."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from smcheck import ConfigError, load_policy
from smcheck.model.finding import Severity
from smcheck.settings.baseline_file import (
    Known,
    KnownFindings,
    OtherPolicyError,
    baseline_in,
    baseline_text,
    change_baseline,
    read_baseline,
)

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
POLICY = load_policy()
JO = Known("drafts/Jo Bloggs.txt", "", "0a" * 8, "phone", "1b" * 8, Severity.ERROR)
ROW = Known("drafts/posts.csv", "2c" * 8, "3d" * 8, "email", "4e" * 8, Severity.WARNING)
KNOWN: KnownFindings = Counter({JO: 1, ROW: 3})


def read(text: str, key: bytes = KEY) -> KnownFindings:
    return baseline_in(text.encode("utf-8"), "b.jsonl", key, POLICY)


def test_what_is_written_is_read() -> None:
    assert read(baseline_text(KNOWN, KEY, POLICY)) == KNOWN
    assert read(baseline_text({}, KEY, POLICY)) == Counter()


@pytest.mark.parametrize(
    "file", ["", "a", "é" * 40, "x" * 32, "\udcff.txt", "../outside/ä.txt", "Z:/drafts/a.txt"]
)
def test_every_name_comes_back(file: str) -> None:
    known = replace(JO, file=file)
    assert read(baseline_text({known: 1}, KEY, POLICY)) == Counter({known: 1})


def test_without_the_key_it_tells_no_names_and_with_another_nothing() -> None:
    text = baseline_text(KNOWN, KEY, POLICY)
    for word in ("Jo", "Bloggs", "drafts", "posts"):
        assert word not in text
    other = baseline_text(KNOWN, OTHER_KEY, POLICY)
    mine = {json.loads(line)["file"] for line in text.splitlines()[1:]}
    assert mine.isdisjoint(json.loads(line)["file"] for line in other.splitlines()[1:])


def test_names_of_about_the_same_length_look_alike() -> None:
    lengths = {
        len(
            json.loads(baseline_text({replace(JO, file="x" * length): 1}, KEY, POLICY).splitlines()[1])[
                "file"
            ]
        )
        for length in range(1, 33)
    }
    assert len(lengths) == 1


def test_it_says_what_it_is_and_each_line_stands_alone() -> None:
    text = baseline_text(KNOWN, KEY, POLICY)
    head, *lines = text.splitlines()
    said = json.loads(head)
    assert (said["smcheck"], said["policy"], said["adopted"], said["format"]) == (
        "baseline",
        "leigh-on-sea",
        "2021-05",
        1,
    )
    assert "smcheck baseline writes this file" in said["about"]
    assert lines == sorted(lines)
    assert text == baseline_text(dict(reversed(KNOWN.items())), KEY, POLICY)
    assert read("\n".join((head, lines[0]))).total() < KNOWN.total()


def test_lines_in_any_order_and_of_two_people_are_read() -> None:
    head, *lines = baseline_text(KNOWN, KEY, POLICY).splitlines()
    more = baseline_text({ROW: 1, replace(JO, check="email"): 1}, KEY, POLICY).splitlines()[1:]
    merged = [*lines, *more, ""]
    merged.reverse()
    assert read("\r\n".join((head, *merged))) == Counter({JO: 1, ROW: 3, replace(JO, check="email"): 1})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "this is no baseline of smcheck"),
        ("# notes\n", "this is no baseline of smcheck"),
        ('{"path": "a.txt"}\n', "this is no baseline of smcheck"),
        ("[" * 100_000, "this is no baseline of smcheck"),
        ('{"smcheck": "baseline", "format": 2}', "by a newer smcheck; bring this one up to date"),
    ],
)
def test_a_file_of_something_else_is_refused(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=rf"^b\.jsonl: .*{said}"):
        read(text)


def test_one_of_another_key_is_refused_with_what_to_do() -> None:
    with pytest.raises(
        ConfigError, match=r"set down with another key; restore smcheck\.key, .* or delete it"
    ):
        read(baseline_text(KNOWN, KEY, POLICY), OTHER_KEY)


@pytest.mark.parametrize("other", [replace(POLICY, id="sampleton"), replace(POLICY, adopted="2027-01")])
def test_one_of_another_policy_is_refused_with_what_to_do(other: object) -> None:
    text = baseline_text(KNOWN, KEY, other)  # type: ignore[arg-type]
    with pytest.raises(
        OtherPolicyError, match="What may stand is to be decided anew: delete it, then smcheck baseline"
    ):
        read(text)


@pytest.mark.parametrize(
    ("was", "now", "where"),
    [
        ('"count": 3', '"count": 30', "line [23]"),
        ('"severity": "warning"', '"severity": "error"', "line [23]"),
        ('"check": "phone"', '"check": "insult"', "line [23]"),
        ('"policy": "leigh-on-sea"', '"policy": "other"', "the first line"),
        ('"check"', '<<<<<<< HEAD\n"check"', "line [23]"),
    ],
)
def test_a_line_that_was_changed_by_hand_is_refused(was: str, now: str, where: str) -> None:
    text = baseline_text(KNOWN, KEY, POLICY)
    assert was in text
    with pytest.raises(ConfigError, match=where):
        read(text.replace(was, now))


def test_a_line_cut_short_is_refused_by_its_number() -> None:
    with pytest.raises(ConfigError, match=r"^b\.jsonl, line 3: the line was changed or is damaged; restore"):
        read(baseline_text(KNOWN, KEY, POLICY)[:-40])


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such baseline"):
        read_baseline(tmp_path / "b.jsonl", KEY, POLICY)
    with pytest.raises(ConfigError, match="the baseline cannot be read"):
        read_baseline(tmp_path, KEY, POLICY)


def test_a_damaged_file_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text("notes", encoding="utf-8")
    with pytest.raises(ConfigError, match="this is no baseline"):
        change_baseline(path, KEY, POLICY, lambda known: known)
    assert path.read_text(encoding="utf-8") == "notes"


def test_a_file_that_would_be_the_same_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    change_baseline(path, KEY, POLICY, lambda _: KNOWN)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    change_baseline(path, KEY, POLICY, lambda known: known)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
    change_baseline(path, KEY, POLICY, lambda known: known - Counter({ROW: 1}))
    assert read_baseline(path, KEY, POLICY)[ROW] == 2


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"

    def add(number: int) -> None:
        one = Counter({replace(JO, file=f"{number}.txt"): 1})
        change_baseline(path, KEY, POLICY, lambda known: known + one)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {known.file for known in read_baseline(path, KEY, POLICY)} == {
        f"{number}.txt" for number in range(12)
    }
