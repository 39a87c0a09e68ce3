"""Compare the words of PDFs as smcheck reads them with those of pdftotext (poppler-utils), file by file.

    python bench/pdf_texts.py FOLDER [--worst 20]

Recall is the share of pdftotext's words, each as often as it has them, that smcheck has too; precision the
share of smcheck's that pdftotext has: fields, comments and descriptions, which it leaves out, count against
smcheck. Files of which pdftotext reads fewer than 20 words are counted and not compared.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from smcheck.model.draft import Draft
from smcheck.readers import read_content
from smcheck.readers.content import Choice

_FEWEST = 20  # words
_SECONDS = 60
_LINK = re.compile(r"\]\([^()\s]*\)")
_WORD = re.compile(r"\w+")


class Compared(NamedTuple):
    """One file: its name, shares of words found, seconds and pages."""

    name: str
    recall: float
    precision: float
    seconds: float
    pages: int
    said: str


def words(text: str) -> Counter[str]:
    """The words of a text, as often as it has them."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")))


def compared(path: Path) -> Compared | None:
    """A file as both read it; None where pdftotext reads next to nothing."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=False, timeout=_SECONDS
    )
    theirs = words(done.stdout.decode("utf-8", "replace"))
    pages = max(1, done.stdout.count(b"\f"))
    began = time.perf_counter()
    items = list(read_content(path.read_bytes(), path.name, Choice(pictures=False)))
    took = time.perf_counter() - began
    ours = words(_LINK.sub(" ", "\n".join(item.text for item in items if isinstance(item, Draft))))
    said = "; ".join(str(item) for item in items if isinstance(item, Exception))[:150]
    if theirs.total() < _FEWEST:
        return None
    shared = (ours & theirs).total()
    return Compared(path.name, shared / theirs.total(), shared / max(1, ours.total()), took, pages, said)


def main() -> None:
    """Print the outliers, then what is common."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=20)
    given = parser.parse_args()
    found: list[Compared] = []
    left = 0
    for path in sorted(given.folder.rglob("*.pdf")):
        try:
            result = compared(path)
        except subprocess.TimeoutExpired:
            result = None
        found += [result] if result else []
        left += result is None
    for each in sorted(found, key=lambda each: min(each.recall, each.precision))[: given.worst]:
        print(f"{each.recall:6.3f} {each.precision:6.3f} {each.seconds:6.2f} s  {each.name}  {each.said}")
    for name in ("recall", "precision"):
        shares = sorted(getattr(each, name) for each in found)
        tail = ", ".join(f"{shares[int(len(shares) * part)]:.3f}" for part in (0.05, 0.1, 0.25))
        print(f"{name}: median {statistics.median(shares):.3f}; at 5, 10 and 25 %: {tail}")
    pages = sum(each.pages for each in found)
    took = sum(each.seconds for each in found)
    print(f"{len(found)} files compared, {left} not; {pages:,} pages, {1000 * took / pages:.0f} ms each")


if __name__ == "__main__":
    main()
