"""PDFs: what of them is read, in which order and at which place, and the process that reads them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pypdfium2.raw as pdfium
import pytest

from smcheck import Draft, DraftError, Reviewer
from smcheck.model.draft import Picture
from smcheck.readers import pdf_process, read_content
from smcheck.readers.content import Choice
from smcheck.readers.pdf_native import document
from smcheck.readers.pdf_pictures import page_as_png
from smcheck.readers.pdf_walk import walk
from smcheck.readers.picture_words import can_read
from tests.readers.documents import photo
from tests.readers.hostile.pdfs import acting, escaped, pdf, shown, simple, stream

PHONE = "07700 900123"


def read(content: bytes) -> Draft:
    """The draft of a PDF of which everything is read."""
    (draft,) = read_content(content, "a.pdf")
    assert isinstance(draft, Draft), draft
    return draft


def both(content: bytes) -> tuple[str, list[str]]:
    """The text of a PDF, and what was not read in it."""
    items = list(read_content(content, "a.pdf"))
    return (
        "".join(item.text for item in items if isinstance(item, Draft)),
        [str(item) for item in items if isinstance(item, DraftError)],
    )


def noted(*notes: str, **more: str) -> bytes:
    """A page with one line, and annotations."""
    held = {4 + number: f"<< /Type /Annot {note} >>" for number, note in enumerate(notes)}
    listed = " ".join(f"{number} 0 R" for number in held)
    return pdf(shown((50, 780, "Come to the fete.")), page=f"/Annots [{listed}]", others=held, **more)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([(50, 780, "The fete"), (50, 760, "Free entry")], "The fete\nFree entry"),
        ([(50, 100, "Free entry"), (50, 780, "The fete")], "The fete\nFree entry"),
        (
            [(50, 700, "Left one"), (50, 686, "left two"), (320, 700, "Right one"), (320, 686, "right two")],
            "Left one left two\nRight one right two",
        ),
        ([(50, 700, "Phone"), (200, 700, PHONE)], f"Phone\t{PHONE}"),
        ([(50, 700, "Town Hall"), (50, 686, "High Street")], "Town Hall\nHigh Street"),
        ([(50, 700, "- tea"), (50, 686, "- cake")], "- tea\n- cake"),
        ([(50, 700, "We meet for commu-"), (50, 686, "nity singing.")], "We meet for community singing."),
        ([(50, 700, "Ring 01632-"), (50, 686, "960123 today.")], "Ring 01632-960123 today."),
        ([(50, 700, "The Anglo-"), (50, 686, "Saxon hall")], "The Anglo-Saxon hall"),
    ],
)
def test_reading_order(lines: list[tuple[float, float, str]], text: str) -> None:
    assert read(pdf(shown(*lines))).text == text


def test_a_paragraph_goes_on_over_its_lines_and_each_keeps_its_place() -> None:
    draft = read(
        simple(
            "The council would like to thank everybody who came to the meeting on",
            "Monday. Jane Potter spoke for the Residents of Elm Road and asked for",
            f"More time. Ring {PHONE} to say what you think.",
        )
    )
    assert "\n" not in draft.text
    assert draft.place(draft.text.index("Monday")) == "page 1, line 2"
    (finding,) = Reviewer(select=["phone"]).review(draft).findings
    assert finding.place == "page 1, line 3"


def test_pages_have_their_numbers() -> None:
    draft = read(pdf(shown((50, 780, "One")), shown((50, 780, "Two"), (50, 700, PHONE))))
    assert draft.places == ((0, "page 1, line 1"), (4, "page 2, line 1"), (8, "page 2, line 2"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0 1 -1 0 300 400 cm", ""),  # from below to above
        ("0 -1 1 0 300 400 cm", ""),
        ("-1 0 0 -1 300 400 cm", ""),
        (".8 .6 -.6 .8 300 100 cm", ""),  # askew
        ("1 1 1 rg", ""),  # white
        (".02 0 0 .02 0 0 cm", ""),  # too small to be seen
    ],
)
def test_turned_white_and_tiny_words_are_read(before: str, after: str) -> None:
    words = "Ring Jane about the allotment and the fete"
    assert read(pdf(f"q {before} {shown((0, 0, words))} Q {after}")).text == words


def test_a_page_that_is_shown_turned() -> None:
    drawn = f"0 1 -1 0 595 0 cm {shown((50, 500, 'Title'), (50, 480, 'Below it'), size=12)}"
    assert read(pdf(drawn, page="/Rotate 90")).text == "Title\nBelow it"


def test_signs_of_fonts_are_letters() -> None:
    maps = "1 beginbfchar <41> <00660069> endbfchar 1 beginbfchar <42> <D83DDE00> endbfchar"
    cmap = f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {maps} endcmap"
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>"
    content = pdf("BT /F 12 Tf 50 700 Td <41> Tj <42> Tj ET", others={3: font, 5: stream(cmap)})
    assert read(content).text == "fi\N{GRINNING FACE}"


@pytest.mark.usefixtures("unequipped")
def test_letters_that_the_file_does_not_name_are_no_words() -> None:
    names = " ".join(f"/g{number:02}" for number in range(26))
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /A /Encoding << /Differences [65 {names}] >> >>"
    content = pdf(shown((50, 700, "ABCDEFGH IJKLMNOP")), others={3: font})
    _, (error,) = both(content)
    assert error.startswith("page 1, which does not say what its letters are, within the document")


LINK = "/Subtype /Link /Rect [{}] /A << /S /URI /URI {} >>"


@pytest.mark.parametrize(
    ("area", "target", "text"),
    [
        ("120 778 140 792", "https://example.org/fete", "Come to the [fete](https://example.org/fete)."),
        ("120 778 130 792", "https://example.org/fete", "Come to the [fete](https://example.org/fete)."),
        ("120 778 140 792", "mailto:jane@example.org", "Come to the [fete](mailto:jane@example.org)."),
        ("300 300 400 400", "https://example.org/fete", "Come to the fete.\nhttps://example.org/fete"),
    ],
)
def test_links(area: str, target: str, text: str) -> None:
    assert read(noted(LINK.format(area, escaped(target)))).text == text


def test_a_link_over_two_lines_is_one() -> None:
    note = "<< /Type /Annot " + LINK.format("40 752 500 792", "(https://example.org/a)") + " >>"
    drawn = shown((50, 780, "See all that the volunteers of the"), (50, 766, "museum have found."))
    found = read(pdf(drawn, page="/Annots [4 0 R]", others={4: note})).text
    assert found == "[See all that the volunteers of the museum have found.](https://example.org/a)"


def test_a_link_within_the_document_is_none() -> None:
    assert (
        read(noted("/Subtype /Link /Rect [120 778 140 792] /Dest [10 0 R /Fit]")).text == "Come to the fete."
    )


def test_comments_with_whoever_wrote_them() -> None:
    note = f"/Subtype /Text /Rect [10 10 20 20] /Contents (Ring Jane on {PHONE}) /T (Jo Bloggs)"
    draft = read(noted(note))
    assert draft.text == f"Come to the fete.\nRing Jane on {PHONE}\nJo Bloggs"
    assert [name for _, name in draft.places][1:] == ["page 1, comment", "page 1, name beside a comment"]


def test_form_fields_with_their_words_and_values() -> None:
    note = f"/Subtype /Widget /FT /Tx /T (a) /TU (Your phone) /V ({PHONE}) /Rect [50 500 300 520]"
    draft = read(noted(note, catalogue="/AcroForm << /Fields [4 0 R] >>"))
    assert set(draft.text.splitlines()) == {"Come to the fete.", "Your phone", PHONE}
    assert draft.place(draft.text.index(PHONE)) == "page 1, form field"


def test_a_field_that_the_form_does_not_list_is_read_too() -> None:
    note = f"/Subtype /Widget /FT /Tx /T (a) /TU (Your phone) /V ({PHONE}) /Rect [50 500 300 520]"
    assert read(noted(note)).text == f"Come to the fete.\nYour phone\n{PHONE}"


def test_a_value_that_is_shown_is_read_where_it_is_shown() -> None:
    look = stream(
        shown((2, 5, PHONE)),
        "/Type /XObject /Subtype /Form /BBox [0 0 250 20] /Resources << /Font << /F 3 0 R >> >>",
    )
    note = f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V ({PHONE}) /Rect [50 500 300 520] /F 4 /AP << /N 5 0 R >> >>"
    drawn = shown((50, 780, "Above"), (50, 300, "Below"))
    content = pdf(
        drawn, page="/Annots [4 0 R]", others={4: note, 5: look}, catalogue="/AcroForm << /Fields [4 0 R] >>"
    )
    assert read(content).text == f"Above\n{PHONE}\nBelow"


def test_descriptions_of_a_tagged_pdf() -> None:
    objects = {
        4: "<< /Type /StructTreeRoot /K 5 0 R /ParentTree << /Nums [0 [5 0 R]] >> >>",
        5: "<< /Type /StructElem /S /Figure /P 4 0 R /Pg 10 0 R /K 0 /Alt (The mayor beside the new bench) >>",
    }
    drawn = f"/Figure << /MCID 0 >> BDC 50 50 100 100 re f EMC {shown((50, 780, 'Come to the fete.'))}"
    draft = read(
        pdf(
            drawn,
            page="/StructParents 0",
            others=objects,
            catalogue="/StructTreeRoot 4 0 R /MarkInfo << /Marked true >>",
        )
    )
    assert draft.text == "Come to the fete.\n![The mayor beside the new bench]()"


def test_bookmarks_and_properties_that_the_pages_do_not_say() -> None:
    objects = {
        4: "<< /Type /Outlines /First 5 0 R /Last 6 0 R /Count 2 >>",
        5: "<< /Title (The fete) /Parent 4 0 R /Next 6 0 R >>",
        6: "<< /Title (Free tea) /Parent 4 0 R /Prev 5 0 R >>",
        7: "<< /Title (Draft three) /Author (Jane Potter) >>",
    }
    draft = read(
        pdf(shown((50, 780, "The fete")), others=objects, catalogue="/Outlines 4 0 R", trailer="/Info 7 0 R")
    )
    assert draft.text == "The fete\nFree tea\nDraft three\nJane Potter"
    assert [name for _, name in draft.places][1:] == [
        "bookmark",
        "title of the document",
        "author in the properties",
    ]


def test_files_within_are_named() -> None:
    objects: dict[int, bytes | str] = {
        4: "<< /Type /Filespec /F (plan.docx) /UF (plan.docx) /EF << /F 5 0 R >> >>",
        5: stream("x", "/Type /EmbeddedFile"),
    }
    names = "/Names << /EmbeddedFiles << /Names [(plan.docx) 4 0 R] >> >>"
    text, errors = both(pdf(shown((50, 780, "Hi")), others=objects, catalogue=names))
    assert text == "Hi"
    assert errors == [
        "the attached file 'plan.docx' within the document was not reviewed; put its text into the document"
    ]


@pytest.mark.parametrize(
    ("action", "named"),
    [
        ("/S /JavaScript /JS (app.alert(1))", ["a script within"]),
        ("/S /J#61vaScript /JS (app.alert(1))", ["a script within"]),
        ("/S /Launch /F (cmd.exe)", ["an action that starts a program or opens a file within"]),
        ("/S /GoTo /D [10 0 R /Fit]", []),
        ("/S /Named /N /NextPage", []),
    ],
)
def test_what_acts_by_itself_is_named(action: str, named: list[str]) -> None:
    text, errors = both(acting(action))
    assert PHONE in text
    assert len(errors) == len(named)
    assert all(error.startswith(each) for error, each in zip(errors, named, strict=True))


IMAGE = "/Type /XObject /Subtype /Image /Width 400 /Height 300 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"


def pictured(wide: int, high: int, *words: str) -> bytes:
    """A page with a picture of that size, and words on it."""
    picture = stream(zlib.compress(b"\x20\x40\x60" * 120_000), IMAGE)
    drawn = f"q {wide} 0 0 {high} 0 0 cm /X Do Q {' '.join(words)}"
    return pdf(drawn, resources="/XObject << /X 4 0 R >>", others={4: picture})


LONG = "Notice of the Annual Meeting of the parish"


def scanned(png: bytes) -> bytes:
    """A page that is a scan of the picture: its rows as PNG filters them, which PDFs take as they are."""
    wide, high = (int.from_bytes(png[place : place + 4], "big") for place in (16, 20))
    start = png.index(b"IDAT") + 4
    rows = png[start : start + int.from_bytes(png[start - 8 : start - 4], "big")]
    entries = (
        f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        f"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /Columns {wide} >>"
    )
    return pdf(
        "q 595 0 0 842 0 0 cm /X Do Q", resources="/XObject << /X 4 0 R >>", others={4: stream(rows, entries)}
    )


@pytest.fixture
def unequipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra that reads pictures were not there."""
    monkeypatch.setattr("smcheck.readers.pdf.can_read", lambda: False)


