"""The clauses of a policy that stands in a document, and a policy file made of them.

What a clause is about is proposed by its words; a person decides. Nothing here judges drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from smcheck.model.category import PARTS, TRAITS
from smcheck.model.finding import Severity
from smcheck.model.showing import visible
from smcheck.settings.tables import read_toml

if TYPE_CHECKING:
    from smcheck.settings.policy import Policy

_WORDS = Path(__file__).with_name("clause_words.toml")
_NEVER = "never"
_MARKER = re.compile(
    r"[ \t]*(?P<marker>\(?(?:[A-Z]\.?)?(?:1[0-8]\d\d[.)]|\d{1,3}(?:\.(?:1[0-8]\d\d|\d{1,3}))*[.)]?)"
    r"|\(?[A-Za-z][.)]|\(?[ivx]{1,5}[.)]|[•·●▪◦‣⁃*o–-])[ \t\u00a0]+(?P<text>\S.*)"
)
_BULLET = re.compile(r"[•·●▪◦‣⁃*o–-]")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<name>{'|'.join(_MONTHS)}),?\s+(?P<year>\d{{4}})"
    r"|\d{1,2}[/.](?P<number>\d{1,2})[/.](?P<of>\d{4})"
)
_ADOPTED = re.compile(rf"\b(?:adopted|approved|agreed)\b[^\n]{{0,60}}?(?:{_DATE})", re.IGNORECASE)
_REVIEW = re.compile(rf"\breview(?:ed)?\b[^\n]{{0,60}}?(?:{_DATE})", re.IGNORECASE)
_ON_COMMENTS = re.compile(
    r"\b(?:comments?|replies|posts? (?:by|from) (?:others|members of the public|the public|residents))\b"
    r"[^.]{0,200}\b(?:removed?|deleted?|hidden|hide|blocked)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LONGEST_HEADING, _LONGEST_TITLE, _LONGEST_GIST = 9, 70, 320  # words, characters, characters
_ENDS = (".", ";", ":", ",")


MOST_CLAUSES = 1_000
"""As many clauses as a policy is made of; no council's has nearly so many."""


