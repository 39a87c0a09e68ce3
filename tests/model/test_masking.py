"""What may be shown of a draft's source, of its row's identifier, and of names."""

from __future__ import annotations

import pytest

from smcheck import Draft, Reviewer
from smcheck.model.masking import shown_id
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
