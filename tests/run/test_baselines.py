"""What a baseline says is known is not told again; everything else is, and nothing that was not reviewed hides."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import unicodedata
from pathlib import Path
from random import Random
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smcheck import ConfigError, NotReviewed, Remark, Report, Request, Review, Reviewed, Run, load_council
from smcheck.model.finding import Severity
from smcheck.record.baselining import Setting
from smcheck.review.baseline import Update
from smcheck.run.baselines import folders_of
from tests.conftest import CONFIG

NAME = "baseline.jsonl"
SETTINGS = f"""\
baseline = "{NAME}"
classifier = false
language_model = false
select = ["phone", "email", "insult", "named-person"]
{CONFIG}"""
JO = "Ring Jo on 07700 900123 about the stall."
KIT = "Ring Kit on 07700 900456 about the raffle."
MAIL = "Write to kit.reed@example.com about the raffle."
GOOD = "The library is open on Saturday."


@pytest.fixture
def home(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council's folder with drafts below it, and settings that name a baseline which is not there yet."""
    (council_folder / "smcheck.toml").write_text(SETTINGS, encoding="utf-8")
    (council_folder / "drafts").mkdir()
    monkeypatch.chdir(council_folder)
    return council_folder


def save(path: str, *paragraphs: str) -> Path:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return place


def set_down(
    *paths: str, by: str = "The Clerk", baseline: Path | None = None, config: Path | None = None
) -> Update:
    """Write the baseline of the drafts, as the command does; without `by`, only what is gone is taken out."""
    request = Request(paths or ("drafts",), report_known=True, baseline=baseline, config=config)
    council = load_council(config or Path("smcheck.toml"))
    setting = Setting(council, baseline or council.folder / council.baseline)
    for event in Run(request).events():
        setting.add(event)
    return setting.write(folders_of(request), "J. Clerk", by)


def reviews(*paths: str, **asked: object) -> list[Review]:
    request = Request(paths or ("drafts",), **asked)  # type: ignore[arg-type]
    return [event.review for event in Run(request).events() if isinstance(event, Reviewed)]


def told(*paths: str, **asked: object) -> list[str]:
    """Each finding that is told, as its file, its row and its check."""
    return [
        f"{Path(review.draft.path).as_posix()}{f':{review.draft.row}' if review.draft.row else ''} {finding.check}"
        for review in reviews(*paths, **asked)
        for finding in review.findings
    ]


def remarks(*paths: str, **asked: object) -> list[str]:
    request = Request(paths or ("drafts",), **asked)  # type: ignore[arg-type]
    said = [event.text for event in Run(request).events() if isinstance(event, Remark)]
    return [text for text in said if "known" in text]


def report(*paths: str) -> Report:
    run = Run(Request(paths or ("drafts",)))
    found = Report(run.policy, run.fail_on)
    for event in run.events():
        found.add(event)
    return found


def test_what_was_set_down_is_not_told_again_and_is_counted(home: Path) -> None:
    save("drafts/a.txt", JO)
    save("drafts/b.txt", MAIL)
    update = set_down()
    assert {known.check: count for known, count in update.added.items()} == {"phone": 1, "email": 1}
    found = report()
    assert (found.exit_code, found.known, found.severities.total(), found.drafts) == (0, 2, 0, 2)
    assert [(review.status, len(review.known)) for review in reviews()] == [("clean", 1), ("clean", 1)]
    assert remarks() == [f"2 known findings are not shown, as {NAME} says; --no-baseline shows all"]


