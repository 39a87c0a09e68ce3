"""The files with which a council begins: its configuration, and a roster that lists nobody yet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

_CONFIG = """\
# smcheck's configuration for this folder and all below it. `smcheck config` shows every setting.

# The policy: the built-in "leigh-on-sea", or the path of your own policy file.
policy = "leigh-on-sea"

# Who may waive an error, as `smcheck approve finding` records it.
approvers = ["Town Clerk"]

# Exit with a failure for findings this grave: "error", "warning", "note" or "never".
fail_on = "warning"

# Paths to leave out, as in .gitignore: ["archive/", "*.bak.txt"]
exclude = []

# Where posts go, if always to the same platforms: ["facebook", "x"]
platforms = []

# The council's own details are never flagged, however they are spelt.
[council]
name = {name}
domains = {domains}
phones = {phones}
emails = {emails}
handles = {handles}
addresses = {addresses}
# Halls, parks and other places where you hold events, with their postcodes.
venues = []

# Polls: before them, approvals to name councillors and candidates are suspended.
# [[election]]
# poll = 2027-05-06

# A check, a category or a rule can be made graver or milder here.
[severity]
# link = "note"
"""

EMPTY_ROSTER = """\
# The council's people. A draft that names one of them needs their approval (smcheck approve person).
# Copy the lines below for each person and take the # away.

# [[person]]
# name = "Sam Example"
# group = "councillor"           # employee, councillor, volunteer or candidate
# titles = ["Cllr", "Councillor"]
# roles = ["Deputy Mayor"]
# known_as = ["Sammy"]
# handles = ["@CllrSamExample"]
"""
"""The content of a roster that lists nobody."""

_LISTS = ("domains", "phones", "emails", "handles", "addresses")


def config_text(name: str, contacts: Mapping[str, Sequence[str]] | None = None) -> str:
    """The content of a council's configuration; `contacts` are its own, by the names of the settings."""
    lists = {key: _list((contacts or {}).get(key, ())) for key in _LISTS}
    return _CONFIG.format(name=_toml(name), **lists)


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _list(values: Sequence[str]) -> str:
    return "[" + ", ".join(_toml(value) for value in values) + "]"
