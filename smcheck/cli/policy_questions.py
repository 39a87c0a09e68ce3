"""What `smcheck policy new` asks, and the clauses of the document that it is given."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from smcheck.cli.common import fail, month, see_file
from smcheck.model.category import TRAITS
from smcheck.model.errors import ConfigError
from smcheck.model.finding import Severity
from smcheck.model.showing import visible
from smcheck.reporters.paragraphs import paragraph
from smcheck.settings.clauses import Clause, Head, Mapped, clauses_in, months_in, proposed, usual
from smcheck.settings.council import find_config, load_council
from smcheck.settings.days import month_of
from smcheck.settings.policy import COMMON
from smcheck.settings.policy_file import load_policy
from smcheck.settings.tables import did_you_mean

_NOTHING, _LEAVE_OUT = "nothing", "leave out"
_UNCLEAR = ("none", "-")
"""What empties an answer elsewhere, and could mean either of the two here."""
_EXPLAINED = (
    "For each clause, say what it is about. Enter takes what is proposed; other subjects, with commas "
    f'between, replace it; "{_NOTHING}" keeps a clause that no draft can show a breach of; "{_LEAVE_OUT}" '
    "leaves the clause out; ? lists the subjects. Ctrl+C leaves, and nothing is written."
)


@dataclass(frozen=True)
class Given:
    """What the command line gives; empty texts are asked for."""

    title: str
    council: str
    adopted: str
    review_due: str
    ask: str
    we: str
    alone: bool


@dataclass(frozen=True)
class Document:
    """What a document that holds a policy says: its clauses, and the months of its adoption and review."""

    clauses: tuple[Clause, ...] = ()
    adopted: str = ""
    review_due: str = ""


def questions(given: Given, document: Document, *, nothing: bool) -> Head:
    """The head of the policy from what is given and, unless `nothing` is asked, from the clerk's answers."""
    adopted = month(given.adopted, "--adopted")
    review_due = month(given.review_due, "--review-due")
    if nothing:
        if not (given.title and given.council):
            fail("with --yes, give --title and --council too")
        adopted, review_due = adopted or document.adopted, review_due or document.review_due
        if not adopted:
            fail("with --yes, give --adopted too: nothing says when the policy was adopted")
        ask, we, alone = given.ask or "the Clerk", given.we or "the council", given.alone
        council, title = given.council, given.title
    else:
        council = given.council or answer("The council that adopted it", _council_here() or None)
        title = given.title or answer("The policy's title", "Social Media Policy")
        this_month = f"{dt.date.today():%Y-%m}"
        adopted = adopted or _month("Adopted in, such as May 2026", document.adopted or this_month)
        review_due = review_due or _month("To be reviewed in, such as May 2028", document.review_due)
        ask = given.ask or answer("Whom to ask before posting", "the Clerk")
        we = given.we or answer("The council speaks of itself as", "the council")
        alone = given.alone or not typer.confirm(
            "Take over what councils' policies have in common, for what yours does not say?", default=True
        )
    return Head(_identifier(council), title, council, adopted, review_due, ask, we, "" if alone else COMMON)


def _council_here() -> str:
    """The name of the council whose settings hold in this folder; empty where none is set."""
    try:
        return load_council(find_config(Path())).name
    except ConfigError:
        return ""


def answer(question: str, default: str | None = None) -> str:
    """What the clerk answers, without blanks about it; asked again while there is nothing and no default."""
    while True:
        said = str(typer.prompt(question, default=default, show_default=bool(default))).strip()
        if said or default == "":
            return said


def _month(question: str, default: str) -> str:
    """A month as files write it; "" where the default is that, and is taken."""
    while said := answer(question, default):
        if found := month_of(said):
            return found
        typer.echo(f"{visible(said)} is no month; write it such as 2026-05 or May 2026")
    return ""


def _identifier(council: str) -> str:
    words = re.findall(r"[a-z0-9]+", council.casefold())
    return "-".join(words) or "policy"


def document_at(source: Path) -> Document:
    """What a document says; fails where it cannot be read, or where no clauses are seen."""
    from smcheck.model.draft import Draft
    from smcheck.model.errors import DraftError
    from smcheck.readers import read_file
    from smcheck.readers.content import Choice

    see_file(str(source), "give the file that holds your policy")
    texts = []
    for item in read_file(source, Choice(pictures=False)):
        if isinstance(item, DraftError):
            fail(f"{source}: {item}")
        if isinstance(item, Draft):
            texts.append(item.published_text)
    text = "\n".join(texts)
    found = clauses_in(text)
    if not found:
        fail(f"{source}: no numbered, lettered or bulleted clause is seen in it; answer without --from")
    return Document(found, *months_in(text))


def mapped(head: Head, clauses: Sequence[Clause], *, nothing: bool) -> Iterator[Mapped]:
    """The policy's own clauses: those of its document, or those that the clerk names.

    With `nothing` asked, what is proposed is taken. How grave a breach usually is, the common clauses say.
    """
    common = load_policy(COMMON)
    if nothing:
        for clause in clauses:
            categories = proposed(clause)
            yield Mapped(clause, categories, usual(categories, common))
        return
    typer.echo("")
    typer.echo(paragraph(_EXPLAINED))
    for clause in _one_by_one(clauses) if clauses else _entered(head):
        chosen = _subjects(proposed(clause))
        if chosen is not None:
            severity = usual(chosen, common)
            yield Mapped(clause, chosen, _severity(severity) if chosen else severity)


def _one_by_one(clauses: Sequence[Clause]) -> Iterator[Clause]:
    for number, clause in enumerate(clauses, 1):
        typer.echo(f"\n{number} of {len(clauses)}: {clause.id}, {visible(clause.heading)}")
        typer.echo(paragraph(visible(clause.gist), "    "))
        yield clause


def _entered(head: Head) -> Iterator[Clause]:
    """Clauses of the council's own, by questions, until one has no number."""
    seen: set[str] = set()
    typer.echo("\nClauses of your own, one by one; Enter in place of a number ends.")
    while number := answer("Its number in your policy", "").casefold():
        if number in seen:
            typer.echo(f"{visible(number)} was given already.")
            continue
        seen.add(number)
        yield Clause(number, "", head.title, answer("What it says, in a sentence"))


def _subjects(proposal: Sequence[str]) -> tuple[str, ...] | None:
    """The categories that a clause governs; None where it is left out."""
    shown = ", ".join(proposal) or _NOTHING
    while True:
        said = " ".join(answer("    It is about", shown).casefold().split())
        names = tuple(name.strip() for name in said.split(",") if name.strip())
        if said == _LEAVE_OUT:
            return None
        if said == _NOTHING:
            return ()
        if said == "?":
            typer.echo("\n".join(f"    {traits.name:<20} {traits.about}" for traits in TRAITS.values()))
        elif said in _UNCLEAR:
            typer.echo(f'    Say "{_NOTHING}" to keep the clause, or "{_LEAVE_OUT}" to drop it')
        elif names and all(name in TRAITS for name in names):
            return tuple(dict.fromkeys(names))
        else:
            wrong = next((name for name in names if name not in TRAITS), said)
            typer.echo(f"    {visible(wrong)!r} is no subject{did_you_mean(wrong, TRAITS)}; ? lists them")


def _severity(proposal: Severity) -> Severity:
    """How grave a breach is."""
    while True:
        said = answer("    A breach is an error, a warning or a note", proposal.value)
        if said.casefold() in tuple(Severity):
            return Severity(said.casefold())
        typer.echo(f"    {visible(said)!r} is none of these{did_you_mean(said.casefold(), tuple(Severity))}")
