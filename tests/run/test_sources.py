from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from smcheck import ConfigError
from smcheck.reporters.signs import begins_as_own_output, is_report
from smcheck.run.excluding import Excluders
from smcheck.run.sources import Source, find_sources


def tree(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def names(folder: Path, *patterns: str) -> list[str]:
    sources = find_sources(folder, Excluders(patterns, folder))
    drafts = [source for source in sources if not source.excluded and not source.unread]
    return [source.path.relative_to(folder).as_posix() for source in drafts]


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
    assert list(find_sources(path, Excluders(["old/"], tmp_path))) == [Source(path, excluded=True)]


def test_a_folder_without_drafts_and_a_missing_path_are_problems(tmp_path: Path) -> None:
    (empty,) = find_sources(tmp_path, Excluders())
    assert "no drafts" in empty.problem
    (missing,) = find_sources(tmp_path / "x.txt", Excluders())
    assert "no such file" in missing.problem


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ("draft", "drafts/"), ("Drafts.old/fete.txt", ""), ("fete.txt", "Fete.docx"), ("fetes.docx", "Fete.docx"),
        ("b.txt", ""), ("none.txt", ""), ("hidden", ""), ("drafts/fate.txt", "drafts/fete.txt"),
    ],
)  # fmt: skip
def test_what_stands_nearest_to_a_missing_path_is_offered(tmp_path: Path, given: str, offered: str) -> None:
    tree(tmp_path, "Fete.docx", "a.txt", ".hidden", "drafts/fete.txt")
    (missing,) = find_sources(tmp_path / given, Excluders())
    slash = "/" if offered.endswith("/") else ""
    question = f"; did you mean {tmp_path / offered}{slash}?" if offered else ""
    assert missing.problem == f"there is no such file or folder{question}"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside = tree(tmp_path / "outside", "secret.txt")
    inside = tree(tmp_path / "inside", "a.txt")
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "linked").symlink_to(outside, target_is_directory=True)
    sources = {s.path.name: s.problem for s in find_sources(inside, Excluders()) if not s.unread}
    assert sources["a.txt"] == ""
    assert "no ordinary file" in sources["link.txt"]
    assert set(sources) == {"a.txt", "link.txt"}


GIT_IGNORES: dict[str, dict[str, str]] = {
    "none": {},
    "a name": {".gitignore": "old.txt\n"},
    "a folder": {".gitignore": "sub/\n"},
    "a folder below": {".gitignore": "**/deep/\n"},
    "the top only": {".gitignore": "/a.txt\n"},
    "all but one": {".gitignore": "*.txt\n!a.txt\n"},
    "all but one folder": {".gitignore": "/*\n!/sub/\n"},
    "nothing comes back into a folder that is left out": {".gitignore": "deep/\n!sub/deep/a.txt\n"},
    "the nearest file decides": {".gitignore": "*.txt\n", "sub/.gitignore": "!a.txt\n"},
    "the nearest file leaves out": {"sub/.gitignore": "*\n", "sub/deep/.gitignore": "!a.txt\n"},
    "all within but one": {".gitignore": "sub/**\n!sub/a.txt\n"},
    "all within at any depth but one": {".gitignore": "**/sub/**  \n!a.txt\n"},
    "all within, and the nearest file": {".gitignore": "sub/**\n", "sub/.gitignore": "!a.txt\n"},
    "all within": {".gitignore": "/sub/**\n!sub/deep/a.txt\n"},
    "all within comes back": {".gitignore": "*.txt\n!sub/**\n"},
    "a folder within comes back": {".gitignore": "sub/**\n!sub/deep/\n"},
    "folders come back, and some files": {".gitignore": "*\n!*/\n!a.txt\n"},
    "a folder comes back, and all within": {".gitignore": "*\n!sub/\n!sub/**\n"},
    "a folder at the top comes back": {".gitignore": "*\n!/sub\n!/sub/*\n"},
    "what is in folders of a folder": {".gitignore": "sub/*/\n"},
    "folders at any depth": {".gitignore": "**/\n"},
    "all but folders": {".gitignore": "/*\n!*/\n"},
    "a path with any folders between": {".gitignore": "sub/**/a.txt\n"},
    "everything": {".gitignore": "**\n"},
    "a path of two parts": {".gitignore": "sub/a.txt\n"},
    "a path from within": {"sub/.gitignore": "/deep/a.txt\n"},
    "remarks and blank lines": {".gitignore": "# a.txt\n\n  \nold.txt   \n\\#b.txt\n"},
    "ends of Windows": {".gitignore": "a.txt\r\nsub/\r\n"},
    "a byte order mark": {".gitignore": "\ufeffa.txt\n"},
    "what is no pattern": {".gitignore": "!\n\\\na.txt\n"},
    "a range the wrong way round": {".gitignore": "[z-a].txt\na.txt\n"},
    "bytes that are no UTF-8": {".gitignore": "\udce9.txt\nold.txt\n"},
}


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("ignores", GIT_IGNORES.values(), ids=GIT_IGNORES.keys())
@pytest.mark.parametrize("start", ["", "sub"])
def test_gitignore_leaves_out_what_git_does(tmp_path: Path, ignores: dict[str, str], start: str) -> None:
    tree(tmp_path, "a.txt", "old.txt", "#b.txt", "sub/a.txt", "sub/old.txt", "sub/deep/a.txt", "deep/b.txt")
    for name, text in ignores.items():
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    plain = ["git", "-c", "core.excludesFile=", "ls-files", "-z", "-o", "--exclude-per-directory=.gitignore"]
    listed = subprocess.run(plain, cwd=tmp_path / start, capture_output=True, text=True, check=True).stdout
    wanted = sorted(name for name in listed.split("\0") if name.endswith(".txt"))
    found = find_sources(tmp_path / start, Excluders())
    read = [source.path.relative_to(tmp_path / start).as_posix() for source in found if not source.problem]
    assert sorted(read) == wanted


