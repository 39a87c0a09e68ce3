from __future__ import annotations

import re

import pytest

from smcheck import ConfigError
from smcheck.spark.names import Names, guess


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (("id", "text", "created_at"), Names("text", "id", "created_at")),
        (("id_str", "full_text", "createdAt"), Names("full_text", "id_str", "createdAt")),
        (
            ("Date", "Page name", "Message", "Permalink"),
            Names("Message", "Permalink", "Date", None, "Page name"),
        ),
        (("post_id", "network", "caption", "likes"), Names("caption", "post_id", None, "network")),
    ],
)
def test_columns_are_told_by_their_names(columns: tuple[str, ...], found: Names) -> None:
    assert guess(columns, Names(), "x.csv").names == found


def test_what_was_named_goes_first() -> None:
    assert guess(("text", "words", "id"), Names(text="words"), "x").names.text == "words"


def test_a_column_that_may_hold_texts_too_is_said_not_to_be_reviewed() -> None:
    found = guess(("id", "text", "caption"), Names(), "x")
    assert found.said() == ("text = 'text', id = 'id'; not reviewed: 'caption' (--text says which column is)")


def test_ids_that_are_not_there_are_said_to_be_made() -> None:
    assert "no column of ids: they are made of the content" in guess(("text",), Names(), "x").said()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            Names(),
            "x.csv: no column is named as one of texts; say which is, with --text (it has 'a', 'txet')",
        ),
        (Names(text="text"), "x.csv: there is no column 'text'; did you mean 'txet'? (it has 'a', 'txet')"),
        (Names(text="a", day="when"), "x.csv: there is no column 'when'"),
    ],
)
def test_what_is_missing_is_said(asked: Names, said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)):
        guess(("a", "txet"), asked, "x.csv")
