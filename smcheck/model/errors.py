"""What can go wrong before a draft is judged; each message says what, where, and what to do."""

from __future__ import annotations


class SmcheckError(Exception):
    """Base of the errors that smcheck raises on purpose."""


class ConfigError(SmcheckError):
    """A policy, configuration, roster, word list or decision file that cannot be used."""


class DraftError(SmcheckError):
    """A path or text that cannot be reviewed."""
