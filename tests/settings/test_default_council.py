"""The council that is this computer's default."""

from __future__ import annotations

from pathlib import Path

import pytest

from smcheck.model.errors import ConfigError
from smcheck.run.configurations import Configurations
from smcheck.settings.council import find_config, load_council, nearest_config
from smcheck.settings.default_council import (
    FOLDER_VARIABLE,
    default_config,
    forget_default,
    pointer_path,
    set_default,
)


@pytest.fixture
def default(tmp_path: Path) -> Path:
    folder = tmp_path / "our council"
    folder.mkdir()
    config = folder / "smcheck.toml"
    config.write_text('[council]\nname = "Exampleton"\n', encoding="utf-8")
    set_default(config)
    return config


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def test_there_is_no_default_at_first(elsewhere: Path) -> None:
    assert (default_config(), find_config(elsewhere), forget_default()) == (None, None, False)


def test_the_default_holds_where_no_settings_are_nearer(default: Path, elsewhere: Path) -> None:
    assert find_config(elsewhere) == default
    assert nearest_config(elsewhere) is None
    nearer = elsewhere / "smcheck.toml"
    nearer.write_text("", encoding="utf-8")
    assert find_config(elsewhere) == nearer


def test_the_default_is_forgotten(default: Path, elsewhere: Path) -> None:
    assert forget_default()
    assert find_config(elsewhere) is None
    assert default.exists()


def test_a_default_that_has_gone_is_told_and_not_passed_over(default: Path, elsewhere: Path) -> None:
    default.unlink()
    with pytest.raises(ConfigError, match=r"are not there any more.*smcheck config --no-user"):
        find_config(elsewhere)
    nearer = elsewhere / "smcheck.toml"
    nearer.write_text("", encoding="utf-8")
    assert find_config(elsewhere) == nearer


@pytest.mark.parametrize(
    "content", ['config = "', 'config = ""', "", 'config = "x/smcheck.toml"', 'other = "x"']
)
def test_a_pointer_that_points_nowhere_is_told(default: Path, elsewhere: Path, content: str) -> None:
    pointer_path().write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"default\.toml"):
        find_config(elsewhere)


def test_a_link_that_leads_nowhere_is_told_and_may_be_forgotten(default: Path, elsewhere: Path) -> None:
    pointer_path().unlink()
    pointer_path().symlink_to(elsewhere / "gone.toml")
    with pytest.raises(ConfigError, match=r"this link leads to nothing any more.*smcheck config --no-user"):
        find_config(elsewhere)
    assert forget_default()
    assert find_config(elsewhere) is None


def test_a_folder_of_the_pointer_that_is_a_link_to_nothing_is_told(
    tmp_path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "link"))
    assert find_config(elsewhere) is None
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(ConfigError, match="this link leads to nothing any more"):
        find_config(elsewhere)


def test_settings_that_are_a_link_to_nothing_do_not_count_as_none(default: Path, elsewhere: Path) -> None:
    (elsewhere / "smcheck.toml").symlink_to(elsewhere / "gone.toml")
    with pytest.raises(ConfigError, match="smcheck.toml: the configuration cannot be read"):
        load_council(find_config(elsewhere))


def test_a_default_does_not_lie_above_other_settings(default: Path, elsewhere: Path) -> None:
    default.write_text('locked = true\nexclude = ["*.txt"]\n', encoding="utf-8")
    nearer = elsewhere / "smcheck.toml"
    nearer.write_text('ignore = ["tone"]\n', encoding="utf-8")
    configurations = Configurations()
    assert configurations.council(configurations.path_for(elsewhere)).ignore == ("tone",)
    assert configurations.above(nearer) is None
