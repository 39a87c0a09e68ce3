"""smcheck: a linter for social media drafts that cites the council's own policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smcheck.council import Council, load_council
    from smcheck.decisions import Decision, Decisions, load_decisions
    from smcheck.draft import Draft
    from smcheck.errors import ConfigError, DraftError, SmcheckError
    from smcheck.finding import Finding, Severity
    from smcheck.policy import Policy, Rule, load_policy
    from smcheck.review import Review, ReviewError
    from smcheck.reviewer import Reviewer

__version__ = "0.1.0"

_HOMES = {
    "council": ("Council", "load_council"),
    "decisions": ("Decision", "Decisions", "load_decisions"),
    "draft": ("Draft",),
    "errors": ("ConfigError", "DraftError", "SmcheckError"),
    "finding": ("Finding", "Severity"),
    "policy": ("Policy", "Rule", "load_policy"),
    "review": ("Review", "ReviewError"),
    "reviewer": ("Reviewer",),
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