def test_all_is_told_where_it_is_asked_for(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    assert told() == []
    assert told(report_known=True) == ["drafts/a.txt phone"]
    assert remarks(report_known=True) == []


def test_what_is_new_is_told_beside_what_is_known(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    save("drafts/a.txt", JO, KIT)
    save("drafts/new.txt", MAIL)
    assert told() == ["drafts/a.txt phone", "drafts/new.txt email"]
    (first, _) = reviews()
    assert first.findings[0].line == 3
    assert first.known[0].line == 1
    assert report().exit_code == 1


def test_the_same_words_in_another_draft_are_new(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    save("drafts/later.txt", "The fair is near.", JO)
    assert told() == ["drafts/later.txt phone"]
    assert told("drafts/later.txt") == ["drafts/later.txt phone"]


def test_the_same_words_a_second_time_in_a_draft_are_new(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    save("drafts/a.txt", JO, GOOD, JO)
    assert told() == ["drafts/a.txt phone"]


def test_what_stands_around_may_change_and_move(home: Path) -> None:
    save("drafts/a.txt", GOOD, JO, "The fair is near.")
    set_down()
    save("drafts/a.txt", "It is on Monday.", "Come along.", "And bring a friend.", JO)
    assert told() == []
    save("drafts/a.txt", JO.replace("about the stall", "about the tombola"))
    assert told() == ["drafts/a.txt phone"]


def test_a_file_of_another_name_is_the_same_file(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    Path("drafts/old").mkdir()
    shutil.move("drafts/a.txt", "drafts/old/renamed.txt")
    assert told() == told("drafts/old/renamed.txt") == []
    update = set_down(by="")
    assert not update.gone
    assert [known.file for known in update.known] == ["drafts/old/renamed.txt"]
    assert told() == []


def test_a_copy_of_a_file_is_new(home: Path) -> None:
    save("drafts/b.txt", JO)
    set_down()
    shutil.copy("drafts/b.txt", "drafts/a.txt")
    assert told() == told("drafts/a.txt") == ["drafts/a.txt phone"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_the_same_however_its_accents_are_written(home: Path, form: Literal["NFC", "NFD"]) -> None:
    name = unicodedata.normalize(form, "drafts/one/caf\u00e9.txt")
    save(name, JO)
    save("drafts/two/b.txt", GOOD)
    set_down()
    shutil.copy(name, "drafts/two/copy.txt")
    assert told("drafts/two") == ["drafts/two/copy.txt phone"]
    assert not set_down("drafts/two", ".", by="").gone
    Path(name).rename("drafts/two/copy.txt")
    assert told() == []


def test_typed_text_of_a_file_that_is_gone_is_new(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    Path("drafts/a.txt").unlink()
    assert told("-", stdin=JO.encode()) == ["<stdin> phone"]


def test_a_file_outside_the_councils_folder_is_known_too(home: Path) -> None:
    outside = home.parent / f"{home.name}-outside"
    save(str(outside / "a.txt"), JO)
    config = Path("smcheck.toml").resolve()
    set_down(str(outside), config=config)
    assert told(str(outside), config=config) == []
    (outside / "a.txt").unlink()
    save(str(outside / "b.txt"), GOOD)
    assert set_down(str(outside), by="", config=config).gone.total() == 1


def test_a_file_of_another_name_and_another_text_is_new(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    Path("drafts/a.txt").unlink()
    save("drafts/b.txt", JO, GOOD)
    assert told() == ["drafts/b.txt phone"]


def test_wherever_smcheck_is_started_the_places_are_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save("drafts/sub/a.txt", JO)
    set_down()
    monkeypatch.chdir(home / "drafts")
    assert told("sub") == told("sub/a.txt") == told(str(home)) == told("../drafts/sub/../sub/a.txt") == []


def test_a_file_that_is_named_twice_is_known_twice(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    assert told("drafts", "drafts/a.txt") == []


def test_typed_text_is_new_unless_it_bears_the_name_of_the_file(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    assert told("-", stdin=JO.encode()) == ["<stdin> phone"]
    assert told("-", stdin=JO.encode(), stdin_filename="drafts/a.txt") == []


def test_rows_may_move_and_are_counted_by_their_file(home: Path) -> None:
    rows = [GOOD, JO, KIT]
    save("drafts/posts.csv").write_text("\n".join(("message", *rows)), encoding="utf-8")
    set_down()
    save("drafts/posts.csv").write_text("\n".join(("message", *reversed(rows))), encoding="utf-8")
    assert told() == []
    save("drafts/posts.csv").write_text("\n".join(("message", KIT, JO, "Hello!", JO)), encoding="utf-8")
    assert told() == ["drafts/posts.csv:5 phone"]


def test_rows_with_an_id_are_known_by_it(home: Path) -> None:
    lines = [json.dumps({"id": name, "text": JO}) for name in ("p1", "p2")]
    save("drafts/posts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    set_down()
    other = [json.dumps({"id": name, "text": JO}) for name in ("p2", "p3")]
    save("drafts/posts.jsonl").write_text("\n".join(other), encoding="utf-8")
    assert told() == ["drafts/posts.jsonl:2 phone"]


def archive(place: str, **posts: str) -> Path:
    entries = [{"tweet": {"id": name.strip("_"), "full_text": text}} for name, text in posts.items()]
    return save(place, f"window.YTD.tweets.part0 = {json.dumps(entries)}")


def test_archived_posts_are_known_by_their_ids_in_every_export(home: Path) -> None:
    archive("drafts/2026/tweets.js", _1860000000000000001=JO, _1860000000000000002=GOOD)
    set_down()
    archive("drafts/2027/tweets.js", _1860000000000000003=JO, _1860000000000000001=JO)
    new = [
        finding
        for review in reviews()
        for finding in review.findings
        if review.draft.id == "1860000000000000003"
    ]
    assert len(new) == len(told()) == 1
    shutil.rmtree("drafts/2026")
    assert told() == ["drafts/2027/tweets.js phone"]
    assert [known.file for known in set_down(by="").known] == ["drafts/2027/tweets.js"]


def test_two_exports_of_a_post_are_one_in_the_baseline(home: Path) -> None:
    archive("drafts/2026/tweets.js", _1860000000000000001=JO)
    archive("drafts/2027/tweets.js", _1860000000000000001=JO)
    assert set_down().known.total() == 1
    assert told() == []
    assert remarks()[1:] == []
    assert not set_down(by="").gone


def facebook(*posts: tuple[int, str]) -> Path:
    """An export that holds these posts, each with the number of its day."""
    entries = [{"timestamp": 1790000000 + 86400 * day, "data": [{"post": text}]} for day, text in posts]
    return save("drafts/posts_1.json", json.dumps(entries))


def test_archived_posts_without_ids_are_known_by_their_day_and_words(home: Path) -> None:
    facebook((1, JO), (2, GOOD))
    set_down()
    facebook((3, GOOD), (2, GOOD), (1, JO))
    assert told() == []
    facebook((4, JO), (3, GOOD), (1, JO))
    (again,) = [review for review in reviews() if review.findings]
    assert again.draft.id == "1"
    facebook((5, JO))
    assert len(told()) == 1


def test_a_finding_that_has_become_graver_is_told_again(home: Path) -> None:
    save("drafts/a.txt", JO)
    Path("smcheck.toml").write_text(f'{SETTINGS}[severity]\nphone = "note"\n', encoding="utf-8")
    set_down()
    assert told() == []
    Path("smcheck.toml").write_text(f'{SETTINGS}[severity]\nphone = "warning"\n', encoding="utf-8")
    assert told() == ["drafts/a.txt phone"]
    assert remarks() == []
    assert not set_down(by="").gone
    Path("smcheck.toml").write_text(f'{SETTINGS}[severity]\nphone = "note"\n', encoding="utf-8")
    assert told() == []


def test_before_a_poll_names_are_told_again_that_weigh_more_then(home: Path) -> None:
    save("drafts/a.txt", "Cllr Sam Example opens the fair on Saturday.")
    Path("smcheck.toml").write_text(f"{SETTINGS}[[election]]\npoll = 2027-05-06\n", encoding="utf-8")
    set_down()
    assert told() == []
    assert told(date=dt.date(2027, 5, 1)) == ["drafts/a.txt named-person"]


def test_an_error_is_set_down_by_an_approver_only(home: Path) -> None:
    save("drafts/a.txt", JO)
    save("drafts/b.txt", "Cllr Sam Example opens the fair on Saturday.")
    update = set_down(by="Jo Bloggs")
    assert [known.check for known in update.refused] == ["phone"]
    assert [known.check for known in update.added] == ["named-person"]
    assert told() == ["drafts/a.txt phone"]
    set_down(by="town clerk")
    assert told() == []
    assert not set_down(by="Jo Bloggs").refused
    assert told() == []


def test_an_error_that_was_milder_stays_known_as_such_where_an_approver_is_wanting(home: Path) -> None:
    save("drafts/a.txt", JO)
    Path("smcheck.toml").write_text(f'{SETTINGS}[severity]\nphone = "note"\n', encoding="utf-8")
    set_down()
    Path("smcheck.toml").write_text(SETTINGS, encoding="utf-8")
    update = set_down(by="Jo Bloggs")
    assert [known.severity for known in update.known] == [Severity.NOTE]
    assert told() == ["drafts/a.txt phone"]
    assert [known.severity for known in set_down(by="The Clerk").known] == [Severity.ERROR]
    assert told() == []


def test_what_is_gone_is_told_and_taken_out(home: Path) -> None:
    save("drafts/a.txt", JO, KIT)
    save("drafts/b.txt", MAIL)
    set_down()
    save("drafts/a.txt", JO)
    gone = f"1 known finding of {NAME} is no longer found, in drafts/a.txt; smcheck baseline prune takes such out"
    assert remarks()[1:] == remarks("drafts/a.txt")[1:] == [gone]
    assert remarks("drafts/b.txt")[1:] == remarks(select=("phone",))[1:] == []
    assert set_down(by="").gone.total() == 1
    assert remarks()[1:] == []
    save("drafts/a.txt", JO, KIT)
    assert told() == ["drafts/a.txt phone"]


def test_nothing_is_added_where_what_is_gone_is_taken_out(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    save("drafts/a.txt", JO, KIT)
    assert not set_down(by="").added
    assert told() == ["drafts/a.txt phone"]


def test_what_was_not_looked_at_stays(home: Path) -> None:
    save("drafts/one/a.txt", JO)
    save("drafts/two/b.txt", KIT)
    set_down()
    save("drafts/one/a.txt", GOOD)
    save("drafts/two/b.txt", GOOD)
    assert {known.file for known in set_down("drafts/one", by="").known} == {"drafts/two/b.txt"}
    save("drafts/two/b.txt", KIT)
    assert told() == []


def test_what_was_in_a_file_that_was_deleted_is_gone_where_its_folder_is_looked_at(home: Path) -> None:
    save("drafts/one/a.txt", JO)
    save("drafts/two/b.txt", KIT)
    save("drafts/one/c.txt", GOOD)
    set_down()
    Path("drafts/one/a.txt").unlink()
    Path("drafts/two/b.txt").unlink()
    assert {known.file for known in set_down("drafts/one", by="").known} == {"drafts/two/b.txt"}


def test_what_could_not_be_reviewed_is_told_and_its_findings_stay(home: Path) -> None:
    save("drafts/a.txt", JO)
    save("drafts/b.txt", KIT)
    set_down()
    welsh = "Mae'r llyfrgell ar agor ddydd Sadwrn, ac mae croeso cynnes i bawb yn y pentref. " * 3
    save("drafts/a.txt", welsh)
    Path("drafts/b.txt").write_bytes(b"\x00\x01\x02" * 20)
    found = report()
    assert (found.exit_code, len(found.errors), found.known) == (2, 2, 0)
    assert remarks() == []
    assert set_down(by="").known.total() == 2


def test_what_stood_in_a_row_that_cannot_be_read_any_more_stays(home: Path) -> None:
    row = json.dumps({"text": JO})
    good = json.dumps({"text": GOOD})
    save("drafts/posts.jsonl", f"{row}\n{good}")
    set_down()
    save("drafts/posts.jsonl", f"{row[:-1]}\n{good}")
    assert report().exit_code == 2
    assert remarks() == []
    assert set_down(by="").known.total() == 1
    save("drafts/posts.jsonl", f"{row}\n{good}")
    assert told() == []
    save("drafts/posts.jsonl", f"{good}\n{good}")
    assert len(remarks()) == 1


def test_a_draft_that_is_not_reviewed_in_full_is_never_clean(home: Path) -> None:
    welsh = "Mae'r llyfrgell ar agor ddydd Sadwrn, ac mae croeso cynnes i bawb yn y pentref. " * 3
    save("drafts/a.txt", f"{welsh}\n\nFfoniwch 07700 900123.")
    set_down()
    (review,) = reviews()
    assert (review.status, review.findings, len(review.known)) == ("unreviewed", (), 1)
    assert report().exit_code == 2


def test_decisions_go_before_the_baseline_and_keep_its_lines(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    decision = '[[decision]]\nkind = "contact"\nsubject = "07700 900123"\nby = "C"\non = 2026-01-01\n'
    Path("decisions.toml").write_text(decision, encoding="utf-8")
    (review,) = reviews()
    assert ([finding.decision is not None for finding in review.findings], review.known) == ([True], ())
    assert remarks() == []
    assert not set_down(by="").gone
    Path("decisions.toml").unlink()
    assert told() == []


def test_the_cache_holds_what_was_found_whether_it_is_known_or_not(home: Path) -> None:
    save("drafts/a.txt", JO)
    assert told(report_known=True) == ["drafts/a.txt phone"]
    set_down()
    assert told() == []
    Path(NAME).unlink()
    Path("smcheck.toml").write_text(SETTINGS.replace(f'baseline = "{NAME}"\n', ""), encoding="utf-8")
    assert told() == ["drafts/a.txt phone"]


def test_another_file_may_be_given_in_place_of_the_councils(home: Path) -> None:
    save("drafts/a.txt", JO)
    save("drafts/b.txt", KIT)
    set_down("drafts/a.txt")
    set_down("drafts/b.txt", baseline=Path("other.jsonl"))
    assert told() == ["drafts/b.txt phone"]
    assert told(baseline=Path("other.jsonl")) == ["drafts/a.txt phone"]


def test_a_baseline_is_no_draft(home: Path) -> None:
    save("drafts/a.txt", JO)
    Path("smcheck.toml").write_text(SETTINGS.replace(NAME, f"drafts/{NAME}"), encoding="utf-8")
    set_down()
    assert [review.draft.path for review in reviews()] == [str(Path("drafts/a.txt"))]
    assert report().exit_code == 0
    given_ = Path("drafts/given.jsonl")
    set_down(baseline=given_)
    assert not [
        event
        for event in Run(Request(("drafts",), baseline=given_)).events()
        if isinstance(event, NotReviewed)
    ]


def test_a_baseline_that_is_named_and_missing_is_an_error(home: Path) -> None:
    save("drafts/a.txt", JO)
    with pytest.raises(
        ConfigError, match=r"baseline\.jsonl: there is no such baseline; smcheck baseline write"
    ):
        Run(Request(("drafts",)))


def test_without_the_key_nothing_is_known(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    Path("smcheck.key").unlink()
    with pytest.raises(ConfigError, match="without the council's key; restore smcheck.key"):
        Run(Request(("drafts",)))


def test_settings_further_down_have_a_baseline_of_their_own(home: Path) -> None:
    save("drafts/a.txt", JO)
    set_down()
    save("drafts/sub/smcheck.toml", "classifier = false\nlanguage_model = false\n")
    save("drafts/sub/b.txt", KIT)
    assert told() == ["drafts/sub/b.txt phone"]
    with pytest.raises(ConfigError, match="other settings hold here"):
        set_down()


def test_a_locked_file_lets_none_beneath_it_name_a_baseline(home: Path) -> None:
    Path("smcheck.toml").write_text(f"locked = true\n{SETTINGS}", encoding="utf-8")
    save("drafts/a.txt", JO)
    set_down()
    save("drafts/sub/smcheck.toml", 'baseline = "mine.jsonl"\n')
    save("drafts/sub/b.txt", KIT)
    (error,) = report().errors
    assert "locked" in error.message
    assert "baseline" in error.message


@pytest.mark.parametrize("named", ["../baseline.jsonl", "/baseline.jsonl"])
def test_a_baseline_lies_below_the_councils_folder(home: Path, named: str) -> None:
    Path("smcheck.toml").write_text(SETTINGS.replace(NAME, named), encoding="utf-8")
    with pytest.raises(ConfigError, match="must lie below the folder"):
        load_council(Path("smcheck.toml"))


PARAGRAPHS = [
    GOOD,
    JO,
    KIT,
    MAIL,
    "You idiot, Kit!",
    "The fair is near.",
    f"Come along. {KIT}",
    "Cllr Sam Example speaks.",
]
NEW = "Ring Pat on 07700 900789 about the marquee."


@given(
    files=st.lists(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5), min_size=1, max_size=4),
    random=st.randoms(use_true_random=False),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shuffled_paragraphs_and_files_stay_known_and_one_more_finding_is_told(
    home: Path, files: list[list[str]], random: Random
) -> None:
    shutil.rmtree("drafts")
    Path(NAME).unlink(missing_ok=True)
    for number, paragraphs in enumerate(files):
        save(f"drafts/{number}.txt", *paragraphs)
    found = set_down().known.total()
    for number, paragraphs in enumerate(files):
        random.shuffle(paragraphs)
        save(f"drafts/{number}.txt", *paragraphs)
    assert told() == []
    assert report().known == found
    set_down(by="")
    for path in sorted(Path("drafts").iterdir()):
        path.rename(path.with_name(f"renamed-{path.name}"))
    assert told() == told(*map(str, Path("drafts").iterdir())) == []
    assert set_down(by="").known.total() == report().known == found
    last = max(Path("drafts").iterdir())
    last.write_text(f"{last.read_text(encoding='utf-8')}\n\n{NEW}", encoding="utf-8")
    assert told() == [f"{last.as_posix()} phone"]
    assert set_down(by="").known.total() == found
    assert told() == [f"{last.as_posix()} phone"]
