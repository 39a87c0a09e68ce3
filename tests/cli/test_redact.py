from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

POST = "Ring Jo on 07700 900123\r\nor jo at example dot com. Café at 10am, ring 01632 960999.\r\n"
MASKED = "Ring Jo on ••••• ••••••\r\nor •• •• ••••••• ••• •••. Café at 10am, ring 01632 960999.\r\n"


def redacted(content: bytes, folder: Path) -> bytes:
    """What `smcheck redact` writes to standard output for a draft of these bytes."""
    (folder / "draft.txt").write_bytes(content)
    command = [sys.executable, "-m", "smcheck", "redact", "draft.txt"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"]
)
def test_the_copy_differs_in_nothing_else(council_folder: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding.startswith(("utf-16", "utf-32")) else ""
    assert redacted((mark + POST).encode(encoding), council_folder) == (mark + MASKED).encode(encoding)


def test_a_file_is_written_and_counted(run: Run, council_folder: Path) -> None:
    (council_folder / "draft.txt").write_text(POST, encoding="utf-8", newline="")
    done = run("redact", "draft.txt", "-o", "copy.txt", cwd=council_folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "smcheck: masked 1 email, 1 phone\n"
    assert (council_folder / "copy.txt").read_bytes().decode("utf-8") == MASKED


def test_what_is_approved_stays(run: Run, council_folder: Path) -> None:
    (council_folder / "draft.txt").write_text("Ring 07700 900123", encoding="utf-8")
    assert run("approve", "contact", "07700 900123", "--by", "C", cwd=council_folder).returncode == 0
    done = run("redact", "draft.txt", cwd=council_folder)
    assert done.stdout == "Ring 07700 900123"
    assert "nothing to mask" in done.stderr


def test_standard_input(run: Run, council_folder: Path) -> None:
    assert run("redact", "-", cwd=council_folder, stdin="Ring 07700 900123").stdout == "Ring ••••• ••••••"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["draft.txt", "-o", "draft.txt"], "is the draft itself"),
        (["draft.txt", "-o", "./draft.txt"], "is the draft itself"),
        (["none.txt"], "there is no such file"),
        (["posts.csv"], "redact takes one text draft"),
        (["empty.txt"], "the file is empty"),
        (["binary.txt"], "this is a binary file"),
        (["draft.docx"], "redact takes one text draft"),
        (["draft.txt", "-o", "linked.txt"], "is the draft itself"),
        (["draft.txt", "-o", "no/such/folder.txt"], "no/such/folder.txt: the copy cannot be written"),
        (["."], "this is a folder; give one text draft"),
    ],
)
def test_what_cannot_be_redacted(run: Run, council_folder: Path, arguments: list[str], message: str) -> None:
    for name, content in {
        "draft.txt": b"Ring 07700 900123", "posts.csv": b"text\nhello\n", "empty.txt": b"",
        "binary.txt": b"\0\1\2", "draft.docx": b"PK",
    }.items():  # fmt: skip
        (council_folder / name).write_bytes(content)
    (council_folder / "linked.txt").hardlink_to(council_folder / "draft.txt")
    done = run("redact", *arguments, cwd=council_folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert (council_folder / "draft.txt").read_bytes() == b"Ring 07700 900123"


def test_markup_and_approved_contacts_are_left_and_said(run: Run, council_folder: Path) -> None:
    draft = "Ring **077**00 900123 or 07700 900124, [Jo](https://www.example.gov.uk).\n"
    (council_folder / "fete.md").write_text(draft, encoding="utf-8")
    run("approve", "contact", "07700 900124", "--by", "The Clerk", cwd=council_folder)
    done = run("redact", "fete.md", cwd=council_folder)
    assert done.stdout == draft.replace("**077**00 900123", "**•••**•• ••••••")
    assert done.stderr == "smcheck: masked 1 phone; left as approved: 1 phone\n"
    (council_folder / "fete.html").write_text("<p>Ring 07700 900123", encoding="utf-8")
    assert "redact takes one text draft" in run("redact", "fete.html", cwd=council_folder).stderr
