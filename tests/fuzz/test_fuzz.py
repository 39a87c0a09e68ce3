"""A short hunt for faults in every format; SMCHECK_FUZZ_SECONDS says how long, `python -m tests.fuzz` goes on."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.fuzz import properties, reports
from tests.fuzz.formats import DOCUMENTS
from tests.fuzz.hunt import Hunt
from tests.fuzz.known import KNOWN

SECONDS = float(os.environ.get("SMCHECK_FUZZ_SECONDS", "50"))
"""Processor time of all hunts together; one batch each is tried whatever it takes."""
SEED = os.environ.get("SMCHECK_FUZZ_SEED")
"""The seed of a hunt that found something, to find it again."""


def _hunt(hunt: Hunt[Any], share: float) -> None:
    if SEED:
        hunt.batch(int(SEED))
    else:
        hunt.go_on(SECONDS * share)
    for sign, (thing, fault) in hunt.found.items():
        pytest.fail(
            f"{sign}: {fault.detail}\nSMCHECK_FUZZ_SEED={hunt.seeds[sign]} finds it again, in\n{thing!r}"
        )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_crashes_or_passes_in_silence(name: str) -> None:
    _hunt(Hunt(DOCUMENTS[name], properties.faults_of, KNOWN.get(name, frozenset())), 1 / (len(DOCUMENTS) + 1))


def test_nothing_acts_in_a_report() -> None:
    _hunt(
        Hunt(reports.TELLINGS, reports.faults_of, KNOWN.get("reports", frozenset())), 1 / (len(DOCUMENTS) + 1)
    )
