"""E-mails without an agreed signature.

Looked for in drafts of the kind `email`, where `email_signatures` in smcheck.toml lists those agreed; one of
them has to stand in the draft.

Why:
    Only agreed signatures are used.
Flagged:
    - (email) Dear resident, the hall is free on Friday. Cheers, S.
Not flagged:
    - (email) Dear resident, the hall is free on Friday. Kind regards, Example Town Council
    - The hall is free on Friday.
Instead:
    End with the signature that the council has agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.clauses import clause_stands, last_line
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "commitment"


def check(context: Context) -> Iterator[Hit]:
    """Yield one hit, on the last line, for an e-mail that bears none of the signatures."""
    agreed = context.council.email_signatures
    if context.draft.kind != "email" or not agreed:
        return
    if not any(clause_stands(context.text, signature) for signature in agreed):
        yield Hit(
            *last_line(context.text),
            "the e-mail does not end with an agreed signature",
            "End with an agreed signature: “{signature}”",
            0.9,
            words={"signature": agreed[0]},
        )
