"""Requests for approval as files beside the decisions: one for what is asked, one for the answer.

Each is written once and whole, so that a shared drive is all that two people need.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from smcheck.model.approval import OUTCOMES, Answer, ApprovalRequest, AskedFinding
from smcheck.model.draft import KINDS
from smcheck.model.errors import ConfigError
from smcheck.settings.council import Council
from smcheck.settings.files import locked, read_bounded, write_atomically
from smcheck.settings.platforms import platform_names

FOLDER = "requests"
"""The folder of requests, beside the decisions."""

_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_FIRST_YEAR, _LAST_YEAR = 2000, 2999
_ENDING, _ANSWER = ".json", ".answer.json"


class Requests:
    """The requests of a council; every method raises `ConfigError` where a file cannot be read or written."""

    def __init__(self, council: Council) -> None:
        self.folder = (council.folder / council.decisions).parent / FOLDER

    def ask(self, request: ApprovalRequest) -> ApprovalRequest:
        """Write a request down, under an identifier of its own, and return it with that."""
        moment = request.at.astimezone(dt.UTC)
        made = replace(request, id=f"{moment:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}", at=moment)
        fields = {key: value for key, value in asdict(made).items() if key != "answer"}
        self._write(self._path(made.id), fields)
        return made

    def answer(self, identifier: str, answer: Answer) -> ApprovalRequest:
        """Write an answer down; raises `ConfigError` where there is one already."""
        path = self._path(identifier, _ANSWER)
        with locked(self._path(identifier)):
            request = self.waiting(identifier)
            self._write(path, asdict(answer))
        return replace(request, answer=answer)

    def waiting(self, identifier: str) -> ApprovalRequest:
        """The request of that identifier; raises `ConfigError` where somebody has answered, or as `find`."""
        request = self.find(identifier)
        if request.answer:
            raise ConfigError(
                f"{identifier}: {request.answer.by} has answered already: {request.answer.outcome}"
            )
        return request

    def find(self, identifier: str) -> ApprovalRequest:
        """The request of that identifier; raises `ConfigError` where there is none."""
        path = self._path(identifier)
        if not path.exists():
            raise ConfigError(f"{identifier}: there is no such request; smcheck requests lists them")
        answered = self._path(identifier, _ANSWER)
        with _refused(f"request {identifier} cannot be read", path, "ask anew for that draft"):
            request = _request(identifier, _fields(path))
        if not answered.exists():
            return request
        with _refused(f"the answer to request {identifier} cannot be read", answered, "answer it anew"):
            return replace(request, answer=_answer(_fields(answered)))

    def readable(self) -> tuple[list[ApprovalRequest], list[str]]:
        """Every request that can be read, the oldest first, and what is wrong with each other one."""
        found, problems = [], []
        for identifier in self._identifiers():
            try:
                found.append(self.find(identifier))
            except ConfigError as error:
                problems.append(str(error))
        return found, problems

    def _identifiers(self) -> list[str]:
        try:
            names = [path.name for path in self.folder.iterdir()] if self.folder.is_dir() else []
        except OSError as error:
            raise ConfigError(f"{self.folder}: it cannot be read: {error.strerror or error}") from error
        found = sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
        return [identifier for identifier in found if _ID.fullmatch(identifier)]

    def _path(self, identifier: str, ending: str = _ENDING) -> Path:
        if not _ID.fullmatch(identifier):
            raise ConfigError(f"{identifier!r} is no request; smcheck requests lists them")
        path = self.folder / f"{identifier}{ending}"
        if self.folder.is_symlink() or path.is_symlink():
            raise ConfigError(
                f"request {identifier} is not read: {FOLDER}/{path.name} must not be reached through a link"
            )
        return path

    def _write(self, path: Path, fields: Mapping[str, Any]) -> None:
        try:
            self.folder.mkdir(exist_ok=True)
            write_atomically(path, json.dumps(fields, ensure_ascii=False, indent=1, default=_plain) + "\n")
        except OSError as error:
            raise ConfigError(f"{path}: it cannot be written: {error.strerror or error}") from error


def _plain(value: object) -> str:
    if isinstance(value, dt.date):  # days and moments
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written down")


@contextmanager
def _refused(what: str, path: Path, otherwise: str) -> Iterator[None]:
    """Say in words for everybody `what` cannot be read, from which file, and what to do about it."""
    file = f"{path.parent.name}/{path.name}"
    try:
        yield
    except OSError as error:
        raise ConfigError(f"{what}: the file {file} cannot be opened: {error.strerror or error}") from error
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError, ConfigError) as error:
        raise ConfigError(
            f"{what}: the file {file} is damaged, or was changed by hand. Restore that file from a backup; "
            f"or delete it and {otherwise}"
        ) from error


def _fields(path: Path) -> dict[str, Any]:
    fields = json.loads(read_bounded(path))
    if not isinstance(fields, dict):
        raise TypeError("this is no object")
    return fields


def _request(identifier: str, fields: Mapping[str, Any]) -> ApprovalRequest:
    if fields["kind"] not in KINDS:
        raise ValueError(f"kind {fields['kind']!r}")
    by, note, name, text = (_text(fields[key]) for key in ("by", "note", "name", "text"))
    return ApprovalRequest(
        id=identifier,
        by=by,
        at=_moment(fields["at"]),
        note=note,
        name=name,
        text=text,
        kind=fields["kind"],
        platforms=platform_names(map(_text, fields["platforms"])),
        date=dt.date.fromisoformat(fields["date"]) if fields["date"] else None,
        findings=tuple(
            AskedFinding(*(_text(found[key]) for key in ("check", "severity", "message", "fingerprint")))
            for found in fields["findings"]
        ),
    )


def _answer(fields: Mapping[str, Any]) -> Answer:
    if fields["outcome"] not in OUTCOMES:
        raise ValueError(f"outcome {fields['outcome']!r}")
    return Answer(fields["outcome"], _text(fields["by"]), _moment(fields["at"]), _text(fields["note"]))


def _moment(written: str) -> dt.datetime:
    """A moment of these years, in UTC."""
    moment = dt.datetime.fromisoformat(written)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"at {written}")
    return moment.astimezone(dt.UTC)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
