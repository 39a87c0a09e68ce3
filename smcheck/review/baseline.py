"""What of a review's findings is known already, as a baseline says, and what became of the baseline.

A finding is known in the place where it was set down: in the same file for each time that it was there, in
the same row where rows have IDs, in the same post of an archive wherever that lies. A file of the same text
under another name is the same file if the old one is gone, and a copy, with new findings, if it is not.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from smcheck.model.draft import Draft
from smcheck.model.finding import Finding, Severity
from smcheck.model.review import Review
from smcheck.settings.baseline_file import Codes, Known, KnownFindings
from smcheck.settings.files import same_file

_ANYWHERE = "*"
"""How the code of an archived post begins, which is the same post in whatever file."""

_MOST_NUMBER = 6
"""Digits of an archived post's number within its file, which is no ID; those of X are longer."""

Place = tuple[str, str, str, str]
"""File, post, check and fingerprint, by which a finding is found again."""


@dataclass(frozen=True, slots=True)
class Met:
    """A finding that a run met, as a baseline would set it down, and whether a decision covers it."""

    known: Known
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a run met in a draft, or in a file that it could not read: `whole` says that all was reviewed."""

    file: str
    part: str = ""
    whole: bool = False
    met: tuple[Met, ...] = ()


class Places:
    """Where drafts stand and what they hold, as a baseline tells it: by the council's folder and key."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder.resolve()
        self._codes = Codes(key)
        self._files: dict[str, str] = {}

    def file(self, path: str) -> str:
        """The path from the council's folder, wherever smcheck was started; whole where there is none."""
        if path not in self._files:
            try:
                name = Path(os.path.relpath(Path(path).resolve(), self._folder)).as_posix()
            except (OSError, RuntimeError, ValueError):  # a loop of links, another drive
                name = path
            self._files[path] = unicodedata.normalize("NFC", name)
        return self._files[path]

    def path(self, file: str) -> Path:
        """The path of a file that is named as `file` does."""
        return Path(os.path.normpath(self._folder / file))

    def has(self, file: str) -> bool:
        """Whether there is a file of the name, however its accents are written."""
        return any(os.path.lexists(self.path(unicodedata.normalize(form, file))) for form in ("NFC", "NFD"))

    def is_moved(self, file: str, now: str) -> bool:
        """Whether a file of the one name may be that of the other now: not where both are there."""
        if not self.has(now):  # it was typed
            return False
        return not self.has(file) or same_file(self.path(file), self.path(now))

    def look(self, review: Review) -> Look:
        """What a review met, as it would be set down."""
        draft = review.draft
        file, post = self.file(draft.path), self._post(draft)
        text = self._codes.of("draft", f"{draft.id or ''}\0{draft.text}") if review.findings else ""
        met = (
            Met(
                Known(file, post, text, finding.check, finding.fingerprint, finding.severity),
                decided=finding.decision is not None,
            )
            for finding in review.findings
        )
        return Look(file, draft.part, not review.errors, tuple(met))

    def _post(self, draft: Draft) -> str:
        if draft.id is None:
            return ""
        if draft.row is not None:
            return self._codes.of("row", draft.id)
        day = draft.date.isoformat() if draft.date else ""
        numbered = len(draft.id) <= _MOST_NUMBER  # by its place, which the next export counts anew
        own = f"{day}\0{draft.text}" if numbered else draft.id
        return _ANYWHERE + self._codes.of("post", f"{','.join(draft.platforms)}\0{own}")


@dataclass(slots=True)
class _Slot:
    """A line of the baseline, and how many of its findings have not been met yet."""

    known: Known
    left: int


@dataclass(frozen=True)
class Update:
    """What a baseline becomes: what it says then, what was added and taken out, what may not be added."""

    known: KnownFindings
    added: KnownFindings = field(default_factory=Counter)
    gone: KnownFindings = field(default_factory=Counter)
    refused: KnownFindings = field(default_factory=Counter)


