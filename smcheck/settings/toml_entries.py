"""Entries of TOML files, written `[[name]]`: where they stand, and adding and removing them as text.

What else is in a file, remarks and line ends included, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tomlkit.items import Array

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
    ours = _headers(lines, name)
    if len(ours) != known:
        return None
    for first in sorted((ours[number] for number in numbers), reverse=True):  # from behind: numbers stay true
        del lines[first : _end_of(lines, first)]
    return "".join(lines)


def with_changed_entry(
    text: str, name: str, number: int, known: int, values: Mapping[str, str | tuple[str, ...]]
) -> str | None:
    """The text with other values in the entry of that number, the first being 0; its remarks stay.

    An empty list is put only where there is a list already. None as for `without_entries`, and where the
    entry stands in a way that cannot be changed.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    lines = [line for line in re.split(r"(?<=\n)", text) if line]
    ours = _headers(lines, name)
    if len(ours) != known:
        return None
    first = ours[number]
    end = _end_of(lines, first)
    written = "".join(lines[first:end])
    windows = "\r\n" in written
    try:
        document = tomlkit.parse(written.replace("\r\n", "\n"))
        entry = document[name][0]
        for key, value in values.items():
            if value or key in entry:
                put_value(entry, key, value)
        anew = tomlkit.dumps(document)
    except (TOMLKitError, ValueError, TypeError, KeyError, IndexError):
        return None
    if not written.endswith("\n"):
        anew = anew.removesuffix("\n")
    elif not anew.endswith("\n"):
        anew += "\n"
    return "".join((*lines[:first], anew.replace("\n", "\r\n") if windows else anew, *lines[end:]))


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


def _end_of(lines: list[str], first: int) -> int:
    """Where the table ends that begins at that line, without the remarks behind it."""
    others = (number for number in range(first + 1, len(lines)) if _HEADER.match(lines[number]))
    end = next(others, len(lines))
    while end > first + 1 and _REMARK.match(lines[end - 1]):
        end -= 1
    return end


def _headers(lines: list[str], name: str, *, single: bool = False) -> list[int]:
    opening, closing = (r"\[", r"\]") if single else (r"\[\[", r"\]\]")
    header = re.compile(rf"\s*{opening}\s*{re.escape(name)}\s*{closing}")
    return [number for number, line in enumerate(lines) if header.match(line)]


def put_value(holder: Any, key: str, value: str | tuple[str, ...]) -> None:
    """Put a value into a table of tomlkit; a list that is there is changed only where it differs.

    So remarks in it stay.
    """
    from tomlkit.items import Array

    held = holder.get(key)
    if held is None:
        _add(holder, key, value if isinstance(value, str) else list(value))
    elif isinstance(value, str) or not isinstance(held, Array):
        holder[key] = value if isinstance(value, str) else list(value)
    elif not _changed_in_place(held, value):
        holder[key] = list(value)


def _add(holder: Any, key: str, value: str | list[str]) -> None:
    """Add a key below the last plain one, before remarks that belong to the table that follows."""
    from tomlkit import item
    from tomlkit.items import AbstractTable, AoT

    container: Any = getattr(holder, "value", holder) if isinstance(holder, AbstractTable) else holder
    plain = [name for name, held in container.items() if not isinstance(held, AbstractTable | AoT)]
    if plain:
        container._insert_after(plain[-1], key, item(value))
    else:
        holder[key] = value


def _changed_in_place(array: Array, wanted: Sequence[str]) -> bool:
    """Whether the list, with what is not wanted taken out and what is missing put behind, is as wanted."""
    for number in reversed(range(len(array))):
        if str(array[number]).strip() not in wanted:
            del array[number]
    for text in wanted:
        if text not in [str(held).strip() for held in array]:
            array.append(text)
    return [str(held).strip() for held in array] == list(wanted)
