"""The public names, the example in the documentation, and the changelog."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import smcheck
from smcheck.review import reviewer

ROOT = Path(__file__).parents[1]


def test_every_public_name_is_there() -> None:
    assert sorted(smcheck.__all__) == list(smcheck.__all__)
    for name in smcheck.__all__:
        assert getattr(smcheck, name).__doc__
    with pytest.raises(AttributeError, match="nonsense"):
        smcheck.nonsense  # noqa: B018


def test_the_documented_example_runs() -> None:
    results = doctest.testmod(reviewer)
    assert (results.failed, results.attempted > 0) == (0, True)


def test_the_changelog_has_this_version() -> None:
    assert f"## {smcheck.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_installed_package_has_its_licence_listed() -> None:
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z0-9_.-]+)==", locked, re.MULTILINE))
    listed = (ROOT / "THIRD_PARTY_LICENCES.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z0-9_.-]+) \| ([^|]+) \|", listed, re.MULTILINE))
    assert names
    assert {name for name in names if not rows.get(name, "").strip()} == set()
