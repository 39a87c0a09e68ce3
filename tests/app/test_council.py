"""Setting up a council on the page: what is kept, what is refused, and that nothing else in its files changes."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from smcheck import Reviewer
from smcheck.app.desk import Desk
from smcheck.app.pages import pages
from smcheck.people import load_roster
from smcheck.record import reviewer_name
from smcheck.settings.council import load_council
from smcheck.settings.partners import Partner
from tests.app.asking import recorded, with_record
from tests.app.conftest import Answer, ask
from tests.cli.conftest import smcheck
from tests.reporters.hostile import HOSTILE

REMARKED = """\
# Head
policy = "leigh-on-sea"  # the town's
approvers = ["Town Clerk"]

[council]  # ours
name = "Example Town Council"  # since 1974
phones = [
  "01632 960111",  # front desk
  "01632 960222",  # back desk
  # not the mobile
  "01632 960333",
]

# Polls
[[election]]
poll = 2027-05-06  # all seats
# Tail
"""


class Page:
    """The page, which sends along the seal of the settings that it shows."""

    def __init__(self, folder: Path, config: Path | None = None) -> None:
        self.app = pages(Desk(folder, config))
        self.state: dict[str, Any] = {}
        self.read()

    def read(self) -> dict[str, Any]:
        self.state = self.post("state").json["state"]
        return self.state

    def post(self, what: str, **given: object) -> Answer:
        question = {"seal": self.state.get("seal", ""), **given}
        return ask(self.app, "POST", f"/council/{what}", {}, json.dumps(question).encode())

    def keep(self, what: str, **given: object) -> dict[str, Any]:
        """What stands after a change that is kept."""
        answer = self.post(what, **given)
        assert answer.status == 200, answer.text
        self.state = answer.json["state"]
        return self.state

    def refused(self, what: str, **given: object) -> str:
        """Why a change is refused."""
        answer = self.post(what, **given)
        assert answer.status == 422, answer.text
        return str(answer.json["problem"])


@pytest.fixture
def page(home: Path) -> Page:
    return Page(home)


def encoded(content: str | bytes) -> str:
    return base64.b64encode(content.encode() if isinstance(content, str) else content).decode()


def test_the_page_has_every_setting_and_every_clause(home: Path, desk: Desk) -> None:
    text = ask(pages(desk), "GET", "/council").text
    fields = ("name", "domains", "phones", "emails", "handles", "addresses", "venues", "approvers")
    assert all(f'data-field="{key}"' in text for key in fields)
    rules = json.loads(smcheck("rules", "--json").stdout)["rules"]
    assert text.count("<summary><strong>") == len(rules)
    assert text.count(">Not checked<") == sum(not rule["checks"] for rule in rules)
    assert not re.search(r"<[^>]* (?:on\w+|style)=", text)


def test_what_the_files_hold_is_shown(home: Path, page: Page) -> None:
    assert page.state["fields"]["phones"] == ["01632 960999"]
    assert [person["name"] for person in page.state["people"]] == ["Sam Example", "Alex Specimen"]
    assert page.state["people"][0]["forms"] == "Cllr, Councillor, Deputy Mayor, Sammy, @CllrSamExample"
    assert page.state["decisions"] == []


def test_from_nothing_to_a_council(tmp_path: Path) -> None:
    page = Page(tmp_path)
    assert page.state["exists"] is False
    assert "no name" in page.refused("begin", value="12")
    assert list(tmp_path.iterdir()) == [tmp_path / "smcheck.toml.lock"] or not list(tmp_path.iterdir())
    state = page.keep("begin", value="  Exampleton   Town Council ")
    assert (state["exists"], state["fields"]["name"]) == (True, "Exampleton Town Council")
    page.keep("put", field="domains", values=["https://www.example.gov.uk/contact"])
    page.keep("people/add", name="Sam  Example", group="councillor", titles=["Cllr "])
    council = load_council(tmp_path / "smcheck.toml")
    assert council.domains == ("example.gov.uk",)
    assert load_roster(tmp_path / "people.toml").people[0].titles == ("Cllr",)
    assert (tmp_path / "smcheck.key").exists()


@pytest.mark.parametrize(
    ("name", "policy"), [("Exampleton", "british-councils"), ("Leigh-on-Sea Town Council", "leigh-on-sea")]
)
def test_the_policy_that_the_questions_offer_is_taken_and_can_be_changed(
    tmp_path: Path, name: str, policy: str
) -> None:
    page = Page(tmp_path)
    assert page.keep("begin", value=name)["policy"] == policy
    shown = ask(page.app, "GET", "/council").text
    assert f'<option value="{policy}" selected>' in shown
    other = ({"british-councils", "leigh-on-sea"} - {policy}).pop()
    assert page.keep("policy", value=other)["policy"] == other
    assert load_council(tmp_path / "smcheck.toml").policy == other
    assert f'<option value="{other}" selected>' in ask(page.app, "GET", "/council").text
    for wrong in ("ours.toml", "", "../policy.toml"):
        assert "does not come with smcheck; a file of your own is named in smcheck.toml" in page.refused(
            "policy", value=wrong
        )
    assert load_council(tmp_path / "smcheck.toml").policy == other


def test_a_policy_of_the_council_s_own_is_among_those_that_can_be_chosen(home: Path, page: Page) -> None:
    assert "ours.toml" not in ask(page.app, "GET", "/council").text
    given = ("--title", "T", "--council", "Exampleton", "--adopted", "2026-01")
    assert smcheck("policy", "new", "--yes", *given, "--output", str(home / "ours.toml")).exit_code == 0
    shown = ask(page.app, "GET", "/council").text
    assert '<option value="ours.toml" selected>Your own, in the file ours.toml</option>' in shown
    page.read()
    assert page.keep("policy", value="ours.toml")["policy"] == "ours.toml"


def test_a_council_is_not_begun_anew_over_the_settings_that_it_has(home: Path, page: Page) -> None:
    before = (home / "smcheck.toml").read_bytes()
    assert page.state["seal"]
    assert (
        page.refused("begin", value="Another Council") == "Smcheck.toml is there already: nothing was changed"
    )
    assert (home / "smcheck.toml").read_bytes() == before


@pytest.mark.parametrize("name", ["Sam \x1b[31mExample", "Sam Ex\u202eample", "X" * 5_000])
def test_a_persons_name_that_cannot_be_shown_is_refused(home: Path, page: Page, name: str) -> None:
    before = (home / "people.toml").read_bytes()
    refused = "holds signs that cannot be shown, or is too long"
    sam = page.state["people"][0]
    assert refused in page.refused("people/add", name=name, group="volunteer")
    assert refused in page.refused("people/add", name="Jo Moss", group="volunteer", roles=[name])
    assert refused in page.refused("people/change", mark=sam["mark"], name=name, group=sam["group"])
    assert (home / "people.toml").read_bytes() == before
    page.keep("people/add", name="Bríd O'Neill-Żak", group="volunteer", known_as=["Bee 🐝"])


def test_what_init_writes_is_what_the_page_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert smcheck("init", "--yes", "--name", "Exampleton", "--policy", "british-councils").exit_code == 0
    Page(tmp_path / "b").keep("begin", value="Exampleton")
    for name in ("smcheck.toml", "people.toml", ".gitignore"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_folder_without_settings_says_whose_policy_holds(
    tmp_path_factory: pytest.TempPathFactory, desk: Desk
) -> None:
    said = (
        "No council is set up yet, since no settings (smcheck.toml) were found. The policy of "
        "<bdi>Leigh-on-Sea Town Council</bdi> holds"
    )
    bare = ask(pages(Desk(tmp_path_factory.mktemp("bare"))), "GET", "/").text
    assert said in bare
    assert said not in ask(pages(desk), "GET", "/").text
    words = re.search(r"No council is set up yet, since.*?</p>", bare)
    assert words
    plain = re.sub(r"<bdi>.*?</bdi>", "…", words[0])
    assert Reviewer(select=("plain-english",)).review(re.sub("<.*?>", "", plain)).findings == ()


def test_a_list_of_people_that_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text('[[person]]\nname = "Jo Moss"\ngroup = "employee"\n')
    assert Page(tmp_path).keep("begin", value="Exampleton")["people"][0]["name"] == "Jo Moss"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_only_what_is_changed_changes(end: str, mark: bytes, home: Path) -> None:
    config = home / "smcheck.toml"
    config.write_bytes(mark + REMARKED.replace("\n", end).encode())
    page = Page(home)
    page.keep("put", field="phones", values=["01632 960111", "01632 960333", "01632 960444"])
    page.keep("put", field="name", values=["Exampleton"])
    page.keep("put", field="venues", values=["Example Hall, ZZ1 2ZZ"])
    page.keep("put", field="platforms", values=["x", "Facebook"])
    page.keep("put", field="approvers", values=["Town Clerk", "Robin"])
    page.keep("polls/add", poll="2028-05-04", since="2028-03-20")
    page.keep("polls/remove", poll="2027-05-06")
    written = config.read_bytes()
    assert written.startswith(mark + b"#")
    assert (
        written.decode("utf-8-sig")
        == """\
