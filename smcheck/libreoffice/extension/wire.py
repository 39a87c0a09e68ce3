"""The messages of the Language Server Protocol as bytes: a header, and JSON behind it."""

from __future__ import annotations

import json
from typing import IO, Any, Dict

Message = Dict[str, Any]

_LENGTH = b"content-length:"
_LONGEST_LINE = 4096
_LARGEST = 64 * 1024 * 1024


class GarbledError(Exception):
    """What was read is no message."""


def write(stream: IO[bytes], message: Message) -> None:
    """Write a message; raises `OSError` and `ValueError` where nobody reads any more."""
    content = json.dumps({"jsonrpc": "2.0", **message}).encode("ascii")
    stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
    stream.flush()


def read(stream: IO[bytes]) -> Message | None:
    """The next message; None at the end. Raises `GarbledError` where something else stands there."""
    length = _length(stream)
    if length is None:
        return None
    content = stream.read(length)
    if len(content) < length:
        return None
    try:
        message = json.loads(content.decode("utf-8", "surrogatepass"))
    except ValueError:
        raise GarbledError("a message is no JSON") from None
    if not isinstance(message, dict):
        raise GarbledError("a message is no object")
    return message


def _length(stream: IO[bytes]) -> int | None:
    """How long the next message is; None at the end."""
    length = None
    while True:
        line = stream.readline(_LONGEST_LINE)
        if not line:
            return None
        if not line.strip():
            break
        if line.lower().startswith(_LENGTH):
            digits = line[len(_LENGTH) :].strip()
            length = int(digits) if digits.isdigit() else None
        elif b":" not in line:
            raise GarbledError("something else than messages is written")
    if length is None or length > _LARGEST:
        raise GarbledError("a message has no length")
    return length
