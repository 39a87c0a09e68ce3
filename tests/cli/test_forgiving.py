"""What is mistyped is told with what was meant; `help`, and `--config` wherever it stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer import Context
from typer._click import Command
from typer._click.exceptions import BadParameter
from typer._click.types import IntParamType, IntRange
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from smcheck.cli import command_line
from smcheck.cli.group import NAMES
from smcheck.cli.usage import _said, told_plainly
from tests.cli.conftest import Run, smcheck
from tests.cli.terminal import in_terminal

REQUIRED = {
    "approve": ["link", "example.org", "--by", "C"],
    "ask": ["a.txt", "--by", "C"],
    "audit report": ["found"],
    "audit run": ["a.txt", "--out", "found"],
    "baseline prune": ["a.txt"],
    "baseline write": ["a.txt", "--by", "C"],
    "check": ["a.txt"],
    "contacts add": ["Example Surgery", "--phone", "01632 960200"],
    "contacts remove": ["Example Surgery"],
    "explain": ["phone"],
    "fix": ["a.txt"],
    "people add": ["Jo Bloggs", "--group", "volunteer"],
    "people find": ["a.txt"],
    "people import": ["staff.csv"],
    "people remove": ["Jo Bloggs"],
    "redact": ["a.txt"],
    "requests approve": ["20261129-190000-0a1b2c3d", "--by", "C"],
    "requests refuse": ["20261129-190000-0a1b2c3d", "--by", "C", "--note", "no"],
    "requests return": ["20261129-190000-0a1b2c3d", "--by", "C", "--note", "no"],
    "requests show": ["20261129-190000-0a1b2c3d"],
    "watch": ["."],
}
"""What a command needs beside the settings; one that is not named here needs nothing."""

LATER = ("lsp", "app", "watch")
"""Commands that read the settings when there is something to review."""


def commands(command: Command, context: Context, *names: str) -> Iterator[tuple[str, Command]]:
    """Every command beneath one, by its words."""
    if not isinstance(command, TyperGroup):
        yield " ".join(names), command
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from commands(inner, context, *names, name)


def every_command() -> dict[str, Command]:
    root = get_command(command_line)
    return dict(commands(root, Context(root)))


def every_group(command: Command, context: Context, *names: str) -> Iterator[tuple[str, TyperGroup]]:
    """Every group of commands beneath one, by its words."""
    if isinstance(command, TyperGroup):
        if names:
            yield " ".join(names), command
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from every_group(inner, context, *names, name)


def reads_settings(command: Command) -> bool:
    return any("--config" in parameter.opts for parameter in command.params)


GROUPS = dict(every_group(get_command(command_line), Context(get_command(command_line))))
READING = [name for name, command in every_command().items() if reads_settings(command)]


def placed(name: str, config: str) -> Iterator[list[str]]:
    """The command with the settings at each place where they may stand."""
    words, rest = name.split(), REQUIRED.get(name, [])
    for count in range(len(words) + 1):
        yield [*words[:count], "--config", config, *words[count:], *rest]
    yield [*words, *rest, "--config", config]
    yield [f"--config={config}", *words, *rest]


def test_only_commands_that_read_no_settings_take_none() -> None:
    assert sorted(set(every_command()) - set(READING)) == ["help", "init", "policy new", "wordlists check"]


@pytest.mark.parametrize("name", READING)
def test_the_settings_are_named_before_or_after_the_other_arguments(home: Path, name: str) -> None:
    (home / "elsewhere").mkdir()
    (home / "elsewhere" / "smcheck.toml").write_text('nme = "Example"\n', encoding="utf-8")
    (home / "a.txt").write_text("The library is open.", encoding="utf-8")
    (home / "staff.csv").write_text("Name,Group\nJo Bloggs,volunteer\n", encoding="utf-8")
    for arguments in placed(name, "none.toml"):
        done = smcheck(*arguments)
        assert (done.exit_code, done.stderr) == (
            2,
            "smcheck: error: --config none.toml: there is no such file\n",
        )
    for arguments in placed(name, "elsewhere/smcheck.toml") if name not in LATER else ():
        done = smcheck(*arguments)
        assert (done.exit_code, "elsewhere/smcheck.toml, line 1: unknown key 'nme'" in done.output) == (
            2,
            True,
        ), arguments


def test_a_folder_in_place_of_the_settings_is_told_with_the_file_in_it(home: Path) -> None:
    done = smcheck("people", "--config", ".")
    assert (done.exit_code, done.stderr) == (
        2,
        "smcheck: error: --config .: this is a folder; name the file in it, as in --config smcheck.toml\n",
    )


def test_the_settings_named_are_the_ones_that_count(
    home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    config = str(home / "smcheck.toml")
    for arguments in (["people"], ["people", "list"]):
        assert "Sam Example\tcouncillor" in smcheck("--config", config, *arguments).stdout
        assert "Sam Example\tcouncillor" in smcheck(*arguments, "--config", config).stdout
    Path("drafts.txt").write_text("Ring 01632 960999.", encoding="utf-8")
    assert smcheck("drafts.txt").exit_code == 1
    assert smcheck("--config", config, "drafts.txt").exit_code == 0
    assert smcheck("drafts.txt", "--config", config).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ("exlpain phone", "'exlpain'; did you mean explain?\nsmcheck --help says more.\n"),
        ("--config smcheck.toml chekc a.txt", "'chekc'; did you mean check?\nsmcheck --help says more.\n"),
        ("decision", "'decision'; did you mean decisions?\nsmcheck --help says more.\n"),
        ("aks a.txt", "'aks'; did you mean ask?\nsmcheck --help says more.\n"),
        ("people lst", "'lst'; did you mean list?\nsmcheck people --help says more.\n"),
        ("record verifi", "'verifi'; did you mean verify?\nsmcheck record --help says more.\n"),
        ("wordlists chekc x.csv", "'chekc'; did you mean check?\nsmcheck wordlists --help says more.\n"),
        ("record zzz", "'zzz'; those there are: verify, report, prune\nsmcheck record --help says more.\n"),
        ("help exlpain", "'exlpain'; did you mean explain?\nsmcheck --help says more.\n"),
        ("help people ad", "'ad'; did you mean add?\nsmcheck people --help says more.\n"),
    ],
)
def test_a_misspelt_command_is_told_as_one(home: Path, arguments: str, meant: str) -> None:
    (home / "a.txt").write_text("The library is open.", encoding="utf-8")
    done = smcheck(*arguments.split())
    assert (done.exit_code, done.stderr) == (2, f"smcheck: error: there is no command {meant}")


def test_a_file_of_a_misspelt_commands_name_is_checked(home: Path) -> None:
    (home / "recrod").mkdir()
    for path in (home / "exlpain", home / "recrod" / "a.txt"):
        path.write_text("You idiot.", encoding="utf-8")
    for name in ("exlpain", "recrod"):
        done = smcheck(name, "--output-format", "concise")
        assert (done.exit_code, "insult" in done.stdout) == (1, True)


@pytest.mark.parametrize("name", ["drafts", "draft.txt", "posts", "explain.txt", "./exlpain", "-"])
def test_what_is_no_misspelt_command_is_a_draft(home: Path, name: str) -> None:
    done = smcheck(name)
    assert "there is no command" not in done.output
    assert "NOT REVIEWED" in done.stdout


@pytest.mark.parametrize("words", [name.split() for name in ("", *NAMES, *every_command())])
def test_help_says_what_the_option_says(words: list[str]) -> None:
    asked, said = smcheck("help", *words), smcheck(*words, "--help")
    assert (asked.exit_code, asked.stdout) == (0, said.stdout)
    assert said.stdout.startswith(f"Usage: {' '.join(['smcheck', *words])} ")


@pytest.mark.parametrize("name", GROUPS)
def test_every_group_forgives(home: Path, name: str) -> None:
    """Help in place of --help, a misspelt command, and the settings before any command."""
    words, inner = name.split(), list(GROUPS[name].commands)
    assert smcheck(*words, "help").stdout == smcheck(*words, "--help").stdout
    for command in inner:
        assert smcheck(*words, "help", command).stdout == smcheck(*words, command, "--help").stdout
        wrong = f"{command[:-1]}x{command[-1]}"
        told = f"smcheck: error: there is no command {wrong!r}; did you mean {command}?\n"
        for asked in ([*words, wrong], [*words, "help", wrong]):
            done = smcheck(*asked)
            assert (done.exit_code, done.stderr) == (2, f"{told}smcheck {name} --help says more.\n")
    if "list" in inner:
        assert smcheck(*words).stdout == smcheck(*words, "list").stdout != ""
        done = smcheck(*words, "--zzz")
        assert (
            done.stderr
            == f"smcheck: error: there is no option --zzz\nsmcheck {name} list --help says more.\n"
        )
    else:
        done = smcheck(*words)
        assert (done.exit_code, done.output) == (2, smcheck(*words, "--help").stdout)


def test_the_groups_are_those_of_the_help() -> None:
    assert sorted(GROUPS) == [
        "audit",
        "baseline",
        "contacts",
        "decisions",
        "people",
        "policy",
        "record",
        "requests",
        "wordlists",
    ]


@pytest.mark.parametrize("name", ["", *NAMES, *(each for each in every_command() if " " in each)])
def test_the_help_is_whole_at_80_columns(name: str, run: Run, tmp_path: Path) -> None:
    done = run(*name.split(), "--help", cwd=tmp_path, environment={"COLUMNS": "80"})
    usage, *lines = done.stdout.splitlines()
    assert usage.startswith("Usage: ")
    assert [line for line in lines if len(line) > 80 or re.search(r"\w[.]{3}$", line)] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--statistic", "a.txt"],
            "there is no option --statistic; did you mean --statistics?\nsmcheck check",
        ),
        (["explain", "phone", "--jsn"], "there is no option --jsn; did you mean --json?\nsmcheck explain"),
        (["people", "--jsn"], "there is no option --jsn\nsmcheck people list"),
        (["rules", "--zzz"], "there is no option --zzz\nsmcheck rules"),
        (
            ["--output-format", "jsn", "a.txt"],
            "--output-format: there is no 'jsn'; did you mean 'json'? (known: full, concise, json, jsonl, "
            "sarif, github, junit, csv, html, markdown)\nsmcheck check",
        ),
        (
            ["approve", "persn", "x", "--by", "C"],
            "person|link|contact|finding: there is no 'persn'; did you mean 'person'? (known: person, link, "
            "contact, finding)\nsmcheck approve",
        ),
        (["check"], "PATH... is missing: Drafts, folders of drafts, or - for standard input\nsmcheck check"),
        (["approve", "person", "x"], "--by is missing: Who cleared it\nsmcheck approve"),
        (
            ["explain", "Rule", "11"],
            "more is given than is asked for: 11; words that belong together stand between quotes\nsmcheck explain",
        ),
        (["app", "--port", "99999"], "--port: give a whole number from 0 to 65535\nsmcheck app"),
        (["app", "--port", "x"], "--port: give a whole number from 0 to 65535\nsmcheck app"),
    ],
)
def test_what_is_wrong_with_the_arguments_is_told_with_what_to_do(
    home: Path, arguments: list[str], said: str
) -> None:
    done = smcheck(*arguments)
    assert (done.exit_code, done.stderr) == (2, f"smcheck: error: {said} --help says more.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "fone"], "'fone' is no rule or check; did you mean 'phone'? (smcheck rules lists them)"),
        (["explain", "monitoring-x"], "'monitoring-x' is no rule or check; did you mean 'monitoring-c'?"),
        (["explain", "tone"], "'tone' is a category; explain one of its checks: heated-tone"),
        (["explain", "zzzzzz"], "'zzzzzz' is no rule or check (smcheck rules lists them)"),
        (["a.txt", "--select", "named_persn"], "'named_persn' is no check, category or rule; did you mean 'named-person'?"),
        (["a.txt", "--ignore", "Rule 11"], "'Rule 11' is no check, category or rule; did you mean '11'?"),
        (["a.txt", "--ignore", "polotics"], "'polotics' is no check, category or rule; did you mean 'politics'?"),
        (["a.txt", "--select", "zzzzzz"], "'zzzzzz' is no check, category or rule (smcheck rules lists them)"),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_told_with_the_nearest(home: Path, arguments: list[str], said: str) -> None:
    (home / "a.txt").write_text("The library is open.", encoding="utf-8")
    done = smcheck(*arguments)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


def test_an_option_without_its_value_is_told(home: Path) -> None:
    done = smcheck("approve", "person", "x", "--by")
    assert (done.exit_code, done.stderr) == (2, "smcheck: error: --by needs a value behind it\n")


def test_names_that_are_known_are_taken(home: Path) -> None:
    (home / "a.txt").write_text("The library is open.", encoding="utf-8")
    for name in ("phone", "11", "politics"):
        assert smcheck("a.txt", "--select", name, "--ignore", "monitoring-c").exit_code == 0
    assert smcheck("explain", "rule 11").stdout == smcheck("explain", "11").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("fix .", ".: this is a folder; give one draft"),
        ("fix none.txt", "none.txt: there is no such file; give one draft"),
        ("ask . --by C", ".: this is a folder; give one draft"),
        ("redact .", ".: this is a folder; give one text draft"),
        ("redact none.txt", "none.txt: there is no such file; give one text draft"),
        ("approve finding . --by C", ".: this is a folder; give one draft"),
        ("doctor a.txt", "a.txt: this is a file; give the folder that it is in"),
        ("doctor none", "none: there is no such folder"),
        (
            "policy new --yes --title T --council C --from .",
            ".: this is a folder; give the file that holds your policy",
        ),
        ("config none", "none: there is no such file or folder"),
        ("approve finding none.txt:1:1 --by C", "none.txt: there is no such file; give one draft"),
        ("watch a.txt", "a.txt: this is a file; give the folder that it is in"),
        ("watch none", "none: there is no such folder"),
        ("watch draft", "draft: there is no such folder; did you mean drafts/?"),
        ("doctor draft", "draft: there is no such folder; did you mean drafts/?"),
        ("fix drafts/fate.txt", "drafts/fate.txt: there is no such file; did you mean drafts/fete.txt?"),
        ("app a.txt --shortcut", "a.txt: this is a file; give the folder that it is in"),
        ("app none", "none: there is no such folder"),
        ("config --since HEAD", ".: this folder is not kept in git, so there is no commit"),
    ],
)
def test_a_path_of_another_kind_is_told_with_what_to_give(home: Path, arguments: str, said: str) -> None:
    (home / "a.txt").write_text("The library is open.", encoding="utf-8")
    (home / "drafts").mkdir()
    (home / "drafts" / "fete.txt").write_text("The fete is on Sunday.", encoding="utf-8")
    done = smcheck(*arguments.split())
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"smcheck: error: {said}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        "decisions", "people", "people add Jo --group volunteer", "record verify", "record report", "requests",
        "ask a.txt --by C", "approve link example.org --by C", "approve finding a.txt:1:1 --by C",
    ],
)  # fmt: skip
def test_where_there_are_no_settings_it_is_said_what_to_do(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    Path("a.txt").write_text("The library is open.", encoding="utf-8")
    done = smcheck(*arguments.split())
    said = (
        "smcheck: error: no settings (smcheck.toml) were found; smcheck init makes them, and --config names those "
        "that lie elsewhere"
    )
    assert (done.exit_code, done.stderr.startswith(said)) == (2, True)


def test_nobody_is_said_to_be_named_only_where_something_was_judged(home: Path) -> None:
    (home / "a.txt").write_text("The library is open.", encoding="utf-8")
    found, unread = smcheck("people", "find", "a.txt"), smcheck("people", "find", "none.txt")
    assert (found.exit_code, found.stdout) == (0, "No mention of a person was found.\n")
    assert (unread.exit_code, unread.stdout) == (2, "")
    assert "not judged: none.txt: there is no such file or folder" in unread.stderr


def test_a_word_list_that_is_not_there_is_told_plainly(home: Path) -> None:
    done = smcheck("wordlists", "check", "none.csv")
    first = "none.csv: the word list cannot be read: No such file or directory"
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, first)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
@pytest.mark.parametrize("arguments", ["people", "people find a.txt", "requests"])
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_tables_fit_the_terminal_with_long_names(home: Path, arguments: str, columns: int) -> None:
    name = "Bartholomew Featherstonehaugh-Cholmondeley-Marjoribanks-Wriothesley"
    (home / "people.toml").write_text(
        f'[[person]]\nname = "{name}"\ngroup = "councillor"\n', encoding="utf-8"
    )
    (home / "a.txt").write_text(f"{name} opens the fair.", encoding="utf-8")
    assert smcheck("ask", "a.txt", "--by", name).exit_code == 0
    shown = in_terminal(home, *arguments.split(), columns=columns)
    assert [line for line in shown.splitlines() if len(line) > columns] == []
    assert "…" not in shown
    assert "Bartholomew" in shown or columns == 40


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("doctor --waiting x", "--waiting: give a whole number of 0 or more"),
        ("doctor --waiting -1", "--waiting: give a whole number of 0 or more"),
        ("decisions list --soon x", "--soon: give a whole number of 0 or more"),
        ("app --port 99999", "--port: give a whole number from 0 to 65535"),
    ],
)
def test_a_number_that_is_none_is_told_with_what_to_give(home: Path, arguments: str, said: str) -> None:
    done = smcheck(*arguments.split())
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, f"smcheck: error: {said}")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (IntRange(1, 9), "a whole number from 1 to 9"),
        (IntRange(1), "a whole number of 1 or more"),
        (IntRange(max=9), "a whole number of 9 or less"),
        (IntRange(), "a whole number"),
        (IntParamType(), "a whole number"),
    ],
)
def test_which_whole_numbers_there_may_be_is_said(kind: IntParamType, said: str) -> None:
    error = BadParameter("'x' is not a valid integer.", param=TyperOption(param_decls=["--count"], type=kind))
    with pytest.raises(typer.Exit), told_plainly():
        raise error
    assert _said(error) == f"--count: give {said}"


@pytest.mark.parametrize("day", ["6 May 2027", "6/5/2027", "2027-05-06", "6 may  2027"])
def test_days_are_taken_as_people_write_them(home: Path, day: str) -> None:
    done = smcheck("election", "--election-date", day, "--date", "1 April 2027")
    assert done.exit_code == 0, done.stderr
    assert "Poll on Thursday 6 May 2027" in done.stdout
    assert "(under way)" in " ".join(done.stdout.split())


@pytest.mark.parametrize("day", ["May", "31 June 2027", "2027", "5/2027"])
def test_what_is_no_day_is_refused_with_examples(home: Path, day: str) -> None:
    done = smcheck("election", "--election-date", day)
    said = f"--election-date must be a day such as 2026-05-07 or 7 May 2026, not {day!r}"
    assert (done.exit_code, said in done.stderr) == (2, True)
