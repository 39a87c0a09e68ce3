"""Posts with more characters, hashtags or links than a platform takes.

Each platform counts in its own way: X by weighted characters with 23 for a link, Bluesky by graphemes and
by bytes, Threads with emoji as UTF-8 bytes, Mastodon with 23 for a link, LinkedIn, Instagram and Facebook
by UTF-16 units. Hashtags (Instagram) and links (Threads) are counted where a platform limits them. Platforms
are named by --platform, by a schedule's column or in smcheck.toml. The finding marks what would be cut.

Why:
    A post over the limit is refused or cut, and the platform's terms must be kept.
Flagged:
    - (x) {300 letters}
Not flagged:
    - (facebook) {300 letters}
Instead:
    Shorten it, or post the start and a link to the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.platforms import PLATFORMS, Platform
from smcheck.text import Span, TextView
from smcheck.text.lengths import cut, length

CATEGORY: Category = "platform"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every named platform whose limit a post of the draft exceeds, on what would be cut."""
    for section in context.draft.posts:
        for name in section.platforms or context.draft.platforms or context.council.platforms:
            yield from _over(context.text, Span(section.start, section.end), PLATFORMS[name])


def _over(text: TextView, post: Span, platform: Platform) -> Iterator[Hit]:
    for measure in platform.measures:
        size = length(text, post, measure)
        if size > measure.limit:
            counted = "bytes" if measure.unit == "bytes" else f"characters as {platform.title} counts them"
            message = f"{size:,} {counted}; {platform.title} takes {measure.limit:,}"
            suggestion = f"Shorten it by {size - measure.limit:,}."
            yield Hit(cut(text, post, measure), post.end, message, suggestion, platform.confidence)
    tags = [span for span, _ in text.hashtags if post.start <= span.start < post.end]
    links = [span for span in text.links if post.start <= span.start < post.end]
    yield from _too_many(tags, platform.most_hashtags, "hashtags", platform)
    yield from _too_many(links, platform.most_links, "links", platform)


def _too_many(spans: Sequence[Span], most: int | None, what: str, platform: Platform) -> Iterator[Hit]:
    """A hit from the first that is too many to the last."""
    if most is not None and len(spans) > most:
        message = f"{len(spans)} {what}; {platform.title} takes {most}"
        suggestion = f"Leave out {len(spans) - most}."
        yield Hit(spans[most].start, spans[-1].end, message, suggestion, platform.confidence)
