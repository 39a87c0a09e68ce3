"""Pictures as drafts of their own: with their words, the places and boxes of these, and what is not reviewed."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest

from smcheck import Draft, DraftError, Reviewer
from smcheck.model.picture import Box, Code, Line
from smcheck.readers import picture_words, read_content, read_file
from smcheck.readers.content import Choice
from smcheck.readers.picture_data import is_tiny
from smcheck.readers.picture_drafts import draft_of
from smcheck.readers.picture_words import PictureWords
from tests.readers.documents import drafts, entity, errors, mail, photo, several
from tests.readers.hostile.archives import archive, stored
from tests.readers.hostile.documents import Part, docx_of, odt_members, para, writer
from tests.readers.posters import LINES, encoded, poster, qr_code

POSTER = encoded(poster(LINES))
PHONE = encoded(poster(["For a stall ring", "07700 900123"]))
BOX = Box(10, 20, 400, 40)


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    picture_words.forget()
    monkeypatch.setattr(picture_words, "find_spec", lambda name: None)


def words(*lines: Line, codes: tuple[Code, ...] = (), number: int = 1, more: bool = False) -> PictureWords:
    return PictureWords(800, 600, lines, codes, b"", number, more)


def line(text: str, y: int = 20, confidence: float = 0.99) -> Line:
    return Line(text, Box(10, y, 400, 40), confidence)


def placed(draft: Draft) -> dict[str, str]:
    """The text at each named place."""
    starts = [*(start for start, _ in draft.places), len(draft.text)]
    return {name: draft.text[start : starts[i + 1]].strip() for i, (start, name) in enumerate(draft.places)}


def test_lines_and_codes_have_their_places_and_boxes() -> None:
    code = Code("https://example.com/fete", Box(600, 400, 90, 90))
    draft = draft_of([words(line("Summer fete"), line("All welcome", 90), codes=(code,))], "p.jpg", "d/p.jpg")
    assert draft.text == "Summer fete\nAll welcome\nhttps://example.com/fete"
    assert placed(draft) == {
        "p.jpg, line 1": "Summer fete",
        "p.jpg, line 2": "All welcome",
        "p.jpg, code": "https://example.com/fete",
    }
    assert draft.shown
    ((sheet, box),) = draft.shown.boxes(draft.text.index("https"), len(draft.text))
    assert (sheet.name, box) == ("p.jpg", code.box)


def test_a_stretch_of_a_line_has_its_share_of_the_box() -> None:
    draft = draft_of([words(line("0123456789"))], "p.jpg", "p.jpg")
    assert draft.shown
    assert [box for _, box in draft.shown.boxes(5, 10)] == [Box(210, 20, 200, 40)]
    assert [box for _, box in draft.shown.boxes(0, 10)] == [BOX]


def test_words_of_two_lines_have_the_box_around_both() -> None:
    draft = draft_of([words(line("Ring 07700"), line("900123", 80))], "p.jpg", "p.jpg")
    assert draft.shown
    ((_, box),) = draft.shown.boxes(5, len(draft.text))
    assert (box.y, box.height) == (20, 100)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (line("Come to the village"), line("hall on Friday", 70), "Come to the village hall on Friday"),
        (line("Come to the village"), line("Hall on Friday", 70), "Come to the village\nHall on Friday"),
        (line("Ring 07700 900123"), line("jo@example.com", 70), "Ring 07700 900123\njo@example.com"),
        (line("Come on Friday."), line("bring a chair", 70), "Come on Friday.\nbring a chair"),
        (line("Come to the village"), line("hall on Friday", 400), "Come to the village\nhall on Friday"),
        (line("Dig in"), Line("a small thing", Box(10, 70, 100, 12), 0.9), "Dig in\na small thing"),
    ],
)
def test_a_line_that_goes_on_with_a_sentence_is_one_with_it(first: Line, second: Line, text: str) -> None:
    assert draft_of([words(first, second)], "p.jpg", "p.jpg").text == text


def test_frames_say_only_what_is_new() -> None:
    frames = [
        words(line("Fete"), line("Noon", 90)),
        words(line("FETE"), line("Raffle", 90), number=4, more=True),
    ]
    draft = draft_of(frames, "b.gif", "b.gif")
    assert placed(draft) == {
        "b.gif, frame 1, line 1": "Fete",
        "b.gif, frame 1, line 2": "Noon",
        "b.gif, frame 4, line 2": "Raffle",
    }
    assert draft.remarks == ()


def test_what_is_unsure_is_said_by_its_line_and_not_quoted() -> None:
    draft = draft_of([words(line("Fete"), line("07700 900123", confidence=0.6))], "p.jpg", "p.jpg")
    assert draft.remarks == ("some words of p.jpg may be others than were read (line 2); look at them",)
    assert draft_of([words(line("Fete"))], "p.jpg", "p.jpg").remarks == ()


def test_a_picture_by_itself_is_a_draft(shared_reviewer: Reviewer) -> None:
    image = poster(["For a stall ring Jo Resident", "07700 900123"], size=(900, 500))
    image.paste(qr_code("https://tickets.example.net/fete"), (600, 220))
    (draft,) = drafts(encoded(image), "d/poster.png")
    found = {(finding.check, finding.place) for finding in shared_reviewer.review(draft).findings}
    assert {
        ("phone", "poster.png, line 2"),
        ("third-party-link", "poster.png, code"),
        ("named-person", "poster.png, line 1"),
    } <= found


def test_a_picture_without_words_is_reviewed_and_says_nothing(shared_reviewer: Reviewer) -> None:
    (draft,) = drafts(encoded(poster([])), "blank.png")
    assert draft.text == ""
    assert shared_reviewer.review(draft).status == "clean"


def test_a_picture_without_words_may_say_where_it_was_taken(shared_reviewer: Reviewer) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "A. Resident"
    out = io.BytesIO()
    poster([]).save(out, "JPEG", exif=exif)
    (draft,) = drafts(out.getvalue(), "green.jpg")
    (finding,) = shared_reviewer.review(draft).findings
    assert (finding.check, finding.start) == ("picture-metadata", 0)


def test_what_is_typed_alone_is_not_asked_of_a_picture(shared_reviewer: Reviewer) -> None:
    shouted = "PLEASE READ THIS NOTICE NOW BEFORE YOU DO ANYTHING"
    (draft,) = drafts(encoded(poster([shouted], size=(1700, 200))), "loud.png")
    assert draft.text == shouted
    assert "capital-run" not in {finding.check for finding in shared_reviewer.review(draft).findings}
    assert "capital-run" in {finding.check for finding in shared_reviewer.review(shouted).findings}


def test_a_finding_in_a_picture_offers_no_change_of_its_words(shared_reviewer: Reviewer) -> None:
    (draft,) = drafts(encoded(poster(["Thanks to Jo Resident for this"])), "thanks.png")
    named = [one for one in shared_reviewer.review(draft).findings if one.check == "named-person"]
    assert [finding.edits for finding in named] == [()]


def test_pictures_within_word_follow_their_document() -> None:
    media = [
        Part(f"word/media/image{number}.png", "image", content, "image/png")
        for number, content in (
            (1, POSTER),
            (2, encoded(poster([LINES[0]], size=(90, 90)))),
            (10, PHONE),
            (11, POSTER),
        )
    ]
    document, first, second = drafts(docx_of(para("The fete is back."), *media), "fete.docx")
    assert document.text == "The fete is back."
    assert [picture.words for picture in document.pictures] == [first.text, second.text]
    assert first.text == "\n".join(LINES)
    assert (first.path, first.id, first.part) == (
        "fete.docx",
        "picture 1 (image1.png)",
        "picture 1 (image1.png)",
    )
    assert "picture 3 (image10.png), line 2" in placed(second)


def test_a_document_of_nothing_but_a_picture_is_that_picture() -> None:
    media = Part("word/media/image1.png", "image", POSTER, "image/png")
    (draft,) = drafts(docx_of(para(""), media), "fete.docx")
    assert draft.text == "\n".join(LINES)


def test_pictures_within_an_opendocument_text_follow_it() -> None:
    picture = '<text:p><draw:frame><draw:image xlink:href="Pictures/{}"/></draw:frame></text:p>'
    body = f"<text:p>The fete is back.</text:p>{picture.format('1.png')}{picture.format('2.png')}"
    members = [
        *odt_members(writer(body)),
        stored("Pictures/1.png", POSTER),
        stored("Pictures/2.png", PHONE),
        stored("Pictures/3.png", encoded(poster([LINES[0]], size=(90, 90)))),
        stored("Thumbnails/thumbnail.png", encoded(poster(["Nobody sees this"]))),
    ]
    document, first, second = drafts(archive(members), "fete.odt")
    assert document.text == "The fete is back."
    assert [picture.words for picture in document.pictures] == [first.text, second.text]
    assert (first.text, first.part) == ("\n".join(LINES), "picture 1 (1.png)")
    assert placed(second)["picture 2 (2.png), line 2"] == "07700 900123"


def test_an_opendocument_text_of_nothing_but_a_picture_is_that_picture() -> None:
    members = [*odt_members(writer("<text:p/>")), stored("Pictures/1.png", POSTER)]
    (draft,) = drafts(archive(members), "fete.odt")
    assert draft.text == "\n".join(LINES)


def test_a_broken_picture_within_an_opendocument_text_is_named() -> None:
    members = [*odt_members(writer("<text:p>One</text:p>")), stored("Pictures/1.png", POSTER[:3000])]
    (said,) = errors(archive(members), "a.odt")
    assert said.startswith("the picture picture 1 (1.png) was not reviewed: the picture is broken")


def test_pictures_within_a_message_and_a_page() -> None:
    coded = base64.encodebytes(PHONE).decode()
    part = entity(coded, "image/png; name=stall.png", "Content-Transfer-Encoding: base64")
    message, picture = drafts(mail(several("mixed", entity("The fete is back."), part)), "a.eml")
    assert message.kind == "email"
    assert placed(picture)["picture 1 (stall.png), line 2"] == "07700 900123"
    data = base64.b64encode(PHONE).decode()
    for name, source in (
        ("a.html", f"<p>Hi<img src='data:image/png;base64,{data}'>"),
        ("a.md", f"Hi <img src='data:image/png;base64,{data}'>"),
    ):
        _, picture = drafts(source, name)
        assert placed(picture)["picture 1, line 2"] == "07700 900123"


def test_pictures_beside_a_draft_follow_it(tmp_path: Path) -> None:
    (tmp_path / "stall.png").write_bytes(PHONE)
    (tmp_path / "fete.txt").write_text("The fete is back: stall.png", encoding="utf-8")
    draft, picture = read_file(tmp_path / "fete.txt")
    assert isinstance(draft, Draft)
    assert isinstance(picture, Draft)
    assert [(one.name, one.words) for one in draft.pictures] == [("stall.png", picture.text)]
    assert (picture.path, picture.part) == (str(tmp_path / "stall.png"), "")
    assert placed(picture)["stall.png, line 2"] == "07700 900123"


def test_a_broken_picture_within_a_document_is_named() -> None:
    broken = Part("word/media/image1.png", "image", POSTER[:3000], "image/png")
    (said,) = errors(docx_of(para("One"), broken), "a.docx")
    assert said.startswith("the picture picture 1 (image1.png) was not reviewed: the picture is broken")


def test_a_drawing_of_windows_is_named() -> None:
    drawing = Part("word/media/image1.emf", "image", b"\x01\x00\x00\x00" + bytes(400), "image/x-emf")
    (said,) = errors(docx_of(para("One"), drawing), "a.docx")
    assert "was not reviewed" in said


def test_where_much_cannot_be_made_out_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = [line(f"hatd to rad {number}", 50 * number, 0.6) for number in range(4)]
    monkeypatch.setattr(picture_words, "_words_of", lambda content: (words(*unsure, line("Fete")),))
    picture_words.forget()
    (said,) = errors(encoded(poster(["anything"])), "p.png")
    picture_words.forget()
    assert said.startswith("much of the picture p.png could not be made out; look at it yourself")


def test_without_the_extra_a_picture_is_named_with_what_to_do(
    without_the_extra: None, tmp_path: Path
) -> None:
    told = 'pip install "smcheck[pictures]", or look at it yourself, and say so in smcheck.toml: looks_at_pictures = true'
    said = errors(POSTER, "poster.png")
    assert said == [
        f"1 picture was not reviewed (poster.png): the words in pictures cannot be read here; {told}"
    ]
    media = Part("word/media/image1.png", "image", POSTER, "image/png")
    assert errors(docx_of(para("One"), media), "a.docx") == [
        f"1 picture was not reviewed (picture 1 (image1.png)): the words in pictures cannot be read here; {told}"
    ]
    (tmp_path / "stall.png").write_bytes(PHONE)
    (tmp_path / "more.png").write_bytes(POSTER)
    (tmp_path / "fete.txt").write_text("The fete is back: stall.png more.png", encoding="utf-8")
    _, error = read_file(tmp_path / "fete.txt")
    assert isinstance(error, DraftError)
    assert str(error).startswith("2 pictures were not reviewed (stall.png, more.png)")
    assert "look at them yourself" in str(error)


def test_without_the_extra_icons_are_passed_over_and_data_are_looked_at(without_the_extra: None) -> None:
    icon = encoded(poster([], size=(300, 99)))
    assert is_tiny(icon)
    assert not is_tiny(encoded(poster([], size=(300, 100))))
    media = [
        Part("word/media/image1.png", "image", icon, "image/png"),
        Part("word/media/image2.jpg", "image", photo("A. Resident"), "image/jpeg"),
    ]
    (draft,) = drafts(docx_of(para("One"), *media), "a.docx")
    assert errors(docx_of(para("One"), *media), "a.docx") == []
    assert [picture.owner for picture in draft.pictures] == ["A. Resident"]


def test_pictures_are_not_read_where_nobody_asks() -> None:
    media = Part("word/media/image1.png", "image", POSTER, "image/png")
    items = read_content(docx_of(para("One"), media), "a.docx", Choice(pictures=False))
    assert [item.text for item in items if isinstance(item, Draft)] == ["One"]
