"""What stands on a line of the record, and how each line vouches for the one before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from hmac import compare_digest
from typing import Any

# Fields stand in the order of their names: {"adopted":"2021-05","by":"J. Clerk","decisions": ...
SIGN = rb'\{(?:"adopted":"[^"\n]{0,40}",)?"by":"(?:[^"\\\n]|\\.){0,400}","(?:decisions?|file)":'
"""How a line of the record begins, as a pattern of bytes."""

_BEFORE_HASH, _AFTER_HASH = b',"hash":"', b'"}'
_HASH_LENGTH = 64  # hexadecimal digits
_SEAL_LENGTH = len(_BEFORE_HASH) + _HASH_LENGTH + len(_AFTER_HASH)
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Link:
    """The number and the hash of an entry; those of "none yet" by default."""

    n: int = 0
    hash: str = "0" * _HASH_LENGTH


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of the record apart from its files.

    `before` is the entry before the first one kept, `last` the last one. `file` is the name of the file that
    holds the last one ("" where there is none yet), and `size` that file's length in bytes after it. Files
    whose names come before `kept_from` were pruned.
    """

    before: Link = Link()
    last: Link = Link()
    file: str = ""
    size: int = 0
    kept_from: str = ""

    def content(self, key: bytes) -> bytes:
        """The content of `head.json`, sealed with the key."""
        return sealed(asdict(self), key, "head")[0] + b"\n"


def head_in(content: bytes, key: bytes) -> Head | None:
    """The head that a file's content holds; None where it was changed, or sealed with another key."""
    fields = unsealed(content.removesuffix(b"\n"), key, "head")
    if fields is None:
        return None
    return Head(
        Link(**fields["before"]), Link(**fields["last"]), fields["file"], fields["size"], fields["kept_from"]
    )


def sealed(fields: Mapping[str, Any], key: bytes, purpose: str = "entry") -> tuple[bytes, str]:
    """The line, without its end, of the fields as canonical JSON (sorted, ASCII), and its keyed hash.

    The hash is taken of that JSON and stands as a last field behind it, so that a line vouches for each of
    its own bytes.
    """
    body = _ENCODER.encode(fields).encode("ascii")
    digest = keyed_hash(body, key, purpose)
    return body[:-1] + _BEFORE_HASH + digest.encode("ascii") + _AFTER_HASH, digest


def unsealed(line: bytes, key: bytes, purpose: str = "entry") -> dict[str, Any] | None:
    """The fields of a sealed line, its hash among them; None where it is not as it was sealed."""
    body, seal = line[:-_SEAL_LENGTH] + b"}", line[-_SEAL_LENGTH:]
    digest = seal.removeprefix(_BEFORE_HASH).removesuffix(_AFTER_HASH)
    if len(digest) != _HASH_LENGTH or not compare_digest(digest, keyed_hash(body, key, purpose).encode()):
        return None
    fields: dict[str, Any] = json.loads(line)
    return fields


def keyed_hash(content: bytes, key: bytes, purpose: str, size: int = _HASH_LENGTH // 2) -> str:
    """The BLAKE2b hash, in hexadecimal, that only the key's holder can make; one for each purpose."""
    return blake2b(content, key=key[:64], digest_size=size, person=purpose.encode("ascii")).hexdigest()
