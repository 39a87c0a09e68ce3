"""What is shown, said and offered of an open text, without an editor."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lsprotocol import types

from smcheck.lsp import actions, approving
from smcheck.lsp.buffers import PARAGRAPH, Buffer
from smcheck.lsp.diagnostics import diagnostics
from smcheck.lsp.explaining import explained
from smcheck.lsp.hovering import hover
from smcheck.lsp.reviewing import Outcome, reviewed
from smcheck.model.decision import Decision
from smcheck.model.errors import SmcheckError
from smcheck.run.reviewers import Reviewers
from smcheck.settings.decision_file import add_decision
from tests.readers.posters import encoded, poster

POST = "🎪 Utilise the portal. Ring Sam Hollis on 07700 900123.\r\nJoin the #bigcommunitylitterpick\r\n"
ANYWHERE = types.Range(types.Position(0, 0), types.Position(9, 0))


def outcome(folder: Path, text: str, name: str = "draft.txt", language: str = "plaintext") -> Outcome:
    uri = name if ":" in name else (folder / name).as_uri().replace("%23", "#")
    return reviewed(Buffer(uri, text, 1, language, home=folder), Reviewers())


def shown(found: Outcome) -> dict[str, tuple[str, str]]:
    """Severity and words of each diagnostic, by its code."""
    offset = found.buffer.positions.offset
    return {
        str(one.code): (
            one.severity.name if one.severity else "",
            found.buffer.text[offset(one.range.start) : offset(one.range.end)],
        )
        for one in diagnostics(found)
    }


def test_findings_are_shown_at_their_words(council_folder: Path) -> None:
    assert shown(outcome(council_folder, POST)) == {
        "jargon": ("Information", "Utilise"),
        "named-person": ("Warning", "Sam Hollis"),
        "phone": ("Error", "07700 900123"),
        "hashtag-case": ("Information", "#bigcommunitylitterpick"),
    }


def test_a_diagnostic_says_what_why_and_what_to_do(council_folder: Path) -> None:
    found = outcome(council_folder, POST)
    phone = next(one for one in diagnostics(found) if one.code == "phone")
    assert phone.range == types.Range(
        types.Position(0, 42), types.Position(0, 54)
    )  # the emoji counts for two
    assert (phone.source, "(Rule 11)" in phone.message, "900123" in phone.message) == ("smcheck", True, False)
    assert phone.code_description
    assert phone.code_description.href.endswith("/docs/checks/phone.md")


def test_tags_are_sent_to_who_knows_them_and_never_for_what_is_grave(council_folder: Path) -> None:
    found = outcome(council_folder, POST)
    told = {one.code: one.tags for one in diagnostics(found, [*types.DiagnosticTag])}
    assert told["jargon"] == [types.DiagnosticTag.Deprecated]
    assert told["phone"] is None
    assert {one.tags for one in diagnostics(found)} == {None}


def test_what_is_decided_is_not_shown(council_folder: Path) -> None:
    decision = Decision("person", "Sam Hollis", "The Clerk", dt.date(2026, 1, 1))
    add_decision(council_folder / "decisions.toml", decision)
    assert "named-person" not in shown(outcome(council_folder, POST))


@pytest.mark.parametrize(
    ("name", "language", "text", "words"),
    [
        ("a.md", "markdown", "**Ring** [07700 900123](tel:x)", "07700 900123"),
        ("a.html", "html", "<p>Ring <b>07700</b> 900123 &amp; ask</p>", "07700</b> 900123"),
        ("untitled:Untitled-1", "html", "<p>Ring <b>07700</b> 900123 &amp; ask</p>", "07700</b> 900123"),
        ("untitled:Untitled-1", "plaintext", "Ring 07700 900123.", "07700 900123"),
        ("notes", "plaintext", "\ufeffRing 07700 900123.", "07700 900123"),
    ],
)
def test_each_kind_is_read_by_its_reader(
    council_folder: Path, name: str, language: str, text: str, words: str
) -> None:
    assert shown(outcome(council_folder, text, name, language))["phone"] == ("Error", words)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.txt", "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb.", "looks"),
        ("a.html", "<title>Fete</title>", "the page shows no text"),
        ("a.html", "<p>Hello</p><script src='x.js'></script>", "script"),
        ("posts.csv", "message\nhello\n", ".csv files are not read from an editor"),
        ("a.pdf", "%PDF-", ".pdf files are not read from an editor"),
        ("a.txt", "\u200b", "the file is empty"),
    ],
)
def test_what_cannot_be_reviewed_is_said_on_top(
    council_folder: Path, name: str, text: str, said: str
) -> None:
    first = diagnostics(outcome(council_folder, text, name))[0]
    assert (first.code, first.severity) == ("not-reviewed", types.DiagnosticSeverity.Error)
    assert (first.range.start, said in first.message) == (types.Position(0, 0), True), first.message


def test_settings_that_are_wrong_are_said_and_seen_when_mended(council_folder: Path) -> None:
    config = council_folder / "smcheck.toml"
    right = config.read_text(encoding="utf-8")
    config.write_text("max_characters = 20\n" + right, encoding="utf-8")
    reviewers = Reviewers()
    buffer = Buffer((council_folder / "a.txt").as_uri(), POST)
    assert "the limit is 20 (max_characters)" in diagnostics(reviewed(buffer, reviewers))[0].message
    assert reviewers.is_current(council_folder)
    config.write_text("nonsense = 1\n" + right, encoding="utf-8")
    assert not reviewers.is_current(council_folder)
    assert "nonsense" in diagnostics(reviewed(buffer, reviewers))[0].message
    config.write_text(right, encoding="utf-8")
    assert "phone" in shown(reviewed(buffer, reviewers))
    held = reviewers.at(council_folder)
    assert reviewers.at(council_folder) is held


def test_what_is_left_out_is_said(council_folder: Path) -> None:
    config = council_folder / "smcheck.toml"
    config.write_text('exclude = ["old*"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    assert shown(outcome(council_folder, POST, "old.txt")) == {
        "remark": ("Information", POST.splitlines()[0])
    }
    assert "phone" in shown(outcome(council_folder, POST, "new.txt"))
    assert "phone" not in shown(outcome(council_folder, POST, "smcheck.toml"))


def test_a_paragraph_of_a_document_is_plain_text_under_the_documents_name(council_folder: Path) -> None:
    config = council_folder / "smcheck.toml"
    config.write_text('exclude = ["old*"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    text = "<b>Ring</b> Sam Hollis on 07700 900123."
    found = outcome(council_folder, text, "letter.odt#7", PARAGRAPH)
    assert shown(found)["phone"] == ("Error", "07700 900123")
    assert found.review
    assert found.review.draft.path == str(council_folder / "letter.odt")
    assert set(shown(outcome(council_folder, text, "old.odt#8", PARAGRAPH))) == {"remark"}
    assert "phone" in shown(outcome(council_folder, text, "untitled:document#9", PARAGRAPH))
    assert set(shown(outcome(council_folder, text, "letter.odt"))) == {"not-reviewed"}


def test_what_is_approved_for_a_document_holds_in_its_paragraphs(council_folder: Path) -> None:
    only = Decision("person", "Sam Hollis", "The Clerk", dt.date(2026, 1, 1), scope="letter.odt")
    add_decision(council_folder / "decisions.toml", only)
    assert "named-person" not in shown(outcome(council_folder, POST, "letter.odt#1", PARAGRAPH))
    assert "named-person" in shown(outcome(council_folder, POST, "other.odt#2", PARAGRAPH))


def test_all_that_is_said_comes_along_for_who_can_use_it(council_folder: Path) -> None:
    found = outcome(council_folder, POST)
    said = next(one.data for one in diagnostics(found, data=True) if one.code == "phone")
    assert said
    assert [label for label, _ in said["said"]] == ["Error", "Rule", "Instead"]
    assert said["said"][1][1].startswith("Rule 11, section 4, Rules for Social Media: ")
    assert [one.data for one in diagnostics(found)] == [None] * 4


def test_what_is_found_in_a_picture_is_said_apart_from_the_text(council_folder: Path) -> None:
    (council_folder / "stall.png").write_bytes(encoded(poster(["Ring 07700 900123"])))
    text = "Utilise the portal: stall.png\n"
    found = outcome(council_folder, text)
    said = shown(found)
    assert said["jargon"] == ("Information", "Utilise")
    assert "phone" not in said
    assert found.unread == ("in the picture stall.png was found: phone; review it by itself",)
    (council_folder / "stall.png").write_bytes(encoded(poster(["Open on Friday"])))
    assert outcome(council_folder, text).unread == ()


def test_a_picture_that_is_not_there_is_named_unless_people_look_themselves(council_folder: Path) -> None:
    found = outcome(council_folder, "Utilise the portal: stall.png\n")
    assert [message.partition(":")[0] for message in found.unread] == [
        "1 picture was not reviewed (stall.png)"
    ]
    config = council_folder / "smcheck.toml"
    config.write_text(f"looks_at_pictures = true\n{config.read_text('utf-8')}", encoding="utf-8")
    assert outcome(council_folder, "Utilise the portal: stall.png\n").unread == ()


def test_a_text_of_blanks_promises_nothing(council_folder: Path) -> None:
    assert diagnostics(outcome(council_folder, " \r\n")) == []


def test_what_answers_says_that_others_words_were_not_judged(council_folder: Path) -> None:
    found = outcome(council_folder, "> You idiots.\n\nThank you for your message.\n")
    assert [(one.code, "not judged" in one.message) for one in diagnostics(found)] == [("remark", True)]


def test_a_fault_of_ours_is_told_as_not_reviewed(
    council_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(POST)

    monkeypatch.setattr("smcheck.lsp.reviewing.read_beside", broken)
    only = diagnostics(outcome(council_folder, POST))
    assert [one.code for one in only] == ["not-reviewed"]
    assert ("ZeroDivisionError" in only[0].message, "07700" in only[0].message) == (True, False)


def test_words_say_what_they_breach(council_folder: Path) -> None:
    found = outcome(council_folder, POST)
    plain = hover(found, types.Position(0, 45), [types.MarkupKind.PlainText])
    assert plain
    assert isinstance(plain.contents, types.MarkupContent)
    assert "Rule 11, section 4, Rules for Social Media" in plain.contents.value
    assert "900123" not in plain.contents.value
    assert hover(found, types.Position(0, 15), []) is None


def test_markdown_of_a_draft_does_not_act(council_folder: Path) -> None:
    found = outcome(council_folder, "Read more at https://[evil](x).example.com/*a* and www.example.org.")
    for offset in range(0, len(found.buffer.text), 5):
        seen = hover(found, types.Position(0, offset), [types.MarkupKind.Markdown])
        if seen and isinstance(seen.contents, types.MarkupContent):
            assert "](x)" not in seen.contents.value.replace("`", "")
            assert "**Rule:** Rule 4" in seen.contents.value


def titles(found: Outcome, only: list[str] | None = None) -> list[str]:
    return [action.title for action in actions.actions(found, ANYWHERE, only, versioned=False)]


def made(found: Outcome, title: str, *, versioned: bool = False) -> str:
    """The text after an action, made as an editor makes it: from the last change to the first."""
    action = next(
        each for each in actions.actions(found, ANYWHERE, None, versioned=versioned) if each.title == title
    )
    assert action.edit
    edits = list((action.edit.changes or {}).get(found.buffer.uri, ()))
    for document in action.edit.document_changes or ():
        assert isinstance(document, types.TextDocumentEdit)
        assert document.text_document.version == 1
        edits += [edit for edit in document.edits if isinstance(edit, types.TextEdit)]
    text, offset = found.buffer.text, found.buffer.positions.offset
    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@pytest.mark.parametrize("versioned", [True, False])
def test_edits_are_offered_and_are_right(council_folder: Path, versioned: bool) -> None:
    found = outcome(council_folder, POST)
    used = made(found, "Write “Use” for “Utilise”; look at it then", versioned=versioned)
    assert used == POST.replace("Utilise", "Use")
    assert made(found, "Write “#BigCommunityLitterPick” for “#bigcommunitylitterpick”") == POST.replace(
        "#bigcommunitylitterpick", "#BigCommunityLitterPick"
    )
    assert made(found, "Make the one safe change") == POST.replace(
        "#bigcommunitylitterpick", "#BigCommunityLitterPick"
    )
    assert not any("900123" in title for title in titles(found))


def test_safe_edits_are_preferred_and_all_of_them_are_one_action(council_folder: Path) -> None:
    found = outcome(council_folder, POST)
    preferred = [
        each.title for each in actions.actions(found, ANYWHERE, None, versioned=False) if each.is_preferred
    ]
    assert preferred == ["Write “#BigCommunityLitterPick” for “#bigcommunitylitterpick”"]
    assert titles(found, ["source.fixAll"]) == titles(found, ["source"]) == ["Make the one safe change"]
    assert titles(found, ["refactor"]) == []
    assert "Make the one safe change" not in titles(found, ["quickfix"])


def test_nothing_is_approved_where_no_settings_are(tmp_path: Path) -> None:
    found = outcome(tmp_path, POST)
    assert "Explain phone" in titles(found)
    assert not [title for title in titles(found) if title.startswith("Approve")]
    where = approving.Place("phone", POST.index("07700"), POST.index("07700") + 12)
    with pytest.raises(SmcheckError, match="smcheck init"):
        approving.question(found, where)


def test_who_may_approve_is_offered(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMCHECK_REVIEWER", "J. Volunteer")
    found = outcome(council_folder, POST + "You idiot.")
    person = approving.Place("named-person", POST.index("Sam"), POST.index("Sam") + 10)
    asked = approving.question(found, person)
    assert "the name “Sam Hollis” in every draft" in asked.text
    assert asked.names == ("The Clerk", "Town Clerk", "C", "J. Volunteer")
    assert asked.command == 'smcheck approve person "Sam Hollis" --by NAME --note WHY'
    phone = approving.question(found, approving.Place("phone", POST.index("07700"), POST.index("07700") + 12))
    assert "900123" not in phone.text + phone.command


def test_an_error_is_waived_by_an_approver_only(
    council_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMCHECK_REVIEWER", "J. Volunteer")
    found = outcome(council_folder, "You idiot.")
    insult = next(
        one for one in (found.review.open_findings if found.review else ()) if one.severity == "error"
    )
    where = approving.Place(insult.check, insult.start, insult.end)
    asked = approving.question(found, where)
    assert asked.names == ("The Clerk", "Town Clerk", "C")
    assert asked.command.endswith(f"draft.txt:1:{insult.column} --check {insult.check} --by NAME --note WHY")
    with pytest.raises(SmcheckError, match="may not waive an error"):
        approving.approve(found.buffer, where, "J. Volunteer", Reviewers())
    said = approving.approve(found.buffer, where, "The Clerk", Reviewers())
    assert said.startswith("Recorded in decisions.toml: waiver")
    assert insult.check not in shown(outcome(council_folder, "You idiot."))
    assert insult.check in shown(outcome(council_folder, "You idiot.", "other.txt"))


def test_a_finding_that_has_changed_is_not_approved(council_folder: Path) -> None:
    with pytest.raises(SmcheckError, match="ask for it again"):
        approving.question(outcome(council_folder, POST), approving.Place("phone", 0, 3))


def test_checks_and_rules_are_explained() -> None:
    assert "phone" in explained("phone", None)
    assert explained("11", None).startswith("Rule 11")
    with pytest.raises(SmcheckError, match="no rule or check"):
        explained("nonsense", None)
