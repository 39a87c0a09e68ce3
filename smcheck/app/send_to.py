"""An entry in the menu of files that opens a file at the desk: Send to, Open with, or a quick action.

On Windows it is a shortcut to Python itself, made by Windows: a batch file would be given names such as
`a&b.docx` by a shell, which takes them apart.
"""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from smcheck.app.shortcut import exec_quoted, icon, system
from smcheck.settings.files import write_atomically

_TITLE = "Check with smcheck"
_PLAIN = 0o644
_MIME_TYPES = (
    "text/plain", "text/markdown", "text/html", "text/csv", "text/calendar", "application/rtf",
    "message/rfc822", "application/mbox", "application/vnd.ms-outlook",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)  # fmt: skip
_MAKE_LINK = (
    "$link = (New-Object -ComObject WScript.Shell).CreateShortcut($env:SMCHECK_LINK); "
    "$link.TargetPath = $env:SMCHECK_PROGRAM; $link.Arguments = $env:SMCHECK_ARGUMENTS; "
    "$link.Description = 'Check a draft before it is posted'; $link.Save()"
)
_SECONDS = 60


def add_entry(config: Path | None) -> Path:
    """Add the entry, and return its path; raises `OSError`."""
    path, written = _place()
    given = ["--config", str(config.resolve())] if config else []
    path.parent.mkdir(parents=True, exist_ok=True)
    written(path, [sys.executable, "-m", "smcheck", "app", *given, "--"])
    return path


def remove_entry() -> Path | None:
    """Take the entry away, and return its path; None where there is none. Raises `OSError`."""
    path, _ = _place()
    if path.is_dir():
        shutil.rmtree(path)
    elif path.is_file():
        path.unlink()
    else:
        return None
    return path


def _place() -> tuple[Path, Callable[[Path, Sequence[str]], None]]:
    home = Path.home()
    if system() == "windows":
        roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
        return roaming / "Microsoft" / "Windows" / "SendTo" / f"{_TITLE}.lnk", _windows
    if system() == "mac":
        return home / "Library" / "Services" / f"{_TITLE}.workflow", _mac
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "applications" / "smcheck-file.desktop", _linux


def _windows(path: Path, command: Sequence[str]) -> None:
    """A shortcut, to whose arguments Windows adds the file; its parts are handed over as variables."""
    told = {
        "SMCHECK_LINK": str(path),
        "SMCHECK_PROGRAM": command[0],
        "SMCHECK_ARGUMENTS": subprocess.list2cmdline(command[1:]),
    }
    make = ("powershell", "-NoProfile", "-NonInteractive", "-Command", _MAKE_LINK)
    try:
        subprocess.run(  # noqa: S603 - our own words; what differs stands in the environment
            make, env={**os.environ, **told}, check=True, capture_output=True, timeout=_SECONDS
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise OSError(f"the shortcut {path} could not be made by PowerShell ({error})") from error


def _linux(path: Path, command: Sequence[str]) -> None:
    """A desktop entry, shown under Open With; its terminal window is where the desk is stopped."""
    entry = (
        f"[Desktop Entry]\nType=Application\nName={_TITLE}\nComment=Check a draft before it is posted\n"
        f"Exec={' '.join(map(exec_quoted, command))} %f\nIcon={icon()}\nTerminal=true\nNoDisplay=true\n"
        f"MimeType={';'.join(_MIME_TYPES)};\n"
    )
    write_atomically(path, entry, _PLAIN)


def _mac(path: Path, command: Sequence[str]) -> None:
    """A service of Finder: a workflow of one action, which is a line for the shell."""
    contents = path / "Contents"
    contents.mkdir(parents=True, exist_ok=True)
    line = f'{shlex.join(command)} "$1" >/dev/null 2>&1 &\n'
    for name, table in (("Info.plist", _service()), ("document.wflow", _workflow(line))):
        write_atomically(contents / name, plistlib.dumps(table).decode("utf-8"), _PLAIN)


def _service() -> dict[str, object]:
    entry = {
        "NSMenuItem": {"default": _TITLE},
        "NSMessage": "runWorkflowAsService",
        "NSRequiredContext": {"NSApplicationIdentifier": "com.apple.finder"},
        "NSSendFileTypes": ["public.item"],
    }
    return {"CFBundleName": _TITLE, "CFBundleIdentifier": "uk.smcheck.file", "NSServices": [entry]}


def _workflow(line: str) -> dict[str, object]:
    action = {
        "ActionBundlePath": "/System/Library/Automator/Run Shell Script.action",
        "ActionName": "Run Shell Script",
        "ActionParameters": {
            "COMMAND_STRING": line, "CheckedForUserDefaultShell": True, "inputMethod": 1, "shell": "/bin/sh",
            "source": "",
        },
        "AMAccepts": {"Container": "List", "Optional": True, "Types": ["com.apple.cocoa.string"]},
        "AMProvides": {"Container": "List", "Types": ["com.apple.cocoa.string"]},
        "AMActionVersion": "2.0.3", "AMApplication": ["Automator"],
        "BundleIdentifier": "com.apple.RunShellScript", "CFBundleVersion": "2.0.3",
        "Class Name": "RunShellScriptAction",
    }  # fmt: skip
    meta = {
        "serviceInputTypeIdentifier": "com.apple.Automator.fileSystemObject",
        "serviceOutputTypeIdentifier": "com.apple.Automator.nothing",
        "serviceApplicationBundleID": "com.apple.finder",
        "workflowTypeIdentifier": "com.apple.Automator.servicesMenu",
    }
    return {
        "AMApplicationBuild": "523", "AMApplicationVersion": "2.10", "AMDocumentVersion": "2",
        "actions": [{"action": action, "isViewVisible": True}], "connectors": {}, "workflowMetaData": meta,
    }  # fmt: skip
