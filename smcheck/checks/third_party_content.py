"""Somebody else's words, pictures, maps or music given whole, without a word on permission.

Screenshots of a newspaper or a page, an article or a poem in full, lyrics, maps from a website and videos
set to music are findings. A link alone is none, nor is what is said to be used with permission, under a
licence, or out of copyright. Where the author's name alone is missing, `missing-credit` speaks.

Why:
    Copyright covers the whole of what somebody wrote, drew or played, even where the name is given.
Flagged:
    - Here's the article in full from Friday's Echo.
    - Screenshot of the Gazette below.
Not flagged:
    - The Echo has the story: https://www.example.com/news
    - A poem by Jo Bloggs in full below, with her kind permission.
Instead:
    Link to it, say in your own words what is in it, or ask and write "used with permission".
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.model.finding import Category

CATEGORY: Category = "third-party-content"
_MESSAGE = "somebody else's work is given here, and no permission is said"
_SUGGESTION = "Link to it instead, or ask, and write “used with permission”."
check = listed(
    CATEGORY,
    Phrases("always", _MESSAGE, _SUGGESTION, 0.7, unless="cleared", reach=1),
    Phrases("copied", _MESSAGE, _SUGGESTION, 0.6, beside="work", unless="cleared", reach=1),
    once=True,
)
