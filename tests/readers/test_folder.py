from __future__ import annotations

import os
from pathlib import Path

import pytest

from smcheck.readers.folder import Excluder, Source, find_sources


def tree(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def names(folder: Path, *patterns: str) -> list[str]:
    sources = find_sources(folder, Excluder(patterns, folder))
    return [source.path.relative_to(folder).as_posix() for source in sources if not source.excluded]


def test_drafts_of_a_folder_in_order_and_nothing_else(tmp_path: Path) -> None:
    tree(
        tmp_path,
        "b.txt",
        "a.md",
        "sub/c.csv",
        "picture.png",
        "~$fete.docx",
        ".hidden.txt",
        "x.tmp",
        ".git/d.txt",
    )
    assert names(tmp_path) == ["a.md", "b.txt", "sub/c.csv"]


def test_documents_that_cannot_be_read_are_not_passed_over(tmp_path: Path) -> None:
    assert names(tree(tmp_path, "fete.docx", "a.txt")) == ["a.txt", "fete.docx"]


def test_patterns_exclude_as_in_gitignore(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "old/b.txt", "c.bak.txt")
    assert names(tmp_path, "old/", "*.bak.txt") == ["a.txt"]


def test_a_given_file_is_excluded_too(tmp_path: Path) -> None:
    path = tree(tmp_path, "old/b.txt") / "old" / "b.txt"
    assert list(find_sources(path, Excluder(["old/"], tmp_path))) == [Source(path, excluded=True)]


def test_a_folder_without_drafts_and_a_missing_path_are_problems(tmp_path: Path) -> None:
    (empty,) = find_sources(tmp_path, Excluder([], tmp_path))
    assert "no drafts" in empty.problem
    (missing,) = find_sources(tmp_path / "x.txt", Excluder([], tmp_path))
    assert "no such file" in missing.problem


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside = tree(tmp_path / "outside", "secret.txt")
    inside = tree(tmp_path / "inside", "a.txt")
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "linked").symlink_to(outside, target_is_directory=True)
    sources = {source.path.name: source.problem for source in find_sources(inside, Excluder([], inside))}
    assert sources["a.txt"] == ""
    assert "no ordinary file" in sources["link.txt"]
    assert set(sources) == {"a.txt", "link.txt"}
