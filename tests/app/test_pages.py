"""What the addresses of the desk answer, behind the lock."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest

from smcheck.app.desk import Desk
from smcheck.app.pages import pages
from smcheck.settings.platforms import PLATFORMS
from tests.app.conftest import Answer, ask


def asked(desk: Desk, question: object) -> Answer:
    return ask(pages(desk), "POST", "/review", {}, json.dumps(question).encode())


def test_the_page_names_the_council_and_every_platform(desk: Desk) -> None:
    answer = ask(pages(desk), "GET", "/")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Example Town Council" in answer.text
    assert all(f'value="{name}"' in answer.text for name in PLATFORMS)


def test_without_a_council_the_page_names_none_and_whose_policy_is_applied(home: Path, desk: Desk) -> None:
    (home / "smcheck.toml").write_text("", encoding="utf-8")
    text = ask(pages(desk), "GET", "/").text
    head = text[text.index("<header>") : text.index("</header>")]
    assert ">No council is set up yet</bdi>; policy: " in head
    assert "Use of Social Media, Internet &amp; Email Policy of Leigh-on-Sea Town Council" in head


def test_the_page_has_no_script_or_style_of_its_own_and_loads_from_here_only(desk: Desk) -> None:
    text = ask(pages(desk), "GET", "/").text
    assert "style=" not in text
    assert "<style" not in text
    assert not re.search(r"\son\w+=", text)
    assert text.count("<script") == text.count('<script type="module" src="/static/') == 1
    assert "http" not in text


def test_the_page_says_that_the_settings_are_wrong(home: Path, desk: Desk) -> None:
    (home / "smcheck.toml").write_text('"<script>" = 1\n', encoding="utf-8")
    text = ask(pages(desk), "GET", "/").text
    assert "The settings cannot be used" in text
    assert "<script>" not in text


def test_words_of_settings_are_only_words(home: Path, desk: Desk) -> None:
    (home / "smcheck.toml").write_text("[council]\nname = '<img src=x onerror=alert(1)>'\n", encoding="utf-8")
    assert "<img" not in ask(pages(desk), "GET", "/").text


def test_a_text_and_a_file_are_reviewed(desk: Desk) -> None:
    typed = asked(
        desk, {"text": "Ring 07700 900123.", "platforms": ["x"], "kind": "reply", "date": "2026-11-01"}
    )
    assert (typed.status, typed.headers["content-type"]) == (200, "application/json")
    (sheet,) = typed.json["sheets"]
    assert (sheet["verdict"], sheet["kind"], sheet["counters"][0]["platform"]) == (
        "Do not post",
        "reply",
        "x",
    )
    sheet_file = base64.b64encode(b"message\nOpen.\nRing 07700 900123.\n").decode()
    opened = asked(desk, {"content": sheet_file, "name": "../posts.csv"}).json
    assert [(draft["path"], draft["row"], draft["status"]) for draft in opened["report"]["drafts"]] == [
        ("posts.csv", 2, "clean"), ("posts.csv", 3, "findings"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        [], "text", {"text": 1}, {"text": "a", "name": []}, {"content": "***"}, {"content": "é"}, {"text": "a", "kind": "poem"},
        {"text": "a", "platforms": "x"}, {"text": "a", "platforms": [1]}, {"text": "a", "date": "tomorrow"},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_asks_is_refused(question: object, desk: Desk) -> None:
    answer = asked(desk, question)
    assert (answer.status, list(answer.json)) == (400, ["problem"])


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(body: bytes, desk: Desk) -> None:
    assert ask(pages(desk), "POST", "/review", {}, body).status == 400


def test_settings_that_are_wrong_are_said(home: Path, desk: Desk) -> None:
    (home / "smcheck.toml").write_text("nonsense = 1\n", encoding="utf-8")
    answer = asked(desk, {"text": "Open."})
    assert (answer.status, "nonsense" in answer.json["problem"]) == (422, True)
    assert asked(desk, {"text": "a", "platforms": ["myspace"]}).status == 422


def test_that_the_page_is_open_is_heard(desk: Desk) -> None:
    assert ask(pages(desk), "POST", "/alive", {}, b"{}").status == 204


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/desk.css", 200), ("/static/write.js", 200), ("/static/icon.svg", 200), ("/static/../desk.py", 404),
        ("/static/%2e%2e/desk.py", 404), ("/static//etc/passwd", 404), ("/static/", 404), ("/smcheck.toml", 404), ("/review", 405),
    ],
)  # fmt: skip
def test_only_what_the_page_needs_is_served(path: str, status: int, desk: Desk) -> None:
    assert ask(pages(desk), "GET", path).status == status
