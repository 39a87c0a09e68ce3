"""The baseline: known findings that may stand, in a file that says nothing without the council's key.

The first line says what the file is, and under which policy it was set down; each further line is one kind of
finding in one place, sealed with the key, so that none can be put in or changed by hand. Lines are sorted and
say nothing of each other: one may be taken out, and two people's files can be merged line by line.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b, shake_256
from hmac import compare_digest
from pathlib import Path
from typing import Any

from smcheck.model.errors import ConfigError
from smcheck.model.finding import Severity
from smcheck.model.version import __version__
from smcheck.settings.decision_file import KEY_NAME
from smcheck.settings.files import locked, read_bounded, write_atomically
from smcheck.settings.policy import Policy

SIGN = rb'\{"smcheck": "baseline", "'
"""How such a file begins, as a pattern of bytes."""

_FORMAT = 1
_ABOUT = (
    "Findings of smcheck that are known and not reported again, by codes that only the council's key can "
    "make. smcheck baseline writes this file; lines may be taken out, and are told again then."
)
_LARGEST = 64 * 1024 * 1024  # bytes: some 200,000 lines
_BLOCK = 32  # bytes to which names of files are filled up, so that their lengths tell little
_NONCE = 8  # bytes
_ANEW = "or delete it, and set the findings down anew with smcheck baseline write"


class OtherPolicyError(ConfigError):
    """The baseline was set down under another policy than the one in force."""


KnownFindings = Counter["Known"]
"""How often each is known."""


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that is known: `file` and `post` say where, `check` and `finding` (its fingerprint) what.

    `file` is the path from the council's folder; `post` a code of the row's ID, or of an archived post, ""
    for neither; `draft` a code of all of the draft's text, by which a file is known under another name.
    `severity` is how grave it was when it was set down.
    """

    file: str
    post: str
    draft: str
    check: str
    finding: str
    severity: Severity


