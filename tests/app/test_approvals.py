"""Asking for approval at one desk, and answering at another one on the same folder."""

from __future__ import annotations

import base64
import datetime as dt
import sys
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from smcheck.app.desk import Desk
from smcheck.app.pages import pages
from smcheck.model.masking import mask_note
from smcheck.model.showing import visible
from smcheck.settings.council import load_council
from smcheck.settings.decision_file import load_decisions
from tests.app.asking import POST, Elements, post, problem, recorded, told, with_record
from tests.app.conftest import ask
from tests.conftest import CONFIG
from tests.reporters.hostile import HOSTILE

INSULT = "You idiots are a disgrace."


@pytest.fixture
def office(home: Path) -> Path:
    """The council's folder, with a record."""
    with_record(home)
    return home


@pytest.fixture
def asker(office: Path) -> ASGIApp:
    return pages(Desk(office))


@pytest.fixture
def clerk(office: Path) -> ASGIApp:
    return pages(Desk(office))


def asked(app: ASGIApp, text: str = POST, **fields: object) -> str:
    """The number of a request for a text."""
    given = {"text": text, "by": "Jo", "note": "for Monday", **fields}
    number = told(app, "/ask", **given)["id"]
    assert isinstance(number, str)
    return number


def everything(clerk: ASGIApp, number: str) -> list[str]:
    """The fingerprints of all that can be cleared in the draft of a request."""
    ticks = told(clerk, "/requests/open", id=number)["ticks"].values()
    return [fingerprint for card in ticks for tick in card for fingerprint in tick["fingerprints"]]


def decided(office: Path) -> list[tuple[str, str, str]]:
    council = load_council(office / "smcheck.toml")
    known = load_decisions(office / council.decisions).known
    return sorted((each.kind, each.subject, each.by) for each in known)


def test_what_is_asked_is_listed_opened_and_approved(office: Path, asker: ASGIApp, clerk: ASGIApp) -> None:
    number = asked(asker, date="2030-06-01", platforms=["x"])
    (row,) = told(clerk, "/requests/list")["requests"]
    assert (row["id"], row["by"], row["note"], row["name"]) == (number, "Jo", "for Monday", "draft.txt")
    assert (row["findings"], row["answer"]) == ({"error": 1, "warning": 2, "note": 0}, None)
    assert row["start"] == POST
    opened = told(clerk, "/requests/open", id=number)
    assert opened["sheet"]["verdict"] == "Do not post"
    assert opened["sheet"]["facts"] == "For X; to be posted on 1 June 2030"
    said = sorted(tick["said"] for card in opened["ticks"].values() for tick in card)
    assert said == [
        "Clear links to “example.org” in every draft", "Clear the contact “+447700900123” in every draft",
        "Clear the name “Sam Hollis” in every draft",
    ]  # fmt: skip
    done = told(
        clerk, "/requests/answer", id=number, outcome="approved", by="The Clerk", note="asked all",
        until="2030-12-31", cleared=everything(clerk, number),
    )  # fmt: skip
    assert len(done["decisions"]) == 3
    assert decided(office) == [
        ("contact", "+447700900123", "The Clerk"), ("link", "example.org", "The Clerk"), ("person", "Sam Hollis", "The Clerk"),
    ]  # fmt: skip
    (row,) = told(asker, "/requests/list")["requests"]
    assert (row["answer"]["outcome"], row["answer"]["by"]) == ("approved", "The Clerk")
    assert row["answer"]["note"] == "asked all"
    assert told(asker, "/requests/open", id=number)["ticks"] == {}
    assert told(asker, "/review", text=POST)["sheets"][0]["verdict"] == "Nothing found"
    assert [entry["kind"] for entry in recorded(office)] == [
        "review", "request", "decision", "decision", "decision", "answer",
    ]  # fmt: skip


def test_only_what_is_ticked_is_cleared(office: Path, asker: ASGIApp, clerk: ASGIApp) -> None:
    number = asked(asker)
    ticks = told(clerk, "/requests/open", id=number)["ticks"].values()
    (person,) = [tick for card in ticks for tick in card if tick["kind"] == "person"]
    told(
        clerk,
        "/requests/answer",
        id=number,
        outcome="approved",
        by="The Clerk",
        cleared=person["fingerprints"],
    )
    assert [kind for kind, _, _ in decided(office)] == ["person"]
    number = asked(asker, "Ring 07700 900456.")
    told(clerk, "/requests/answer", id=number, outcome="approved", by="The Clerk", cleared=[])
    assert [kind for kind, _, _ in decided(office)] == ["person"]


