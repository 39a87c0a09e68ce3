from __future__ import annotations

import json
from pathlib import Path

import pytest

from smcheck import load_council
from tests.cli.conftest import Run

POST = "Doctor Who night: ring Sandra on 01632 960200, see www.surgery.example, or write to jane.smith@surgery.example"


def found(run: Run, folder: Path) -> set[str]:
    done = run("--output-format", "json", "-", cwd=folder, stdin=POST)
    return {finding["check"] for finding in json.loads(done.stdout)["drafts"][0]["findings"]}


def test_a_partner_is_added_listed_and_removed(council_folder: Path, run: Run) -> None:
    assert {"phone", "email", "third-party-link"} <= found(run, council_folder)
    added = run(
        "contacts", "add", "Example Surgery", "--phone", "01632 960200", "--domain", "www.surgery.example",
        cwd=council_folder,
    )  # fmt: skip
    assert added.stdout.splitlines() == [
        "A post may give these, by smcheck.toml: Example Surgery (01632 960200, surgery.example)",
        "Links to its website still need its terms to be read: smcheck approve link.",
    ]
    assert not {"phone", "email"} & found(run, council_folder)
    assert "third-party-link" in found(run, council_folder)
    assert run("contacts", cwd=council_folder).stdout.splitlines()[-3:] == [
        "Example Town Council\tvenue\tExample Hall, 7 Mill Lane, ZZ1 2ZZ",
        "Example Surgery\tphone\t01632 960200",
        "Example Surgery\tdomain\tsurgery.example",
    ]
    removed = run("contacts", "remove", "example surgery", cwd=council_folder)
    assert removed.stdout == "Example Surgery is no longer in smcheck.toml\n"
    assert {"phone", "email"} <= found(run, council_folder)


def test_further_contacts_come_and_single_ones_go(council_folder: Path, run: Run) -> None:
    run("contacts", "add", "Example Surgery", "--phone", "01632 960200", cwd=council_folder)
    run("contacts", "add", "example surgery", "--handle", "ExSurgery", cwd=council_folder)
    done = run("contacts", "remove", "Example Surgery", "01632 960200", cwd=council_folder)
    assert done.stdout == "01632 960200 of Example Surgery is no longer in smcheck.toml\n"
    done = run("contacts", "list", "--json", cwd=council_folder)
    assert json.loads(done.stdout)[-1] == {
        "whose": "partner", "name": "Example Surgery", "kind": "handles", "contact": "@ExSurgery",
    }  # fmt: skip
    shown = run("config", "--json", cwd=council_folder)
    assert json.loads(shown.stdout)["partner"]["value"] == ["Example Surgery (@ExSurgery)"]


def test_what_goes_in_another_spelling_is_silent_no_more(council_folder: Path, run: Run) -> None:
    run("contacts", "add", "Example Surgery", "--phone", "+44 1632 960200", cwd=council_folder)
    run("contacts", "add", "Example Surgery", "--phone", "01632 960201", cwd=council_folder)
    done = run("contacts", "add", "Example Surgery", "--phone", "01632 960200", cwd=council_folder)
    assert (done.returncode, "listed with these already" in done.stderr) == (2, True)
    done = run("contacts", "remove", "Example Surgery", "01632 960200", cwd=council_folder)
    assert done.stdout == "01632 960200 of Example Surgery is no longer in smcheck.toml\n"
    assert "phone" in found(run, council_folder)


def test_what_another_entry_still_covers_is_told(council_folder: Path, run: Run) -> None:
    mailbox = ("--email", "jane.smith@surgery.example")
    run("contacts", "add", "Example Surgery", *mailbox, "--domain", "surgery.example", cwd=council_folder)
    done = run("contacts", "remove", "Example Surgery", mailbox[1], cwd=council_folder)
    assert done.stdout.splitlines() == [
        "jane.smith@surgery.example of Example Surgery is no longer in smcheck.toml",
        "A post may still give jane.smith@surgery.example: it is listed of Example Surgery",
    ]
    assert "email" not in found(run, council_folder)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "X"), "X has no contact"),
        (("add", "X", "--phone", "tomorrow"), "'tomorrow' is no phone number"),
        (("add", "X", "--email", "surgery"), "is no e-mail address"),
        (("add", "X", "--email", "*@gmail.com"), "everybody can have a mailbox at gmail.com"),
        (("add", "X", "--domain", "hotmail.co.uk"), "everybody can have a mailbox at hotmail.co.uk"),
        (("add", "X", "--email", "*@github.io"), "shared by many websites"),
        (("add", "X", "--domain", "co.uk"), "shared by many websites"),
        (("add", "7", "--phone", "01632 960200"), "'7' is no name"),
        (("remove", "X"), "no partner named 'X' is listed"),
    ],
)
def test_what_is_none_is_refused_in_a_sentence(
    council_folder: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    before = (council_folder / "smcheck.toml").read_bytes()
    done = run("contacts", *arguments, cwd=council_folder)
    assert (done.returncode, said in done.stderr) == (2, True)
    assert (council_folder / "smcheck.toml").read_bytes() == before


def test_without_settings_there_is_nothing_to_list(tmp_path: Path, run: Run) -> None:
    assert (
        "no settings (smcheck.toml) were found; smcheck init makes them"
        in run("contacts", cwd=tmp_path).stderr
    )


@pytest.mark.parametrize(
    "arguments",
    [("list", "--config", "other.toml"), ("--config", "other.toml"), ("--config", "other.toml", "list")],
)
def test_the_settings_are_named_before_or_behind(
    council_folder: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    (council_folder / "other.toml").write_text(
        '[[partner]]\nname = "X"\nphones = ["01632 960200"]\n', encoding="utf-8"
    )
    assert run("contacts", *arguments, cwd=council_folder).stdout.splitlines()[1:] == [
        "X\tphone\t01632 960200"
    ]
    shown = run("contacts", *arguments, "--json", cwd=council_folder).stdout
    assert [entry["contact"] for entry in json.loads(shown)] == ["01632 960200"]


def test_a_file_that_lists_what_is_everybodys_is_no_silent_one(council_folder: Path, run: Run) -> None:
    config = council_folder / "smcheck.toml"
    partner = '\n[[partner]]\nname = "Freemail"\nemails = ["*@gmail.com"]\n'
    config.write_text(config.read_text(encoding="utf-8") + partner, encoding="utf-8")
    done = run("-", cwd=council_folder, stdin="Ring jane.smith@gmail.com for a place.")
    assert done.returncode == 2
    assert "everybody can have a mailbox at gmail.com" in done.stdout + done.stderr


def test_another_configuration_is_changed_where_it_is_given(council_folder: Path, run: Run) -> None:
    other = council_folder / "other.toml"
    other.write_text("", encoding="utf-8")
    assert (
        "lists no contact yet" in run("contacts", "list", "--config", str(other), cwd=council_folder).stdout
    )
    run("contacts", "add", "X", "--phone", "01632 960200", "--config", str(other), cwd=council_folder)
    assert [partner.name for partner in load_council(other).partners] == ["X"]
    assert load_council(council_folder / "smcheck.toml").partners == ()
