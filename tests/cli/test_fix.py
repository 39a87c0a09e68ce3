from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.readers.hostile.documents import docx_of, para

POST = "Utilise the portal. Ring Sam Hollis on 07700 900123.\r\nCafé at the #bigcommunitylitterpick\r\n"


@pytest.fixture
def draft(council_folder: Path) -> Path:
    path = council_folder / "draft.txt"
    path.write_text(POST, encoding="utf-8", newline="")
    return path


def test_what_would_change_is_shown_and_masked(run: Run, draft: Path) -> None:
    done = run("fix", "draft.txt", cwd=draft.parent)
    assert done.returncode == 1
    assert "-Café at the #bigcommunitylitterpick" in done.stdout
    assert "+Café at the #BigCommunityLitterPick" in done.stdout
    assert "line 1: “Utilise” -> “Use” (plain-word)" in done.stdout
    assert "900123" not in done.stdout
    assert "findings are left" in done.stdout
    assert draft.read_bytes().decode("utf-8") == POST


def test_a_copy_is_written_and_the_draft_stays(run: Run, draft: Path) -> None:
    done = run("fix", "draft.txt", "--all", "--write", cwd=draft.parent)
    copy = draft.with_name("draft.mended.txt")
    assert "Written: draft.mended.txt" in done.stdout
    assert copy.read_bytes().decode("utf-8") == (
        "Use the portal. Ring […] on 01632 960999.\r\nCafé at the #BigCommunityLitterPick\r\n"
    )
    assert draft.read_bytes().decode("utf-8") == POST
    again = run("fix", "draft.txt", "--write", cwd=draft.parent)
    assert (again.returncode, "there is a file of that name" in again.stderr) == (2, True)


def test_edits_of_one_kind(run: Run, draft: Path) -> None:
    done = run("fix", "draft.txt", "--kind", "plain-word", cwd=draft.parent)
    assert "+Use the portal. Ring Sam Hollis" in done.stdout
    assert "-Café" not in done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_the_copy_keeps_its_encoding(run: Run, draft: Path, encoding: str) -> None:
    draft.write_bytes(POST.encode(encoding))
    run("fix", "draft.txt", "--kind", "hashtag", "--write", cwd=draft.parent)
    copy = draft.with_name("draft.mended.txt").read_bytes()
    assert copy == POST.replace("#bigcommunitylitterpick", "#BigCommunityLitterPick").encode(encoding)


def test_beside_a_document_of_word_lies_a_text(run: Run, council_folder: Path) -> None:
    (council_folder / "draft.docx").write_bytes(docx_of(para("Prior to tea, come.")))
    done = run("fix", "draft.docx", "--all", "--write", cwd=council_folder)
    assert (done.returncode, "Nothing is left to mend." in done.stdout) == (0, True)
    assert (council_folder / "draft.mended.txt").read_text(encoding="utf-8") == "Before tea, come."


def test_markdown_keeps_its_marks(run: Run, council_folder: Path) -> None:
    (council_folder / "a.md").write_text(
        "*Prior to* tea, **come** to #bigcommunitylitterpick\n", encoding="utf-8"
    )
    run("fix", "a.md", "--all", "--write", cwd=council_folder)
    assert (council_folder / "a.mended.md").read_text(encoding="utf-8") == (
        "*Before* tea, **come** to #BigCommunityLitterPick\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt"], "there is no such file"),
        (["posts.csv"], "it holds 2 drafts; give a file of one"),
        (["empty.txt"], "the file is empty"),
        (["draft.txt", "--kind", "magic"], "there are no edits of the kind 'magic'"),
    ],
)
def test_what_cannot_be_mended_is_said(run: Run, draft: Path, arguments: list[str], message: str) -> None:
    (draft.parent / "posts.csv").write_text("text\na b c\nd e f\n", encoding="utf-8")
    (draft.parent / "empty.txt").write_text("", encoding="utf-8")
    done = run("fix", *arguments, cwd=draft.parent)
    assert (done.returncode, message in done.stderr) == (2, True)


def test_a_clean_draft_has_nothing_to_mend(run: Run, draft: Path) -> None:
    draft.write_text("The library is open on Saturday.\n", encoding="utf-8")
    done = run("fix", "draft.txt", cwd=draft.parent)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "There is nothing to mend by other words.")
