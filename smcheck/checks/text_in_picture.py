"""Words in a picture that neither the post nor a description says.

The words of a picture, read by `smcheck[pictures]`, are held against all that the draft says, descriptions
(alt text) included. The essentials are enough: every phone number, address on the web and mailbox, three
quarters of the other figures (days, times, prices), and a third of the words that say something. Of a picture
with fewer than five such words nothing is said: it is a sign or a name in a photograph.

Why:
    People who cannot see a picture hear none of its words, and no search finds them.
Flagged:
    - (with the poster of the fete) Not to be missed!
Not flagged:
    - (with the poster of the fete) Summer fete, village green, Sat 12 July, noon to 5pm. Ring 01632 960999.
Instead:
    Say the essentials in the post, or type the words out as the description of the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.pictures import place_of
from smcheck.model.finding import Category, Hit
from smcheck.model.masking import mask_note
from smcheck.settings.words import words_of

CATEGORY: Category = "accessibility"
_LEAST_WORDS = 5
_FIGURES, _WORDS = 0.75, 0.34  # the shares that are enough
_ALIKE = 80  # of 100, of words of which one may have been misread
_LONGEST_SHOWN = 700  # characters
_MOST = 400  # words of a picture that are looked for

_CONTACT = re.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|(?<!\d)(?:\+|\(?0)\d(?:[ ()-]{0,2}\d){8,12}(?!\d)", re.IGNORECASE
)
_FIGURE = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CLOCK = re.compile(r"\b(1[3-9]|2[0-3])[:.]([0-5]\d)\b")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every picture whose words the draft leaves to it."""
    for picture in context.draft.pictures:
        if picture.words and not _is_said(picture.words, context.text.raw):
            shown = mask_note(" / ".join(picture.words.split("\n")))
            yield Hit(
                *place_of(context.text.raw, picture.name),
                "the words in the picture {name} are for those alone who see it",
                "Say the essentials in the post, or give the picture a description: “Alt text: {text}”.",
                0.8,
                shown=True,
                words={"name": picture.name, "text": _cut(shown)},
            )


def _is_said(words: str, text: str) -> bool:
    """Whether a text says the essentials of the words, or these are too few."""
    telling = _telling(words)
    if len(telling) < _LEAST_WORDS:
        return True
    contacts, said = _contacts(words), _contacts(text)
    if not all(any(contact in one for one in said) for contact in contacts):
        return False
    figures = _figures(words)
    if figures and len(figures & _figures(text)) < _FIGURES * len(figures):
        return False
    return _share(telling, _telling(text)) >= _WORDS


def _contacts(text: str) -> set[str]:
    """Phone numbers as digits, mailboxes and addresses on the web as they are compared."""
    found = set()
    for match in _CONTACT.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        is_number = not any(char.isalpha() for char in match[0])
        written = _SCHEME.sub("", match[0]).casefold().rstrip("/.,;:!?)")
        found.add(digits.removeprefix("44").removeprefix("0") if is_number else written)
    return found


def _figures(text: str) -> set[int]:
    """The figures of a text, contacts left out; 19:30 and 7.30 are the same, and so are noon and 12."""
    said = words_of("pictures.noon")
    noon = {12} if any(word.casefold() in said for word in _WORD.findall(text)) else set()
    plain = _CLOCK.sub(lambda clock: f"{int(clock[1]) - 12}:{clock[2]}", _CONTACT.sub(" ", text))
    return noon | {int(figure) for figure in _FIGURE.findall(plain) if len(figure) <= 6 and int(figure)}


def _telling(text: str) -> list[str]:
    """The words that say something, each once."""
    common = words_of("english.common")
    found = dict.fromkeys(word.casefold() for word in _WORD.findall(_CONTACT.sub(" ", text)))
    return [word for word in found if word not in common][:_MOST]


def _share(words: list[str], said: list[str]) -> float:
    """The share of the words that are said, letters aside that may have been misread."""
    from rapidfuzz import fuzz, process

    known = set(said)
    near = (
        word in known or process.extractOne(word, said, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        for word in words
    )
    return sum(map(bool, near)) / len(words)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rpartition(' ')[0]} …"
