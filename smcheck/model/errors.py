"""What can go wrong before a draft is judged; each message says what, where, and what to do."""

from __future__ import annotations

INSTALL_PICTURES = 'pip install "smcheck[pictures]"'
"""How the extra that reads the words in pictures is had."""


class SmcheckError(Exception):
    """Base of the errors that smcheck raises on purpose."""


class ConfigError(SmcheckError):
    """A policy, configuration, roster, word list or decision file that cannot be used."""


class DraftError(SmcheckError):
    """A path or text that cannot be reviewed."""


class PictureError(DraftError):
    """A picture whose words could not be read."""


class PicturesNotInstalledError(PictureError):
    """The extra that reads pictures is not installed; the message says how it is had."""

    def __init__(self, said: str = f"the words in pictures cannot be read here; {INSTALL_PICTURES}") -> None:
        super().__init__(said)


class BrokenPictureError(PictureError):
    """A picture that is broken, too large, or of no kind that is known; the message says which."""
