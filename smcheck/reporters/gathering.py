"""Gathering: findings that say one thing become one entry, in reading order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from smcheck.model.category import TRAITS
from smcheck.model.finding import Finding, Severity
from smcheck.model.review import Review
from smcheck.model.showing import visible
from smcheck.review.fitting import misfit
from smcheck.run import Report
from smcheck.settings.policy import Policy

WHERE = rb"[^\n]{0,500}(?:\.\w{1,9}(?::[^\n:]{1,80})?|<stdin>|clipboard)"
"""How `where` reads, as a pattern for the signs of reports: drafts/posts.csv:row 3."""

_COUNT = rb"[\d,]+ (?:error|warning|note)s?"
SUMMARY = (
    rb"[\d,]+ drafts?; (?:nothing (?:new )?found|" + _COUNT + rb"(?:, " + _COUNT + rb")*)"
    rb"(?:; [\d,]+ (?:covered by a recorded decision|known and not shown|blank rows? skipped"
    rb"|not reviewed in full))*\.?\r?\n"
)
"""How the line with the `summary` reads: 2 drafts; 1 error, 2 notes; 1 not reviewed in full."""

_PLAINLY = {
    "negated": "said not to be so",
    "quoted": "in quotation marks",
    "reported": "said by others",
}
"""Reasons for a milder finding, for people; what a check says itself is plain already."""

Kind = tuple[str, Severity, tuple[str, ...], str]
"""What findings of one entry have in common: check, severity, rules and advice."""

_MOST_COMMANDS = 3  # of an entry that names many
_PLAIN = re.compile(r"[@\w][\w .'’-]*")
_ONE_WORD = re.compile(r"[\w.-]+")
_NUMBER = re.compile(r"(?:\d\W*){6}")


@dataclass(frozen=True)
class Entry:
    """Findings that are shown together: of one check, of several on the same words, or advice on reading."""

    findings: tuple[Finding, ...]

    @property
    def is_advice(self) -> bool:
        """Whether it gathers several pieces of advice on how easily the post is read."""
        return len(self.checks) > 1 and all(TRAITS[finding.category].advice for finding in self.findings)

    @cached_property
    def head(self) -> Finding:
        """The finding that speaks for the entry: the gravest, then the first of the surest."""
        return max(self.findings, key=lambda finding: (finding.severity.rank, finding.confidence))

    @property
    def places(self) -> tuple[Finding, ...]:
        """One finding for each stretch of the draft that the entry marks."""
        return tuple({(finding.start, finding.end): finding for finding in self.findings}.values())

    @cached_property
    def checks(self) -> tuple[str, ...]:
        """Names of the checks that speak here, the head's first."""
        return tuple(dict.fromkeys((self.head.check, *(finding.check for finding in self.findings))))

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of every rule cited, the head's first."""
        cited = (self.head.rules, *(finding.rules for finding in self.findings))
        return tuple(dict.fromkeys(rule for rules in cited for rule in rules))

    @property
    def subject(self) -> str:
        """What it is about, in one line."""
        if self.is_advice:
            return "Could be easier to read"
        others = [in_words(finding) for finding in self.findings if finding.check != self.head.check]
        return "; also ".join(filter(None, (sentence(in_words(self.head)), "; ".join(dict.fromkeys(others)))))

    @property
    def messages(self) -> tuple[str, ...]:
        """What the head's check says, where it says several things; of advice every piece, with its help."""
        if self.is_advice:
            return tuple(dict.fromkeys(advised(finding) for finding in self.findings))
        ours = (in_words(finding) for finding in self.findings if finding.check == self.head.check)
        return tuple(dict.fromkeys(ours))

    @property
    def title(self) -> str:
        """What it is about, and how many things that are."""
        said = len(self.messages)
        if self.is_advice:
            return f"{self.subject}: {said} things"
        return f"{self.subject}; and {said - 1} more" if said > 1 else self.subject

    def cites(self, policy: Policy) -> Iterator[tuple[str, str]]:
        """The rules that it cites, each with its label."""
        yield "Rule", cited(policy, self.rules[0])
        if self.rules[1:]:
            yield "Also", "; ".join(policy.rule(rule).citation for rule in self.rules[1:])

    def commands(self) -> Iterator[tuple[str, str]]:
        """The commands that would record an approval of what was found, the first with its label."""
        asked = dict.fromkeys(approving(finding) for finding in self.findings if _is_to_be_approved(finding))
        for number, command in enumerate(tuple(asked)[:_MOST_COMMANDS]):
            yield "" if number else "Approve", command

    def helps(self, policy: Policy) -> Iterator[tuple[str, str]]:
        """What to do instead and whom to tell, each with its label, as far as there is anything."""
        if self.head.suggestion and not self.is_advice:
            yield advice_label(self.head), self.head.suggestion
        route = policy.rule(self.rules[0]).report
        if route and self.head.severity is Severity.ERROR and not self.head.moderated:
            yield "Report", route


