"""JUnit XML: drafts as test cases, for the test pages of build servers.

The elements and attributes are those of `junit-10.xsd` of Jenkins. The properties of a suite say for which
council it was checked, under which policy, by whom and when.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from smcheck.model.finding import Finding
from smcheck.model.review import Review
from smcheck.model.showing import visible
from smcheck.reporters import Output
from smcheck.reporters.gathering import advice_label, in_words, located, rule_names, shown_path, where
from smcheck.reporters.heading import heading
from smcheck.run import NotReviewed, Report
from smcheck.settings.policy import Policy

SIGN = None  # no draft is an .xml
_NOT_REVIEWED = "not-reviewed"


class Reporter:
    """Writes a test suite for each file, once its last draft has come; everything beyond ASCII is escaped."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._stream = report, output.stream
        self._path = ""
        self._cases: list[Element] = []
        self._stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="smcheck">\n')

    def add(self, review: Review) -> None:
        """Keep the draft for its suite; write the suite before it where that was of another file."""
        self._keep(review.draft.path, _case(review, self._report))

    def add_unread(self, unread: NotReviewed) -> None:
        """Keep what could not be read as a draft, as a test case of its own."""
        self._keep(unread.path, _unread_case(unread, self._report))

    def _keep(self, path: str, case: Element) -> None:
        if self._path != path:
            self._write_suite()
        self._path = path
        self._cases.append(case)

    def close(self) -> None:
        """Write the last suite."""
        self._write_suite()
        self._stream.write("</testsuites>\n")

    def _write_suite(self) -> None:
        cases = self._cases
        if not cases:
            return
        wrong = [_outcome(case) for case in cases]
        path = visible(self._path)
        suite = Element(
            "testsuite",
            name=path,
            tests=str(len(cases)),
            failures=str(wrong.count("failure")),
            errors=str(wrong.count("error")),
            file=path,
        )
        properties = SubElement(suite, "properties")
        for label, said in heading(self._report):
            SubElement(properties, "property", name=label.lower(), value=visible(said))
        suite.extend(cases)
        indent(suite)
        self._stream.write(tostring(suite).decode("ascii") + "\n")
        self._cases = []


def _outcome(case: Element) -> str:
    """What a test case is counted as: one not reviewed in full is an error, whatever else it holds."""
    return next((kind for kind in ("error", "failure") if case.find(kind) is not None), "")


def _named_case(name: str, report: Report) -> Element:
    return Element("testcase", name=name, classname=f"smcheck.{visible(report.policy.id)}")


def _unread_case(unread: NotReviewed, report: Report) -> Element:
    case = _named_case(shown_path(unread.path), report)
    SubElement(case, "error", type=_NOT_REVIEWED, message=visible(unread.message))
    return case


def _case(review: Review, report: Report) -> Element:
    """A draft as a test case: the gravest first, since some readers show only the first that is wrong."""
    draft, policy = review.draft, report.policy
    name = where(review) + (f" ({visible(draft.id)})" if draft.id is not None else "")
    case = _named_case(name, report)
    for error in review.errors:
        SubElement(case, "error", type=error.check or _NOT_REVIEWED, message=visible(error.message))
    findings = sorted(review.open_findings, key=lambda finding: -finding.severity.rank)
    for finding in findings:
        if report.fails(finding.severity):
            failure = SubElement(case, "failure", type=finding.check, message=visible(in_words(finding)))
            failure.text = _detail(review, finding, policy)
    others = [_line(finding, policy) for finding in findings if not report.fails(finding.severity)]
    if others:
        SubElement(case, "system-out").text = "\n".join(others)
    return case


def _detail(review: Review, finding: Finding, policy: Policy) -> str:
    """Where it is, by which rules, and what to do; no line begins with a draft's words, as commands do."""
    place = f" ({finding.place})" if finding.place else ""
    rules = "; ".join(policy.rule(rule).citation for rule in finding.rules)
    lines = [
        f"Where: {where(review)}:{finding.line}:{finding.column}{visible(place)}",
        visible(f"Breaks: {rules} ({finding.severity.value})"),
        visible(f"{advice_label(finding)}: {finding.suggestion}") if finding.suggestion else "",
    ]
    return "\n".join(filter(None, lines))


def _line(finding: Finding, policy: Policy) -> str:
    said = visible(located(finding, in_words(finding)))
    rules = visible(rule_names(policy, finding))
    return f"{finding.line}:{finding.column}: {finding.severity.value} {finding.check}: {said} ({rules})"