@pytest.mark.usefixtures("unequipped")
@pytest.mark.parametrize(
    ("content", "text", "named"),
    [
        (pictured(595, 842), "", "page 1"),
        (pictured(595, 842, shown((300, 20, "Page 3"))), "Page 3", "page 1"),
        (pictured(300, 200, shown((50, 700, LONG))), LONG, "picture 1 on page 1"),
        (
            pdf(shown((50, 780, "Hi")), "50 50 m 80 90 l 90 50 l f", ""),
            "Hi",
            "page 2",
        ),  # the last one is blank
    ],
)
def test_pictures_are_named_where_nothing_reads_them(content: bytes, text: str, named: str) -> None:
    said, (error,) = both(content)
    assert said == text
    assert error.startswith(
        f"1 picture was not reviewed ({named}): the words in pictures cannot be read here; "
    )


@pytest.mark.usefixtures("unequipped")
def test_whoever_looks_at_pictures_is_told_of_a_pdf_of_nothing_else() -> None:
    by_eye = Choice(pictures=False)
    assert len(list(read_content(pictured(300, 200, shown((50, 700, LONG))), "a.pdf", by_eye))) == 1
    (error,) = read_content(pictured(595, 842), "a.pdf", by_eye)
    assert str(error) == "the PDF holds no words that can be read; write the post first"


