"""The folder's table: it says what the command line says, follows the files, and opens only what it lists."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smcheck.app import folder, folder_page
from smcheck.app.desk import Asked, Desk, typed
from smcheck.app.folder import Folder
from smcheck.app.pages import pages
from smcheck.app.turns import Turns
from smcheck.model.errors import DraftError
from tests.app.conftest import Answer, ask, served
from tests.cli.conftest import smcheck
from tests.readers.posters import encoded, poster
from tests.reporters.hostile import HOSTILE

ROOT = Path(__file__).parents[2]
BAD = "Ring 07700 900123."


class Asking:
    """A page that follows the folder."""

    def __init__(self, desk: Desk) -> None:
        self.app, self.version = pages(desk), ""

    def post(self, path: str, question: object) -> Answer:
        return ask(self.app, "POST", path, {}, json.dumps(question).encode())

    def next(self) -> dict[str, Any]:
        """The next table."""
        table: dict[str, Any] = self.post(f"/folder/changes?since={self.version}", {}).json
        self.version = str(table["version"])
        return table

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first table that is as wanted."""
        while True:
            table = self.next()
            if table["done"] and holds(table):
                return table


@pytest.fixture
def asking(desk: Desk) -> Asking:
    return Asking(desk)


def all_rows(asking: Asking) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = asking.until(lambda table: True)["rows"]
    return rows


