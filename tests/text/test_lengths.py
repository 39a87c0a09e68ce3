"""How long a post is as each platform counts it."""

from __future__ import annotations

import pytest

from smcheck.settings.platforms import PLATFORMS
from smcheck.text import Span, TextView
from smcheck.text.lengths import cut, length
from tests.text.test_tokens import EMPTY


@pytest.mark.parametrize(
    ("platform", "text", "size"),
    [
        ("x", "a" * 9, 9),
        ("x", "© 2026", 6),
        ("x", "©\ufe0f", 2),
        ("x", "字", 2),
        ("x", "👩‍🚒", 2),
        ("x", "see https://example.org/a/very/long/way", 27),
        ("mastodon", "see https://example.org/a/very/long/way", 27),
        ("mastodon", "thanks @town@mastodon.example all", 16),
        ("bluesky", "thanks @town@mastodon.example all", 33),
        ("threads", "🙂", 4),
        ("facebook", "🙂", 2),
        ("x", "a\r\nb", 3),
        ("facebook", "a\r\nb", 3),
    ],
)
def test_lengths(platform: str, text: str, size: int) -> None:
    view = TextView(text, EMPTY)
    assert length(view, Span(0, len(text)), PLATFORMS[platform].measures[0]) == size


def test_a_stretch_is_counted_by_itself() -> None:
    text = "a" * 300 + "\n" + "b" * 281
    view, measure = TextView(text, EMPTY), PLATFORMS["x"].measures[0]
    stretch = Span(301, len(text))
    assert (length(view, stretch, measure), cut(view, stretch, measure)) == (281, len(text) - 1)
