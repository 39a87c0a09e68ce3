"""Prizes for likes, shares, comments and tagged friends.

A draw that is entered by a like, a share, a comment or a tag is a finding; so is a plea for one beside a
prize. "Please share" and "like our page for news" are none, nor are warnings of such posts.

Why:
    Platforms' terms forbid draws that are entered by sharing or by tagging friends, and posts that fish for
    likes are shown to fewer people.
Flagged:
    - Like and share to win two tickets for the panto!
    - Tag three friends to be in with a chance of a hamper.
Not flagged:
    - The fete is on Saturday: please share, and like our page for updates.
    - Enter our photo competition by e-mail before Friday.
Instead:
    Let people enter by e-mail or a form, and give the rules of the draw and its closing date.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.model.finding import Category

CATEGORY: Category = "like-and-share"
_MESSAGE = "this makes likes, shares or tags the way to win"
_SUGGESTION = "Let people enter by e-mail or a form instead, with the rules and the closing date."
check = listed(
    CATEGORY,
    Phrases("always", _MESSAGE, _SUGGESTION, unless="warning"),
    Phrases("lure", _MESSAGE, _SUGGESTION, 0.7, beside="prize", unless="warning", reach=1),
    once=True,
)
