"""Asking one question after the other at the terminal, with a way back, and showing what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import typer

from smcheck.model.showing import visible
from smcheck.reporters.paragraphs import paragraph
from smcheck.settings.first_answers import Step

_BACK = ("b", "back")
_NONE = ("-", "none")
_YES, _LEAVE = ("", "y", "yes"), ("q", "quit", "leave", "n", "no")
_THEN = "Enter writes it; a number changes that answer; b goes back; q leaves, and writes nothing."
_HOW = (
    "Enter leaves a question out, or keeps what stands there; - empties it; b goes back a step. Ctrl+C "
    "leaves, and nothing is written."
)


@dataclass
class Questions:
    """The steps, and the answers so far by their keys; those `given` from outside are not asked for."""

    steps: Sequence[Step]
    given: Mapping[str, Sequence[str]]
    answers: dict[str, Sequence[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with what is given, and with the defaults for the rest."""
        self.answers = {step.key: self.given.get(step.key, step.default) for step in self.steps}

    def ask(self) -> bool:
        """Ask until the answers are agreed to; returns whether they are. Raises `typer.Abort` for Ctrl+C."""
        typer.echo(paragraph(_HOW))
        todo = [step for step in self.steps if step.key not in self.given]
        at = 0
        while True:
            while at < len(todo):
                self._propose(todo[at])
                at = max(0, at + self._ask(todo[at], is_first=at == 0))
            said = self._agreed()
            if said in _YES:
                return True
            if said in _LEAVE:
                return False
            if said in _BACK:
                at = max(0, len(todo) - 1)
            else:
                self._ask(self.steps[int(said) - 1])

    def _propose(self, step: Step) -> None:
        """Offer what fits the answers so far, where nothing but the default stands there."""
        if step.proposal and self.answers[step.key] == step.default:
            self.answers[step.key] = step.proposal(self.answers)

    def _ask(self, step: Step, *, is_first: bool = False) -> int:
        """Ask one question until its answer is good; returns the way on: 1, or -1 for back."""
        number = self.steps.index(step) + 1
        typer.echo("")
        typer.echo(paragraph(f"{number} of {len(self.steps)}  {step.question}{_several(step)}"))
        if names := ", ".join(step.known()):
            typer.echo(paragraph(f"There are: {names}", "    "))
        if held := self.answers[step.key]:
            typer.echo(paragraph(visible(f"So far: {_shown(step, held)}"), "    "))
        kept: tuple[str, ...] = ()
        while True:
            said = _typed()
            if said.casefold() in _BACK:
                if not is_first:
                    return -1
                typer.echo("This is the first question.")
            elif said.casefold() in _NONE and not step.is_needed:
                self.answers[step.key] = () if step.separator else step.default
                return 1
            elif not said and (self.answers[step.key] or not step.is_needed):
                return 1
            elif said:
                good, refused = step.checked(step.parts(said))
                kept = tuple(dict.fromkeys((*kept, *good)))
                self.answers[step.key] = kept or self.answers[step.key]
                if not refused:
                    return 1
                _say_refused(step, kept, refused)
            else:
                typer.echo("This one is needed.")

    def _agreed(self) -> str:
        """Show the answers, and what is to be done with them: a key of those below, or a step's number."""
        typer.echo("\nThis is what will be written:\n")
        width = max(len(step.title) for step in self.steps)
        for number, step in enumerate(self.steps, 1):
            held = _shown(step, self.answers[step.key]) or "(none)"
            title = f"{number:>3}  {step.title:<{width}}  "
            typer.echo(paragraph(visible(held), " " * len(title), first=title))
        while True:
            typer.echo("")
            typer.echo(paragraph(_THEN))
            said = _typed().casefold()
            if said in (*_YES, *_LEAVE, *_BACK) or said in map(str, range(1, len(self.steps) + 1)):
                return said


def _typed() -> str:
    said: str = typer.prompt("", default="", show_default=False, prompt_suffix="> ")
    return said.strip()


def _several(step: Step) -> str:
    parting = {",": "commas", ";": "semicolons"}.get(step.separator)
    return f" (several: {parting} between them)" if parting else ""


def _shown(step: Step, answers: Sequence[str]) -> str:
    return f"{step.separator} ".join(answers)


def _say_refused(step: Step, kept: Sequence[str], refused: Sequence[str]) -> None:
    for sentence in refused:
        typer.echo(paragraph(visible(sentence), "    "))
    if kept:
        said = f"Kept: {_shown(step, kept)}. Type the others again, or Enter to go on."
        typer.echo(paragraph(visible(said), "    "))
    else:
        typer.echo("    Type it again, or Enter to leave it." if not step.is_needed else "    Type it again.")
