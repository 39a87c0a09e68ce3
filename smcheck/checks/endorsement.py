"""Praise of a firm, a product or a trader in the council's name, as the classifier reads it.

Naming a firm that has a contract, a sponsor or a stall is no finding; recommending one is.

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

from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "endorsement"
READING = Reading(
    heads=("endorsement",),
    message="this sentence recommends a firm or a product",
    suggestion="Leave the recommendation out.",
)
