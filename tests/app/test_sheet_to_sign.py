"""The sheet to sign: what stands on it, how long it is kept, and that nothing in it acts."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from smcheck.app.desk import Desk
from smcheck.app.lock import Lock
from smcheck.app.pages import pages
from smcheck.app.signing import LIFE, MOST, SheetsToSign, routes
from smcheck.model.showing import day_in_words
from tests.app.asking import POST, Elements, problem, recorded, told, with_record
from tests.app.conftest import Answer, ask
from tests.cli.conftest import smcheck
from tests.reporters.hostile import HOSTILE


class Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def printed(desk: Desk, **fields: object) -> Answer:
    app = pages(desk)
    answer = ask(app, "GET", told(app, "/sheet", **fields)["address"])
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return answer


def test_the_sheet_holds_what_is_signed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMCHECK_REVIEWER", "Jo Asker")
    text = printed(desk, text=POST, kind="reply", platforms=["x"], date="2030-06-01").text
    assert "Example Town Council" in text
    assert f"by Jo Asker on {day_in_words(dt.date.today())}" in text
    assert "Use of Social Media, Internet &amp; Email Policy of Leigh-on-Sea Town Council" in text
    for said in (
        "Do not post",
        "A reply",
        "for X",
        "to be posted on 1 June 2030",
        "Rule 11",
        "Signature",
        "Sign-off",
    ):
        assert said in text
    assert "Sam Hollis" in text
    assert "900123" not in text
    assert "size: A4" in text


def test_only_the_draft_that_is_shown_is_printed(desk: Desk) -> None:
    content = base64.b64encode(b"message\nOpen.\nRing 07700 900123.\n").decode()
    text = printed(desk, content=content, name="posts.csv", draft=1).text
    assert "posts.csv, row 3" in text
    assert "Open." not in text


def test_only_its_own_style_works_in_it(desk: Desk) -> None:
    app = pages(desk)
    address = told(app, "/sheet", text=POST)["address"]
    lock = Lock(app, 8000)
    answer = ask(lock, "GET", address, {"cookie": f"{lock.cookie}={lock.key}"})
    assert answer.status == 200
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert answer.headers["cache-control"] == "no-store"
    assert "style=" not in answer.text


def test_nobody_without_the_key_sees_it(desk: Desk) -> None:
    app = pages(desk)
    address = told(app, "/sheet", text=POST)["address"]
    answer = ask(Lock(app, 8000), "GET", address)
    assert answer.status == 403
    assert "Sam Hollis" not in answer.text


def test_it_is_forgotten_after_an_hour(desk: Desk) -> None:
    clock = Clock()
    app = Starlette(routes=routes(desk, SheetsToSign(clock)))
    address = told(app, "/sheet", text=POST)["address"]
    clock.now = LIFE - 1
    assert ask(app, "GET", address).status == 200
    clock.now = LIFE
    gone = ask(app, "GET", address)
    assert (gone.status, gone.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert "kept no longer" in gone.text


def test_the_oldest_goes_where_there_are_too_many() -> None:
    sheets = SheetsToSign()
    kept = [sheets.keep(f"page {number}") for number in range(MOST + 1)]
    assert len(set(kept)) == MOST + 1
    assert sheets.find(kept[0]) is None
    assert [sheets.find(name) for name in kept[1:]] == [f"page {number}" for number in range(1, MOST + 1)]


def test_there_is_no_sheet_of_nothing(desk: Desk) -> None:
    app = pages(desk)
    assert "kept no longer" in ask(app, "GET", "/sheet/none").text
    assert "no draft" in problem(app, "/sheet", text="Open.", draft=3)
    assert problem(app, "/sheet", content="UEsDBA==", name="a.docx")


def test_it_is_written_nowhere(home: Path, desk: Desk) -> None:
    before = sorted(home.rglob("*"))
    printed(desk, text=POST)
    assert sorted(home.rglob("*")) == before


VARIES = ("n", "time", "run", "hash", "prev")


def test_its_review_is_noted_as_the_command_line_notes_it(home: Path, desk: Desk) -> None:
    with_record(home)
    (home / "smcheck.key").unlink()  # which is made before anything is found
    app = pages(desk)
    told(app, "/sheet", text=POST, platforms=["x"], name="fair.txt")
    (home / "fair.txt").write_text(POST, encoding="utf-8")
    assert smcheck("fair.txt", "--platform", "x").exit_code == 1
    here, there = (
        {key: value for key, value in entry.items() if key not in VARIES} for entry in recorded(home)
    )
    assert here == there
    assert (here["kind"], here["path"], here["exit_code"]) == ("review", "fair.txt", 1)
    assert smcheck("record", "verify").exit_code == 0


def test_it_is_said_beforehand_that_the_record_notes_it(home: Path, desk: Desk) -> None:
    app = pages(desk)
    assert 'id="record-hint"' not in ask(app, "GET", "/").text
    assert told(app, "/sheet", text=POST)["noted"] is False
    with_record(home)
    assert "notes that you checked this draft" in ask(app, "GET", "/").text
    said = told(app, "/sheet", text=POST)
    assert (said["noted"], said["trouble"]) == (True, "")


def test_a_sheet_is_made_and_told_where_the_record_cannot_be_written(home: Path, desk: Desk) -> None:
    with_record(home)
    app = pages(desk)
    told(app, "/sheet", text=POST)
    (home / "record" / "head.json").write_text("{}", encoding="utf-8")
    said = told(app, "/sheet", text=POST)
    assert (said["noted"], "head.json: it was changed" in said["trouble"]) == (False, True)
    assert ask(app, "GET", said["address"]).status == 200
    assert len(recorded(home)) == 1


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_make_no_element(word: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "SMCHECK_REVIEWER", word[:200].encode("utf-8", "ignore").decode().replace("\0", "") or "x"
    )
    made = Elements(printed(desk, text=f"{word} You idiots.", name=word[:50]).text)
    names = {tag for tag, _ in made.found}
    attributes = {name for _, given in made.found for name in given}
    assert not names & {"script", "img", "iframe", "svg", "form", "x", "b"}
    assert attributes <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "dir", "aria-hidden", "aria-label", "aria-labelledby",
    }  # fmt: skip
    assert all(link.startswith("#") for link in made.links)
