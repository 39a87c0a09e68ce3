"""Write the pages that come from the code, and the sample in the README.

Usage: python docs/build.py [--check]

With --check nothing is written; the exit code is 1 where a page is stale.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path

from smcheck import load_policy
from smcheck.checks import Check, all_checks
from smcheck.cli._pages import checks_of, shown
from smcheck.cli._run import Request, Run
from smcheck.masking import star_out
from smcheck.policy import Policy
from smcheck.reporters import Format, Output, write_report
from smcheck.text.lexicon import INNOCENT, NEVER, STRENGTHS, Term, read_list
from smcheck.text.vocabulary import wordlists_folder

ROOT = Path(__file__).resolve().parents[1]
_MADE = "<!-- Written by docs/build.py from the code; do not edit. -->\n\n"
_SAMPLE = re.compile(r"(<!-- sample -->\n).*?(<!-- /sample -->)", re.DOTALL)
_SAMPLE_DATE = dt.date(2026, 6, 1)


def rules_page(policy: Policy) -> Iterator[str]:
    """Markdown lines on every rule of the policy."""
    yield f"# The rules of {policy.council}"
    yield ""
    yield f"*{policy.title}*, adopted {policy.adopted}, to be reviewed {policy.review_due}. In our own words."
    for rule in policy.rules:
        yield from ("", f"## {rule.citation}", "", f"**{rule.title}.** {rule.gist}", "")
        checks = ", ".join(f"[{check.name}](checks.md#{check.name})" for check in checks_of(policy, rule))
        yield f"- Id `{rule.id}`, severity **{rule.severity}**; ask {rule.ask or policy.ask}."
        yield f"- Checks: {checks}." if checks else "- No check: a draft's text cannot show a breach of it."
        if rule.report:
            yield f"- {rule.report}"


def checks_page(policy: Policy) -> Iterator[str]:
    """Markdown lines on every check."""
    yield "# The checks"
    for check in all_checks():
        yield from ("", f"## {check.name}", "", check.summary)
        if check.details:
            yield from ("", check.details)
        yield from ("", f"*Why:* {check.why}", "", f"*Instead:* {check.instead}", "")
        governing = policy.governing(check.category, check=check.name)
        severity = policy.severity(check.category, check=check.name)
        rules = "; ".join(rule.citation for rule in governing)
        yield f"Category `{check.category}`, severity **{severity}**. {rules}."
        yield from _examples(check)


def _examples(check: Check) -> Iterator[str]:
    yield from ("", "Flagged:", "", "```text", *map(shown, check.flagged), "```")
    yield from ("", "Not flagged:", "", "```text", *check.not_flagged, "```")


def words_page() -> Iterator[str]:
    """Markdown lines on what the lists of insults, slurs and obscenities cover; every word starred out."""
    terms = [term for path in sorted(wordlists_folder().glob("*.csv")) for term in read_list(path)]
    coarse = [term for term in terms if term.strength and term.role not in (NEVER, INNOCENT)]
    yield "# What the word lists cover"
    yield from (
        "",
        "Strengths are Ofcom's four steps (2016 research on offensive language). Words are starred.",
    )
    yield from ("", "| kind | " + " | ".join(STRENGTHS[1:]) + " |", "|---|---|---|---|---|")
    kinds = dict.fromkeys((term.category, term.characteristic) for term in coarse)
    for category, characteristic in sorted(kinds):
        of_kind = [
            term for term in coarse if (term.category, term.characteristic) == (category, characteristic)
        ]
        cells = [_covered([term for term in of_kind if term.strength == step]) for step in STRENGTHS[1:]]
        name = f"slur: {characteristic.replace('-', ' ')}" if characteristic else category
        yield f"| {name} | " + " | ".join(cells) + " |"
    yield from ("", "## By region of Britain", "", "| region | terms |", "|---|---|")
    regions = dict.fromkeys(term.note for term in coarse if term.note[:1].isupper())
    for region in sorted(regions):
        yield f"| {region} | {_covered([term for term in coarse if term.note == region])} |"
    innocent = [term for term in terms if term.category == "shared" and term.role == NEVER]
    yield from ("", "## What only looks alike", "", "| kind | exceptions | such as |", "|---|---|---|")
    for kind in sorted({term.note for term in innocent}):
        of_kind = [term for term in innocent if term.note == kind]
        yield f"| {kind} | {len(of_kind)} | {of_kind[0].term.split('|')[0].replace('~', '')} |"


def _covered(terms: Sequence[Term]) -> str:
    """How many terms, and the first few of them starred out."""
    shown = ", ".join(f"`{star_out(term.term.replace('~', '').split('|')[0])}`" for term in terms[:3])
    return f"{len(terms)}: {shown}" if terms else "none"


def sample() -> str:
    """The report on the example draft, as the README shows it."""
    request = Request(paths=("examples/drafts/fete.txt",), date=_SAMPLE_DATE)
    stream = io.StringIO()
    with chdir(ROOT):
        write_report(Run(request).report, Format.FULL, Output(stream, color=False, width=96))
    lines = [line.rstrip() for line in stream.getvalue().replace(os.sep, "/").splitlines()]
    return "\n".join(["```text", "$ smcheck examples/drafts/fete.txt", *lines, "```", ""])


def pages() -> dict[Path, str]:
    """Every generated file with the content it should have."""
    policy = load_policy()
    readme = ROOT / "README.md"
    with_sample = _SAMPLE.sub(
        lambda match: match[1] + sample() + match[2], readme.read_text(encoding="utf-8")
    )
    return {
        ROOT / "docs" / "rules.md": _MADE + "\n".join(rules_page(policy)) + "\n",
        ROOT / "docs" / "checks.md": _MADE + "\n".join(checks_page(policy)) + "\n",
        ROOT / "docs" / "wordlists.md": _MADE + "\n".join(words_page()) + "\n",
        readme: with_sample,
    }


def main() -> None:
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check_only = parser.parse_args().check
    stale = []
    for path, content in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(path.relative_to(ROOT).as_posix())
            if not check_only:
                path.write_text(content, encoding="utf-8", newline="\n")
    if stale:
        print(f"{'stale' if check_only else 'written'}: {', '.join(stale)}")
    sys.exit(1 if stale and check_only else 0)


if __name__ == "__main__":
    main()
