"""The models that ship: the one place where another is put in."""

from __future__ import annotations

from smcheck.models import persons
from smcheck.models.judge import Judge
from smcheck.models.protocols import PersonFinder, SentenceJudge

JUDGE: SentenceJudge = Judge()
QUICK_JUDGE: SentenceJudge = Judge(quick=True)
FIND_PERSONS: PersonFinder = persons.find
