"""Entries of TOML files, written `[[name]]`: where they stand, and adding and removing them as text.

What else is in a file, remarks and line ends included, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

_LINE_END = re.compile(r"\r\n|\n")  # of TOML; others may stand in its texts
_HEADER = re.compile(r"\s*\[")
_REMARK = re.compile(r"\s*(?:#|$)")


def with_entries(text: str, name: str, entries: Iterable[Mapping[str, Any]]) -> str:
    """The text of a file with further entries at its end."""
    import tomlkit

    end = "\r\n" if "\r\n" in text else "\n"
    added = []
    for entry in entries:
        table = tomlkit.table()
        for key, value in entry.items():
            table.add(key, value)
        added.append(f"[[{name}]]\n{table.as_string()}")
    if text and not text.endswith("\n"):
        text += end
    return text + (end if text.strip() else "") + "\n".join(added).replace("\n", end)


def without_entries(text: str, name: str, numbers: Collection[int], known: int) -> str | None:
    """The text without the entries of these numbers, the first being 0; remarks behind an entry stay.

    `known` is how many entries the file holds; None where they are not all written as `[[name]]`.
    """
    lines = [line for line in re.split(r"(?<=\n)", text) if line]
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    ours = _headers(lines, name)
    if len(ours) != known:
        return None
    for first in sorted((ours[number] for number in numbers), reverse=True):  # from behind: numbers stay true
        last = next((number for number in headers if number > first), len(lines))
        end = last
        while end > first + 1 and _REMARK.match(lines[end - 1]):
            end -= 1
        del lines[first:end]
        headers = [
            number if number < first else number - (end - first) for number in headers if number != first
        ]
    return "".join(lines)


def count_entries(text: str, name: str) -> int:
    """How many entries are written as `[[name]]`."""
    return len(_headers(_LINE_END.split(text), name))


def line_of(text: str, name: str, number: int, key: str) -> int | None:
    """The 1-based line of a key in a table: in the entry of that number (from 1), in `[name]` for 0.

    Without a name the table is the file's top, of which the key may be a table. The line of the table itself
    where it lacks the key; None where that is not found.
    """
    lines = _LINE_END.split(text)
    begins = _headers(lines, name, single=not number) if name else [-1]
    if not begins or number > len(begins):
        return None
    first = begins[max(0, number - 1)]
    written = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    for index in range(first + 1, len(lines)):
        if _HEADER.match(lines[index]):
            break
        if written.match(lines[index]):
            return index + 1
    if name:
        return first + 1
    tables = _headers(lines, key, single=True) or _headers(lines, key)
    return tables[0] + 1 if tables else None


def _headers(lines: list[str], name: str, *, single: bool = False) -> list[int]:
    opening, closing = (r"\[", r"\]") if single else (r"\[\[", r"\]\]")
    header = re.compile(rf"\s*{opening}\s*{re.escape(name)}\s*{closing}")
    return [number for number, line in enumerate(lines) if header.match(line)]
