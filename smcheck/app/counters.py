"""How long a draft is for each platform to which it will go, and what would be cut: as the check counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smcheck.model.draft import Draft
from smcheck.model.showing import visible
from smcheck.settings.council import Council
from smcheck.settings.platforms import PLATFORMS, Measure
from smcheck.text import Span, TextView, load_lexicon
from smcheck.text.lengths import cut, length


def counters(draft: Draft, council: Council) -> list[dict[str, Any]]:
    """For each post of the draft and each platform: its name and title, what it counts, what fits.

    `measures` hold `size`, `limit` and `unit`; `fits` and `over` are the post's words up to where the
    platform cuts it, and from there on.
    """
    if draft.kind == "comment":  # which is up already
        return []
    view = TextView(draft.own_text, load_lexicon(()))
    return list(_counters(view, draft, council))


def _counters(view: TextView, draft: Draft, council: Council) -> Iterator[dict[str, Any]]:
    for number, section in enumerate(draft.posts, 1):
        post = Span(section.start, section.end)
        for name in section.platforms or draft.platforms or council.platforms:
            platform = PLATFORMS[name]
            sizes = [(length(view, post, measure), measure) for measure in platform.measures]
            end = min((_cut(view, post, size, measure) for size, measure in sizes), default=post.end)
            yield {
                "platform": name,
                "title": platform.title,
                "part": number if len(draft.posts) > 1 else None,
                "measures": [
                    {"size": size, "limit": measure.limit, "unit": measure.unit} for size, measure in sizes
                ],
                "fits": inert(view.raw[post.start : end]).lstrip(),
                "over": inert(view.raw[end : post.end]),
            }


def _cut(view: TextView, post: Span, size: int, measure: Measure) -> int:
    """Where the post is cut; its end where all of it fits."""
    return cut(view, post, measure) if size > measure.limit else post.end


def inert(text: str) -> str:
    """The text in its lines, with a sign for each character that could act."""
    return "\n".join(map(visible, text.splitlines()))
