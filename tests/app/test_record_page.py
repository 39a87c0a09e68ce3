"""The page of the record: its months, and whether it is in order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from smcheck.app.desk import Desk
from smcheck.app.lock import Lock
from smcheck.app.pages import pages
from tests.app.asking import POST, Elements, problem, told, with_record
from tests.app.conftest import ask
from tests.reporters.hostile import HOSTILE

MONTH = f"{dt.datetime.now(dt.UTC):%Y-%m}"


@pytest.fixture
def kept(home: Path) -> Path:
    """The council's folder, whose record holds three entries."""
    with_record(home)
    app = pages(Desk(home))
    number = told(app, "/ask", text=POST, by="Jo", note="for Monday")["id"]
    told(app, "/requests/answer", id=number, outcome="refused", by="The Clerk", note="not yet")
    return home


def test_a_month_is_chosen_and_shown(kept: Path) -> None:
    app = pages(Desk(kept))
    assert f"/record/month?month={MONTH}" in Elements(ask(app, "GET", "/record").text).links
    shown = ask(app, "GET", f"/record/month?month={MONTH}")
    assert shown.status == 200
    assert "<bdi>Jo</bdi> asked about 3 findings" in shown.text
    assert "The record is in order" in shown.text
    assert "Sam Hollis" not in shown.text


def test_a_month_is_a_document_in_which_only_its_style_works(kept: Path) -> None:
    lock = Lock(pages(Desk(kept)), 8000)
    answer = ask(lock, "GET", f"/record/month?month={MONTH}", {"cookie": f"{lock.cookie}={lock.key}"})
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "script" not in {tag for tag, _ in Elements(answer.text).found}
    assert not any("style" in given for _, given in Elements(answer.text).found)


@pytest.mark.parametrize(
    "month", ["", "2001-01", "2026-13", "../people", f"{MONTH}/..", f"{MONTH}%00", "x" * 5000, "<b>"]
)
def test_a_month_that_the_record_has_not_is_none(month: str, kept: Path) -> None:
    answer = ask(pages(Desk(kept)), "GET", f"/record/month?month={month}")
    assert (answer.status, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")


def test_the_record_is_checked(kept: Path) -> None:
    found = told(pages(Desk(kept)), "/record/verify")
    assert (found["ok"], found["problems"], found["notices"]) == (True, [], [])
    assert found["checked"].startswith("3 entries, numbers 1 to 3")
    assert found["limits"]


def test_what_was_changed_is_named(kept: Path) -> None:
    path = kept / "record" / f"{MONTH}.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("not yet", "granted"), encoding="utf-8")
    app = pages(Desk(kept))
    found = told(app, "/record/verify")
    assert not found["ok"]
    assert f"{MONTH}.jsonl, line 3: the line was changed" in found["problems"][0]
    assert str(kept) not in found["problems"][0]
    assert "The record is in order" not in ask(app, "GET", f"/record/month?month={MONTH}").text


def test_what_a_crash_has_left_is_told(kept: Path) -> None:
    with (kept / "record" / f"{MONTH}.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"n": 3')
    found = told(pages(Desk(kept)), "/record/verify")
    assert (found["ok"], len(found["notices"])) == (True, 1)


def test_without_a_record_the_page_says_how_to_begin(home: Path) -> None:
    app = pages(Desk(home))
    text = ask(app, "GET", "/record").text
    assert "No record is kept here" in text
    assert "record = &#34;record&#34;" in text or 'record = "record"' in text
    assert 'id="verify"' not in text
    assert "No record is kept" in problem(app, "/record/verify")
    assert ask(app, "GET", f"/record/month?month={MONTH}").status == 404


def test_a_record_that_holds_nothing_yet_makes_no_key(home: Path) -> None:
    with_record(home)
    (home / "smcheck.key").unlink()
    assert "holds nothing yet" in ask(pages(Desk(home)), "GET", "/record").text
    assert not (home / "smcheck.key").exists()


def test_a_record_whose_key_is_lost_is_said(kept: Path) -> None:
    (kept / "smcheck.key").unlink()
    app = pages(Desk(kept))
    assert "there is no key file" in ask(app, "GET", "/record").text
    assert "there is no key file" in problem(app, "/record/verify")
    assert ask(app, "GET", f"/record/month?month={MONTH}").status == 422
    assert not (kept / "smcheck.key").exists()


def test_hostile_notes_make_no_element_of_a_month(home: Path) -> None:
    with_record(home)
    app = pages(Desk(home))
    for word in HOSTILE:
        told(app, "/ask", text="Open.", by=f"J{word[:100]}", note=word[:100])
    made = Elements(ask(app, "GET", f"/record/month?month={MONTH}").text)
    assert not {tag for tag, _ in made.found} & {"script", "img", "b", "x"}
    assert not any(name.startswith("on") for _, given in made.found for name in given)
    assert all(link.startswith("#") for link in made.links)
