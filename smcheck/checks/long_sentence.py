"""Sentences over 25 words.

Source of the figure: GOV.UK, "Content design: planning, writing and managing content", on sentence length.

Why:
    Long sentences lose readers; the policy asks for language that is simple and concise.
Flagged:
    - The works to the seafront that were to begin in spring and were then put back to the summer because
      it rained so very much will now begin.
Not flagged:
    - Works to the seafront will begin in September. They were put back because of the weather.
Instead:
    Make two sentences of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from smcheck.checks import Context
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.settings.words import worded
from smcheck.text import TextView
from smcheck.text.tokens import Token

CATEGORY: Category = "plain-english"
_MOST_WORDS = 25
_FEWEST_WORDS = 4  # of a sentence that is made
_JOINED = r"\s*[;–—]\s+(?:<english.joints>\s+)?|,?\s+<english.joints>\s+"
_JOINT = worded(rf"(?:{_JOINED})(?P<next><english.subjects>\b)")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sentence that is too long."""
    for start, end in context.text.sentences:
        words = context.text.tokens_between(start, end)
        if len(words) > _MOST_WORDS:
            message = f"a sentence of {len(words)} words; more than {_MOST_WORDS} are hard to follow"
            edits = tuple(_split(context.text, words))
            yield Hit(words[0].start, words[-1].end, message, "Make two sentences of it.", 0.9, edits=edits)


def _split(view: TextView, words: Sequence[Token]) -> Iterator[Edit]:
    """The fewest joints at which it falls into sentences that are short enough; none where it does not."""
    places = [word.start for word in words]
    joints = list(_JOINT.finditer(view.raw, words[0].start, words[-1].end))
    begun = 0
    chosen: list[re.Match[str]] = []
    while len(words) - begun > _MOST_WORDS:
        within = [
            joint
            for joint in joints
            if _FEWEST_WORDS <= bisect_left(places, joint.start("next")) - begun <= _MOST_WORDS
        ]
        if not within:
            return
        chosen.append(within[-1])
        begun = bisect_left(places, within[-1].start("next"))
    if len(words) - begun < _FEWEST_WORDS:
        return
    for joint in chosen:
        begin, end = joint.start(), joint.start("next") + 1
        yield Edit(begin, end, f". {joint['next'][0].upper()}", "sentence")
