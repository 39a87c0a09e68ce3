"""What is everybody's is known, by the lists and by every rule of the Public Suffix List."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import publicsuffixlist
import pytest

from smcheck.settings.everybodys import (
    covers_everybody,
    has_everybodys_mail,
    is_everybodys,
    is_shared,
    suffixes,
)


def test_names_that_many_share() -> None:
    names = ("co.uk", "github.io", "example.co.uk", "example.org", "uk", "foo.ck", "www.ck", "a.foo.ck")
    assert [name for name in names if is_shared(name)] == ["co.uk", "github.io", "uk", "foo.ck"]


def test_the_list_as_it_is_written_says_what_the_library_reads_in_it() -> None:
    rules = Path(publicsuffixlist.PSLFILE).read_text(encoding="utf-8").splitlines()
    for rule in (line for line in rules if line and not line.startswith("//")):
        name = rule.lstrip("!*.").encode("idna").decode()
        for host in (name, f"example.{name}", f"a.example.{name}"):
            assert is_shared(host) == suffixes().is_public(host), host


@pytest.mark.parametrize(
    "name", ["gmail.com", "hotmail.co.uk", "yahoo.com", "sky.com", "proton.me", "protonmail.com"]
)
def test_where_everybody_has_a_mailbox(name: str) -> None:
    assert has_everybodys_mail(name)
    for written in (
        name,
        f"*.{name}",
        f"www.{name}",
        f"https://{name}/",
        f"*@{name}",
        f" mailto:*@{name.upper()}",
    ):
        assert covers_everybody(written) == f"everybody can have a mailbox at {name}; give the address itself"
    assert covers_everybody(f"jane.smith@{name}") == ""


@pytest.mark.parametrize(
    "name", ["co.uk", "gov.uk", "github.io", "wordpress.com", "*.gov.uk", "*@co.uk", "*@*.org.uk"]
)
def test_where_everybody_has_a_name(name: str) -> None:
    assert "is shared by many websites" in covers_everybody(name)


@pytest.mark.parametrize("name", ["uk", "*.uk", "*@com", "*@", "localhost"])
def test_an_ending_alone_is_no_domain(name: str) -> None:
    assert covers_everybody(name) == f"{name!r} is no domain; give one such as example.org"


@pytest.mark.parametrize(
    "name",
    [
        "example.gov.uk", "*@surgery.example", "exampletc.wordpress.com", "*.example.org", "outlook.surgery.example",
        "gmail-example.org", "info@example.org", "skysports.example",
    ],
)  # fmt: skip
def test_what_is_one_organisations_covers_nobody_else(name: str) -> None:
    assert covers_everybody(name) == ""


def test_a_wildcard_is_everybodys() -> None:
    assert is_everybodys("*.example.org")
    assert not is_everybodys("example.org")


def test_settings_are_read_without_the_library_of_suffixes(tmp_path: Path) -> None:
    config = tmp_path / "smcheck.toml"
    config.write_text('[council]\ndomains = ["example.gov.uk"]\n', encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from smcheck.settings.council import load_council; "
        "load_council(Path(sys.argv[1])); print('publicsuffixlist' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(config)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
