"""The picture of an audit: a page to look at, and its figures as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smcheck.model.errors import ConfigError
from smcheck.model.showing import day_in_words, visible
from smcheck.model.version import __version__
from smcheck.reporters.heading import policy_in_words
from smcheck.reporters.pages import page_environment
from smcheck.settings.platforms import PLATFORMS
from smcheck.settings.policy_file import load_policy
from smcheck.spark.counting import NO_DAY, OUTCOMES, SEVERITIES, Counts
from smcheck.spark.plots import bars, columns

if TYPE_CHECKING:
    from markupsafe import Markup

    from smcheck.settings.policy import Policy

IN_WORDS = {
    "error": "do not post",
    "warning": "ask first",
    "note": "advice",
    "clean": "nothing found",
    "unreviewed": "not reviewed",
}
"""What becomes of a post, in words."""

_OF_FINDINGS = {"error": "errors", "warning": "warnings", "note": "notes"}
_DRAWN = ("error", "warning", "note", "unreviewed")
_MOST_BARS = 20
_MOST_MONTHS = 72
_MOST_ROWS = 500
_UNSAFE = ("=", "+", "-", "@", "\t", "\r")  # how cells begin that a spreadsheet would reckon with

_Draw = Callable[..., "Markup"]


@dataclass(frozen=True)
class Plot:
    """A plot of the page with the table behind it: headers, rows, and how many rows are left out."""

    key: str
    title: str
    about: str
    svg: Markup | None
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


def page(counts: Counts, today: dt.date, policy: Policy | None) -> str:
    """The page, in ASCII, which loads and runs nothing; without a policy, rules are told by their ids."""
    written = page_environment("smcheck.spark").get_template("audit.html.jinja").render(
        version=__version__, counts=counts, plots=list(_plots(counts, policy)),
        facts=list(_facts(counts, today, policy)),
        totals=[(name, IN_WORDS[name], counts.outcomes[name]) for name in OUTCOMES],
    )  # fmt: skip
    return written.encode("ascii", "xmlcharrefreplace").decode("ascii")


def figures(counts: Counts) -> str:
    """Every figure of the page, and those that it leaves out, as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("by", "name", "outcome", "count", "of"))
    for by, tally, outcomes in counts.tables:
        of = "findings" if by in ("rule", "check") else "posts"
        for name, numbers in tally.items():
            writer.writerows((by, _cell(name), outcome, numbers[outcome], of) for outcome in outcomes)
    for why, number in counts.reasons.most_common():
        writer.writerow(("reason", _cell(why), "unreviewed", number, "posts"))
    return stream.getvalue()


def policy_of(name: str) -> Policy | None:
    """The policy of this name that comes with smcheck; None for a council's own."""
    try:
        return load_policy(name)
    except ConfigError:
        return None


def _cell(text: str) -> str:
    """A text as a cell that no spreadsheet reckons with."""
    text = visible(text)
    return f"'{text}" if text.startswith(_UNSAFE) else text


def _facts(counts: Counts, today: dt.date, policy: Policy | None) -> Iterator[tuple[str, str]]:
    if counts.council:
        yield "Council", counts.council
    yield "Policy", policy_in_words(policy) if policy else counts.policy
    begun = day_in_words(dt.date.fromisoformat(counts.date))
    once = ", read once (--quick)" if counts.quick else ""
    yield "Audited", f"{begun}, with smcheck {counts.version}{once}"
    yield "Page made", day_in_words(today)