# Head
policy = "leigh-on-sea"  # the town's
approvers = ["Town Clerk", "Robin"]
platforms = ["x", "facebook"]

[council]  # ours
name = "Exampleton"  # since 1974
phones = [
  "01632 960111",  # front desk
  # not the mobile
  "01632 960333",
  "01632 960444",
]
venues = ["Example Hall, ZZ1 2ZZ"]

# Polls
# Tail

[[election]]
poll = 2028-05-04
from = 2028-03-20
""".replace("\n", end)
    )


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("phones", " 01632  960111 ", "01632 960111"), ("phones", "+44 1632 960111", "+44 1632 960111"),
        ("domains", "www.Example.gov.uk", "example.gov.uk"), ("domains", "http://example.org/a?b", "example.org"),
        ("domains", "*.example.org", "*.example.org"), ("emails", "mailto:Clerk@example.gov.uk", "Clerk@example.gov.uk"),
        ("handles", "ExampleTC", "@ExampleTC"), ("handles", "https://x.com/ExampleTC/", "@ExampleTC"),
        ("handles", "@tc@example.social", "@tc@example.social"), ("addresses", "1 Mill Lane, ZZ1 1ZZ", "1 Mill Lane, ZZ1 1ZZ"),
        ("venues", "Example Hall", "Example Hall"), ("platforms", "Twitter", "x"), ("approvers", "The Clerk", "The Clerk"),
        ("name", "Cyngor Tref Llanfair", "Cyngor Tref Llanfair"),
    ],
)  # fmt: skip
def test_what_is_entered_is_kept_as_it_is_meant(field: str, value: str, kept: str, page: Page) -> None:
    assert page.post("check", field=field, value=value).json == {"kept": kept}


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("phones", "tomorrow", "is no phone number"), ("phones", "123", "is no phone number"), ("phones", "", "Nothing was entered"),
        ("domains", "clerk@example.org", "is no domain"), ("domains", "example", "is no domain"), ("domains", "a b.org", "is no domain"),
        ("domains", "gmail.com", "everybody can have a mailbox at gmail.com"), ("domains", "gov.uk", "is shared by many"),
        ("emails", "*@gmail.com", "everybody can have a mailbox at gmail.com"),
        ("emails", "example.org", "is no e-mail address"), ("emails", "a@b", "is no e-mail address"), ("emails", "a b@example.org", "is no e-mail"),
        ("handles", "@", "is no handle"), ("handles", "two words", "is no handle"), ("addresses", "12", "is no address"),
        ("platforms", "Facebok", "did you mean 'facebook'"), ("approvers", "7", "is no name"), ("policy", "x.toml", "no setting that can be changed"),
        ("venues", "Hall\u202e", "cannot be shown"), ("name", "x" * 400, "too long"), ("name", "half \ud800", "cannot be shown"),
    ],
)  # fmt: skip
def test_what_is_none_is_refused_with_a_sentence(
    field: str, value: str, why: str, home: Path, page: Page
) -> None:
    before = (home / "smcheck.toml").read_bytes()
    for problem in (
        page.refused("check", field=field, value=value),
        page.refused("put", field=field, values=[value]),
    ):
        assert why in problem
        assert problem[0] == problem[0].upper()
    assert (home / "smcheck.toml").read_bytes() == before


def test_nothing_is_listed_twice_and_a_name_is_one(page: Page) -> None:
    phones = page.state["fields"]["phones"]
    assert "listed already" in page.refused("put", field="phones", values=[*phones, *phones])
    assert "one value" in page.refused("put", field="name", values=["A", "B"])
    page.keep("polls/add", poll="2027-05-06")
    assert "listed already" in page.refused("polls/add", poll="2027-05-06")
    assert "no poll on" in page.refused("polls/remove", poll="2029-05-03").lower()
    assert "must not lie after the poll" in page.refused("polls/add", poll="2028-05-04", since="2028-06-01")
    assert page.refused("polls/add", poll="") == "Enter the day of the poll"


def test_a_poll_is_shown_as_the_command_line_tells_it(page: Page) -> None:
    page.keep("polls/add", poll="2027-05-06")
    (poll,) = page.state["polls"]
    said = " ".join(smcheck("election").stdout.split())
    assert poll["said"] in said
    assert page.state["changes"][0] in said


def test_what_was_changed_meanwhile_is_told_and_not_written_over(home: Path) -> None:
    mine, other = Page(home), Page(home)
    other.keep("put", field="phones", values=["01632 960999", "01632 960222"])
    for what, given in (
        ("put", {"field": "name", "values": ["Mine"]}),
        ("polls/add", {"poll": "2027-05-06"}),
        ("begin", {"value": "Mine"}),
    ):
        assert mine.refused(what, **given).endswith(
            "has been changed meanwhile, by somebody else or in another window; nothing was saved. What it holds "
            "now is shown: look, and enter yours again"
        )
    assert mine.read()["fields"]["phones"] == ["01632 960999", "01632 960222"]
    assert mine.keep("put", field="name", values=["Mine"])["fields"]["name"] == "Mine"


def test_what_cannot_be_loaded_is_told_and_left_alone(home: Path, page: Page) -> None:
    (home / "smcheck.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert "nonsense" in page.refused("state")
    assert ask(page.app, "GET", "/council").status == 200


def test_a_configuration_that_is_a_link_is_not_written(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "other.toml"
    (home / "smcheck.toml").rename(elsewhere)
    (home / "smcheck.toml").symlink_to(elsewhere)
    assert "is a link" in Page(home).refused("put", field="name", values=["Mine"])
    assert "Mine" not in elsewhere.read_text()


def test_what_a_locked_file_keeps_for_itself_is_not_set_beneath(home: Path) -> None:
    (home / "smcheck.toml").write_text("locked = true\n" + (home / "smcheck.toml").read_text())
    below = home / "below"
    below.mkdir()
    (below / "smcheck.toml").write_text('[council]\nname = "Below"\n')
    page = Page(below)
    assert "is locked" in page.refused("put", field="approvers", values=["Me"])
    assert "Me" not in (below / "smcheck.toml").read_text()
    page.keep("put", field="phones", values=["01632 960111"])


def test_a_given_configuration_is_the_one_that_is_changed(home: Path) -> None:
    (home / "other.toml").write_text('[council]\nname = "Other"\n')
    Page(home, home / "other.toml").keep("put", field="name", values=["Another"])
    assert load_council(home / "other.toml").name == "Another"
    assert load_council(home / "smcheck.toml").name == "Example Town Council"


def test_partners_are_added_changed_and_removed(home: Path, page: Page) -> None:
    assert page.state["partners"] == []
    surgery = {
        "name": "Example Surgery",
        "phones": ["01632 960200"],
        "addresses": ["2 Elm Road, ZZ1 3ZZ", " "],
    }
    page.keep("partners/add", **surgery)
    page.keep("partners/add", name="Example Theatre", handles=["ExTheatre"], domains=["www.theatre.example"])
    assert page.state["partners"] == [
        {
            "name": "Example Surgery", "phones": ["01632 960200"], "emails": [], "handles": [],
            "addresses": ["2 Elm Road, ZZ1 3ZZ"], "domains": [],
        },
        {
            "name": "Example Theatre", "phones": [], "emails": [], "handles": ["@ExTheatre"], "addresses": [],
            "domains": ["theatre.example"],
        },
    ]  # fmt: skip
    page.keep("partners/change", known="Example Surgery", name="The Surgery", phones=["01632 960201"])
    page.keep("partners/remove", name="Example Theatre")
    assert load_council(home / "smcheck.toml").partners == (
        Partner("The Surgery", phones=("01632 960201",)),
    )  # fmt: skip
    listed = json.loads(smcheck("contacts", "list", "--json").stdout)
    assert listed[-1] == {
        "whose": "partner", "name": "The Surgery", "kind": "phones", "contact": "01632 960201",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("what", "given", "why"),
    [
        ("add", {"name": "X"}, "X has no contact"),
        ("add", {"name": "X", "phones": ["tomorrow"]}, "is no phone number"),
        ("add", {"name": "X", "emails": ["*@gmail.com"]}, "everybody can have a mailbox at gmail.com"),
        ("add", {"name": "X", "domains": ["hotmail.com"]}, "everybody can have a mailbox at hotmail.com"),
        ("change", {"known": "The surgery", "name": "Y", "emails": ["*@co.uk"]}, "co.uk is shared by many"),
        ("add", {"name": "", "phones": ["01632 960200"]}, "nothing was entered"),
        ("add", {"name": "The surgery", "phones": ["01632 960200"]}, "listed with these already"),
        ("change", {"known": "X", "name": "Y", "phones": ["01632 960200"]}, "no partner named 'x'"),
        ("remove", {"name": "X"}, "no partner named 'x'"),
    ],
)
def test_a_partner_that_is_none_is_refused(
    what: str, given: dict[str, Any], why: str, home: Path, page: Page
) -> None:
    page.keep("partners/add", name="The Surgery", phones=["01632 960200"])
    before = (home / "smcheck.toml").read_bytes()
    assert why.casefold() in page.refused(f"partners/{what}", **given).casefold()
    assert (home / "smcheck.toml").read_bytes() == before


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_of_partners_are_refused_or_kept_as_words(words: str, page: Page) -> None:
    assert page.post("partners/add", name=words, phones=["01632 960200"], addresses=[words]).status in (
        200,
        422,
    )
    assert page.read()["exists"]


def test_people_are_added_and_removed(home: Path, page: Page) -> None:
    page.keep("people/add", name="Jo Moss", group="employee", roles=["Caretaker"], handles=["@jomoss"])
    assert page.state["people"][2]["forms"] == "Caretaker, @jomoss"
    assert "listed already" in page.refused("people/add", name="jo moss", group="employee")
    assert "must be one of" in page.refused("people/add", name="Kit Reed", group="friend")
    assert "must be a name" in page.refused("people/add", name="12", group="employee")
    mark = page.state["people"][0]["mark"]
    page.keep("people/remove", mark=mark, known="Sam Example")
    assert [person["name"] for person in page.state["people"]] == ["Alex Specimen", "Jo Moss"]
    gone = page.refused("people/remove", mark=mark, known="Sam Example")
    assert gone == "Sam Example was renamed or removed meanwhile, by somebody else; nothing was saved"


REMARKED_PEOPLE = """\
# Ours

