from __future__ import annotations

from pathlib import Path

import pytest

from smcheck import ConfigError, Council, load_council
from smcheck.settings.council import find_config


def written(folder: Path, text: str) -> Path:
    path = folder / "smcheck.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_every_setting_has_its_default() -> None:
    assert load_council(None) == Council()


@pytest.mark.parametrize("number", ["01632960999", "+44 1632 960999", "(01632) 960-999", "0044 1632 960999"])
def test_own_phone_in_any_spelling(council: Council, number: str) -> None:
    assert council.owns_phone(number)
    assert not council.owns_phone("01632 960998")


@pytest.mark.parametrize(
    "address", ["CLERK@example.gov.uk", "anyone@example.gov.uk", "a@news.example.gov.uk"]
)
def test_own_mailboxes(council: Council, address: str) -> None:
    assert council.owns_email(address)
    assert not council.owns_email("clerk@example.gov.uk.example.net")


@pytest.mark.parametrize(
    "host", ["example.gov.uk", "https://www.Example.gov.uk/x", "a.b.example.gov.uk:8080"]
)
def test_own_domains(council: Council, host: str) -> None:
    assert council.owns_domain(host)
    assert not council.owns_domain("notexample.gov.uk")
    assert not council.owns_domain("https://example.gov.uk@evil.example.net/")


def test_own_handles_addresses_and_postcodes(council: Council) -> None:
    assert council.owns_handle("@exampletc")
    assert council.owns_address("1-3 Example Road")
    assert not council.owns_address("11 Example Road")
    assert council.postcodes == {"ZZ11ZZ", "ZZ12ZZ"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[council]\nphone = []", "unknown key 'phone'; did you mean 'phones'"),
        ('fail_onn = "error"', "unknown key 'fail_onn'; did you mean 'fail_on'"),
        ('fail_on = "errors"', "must be error, warning, note or never"),
        ('name = "X"', r"belongs in the table \[council\]"),
        ('[council]\nfail_on = "note"', "belongs at the top of the file"),
        ('[council]\nphones = "01632 960999"', "phones: must be a list"),
        ("[council]\nphones = [1632]", "must hold only texts in quotes, not a number"),
        ('[council]\nphones = [" "]', "must hold only texts in quotes, not an empty text"),
        ('[severity]\nphone = "huge"', "unknown severity 'huge'"),
        ("max_characters = true", "must be a whole number"),
        ('language_model = "yes"', "must be true or false"),
        ("x = [", "cannot be read"),
    ],
)
def test_a_mistake_in_the_file_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load_council(written(tmp_path, text))
    assert "smcheck.toml" in str(caught.value)


def test_the_nearest_file_upward_is_found(tmp_path: Path) -> None:
    outer = written(tmp_path, "")
    inner_folder = tmp_path / "a" / "b"
    inner_folder.mkdir(parents=True)
    assert find_config(inner_folder) == outer
    inner = written(tmp_path / "a", "")
    assert find_config(inner_folder) == inner


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "smcheck.toml"
    path.write_text('fail_on = "note"', encoding="utf-8-sig")
    assert load_council(path).fail_on == "note"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[council]\nname = "X"\ndomains = ["example.gov.uk", "gmail.com"]', "line 3: [council]: domains: 'gmail.com' covers"),
        ('[council]\ndomains = ["*.gov.uk"]', "line 2: [council]: domains: '*.gov.uk' covers"),
        ('[council]\nemails = ["*@gmail.com"]', "line 2: [council]: emails: '*@gmail.com' covers"),
        ('[council]\nemails = [" mailto:*@GMail.com"]', "emails: 'mailto:*@GMail.com' covers"),
        ('[[partner]]\nname = "X"\nemails = ["*@hotmail.co.uk"]', "line 3: [[partner]] 1: emails: '*@hotmail.co.uk' covers"),
        ('[[partner]]\nname = "X"\ndomains = ["wordpress.com"]', "line 3: [[partner]] 1: domains: 'wordpress.com' covers"),
    ],
)  # fmt: skip
def test_what_is_everybodys_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load_council(written(tmp_path, text))
    assert said in str(refused.value)


def test_what_is_one_organisations_is_taken(tmp_path: Path) -> None:
    council = load_council(
        written(
            tmp_path,
            '[council]\ndomains = ["example.gov.uk", "exampletc.wordpress.com"]\nemails = ["exampletc@gmail.com"]\n'
            '[[partner]]\nname = "X"\nemails = ["*@surgery.example", "surgery@gmail.com"]\n',
        )
    )
    assert council.owns_email("exampletc@gmail.com")
    assert not council.owns_email("jane.smith@gmail.com")
    assert council.partners[0].owns_email("surgery@gmail.com")
    assert not council.partners[0].owns_email("jane.smith@gmail.com")


@pytest.mark.parametrize(
    ("listed", "name", "may"),
    [
        ("the Clerk", "Clerk", True), ("Clerk", "The clerk", True), ("The  Clerk", " the CLERK ", True),
        ("Town Clerk", "Clerk", False), ("Thea Clerk", "a Clerk", False), ("Clerk", "the", False),
        ("Clerk", "", False),
    ],
)  # fmt: skip
def test_an_approver_is_met_in_any_case_and_with_an_article_or_without(
    listed: str, name: str, may: bool
) -> None:
    assert Council(approvers=(listed,)).is_approver(name) is may