@pytest.mark.skipif(not can_read(), reason="the extra that reads pictures is not installed")
def test_the_words_of_a_page_that_is_a_picture_are_a_draft_of_its_own() -> None:
    strokes = pdf(shown((60, 700, "Ring 07700 900123"), (60, 640, "about the summer fete"), size=40))
    with document(strokes) as opened:
        page = pdfium.FPDF_LoadPage(opened, 0)
        png = page_as_png(page)
        pdfium.FPDF_ClosePage(page)
    drafts = list(read_content(scanned(png), "a.pdf"))
    (draft,) = (item for item in drafts if isinstance(item, Draft))
    assert draft.is_picture
    assert draft.part == "page 1"
    assert [finding.check for finding in Reviewer(select=["phone"]).review(draft).findings] == ["phone"]


def outlined(text: str, x: int, y: int, size: int, *, whole: bool) -> str:
    """What draws a line as the outlines of its letters: one shape for all of it, or one each."""
    from matplotlib.textpath import TextPath

    def shape(piece: str, left: float) -> tuple[str, float]:
        path, drawn, before = TextPath((left, y), piece, size=size), "", (0.0, 0.0)
        for points, code in path.iter_segments(curves=True, simplify=False):
            ends = [(float(points[at]), float(points[at + 1])) for at in range(0, len(points), 2)]
            if code == path.CURVE3:  # of two degrees, which PDFs do not have
                (a, b), (c, d) = ends
                ends = [
                    (before[0] / 3 + 2 * a / 3, before[1] / 3 + 2 * b / 3),
                    (c / 3 + 2 * a / 3, d / 3 + 2 * b / 3),
                    (c, d),
                ]
            said = {path.MOVETO: "m", path.LINETO: "l", path.CURVE3: "c", path.CURVE4: "c"}.get(code, "h")
            drawn += "h " if said == "h" else " ".join(f"{a:.2f} {b:.2f}" for a, b in ends) + f" {said} "
            before = ends[-1]
        return f"{drawn} f ", float(path.get_extents().x1) + size / 12

    if whole:
        return shape(text, x)[0]
    drawn, left = "", float(x)
    for word in text.split():
        for letter in word:
            piece, left = shape(letter, left)
            drawn += piece
        left += size / 3
    return drawn


