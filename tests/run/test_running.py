"""A run by itself, as a front end that is no command line uses it."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from smcheck import (
    ConfigError,
    Council,
    LeftOut,
    NotReviewed,
    Reading,
    Remark,
    Report,
    Request,
    Reviewed,
    Run,
)
from smcheck.readers.content import Choice
from smcheck.reporters.written import Written, remember
from smcheck.run import ToReview, Why, configurations
from smcheck.settings import council as council_module

PHONE = "Ring Jo on 07700 900123."
GOOD = "The library is open on Saturday."


@pytest.fixture
def drafts(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of drafts below a council's configuration, with a folder of its own configuration in it."""
    folder = council_folder / "drafts"
    (folder / "sub" / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(PHONE, encoding="utf-8")
    (folder / "sub" / "b.txt").write_text(GOOD, encoding="utf-8")
    (folder / "sub" / "deep" / "c.txt").write_text(GOOD, encoding="utf-8")
    (folder / "sub" / "smcheck.toml").write_text('exclude = ["deep/"]\n', encoding="utf-8")
    monkeypatch.chdir(council_folder)
    return folder


def happened(run: Run) -> list[tuple[str, str]]:
    """What happened, in short, remarks and the reading of files apart."""
    told: list[tuple[str, str]] = []
    for event in run.events():
        match event:
            case Reviewed(review=review):
                told.append((Path(review.draft.path).as_posix(), review.status))
            case NotReviewed(path=path, message=message):
                told.append((Path(path).as_posix(), message))
            case LeftOut(path=path, why=why, row=row):
                told.append((Path(path).as_posix() + (f":{row}" if row else ""), why.name))
    return told


def test_events_come_in_the_order_of_the_paths(drafts: Path) -> None:
    run = Run(Request(paths=("none.txt", "drafts", "")))
    assert happened(run) == [
        ("none.txt", "there is no such file or folder"),
        ("drafts/a.txt", "findings"),
        ("drafts/sub/b.txt", "clean"),
        ("drafts/sub/deep/c.txt", "EXCLUDED"),
        ("''", "the path is empty"),
    ]


def test_a_configuration_is_parsed_once(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[Path | None] = Counter()

    def counted(path: Path | None) -> Council:
        parsed[path] += 1
        return council_module.load_council(path)

    monkeypatch.setattr(configurations, "load_council", counted)
    run = Run(Request(paths=("drafts", "drafts/a.txt", "drafts/sub")))
    assert run.file_count == 6
    assert len(happened(run)) == 6
    assert {
        path.relative_to(drafts.parent.resolve()).as_posix(): times for path, times in parsed.items() if path
    } == {
        "smcheck.toml": 1,
        "drafts/sub/smcheck.toml": 1,
    }


def test_a_wrong_configuration_is_told_for_each_draft_below_it_and_parsed_once(
    drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (drafts / "sub" / "smcheck.toml").write_text("nonsense = 1\n", encoding="utf-8")
    parsed: list[Path | None] = []

    def noted(path: Path | None) -> Council:
        parsed.append(path)
        return council_module.load_council(path)

    monkeypatch.setattr(configurations, "load_council", noted)
    told = happened(Run(Request(paths=("drafts",))))
    assert [name for name, _ in told] == ["drafts/a.txt", "drafts/sub/b.txt", "drafts/sub/deep/c.txt"]
    assert all("unknown key 'nonsense'" in message for _, message in told[1:])
    assert [path.parent.name for path in parsed if path] == [drafts.parent.name, "sub"]


def test_a_folder_is_walked_once(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walked: Counter[str] = Counter()
    scandir = os.scandir

    def counted(path: Path) -> object:
        if Path(path).absolute().is_relative_to(drafts):
            walked[Path(path).name] += 1
        return scandir(path)

    monkeypatch.setattr(os, "scandir", counted)
    run = Run(Request(paths=("drafts",)))
    assert run.file_count == 3
    assert sum(isinstance(event, Reading) for event in run.events()) == 3
    assert walked == {"drafts": 1, "sub": 1, "deep": 1}


def test_bytes_are_read_as_a_file_of_that_name(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(council_folder)
    sheet = f"message,date\r\n{PHONE},\r\n,\r\n{GOOD},\r\n".encode("utf-16")
    run = Run(Request(paths=("-",), stdin=sheet, stdin_filename="posts.csv", columns=Choice(("message",))))
    assert happened(run) == [
        ("posts.csv", "findings"),
        ("posts.csv:3", "BLANK_ROW"),
        ("posts.csv", "clean"),
    ]
    assert happened(Run(Request(paths=("-",)))) == [("<stdin>", "the file is empty; write the post first")]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMCHECK_CACHE_DIR", str(tmp_path / "cache"))


def test_own_reports_are_left_out_where_they_are_met(drafts: Path, cache: None) -> None:
    report = drafts / "report.txt"
    report.write_text("1 draft; nothing found\n", encoding="utf-8")
    remember(report, report.read_bytes())
    met = happened(Run(Request(paths=("drafts",)), Written()))
    assert ("drafts/report.txt", "OWN_OUTPUT") in met
    named = happened(Run(Request(paths=("drafts/report.txt",)), Written()))
    assert named == [("drafts/report.txt", "clean")]
    assert ("drafts/report.txt", "clean") in happened(Run(Request(paths=("drafts",))))


@pytest.mark.parametrize("line", ["1 draft; nothing found", "x.txt:1:1: note phone: a)"])
def test_a_draft_cannot_pass_for_a_report(drafts: Path, cache: None, line: str) -> None:
    report = drafts / "report.txt"
    report.write_text(f"{line}\n", encoding="utf-8")
    remember(report, report.read_bytes())
    report.write_text(f"{line}\n{PHONE}\n", encoding="utf-8")
    told = dict(happened(Run(Request(paths=("drafts",)), Written())))["drafts/report.txt"]
    assert told == "findings" or "was not written on this computer, or has changed" in told


def test_files_of_other_kinds_are_named_by_kind(drafts: Path, cache: None) -> None:
    for name in (
        "a.rst",
        "b.rst",
        "sub/c.rst",
        "sub/d.rst",
        "NOTES",
        "poster.jpg",
        "fete.jpg",
        "Thumbs.db",
        "r.sarif",
    ):
        (drafts / name).write_text("x", encoding="utf-8")
    for name in ("a.jpg", "a 2.png", "plan.gif", "film.mp4"):  # beside a draft, in a schedule, in a draft
        (drafts / name).write_bytes(b"x")
    (drafts / "plan.csv").write_text("Text,Image\nHello,plan.gif\n", encoding="utf-8")
    (drafts / "sub" / "b.txt").write_text(f"{GOOD} ![film](../film.mp4)", encoding="utf-8")
    remember(drafts / "r.sarif", b"x")
    told = [item for item in happened(Run(Request(paths=("drafts",)), Written())) if item[0] == "drafts"]
    assert [message.partition(" cannot")[0] for _, message in told] == [
        "1 file without an ending (NOTES)",
        "4 files ending in .rst (a.rst, b.rst, sub/c.rst and more)",
    ]
    assert told[1][1].endswith("save drafts as .docx, .odt or .txt, or leave them out: exclude = ['*.rst']")
    assert ("drafts/r.sarif", "OWN_OUTPUT") in happened(Run(Request(paths=("drafts",)), Written()))
    quiet = happened(Run(Request(paths=("drafts",), exclude=("*.rst", "*.jpg", "NOTES")), Written()))
    assert [item for item in quiet if item[0] == "drafts"] == []


def test_settings_are_no_drafts(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(council_folder)
    for name in ("people.toml", "decisions.toml", "smcheck.key"):
        assert not any(name in message for _, message in happened(Run(Request(paths=(".",)))))


def test_many_pictures_cost_little(drafts: Path) -> None:
    for number in range(3000):
        (drafts / f"p{number}.jpg").touch()
    for number in range(150):
        (drafts / f"post {number}.txt").write_text(GOOD, encoding="utf-8")
    began = time.process_time()
    run = Run(Request(paths=("drafts",), select=("phone",), cache=False))
    assert sum(isinstance(event, Reviewed) for event in run.events()) == 152
    assert time.process_time() - began < 5


def test_paths_are_several_texts_and_there_may_be_none() -> None:
    with pytest.raises(TypeError, match="a tuple of texts"):
        Request(paths="drafts")  # type: ignore[arg-type]  # as a caller without a type checker may
    assert happened(Run(Request(paths=()))) == []


def test_only_what_was_asked_for_counts_where_the_configuration_does_not(
    council_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (council_folder / "smcheck.toml").write_text('ignore = ["phone"]\n', encoding="utf-8")
    monkeypatch.chdir(council_folder)
    request = Request(paths=("-",), stdin=PHONE.encode(), select=("phone",))
    assert happened(Run(request)) == [("<stdin>", "clean")]
    unconfigured = Request(paths=("-",), stdin=PHONE.encode(), select=("phone",), configured=False)
    assert happened(Run(unconfigured)) == [("<stdin>", "findings")]


def test_a_key_is_made_where_that_is_asked_for_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "smcheck.toml").write_text('record = "record"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    happened(Run(Request(paths=("-",), stdin=GOOD.encode())))
    assert not (tmp_path / "smcheck.key").exists()
    happened(Run(Request(paths=("-",), stdin=GOOD.encode(), make_key=True)))
    assert (tmp_path / "smcheck.key").exists()


def test_a_wrong_configuration_of_the_first_path_is_an_error_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "smcheck.toml").write_text("nonsense = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="nonsense"):
        Run(Request(paths=("a.txt",)))


def test_drafts_come_with_their_reviewers_before_they_are_reviewed(drafts: Path) -> None:
    run = Run(Request(paths=("drafts",), platforms=("x",), kind="reply"))
    read = [each for each in run.drafts() if isinstance(each, ToReview)]
    assert [(Path(each.draft.path).name, each.draft.kind, each.draft.platforms) for each in read] == [
        ("a.txt", "reply", ("x",)),
        ("b.txt", "reply", ("x",)),
    ]
    assert [each.reviewer.council.exclude for each in read] == [(), ("deep/",)]


def test_a_report_counts_what_it_is_told_and_nothing_else(drafts: Path) -> None:
    run = Run(Request(paths=("none.txt", "drafts"), fail_on="error"))
    events = list(run.events())
    first, second = Report(run.policy, run.fail_on), Report(run.policy, "never")
    for event in events:
        first.add(event)
        second.add(event)
    assert (first.drafts, first.unreviewed, first.excluded, first.exit_code) == (3, 1, 1, 2)
    assert [error.path for error in first.errors] == ["none.txt"]
    assert first.severities == second.severities
    assert first.worst
    assert (first.fails(first.worst), second.fails(second.worst)) == (True, False)
    told_twice = Report(run.policy)
    told_twice.add(Remark("once"))
    told_twice.add(Remark("once"))
    assert told_twice.notices == ["once"]
    assert (told_twice.drafts, told_twice.exit_code) == (0, 0)


@pytest.mark.parametrize("why", Why)
def test_what_is_left_out_is_counted_or_said(why: Why) -> None:
    left_out = LeftOut("drafts/a.txt", why)
    report = Report(Run(Request(paths=("-",), stdin=GOOD.encode())).policy)
    report.add(left_out)
    counted = report.excluded + report.blank
    assert counted + len(report.notices) == 1
    assert all("drafts/a.txt" in notice for notice in report.notices)


SHEET = "Date,Piece,Aims\n1/6/26,Come to the fete on Saturday at two,Ring Jo on 07700 900123 for the prices\n"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("", 2),
        ('columns = ["Piece"]\n', 0),
        ('columns = ["Aims", "Wording"]\n', 1),
        ('columns = ["Piece"]\nnot_columns = ["Aims"]\n', 0),
        ('not_columns = ["aims"]\n', 0),
    ],
)
def test_a_council_may_say_what_the_columns_of_its_schedules_hold(
    tmp_path: Path, settings: str, found: int
) -> None:
    (tmp_path / "smcheck.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "plan.csv").write_text(SHEET, encoding="utf-8")
    run = Run(Request(paths=(str(tmp_path / "plan.csv"),), select=("phone",)))
    report = Report(run.policy, run.fail_on)
    for event in run.events():
        report.add(event)
    assert report.exit_code == found
