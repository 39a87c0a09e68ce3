"""Every command that the README and the guides print runs as it is printed.

A command of a new name needs nothing here where the folder of `printed.council_at_work` holds what it names. Where it
needs more, it enters `BEFORE`; what it asks enters `ANSWERS`; an exit code other than 0 enters `MAY_FIND`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree

import pytest

from smcheck.cli.group import NAMES
from smcheck.spark.needed import has_java
from tests.cli import printed
from tests.cli.conftest import Run
from tests.cli.printed import Printed, all_printed, printed_in

CANNOT = {
    "smcheck --install-completion": "changes the shell of whoever runs it; test_completion.py does so in a home of its own",
    "smcheck config --user Z:\\drafts\\smcheck.toml": "there is no drive Z: but on Windows; test_default_council.py has others",
}
"""Commands that cannot be run here as they are printed, and why."""

NAMED = frozenset((
    "approve", "approve contact", "approve finding", "approve link", "approve person", "ask", "audit",
    "baseline write", "check", "explain", "fix", "record", "redact",
))  # fmt: skip
"""What sentences name a command by, which needs more to do anything; its help is run in its place."""

BEFORE: dict[str, Callable[[Path], None]] = {
    "--baseline": printed.known_findings,
    "audit report": printed.findings,
    "baseline": printed.known_findings,
    "config --since": printed.in_git,
    "contacts remove": printed.listed_partner,
    "decisions --config drafts/smcheck.toml": printed.settings_of_drafts,
    "explain 2.1": printed.own_policy,
    "init": printed.no_settings,
    "people remove": printed.listed_person,
}
"""What has to be there beside the council's folder for commands that begin so."""

ANSWERS = {
    "init": "Example Town Council\n" + "\n" * 20,
    "people import": "y\n",
    "policy new": "Example Town Council\n" + "\n" * 20,
}
"""What is typed for commands that begin so."""

MAY_FIND = ("audit", "check", "doctor", "fix", "people find")
"""Commands that end with 1 where something is found; the others end with 0."""

EVERY = all_printed()
RUN = [each for each in EVERY if each.text not in CANNOT]


def name_of(command: Printed) -> str:
    return f"{command.page}: {command.text}"


@pytest.fixture(scope="session")
def council_at_work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council's folder, made once; each command runs in a copy."""
    folder = tmp_path_factory.mktemp("printed") / "council"
    folder.mkdir()
    printed.council_at_work(folder)
    return folder


@pytest.fixture
def folder(council_at_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the council's folder, where no command waits for anybody and the desktop is a folder of its own."""
    made = tmp_path / "council"
    copytree(council_at_work, made)
    monkeypatch.setattr("smcheck.app.shortcut.user_desktop_dir", lambda: str(tmp_path / "desktop"))
    monkeypatch.setattr("smcheck.app.send_to.system", lambda: "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("smcheck.app.running.notes_folder", lambda: tmp_path / "desks")
    monkeypatch.setattr(
        "smcheck.app.server.serve", lambda _desk, listener, ready: (ready("x"), listener.close())
    )
    monkeypatch.setattr("smcheck.run.saves.Saves.__iter__", lambda _: iter(()))
    monkeypatch.setattr("smcheck.lsp.serving.serve", lambda _config: 0)
    monkeypatch.setattr("smcheck.run.clipboard._read", lambda: "Join the #bigcommunitylitterpick")
    monkeypatch.setattr("smcheck.run.clipboard._put", lambda _text: True)
    return made


def named(command: Printed) -> bool:
    """Whether a sentence only names the command."""
    return command.inline and " ".join(command.words) in NAMED


def codes(command: Printed) -> tuple[int, ...]:
    """How it may end."""
    is_check = not command.begins(*NAMES) and "--help" not in command.words
    return (0, 1) if is_check or command.begins(*MAY_FIND) else (0,)


@pytest.mark.parametrize("command", RUN, ids=name_of)
def test_what_is_printed_runs(
    command: Printed, folder: Path, run: Run, process: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smcheck.cli.common.at_terminal", lambda: True)
    if command.begins("audit") and (find_spec("pyspark") is None or not has_java()):
        pytest.skip("Spark, or the Java on which it runs, is not installed")
    for start, prepare in BEFORE.items():
        if command.begins(start):
            prepare(folder)
    words = [*command.words, "--help"] if named(command) else command.words
    typed = next((text for start, text in ANSWERS.items() if command.begins(start)), "")
    if command.stdin:
        typed = (folder / command.stdin).read_text(encoding="utf-8")
    running = process if command.begins("audit") else run  # what starts Java leaves some of it behind
    done = running(*words, cwd=folder, stdin=typed)
    assert done.returncode in codes(command), done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_lists_hold_nothing_that_is_printed_no_more() -> None:
    assert set(CANNOT) - {each.text for each in EVERY} == set()
    assert NAMED - {" ".join(each.words) for each in EVERY if each.inline} == set()
    for start in (*BEFORE, *ANSWERS, "people find", "fix"):
        assert any(each.begins(start) for each in RUN), start


@pytest.mark.parametrize("words", sorted(NAMED))
def test_what_is_only_named_does_nothing_by_itself(words: str, folder: Path, run: Run) -> None:
    done = run(*words.split(), cwd=folder)
    assert done.returncode == 2
    assert "is missing" in done.stderr or done.stderr.startswith("Usage: ")


PAGE = """\
Run `smcheck
rules`, or `people.toml`, or `smcheck.exe x`:

    $ smcheck fete.txt   # the draft
    pip install smcheck

1. In a list:

   ```text
   smcheck - < "a b.txt"
   ```

```text
The smcheck command
smcheck rules | more smcheck
```
"""


def test_commands_are_found_wherever_they_are_printed() -> None:
    found = list(printed_in(PAGE, "page.md"))
    assert [(each.text, each.inline) for each in found] == [
        ('smcheck - < "a b.txt"', False),
        ("smcheck rules | more smcheck", False),
        ("smcheck fete.txt   # the draft", False),
        ("smcheck rules", True),
    ]
    assert [(each.words, each.stdin) for each in found[::2]] == [(["-"], "a b.txt"), (["fete.txt"], "")]


def test_the_pages_print_what_they_are_known_to() -> None:
    pages: Iterator[str] = (each.page for each in EVERY)
    assert {"README.md", "docs/guide.md", "docs/people.md", "docs/record.md"} <= set(pages)
    assert {"smcheck init", "smcheck decisions prune"} <= {each.text for each in EVERY}


def test_a_command_that_fails_is_noticed(folder: Path, run: Run) -> None:
    for text in ("smcheck none.txt", "smcheck rules --zzz", "smcheck people add 'Jo Bloggs'"):
        command = Printed("page.md", text)
        assert run(*command.words, cwd=folder).returncode not in codes(command)
