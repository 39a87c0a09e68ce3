from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from smcheck import ConfigError, Decision, load_decisions
from smcheck.settings import files
from smcheck.settings.decision_file import add_decision, ensure_key, has_key, remove_decisions
from smcheck.settings.files import locked

ROOT = str(Path(__file__).parents[2])
FIRST = Decision("link", "a.example", "C", dt.date(2026, 1, 2))
LAST = Decision(
    "person", 'Jo "X" Bloggs', "C", dt.date(2026, 1, 3), dt.date(2027, 1, 1), "#Fete", "a\nb", True
)
HAND_MADE = """\
# Of the Town Clerk.

[[decision]]    # from the terms
kind = 'link'
subject = "a.example"  # read
by = "C"
on = 2026-01-02

# Jo asked for it
[[decision]]
kind = "person"
subject = "Jo Bloggs"
by = "C"
on = 2026-01-03
# the end
"""
CLERK = """\
import datetime, pathlib, sys
from smcheck import Decision
from smcheck.settings import files
from smcheck.settings.decision_file import add_decision, ensure_key, remove_decisions
files.LOCK_SECONDS = 3600  # the others have their turns, on a busy machine too
path, name, how, count = pathlib.Path(sys.argv[1]), *sys.argv[2:4], int(sys.argv[4])
key = ensure_key(path)
print(key.hex())
for number in range(count):
    record = Decision("link", f"{name}{number}.example", "Clerk " + name, datetime.date(2026, 1, 1))
    if how == "add":
        add_decision(path, record)
    else:
        remove_decisions(path, [record])
"""


def clerk(path: Path, name: str, how: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CLERK, path, name, how, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": ROOT},
    )


def subjects(path: Path) -> list[str]:
    return [record.subject for record in load_decisions(path).known]


