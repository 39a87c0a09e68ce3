"""Changing `smcheck.toml`: what else stands in the file, comments included, stays as it is.

Nothing is written that cannot be loaded, that changes more than was asked, or over what somebody else has
written since it was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smcheck.model.errors import ConfigError
from smcheck.settings.council import COUNCIL_KEYS, Council, council_in, load_council
from smcheck.settings.decision_file import ensure_key, ignore_key
from smcheck.settings.elections import Election
from smcheck.settings.files import locked, read_bounded, stamp, write_atomically
from smcheck.settings.partners import PARTNER, Partner
from smcheck.settings.starting import EMPTY_ROSTER, config_text
from smcheck.settings.tables import text_in
from smcheck.settings.toml_entries import put_value, with_changed_entry, with_entries, without_entries

if TYPE_CHECKING:
    from tomlkit.container import Container
    from tomlkit.items import Table

_ELECTION = "election"
_MARK = b"\xef\xbb\xbf"  # of UTF-8, with which some editors begin a file

Admit = Callable[[Council], None]
"""Raises `ConfigError` where the council that would come of a change may not be kept."""


class ChangedMeanwhileError(ConfigError):
    """The file is not as it was when it was read."""


def seal(path: Path) -> str:
    """What tells a file from what it was before, as a text."""
    size, moment = stamp(path)
    return f"{size}-{moment}"


def begin(path: Path, seen: str, answers: Mapping[str, Sequence[str]]) -> None:
    """Write the files with which a council begins; raises as below, and where there is a configuration.

    That is the configuration that comes of the answers (as `config_text` takes them), an empty roster, the
    key, and the line by which git leaves that alone.
    """
    with locked(path):
        _refuse_changed(path, seen)
        if path.exists():
            raise ConfigError(f"{path.name} is there already: nothing was changed")
        content = config_text(answers).encode("utf-8")
        council = council_in(content, path)
        write_atomically(path, content)
        roster = council.folder / council.roster
        if not roster.exists() and not roster.is_symlink():
            write_atomically(roster, EMPTY_ROSTER)
        load_council(path)
    ignore_key(council.folder / council.decisions)
    ensure_key(council.folder / council.decisions)


def change_setting(path: Path, seen: str, key: str, value: str | tuple[str, ...], admit: Admit) -> None:
    """Give a setting another value; `seen` is the file's seal when it was read. Raises `ConfigError`."""

    def changed(text: str) -> str:
        import tomlkit

        document = tomlkit.parse(text)
        holder: Container | Table = document
        if key in COUNCIL_KEYS:
            if "council" not in document:
                document["council"] = tomlkit.table()
            holder = document["council"]
        put_value(holder, key, value)
        return tomlkit.dumps(document)

    value_of: dict[str, Any] = {key: value}
    _change(path, seen, changed, lambda council: replace(council, **value_of), admit)


def add_poll(path: Path, seen: str, poll: dt.date, since: dt.date | None, admit: Admit) -> None:
    """Add a poll, and the first day of the period before it where that is not the law's; raises as above."""
    entry = {"poll": poll, **({"from": since} if since else {})}

    def expected(council: Council) -> Council:
        if any(election.poll == poll for election in council.elections):
            raise ConfigError(f"the poll on {poll} is listed already")
        added = Election(poll, since, frozenset(council.excluded_days))
        return replace(council, elections=(*council.elections, added))

    _change(path, seen, lambda text: with_entries(text, _ELECTION, [entry]), expected, admit)


def remove_poll(path: Path, seen: str, poll: dt.date, admit: Admit) -> None:
    """Take out a poll; raises as above."""
    polls = [election.poll for election in load_council(path).elections]

    def changed(text: str) -> str:
        numbers = [number for number, known in enumerate(polls) if known == poll]
        left = without_entries(text, _ELECTION, numbers, len(polls))
        if left is None:
            raise ConfigError(f"{path}: the polls are not written as [[{_ELECTION}]] tables; edit it by hand")
        return left

    def expected(council: Council) -> Council:
        if poll not in polls:
            raise ConfigError(f"no poll on {poll} is listed")
        left = tuple(election for election in council.elections if election.poll != poll)
        return replace(council, elections=left)

    _change(path, seen, changed, expected, admit)


def change_partners(
    path: Path, seen: str, change: Callable[[Sequence[Partner]], tuple[Partner, ...]], admit: Admit
) -> None:
    """Add a partner behind the others, take one out, or give one other contacts; raises as above.

    `change` makes of the partners that are listed those that are to be, and may raise `ConfigError`.
    """
    before = load_council(path).partners
    wanted = change(before)

    def changed(text: str) -> str:
        if len(wanted) > len(before):
            return with_entries(text, PARTNER, [partner.entry() for partner in wanted[len(before) :]])
        left: str | None = text
        if len(wanted) < len(before):
            gone = [number for number, partner in enumerate(before) if partner not in wanted]
            left = without_entries(text, PARTNER, gone, len(before))
        else:
            for number, (was, now) in enumerate(zip(before, wanted, strict=True)):
                if left is not None and now != was:
                    left = with_changed_entry(left, PARTNER, number, len(before), asdict(now))
        if left is None:
            raise ConfigError(
                f"{path}: the partners are not written as [[{PARTNER}]] tables; edit it by hand"
            )
        return left

    _change(path, seen, changed, lambda council: replace(council, partners=wanted), admit)


def _change(
    path: Path,
    seen: str,
    changed: Callable[[str], str],
    expected: Callable[[Council], Council],
    admit: Admit,
) -> None:
    """Write the file anew where the council that comes of it is the one expected."""
    with locked(path):
        _refuse_changed(path, seen)
        before = load_council(path)
        wanted = expected(before)
        content = read_bounded(path)
        anew = _in_its_lines(text_in(content, str(path), "configuration"), changed, path).encode("utf-8")
        anew = _MARK + anew if content.startswith(_MARK) else anew
        council = council_in(anew, path)
        if replace(council, given=wanted.given) != wanted:
            raise ConfigError(f"{path}: the file cannot be changed safely; edit it by hand")
        admit(council)
        write_atomically(path, anew)


def _refuse_changed(path: Path, seen: str) -> None:
    if path.is_symlink():
        raise ConfigError(f"{path}: it is a link to another file; change that one")
    if seal(path) != seen:
        raise ChangedMeanwhileError(
            f"{path.name} has been changed meanwhile, by somebody else or in another window; nothing was "
            "saved"
        )


def _in_its_lines(text: str, changed: Callable[[str], str], path: Path) -> str:
    """The text changed, with line ends of Windows where all of its own are."""
    from tomlkit.exceptions import TOMLKitError

    windows = text.count("\r\n") == text.count("\n") > 0
    try:
        anew = changed(text.replace("\r\n", "\n") if windows else text)
    except (TOMLKitError, ValueError, TypeError, KeyError) as error:
        raise ConfigError(f"{path}: the file cannot be changed safely; edit it by hand ({error})") from error
    return anew.replace("\n", "\r\n") if windows else anew
