"""Speaking as somebody else: the police, the NHS, another council, or a councillor on the council's account.

"This is Exampleshire Police." is a finding where it is not the council's own name; so are parody and
unofficial accounts, and a councillor who speaks in the first person, save in an e-mail or within quotation
marks. To name another body, or to pass on what it says, is none.

Why:
    People act on who speaks, and a public body's name is its own.
Flagged:
    - This is Exampleshire Police. Keep your doors locked tonight.
    - As your ward councillor I have asked for a crossing.
Not flagged:
    - Exampleshire Police ask everybody to keep their doors locked tonight.
    - Cllr Jo Bloggs said: “As your ward councillor I have asked for a crossing.”
Instead:
    Say who said it and where ("The police say that ..."), or post it from the account of whoever speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.listed import Phrases, phrase_hits
from smcheck.model.finding import Category, Hit
from smcheck.settings.words import worded

CATEGORY: Category = "impersonation"
_SUGGESTION = "Say who said it and where, or post it from the account of whoever speaks."
_AS_ANOTHER = "this speaks as somebody else"
_ALWAYS = Phrases("always", _AS_ANOTHER, _SUGGESTION, 0.7, quoted=False)
_COUNCILLOR = Phrases("councillor", "a councillor speaks here in {we}'s name", _SUGGESTION, 0.7, quoted=False)
_NAMED = r"(?P<name>(?:[A-Z][\w’'-]+ ){0,4}<impersonation.bodies>)"
_ENDED = r"(?=[.,!:]|\s*$| and | speaking| here)"
_BEGINS = r"(?:^|(?<=[.!?\n] ))"
_PRESENTED = worded(rf"{_BEGINS}<impersonation.presenting> (?:the |your )?{_NAMED}{_ENDED}")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit wherever the draft speaks as another body, or as a councillor."""
    view = context.text
    yield from phrase_hits(view, CATEGORY, _ALWAYS)
    if context.draft.kind != "email":
        yield from phrase_hits(view, CATEGORY, _COUNCILLOR)
    for match in _PRESENTED.finditer(view.raw):
        if not _own(context, match["name"]) and view.quotation_at(*match.span()) is None:
            yield Hit(*match.span(), _AS_ANOTHER, _SUGGESTION, 0.7)


def _own(context: Context, name: str) -> bool:
    """Whether a body is the council itself, or may be, where the council has not given its name."""
    own = context.council.name.casefold()
    return name.casefold() in own if own else name.endswith("Council")
