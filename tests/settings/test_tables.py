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
