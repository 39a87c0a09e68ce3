"""The questions with which a council begins, and what becomes of the answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from smcheck.model.errors import ConfigError
from smcheck.settings.council import council_in
from smcheck.settings.first_answers import STEPS, own_approvers, own_policy, poll
from smcheck.settings.partners import partner_in_words
from smcheck.settings.starting import config_text

BY_KEY = {step.key: step for step in STEPS}


@pytest.mark.parametrize("written", ["2099-05-07", "7 May 2099", " 7  may 2099 ", "07/05/2099", "7.5.2099"])
def test_the_day_of_a_poll_is_read_as_people_write_it(written: str) -> None:
    assert poll(written) == "2099-05-07"


@pytest.mark.parametrize("written", ["2099-13-01", "31 April 2099", "May 2099", "soon", "2999-05-07", ""])
def test_what_is_no_day_of_a_poll_is_refused(written: str) -> None:
    with pytest.raises(ConfigError, match="is no day"):
        poll(written)


def test_a_poll_today_is_still_to_come_and_one_yesterday_is_not() -> None:
    today = dt.date.today()
    assert poll(today.isoformat()) == today.isoformat()
    with pytest.raises(ConfigError, match="has passed"):
        poll((today - dt.timedelta(1)).isoformat())


def test_addresses_are_parted_by_semicolons_and_others_by_commas() -> None:
    assert BY_KEY["addresses"].parts("1 A Road, ZZ1 1ZZ; 2 B Road;") == ["1 A Road, ZZ1 1ZZ", "2 B Road"]
    assert BY_KEY["venues"].parts("The Green, Mill Lane") == ["The Green, Mill Lane"]
    assert BY_KEY["phones"].parts("01632 960111,01632 960112, ") == ["01632 960111", "01632 960112"]
    assert BY_KEY["name"].parts("Sampleton, Over and Under") == ["Sampleton, Over and Under"]


def test_each_answer_is_kept_once_and_each_wrong_one_told() -> None:
    kept, refused = BY_KEY["handles"].checked(["ExampleTC", "@ExampleTC", "a b"])
    assert kept == ("@ExampleTC",)
    assert [sentence.split(";")[0] for sentence in refused] == ["'a b' is no handle"]


def test_what_is_written_is_what_was_answered() -> None:
    answers = {
        "name": ['The "Best" Council'], "domains": ["example.gov.uk"], "phones": ["01632 960111"],
        "emails": ["clerk@example.gov.uk"], "handles": ["@ExampleTC"], "addresses": ["1 A Road, ZZ1 1ZZ"],
        "venues": ["The Green, ZZ1 1ZX"], "polls": ["2099-05-07", "2098-05-01"], "approvers": ["A", "B"],
        "platforms": ["x", "facebook"], "policy": ["ours.toml"],
        "partners": ["Example Surgery: 01632 960200, *@surgery.example, @ExSurgery, surgery.example"],
    }  # fmt: skip
    assert set(answers) == set(BY_KEY), "a step that is not written to the file"
    council = council_in(config_text(answers).encode(), Path("smcheck.toml"))
    for key, values in answers.items():
        if key == "polls":
            assert [str(election.poll) for election in council.elections] == values
        elif key == "partners":
            assert council.partners == tuple(map(partner_in_words, values))
        else:
            held = getattr(council, key)
            assert ([held] if isinstance(held, str) else list(held)) == values, key


def test_what_is_not_answered_has_its_default() -> None:
    council = council_in(config_text({}).encode(), Path("smcheck.toml"))
    assert (council.name, council.phones, council.elections) == ("", (), ())
    assert (council.approvers, council.policy) == (("Clerk",), "leigh-on-sea")


@pytest.mark.parametrize(
    ("name", "clerk"),
    [
        ("Sampleton Town Council", "Town Clerk"), ("SAMPLETON TOWN COUNCIL", "Town Clerk"),
        ("Sampleton TC", "Town Clerk"), ("Sampleton Parish Council", "Clerk"), ("", "Clerk"),
        ("Newtown Community Council", "Clerk"), ("Cyngor Tref Sampleton", "Clerk"),
    ],
)  # fmt: skip
def test_an_error_is_let_pass_by_the_clerk_as_the_councils_name_has_it(name: str, clerk: str) -> None:
    council = council_in(config_text({"name": [name]}).encode(), Path("smcheck.toml"))
    assert council.approvers == (clerk,)
    assert own_approvers({"name": [name]}) == (clerk,)
    given = council_in(config_text({"name": [name], "approvers": ["Jo"]}).encode(), Path("smcheck.toml"))
    assert given.approvers == ("Jo",)


def test_a_partner_is_written_with_its_contacts_behind_a_colon() -> None:
    kept, refused = BY_KEY["partners"].checked(
        ["The Surgery:01632 960200 ,  info@surgery.example", "The Surgery", "Theatre: 12", "Theatre:"]
    )
    assert kept == ("The Surgery: 01632 960200, info@surgery.example",)
    assert [sentence.split(";")[0] for sentence in refused] == [
        "'The Surgery' has no colon", "'12' is no phone number", "Theatre has no contact",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("Sampleton Parish Council", "british-councils"), ("Leigh-on-Sea Town Council", "leigh-on-sea"),
        ("LEIGH-ON-SEA TC", "leigh-on-sea"), ("", "leigh-on-sea"),
    ],
)  # fmt: skip
def test_a_council_is_offered_the_policy_that_may_be_its_own(name: str, offered: str) -> None:
    assert own_policy({"name": [name]}) == (offered,)
