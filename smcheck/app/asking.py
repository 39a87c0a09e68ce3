"""What the page asks, as JSON, made into what the desk reviews."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from typing import Any, cast

from smcheck.app.desk import TYPED, Asked, typed
from smcheck.model.draft import KINDS, Kind
from smcheck.model.errors import SmcheckError
from smcheck.model.showing import visible
from smcheck.settings.platforms import platform_names

_LONGEST_LINE = 2000  # characters


class AskedWronglyError(SmcheckError):
    """A request that no page of ours makes."""


def fields_in(body: bytes) -> dict[str, Any]:
    """The fields of a request; raises `AskedWronglyError`."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise AskedWronglyError("the request is no JSON") from None
    if not isinstance(data, dict):
        raise AskedWronglyError("the request is no object")
    return data


def line_in(data: dict[str, Any], name: str) -> str:
    """A field that people type, on one line and inert, "" where it is missing; raises `AskedWronglyError`."""
    line = visible(text_in(data, name)).strip()
    if len(line) > _LONGEST_LINE:
        raise AskedWronglyError(f"{name} is longer than {_LONGEST_LINE} characters")
    return line


def asked_in(body: bytes) -> Asked:
    """What a request asks: `text`, or `content` in base64, and `name`, `kind`, `platforms` and `date`.

    Raises `AskedWronglyError`, and `ConfigError` for a platform that is not known.
    """
    data = fields_in(body)
    return Asked(
        content=_content(data),
        name=text_in(data, "name") or TYPED,
        kind=_kind(text_in(data, "kind")),
        platforms=platform_names(texts_in(data, "platforms")),
        day=day_in(data, "date"),
    )


def _content(data: dict[str, Any]) -> bytes:
    return content_in(data) if "content" in data else typed(text_in(data, "text"))


def content_in(data: dict[str, Any]) -> bytes:
    """What the field `content` holds in base64; raises `AskedWronglyError`."""
    try:
        return base64.b64decode(text_in(data, "content"), validate=True)
    except (binascii.Error, ValueError):
        raise AskedWronglyError("the content is not in base64") from None


def text_in(data: dict[str, Any], name: str) -> str:
    """A field that is a text, "" where it is missing; raises `AskedWronglyError`."""
    value = data.get(name, "")
    if not isinstance(value, str):
        raise AskedWronglyError(f"{name} is no text")
    return value


def texts_in(data: dict[str, Any], name: str) -> tuple[str, ...]:
    """A field that is a list of texts, empty where it is missing; raises `AskedWronglyError`."""
    values = data.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise AskedWronglyError(f"{name} is no list of texts")
    return tuple(values)


def _kind(name: str) -> Kind | None:
    if name and name not in KINDS:
        raise AskedWronglyError("kind is none that is known")
    return cast(Kind, name) if name else None


def day_in(data: dict[str, Any], name: str) -> dt.date | None:
    """A field that is a day, None where it is empty; raises `AskedWronglyError`."""
    written = text_in(data, name)
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError:
        raise AskedWronglyError(f"{name} is no day such as 2026-05-07") from None