@pytest.mark.parametrize("absolute", [False, True])
def test_the_table_is_that_of_the_command_line(
    absolute: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
    (tmp_path / "drafts" / "broken.docx").write_bytes(b"PK no zip")
    (tmp_path / "drafts" / "clip.mov").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "drafts" if absolute else Path("drafts")
    table = Asking(Desk(path)).until(lambda table: True)
    said = json.loads(smcheck(str(path), "--output-format", "json").stdout)
    assert [(row["path"], row["row"], row["id"], row["status"], row["findings"]) for row in table["rows"]] == [
        (draft["path"], draft["row"], draft["id"], draft["status"], len(draft["findings"])) for draft in said["drafts"]
    ]  # fmt: skip
    assert [remark.lower() for remark in table["remarks"]] == [notice.lower() for notice in said["notices"]]
    assert sorted({row["file"] for row in table["rows"]}) == [
        "", "broken.docx", "fete.txt", "library.txt", "scheduled.csv",
    ]  # fmt: skip
    assert [bool(row["why"]) for row in table["rows"]] == [
        draft["status"] == "unreviewed" for draft in said["drafts"]
    ]


def test_a_row_says_what_is_gravest_where_and_when(home: Path, asking: Asking) -> None:
    (home / "posts.csv").write_text(
        f"Date,Platform,Message\n2027-01-05,Facebook,{BAD}\n,,Open.\n", encoding="utf-8"
    )
    first, second = all_rows(asking)
    assert (first["verdict"], first["level"], first["findings"]) == ("Do not post", "error", 1)
    assert first["gravest"].startswith("A phone number")
    assert (first["day"], first["day_in_words"], first["platforms"]) == (
        "2027-01-05",
        "5 January 2027",
        ["Facebook"],
    )
    assert (second["level"], second["gravest"], second["number"]) == ("clear", "", 2)


def test_a_row_says_what_was_asked_and_answered(home: Path, asking: Asking) -> None:
    draft = home / "a.txt"
    draft.write_text(BAD, encoding="utf-8")
    assert all_rows(asking)[0]["approval"] == ""
    assert smcheck("ask", "a.txt", "--by", "Robin").exit_code == 0
    asking.until(lambda table: table["rows"][0]["approval"] == "Asked by Robin")
    (request,) = json.loads(smcheck("requests", "list", "--json").stdout)
    assert smcheck("requests", "refuse", request["id"], "--by", "C", "--note", "no").exit_code == 0
    asking.until(lambda table: table["rows"][0]["approval"] == "Refused by C")
    draft.write_text(f"{BAD} Do!", encoding="utf-8")
    asking.until(lambda table: table["rows"][0]["approval"] == "For an earlier wording: Refused by C")


def test_a_damaged_request_hides_no_other_from_the_rows(home: Path, asking: Asking) -> None:
    (home / "a.txt").write_text(BAD, encoding="utf-8")
    assert smcheck("ask", "a.txt", "--by", "Robin").exit_code == 0
    (home / "requests" / "20260101-000000-deadbeef.json").write_text("{", encoding="utf-8")
    assert all_rows(asking)[0]["approval"] == "Asked by Robin"


def test_it_follows_what_is_written_changed_and_removed(home: Path, asking: Asking) -> None:
    draft = home / "a.txt"
    draft.write_text("The hall is open.", encoding="utf-8")
    assert all_rows(asking)[0]["level"] == "clear"
    draft.write_text(BAD, encoding="utf-8")
    asking.until(lambda table: table["rows"][0]["level"] == "error")
    (home / "b.txt").write_text(BAD, encoding="utf-8")
    asking.until(lambda table: [row["file"] for row in table["rows"]] == ["a.txt", "b.txt"])
    draft.unlink()
    asking.until(lambda table: [row["file"] for row in table["rows"]] == ["b.txt"])


def test_it_follows_the_settings_and_says_where_they_are_wrong(home: Path, asking: Asking) -> None:
    (home / "a.txt").write_text("Ring 01632 960111.", encoding="utf-8")
    assert all_rows(asking)[0]["findings"] == 1
    config = home / "smcheck.toml"
    right = config.read_text().replace("01632 960999", "01632 960111")
    config.write_text("nonsense = 1\n", encoding="utf-8")
    assert "nonsense" in asking.until(lambda table: table["problem"])["problem"]
    config.write_text(right, encoding="utf-8")
    asking.until(lambda table: not table["problem"] and table["rows"][0]["findings"] == 0)


def test_without_changes_the_page_is_answered_all_the_same(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_rows(asking)
    monkeypatch.setattr(folder_page, "_LOOKS", 2)
    version = asking.version
    assert asking.next()["version"] == int(version)


def test_nothing_is_done_when_no_page_is_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = threading.active_count()
    watched = Folder(desk)
    assert threading.active_count() == before
    monkeypatch.setattr(folder, "KEPT", 0.0)
    watched.wanted()
    while watched._thread:
        time.sleep(0.01)
    assert watched.version == 0


@pytest.mark.parametrize(
    "place",
    [
        "../secret.txt", "/etc/passwd", "smcheck.toml", "people.toml", "gone.txt", "", ".", "a\0.txt", "sub/../a.txt",
        "./a.txt", "link.txt", "beyond/secret.txt", ".hidden/a.txt", "old/a.txt", "requests/a.txt", "sub", "x" * 9999, "~$a.txt",
    ],
)  # fmt: skip
def test_only_a_draft_of_the_folder_is_opened(place: str, home: Path, asking: Asking) -> None:
    outside = home.parent / f"{home.name}-outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (home.parent / "secret.txt").write_text("secret", encoding="utf-8")
    for name in ("a.txt", "~$a.txt", "sub/a.txt", ".hidden/a.txt", "old/a.txt", "requests/a.txt"):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(BAD, encoding="utf-8")
    (home / "link.txt").symlink_to(outside / "secret.txt")
    (home / "beyond").symlink_to(outside)
    config = home / "smcheck.toml"
    config.write_text('exclude = ["old/"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    for inside in ("a.txt", "sub/a.txt"):  # before any table was made
        assert asking.post("/folder/draft", {"draft": inside, "number": 1}).json["text"] == BAD
    refused = asking.post("/folder/draft", {"draft": place, "number": 1})
    assert (refused.status, refused.json) == (
        422,
        {"problem": "There is no such draft in the folder; look for it on the page Folder"},
    )


@pytest.mark.parametrize("number", [0, -1, 2, 10**9])
def test_a_number_that_the_file_has_not_is_told(number: int, home: Path, asking: Asking) -> None:
    (home / "a.txt").write_text(BAD, encoding="utf-8")
    refused = asking.post("/folder/draft", {"draft": "a.txt", "number": number})
    assert refused.json == {"problem": "The file a.txt has changed: this draft is no longer in it"}


def test_what_cannot_be_read_is_told(home: Path, asking: Asking) -> None:
    (home / "a.docx").write_bytes(b"PK no zip")
    refused = asking.post("/folder/draft", {"draft": "a.docx", "number": 1})
    assert "cannot be read as a draft; the page Folder says why" in refused.json["problem"]


def test_a_draft_is_opened_under_a_configuration_that_is_given(home: Path) -> None:
    (home / "other.toml").write_text('exclude = ["a.txt"]\n', encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (home / name).write_text(BAD, encoding="utf-8")
    watched = Folder(Desk(home, home / "other.toml"))
    assert watched.draft("b.txt", 1).text == BAD
    with pytest.raises(DraftError, match="no such draft"):
        watched.draft("a.txt", 1)


def test_a_file_that_becomes_a_link_to_elsewhere_is_not_read(home: Path, desk: Desk) -> None:
    (home.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (home / "a.txt").write_text(BAD, encoding="utf-8")
    watched = Folder(desk)
    assert watched.draft("a.txt", 1).text == BAD
    (home / "a.txt").unlink()
    (home / "a.txt").symlink_to(home.parent / "secret.txt")
    with pytest.raises(DraftError, match="no such draft in the folder"):
        watched.draft("a.txt", 1)


@pytest.mark.parametrize(
    "question",
    [
        [],
        1,
        {},
        {"draft": 1, "number": 1},
        {"draft": "a.txt"},
        {"draft": "a", "number": "1"},
        {"draft": "a", "number": True},
    ],
)
def test_what_names_no_draft_is_refused(question: object, asking: Asking) -> None:
    assert asking.post("/folder/draft", question).status == 400


def test_a_draft_is_opened_with_what_its_sheet_says(home: Path, asking: Asking) -> None:
    sheet = home / "posts.csv"
    sheet.write_text(
        "Date,Platform,Message\n2027-01-05,X,Open.\n2027-01-06,Facebook,Shut.\n", encoding="utf-8"
    )
    assert asking.post("/folder/draft", {"draft": "posts.csv", "number": 2}).json == {
        "text": "Shut.", "kind": "post", "platforms": ["facebook"], "date": "2027-01-06", "whole": False, "row": 3,
    }  # fmt: skip
    sheet.write_text("Date,Platform,Message\n2027-01-05,X,Open.\n", encoding="utf-8")
    assert "changed" in asking.post("/folder/draft", {"draft": "posts.csv", "number": 2}).json["problem"]


def test_a_picture_of_the_folder_is_listed_and_its_words_are_opened(home: Path, asking: Asking) -> None:
    (home / "stall.png").write_bytes(encoded(poster(["Ring 07700 900123"])))
    (row,) = all_rows(asking)
    assert (row["file"], row["number"], row["level"]) == ("stall.png", 1, "error")
    opened = asking.post("/folder/draft", {"draft": "stall.png", "number": 1}).json
    assert (opened["text"], opened["whole"]) == ("Ring 07700 900123", False)
    (home / ".hidden.png").write_bytes(encoded(poster(["Ring 07700 900123"])))
    assert (
        "there is no such draft"
        in asking.post("/folder/draft", {"draft": ".hidden.png", "number": 1}).json["problem"].lower()
    )


def test_the_page_names_the_folder_only_as_words(tmp_path: Path) -> None:
    place = tmp_path / "<img src=x>"
    place.mkdir()
    text = ask(pages(Desk(place)), "GET", "/folder").text
    assert "&lt;img src=x&gt;" in text
    assert "<img" not in text


def test_hostile_drafts_and_names_stay_words(home: Path, asking: Asking) -> None:
    for number, words in enumerate(HOSTILE):
        name = words.encode("utf-8", "replace").decode().replace("/", "_").replace("\0", "_")[:40]
        (home / f"{number}-{name}.txt").write_bytes(words.encode("utf-8", "replace"))
    rows = all_rows(asking)
    assert len({row["path"] for row in rows}) == len(HOSTILE)  # one names a picture that is not there
    assert all(row["start"].isprintable() or "\u200d" in row["start"] for row in rows)


def test_the_desk_closes_though_a_page_follows_the_folder(council_folder: Path) -> None:
    (council_folder / "a.txt").write_text(BAD, encoding="utf-8")
    with served(council_folder) as desk:
        connection = http.client.HTTPConnection("127.0.0.1", desk.port)
        headers = {"Content-Type": "application/json", "Cookie": f"smcheck-{desk.port}={desk.key}"}
        version = ""
        for _ in range(2):
            connection.request("POST", f"/folder/changes?since={version}", "{}", headers)
            if not version:
                version = json.loads(connection.getresponse().read())["version"]
        assert "The desk is closed." in desk.stop()
        assert desk.process.returncode == 0
        connection.close()


def test_what_somebody_waits_for_goes_before_the_folder() -> None:
    turns, order = Turns(), []
    started = threading.Event()

    def wait(name: str, turn: Any) -> threading.Thread:
        def act() -> None:
            started.set()
            with turn:
                order.append(name)

        thread = threading.Thread(target=act)
        thread.start()
        started.wait()
        started.clear()
        return thread

    with turns.later():
        threads = [wait("folder", turns.later()), wait("page", turns.first())]
        while turns._waiting == 0:
            time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == ["page", "folder"]


def test_a_text_is_reviewed_while_the_folder_is(home: Path, desk: Desk) -> None:
    for number in range(30):
        (home / f"{number}.txt").write_text(f"{BAD} {number}", encoding="utf-8")
    watched = Folder(desk)
    watched.wanted()
    assert desk.review(Asked(typed(BAD)))["sheets"][0]["level"] == "error"
    while not watched.table.done:
        time.sleep(0.01)
    assert len(watched.table.rows) == 30
