"""What the HTML page says of each draft: its verdict, its findings, and its text with their marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.model.showing import day_in_words
from smcheck.reporters.cropping import Piece, cropped, fitting, shares
from smcheck.reporters.gathering import gather, sentence, unsure
from smcheck.reporters.html_items import CLEARED, Item
from smcheck.reporters.marks import Place, Stretch, stretches
from smcheck.reporters.once import Line, Once
from smcheck.reporters.order import UNREAD, Turn, turn_of
from smcheck.reporters.pictures import Drawn, drawn
from smcheck.review.verdict import NOT_REVIEWED, verdict
from smcheck.run import NotReviewed
from smcheck.settings.platforms import PLATFORMS
from smcheck.settings.policy import Policy

SIGNS = {"error": "×", "unreviewed": "!", "warning": "?", "note": "i", "clear": "✓"}
"""The verdicts as signs, the gravest first."""

_KINDS = {"reply": "a reply", "email": "an e-mail", "comment": "a resident's comment"}
_LEVELS = (*(severity.value for severity in reversed(Severity)), CLEARED)
_OF_POST = ("Cleared to post", "Cleared after changes", "Not cleared")
_OF_COMMENT = ("Left up", "Hidden", "Removed")


def list_id(turn: Turn) -> str:
    """The id of a list of drafts of which there is nothing to say: ours, or residents'."""
    return f"{turn.urgency.name.lower()}{'-comments' if turn.is_comment else ''}"


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
        return SIGNS[self.level]

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
        return list_id(self.sheets[0].turn)

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
    sign: str = SIGNS["unreviewed"]
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
