"""smcheck's own reports and records are told from drafts, in every format, and no draft is taken for one."""

from __future__ import annotations

import datetime as dt
import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smcheck import reporters
from smcheck.cli import command_line
from smcheck.record import Record
from smcheck.reporters import Format
from smcheck.reporters.signs import begins_as_own_output, is_page, is_report
from smcheck.reporters.written import remember
from smcheck.run.sources import may_be_draft
from tests.conftest import CONFIG, PEOPLE

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
ENDINGS = sorted({name.ending for name in Format if may_be_draft(f"report{name.ending}")})

DRAFTS = {
    "fete.txt": "Ring Jo on 07700 900123 before you moan, you idiot! Cllr Sam Example said so.",
    "library.txt": "The library is open on Saturday.",
    "posts.csv": "id,message\n1,The library is open on Saturday.\n2,This is shit.\n",
    "empty.txt": "",
}
DECISION = """\
[[decision]]
kind = "person"
subject = "Sam Example"
by = "Town Clerk"
on = 2026-10-01
until = 2040-03-31
note = "asked"
"""
SCENES = {
    "many drafts": ["."],
    "many drafts, counted": ["--statistics", "--verbose", "."],
    "only what is wrong": ["--quiet", "."],
    "one draft": ["fete.txt"],
    "nothing found": ["library.txt"],
    "not reviewed": ["empty.txt"],
    "a decision covers all": ["cleared.txt"],
    "a comment to remove": ["--kind", "comment", "fete.txt"],
    "a comment to leave up": ["--kind", "comment", "library.txt"],
    "many to leave up or remove": ["--kind", "comment", "."],
}
"""What is asked for, by what the reports are to hold."""

Reports = dict[str, dict[Format, Path]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of drafts, the current one, whose council keeps a record."""
    folder = tmp_path_factory.mktemp("drafts")
    settings = {
        "smcheck.toml": f'record = "record"\n{CONFIG}',
        "people.toml": PEOPLE,
        "decisions.toml": DECISION,
    }
    for name, text in {**DRAFTS, **settings, "cleared.txt": "Cllr Sam Example opens it."}.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SMCHECK_REVIEWER", 'J. "Jo" \\ Clérk')
        yield folder


@pytest.fixture(scope="module")
def reports(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """Every scene's report in every format."""
    written: Reports = {}
    for scene, arguments in SCENES.items():
        place = tmp_path_factory.mktemp("reports")
        written[scene] = {name: place / f"{name.value}{name.ending}" for name in Format}
        outputs = [f"--output={name.value}={path}" for name, path in written[scene].items()]
        smcheck("check", "--no-cache", *outputs, *arguments)
    return written


def smcheck(*arguments: str) -> None:
    done = CliRunner().invoke(command_line, arguments)
    assert isinstance(done.exception, SystemExit | None), done.exception


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("name", Format)
def test_a_report_is_known(name: Format, scene: str, reports: Reports) -> None:
    path = reports[scene][name]
    assert is_report(path) == begins_as_own_output(path, path.read_bytes()) == may_be_draft(path.name)
    assert is_page(path) == (name is Format.HTML)


def test_every_report_says_something(reports: Reports) -> None:
    assert [
        (scene, name)
        for scene, made in reports.items()
        for name, path in made.items()
        if not path.stat().st_size
    ] == []


@pytest.mark.parametrize("name", Format)
def test_a_format_has_a_sign_where_its_files_could_be_met_among_drafts(name: Format) -> None:
    sign = import_module(f"smcheck.reporters.{name.value}").SIGN
    assert name.ending.startswith(".")
    assert (sign is not None) == may_be_draft(f"report{name.ending}")


def test_every_reporter_is_a_format() -> None:
    modules = [module.name for module in pkgutil.iter_modules(reporters.__path__) if not module.ispkg]
    found = {name for name in modules if hasattr(import_module(f"smcheck.reporters.{name}"), "Reporter")}
    assert found == {name.value for name in Format}
    assert {path.stem for path in GOLDEN.iterdir()} == found


def test_reports_among_drafts_are_not_reviewed(folder: Path, reports: Reports, tmp_path: Path) -> None:
    for scene, made in reports.items():
        for path in made.values():
            copy = tmp_path / f"{scene} {path.name}"
            copy.write_bytes(path.read_bytes())
            remember(copy, path.read_bytes())
    (tmp_path / "library.txt").write_text(DRAFTS["library.txt"], encoding="utf-8")
    smcheck("check", "--no-cache", "--output", "json=found.json", str(tmp_path))
    found = json.loads((folder / "found.json").read_text(encoding="utf-8"))
    assert [Path(draft["path"]).name for draft in found["drafts"]] == ["library.txt"]


def test_lines_of_the_record_are_known(folder: Path, reports: Reports) -> None:
    smcheck("approve", "link", "example.org", "--by", "Town Clerk", "--note", "terms read")
    (months,) = (folder / "record").glob("*.jsonl")
    old = Record(folder / "old", b"key", clock=lambda: dt.datetime(2020, 1, 2, tzinfo=dt.UTC))
    old.append([{"kind": "decision", "by": "Clerk", "decision": {}}])
    Record(folder / "old", b"key").prune(1, dt.date.today(), "Clerk")
    (pruned,) = (folder / "old").glob("*.jsonl")
    assert begins_as_own_output(months, months.read_bytes())
    lines = [line for path in (months, pruned) for line in path.read_bytes().splitlines()]
    assert {json.loads(line)["kind"] for line in lines} == {"review", "decision", "prune"}
    assert all(begins_as_own_output(months, line) for line in lines)
    assert not is_report(months)


def test_the_page_of_the_record_is_known(folder: Path, reports: Reports, tmp_path: Path) -> None:
    page = tmp_path / "record.html"
    smcheck("record", "report", "--output", str(page))
    assert is_report(page)
    assert is_page(page)
    assert begins_as_own_output(page, page.read_bytes())


def test_no_draft_is_taken_for_a_report() -> None:
    paths = [
        path
        for folder in ("examples", "tests")
        for path in (ROOT / folder).rglob("*")
        if may_be_draft(path.name) and path.parent != GOLDEN
    ]
    assert {path.suffix for path in paths} >= {".txt", ".csv", ".md", ".jsonl"}
    assert [path for path in paths if begins_as_own_output(path, path.read_bytes())] == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_post_of_the_tests_is_taken_for_a_report(ending: str) -> None:
    posts = list(_posts())
    assert len(posts) > 5_000
    name = Path(f"post{ending}")
    assert [post for post in posts if begins_as_own_output(name, f"{post}\n".encode())] == []


def _posts() -> Iterator[str]:
    """Every line of the posts that other tests review, and of the examples."""
    for path in (ROOT / "tests").rglob("*.md"):
        yield from path.read_text(encoding="utf-8").splitlines()
    for path in (ROOT / "tests").rglob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from (line, str(json.loads(line).get("text")))
    for path in (ROOT / "examples" / "drafts").iterdir():
        yield path.read_text(encoding="utf-8")


def test_a_look_at_a_file_loads_nothing_large() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom smcheck.reporters import signs\n"
        "assert not {'smcheck.reporters.full', 'smcheck.record'} & set(sys.modules)\n"
        f"assert not any(signs.begins_as_own_output(Path('a' + end), b'Fete') for end in {ENDINGS})\n"
        "print({'rich', 'jinja2', 'markupsafe', 'spacy', 'numpy'} & set(sys.modules) or 'nothing')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("nothing\n", "")
