"""Reports on reviews in which every word from elsewhere tries to act, and what must hold for each format."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from hypothesis import strategies as st
from justhtml import JustHTML
from lxml import etree

from smcheck import Draft, Finding, Review, Severity
from smcheck.model.category import Category
from smcheck.model.decision import Decision
from smcheck.model.draft import Kind
from smcheck.model.review import ReviewError
from smcheck.reporters import Format
from smcheck.reporters.csv import COLUMNS
from smcheck.run import NotReviewed
from tests.fuzz.properties import Fault, reviewer
from tests.reporters.hostile import FINDING, HOSTILE
from tests.reporters.runs import PastRun, run_over, written
from tests.reporters.test_csv import acts
from tests.reporters.test_markdown import check_is_inert
from tests.reporters.test_sarif import run_of

_LONGEST = 200  # characters of a hostile text; longer ones are tried elsewhere
_PIECES = st.one_of(
    st.sampled_from([text for text in HOSTILE if len(text) < _LONGEST]),
    st.sampled_from(
        ["\n", "\r\n", "\r", " ", "::", "\x85", "\u2028", "a", "\ud800", "\U0001f3f4\U000e0067\U000e007f"]
    ),
    st.text(max_size=8),
)
WORDS = st.lists(_PIECES, min_size=1, max_size=6).map("".join).filter(str.strip)
"""Texts that try to act."""

_KINDS: tuple[tuple[str, Category], ...] = (
    ("insult", "abuse"),
    ("phone", "personal-contact"),
    ("long-sentence", "plain-english"),
)
_RULES = (("1", "monitoring-c"), ("11",), ("9",))
_PLATFORMS = ((), ("x",), ("x", "facebook"))
_TERMINAL = (Format.FULL, Format.CONCISE, Format.GITHUB)
_ON_PAPER = ("cut", "far", "cropped")
"""Classes of what a page has only where words are long, for when it is printed."""
_JOINERS = "\u200d\u200c"
_COMMANDS = re.compile(r"##(?:vso|teamcity|)\[", re.IGNORECASE)
_GITHUB = re.compile(r"::(?:error|warning|notice) file=[^\n]*::[^\n]*")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TAGS = range(0xE0020, 0xE0080)  # of flags


class Shape(NamedTuple):
    """A review without its words: findings by where they stand and how they are, and what else there is."""

    text: str
    findings: tuple[tuple[int, int, int, Severity, bool], ...]
    kind: Kind
    platforms: tuple[str, ...]
    row: int | None
    errors: int
    is_unread: bool


@dataclass(frozen=True)
class Telling:
    """A run of such reviews with the words that are told of it, and how its report should look."""

    shapes: tuple[Shape, ...]
    words: tuple[str, ...]
    options: dict[str, Any]


_SHAPES = st.builds(
    Shape,
    WORDS,
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.integers(1, 30),
            st.integers(0, 2),
            st.sampled_from(Severity),
            st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    st.sampled_from(("post", "reply", "email")),
    st.sampled_from(_PLATFORMS),
    st.one_of(st.none(), st.integers(1, 9)),
    st.integers(0, 2),
    st.booleans(),
)

TELLINGS = st.builds(
    Telling,
    st.lists(_SHAPES, max_size=3).map(tuple),
    st.lists(WORDS, min_size=1, max_size=6).map(tuple),
    st.fixed_dictionaries(
        {"width": st.integers(20, 100)}
        | dict.fromkeys(("reveal", "quiet", "verbose", "statistics", "is_file"), st.booleans())
    ),
)
"""Runs to be told of in every format."""


def faults_of(telling: Telling) -> list[Fault]:
    """All faults that the ten formats show."""
    run = _run(telling, lambda text: text)
    found: list[Fault] = []
    for name in Format:
        try:
            report = written(run, name, **telling.options)
        except Exception as error:
            found.append(Fault("crash", f"format {name}", f"{type(error).__name__}: {error}"))
            continue
        found += _in_any_format(name, report)
        try:
            _CHECKS[name](report, telling)
        except Exception as error:
            found.append(Fault("acts", f"format {name}", f"{type(error).__name__}: {error}"[:2000]))
    return found


def _run(telling: Telling, say: Callable[[str], str]) -> PastRun:
    """The run in which each word is said in some way."""
    words = [say(text) for text in telling.words]
    events = [_event(shape, at, words, say) for at, shape in enumerate(telling.shapes)]
    return run_over(reviewer(), events, words[:1])


def _event(shape: Shape, at: int, words: list[str], say: Callable[[str], str]) -> Review | NotReviewed:
    path, said, other = (words[(at + step) % len(words)] for step in range(3))
    if shape.is_unread:
        return NotReviewed(path, said, reviewer())
    text = shape.text if say(path) == path else _harmless_text(shape.text)
    places = ((0, other),) if shape.row else ()
    draft = Draft(text, path, said, shape.row, shape.kind, shape.platforms, places, dt.date(2026, 12, 1))
    findings = tuple(_finding(draft, found, (said, other)) for found in shape.findings)
    errors = tuple(ReviewError(path, said, check) for check in (None, "insult")[: shape.errors])
    return Review(draft, findings, errors, (other,), draft.text)


def _finding(draft: Draft, found: tuple[int, int, int, Severity, bool], words: tuple[str, str]) -> Finding:
    at, size, kind, severity, is_decided = found
    start = min(at, len(draft.text) - 1)
    end = min(start + size, len(draft.text))
    (line, column), (end_line, end_column) = draft.position(start), draft.position(end)
    said, other = words
    decision = Decision("waiver", said, other, dt.date(2026, 1, 2), note=said) if is_decided else None
    check, category = _KINDS[kind]
    return replace(
        FINDING, check=check, category=category, rules=_RULES[kind], severity=severity, start=start, end=end, line=line,
        column=column, end_line=end_line, end_column=end_column, message=said, suggestion=other, place=draft.place(start),
        excerpt=draft.text[start:end], explanation=other, decision=decision,
    )  # fmt: skip


def _in_any_format(name: Format, report: str) -> Iterator[Fault]:
    """What no format may hold: commands of logs, and in those for terminals codes that steer one."""
    if command := _COMMANDS.search(report):
        yield Fault("acts", f"format {name}, a command", report[: command.end()][-200:])
    for line in report.splitlines():
        if line.lstrip().startswith("::") and (name is not Format.GITHUB or not _GITHUB.fullmatch(line)):
            yield Fault("acts", f"format {name}, a line", line[:200])
    if name in _TERMINAL:
        odd = {char for char in report if not _is_harmless(char)}
        if odd:
            yield Fault("acts", f"format {name}, codes", ascii(sorted(odd)))


def _is_harmless(char: str) -> bool:
    return char.isprintable() or char == "\n" or char in _JOINERS or ord(char) in _TAGS


def _check_full(report: str, telling: Telling) -> None:
    coloured = written(_run(telling, lambda text: text), Format.FULL, **telling.options)
    assert coloured == report
    bright = _COLOUR.sub("", _written_in_colour(telling))
    assert all(map(_is_harmless, bright)), ascii(sorted(set(bright)))


def _written_in_colour(telling: Telling) -> str:
    from smcheck.reporters import Output, write_report
    from smcheck.run import Report

    run, stream = _run(telling, lambda text: text), io.StringIO()
    write_report(run.events, Report(run.policy), Format.FULL, Output(stream, color=True, **telling.options))
    return stream.getvalue()


def _check_concise(report: str, telling: Telling) -> None:
    lines = report.count("\n")
    found = sum(_open(shape) for shape in telling.shapes if not shape.is_unread)
    assert telling.options["statistics"] or lines == found + 2 * (not telling.options["quiet"])


def _open(shape: Shape) -> int:
    return sum(not is_decided for *_, is_decided in shape.findings)


def _check_github(report: str, telling: Telling) -> None:
    expected = sum(1 if shape.is_unread else _open(shape) + shape.errors for shape in telling.shapes)
    assert report.count("\n") == expected + (not telling.options["quiet"])


def _check_json(report: str, telling: Telling) -> None:
    assert report.isascii()
    assert len(json.loads(report)["drafts"]) == len(telling.shapes)


def _check_jsonl(report: str, telling: Telling) -> None:
    assert report.isascii()
    assert [json.loads(line)["findings"] is not None for line in report.splitlines()] == [True] * len(
        telling.shapes
    )


def _check_sarif(report: str, telling: Telling) -> None:
    assert report.isascii()
    run_of(_run(telling, lambda text: text))


def _check_junit(report: str, telling: Telling) -> None:
    assert report.isascii()
    assert len(etree.fromstring(report.encode()).findall("testsuite/testcase")) == len(telling.shapes)


def _check_csv(report: str, telling: Telling) -> None:
    text = report.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert [cell for row in rows for cell in row if acts(cell)] == []
    expected = sum(1 if shape.is_unread else _open(shape) + shape.errors for shape in telling.shapes)
    assert len(rows) == len(text.splitlines()) == expected + 1


def _check_html(report: str, telling: Telling) -> None:
    assert report.isascii()
    assert _skeleton(report) == _skeleton(
        written(_run(telling, _Harmless(telling)), Format.HTML, **telling.options)
    )


def _skeleton(report: str) -> list[str]:
    """The elements of a page in their order, each with the names of its attributes, and where links lead."""
    parsed = JustHTML(report, sanitize=False, strict=True)
    return [
        f"{node.name} {sorted(node.attrs or ())} {(node.attrs or {}).get('href')}"
        for node in parsed.query("*")
        if (node.attrs or {}).get("class") not in _ON_PAPER
    ]


class _Harmless:
    """Says a word of its own for each hostile one, and the same for the same."""

    def __init__(self, telling: Telling) -> None:
        self._words = {text: f"Word{number}" for number, text in enumerate(dict.fromkeys(telling.words))}

    def __call__(self, text: str) -> str:
        return self._words.get(text, "Word")


def _harmless_text(text: str) -> str:
    """As long a text with the same line ends."""
    return re.sub(r"[^\r\n]", "x", text)


def _check_markdown(report: str, telling: Telling) -> None:
    check_is_inert(report)


_CHECKS: dict[Format, Callable[[str, Telling], None]] = {
    Format.FULL: _check_full,
    Format.CONCISE: _check_concise,
    Format.JSON: _check_json,
    Format.JSONL: _check_jsonl,
    Format.SARIF: _check_sarif,
    Format.GITHUB: _check_github,
    Format.JUNIT: _check_junit,
    Format.CSV: _check_csv,
    Format.HTML: _check_html,
    Format.MARKDOWN: _check_markdown,
}
