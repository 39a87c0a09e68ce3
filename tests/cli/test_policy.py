"""`policy check` and `policy new`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck import load_council, load_policy
from tests.cli.conftest import Run
from tests.readers.hostile.documents import docx_of

UNCLEAR = 'Say "nothing" to keep the clause, or "leave out" to drop it'
HEAD = ("policy", "new", "--yes", "--title", "Social Media Policy", "--council", "Sampleton Parish Council")
POLICY = """\
Social Media Policy, adopted on 3 March 2025
To be reviewed in May 2027

1. Posts
1.1 Posts must be civil and tasteful.
1.2 Personal contact details are not published.
1.3 This policy is reviewed every two years.
"""


@pytest.fixture
def asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `smcheck policy new` as at a terminal."""
    monkeypatch.setattr("smcheck.cli.common.at_terminal", lambda: True)
    return run


def test_a_policy_is_made_of_a_text_without_a_question(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text(POLICY, encoding="utf-8")
    done = run(*HEAD, "--from", "ours.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Wrote policy.toml with 3 clauses of your own" in done.stdout
    assert 'policy = "policy.toml"' in done.stdout  # there are no settings yet that could name it
    policy = load_policy("policy.toml", tmp_path)
    assert (policy.id, policy.ask) == ("sampleton-parish-council", "the Clerk")
    assert (policy.adopted, policy.review_due) == ("2025-03", "2027-05")
    assert [(rule.id, rule.categories) for rule in policy.rules[:3]] == [
        ("1.1", ("tone",)),
        ("1.2", ("personal-contact",)),
        ("1.3", ()),
    ]
    (tmp_path / "smcheck.toml").write_text('policy = "policy.toml"\n', encoding="utf-8")
    report = run("-", "--output-format", "json", cwd=tmp_path, stdin="Ring Jo on 07700 900123.")
    found = json.loads(report.stdout)["drafts"][0]["findings"]
    assert [each["rules"] for each in found if each["check"] == "phone"] == [["1.2", "contacts"]]


TOPICS = """\
id = "sampleton"
title = "Social Media Policy"
council = "Sampleton Parish Council"
adopted = "2025-03"
ask = "the Clerk"

[[rule]]
id = "1"
heading = "Posts"
title = "What we post"
gist = "Only news of the council."
categories = {categories}
severity = "note"
"""


def test_a_clause_on_topics_that_lists_none_is_not_said_to_be_checked(run: Run, tmp_path: Path) -> None:
    says = "topic-scope: finds nothing: no topics are listed"
    for categories, counted in (('["topic-scope"]', "0 of 1"), ('["topic-scope", "duplicate"]', "1 of 1")):
        text = TOPICS.format(categories=categories)
        (tmp_path / "p.toml").write_text(text, encoding="utf-8")
        shown = run("policy", "check", "p.toml", cwd=tmp_path).stdout
        assert f"{counted} clauses have checks" in shown
        found_nothing = " ".join(shown.split())
        assert says in found_nothing
        silent = found_nothing.partition("No clause governs these checks")[2]
        assert ("topic-scope" in silent, "phone" in silent) == (False, True)
        (tmp_path / "p.toml").write_text(f'{text}topics = ["events"]\n', encoding="utf-8")
        shown = run("policy", "check", "p.toml", cwd=tmp_path).stdout
        assert "1 of 1 clauses have checks" in shown
        assert "finds nothing: no topics" not in " ".join(shown.split())
    data = json.loads(run("policy", "check", "p.toml", "--json", cwd=tmp_path).stdout)
    assert (data["not_checked"]["names"], data["rules"][0]["checks"]) == ([], ["duplicate", "topic-scope"])


def test_whoever_reads_only_the_first_lines_is_told_of_no_fault(tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text(POLICY, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)  # as `head` does once it has read enough
    ended = subprocess.run(
        [sys.executable, "-m", "smcheck", *HEAD, "--from", "ours.txt"],
        cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    os.close(writing)
    assert ended.stderr == ""
    assert load_policy("policy.toml", tmp_path).title == "Social Media Policy"


def test_a_policy_is_made_of_a_word_file(run: Run, tmp_path: Path) -> None:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in POLICY.splitlines())
    (tmp_path / "ours.docx").write_bytes(docx_of(body))
    assert run(*HEAD, "--from", "ours.docx", "--alone", cwd=tmp_path).returncode == 0
    assert [rule.id for rule in load_policy("policy.toml", tmp_path).rules] == ["1.1", "1.2", "1.3"]


def test_the_clerk_decides_what_each_clause_is_about(asked: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text(POLICY, encoding="utf-8")
    answers = [
        "Sampleton", "", "2025-13", "March 2025", "2027-03", "the Parish Clerk", "the Parish Council", "n",
        "tonne", "Tone, abuse", "grave", "Error",
        "", "", "-", "none", "Leave  out",
    ]  # fmt: skip
    done = asked("policy", "new", "--from", "ours.txt", cwd=tmp_path, stdin="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stderr
    assert "2025-13 is no month" in done.stdout
    assert "'tonne' is no subject; did you mean 'tone'" in done.stdout
    assert "'grave' is none of these" in done.stdout
    assert done.stdout.count(UNCLEAR) == 2
    policy = load_policy("policy.toml", tmp_path)
    assert (policy.ask, policy.we) == ("the Parish Clerk", "the Parish Council")
    assert (policy.adopted, policy.review_due) == ("2025-03", "2027-03")
    assert [(rule.id, rule.categories, rule.severity) for rule in policy.rules] == [
        ("1.1", ("tone", "abuse"), "error"),
        ("1.2", ("personal-contact",), "error"),
    ]


def test_a_clause_about_nothing_is_kept(asked: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text(POLICY, encoding="utf-8")
    answers = ["Sampleton", "", "", "", "", "", "n", "leave out", "NOTHING", ""]
    done = asked("policy", "new", "--from", "ours.txt", cwd=tmp_path, stdin="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stderr
    assert UNCLEAR not in done.stdout
    rules = load_policy("policy.toml", tmp_path).rules
    assert [(rule.id, rule.categories) for rule in rules] == [("1.2", ()), ("1.3", ())]


def test_nobody_is_asked_where_there_is_no_terminal(run: Run, tmp_path: Path) -> None:
    done = run("policy", "new", cwd=tmp_path, stdin="Sampleton\n" * 20)
    assert done.returncode == 2
    assert "give --yes, and the answers as options; smcheck policy new --help lists them" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_whoever_leaves_writes_nothing(asked: Run, tmp_path: Path) -> None:
    done = asked("policy", "new", cwd=tmp_path, stdin="Sampleton\n")  # and then no more, as Ctrl+C is
    assert (done.returncode, "Nothing was written." in done.stdout) == (1, True)
    assert "Aborted" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("written", "kept"), [("May 2025", "2025-05"), ("sep 2025", "2025-09"), ("5/2025", "2025-05")]
)
def test_a_month_is_taken_as_people_write_it(run: Run, tmp_path: Path, written: str, kept: str) -> None:
    done = run(*HEAD, "--adopted", written, "--review-due", written, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    policy = load_policy("policy.toml", tmp_path)
    assert (policy.adopted, policy.review_due) == (kept, kept)


def test_clauses_are_asked_for_where_there_is_no_document(asked: Run, tmp_path: Path) -> None:
    answers = ["C", "", "", "", "", "", "y", "7", "No politics.", "politics", "", "7", ""]
    done = asked("policy", "new", cwd=tmp_path, stdin="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stderr
    assert "7 was given already" in done.stdout
    policy = load_policy("policy.toml", tmp_path)
    assert [rule.id for rule in policy.governing("politics")] == ["7", "even-handed"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("policy", "new", "--yes", "--title", "T"), "with --yes, give --title and --council too"),
        ((*HEAD, "--adopted", "May"), "--adopted must be a month such as 2026-05"),
        ((*HEAD, "--adopted", "2025-03", "--alone"), "a policy without a clause checks nothing"),
        (HEAD, "with --yes, give --adopted too"),
        ((*HEAD, "--from", "none.txt"), "none.txt: there is no such file; give the file that holds your"),
        ((*HEAD, "--from", "."), ".: this is a folder; give the file that holds your policy"),
        ((*HEAD, "--from", "prose.txt"), "no numbered, lettered or bulleted clause is seen in it"),
        ((*HEAD, "--output", "prose.txt"), "prose.txt is there already"),
        ((*HEAD, "--from", "ours.pdf"), "ours.pdf: the PDF is damaged, or no PDF; save it again"),
    ],
)
def test_nothing_is_written_where_something_is_wrong(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "prose.txt").write_text("We are polite to everybody.\n", encoding="utf-8")
    (tmp_path / "ours.pdf").write_bytes(b"%PDF-1.7\n")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / "policy.toml").exists()


def test_check_says_what_is_checked_and_what_is_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(
        'id = "p"\ntitle = "T"\ncouncil = "C"\nadopted = "2026-01"\nask = "A"\n'
        '[[rule]]\nid = "1"\nheading = "H"\ntitle = "Contacts"\ngist = "G"\nseverity = "error"\n'
        'categories = ["personal-contact"]\n'
        '[[rule]]\nid = "2"\nheading = "H"\ntitle = "Answer in a day"\ngist = "G"\nseverity = "note"\n',
        encoding="utf-8",
    )
    done = run("policy", "check", "p.toml", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 of 2 clauses have checks" in done.stdout
    assert "phone" in done.stdout.split("Not checked")[0]
    assert "2: Answer in a day" in done.stdout
    assert "insult" in done.stdout.split("they find nothing under this policy")[1]
    data = json.loads(run("policy", "check", "p.toml", "--json", cwd=tmp_path).stdout)
    assert data["not_checked"]["rules"] == ["2"]
    assert "insult" in data["silent"]


def test_check_names_a_mistake_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('id = "p"\ntitel = "T"\n', encoding="utf-8")
    done = run("policy", "check", "p.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert "title: is missing" in done.stderr


def test_check_takes_the_policy_in_force_and_the_built_in_ones(run: Run, tmp_path: Path) -> None:
    assert "Leigh-on-Sea Town Council" in run("policy", "check", cwd=tmp_path).stdout
    common = run("policy", "check", "british-councils", cwd=tmp_path).stdout
    assert "Common clauses of British councils" in common
    assert "heightened-sensitivity" not in common.split("Not checked")[-1]  # findings before a poll cite it


def test_the_settings_beside_it_name_the_new_policy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text(POLICY, encoding="utf-8")
    config = tmp_path / "smcheck.toml"
    config.write_text(
        '# ours\npolicy = "british-councils"  # for now\n\n[council]\nname = "S"\n', encoding="utf-8"
    )
    done = run(*HEAD, "--from", "ours.txt", cwd=tmp_path)
    assert "It holds now: smcheck.toml names it." in done.stdout
    assert "# ours\n" in config.read_text(encoding="utf-8")
    assert load_council(config).policy == "policy.toml"
    assert "Sampleton Parish Council" in run("rules", cwd=tmp_path).stdout


def test_whoever_does_not_agree_is_told_how(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ours.txt").write_text(POLICY, encoding="utf-8")
    config = tmp_path / "smcheck.toml"
    config.write_text('policy = "british-councils"\n\n[council]\nname = "Sampleton PC"\n', encoding="utf-8")
    monkeypatch.setattr("smcheck.cli.common.at_terminal", lambda: True)
    answers = ["", "", "", "", "", "", "y", "", "", "", "", "", "n"]
    done = run("policy", "new", "--from", "ours.txt", cwd=tmp_path, stdin="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stderr
    assert "let the line of smcheck.toml that begins with policy = be:" in done.stdout
    assert load_council(config).policy == "british-councils"
    policy = load_policy("policy.toml", tmp_path)
    assert (policy.council, policy.adopted, policy.review_due) == ("Sampleton PC", "2025-03", "2027-05")


@pytest.mark.parametrize("option", ["--title", "--council", "--ask", "--we"])
def test_what_cannot_be_shown_is_refused_before_anything_is_written(
    run: Run, tmp_path: Path, option: str
) -> None:
    for value in ('a"\n[[rule]]\x1b[31m', "a\x1b[31m", "X" * 1_000):
        done = run(*HEAD, "--adopted", "2025-03", option, value, cwd=tmp_path)
        said = (
            f"smcheck: error: {option}: this holds signs that cannot be shown, or is too long; type it anew\n"
        )
        assert (done.returncode, done.stderr) == (2, said)
        assert list(tmp_path.iterdir()) == []
    done = run(*HEAD, "--adopted", "2025-03", option, 'The "Żabno" \\ [[rule]] # 1', cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert load_policy("policy.toml", tmp_path).rules


def test_signs_in_a_document_that_cannot_be_shown_do_no_harm(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text(
        '1. Be "civil"\x1b[31m.\n2. [[rule]] No \\ politics.\n', encoding="utf-8"
    )
    done = run(*HEAD, "--adopted", "2025-03", "--alone", "--from", "ours.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert [rule.id for rule in load_policy("policy.toml", tmp_path).rules] == ["1", "2"]


@pytest.mark.parametrize("mark", ["1.{}", "{}."])
def test_a_thousand_clauses_are_taken_and_that_there_are_more_is_said(
    run: Run, tmp_path: Path, mark: str
) -> None:
    lines = [f"{mark.format(number)} Posts must be civil and tasteful." for number in range(1, 1_004)]
    for count, said in ((1_000, False), (1_003, True)):
        (tmp_path / "ours.txt").write_text("\n".join(["Posts", *lines[:count]]), encoding="utf-8")
        output = f"{count}.toml"
        done = run(*HEAD, "--adopted", "2025-03", "--alone", "--from", "ours.txt", "-o", output, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert ("the first 1,000 are taken, and the others are left out" in done.stderr) is said
        rules = load_policy(output, tmp_path).rules
        assert (len(rules), rules[-1].gist) == (1_000, "Posts must be civil and tasteful.")
