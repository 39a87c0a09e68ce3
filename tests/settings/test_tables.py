"""Tables of TOML are read strictly, and none makes the parser die."""

from __future__ import annotations

import pytest

from smcheck import ConfigError
from smcheck.settings.tables import parse_toml


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 10_000 + "]" * 10_000, "a = " + "{b=" * 5_000 + "1" + "}" * 5_000]
)
def test_lists_in_lists_are_an_error_and_no_crash(text: str) -> None:
    with pytest.raises(ConfigError, match="more than 100 deep"):
        parse_toml(text.encode(), "a.toml", "file")


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
        ("a = 1 b = 2", "a.toml, line 1, column 8: the file cannot be read: this is not written as it must be"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_plain_words_and_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_toml(text.encode(), "a.toml", "file")
    assert str(caught.value) == f"{said}. Put that right in the file, or restore the file from a backup"
