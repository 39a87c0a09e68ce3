"""A firm, a product or a trader recommended or warned against in the council's name.

Words of praise and of warning count beside a trade or a firm; the classifier reads for more. Naming a firm
that has a contract, a sponsor or a stall is no finding, nor is an award that others gave.

Why:
    The council is seen to favour a firm, and its rivals pay the same rates.
Flagged:
    - If your boiler plays up, call Harbottle Heating, honestly the best plumbers in town and so reasonable.
Not flagged:
    - Thank you to Harbottle Heating, who sponsor the Christmas lights this year.
Instead:
    Thank sponsors for what they gave, and send people to a public list of traders.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "endorsement"
_SUGGESTION = "Leave the recommendation out."
_PRAISE = "this recommends a firm or a product"
check = listed(
    CATEGORY,
    Phrases("always", _PRAISE, _SUGGESTION, 0.7, unless="neutral", reach=1),
    Phrases("praise", _PRAISE, _SUGGESTION, 0.7, beside="trade", unless="neutral", reach=1),
    Phrases(
        "warned",
        "this warns against a firm or a product",
        "Leave the firm out, or tell Trading Standards.",
        0.7,
        beside="trade",
        unless="neutral",
        reach=1,
    ),
    once=True,
)
READING = Reading(
    heads=("endorsement",),
    message="this sentence recommends a firm or a product",
    suggestion=_SUGGESTION,
)
