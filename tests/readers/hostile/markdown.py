"""Markdown that nests, backtracks or hides the words that would be published."""

from __future__ import annotations

from functools import partial

from tests.readers.hostile.case import CLEAN, LONG, PHONE, POST, Case, Outcome, Words, case, words

_SPLIT = PHONE.replace(" ", "** _")


def _raw(text: Words) -> bytes:
    return words(text).encode("utf-8", "surrogatepass")


def _growing(sign: str, most: int) -> str:
    """Runs of a sign, each longer than the last, so that none closes another."""
    return "".join(f"{sign * length}a" for length in range(1, most))


def _stairs(mark: str, depth: int) -> str:
    """A list in a list in a list."""
    return "".join(f"{' ' * (2 * at)}{mark} a\n" for at in range(depth))


def _references(count: int) -> str:
    return "".join(f"[r{at}]: http://example.org/{at}\n" for at in range(count))


def _wide_table() -> str:
    return f"|{'a|' * 10_000}\n|{'-|' * 10_000}\n|{POST}{'|' * 10_000}\n"


def _long_table() -> str:
    return "|a|b|\n|-|-|\n" + "|a|b|\n" * 200_000 + f"|{POST}|b|\n"


_TEXTS: list[tuple[str, Words, Outcome, str]] = [
    ("emphasis-in-number", f"Ring **{_SPLIT}_ to help", "either", "emphasis within the number"),
    ("escapes-in-number", r"Ring \07700 900123, \*please\*", "read", "escapes beside the number"),
    ("entities-in-number", "Ring &#48;7700 900&#x31;23", "either", "digits as entities"),
    ("comment-in-number", "Ring 07700 9<!-- 1 -->00123", "either", "a remark within the number"),
    ("tags-in-number", "Ring 07700 <b>900</b>123", "either", "tags within the number"),
    ("hard-break", "Ring 07700\\\n900123", "either", "a line end within the number"),
    ("link-words", f"[{POST}](http://example.org)", "read", "a link's words"),
    ("link-title", f'[{CLEAN}](http://example.org "{POST}")', "either", "a link's title"),
    ("link-target", "[Ring us](tel:07700900123)", "either", "the number only where a link leads"),
    ("picture-words", f"![{POST}](a.png)", "either", "a picture's description"),
    ("reference-words", f"[{POST}][a]\n\n[a]: http://example.org", "read", "a link by reference"),
    (
        "unused-reference",
        f"{CLEAN}\n\n[a]: http://example.org '{POST}'",
        "either",
        "a definition that nothing uses",
    ),
    ("code", f"`{POST}`", "read", "code within a line"),
    ("code-block", f"```\n{POST}\n```", "read", "a block of code"),
    ("unclosed-code-block", f"```\n{POST}", "read", "a block of code that is never closed"),
    ("indented-code", f"    {POST}", "read", "code by indentation"),
    ("block-quote", f"> {POST}", "read", "a quote"),
    ("heading", f"{POST}\n===", "read", "a heading"),
    ("html-block", f"<div>\n{POST}\n</div>", "read", "a block of HTML"),
    ("html-comment", f"{CLEAN}\n\n<!-- {POST} -->", "either", "the number in a remark"),
    ("unclosed-comment", f"<!--\n{POST}", "either", "a remark that is never closed"),
    ("footnote", f"{CLEAN}[^1]\n\n[^1]: {POST}", "either", "a footnote"),
    ("front-matter", f"---\ntitle: {POST}\n---\n{CLEAN}", "either", "a head of settings"),
    (
        "front-matter-bomb",
        "---\na: &a [x,x]\n" + "b: &b [*a,*a]\n" * 9 + f"---\n{POST}",
        "either",
        "settings that grow",
    ),
    ("table", f"|a|b|\n|-|-|\n|{POST}|x\\|y|", "read", "a table"),
    ("too-many-cells", f"|a|\n|-|\n|x|{POST}|", "either", "a cell that the table does not show"),
    ("task-list", f"- [ ] {POST}", "read", "a list of tasks"),
    ("struck-out", f"~~{POST}~~", "either", "a text struck out"),
    ("tabs", f"-\t\t{POST}\n\t\t- a", "read", "tabs"),
    ("odd-tabs", f">\t \t-\t{POST}", "read", "tabs and blanks in turn"),
    ("lone-returns", f"# Fete\r\r{POST}\r", "read", "line ends of old Macs"),
    ("null-byte", POST.replace("fete", "fe\0te"), "either", "a NUL byte"),
    ("byte-order-mark", f"\ufeff# {POST}", "read", "a byte order mark"),
    ("deep-block-quotes", lambda: ">" * 10_000 + POST, "either", "quotes in quotes, 10,000 deep"),
    ("deep-lists", lambda: _stairs("-", 1500) + POST, "either", "lists in lists, 1,500 deep"),
    ("deep-lists-in-line", lambda: "- " * 10_000 + POST, "either", "lists in lists in one line"),
    ("deep-mixed", lambda: "> - " * 10_000 + POST, "either", "quotes in lists in quotes"),
    ("deep-brackets", lambda: "[" * 50_000 + POST + "]" * 50_000, "either", "brackets in brackets"),
    ("open-brackets", lambda: "[" * 200_000 + POST, "either", "brackets that are never closed"),
    ("open-pictures", lambda: "![" * 100_000 + POST, "either", "pictures that are never closed"),
    ("deep-links", lambda: "[a](" * 50_000 + POST, "either", "links in links"),
    ("closing-brackets", lambda: "](" * 100_000 + POST, "either", "ends of links that never began"),
    ("open-links", lambda: "[a](<b" * 50_000 + POST, "either", "targets that are never closed"),
    ("deep-round-brackets", lambda: f"[a]({'(' * 100_000} {POST}", "either", "round brackets in a target"),
    ("emphasis", lambda: "*a **a " * 50_000 + POST, "either", "emphasis that is never closed"),
    ("emphasis-both", lambda: "**x*" * 50_000 + POST, "either", "emphasis that may begin or end"),
    ("emphasis-marks", lambda: "*" * 200_000 + POST + "*" * 200_000, "either", "200,000 marks of emphasis"),
    ("underscores", lambda: "_" * 200_000 + f" {POST}", "either", "200,000 underscores"),
    ("mixed-marks", lambda: "*_" * 100_000 + POST + "_*" * 50_000, "either", "marks of two kinds in turn"),
    ("tildes", lambda: "~~a~ " * 100_000 + POST, "either", "text that is half struck out"),
    (
        "backticks",
        lambda: f"{POST} {_growing('`', 2000)}",
        "either",
        "runs of backticks, none closing another",
    ),
    ("many-backticks", lambda: f"{POST} {'`' * 500_000}", "either", "half a million backticks"),
    ("fences", lambda: f"{POST}\n{'~~~' * 100_000}\n", "either", "a fence of 300,000 tildes"),
    ("references", lambda: f"{POST}\n\n{_references(100_000)}", "either", "100,000 definitions"),
    (
        "same-references",
        lambda: f"{POST}\n\n" + "[a]: b\n" * 100_000,
        "either",
        "one definition 100,000 times",
    ),
    (
        "open-references",
        lambda: f"{POST}\n\n" + "[a]: <\n" * 100_000,
        "either",
        "definitions that are never closed",
    ),
    (
        "used-reference",
        lambda: "[a] " * 50_000 + f"{POST}\n\n[a]: http://example.org/{'b' * 10_000}",
        "either",
        "grows to 500 MB",
    ),
    ("long-target", lambda: f"[{POST}](http://example.org/{'a' * 1_000_000})", "refused", "a target of 1 MB"),
    ("long-label", lambda: f"{POST} [{'a' * 1_000_000}]: b", "either", "a label of 1 MB"),
    ("wide-table", lambda: _wide_table(), "either", "a table of 10,000 columns"),
    ("long-table", lambda: _long_table(), "either", "a table of 200,000 rows"),
    ("half-tables", lambda: f"{POST}\n\n" + "a|b\n" * 100_000, "either", "rows without a table"),
    (
        "delimiter-rows",
        lambda: f"{POST}\n\n" + "|-" * 100_000,
        "either",
        "a line below a head that is not there",
    ),
    ("pipes", lambda: f"{POST}\n\n{'|' * 300_000}\n{'|' * 300_000}", "either", "nothing but pipes"),
    ("entities", lambda: "&amp;&#x0;&bogus;&#99999999;" * 50_000 + POST, "either", "entities of every kind"),
    ("half-entities", lambda: "&" * 500_000 + POST, "either", "half a million beginnings of entities"),
    ("backslashes", lambda: "\\" * 500_000 + POST, "either", "half a million backslashes"),
    ("open-tags", lambda: f"{POST} {'<a ' * 200_000}", "either", "tags that are never closed"),
    ("open-comments", lambda: f"{POST} {'<!--' * 200_000}", "either", "remarks that are never closed"),
    ("open-instructions", lambda: f"{POST} {'<?' * 200_000}", "either", "instructions that are never closed"),
    (
        "open-cdata",
        lambda: f"{POST} {'<![CDATA[' * 100_000}",
        "either",
        "CDATA sections that are never closed",
    ),
    (
        "open-attributes",
        lambda: f"{POST} {'<a b=' * 100_000}{chr(34)}",
        "either",
        "attributes that are never closed",
    ),
    ("less-than", lambda: "<" * 300_000 + POST, "either", "signs that begin no tag"),
    ("auto-links", lambda: "http://a " * 100_000 + POST, "either", "100,000 addresses"),
    ("half-auto-links", lambda: "<a@" * 100_000 + POST, "either", "addresses that are never closed"),
    ("www-dots", lambda: f"{POST} www.{'a.' * 100_000}", "either", "an address of 100,000 names"),
    (
        "mail-marks",
        lambda: f"{POST} {'a.' * 50_000}@{'a-' * 50_000}",
        "either",
        "an address of mail without an end",
    ),
    (
        "footnote-loop",
        f"{POST}[^1]\n\n[^1]: a[^2]\n[^2]: b[^1]",
        "either",
        "footnotes that lead to each other",
    ),
    ("headings", lambda: "#" * 300_000 + f" {POST}", "either", "a heading of level 300,000"),
    ("underlines", lambda: f"{POST}\n" + "=\n" * 300_000, "either", "lines below headings"),
    ("rules", lambda: f"{POST}\n\n" + "- " * 200_000 + "a", "either", "a rule that is none"),
    (
        "number-lists",
        lambda: f"{'9' * 100_000}. a\n1) {POST}",
        "either",
        "a list that begins at a huge number",
    ),
    (
        "blank-lines",
        lambda: "- a\n" + "\n" * 1_000_000 + f"  {POST}",
        "either",
        "a list with a million blank lines",
    ),
    (
        "lazy-lines",
        lambda: ">" * 500 + " a\n" + "a\n" * 20_000 + POST,
        "either",
        "lines that lazily belong to 500 quotes",
    ),
    ("tab-columns", lambda: "\t" * 200_000 + POST, "either", "an indentation of 200,000 tabs"),
    ("long-line", lambda: POST + " Fete." * (LONG // 6), "either", "a line of 8 MB"),
    ("many-paragraphs", lambda: "a\n\n" * 1_000_000 + POST, "either", "a million paragraphs"),
    ("quotation-marks", lambda: "\"'" * 200_000 + POST, "either", "quotation marks to be made curly"),
    ("math", lambda: f"{POST} {'$' * 100_000}{'$$a$ ' * 50_000}", "either", "formulas that are never closed"),
]

_NOT_PUBLISHED = ("html-comment", "unused-reference", "too-many-cells")

CASES: tuple[Case, ...] = (
    *(
        case(f"md-{name}", ".md", partial(_raw, text), outcome, why, phone=name not in _NOT_PUBLISHED)
        for name, text, outcome, why in _TEXTS
    ),
    case("md-empty", ".md", lambda: b"", "refused", "nothing", phone=False),
    case("md-blank", ".md", lambda: b"\n \n\t\n", "refused", "nothing but blanks", phone=False),
    case(
        "md-comment-only", ".md", lambda: f"<!-- {CLEAN} -->".encode(), "either", "a remark only", phone=False
    ),
    case(
        "md-definitions-only",
        ".md",
        lambda: b"[a]: http://example.org\n",
        "either",
        "no words at all",
        phone=False,
    ),
    case("md-rules-only", ".md", lambda: b"---\n***\n___\n", "either", "nothing but rules", phone=False),
    case("md-utf16", ".md", lambda: f"# {POST}".encode("utf-16"), "read", "UTF-16 with its mark"),
    case("md-windows", ".md", lambda: f"# Café – {POST}".encode("cp1252"), "read", "the encoding of Windows"),
    case(
        "md-picture",
        ".md",
        lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "refused",
        "a picture, renamed",
        phone=False,
    ),
)
