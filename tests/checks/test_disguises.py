"""Personal data in disguise: what must be found, what is known to be missed, what only looks alike.

The sets in `disguises/` are marked up as their first lines say. Found means that a finding of the right kind
covers at least four fifths of the marked words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from smcheck import Reviewer
from smcheck.checks import all_checks
from smcheck.model.category import PERSONAL
from smcheck.model.finding import Finding

SETS = sorted((Path(__file__).parent / "disguises").glob("*.md"))
COVERED = 0.8
ALSO_RIGHT = {"messaging-link": {"phone"}, "phone": {"messaging-link"}, "postcode": {"postal-address"}}
"""A chat link may be found by its number and a `tel:` number as a link, a postcode as the end of its address."""


@dataclass(frozen=True)
class Disguise:
    where: str
    text: str
    marks: tuple[tuple[str, str, bool], ...]  # check, words, whether they must be found


def unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text).replace("\\n", "\n")


def disguises_of(path: Path) -> list[Disguise]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if " =>" not in line:
            continue
        text, *marks = [unescaped(part.strip()) for part in line.split("=>")]
        parts = [mark.removeprefix("missed ").partition(": ") for mark in marks if mark]
        missed = [mark.startswith("missed ") for mark in marks if mark]
        expected = tuple((part[0], part[2], not miss) for part, miss in zip(parts, missed, strict=True))
        found.append(Disguise(f"{path.name}:{number}", text, expected))
    return found


def is_found(findings: list[Finding], text: str, check: str, words: str) -> bool:
    start = text.index(words)
    covered = {place for finding in findings for place in range(finding.start, finding.end)}
    inside = sum(place in covered for place in range(start, start + len(words)))
    right = {check} | ALSO_RIGHT.get(check, set())
    kinds = {found.check for found in findings if found.start < start + len(words) and start < found.end}
    return inside >= COVERED * len(words) and bool(right & kinds)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_disguises(path: Path) -> None:
    names = {check.name for check in all_checks() if check.category in PERSONAL} - {"private-matter"}
    reviewer = Reviewer(select=sorted(names))
    wrong = []
    for case in disguises_of(path):
        findings = list(reviewer.review(case.text).findings)
        if not case.marks and findings:
            wrong.append(f"{case.where}: must stay silent: {[finding.check for finding in findings]}")
        for check, words, expected in case.marks:
            assert check in names, case.where
            if is_found(findings, case.text, check, words) != expected:
                state = "is not found" if expected else "is found: take off its mark"
                wrong.append(f"{case.where}: {words!r} {state}")
    assert not wrong, "\n".join(wrong)


def test_nine_of_ten_common_disguises_are_found() -> None:
    marks = [mark for case in disguises_of(SETS[0]) for mark in case.marks]
    assert len(marks) >= 200
    assert sum(expected for _, _, expected in marks) >= 0.9 * len(marks)
