"""Tables of TOML are read strictly, and none makes the parser die."""

from __future__ import annotations

import pytest

from smcheck import ConfigError
from smcheck.settings.tables import parse_toml


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 200_000 + "]" * 200_000,
        "a = " + "[" * 200_000,
        "a = " + "{b=" * 100_000 + "1" + "}" * 100_000,
        ".".join("a" * 100_000) + " = 1",
        "[" + ".".join("a" * 100_000) + "]\nx = 1\n",
    ],
    ids=["lists", "open lists", "tables", "a key", "a name of a table"],
)
def test_lists_in_lists_are_an_error_and_no_crash(text: str) -> None:
    with pytest.raises(ConfigError, match="within one another, more than 80 deep"):
        parse_toml(text.encode(), "a.toml", "file")


def test_lines_may_end_as_on_windows() -> None:
    text = 'a = """one\ntwo"""\nb = ["x",\n"y"]\n'
    table = parse_toml(text.replace("\n", "\r\n").encode(), "a.toml", "file")
    assert (table.text("a"), table.texts("b")) == ("one\ntwo", ("x", "y"))


def test_brackets_in_texts_are_not_counted() -> None:
    table = parse_toml(f'a = "{"[" * 500}"\n'.encode(), "a.toml", "file")
    assert table.text("a") == "[" * 500


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a = 1\nb = "x\n', "a.toml, line 2, column 7: the file cannot be read: a quotation mark is missing at the end of a text"),
        ("[a\nb = 1", "a.toml, line 1, column 3: the file cannot be read: a bracket is not closed"),
        ("a = 1\na = 2", "a.toml, line 2, column 1: the file cannot be read: this name has a value already"),
        ("a = x", 'a.toml, line 1, column 5: the file cannot be read: the value is missing, or is a text without "quotes"'),
        ("hello", "a.toml, line 1, column 6: the file cannot be read: a name without = and a value"),
        ("a = 2026-13-01", "a.toml, line 1, column 5: the file cannot be read: there is no such day"),
        ("a = 1 b = 2", "a.toml, line 1, column 9: the file cannot be read: this is not written as it must be"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_plain_words_and_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_toml(text.encode(), "a.toml", "file")
    assert str(caught.value) == f"{said}. Put that right in the file, or restore the file from a backup"