@dataclass(frozen=True)
class Clause:
    """A clause as the document has it: where it stands, how it is marked there, and its words.

    `section` is the number of the heading above it ("" where that has none), `id` is unique among the
    clauses of a document: its section and its mark, or its place among the section's bullets. `label` is what
    people call it: "Clause 2.1".
    """

    id: str
    section: str
    heading: str
    text: str
    label: str = ""

    @property
    def title(self) -> str:
        """Its first words, as a heading."""
        first = _SENTENCE.split(self.text)[0].rstrip("".join(_ENDS))
        if len(first) > _LONGEST_TITLE:
            first = first[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
        return first[:1].upper() + first[1:]

    @property
    def gist(self) -> str:
        """All of it, or as many of its sentences as fit beside a finding."""
        kept = ""
        for sentence in _SENTENCE.split(self.text):
            if kept and len(kept) + 1 + len(sentence) > _LONGEST_GIST:
                break
            kept = f"{kept} {sentence}".strip()
        return kept if len(kept) <= _LONGEST_GIST else kept[:_LONGEST_GIST].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class Mapped:
    """A clause with what the clerk says it governs, and how grave a breach is."""

    clause: Clause
    categories: tuple[str, ...]
    severity: Severity

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of draft that it holds for, empty for all: comments, if it says which of them go."""
        return ("comment",) if self.categories and _ON_COMMENTS.search(self.clause.text) else ()


@dataclass(frozen=True)
class Head:
    """What stands at the head of a policy file; `inherits` may be empty."""

    id: str
    title: str
    council: str
    adopted: str
    review_due: str
    ask: str
    we: str
    inherits: str


def clauses_in(text: str) -> tuple[Clause, ...]:
    """The numbered, lettered and bulleted clauses of a document's text, in order.

    A short line without an end is a heading, and the clauses below it stand in its section; one without a
    number parts the section that it stands in.
    """
    found: list[Clause] = []
    section = heading = ""
    bullets = 0
    for marker, line in _marked(text.splitlines()):
        if _is_heading(marker, line):
            heading = line.rstrip(":")
            section, bullets = (marker.strip("()."), 0) if marker else (section, bullets)
        elif marker:
            bullet = _BULLET.fullmatch(marker) is not None
            bullets += bullet
            inner = _MARKER.match(line) if bullet else None
            mark = (inner["marker"] if inner else str(bullets) if bullet else marker).strip("().")
            label = _label(section, mark, is_counted=bullet and not inner)
            words = inner["text"] if inner else line
            found.append(Clause(_id(section, mark), section, heading or "Policy", words, label))
    return tuple(_unique(found))


def months_in(text: str) -> tuple[str, str]:
    """The months in which a document was adopted and is to be reviewed: "2026-05", or "" each."""
    return _month(_ADOPTED.search(text)), _month(_REVIEW.search(text))


def _month(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    if found["name"]:
        return f"{found['year']}-{_MONTHS.index(found['name'].capitalize()) + 1:02}"
    return f"{found['of']}-{int(found['number']):02}" if 1 <= int(found["number"]) <= len(_MONTHS) else ""


def _marked(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each mark with its words, lines that go on joined to theirs; lines without a mark have an empty one."""
    held: tuple[str, str] | None = None
    for line in lines:
        words = " ".join(line.split())
        match = _MARKER.match(line)
        if held and (not words or match or not _goes_on(held, words)):
            yield held
            held = None
        if match:
            held = (match["marker"], " ".join(match["text"].split()))
        elif held:
            held = (held[0], f"{held[1]} {words}")
        elif words:
            held = ("", words)
    if held:
        yield held


def _goes_on(held: tuple[str, str], words: str) -> bool:
    """Whether a line without a mark goes on with the one above."""
    return words[0].islower() or (bool(held[0]) and not held[1].endswith(_ENDS) and not _is_heading(*held))


def _is_heading(marker: str, line: str) -> bool:
    """Whether a line is a heading: few words, begun with a capital, and no end but a colon."""
    top = not marker or re.fullmatch(r"(?:[A-Z]\.?)?\d{1,3}[.)]?|[A-Z][.)]", marker) is not None
    few = len(line.split()) <= _LONGEST_HEADING
    return top and few and line[:1].isupper() and not line.endswith((".", ";", ","))


def _id(section: str, mark: str) -> str:
    if not section or mark.startswith(f"{section}."):
        return mark.casefold()
    return f"{section}-{mark}".casefold()


def _label(section: str, mark: str, *, is_counted: bool) -> str:
    """What people call a clause: "Clause 2.1", "Clause 2 (a)", or its place among its section's points."""
    if is_counted:
        return f"Section {section}, point {mark}" if section else f"Point {mark}"
    if mark.isalpha() and section:
        return f"Clause {section} ({mark})"
    return f"Clause {mark}" if mark.startswith(f"{section}.") or not section else f"Clause {section}.{mark}"


def _unique(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses with a number behind an id that stood before."""
    seen: set[str] = set()
    for clause in clauses:
        further = (f"{clause.id}-{number}" for number in count(2))
        clause_id = clause.id if clause.id not in seen else next(each for each in further if each not in seen)
        seen.add(clause_id)
        yield replace(clause, id=clause_id)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """What shows each category, and under `_NEVER` the phrases in which no word counts."""
    table = read_toml(_WORDS, "list of words")
    return {name: _pattern(table.texts(name)) for name in (_NEVER, *TRAITS) if name in table.keys}


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, however they are parted; a star stands for any ending."""
    forms = (r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in one.split()) for one in phrases)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?!\w)")


def proposed(clause: Clause) -> tuple[str, ...]:
    """The categories whose words stand in a clause."""
    patterns = _patterns()
    words = patterns[_NEVER].sub(" | ", clause.text.casefold().replace("’", "'"))
    return tuple(name for name in TRAITS if name in patterns and patterns[name].search(words))


def usual(categories: Sequence[str], common: Policy) -> Severity:
    """How grave the common clauses take a breach of any of the categories; a note where there is none."""
    wholes = {part: TRAITS[part].within for part in PARTS}
    severities = [common.severity(wholes.get(name, name), part=name) for name in categories]
    return max(severities, key=lambda severity: severity.rank, default=Severity.NOTE)


def policy_text(head: Head, clauses: Sequence[Mapped]) -> str:
    """The content of a policy file."""
    import tomlkit

    document = tomlkit.document()
    about = f"{head.council}: {head.title}. `smcheck policy check` says what is checked."
    document.add(tomlkit.comment(visible(" ".join(about.split()))))
    document.add(tomlkit.nl())
    for key in ("id", "title", "council", "adopted", "review_due", "ask", "we", "inherits"):
        if value := getattr(head, key):
            document.add(key, value)
    rules = tomlkit.aot()
    for mapped in clauses:
        rules.append(_rule(mapped))
    if clauses:
        document.add("rule", rules)
    return tomlkit.dumps(document)


def _rule(mapped: Mapped) -> object:
    import tomlkit

    clause, rule = mapped.clause, tomlkit.table()
    for key in ("id", "label", "section", "heading", "title", "gist"):
        if value := getattr(clause, key):
            rule.add(key, value)
    if mapped.categories:
        rule.add("categories", list(mapped.categories))
    if mapped.kinds:
        rule.add("kinds", list(mapped.kinds))
    rule.add("severity", mapped.severity.value)
    return rule