class Baseline:
    """A baseline in the course of one run; `folders` are those that the run goes through whole.

    What the run meets is given to it in the order in which it comes.
    """

    def __init__(self, known: Mapping[Known, int], places: Places, folders: Iterable[Path] = ()) -> None:
        self._places = places
        self._folders = [folder.resolve() for folder in folders]
        self._slots = [_Slot(each, count) for each, count in known.items()]
        self._slots.sort(key=lambda slot: slot.known.severity.rank)
        self._by_place: defaultdict[Place, list[_Slot]] = defaultdict(list)
        self._by_text: defaultdict[Place, list[_Slot]] = defaultdict(list)
        for slot in self._slots:
            self._by_place[_place(slot.known)].append(slot)
            self._by_text[_text(slot.known)].append(slot)
        self._kept: list[Known] = []
        self._new: list[Known] = []
        self._decided: list[Known] = []
        self._looked: dict[Look, list[bool]] = {}
        self._seen: set[str] = set()
        self._unsure: set[str] = set()

    def without_known(self, review: Review) -> Review:
        """The review with what is known put aside."""
        parts: dict[bool, list[Finding]] = {True: [], False: []}
        for finding, is_known in zip(review.findings, self.meet(self._places.look(review)), strict=True):
            parts[is_known].append(finding)
        return replace(review, findings=tuple(parts[False]), known=tuple(parts[True]))

    def unread(self, path: str) -> None:
        """Note that something of a file could not be read."""
        self.meet(Look(self._places.file(path)))

    def meet(self, look: Look) -> list[bool]:
        """Which of the findings are known; of a draft that is met twice in a run, the same as before."""
        (self._seen if look.whole else self._unsure).add(look.file)
        if look.met and look not in self._looked:
            self._looked[look] = list(map(self._takes, look.met))
        return self._looked.get(look, [])

    def _takes(self, met: Met) -> bool:
        """Whether the finding is known; one that is decided on, or has become graver, is none of them."""
        known = met.known
        if met.decided:
            self._decided.append(known)
            return False
        slot = self._slot(known, lambda line: line.severity.rank >= known.severity.rank)
        if slot is None:
            self._new.append(known)
            return False
        self._kept.append(replace(known, severity=slot.known.severity))
        return True

    def updated(self, may_add: Callable[[Severity], bool] | None = None) -> Update:
        """What it becomes once all was met: without what is gone, and with what is new where it may be added.

        What was not looked at stays, and so does what could not be reviewed. To be asked once.
        """
        kept, added, refused = [*self._kept], list[Known](), list[Known]()
        for known in self._new:
            milder = self._slot(known, lambda _: True)  # which has become graver
            if may_add and may_add(known.severity):
                added.append(known)
            else:
                refused += [known] if may_add else []
                kept += [replace(known, severity=milder.known.severity)] if milder else []
        for known in self._decided:
            if slot := self._slot(known, lambda _: True):
                kept.append(replace(known, severity=slot.known.severity))
        gone: KnownFindings = Counter()
        after = _counted((*kept, *added))
        for slot in self._slots:
            (gone if self._is_gone(slot.known) else after)[slot.known] += slot.left
        return Update(+after, _counted(added), +gone, _counted(refused))

    def _slot(self, known: Known, fits: Callable[[Known], bool]) -> _Slot | None:
        """A line that stands for the finding, the mildest that fits; it has one finding less to be met then.

        That of an archived post has none less than none: the post may stand in two exports.
        """
        archived = known.post.startswith(_ANYWHERE)
        for slot in self._candidates(known):
            if (slot.left or archived) and fits(slot.known):
                slot.left = max(0, slot.left - 1)
                return slot
        return None

    def _candidates(self, known: Known) -> Iterator[_Slot]:
        yield from self._by_place.get(_place(known), ())
        for slot in self._by_text.get(_text(known), ()):
            if slot.known.file != known.file and self._places.is_moved(slot.known.file, known.file):
                yield slot

    def _is_gone(self, known: Known) -> bool:
        """Whether a finding that was not met is no longer there: its file was looked at, or is no more."""
        if known.file in self._unsure:
            return False
        if known.file in self._seen:
            return True
        path = self._places.path(known.file)
        return any(map(path.is_relative_to, self._folders)) and not self._places.has(known.file)


def _counted(findings: Iterable[Known]) -> KnownFindings:
    """How often each is there; of an archived post, which may stand in two exports, once."""
    archived: dict[Place, Known] = {}
    others = []
    for known in findings:
        if known.post.startswith(_ANYWHERE):
            before = archived.setdefault(_place(known), known)
            archived[_place(known)] = max(before, known, key=lambda each: each.severity.rank)
        else:
            others.append(known)
    return Counter((*archived.values(), *others))


def _place(known: Known) -> Place:
    """By what a finding is found again."""
    file = "" if known.post.startswith(_ANYWHERE) else known.file
    return file, known.post, known.check, known.finding


def _text(known: Known) -> Place:
    """By what a finding is found again in a file of another name."""
    return known.draft, known.post, known.check, known.finding
