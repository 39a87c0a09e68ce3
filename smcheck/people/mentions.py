"""Everybody whom a draft names, and what sort of mention each is, before any rule is applied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from smcheck.models.protocols import PersonFinder
from smcheck.people.matching import find_listed
from smcheck.people.reading import Match
from smcheck.people.roster import Person, Roster
from smcheck.people.shapes import Names
from smcheck.people.standing import DEAD, Standing, has_died, private_standing
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded, words_of
from smcheck.text import Coverage, Span, TextView

_AGE = r"(?:aged )?(\d{1,2}),? (?=<persons.after-age>)"
_AGED = worded(rf"\b([A-Z][a-z]{{2,14}}(?: [A-Z][a-z]{{2,14}})?), {_AGE}")
_WHOSE_POST = r"(?:\b([\w’']{1,20}) )?\b(<persons.posts>)(?:, | )"
_POST = worded(rf"{_WHOSE_POST}(?=([A-Z][a-z]+(?: [A-Z][a-z’'-]+)?))")
_POST_BEFORE = worded(rf"{_WHOSE_POST}$")
_CLERK = r"(?:<persons.of-council> ){0,3}<persons.clerks>\b(?! (?:of|at|for|from)\b)"
_CLERK_BEHIND = worded(rf", {_CLERK}", re.IGNORECASE)
_REACH = 40  # code points before a name in which a post may stand
_BESIDE = 40  # code points: the model looks four words to either side, and a little further at punctuation
# Where a first name is all but certain: whom a post thanks, cheers or greets, and who signs it.
_CHEER = r"\b<persons.cheers>(?: so much| very much| again| back)?,? (?:to |for |go to )?"
_FIRST_NAMES = r"((?:[^\W\d_]{3,14}(?:, | and | & )){0,3}[^\W\d_]{3,14})\b"
_CHEERED = worded(rf"{_CHEER}{_FIRST_NAMES}", re.IGNORECASE)
_SIGNED = worded(r"^[ \t]*(?:[-–—~]|<persons.closings>) ?([A-Z][a-z]{2,13})(?=,|\s*$)", re.MULTILINE)
_WORD = lazy(r"[^\W\d_]{3,14}")


@dataclass(frozen=True)
class Mention:
    """One mention of a person, or of what only looks like one.

    `evidence` is what the words were recognised by: for people of the roster as in `matching.Match`; for
    others "council-title", "staff" (by a post of the council's), "titled", "aged", "framed" (by what is said
    to them), "known" (by a list), "model" or "paired" (by lists, of words beside each other). `why` gives the
    reason of a standing that is not plain, `namesakes` the people of the roster whom the words could mean as
    well.
    """

    span: Span
    standing: Standing
    evidence: str
    person: Person | None = None
    namesakes: tuple[Person, ...] = ()
    why: str = ""
    name: Span | None = None


def find_mentions(
    view: TextView,
    roster: Roster,
    find_persons: PersonFinder | None,
    own_places: frozenset[str] = frozenset(),
) -> tuple[Mention, ...]:
    """Every mention in reading order; of those that overlap, the one with the surer evidence.

    `find_persons` is asked only where lists and shapes leave a word open; None stands for no language
    model. `own_places` are words of the places that the council has given.
    """
    taken = Coverage(len(view.raw))
    kept = []
    names = Names(view, own_places)
    listed = find_listed(view, roster, own_places)
    for mention in chain(
        (_of_roster(view, match) for match in listed), _of_others(view, names, find_persons)
    ):
        if not taken.touches(*mention.span):
            taken.add(*mention.span)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.span))


def _of_roster(view: TextView, match: Match) -> Mention:
    why = DEAD.why if has_died(view, match.span) else ""
    return Mention(match.span, Standing.ROSTER, match.evidence, match.person, match.namesakes, why)


def _of_others(view: TextView, names: Names, find_persons: PersonFinder | None) -> Iterator[Mention]:
    """Mentions of anybody else, in order of trust."""
    for span, judged in names.known:
        yield Mention(span, judged.standing, "known", why=judged.why)
    for whole, name, of_council in names.titled():
        judged = private_standing(view, name) if of_council else names.judge(name)
        evidence = "council-title" if of_council else "staff" if _is_staff(view.raw, whole) else "titled"
        yield Mention(whole, judged.standing, evidence, why=judged.why, name=name)
    yield from _by_handle(view)
    yield from _by_post(view, names)
    yield from _judged(names, (Span(*aged.span(1)) for aged in _AGED.finditer(view.raw)), "aged")
    yield from _by_frame(view, names)
    if find_persons is not None and names.open:
        found = (name for stretch in _to_see(view, names) for name in _seen(view.raw, stretch, find_persons))
        seen = (names.widened(names.trimmed(name)) for name in found)
        yield from _judged(names, seen, "model")
        yield from _judged(names, names.paired(), "paired")


def _to_see(view: TextView, names: Names) -> list[Span]:
    """The sentences with open words, each with a few words on either side, as far as the model looks."""
    stretches: list[Span] = []
    for word in names.open:
        sentence = view.sentence_at(word.start)
        start = _word_start(view.raw, min(sentence.start, word.start) - _BESIDE)
        end = _word_end(view.raw, max(sentence.end, word.end) + _BESIDE)
        if stretches and start <= stretches[-1].end:
            stretches[-1] = Span(stretches[-1].start, max(end, stretches[-1].end))
        else:
            stretches.append(Span(start, end))
    return stretches


def _word_start(text: str, offset: int) -> int:
    """Where the word begins that stands at an offset, which may lie before the text."""
    return max(text.rfind(" ", 0, max(0, offset)), text.rfind("\n", 0, max(0, offset))) + 1


def _word_end(text: str, offset: int) -> int:
    """Where the word ends that stands at an offset, which may lie behind the text."""
    space = text.find(" ", offset)
    return len(text) if space < 0 else space


def _seen(text: str, stretch: Span, find_persons: PersonFinder) -> Iterator[Span]:
    """The persons whom the model finds in a stretch of the text."""
    for name in find_persons(text[stretch.start : stretch.end]):
        yield Span(stretch.start + name.start, stretch.start + name.end)


def _by_handle(view: TextView) -> Iterator[Mention]:
    """Handles that begin with a councillor's title."""
    for handle in view.handles:
        if view.raw[handle.start + 1 : handle.end].casefold().startswith(phrases_of("titles.in-handles")):
            yield Mention(handle, Standing.PRIVATE, "council-title")


