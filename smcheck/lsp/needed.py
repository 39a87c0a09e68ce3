"""What the language server needs beside smcheck itself: packages that come with an extra."""

from __future__ import annotations

from importlib.util import find_spec

from smcheck.model.errors import ConfigError

INSTALL = 'pip install "smcheck[lsp]"'
"""The command that brings the packages."""

_NEEDED = ("pygls", "lsprotocol")


def see_that_pygls_is_there() -> None:
    """Raise `ConfigError`, with what to install, where a package is missing."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ConfigError(f"smcheck lsp needs {', '.join(missing)}, not installed here: {INSTALL}")
