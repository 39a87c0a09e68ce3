"""What may be shown of a draft's source, of its row's identifier, and of names."""

from __future__ import annotations

import pytest

from smcheck import Draft, Reviewer
from smcheck.model.masking import mask_note, shown_id
from smcheck.readers import read_content
from smcheck.review.redaction import redact

PRIVATE = "12 Oak Road, SS9 1AA, QQ 12 34 56 C, sam@example.org"
HIDDEN = [
    (f"<!-- {PRIVATE} --><p>Hello", "a.html"),
    (f"<p data-owner='{PRIVATE}' class=x>Hello", "a.html"),
    (f"<style>/* {PRIVATE} */</style><p>Hello", "a.html"),
    (f"<script>var a = '{PRIVATE}'</script><p>Hello", "a.html"),
    (f"Hello <!-- {PRIVATE} --> all", "a.md"),
    (f"Hello\n\n[//]: # ({PRIVATE})\n", "a.md"),
    (f"Hello\n\n[x]: https://a.example '{PRIVATE}'\n", "a.md"),
]


def first(content: str, name: str) -> Draft:
    return next(item for item in read_content(content.encode(), name) if isinstance(item, Draft))


@pytest.mark.parametrize(("content", "name"), HIDDEN, ids=[content[:12] for content, _ in HIDDEN])
def test_what_markup_keeps_from_view_is_masked_in_the_shown_source(content: str, name: str) -> None:
    draft = first(content, name)
    masked = Reviewer(select=["phone"]).review(draft).masked
    assert len(masked) == len(draft.text)
    assert not any(word in masked for word in ("Oak", "SS9", "1AA", "12 34", "sam", "example.org"))
    assert "Hello" in masked


def test_the_names_of_markup_stay() -> None:
    draft = first("<p class='secret' title=\"Hello\">Hi <b>all</b>", "a.html")
    assert (
        Reviewer(select=["phone"]).review(draft).masked == "<p class='••••••' title=\"Hello\">Hi <b>all</b>"
    )


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (f"Hello <!-- {PRIVATE} --> all", "<!-- "),
        (f"Hello\n\n[//]: # ({PRIVATE})\n", "[//]: # ("),
        ("Hello <b class='x' data-call='07700 900123'>all</b>", "<b class='x' data-call='"),
    ],
)
def test_a_copy_masks_comments_and_keeps_its_markup(content: str, kept: str) -> None:
    copy = redact(Reviewer(select=["phone"]).review(first(content, "a.md")))
    assert kept in copy
    assert not any(word in copy for word in ("Oak", "SS9", "12 34", "sam", "07700"))


@pytest.mark.parametrize(
    "identifier", ["07700 900123", "+44 7700 900123", "(020) 7946 0123", "sam@example.org"]
)
def test_an_identifier_that_is_a_contact_is_masked(identifier: str) -> None:
    sheet = f"id,text\n{identifier},Hello all\n"
    assert not any(map(str.isalnum, first(sheet, "a.csv").id or ""))
    assert not any(map(str.isalnum, shown_id(identifier) or ""))


@pytest.mark.parametrize("identifier", [None, "1", "post-7", "2026-12-01", "1234567890123456789", "0042"])
def test_other_identifiers_stay(identifier: str | None) -> None:
    assert shown_id(identifier) == identifier


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("see 07700 900123", "see ••••• ••••23"),
        ("ring +44 7700 900123, or (01632) 960123", "ring +•• •••• ••••23, or (•••••) ••••23"),
        ("Jo, sam@example.org", "Jo, •••@•••••••.•rg"),
        ("sam at example dot org", "••• •• ••••••• ••• •rg"),
        ("QQ 12 34 56 C is hers", "•• •• •• •6 C is hers"),
        ("14 Elm Road, ZZ1 1ZZ", "14 Elm Road, ••• •••"),
        ("card 4111 1111 1111 1111", "card •••• •••• •••• ••11"),
        ("on 29.11.2026 07700 900123", "on 29.11.2026 ••••• ••••23"),
        ("2026-11-29 07700 900123", "2026-11-29 ••••• ••••23"),
        ("tel.07700900123", "tel.•••••••••23"),
    ],
)
def test_what_is_personal_in_a_note_is_masked(note: str, shown: str) -> None:
    assert mask_note(note) == shown


@pytest.mark.parametrize(
    "note",
    [
        "", "asked by phone", "terms read", "agreed on 2026-11-29, minute 123/26", "on 29.11.2026", "29/11/2026",
        "29 11 2026", "for 2026-2027", "2026 – 2027", "the fete of 5 July 2026 at 10.30", "Rule 11 (section 4)",
        "see request 20261129-190000-0a1b2c3d", "paid £1,250,000", "meet at the green. Then go",
        "from 2026-11-29 to 2027-03-31",
    ],
)  # fmt: skip
def test_a_note_without_personal_data_stays(note: str) -> None:
    assert mask_note(note) == note