BESIDE = shown((60, 400, "Come to the summer fete."))


@pytest.mark.usefixtures("unequipped")
@pytest.mark.parametrize("whole", [True, False])
def test_words_drawn_as_shapes_beside_text_are_named_where_nothing_reads_them(whole: bool) -> None:
    drawn = outlined("Ring Jo Resident about a stall", 60, 600, 30, whole=whole)
    text, (error,) = both(pdf(f"{BESIDE} {drawn}"))
    assert text == "Come to the summer fete."
    assert error.startswith("1 picture was not reviewed (page 1, as it is drawn): ")


@pytest.mark.usefixtures("unequipped")
@pytest.mark.parametrize(
    "drawn",
    [
        outlined("Leigh", 60, 600, 30, whole=False),  # a sign
        " ".join(f"{60 + 12 * at} 600 8 8 re f" for at in range(40)),  # boxes of a form
        " ".join(f"60 {60 + 12 * at} m 500 {60 + 12 * at} l S" for at in range(40)),  # the lines of a table
    ],
    ids=["a sign", "boxes", "lines"],
)
def test_other_shapes_beside_text_are_no_words(drawn: str) -> None:
    assert both(pdf(f"{BESIDE} {drawn}")) == ("Come to the summer fete.", [])


@pytest.mark.skipif(not can_read(), reason="the extra that reads pictures is not installed")
def test_of_words_drawn_as_shapes_is_read_what_the_text_does_not_say() -> None:
    drawn = outlined("Ring 07700 900123 about a stall", 60, 600, 30, whole=False)
    page, shapes = (
        item for item in read_content(pdf(f"{BESIDE} {drawn}"), "a.pdf") if isinstance(item, Draft)
    )
    assert (page.text, shapes.part) == ("Come to the summer fete.", "page 1, as it is drawn")
    assert "fete" not in shapes.text
    assert [finding.check for finding in Reviewer(select=["phone"]).review(shapes).findings] == ["phone"]