def test_a_set_that_is_not_understood_leaves_nothing_out_and_warns_of_nothing(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    (tree(tmp_path, "a.txt") / ".gitignore").write_text("[[:alpha:]].txt\n", encoding="utf-8")
    assert names(tmp_path) == ["a.txt"]
    assert not recwarn.list


def test_gitignore_counts_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    tree(tmp_path, "repository/drafts/a.txt", "repository/drafts/b.txt", "repository/drafts/c.txt")
    (tmp_path / ".gitignore").write_text("a.txt\n", encoding="utf-8")
    (tmp_path / "repository" / ".gitignore").write_text("b.txt\n", encoding="utf-8")
    assert names(tmp_path / "repository" / "drafts") == ["a.txt", "b.txt", "c.txt"]  # in no repository
    (tmp_path / "repository" / ".git").mkdir()
    assert names(tmp_path / "repository" / "drafts") == ["a.txt", "c.txt"]
    assert names(tmp_path / "repository") == ["drafts/a.txt", "drafts/c.txt"]


def test_a_file_that_is_given_is_read_whatever_gitignore_says(tmp_path: Path) -> None:
    path = tree(tmp_path, "a.txt") / "a.txt"
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    assert list(find_sources(path, Excluders())) == [Source(path)]


@pytest.mark.parametrize("patterns", [["!"], ["[z-a].txt"], ["x\\"]])
def test_a_pattern_that_is_none_is_an_error_of_the_configuration(tmp_path: Path, patterns: list[str]) -> None:
    with pytest.raises(ConfigError, match="exclude"):
        Excluders(patterns, tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "~$fete.docx", ".~lock.fete.odt#", ".~lock.fete.odt", "._fete.docx", ".fete.txt.swp", "fete.txt~",
        "fete.docx.tmp", "fete.txt.part", "fete.docx.crdownload", "fete.txt.bak",
        "smcheck.toml", "people.toml", "decisions.toml", "decisions.toml.lock", "smcheck.key",
        ".decisions.toml.x1.tmp", "~$FETE.DOCX",
    ],
)  # fmt: skip
def test_temporary_lock_and_own_files_are_no_drafts(tmp_path: Path, name: str) -> None:
    tree(tmp_path, "fete.txt")
    (tmp_path / name).touch()
    assert names(tmp_path) == ["fete.txt"]


@pytest.mark.parametrize(
    "name", ["FETE.DOCX", "~fete.txt", "$fete.txt", "tmp.txt", "a.tmp.txt", "2026-11.txt", "x-2026-11.jsonl"]
)
def test_names_that_only_look_like_those_are_drafts(tmp_path: Path, name: str) -> None:
    assert names(tree(tmp_path, name)) == [name]


def test_the_folder_of_the_record_is_not_read(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "record/notes.txt", "record/deep/b.txt", "other/record/c.txt")
    (tmp_path / "smcheck.toml").write_text('record = "record"\n', encoding="utf-8")
    sources = find_sources(tmp_path, Excluders())
    read = [source.path.relative_to(tmp_path).as_posix() for source in sources]
    assert read == ["a.txt", "other/record/c.txt"]


def test_a_folder_that_vanishes_while_it_is_read_is_passed_over(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "sub/b.txt", "tail/c.txt")
    sources = find_sources(tmp_path, Excluders())
    first = next(sources)
    shutil.rmtree(tmp_path / "sub")
    rest = [(source.path.name, source.problem) for source in sources]
    assert (first.path.name, rest) == ("a.txt", [("c.txt", "")])