@pytest.mark.parametrize("outcome", ["returned", "refused"])
def test_a_draft_is_returned_or_refused_with_a_note(
    outcome: str, office: Path, asker: ASGIApp, clerk: ASGIApp
) -> None:
    number = asked(asker)
    answer = {"id": number, "outcome": outcome, "by": "The Clerk"}
    assert problem(clerk, "/requests/answer", **answer) == "Say why, so that whoever asked knows what to do"
    told(clerk, "/requests/answer", **answer, note="leave the number out")
    (row,) = told(asker, "/requests/list")["requests"]
    assert (row["answer"]["outcome"], row["answer"]["note"]) == (outcome, "leave the number out")
    assert decided(office) == []
    assert [entry["kind"] for entry in recorded(office)] == ["review", "request", "answer"]


def test_the_second_who_answers_is_told_who_did_and_records_nothing(
    office: Path, asker: ASGIApp, clerk: ASGIApp
) -> None:
    number = asked(asker)
    cleared = everything(clerk, number)
    told(clerk, "/requests/answer", id=number, outcome="returned", by="The Clerk", note="no")
    second = {"id": number, "by": "Town Clerk", "note": "fine", "cleared": cleared}
    for outcome in ("approved", "returned"):
        said = problem(asker, "/requests/answer", **second, outcome=outcome)
        assert said == f"{number}: The Clerk has answered already: returned"
    assert decided(office) == []


def test_an_error_is_waived_by_an_approver_alone(office: Path, asker: ASGIApp, clerk: ASGIApp) -> None:
    number = asked(asker, INSULT)
    opened = told(clerk, "/requests/open", id=number)
    assert all(tick["approver"] for card in opened["ticks"].values() for tick in card)
    answer = {"id": number, "outcome": "approved", "cleared": everything(clerk, number)}
    refused = problem(clerk, "/requests/answer", **answer, by="Jo")
    assert refused.startswith("Jo may not waive an error: approvers in smcheck.toml lists who may (The Clerk")
    assert (decided(office), told(clerk, "/requests/list")["requests"][0]["answer"]) == ([], None)
    done = told(clerk, "/requests/answer", **answer, by="the clerk")
    assert set(done["decisions"]) == {"This wording alone"}
    assert {kind for kind, _, _ in decided(office)} == {"waiver"}
    assert told(clerk, "/review", text=INSULT)["sheets"][0]["level"] == "clear"


def test_what_was_ticked_must_still_be_found(asker: ASGIApp, clerk: ASGIApp) -> None:
    number = asked(asker)
    answer = {"id": number, "outcome": "approved", "by": "The Clerk"}
    said = problem(clerk, "/requests/answer", **answer, cleared=["0123456789abcdef"])
    assert said.startswith("What is found in this draft has changed")
    yesterday = (dt.date.today() - dt.timedelta(1)).isoformat()
    assert "has passed" in problem(clerk, "/requests/answer", **answer, until=yesterday)
    assert told(clerk, "/requests/list")["requests"][0]["answer"] is None


def test_those_that_wait_come_first_and_the_newest_answer_next(asker: ASGIApp, clerk: ASGIApp) -> None:
    numbers = [asked(asker, f"The library opens at {hour}.") for hour in (8, 9, 10)]
    for number in numbers[:2]:
        told(clerk, "/requests/answer", id=number, outcome="refused", by="The Clerk", note="no")
    listed = [row["answer"] and row["id"] for row in told(asker, "/requests/list")["requests"]]
    assert listed == [None, numbers[1], numbers[0]]


