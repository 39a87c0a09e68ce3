from __future__ import annotations

from pathlib import Path

import pytest

from smcheck.model.category import CATEGORIES
from smcheck.model.errors import ConfigError
from smcheck.settings.words import wordlists_folder
from smcheck.text import Lexicon, Term, TextView, load_lexicon
from smcheck.text.lexicon import inflected
from smcheck.text.wordlists import COLUMNS, read_list

HEADER = ",".join(COLUMNS) + "\n"


def found(*terms: str, text: str, strength: str = "") -> list[str]:
    listed = [Term(term, "tone", "blame", strength, cased=term[0].isupper()) for term in terms]
    view = TextView(text, Lexicon(listed))
    return [text[match.start : match.end] for match in view.terms("tone", "blame")]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("get a life", "Oh get a life!", ["get a life"]),
        ("moan~", "moaning, moans, moaned, moaner", ["moaning", "moans", "moaned", "moaner"]),
        ("read the? website", "read website; read the website", ["read website", "read the website"]),
        ("oh? dear? me", "oh dear me; oh me; dear me; me", ["oh dear me", "oh me", "dear me", "me"]),
        ("sigh?", "sigh", ["sigh"]),
        ("stop|quit moaning", "quit moaning", ["quit moaning"]),
        ("bunch of _? fools", "a bunch of silly fools", ["bunch of silly fools"]),
        ("vote ... out", "vote the whole lot out", ["vote the whole lot out"]),
        ("Labour", "labour of love, Labour", ["Labour"]),
        ("god's sake", "for God’s sake", ["God’s sake"]),
        ("disgrace", "utter disgraces", []),
    ],
)
def test_the_syntax_of_terms(term: str, text: str, expected: list[str]) -> None:
    assert found(term, text=text) == expected


@pytest.mark.parametrize(
    "text", ["w4nker", "wan*er", "w a n k e r", "w.a.n.k.e.r", "waaanker", "w@nker", "ｗanker"]
)
def test_disguised_words_are_found_where_they_stand(text: str) -> None:
    assert found("wanker", text=f"you {text} there", strength="strong") == [text]


@pytest.mark.parametrize("text", ["142,460", "5G", "B12", "co-op", "£4.50", "a b c", "w... anchor"])
def test_numbers_and_ordinary_words_are_not_read_as_letters(text: str) -> None:
    assert found("wanker", "ass", "bog", text=text, strength="strong") == []


def test_a_phrase_that_is_never_meant_silences_the_words_in_it() -> None:
    lexicon = Lexicon([Term("party", "politics", "party"), Term("garden party", "politics", "never")])
    view = TextView("a garden party, a party", lexicon)
    assert [match.start for match in view.terms("politics", "party")] == [18]


def test_a_phrase_silences_only_its_own_category() -> None:
    lexicon = Lexicon([Term("party", "tone", "blame"), Term("garden party", "politics", "never")])
    assert len(TextView("a garden party", lexicon).terms("tone", "blame")) == 1


def test_inflections() -> None:
    assert {"bully", "bullies", "bullied", "bullying"} <= inflected("bully")
    assert {"slag", "slags", "slagging"} <= inflected("slag")
    assert {"fake", "faked", "faking", "fakes"} <= inflected("fake")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("word,category\n", ":1: the columns must be"),
        (HEADER + "a,b\n", ":2: a line must have 6 columns"),
        (HEADER + "a,nonsense,x,,,\n", ":2: unknown category 'nonsense'"),
        (HEADER + "a,tone,x,huge,,\n", ":2: unknown strength 'huge'"),
        (HEADER + " ,tone,x,,,\n", ":2: the term is empty"),
        (HEADER + "a,tone,,,,\n", ":2: the role is empty"),
    ],
)
def test_a_malformed_list_is_refused_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        list(read_list(path))


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_lexicon((tmp_path / "none.csv",))


@pytest.mark.parametrize("path", sorted(wordlists_folder().glob("*.csv")), ids=lambda path: path.stem)
def test_the_shipped_lists_are_in_order(path: Path) -> None:
    terms = list(read_list(path))
    assert terms
    keys = [(term.term, term.category, term.role) for term in terms]
    assert len(keys) == len(set(keys)), "a term stands twice"
    assert all(term.category in {*CATEGORIES, "shared"} for term in terms)
    assert all(term.strength for term in terms if term.role == "slur")
    assert all(term.characteristic for term in terms if term.role in ("slur", "group"))
