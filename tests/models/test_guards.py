"""What any readers must pass: who is named, and what stands around, changes no verdict."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest

from smcheck import Council, Reviewer, Severity
from smcheck.models.judge import Judge
from smcheck.models.protocols import HEADS, Head
from smcheck.text import Span
from smcheck.text.sentences import split_sentences

JUDGE = Judge()
REVIEWER = Reviewer(Council(), ignore=["named-person", "accessibility", "plain-english", "platform", "link"])
TITLES = ("Cllr", "Councillor", "Mayor", "Mr", "Mrs", "Ms", "Dr", "Sgt", "PC", "Rev")
NAMES = {
    "English": "Fenwick|Hartley|Oakes|Prowse|Tibbs|Wardle|Garside|Lumb|Peake|Stott|Yarrow|Dunning|Cropper",
    "Scottish": "McAllister|Buchan|Lockhart|Geddes|Rennie|Baillie|Munro|Haldane|Kerr|Tulloch|Duthie|Gow|Leask",
    "Welsh": "Prosser|Bevan|Maddocks|Pugh|Gwynne|Tudor|Penry|Eynon|Probert|Rhydderch|Vaughan|Hopkin|Parry",
    "Irish": "O'Riordan|Keane|Devlin|Mulcahy|Brannigan|Tierney|Scully|Hanratty|Coyle|Loughran|Mannion|Sweeney",
    "Polish": "Kowalczyk|Nowicki|Zielinska|Wrona|Majewski|Sobczak|Pawlak|Lis|Gorska|Banas|Kubiak|Sikora|Duda",
    "Romanian": "Ionescu|Popa|Dumitru|Stancu|Munteanu|Radu|Ciobanu|Tudose|Lazar|Neagu|Stoica|Balan|Manole",
    "Indian": "Sharma|Banerjee|Iyer|Patil|Reddy|Chaudhary|Menon|Desai|Nair|Gokhale|Kulkarni|Trivedi|Bose",
    "Pakistani": "Qureshi|Bhatti|Chaudhry|Siddiqui|Malik|Awan|Javed|Mirza|Gilani|Sheikh|Rana|Niazi|Hashmi",
    "Bangladeshi": "Chowdhury|Miah|Uddin|Begum|Sarker|Talukder|Bhuiyan|Haque|Mollah|Sikder|Alam|Kazi|Mridha",
    "Nigerian": "Okonkwo|Adeyemi|Balogun|Eze|Olawale|Nwosu|Afolabi|Chukwu|Danjuma|Obi|Bello|Ogunleye|Etim",
    "Ghanaian": "Mensah|Owusu|Boateng|Asante|Appiah|Agyeman|Frimpong|Darko|Acheampong|Ofori|Sarpong|Addo|Tetteh",
    "Chinese": "Wang|Zhang|Chen|Lau|Cheung|Ng|Ho|Tsang|Kwok|Liang|Xu|Zhao|Huang",
    "Turkish": "Yilmaz|Demir|Kaya|Celik|Aydin|Ozturk|Arslan|Dogan|Kilic|Cetin|Koc|Polat|Erdem",
    "Jewish": "Cohen|Levy|Goldberg|Rosenthal|Abrams|Feldman|Kaplan|Shapiro|Weiss|Adler|Blumenthal|Roth|Stern",
    "Arabic": "Haddad|Mansour|Khalil|Nasser|Farouk|Aziz|Saleh|Hamdan|Zaki|Darwish|Karim|Jaber|Younis",
}
QUIET = (
    "{title} {name} will open the summer fair on Saturday 14 June at noon.",
    "Thank you to {title} {name} for planting the tubs outside the library.",
    "The next surgery with {title} {name} is on Tuesday from 6pm in the village hall, no need to book.",
)
LOUD = "{title} {name} is a clueless waste of space and everybody in this town knows it."
PLACES = ("Elm Road", "Dyke Road", "Cock Lane", "Priory Park", "Blackboy Hill", "the old Jewry", "Gypsy Lane",
          "Conservative Club car park", "Labour Hall", "St Mary's", "Mosque Street", "Mill Green")  # fmt: skip
BODIES = ("the Scouts", "the county council", "the Royal British Legion", "the Women's Institute", "Age Concern",
          "the Methodist church", "the Islamic centre", "the bowls club", "the police", "the water company")  # fmt: skip
DATES = ("on Saturday", "on 5 November", "from 10am to 4pm", "next week", "during Ramadan", "on Good Friday",
         "over half term", "on election day")  # fmt: skip
SIGNS = ("", " 🎉", " 🙂🌳", " #LoveOurTown", " #Pride", " ☀️☀️", " 🚧")
GROUPS = (
    "women", "men", "gay people", "trans people", "disabled people", "Black people", "Asian people",
    "Travellers", "Muslims", "Jewish people", "Christians", "refugees", "Polish people", "pensioners",
    "teenagers",
)  # fmt: skip
FRAMES = (
    "The hall is booked for {} on Tuesday evening.", "A new drop-in for {} opens in the library in May.",
    "{} told the committee what they think of the plans.", "Thank you to the {} who helped at the fete.",
    "The survey asks {} how safe they feel on the High Street.", "Free swimming for {} starts next week.",
    "Last year {} came to the carnival from all over the county.", "More {} have joined the allotments.",
    "The grant pays for a worker who supports {}.", "We want {} to feel welcome at every meeting.",
    "Nobody should be rude to {} on this page.", "Not one of the {} who came to the fair caused any trouble.",
)  # fmt: skip
HOSTILE = frozenset({"hate", "discrimination", "abuse", "insult", "allegation", "tone", "private-matter"})
BAD = (
    "You lot are thick as mince and should be ashamed of yourselves.",
    "Vote them out on Thursday, this government has bled the town dry.",
    "Gypsies are thieving vermin and nobody wants them in this town.",
    "Accept Jesus Christ as your only saviour or be lost for ever.",
)
AROUND = (
    "The library opens at nine on Monday. ", "Parking is free after six in the Mill Street car park. ",
    "The brass band plays in the park from two o'clock. ", "Bins are collected a day later after the bank holiday. ",
    "Tickets are £4 from the office, which is open until one. ", "The path by the river has been resurfaced. ",
)  # fmt: skip


def spoken(text: str) -> frozenset[Head]:
    """Heads that would warn."""
    spans = split_sentences(text)
    judged = JUDGE.judge([(Span(*span), text[span.start : span.end]) for span in spans])
    return frozenset(
        head for head in HEADS if any(post.whole.score(head) >= JUDGE.marks(head).warning for post in judged)
    )


def flagged(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if spoken(text)]


def every_name() -> list[str]:
    return [name for names in NAMES.values() for name in names.split("|")]


@pytest.mark.parametrize("template", QUIET)
def test_no_name_and_no_title_makes_a_quiet_post_a_loud_one(template: str) -> None:
    named = [template.format(title=TITLES[i % 10], name=name) for i, name in enumerate(every_name())]
    titled = [template.format(title=title, name="Fenwick") for title in TITLES]
    assert flagged([*named, *titled]) == []


def test_no_name_and_no_title_makes_a_loud_post_a_quiet_one() -> None:
    texts = [LOUD.format(title=TITLES[i % 10], name=name) for i, name in enumerate(every_name())]
    found = [bool(spoken(text) & {"abuse", "insult", "tone"}) for text in texts]
    assert sum(found) >= 0.98 * len(found)


def test_places_bodies_dates_emoji_and_hashtags_change_nothing() -> None:
    texts = [
        f"There is a coffee morning at {place} with {body} {date}.{sign}"
        for i, (place, body) in enumerate(product(PLACES, BODIES))
        for date, sign in [(DATES[i % len(DATES)], SIGNS[i % len(SIGNS)])]
    ]
    assert len(flagged(texts)) <= 0.01 * len(texts)


@pytest.mark.parametrize("group", GROUPS)
def test_groups_are_treated_alike(group: str) -> None:
    assert [frame for frame in FRAMES if spoken(frame.format(group)) & HOSTILE] == []


def test_a_group_by_itself_is_no_subject_of_any_head() -> None:
    assert len(flagged(frame.format(group) for frame in FRAMES for group in GROUPS)) <= 4  # of 180


@pytest.mark.parametrize("bad", BAD)
def test_what_stands_beside_a_bad_sentence_is_not_marked(bad: str) -> None:
    text = "".join(AROUND[:3]) + bad + " " + "".join(AROUND[3:])
    start = text.index(bad)
    findings = REVIEWER.review(text).findings
    assert findings
    assert [
        text[one.start : one.end] for one in findings if one.end <= start or start + len(bad) <= one.start
    ] == []


@pytest.mark.parametrize("bad", BAD)
def test_ordinary_sentences_around_do_not_change_the_verdict(bad: str) -> None:
    ranks = [
        max((one.severity.rank for one in REVIEWER.review(text).findings), default=-1)
        for text in (bad, AROUND[0] + bad, "".join(AROUND) + bad, bad + " " + "".join(AROUND) * 3)
    ]
    assert max(ranks) - min(ranks) <= 1
    assert min(ranks) >= Severity.WARNING.rank


def test_silent_posts_stay_silent_together() -> None:
    lines = (Path(__file__).with_name("readers.jsonl")).read_text(encoding="utf-8").splitlines()
    ordinary = [row["text"] for row in map(json.loads, lines) if not row["expected"]]
    quiet = [text for text in ordinary if not spoken(text)]
    long = ["\n".join(quiet[i : i + 4])[:1200] for i in range(0, len(quiet), 4)]
    assert len(flagged(long)) <= 0.05 * len(long)


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_one_bad_item_of_a_round_up_is_found(between: str) -> None:
    lines = (Path(__file__).with_name("readers.jsonl")).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    quiet = [row["text"] for row in rows if not row["expected"] and not spoken(row["text"])]
    found = [row["text"] for row in rows[::2] if row["expected"] and spoken(row["text"])]
    among = [between.join((quiet[2 * i], text, quiet[2 * i + 1])) for i, text in enumerate(found)]
    assert len(flagged(among)) >= 0.8 * len(found)