JPEG = "/Type /XObject /Subtype /Image /Width 400 /Height 300 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"


def photographed(content: bytes, *words: str, side: int = 300) -> bytes:
    """A page with a photograph as its file, and words on it."""
    drawn = "\n".join((f"q {side} 0 0 {side} 0 0 cm /X Do Q", *words))
    return pdf(drawn, resources="/XObject << /X 4 0 R >>", others={4: stream(content, JPEG)})


@pytest.mark.parametrize("words", [(shown((50, 700, LONG)),), ()], ids=["beside words", "alone"])
def test_what_a_photograph_on_a_page_says_of_itself_is_told(words: tuple[str, ...]) -> None:
    content = photographed(photo("A. Resident", position=True), *words)
    found = [
        item for item in read_content(content, "a.pdf", Choice(pictures=False)) if isinstance(item, Draft)
    ]
    assert [draft.pictures for draft in found] == [
        (Picture("picture 1 on page 1", has_position=True, owner="A. Resident"),)
    ]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (photographed(photo(), shown((50, 700, LONG))), ["picture 1 on page 1"]),
        (photographed(photo("A. Resident"), shown((50, 700, LONG)), side=9), []),
    ],
    ids=["nothing to say", "an icon"],
)
def test_other_photographs_on_a_page_say_nothing(content: bytes, names: list[str]) -> None:
    (draft,) = (item for item in read_content(content, "a.pdf") if isinstance(item, Draft))
    assert [picture.name for picture in draft.pictures] == names
    assert not any(picture.owner for picture in draft.pictures)


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (pictured(595, 842, shown((50, 700, LONG), mode=3)), []),  # the words of a scan lie behind it
        (pictured(595, 842, shown((50, 700, LONG))), ["picture 1 on page 1"]),
        (pictured(300, 200, shown((50, 700, LONG))), ["picture 1 on page 1"]),
        (pictured(60, 60, shown((50, 700, LONG))), []),  # a logo
        (pictured(595, 842), ["page 1"]),
    ],
)
def test_pictures_are_handed_over_as_png(content: bytes, names: list[str]) -> None:
    found = [answer for answer in walk(content, pictures=True) if "picture" in answer]
    assert [answer["picture"] for answer in found] == names
    assert all(str(answer["png"]).startswith("iVBORw0KGgo") for answer in found)


