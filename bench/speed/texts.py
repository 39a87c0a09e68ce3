"""Posts of an invented council, the same ones every time: what the speed is measured on.

The first reader begins to read every post. Of 136 real ordinary ones three in ten need the person recogniser
as well; `drafts` mixes them much alike.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

ONE = {
    "no model": (
        "The library on Elm Road is open again from Saturday 12 June. The new shelves are in, the quiet "
        "corner has twelve chairs, and the seed swap is by the door. Tea, cake and music from 10am until "
        "4pm. The lending machine takes books, films and games. Entry is free, and the ramp is beside the "
        "building. The number 7 bus stops outside at ten past the hour. Opening times are on the gate and on "
        "the website."
    ),
    "first reader": (
        "We are replacing the lights on Elm Road from Monday 14 June. The road stays open, but please allow "
        "more time for your journey and follow the signs. If you live there, you can still park in the "
        "evening. Thank you to everyone who told us about the dark corner near the shops. You asked and we "
        "listened! Tell us what you think of the new lights at the open evening on Friday, or ring us on "
        "01632 960999."
    ),
    "first reader and persons": (
        "We are so proud of our volunteers! Pete Nelson and Sandra Okafor have run the Elm Road repair shed "
        "for eleven years, and you have brought them 4,000 lamps, bikes and toasters. Please join us on "
        "Saturday 12 June at 2pm to say thank you. Sandra will show you how to mend a plug, and Pete is "
        "baking his lemon cake. If you can help on the day, tell us by Wednesday. Everyone is welcome, and "
        "tea is on us."
    ),
    "both readers and persons": (
        "Pete Nelson and Sandra Okafor have run the Elm Road repair shed for eleven years, and the people "
        "who moaned about it at the meeting on Monday could not mend a plug between them. Some would rather "
        "sneer from the back row than lift a finger for their neighbours. Please join us on Saturday 12 June "
        "at 2pm to say thank you. Sandra will show you how to mend a plug, and Pete is baking his lemon cake."
    ),
}
"""One draft of 400 characters for each way through the models."""

OPTIONS = {
    "no model": ("--config", "without.toml"),
    "first reader": ("--quick",),
    "first reader and persons": ("--quick",),
    "both readers and persons": (),
}
"""With which each is reviewed: the settings may switch the models off, and one reader may do."""

WITHOUT_MODELS = "classifier = false\nlanguage_model = false\n"

_QUIET = (
    "The {place} is open again from {day}.",
    "{road} is closed between the church and the station on {day} from {hour}am until 4pm.",
    "Notice of poll: it is on {day} and the polling station is the {place}.",
    "Bins on {road} are collected on {day} because of the bank holiday.",
    "The next planning meeting is on {day} at 7.{minute}pm in the {place}.",
    "Stalls, music and cakes at the {place} on {day} from {hour}am.",
    "The agenda is in the library and at https://www.example.gov.uk/agenda/{number}.",
    "The new benches by the {place} are in.",
    "The number {number} bus stops outside at ten past the hour.",
    "The water on {road} is off for {number} minutes on {day}.",
    "There are {number} places, and entry is free.",
    "Doors open at {hour}am.",
    "The minutes of the last meeting are in the library.",
)
_JUDGED = (
    "Please bring your own mug to the {place} on {day}.",
    "You can have your say on the plans for {road} until {day}.",
    "Thank you to everyone who came to the {place}, you were wonderful!",
    "If you see a light out on {road}, tell us on 01632 9600{number}.",
    "We know that the works on {road} are a nuisance, and we are sorry for the noise.",
    "Do remember to bring photo ID when you vote on {day}: they will ask for it at the {place}.",
    "Residents of {road} will get a letter from us before {day}.",
    "Our allotment holders have {number} plots, and you could be next on the list 🌱",
    "Write to us at hello@example.org and we will answer you by {day}.",
    "Children under {hour} must come with their parents, who get a free hot drink.",
    "Dog owners, please pick up after your dog on {road}: you will find bins at both ends.",
    "Don't miss the {place} bake-off on {day}, and tell your neighbours!",
)
_NAMED = (
    "{name} will show you round the {place} on {day}.",
    "Thank you to {name}, who has swept {road} every week for {hour} years.",
    "{name} and {name} won the cup for the best front garden on {road}.",
    "Come and meet {name}, our new caretaker, at the {place} on {day}.",
    "Well done to {name}, who ran {number} miles for the youth club!",
    "{name} of {road} has grown a pumpkin of {number} pounds.",
)
_FILLINGS = {
    "place": (
        "village hall", "library", "church hall", "sports pavilion", "market square", "youth club", "museum",
        "community garden", "bandstand", "leisure centre", "primary school", "old fire station",
    ),
    "road": (
        "Elm Road", "Station Road", "Church Lane", "Mill Street", "High Street", "Orchard Way",
        "Marine Parade", "Nelson Drive", "Victoria Avenue", "Park Lane",
    ),
    "day": tuple(
        f"{day} {date} {month}"
        for month in ("April", "June", "July", "September")
        for date, day in enumerate(("Monday", "Tuesday", "Thursday", "Friday", "Saturday"), 4)
    ),
    "hour": tuple(map(str, range(8, 12))),
    "minute": ("00", "15", "30"),
    "number": tuple(map(str, range(12, 60))),
    "name": tuple(
        f"{first} {last}"
        for first in ("Pete", "Sandra", "Amina", "Gareth", "Joan", "Tunde", "Priya", "Callum", "Mavis", "Olu")
        for last in ("Okafor", "Penhaligon", "Whitlock", "Adeyemi", "Brackley", "Sandhu", "Tregenza", "Moss")
    ),
}  # fmt: skip
_KINDS = (_QUIET, (*_QUIET, *_JUDGED), (*_QUIET, *_JUDGED, *_NAMED))
_MORE = "More on https://www.example.gov.uk/news/"
_MIDDLE = 275  # a draft ends before the sentence that would pass its length: the mean is less


def drafts(count: int) -> Iterator[str]:
    """So many posts of 290 characters on average, each different."""
    for index in range(count):
        chance = random.Random(index)  # noqa: S311  # the same posts every time, nothing secret
        sentences = chance.choices(_KINDS, (12, 61, 27))[0]
        yield f"{_post(chance, sentences, chance.randint(_MIDDLE - 200, _MIDDLE + 200))} {_MORE}{index}"


def _post(chance: random.Random, sentences: tuple[str, ...], length: int) -> str:
    post = _sentence(chance, sentences[-1])
    for form in chance.sample(sentences, len(sentences) - 1):
        sentence = _sentence(chance, form)
        if len(post) + len(sentence) >= length:
            break
        post += " " + sentence
    return post


def _sentence(chance: random.Random, form: str) -> str:
    """The form with something chosen for each gap."""
    while "{" in form:
        gap = form[form.index("{") + 1 : form.index("}")]
        form = form.replace("{" + gap + "}", chance.choice(_FILLINGS[gap]), 1)
    return form[0].upper() + form[1:]


def long_draft(characters: int) -> str:
    """One draft of so many characters: posts of every kind, a paragraph each."""
    return "\n\n".join(drafts(characters // 200))[:characters]


def folder(path: Path, count: int) -> Path:
    """Write so many drafts, a file each, into a new folder."""
    path.mkdir(parents=True)
    for index, text in enumerate(drafts(count)):
        (path / f"{index:05}.txt").write_text(text + "\n", encoding="utf-8")
    return path
