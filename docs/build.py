"""Write the pages that come from the code, and the sample in the README.

Usage: python docs/build.py [--check]

With --check nothing is written; the exit code is 1 where a page is stale, missing or left over.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import inspect
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir
from pathlib import Path

from smcheck import load_policy
from smcheck.checks import all_checks
from smcheck.model.masking import star_out
from smcheck.model.showing import month_in_words
from smcheck.readers import (
    ENDINGS,
    LARGEST_FILE,
    eml,
    headers,
    html,
    ics,
    jsonl,
    mbox,
    md,
    package,
    pdf_process,
    pdf_walk,
    pictures,
    rtf_marks,
    schedule,
)
from smcheck.reporters import Format, Output, write_report
from smcheck.reporters.reference import check_page, rule_page
from smcheck.reporters.reference.markdown import check_markdown, rule_markdown
from smcheck.run import Report, Request, Run
from smcheck.settings.council import MAX_CHARACTERS
from smcheck.settings.policy import Policy
from smcheck.settings.words import wordlists_folder
from smcheck.text.roles import EVERYWHERE, INNOCENT, NEVER, ROLES
from smcheck.text.wordlists import STRENGTHS, Term, read_list

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
FOLDERS = ("rules", "checks", "reports", "files")
"""Of the pages that are all written here; each has an index, README.md."""

_MADE = "<!-- Written by docs/build.py from the code; do not edit. -->\n\n"
_SAMPLE = re.compile(r"(<!-- sample -->\n).*?(<!-- /sample -->)", re.DOTALL)
_SAMPLE_DATE = dt.date(2026, 6, 1)
_SAMPLE_REVIEWER = "J. Clerk"
_SAMPLE_DRAFT = "examples/drafts/fete.txt"
_LONGEST_SAMPLE = 60  # lines


def report_page(name: Format) -> Iterator[str]:
    """Markdown lines on one report format, with a sample of it."""
    module = importlib.import_module(f"smcheck.reporters.{name.value}")
    yield from (f"# {name.value}", "", *_documentation(module))
    yield from ("", "```text", f"smcheck --output-format {name.value} {_SAMPLE_DRAFT}")
    yield from (f"smcheck --output {name.value}=report {_SAMPLE_DRAFT}", "```", "", "## A sample", "")
    lines = report_on_sample(name)
    yield from ("````text", *lines[:_LONGEST_SAMPLE])
    if lines[_LONGEST_SAMPLE:]:
        yield f"... and {len(lines) - _LONGEST_SAMPLE} more lines"
    yield from ("````", "", "[All reports](README.md)")


def file_page(name: str) -> Iterator[str]:
    """Markdown lines on one kind of file, and its limits."""
    module = importlib.import_module(f"smcheck.readers.{name}")
    yield from (f"# {' '.join(ENDINGS[name])}", "", *_documentation(module))
    yield from ("", "```text", f"smcheck draft{ENDINGS[name][0]}", "```", "", "[All files](README.md)")


def schedules_page() -> Iterator[str]:
    """Markdown lines on the sheets of scheduling tools whose headers are known."""
    yield from ("# Sheets of posts", "", *_documentation(headers))
    yield from (
        "Headers of these tools are known, capitals and underscores aside. What people write is read by",
        'its words ("When to post", "Draft wording"); `columns`, `not_columns` and `not_sheets` in',
        "`smcheck.toml` say what cannot be told. Published are text, title, comment, link and alt.",
    )
    for tool in headers.tools():
        yield from (
            "",
            f"## {tool.name}",
            "",
            f"Seen in: {tool.source}.",
            "",
            "| holds | headers |",
            "|---|---|",
        )
        for role, names in tool.headers.items():
            yield f"| {role} | {', '.join(name.replace('|', chr(92) + '|') for name in names)} |"
    yield from ("", "[All files](README.md)")


def _documentation(module: object) -> Iterator[str]:
    for paragraph in (inspect.getdoc(module) or "").split("\n\n"):
        yield from (" ".join(paragraph.split()), "")


def index(title: str, about: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Markdown lines that list pages: the name, the file, and what each is about."""
    yield from (f"# {title}", "", about, "", "| page | about |", "|---|---|")
    yield from (f"| [{name}]({file}) | {said} |" for name, file, said in rows)


def _indexes(policy: Policy) -> Iterator[tuple[str, Iterator[str]]]:
    """The index of each folder of pages."""
    about = (
        f"*{policy.title}*, adopted {month_in_words(policy.adopted)}, to be reviewed in "
        f"{month_in_words(policy.review_due)}. In our own words."
    )
    rules = ((rule.citation, f"{rule.id}.md", rule.title) for rule in policy.rules)
    yield "rules", index(f"The rules of {policy.council}", about, rules)
    checks = ((check.name, f"{check.name}.md", check.summary) for check in all_checks())
    yield "checks", index("The checks", "`smcheck explain NAME` says the same in a terminal.", checks)
    reports = ((name.value, f"{name.value}.md", _headline(f"reporters.{name.value}")) for name in Format)
    about = "`--output-format NAME` chooses what is printed; `--output NAME=FILE` writes a further report."
    yield "reports", index("The reports", about, reports)
    files = ((" ".join(ENDINGS[name]), f"{name}.md", _headline(f"readers.{name}")) for name in ENDINGS)
    sheets = ("sheets of posts", "schedules.md", _headline("readers.headers"))
    yield "files", index("The files that are read", _limits(), (*files, sheets))


