"""JSON Lines: each line an object with `text` and, if wanted, `id`; each is one draft."""

from __future__ import annotations

import json
from collections.abc import Iterator

from smcheck.draft import Draft
from smcheck.errors import DraftError
from smcheck.readers.opened import Item, Opened


def read(opened: Opened) -> Iterator[Item]:
    """A draft for every line; an error for a line that is not such an object."""
    for number, line in enumerate(opened.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            post = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield DraftError(f"line {number} is not JSON: {error}")
            continue
        if not isinstance(post, dict) or not isinstance(post.get("text"), str):
            yield DraftError(f'line {number} must be an object with a text, {{"id": …, "text": …}}')
            continue
        identifier = post.get("id")
        yield Draft(post["text"], opened.path, None if identifier is None else str(identifier), number)
