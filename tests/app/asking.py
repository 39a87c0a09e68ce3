"""What the tests of the desk ask of its pages, and what they look for in answers."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from tests.app.conftest import Answer, ask

POST = "Sam Hollis will open the fair. See https://example.org/fair and ring 07700 900123."


def post(app: ASGIApp, path: str, **fields: object) -> Answer:
    """What a page is answered that sends these fields."""
    return ask(app, "POST", path, {}, json.dumps(fields).encode())


def told(app: ASGIApp, path: str, **fields: object) -> Any:
    """The answer of something that works."""
    answer = post(app, path, **fields)
    assert answer.status == 200, answer.text
    return answer.json


def problem(app: ASGIApp, path: str, **fields: object) -> str:
    """Why something does not work."""
    answer = post(app, path, **fields)
    assert answer.status in (400, 422)
    said = answer.json["problem"]
    assert isinstance(said, str)
    return said


def with_record(folder: Path) -> None:
    """Switch a council's record on."""
    config = folder / "smcheck.toml"
    config.write_text('record = "record"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")


def recorded(folder: Path) -> list[dict[str, Any]]:
    """The entries of a council's record."""
    paths = sorted((folder / "record").glob("20*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


class Elements(HTMLParser):
    """The elements of a page: each with the names of its attributes, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
