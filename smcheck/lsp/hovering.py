"""What an editor shows of the words under the pointer: every finding there, with the rules that it cites."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from smcheck.lsp.diagnostics import explained, open_findings
from smcheck.lsp.reviewing import Outcome
from smcheck.model.finding import Finding
from smcheck.model.showing import visible
from smcheck.reporters.escaping import markdown_text


def findings_at(outcome: Outcome, start: int, end: int) -> list[Finding]:
    """The open findings that a stretch of the text touches, the gravest first."""
    touched = [found for found in open_findings(outcome) if found.start <= end and start <= found.end]
    return sorted(touched, key=lambda found: (-found.severity.rank, found.start, found.end))


def hover(
    outcome: Outcome, position: types.Position, kinds: Iterable[types.MarkupKind]
) -> types.Hover | None:
    """What is said of the findings at a place, in Markdown if that is the first of the `kinds` asked for."""
    at = outcome.buffer.positions.offset(position)
    found = findings_at(outcome, at, at)
    if not found or not outcome.policy:
        return None
    kind = next(iter(kinds), types.MarkupKind.PlainText)
    write = _markdown if kind is types.MarkupKind.Markdown else _plain
    parts = [write(explained(finding, outcome.policy)) for finding in found]
    between = "\n\n---\n\n" if kind is types.MarkupKind.Markdown else "\n\n"
    words = outcome.buffer.positions.range(found[0].start, found[0].end)
    return types.Hover(types.MarkupContent(kind, between.join(parts)), words)


def _markdown(said: Iterable[tuple[str, str]]) -> str:
    return "\n\n".join(f"**{label}:** {markdown_text(text)}" for label, text in said)


def _plain(said: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {visible(text)}" for label, text in said)
