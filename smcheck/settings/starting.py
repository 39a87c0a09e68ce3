"""The files with which a council begins: its configuration, and a roster that lists nobody yet."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from smcheck.settings.partners import PARTNER, partner_in_words
from smcheck.settings.patterns import lazy
from smcheck.settings.policy import BUILT_IN

_CONFIG = """\
# smcheck's configuration for this folder and all below it. `smcheck config` shows every setting.

# The policy: "leigh-on-sea" or "british-councils", which are built in, or the path of your own policy file.
policy = {policy}

# Who may waive an error, as `smcheck approve finding` records it.
approvers = {approvers}

# Exit with a failure for findings this grave: "error", "warning", "note" or "never".
fail_on = "warning"

# Paths to leave out, as in .gitignore: ["archive/", "*.bak.txt"]
exclude = []

# Where posts go, if always to the same platforms: ["facebook", "x"]
platforms = {platforms}

# The council's own details are never flagged, however they are spelt.
[council]
name = {name}
domains = {domains}
phones = {phones}
emails = {emails}
handles = {handles}
addresses = {addresses}
# Halls, parks and other places where you hold events, with their postcodes.
venues = {venues}

# Polls: before them, approvals to name councillors and candidates are suspended.
{polls}

# Other organisations whose published contacts a post may give; `smcheck contacts add` adds to them.
{partners}

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

_TOWN = lazy(r"\b(?:town|tc)\b", re.IGNORECASE)


def usual_approver(council: str) -> str:
    """Who may waive an error where a council of this name says nothing of it: its clerk."""
    return "Town Clerk" if _TOWN.search(council) else "Clerk"


_ONE = {"name": "", "policy": BUILT_IN}
_LISTS: Mapping[str, Sequence[str]] = {
    "domains": (), "phones": (), "emails": (), "handles": (), "addresses": (), "venues": (), "platforms": (),
}  # fmt: skip
_NO_POLL = "# [[election]]\n# poll = 2027-05-06"
_NO_PARTNER = '# [[partner]]\n# name = "Example Surgery"\n# phones = ["01632 960200"]'


def config_text(answers: Mapping[str, Sequence[str]]) -> str:
    """The content of a council's configuration, of answers by the names of the settings.

    "polls" are days such as 2027-05-06, "partners" as `partner_in_words` reads them. What is not answered has
    its default.
    """
    texts = {key: _toml(next(iter(answers.get(key, ())), default)) for key, default in _ONE.items()}
    usual = (usual_approver(next(iter(answers.get("name", ())), "")),)
    lists = {
        key: _list(answers.get(key, default)) for key, default in (*_LISTS.items(), ("approvers", usual))
    }
    polls = "\n\n".join(f"[[election]]\npoll = {day}" for day in answers.get("polls", ()))
    partners = "\n\n".join(map(_partner, answers.get("partners", ())))
    return _CONFIG.format(**texts, **lists, polls=polls or _NO_POLL, partners=partners or _NO_PARTNER)


def _partner(written: str) -> str:
    entry = partner_in_words(written).entry()
    lines = (
        f"{key} = {_toml(value) if isinstance(value, str) else _list(value)}" for key, value in entry.items()
    )
    return "\n".join((f"[[{PARTNER}]]", *lines))


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _list(values: Sequence[str]) -> str:
    return "[" + ", ".join(_toml(value) for value in values) + "]"
