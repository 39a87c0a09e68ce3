"""The lists of `wordlists/words/`: every one is in order and asked for, and the reader is strict."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import smcheck
from smcheck.model.errors import ConfigError
from smcheck.settings import words
from smcheck.settings.words import groups_of, pairs_of, phrases_of, worded, wordlists_folder, words_of

FOLDER = wordlists_folder() / "words"
SOURCES = [path.read_text(encoding="utf-8") for path in Path(smcheck.__file__).parent.rglob("*.py")]
IN_PATTERN = re.compile(r"<([a-z]+\.[a-z-]+)>")
BY_NAME = re.compile(r"\"([a-z]+\.[a-z-]+)\"")
CACHED = (words_of, phrases_of, pairs_of, groups_of, words._any_of, words._entries, words._file)


def shipped() -> dict[str, object]:
    """Every list and table that ships, by its name."""
    return {
        f"{path.stem}.{key}": value
        for path in FOLDER.glob("*.toml")
        for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def asked(pattern: re.Pattern[str]) -> set[str]:
    files = {path.stem for path in FOLDER.glob("*.toml")}
    found = {match[1] for source in SOURCES for match in pattern.finditer(source)}
    return {name for name in found if name.partition(".")[0] in files}


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of lists to be written; the shipped ones come back afterwards."""

    def forget() -> None:
        for cached in CACHED:
            cached.cache_clear()

    monkeypatch.setattr(words, "wordlists_folder", lambda: tmp_path)
    (tmp_path / "words").mkdir()
    forget()
    yield tmp_path / "words" / "own.toml"
    forget()


def test_the_code_asks_for_every_list_and_for_no_other() -> None:
    assert asked(IN_PATTERN) | asked(BY_NAME) == set(shipped())


@pytest.mark.parametrize("name", sorted(asked(IN_PATTERN)))
def test_lists_of_patterns_are_in_order(name: str) -> None:
    pattern = worded(f"<{name}>")
    plain = [entry for entry in words._entries(name) if not set("()[]") & set(entry)]
    assert [entry for entry in plain if not pattern.match(entry)] == []


@pytest.mark.parametrize("name", sorted(name for name, found in shipped().items() if isinstance(found, dict)))
def test_tables_are_in_order(name: str) -> None:
    holds_lists = name in ("archives.columns", "persons.columns", "persons.groups", "sheets.roles")
    assert groups_of(name) if holds_lists else pairs_of(name)


@pytest.mark.parametrize("name", sorted(asked(BY_NAME) - asked(IN_PATTERN)))
def test_lists_that_are_looked_up_are_plain(name: str) -> None:
    if isinstance(shipped()[name], list) and not name.startswith(
        "identifiers."
    ):  # which a pattern takes by name
        assert words_of(name)


def test_every_file_has_a_line_in_the_readme() -> None:
    described = re.findall(r"^\| `(\w+)\.toml` \|", (FOLDER / "README.md").read_text(encoding="utf-8"), re.M)
    assert sorted(described) == sorted(path.stem for path in FOLDER.glob("*.toml"))


def test_no_list_is_read_before_a_draft_is() -> None:
    code = (
        "import smcheck.review.engine; from smcheck.checks import all_checks; all_checks();"
        "from smcheck.settings import words; import smcheck.text.view; print(words._file.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


@pytest.mark.parametrize(
    ("entry", "matches", "not_these"),
    [
        ("owner of", ["owner of"], ["owner  of", "ownerof"]),
        ("car(s)", ["car", "cars"], ["carss"]),
        ("land( )rover", ["land rover", "landrover"], ["land-rover"]),
        ("insta(gram)", ["insta", "instagram"], ["instag"]),
        ("sn[a@4]p(ch[a@4]t)", ["snap", "sn@pchat", "sn4pch4t"], ["snp", "snapch"]),
        (
            "customer([._-])service",
            ["customer.service", "customer-service", "customerservice"],
            ["customer service"],
        ),
        ("co.uk", ["co.uk"], ["coxuk"]),
        ("a/c", ["a/c"], ["ac"]),
    ],
)
def test_how_an_entry_is_written(lists: Path, entry: str, matches: list[str], not_these: list[str]) -> None:
    lists.write_text(f'some = ["{entry}", "other"]', encoding="utf-8")
    pattern = worded("<own.some>")
    assert [text for text in (*matches, *not_these) if pattern.fullmatch(text)] == matches


def test_entries_stand_in_a_pattern_in_their_order(lists: Path) -> None:
    lists.write_text('some = ["too", "to"]', encoding="utf-8")
    assert worded(r"\b<own.some>s?").pattern == r"\b(?:too|to)s?"


@pytest.mark.parametrize("entry", ["car(s", "car)s", "s[n", "s]n", "a()", "a[]", "a((b))", "a[(]"])
def test_brackets_that_do_not_match_are_refused(lists: Path, entry: str) -> None:
    lists.write_text(f'some = ["{entry}"]', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml: some: the brackets of .* do not match"):
        worded("<own.some>").search("")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('other = ["a"]', "some: is missing"),
        ("some = []", "some: must not be empty"),
        ('some = "a b"', "some: must be a list of texts, not a text"),
        ('some = ["a", 1]', "some: must hold only texts in quotes, not a number"),
        ('some = ["a", " "]', "some: must hold only texts in quotes, not an empty text"),
        ('some = ["a", "b", "a"]', "'a' stands there twice"),
        ('some = ["a(b)"]', "must be plain, without brackets"),
        ("some = [", "the word list cannot be read"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(lists: Path, content: str, message: str) -> None:
    lists.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(message)) as raised:
        words_of("own.some")
    assert "own.toml" in str(raised.value)


def test_a_missing_file_is_told(lists: Path) -> None:
    with pytest.raises(ConfigError, match=r"own\.toml: the word list cannot be read"):
        words_of("own.some")


def test_tables_keep_their_order(lists: Path) -> None:
    lists.write_text(
        '[some]\ntoo = "2"\nto = "2"\n[lists]\nlast = ["b", "a"]\nfirst = ["c"]\n', encoding="utf-8"
    )
    assert list(pairs_of("own.some").items()) == [("too", "2"), ("to", "2")]
    assert list(groups_of("own.lists").items()) == [("last", ("b", "a")), ("first", ("c",))]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "some: is missing; it must be a table"),
        ("[some]\na = 1", "'a' must stand for a text in quotes"),
        ('[some]\na = " "', "'a' must stand for a text in quotes"),
        ('some = ["a"]', "some: must be a table, not a list"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(lists: Path, content: str, message: str) -> None:
    lists.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(message)):
        pairs_of("own.some")
