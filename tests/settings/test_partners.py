from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from smcheck import ConfigError, Council, load_council
from smcheck.settings.changing import ChangedMeanwhileError, change_partners, seal
from smcheck.settings.partners import (
    Partner,
    find_partner,
    partner_in_words,
    partner_of,
    with_changed,
    with_partner,
    without_partner,
)

SURGERY = Partner(
    "Example Surgery",
    phones=("01632 960200",),
    emails=("*@surgery.example",),
    handles=("@ExampleSurgery",),
    addresses=("2 Elm Road, ZZ1 3ZZ",),
    domains=("surgery.example",),
)
THEATRE = Partner("Example Theatre", phones=("01632 960300", "01632 960301"))
WRITTEN = """\
# Head
[council]
name = "Example Town Council"

# Where the doctors are
[[partner]]
name = "Example Surgery"
phones = ["01632 960200"]  # reception
emails = ["*@surgery.example"]
handles = ["@ExampleSurgery"]
addresses = ["2 Elm Road, ZZ1 3ZZ"]
domains = ["surgery.example"]

# Where the plays are
[[partner]]
name = "Example Theatre"
phones = [
  "01632 960300",  # box office
  "01632 960301",
]
# Tail
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "smcheck.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_partners_are_read(config: Path) -> None:
    council = load_council(config)
    assert council.partners == (SURGERY, THEATRE)
    assert str(THEATRE) == "Example Theatre (01632 960300, 01632 960301)"


def test_a_partners_contacts_are_known_in_any_spelling_and_are_not_the_councils(config: Path) -> None:
    council = load_council(config)
    (surgery, _) = council.partners
    assert surgery.owns_phone("+44 (0)1632 960200")
    assert surgery.owns_email("Jo@Surgery.example")
    assert surgery.owns_handle("examplesurgery")
    assert surgery.owns_address("2 Elm Rd")
    assert not surgery.owns_phone("01632 960201")
    assert not council.owns_phone("01632 960200")
    assert not council.owns_domain("surgery.example")
    assert council.listed == (council, *council.partners)
    assert council.listed_postcodes == {"ZZ13ZZ"}
    assert council.postcodes == frozenset()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[[partner]]\nname = "X"', "X has no contact"),
        ('[[partner]]\nphones = ["01632 960200"]', "name: is missing"),
        ('[[partner]]\nname = "X"\nphones = ["tomorrow"]', "line 3: [[partner]] 1: phones: 'tomorrow' is no phone number"),
        ('[[partner]]\nname = "X"\nphone = ["01632 960200"]', "did you mean 'phones'"),
        ('[[partner]]\nname = "X"\nemails = "x@example.org"', "must be a list of texts"),
        (
            '[[partner]]\nname = "X"\nphones = ["01632 960200"]\n[[partner]]\nname = " x"\nphones = ["01632 960201"]',
            "stands there twice",
        ),
        ('partner = "X"', "written as [[partner]] tables"),
    ],
)  # fmt: skip
def test_what_is_no_partner_is_refused_with_its_place(tmp_path: Path, table: str, said: str) -> None:
    path = tmp_path / "smcheck.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_council(path)
    assert said in str(refused.value)


def test_a_partner_gets_further_contacts_and_none_twice() -> None:
    assert with_partner((), THEATRE) == (THEATRE,)
    more = Partner("example  THEATRE", phones=("01632 960301", "01632 960302"), handles=("@ET",))
    assert with_partner((SURGERY, THEATRE), more) == (
        SURGERY,
        Partner("Example Theatre", ("01632 960300", "01632 960301", "01632 960302"), handles=("@ET",)),
    )
    with pytest.raises(ConfigError, match="listed with these already"):
        with_partner((THEATRE,), Partner("Example Theatre", phones=("01632 960300",)))


def test_a_partner_or_some_of_its_contacts_go() -> None:
    both = (SURGERY, THEATRE)
    assert without_partner(both, "example theatre") == (SURGERY,)
    assert without_partner(both, "Example Theatre", ["01632 960300"]) == (
        SURGERY,
        Partner("Example Theatre", phones=("01632 960301",)),
    )
    assert without_partner(both, "Example Theatre", list(THEATRE.phones)) == (SURGERY,)
    with pytest.raises(ConfigError, match="did you mean 'Example Theatre'"):
        without_partner(both, "Exampl Theatre")
    with pytest.raises(ConfigError, match="has no contact '01632 960399'"):
        without_partner(both, "Example Theatre", ["01632 960399"])


@pytest.mark.parametrize(
    ("kind", "held", "spelt"),
    [
        ("phones", "01632 960200", "+44 (0)1632 960200"),
        ("emails", "Info@Surgery.example", "mailto:info@surgery.example"),
        ("handles", "@ExampleSurgery", "examplesurgery"),
        ("addresses", "2 Elm Road, ZZ1 3ZZ", "2 Elm Rd ZZ1 3ZZ"),
        ("domains", "surgery.example", "https://www.surgery.example/"),
    ],
)
def test_a_contact_is_the_same_however_it_is_spelt(kind: str, held: str, spelt: str) -> None:
    other = {"phones": ("01632 960209",), "handles": ("@Other",)}
    known = Partner("Example Surgery", **{**other, kind: (*other.get(kind, ()), held)})
    with pytest.raises(ConfigError, match="listed with these already"):
        with_partner((known,), Partner("Example Surgery", **{kind: (spelt,)}))
    assert without_partner((known,), "Example Surgery", [spelt]) == (Partner("Example Surgery", **other),)
    twice = Partner("Example Surgery", **{**other, kind: (*other.get(kind, ()), held, spelt)})
    assert without_partner((twice,), "Example Surgery", [held]) == (Partner("Example Surgery", **other),)
    assert partner_of("X", {kind: [held, spelt]}) == partner_of("X", {kind: [held]})


def test_a_contact_of_another_kind_stays() -> None:
    known = Partner(
        "Example Surgery",
        emails=("jo@surgery.example",),
        handles=("@jo.example",),
        domains=("surgery.example", "jo.example"),
    )
    for value, left in (
        ("jo@surgery.example", replace(known, emails=())),
        ("JO@surgery.example", replace(known, emails=())),
        ("jo.example", replace(known, domains=("surgery.example",))),
        ("@jo.example", replace(known, handles=())),
    ):
        assert without_partner((known,), "Example Surgery", [value]) == (left,)


def test_no_spelling_that_stands_in_the_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "smcheck.toml"
    numbers = '"01632 960200", "+44 1632 960200", "01632 960201"'
    path.write_text(f'[[partner]]\nname = "Example Surgery"\nphones = [{numbers}]\n', encoding="utf-8")
    left = put(path, lambda partners: without_partner(partners, "Example Surgery", ["(01632) 960200"]))
    assert left == '[[partner]]\nname = "Example Surgery"\nphones = ["01632 960201"]\n'
    assert not load_council(path).partners[0].owns_phone("01632 960200")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Example Surgery:", "give a phone number, a mailbox, a handle, an address or a domain"),
        ("Example Surgery: 2 Elm Road", "'2 Elm Road' is no phone number, mailbox, handle or domain; an address is added"),
        ("Example Surgery: 12", "'12' is no phone number; write it with its area code"),
        ("Freemail: *@gmail.com", "everybody can have a mailbox at gmail.com"),
        ("Freemail: gmail.com", "everybody can have a mailbox at gmail.com"),
    ],
)  # fmt: skip
def test_what_is_written_in_words_and_is_none_is_told(written: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        partner_in_words(written)
    assert said in str(refused.value)


def test_what_is_written_in_words_is_taken() -> None:
    held = partner_in_words(
        "Example Surgery: 01632 960200 ext 3, @ExampleSurgery, surgery.example, a@surgery.example"
    )
    assert held == Partner(
        "Example Surgery",
        phones=("01632 960200 ext 3",),
        handles=("@ExampleSurgery",),
        domains=("surgery.example",),
        emails=("a@surgery.example",),
    )


def test_a_partner_is_given_another_name_but_not_anothers() -> None:
    renamed = partner_of("The Playhouse", {"phones": ["01632 960300"]})
    assert with_changed((SURGERY, THEATRE), "Example Theatre", renamed) == (SURGERY, renamed)
    with pytest.raises(ConfigError, match="Example Surgery is listed already"):
        with_changed((SURGERY, THEATRE), "Example Theatre", SURGERY)
    assert find_partner((renamed,), "the playhouse") == renamed


def put(config: Path, change: object) -> str:
    change_partners(config, seal(config), change, lambda council: None)  # type: ignore[arg-type]
    return config.read_text(encoding="utf-8")


def test_only_what_is_changed_changes_in_the_file(config: Path) -> None:
    added = put(config, lambda partners: with_partner(partners, partner_of("Jo & Co", {"handles": ["JoCo"]})))
    assert added == WRITTEN + '\n[[partner]]\nname = "Jo & Co"\nhandles = ["@JoCo"]\n'
    assert put(config, lambda partners: without_partner(partners, "Jo & Co")).rstrip() == WRITTEN.rstrip()
    less = put(config, lambda partners: without_partner(partners, "Example Theatre", ["01632 960301"]))
    assert '  "01632 960300",  # box office\n' in less
    assert "01632 960301" not in less
    changed = partner_of("The Surgery", {"phones": ["01632 960200", "01632 960209"]})
    other = put(config, lambda partners: with_changed(partners, "Example Surgery", changed))
    assert (
        'name = "The Surgery"\nphones = ["01632 960200", "01632 960209"]  # reception\nemails = []\n' in other
    )
    assert "# Where the doctors are\n" in other
    assert load_council(config).partners == (changed, Partner("Example Theatre", phones=("01632 960300",)))
    left = put(config, lambda partners: without_partner(partners, "The Surgery"))
    assert "# Where the plays are\n[[partner]]\n" in left
    assert "Surgery" not in left


def test_what_was_changed_meanwhile_is_not_written_over(config: Path) -> None:
    with pytest.raises(ChangedMeanwhileError):
        change_partners(config, "0-0", lambda partners: (), lambda council: None)
    assert config.read_text(encoding="utf-8") == WRITTEN


def test_partners_that_are_written_in_one_line_are_left_to_be_edited_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "smcheck.toml"
    path.write_text('partner = [{name = "X", phones = ["01632 960200"]}]\n', encoding="utf-8")
    assert load_council(path).partners == (Partner("X", phones=("01632 960200",)),)
    with pytest.raises(ConfigError, match="edit it by hand"):
        put(path, lambda partners: without_partner(partners, "X"))


def test_a_council_has_no_partners_unless_it_says_so() -> None:
    assert Council().partners == ()
