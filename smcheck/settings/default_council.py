"""The council that is this computer's default: its settings hold wherever no `smcheck.toml` is nearer.

A small file in the user's configuration folder points to them. Where it points to nothing any more, that is
an error, not an empty council: a draft that nobody's settings were applied to must not look clean.
"""

from __future__ import annotations

import os
from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.settings.files import write_atomically
from smcheck.settings.tables import read_toml

FOLDER_VARIABLE = "SMCHECK_CONFIG_DIR"
"""The environment variable that names another folder than the user's configuration folder."""

_NAME = "default.toml"
_REMARK = "# Which council's settings hold on this computer where no smcheck.toml is nearer.\n"
_MEND = "smcheck config --user FILE names another one, and smcheck config --no-user does without"


def pointer_path() -> Path:
    """The file that points to the default; it need not be there."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen) / _NAME
    from platformdirs import user_config_path

    return user_config_path("smcheck", appauthor=False) / _NAME


def default_config() -> Path | None:
    """The configuration that is this computer's default; None where there is no default.

    Raises `ConfigError` where the pointer cannot be read, or leads to no file.
    """
    pointer = pointer_path()
    _refuse_lost_link(pointer)
    if not _is_there(pointer):
        return None
    table = read_toml(pointer, "pointer to this computer's council")
    config = Path(table.text("config"))
    table.finish()
    if not config.is_absolute():
        raise table.error("config", f"must be a whole path, not {str(config)!r}; {_MEND}")
    if not _is_there(config):
        raise ConfigError(
            f"{config}: these settings are this computer's default, and are not there any more: bring them "
            f"back, or {_MEND}"
        )
    return config


def set_default(config: Path) -> None:
    """Make a configuration the default; raises `OSError` where that cannot be written down."""
    import tomlkit

    pointer = pointer_path()
    if pointer.is_symlink() and not pointer.exists():  # it leads nowhere: the new one takes its place
        pointer.unlink()
    pointer.parent.mkdir(parents=True, exist_ok=True)
    written = tomlkit.dumps({"config": str(config.resolve())})
    write_atomically(pointer, _REMARK + written)


def forget_default() -> bool:
    """Do without a default from now on; returns whether there was one. Raises `OSError`."""
    pointer = pointer_path()
    was_there = os.path.lexists(pointer)
    pointer.unlink(missing_ok=True)
    return was_there


def _refuse_lost_link(pointer: Path) -> None:
    """Raise `ConfigError` where the pointer, or a folder above it, is a link that leads nowhere any more."""
    for path in (pointer, *pointer.parents):
        if path.is_symlink() and not path.exists():
            raise ConfigError(
                f"{path}: this link leads to nothing any more, and with it this computer's default is lost: "
                f"bring back what it leads to, or {_MEND}"
            )


def _is_there(path: Path) -> bool:
    """Whether there is such a file; raises `ConfigError` where that cannot be told, as on a lost drive."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise ConfigError(f"{path}: it cannot be reached: {said}; {_MEND}") from error
    return True
