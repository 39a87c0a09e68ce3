"""The picture of an audit: its figures, its page, and what the page is made of."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from smcheck import ConfigError, load_policy
from smcheck.spark.counting import Counts, counts_of
from smcheck.spark.page import figures, page

arrow = pytest.importorskip("pyarrow", reason="smcheck[spark] is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="smcheck[spark] is not installed")
TODAY = dt.date(2026, 11, 30)
MANIFEST = {
    "policy": "leigh-on-sea",
    "council": "Example Town Council",
    "date": "2026-11-29",
    "version": "0.1.0",
    "quick": True,
}
FINDING = arrow.struct({
    "check": arrow.string(), "rules": arrow.list_(arrow.string()), "severity": arrow.string(), "decided": arrow.bool_(),
})  # fmt: skip
SCHEMA = arrow.schema({
    "id": arrow.string(), "status": arrow.string(), "day": arrow.date32(), "platform": arrow.string(),
    "account": arrow.string(), "repeats": arrow.int64(), "findings": arrow.list_(FINDING),
    "errors": arrow.list_(arrow.struct({"check": arrow.string(), "message": arrow.string()})),
})  # fmt: skip


def finding(check: str, severity: str, *rules: str, decided: bool = False) -> dict[str, Any]:
    return {"check": check, "severity": severity, "rules": list(rules), "decided": decided}


def row(
    day: str, *findings: dict[str, Any], platform: str | None = "x", account: str = "Our page", why: str = ""
) -> Any:
    return {
        "id": "1", "status": "unreviewed" if why else "findings" if findings else "clean", "findings": list(findings),
        "day": dt.date.fromisoformat(day) if day else None, "platform": platform, "account": account, "repeats": 1,
        "errors": [{"check": None, "message": why}] if why else [],
    }  # fmt: skip


ROWS = [
    row("2021-05-07", finding("phone", "error", "11"), finding("jargon", "note", "plain", "x-rule")),
    row("2021-05-08", finding("jargon", "note", "plain"), platform="facebook,x"),
    row("2021-07-01", finding("phone", "error", "11", decided=True), account="=HYPERLINK(1)"),
    row("2021-07-01", finding("heated-tone", "warning", "8"), why="the model broke"),
    row("", platform=None, why="the post has no text <script>"),
    row("2021-07-02"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, rows in enumerate((ROWS[:3], ROWS[3:])):
        (tmp_path / f"slice={number}").mkdir()
        parquet.write_table(
            arrow.Table.from_pylist(rows, schema=SCHEMA), tmp_path / f"slice={number}" / "part.parquet"
        )
    (tmp_path / "_temporary").mkdir()
    (tmp_path / "_temporary" / "part.parquet").write_bytes(b"half")
    (tmp_path / "_smcheck.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    return tmp_path


def test_the_figures(folder: Path) -> None:
    found = counts_of(str(folder))
    assert found.outcomes == {"error": 1, "note": 1, "clean": 2, "unreviewed": 2}
    assert found.months == {
        "2021-05": {"error": 1, "note": 1},
        "2021-07": {"clean": 2, "unreviewed": 1},
        "no date": {"unreviewed": 1},
    }
    assert found.platforms == {
        "x": {"error": 1, "clean": 2, "unreviewed": 1}, "facebook,x": {"note": 1}, "not said": {"unreviewed": 1},
    }  # fmt: skip
    assert found.rules == {
        "11": {"error": 1},
        "plain": {"note": 2},
        "x-rule": {"note": 1},
        "8": {"warning": 1},
    }
    assert found.checks == {"phone": {"error": 1}, "jargon": {"note": 2}, "heated-tone": {"warning": 1}}
    assert found.reasons == {"the model broke": 1, "the post has no text <script>": 1}
    assert (found.posts, found.repeats, found.council, found.quick) == (6, 6, "Example Town Council", True)


def test_what_is_no_folder_of_findings_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="these are no findings of smcheck audit"):
        counts_of(str(tmp_path))


def test_a_folder_without_findings_yet_has_a_page(folder: Path) -> None:
    for path in folder.rglob("*.parquet"):
        path.unlink()
    made = page(counts_of(str(folder)), TODAY, None)
    assert "Audit of 0 posts" in made
    assert "<svg" not in made


def test_the_page_holds_every_figure_by_itself(folder: Path) -> None:
    made = page(counts_of(str(folder)), TODAY, load_policy())
    assert made.isascii()
    assert "http:" not in re.sub(r'xmlns(?::xlink)?="[^"]*"', "", made)
    assert "<script>" not in made
    assert "&lt;script&gt;" in made
    assert "Rule 11: No personal contact details" in made
    assert re.findall(r"<h2[^>]*>([^<]*)", made) == [
        "Posts with something found, by month", "Findings by rule", "Findings by check",
        "Posts with something found, by account", "Posts with something found, by platform",
        "Why posts were not reviewed",
    ]  # fmt: skip
    ids = re.findall(r'\bid="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert made.count("<svg") == made.count('role="img"') == made.count("<table>") == 6
    assert '<title id="months-title">Posts with something found, by month</title>' in made
    assert "2021-06" in made  # a month without a post between others
    assert not re.search(r"#0a0b0\w", made)


def test_the_csv_has_every_figure_and_no_formula(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(figures(counts_of(str(folder))))))
    found = {(each["by"], each["name"], each["outcome"]): int(each["count"]) for each in rows}
    assert found["month", "2021-05", "error"] == 1
    assert found["month", "2021-07", "unreviewed"] == 1
    assert found["rule", "plain", "note"] == 2
    assert found["account", "'=HYPERLINK(1)", "clean"] == 1
    assert found["reason", "the model broke", "unreviewed"] == 1
    assert {each["of"] for each in rows if each["by"] == "rule"} == {"findings"}


def test_many_months_are_drawn_as_years() -> None:
    months = {f"{year}-01": Counter(error=1) for year in range(2010, 2026)}
    found = Counts("ours", "", "2026-11-29", "0.1.0", outcomes=Counter(error=16), months=months)
    made = page(found, TODAY, None)
    assert "Posts with something found, by year" in made
    assert ">ours<" in made
    assert "2010-01" in made  # in the table


def test_the_page_keeps_nobody_out(folder: Path, tmp_path: Path) -> None:
    """axe finds nothing, in the light and in the dark, with every table open."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no Chromium")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    path = tmp_path / "audit.html"
    path.write_text(page(counts_of(str(folder)), TODAY, load_policy()), encoding="ascii")
    with sync_playwright() as play:
        options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = play.chromium.launch(executable_path=chromium, args=options)
        for scheme in ("light", "dark"):
            shown = browser.new_page(color_scheme=scheme, bypass_csp=True)
            shown.goto(path.as_uri())
            shown.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
            found = Axe().run(shown)
            assert found.violations_count == 0, found.generate_report()
        browser.close()
