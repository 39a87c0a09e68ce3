"""The models that ship: the one place where another is put in."""

from __future__ import annotations

from smcheck.models import persons
from smcheck.models.classifier import Classifier
from smcheck.models.protocols import PersonFinder, SentenceJudge

JUDGE: SentenceJudge = Classifier()
FIND_PERSONS: PersonFinder = persons.find
