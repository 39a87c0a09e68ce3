"""What was found in drafts before: kept in the user's cache folder, so that nothing is looked for twice.

An entry is found by a hash of all that checks read: the draft, the council's settings, policy, roster and
word lists, the versions of smcheck and of what it is installed with, and the day as far as it matters. It is
sealed with a hash of the same, so that nobody who has not the draft can read what is kept of it. Decisions
are applied afresh each time.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from functools import cached_property
from hashlib import blake2b, shake_256
from importlib.util import find_spec
from pathlib import Path

from smcheck.model.draft import Draft
from smcheck.model.version import __version__
from smcheck.review.examined import Examined
from smcheck.review.packing import packed, unpacked
from smcheck.settings.council import Council
from smcheck.settings.elections import Election
from smcheck.settings.policy import Policy

FOLDER_VARIABLE = "SMCHECK_CACHE_DIR"
"""The environment variable that names another folder than the user's cache folder."""

KEPT_DAYS = 30
"""How long an entry is kept that is not used."""

_NAME = "findings.db"
_SCHEMA = "CREATE TABLE entries (key BLOB PRIMARY KEY, value BLOB, used INTEGER) WITHOUT ROWID"
_KEY = b"fingerprints"
_CHECK_BYTES = 8
_READ = (  # of a draft
    "text", "kind", "platforms", "places", "quoted", "pictures", "attached", "sections", "answers", "repeats",
    "is_picture",
)  # fmt: skip
_BATCH = 500  # entries that are written at once


def cache_folder() -> Path:
    """The folder of the cache."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("smcheck", appauthor=False)


class Cache:
    """The entries, in one SQLite database; whatever goes wrong with it, drafts are reviewed all the same."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._lock = threading.Lock()
        self._today = dt.date.today().toordinal()
        self._written: list[tuple[bytes, bytes]] = []
        self._used: list[tuple[int, bytes]] = []
        self._database: sqlite3.Connection | None = None
        self._open()

    def of_council(
        self, council: Council, policy: Policy, key: bytes, chosen: Sequence[Sequence[str]]
    ) -> CouncilCache:
        """The entries for one council; `chosen` are the names that were selected and ignored."""
        return CouncilCache(self, _settings(council, policy, key, chosen))

    @cached_property
    def key(self) -> bytes:
        """A key for the fingerprints of a council that keeps none, the same while the cache lasts."""
        known = self.get(_KEY)
        if known is None:
            known = os.urandom(32)
            self.put(_KEY, known)
        return known

    def get(self, key: bytes) -> bytes | None:
        """The entry of a key; None where there is none."""
        with self._lock:
            try:
                row = (
                    self._database
                    and self._database.execute(
                        "SELECT value, used FROM entries WHERE key = ?", (key,)
                    ).fetchone()
                )
            except sqlite3.Error as error:
                self._drop(error)
                return None
            if not row or not isinstance(row[0], bytes):
                return None
            if row[1] != self._today:
                self._used.append((self._today, key))
            return row[0]

    def put(self, key: bytes, value: bytes) -> None:
        """Keep an entry."""
        with self._lock:
            self._written.append((key, value))
            if len(self._written) >= _BATCH:
                self._write()

    def unsealed(self, basis: bytes, key: bytes) -> bytes | None:
        """What is kept of a basis, all that it depends on; None where that is not known, or damaged."""
        name, secret = _names(basis, key)
        sealed = self.get(name)
        if sealed is None:
            return None
        content = _sealed(sealed[_CHECK_BYTES:], secret)
        return content if _check(content, secret) == sealed[:_CHECK_BYTES] else None

    def seal(self, basis: bytes, key: bytes, content: bytes) -> None:
        """Keep the content so that nobody who has not its basis and the key can read it."""
        name, secret = _names(basis, key)
        self.put(name, _check(content, secret) + _sealed(content, secret))

    def write(self) -> None:
        """Write what has not been written yet."""
        with self._lock:
            self._write()

    def close(self) -> None:
        """Write what has not been written yet, and let go of the database."""
        with self._lock:
            self._write()
            if self._database:
                self._database.close()
            self._database = None

    def _open(self) -> None:
        """Open the database, made anew where it is damaged; do without where it cannot be opened."""
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._database = sqlite3.connect(self._path, timeout=2, check_same_thread=False)
                self._database.execute("PRAGMA synchronous = OFF")
                _set_up(self._database)
                self._database.execute("SELECT value, used FROM entries LIMIT 1").fetchone()
            except sqlite3.Error as error:
                self._drop(error)
                if isinstance(error, sqlite3.OperationalError):  # busy, full, or not to be opened
                    return
            except OSError:
                return
            else:
                return

    def _write(self) -> None:
        if self._database is None or not (self._written or self._used):
            return
        try:
            with self._database as transaction:
                rows = ((key, value, self._today) for key, value in self._written)
                transaction.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
                transaction.executemany("UPDATE entries SET used = ? WHERE key = ?", self._used)
                if self._used:  # once a day
                    transaction.execute("DELETE FROM entries WHERE used < ?", (self._today - KEPT_DAYS,))
        except sqlite3.Error as error:
            self._drop(error)
        self._written, self._used = [], []

    def _drop(self, error: sqlite3.Error) -> None:
        """Do without the database, and remove it where it is damaged."""
        if self._database:
            self._database.close()
        self._database = None
        if not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def _set_up(database: sqlite3.Connection) -> None:
    """Make the table; raise `sqlite3.DatabaseError` where the file holds anything else, such as a view."""
    found = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    if not found:
        database.execute(_SCHEMA.replace("TABLE", "TABLE IF NOT EXISTS"))
    elif found != [("table", "entries", _SCHEMA)]:
        raise sqlite3.DatabaseError("this is not a cache of findings")