@pytest.mark.parametrize(
    "written", ["{", "[]", '{"at": "2026-01-01"}', "\x00", '{"kind": "poem"}', '{"a":' * 5000]
)
def test_a_damaged_request_is_named_and_hides_no_other(
    written: str, office: Path, asker: ASGIApp, clerk: ASGIApp
) -> None:
    number = asked(asker)
    damaged = "20260101-000000-deadbeef"
    (office / "requests" / f"{damaged}.json").write_text(written, encoding="utf-8")
    listed = told(clerk, "/requests/list")
    assert [row["id"] for row in listed["requests"]] == [number]
    assert listed["damaged"] == [
        f"Request {damaged} cannot be read: the file requests/{damaged}.json is damaged, or was changed by hand. "
        "Restore that file from a backup; or delete it and ask anew for that draft"
    ]
    assert damaged in problem(clerk, "/requests/open", id=damaged)


@pytest.mark.parametrize(
    "change",
    [
        ('"at": "2', '"at": "0'), ('"at": "', '"at": "x'), ('"platforms": []', '"platforms": ["myspace"]'),
        ('"by": "Jo"', '"by": 1'), ('"date": null', '"date": 5'),
    ],
)  # fmt: skip
def test_a_request_that_was_changed_is_named(
    change: tuple[str, str], office: Path, asker: ASGIApp, clerk: ASGIApp
) -> None:
    path = office / "requests" / f"{asked(asker)}.json"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(*change), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    listed = told(clerk, "/requests/list")
    assert (listed["requests"], len(listed["damaged"])) == ([], 1)


@pytest.mark.parametrize("written", ["", "{}", '{"outcome": "maybe"}', "[]"])
def test_a_damaged_answer_is_named_and_its_request_with_it(
    written: str, office: Path, asker: ASGIApp, clerk: ASGIApp
) -> None:
    damaged, other = asked(asker), asked(asker, "The library opens at 9.")
    (office / "requests" / f"{damaged}.answer.json").write_text(written, encoding="utf-8")
    listed = told(clerk, "/requests/list")
    assert [row["id"] for row in listed["requests"]] == [other]
    (said,) = listed["damaged"]
    assert said.startswith(
        f"The answer to request {damaged} cannot be read: the file requests/{damaged}.answer.json is"
    )
    assert said.endswith("or delete it and answer it anew")


