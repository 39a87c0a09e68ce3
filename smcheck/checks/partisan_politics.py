"""Party politics: a party, a politician or a contested cause together with an opinion on it.

A notice of election, polling or photo ID is no finding, nor is a party named in a neutral one (nominations,
results, seats) or a historical one (with a year before 2000). A party or a politician named anywhere else
is one, and so is an office, the government or a contested cause beside praise, blame or a claim; so are
slogans and calls to vote for somebody. Hashtags are read word by word.

Why:
    Politics inflames, and a council's account speaks for residents of every view.
Flagged:
    - Only the Conservative councillors are standing up for our town.
    - Vote for the party that gets things done in Leigh.
Not flagged:
    - Polling stations are open from 7am to 10pm. Bring photo ID.
    - Labour Day walk from the Conservative Club car park.
Instead:
    Report what the council decided and how to have a say; leave the parties out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category, Hit
from smcheck.text import Span, TermMatch, TextView

CATEGORY: Category = "politics"
_PAST_YEAR = re.compile(r"1[0-9]\d\d")
_SUGGESTION = "Say what {we} decided, and leave the party or the cause out."
_MESSAGES = {
    "always": "this asks for a vote or takes a side",
    "nickname": "a nickname for a party or its supporters",
    "party": "a political party is named",
    "leader": "a politician is named",
    "politician": "an opinion on a politician",
    "government": "an opinion on the government",
    "cause": "an opinion on a political cause on which people are divided",
}


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every slogan and nickname, and every party or cause with an opinion."""
    view = context.text
    for match in view.terms("politics", "always", "nickname"):
        yield _hit(match, 0.9)
    for match in view.terms("politics", "party", "leader"):
        if not _neutral(view, match.start):
            yield _hit(match, 0.75)
    for match in view.terms("politics", "politician", "government"):
        if _judged(view, match, "opinion"):
            yield _hit(match, 0.75)
    for match in view.terms("politics", "cause"):
        if _judged(view, match, "opinion", "stance"):
            yield _hit(match, 0.75)


def _neutral(view: TextView, offset: int) -> bool:
    """Whether the sentences around speak of nominations, seats or results, or of a year of the past."""
    around = view.sentences_near(offset)
    if view.terms_between(around.start, around.end, "politics", "neutral"):
        return True
    return any(_PAST_YEAR.fullmatch(token.text) for token in view.tokens_between(*around))


def _judged(view: TextView, match: TermMatch, *roles: str) -> bool:
    sentence = view.sentence_at(match.start)
    opinions = view.terms_between(sentence.start, sentence.end, "politics", *roles)
    return any(opinion.end <= match.start or match.end <= opinion.start for opinion in opinions)


def _hit(match: TermMatch, confidence: float) -> Hit:
    return Hit(match.start, match.end, _MESSAGES[match.term.role], _SUGGESTION, confidence)


def _only_looks_so(view: TextView, sentence: Span) -> bool:
    """Whether the sentence's only words of politics are such as mean something else: "Conservative Club"."""
    told = view.terms_between(*sentence, "politics", *_MESSAGES, "opinion", "stance")
    return not told and view.innocent("politics", *sentence)


READING = Reading(
    heads=("politics",),
    message="this sentence takes a side in politics",
    suggestion=_SUGGESTION,
    unless=_only_looks_so,
)
