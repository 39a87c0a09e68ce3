"""Signs that turn letters round."""

from __future__ import annotations

import pytest

from smcheck import Reviewer
from smcheck.text.direction import is_turned

TURNED = [
    "\u202e321009 00770\u202c",
    "Ring \u2067900123 07700\u2069 now",
    "Ring \u202b900123 07700\u202c now",
]
AS_IT_STANDS = [
    "Ring 07700 900123",
    "\u2067مرحبا\u2069 and welcome",
    "\u202bשלום\u202c, said the mayor",
    "\u2066left to right\u2069 \u200e",
    "\u202dleft to right\u202c",
]


@pytest.mark.parametrize("text", TURNED)
def test_what_is_shown_in_another_order_is_not_reviewed(text: str) -> None:
    assert is_turned(text)
    review = Reviewer(select=["phone"]).review(text)
    assert "turn letters or figures round" in review.errors[0].message
    assert not any(number in review.masked for number in ("07700", "00770", "321009", "900123"))


@pytest.mark.parametrize("text", AS_IT_STANDS)
def test_signs_of_other_scripts_turn_nothing(text: str) -> None:
    assert not is_turned(text)
    assert not any("round" in error.message for error in Reviewer(select=["phone"]).review(text).errors)
