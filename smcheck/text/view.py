"""The views of one draft: each is computed on first use, once, and shared by all checks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from smcheck.settings.patterns import lazy
from smcheck.text.addresses import Mailbox, find_mailboxes, plain_addresses
from smcheck.text.borne import is_borne
from smcheck.text.disguise import disguised, spaced
from smcheck.text.figures import plain_figures
from smcheck.text.fold import Folded, fold
from smcheck.text.lexicon import Lexicon, TermMatch
from smcheck.text.numbers import Number, find_numbers
from smcheck.text.ordinary import find_ordinary
from smcheck.text.roles import NEVER, refuse_undeclared
from smcheck.text.sentences import split_sentences
from smcheck.text.tokens import (
    Span,
    Token,
    find_handles,
    find_links,
    split_hashtags,
    split_words,
)
from smcheck.text.vocabulary import is_known
from smcheck.text.wordlists import Term

_QUOTED = lazy(
    r"\"[^\"\n]{2,600}\"|“[^”\n]{2,600}”"
    r"|(?<!\w)[‘'](?:[^’'\n]|(?<=\w)[’'](?=\w)){2,300}[’'](?!\w)"  # with apostrophes inside
)
_EMOJI_STYLE = "\ufe0f"  # follows a sign that is to be drawn as an emoji


class TextView:
    """The words, sentences, links and listed terms of a text.

    All offsets are code points of `raw`, the text that is looked at: mostly what a draft publishes.
    """

    def __init__(self, raw: str, lexicon: Lexicon) -> None:
        self.raw = raw
        self._lexicon = lexicon
        self._by_roles: dict[tuple[str, tuple[str, ...]], tuple[TermMatch, ...]] = {}

    @cached_property
    def folded(self) -> Folded:
        """The text with case, accents, look-alikes and invisible characters undone."""
        return fold(self.raw)

    @cached_property
    def figures(self) -> Folded:
        """The folded text with spoken and disguised figures written as digits."""
        return plain_figures(self.folded)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Where a pattern matches in the folded text and, where it differs, in the one with plain figures."""
        writings = (self.folded,) if self.figures is self.folded else (self.folded, self.figures)
        for written in writings:
            for match in pattern.finditer(written.text):
                yield Span(*written.span(*match.span()))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Consecutive digits in the plain figures, in order; their offsets are those of `figures.text`."""
        return find_numbers(self.figures)

    @cached_property
    def digits(self) -> int:
        """How many digits the plain figures have."""
        return sum(len(number.digits) for number in self.numbers)

    def mentions(self, words: Iterable[str]) -> bool:
        """Whether one of the words stands in the folded text, alone or within another word."""
        text = self.folded.text
        return any(word in text for word in words)

    @cached_property
    def ordinary_figures(self) -> Coverage:
        """What the plain figures hold of dates, times, sums and references, by their offsets."""
        text = self.figures.text
        return Coverage(len(text), find_ordinary(text, self.numbers))

    @cached_property
    def links(self) -> tuple[Span, ...]:
        """Web addresses; an e-mail address is none, but one may stand within a link."""
        mailboxes = Coverage(len(self.raw), self._mailbox_spans)
        return tuple(
            link for link in find_links(self.raw) if not mailboxes.touches(link.start, link.start + 1)
        )

    def website(self, host: str) -> Term | None:
        """What the word lists say of a host; None where they do not know it."""
        return self._lexicon.website(host)

    def is_helpline(self, number: str) -> bool:
        """Whether a number, as it is dialled within the country, is a listed helpline's."""
        return self._lexicon.is_helpline(number)

    @cached_property
    def addresses(self) -> Folded:
        """The folded text with e-mail and web addresses that are written in words written plainly."""
        return plain_addresses(self.folded)

    @cached_property
    def mailboxes(self) -> tuple[Mailbox, ...]:
        """E-mail addresses, disguised ones among them, but no federated handles ("@jo@example.org")."""
        found = find_mailboxes(self.raw, self.addresses)
        return tuple(box for box in found if not self.raw.endswith(("://", "@"), 0, box.start))

    @cached_property
    def _mailbox_spans(self) -> tuple[Span, ...]:
        return tuple(Span(mailbox.start, mailbox.end) for mailbox in self.mailboxes)

    @cached_property
    def handles(self) -> tuple[Span, ...]:
        """`@handles`, e-mail addresses left out."""
        return self._apart(find_handles(self.raw), (*self._mailbox_spans, *self.links))

    @cached_property
    def hashtags(self) -> tuple[tuple[Span, tuple[Token, ...]], ...]:
        """Hashtags with their words, split at capitals."""
        tags = dict(split_hashtags(self.raw))
        return tuple((span, tags[span]) for span in self._apart(tags, self.links))

    @cached_property
    def tag_words(self) -> frozenset[int]:
        """Where the words of hashtags begin."""
        return frozenset(token.start for _, parts in self.hashtags for token in parts)

    def _apart(self, spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
        """The spans that touch none of the others."""
        covered = Coverage(len(self.raw), others)
        return tuple(span for span in spans if not covered.touches(*span))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words of the prose in order: hashtags split, links, addresses and handles left out."""
        skipped = sorted((*self.links, *self._mailbox_spans, *self.handles))
        tags = [span for span, _ in self.hashtags]
        words = split_words(self.folded)
        if skipped or tags:
            words = list(_outside(words, sorted((*skipped, *tags))))
        if tags:
            words += [part for _, parts in self.hashtags for part in parts]
            words.sort(key=lambda token: token.start)
        return tuple(words)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in order."""
        return split_sentences(self.raw)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Stretches in quotation marks, the marks included."""
        return tuple(Span(*match.span()) for match in _QUOTED.finditer(self.raw))

    @cached_property
    def _token_starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    def tokens_between(self, start: int, end: int) -> tuple[Token, ...]:
        """Words that begin from `start` (included) to `end` (excluded)."""
        starts = self._token_starts
        return self.tokens[bisect_left(starts, start) : bisect_left(starts, end)]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the offset; the whole text where there is none."""
        index = bisect_right(self.sentences, offset, key=lambda span: span.start) - 1
        return self.sentences[index] if index >= 0 else Span(0, len(self.raw))

    def sentences_near(self, offset: int, reach: int = 1) -> Span:
        """The sentence that holds the offset with up to `reach` sentences on either side."""
        index = bisect_right(self.sentences, offset, key=lambda span: span.start) - 1
        if index < 0:
            return Span(0, len(self.raw))
        last = min(index + reach, len(self.sentences) - 1)
        return Span(self.sentences[max(0, index - reach)].start, self.sentences[last].end)

    @cached_property
    def _found(self) -> tuple[TermMatch, ...]:
        """Every listed term, those that only silence others among them."""
        found = [self._unveiled(match) for match in self._lexicon.match(self.tokens, self.raw)]
        found += self._lexicon.match_disguised(self._disguised)
        found += self._lexicon.match_spaced(self._spaced)
        found += self._lexicon.match_misspelt(self.tokens, self._is_name)
        return tuple(found)

    @cached_property
    def _innocent(self) -> dict[str, Coverage]:
        """What, by category, only looks like the category's words."""
        innocent: dict[str, Coverage] = {}
        for match in self._found:
            if match.term.role == NEVER:
                covered = innocent.setdefault(match.term.category, Coverage(len(self.raw)))
                covered.add(match.start, match.end)
        return innocent

    @cached_property
    def _matches(self) -> dict[tuple[str, str], tuple[TermMatch, ...]]:
        innocent = self._innocent
        kept: defaultdict[tuple[str, str], list[TermMatch]] = defaultdict(list)
        for match in self._found:
            coarse = match.term.strength or match.term.category == "obscenity"
            silenced = (match.term.category, "shared") if coarse else (match.term.category,)
            covering = (innocent[category] for category in silenced if category in innocent)
            if match.term.role == NEVER or any(marks.touches(*match[:2]) for marks in covering):
                continue
            if not ((coarse or match.term.category == "defamation") and self._is_borne(match)):
                kept[match.term.category, match.term.role].append(match)
        return {key: _longest(matches) for key, matches in kept.items()}

    def innocent(self, category: str, start: int, end: int) -> bool:
        """Whether the stretch holds words that only look like the category's: "Labour Day"."""
        return category in self._innocent and self._innocent[category].touches(start, end)

    @cached_property
    def _disguised(self) -> tuple[Token, ...]:
        return tuple(disguised(self.folded, self.raw))

    @cached_property
    def _spaced(self) -> tuple[Token, ...]:
        return tuple(spaced(self.folded))

    def _is_name(self, token: Token) -> bool:
        """Whether the word has a capital although no sentence begins with it, and small letters after it."""
        written = self.raw[token.start : token.end]
        if not written[:1].isupper() or written[1:2].isupper() or token.start in self.tag_words:
            return False
        return any(map(str.isalnum, self.raw[self.sentence_at(token.start).start : token.start]))

    def _is_borne(self, match: TermMatch) -> bool:
        """Whether the term is a single word, plainly written, that is somebody's name."""
        k = bisect_left(self._token_starts, match.start)
        if match.disguised or k == len(self.tokens) or self.tokens[k][:2] != match[:2]:
            return False
        before, after = (self.tokens[i] if 0 <= i < len(self.tokens) else None for i in (k - 1, k + 1))
        return is_borne(self.raw, self.tokens[k], match.term.strength, before, after)

    def plainly(self, span: Span) -> str:
        """The stretch with its disguised words written plainly, those of no list among them."""
        parts: list[str] = []
        last = span.start
        first = bisect_left(self._unmasked, span.start, key=_start)
        for start, end, word in self._unmasked[first : bisect_left(self._unmasked, span.end, key=_start)]:
            if last <= start and end <= span.end:
                parts += (self.raw[last:start], word)
                last = end
        return "".join((*parts, self.raw[last : span.end]))

    @cached_property
    def _unmasked(self) -> tuple[Token, ...]:
        """Disguised words in order, with what they stand for."""
        listed = [
            Token(match.start, match.end, match.term.word)
            for matches in self._matches.values()
            for match in matches
            if match.disguised
        ]
        covered = Coverage(len(self.raw), (token[:2] for token in listed))
        for token in sorted((*self._disguised, *self._spaced), key=lambda token: token.start - token.end):
            if not covered.touches(*token[:2]) and is_known(token.text):
                covered.add(*token[:2])
                listed.append(token)
        return tuple(sorted(listed))

    def _unveiled(self, match: TermMatch) -> TermMatch:
        """The match, said to be disguised if its letters are foreign ones that only look like ours."""
        written = self.raw[match.start : match.end]
        plain = match.term.term.isascii() and match.term.strength
        disguised = plain and not written.isascii() and any(map(_looks_alike, written))
        return match._replace(disguised=True) if disguised else match

    def terms(self, category: str, *roles: str) -> tuple[TermMatch, ...]:
        """Listed terms of a category in the given roles, in order; the longest where they overlap."""
        known = self._by_roles.get((category, roles))
        if known is None:
            refuse_undeclared(category, roles)
            matches = self._matches
            found = [match for role in roles for match in matches.get((category, role), ())]
            known = self._by_roles[category, roles] = tuple(sorted(found)) if found else ()
        return known

    def terms_between(self, start: int, end: int, category: str, *roles: str) -> tuple[TermMatch, ...]:
        """Listed terms that lie within the stretch from `start` to `end`."""
        terms = self.terms(category, *roles)
        first = bisect_left(terms, start, key=_start)
        last = bisect_left(terms, end, key=_start)
        return tuple(match for match in terms[first:last] if match.end <= end)

    def strong_terms(self, category: str, start: int, end: int) -> tuple[TermMatch, ...]:
        """Listed terms of a category within the stretch that have a strength, in any role."""
        roles = sorted(role for listed, role in self._matches if listed == category)
        return tuple(
            match for match in self.terms_between(start, end, category, *roles) if match.term.strength
        )

    def quotation_at(self, start: int, end: int) -> Span | None:
        """The quotation that holds the stretch, its marks included; None where there is none."""
        index = bisect_right(self.quotations, start, key=_start) - 1
        if index >= 0 and end <= self.quotations[index].end:
            return self.quotations[index]
        return None


class Coverage:
    """Which code points of a text some spans cover; adding and asking take the time of their length."""

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._marks = bytearray(length)
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Cover the stretch."""
        self._marks[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether any of the stretch is covered."""
        return b"\1" in self._marks[start:end]

    def covers(self, start: int, end: int) -> bool:
        """Whether all of the stretch is covered."""
        return b"\0" not in self._marks[start:end]


def _looks_alike(char: str) -> bool:
    """Whether the character stands for a plain letter, or for nothing at all."""
    plain = fold(char).text
    return not char.isascii() and char != _EMOJI_STYLE and (plain.isalpha() or not plain)


def _start(span: Span | Token | TermMatch) -> int:
    return span.start


def _longest(matches: list[TermMatch]) -> tuple[TermMatch, ...]:
    kept: list[TermMatch] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end, match.disguised)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return tuple(kept)


def _outside(tokens: Iterable[Token], spans: list[Span]) -> Iterator[Token]:
    index = 0
    for token in tokens:
        while index < len(spans) and spans[index].end <= token.start:
            index += 1
        if index == len(spans) or token.end <= spans[index].start:
            yield token
