"""The council's configuration, `smcheck.toml`: its own contacts, places, policy and choices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from smcheck.model.errors import ConfigError
from smcheck.model.finding import Finding, Severity
from smcheck.settings.contacts import canonical_address
from smcheck.settings.default_council import default_config
from smcheck.settings.elections import FIRST_YEAR, LAST_YEAR, Election
from smcheck.settings.files import ignore_spec
from smcheck.settings.own_contacts import refuse_everybodys
from smcheck.settings.partners import PARTNER, Partner, read_partners
from smcheck.settings.policy import BUILT_IN
from smcheck.settings.published import Published
from smcheck.settings.tables import Table, parse_toml, read_toml

CONFIG_NAME = "smcheck.toml"
HEAD_NAME = "head.json"
"""The file that says where the record ends."""
MAX_CHARACTERS = 1_048_576
"""Longest draft that is reviewed unless the council says otherwise: 1 MiB of text, in code points."""


@dataclass(frozen=True)
class Council(Published):
    """Every setting with its default; an empty council has no contacts of its own, and no partners.

    `path` is the configuration file, None where there is none; relative paths in it start from its folder.
    `approvers` are those who may waive an error; with `cache`, drafts of a folder are reviewed once per
    change. `columns` of schedules hold posts where they have such, `not_columns` and `not_sheets` hold
    nothing to be published. Beneath a `locked` file none may silence. `given` names the settings that the
    file holds; the others have their defaults. `record` is the folder of the record ("": none is kept),
    `record_head` the one where its head is kept ("": the same), and `record_months` how many whole months of
    it are kept. `baseline` is the file of the findings that are known and may stand ("": there is none). With
    `looks_at_pictures`, people look at those whose words could not be read.
    """

    name: str = ""
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    policy: str = BUILT_IN
    roster: str = "people.toml"
    decisions: str = "decisions.toml"
    approvers: tuple[str, ...] = ()
    cache: bool = True
    baseline: str = ""
    record: str = ""
    record_head: str = ""
    record_months: int = 24
    wordlists: tuple[str, ...] = ()
    public_sector_links: bool = True
    platforms: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    not_columns: tuple[str, ...] = ()
    not_sheets: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    language_model: bool = True
    classifier: bool = True
    email_waiver: str = ""
    email_signatures: tuple[str, ...] = ()
    max_characters: int = MAX_CHARACTERS
    looks_at_pictures: bool = False
    locked: bool = False
    partners: tuple[Partner, ...] = ()
    elections: tuple[Election, ...] = ()
    excluded_days: tuple[dt.date, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    path: Path | None = None
    given: frozenset[str] = frozenset()

    @property
    def folder(self) -> Path:
        """Folder from which relative paths start."""
        return self.path.parent if self.path else Path()

    @property
    def places(self) -> tuple[str, ...]:
        """Where the council is found, and where it holds events."""
        return (*self.addresses, *self.venues)

    @cached_property
    def listed(self) -> tuple[Published, ...]:
        """Those whose contacts a post may give: the council and its partners."""
        return (self, *self.partners)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Words of the places that its name, addresses and venues give, in canonical form."""
        return frozenset(" ".join((canonical_address(self.name), *self._places)).split())

    @cached_property
    def listed_postcodes(self) -> frozenset[str]:
        """Compact postcodes of the council's own places and of its partners'."""
        return frozenset(chain.from_iterable(one.postcodes for one in self.listed))

    def may_waive(self, name: str, finding: Finding) -> bool:
        """Whether somebody of this name may waive the finding: an error is waived by an approver only."""
        return self.may_let_pass(name, finding.severity)

    def may_let_pass(self, name: str, severity: Severity) -> bool:
        """Whether somebody of this name may let findings so grave pass, as `may_waive` says."""
        return severity is not Severity.ERROR or self.is_approver(name)

    def is_approver(self, name: str) -> bool:
        """Whether the council lists somebody of this name, in any case, as able to waive an error.

        "The Clerk" and "Clerk" are one.
        """
        return _plain_name(name) in map(_plain_name, self.approvers)


def _plain_name(name: str) -> str:
    """A person's or a post's name in lower case, without an article and further blanks."""
    return " ".join(name.casefold().split()).removeprefix("the ")


COUNCIL_KEYS = ("name", "domains", "phones", "emails", "handles", "addresses", "venues")
"""Settings that stand in the table `[council]`; the others stand above it, at the top of the file."""


def find_config(start: Path) -> Path | None:
    """The configuration that holds in a folder: the nearest one, or else that of this computer's default.

    None where there is neither. Raises `ConfigError` where the default is not there any more.
    """
    return nearest_config(start) or default_config()


def nearest_config(start: Path) -> Path | None:
    """The nearest `smcheck.toml` in the folder `start` or above it."""
    start = start.resolve()
    for folder in (start, *start.parents):
        candidate = folder / CONFIG_NAME
        if candidate.is_file() or candidate.is_symlink():  # a link that leads nowhere is an error to be told
            return candidate
    return None


def load_council(path: Path | None) -> Council:
    """The council of a configuration file; an empty council for None.

    Raises `ConfigError`, with file and key, where the file is missing or malformed.
    """
    if path is None:
        return Council()
    table = read_toml(path, "configuration")
    council = Council(**_settings(table), path=path.resolve())
    _refuse_elsewhere(table, council)
    return council


