"""An audit whose workers are other processes of Java, as on a cluster: what travels to them, and what does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck import Reviewer, load_council
from tests.spark.conftest import QUICK, ROOT
from tests.spark.posts import findings_of, posts, write_lines

MASTER = "local-cluster[1,1,1024]"
KEY = "0123456789abcdef" * 4
AUDIT = """\
import json, sys
from smcheck.spark.auditing import Audit, AuditRequest
posts, out, master, settings = sys.argv[1:]
request = AuditRequest((posts,), out, master, quick=True, slices=2, settings=json.loads(settings))
Audit(request, lambda said: None).run(lambda *step: None)
"""
SETTINGS = 'classifier = false\nlanguage_model = false\n[council]\nphones = ["07700 900101"]\n'
PEOPLE = '[[person]]\nname = "Sam Example"\ngroup = "councillor"\ntitles = ["Cllr"]\n'


@pytest.mark.skipif(os.name == "nt", reason="Spark starts no cluster of its own on Windows")
def test_what_travels_to_workers_and_what_does_not(tmp_path: Path) -> None:
    for name, content in (("smcheck.toml", SETTINGS), ("people.toml", PEOPLE), ("smcheck.key", KEY)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    invented = list(posts(60))
    write_lines(tmp_path / "posts.jsonl", invented)
    (tmp_path / "log").mkdir()
    settings = QUICK | {
        "spark.authenticate.secret": "only Spark's own",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.dir": (tmp_path / "log").as_uri(),
        "spark.executorEnv.PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", AUDIT, str(tmp_path / "posts.jsonl"), str(tmp_path / "out"), MASTER,
         json.dumps(settings)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3_000:]
    found = findings_of(tmp_path / "out")
    reviewer = Reviewer(load_council(tmp_path / "smcheck.toml"), quick=True)
    plain = {each.id: each.text and reviewer.review(each.text) for each in invented}
    assert {name: [each["fingerprint"] for each in row["findings"]] for name, row in found.items()} == {
        name: [each.fingerprint for each in review.findings] if review else []
        for name, review in plain.items()
    }
    assert any(each["check"] == "named-person" for row in found.values() for each in row["findings"])
    logged = [path.read_bytes() for path in (tmp_path / "log").rglob("*") if path.is_file()]
    assert any(b"SparkListenerSQLExecutionStart" in each for each in logged)
    said = [*logged, done.stdout.encode(), done.stderr.encode()]
    for secret in (KEY.encode(), bytes.fromhex(KEY), b"07700 900"):
        assert not any(secret in each for each in said)
    assert all(
        b'"spark.network.crypto.enabled":"true"' in each for each in logged if b"Spark Properties" in each
    )
