"""What shows or identifies a child, as the classifier reads it.

A child's name with an age, a class, a club or a place where the child can be met identifies the child; a
picture without a parent's leave does too. Events for children are no finding.

Why:
    A child's privacy is for the parents to give away, and councils ask for their consent in writing.
Flagged:
    - Well done to Maisie Tarrant, 8, from Oak Class, who won the colouring competition and goes to
      Brownies on Tuesdays.
Not flagged:
    - Free craft morning for children aged 5 to 11 at the library on Saturday.
Instead:
    Leave out the name, the age and the school, or ask the parents first and say that they agreed.
"""

from __future__ import annotations

from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "children"
READING = Reading(
    heads=("children",),
    message="this sentence may identify a child",
    suggestion="Leave out what identifies the child, or post it only with the parents' written consent.",
)