class Codes:
    """What only the holder of the council's key can make: codes of texts, and names that it can read."""

    def __init__(self, key: bytes) -> None:
        self._key = key[:64]

    def of(self, purpose: str, text: str) -> str:
        """The code of a text, another one for each purpose."""
        return self._hash(f"baseline {purpose}", text.encode("utf-8", "surrogatepass")).hex()

    def hidden(self, name: str) -> str:
        """A name under a stream that only the key makes; the same name is hidden alike each time."""
        plain = name.encode("utf-8", "surrogatepass")
        nonce = self._hash("baseline file", plain)
        filled = plain.ljust(-(-max(len(plain), 1) // _BLOCK) * _BLOCK, b"\0")
        return urlsafe_b64encode(nonce + self._streamed(filled, nonce)).decode("ascii")

    def shown(self, hidden: str) -> str | None:
        """The name that was hidden; None where it was not hidden so."""
        try:
            content = urlsafe_b64decode(hidden.encode("ascii"))
            nonce = content[:_NONCE]
            plain = self._streamed(content[_NONCE:], nonce).rstrip(b"\0")
            return (
                plain.decode("utf-8", "surrogatepass")
                if self._hash("baseline file", plain) == nonce
                else None
            )
        except ValueError:
            return None

    def _hash(self, purpose: str, content: bytes) -> bytes:
        return blake2b(content, key=self._key, digest_size=_NONCE, person=purpose.encode("ascii")).digest()

    def _streamed(self, content: bytes, nonce: bytes) -> bytes:
        secret = blake2b(nonce, key=self._key, person=b"baseline stream").digest()
        stream = shake_256(secret).digest(len(content))
        return (int.from_bytes(content) ^ int.from_bytes(stream)).to_bytes(len(content))


def read_baseline(path: Path, key: bytes, policy: Policy) -> KnownFindings:
    """What the file says is known; raises `ConfigError` where it is missing, damaged or another council's.

    That is also so where it was set down under another policy than this one, for which it says nothing.
    """
    try:
        content = read_bounded(path, _LARGEST)
    except FileNotFoundError as error:
        raise ConfigError(
            f"{path}: there is no such baseline; smcheck baseline write PATH --by NAME makes it"
        ) from error
    except OSError as error:
        raise ConfigError(f"{path}: the baseline cannot be read: {error.strerror or error}") from error
    return baseline_in(content, str(path), key, policy)


def baseline_in(content: bytes, where: str, key: bytes, policy: Policy) -> KnownFindings:
    """What a baseline's content says is known; raises `ConfigError` as `read_baseline` does."""
    codes = Codes(key)
    lines = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").splitlines()
    _refuse_foreign(lines[0] if lines else "", where, codes, policy)
    found: KnownFindings = Counter()
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            known, count = _known(_fields(line), f"{where}, line {number}", codes)
            found[known] = max(found[known], count)  # a merge may have kept the line of either side
    return found


def change_baseline(
    path: Path, key: bytes, policy: Policy, change: Callable[[KnownFindings], KnownFindings]
) -> None:
    """Write what `change` makes of the file's content, of nothing where there is none yet.

    Nobody else can write meanwhile. Raises `ConfigError` as `read_baseline` does, and where it cannot be
    written.
    """
    try:
        with locked(path):
            before: KnownFindings = read_baseline(path, key, policy) if path.exists() else Counter()
            after = change(before)
            content = baseline_text(after, key, policy).encode("utf-8")
            if len(content) > _LARGEST:
                raise ConfigError(f"{path}: this is more than one file can hold; split the folder")
            if not path.exists() or content != path.read_bytes():
                write_atomically(path, content)
    except OSError as error:
        raise ConfigError(f"{path}: the baseline cannot be written: {error.strerror or error}") from error


def baseline_text(known: Mapping[Known, int], key: bytes, policy: Policy) -> str:
    """The content of a file that says that these are known."""
    codes = Codes(key)
    head = {
        "smcheck": "baseline", "about": _ABOUT, "format": _FORMAT, "policy": policy.id,
        "adopted": policy.adopted, "version": __version__, "key": codes.of("key", ""),
    }  # fmt: skip
    lines = sorted(_line(each, count, codes) for each, count in known.items() if count > 0)
    return "\n".join((_sealed(head, codes), *lines, ""))


def _line(known: Known, count: int, codes: Codes) -> str:
    fields = {
        "file": codes.hidden(known.file), "post": known.post, "check": known.check, "finding": known.finding,
        "severity": known.severity.value, "count": count, "draft": known.draft,
    }  # fmt: skip
    return _sealed(fields, codes)


def _sealed(fields: Mapping[str, Any], codes: Codes) -> str:
    return json.dumps({**fields, "seal": codes.of("seal", json.dumps(fields))})


def _is_sealed(fields: Mapping[str, Any], codes: Codes) -> bool:
    body = {name: value for name, value in fields.items() if name != "seal"}
    return compare_digest(str(fields.get("seal")).encode(), codes.of("seal", json.dumps(body)).encode())


def _fields(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _refuse_foreign(line: str, where: str, codes: Codes, policy: Policy) -> None:
    head = _fields(line)
    for wrong in _faults(head, codes):
        raise ConfigError(f"{where}: {wrong}")
    if (head.get("policy"), head.get("adopted")) != (policy.id, policy.adopted):
        raise OtherPolicyError(
            f"{where}: the baseline was set down under the policy {head.get('policy')}, adopted "
            f"{head.get('adopted')}; in force is {policy.id}, adopted {policy.adopted}. What may stand "
            "is to be decided anew: delete it, then smcheck baseline write"
        )


def _faults(head: Mapping[str, Any], codes: Codes) -> Iterator[str]:
    """What is wrong with the first line, the plainest first."""
    if head.get("smcheck") != "baseline":
        yield "this is no baseline of smcheck, or its first line is damaged; restore it from a backup"
    if head.get("format") != _FORMAT:
        yield "the baseline was written by a newer smcheck; bring this one up to date"
    if head.get("key") != codes.of("key", ""):
        yield (
            f"the baseline was set down with another key; restore {KEY_NAME}, beside the decisions, from a "
            f"backup, {_ANEW}"
        )
    if not _is_sealed(head, codes):
        yield f"the first line of the baseline was changed or is damaged; restore it from a backup, {_ANEW}"


def _known(fields: Mapping[str, Any], where: str, codes: Codes) -> tuple[Known, int]:
    name = codes.shown(str(fields.get("file")))
    if not _is_sealed(fields, codes) or name is None:
        raise ConfigError(
            f"{where}: the line was changed or is damaged; restore the baseline from a backup, or take the "
            "line out: what it stood for is told again then"
        )
    severity = Severity(fields["severity"])
    known = Known(name, fields["post"], fields["draft"], fields["check"], fields["finding"], severity)
    return known, fields["count"]
