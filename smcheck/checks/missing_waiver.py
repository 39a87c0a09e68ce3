"""E-mails without the council's waiver clause.

Looked for in drafts of the kind `email`, where `email_waiver` in smcheck.toml gives the clause; small
differences of wording and of line ends do not count.

Why:
    Every e-mail ends with the clause that the council has agreed.
Flagged:
    - (email) Dear resident, the hall is free on Friday. Kind regards, Example Town Council
Not flagged:
    - (email) Dear resident, the hall is free on Friday. Kind regards, Example Town Council. This e-mail is
      meant only for the person it is addressed to.
    - The hall is free on Friday.
Instead:
    Add the clause below the signature.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.clauses import clause_stands, last_line
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "commitment"


def check(context: Context) -> Iterator[Hit]:
    """Yield one hit, on the last line, for an e-mail that lacks the clause."""
    clause = context.council.email_waiver
    if context.draft.kind == "email" and clause and not clause_stands(context.text, clause):
        yield Hit(
            *last_line(context.text),
            "the e-mail does not end with {we}'s waiver clause",
            "Add below the signature: “{clause}”",
            0.9,
            words={"clause": clause},
        )