[[person]]  # since May
name = "Sam Example"   # the Deputy
group = "councillor"
titles = ["Cllr",  # short
  "Councillor"]
roles = ["Chair, Planning"]
# behind

[[person]]
name = "Alex Specimen"
group = "employee"
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_person_is_changed_in_place_and_remarks_stay(end: str, home: Path) -> None:
    (home / "people.toml").write_bytes(REMARKED_PEOPLE.replace("\n", end).encode())
    page = Page(home)
    person = page.state["people"][0]
    assert (person["titles"], person["roles"]) == (["Cllr", "Councillor"], ["Chair, Planning"])
    changed = {**person, "name": " Samira  Example", "titles": ["Cllr"], "roles": [], "known_as": ["Sam"]}
    answer = page.post("people/change", **changed)
    assert (answer.status, answer.json["told"]) == (200, "")
    assert [one["name"] for one in answer.json["state"]["people"]] == ["Samira Example", "Alex Specimen"]
    assert (
        (home / "people.toml").read_bytes().decode()
        == """\
# Ours

[[person]]  # since May
name = "Samira Example"   # the Deputy
group = "councillor"
titles = ["Cllr"  # short
]
roles = []
known_as = ["Sam"]
# behind

[[person]]
name = "Alex Specimen"
group = "employee"
""".replace("\n", end)
    )


