"""The person recogniser that ships: its figures hold on a small sample of posts of our own."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from smcheck.models import persons
from tests.people.scoring import score


def test_the_figures_of_the_model_card_hold() -> None:
    f1, flagged = score(lambda text: [(span.start, span.end) for span in persons.find(text)])
    assert f1 >= 0.75
    assert flagged <= 0.42


def test_names_are_found_in_long_texts_too() -> None:
    text = "The library is open. " * 500 + "Our groundsman Pete Nelson was seen leaving early again."
    assert "Pete Nelson" in [text[start:end] for start, end in persons.find(text)]


def test_odd_texts_are_borne() -> None:
    assert persons.find("") == ()
    assert persons.find("\ud83d \ud83d\ude00 \x00") == ()


def test_vectors_in_bytes_keep_their_direction() -> None:
    vectors = np.random.default_rng(1).normal(size=(50, 100)).astype("float32")
    numbers, scales = persons.in_bytes(vectors)
    assert numbers.dtype == np.int8
    again, _ = persons.in_bytes(numbers * scales)
    assert (again == numbers).all()
    cosines = (vectors * numbers * scales).sum(1) / np.linalg.norm(vectors, axis=1)
    assert (cosines / np.linalg.norm(numbers * scales, axis=1) > 0.999).all()


def test_loading_leaves_spacy_whole() -> None:
    """The model loads without spaCy's commands, which can be imported afterwards all the same."""
    program = (
        "import sys; from smcheck.models import persons; print(persons.find('Thanks to Pete Nelson.'));"
        "assert 'spacy.cli' not in sys.modules; assert 'typer' not in sys.modules;"
        "import spacy.cli; print(spacy.cli.info.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["(Span(start=10,", "end=21),)", "info"]


def test_the_model_is_small() -> None:
    assert sum(path.stat().st_size for path in persons.FOLDER.rglob("*") if path.is_file()) < 25 * 1024 * 1024
