from __future__ import annotations

import datetime as dt
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smcheck import ConfigError, Council, Decision, Draft, Review, Reviewer, Severity
from smcheck.model.draft import Picture, Published, Section
from smcheck.models import persons
from smcheck.models.judge import Judge
from smcheck.readers import read_content
from smcheck.review import cache as cache_module
from smcheck.review.cache import FOLDER_VARIABLE, KEPT_DAYS, Cache, cache_folder
from smcheck.review.engine import Engine
from smcheck.review.examined import Examined
from smcheck.settings import policy as policies
from smcheck.settings.decision_file import add_decision, load_decisions, remove_decisions
from smcheck.settings.elections import Election
from smcheck.settings.partners import Partner
from smcheck.settings.policy import Policy
from tests.conftest import TODAY

POLL = dt.date(2026, 12, 10)
PHONE = Draft("You idiot, ring 07700 900123.", "fete.txt")

MESSAGE = b"""\
From: Jo Bloggs <jo@example.net>
To: clerk@example.gov.uk
Subject: The fete
Content-Type: text/plain; charset=utf-8

Thank you, ring 07700 900123.

On Monday, Pat Smith wrote:
> I live at 14 Elm Road, ring 01632 960123.
"""
POSTS = b"id,message\n1,Ring 07700 900123\n2,You idiot\n3,The hall is open.\n"


def read(content: bytes, name: str) -> list[Draft]:
    return [item for item in read_content(content, name) if isinstance(item, Draft)]


DRAFTS: dict[str, list[Draft]] = {
    "clean": [Draft("The hall is open on Saturday.", "a.txt")],
    "findings": [PHONE, Draft("Cllr Sam Example is a fucking liar, see www.example.org.", "b.txt")],
    "foreign": [
        Draft("Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb: 07700 900123.")
    ],
    "an e-mail with a quoted part": read(MESSAGE, "a.eml"),
    "a reply": [Draft("> Ring 07700 900123\nYou idiot", kind="reply")],
    "Markdown": read(b"# Fete\n\nRing **07700** `900123` or [Jo](https://example.org).\n", "a.md"),
    "HTML": read(b"<p>Ring <b>07700</b> 900123 &amp; come</p>", "a.html"),
    "rows": read(POSTS, "posts.csv"),
    "rows with errors": [Draft("", "posts.csv", row=2), Draft("x" * 2_000_000, "posts.csv", row=3)],
    "only blanks": [Draft(" \n ")],
    "pictures": [Draft("Our fete.", pictures=(Picture("a.jpg", has_position=True, owner="Jo Bloggs"),))],
    "a lone surrogate": [Draft("You idiot \ud83d, ring 07700 900123")],
    "the period before a poll": [Draft("Cllr Sam Example says vote Labour.", date=POLL)],
}


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is installed while a test runs."""
    monkeypatch.setattr(cache_module, "_installed", lambda: iter(["a stamp"]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that were not known."""
    texts: list[str] = []
    find = Engine.examine

    def noted(self: Engine, draft: Draft, day: dt.date, election: Election | None) -> Examined:
        texts.append(draft.text)
        return find(self, draft, day, election)

    monkeypatch.setattr(Engine, "examine", noted)
    return texts


def reviews(
    folder: Path | None,
    council: Council | None,
    drafts: Iterable[Draft] = (PHONE,),
    policy: Policy | None = None,
    **options: Any,
) -> list[Review]:
    """What one run makes of the drafts, with a cache in the folder, or with none."""
    cache = Cache(folder) if folder else None
    try:
        reviewer = Reviewer(council, policy, cache=cache, **{"date": TODAY, **options})
        return list(reviewer.review_many(drafts))
    finally:
        if cache:
            cache.close()


def rows(folder: Path) -> list[tuple[bytes, bytes, int]]:
    database = sqlite3.connect(folder / "findings.db")
    try:
        return database.execute("SELECT * FROM entries ORDER BY key").fetchall()
    finally:
        database.close()


def execute(folder: Path, *statements: str) -> None:
    database = sqlite3.connect(folder / "findings.db")
    with database:
        for statement in statements:
            database.execute(statement)
    database.close()


@pytest.mark.parametrize("drafts", DRAFTS.values(), ids=DRAFTS.keys())
def test_a_second_review_says_the_same_and_looks_for_nothing(
    council: Council, folder: Path, looked_for: list[str], drafts: list[Draft]
) -> None:
    council = replace(council, elections=(Election(POLL),))
    plain = reviews(None, council, drafts)
    assert reviews(folder, council, drafts) == plain
    looked_for.clear()
    assert reviews(folder, council, drafts) == plain
    assert looked_for == []


