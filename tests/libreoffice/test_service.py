"""The service of the extension with the real language server, and with what is none."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import psutil
import pytest

from smcheck.libreoffice.extension.marks import NOT_REVIEWED, Mark
from smcheck.libreoffice.extension.service import STARTS
from smcheck.libreoffice.extension.telling import told
from smcheck.model.decision import Decision
from smcheck.model.version import __version__
from smcheck.settings.decision_file import add_decision
from tests.libreoffice.conftest import PATIENCE, SERVER, Start, Writer

POST = "🎪 Utilise the portal. Ring Sam Hollis on 07700 900123.\nJoin the #bigcommunitylitterpick"
GARBAGE = (sys.executable, "-c", "print('This is no server')")
SILENT = (sys.executable, "-c", "import sys; sys.stdin.read()")


def rules(marks: list[Mark]) -> set[str]:
    return {mark.rule for mark in marks}


def words(text: str, mark: Mark) -> str:
    return text.encode("utf-16-le")[2 * mark.start : 2 * mark.end].decode("utf-16-le")


def server(writer: Writer) -> psutil.Process:
    """The process of a service that runs."""
    found = writer.server
    assert found
    return found


def fault(marks: list[Mark]) -> str:
    """Why a paragraph was not reviewed, as it is said in it."""
    assert [mark.rule for mark in marks] == [NOT_REVIEWED]
    assert marks[0].full.startswith("This paragraph was not reviewed: ")
    return marks[0].full


def test_a_paragraph_is_underlined_with_its_rule_and_other_words(writer: Writer) -> None:
    assert writer.service.marks("1", POST) == ()  # nothing is known yet, and nobody waits
    found = {mark.rule: mark for mark in writer.marks(POST)}
    assert {rule: words(POST, mark) for rule, mark in found.items()} == {
        "phone": "07700 900123",
        "named-person": "Sam Hollis",
        "jargon": "Utilise",
        "hashtag-case": "#bigcommunitylitterpick",
    }
    phone = found["phone"]
    assert (phone.gravity, phone.suggestions) == (1, ("01632 960999",))
    assert phone.short.startswith("A phone number that is not one of the council's own (Rule 11).")
    assert "\nRule 11, section 4, Rules for Social Media: " in phone.full
    assert found["hashtag-case"].suggestions == ("#BigCommunityLitterPick",)


def test_what_is_known_is_answered_at_once_and_stays_while_one_types(writer: Writer) -> None:
    known = writer.marks(POST)
    news = writer.told
    server(writer).suspend()
    assert list(writer.service.marks("1", POST)) == known
    typed = writer.service.marks("1", f"Today: {POST}")
    assert [words(f"Today: {POST}", mark) for mark in typed] == [words(POST, mark) for mark in known]
    server(writer).resume()
    writer.marks("You are idiots.")
    assert rules(writer.marks(f"Today: {POST}")) == rules(known)
    assert writer.told > news


def test_a_clean_paragraph_is_no_news_and_blanks_are_not_asked_about(writer: Writer) -> None:
    assert writer.service.marks("1", " \t\u200b\ufffc") == ()
    assert writer.found_clean("The library is open on Saturday.")
    assert (writer.told, writer.service.state().reviewed) == (0, 1)


def test_each_document_has_the_settings_of_its_folder(writer: Writer) -> None:
    phone = "Ring us on 01632 960999."  # the council's own
    assert rules(writer.marks(phone, "2")) == {"phone"}
    assert writer.found_clean(phone, "1")


def test_settings_that_change_are_seen(writer: Writer, council_folder: Path) -> None:
    assert "named-person" in rules(writer.marks(POST))
    only = Decision("person", "Sam Hollis", "The Clerk", dt.date(2026, 1, 1), scope="letter.odt")
    add_decision(council_folder / "decisions.toml", only)
    found = writer.marks(POST, until=lambda marks: bool(marks) and "named-person" not in rules([*marks]))
    assert "phone" in rules(found)


def test_a_document_that_moves_is_reviewed_anew(
    writer: Writer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    phone = "Ring us on 01632 960999."
    writer.document = (tmp_path_factory.mktemp("elsewhere") / "letter.odt").as_uri()
    assert "phone" in rules(writer.marks(phone))
    before, writer.document = writer.document, (Path(__file__).parent / "letter.odt").as_uri()
    assert before != writer.document
    writer.marks("You are idiots.")
    assert rules(writer.marks(phone)) == {"phone"}
    assert writer.service.state().reviewed == 3  # once more, since other settings may hold there


def test_what_is_left_out_is_said_once_in_a_document(writer: Writer, council_folder: Path) -> None:
    config = council_folder / "smcheck.toml"
    config.write_text('exclude = ["*.odt"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    assert rules(writer.marks(POST)) == {"remark"}
    assert writer.found_clean("You are idiots.")
    assert rules(writer.marks("You are idiots.", "2")) == {"insult"}


def test_a_server_that_was_killed_is_started_again(writer: Writer) -> None:
    known = writer.marks(POST)
    first = server(writer)
    first.kill()
    psutil.wait_procs([first], PATIENCE)
    assert list(writer.service.marks("1", POST)) == known
    assert rules(writer.marks("You are idiots.")) == {"insult"}
    assert (server(writer).pid != first.pid, writer.service.state().fault) == (True, "")


def test_it_ends_with_its_writer(writer: Writer) -> None:
    writer.marks(POST)
    running = server(writer)
    writer.service.end()
    psutil.wait_procs([running], PATIENCE)
    assert not running.is_running()
    assert writer.service.marks("1", "You are idiots.") == ()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("/nowhere/python", "-m", "smcheck"), "/nowhere/python cannot be started: No such file"),
        ((sys.executable, "-m", "smcheck_that_is_not_there"), "No module named smcheck_that_is_not_there"),
        ((sys.executable, "-c", "raise SystemExit(7)"), "smcheck has ended (exit code 7)"),
        (GARBAGE, "cannot be understood"),
    ],
)
def test_where_smcheck_cannot_be_started_it_is_said_and_how_to_mend_it(
    start: Start, command: tuple[str, ...], said: str
) -> None:
    writer = start(command)
    told_of = fault(writer.marks(POST))
    assert said in told_of
    assert "run smcheck writer, and install the file that it writes" in told_of
    stand = told(writer.service.state(), __version__, ())
    assert stand.startswith(told_of.replace("This paragraph was not reviewed", "Not everything is reviewed"))


def test_one_that_never_answers_is_ended(start: Start) -> None:
    writer = start(SILENT, patience=1)
    assert "smcheck did not start within 1 seconds" in fault(writer.marks(POST))
    assert writer.server is None


def test_it_is_started_only_so_often(start: Start, tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    count = f"open({str(starts)!r}, 'a').write('x'); print('no server')"
    writer = start((sys.executable, "-c", count))
    for number in range(STARTS):
        last = fault(writer.marks(f"{number} idiots"))
    assert f"smcheck had to be started {STARTS} times within 10 minutes (smcheck cannot be" in last
    assert starts.read_text() == "x" * STARTS
    writer.service.try_again()
    fault(writer.marks("More idiots"))
    assert starts.read_text() > "x" * STARTS


def test_what_failed_is_tried_again_by_itself(start: Start, tmp_path: Path) -> None:
    run = tmp_path / "run.py"
    writer = start((sys.executable, str(run)), again=1)
    fault(writer.marks(POST))
    run.write_text(
        f"import runpy, sys\nsys.argv = {[*SERVER[2:]]!r}\nrunpy.run_module('smcheck', run_name='__main__')\n",
        encoding="utf-8",
    )
    found = writer.marks(POST, until=lambda marks: bool(marks) and marks[0].rule != NOT_REVIEWED)
    assert "phone" in rules(found)
    assert writer.service.state().fault == ""


def test_a_paragraph_that_ends_the_server_does_not_keep_others_from_it(start: Start, tmp_path: Path) -> None:
    run = tmp_path / "run.py"
    run.write_text(
        "import os, runpy, sys\n"
        "from smcheck.lsp import texts\n"
        "review = texts.reviewed\n"
        "texts.reviewed = lambda text, known: os._exit(3) if 'poison' in text.text else review(text, known)\n"
        f"sys.argv = {[*SERVER[2:]]!r}\n"
        "runpy.run_module('smcheck', run_name='__main__')\n",
        encoding="utf-8",
    )
    writer = start((sys.executable, str(run)))
    assert rules(writer.marks(POST)) > {"phone"}
    assert "smcheck has ended (exit code 3)" in fault(writer.marks("This is poison."))
    assert writer.service.state().fault.startswith("Not everything is reviewed: smcheck has ended")
    assert rules(writer.marks("You are idiots.")) == {"insult"}
    assert (writer.service.state().fault, fault([*writer.service.marks("1", "This is poison.")]) != "") == (
        "",
        True,
    )


def test_how_things_stand_is_told(writer: Writer) -> None:
    before = told(writer.service.state(), __version__, ())
    assert before.startswith("smcheck is started when the first paragraph")
    writer.marks(POST)
    after = told(writer.service.state(), "0.0.1", {"phone", "jargon"})
    assert after.splitlines()[::2] == [
        f"smcheck {__version__} is running, on this computer alone.",
        "1 paragraph was reviewed since LibreOffice was opened; 0 waiting.",
        "Ignored until LibreOffice is closed: jargon, phone.",
        "This extension was made by smcheck 0.0.1. To have it as it is now, run smcheck writer, and install the file "
        "that it writes.",
    ]
