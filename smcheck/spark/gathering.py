"""From the files of archives to posts with ids, in the processes that Spark starts.

What cannot be read as a post is one all the same, with the reason: nothing is lost on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_id, shown_name
from smcheck.model.showing import visible
from smcheck.readers import read_content
from smcheck.readers.decoding import decode
from smcheck.readers.jsonl import strict_object
from smcheck.spark.names import Names
from smcheck.spark.recipe import Recipe
from smcheck.spark.rows import day_of

if TYPE_CHECKING:
    import pandas as pd

TYPES = {
    "id": "binary", "text": "binary", "length": "bigint", "day": "binary", "platform": "binary",
    "kind": "binary", "problem": "string", "source": "string", "account": "string", "seal": "string",
}  # fmt: skip
"""The columns of posts, with their types."""

MADE = "~"
"""What an id begins with that was made of a post's content and place."""

LARGEST_EXPORT = 512 * 1024 * 1024
"""Bytes of a file of an archive of X or Facebook, which is read as a whole."""

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of a line of JSON Lines."""

Values = dict[str, Any]


@dataclass(frozen=True)
class Gathering:
    """What is sent to the processes that read archives beneath a root.

    `root` is the root's place, `shown` what stands for it in the name of a source; `kind` is what all posts
    are said to be, None for what the archive says.
    """

    recipe: Recipe = field(repr=False)
    names: Names
    root: str
    shown: str
    kind: str | None = None
    month_first: bool = False

    def columns(self, batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Posts of rows of Parquet or CSV: cells with file, account, and hash where they are too long."""
        for batch in batches:
            yield _frame(self._of_cells(row) for row in _rows(batch))

    def lines(self, batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Posts of lines of JSON Lines, with their file, and hash and length where they are too long."""
        for batch in batches:
            yield _frame(self._of_line(row) for row in _rows(batch))

    def exports(self, batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Posts of whole files of archives of X and Facebook, by their paths."""
        for batch in batches:
            for path in batch["path"]:
                yield _frame(self._of_export(Path(path)))

    def _of_cells(self, row: Values) -> Values:
        said = {name: _said(row[name]) for name in ("id", "day", "platform", "kind", "account")}
        problem = row["problem"]
        if row["corrupt"] is not None:  # which cell is which is not known
            said, problem = {}, "the row does not fit the header; put texts with commas in quotes"
        return self._post(
            row["file"], row["text"], said, int(row["length"]), problem, row["digest"], row["corrupt"]
        )

    def _of_line(self, row: Values) -> Values:
        content: bytes | None = row["value"]
        if content is None:
            problem = f"the line has {int(row['length']):,} bytes; the limit is {LONGEST_LINE:,}"
            return self._post(row["file"], None, {}, 0, problem, row["digest"])
        try:
            post = json.loads(decode(content), object_pairs_hook=strict_object)
        except (ValueError, RecursionError, DraftError):  # the error's own words may quote the post
            return self._post(row["file"], None, {}, 0, "the line is not JSON", None, content)
        if not isinstance(post, dict):
            return self._post(row["file"], None, {}, 0, "the line is no object with a text", None, content)
        said = {what: _written(post.get(name)) for what, name in self.names.given.items() if what != "text"}
        text = post.get(self.names.text or "")
        if text is not None and not isinstance(text, str):
            problem = f"the text is no text, but a value of the type {type(text).__name__}"
            return self._post(row["file"], None, said, 0, problem, None, content)
        return self._post(row["file"], None if text is None else _bytes(text), said, 0, None)

    def _of_export(self, path: Path) -> Iterator[Values]:
        met: dict[str, int] = {}
        file = path.as_posix()
        try:
            items = list(read_content(_whole(path), path.name))
        except (OSError, DraftError) as error:
            items = [DraftError(f"the file cannot be read: {getattr(error, 'strerror', None) or error}")]
        for number, item in enumerate(items, 1):
            if isinstance(item, DraftError):
                yield self._post(file, None, {"id": f"{self.source(file)}#{number}"}, 0, str(item))
            elif isinstance(item, Draft):
                identifier = self._id_of_draft(item, file)
                met[identifier] = met.get(identifier, 0) + 1
                part = f":{met[identifier]}" if met[identifier] > 1 else ""
                said = {
                    "id": f"{identifier}{part}",
                    "day": item.date.isoformat() if item.date else None,
                    "platform": ",".join(item.platforms),
                    "kind": item.kind,
                }
                yield self._post(file, _bytes(item.text), said, 0, None)

    def _id_of_draft(self, draft: Draft, file: str) -> str:
        """That of a post of X; one of Facebook has none but its place."""
        return f"{draft.id}" if "x" in draft.platforms else f"{self.source(file)}#{draft.id}"

    def source(self, file: str) -> str:
        """The name of a file as people know it, wherever its root lies."""
        place = unquote(urlsplit(file).path) if "://" in file or file.startswith("file:") else file
        root = unquote(urlsplit(self.root).path) if "://" in self.root else self.root
        inside = place.removeprefix(root).strip("/") if place.startswith(root) else place.rpartition("/")[2]
        return f"{self.shown}/{inside}" if inside else self.shown

    def _post(
        self,
        file: str,
        text: bytes | None,
        said: dict[str, str | None],
        length: int,
        problem: str | None,
        digest: str | None = None,
        content: object = None,
    ) -> Values:
        """A post of such cells; `digest` and `content` stand for what of it is not handed on."""
        source = self.source(file)
        written = (said.get("day") or "").strip()
        day = day_of(written, month_first=self.month_first) if written else None
        cells = {
            "day": day.isoformat() if day else written,
            "platform": said.get("platform"),
            "kind": self.kind or said.get("kind"),
        }
        account = said.get("account")
        told = (text, length, *cells.values(), account, problem, digest, content)
        seal = self.recipe.keyed("post", *map(_for_hash, told))
        return {
            "id": _bytes(self._id(said.get("id"), source, seal)),
            "text": text,
            "length": length,
            **{name: None if value is None else _bytes(value) for name, value in cells.items()},
            "problem": None if problem is None else visible(problem),
            "source": visible(shown_name_of(source)),
            "account": visible(shown_name(account)) if account else None,
            "seal": seal,
        }

    def _id(self, given: str | None, source: str, seal: str) -> str:
        """The id that it has; one made of content and place where it has none, or of a contact as its id."""
        given = (given or "").strip()
        if not given:
            return MADE + self.recipe.keyed("place", source, seal)
        return visible(given) if shown_id(given) == given else MADE + self.recipe.keyed("id", given)


def shown_name_of(source: str) -> str:
    """A source's name as findings may have it: a part that may be personal is masked."""
    return "/".join(map(shown_name, source.split("/")))


def _whole(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_EXPORT:
        raise DraftError(f"it is larger than {LARGEST_EXPORT // 1024 // 1024} MiB; split it")
    return path.read_bytes()


def _said(cell: bytes | str | None) -> str | None:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes | bytearray) else cell


def _written(value: object) -> str | None:
    """A value of JSON as a cell: texts and numbers, and lists of texts."""
    if isinstance(value, list):
        return ",".join(each for each in value if isinstance(each, str))
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _for_hash(value: object) -> str:
    if isinstance(value, bytes | bytearray):
        return bytes(value).hex()
    return "" if value is None else str(value)


def _rows(batch: pd.DataFrame) -> Iterator[Values]:
    names = [str(name) for name in batch.columns]
    for cells in zip(*(batch[name] for name in names), strict=True):
        yield dict(zip(names, cells, strict=True))


def _frame(rows: Iterator[Values]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(TYPES), dtype=object)
