"""What is left up of a resident's comment: criticism of the council and of what it does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.people.mentions import Mention
from smcheck.people.standing import Standing
from smcheck.settings.words import words_of
from smcheck.text import Coverage, Span, TextView
from smcheck.text.roles import ANYBODY
from smcheck.text.vocabulary import given, ordinary

MODERATE = "Hide or remove it, keep a copy first, and tell the person which rule it broke."
"""What is done about a resident's comment: its words are not ours to mend."""

_OPINION: frozenset[Category] = frozenset({"abuse", "defamation"})
_NOBODY = (Standing.HISTORICAL, Standing.NOT_A_PERSON)
_REACH = 6  # words between a harm and whom it is meant for


@dataclass(frozen=True)
class Moderation:
    """What is criticism in one comment."""

    context: Context

    def is_criticism(self, category: Category, hit: Hit) -> bool:
        """Whether the hit's sentence is hard on a council or another public body, and on nobody in person.

        A public body has no reputation to sue for (Derbyshire County Council v Times Newspapers, 1993), and
        its residents may say what they think of it. A sentence that names somebody, or says that the body or
        its people should come to harm, is no criticism, whatever body stands in it.
        """
        if category not in _OPINION:
            return False
        view, sentence = self.context.text, self.context.text.sentence_at(hit.start)
        if not _is_aimed_at_a_body(view, sentence) or _wishes_harm(view, sentence):
            return False
        words = {token.text.partition("'")[0] for token in view.tokens_between(*sentence)}
        return words.isdisjoint(words_of("moderating.persons")) and not self._people.touches(*sentence)

    @cached_property
    def _people(self) -> Coverage:
        """Everybody whom the comment names, by accounts, too; the lists are asked as well as the model."""
        context, raw = self.context, self.context.text.raw
        own = {f"@{handle.lstrip('@')}".casefold() for handle in context.council.handles}
        accounts = (span for span in context.text.handles if raw[slice(*span)].casefold() not in own)
        first_names = (span for span in context.names.open if _is_first_name(raw[slice(*span)]))
        mentioned = (one.span for one in _mentions(context) if one.standing not in _NOBODY)
        return Coverage(len(raw), chain(accounts, context.names.paired(), first_names, mentioned))


def _is_aimed_at_a_body(view: TextView, sentence: Span) -> bool:
    """Whether all of whom a sentence speaks are public bodies."""
    whom = {
        token.text
        for match in view.terms_between(*sentence, *ANYBODY)
        for token in view.tokens_between(match.start, match.end)[-1:]
    }
    return bool(whom) and whom <= words_of("moderating.bodies")


def _wishes_harm(view: TextView, sentence: Span) -> bool:
    """Whether a sentence speaks of harm done to somebody or to a body: "kill the council"."""
    if view.terms_between(*sentence, "threat", "always", "harmed"):
        return True
    return any(
        view.terms_between(harm.end, near[-1].end, *ANYBODY)
        for harm in view.terms_between(*sentence, "threat", "harm")
        if (near := view.tokens_between(harm.end, sentence.end)[:_REACH])
    )


def _is_first_name(word: str) -> bool:
    return word[:1].isupper() and word.casefold() in given() and word.casefold() not in ordinary()


def _mentions(context: Context) -> tuple[Mention, ...]:
    """Everybody whom the comment names; nobody where the model cannot be loaded, which the check reports."""
    try:
        return context.mentions
    except Exception:  # what lists and shapes tell is looked at all the same
        return ()
