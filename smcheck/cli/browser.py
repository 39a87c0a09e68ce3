"""Opening a page in the browser of whoever sits at the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def somebody_watches() -> bool:
    """Whether a page would be seen: the output goes to a terminal, and no machine started the command."""
    return sys.stdout.isatty() and not os.environ.get("CI")


def open_page(path: Path) -> bool:
    """Show a file in the browser; whether there was one to show it in."""
    import webbrowser

    return webbrowser.open(path.resolve().as_uri())
