"""Who is named besides the roster: which words could be somebody's name, and what sort of mention it is.

Lists and the shape of words settle most of a post; only what they leave open is worth asking the
language model about, and only names that overlap something open count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from smcheck.people import lists
from smcheck.people.names import COUNCIL_TITLES, TITLES
from smcheck.text import Coverage, Span, TextView, Token
from smcheck.text.patterns import lazy


class Judgement(StrEnum):
    """What sort of mention a name is."""

    ROSTER = "roster"
    PRIVATE = "private"
    PUBLIC_FIGURE = "public-figure"
    HISTORICAL = "historical"
    NOT_A_PERSON = "not-a-person"


_GAP = re.compile(r"[^\S\n]*(?:\r?\n)?[^\S\n]*|\.[^\S\n]*|[-‐‑–]")
_STREETS = frozenset(
    "road rd street st avenue ave drive lane close crescent terrace grove mews parade boulevard highway "
    "bypass viaduct roundabout junction esplanade broadway quay wharf".split()
)
THINGS = _STREETS | frozenset(
    "gardens garden place square rise walk row view hill green park parks field fields meadow meadows wood woods "
    "woodland farm barn hall house centre center school academy college nursery playgroup preschool church "
    "chapel parish cathedral abbey priory minster hospital hospice surgery clinic practice arms inn tavern head "
    "hotel restaurant cafe café tearoom tearooms bakery bakers butchers florist pharmacy shop stores store library "
    "theatre cinema museum gallery stadium arena ground pavilion bandstand room rooms suite building buildings "
    "bridge station pier harbour island islands bay beach marina lodge cottage cottages villa villas manor castle "
    "tower towers memorial trophy cup shield plate award awards prize medal foundation trust fund charity appeal "
    "society association institute club band choir orchestra quartet trio ensemble players day night week weekend "
    "festival fair fayre fete fête show regatta marathon race run challenge ride rally bench plaque statue "
    "fountain clock tree oak rose apple ltd limited plc llp group estates solicitors motors roofing builders "
    "plumbing electrical scaffolding construction homes bros brothers sons daughters county borough district "
    "council rovers united city town athletic rangers wanderers albion county fc afc rfc cc university allotment "
    "allotments playground recreation rec reserve sanctuary ward constituency lecture concert exhibition "
    "collection project scheme plan review report inquiry act law lectures court courts flats mill mills wharf "
    "way crossing corner end cross common heath moor forest estate cemetery crematorium ambulance lifeboat "
    "steam railway cinema ballroom bar grill kitchen deli pizza terrier terriers spaniel sponge pudding pie "
    "bridal barbers salon dental opticians vets veterinary bookshop books press news times gazette echo "
    "catchment river brook canal lock weir lakes lake reservoir valley downs cliff cliffs point bowl league "
    "cdt dance academy tour productions entertainment ministries lifeboats scouts guides brownies cubs".split()
)
# Surnames among them: after a first name that is nothing else, the two may well be a person.
_OPEN_THINGS = frozenset(
    "hall wood woods green park parks field fields church hill house barn garden gardens bridge rose lane moor "
    "heath forest cross mill mills lock brook rivers lake cliff abbey castle tower towers day night knight head "
    "close place way row walk common end grove mews court terrace drive street marsh bond bell meadows weir "
    "ward king race plant page inn store view rise apple tree oak guides valley point chapel parish".split()
)
_SAINTLY = frozenset("st saint ss sts storm hurricane hms rms hmp mv rrs mt mount lake port fort lough loch ben".split())
_FIRM = lazy(r"\s*(?:&|and)\s+(?:Sons?|Co|Daughters?|Partners|Associates)\b")
_CONTRACTED = frozenset("s t d ll re ve m n".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_PUBLIC_BEFORE = lazy(
    r"(?:Prime Minister|First Minister|President|Chancellor|Secretary(?: of State)?(?: for [A-Z][\w ]{2,30})?|"
    r"Minister|King|Queen|Prince|Princess|Duke|Duchess|Earl|Countess|Baroness|Lord[- ]Lieutenant|High Sheriff|"
    r"Pope|(?:Arch)?[Bb]ishop|Ambassador|Commissioner|Chief Constable|Governor|Senator|HRH|HM|PM|MP|MSP|MLA)"
    r"(?: of [A-Z]\w+)?,? (?:the )?(?:Rt\.? Hon\.? |Sir |Dame |Lord |Lady |HRH )*$"
)
_PUBLIC_AFTER = lazy(
    r",? (?:our |your |the |local )*(?:MP|MSP|MS|MLA|TD|MEP|PCC)\b"
    r"|,? (?:the )?(?:Prime Minister|Leader of the Opposition|Home Secretary|Foreign Secretary|Chancellor of the)"
    r"|,? (?:the |our )?(?:Lord[- ]Lieutenant|High Sheriff|Police (?:and|&) Crime Commissioner|Chief Constable)"
)
_CREDIT = lazy(
    r"(?:(?:photo(?:graph)?s?|pics?|pictures?|images?|artwork|video|illustrat(?:ions?|ed)|words|text|poem|film|"
    r"written|drawn|painted|composed|credits?|copyright|taken|design(?:ed)?)(?: credit)?\s*(?:by|:|©|courtesy of|"
    r"from|-|–)|©|📷:?|📸:?)\s*$",
    re.IGNORECASE,
)
_PAST = lazy(
    r"\b(?:1[0-8]\d\d|19[0-3]\d|194[0-5])s?\b|\b\w+(?:th|st|nd|rd)[- ]centur(?:y|ies)\b"
    r"|\b(?:Victorian|Edwardian|Georgian|Tudor|Elizabethan|Jacobean|medieval|Saxon|Roman|Norman|Regency)\b",
)
_FALLEN = lazy(
    r"\b(?:World War|WW1|WW2|WWI|WWII|Great War|Somme|Ypres|Passchendaele|Dunkirk|D-Day|Normandy|war memorial|"
    r"Waterloo|Trafalgar|Crimea)\b",
    re.IGNORECASE,
)
_DIED = lazy(
    r"\b(?:fell|fallen|killed|died|lost|gave (?:his|her|their) li(?:fe|ves)|served|serving|private|corporal|sergeant|"
    r"lieutenant|gunner|rifleman|remember(?:s|ed|ing)?|buried|gave|fought|flew|sailed)\b",
    re.IGNORECASE,
)


class Names:
    """The names in one draft that lists and shapes can see, by the offsets of its words."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._tokens = [token for token in view.tokens if token.start not in self._in_tags(view)]

    @staticmethod
    def _in_tags(view: TextView) -> frozenset[int]:
        return frozenset(token.start for _, parts in view.hashtags for token in parts)

    # shapes

    def _raw(self, token: Token) -> str:
        return self._view.raw[token.start : token.end]

    def _capital(self, k: int) -> bool:
        if not 0 <= k < len(self._tokens):
            return False
        return self._raw(self._tokens[k])[0].isupper()

    def _joined(self, k: int) -> bool:
        """Whether word k and the next one can belong to one name."""
        if not 0 <= k < len(self._tokens) - 1:
            return False
        gap = self._view.raw[self._tokens[k].end : self._tokens[k + 1].start]
        if gap.startswith(".") and len(self._tokens[k].text) > 1 and self._tokens[k].text not in TITLES:
            return False
        return _GAP.fullmatch(gap) is not None

    def _possessive(self, k: int) -> bool:
        return self._raw(self._tokens[k]).endswith(("'s", "’s", "s'", "s’"))

    @cached_property
    def things(self) -> Coverage:
        """Phrases that make a thing of a name: "Nelson Drive", "St Clement's Church", "the Edwin Moss Cup"."""
        return Coverage(len(self._view.raw), self._thing_spans())

    def _thing_spans(self) -> Iterator[Span]:
        tokens = self._tokens
        for k, token in enumerate(tokens):
            if token.text in _SAINTLY and self._capital(k) and self._joined(k) and self._capital(k + 1):
                yield Span(token.start, tokens[k + 1].end)
            if self._capital(k) and _FIRM.match(self._view.raw, token.end):
                yield Span(token.start, token.end)
            if token.text in THINGS and self._capital(k) and self._capital(k - 1) and self._joined(k - 1):
                first = self._opening(k)
                if not (first == k - 1 and self._could_be_surname(k)):
                    yield Span(tokens[first].start, token.end)

    def _opening(self, k: int) -> int:
        """Where the capitalised words before a thing's word begin: four at most."""
        first = k - 1
        while first > max(0, k - 4) and self._joined(first - 1) and self._capital(first - 1):
            first -= 1
        return first

    def _could_be_surname(self, k: int) -> bool:
        """Whether a thing's word may be the surname of the first name before it: "Sandra Green"."""
        before = self._tokens[k - 1].text
        if before in TITLES:
            return True
        first_name = before in lists.given() and before not in lists.ordinary() and before not in lists.places()
        return self._tokens[k].text in _OPEN_THINGS and first_name and not self._possessive(k - 1)

    @cached_property
    def open(self) -> tuple[Span, ...]:
        """Words that could be part of somebody's name, so far as lists and shapes can tell."""
        known = self.known_coverage
        return tuple(
            Span(token.start, token.end)
            for k, token in enumerate(self._tokens)
            if self._is_open(k)
            and not known.touches(token.start, token.end)
            and not self.things.touches(token.start, token.end)
        )

    def _is_open(self, k: int) -> bool:
        token = self._tokens[k]
        word = token.text
        if len(word) < 2 or not word.replace("'", "").isalpha():
            return False
        stem, _, ending = word.partition("'")
        ordinary = word in lists.ordinary() or (stem in lists.ordinary() and ending in _CONTRACTED)
        first_name = word in lists.given()
        if not self._capital(k):
            return not ordinary and len(word) > 3 and word not in lists.places() and not ending
        if not (ordinary or word in lists.brands() or (word in lists.places() and not first_name)):
            return word not in TITLES and not self._is_abbreviation(k)
        after_name = self._joined(k - 1) and (self._tokens[k - 1].text in TITLES or self._is_initial(k - 1))
        if after_name and self._capital(k - 1) and (first_name or word in lists.surnames()):
            return True
        paired = self._joined(k) and self._capital(k + 1) and word not in _MONTHS
        if not first_name or word in TITLES:
            return False
        return paired or (word not in _MONTHS and self._within_sentence(k))

    def _is_initial(self, k: int) -> bool:
        return k >= 0 and len(self._tokens[k].text) == 1 and self._capital(k)

    def _is_abbreviation(self, k: int) -> bool:
        raw = self._raw(self._tokens[k])
        capitals = sum(map(str.isupper, raw))
        short = raw.isupper() and len(raw) < 5
        return (short and self._tokens[k].text not in lists.given()) or (capitals > 2 and not raw.isupper())

    def _within_sentence(self, k: int) -> bool:
        """Whether an ordinary word before it shows that its capital is not the sentence's."""
        if not (self._joined(k - 1) and not self._capital(k - 1)):
            return False
        return not (self._joined(k) and self._capital(k + 1))

    # people whom a list knows, and what else is no private person

    @cached_property
    def known(self) -> tuple[tuple[Span, Judgement], ...]:
        """Names that the list of well-known names settles."""
        found = []
        index, words = lists.known(), [token.text for token in self._tokens]
        k = 0
        while k < len(words):
            length, judgement = self._known_at(index.get(words[k], ()), words, k)
            if length:
                found.append((Span(self._tokens[k].start, self._tokens[k + length - 1].end), Judgement(judgement)))
            k += length or 1
        return tuple(found)

    def _known_at(
        self, entries: tuple[tuple[tuple[str, ...], str], ...], words: list[str], k: int
    ) -> tuple[int, str]:
        for rest, judgement in entries:
            end = k + 1 + len(rest)
            if tuple(words[k + 1 : end]) == rest and self._capital(k) and self._capital(end - 1):
                whole = not (not rest and (self._other_first_name(k) or self._other_surname(k)))
                if whole:
                    return 1 + len(rest), judgement
        return 0, ""

    def _other_first_name(self, k: int) -> bool:
        before = self._tokens[k - 1].text if self._joined(k - 1) else ""
        return self._capital(k - 1) and (before in lists.given() or len(before) == 1)

    def _other_surname(self, k: int) -> bool:
        return self._joined(k) and self._capital(k + 1) and self._tokens[k + 1].text not in lists.ordinary()

    @cached_property
    def known_coverage(self) -> Coverage:
        """Where well-known names stand."""
        return Coverage(len(self._view.raw), (span for span, _ in self.known))

    def titled(self) -> Iterator[tuple[Span, Span, bool]]:
        """A title with a name behind it: the whole, the name, and whether the title is a council's."""
        tokens = self._tokens
        for k, token in enumerate(tokens[:-1]):
            if token.text not in TITLES or self._possessive(k) or not self._capital_or_council(k):
                continue
            council = token.text in COUNCIL_TITLES and not token.text.startswith("chair")
            names = self._name_from(k + 1, strict=not token.text.startswith(("cllr", "councillor")))
            if self._joined(k) and names and (council or token.text not in COUNCIL_TITLES or len(names) > 1):
                yield (
                    Span(token.start, self._end(names[-1])),
                    Span(tokens[names[0]].start, self._end(names[-1])),
                    token.text in COUNCIL_TITLES,
                )

    def _capital_or_council(self, k: int) -> bool:
        return self._capital(k) or self._tokens[k].text in COUNCIL_TITLES

    def _end(self, k: int) -> int:
        token = self._tokens[k]
        return token.end - 2 if self._raw(token).endswith(("'s", "’s")) else token.end

    def _name_from(self, k: int, *, strict: bool) -> list[int]:
        """Words from k on that make a name: three at most."""
        found: list[int] = []
        for at in range(k, min(k + 4, len(self._tokens))):
            word = self._tokens[at].text
            named = word in lists.surnames() or word in lists.given()
            worded = word in lists.ordinary() or word in lists.places()
            if not self._capital(at) or self._raw(self._tokens[at])[1:].isupper() != self._raw(self._tokens[k])[1:].isupper():
                break
            if word in TITLES or (worded and not named) or (strict and not found and word in THINGS):
                break
            if found and not self._joined(at - 1):
                break
            found.append(at)
            if self._possessive(at):
                break
        if found and self._joined(found[-1]) and self._capital(found[-1] + 1) and len(found) < 4:
            return found if self._tokens[found[-1] + 1].text not in THINGS else []
        return found

    def judge(self, span: Span) -> tuple[Judgement, str]:
        """What sort of mention a name is that nobody of the roster bears, and why, in a few words."""
        raw = self._view.raw
        if self._is_thing(span):
            return Judgement.NOT_A_PERSON, "part of the name of a thing"
        if _CREDIT.search(raw, max(0, span.start - 40), span.start):
            return Judgement.PUBLIC_FIGURE, "credited"
        if _PUBLIC_BEFORE.search(raw, max(0, span.start - 60), span.start) or _PUBLIC_AFTER.match(raw, span.end):
            return Judgement.PUBLIC_FIGURE, "in a public role"
        sentence = self._view.sentence_at(span.start)
        if _PAST.search(raw, *sentence) or (_FALLEN.search(raw, *sentence) and _DIED.search(raw, *sentence)):
            return Judgement.HISTORICAL, "of the past"
        return Judgement.PRIVATE, ""

    def _is_thing(self, span: Span) -> bool:
        if self.things.touches(*span):
            return True
        for judged, judgement in self.known:
            if judged.start < span.end and span.start < judged.end:
                return judgement is Judgement.NOT_A_PERSON
        following = self._view.tokens_between(span.end, span.end + 25)[:1]
        after = following[0] if following else None
        if after is None or self._view.raw[span.end : after.start].strip(" '’s"):
            return False
        capital = self._view.raw[after.start].isupper()
        return capital and after.text in THINGS
