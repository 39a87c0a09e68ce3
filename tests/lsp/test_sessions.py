"""The server as a process, with an editor that speaks the protocol."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smcheck.lsp.needed import INSTALL
from tests.cli.conftest import smcheck
from tests.lsp.client import ASKS, PATIENCE, TAGS, Editor

POST = "🎪 Utilise the portal. Ring Sam Hollis on 07700 900123.\r\nJoin the #bigcommunitylitterpick\r\n"


@pytest.fixture
def editor(council_folder: Path) -> Iterator[Editor]:
    with Editor(council_folder, capabilities=TAGS) as started:
        yield started


def codes(shown: list[dict[str, Any]]) -> list[str]:
    return [one["code"] for one in shown]


def test_a_draft_from_the_first_letter_to_the_last(editor: Editor) -> None:
    uri = editor.open("draft.txt", POST)
    shown = editor.shown(uri, 1)
    assert set(codes(shown)) == {"jargon", "named-person", "phone", "hashtag-case"}
    assert (editor.can["positionEncoding"], editor.can["textDocumentSync"]["change"]) == ("utf-16", 2)
    hovered = editor.hover(uri, 0, 45)
    assert hovered
    assert "Rule 11" in hovered["contents"]["value"]
    version = editor.change(uri, ((0, 42), (0, 54), "🎪 01632 960999"))
    assert "phone" not in codes(editor.shown(uri, version))  # the council's own
    fix = next(each for each in editor.actions(uri, (1, 12)) if each.get("isPreferred"))
    assert fix["edit"]["changes"][uri] == [
        {"range": {"start": {"line": 1, "character": 9}, "end": {"line": 1, "character": 32}},
         "newText": "#BigCommunityLitterPick"}
    ]  # fmt: skip
    editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.shown(uri) == []
    assert editor.end() == (0, "")
    assert editor.junk == b""
    assert not (editor.folder / "draft.txt").exists()


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 44), ("utf-16", 42), ("utf-32", 41)])
def test_the_editor_chooses_how_places_are_counted(council_folder: Path, encoding: str, start: int) -> None:
    wants = {"general": {"positionEncodings": [encoding, "utf-16"]}}
    with Editor(council_folder, capabilities=wants) as editor:
        uri = editor.open("draft.txt", POST)
        phone = next(one for one in editor.shown(uri) if one["code"] == "phone")
        assert editor.can["positionEncoding"] == encoding
        assert phone["range"]["start"] == {"line": 0, "character": start}
        version = editor.change(uri, ((0, start), (0, start + 12), "01632 960999"))
        assert "phone" not in codes(editor.shown(uri, version))


def test_quick_typing_is_reviewed_once_it_pauses(editor: Editor) -> None:
    uri = editor.open("draft.txt", "")
    assert editor.shown(uri, 1) == []
    text = "Ring 07700 900123."
    for place, letter in enumerate(text):
        last = editor.change(uri, ((0, place), (0, place), letter))
    versions: list[int] = []
    while not versions or versions[-1] != last:
        method, params = editor.told.get(timeout=60)
        if method == "textDocument/publishDiagnostics":
            versions.append(params["version"])
            found = codes(params["diagnostics"])
    assert (found, len(versions) < len(text)) == (["phone"], True)


def test_settings_that_change_are_seen_without_a_key(editor: Editor) -> None:
    uri = editor.open("draft.txt", "Ring 07700 900123.")
    assert codes(editor.shown(uri)) == ["phone"]
    config = editor.folder / "smcheck.toml"
    right = config.read_text(encoding="utf-8")
    config.write_text(right.replace('phones = ["', 'phones = ["07700 900123", "'), encoding="utf-8")
    assert codes(editor.shown(uri)) == []
    config.write_text("nonsense = 1\n", encoding="utf-8")
    assert codes(editor.shown(uri)) == ["not-reviewed"]
    config.write_text(right, encoding="utf-8")
    assert codes(editor.shown(uri)) == ["phone"]


def test_settings_that_were_read_for_one_text_hold_for_all(editor: Editor) -> None:
    text = "Ring 07700 900123."
    first = editor.open("first.txt", text)
    assert codes(editor.shown(first)) == ["phone"]
    config = editor.folder / "smcheck.toml"
    changed = config.read_text(encoding="utf-8").replace('phones = ["', 'phones = ["07700 900123", "')
    config.write_text(changed, encoding="utf-8")
    last = {first: ["phone"], editor.open("second.txt", text): ["?"]}
    while any(last.values()):
        method, params = editor.told.get(timeout=PATIENCE)
        if method == "textDocument/publishDiagnostics":
            last[params["uri"]] = codes(params["diagnostics"])


def test_a_text_without_a_file_falls_under_the_folder_that_is_open(editor: Editor) -> None:
    uri = editor.open("untitled:Untitled-1", "Ring 01632 960999 or 07700 900123.")
    assert [one["range"]["start"]["character"] for one in editor.shown(uri)] == [21]


def test_what_lies_beside_the_draft_counts(editor: Editor) -> None:
    (editor.folder / "fete.jpg").write_bytes(b"no picture at all")
    uri = editor.open("fete.md", "![](fete.jpg) The fete is on Saturday.", "markdown")
    assert "missing-alt-text" in codes(editor.shown(uri))


def test_a_finding_is_approved_in_a_name_that_is_chosen(council_folder: Path) -> None:
    asked: list[Any] = []

    def answer(method: str, params: Any) -> Any:
        asked.append((method, params["message"], [each["title"] for each in params["actions"]]))
        return params["actions"][0]

    with Editor(council_folder, capabilities=ASKS, answer=answer) as editor:
        uri = editor.open("draft.txt", "Sam Hollis opens the fete.")
        assert codes(editor.shown(uri)) == ["named-person"]
        approve = next(
            each for each in editor.actions(uri, (0, 2)) if each["title"].startswith("Approve this person")
        )
        assert "Recorded in decisions.toml" in editor.command(approve)
        assert "Recorded in decisions.toml: person 'Sam Hollis', cleared by The Clerk" in editor.message()
        assert editor.shown(uri) == []
    assert asked[0][0] == "window/showMessageRequest"
    assert "the name “Sam Hollis” in every draft" in asked[0][1]
    assert asked[0][2][:2] == ["The Clerk", "Town Clerk"]
    assert 'subject = "Sam Hollis"' in (council_folder / "decisions.toml").read_text(encoding="utf-8")


def test_who_lets_the_question_be_approves_nothing(council_folder: Path) -> None:
    with Editor(council_folder, capabilities=ASKS) as editor:
        uri = editor.open("draft.txt", "Sam Hollis opens the fete.")
        approve = next(
            each for each in editor.actions(uri, (0, 2)) if each["title"].startswith("Approve this person")
        )
        assert editor.command(approve) is None
    assert not (council_folder / "decisions.toml").exists()


def test_an_editor_that_cannot_ask_shows_the_command(editor: Editor) -> None:
    uri = editor.open("draft.txt", "Sam Hollis opens the fete.")
    actions = {each["title"]: each for each in editor.actions(uri, (0, 2))}
    assert editor.command(actions["Approve this person, for the record …"]) is None
    assert 'smcheck approve person "Sam Hollis" --by NAME --note WHY' in editor.message()
    said = editor.command(actions["Explain named-person"])
    assert said == editor.message()
    assert said.startswith("named-person")


def test_an_editor_that_vanishes_ends_it(editor: Editor) -> None:
    uri = editor.open("draft.txt", POST)
    editor.shown(uri)
    code, log = editor.vanish()
    assert (code, "gone without a word" in log, "07700" in log) == (1, True, False)


def test_exit_without_a_word_before_is_told_by_the_code(editor: Editor) -> None:
    editor.tell("exit", None)
    assert editor.ended()[0] == 1


def test_nonsense_from_the_editor_ends_nothing_and_is_not_repeated(editor: Editor) -> None:
    for content in (
        b"{",
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": "07700 900123"}}',
        b'{"jsonrpc": "2.0", "method": "nonsense/07700 900123"}',
        json.dumps({"jsonrpc": "2.0", "id": 99, "method": "nonsense"}).encode(),
    ):
        if b'"id"' in content:
            continue
        editor.raw(content)
    editor.change((editor.folder / "never.txt").as_uri(), ((0, 0), (0, 0), "07700 900123"))
    uri = editor.open("draft.txt", "Ring 07700 900123.")
    assert codes(editor.shown(uri)) == ["phone"]
    code, log = editor.end()
    assert (code, "07700" in log, "was not opened" in log) == (0, False, True)


def test_a_long_text_is_bounded_and_said(council_folder: Path) -> None:
    config = council_folder / "smcheck.toml"
    config.write_text("max_characters = 100\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    with Editor(council_folder) as editor:
        uri = editor.open("draft.txt", POST * 9)
        assert ["the limit is 100" in one["message"] for one in editor.shown(uri)] == [True]


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smcheck.lsp.needed.find_spec", lambda name: None)
    done = smcheck("lsp")
    assert (done.exit_code, INSTALL in done.output) == (2, True)


def test_nothing_of_it_is_loaded_where_it_is_not_used(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "draft.txt").write_text("The library is open on Saturday.", encoding="utf-8")
    code = (
        "import sys; from smcheck.__main__ import main; sys.argv = ['smcheck', 'draft.txt']\n"
        "try: main()\n"
        "except SystemExit: print(sorted({'pygls', 'lsprotocol', 'smcheck.lsp', 'smcheck.libreoffice', 'pyperclip'} & {*sys.modules}))"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": root, "PATH": ""},
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
