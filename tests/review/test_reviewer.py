from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from smcheck import ConfigError, Council, Draft, Reviewer, Severity
from smcheck.checks import Check, Context, all_checks
from smcheck.model.finding import Hit
from smcheck.models import language, persons
from smcheck.models.judge import Judge
from smcheck.readers import read_content
from smcheck.reporters.gathering import in_words


def broken(context: Context) -> Iterator[Hit]:
    yield Hit(0, 1, "seen")
    raise ValueError("boom")


def test_a_broken_check_is_named_and_hides_nothing(council: Council) -> None:
    checks = (*all_checks(), Check("wobbly", "tone", broken, "Doc."))
    review = Reviewer(council, checks=checks).review("Ring 07700 900123")
    assert [finding.check for finding in review.findings] == ["phone"]
    assert [(error.check, review.status) for error in review.errors] == [("wobbly", "unreviewed")]
    assert "ValueError at test_reviewer.py:" in review.errors[0].message
    assert "boom" not in review.errors[0].message


def test_a_model_that_cannot_load_is_named(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_model() -> None:
        raise OSError("no such model")

    monkeypatch.setattr(persons, "_shipped", no_model)
    review = Reviewer(council).review("Our groundsman Pete Nelson rang 07700 900123.")
    assert [finding.check for finding in review.findings] == ["phone"]
    assert review.errors[0].check == "named-person"
    assert review.status == "unreviewed"


@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff "])
def test_an_empty_draft_is_unreviewed(text: str) -> None:
    review = Reviewer().review(text.replace("\ufeff", ""))
    assert review.status == "unreviewed"
    assert "empty" in review.errors[0].message


def test_a_draft_over_the_limit_is_unreviewed() -> None:
    review = Reviewer(Council(max_characters=10)).review("x" * 11)
    assert "11 characters; the limit is 10" in review.errors[0].message
    assert Reviewer(Council(max_characters=10)).review("x" * 10).status == "clean"


def test_a_foreign_text_is_unreviewed_but_its_phone_is_found() -> None:
    text = "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb: 07700 900123."
    review = Reviewer().review(text)
    assert [finding.check for finding in review.findings] == ["phone"]
    assert [error.check for error in review.errors] == ["language"]
    assert "Welsh" in review.errors[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Croeso! Our fete is on Saturday, and there will be cake for you.",
        "CAMBRIDGE ROAD FOXTON MULTI-WAY SIGNALS 18 Sep to 1 Oct",
        "Food donated: 30 pasta, 12 rice, 10 pot noodles, 8 spaghetti, 20 tuna, 27 beans",
        "Diolch yn fawr",
        "Tickets £5. Doors 7pm. Bar. Raffle. Disco. Buffet. Quiz. Karaoke.",
    ],
)
def test_short_mixed_and_clipped_texts_are_not_foreign(text: str) -> None:
    assert not [error for error in Reviewer().review(text).errors if error.check == "language"]


def test_another_script_is_foreign() -> None:
    assert Reviewer().review("Заседание городского совета во вторник вечером").status == "unreviewed"


def test_context_lowers_one_step_and_says_so(council: Council) -> None:
    reviewer = Reviewer(replace(council, classifier=False))
    (finding,) = reviewer.review("Nobody here is an idiot.").findings
    assert (finding.severity, finding.reasons) == (Severity.WARNING, ("negated",))


@pytest.mark.parametrize("name", ["phone", "personal-contact", "11"])
def test_the_council_changes_a_severity_by_check_category_or_rule(council: Council, name: str) -> None:
    changed = replace(council, severity={name: Severity.NOTE})
    assert Reviewer(changed).review("Ring 07700 900123").worst is Severity.NOTE


@pytest.mark.parametrize("name", ["phone", "personal-contact", "11"])
def test_select_and_ignore_take_checks_categories_and_rules(council: Council, name: str) -> None:
    text = "You idiot, ring 07700 900123"
    selected = Reviewer(council, select=[name]).review(text)
    ignored = Reviewer(council, ignore=[name]).review(text)
    assert [finding.check for finding in selected.findings] == ["phone"]
    assert [finding.check for finding in ignored.findings] == ["insult"]


