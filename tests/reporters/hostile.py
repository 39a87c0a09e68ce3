"""Words that try to act in a report, wherever a draft, its file or a decision can put them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from smcheck import Draft, Finding, Review, Reviewer, Severity
from smcheck.model.decision import Decision
from smcheck.model.review import ReviewError
from tests.reporters.runs import PastRun, run_over

HOSTILE = (
    "\x1b[31mred\x1b[0m \x9b2J \x07",
    "\u202eevil\u202c \u2066x\u2069 \u200b\ufeff",
    "nul\x00 \x01 \x0b \x1f \x7f \x85 \ufffe \uffff",
    "half \ud800 a pair \udfff\udc80",
    "]]> <![CDATA[ x ]]> <?xml ?> <!DOCTYPE x>",
    "<script>alert(1)</script> <!-- x --> <img src=x onerror=alert(1)>",
    '&lt;b&gt; &#60; &amp; " onmouseover="x" \'',
    '=HYPERLINK("http://evil.org","x")', "+1", "-2", "@SUM(A1)", "\t=1+1", "   =1+1", "\r=1+1", "\n=1+1",
    "＝1+1", "＋1", "－1", "＠x", "﹢1", "−1", "\u200d=1", "\u00a0=1+1", "=cmd|' /C calc'!A0", '"=1+1"', "a\n=1+1",
    "::error::x", "##[error]x", "name\n::error file=x::y", "name\r\n::warning::y", "line\u2028line\u2029\x0c",
    "[a](http://evil.org)", "![a](x.png)", "[a]: http://evil.org", "[a][b] [^1] [[Page]]", "[x](1) \\[x\\](2) [](3)",
    "http://evil.org https://evil.org/a_b HTTPS://EVIL.ORG", "www.evil.org WWW.evil.org www.1", "evil.org/path a.b.org☃.net",
    "jo@evil.org <jo@evil.org> mailto:jo@evil.org xmpp:a@b.org", "<http://evil.org> ftp://evil.org //evil.org x://y",
    "@mention @org/team (@mention) “@mention” a@b", "#123 (#123) GH-12 JIRA-7 owner/repo#1 owner/repo@0a1b2c3 0a1b2c3d 0A1b2C3D",
    "*a* **b** _c_ __d__ ~~e~~ a*b*c ^f^ ==g== ++h++", "# head", "## head ##", "head\n====", "head\n----", "* * *", "---", "===",
    "a | b | c", "|--|--|", ":--|--:", "- [x] task", "- [ ] task", "* item", "+ item", "1. one", "2) two", ": term", "> quote",
    "```\ncode", "~~~\ncode", "```` ``` ` `` `````", "`", "``", "`a", "a`", "`@x` `", "a`www.evil.org`b", "``www.evil.org`", "\\`@x",
    "    code", ":smile: :+1: a:tada:b :x", "$a$ $$b$$ $`c`$", "{0} {{x}} {% y %} {", "<!--{0}-->[x]({1})",
    "\\", "\\\\", "\\*a\\*", "a\\", "!", "![", "](", "x" * 40_000, "`" * 300, "[" * 300, "ü ñ 漢字 😀 👩\u200d👩\u200d👧", "C:\\a b\\c.txt",
)  # fmt: skip

FINDING = Finding(
    check="insult", category="abuse", rules=("1", "monitoring-c"), severity=Severity.ERROR, start=0, end=1, line=1,
    column=1, end_line=1, end_column=2, place=None, message="", suggestion="", excerpt="", confidence=0.5,
    fingerprint="0123456789abcdef",
)  # fmt: skip


def hostile_review(text: str) -> Review:
    """A review in which every word that could come from elsewhere is the text."""
    name = text or "x"
    record = Decision("waiver", name, name, dt.date(2026, 1, 2))
    found = replace(FINDING, end=len(text), message=name, suggestion=name, excerpt=name, place=name)
    draft = Draft(text, name, name, 2, places=((0, name),))
    return Review(
        draft,
        findings=(
            found,
            replace(found, severity=Severity.NOTE, explanation=name, heightened=name, undecided=name),
            replace(found, decision=record),
        ),
        errors=(ReviewError(name, name), ReviewError(name, name, "insult")),
        notices=(name,),
        masked=text,
    )


def hostile_run(reviewer: Reviewer, texts: tuple[str, ...] = HOSTILE) -> PastRun:
    """A run over a hostile draft for each text."""
    return run_over(reviewer, [hostile_review(text) for text in texts])
