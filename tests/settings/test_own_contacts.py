"""What a council may list as its own: what councils have is kept, and what is no contact is refused."""

from __future__ import annotations

import pytest

from smcheck.model.errors import ConfigError
from smcheck.settings.own_contacts import as_kept

KEPT = {
    "phones": [
        "01632 960111", "(01632) 960111", "01632-960111", "01632960111", "+44 1632 960111",
        "+44 (0)1632 960111", "0044 1632 960111", "(+44) 1632 960111", "020 7946 0000", "07700 900000",
        "0300 123 4567", "0345 600 0 111", "0800 1111", "0845 4647", "01632 96011", "01632 960111 ext 12",
        "01632 960111 x12", "01632 960111, ext. 12", "Tel: 01632 960111", "Freephone 0800 123 4567",
        "tel:01632960111", "+353 1 234 5678", "101", "111", "999", "116 123", "116123", "85258",
    ],
    "addresses": [
        "1-3 Example Road, Exampleton, ZZ1 1ZZ", "1 A Road, ZZ1 1ZZ", "The Green, Mill Lane", "The Green",
        "The Pavilion, Exampleton", "Y Ganolfan, Heol y Bont", "Y Ganolfan", "Unit 4", "14a High Street",
        "St Mary's", "PO Box 12, Exampleton", "Hall ZZ1 1ZZ", "Office at The Old School, Mill Lane",
        "The Green at Exampleton", "The Office, Unit 101, 12 Mill Lane",
    ],
    "venues": ["Guildhall", "The Green", "Trinity Hall, ZZ1 1ZZ", "Y Ganolfan", "The Dot at Exampleton"],
    "handles": ["@ExampleTC", "ExampleTC", "@abertawen.cc", "@council@social.example"],
    "emails": ["clerk@example.gov.uk", "mailto:clerk@example.org", "*@example.org"],
}  # fmt: skip
REFUSED = {
    "phones": [
        "960111", "0960111", "+44 960111", "1632 960111", "07700 900000 x", "07700 900000 or so", "01632",
        "0", "ring the office", "01632 960111 01632 960112", "clerk@example.org", "07700 900 00", "0300 123 456", "1234",
    ],
    "addresses": [
        "Somewhere", "clerk@x", "clerk at x", "clerk at example dot org", "clerk (at) example (dot) org",
        "@abertawen cc", "The Office @ The Green", "12", "a b", "www.example.org", "01632 960111", "?",
    ],
    "venues": ["clerk@x", "clerk at x", "@abertawen cc", "12", "-"],
    "handles": ["@abertawen cc", "@", "a b"],
    "emails": ["clerk@x", "clerk at x", "clerk@x; clerk at x", "clerk", "a b@example.org"],
}  # fmt: skip


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in KEPT.items() for value in values])
def test_what_councils_have_is_kept(key: str, value: str) -> None:
    kept = as_kept(key, value)
    assert kept.removeprefix("@") == value.removeprefix("@").removeprefix("mailto:")


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in REFUSED.items() for value in values]
)
def test_what_is_none_is_refused_in_a_sentence(key: str, value: str) -> None:
    with pytest.raises(ConfigError, match=" is no "):
        as_kept(key, value)
