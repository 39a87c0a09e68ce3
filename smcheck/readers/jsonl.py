"""JSON Lines: each line an object with `text` and, if wanted, `id`; each is one draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.readers.content import FileContent, Item

MOST_LINES = 100_000


def strict_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; raises `ValueError` for two values under one name, of which one would hide."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has two values under one name")
    return found


def read(file: FileContent) -> Iterator[Item]:
    """A draft for every line; an error for a line that is not such an object."""
    lines = file.text.split("\n")
    if len(lines) > MOST_LINES:
        raise DraftError(f"the file has more than {MOST_LINES:,} lines; split it")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            post = json.loads(line, object_pairs_hook=strict_object)
        except (ValueError, RecursionError) as error:
            yield DraftError(f"line {number} is not JSON: {error}")
            continue
        if not isinstance(post, dict) or not isinstance(post.get("text"), str):
            yield DraftError(f'line {number} must be an object with a text, {{"id": …, "text": …}}')
            continue
        identifier = post.get("id")
        yield Draft(post["text"], file.path, None if identifier is None else str(identifier), number)
