"""Writing the extension: a zip of what stands in this folder, with the command that starts this smcheck."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.model.version import __version__
from smcheck.settings.files import write_atomically

LANGUAGES = tuple(
    "en-GB en-AU en-BS en-BZ en-CA en-GH en-IE en-IN en-JM en-NA en-NZ en-PH en-TT en-US en-ZA en-ZW".split()
)
"""The languages of paragraphs that are reviewed; LibreOffice wants each by its name."""

_HERE = Path(__file__).parent
_PACKAGE = "pythonpath/smcheck_writer"
_COMPONENT = "component.py"
_MANIFEST = "manifest.xml"
_DAY = (1980, 1, 1, 0, 0, 0)
_MAY_READ = 0o644 << 16
_PATIENCE = 120


def write_extension(path: Path, config: Path | None = None) -> None:
    """Write the extension; `config` goes before the `smcheck.toml` that is nearest to a document.

    Raises `ConfigError` where smcheck could not be started from it, and `OSError`.
    """
    command = starting()
    _see_that_it_starts(command)
    given = ("--config", str(config.resolve())) if config else ()
    write_atomically(path, packed((*command, "lsp", *given)))


def starting() -> tuple[str, ...]:
    """The command that starts this smcheck from anywhere."""
    return os.path.abspath(sys.executable), "-P", "-m", "smcheck"  # noqa: PTH100, a link must stay one


def packed(command: tuple[str, ...]) -> bytes:
    """The extension with the command that starts the language server; the same bytes for the same command."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in sorted(_files(command)):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr, entry.create_system = _MAY_READ, 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return content.getvalue()


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The variables under which the extension starts smcheck: none of those that are for another Python."""
    return {name: value for name, value in given.items() if not name.upper().startswith("PYTHON")}


def _files(command: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Names in the extension, and what stands there."""
    for path in (_HERE / "parts").iterdir():
        name = f"META-INF/{_MANIFEST}" if path.name == _MANIFEST else path.name
        text = path.read_text(encoding="utf-8")
        yield name, text.replace("@version@", __version__).replace("@languages@", " ".join(LANGUAGES))
    for path in (_HERE / "extension").glob("*.py"):
        name = _COMPONENT if path.name == _COMPONENT else f"{_PACKAGE}/{path.name}"
        yield name, path.read_text(encoding="utf-8")
    settings = {"command": command, "languages": LANGUAGES, "version": __version__}
    yield "settings.json", json.dumps(settings, indent=2) + "\n"


def _see_that_it_starts(command: tuple[str, ...]) -> None:
    """Raise `ConfigError` where the command starts another smcheck than this, or none."""
    try:
        done = subprocess.run(  # noqa: S603
            [*command, "--version"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment(os.environ) | {"PYTHONUTF8": "1"},
            cwd=Path.home(),
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ConfigError(_cannot(command, str(error))) from None
    if __version__ not in done.stdout:
        said = (done.stdout or done.stderr).strip().splitlines()[-1:] or ["it said nothing"]
        raise ConfigError(_cannot(command, said[0]))


def _cannot(command: tuple[str, ...], why: str) -> str:
    return f"{' '.join(command)} does not start this smcheck ({why}); install smcheck with pip, and try again"
