"""The desk says what the command line says, and what the page needs beside it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from smcheck.app.desk import TYPED, Asked, Desk, GivenUpError, plain_name, typed
from smcheck.model.errors import ConfigError
from smcheck.review.moderating import MODERATE
from tests.cli.conftest import smcheck
from tests.readers.hostile.documents import docx_of, para
from tests.readers.hostile.pdfs import simple

ROOT = Path(__file__).parents[2]


def sheet_of(desk: Desk, text: str, **beside: Any) -> dict[str, Any]:
    (sheet,) = desk.review(Asked(typed(text), **beside))["sheets"]
    return dict(sheet)


@pytest.mark.parametrize("name", ["fete.txt", "library.txt", "scheduled.csv"])
def test_its_json_is_that_of_the_command_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
    (tmp_path / "smcheck.key").write_text("5eed" * 16, encoding="ascii")  # without which no two runs agree
    monkeypatch.chdir(tmp_path)
    content = (tmp_path / "drafts" / name).read_bytes()
    said = Desk(Path("drafts")).review(Asked(content, name))["report"]
    assert said == json.loads(smcheck(f"drafts/{name}", "--output-format", "json").stdout)
    assert said["drafts"]


def test_what_is_known_of_a_draft_goes_before_what_its_file_says(home: Path) -> None:
    config = (home / "smcheck.toml").read_text(encoding="utf-8")
    (home / "smcheck.toml").write_text(f"{config}[[election]]\npoll = 2027-05-06\n", encoding="utf-8")
    (home / "draft.txt").write_text("As we told you before, Cllr Sam Example is right.", encoding="utf-8")
    given = Asked((home / "draft.txt").read_bytes(), TYPED, "reply", ("x",), dt.date(2027, 5, 1))
    options = ("--kind", "reply", "--platform", "x", "--date", "2027-05-01")
    said = smcheck("draft.txt", *options, "--output-format", "json").stdout
    assert Desk(Path()).review(given)["report"] == json.loads(said)
    assert "pre-election" in said
    assert said != smcheck("draft.txt", "--output-format", "json").stdout


def test_a_given_configuration_goes_before_the_nearest_one(home: Path) -> None:
    (home / "other.toml").write_text('[council]\nphones = ["01632 960111"]\n', encoding="utf-8")
    text = "Ring 01632 960999."
    assert sheet_of(Desk(home), text)["level"] == "clear"
    assert sheet_of(Desk(home, home / "other.toml"), text)["level"] == "error"


@pytest.mark.parametrize(
    "text",
    ["\ufeffa mark", "nul\0", "cr\r\nlf", "😀 👩\u200d👩\u200d👧", "\xff\xfe", "<meta charset=cp1251> é"],
)
def test_a_typed_text_is_read_as_it_stands(text: str, desk: Desk) -> None:
    assert sheet_of(desk, text)["text"] == text


def test_half_a_pair_becomes_one_sign(desk: Desk) -> None:
    assert sheet_of(desk, "half \ud800 a pair")["text"] == "half \ufffd a pair"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a.docx", "a.docx"), ("../../a.txt", "a.txt"), ("C:\\b\\a.txt", "a.txt"), ("/etc/", TYPED), ("..", TYPED),
        ("a\0.txt", "a.txt"), ("", TYPED), ("a/\n../b.csv", "b.csv"),
    ],
)  # fmt: skip
def test_a_name_has_no_folders(given: str, name: str) -> None:
    assert plain_name(given) == name


def test_marks_and_findings_count_code_points(desk: Desk) -> None:
    said = desk.review(Asked(typed("😀😀 Ring 07700 900123 now.")))
    (finding,) = [one for one in said["report"]["drafts"][0]["findings"] if one["check"] == "phone"]
    (mark,) = [one for one in said["sheets"][0]["stretches"] if one["level"] == "error"]
    assert (finding["start"], mark["start"], mark["text"]) == (8, 8, "07700 900123")
    assert "".join(one["text"] for one in said["sheets"][0]["stretches"]) == "😀😀 Ring 07700 900123 now."


def test_cards_gather_a_person_and_have_the_gravest_first(desk: Desk) -> None:
    said = desk.review(
        Asked(typed("Sam Example opens the fete. Alex Specimen helps Sam Example. Ring 07700 900123."))
    )
    cards, findings = said["sheets"][0]["cards"], said["report"]["drafts"][0]["findings"]
    assert [card["number"] for card in cards] == list(range(1, len(cards) + 1))
    order = ["error", "warning", "note", "cleared"]
    assert [card["level"] for card in cards] == sorted((card["level"] for card in cards), key=order.index)
    named = [
        [findings[index]["excerpt"] for index in card["findings"]]
        for card in cards
        if findings[card["findings"][0]]["check"] == "named-person"
    ]
    assert sorted(named) == [["Alex Specimen"], ["Sam Example", "Sam Example"]]
    assert sorted(index for card in cards for index in card["findings"]) == list(range(len(findings)))


def test_a_card_cites_the_rule_by_its_number_and_title(desk: Desk) -> None:
    (card,) = sheet_of(desk, "Ring 07700 900123.")["cards"]
    said = {one["label"]: one["said"] for one in card["labelled"]}
    assert said["Rule"] == "Rule 11, section 4, Rules for Social Media: No personal contact details"
    assert "01632 960999" in said["Instead"]
    assert card["places"] == [{"start": 5, "words": "“••••• ••••23”"}]


def test_what_a_decision_covers_comes_last(home: Path, desk: Desk) -> None:
    assert smcheck("approve", "person", "Sam Example", "--by", "C").exit_code == 0
    cards = sheet_of(desk, "Sam Example says: ring 07700 900123.")["cards"]
    assert [card["level"] for card in cards] == ["error", "cleared"]
    assert "Cleared" in [one["label"] for one in cards[1]["labelled"]]


def test_counters_count_and_cut_as_the_check_does(desk: Desk) -> None:
    text = "We are here. " * 21 + "See https://www.gov.uk/a-very-long-address-that-counts-as-twenty-three 😀"
    said = desk.review(Asked(typed(text), platforms=("x", "bluesky", "nextdoor")))
    x, bluesky, nextdoor = said["sheets"][0]["counters"]
    (found,) = [
        one
        for one in said["report"]["drafts"][0]["findings"]
        if one["check"] == "platform-limit" and "X takes" in one["message"]
    ]
    (measure,) = x["measures"]
    counted = f"{measure['size']} characters as X counts them; X takes {measure['limit']}"
    assert found["message"] == counted
    assert x["over"] == text[found["start"] :]
    assert (x["fits"] + x["over"], bluesky["title"], len(bluesky["measures"])) == (text, "Bluesky", 2)
    assert (nextdoor["measures"], nextdoor["over"]) == ([], "")


def test_the_council_s_platforms_count_where_none_is_chosen(home: Path, desk: Desk) -> None:
    config = (home / "smcheck.toml").read_text(encoding="utf-8")
    (home / "smcheck.toml").write_text('platforms = ["x"]\n' + config, encoding="utf-8")
    assert [one["platform"] for one in sheet_of(desk, "Open.")["counters"]] == ["x"]
    assert [one["platform"] for one in sheet_of(desk, "Open.", platforms=("threads",))["counters"]] == [
        "threads"
    ]


def test_what_cannot_be_read_says_why(desk: Desk) -> None:
    (sheet,) = desk.review(Asked(b"%PDF-1.7", "fete.pdf"))["sheets"]
    assert (sheet["level"], sheet["verdict"], sheet["cards"]) == ("unreviewed", "Not reviewed", [])
    assert "The PDF is damaged" in sheet["errors"][0]


def test_a_pdf_is_opened_like_any_document(desk: Desk) -> None:
    (sheet,) = desk.review(Asked(simple("The fete", "Ring 07700 900123 to help."), "fete.pdf"))["sheets"]
    assert (sheet["level"], sheet["errors"]) == ("error", [])
    assert "phone" in str(sheet["cards"])


def test_the_verdicts_are_those_of_the_reports(desk: Desk) -> None:
    assert sheet_of(desk, "Ring 07700 900123.")["verdict"] == "Do not post"
    assert sheet_of(desk, "Sam Example opens it.")["verdict"] == "Ask the Town Clerk first"
    clear = sheet_of(desk, "The hall is open on Saturday.")
    assert (clear["verdict"], clear["then"]) == (
        "Nothing found", "It is still yours to read once more before you post it.",
    )  # fmt: skip
    welsh = sheet_of(desk, "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb.")
    assert (welsh["level"], welsh["verdict"]) == ("unreviewed", "Not reviewed")
    assert "was not looked at" in welsh["then"]


def test_settings_that_are_wrong_are_an_error(home: Path, desk: Desk) -> None:
    (home / "smcheck.toml").write_text("nonsense = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="nonsense"):
        desk.review(Asked(typed("Open.")))
    with pytest.raises(ConfigError, match="nonsense"):
        desk.policy()


def test_a_letter_and_a_document_are_read(desk: Desk) -> None:
    letter = Asked(b"From: jo@example.net\nSubject: Fete\n\nRing 07700 900123.", "letter.eml")
    (sheet,) = desk.review(letter)["sheets"]
    assert (sheet["kind"], sheet["verdict"], "Ring 07700 900123." in sheet["text"]) == (
        "email",
        "Do not post",
        True,
    )
    (sheet,) = desk.review(Asked(docx_of(para("Ring 07700 900123.")), "fete.docx"))["sheets"]
    assert (sheet["kind"], sheet["verdict"], sheet["text"].strip()) == (
        "post",
        "Do not post",
        "Ring 07700 900123.",
    )


def test_a_review_for_which_nobody_waits_is_given_up(desk: Desk) -> None:
    sheet_of_posts = Asked(b"message\nOne is open.\nTwo is open.\nThree is open.\n", "posts.csv")
    answers = iter([False, False, True])
    with pytest.raises(GivenUpError):
        desk.review(sheet_of_posts, lambda: next(answers))
    assert list(answers) == []
    assert len(desk.review(sheet_of_posts)["sheets"]) == 3


def test_nothing_is_stored(council_folder: Path, cache: Path, desk: Desk) -> None:
    before = sorted(council_folder.rglob("*"))
    desk.warm_up()
    desk.review(Asked(typed("Ring 07700 900123.")))
    assert (sorted(council_folder.rglob("*")), list(cache.rglob("*"))) == (before, [])


def test_no_card_names_a_command(desk: Desk) -> None:
    """The desk has buttons for what a terminal says with a command."""
    said = desk.review(Asked(typed("Sam Example met Jo Askew: see example.org, or ring 07700 900123.")))
    cards = said["sheets"][0]["cards"]
    assert len(cards) == 4
    assert "Approve" not in {one["label"] for card in cards for one in card["labelled"]}
    assert "smcheck" not in json.dumps(cards)


def test_a_comment_is_left_up_or_hidden_and_never_mended(home: Path) -> None:
    desk = Desk(home)
    asked = Asked(typed("Ring me on 07700 900123, you idiot."), kind="comment", platforms=("x",))
    answer = desk.review(asked)
    hidden = answer["sheets"][0]
    assert hidden["verdict"] == "May be removed under Rule 11"
    assert hidden["then"].startswith("Hide or remove it, keep a copy first")
    assert hidden["facts"] == "A resident's comment; for X"
    assert [found["edits"] for found in answer["report"]["drafts"][0]["findings"]] == [[], []]
    assert {"label": "To do", "said": MODERATE} in hidden["cards"][0]["labelled"]
    assert hidden["counters"] == []
    left = sheet_of(desk, "The council is a shambles.", kind="comment")
    assert (left["verdict"], left["cards"]) == ("Leave it up", [])
    assert left["then"] == "Criticism stays up, however sharp; answer it, or let it stand."


def test_without_settings_it_says_where_to_make_them_and_names_no_command(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bare = Desk(tmp_path_factory.mktemp("bare"))
    (said,) = bare.review(Asked(typed("The library is open.")))["report"]["notices"]
    assert said.startswith(
        "no settings (smcheck.toml) were found: the policy of Leigh-on-Sea Town Council was"
    )
    assert said.endswith("; the page Council makes them")
    assert "smcheck init" not in said


def test_with_settings_nothing_is_said_of_them(home: Path) -> None:
    assert Desk(home).review(Asked(typed("The library is open.")))["report"]["notices"] == []
