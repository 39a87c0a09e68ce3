"""One row of an archive: from its cells to a draft, and from what was found in it to a row of findings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from smcheck.model.draft import KINDS, Draft, Kind
from smcheck.model.finding import Finding
from smcheck.model.masking import shown_name
from smcheck.model.review import Review
from smcheck.model.showing import visible
from smcheck.readers.dates import read_day
from smcheck.readers.exports import day_written
from smcheck.review.examined import too_long
from smcheck.settings.platforms import known_platforms

UNREVIEWED = "unreviewed"
NO_TEXT = "the post has no text"
NOT_UTF8 = "the text is bytes that are no UTF-8"

_PLATFORMS = re.compile(r"[,;|&+/\n]")
_SECONDS = re.compile(r"\d{9,10}|\d{12,13}")  # since 1970; with milliseconds
_MILLISECONDS = 12  # figures at least

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """A row's cells, read: the draft's parts, what is to be remarked, and why not all can be reviewed.

    `text` is None where nothing can be reviewed. `platform` is as it is written into the findings.
    """

    text: str | None
    kind: Kind = "post"
    platforms: tuple[str, ...] = ()
    platform: str | None = None
    day: dt.date | None = None
    notices: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def draft(self) -> Draft:
        """What is reviewed; only where there is a text."""
        return Draft(self.text or "", kind=self.kind, platforms=self.platforms, date=self.day)


@dataclass(frozen=True, slots=True)
class Cells:
    """What a row holds, as it arrives: bytes of texts, or None.

    `length` is that of a text that was left out as too long, `problem` what was seen to be wrong before.
    """

    text: bytes | None
    length: int = 0
    day: bytes | None = None
    platform: bytes | None = None
    kind: bytes | None = None
    problem: str | None = None


def post_of(cells: Cells, limit: int) -> Post:
    """The post that a row's cells give; never raises for what they hold.

    `limit` is how many characters a draft may have.
    """
    problems = [cells.problem] if cells.problem else []
    text, wrong = _text(cells, limit)
    if wrong and not problems:
        problems.append(wrong)
    kind, unknown_kind = _kind(_said(cells.kind))
    problems += unknown_kind
    platforms, unknown = known_platforms(_PLATFORMS.split(_said(cells.platform)))
    notices = [f"the platform {shown_name(name)!r} is not known" for name in unknown]
    written = _said(cells.day).strip()
    day = day_of(written)
    if written and day is None:
        notices.append(
            f"the date {shown_name(written)!r} cannot be read; it is judged for the day of the audit"
        )
    platform = ",".join((*platforms, *map(shown_name, unknown)))
    return Post(text, kind, platforms, visible(platform) or None, day, tuple(notices), tuple(problems))


def day_of(written: str, *, month_first: bool = False) -> dt.date | None:
    """The day of a cell: as people and sheets write it, as X does, or in seconds since 1970.

    `month_first` says how the archive writes them. None where it names none.
    """
    if _SECONDS.fullmatch(written):
        seconds = int(written) // (1000 if len(written) >= _MILLISECONDS else 1)
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    return day_written(written) or read_day(written, month_first=month_first)


def row_of(post: Post, review: Review | None, left_out: Sequence[str] = ()) -> Row:
    """What the findings say of a post: its review, or why there is none.

    `left_out` are remarks that hold for every post, and are not repeated with each.
    """
    errors = [{"check": None, "message": visible(problem)} for problem in post.problems]
    errors += [
        {"check": error.check, "message": visible(error.message)}
        for error in (review.errors if review else ())
    ]
    notices = [*post.notices, *(review.notices if review else ())]
    status = UNREVIEWED if errors or review is None else review.status
    return {
        "status": status,
        "day": post.day,
        "platform": post.platform,
        "findings": [_finding(finding) for finding in review.findings] if review else [],
        "errors": errors,
        "notices": [visible(notice) for notice in notices if notice not in left_out],
    }


def broken(post: Post, error: Exception) -> Row:
    """The row of a post whose review failed in a way that nobody foresaw; the error's words may quote it."""
    kind = type(error).__name__
    problems = (*post.problems, f"the review broke ({kind}); please report this")
    return row_of(
        Post(None, post.kind, post.platforms, post.platform, post.day, post.notices, problems), None
    )


def _finding(finding: Finding) -> Row:
    """A finding as it is written: its message is masked already, as every report shows it."""
    return {
        "check": finding.check,
        "category": finding.category,
        "rules": list(finding.rules),
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "message": visible(finding.message),
        "fingerprint": finding.fingerprint,
        "decided": finding.decision is not None,
    }


def _text(cells: Cells, limit: int) -> tuple[str | None, str]:
    """The text, and why there is none."""
    if cells.length > limit:
        return None, too_long(cells.length, limit)
    if cells.text is None:
        return None, NO_TEXT
    try:
        return cells.text.decode("utf-8", "surrogatepass"), ""
    except UnicodeDecodeError:
        return None, NOT_UTF8


def _kind(written: str) -> tuple[Kind, list[str]]:
    plain = written.strip().casefold() or "post"
    for kind in KINDS:
        if plain == kind:
            return kind, []  # type: ignore[return-value]  # the names of Kind
    known = ", ".join(KINDS)
    return "post", [f"{shown_name(written)!r} is no kind of draft ({known}); it was judged as a post"]


def _said(cell: bytes | None) -> str:
    return "" if cell is None else cell.decode("utf-8", "replace")