def _limits() -> str:
    limits = (
        f"a file of {_size(LARGEST_FILE)}",
        f"a document of {package.MOST_MEMBERS:,} parts that unpack to {_size(package.LARGEST_TOTAL)}, "
        f"{_size(package.LARGEST_PART)} each",
        f"a web page of {_size(html.LONGEST)}",
        f"Markdown of {_size(md.LONGEST)}",
        f"a sheet of {schedule.MOST_ROWS:,} rows and {schedule.MOST_COLUMNS:,} columns",
        f"a PDF of {pdf_walk.MOST_PAGES:,} pages, {pdf_process.SECONDS:.0f} seconds of work and "
        f"{_size(pdf_process.MOST_MEMORY)} of memory",
        f"an e-mail of {eml.MOST_PARTS} parts",
        f"a mailbox of {mbox.MOST_MESSAGES:,} messages",
        f"a calendar of {ics.MOST_EVENTS:,} events, {ics.MOST_LINES:,} lines and {_size(ics.LONGEST)}",
        f"Rich Text of {rtf_marks.MOST_MARKS:,} marks and words",
        f"{jsonl.MOST_LINES:,} lines of JSON",
        f"a picture of {_size(pictures.LARGEST)}",
        f"a draft of {_size(MAX_CHARACTERS)}, unless `max_characters` in `smcheck.toml` says otherwise",
    )
    return (
        "Other files are reported as not reviewed, never passed over. What is encrypted or damaged, holds "
        "macros or draws in parts from elsewhere is refused, and so is what is larger than this: "
        f"{'; '.join(limits)}. Of texts, sizes count characters."
    )


def _size(number: int) -> str:
    mebi = number // 1024 // 1024
    return f"{mebi} MiB" if mebi else f"{number // 1024} KiB"


def _headline(module: str) -> str:
    return (inspect.getdoc(importlib.import_module(f"smcheck.{module}")) or "").partition("\n")[0]


def words_page() -> Iterator[str]:
    """Markdown lines on what the lists cover, insults and slurs starred out, and on their roles."""
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
    yield from ("", "## Roles", "", "| category | role | a term that plays it |", "|---|---|---|")
    for category, roles in {**ROLES, "every category": EVERYWHERE}.items():
        yield from (f"| {category} | `{role}` | {meaning} |" for role, meaning in roles.items())


def _covered(terms: Sequence[Term]) -> str:
    """How many terms, and the first few of them starred out."""
    shown = ", ".join(f"`{star_out(term.term.replace('~', '').split('|')[0])}`" for term in terms[:3])
    return f"{len(terms)}: {shown}" if terms else "none"


def report_on_sample(name: Format) -> list[str]:
    """Lines of the report on the example draft."""
    request = Request(paths=(_SAMPLE_DRAFT,), date=_SAMPLE_DATE)
    stream = io.StringIO()
    with chdir(ROOT):
        run = Run(request)
        output = Output(stream, color=False, width=96)
        report = Report(run.policy, run.fail_on, _SAMPLE_REVIEWER, _SAMPLE_DATE)
        write_report(run.events(), report, name, output)
    written = re.sub(r"[0-9a-f]{16}(?=[\"\]<&,]|$)", "0123456789abcdef", stream.getvalue())
    return [line.rstrip() for line in written.replace(os.sep, "/").splitlines()]


def readme() -> str:
    """The README with the report on the example draft."""
    lines = report_on_sample(Format.FULL)
    sample = "\n".join(["```text", f"$ smcheck {_SAMPLE_DRAFT}", *lines, "```", ""])
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    return _SAMPLE.sub(lambda match: match[1] + sample + match[2], written)


def pages() -> dict[Path, str]:
    """Every generated file with the content it should have."""
    policy = load_policy()
    made = {DOCS / folder / "README.md": lines for folder, lines in _indexes(policy)}
    rules = (rule_page(policy, rule) for rule in policy.rules)
    checks = (check_page(policy, check) for check in all_checks())
    made |= {DOCS / "rules" / f"{page.rule.id}.md": rule_markdown(page) for page in rules}
    made |= {DOCS / "checks" / f"{page.check.name}.md": check_markdown(page) for page in checks}
    made |= {DOCS / "reports" / f"{name.value}.md": report_page(name) for name in Format}
    made |= {DOCS / "files" / f"{name}.md": file_page(name) for name in ENDINGS}
    made[DOCS / "files" / "schedules.md"] = schedules_page()
    made[DOCS / "wordlists.md"] = words_page()
    return {path: _MADE + "\n".join(lines) + "\n" for path, lines in made.items()} | {
        ROOT / "README.md": readme()
    }


def main() -> None:
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check_only = parser.parse_args().check
    made = pages()
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    left_over = [path for folder in FOLDERS for path in (DOCS / folder).glob("*") if path not in made]
    for path in () if check_only else stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made[path], encoding="utf-8", newline="\n")
    for path in () if check_only else left_over:
        path.unlink()
    for path in (*stale, *left_over):
        print(f"{'stale' if check_only else 'written'}: {path.relative_to(ROOT).as_posix()}")
    sys.exit(1 if (stale or left_over) and check_only else 0)


if __name__ == "__main__":
    main()
