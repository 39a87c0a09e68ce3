"""Pictures that a draft publishes and that nobody has read: each is named, with what to do; decorations are not."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest

from smcheck import Draft, Request, Reviewed, Run
from smcheck.model.errors import PictureError
from smcheck.readers import picture_opening, pictures, read_content, read_file
from smcheck.readers.content import Choice
from tests.readers.documents import entity, errors, mail, page, several
from tests.readers.hostile.documents import Part, docx_of, para
from tests.readers.posters import LINES, encoded, poster

POSTER = encoded(poster(LINES))
EYE = "or look at {} yourself, and say so in smcheck.toml: looks_at_pictures = true"
IT, THEM = EYE.format("it"), EYE.format("them")
WEB = "it lies on the web, from where smcheck fetches nothing; save it beside the draft"
FAR = "it lies outside the draft's folder, where smcheck opens nothing; put it beside the draft"
GONE = "there is no such file beside the draft; put it there"


def beside(folder: Path, name: str, text: str) -> list[str]:
    """What is said of a draft of a name, with its folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return [str(item) for item in read_file(folder / name) if not isinstance(item, Draft)]


@pytest.mark.parametrize(
    ("name", "text", "picture", "why"),
    [
        ("a.html", "<p>Fete<img src='https://a.example/p.png'>", "p.png on a.example", WEB),
        ("a.html", "<p>Fete<img src='//a.example/p'>", "p on a.example", WEB),
        ("a.html", "<base href='https://a.example/'><p>Fete<img src='p.png'>", "p.png", WEB),
        (
            "a.html",
            "<p>Fete<video poster='https://a.example/p.png' src=a.mp4>",
            "p.png on a.example",
            WEB,
        ),
        ("a.md", "Fete ![the poster](https://a.example/p.png)", "p.png on a.example", WEB),
        ("a.md", "Fete <img src='https://a.example/p.png'>", "p.png on a.example", WEB),
        (
            "a.csv",
            "message,image url\nFete,https://a.example/p.png?w=9\n",
            "p.png on a.example",
            WEB,
        ),
        ("a.csv", "message,image url\nFete,https://a.example/p1\n", "p1 on a.example", WEB),
        ("a.html", "<p>Fete<img src='../p.png'>", "../p.png", FAR),
        ("a.html", "<p>Fete<img src='/img/p.png'>", "/img/p.png", FAR),
        ("a.html", "<p>Fete<img src='file:///C:/p.png'>", "file:///C:/p.png", FAR),
        ("a.md", "Fete ![the poster](../p.png)", "../p.png", FAR),
        ("a.txt", "Fete [photo: ../p.png]", "../p.png", FAR),
        ("a.html", "<p>Fete<img src='p%20q.png?v=2'>", "p q.png", GONE),
        ("a.md", "Fete ![the poster](p.png)", "p.png", GONE),
        ("a.txt", "Fete [photo: p.jpg]", "p.jpg", GONE),
        ("a.csv", "message,image\nFete,p.jpg\n", "p.jpg", GONE),
    ],
)
def test_a_picture_that_cannot_be_opened_is_named(
    tmp_path: Path, name: str, text: str, picture: str, why: str
) -> None:
    assert beside(tmp_path, name, text) == [f"1 picture was not reviewed ({picture}): {why}, {IT}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p>Fete<img src='https://a.example/icon.png' width=24 height=24>"),
        ("a.html", "<p>Fete<img src='https://a.example/track.gif' width=1 height=1 alt=''>"),
        ("a.html", "<p>Fete<img src='https://a.example/line.png' width=600 height='8px'>"),
        ("a.html", "<p>Fete<img src='https://a.example/icon.png' style='border:0; max-width: 32px'>"),
        ("a.html", "<p>Fete<img src='https://a.example/p.png' style='display:none'>"),
        ("a.html", "<p>Fete<img src='https://a.example/p.png' hidden>"),
        ("a.html", "<p>Fete<img src='icon.png' width=24>"),
        ("a.html", "<body background='https://a.example/p.png'><p>Fete"),
        ("a.html", "<link rel=icon href='https://a.example/p.png'><p>Fete"),
        ("a.html", "<p><a href='https://a.example/p.png'>The poster</a>"),
        ("a.html", "<p>Fete<blockquote type=cite><img src='https://a.example/p.png'></blockquote>"),
        ("a.html", "<p>Fete<img src='cid:1'>"),
        ("a.html", "<p>Fete<video src='https://a.example/p.mp4'></video>"),
        ("a.html", "<p>Fete<video src='p.mp4'></video>"),
        ("a.md", "[The poster](https://a.example/p.png)"),
        ("a.txt", "The poster: https://a.example/p.png"),
        ("a.csv", "message,image url,video url\nFete,,https://a.example/p\n"),
        ("a.csv", "message,file\nFete,https://a.example/agenda.pdf\n"),
    ],
)
def test_decorations_links_films_and_what_others_wrote_are_not_named(
    tmp_path: Path, name: str, text: str
) -> None:
    assert beside(tmp_path, name, text) == []


