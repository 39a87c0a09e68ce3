"""What the menu tells of how things stand."""

from __future__ import annotations

from typing import Iterable

from .service import State


def told(state: State, made_by: str, ignored: Iterable[str]) -> str:
    """How things stand, in a few lines; `made_by` is the version of smcheck that made the extension."""
    lines = []
    if state.fault:
        lines.append(state.fault)
    elif state.runs:
        lines.append(f"smcheck {state.version} is running, on this computer alone.")
    else:
        lines.append("smcheck is started when the first paragraph in English is looked at.")
    were = "paragraph was" if state.reviewed == 1 else "paragraphs were"
    lines.append(f"{state.reviewed} {were} reviewed since LibreOffice was opened; {state.waiting} waiting.")
    lines += state.remarks
    rules = ", ".join(sorted(ignored))
    if rules:
        lines.append(f"Ignored until LibreOffice is closed: {rules}.")
    if state.version and state.version != made_by:
        lines.append(
            f"This extension was made by smcheck {made_by}. To have it as it is now, run smcheck writer, and "
            "install the file that it writes."
        )
    return "\n\n".join(lines)
