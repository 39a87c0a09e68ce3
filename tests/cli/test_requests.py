"""Asking for approval and answering, as two people at two computers do."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from smcheck.model.showing import day_in_words
from smcheck.settings.council import load_council
from smcheck.settings.decision_file import load_decisions
from smcheck.settings.request_files import Requests
from tests.cli.conftest import Run

POST = "Sam Hollis will open the fair. See https://example.org/fair and ring 07700 900123."


@pytest.fixture
def shared(council_folder: Path) -> Path:
    """A council's folder with a record, an approver and a draft."""
    config = council_folder / "smcheck.toml"
    config.write_text('record = "record"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    (council_folder / "fair.txt").write_text(POST, encoding="utf-8")
    return council_folder


def asked(run: Run, folder: Path) -> str:
    """The identifier of a request for the draft."""
    done = run("ask", "fair.txt", "--by", "Jo", "--note", "for Monday", cwd=folder)
    assert done.returncode == 0, done.stderr
    found = re.search(r"Asked: (\S+) \(3 findings\)", done.stdout)
    assert found
    return found[1]


def kinds_recorded(folder: Path) -> list[str]:
    lines = [
        line
        for path in sorted((folder / "record").glob("20*.jsonl"))
        for line in path.read_text().splitlines()
    ]
    return [json.loads(line)["kind"] for line in lines]


def test_what_is_asked_is_shown_and_approved(run: Run, shared: Path) -> None:
    identifier = asked(run, shared)
    listed = run("requests", cwd=shared).stdout
    assert identifier in listed
    assert "waits" in listed
    shown = run("requests", "show", identifier, cwd=shared).stdout
    (request,) = Requests(load_council(shared / "smcheck.toml")).readable()[0]
    assert shown.startswith(f"Jo asked on {day_in_words(request.at.astimezone())}: for Monday\n")
    assert "[named-person]" in shown
    assert "900123" not in shown
    done = run("requests", "approve", identifier, "--by", "Town Clerk", "--note", "asked all", cwd=shared)
    assert done.returncode == 0, done.stderr
    assert f"{identifier}: approved by Town Clerk: asked all" in done.stdout
    council = load_council(shared / "smcheck.toml")
    decided = load_decisions(shared / council.decisions).known
    assert sorted((each.kind, each.by, each.note) for each in decided) == [
        ("contact", "Town Clerk", "asked all"), ("link", "Town Clerk", "asked all"), ("person", "Town Clerk", "asked all"),
    ]  # fmt: skip
    assert run("check", "fair.txt", cwd=shared).returncode == 0
    assert kinds_recorded(shared)[:5] == ["request", "decision", "decision", "decision", "answer"]
    assert run("record", "verify", cwd=shared).returncode == 0
    page = run("record", "report", "--output", "month.html", cwd=shared)
    assert page.returncode == 0, page.stderr
    written = (shared / "month.html").read_text(encoding="utf-8")
    assert "asked about 3 findings" in written
    assert "approved by <bdi>Town Clerk</bdi>: <bdi>asked all</bdi>" in written


def test_what_is_personal_in_a_note_is_kept_in_the_decisions_alone(run: Run, shared: Path) -> None:
    (shared / "fair.txt").write_text("The stall is run by Sam Example, ring 07700 900321.", encoding="utf-8")
    note = "see 07700 900456 or jo@example.org"
    done = run("ask", "fair.txt", "--by", "Jo", "--note", note, cwd=shared)
    found = re.search(r"Asked: (\S+) \(", done.stdout)
    assert found, done.stderr
    told = [
        run("requests", "show", found[1], cwd=shared),
        run("requests", "approve", found[1], "--by", "Town Clerk", "--note", note, cwd=shared),
        run("requests", "show", found[1], cwd=shared), run("requests", "--json", cwd=shared),
        run("decisions", cwd=shared), run("decisions", "--json", cwd=shared),
        run("check", "fair.txt", "--output-format", "json", cwd=shared),
        run("record", "report", "--output", "month.html", cwd=shared),
        run("check", "fair.txt", "--output-format", "html", "--output-file", "fair.html", cwd=shared),
    ]  # fmt: skip
    texts = [each.stdout for each in told]
    texts += [path.read_text(encoding="utf-8") for path in (shared / "record").glob("20*.jsonl")]
    texts += [(shared / name).read_text(encoding="utf-8") for name in ("month.html", "fair.html")]
    assert [text for text in texts if "900456" in text or "jo@example" in text] == []
    assert [index for index, text in enumerate(texts[:7]) if "see " in text] == [0, 1, 2, 3, 4, 5, 6]
    assert [unescape(text).count("see •") > 0 for text in texts[-2:]] == [True, True]
    decided = load_decisions(shared / "decisions.toml").known
    assert {each.note for each in decided} == {note}
    assert run("record", "verify", cwd=shared).returncode == 0


def test_one_finding_alone_is_approved(run: Run, shared: Path) -> None:
    identifier = asked(run, shared)
    shown = run("requests", "show", identifier, cwd=shared).stdout
    fingerprint = re.search(r"^([0-9a-f]{16}) .*\[third-party-link\]$", shown, re.MULTILINE)
    assert fingerprint
    done = run(
        "requests",
        "approve",
        identifier,
        "--by",
        "C",
        "--finding",
        fingerprint[1],
        "--until",
        "2099-01-01",
        cwd=shared,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Recorded in") == 1
    assert run("check", "fair.txt", cwd=shared).returncode == 1


@pytest.mark.parametrize(
    ("command", "said"), [("return", "returned by C: no"), ("refuse", "refused by C: no")]
)
def test_a_draft_is_returned_or_refused_once(run: Run, shared: Path, command: str, said: str) -> None:
    identifier = asked(run, shared)
    done = run("requests", command, identifier, "--by", "C", "--note", "no", cwd=shared)
    assert said in done.stdout
    again = run("requests", "approve", identifier, "--by", "Town Clerk", cwd=shared)
    assert (again.returncode, "C has answered already" in again.stderr) == (2, True)
    (listed,) = json.loads(run("requests", "list", "--json", cwd=shared).stdout)
    assert (listed["id"], listed["answer"]["by"], listed["by"]) == (identifier, "C", "Jo")


def test_an_error_is_waived_by_an_approver_only(run: Run, shared: Path) -> None:
    (shared / "bad.txt").write_text("You are an idiot, Dave.", encoding="utf-8")
    done = run("ask", "bad.txt", "--by", "Jo", cwd=shared)
    identifier = done.stdout.split()[1]
    refused = run("requests", "approve", identifier, "--by", "Jo", cwd=shared)
    assert (refused.returncode, "may not waive an error" in refused.stderr) == (2, True)
    assert run("requests", "approve", identifier, "--by", "Town Clerk", cwd=shared).returncode == 0


def test_requests_are_no_drafts(run: Run, shared: Path) -> None:
    asked(run, shared)
    (shared / "fair.txt").write_text("The fair is on Saturday.", encoding="utf-8")
    done = run("check", ".", cwd=shared)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"by": 1}', "[" * 100_000, '{"kind": "x"}', b"\xff".decode("latin-1")]
)
def test_a_damaged_request_is_named_and_hides_no_other(run: Run, shared: Path, content: str) -> None:
    other, identifier = asked(run, shared), asked(run, shared)
    (shared / "requests" / f"{identifier}.json").write_text(content, encoding="latin-1")
    done = run("requests", cwd=shared)
    assert done.returncode == 2
    assert (
        f"request {identifier} cannot be read: the file requests/{identifier}.json is damaged" in done.stderr
    )
    assert (other in done.stdout, identifier in done.stdout) == (True, False)
    as_json = run("requests", "list", "--json", cwd=shared)
    assert (as_json.returncode, [each["id"] for each in json.loads(as_json.stdout)]) == (2, [other])


@pytest.mark.parametrize("identifier", ["../people", "none", "20260101-000000-00000000", "a/b"])
def test_no_other_file_is_reached(run: Run, shared: Path, identifier: str) -> None:
    done = run("requests", "show", identifier, cwd=shared)
    assert (done.returncode, "request" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt", "--by", "Jo"], "there is no such file"),
        (["fair.txt", "--by", " "], "--by must not be empty"),
    ],
)
def test_what_cannot_be_asked_is_said(run: Run, shared: Path, arguments: list[str], message: str) -> None:
    done = run("ask", *arguments, cwd=shared)
    assert (done.returncode, message in done.stderr) == (2, True)