ENDLESS = "CREATE VIEW entries AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS {} FROM n"


@pytest.mark.parametrize(
    "planted",
    [
        ENDLESS.format("value, x AS used, x AS key"),
        "CREATE TABLE entries (key BLOB PRIMARY KEY, value BLOB, used INTEGER, more TEXT)",
        "CREATE TABLE other (x)",
    ],
    ids=["view", "columns", "table"],
)
def test_a_database_that_somebody_planted_is_replaced(tmp_path: Path, council: Council, planted: str) -> None:
    folder = tmp_path / "planted"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "findings.db")) as database:
        database.execute(planted)
    assert reviews(folder, council) == reviews(None, council)
    with closing(sqlite3.connect(folder / "findings.db")) as database:
        assert [name for (name,) in database.execute("SELECT name FROM sqlite_master")] == ["entries"]


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "other.txt"},
        {"id": "7", "row": 4},
        {"remarks": ("the second sheet was not read",)},
        {"date": dt.date(2026, 3, 1)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_no_check_reads_is_of_no_matter(
    council: Council, folder: Path, looked_for: list[str], changes: dict[str, Any]
) -> None:
    reviews(folder, council)
    looked_for.clear()
    changed = replace(PHONE, **changes)
    assert reviews(folder, council, [changed]) == reviews(None, council, [changed])
    assert looked_for == [PHONE.text]  # by the one without a cache


@pytest.mark.parametrize(
    "changes",
    [
        {"text": PHONE.text + "!"},
        {"kind": "reply"},
        {"kind": "email"},
        {"platforms": ("x",)},
        {"places": ((0, "paragraph 1"),)},
        {"quoted": ((0, 9),)},
        {"sections": (Section(0, 9),)},
        {"answers": True},
        {"attached": ("bench.jpg",)},
        {"repeats": "plan.csv, row 2"},
        {"pictures": (Picture("a.jpg"),)},
        {"pictures": (Picture("a.jpg", has_position=True),)},
        {"published": Published("You idiot", range(9), range(1, 10))},
        {"published": Published("You idiot", range(1, 10), range(2, 11))},
        {"date": dt.date(2027, 3, 1)},
        {"date": POLL},
    ],
    ids=lambda changes: "{} {}".format(*next(iter(changes.items()))),
)
def test_a_draft_that_checks_read_otherwise_is_looked_at_anew(
    council: Council, folder: Path, looked_for: list[str], changes: dict[str, Any]
) -> None:
    council = replace(council, elections=(Election(POLL, since=POLL - dt.timedelta(10)),))
    changed = replace(PHONE, **changes)
    reviews(folder, council, [PHONE])
    looked_for.clear()
    assert reviews(folder, council, [changed]) == reviews(None, council, [changed])
    assert looked_for == [changed.text] * 2


def test_the_way_back_to_the_source_is_part_of_what_is_read(council: Council, folder: Path) -> None:
    text, reading = "Ring 07700 900123 or 07700 900123", "Ring 07700 900123"
    first = Draft(text, published=Published(reading, range(17), range(1, 18)))
    last = Draft(text, published=Published(reading, range(16, 33), range(17, 34)))
    reviews(folder, council, [first])
    assert reviews(folder, council, [last]) == reviews(None, council, [last])


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Another Town Council"},
        {"domains": ("example.org",)},
        {"phones": ("07700 900123",)},
        {"emails": ()},
        {"handles": ()},
        {"addresses": ()},
        {"venues": ()},
        {"partners": (Partner("Example Surgery", phones=("07700 900123",)),)},
        {"policy": "another-council"},
        {"public_sector_links": False},
        {"platforms": ("x",)},
        {"language_model": False},
        {"classifier": False},
        {"email_waiver": ""},
        {"email_signatures": ()},
        {"max_characters": 5},
        {"severity": {"phone": Severity.NOTE}},
        {"wordlists": ("ours.csv",)},
        {"roster": "others.toml"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_setting_of_the_council_counts(
    council: Council, folder: Path, looked_for: list[str], changes: dict[str, Any]
) -> None:
    header = "term,category,role,strength,characteristic,note\n"
    (council.folder / "ours.csv").write_text(header + "numskull,abuse,always,medium,,\n", encoding="utf-8")
    (council.folder / "others.toml").write_text('[[person]]\nname = "Jo Bloggs"\ngroup = "employee"\n')
    policy = Path(policies.__file__).with_name("policies") / "leigh_on_sea.toml"
    (council.folder / "another-council").write_bytes(policy.read_bytes().replace(b'"error"', b'"warning"'))
    changed = replace(council, **changes)
    reviews(folder, council)
    looked_for.clear()
    assert reviews(folder, changed) == reviews(None, changed)
    assert looked_for == [PHONE.text] * 2


@pytest.mark.parametrize("name", ["people.toml", "policy.toml", "ours.csv", "smcheck.key"])
def test_a_file_that_is_read_counts_by_its_content(
    council: Council, folder: Path, looked_for: list[str], name: str
) -> None:
    policy = Path(policies.__file__).with_name("policies") / "leigh_on_sea.toml"
    (council.folder / "policy.toml").write_bytes(policy.read_bytes())
    header = "term,category,role,strength,characteristic,note\n"
    (council.folder / "ours.csv").write_text(header + "numskull,abuse,always,medium,,\n", encoding="utf-8")
    council = replace(council, policy="policy.toml", wordlists=("ours.csv",))
    further = {
        "people.toml": b'\n[[person]]\nname = "Fete Saturday"\ngroup = "employee"\n',
        "policy.toml": b'\n[[rule]]\nid = "z"\nsection = "9"\nheading = "H"\ntitle = "T"\ngist = "G"\nseverity = "note"\n',
        "ours.csv": b"idiot,abuse,always,strongest,,\n",
        "smcheck.key": b"5eed",
    }[name]
    reviews(folder, council)
    path = council.folder / name
    os.utime(path, (1, 1))
    looked_for.clear()
    reviews(folder, council)
    assert looked_for == []
    path.write_bytes(path.read_bytes() + further)
    assert reviews(folder, council) == reviews(None, council)
    assert looked_for == [PHONE.text] * 2


def checks_of(review: Review) -> list[tuple[str, int, int]]:
    return [(finding.check, finding.start, finding.end) for finding in review.findings]


def test_a_word_list_counts_without_a_configuration_file_too(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "ours.csv"
    draft = Draft("What a gizmo.")
    found = []
    for line in ("gadget,obscenity,always,strong,,\n", "gizmo,obscenity,always,strong,,\n"):
        path.write_text("term,category,role,strength,characteristic,note\n" + line, encoding="utf-8")
        (review,) = reviews(folder, Council(wordlists=(str(path),)), [draft], select=["obscenity"])
        found.append(checks_of(review))
    assert found == [[], [("obscenity", 7, 12)]]


def test_a_word_list_that_changes_during_a_run_spoils_nothing_for_later_ones(
    council: Council, folder: Path
) -> None:
    council = replace(council, wordlists=("ours.csv",))
    draft = Draft("What a gizmo.")
    for line in ("gadget,obscenity,always,strong,,\n", "gizmo,obscenity,always,strong,,\n"):
        head = "term,category,role,strength,characteristic,note\n"
        (council.folder / "ours.csv").write_text(head + line, encoding="utf-8")
        reviews(folder, council, [draft], select=["obscenity"])
    (review,) = reviews(folder, council, [draft], select=["obscenity"])
    assert checks_of(review) == [("obscenity", 7, 12)]


@pytest.mark.parametrize(
    "options", [{"select": ["phone"]}, {"ignore": ["phone"]}, {"select": ["phone"], "ignore": ["insult"]}]
)
def test_chosen_checks_count(
    council: Council, folder: Path, looked_for: list[str], options: dict[str, Any]
) -> None:
    reviews(folder, council)
    looked_for.clear()
    assert reviews(folder, council, **options) == reviews(None, council, **options)
    assert looked_for == [PHONE.text] * 2
    looked_for.clear()
    reviews(folder, council, **options)
    assert looked_for == []


def test_selected_is_not_ignored(council: Council, folder: Path) -> None:
    reviews(folder, council, select=["phone"])
    assert reviews(folder, council, ignore=["phone"]) == reviews(None, council, ignore=["phone"])


@pytest.mark.parametrize("what", ["version", "files"])
def test_another_smcheck_looks_anew(
    council: Council, folder: Path, looked_for: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    reviews(folder, council)
    looked_for.clear()
    if what == "version":
        monkeypatch.setattr(cache_module, "__version__", "99")
    else:
        monkeypatch.setattr(cache_module, "_installed", lambda: iter(["another stamp"]))
    reviews(folder, council)
    assert looked_for == [PHONE.text]


def test_every_file_of_the_package_has_a_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    names = {stamp.split(" ")[0] for stamp in cache_module._installed()}
    package = Path(cache_module.__file__).parent
    files = (path for path in package.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    assert {path.name.split(" ")[0] for path in files} <= names
    assert list(cache_module._installed()) == list(cache_module._installed())


@pytest.mark.parametrize(
    ("first", "then", "known"),
    [
        (TODAY, TODAY - dt.timedelta(200), True),
        (TODAY, dt.date(2027, 11, 22), False),
        (POLL, POLL - dt.timedelta(3), True),
        (POLL, POLL + dt.timedelta(3), False),
        (POLL + dt.timedelta(3), POLL, False),
    ],
    ids=["the same year", "another year", "within the period", "after the poll", "into the period"],
)
def test_the_day_counts_as_far_as_it_matters(
    council: Council, folder: Path, looked_for: list[str], first: dt.date, then: dt.date, known: bool
) -> None:
    council = replace(council, elections=(Election(POLL, since=POLL - dt.timedelta(10)),))
    reviews(folder, council, date=first)
    looked_for.clear()
    second = reviews(folder, council, date=then)
    assert looked_for == ([] if known else [PHONE.text])
    assert second == reviews(None, council, date=then)


def test_a_further_poll_leaves_drafts_of_other_days_known(
    council: Council, folder: Path, looked_for: list[str]
) -> None:
    reviews(folder, council, date=dt.date(2026, 2, 1))
    looked_for.clear()
    reviews(folder, replace(council, elections=(Election(POLL),)), date=dt.date(2026, 2, 1))
    assert looked_for == []


def test_a_decision_holds_and_goes_though_nothing_is_looked_for(
    council: Council, folder: Path, looked_for: list[str]
) -> None:
    (before,) = reviews(folder, council)
    assert [finding.check for finding in before.open_findings] == ["insult", "phone"]
    path = council.folder / council.decisions
    approved = Decision("contact", "07700 900123", "C", dt.date(2026, 1, 1), until=TODAY)
    waived = Decision("waiver", before.findings[0].fingerprint, "C", dt.date(2026, 1, 1))
    add_decision(path, approved)
    add_decision(path, waived)
    looked_for.clear()
    (decided,) = reviews(folder, council)
    assert [finding.decision for finding in decided.findings] == [waived, approved]
    (later,) = reviews(folder, council, date=TODAY + dt.timedelta(1))
    assert [finding.check for finding in later.open_findings] == ["phone"]
    assert any("has expired" in notice for notice in later.notices)
    remove_decisions(path, load_decisions(path).known)
    assert reviews(folder, council) == [before]
    assert looked_for == []


@pytest.mark.parametrize(
    ("module", "attribute"), [(persons, "_shipped"), (Judge, "judge")], ids=["people", "classifier"]
)
def test_what_broke_is_tried_again(
    council: Council,
    folder: Path,
    looked_for: list[str],
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    attribute: str,
) -> None:
    def no_model(*_: object) -> None:
        raise OSError("no such model")

    drafts = [Draft("Our groundsman Pete Nelson said those people are a disgrace and must be driven out.")]
    with monkeypatch.context() as broken:
        broken.setattr(module, attribute, no_model)
        (first,) = reviews(folder, council, drafts)
    assert first.status == "unreviewed"
    looked_for.clear()
    assert reviews(folder, council, drafts)[0].errors == ()
    assert looked_for == [drafts[0].text]


def test_a_mistake_is_refused_each_time(council: Council, folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(ConfigError, match="did you mean 'phone'"):
            reviews(folder, council, select=["phon"])
    reviews(folder, council)
    (council.folder / "people.toml").write_text('[[person]]\nname = "Jo"\n', encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError, match="people.toml"):
            reviews(folder, council)


def test_a_roster_that_cannot_be_read_is_no_missing_one(council: Council, folder: Path) -> None:
    (council.folder / "people.toml").unlink()
    reviews(folder, council)
    (council.folder / "people.toml").mkdir()
    with pytest.raises(ConfigError, match="people.toml"):
        reviews(folder, council)


def flipped(content: bytes) -> bytes:
    return bytes(byte ^ 0x55 if index % 997 == 500 else byte for index, byte in enumerate(content))


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "cut off in a page": lambda content: content[:-100],
    "a text": lambda content: b"this is no database\n" * 500,
    "rubbish": lambda content: bytes(range(256)) * 64,
    "flipped bits": flipped,
    "rubbish behind the head": lambda content: content[:100] + b"\xa5" * (len(content) - 100),
    "rubbish in the last page": lambda content: content[:-3000] + b"\xa5" * 3000,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_ignored_and_made_anew(
    council: Council, folder: Path, looked_for: list[str], damage: Callable[[bytes], bytes]
) -> None:
    drafts = [*DRAFTS["findings"], *(Draft(f"Come {number} times.") for number in range(40))]
    plain = reviews(folder, council, drafts)
    path = folder / "findings.db"
    path.write_bytes(damage(path.read_bytes()))
    assert reviews(folder, council, drafts) == plain
    assert reviews(folder, council, drafts) == plain
    looked_for.clear()
    assert reviews(folder, council, drafts) == plain
    assert looked_for == []


def test_a_damaged_file_that_cannot_be_removed_is_ignored(
    council: Council, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    (folder / "findings.db").write_bytes(b"this is no database\n" * 500)

    def in_use(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "it is in use by another process")  # as Windows says

    monkeypatch.setattr(Path, "unlink", in_use)
    assert reviews(folder, council) == reviews(None, council)


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE entries SET value = x''",),
        ("UPDATE entries SET value = x'00'",),
        ("UPDATE entries SET value = zeroblob(length(value))",),
        ("UPDATE entries SET value = CAST(substr(value, 1, 20) AS BLOB)",),
        ("UPDATE entries SET value = CAST(value || x'00' AS BLOB)",),
        ("UPDATE entries SET value = NULL",),
        ("UPDATE entries SET value = 'a text'",),
        ("UPDATE entries SET value = CAST(value AS TEXT)",),
        ("UPDATE entries SET value = 7",),
        ("UPDATE entries SET value = -7",),
        ("UPDATE entries SET used = 'yesterday'",),
        ("UPDATE entries SET used = NULL",),
        ("DROP TABLE entries",),
        ("DROP TABLE entries", "CREATE TABLE entries (name TEXT)"),
        ("DROP TABLE entries", "CREATE TABLE entries (key BLOB, value BLOB)"),
        ("DROP TABLE entries", "CREATE VIEW entries AS SELECT 1 AS key, 2 AS value, 3 AS used"),
    ],
    ids=lambda statements: statements[-1],
)
def test_entries_that_are_none_are_ignored(
    council: Council, folder: Path, statements: tuple[str, ...]
) -> None:
    plain = reviews(folder, council)
    execute(folder, *statements)
    assert reviews(folder, council) == plain
    assert reviews(folder, council) == plain


def test_an_entry_of_another_draft_is_ignored(council: Council, folder: Path) -> None:
    drafts = [PHONE, Draft("The hall is open on Saturday.")]
    plain = reviews(folder, council, drafts)
    (one, _, used), (two, _, _) = entries = [row for row in rows(folder) if row[1]]
    database = sqlite3.connect(folder / "findings.db")
    with database:
        swapped = ((one, entries[1][1], used), (two, entries[0][1], used))
        database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", swapped)
    database.close()
    assert reviews(folder, council, drafts) == plain


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def at_once(path: Path, timeout: float, check_same_thread: bool) -> sqlite3.Connection:
        return connect(path, timeout=0, check_same_thread=check_same_thread)

    monkeypatch.setattr(sqlite3, "connect", at_once)


@pytest.mark.parametrize("when", ["from the beginning", "while drafts are reviewed"])
def test_a_cache_that_others_keep_busy_is_done_without(
    council: Council, folder: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    drafts = [PHONE, Draft("The hall is open on Saturday.")]
    plain = reviews(None, council, drafts)
    reviews(folder, council)
    busy = sqlite3.connect(folder / "findings.db", isolation_level=None)
    impatient(monkeypatch)
    if when == "from the beginning":
        busy.execute("BEGIN EXCLUSIVE")
        assert reviews(folder, council, drafts) == plain
    else:
        cache = Cache(folder)
        reviewer = Reviewer(council, cache=cache, date=TODAY)
        found = [reviewer.review(drafts[0])]
        busy.execute("BEGIN EXCLUSIVE")
        found.append(reviewer.review(drafts[1]))
        cache.close()
        assert found == plain
    busy.execute("ROLLBACK")
    busy.close()


@pytest.mark.parametrize("place", ["a file", "beneath a file", "a folder of its name", "read-only"])
def test_a_folder_that_cannot_be_written_to_is_done_without(
    council: Council, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    folder = tmp_path / "cache"
    if place in ("a file", "beneath a file"):
        folder.write_text("x", encoding="utf-8")
        folder = folder if place == "a file" else folder / "a" / "b"
    elif place == "a folder of its name":
        (folder / "findings.db").mkdir(parents=True)
    else:
        Cache(folder).close()
        connect = sqlite3.connect

        def reading(path: Path, timeout: float, check_same_thread: bool) -> sqlite3.Connection:
            return connect(f"{path.as_uri()}?mode=ro", timeout, uri=True, check_same_thread=check_same_thread)

        monkeypatch.setattr(sqlite3, "connect", reading)
    assert reviews(folder, council) == reviews(None, council)
    assert reviews(folder, council) == reviews(None, council)


def test_nothing_of_a_draft_stands_readable_in_the_file(council: Council, folder: Path) -> None:
    drafts = [
        Draft("Cllr Sam Example is a numpty: ring 07700 900123, jo@example.net, see www.example.org/fete."),
        *DRAFTS["an e-mail with a quoted part"],
        *DRAFTS["rows"],
    ]
    found = reviews(folder, council, drafts)
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    assert len(rows(folder)) > len(drafts)  # there is something to be read
    secrets = {"Sam", "numpty", "07700", "900123", "jo@", "example", "Elm Road", "fete", "hall", "••"}
    for review in found:
        for finding in review.findings:
            secrets |= {finding.check, finding.category, finding.message[:12], finding.subject}
            secrets |= {finding.fingerprint, finding.suggestion[:12], finding.severity.value}
    secrets |= {"message", "07700900123", "447700900123", review.draft.text[:8]} - {""}
    readable = [
        secret
        for secret in secrets - {""}
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if secret.encode(encoding) in content
    ]
    assert readable == []


def test_the_same_draft_of_two_councils_has_two_entries(
    council: Council, folder: Path, looked_for: list[str]
) -> None:
    another = replace(council, name="Another")
    first, second = reviews(folder, council), reviews(folder, another)
    assert looked_for == [PHONE.text, PHONE.text]  # what is known for one is not taken for the other
    looked_for.clear()
    assert (reviews(folder, council), reviews(folder, another)) == (first, second)
    assert looked_for == []


def test_a_council_without_a_key_has_the_same_fingerprints_each_time(
    folder: Path, looked_for: list[str]
) -> None:
    first, second = reviews(folder, None), reviews(folder, None)
    assert first == second
    assert looked_for == [PHONE.text]


def test_threads_share_a_reviewer(council: Council, folder: Path) -> None:
    drafts = [Draft(f"Ring 07700 9001{number:02}, you idiot.") for number in range(24)] * 2
    plain = reviews(None, council, drafts)
    cache = Cache(folder)
    reviewer = Reviewer(council, cache=cache, date=TODAY)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(reviewer.review, drafts)) == plain
    cache.close()
    assert reviews(folder, council, drafts) == plain


def test_many_drafts_are_known_before_the_end(
    council: Council, folder: Path, looked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "_BATCH", 3)
    drafts = [Draft(f"The hall is open at {number}.") for number in range(7)]
    cache = Cache(folder)  # of a run that is stopped
    list(Reviewer(council, cache=cache, date=TODAY).review_many(drafts))
    looked_for.clear()
    reviews(folder, council, drafts)
    assert looked_for == [draft.text for draft in drafts[5:]]
    cache.close()


def test_entries_that_are_not_used_are_dropped(council: Council, folder: Path) -> None:
    reviews(folder, council, [PHONE])
    known = {key for key, _, _ in rows(folder)}
    reviews(folder, council, [Draft("The hall is open.")])
    reviews(folder, council, [Draft("The hall is shut.")])
    other, late = (key for key, _, _ in rows(folder) if key not in known)
    today = dt.date.today().toordinal()
    database = sqlite3.connect(folder / "findings.db")
    with database:
        database.execute("UPDATE entries SET used = ?", (today - 1,))
        database.execute("UPDATE entries SET used = ? WHERE key = ?", (today - KEPT_DAYS - 1, other))
        database.execute("UPDATE entries SET used = ? WHERE key = ?", (today - KEPT_DAYS, late))
    database.close()
    reviews(folder, council, [PHONE])
    assert {key: used for key, _, used in rows(folder)} == {
        **dict.fromkeys(known, today),
        late: today - KEPT_DAYS,
    }


def test_the_folder_may_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"
    monkeypatch.setenv(FOLDER_VARIABLE, "")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
        assert cache_folder() == tmp_path / "xdg" / "smcheck"
