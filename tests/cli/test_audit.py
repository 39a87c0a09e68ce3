"""`smcheck audit` and `smcheck audit report` at the command line; Spark itself is tested in tests/spark."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from smcheck.spark.needed import has_java
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
SETTINGS = "classifier = false\nlanguage_model = false\n"
POSTS = (
    {"id": 1, "text": "Ring 07700 900123.", "date": "2021-05-07", "platform": "x"},
    {"id": 2, "text": "The library is open.", "date": "2021-06-07", "platform": "facebook"},
)
QUICK = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1"}  # nothing here runs long enough to be compiled well
spark_is_there = pytest.mark.skipif(
    find_spec("pyspark") is None or not has_java(),
    reason="Spark, or the Java on which it runs, is not installed",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "smcheck.toml").write_text(SETTINGS, encoding="utf-8")
    lines = (json.dumps(post) for post in POSTS)
    (tmp_path / "posts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_without_the_extra_one_sentence_says_what_to_install(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smcheck.spark.needed.find_spec", lambda name: None)
    done = run("audit", "posts.jsonl", "--out", "found", cwd=folder)
    said = 'smcheck: error: smcheck audit needs pyspark, pandas, pyarrow, not installed here: pip install "smcheck[spark]"\n'
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    done = run("audit", "report", "found", cwd=folder)
    assert (done.returncode, done.stderr) == (
        2,
        said.replace("pyspark, pandas, pyarrow", "pyarrow, matplotlib"),
    )


def test_without_java_one_sentence_says_what_to_install(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smcheck.spark.needed.find_spec", lambda name: name)
    monkeypatch.setenv("JAVA_HOME", str(folder))
    done = run("audit", "posts.jsonl", "--out", "found", cwd=folder)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(
        "smcheck: error: Java was not found, which Spark runs on; install Java 17 or later"
    )


def test_nothing_of_spark_is_loaded_unless_it_is_asked_for(folder: Path) -> None:
    code = (
        "import sys\nfrom smcheck.__main__ import main\n"
        "sys.argv = ['smcheck', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'pyspark', 'pandas', 'pyarrow', 'matplotlib', 'smcheck.spark'} & set(sys.modules)))"
    )
    for words in (["posts.jsonl"], ["audit", "--help"], ["audit", "run", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == "[]"


def test_run_may_be_left_out_and_report_may_not_be_misspelt(folder: Path, run: Run) -> None:
    assert "Commands:" in run("audit", "--help", cwd=folder).stdout
    assert "Commands:" in run("audit", cwd=folder).stderr
    for words in (("audit", "posts.jsonl"), ("audit", "run", "posts.jsonl")):
        done = run(*words, cwd=folder)
        assert (done.returncode, "--out is missing" in done.stderr) == (2, True)
    done = run("audit", "reprot", "found", cwd=folder)
    assert "there is no command 'reprot'; did you mean report?" in done.stderr


def test_a_page_replaces_nothing_but_a_page(folder: Path, run: Run) -> None:
    (folder / "letter.html").write_text("<p>Dear all</p>", encoding="utf-8")
    (folder / "new.csv").write_text("a,b\n", encoding="utf-8")
    pytest.importorskip("matplotlib", reason="smcheck[spark] is not installed")
    for out, said in (
        ("letter.html", "it is a file already, and no page of smcheck"),
        ("page.pdf", "the page is HTML"),
        ("new.html", "new.csv: it is there already"),
        (".", "this is a folder"),
    ):
        done = run("audit", "report", "found", "--out", out, cwd=folder)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    done = run("audit", "report", "found", cwd=folder)
    assert "found: these are no findings of smcheck audit; give the folder that --out named" in done.stderr


@spark_is_there
def test_an_audit_and_its_picture(folder: Path, process: Run) -> None:
    words = ("audit", "posts.jsonl", "--out", "found", "--quick", "--master", "local[2]")
    done = process(*words, cwd=folder, environment=QUICK)
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        "2 posts are reviewed; 2 are new. The findings are in found",
        "Posts: 1 with errors",
        "The picture: smcheck audit report found",
    ]
    assert "posts.jsonl: text = 'text', id = 'id', day = 'date', platform = 'platform'" in done.stderr
    assert not re.search(r"WARN|Exception|log4j|jdk\.incubator", done.stderr)
    assert sorted(path.name for path in folder.iterdir()) == ["found", "posts.jsonl", "smcheck.toml"]
    done = process("audit", "report", "found", "--out", "page.html", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "Written: page.html, page.csv\n")
    assert "Example" not in (folder / "page.html").read_text(encoding="ascii")
    assert "month,2021-05,error,1,posts" in (folder / "page.csv").read_text(encoding="utf-8").splitlines()
    done = process(*words[:4], "--master", "local[2]", cwd=folder, environment=QUICK)
    assert (done.returncode, "begun with the other choice of readers (--quick)" in done.stderr) == (2, True)


@spark_is_there
@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C comes another way on Windows")
def test_ctrl_c_ends_an_audit_in_a_sentence(folder: Path) -> None:
    lines = (
        json.dumps({"id": number, "text": f"The bins of week {number} are late."}) for number in range(2_000)
    )
    (folder / "posts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    words = [
        sys.executable,
        "-m",
        "smcheck",
        "audit",
        "posts.jsonl",
        "--out",
        "found",
        "--slices",
        "10",
        "--quick",
    ]
    environment = {**os.environ, **QUICK, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [*words, "--master", "local[1]"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment,
    )  # fmt: skip
    while not list((folder / "found").glob("slice=*/*.parquet")) and running.poll() is None:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 130, said
    assert said.splitlines()[-1] == "Stopped. What is done stays; the same command goes on from there."
    assert "Traceback" not in said
    found = list((folder / "found").glob("slice=*/*.parquet"))
    assert (
        1 <= len(found) < 10
    )  # of which each is whole, as the next run of it shows in tests/spark/test_kills.py


@spark_is_there
@pytest.mark.parametrize(
    ("master", "said"),
    [
        ("sc://example.org", "Spark Connect is no master"),
        ("local[x]", "for this computer give local[2]"),
        ("nonsense", "Spark does not start on nonsense"),
        ("spark://127.0.0.1:1", "its workers must know one another by a secret"),
    ],
)
def test_a_master_that_is_none_is_told(folder: Path, process: Run, master: str, said: str) -> None:
    done = process(
        "audit", "posts.jsonl", "--out", "found", "--master", master, cwd=folder, environment=QUICK
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]
