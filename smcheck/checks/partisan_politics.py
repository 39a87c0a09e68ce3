"""Party politics: a party, a politician or a contested cause together with an opinion on it.

A notice of election, polling or photo ID is no finding, nor is a party named in a neutral one (nominations,
results, seats) or a historical one (with a year before 2000). A party or a politician named anywhere else
is one, and so is an office, the government or a contested cause beside praise, blame or a claim; so are
slogans and calls to vote for somebody, by name too ("Vote for our own Jenny Pike"), but not in a contest: for
the best scarecrow, say. Hashtags are read word by word.

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
from smcheck.people.standing import Standing
from smcheck.settings.words import worded, words_of
from smcheck.text import Coverage, Span, TermMatch, TextView
from smcheck.text.vocabulary import given, surnames

CATEGORY: Category = "politics"
_PAST_YEAR = re.compile(r"1[0-9]\d\d")
_OF_OUR_OWN = r"(?:<politics.of-our-own>,? ){0,4}"
_TITLE = r"(?:<politics.titles>\.? )?"
_CALL = worded(rf"(?<!\w)(?P<call><politics.calls>) {_OF_OUR_OWN}{_TITLE}$", re.IGNORECASE)
_PLEA = r"(?:^|(?<=[\n.!?:] ))(?:<politics.pleas> )?"
_ENDS_THERE = r"(?=[!.]|\s*$| on \d)"
_CALL_BY_SURNAME = worded(
    rf"{_PLEA}(?P<call>(?i:<politics.calls>)) (?P<name>[A-Z][a-z]{{2,14}}){_ENDS_THERE}", re.MULTILINE
)
_ELECTS_AMONG_THEMSELVES = worded(r"['’]s\b|,? <politics.to-an-office>\b", re.IGNORECASE)
_CONTEST = worded(r"\b<politics.contests>\b", re.IGNORECASE)
_REACH = 80  # code points before a name in which a call to vote for its bearer may begin
_VOTES = ("vote", "elect")
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
    if view.mentions(_VOTES):
        for start, end in _calls(context):
            yield Hit(start, end, _MESSAGES["always"], _SUGGESTION, 0.85)


def _calls(context: Context) -> Iterator[Span]:
    """Calls to vote for somebody by name, but for those of a contest: "the Village Hero awards"."""
    view = context.text
    contests = Coverage(len(view.raw), (match.span() for match in _CONTEST.finditer(view.raw)))
    for mention in context.mentions:
        if mention.standing in (Standing.HISTORICAL, Standing.NOT_A_PERSON):
            continue
        call = _CALL.search(view.raw, max(0, mention.span.start - _REACH), mention.span.start)
        chosen = _ELECTS_AMONG_THEMSELVES.match(view.raw, mention.span.end)
        if call and not chosen and not contests.touches(*view.sentences_near(mention.span.start)):
            yield Span(call.start(), mention.span.end)
    for match in _CALL_BY_SURNAME.finditer(view.raw):
        in_contest = contests.touches(*view.sentences_near(match.start("name")))
        if _is_only_a_surname(match["name"].casefold()) and not in_contest:
            yield Span(match.start("call"), match.end())


def _is_only_a_surname(word: str) -> bool:
    """Whether a word is a surname, and neither a first name, which a pet may bear, nor another word."""
    return word in surnames() and word not in given() and word not in words_of("politics.no-names")


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