def test_an_unknown_name_is_refused_with_a_suggestion(council: Council) -> None:
    with pytest.raises(ConfigError, match="did you mean 'phone'"):
        Reviewer(council, select=["phon"])
    with pytest.raises(ConfigError, match="did you mean 'link'"):
        Reviewer(replace(council, severity={"links": Severity.NOTE}))


def test_the_language_model_can_be_switched_off(council: Council) -> None:
    text = "A talk by Pete Nelson on bees."
    assert Reviewer(council).review(text).findings
    assert not Reviewer(replace(council, language_model=False)).review(text).findings


def test_personal_data_is_masked_in_every_excerpt(council: Council) -> None:
    text = "Cllr 07700 900123 and wa.me/447700900123"
    review = Reviewer(council).review(text)
    assert review.findings
    assert not any("900" in finding.excerpt + in_words(finding) for finding in review.findings)


def test_a_council_adds_its_own_words(council: Council) -> None:
    (council.folder / "ours.csv").write_text(
        "term,category,role,strength,characteristic,note\nnumskull,abuse,always,medium,,ours\n",
        encoding="utf-8",
    )
    review = Reviewer(replace(council, wordlists=("ours.csv",))).review("Numskulls? One numskull.")
    assert [finding.excerpt for finding in review.findings] == ["numskull"]


def test_review_many_keeps_the_order(reviewer: Reviewer) -> None:
    texts: list[str | Draft] = ["Hello there", Draft("You idiot"), "Ring 07700 900123"]
    assert [len(review.findings) for review in reviewer.review_many(texts)] == [0, 1, 1]


def test_one_reviewer_serves_many_threads(reviewer: Reviewer) -> None:
    text = "Our groundsman Pete Nelson, you idiot, rang 07700 900123. Cyfarfod."
    expected = reviewer.review(text).findings
    results: list[bool] = []

    def work() -> None:
        results.extend(reviewer.review(text).findings == expected for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 30


def test_the_language_identifier_is_asked_only_where_english_words_are_rare(
    reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(text: str) -> tuple[str, float]:
        raise AssertionError(text)

    monkeypatch.setattr(language, "_identify", never)
    assert not reviewer.review("The fair will be on the green at noon and all of you are welcome.").errors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tel:07700900123", ["messaging-link"]),
        ("My IBAN is GB82 WEST 1234 5698 7654 32", ["iban"]),
        ("She lives at 12 Elm Road, SS9 9ZZ.", ["postal-address"]),
        ("Pay 20-00-00 55779911 or ring 07700 900123", ["bank-account", "phone"]),
    ],
)
def test_of_rival_readings_the_surest_stands(text: str, expected: list[str]) -> None:
    reviewer = Reviewer(select=["personal-contact", "personal-data"])
    assert [finding.check for finding in reviewer.review(text).findings] == expected


def test_what_masks_unselected_personal_data_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns mask; of a check that only listens nothing is masked, so that no reader need be asked."""

    def asked(*_: object) -> None:
        raise AssertionError("a reader was asked")

    monkeypatch.setattr(Judge, "judge", asked)
    review = Reviewer(select=["phone"]).review("Ring Sandra Moss on 07700 900123, or jo@example.org at home.")
    assert [finding.check for finding in review.findings] == ["phone"]
    assert not review.errors


def test_a_rival_that_is_not_selected_claims_nothing() -> None:
    findings = Reviewer(select=["postcode"]).review("She lives at 12 Elm Road, SS9 9ZZ.").findings
    assert [finding.check for finding in findings] == ["postcode"]


def test_markup_stays_while_what_it_holds_is_masked() -> None:
    (draft,) = read_content(b"<p>Ring <b>077</b>00 &#57;00123, you id<i>io</i>t</p>", "a.html")
    assert isinstance(draft, Draft)
    assert Reviewer().review(draft).masked == "<p>Ring <b>•••</b>•• ••••••••23, you id<i>io</i>t</p>"


def test_a_draft_is_masked_whole_where_a_check_of_personal_data_broke() -> None:
    checks = [check for check in all_checks() if check.name != "phone"]
    wobbly = Check("phone", "personal-contact", broken, "")
    review = Reviewer(checks=[*checks, wobbly]).review("Ring Jo on 07700 900123.")
    assert review.masked == "•••• •• •• ••••• ••••••."
    assert review.status == "unreviewed"
