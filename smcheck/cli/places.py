"""Findings by their place in a draft: the one that is meant, or what stands near."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from smcheck.cli.common import fail, see_file
from smcheck.model.showing import visible

if TYPE_CHECKING:
    from smcheck.model.finding import Finding
    from smcheck.model.review import Review
    from smcheck.settings.council import Council

_PLACE = re.compile(
    r"(?P<path>.+?)(?::row (?P<row>\d{1,9})|:post (?P<post>[^:]{1,80}))?"
    r"(?::(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?)?"
)
_MOST = 12  # findings that are listed
_WORDS = 40  # characters of what was found


@dataclass(frozen=True)
class Place:
    """Where a finding stands: in a file, a row or post of it, a line, a column. All but the file may lack."""

    path: Path
    row: str | None
    post: str | None
    line: str | None
    column: str | None

    @classmethod
    def read(cls, written: str) -> Place:
        """The place that was written; fails where it is none."""
        found = _PLACE.fullmatch(written)
        place = cls(Path(found["path"]), *found.group("row", "post", "line", "column")) if found else None
        if place is None or (place.line is None and not place.path.exists()):
            fail(f"{written!r} is no place; give PATH:LINE:COLUMN, as in smcheck --output-format concise")
        return place

    def __str__(self) -> str:
        """The place within the file, in words."""
        parts = (
            self.row and f"row {self.row}", self.post and f"post {self.post}",
            self.line and f"line {self.line}", self.column and f"column {self.column}",
        )  # fmt: skip
        return ", ".join(filter(None, parts))

    def is_in(self, review: Review) -> bool:
        """Whether the place is in the draft, among all those of the file."""
        draft = review.draft
        row = None if draft.row is None else str(draft.row)
        post = draft.id if draft.row is None else None
        return (self.row, self.post) == (row, post) or not (self.row or self.post or self.line)

    def is_at(self, found: Found) -> bool:
        """Whether a finding stands at this very place."""
        return self.is_in(found.review) and (self.line, self.column) == found.at


@dataclass(frozen=True)
class Found:
    """A finding with the review that it is part of."""

    finding: Finding
    review: Review

    @property
    def at(self) -> tuple[str, str]:
        """Line and column, as a place writes them."""
        return str(self.finding.line), str(self.finding.column)

    @property
    def said(self) -> str:
        """Where it stands, and what it is, in two lines of which the longer one is cut."""
        from smcheck.record.approving import about_finding
        from smcheck.reporters.gathering import where

        finding = self.finding
        words = about_finding(finding, longest=_WORDS)
        return (
            f"  {where(self.review)}:{finding.line}:{finding.column}\n"
            f"    {finding.severity} {visible(words)} [{finding.fingerprint}]"
        )


def findings_at(place: Place, council: Council, checks: Collection[str]) -> tuple[Sequence[Finding], Review]:
    """The open findings that are meant, and the review of their draft.

    Of several at the place those of the `checks` are meant. Where that leaves none, or several and no check
    is named, fails with a list of what stands near.
    """
    reviews = _reviews(place.path, council)
    found = [Found(finding, review) for review in reviews for finding in review.open_findings]
    exact = [each for each in found if place.column and place.is_at(each)]
    meant = [each for each in exact if not checks or each.finding.check in checks]
    if len(meant) > 1 and not checks:
        _list(f"{place.path}: {len(meant)} findings at {place}; say which, by --check or by its code", meant)
    if exact and not meant:
        _list(f"{place.path}: no open finding of {', '.join(checks)} at {place}; there", exact)
    if not meant:
        _refuse(place, reviews, found)
    return [each.finding for each in meant], meant[0].review


def _refuse(place: Place, reviews: Sequence[Review], found: Sequence[Found]) -> NoReturn:
    """Fail where nothing that is open stands at a place, with what stands near."""
    every = (Found(finding, review) for review in reviews for finding in review.findings)
    cleared = [each.finding.decision for each in every if each.finding.decision and place.is_at(each)]
    if cleared:
        fail(f"{place.path}: what stands at {place} is cleared already, by {cleared[0].by}")
    asked = f"no open finding at {place}" if place.column else "say which finding, by its place or its code"
    if not found:
        fail(f"{place.path}: {asked if place.column else 'no open finding'}; there is none in the whole file")
    in_draft = [each for each in found if place.is_in(each.review)]
    on_line = [each for each in in_draft if each.at[0] == place.line]
    near = "on that line" if on_line else "in the draft" if in_draft else "elsewhere in the file"
    _list(f"{place.path}: {asked}; {near}", on_line or in_draft or found)


def _list(said: str, found: Sequence[Found]) -> NoReturn:
    """Fail with a message and the findings that it announces."""
    lines = [each.said for each in found[:_MOST]]
    more = [f"  and {len(found) - _MOST} more"] if found[_MOST:] else []
    typer.echo(visible(f"smcheck: error: {said}:"), err=True)
    typer.echo("\n".join((*lines, *more)), err=True)
    raise typer.Exit(2)


def _reviews(path: Path, council: Council) -> Sequence[Review]:
    """The reviews of the drafts of a file; fails where there is nothing open and something was not read."""
    from smcheck.run import NotReviewed, Request, Reviewed, Run

    see_file(str(path), "give one draft")
    problems: list[str] = []
    found: list[Review] = []
    for event in Run(Request(paths=(str(path),), config=council.path, configured=False)).events():
        if isinstance(event, NotReviewed):
            problems.append(f"{event.path}: {event.message}")
        if isinstance(event, Reviewed):
            found.append(event.review)
    if problems and not any(review.open_findings for review in found):
        fail(problems[0])
    return found