def _is_to_be_approved(finding: Finding) -> bool:
    """Whether an approval is worth a line: advice needs none, and some subjects are those of many."""
    advice = finding.severity is Severity.NOTE
    return bool(finding.approval) and not advice and not misfit(finding.approval, finding.subject)


def approving(finding: Finding) -> str:
    """The command that records an approval; what is personal or may act in a shell is left to fill in."""
    kind, subject = finding.approval, finding.subject
    if TRAITS[finding.category].personal or not _PLAIN.fullmatch(subject) or _NUMBER.search(subject):
        subject = kind.upper()
    elif not _ONE_WORD.fullmatch(subject):
        subject = f'"{subject}"'
    return f"smcheck approve {kind} {subject} --by NAME"


def advice_label(finding: Finding) -> str:
    """What stands before a finding's suggestion: what to write instead, or to do with a resident's words."""
    return "To do" if finding.moderated else "Instead"


def advised(finding: Finding) -> str:
    """A piece of advice with its help."""
    return f"{sentence(in_words(finding))}. {finding.suggestion}".rstrip()


def in_words(finding: Finding) -> str:
    """All that is said of a finding in one line: its message with the parts that JSON shows beside it."""
    said = "; ".join(filter(None, (finding.message, finding.explanation)))
    if finding.also:
        said += f"; also {', '.join(name.replace('-', ' ') for name in finding.also)}"
    if finding.reasons:
        said += f" ({', '.join(_PLAINLY.get(reason, reason) for reason in finding.reasons)})"
    if finding.heightened:
        said += f", {finding.heightened}"
    return f"{said}; {finding.undecided}" if finding.undecided else said


def explained(finding: Finding) -> str | None:
    """What explains a finding: what led a model to it, why it is graver, why it is not decided; or None."""
    parts = (finding.explanation, finding.heightened, finding.undecided)
    return "; ".join(filter(None, parts)) or None


def sentence(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


def gather(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Entries in order of their first place: findings of one kind together, with the same rules and advice.

    Where several checks speak of the very same words, they make a kind of their own; notes on how easily the
    post is read are of one kind, whichever check they are from.
    """
    by_words: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        by_words.setdefault((finding.start, finding.end), []).append(finding)
    groups: dict[frozenset[Kind], list[Finding]] = {}
    for same_words in by_words.values():
        kind = frozenset(map(_kind, same_words))
        groups.setdefault(kind, []).extend(same_words)
    return tuple(Entry(tuple(group)) for group in groups.values())


def _kind(finding: Finding) -> Kind:
    if TRAITS[finding.category].advice and finding.severity is Severity.NOTE:
        return "", finding.severity, (), ""
    return finding.check, finding.severity, finding.rules, finding.suggestion


def where(review: Review) -> str:
    """Path of a draft, with the part of the file that it is, where it is not all of it."""
    part = visible(review.draft.part)
    return shown_path(review.draft.path) + (f":{part}" if part else "")


def shown_path(path: str) -> str:
    """A path as it may begin a line: one that a CI log would take for a command is made none."""
    path = visible(path)
    return ("./" if path.lstrip().startswith("::") else "") + path


def cited(policy: Policy, rule_id: str) -> str:
    """A rule as reports cite it, with its title."""
    rule = policy.rule(rule_id)
    return ": ".join((rule.place if rule.name == rule.title else f"{rule.name}, {rule.place}", rule.title))


def rule_names(policy: Policy, finding: Finding) -> str:
    """The rules that a finding cites, by their short names."""
    return ", ".join(policy.rule(rule).name for rule in finding.rules)


def located(finding: Finding, message: str) -> str:
    """A finding's message with the part of the draft that holds it, where parts have names."""
    return f"{finding.place}: {message}" if finding.place else message


def unsure(policy: Policy, kinds: Collection[str]) -> str:
    """Whom to ask before what is to be done with drafts of these kinds: a comment is not ours to post."""
    done = ("you post",) * any(kind != "comment" for kind in kinds)
    done += ("you hide or remove a comment",) * ("comment" in kinds)
    return f"Unsure? Ask {policy.ask} before {' or before '.join(done)}."


def summary(report: Report) -> str:
    """One line that counts the run."""
    counts = [
        _count(report.severities[severity], severity.value)
        for severity in reversed(Severity)
        if report.severities[severity]
    ]
    nothing = "nothing new found" if report.known else "nothing found"
    parts = [_count(report.drafts, "draft"), ", ".join(counts) or nothing]
    if report.decided:
        parts.append(f"{report.decided} covered by a recorded decision")
    if report.known:
        parts.append(f"{report.known:,} known and not shown")
    if report.blank:
        parts.append(f"{_count(report.blank, 'blank row')} skipped")
    if report.unreviewed:
        parts.append(f"{report.unreviewed} not reviewed in full")
    return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
