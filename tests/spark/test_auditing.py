"""Whole audits: every kind of archive, resumed, refused, and what is written."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from smcheck import ConfigError
from smcheck.spark.auditing import Audit, AuditRequest, Outcome, _why
from smcheck.spark.names import Names
from tests.spark.posts import Invented, findings_of, posts, write_lines

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

arrow = pytest.importorskip("pyarrow", reason="smcheck[spark] is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="smcheck[spark] is not installed")

Auditing = Callable[..., tuple[Outcome, dict[str, dict[str, Any]], list[str]]]
SETTINGS = 'classifier = false\nlanguage_model = false\n\n[council]\nname = "Example Town Council"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a council whose settings switch the models off, and with a key."""
    (tmp_path / "smcheck.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "smcheck.key").write_text("5eed" * 16, encoding="ascii")
    (tmp_path / "posts").mkdir()
    return tmp_path


@pytest.fixture
def audit(spark: SparkSession, folder: Path) -> Auditing:
    """Audits the folder's posts into another one; the outcome, the findings, and what was said."""

    def _audit(out: str = "out", **chosen: Any) -> tuple[Outcome, dict[str, dict[str, Any]], list[str]]:
        said: list[str] = []
        given: dict[str, Any] = {"posts": (str(folder / "posts"),), "quick": True, "slices": 2} | chosen
        place = out if "://" in out else str(folder / out)
        outcome = Audit(AuditRequest(out=place, **given), said.append).run(lambda *_: None)
        return outcome, findings_of(folder / "out"), said

    return _audit


def statuses(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {name: row["status"] for name, row in found.items()}


def reasons(row: dict[str, Any]) -> list[str]:
    return [error["message"] for error in row["errors"]]


def test_json_lines(folder: Path, audit: Auditing) -> None:
    lines = [
        '\ufeff{"id": 1, "text": "Ring 07700 900123.", "created_at": "5/25/2021", "platform": ["x", "facebook"]}',
        '{"id": "2", "text": "The library is open.", "created_at": "5/7/2021"}',
        '{"id": "3", "text": null}', '{"id": "4", "text": 5}', '{"id": "5"}', "nonsense 07700 900123", "[1]", "",
        '{"id": "6", "id": "7", "text": "a"}', '{"id": "8", "text": "half \\ud800"}', "[" * 100_000,
        json.dumps({"id": "9", "text": "x" * 10_000_000}),
    ]  # fmt: skip
    (folder / "posts" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    outcome, found, said = audit()
    assert "a.jsonl: text = 'text', id = 'id', day = 'created_at', platform = 'platform'" in said[0]
    named = {name: row for name, row in found.items() if not name.startswith("~")}
    assert statuses(named) == {
        "1": "findings", "2": "clean", "3": "unreviewed", "4": "unreviewed", "5": "unreviewed", "8": "clean",
        "9": "unreviewed",
    }  # fmt: skip
    assert [named[name]["day"] for name in "12"] == [dt.date(2021, 5, 25), dt.date(2021, 5, 7)]
    assert named["1"]["platform"] == "x,facebook"
    assert reasons(named["4"]) == ["the text is no text, but a value of the type int"]
    assert reasons(named["9"]) == [
        "the draft has 10,000,000 characters; the limit is 1,048,576 (max_characters)"
    ]
    made = [row for name, row in found.items() if name.startswith("~")]
    assert sorted(why for row in made for why in reasons(row)) == [
        "the line is no object with a text", "the line is not JSON", "the line is not JSON", "the line is not JSON",
    ]  # fmt: skip
    assert (outcome.posts, outcome.unreviewed, outcome.exit_code) == (11, 8, 2)
    assert "900123" not in str(found)


def test_csv(folder: Path, audit: Auditing) -> None:
    path = folder / "posts" / "sheet.csv"
    rows = [
        ["Post ID", "Message", "Date", "Page"],
        ["1", 'Hello, "all"\r\nof you. Ring 07700 900123', "07/05/2021", "Our page"],
        ["2", "Thé café is open.", "25/05/2021", "Our page"],
        ["3", "one", "cell", "too", "many"],
        ["4", "", "", ""],
    ]
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    outcome, found, said = audit(keep_text=True)
    assert "text = 'Message', id = 'Post ID', day = 'Date', account = 'Page'" in said[0]
    (made,) = (name for name in found if name.startswith("~"))
    assert statuses(found) == {"1": "findings", "2": "clean", made: "unreviewed", "4": "unreviewed"}
    assert found["1"]["text"] == 'Hello, "all"\nof you. Ring 07700 900123'  # as Spark reads line ends
    assert found["2"]["text"] == "Thé café is open."
    assert (found["1"]["day"], found["1"]["account"]) == (dt.date(2021, 5, 7), "Our page")
    assert (found["1"]["source"], found["1"]["policy"]) == ("posts/sheet.csv", "leigh-on-sea")
    assert reasons(found[made]) == ["the row does not fit the header; put texts with commas in quotes"]
    assert outcome.posts == 4


def test_parquet_of_parts_and_packed_lines(folder: Path, audit: Auditing) -> None:
    at = dt.datetime(2021, 5, 7, 23, tzinfo=dt.UTC)
    table = arrow.table({"id": [1, 2], "text": ["Ring 07700 900123.", None], "created_at": [at, at]})
    place = folder / "posts" / "set [1]*"
    for network in ("x", "facebook"):
        (place / f"platform={network}").mkdir(parents=True)
    parquet.write_table(table, place / "platform=x" / "a b.parquet")
    other = arrow.table({"id": [3], "text": ["The library is open."], "created_at": [at]})
    parquet.write_table(other, place / "platform=facebook" / "b.parquet")
    with gzip.open(folder / "posts" / "c.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write('{"id": "4", "text": "The hall is open."}\n')
    _, found, _ = audit()
    assert {name: (row["status"], row["platform"], row["day"]) for name, row in found.items()} == {
        "1": ("findings", "x", at.date()),
        "2": ("unreviewed", "x", at.date()),
        "3": ("clean", "facebook", at.date()),
        "4": ("clean", None, None),
    }
    assert found["1"]["source"] == "posts/set [1]*/platform=x/a b.parquet"


TWEETS = [
    {"tweet": {"id": "1001", "full_text": "Ring 07700 900123.", "created_at": "Sat Nov 28 10:00:00 +0000 2026",
               "extended_entities": {"media": [{"ext_alt_text": "Tents on the green"}]}}},
    {"tweet": {"id": "1002", "full_text": "Thank you!", "in_reply_to_status_id_str": "5"}},
]  # fmt: skip
FACEBOOK = [
    {"timestamp": 1620429000, "data": [{"post": "The caf\u00c3\u00a9 is open."}]},
    {"timestamp": 1620429000, "data": [{"post": "Write to jo@example.org."}]},
]


def test_archives_of_x_and_facebook(folder: Path, audit: Auditing) -> None:
    (folder / "posts" / "x" / "data").mkdir(parents=True)
    (folder / "posts" / "x" / "data" / "tweets.js").write_text(
        f"window.YTD.tweets.part0 = {json.dumps(TWEETS)};", encoding="utf-8"
    )
    (folder / "posts" / "x" / "data" / "account.js").write_text(
        "window.YTD.account.part0 = [];", encoding="utf-8"
    )
    (folder / "posts" / "facebook").mkdir()
    (folder / "posts" / "facebook" / "your_posts_1.json").write_text(json.dumps(FACEBOOK), encoding="utf-8")
    (folder / "posts" / "facebook" / "comments.json").write_text("{", encoding="utf-8")
    _, found, said = audit(keep_text=True)
    assert {name: (row["text"], row["platform"]) for name, row in found.items()} == {
        "1001": ("Ring 07700 900123.", "x"),
        "1001:2": ("Tents on the green", "x"),
        "1002": ("Thank you!", "x"),
        "posts/facebook/your_posts_1.json#1": ("The café is open.", "facebook"),
        "posts/facebook/your_posts_1.json#2": ("Write to jo@example.org.", "facebook"),
        "posts/facebook/comments.json#1": (None, None),
    }
    assert found["1001"]["day"] == dt.date(2026, 11, 28)
    assert found["posts/facebook/comments.json#1"]["status"] == "unreviewed"
    assert "1 file of other kinds passed over (account.js)" in said


def test_files_that_cannot_be_read_are_rows(folder: Path, audit: Auditing) -> None:
    (folder / "posts" / "a.parquet").write_bytes(b"PAR1 nonsense")
    (folder / "posts" / "b.jsonl.gz").write_bytes(b"nonsense")
    (folder / "posts" / "c.csv").write_bytes(b"")
    (folder / "posts" / "d.jsonl").write_text('{"id": "1", "text": "The library is open."}', encoding="utf-8")
    outcome, found, _ = audit()
    assert {name: reasons(row) for name, row in found.items()} == {
        "1": [],
        **{f"posts/{name}#1": ["the file cannot be read: it is damaged"] for name in ("a.parquet", "c.csv")},
        "posts/b.jsonl.gz#1": ["the file cannot be read: it is damaged"],
    }
    assert outcome.exit_code == 2


def test_archives_without_a_post_come_to_nothing(folder: Path, spark: SparkSession) -> None:
    (folder / "posts" / "a.jsonl").write_text("\n\n", encoding="utf-8")
    (folder / "posts" / "b.csv").write_text("id,text\n", encoding="utf-8")
    request = AuditRequest((str(folder / "posts"),), str(folder / "out"), quick=True)
    for _ in range(2):
        outcome = Audit(request, lambda _: None).run(lambda *_: None)
        assert (outcome.posts, outcome.unreviewed, outcome.exit_code) == (0, 0, 0)


def test_an_id_is_there_once(folder: Path, audit: Auditing) -> None:
    twice = ['{"id": "1", "text": "The library is open."}'] * 3
    other = ['{"id": "2", "text": "One."}', '{"id": "2", "text": "Another."}']
    without = ['{"text": "The hall is open."}'] * 2 + ['{"text": "The hall is closed."}']
    contact = ['{"id": "jo@example.org", "text": "Hello."}']
    (folder / "posts" / "a.jsonl").write_text(
        "\n".join((*twice, *other, *without, *contact)), encoding="utf-8"
    )
    outcome, found, _ = audit()
    assert (found["1"]["repeats"], found["1"]["status"]) == (2, "clean")
    assert reasons(found["2"]) == [
        "other posts bear this id with other words, and were not reviewed; give each an id of its own"
    ]
    made = sorted(row["repeats"] for name, row in found.items() if name.startswith("~"))
    assert made == [0, 0, 1]
    assert "example.org" not in str(found)
    assert (outcome.posts, outcome.repeats) == (5, 3)


def test_ids_that_are_made_stay_wherever_the_archive_lies(folder: Path, audit: Auditing) -> None:
    (folder / "posts" / "a.csv").write_text("text,date\nOne.,2021-05-07\nTwo.,2021-05-08\n", encoding="utf-8")
    _, first, _ = audit()
    (folder / "elsewhere").mkdir()
    (folder / "posts").rename(folder / "elsewhere" / "posts")
    outcome, second, _ = audit(posts=(str(folder / "elsewhere" / "posts"),), config=folder / "smcheck.toml")
    assert set(first) == set(second)
    assert (outcome.before, outcome.posts) == (2, 2)


def test_what_is_done_is_not_done_again_and_what_is_new_is(folder: Path, audit: Auditing) -> None:
    written = list(posts(200))
    write_lines(folder / "posts" / "a.jsonl", written[:120])
    first, _, _ = audit()
    files = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.parquet")}
    write_lines(folder / "posts" / "b.jsonl", written[120:])
    second, found, _ = audit()
    assert (first.posts, second.before, second.posts) == (120, 120, 200)
    assert {path: path.stat().st_mtime_ns for path in files} == files
    third, again, _ = audit()
    assert (third.before, again) == (200, found)
    assert sorted(path.name for path in (folder / "out").glob("slice=*")) == ["slice=0", "slice=1"]


def test_words_that_have_changed_are_told_and_not_passed_in_silence(folder: Path, audit: Auditing) -> None:
    path = folder / "posts" / "a.jsonl"
    write_lines(path, [Invented("1", "The library is open.", "", "")])
    assert audit()[0].exit_code == 0
    write_lines(path, [Invented("1", "Ring 07700 900123.", "", "")])
    outcome, found, _ = audit()
    assert (outcome.changed, outcome.exit_code, found["1"]["status"]) == (1, 2, "clean")


def test_an_audit_is_not_mixed_with_another(folder: Path, audit: Auditing) -> None:
    write_lines(folder / "posts" / "a.jsonl", list(posts(3)))
    audit()
    others: tuple[tuple[dict[str, Any], str], ...] = (
        ({"quick": False}, "begun with the other choice of readers"),
        ({"keep_text": True}, "begun with the other choice on keeping texts"),
        ({"columns": Names(day="day")}, "begun with other columns"),
        ({"kind": "comment"}, "begun with another --kind"),
        ({"select": ("phone",)}, "begun with other settings"),
    )
    for chosen, said in others:
        with pytest.raises(ConfigError, match=f"{said}.* give --out another folder, or delete this one"):
            audit(**chosen)
    config, key, manifest = folder / "smcheck.toml", folder / "smcheck.key", folder / "out" / "_smcheck.json"
    for path, content, said in (
        (config, SETTINGS + 'phones = ["01632 960999"]\n', "other settings"),
        (key, "beef" * 16, "another key of the fingerprints"),
        (manifest, manifest.read_text("utf-8").replace('"version": "0', '"version": "9'), "another version"),
        (manifest, "{", "it is damaged"),
    ):
        before = path.read_text("utf-8")
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ConfigError, match=said):
            audit()
        path.write_text(before, encoding="utf-8")
    assert audit()[0].before == 3


def test_a_folder_of_other_files_is_left_alone(folder: Path, audit: Auditing) -> None:
    write_lines(folder / "posts" / "a.jsonl", list(posts(3)))
    (folder / "out").mkdir()
    (folder / "out" / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(ConfigError, match="this folder holds other files"):
        audit()
    assert [path.name for path in (folder / "out").iterdir()] == ["letter.txt"]


def test_findings_among_the_posts_are_no_posts(folder: Path, audit: Auditing) -> None:
    write_lines(folder / "posts" / "a.jsonl", list(posts(5)))
    outcome, _, _ = audit(posts=(str(folder),))
    again, _, _ = audit(posts=(str(folder),))
    assert (outcome.posts, again.posts) == (5, 5)


def test_an_address_is_a_place_too(folder: Path, audit: Auditing) -> None:
    write_lines(folder / "posts" / "a.jsonl", list(posts(50)))
    config = folder / "smcheck.toml"
    for before in (0, 50):
        outcome, found, _ = audit(
            (folder / "out").as_uri(), posts=((folder / "posts" / "a.jsonl").as_uri(),), config=config,
            columns=Names("text", "id", "day", "platform"),
        )  # fmt: skip
        assert (outcome.before, len(found)) == (before, 50)


def test_the_key_is_nowhere_in_what_is_written(folder: Path, audit: Auditing) -> None:
    write_lines(folder / "posts" / "a.jsonl", list(posts(20)))
    audit()
    key = "5eed" * 16
    for path in (folder / "out").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert key.encode() not in content
            assert bytes.fromhex(key) not in content


@pytest.mark.parametrize(
    ("name", "said"), [("none", "there is no such file"), ("letters", "nothing to audit")]
)
def test_nothing_to_audit_is_told(folder: Path, audit: Auditing, name: str, said: str) -> None:
    (folder / "letters").mkdir()
    (folder / "letters" / "archive.zip").write_bytes(b"PK")
    with pytest.raises(ConfigError, match=said):
        audit(posts=(str(folder / name),))
    assert not (folder / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="folders without leave are another thing on Windows")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_leave_is_a_row(folder: Path, audit: Auditing) -> None:
    write_lines(folder / "posts" / "a.jsonl", list(posts(3)))
    write_lines(folder / "posts" / "b.jsonl", list(posts(3)))
    (folder / "posts" / "b.jsonl").chmod(0)
    _, found, _ = audit()
    assert reasons(found["posts/b.jsonl#1"]) == ["the file cannot be read: Permission denied"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("Python worker exited unexpectedly (crashed): EOFException", "was ended again and again"),
        ("java.io.IOException: No space left on device", "the disk is full"),
        ("ModuleNotFoundError: No module named 'smcheck'", "must be installed where Spark's workers run"),
        (
            'File "/home/x/smcheck/spark/worker.py", line 74, in reviewed\nValueError: 07700 900123',
            "Spark ended the audit (RuntimeError at worker.py:74); what is done stays",
        ),
    ],
)
def test_what_ends_an_audit_is_told_without_quoting_a_post(error: str, said: str) -> None:
    told = _why(RuntimeError(error))
    assert said in told
    assert "900123" not in told
