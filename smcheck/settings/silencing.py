"""What a council's settings leave out or make milder: it is said in every report."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.settings.council import Council

_LISTS = ("select", "ignore", "exclude", "not_columns", "not_sheets")
_MODELS = ("classifier", "language_model")

LOCKED = frozenset(
    (
        *_LISTS,
        *_MODELS,
        *"severity fail_on policy approvers decisions baseline max_characters looks_at_pictures".split(),
    )
)
"""Settings that a file beneath a locked one may not have."""


def silenced(council: Council) -> str:
    """The settings that silence something, as a remark that names their file; empty where there are none."""
    settings = "; ".join(_silencing(council))
    return f"{council.path} leaves out or lowers: {settings}" if settings else ""


def _silencing(council: Council) -> Iterator[str]:
    for name in _LISTS:
        if values := getattr(council, name):
            yield f"{name} {', '.join(values)}"
    for name in _MODELS:
        if not getattr(council, name):
            yield f"{name} is off"
    if council.looks_at_pictures:
        yield "looks_at_pictures is on"
    changed = (f"{name} = {severity}" for name, severity in council.severity.items())
    if levels := ", ".join(changed):
        yield f"severity {levels}"
    if council.fail_on in ("error", "never"):
        yield f"fail_on {council.fail_on}"