def test_a_folder_that_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "a.txt", "sub/b.txt")
    scandir = os.scandir

    def refused(path: Path) -> object:
        if path.name == "sub":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = [(source.path.name, source.problem) for source in find_sources(tmp_path, Excluders())]
    assert found == [("a.txt", ""), ("sub", "the folder cannot be read: Permission denied")]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_in_circles_and_to_nothing_end(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "none")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    sources = {s.path.name: s.problem for s in find_sources(tmp_path, Excluders()) if not s.unread}
    assert [name for name, problem in sources.items() if problem] == ["gone.txt", "self.txt"]
    assert set(sources) == {"a.txt", "gone.txt", "self.txt"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_folder_that_is_a_link_itself_is_read(tmp_path: Path) -> None:
    tree(tmp_path, "real/a.txt", "real/b.txt")
    (tmp_path / "real" / ".gitignore").write_text("b.txt\n", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert names(tmp_path / "link") == ["a.txt"]


REPORTS = [
    ("r.md", "# Review of drafts\n\n## Summary\n\n2 drafts; nothing found.\n"),
    ("r.md", "# Review of drafts\n\n## Notes\n\n- the policy was due for review in 2024-11\n"),
    ("r.md", "# Review of drafts\n\n## `fete.txt`: do not post\n"),
    ("r.html", '<!DOCTYPE html>\n<html lang="en">\n<meta name="generator" content="smcheck 1.0">\n'),
    ("r.csv", '"path","row","id","place","line","column","severity","check"\r\n'),
    ("r.jsonl", '{"path": "a.txt", "id": null, "findings": []}\n'),
    ("r.jsonl", '{"adopted":"2021-05","by":"J. \\"Jo\\" Clerk","decisions":[],"draft":"00cb"}\n'),
    ("r.jsonl", '{"by":"J. Clerk","decision":{"by":"Town Clerk"}}\n'),
    ("r.txt", "drafts/a.txt: DO NOT POST\n\n  error: a phone number  [phone]\n"),
    ("r.txt", "posts.csv:row 3: ASK THE TOWN CLERK FIRST; NOT FULLY REVIEWED\r\n\r\n  warning: politics\r\n"),
    ("r.txt", "a.txt: NOT REVIEWED\n      Not reviewed: the file is empty\n"),
    ("r.txt", "a.txt: NOTHING FOUND\n\nb.txt: ADVICE ONLY\n\n  note: emoji\n"),
    ("r.txt", "a.txt: NOTHING FOUND\n\n1 draft; nothing found\n"),
    ("r.txt", "a.txt:1:12: error phone: a phone number that is not the council's (Rule 11)\n"),
    ("r.txt", "none: NOT REVIEWED\n      Not reviewed: there is no such file or folder\n"),
    ("r.txt", "::error file=a.txt,title=smcheck%3A not reviewed::the file is empty\n"),
    ("r.txt", "1,000 drafts; 2 errors, 1 note; 1 not reviewed in full\n"),
    ("r.txt", "::error file=a.txt,line=1,col=12,title=smcheck phone::a phone number (Rule 11)\n"),
]


@pytest.mark.parametrize(("name", "text"), REPORTS)
def test_own_reports_are_known(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    assert begins_as_own_output(Path(name), text.encode())
    assert is_report(tmp_path / name) == ('"by":' not in text)  # which a record has


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.md", "# Fete\n\n## Review of drafts\n\nYou idiot, ring 07700 900123.\n"),
        ("r.md", "Our agenda:\n\n# Review of drafts\n\nYou idiot.\n"),
        ("r.csv", 'id,message\r\n1,"see ""path"",""row"",""id"",""place"",""line"",""column"""\r\n'),
        ("r.jsonl", '{"id": 1, "text": "You idiot"}\n'),
        ("r.jsonl", '{"text": "{\\"path\\": \\"x\\", \\"findings\\": []}"}\n'),
        ("r.html", '<p>You idiot &lt;meta name="generator" content="smcheck 1.0"></p>'),
        ("r.md", "# Review of drafts\n\n## Summary\n\nYou idiot.\n"),
        ("r.md", "# Review of drafts\n\n## Notes\n\nYou idiot.\n"),
        ("r.jsonl", '{"by":"Jo","text":"You idiot"}\n'),
        ("r.txt", "# Review of drafts\n"),
        ("r.txt", "New noticeboard: DO NOT POST your own leaflets, please\nRing Jo on 07700 900123.\n"),
        ("r.txt", "At St. Mary: DO NOT POST\nRing Jo on 07700 900123.\n"),
        ("r.txt", "fete.txt: DO NOT POST\nRing Jo on 07700 900123.\n"),
        ("r.txt", "2 drafts; one by Jo, 07700 900123\n"),
        ("r.txt", "2 drafts; nothing found\n" + " " * 5000 + "Ring Jo on 07700 900123.\n"),
        ("r.txt", "\nNote: ring Jo on 07700 900123.\n"),
        ("r.txt", "2 drafts; nothing found\nRing Jo on 07700 900123.\n"),
        ("r.txt", "2 drafts; 1 note about Jo, 07700 900123\n"),
        ("r.txt", "Open 10:30:00: note well: ring Jo on 07700 900123 (mobile)\n"),
    ],
)
def test_drafts_that_speak_of_reports_are_none(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    assert not begins_as_own_output(Path(name), text.encode())
