"""HTML: one page to read, print and sign, that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from smcheck.model.finding import Finding, Severity
from smcheck.model.masking import mask_note
from smcheck.model.review import Review
from smcheck.model.showing import day_in_words
from smcheck.model.version import __version__
from smcheck.reporters import Output
from smcheck.reporters.cropping import Piece, cropped, fitting, height_of_finding, shares
from smcheck.reporters.gathering import Entry, advised, gather, in_words, sentence, summary, unsure
from smcheck.reporters.heading import heading
from smcheck.reporters.marks import Place, Stretch, stretches
from smcheck.reporters.once import Line, Once
from smcheck.reporters.order import QUIET, UNREAD, Turn, Urgency, counted, turn_of
from smcheck.reporters.pages import PAGE, page_environment
from smcheck.reporters.pictures import MOST, Drawn, drawn
from smcheck.reporters.statistics import statistics
from smcheck.review.verdict import NOT_REVIEWED, verdict
from smcheck.run import NotReviewed, Report
from smcheck.settings.platforms import PLATFORMS
from smcheck.settings.policy import Policy

SIGN = PAGE

_TEMPLATE = "page.html.jinja"
_SIGNS = {"error": "×", "unreviewed": "!", "warning": "?", "note": "i", "clear": "✓"}
_GRAVEST = tuple(_SIGNS)
_KINDS = {"reply": "a reply", "email": "an e-mail", "comment": "a resident's comment"}
_CLEARED = "cleared"
_LEVELS = (*(severity.value for severity in reversed(Severity)), _CLEARED)
_LEVEL_OF = {
    Urgency.UNREVIEWED: "unreviewed",
    Urgency.ERROR: "error",
    Urgency.WARNING: "warning",
    Urgency.NOTE: "note",
}
_OF_POST = ("Cleared to post", "Cleared after changes", "Not cleared")
_OF_COMMENT = ("Left up", "Hidden", "Removed")
_MOST_PLACES = 5
_MOST_DETAILS_PRINTED = 4
_LONGEST_EXCERPT = 60
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
            "most_details_printed": _MOST_DETAILS_PRINTED,
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
            _SIGNS[level],
            words,
            _list_id(turn) if turn.urgency in QUIET else first[turn].id,
        )


def _list_id(turn: Turn) -> str:
    """The id of a list of drafts of which there is nothing to say: ours, or residents'."""
    return f"{turn.urgency.name.lower()}{'-comments' if turn.is_comment else ''}"


def located(finding: Finding) -> str:
    """Where the words of a finding stand, and how they begin."""
    words = finding.excerpt.strip()
    cut = "…" if len(words) > _LONGEST_EXCERPT else ""
    return f"{finding.place or f'line {finding.line}'}: “{words[:_LONGEST_EXCERPT].rstrip()}{cut}”"


@dataclass(frozen=True)
class Item:
    """A numbered entry of the page: what was found, where, and what to do about it."""

    id: str
    number: int
    entry: Entry
    policy: Policy

    @property
    def level(self) -> str:
        """How grave it is, or that a recorded decision covers it."""
        return _CLEARED if self.entry.head.decision else self.entry.head.severity.value

    @property
    def details(self) -> list[tuple[Finding, str]]:
        """What is said of each place, where that is not the same of all; advice with its help."""
        if self.entry.is_advice:
            return [(one, advised(one)) for one in self.entry.findings]
        if len(self.entry.messages) == 1:
            return []
        ours = (one for one in self.entry.findings if one.check == self.entry.head.check)
        return [(one, sentence(in_words(one))) for one in ours]

    @property
    def places(self) -> tuple[Finding, ...]:
        """The first places that it is about."""
        return self.entry.places[:_MOST_PLACES]

    @property
    def more(self) -> int:
        """How many places it is about beside these."""
        return len(self.entry.places) - len(self.places)

    def said_once(self, once: Once[int]) -> Iterator[Line[int]]:
        """The same as `labelled`, without what a finding before this one has said, as the page shows it."""
        if self.entry.head.decision:
            yield from (Line(label, said, None) for label, said in self.labelled)
        else:
            yield from once.lines(self.entry, self.number)

    def height(self, lines: Iterable[Line[int]]) -> int:
        """How many points of a printed page it takes, with the rules it cites and what to do."""
        details = [f"{located(place)}: {said}" for place, said in self.details[:_MOST_DETAILS_PRINTED]]
        where = "" if details else "; ".join(map(located, self.places))
        return height_of_finding(self.entry.subject, where, *details, *(line.said for line in lines))

    @property
    def labelled(self) -> Iterator[tuple[str, str]]:
        """The rules it cites and what to do, each with its label."""
        yield from self.entry.cites(self.policy)
        for decision in dict.fromkeys(finding.decision for finding in self.entry.findings):
            if decision:
                until = f", until {day_in_words(decision.until)}" if decision.until else ""
                yield "Cleared", f"by {decision.by} on {day_in_words(decision.on)}{until}"
                yield "Why", mask_note(decision.note)
        if not self.entry.head.decision:
            yield from self.entry.helps(self.policy)


