"""What is said where no settings hold: in one sentence, to which a front end adds where it makes them."""

from __future__ import annotations

from smcheck.settings.council import CONFIG_NAME

FOUND_NONE = f"no settings ({CONFIG_NAME}) were found"
REMEDY = "smcheck init makes them, and --config names those that lie elsewhere"
"""What mends it on the command line."""

DESK_REMEDY = "the page Council makes them"
"""What mends it at the desk."""


def no_settings(then: str = "") -> str:
    """That there are none, what comes of it if that is given, and what mends it on the command line."""
    return f"{FOUND_NONE}{then and f': {then}'}; {REMEDY}"