def _by_post(view: TextView, names: Names) -> Iterator[Mention]:
    """A post and a name in apposition: "the Clerk, Jo", "groundsman Jo Example", "Jo Example, our clerk"."""
    for match in _POST.finditer(view.raw):
        name = Span(*match.span(3))
        appositive = match[0].endswith(", ")
        if names.leaves_open(name) and (appositive or " " in match[3]) and not _is_elsewhere(match):
            judged = private_standing(view, name)
            whole = Span(match.start(2), name.end)
            evidence = "council-title" if match[2].casefold().startswith("chair") else "staff"
            yield Mention(whole, judged.standing, evidence, why=judged.why, name=name)
    for name in names.paired():
        if _CLERK_BEHIND.match(view.raw, name.end):
            judged = private_standing(view, name)
            yield Mention(name, judged.standing, "staff", why=judged.why)


def _is_staff(raw: str, whole: Span) -> bool:
    """Whether the post of somebody with a title stands beside it: "the Clerk, Mrs Example"."""
    before = _POST_BEFORE.search(raw, max(0, whole.start - _REACH), whole.start)
    return bool(before and not _is_elsewhere(before)) or _CLERK_BEHIND.match(raw, whole.end) is not None


def _is_elsewhere(post: re.Match[str]) -> bool:
    """Whether another body than the council has the post: "the church warden"."""
    return (post[1] or "").casefold() in words_of("persons.posts-elsewhere")


def _by_frame(view: TextView, names: Names) -> Iterator[Mention]:
    """First names that are all but certain by the words before them."""
    for pattern in (_CHEERED, _SIGNED):
        for frame in pattern.finditer(view.raw):
            for word in _WORD.finditer(view.raw, *frame.span(1)):
                name = Span(*word.span())
                if names.stands_as_first_name(name):
                    judged = private_standing(view, name)
                    yield Mention(name, judged.standing, "framed", why=judged.why)


def _judged(names: Names, found: Iterable[Span], evidence: str) -> Iterator[Mention]:
    """Those of the names found that count, each with its standing."""
    for name in filter(names.counts, found):
        judged = names.judge(name)
        yield Mention(name, judged.standing, evidence, why=judged.why)
