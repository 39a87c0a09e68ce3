"""HTML: one page to read, print and sign, that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from smcheck.model.review import Review
from smcheck.model.version import __version__
from smcheck.reporters import Output
from smcheck.reporters.gathering import summary
from smcheck.reporters.heading import heading
from smcheck.reporters.html_items import MOST_DETAILS_PRINTED, located
from smcheck.reporters.html_sheets import SIGNS, Clean, Sheet, UnreadSheet, list_id
from smcheck.reporters.order import QUIET, Turn, Urgency, counted
from smcheck.reporters.pages import PAGE, page_environment
from smcheck.reporters.pictures import MOST, Drawn
from smcheck.reporters.statistics import statistics
from smcheck.run import NotReviewed, Report
from smcheck.settings.policy import Policy

SIGN = PAGE

_TEMPLATE = "page.html.jinja"
_GRAVEST = tuple(SIGNS)
_LEVEL_OF = {
    Urgency.UNREVIEWED: "unreviewed",
    Urgency.ERROR: "error",
    Urgency.WARNING: "warning",
    Urgency.NOTE: "note",
}
_CHUNK = 200


class Reporter:
    """Writes the page when all reviews have come, since its head speaks of them all."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._output = report, output
        self._sheets: list[Sheet | UnreadSheet] = []

    def add(self, review: Review) -> None:
        """Keep the draft for the page."""
        if review.findings or review.errors or not self._output.quiet:
            self._sheets.append(Sheet(len(self._sheets) + 1, review, self._report.policy))

    def add_unread(self, unread: NotReviewed) -> None:
        """Keep what could not be read as a draft."""
        self._sheets.append(UnreadSheet(len(self._sheets) + 1, unread))

    def close(self) -> None:
        """Write the page, in ASCII, so that it reads right whatever encoding a shell gives it."""
        stream = page_environment().get_template(_TEMPLATE).stream(self._content())
        stream.enable_buffering(_CHUNK)
        for chunk in stream:
            self._output.stream.write(chunk.encode("ascii", "xmlcharrefreplace").decode("ascii"))

    def _content(self) -> dict[str, Any]:
        """What the template may speak of; drafts with nothing to say about them stand together."""
        report, policy = self._report, self._report.policy
        one = report.drafts == 1
        sheets = sorted(self._sheets, key=lambda sheet: sheet.turn)
        full = [sheet for sheet in sheets if one or not sheet.is_clean]
        clean = [] if one else [sheet for sheet in sheets if sheet.is_clean]
        said = {notice for sheet in sheets for notice in sheet.notices}
        pictures = _pictures(full)
        return {
            "pictures": pictures,
            "version": __version__,
            "policy": policy,
            "heading": list(heading(report)),
            "one": one,
            "drafts": report.drafts,
            "worst": min(sheets, key=lambda sheet: _GRAVEST.index(sheet.level), default=None),
            "summary": summary(report),
            "counts": [] if one else list(_counts(sheets, policy)),
            "sheets": full,
            "cleans": [Clean(tuple(group)) for _, group in groupby(clean, key=lambda sheet: sheet.turn)],
            "notices": [notice for notice in report.notices if notice not in said],
            "statistics": list(statistics(report)) if self._output.statistics else [],
            "located": located,
            "masks": any(not sheet.is_clean for sheet in sheets),
            "verbose": self._output.verbose,
            "most_details_printed": MOST_DETAILS_PRINTED,
        }


def _pictures(sheets: Iterable[Sheet | UnreadSheet]) -> dict[str, list[Drawn]]:
    """The pictures that the page shows, by the ids of their drafts: the first so many."""
    shown: dict[str, list[Drawn]] = {}
    for sheet in sheets:
        left = MOST - sum(map(len, shown.values()))
        if isinstance(sheet, Sheet) and sheet.review.draft.shown and left > 0:
            shown[sheet.id] = sheet.pictures[:left]
    return shown


def _counts(sheets: Sequence[Sheet | UnreadSheet], policy: Policy) -> Iterator[tuple[str, str, str, str]]:
    """How many drafts there are of each turn: level, sign, words, and the id of the first of them."""
    first: dict[Turn, Sheet | UnreadSheet] = {}
    for sheet in sheets:
        first.setdefault(sheet.turn, sheet)
    for turn, words in counted((sheet.turn for sheet in sheets), policy):
        level = _LEVEL_OF.get(turn.urgency, "clear")
        yield (
            level,
            SIGNS[level],
            words,
            list_id(turn) if turn.urgency in QUIET else first[turn].id,
        )
