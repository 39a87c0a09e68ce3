"""Clients of the network that come with other packages are never imported: all works as if they were not there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.test_network import FILES

ROOT = Path(__file__).parents[1]
CLIENTS = (
    "certifi", "cloudpathlib", "fsspec", "hf_xet", "httpcore", "httpcore2", "httpx", "httpx2",
    "huggingface_hub", "requests", "smart_open", "truststore", "urllib3", "weasel",
)  # fmt: skip
OF_PYTHON = ("ftplib", "http.client", "poplib", "smtplib", "urllib.request", "xmlrpc.client")
REFUSING = """\
import sys

class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name in {names}:
            sys.stderr.write("imported: " + name + chr(10))
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Refusing())
"""
REVIEW = """\
from smcheck.__main__ import main
sys.argv = ["smcheck", "check", "--output-format", "json", "--show-matches", "drafts"]
try:
    main()
except SystemExit as ended:
    judges = {"onnxruntime", "tokenizers", "spacy", "py3langid"}
    sys.stderr.write(f"{ended.code} {sorted(judges - set(sys.modules))}")
"""
EVERYTHING = """\
import importlib, pkgutil, smcheck
for module in pkgutil.walk_packages(smcheck.__path__, "smcheck."):
    if module.name not in ("smcheck.__main__", "smcheck.libreoffice.extension.component"):  # LibreOffice's
        importlib.import_module(module.name)
import starlette.applications, uvicorn.config, watchfiles
"""


def _python(code: str, refused: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    refusing = REFUSING.replace("{names}", repr(tuple(refused)))
    return subprocess.run(
        [sys.executable, "-c", refusing + code],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_review_with_every_model_needs_no_client_of_the_network(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    for name, text in FILES.items():
        (tmp_path / "drafts" / name).write_text(text, encoding="utf-8")
    done = _python(REVIEW, CLIENTS + OF_PYTHON, tmp_path)
    assert "imported: " not in done.stderr
    assert done.stderr.splitlines()[-1] == "2 []"  # a draft is in Welsh; no judge was left out
    found = {
        (draft["path"], finding["check"])
        for draft in json.loads(done.stdout)["drafts"]
        for finding in draft["findings"]
    }
    assert {
        ("drafts/fete.txt", "named-person"),
        ("drafts/fete.txt", "insult"),
        ("drafts/letter.eml", "phone"),
    } <= found


def test_further_processes_need_none_either(tmp_path: Path) -> None:
    """They import what this one does not: `sitecustomize` is what Python begins each with."""
    refusing = REFUSING.replace("{names}", repr(CLIENTS + OF_PYTHON))
    (tmp_path / "sitecustomize.py").write_text(refusing, encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    for number in range(8):
        text = f"{FILES['fete.txt']} It is day {number}."
        (tmp_path / "drafts" / f"{number}.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "smcheck", "drafts", "--jobs", "2", "--output-format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, "imported: " in done.stderr) == (1, False), done.stderr
    found = [
        {finding["check"] for finding in draft["findings"]} for draft in json.loads(done.stdout)["drafts"]
    ]
    assert len(found) == 8
    assert all({"named-person", "insult", "phone"} <= each for each in found)


def test_no_module_of_smcheck_imports_a_client_of_the_network(tmp_path: Path) -> None:
    done = _python(EVERYTHING, CLIENTS, tmp_path)  # the desk names states by http.client
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_refused_would_be_told(tmp_path: Path) -> None:
    done = _python("import http.client", OF_PYTHON, tmp_path)
    assert "imported: http.client" in done.stderr


def test_the_clients_are_those_that_are_installed() -> None:
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    names = {
        name.replace("-", "_") for name in re.findall(r"^([a-z0-9_.-]+)(?:\[\w+\])?==", locked, re.MULTILINE)
    }
    assert set(CLIENTS) - names == set()
