"""What can be done about findings from an editor: their edits, all safe ones together, and our commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from lsprotocol import types

from smcheck.lsp.diagnostics import of_finding
from smcheck.lsp.hovering import findings_at
from smcheck.lsp.reviewing import Outcome
from smcheck.model.edit import Edit
from smcheck.model.finding import Finding
from smcheck.model.review import Review
from smcheck.model.showing import visible
from smcheck.record.approving import decided_on
from smcheck.review.edits import apart, chosen
from smcheck.review.fitting import misfit

APPROVE = "smcheck.approve"
EXPLAIN = "smcheck.explain"
COMMANDS = (APPROVE, EXPLAIN)

KINDS = (types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll)
_GAP = "[…]"
_LONGEST = 60  # characters of words in a title


def actions(
    outcome: Outcome, span: types.Range, only: Sequence[str | types.CodeActionKind] | None, *, versioned: bool
) -> list[types.CodeAction]:
    """What can be done in a stretch of the text; `versioned` says that edits may name the text's version."""
    review = outcome.review
    if review is None:
        return []
    found: list[types.CodeAction] = []
    if _is_wanted(types.CodeActionKind.QuickFix, only):
        start, end = map(outcome.buffer.positions.offset, (span.start, span.end))
        touched = findings_at(outcome, start, end)
        for finding in touched:
            found += _fixes(outcome, review, finding, versioned)
        for finding in touched:
            found += _commands(outcome, finding)
    if _is_wanted(types.CodeActionKind.SourceFixAll, only):
        found += _all_safe(outcome, review, versioned)
    return found


def _is_wanted(kind: types.CodeActionKind, only: Collection[str | types.CodeActionKind] | None) -> bool:
    """Whether a kind is one of those asked for, or beneath one of them: source.fixAll is one of source."""
    if not only:
        return True
    asked = [each.value if isinstance(each, types.CodeActionKind) else each for each in only]
    return any(not each or f"{kind.value}.".startswith(f"{each}.") for each in asked)


def _fixes(outcome: Outcome, review: Review, finding: Finding, versioned: bool) -> Iterator[types.CodeAction]:
    """The edits of a finding, all of one kind together, the safe ones first."""
    kinds = dict.fromkeys(edit.kind for edit in sorted(finding.edits, key=lambda edit: not edit.safe))
    for kind in kinds:
        edits = list(apart(edit for edit in finding.edits if edit.kind == kind))
        safe = all(edit.safe for edit in edits)
        yield types.CodeAction(
            title=_title(review, edits, safe=safe),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[of_finding(outcome, finding)],
            is_preferred=safe or None,
            edit=_change(outcome, edits, versioned),
        )


def _title(review: Review, edits: Sequence[Edit], *, safe: bool) -> str:
    """What the edits do, personal data masked, and whether somebody has to look."""
    first = edits[0]
    old, new = (_cut(text) for text in (review.masked[first.start : first.end], first.text))
    said = f"Write “{new}” for “{old}”" if new else f"Leave out “{old}”"
    said = said if old else f"Put in “{new}”"
    if edits[1:]:
        said += f", and {len(edits) - 1} more"
    gap = any(_GAP in edit.text for edit in edits)
    return said + ("; fill the gap then" if gap else "" if safe else "; look at it then")


def _all_safe(outcome: Outcome, review: Review, versioned: bool) -> Iterator[types.CodeAction]:
    edits = chosen(review)
    if edits:
        yield types.CodeAction(
            title=f"Make all {len(edits)} safe changes" if edits[1:] else "Make the one safe change",
            kind=types.CodeActionKind.SourceFixAll,
            edit=_change(outcome, edits, versioned),
        )


def _change(outcome: Outcome, edits: Iterable[Edit], versioned: bool) -> types.WorkspaceEdit:
    buffer = outcome.buffer
    made = [types.TextEdit(buffer.positions.range(edit.start, edit.end), edit.text) for edit in edits]
    if versioned:
        document = types.OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(made))])
    return types.WorkspaceEdit(changes={buffer.uri: made})


def _commands(outcome: Outcome, finding: Finding) -> Iterator[types.CodeAction]:
    """Approving a finding, where settings say in whose name, and explaining its check."""
    council, uri = outcome.council, outcome.buffer.uri
    kind, subject = decided_on(finding)
    if council and council.path and not misfit(kind, subject):
        what = "this wording" if kind == "waiver" else f"this {kind}"
        place = {"check": finding.check, "start": finding.start, "end": finding.end}
        yield _command(f"Approve {what}, for the record …", APPROVE, [uri, place], finding, outcome)
    yield _command(f"Explain {finding.check}", EXPLAIN, [uri, finding.check], finding, outcome)


def _command(
    title: str, name: str, arguments: list[object], finding: Finding, outcome: Outcome
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[of_finding(outcome, finding)],
        command=types.Command(title=title, command=name, arguments=arguments),
    )


def _cut(text: str) -> str:
    text = visible(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