def test_a_person_that_somebody_else_changed_is_told_and_not_written_over(home: Path) -> None:
    mine, other = Page(home), Page(home)
    seen = mine.state["people"][1]
    other.keep("people/change", **{**seen, "roles": ["Caretaker"]})
    before = (home / "people.toml").read_bytes()
    for what in ("people/change", "people/remove"):
        said = mine.refused(what, **{**seen, "known": seen["name"], "group": "volunteer"})
        assert said.startswith("Alex Specimen was changed meanwhile, by somebody else, to: employee; ")
        assert "Caretaker" in said
    assert (home / "people.toml").read_bytes() == before
    mine.keep("people/change", **{**mine.read()["people"][1], "group": "volunteer"})
    (last,) = load_roster(home / "people.toml").people[1:]
    assert (last.group, last.roles) == ("volunteer", ("Caretaker",))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": "Alex Specimen"}, "listed already"), ({"name": "12"}, "must be a name"), ({"name": ""}, "must not be empty"),
        ({"group": "friend"}, "must be one of"), ({"roles": ["12"]}, "must hold words"),
    ],
)  # fmt: skip
def test_a_change_that_makes_no_person_is_refused(
    given: dict[str, object], why: str, home: Path, page: Page
) -> None:
    before = (home / "people.toml").read_bytes()
    assert why in page.refused("people/change", **{**page.state["people"][0], **given})
    assert (home / "people.toml").read_bytes() == before


