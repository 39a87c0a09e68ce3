"""Rows made of others: templates filled, names changed, words disguised, posts set among ordinary ones."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from passages import UNKNOWN, sentence_labels
from rows import ABUSE, Row, lines, without_hate

from smcheck.models.protocols import HEADS, Head
from smcheck.settings.words import wordlists_folder
from smcheck.text import Span
from smcheck.text.wordlists import read_list

HARMLESS = ("benign", "groups")  # templates of which no head has anything to say
TEMPLATES = (*HARMLESS, "pairs", "clean_pairs", "council")
OFTEN = 40  # as often again are the few about groups filled
_SLOT = re.compile(r"\{(\w+)\}")
_NONE = re.compile(r"\b(no|any|every|another) an? ", re.IGNORECASE)
_ARTICLE = re.compile(r"\b([Aa]) ([aeio])")
_WORD = re.compile(r"[A-Za-z]{4,}")
_CAPITAL = re.compile(r"\b[A-Z][a-z'’]+\b")
_LINE = re.compile(r"[^\n]*\w[^\n]*")
_TITLE = re.compile(r"\b(?:Cllr|Councillor|Mayor|Mr|Mrs|Ms|Miss|Dr|Sgt|PC)\b")
_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "l": "1"}


def fillings(path: Path) -> dict[str, list[str]]:
    """What may fill each slot of the templates: `slot: word | word …` a line."""
    lists: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        slot, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            lists[slot] = [word.strip() for word in words.split("|")]
    for slot, name in (("slur", "slurs"), ("insult", "insults")):
        terms = read_list(wordlists_folder() / f"{name}.csv")
        lists[slot] = [term.term[:-1] for term in terms if re.fullmatch(r"[a-z]+~", term.term)]
        lists[slot + "s"] = [word + "s" for word in lists[slot]]
    return lists


def templates(own: Path, times: int, rng: random.Random) -> Iterator[Row]:
    """Each of our own templates filled `times` times, one without a slot half as often."""
    lists = fillings(own / "templates" / "fillings.txt")
    for name in TEMPLATES:
        for row in lines(own / "templates" / f"{name}.jsonl"):
            labels: dict[Head, float] = dict.fromkeys(HEADS, 0.0) if name in HARMLESS else {}
            labels |= {head: float(row[head]) for head in ABUSE if row[head] is not None}
            labels |= without_hate(row["hate"])
            often = times * OFTEN if name == "groups" else times
            for _ in range(often if "{" in row["text"] else max(1, times // 2)):
                yield Row(filled(row["text"], lists, rng), labels, {}, "templates")


def filled(template: str, lists: dict[str, list[str]], rng: random.Random) -> str:
    """The template with each slot filled; the same slot has the same filling throughout."""
    chosen: dict[str, str] = {}

    def fill(match: re.Match[str]) -> str:
        return chosen.setdefault(match[1], rng.choice(lists[match[1]]))

    text = _NONE.sub(r"\1 ", _ARTICLE.sub(r"\1n \2", _SLOT.sub(fill, template)))
    return text[:1].upper() + text[1:] if template[:1] == "{" and rng.random() < 0.8 else text


@cache
def _names() -> tuple[dict[str, bool], list[str], list[str], list[str]]:
    """Given names and whether each is a man's, both kinds apart, and surnames, of the project's lists."""
    ordinary = set((wordlists_folder() / "names" / "ordinary.txt").read_text(encoding="utf-8").split())
    given: dict[str, bool] = {}
    for line in (wordlists_folder() / "names" / "given.txt").read_text(encoding="utf-8").splitlines():
        name, _, kind = line.partition(" ")
        if name.isalpha() and name not in ordinary:
            given[name] = kind != "female"
    men = [name.title() for name, man in given.items() if man]
    women = [name.title() for name, man in given.items() if not man]
    surnames = (wordlists_folder() / "names" / "surnames.txt").read_text(encoding="utf-8").splitlines()
    return given, men, women, [name.title() for name in surnames if name.isalpha() and name not in ordinary]


def renamed(row: Row, rng: random.Random) -> Row:
    """The row with its given names, and surnames behind them or a title, changed alike throughout."""
    given, men, women, surnames = _names()
    swaps: dict[str, str] = {}
    title = False
    for word in re.finditer(r"\w[\w'’]*", row.text):
        name = word[0]
        if _CAPITAL.fullmatch(name) and len(name) > 2:
            if name.lower() in given and name not in swaps:
                swaps[name] = rng.choice(men if given[name.lower()] else women)
                title = True
                continue
            if title and name not in swaps and not _TITLE.fullmatch(name):
                swaps[name] = rng.choice(surnames)
        title = bool(_TITLE.fullmatch(name)) or (name in swaps and title)
    if not swaps:
        return row
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(swaps, key=len, reverse=True))) + r")\b")

    def swap(text: str) -> str:
        return pattern.sub(lambda match: swaps[match[0]], text)

    evidence = {head: tuple(map(swap, clauses)) for head, clauses in row.evidence.items()}
    return row._replace(text=swap(row.text), evidence=evidence)


def among(row: Row, ordinary: Sequence[Row], rng: random.Random) -> Row:
    """The row with one to three ordinary posts before or behind it."""
    others = rng.sample(ordinary, rng.choice((1, 1, 2, 3)))
    rows = [row, *others]
    rng.shuffle(rows)
    labels = dict(row.labels)
    for other in others:  # what is not known of one is not known of all, but where another shows it
        labels = {head: value for head, value in labels.items() if value == 1 or head in other.labels}
    evidence = dict(row.evidence)
    for head, value in labels.items():
        if value == 1 and not evidence.get(head):
            evidence[head] = (row.text,)
    return row._replace(
        text=rng.choice((" ", "\n", "\n\n")).join(part.text for part in rows),
        labels=labels,
        evidence=evidence,
    )


def line_of(row: Row, rng: random.Random) -> Row:
    """One of the row's lines as a post of its own, with what is known of that line; the row if it has one."""
    spans = [Span(*match.span()) for match in _LINE.finditer(row.text)]
    if len(spans) < 2:
        return row
    span = rng.choice(spans)
    text = row.text[span.start : span.end]
    known = zip(HEADS, sentence_labels(row, [span])[0], strict=True)
    evidence = {
        head: tuple(clause for clause in clauses if clause in text) for head, clauses in row.evidence.items()
    }
    return row._replace(
        text=text, labels={head: label for head, label in known if label != UNKNOWN}, evidence=evidence
    )


def disguised(text: str, rng: random.Random) -> str:
    """The text with one or two of its words misspelt, starred, spaced or in leet."""
    words = list(_WORD.finditer(text))
    for match in sorted(rng.sample(words, min(len(words), rng.choice((1, 1, 2)))), reverse=True, key=_start):
        text = text[: match.start()] + _changed(match[0], rng) + text[match.end() :]
    if rng.random() < 0.1:
        spaces = [index for index, char in enumerate(text) if char == " "]
        for index in sorted(rng.sample(spaces, min(2, len(spaces))), reverse=True):
            text = text[:index] + text[index + 1 :]
    return text


def _start(match: re.Match[str]) -> int:
    return match.start()


def _changed(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word) - 1)
    way = rng.randrange(6)
    if way == 0:
        return word[:place] + word[place + 1 :]
    if way == 1:
        return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    if way == 2:
        return word[:place] + "*" + word[place + 1 :]
    if way == 3:
        return " ".join(word)
    if way == 4:
        return word[:place] + word[place] * 3 + word[place:]
    return "".join(
        rng.choice(_LEET[char]) if char in _LEET and rng.random() < 0.7 else char for char in word.lower()
    )
