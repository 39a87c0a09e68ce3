"""smcheck: a linter for social media drafts that cites the council's own policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smcheck.model.decision import Decision
    from smcheck.model.draft import Draft
    from smcheck.model.errors import ConfigError, DraftError, SmcheckError
    from smcheck.model.finding import Finding, Severity
    from smcheck.model.review import Review, ReviewError
    from smcheck.review.reviewer import Reviewer
    from smcheck.settings.council import Council, load_council
    from smcheck.settings.decision_file import Decisions, load_decisions
    from smcheck.settings.policy import Policy, Rule, load_policy

__version__ = "0.1.0"

_HOMES = {
    "model.decision": ("Decision",),
    "model.draft": ("Draft",),
    "model.errors": ("ConfigError", "DraftError", "SmcheckError"),
    "model.finding": ("Finding", "Severity"),
    "model.review": ("Review", "ReviewError"),
    "review.reviewer": ("Reviewer",),
    "settings.council": ("Council", "load_council"),
    "settings.decision_file": ("Decisions", "load_decisions"),
    "settings.policy": ("Policy", "Rule", "load_policy"),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "ConfigError",
    "Council",
    "Decision",
    "Decisions",
    "Draft",
    "DraftError",
    "Finding",
    "Policy",
    "Review",
    "ReviewError",
    "Reviewer",
    "Rule",
    "Severity",
    "SmcheckError",
    "load_council",
    "load_decisions",
    "load_policy",
]


def version_line() -> str:
    """What `smcheck --version` prints."""
    return f"smcheck {__version__}"


def __getattr__(name: str) -> Any:
    # Imported on first use, so that `smcheck --version` pays for none of it.
    if name in _MODULES:
        from importlib import import_module

        return getattr(import_module(f"smcheck.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