def test_nothing_is_lost_when_eight_clerks_approve_at_once(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text("# ours\n", encoding="utf-8")
    clerks = [clerk(path, name, "add", 25) for name in "abcdefgh"]
    keys = {process.communicate()[0] for process in clerks}
    assert [process.returncode for process in clerks] == [0] * 8
    assert sorted(subjects(path)) == sorted(f"{name}{n}.example" for name in "abcdefgh" for n in range(25))
    for name in "abcdefgh":  # each in the order given
        own = [subject for subject in subjects(path) if subject.startswith(name)]
        assert own == [f"{name}{n}.example" for n in range(25)]
    assert len(keys) == 1
    assert path.read_text(encoding="utf-8").startswith("# ours\n")
    left = {file.name for file in tmp_path.iterdir()}
    assert {name for name in left if not name.endswith(".lock")} == {"decisions.toml", "smcheck.key"}


def test_adding_and_removing_at_once_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    for number in range(15):
        add_decision(path, replace(FIRST, subject=f"a{number}.example", by="Clerk a", on=dt.date(2026, 1, 1)))
    clerks = [clerk(path, "a", "remove", 15), clerk(path, "b", "add", 15), clerk(path, "c", "add", 15)]
    for process in clerks:
        process.communicate()
    assert sorted(subjects(path)) == sorted(f"{name}{n}.example" for name in "bc" for n in range(15))


def test_the_file_can_be_read_at_any_time(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    add_decision(path, FIRST)
    process = clerk(path, "a", "add", 20)
    counts = []
    while process.poll() is None:
        counts.append(len(load_decisions(path).known))
    process.communicate()
    assert counts == sorted(counts)
    assert len(load_decisions(path).known) == 21


@pytest.mark.parametrize(
    ("busy", "change"),
    [
        ("decisions.toml", lambda path: add_decision(path, FIRST)),
        ("decisions.toml", lambda path: remove_decisions(path, [FIRST])),
        ("smcheck.key", ensure_key),
    ],
    ids=["add", "remove", "key"],
)
def test_a_file_that_somebody_keeps_busy_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy: str, change: Callable[[Path], object]
) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(HAND_MADE, encoding="utf-8")
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.1)
    with locked(tmp_path / busy), pytest.raises(ConfigError, match="somebody else is writing"):
        change(path)
    assert path.read_text(encoding="utf-8") == HAND_MADE
    assert not has_key(path)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_people_wrote_stays_when_a_record_comes_and_goes(tmp_path: Path, end: str, mark: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_bytes((mark + HAND_MADE).replace("\n", end).encode())
    known = load_decisions(path).known
    add_decision(path, LAST)
    text = path.read_bytes().decode()
    assert text.removeprefix("\ufeff").startswith(HAND_MADE.replace("\n", end))
    assert text.count("\n") == text.count(end)
    assert load_decisions(path).known == (*known, LAST)
    assert remove_decisions(path, [LAST]) == (LAST,)
    left = path.read_bytes().decode().removeprefix("\ufeff")
    assert left.rstrip() == HAND_MADE.replace("\n", end).rstrip()


def test_a_record_goes_with_its_own_remarks_only(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(HAND_MADE, encoding="utf-8")
    assert remove_decisions(path, [FIRST]) == (FIRST,)
    first = HAND_MADE[HAND_MADE.index("[[") : HAND_MADE.index("\n# Jo")]
    assert path.read_text(encoding="utf-8") == HAND_MADE.replace(first, "")


def test_neighbours_go_and_the_one_behind_them_stays(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    records = [replace(FIRST, subject=f"{letter}.example") for letter in "abcd"]
    for record in records:
        add_decision(path, record)
    assert remove_decisions(path, records[:3]) == tuple(records[:3])
    assert load_decisions(path).known == (records[3],)


def test_remarks_between_records_that_go_stay(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(HAND_MADE, encoding="utf-8")
    remove_decisions(path, load_decisions(path).known)
    remarks = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    assert remarks == ["# Of the Town Clerk.", "# Jo asked for it", "# the end"]


def test_records_that_are_gone_already_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(HAND_MADE, encoding="utf-8")
    before = path.stat().st_mtime_ns
    assert remove_decisions(path, [LAST]) == ()
    assert path.stat().st_mtime_ns == before
    assert remove_decisions(tmp_path / "none.toml", [LAST]) == ()
    assert not (tmp_path / "none.toml").exists()


@pytest.mark.parametrize(
    "text",
    [
        'decision = [{kind = "link", subject = "a.example", by = "C", on = 2026-01-02}]\n',
        '[["decision"]]\nkind = "link"\nsubject = "a.example"\nby = "C"\non = 2026-01-02\n',
        HAND_MADE + 'note = """\n[[decision]]\nkind = 1"""\n',
    ],
    ids=["an inline array", "a name in quotes", "a text that looks like a record"],
)
def test_what_cannot_be_removed_safely_is_left_to_people(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="by hand"):
        remove_decisions(path, [FIRST])
    assert path.read_text(encoding="utf-8") == text


def test_nothing_is_added_to_an_inline_array(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    text = 'decision = [{kind = "link", subject = "a.example", by = "C", on = 2026-01-02}]\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"decisions.toml"):
        add_decision(path, LAST)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "subject", ['"', "\\", "a'b", "[[decision]]", "# no remark", "a\u2028b", "é😀", "\t", '"""', "x" * 5000]
)
def test_any_text_is_kept(tmp_path: Path, subject: str) -> None:
    path = tmp_path / "decisions.toml"
    record = replace(FIRST, subject=f"a{subject}a", note=subject.strip())
    add_decision(path, record)
    add_decision(path, LAST)
    assert load_decisions(path).known == (record, LAST)
    assert len(tomllib.loads(path.read_text(encoding="utf-8"))["decision"]) == 2
    assert remove_decisions(path, [record]) == (record,)
    assert load_decisions(path).known == (LAST,)


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    assert not has_key(path)
    key = ensure_key(path)
    assert (ensure_key(path), len(key)) == (key, 32)
    if os.name != "nt":
        assert (tmp_path / "smcheck.key").stat().st_mode & 0o077 == 0