@dataclass(frozen=True)
class Sheet:
    """One draft as the page shows it."""

    number: int
    review: Review
    policy: Policy

    @property
    def id(self) -> str:
        """What the ids of this draft's part of the page begin with."""
        return f"d{self.number}"

    @property
    def name(self) -> str:
        """The draft's path, and its row in a sheet."""
        draft = self.review.draft
        return draft.path if draft.row is None else f"{draft.path}, row {draft.row}"

    @property
    def masked(self) -> str:
        """The draft's text as it may be shown."""
        return self.review.masked

    @property
    def notices(self) -> tuple[str, ...]:
        """Remarks on the draft."""
        return self.review.notices

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to say of it, not even a decision; what is known is not said."""
        return not self.review.findings and not self.review.errors

    @property
    def turn(self) -> Turn:
        """When its turn comes among the drafts of the page."""
        return turn_of(self.review)

    @property
    def unsure(self) -> str:
        """Whom to ask where there is something to ask; "" where there is nothing."""
        asked = self.review.worst in (Severity.ERROR, Severity.WARNING)
        return unsure(self.policy, [self.review.draft.kind]) if asked else ""

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What may become of it, to be ticked on paper."""
        return _OF_COMMENT if self.turn.is_comment else _OF_POST

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return sentence(verdict(self.review, self.policy))

    @property
    def level(self) -> str:
        """How the verdict looks: advice is not enough where something went unreviewed."""
        worst = self.review.worst
        if self.errors and worst in (None, Severity.NOTE):
            return "unreviewed"
        return worst.value if worst else "clear"

    @property
    def sign(self) -> str:
        """The verdict as a sign, which stands beside the words."""
        return _SIGNS[self.level]

    @property
    def facts(self) -> Iterator[str]:
        """What else is known of the draft."""
        draft = self.review.draft
        if draft.kind in _KINDS:
            yield _KINDS[draft.kind]
        if draft.platforms:
            known = (PLATFORMS[name].title if name in PLATFORMS else name for name in draft.platforms)
            yield "for " + ", ".join(known)
        if draft.date:
            yield f"to be posted on {day_in_words(draft.date)}"
        if draft.id is not None:
            yield f"ID {draft.id}"

    @property
    def errors(self) -> list[str]:
        """What could not be reviewed, and why."""
        named = ((f"{error.check}: " if error.check else "") + error.message for error in self.review.errors)
        return [sentence(error) for error in named]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Entries in reading order, those covered by recorded decisions last."""
        decided = [finding for finding in self.review.findings if finding.decision]
        entries = enumerate((*gather(self.review.open_findings), *gather(decided)), 1)
        return tuple(Item(f"{self.id}-f{number}", number, entry, self.policy) for number, entry in entries)

    @cached_property
    def numbered(self) -> list[tuple[Item, list[Line[int]]]]:
        """Each entry with the rules it cites and what to do; what one before has said is not said again."""
        once: Once[int] = Once(self.policy, named=True)
        return [(item, list(item.said_once(once))) for item in self.items]

    @property
    def printed(self) -> frozenset[int]:
        """Numbers of the entries that fit on the draft's page where it is printed with others."""
        heights = [item.height(lines) for item, lines in self.numbered]
        gravity = [_LEVELS.index(item.level) for item in self.items]
        _, room = shares(self.masked, heights)
        fit = fitting(heights, gravity, room) if self.items else frozenset()
        return frozenset(self.items[index].number for index in fit)

    @cached_property
    def levels(self) -> dict[int, str]:
        """How grave each entry is, by its number."""
        return {item.number: item.level for item in self.items}

    @property
    def key(self) -> list[str]:
        """The kinds of marks in the draft, the gravest first."""
        return [level for level in _LEVELS if level in self.levels.values()]

    @property
    def stretches(self) -> list[tuple[Stretch, list[Piece]]]:
        """The draft's text, masked, cut for its marks, and for what is printed where it is one of several."""
        room, _ = shares(self.masked, (item.height(lines) for item, lines in self.numbered))
        return cropped(list(stretches(self.masked, self._places)), room)

    @property
    def pictures(self) -> list[Drawn]:
        """The pictures that the text was read from, with what was found framed."""
        return drawn(self.review, self._places, self.levels)

    @property
    def _places(self) -> Iterator[Place]:
        for item in self.items:
            for place in item.entry.places:
                yield Place(place.start, place.end, item.number)

    @property
    def is_cropped(self) -> bool:
        """Whether not all of the text is printed where it is one of several."""
        return any(not piece.printed for _, pieces in self.stretches for piece in pieces)

    def gravest(self, numbers: tuple[int, ...]) -> str:
        """How a mark looks that several entries share."""
        return min((self.levels[number] for number in numbers), key=_LEVELS.index)

    def spoken(self, numbers: tuple[int, ...]) -> str:
        """How a mark is announced: "finding 1, error, and finding 4, note"."""
        return ", and ".join(f"finding {number}, {self.levels[number]}" for number in numbers)


@dataclass(frozen=True)
class Clean:
    """Drafts with nothing found, or nothing new: our own or residents' comments, which stand together."""

    sheets: tuple[Sheet | UnreadSheet, ...]

    @property
    def id(self) -> str:
        """What the ids of its part of the page begin with."""
        return _list_id(self.sheets[0].turn)

    @property
    def notices(self) -> list[str]:
        """Remarks on the drafts, each once."""
        return list(dict.fromkeys(notice for sheet in self.sheets for notice in sheet.notices))

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What may become of them, to be ticked on paper."""
        done = "left up" if self.sheets[0].turn.is_comment else "cleared to post"
        none = done.partition(" to ")[0]
        return f"All {done}", "Only those ticked above", f"None {none}"


@dataclass(frozen=True)
class UnreadSheet:
    """What could not be read as a draft, as the page shows it: its name, and why."""

    number: int
    unread: NotReviewed
    masked: str = ""
    notices: tuple[str, ...] = ()
    is_clean: bool = False
    verdict: str = sentence(NOT_REVIEWED)
    turn: Turn = UNREAD
    level: str = "unreviewed"
    sign: str = _SIGNS["unreviewed"]
    facts: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    key: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What the ids of its part of the page begin with."""
        return f"d{self.number}"

    @property
    def name(self) -> str:
        """The path."""
        return self.unread.path

    @property
    def errors(self) -> list[str]:
        """Why it could not be read."""
        return [sentence(self.unread.message)]