def _plots(counts: Counts, policy: Policy | None) -> Iterator[Plot]:
    months = dict(sorted(counts.months.items()))
    drawn, by = _by_month_or_year({name: each for name, each in months.items() if name != NO_DAY})
    undated = counts.months.get(NO_DAY, Counter[str]()).total()
    yield _plot(
        "months", f"Posts with something found, by {by}", months, OUTCOMES, IN_WORDS, columns, drawn,
        f"{undated:,} posts bear no date." if undated else "",
    )  # fmt: skip
    titles = {rule.id: f"{_rule(rule.id)}: {rule.title}" for rule in policy.rules} if policy else {}
    rules = {titles.get(name) or _rule(name): each for name, each in _by_total(counts.rules)}
    about = "A finding that cites several rules counts for each of them."
    yield _plot("rules", "Findings by rule", rules, SEVERITIES, _OF_FINDINGS, bars, rules, about)
    checks = dict(_by_total(counts.checks))
    yield _plot("checks", "Findings by check", checks, SEVERITIES, _OF_FINDINGS, bars, checks)
    if len(counts.accounts) > 1:
        accounts = dict(_by_total(counts.accounts))
        yield _plot(
            "accounts", "Posts with something found, by account", accounts, OUTCOMES, IN_WORDS, bars, accounts
        )
    platforms = {_platform(name): each for name, each in _by_total(counts.platforms)}
    yield _plot(
        "platforms", "Posts with something found, by platform", platforms, OUTCOMES, IN_WORDS, bars, platforms
    )
    reasons = {why: Counter({"unreviewed": number}) for why, number in counts.reasons.most_common()}
    yield _plot(
        "reasons", "Why posts were not reviewed", reasons, ("unreviewed",), IN_WORDS, bars, reasons,
        "A post may have several reasons." if reasons else "Every post was reviewed.",
    )  # fmt: skip


def _plot(
    key: str,
    title: str,
    table: Mapping[str, Counter[str]],
    outcomes: Sequence[str],
    words: Mapping[str, str],
    draw: _Draw,
    drawn: Mapping[str, Counter[str]],
    about: str = "",
) -> Plot:
    """A plot of the first names that are drawn, with all of the table."""
    shown = [outcome for outcome in outcomes if outcome in _DRAWN]
    names = [name for name, each in drawn.items() if draw is columns or any(each[one] for one in shown)]
    if draw is not columns:
        names = names[:_MOST_BARS]
    series = [(one, words[one], [drawn[name][one] for name in names]) for one in shown]
    series = [each for each in series if any(each[2])]
    svg = draw(key, title, names, series) if series else None
    total = len(outcomes) > 1
    headers = ("", *(words[one].capitalize() for one in outcomes), *(("All",) if total else ()))
    rows = tuple(
        (name, *(f"{each[one]:,}" for one in outcomes), *((f"{each.total():,}",) if total else ()))
        for name, each in table.items()
    )
    return Plot(key, title, about, svg, headers, rows[:_MOST_ROWS], max(0, len(rows) - _MOST_ROWS))


def _by_month_or_year(months: Mapping[str, Counter[str]]) -> tuple[dict[str, Counter[str]], str]:
    """The months between the first and the last, those without a post too; years, where they are too many."""
    if not months:
        return {}, "month"
    first, last = (_number(name) for name in (min(months), max(months)))
    if last - first < _MOST_MONTHS:
        every = (f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1))
        return {name: months.get(name, Counter()) for name in every}, "month"
    years: dict[str, Counter[str]] = {}
    for month, each in months.items():
        years.setdefault(month[:4], Counter()).update(each)
    if last // 12 - first // 12 < _MOST_MONTHS:
        years = {
            f"{year:04d}": years.get(f"{year:04d}", Counter()) for year in range(first // 12, last // 12 + 1)
        }
    return years, "year"


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _by_total(tally: Mapping[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    """The names by how much was found under them, most first."""

    def found(pair: tuple[str, Counter[str]]) -> tuple[int, int, str]:
        name, each = pair
        return -sum(each[one] for one in _DRAWN), -each.total(), name

    return sorted(tally.items(), key=found)


def _rule(name: str) -> str:
    return f"Rule {name}" if name.isdigit() else name


def _platform(names: str) -> str:
    return ", ".join(PLATFORMS[name].title if name in PLATFORMS else name for name in names.split(","))