def test_all_pictures_of_a_file_are_named_in_one_line(tmp_path: Path) -> None:
    rows = "".join(f"Fete {number},https://a.example/{number}.png\n" for number in range(5))
    (said,) = beside(tmp_path, "a.csv", f"message,image\n{rows}Fete again,https://a.example/1.png\n")
    assert said == (
        "5 pictures were not reviewed (0.png on a.example, 1.png on a.example, 2.png on a.example and more): "
        "they lie on the web, from where smcheck fetches nothing; "
        f"save them beside the draft, {THEM}"
    )


def test_the_address_of_a_picture_shows_no_long_number(tmp_path: Path) -> None:
    page = "<p>Fete<img src='https://a.example/7700900123/header.png?to=jo@example.net'>"
    assert beside(tmp_path, "a.html", page) == [
        f"1 picture was not reviewed (header.png on a.example): {WEB}, {IT}"
    ]


def test_a_picture_that_is_there_is_read_and_not_named(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(POSTER)
    for name, text in (
        ("a.html", "<p>Fete<img src='p.png'>"),
        ("b.md", "Fete ![the poster](p.png)"),
        ("c.txt", "Fete [photo: p.png]"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        _, picture = read_file(tmp_path / name)
        assert isinstance(picture, Draft)
        assert picture.text == "\n".join(LINES)


def test_a_picture_too_large_or_only_linked_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p.png").write_bytes(POSTER)
    monkeypatch.setattr(pictures, "LARGEST", len(POSTER) - 1)
    why = "it is too large, or a link to another file; save it smaller, beside the draft"
    assert beside(tmp_path, "a.txt", "Fete p.png") == [f"1 picture was not reviewed (p.png): {why}, {IT}"]
    monkeypatch.setattr(pictures, "LARGEST", len(POSTER))
    assert beside(tmp_path, "a.txt", "Fete p.png") == []
    (tmp_path / "link.png").symlink_to(tmp_path / "p.png")
    assert beside(tmp_path, "b.txt", "Fete link.png") == [
        f"1 picture was not reviewed (link.png): {why}, {IT}"
    ]


def test_a_drawing_is_named(tmp_path: Path) -> None:
    (tmp_path / "p.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (said,) = beside(tmp_path, "a.md", "Fete ![the poster](p.svg)")
    assert said == (
        "1 picture was not reviewed (p.svg): the words of drawings (SVG) are not read; save it as PNG, " + IT
    )


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", POSTER[:900]])
def test_a_file_that_is_no_picture_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.png").write_bytes(content)
    (said,) = beside(tmp_path, "a.txt", "Fete p.png")
    assert said.startswith("the picture p.png was not reviewed: the picture is broken, or of an unknown kind")


def test_a_picture_of_too_many_pixels_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_opening, "MOST_PIXELS", 900 * 420 - 1)
    (tmp_path / "p.bmp").write_bytes(encoded(poster(["Fete"]), "BMP"))
    (said,) = beside(tmp_path, "a.txt", "Fete p.bmp")
    assert "the picture is 900 by 420 pixels, more than is read; save it smaller" in said


def moving(*texts: str) -> bytes:
    frames = [poster([text], size=(500, 120)) for text in texts]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def test_what_moves_on_beyond_what_is_read_is_named() -> None:
    (said,) = errors(moving(*(f"Notice number {number}" for number in range(1, 9))), "p.gif")
    assert said == (
        "p.gif moves, or has pages: what follows the first 6 that differ was not reviewed; "
        + EYE.format("it").removeprefix("or ")
    )


def test_what_only_comes_back_is_read_whole() -> None:
    assert errors(moving(*("Bonfire night", "Gates open at six") * 5), "p.gif") == []


def test_frames_beyond_those_looked_at_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_opening, "_MOST_LOOKED_AT", 2)
    (said,) = errors(moving("Fete", "Fete on Friday", "Fete on Sunday"), "p.gif")
    assert "what follows the first 2 that differ was not reviewed" in said


def test_pictures_that_a_message_shows_from_the_web_are_named() -> None:
    web = "<img src='https://a.example/hero.png' width=600>"
    tiny = "<img src='https://a.example/open.gif' width=1 height=1>"
    page = f"<p>The fete is back.{web}{tiny}<div class=gmail_quote><img src='https://b.example/x.png'></div>"
    message = mail(several("alternative", entity("The fete is back."), entity(page, "text/html")))
    assert errors(message, "a.eml") == [f"1 picture was not reviewed (hero.png on a.example): {WEB}, {IT}"]


def test_pictures_within_the_page_of_a_message_are_read() -> None:
    data = base64.b64encode(POSTER).decode()
    page = f"<p>The fete is back.<img src='data:image/png;base64,{data}'>"
    _, picture = read_content(mail(entity(page, "text/html")), "a.eml")
    assert isinstance(picture, Draft)
    assert picture.text == "\n".join(LINES)


def test_a_picture_within_markdown_is_read() -> None:
    data = base64.b64encode(POSTER).decode()
    _, picture = read_content(f"Fete ![](data:image/png;base64,{data})".encode(), "a.md")
    assert isinstance(picture, Draft)
    assert picture.text == "\n".join(LINES)


def test_what_a_message_attaches_as_a_picture_and_is_none_is_named() -> None:
    part = entity("bm90aGluZw==\n", "image/x-old", "Content-Transfer-Encoding: base64")
    (said,) = errors(mail(several("mixed", entity("The fete is back."), part)), "a.eml")
    assert said.startswith(
        "the picture picture 1 was not reviewed: the picture is broken, or of an unknown kind"
    )


def test_a_picture_of_a_header_that_lies_elsewhere_is_named() -> None:
    header = Part("word/header1.xml", "header", b"<w:hdr xmlns:w='x'/>", "application/xml")
    relations = Part(
        "word/_rels/header1.xml.rels",
        "",
        b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        b"<Relationship Id='r1' Type='http://x/image' Target='https://a.example/p.png' TargetMode='External'/>"
        b"</Relationships>",
        "",
    )
    assert errors(docx_of(para("The fete is back."), header, relations), "a.docx") == [
        "1 picture was not reviewed (p.png on a.example): the document draws it from elsewhere; "
        f"put it into the document itself, {IT}"
    ]


def test_pictures_of_a_word_document_are_read_wherever_they_lie() -> None:
    elsewhere = Part("word/pictures/p.png", "image", POSTER, "image/png")
    shown = Part("docProps/thumbnail.jpeg", "image", encoded(poster(["Nobody"]), "JPEG"), "image/jpeg")
    found = list(read_content(docx_of(para("The fete is back."), elsewhere, shown), "a.docx"))
    assert [item.text for item in found if isinstance(item, Draft)] == ["The fete is back.", "\n".join(LINES)]


def test_the_names_of_its_pictures_in_a_documents_text_are_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_of(para("The fete is back: poster.jpg")))
    assert [type(item) for item in read_file(tmp_path / "a.docx")] == [Draft]


def test_nothing_is_named_where_nobody_asks_for_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Fete<img src='https://a.example/p.png'><img src=p.png>", "utf-8")
    asked = Choice(pictures=False)
    assert [type(item) for item in read_file(tmp_path / "a.html", asked)] == [Draft]


@pytest.fixture
def told(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(council_folder)
    (council_folder / "a.html").write_text("<p>Fete on Friday<img src='https://a.example/p.png'>", "utf-8")
    return council_folder


def report_of(path: str, **asked: bytes | str) -> tuple[int, list[str], list[str], list[str]]:
    """The exit code, the states of what was reviewed, errors and notices."""
    from smcheck import Report

    run = Run(Request(paths=(path,), **asked))  # type: ignore[arg-type]
    report = Report(run.policy, "error")
    states = []
    for event in run.events():
        report.add(event)
        if isinstance(event, Reviewed):
            states.append(str(event.review.status))
    return report.exit_code, states, [error.message for error in report.errors], list(report.notices)


def test_what_was_not_reviewed_makes_the_code_2(told: Path) -> None:
    code, _, said, _ = report_of("a.html")
    assert code == 2
    assert said == [f"1 picture was not reviewed (p.png on a.example): {WEB}, {IT}"]


def test_a_council_that_looks_at_its_pictures_is_reminded(told: Path) -> None:
    config = told / "smcheck.toml"
    config.write_text(f"looks_at_pictures = true\n{config.read_text('utf-8')}", encoding="utf-8")
    code, _, said, notices = report_of("a.html")
    assert (code, said) == (0, [])
    assert any(notice.startswith("a.html: 1 picture was not reviewed") for notice in notices)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_text_without_its_folder_has_its_pictures_named(told: Path, name: str) -> None:
    (told / "p.png").write_bytes(POSTER)
    text = "<p>Fete on Friday<img src=p.png>" if name == "a.html" else "Fete on Friday ![x](p.png)"
    code, _, said, _ = report_of("-", stdin=text.encode(), stdin_filename=name)
    assert code == 2
    assert said == [
        "1 picture was not reviewed (p.png): only the text was given, without its folder; "
        f"check it on its own, {IT}"
    ]
    assert report_of("-", stdin=b"Fete on Friday", stdin_filename=name)[0] == 0


def test_the_error_is_of_the_kind_that_looking_oneself_answers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fete p.png", encoding="utf-8")
    _, error = read_file(tmp_path / "a.txt")
    assert isinstance(error, PictureError)


def saved_page(address: str) -> bytes:
    """A web page saved as one file, with a picture of that address in it."""
    part = entity(
        base64.b64encode(POSTER).decode(),
        "image/png",
        f"Content-Transfer-Encoding: base64\nContent-Location: {address}\n",
    )
    web = page("<p>The fete is back.<img src='https://a.example/p.png'><img src='q.png'>")
    return mail(several("related", web, part))


def test_a_picture_that_a_saved_page_carries_is_read_and_not_named() -> None:
    found = list(read_content(saved_page("https://a.example/p.png"), "a.mht"))
    assert [item.text for item in found if isinstance(item, Draft)][1:] == ["\n".join(LINES)]
    assert [str(item) for item in found if not isinstance(item, Draft)] == []


def test_a_picture_that_a_saved_page_leaves_on_the_web_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(saved_page("https://a.example/other.png"))
    said = [str(item) for item in read_file(tmp_path / "a.mht") if not isinstance(item, Draft)]
    assert said == [f"1 picture was not reviewed (p.png on a.example): {WEB}, {IT}"]