def council_in(content: bytes, path: Path) -> Council:
    """The council of a configuration's content, such as that of an earlier day; `path` is its file.

    Raises `ConfigError` where it is malformed.
    """
    return Council(**_settings(parse_toml(content, str(path), "configuration")), path=path.resolve())


def with_polls(council: Council, polls: Sequence[dt.date]) -> Council:
    """The council with further polls, for which the law's pre-election period holds; raises `ConfigError`."""
    known = {election.poll for election in council.elections}
    excluded = frozenset(council.excluded_days)
    further = [Election(poll, excluded=excluded) for poll in polls if poll not in known]
    for election in further:
        if not FIRST_YEAR <= election.poll.year <= LAST_YEAR:
            raise ConfigError(f"{election.poll} is no day of a poll")
    return replace(council, elections=(*council.elections, *further))


def _settings(table: Table) -> dict[str, Any]:
    council = table.table("council")
    values: dict[str, Any] = {}
    for setting in fields(Council):
        if setting.name in ("path", "given", "severity", "elections", "excluded_days", "partners"):
            continue
        source = council if setting.name in COUNCIL_KEYS else table
        values[setting.name] = _read(source, setting.name, setting.default)
    values["excluded_days"] = table.dates("excluded_days", default=())
    excluded = frozenset(values["excluded_days"])
    values["elections"] = tuple(_election(entry, excluded) for entry in table.tables("election"))
    values["partners"] = read_partners(table.tables(PARTNER))
    values["given"] = council.keys | table.keys
    severities = table.table("severity")
    values["severity"] = {key: severities.severity(key, value) for key, value in table.mapping("severity")}
    _refuse_misplaced(table, council)
    _refuse_everybodys(council, values)
    _refuse_names(table, values)
    _refuse_patterns(table, values["exclude"])
    if values["record_months"] < 1:
        raise table.error("record_months", "must be at least 1")
    if values["platforms"]:
        from smcheck.settings.platforms import platform_names

        values["platforms"] = platform_names(values["platforms"])
    if values["max_characters"] < 1:
        raise table.error("max_characters", "must be at least 1")
    if values["fail_on"] not in (*Severity, "never"):
        raise table.error("fail_on", "must be error, warning, note or never", values["fail_on"], [*Severity])
    return values


def _refuse_everybodys(council: Table, values: Mapping[str, Any]) -> None:
    mailboxes = (value for value in values["emails"] if "@" in value)
    for key, listed in (("domains", values["domains"]), ("emails", mailboxes)):
        for value in listed:
            try:
                refuse_everybodys(value)
            except ConfigError as error:
                raise council.error(key, str(error)) from error


def _refuse_names(table: Table, values: Mapping[str, Any]) -> None:
    named = {
        "policy": "file",
        "roster": "file",
        "decisions": "file",
        "baseline": "file",
        "record": "folder",
        "record_head": "folder",
    }
    for key, what in named.items():
        if not values[key] and (what == "folder" or key == "baseline"):
            continue
        if "\0" in values[key] or not Path(values[key]).name:
            raise table.error(key, f"must be the name of a {what}, not {values[key]!r}")


def _refuse_elsewhere(table: Table, council: Council) -> None:
    """Raise `ConfigError` for a file that is written or read somewhere else than below the folder.

    The record's head alone may lie elsewhere, which is what it is for; a link leads nowhere at all.
    """
    for key in ("policy", "roster", "decisions", "baseline", "record", "record_head", "wordlists"):
        value = getattr(council, key)
        for name in value if isinstance(value, tuple) else [value] if value else []:
            path, place = council.folder / name, Path(name)
            outside = place.is_absolute() or ".." in place.parts or bool(place.drive)
            if outside and key != "record_head" and name != BUILT_IN:
                raise table.error(key, f"must lie below the folder of {CONFIG_NAME}, unlike {name!r}")
            if any(
                part.is_symlink()
                for part in (path, *path.parents)
                if part != council.folder and part.is_relative_to(council.folder)
            ):
                raise table.error(key, f"must not be reached through a link, as {name!r} is")
            if path.exists() and not (path.is_file() or path.is_dir()):
                raise table.error(key, f"must be an ordinary file or folder, which {name!r} is not")


def _refuse_patterns(table: Table, patterns: Sequence[str]) -> None:
    if patterns:
        try:
            ignore_spec(patterns)
        except ValueError as error:
            raise table.error("exclude", str(error)) from error


def _read(table: Table, key: str, default: Any) -> Any:
    if isinstance(default, bool):
        return table.flag(key, default)
    if isinstance(default, int):
        return table.number(key, default)
    return table.texts(key, default) if isinstance(default, tuple) else table.text(key, default)


def _refuse_misplaced(table: Table, council: Table) -> None:
    for key in COUNCIL_KEYS:
        if key in table.keys:
            raise table.error(key, "belongs in the table [council]")
    for setting in fields(Council):
        if setting.name not in COUNCIL_KEYS and setting.name in council.keys:
            raise council.error(setting.name, "belongs at the top of the file, above [council]")
    council.finish()
    table.finish()


def _election(table: Table, excluded: frozenset[dt.date]) -> Election:
    election = Election(table.date("poll"), table.date("from", default=None), excluded)
    if not FIRST_YEAR <= election.poll.year <= LAST_YEAR:
        raise table.error("poll", f"must be the day of a poll, not {election.poll}")
    if election.since and election.since > election.poll:
        raise table.error("from", f"must not lie after the poll on {election.poll}")
    table.finish()
    return election