def test_a_picture_keeps_its_pixels_and_colours() -> None:
    from base64 import b64decode

    (found,) = (
        answer
        for answer in walk(pictured(300, 200, shown((50, 700, LONG))), pictures=True)
        if "picture" in answer
    )
    png = b64decode(str(found["png"]))
    wide, high = (int.from_bytes(png[place : place + 4], "big") for place in (16, 20))
    assert abs(wide - 400) <= 1
    assert 200 <= high <= 301
    start = png.index(b"IDAT") + 4
    rows = zlib.decompress(png[start : start + int.from_bytes(png[start - 8 : start - 4], "big")])
    middle = (high // 2) * (3 * wide + 1) + 1 + 3 * (wide // 2)
    assert rows[middle : middle + 3] == b"\x20\x40\x60"


def test_an_end_of_the_process_is_told_and_the_next_pdf_is_read() -> None:
    read(simple("Hello"))
    process = pdf_process._reader._process
    assert process
    os.kill(process.pid, signal.SIGTERM)
    process.wait()
    assert read(simple("Hello again")).text == "Hello again"
    assert pdf_process._reader._process is not process


def test_a_pdf_that_takes_too_long_is_told_and_the_next_is_read() -> None:
    page = shown(*((50, 800 - 2 * number, f"{number} fete " * 12) for number in range(300)))
    with pytest.raises(DraftError, match="takes too long"):
        list(pdf_process.answers_of(pdf(*[page] * 40), pictures=False, seconds=0.3))
    assert read(simple("Hello")).text == "Hello"


def test_a_process_that_ends_within_a_pdf_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "_BEGIN", "import sys; sys.stdin.buffer.read(8); import os; os.abort()")
    pdf_process.end()
    (error,) = read_content(simple("Hello"), "a.pdf")
    assert str(error).startswith("the PDF is damaged, and ended what reads it; save it again")
    monkeypatch.undo()
    assert read(simple("Hello")).text == "Hello"


def test_several_threads_read_at_once() -> None:
    found: dict[int, str] = {}

    def one(number: int) -> None:
        found[number] = read(simple(f"Hello {number}")).text

    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"Hello {number}" for number in range(6)}


_PROGRAM = """
import os, sys
from pathlib import Path
from smcheck.readers import read_file
list(read_file(Path(sys.argv[1])))
print(*sorted(name for name in sys.modules if "pdf" in name))
reading = sys.modules.get("smcheck.readers.pdf_process")
print(reading._reader._process.pid if reading else 0, flush=True)
os._exit(0)  # as if it had been killed
"""


def _tried(path: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_a_text_loads_nothing_of_pdfs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Come to the fete.")
    assert _tried(tmp_path / "a.txt")[0] == ""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are looked up as on Linux and macOS")
def test_pdfium_is_loaded_in_its_own_process_alone_which_ends_with_this_one(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(simple("Hello"))
    modules, number = _tried(tmp_path / "a.pdf")
    assert "smcheck.readers.pdf" in modules
    assert "pypdfium2" not in modules
    gone = threading.Event()
    for _ in range(600):
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            break
        gone.wait(0.1)
    else:
        pytest.fail("the process outlives the one that it serves")
