"""The table of categories is complete, and what else names categories agrees with it."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

import smcheck
from smcheck.checks import all_checks
from smcheck.model.category import CATEGORIES, FAMILIES, PARTS, PERSONAL, TRAITS, Traits, parts_of
from smcheck.model.decision import KINDS
from smcheck.text.roles import ROLES

SCHEMA = Path(smcheck.__file__).parent / "reporters" / "schema.json"


def test_every_category_has_its_record_and_every_record_its_category() -> None:
    assert tuple(TRAITS) == (*CATEGORIES, *PARTS)


def test_a_check_is_about_each_that_is_checked() -> None:
    assert {check.category for check in all_checks()} == set(CATEGORIES)


@pytest.mark.parametrize("traits", TRAITS.values(), ids=list(TRAITS))
def test_a_record_is_complete(traits: Traits) -> None:
    assert traits.name == traits.name.lower().strip()
    assert traits.about
    assert traits.about[-1] != "."
    assert traits.family in ("", *FAMILIES)
    assert traits.turn == 0 or traits.family
    assert traits.approval in ("", *KINDS)
    assert traits.approval != "waiver"  # which covers a finding of any category


@pytest.mark.parametrize("name", [field.name for field in fields(Traits) if field.default is not MISSING])
def test_no_trait_is_idle(name: str) -> None:
    plain = next(field.default for field in fields(Traits) if field.name == name)
    assert [traits.name for traits in TRAITS.values() if getattr(traits, name) != plain] != []


@pytest.mark.parametrize("family", FAMILIES)
def test_each_of_a_family_has_its_turn(family: str) -> None:
    turns = sorted(traits.turn for traits in TRAITS.values() if traits.family == family)
    assert turns == list(range(len(turns)))


def test_every_kind_of_approval_is_for_one_category() -> None:
    assert sorted(traits.approval for traits in TRAITS.values() if traits.approval) == sorted(
        set(KINDS) - {"waiver"}
    )


def test_a_part_is_within_a_category_that_is_checked() -> None:
    assert {TRAITS[part].within for part in PARTS} <= set(CATEGORIES)
    assert parts_of("named-person") == ("private-person", "public-figure")
    assert parts_of("politics") == ()


def test_what_is_personal() -> None:
    assert {"personal-contact", "personal-data"} == PERSONAL
    assert all(TRAITS[name].any_language for name in PERSONAL)  # masked in every text


def test_roles_are_those_of_categories_that_are_checked() -> None:
    assert set(ROLES) <= {*CATEGORIES, "shared"}


def test_the_schema_of_reports_lists_them() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert schema["$defs"]["finding"]["properties"]["category"]["enum"] == list(CATEGORIES)
