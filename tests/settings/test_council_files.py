"""Files that settings name lie below the configuration's folder, and are no links."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smcheck import ConfigError, load_council

KEYS = ("policy", "roster", "decisions", "record")


def configured(folder: Path, text: str) -> Path:
    path = folder / "smcheck.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["../other", "a/../../b", "{root}/x"])
def test_a_file_elsewhere_is_refused(tmp_path: Path, key: str, name: str) -> None:
    path = configured(tmp_path, f"{key} = {name.format(root=tmp_path.as_posix())!r}\n")
    with pytest.raises(ConfigError, match=f"{key}: must lie below the folder of smcheck.toml"):
        load_council(path)


def test_a_word_list_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="wordlists: must lie below"):
        load_council(configured(tmp_path, 'wordlists = ["ours.csv", "../theirs.csv"]\n'))


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("key", [*KEYS, "record_head"])
def test_a_link_is_refused(tmp_path: Path, key: str) -> None:
    (tmp_path / "outside").mkdir()
    folder = tmp_path / "council"
    folder.mkdir()
    (folder / "linked").symlink_to(tmp_path / "outside")
    for name in ("linked", "linked/x"):
        with pytest.raises(ConfigError, match=f"{key}: must not be reached through a link"):
            load_council(configured(folder, f"{key} = {name!r}\n"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes by name here")
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "people.toml")
    with pytest.raises(ConfigError, match="roster: must be an ordinary file"):
        load_council(configured(tmp_path, ""))


def test_what_lies_below_and_a_head_elsewhere_are_fine(tmp_path: Path) -> None:
    text = 'record = "kept/record"\nrecord_head = "../head"\nroster = "./lists/people.toml"\n'
    assert load_council(configured(tmp_path, text)).record == "kept/record"
