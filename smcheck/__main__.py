"""The command `smcheck`."""

from __future__ import annotations

import codecs
import gc
import os
import sys

from smcheck import version_line

_MANY_OBJECTS = 500_000
_FALLBACKS = {"•": "*", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}


def _plain_sign(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unsaid = error.object[error.start : error.end]
    return "".join(_FALLBACKS.get(char, "?") for char in unsaid), error.end


def _speak_any_code_page() -> None:
    """Make the standard streams write a plain sign for what the terminal's encoding lacks."""
    codecs.register_error("plain-sign", _plain_sign)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115  # closed by the caller
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="plain-sign")


def main() -> None:
    """Run the command line; exits with the code that `smcheck check --help` describes."""
    if getattr(sys, "frozen", False):  # one program file, which further processes are begun with, too
        from multiprocessing.spawn import freeze_support

        freeze_support()
    _speak_any_code_page()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts threads that nothing here can use
    gc.set_threshold(_MANY_OBJECTS)  # what is read at the start stays: looking for garbage in it takes time
    if sys.argv[1:] == ["--version"]:  # hooks and packagers ask for it: answer without the command line
        print(version_line())
        return
    from smcheck.cli import command_line

    command_line(prog_name="smcheck")


if __name__ == "__main__":
    main()
