"""Posts longer than a platform takes.

Each platform counts in its own way: X by weighted characters with 23 for a link, Bluesky by graphemes and
by bytes, Threads with emoji as UTF-8 bytes, Mastodon with 23 for a link, LinkedIn, Instagram and Facebook
by UTF-16 units. Platforms are named by --platform or in smcheck.toml.

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

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.finding import Category, Hit
from smcheck.platforms import PLATFORMS

CATEGORY: Category = "platform"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every named platform whose limit the draft exceeds, on what would be cut."""
    for name in context.draft.platforms or context.council.platforms:
        platform = PLATFORMS[name]
        for measure in platform.measures:
            size = measure.count(context.text)
            if size > measure.limit:
                message = f"{size:,} {measure.unit}; {platform.title} takes {measure.limit:,}"
                start = measure.cut(context.text)
                suggestion = f"Shorten it by {size - measure.limit:,}."
                yield Hit(start, len(context.text.raw), message, suggestion, platform.confidence)
