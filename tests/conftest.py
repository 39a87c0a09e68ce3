"""What many tests share: an invented council with its people, and a reviewer for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from smcheck import Council, Reviewer, load_council
from smcheck.review.cache import FOLDER_VARIABLE
from smcheck.settings.default_council import FOLDER_VARIABLE as CONFIG_FOLDER_VARIABLE
from smcheck.settings.elections import Election

settings.register_profile("ci", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("ci")

TODAY = dt.date(2026, 11, 22)
ELECTION = Election(dt.date(2035, 5, 3))
"""A poll whose period begins long after today."""

CONFIG = """\
approvers = ["The Clerk", "Town Clerk", "C"]
email_waiver = "This e-mail is meant only for the person it is addressed to."
email_signatures = ["Kind regards, Example Town Council"]

[council]
name = "Example Town Council"
domains = ["example.gov.uk"]
phones = ["01632 960999"]
emails = ["clerk@example.gov.uk"]
handles = ["@ExampleTC"]
addresses = ["1-3 Example Road, Exampleton, ZZ1 1ZZ"]
venues = ["Example Hall, 7 Mill Lane, ZZ1 2ZZ"]
"""

PEOPLE = """\
[[person]]
name = "Sam Example"
group = "councillor"
titles = ["Cllr", "Councillor"]
roles = ["Deputy Mayor"]
known_as = ["Sammy"]
handles = ["@CllrSamExample"]

[[person]]
name = "Alex Specimen"
group = "employee"
roles = ["Town Clerk's assistant"]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache: no test reads or writes the user's own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own configuration: no test reads or writes which council is the default there."""
    folder = tmp_path_factory.mktemp("own-settings")
    monkeypatch.setenv(CONFIG_FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def council_folder(tmp_path: Path) -> Path:
    """A folder with a council's configuration and roster, and a fixed key for fingerprints."""
    (tmp_path / "smcheck.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "people.toml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "smcheck.key").write_text("5eed" * 16, encoding="ascii")
    return tmp_path


@pytest.fixture
def council(council_folder: Path) -> Council:
    return load_council(council_folder / "smcheck.toml")


@pytest.fixture
def reviewer(council: Council) -> Reviewer:
    return Reviewer(council, date=TODAY)


@pytest.fixture(scope="session")
def shared_reviewer(tmp_path_factory: pytest.TempPathFactory) -> Reviewer:
    """One reviewer for the tests that only read from it."""
    folder = tmp_path_factory.mktemp("council")
    (folder / "smcheck.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    (folder / "smcheck.key").write_text("5eed" * 16, encoding="ascii")
    council = replace(load_council(folder / "smcheck.toml"), elections=(ELECTION,))
    return Reviewer(council, date=TODAY)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden reports anew")
