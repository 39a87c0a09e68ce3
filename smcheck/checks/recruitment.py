"""Job adverts that shut people out, or that say no proper way to apply.

An age, a sex, a mother tongue, a faith, health or family ties asked for beside a job are findings ("young and
energetic", "mature lady", "native English speaker"). So are applications by private message. An advert that
gives neither a closing date nor a way to apply is a note. What the law allows ("an occupational
requirement") is none, nor are vacancies of councillors and volunteers.

Why:
    The Equality Act 2010 forbids adverts that treat people worse for a protected characteristic, and an
    advert without a fair way to apply invites complaints.
Flagged:
    - We are looking for a young and energetic receptionist to join our team.
    - Caretaker wanted: send us a DM to apply.
Not flagged:
    - Vacancy: part-time caretaker, £13 an hour. Apply on our website by noon on 4 June.
    - The advert asks for a woman as an occupational requirement under the Equality Act: a job in the refuge.
Instead:
    Say what the job needs ("lifts 20 kg", "writes clear English"), the closing date, and where the form is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from smcheck.checks import Context
from smcheck.checks.shared.listed import Phrases, first_of_sentences, phrase_hits
from smcheck.model.finding import Category, Hit, Severity

CATEGORY: Category = "recruitment"
_CRITERIA = Phrases(
    "criteria",
    "“{words}” may shut people out of a job (Equality Act 2010)",
    "Say what the job needs, not who should do it; or say which occupational requirement the law allows.",
    0.7,
    beside="job",
    unless="genuine",
    reach=1,
)
_PRIVATE = Phrases(
    "private",
    "applications by private message",
    "Give a form or an e-mail address, and a closing date.",
    0.7,
    beside="job",
    reach=1,
)
_ADVERT = Phrases(
    "advert",
    "a job without a closing date and a way to apply",
    "Add the closing date, and where and how to apply.",
    0.6,
    beside="job",
    reach=1,
)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every criterion that shuts people out, and for an advert that says no way to apply."""
    view = context.text
    wrong = [
        *first_of_sentences(view, phrase_hits(view, CATEGORY, _CRITERIA)),
        *phrase_hits(view, CATEGORY, _PRIVATE),
    ]
    yield from wrong
    told = wrong or view.links or view.mailboxes or view.terms(CATEGORY, "route")
    for hit in () if told else tuple(phrase_hits(view, CATEGORY, _ADVERT))[:1]:
        yield replace(hit, at_most=Severity.NOTE)