class CouncilCache:
    """What a cache holds for one council's settings."""

    def __init__(self, cache: Cache, settings: bytes) -> None:
        self._cache, self._settings = cache, settings

    @property
    def is_known(self) -> bool:
        """Whether the settings were found to be in order before."""
        return self._cache.get(self._settings) is not None

    def note(self) -> None:
        """Note that the settings are in order."""
        self._cache.put(self._settings, b"")

    def get(self, draft: Draft, day: dt.date, election: Election | None) -> Examined | None:
        """What was found in the draft; None where that is not known, or damaged."""
        content = self._cache.unsealed(_basis(draft, day, election), self._settings)
        return None if content is None else unpacked(json.loads(content), draft)

    def put(self, draft: Draft, day: dt.date, election: Election | None, found: Examined) -> None:
        """Keep what was found, unless something broke that may work another time."""
        if any(fault.broken for fault in found.faults):
            return
        content = json.dumps(packed(found, draft), separators=(",", ":")).encode()
        self._cache.seal(_basis(draft, day, election), self._settings, content)


def _basis(draft: Draft, day: dt.date, election: Election | None) -> bytes:
    """All that checks read of a draft and its day."""
    read = tuple(getattr(draft, name) for name in _READ)
    poll = election and (election.poll, election.since, sorted(election.excluded))
    return repr((read, draft.published, day.year, poll)).encode("utf-8", "surrogatepass")


def _names(basis: bytes, key: bytes) -> tuple[bytes, bytes]:
    """The name of an entry, and the secret that it is sealed with."""
    names = blake2b(basis, key=key, digest_size=64).digest()
    return names[:32], names[32:]


def reading_key(key: bytes) -> bytes:
    """The key of what was read in files, by whatever is installed, for the council of a key."""
    digest = blake2b(b"read in pictures\0", key=key[:64], digest_size=32)
    for stamp in (__version__, *_installed()):
        digest.update(stamp.encode("utf-8", "surrogatepass") + b"\0")
    return digest.digest()


def _settings(council: Council, policy: Policy, key: bytes, chosen: Sequence[Sequence[str]]) -> bytes:
    """A hash of all that is the same for every draft of a run."""
    digest = blake2b(key[:64], digest_size=32)
    told = {field.name: getattr(council, field.name) for field in fields(council)}
    told |= {"given": sorted(council.given), "path": None}
    del told["elections"]  # a poll counts by the draft's day
    for part in (__version__, policy, told, [tuple(names) for names in chosen]):
        digest.update(repr(part).encode("utf-8", "surrogatepass") + b"\0")
    for path in (*((council.roster,) if council.path else ()), *council.wordlists):
        digest.update(_content(council.folder / path) + b"\0")
    for stamp in _installed():
        digest.update(stamp.encode("utf-8", "surrogatepass") + b"\0")
    return digest.digest()


def _content(path: Path) -> bytes:
    try:
        return blake2b(path.read_bytes()).digest()
    except FileNotFoundError:
        return b"none"
    except OSError:
        return os.urandom(32)  # what cannot be read is known to be in order never


def _installed() -> Iterator[str]:
    """What tells installations apart: the files of the package, and when others last came or went."""
    from smcheck.settings.words import wordlists_folder

    package = Path(__file__).parents[1]
    for folder in dict.fromkeys((package, wordlists_folder())):
        for parent, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                status = (Path(parent) / name).stat()
                yield f"{name} {status.st_size} {status.st_mtime_ns}"
    library = find_spec("spacy")
    if library and library.origin:
        yield str(Path(library.origin).parents[1].stat().st_mtime_ns)


def _sealed(content: bytes, secret: bytes) -> bytes:
    """The content under a stream that only the secret makes; twice is as before."""
    stream = int.from_bytes(shake_256(secret).digest(len(content)))
    return (int.from_bytes(content) ^ stream).to_bytes(len(content))


def _check(content: bytes, secret: bytes) -> bytes:
    return blake2b(content, key=secret, digest_size=_CHECK_BYTES).digest()
