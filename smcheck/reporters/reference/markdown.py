"""The pages on a rule and a check as lines of Markdown.

They link to each other as files of the folders `rules` and `checks`, each of which has an index, README.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.reporters.reference import CheckPage, RulePage, missing_check


def rule_markdown(page: RulePage) -> Iterator[str]:
    """One rule."""
    rule, policy = page.rule, page.policy
    yield f"# {rule.citation}"
    yield from ("", f"**{rule.title}.** {rule.gist}", "")
    yield f"- Severity: **{rule.severity}**; ask {page.ask}."
    yield f"- Id: `{rule.id}`, for `--select`, `--ignore` and the table `[severity]` of `smcheck.toml`."
    if rule.kinds:
        yield f"- It holds for drafts of the kind {' and '.join(rule.kinds)} only."
    if rule.report:
        yield f"- {rule.report}"
    if rule.source:
        yield f"- Source: {rule.source}."
    yield from ("", "## Checks", "")
    if not page.checks and not page.not_checked:
        yield "None: a draft's text cannot show a breach of it."
    yield from (f"- [{check.name}](../checks/{check.name}.md): {check.summary}" for check in page.checks)
    yield from (f"- *not checked*: {missing_check(name)}" for name in page.not_checked)
    yield from ("", f"*{policy.title}* of {policy.council}, in our own words. [All rules](README.md)")


def check_markdown(page: CheckPage) -> Iterator[str]:
    """One check."""
    check, council = page.check, page.policy.council
    yield from (f"# {check.name}", "", check.summary)
    if check.details:
        yield from ("", check.details)
    yield ""
    if page.rules:
        yield f"Category `{check.category}`, severity **{page.severity}** under {council}'s policy:"
        yield ""
    else:
        yield f"Category `{check.category}`. No rule of {council}'s policy governs it: it is silent."
    yield from (f"- [{rule.citation}](../rules/{rule.id}.md): {rule.title}" for rule in page.rules)
    yield from ("", "## Why", "", check.why)
    yield from ("", "## Flagged", "", "```text", *page.flagged, "```")
    yield from ("", "## Not flagged", "", "```text", *page.not_flagged, "```")
    yield from ("", "## Instead", "", check.instead)
    yield from ("", "## Settings", "")
    yield f"`smcheck --ignore {check.name} draft.txt` leaves it out of one run. In `smcheck.toml`:"
    yield from ("", "```toml", f'ignore = ["{check.name}"]', "")
    yield from ("[severity]", f'{check.name} = "note"', "```")
    yield from ("", "[All checks](README.md)")
