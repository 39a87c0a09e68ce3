"""Frames: what a listed word is aimed at, and what takes the edge off it."""

from __future__ import annotations

from smcheck.settings.words import phrases_of, words_of
from smcheck.text import TermMatch, TextView
from smcheck.text.roles import ANYBODY, GROUPS, Selection

_BEFORE = 6  # words between a target and its verb, the verb and the insult, or a negation and the insult
_BESIDE = 4


def milder(view: TextView, start: int, end: int) -> tuple[str, ...]:
    """Why a word weighs less here: that it is negated, quoted and reported, or reported; else empty.

    A quotation counts with a verb of speech or condemnation outside it ("said", "we condemn"), which is a
    reason of its own; without quotation marks only condemnation counts.
    """
    sentence = view.sentence_at(start)
    before = view.tokens_between(sentence.start, start)[-_BEFORE:]
    if before and view.terms_between(before[0].start, start, "shared", "negation"):
        return ("negated",)
    quotation = view.quotation_at(start, end)
    if quotation:
        around = view.sentences_near(start)
        reports = view.terms_between(around.start, around.end, "shared", "report", "condemnation")
        outside = [report for report in reports if not quotation.start <= report.start < quotation.end]
        return ("quoted", "reported") if outside else ()
    condemned = view.terms_between(sentence.start, sentence.end, "shared", "condemnation")
    return ("reported",) if condemned else ()


def predicated(view: TextView, match: TermMatch, whom: Selection = ANYBODY) -> bool:
    """Whether the word is said of somebody: "the officer is a …", "you …", "… like him"."""
    sentence = view.sentence_at(match.start)
    before = view.tokens_between(sentence.start, match.start)
    after = view.tokens_between(match.end, sentence.end)
    if len(after) > 1 and after[0].text == "like" and after[1].text in words_of("frames.likened"):
        return True
    addressed = "target" in whom and _addressed([token.text for token in before])
    return addressed or _after_verb(view, match, sentence.start, whom)


def _after_verb(view: TextView, match: TermMatch, sentence_start: int, whom: Selection) -> bool:
    near = view.tokens_between(sentence_start, match.start)[-_BEFORE + 1 :]
    if not near:
        return False
    for verb in view.terms_between(near[0].start, match.start, "shared", "copula"):
        if _targets(view, verb.start, verb.end, whom):
            return True
        subject = view.tokens_between(sentence_start, verb.start)[-_BEFORE:]
        if subject and _targets(view, subject[0].start, verb.start, whom):
            return True
        if _targets(view, verb.end, match.start, whom):
            return True
    return False


def _targets(view: TextView, start: int, end: int, whom: Selection) -> bool:
    """Whether somebody stands in the stretch; a possessive ("the builder's") does not count."""
    return any(
        not view.raw[match.start : match.end].endswith(("'s", "’s"))
        or view.raw[match.start : match.end].lower().startswith(phrases_of("frames.contracted"))
        for match in view.terms_between(start, end, *whom)
    )


def _addressed(before: list[str]) -> bool:
    for gap in range(min(3, len(before))):
        if before[-1 - gap] in words_of("frames.you"):
            return words_of("frames.not-addressed").isdisjoint(before[len(before) - gap :])
    return False


def aimed(view: TextView, match: TermMatch, whom: Selection = ANYBODY) -> bool:
    """Whether the word stands beside a target, is said of one, or is pointed: "these …"."""
    if predicated(view, match, whom):
        return True
    sentence = view.sentence_at(match.start)
    before = view.tokens_between(sentence.start, match.start)[-_BESIDE:]
    after = view.tokens_between(match.end, sentence.end)[:_BESIDE]
    if "target" in whom and before and before[-1].text in words_of("frames.pointers"):
        return True
    start = before[0].start if before else match.start
    end = after[-1].end if after else match.end
    return _targets(view, start, match.start, whom) or _targets(view, match.end, end, whom)


def groups(view: TextView, start: int, end: int) -> tuple[TermMatch, ...]:
    """Groups that the stretch names, by their own name or by a slur."""
    return view.terms_between(start, end, *GROUPS)


def characteristics(view: TextView, start: int, end: int) -> str:
    """Characteristics of the Equality Act that the groups named in the stretch share, in words."""
    found = dict.fromkeys(match.term.characteristic.replace("-", " ") for match in groups(view, start, end))
    return " or ".join(name for name in found if name)