def test_approvals_of_an_earlier_name_are_told(home: Path, page: Page) -> None:
    assert smcheck("approve", "person", "Sam Example", "--by", "C").exit_code == 0
    person = page.read()["people"][0]
    assert page.post("people/change", **{**person, "roles": ["Mayor"]}).json["told"] == ""
    person = page.read()["people"][0]
    assert page.post("people/change", **{**person, "name": "Sam Hollis"}).json["told"] == (
        "1 approval is recorded for Sam Example, and not for Sam Hollis; record it anew where it should hold"
    )


def test_people_that_are_not_written_as_tables_are_left_alone(home: Path) -> None:
    written = 'person = [{name = "Sam Example", group = "councillor"}]\n'
    (home / "people.toml").write_text(written, encoding="utf-8")
    page = Page(home)
    assert "edit it by hand" in page.refused(
        "people/change", **{**page.state["people"][0], "group": "employee"}
    )
    assert (home / "people.toml").read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    ("file", "part", "content"),
    [
        ("people.toml", "people", "[[person]\nname = 1"), ("decisions.toml", "decisions", '[[decision]]\nkind = "link\n'),
        ("ours.csv", "words", "a,b\n"), ("policy.toml", "changes", "x"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_named_in_plain_words_and_hides_nothing_else(
    file: str, part: str, content: str, home: Path
) -> None:
    config = home / "smcheck.toml"
    (home / "ours.csv").write_text("term,category,role,strength,characteristic,note\n", encoding="utf-8")
    named = 'wordlists = ["ours.csv"]\n' + ('policy = "policy.toml"\n' if file == "policy.toml" else "")
    config.write_text(named + config.read_text(encoding="utf-8"), encoding="utf-8")
    (home / file).write_text(content, encoding="utf-8")
    state = Page(home).state
    assert list(state["problems"]) == [part]
    assert (state[part], file in state["problems"][part]) == ([], True)
    assert "expected" not in state["problems"][part]
    assert state["fields"]["phones"] == ["01632 960999"]
    assert bool(state["people"]) is (part != "people")


def workbook(rows: list[list[str]]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet
    for row in rows:
        sheet.append(row)
    book.save(content)
    return content.getvalue()


ROWS = [["Name", "Group", "Shoe size"], ["Cllr Kit Reed", "", "7"], ["Sam Example", "Councillor", "8"], ["Jo Moss", "", "9"]]  # fmt: skip


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_list_is_shown_before_anybody_is_added(name: str, home: Path, page: Page) -> None:
    content = workbook(ROWS) if name.endswith("xlsx") else "\n".join(map(",".join, ROWS)).encode()
    given = {"name": f"../{name}", "content": encoded(content), "group": ""}
    before = (home / "people.toml").read_bytes()
    shown = page.post("people/preview", **given).json
    assert [(one["name"], one["group"]) for one in shown["people"]] == [
        ("Kit Reed", "councillor"), ("Sam Example", "councillor"),
    ]  # fmt: skip
    assert (shown["new"], shown["ignored"], shown["people"][1]["mind"]) == (
        1,
        ["Shoe size"],
        "On the roster already",
    )
    assert "no group for Jo Moss" in shown["problems"][0]
    assert (home / "people.toml").read_bytes() == before
    assert page.post("people/preview", **{**given, "group": "volunteer"}).json["new"] == 2
    page.keep("people/import", **given)
    assert [person["name"] for person in page.state["people"]] == ["Sam Example", "Alex Specimen", "Kit Reed"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [("a.csv", "x,y\n1,2\n", "no column with names"), ("a.xlsx", "PK", "cannot be read"), ("a.pdf", "x", "must be one of")],
)  # fmt: skip
def test_what_is_no_list_is_told(name: str, content: str, why: str, page: Page) -> None:
    assert why in page.refused("people/preview", name=name, content=encoded(content))


def test_decisions_are_listed_and_removed(home: Path, page: Page) -> None:
    for subject in ("example.org", "example.net"):
        assert smcheck("approve", "link", subject, "--by", "C", "--note", "fine").exit_code == 0
    first, second = page.read()["decisions"]
    listed = json.loads(smcheck("decisions", "list", "--json").stdout)
    assert [{key: value for key, value in one.items() if key != "mark"} for one in (first, second)] == listed
    page.keep("decisions/remove", mark=first["mark"])
    assert [one["subject"] for one in page.state["decisions"]] == ["example.net"]
    assert "not there any more" in page.refused("decisions/remove", mark=first["mark"])


def test_a_removal_is_noted_in_the_record_and_on_the_page_of_the_month(home: Path) -> None:
    with_record(home)
    assert smcheck("approve", "link", "example.org", "--by", "C", "--note", "terms read").exit_code == 0
    assert smcheck("approve", "contact", "07700 900123", "--by", "C").exit_code == 0
    page = Page(home)
    for _ in range(2):
        page.keep("decisions/remove", mark=page.state["decisions"][0]["mark"])
    entries = recorded(home)
    assert [entry["kind"] for entry in entries] == ["decision", "decision", "removal", "removal"]
    assert [entry["decision"] for entry in entries[2:]] == [entry["decision"] for entry in entries[:2]]
    assert entries[3]["decision"]["subject"] is None
    assert entries[2]["by"] == reviewer_name()
    assert smcheck("record", "verify").exit_code == 0
    month = ask(page.app, "GET", f"/record/month?month={dt.datetime.now(dt.UTC):%Y-%m}").text
    said = re.sub(r"<[^>]*>", "", month.partition("Decisions removed")[2])
    assert f"{reviewer_name()} removed link: example.org, which C had cleared on" in said
    assert "terms read" in said
    assert "contact: not kept here" in said
    assert "900123" not in month


def test_what_cannot_be_noted_is_not_removed(home: Path) -> None:
    with_record(home)
    assert smcheck("approve", "link", "example.org", "--by", "C").exit_code == 0
    (home / "record" / "head.json").write_text("{}", encoding="utf-8")
    page = Page(home)
    assert "head.json" in page.refused("decisions/remove", mark=page.state["decisions"][0]["mark"])
    assert len(page.read()["decisions"]) == 1


def word(term: str, category: str = "politics", role: str = "cause", **more: str) -> dict[str, str]:
    return {"term": term, "category": category, "role": role, **more}


def test_a_word_is_added_to_a_list_that_the_settings_then_name(home: Path, page: Page) -> None:
    page.keep("words/add", **word(" bypass  campaign ", note="Planned, for years"))
    page.keep("words/add", **word("Green Party Lane", role="never"))
    assert load_council(home / "smcheck.toml").wordlists == ("our-words.csv",)
    assert (home / "our-words.csv").read_text() == (
        "term,category,role,strength,characteristic,note\n"
        'bypass campaign,politics,cause,,,"Planned, for years"\nGreen Party Lane,politics,never,,,\n'
    )
    assert smcheck("wordlists", "check", "our-words.csv").exit_code == 0
    assert [(one["term"], one["note"]) for one in page.state["words"]] == [
        ("bypass campaign", "Planned, for years"), ("Green Party Lane", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (word(""), "term is empty"), (word("x", "poems"), "unknown category"), (word("x", role="caus"), "did you mean 'cause'"),
        (word("x", strength="very"), "unknown strength"), (word("bypass"), "stands in line 2 already"), (word("=1+1"), "formula"),
        (word("a\u202eb"), "cannot be shown"), (word("Line", "personal-contact", "helpline"), "must be its number"),
    ],
)  # fmt: skip
def test_a_word_that_does_not_fit_is_refused(given: dict[str, str], why: str, home: Path, page: Page) -> None:
    page.keep("words/add", **word("bypass"))
    before = (home / "our-words.csv").read_bytes()
    assert why in page.refused("words/add", **given)
    assert (home / "our-words.csv").read_bytes() == before


def test_a_word_goes_into_the_list_that_is_there(home: Path, page: Page) -> None:
    (home / "mine.csv").write_bytes(
        b"term,category,role,strength,characteristic,note\r\nbypass,politics,cause,,,"
    )
    config = home / "smcheck.toml"
    config.write_text('wordlists = ["mine.csv"]\n' + config.read_text())
    page.keep("words/add", **word("canal"))
    assert (
        (home / "mine.csv")
        .read_bytes()
        .endswith(b"\r\nbypass,politics,cause,,,\r\ncanal,politics,cause,,,\r\n")
    )


LIST = (
    b'\xef\xbb\xbfterm,category,role,strength,characteristic,note\r\nbypass,politics,cause,,,"Planned,\r\nfor years"\r\n'
    b"canal,politics,cause,,,\r\nlock,politics,never,,,"
)


@pytest.fixture
def listed(home: Path) -> Page:
    """A page of a council with a list of its own."""
    (home / "mine.csv").write_bytes(LIST)
    config = home / "smcheck.toml"
    config.write_text('wordlists = ["mine.csv"]\n' + config.read_text())
    return Page(home)


def test_a_word_is_changed_in_its_place(home: Path, listed: Page) -> None:
    for number, note in ((1, "the cut"), (2, "a flight, of locks")):
        listed.keep("words/change", **{**listed.read()["words"][number], "note": note})
    assert (home / "mine.csv").read_bytes() == LIST.replace(
        b"canal,politics,cause,,,", b"canal,politics,cause,,,the cut"
    ).replace(b"lock,politics,never,,,", b'lock,politics,never,,,"a flight, of locks"')
    listed.keep("words/change", **{**listed.state["words"][0], "term": "by-pass", "note": ""})
    assert [one["term"] for one in listed.state["words"]] == ["by-pass", "canal", "lock"]
    assert smcheck("wordlists", "check", "mine.csv").exit_code == 0


def test_words_are_removed_one_by_one(home: Path, listed: Page) -> None:
    listed.keep("words/remove", mark=listed.state["words"][0]["mark"])
    left = LIST.replace(b'bypass,politics,cause,,,"Planned,\r\nfor years"\r\n', b"")
    assert (home / "mine.csv").read_bytes() == left
    while listed.state["words"]:
        listed.keep("words/remove", mark=listed.state["words"][-1]["mark"])
    assert (home / "mine.csv").read_bytes() == left.partition(b"canal")[0]
    listed.keep("words/add", **word("bypass"))
    assert [one["term"] for one in listed.state["words"]] == ["bypass"]


def test_a_word_that_somebody_else_changed_is_told(home: Path, listed: Page) -> None:
    other = Page(home)
    seen = listed.state["words"][1]
    other.keep("words/change", **{**seen, "note": "theirs"})
    before = (home / "mine.csv").read_bytes()
    for what in ("words/change", "words/remove"):
        assert "This word was changed or removed meanwhile" in listed.refused(what, **seen)
    assert (home / "mine.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("given", "why"),
    [({"term": ""}, "term is empty"), ({"term": "lock", "role": "never"}, "already"), ({"role": "caus"}, "did you mean"), ({"note": "=1"}, "formula")],
)  # fmt: skip
def test_a_change_that_makes_no_word_is_refused(
    given: dict[str, object], why: str, home: Path, listed: Page
) -> None:
    assert why in listed.refused("words/change", **{**listed.state["words"][1], **given})
    assert (home / "mine.csv").read_bytes() == LIST


def test_a_word_makes_no_list_where_the_settings_have_changed(home: Path, page: Page) -> None:
    with (home / "smcheck.toml").open("a") as config:
        config.write("# Mine\n")
    assert "has been changed" in page.refused("words/add", **word("canal"))
    assert not (home / "our-words.csv").exists()


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("put", {"field": 1}), ("put", {"field": "phones", "values": "x"}), ("put", {"field": "phones", "values": [1]}),
        ("polls/add", {"poll": "tomorrow"}), ("people/add", {"name": []}), ("people/preview", {"content": "***"}),
        ("people/preview", {"content": "", "group": "friend"}), ("people/change", {"mark": 1}), ("people/remove", {"mark": []}),
        ("words/change", {"mark": "x", "term": 1}), ("words/remove", {"mark": {}}), ("decisions/remove", {"mark": 1}),
        ("partners/add", {"name": "X", "phones": "x"}),
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused(what: str, given: dict[str, object], page: Page) -> None:
    assert page.post(what, **given).status == 400


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_object_is_refused(body: bytes, page: Page) -> None:
    assert ask(page.app, "POST", "/council/state", {}, body).status == 400


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_refused_or_kept_as_words(words: str, tmp_path: Path) -> None:
    page = Page(tmp_path)
    answer = page.post("begin", value=words)
    if answer.status == 200:
        assert answer.json["state"]["fields"]["name"] == " ".join(words.split())
        text = ask(page.app, "GET", "/council").text
        assert "<script>alert" not in text
        assert "<img" not in text
    else:
        assert answer.status == 422
        assert not (tmp_path / "smcheck.toml").exists()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_of_people_and_lists_do_nothing(words: str, page: Page) -> None:
    assert page.post("people/add", name=words, group="employee", roles=[words]).status in (200, 422)
    content = encoded(("Name,Group\n" + words + ",employee\n").encode("utf-8", "replace"))
    assert page.post("people/preview", name=f"{words}.csv", content=content).status in (200, 422)
    assert page.read()["exists"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_changes_are_refused_or_kept_as_words(words: str, home: Path, listed: Page) -> None:
    person, term = listed.state["people"][1], listed.state["words"][1]
    answers = (
        listed.post("people/change", **{**person, "name": words}),
        listed.post("people/change", **{**person, "roles": [words], "handles": [words]}),
        listed.post("words/change", **{**term, "term": words}),
        listed.post("words/change", **{**term, "note": words}),
        listed.post("people/remove", mark=words),
        listed.post("words/remove", mark=words),
    )
    assert {answer.status for answer in answers} <= {200, 422}
    state = listed.read()
    assert (state["problems"], len(state["people"]), len(state["words"])) == ({}, 2, 3)
    assert smcheck("wordlists", "check", "mine.csv").exit_code == 0