@pytest.mark.parametrize(
    "number", ["", "../smcheck", "20260101-000000-deadbeef", "20260101-000000-deadbeef/..", "x" * 9999, "\0"]
)
def test_a_number_that_is_none_reads_nothing(number: str, clerk: ASGIApp) -> None:
    assert "request" in problem(clerk, "/requests/open", id=number)
    assert "request" in problem(
        clerk, "/requests/answer", id=number, outcome="refused", by="Clerk", note="no"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_is_read_or_written_through_a_link(office: Path, asker: ASGIApp, clerk: ASGIApp) -> None:
    number = asked(asker)
    outside = office.parent / f"{office.name}-outside"
    (office / "requests").rename(outside)
    (office / "requests").symlink_to(outside)
    listed = told(clerk, "/requests/list")
    assert (listed["requests"], len(listed["damaged"])) == ([], 1)
    assert "through a link" in problem(clerk, "/requests/open", id=number)
    assert "through a link" in problem(asker, "/ask", text=POST, by="Jo", note="")
    assert [path.name for path in outside.glob("*.json")] == [f"{number}.json"]


def test_a_draft_out_of_a_schedule_is_asked_for_by_its_row(asker: ASGIApp) -> None:
    content = base64.b64encode(b"message\nOpen.\nRing 07700 900123.\n").decode()
    asked(asker, content=content, name="../posts.csv", draft=1)
    (row,) = told(asker, "/requests/list")["requests"]
    assert (row["name"], row["start"]) == ("posts.csv, row 3", "Ring 07700 900123.")


@pytest.mark.parametrize(
    "fields",
    [
        {"by": ""}, {"by": " "}, {"by": 1}, {"note": []}, {"note": "x" * 2001}, {"draft": "1"}, {"draft": True},
        {"draft": 1}, {"draft": -1}, {"kind": "poem"}, {"content": "UEsDBA==", "name": "a.docx"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    fields: dict[str, object], office: Path, asker: ASGIApp
) -> None:
    given = {"text": POST, "by": "Jo", "note": "x", **fields}
    assert problem(asker, "/ask", **given)[0].isupper() or "by" in fields or "note" in fields
    assert not (office / "requests").exists()


@pytest.mark.parametrize(
    "fields", [{"outcome": "maybe"}, {"outcome": 1}, {"cleared": "a"}, {"cleared": [1]}, {"by": 1}, {"until": "x"}]
)  # fmt: skip
def test_what_no_answer_of_ours_says_is_refused(fields: dict[str, object], clerk: ASGIApp) -> None:
    given = {"id": "20260101-000000-deadbeef", "outcome": "approved", "by": "C", **fields}
    assert post(clerk, "/requests/answer", **given).status == 400


def test_nothing_is_stored_unless_it_is_asked_for(office: Path, asker: ASGIApp) -> None:
    before = sorted(office.rglob("*"))
    told(asker, "/review", text=POST)
    assert sorted(office.rglob("*")) == before
    told(asker, "/sheet", text=POST)
    kept = {
        path: path.read_text(encoding="utf-8")
        for path in set(office.rglob("*")) - set(before)
        if path.is_file()
    }
    assert {path.parent.name for path in kept} == {"record"}
    for words in ("Hollis", "900123", "example.org", "open the fair"):
        assert not any(words in text for text in kept.values())


def test_a_review_is_noted_once_where_it_is_printed_and_asked_about(office: Path, asker: ASGIApp) -> None:
    told(asker, "/sheet", text=POST)
    asked(asker)
    assert [entry["kind"] for entry in recorded(office)] == ["review", "request"]
    asked(asker, f"{POST} Do come.")
    told(asker, "/sheet", text=POST)
    entries = recorded(office)
    assert [entry["kind"] for entry in entries] == ["review", "request", "review", "request", "review"]
    drafts = [entry["draft"] for entry in entries]
    assert drafts[0] == drafts[1] == drafts[4] != drafts[2] == drafts[3]


def test_without_settings_nothing_can_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = pages(Desk(tmp_path))
    assert "(smcheck.toml) were found; the page Council makes them" in problem(
        app, "/ask", text=POST, by="Jo", note=""
    )
    assert told(app, "/requests/list") == {"requests": [], "damaged": []}
    for path in ("/requests", "/"):
        assert "Nothing can be asked for here yet" in ask(app, "GET", path).text
    assert "No council is set up yet" in ask(app, "GET", "/").text
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_before_anything_is_waived(office: Path, asker: ASGIApp, clerk: ASGIApp) -> None:
    (office / "smcheck.key").unlink()
    number = asked(asker, INSULT)
    cleared = everything(clerk, number)
    told(clerk, "/requests/answer", id=number, outcome="approved", by="The Clerk", cleared=cleared)
    assert told(asker, "/review", text=INSULT)["sheets"][0]["level"] == "clear"


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_stay_words(word: str, asker: ASGIApp, clerk: ASGIApp) -> None:
    answer = post(asker, "/ask", text=f"{word} open", by=f"J{word[:1000]}", note=word[:1000], name=word[:50])
    assert answer.status == 200, answer.text
    listed = post(clerk, "/requests/list")
    assert listed.headers["content-type"] == "application/json"
    (row,) = listed.json["requests"]
    assert (row["by"], row["note"]) == (
        visible(f"J{word[:1000]}").strip(),
        mask_note(visible(word[:1000]).strip()),
    )
    opened = told(clerk, "/requests/open", id=row["id"])
    shown = "".join(stretch["text"] for stretch in opened["sheet"]["stretches"]).replace("\n", " ")
    assert visible(shown) == shown
    told(clerk, "/requests/answer", id=row["id"], outcome="refused", by=f"J{word[:1000]}", note="no")
    (row,) = told(asker, "/requests/list")["requests"]
    assert row["answer"]["by"] == visible(f"J{word[:1000]}").strip()


@pytest.mark.parametrize("path", ["/", "/requests", "/record"])
def test_hostile_words_make_no_element_of_a_page(
    path: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Elements(ask(pages(Desk(home)), "GET", path).text).found
    assert plain
    config = home / "smcheck.toml"
    for word in HOSTILE:
        name = "".join(char for char in word if char.isprintable() and char not in "\\'\ud800")
        config.write_text(
            CONFIG.replace('["The Clerk", "Town Clerk", "C"]', f"['A', 'B', 'C {name}']"), encoding="utf-8"
        )
        monkeypatch.setenv("SMCHECK_REVIEWER", f"C {name}")
        assert Elements(ask(pages(Desk(home)), "GET", path).text).found == plain
