"""PDFs, honest ones put together by hand, and such as are damaged, endless, encrypted, enormous or act by themselves."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from tests.readers.hostile.case import POST, Case, case

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_FIRST = (
    10  # number of the first page's object; smaller ones are the catalogue's, the font's and a test's own
)


def escaped(text: str) -> str:
    """A text as a literal of a PDF."""
    return "(" + "".join(f"\\{char}" if char in "()\\" else char for char in text) + ")"


def shown(*lines: tuple[float, float, str], size: int = 12, mode: int = 0) -> str:
    """What draws lines at their places."""
    drawn = (f"1 0 0 1 {x} {y} Tm {escaped(text)} Tj" for x, y, text in lines)
    return f"BT /F {size} Tf {mode} Tr {' '.join(drawn)} ET"


def stream(content: bytes | str, entries: str = "") -> bytes:
    """A stream, not packed."""
    data = content.encode("cp1252") if isinstance(content, str) else content
    return f"<< {entries} /Length {len(data)} >> stream\n".encode() + data + b"\nendstream"


def written(objects: Mapping[int, bytes | str], trailer: str = "") -> bytes:
    """A file of numbered objects; 1 is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        body = content.encode("cp1252") if isinstance(content, str) else content
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    size, begins = max(objects) + 1, len(out)
    rows = (
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n"
        for number in range(size)
    )
    out += f"xref\n0 {size}\n{''.join(rows)}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{begins}\n%%EOF\n".encode())


def pdf(
    *pages: str | bytes,
    page: str = "",
    resources: str = "",
    catalogue: str = "",
    others: Mapping[int, bytes | str] | None = None,
    trailer: str = "",
) -> bytes:
    """A PDF of pages by what draws them; `page`, `resources` and `catalogue` are further entries of theirs.

    `others` are further objects, from 4 to 9 or from 1000 on.
    """
    numbers = [_FIRST + 2 * index for index in range(len(pages))]
    objects: dict[int, bytes | str] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        2: f"<< /Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] /Count {len(pages)} >>",
        3: FONT,
        **(others or {}),
    }
    for number, content in zip(numbers, pages, strict=True):
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F 3 0 R >> {resources} >> {page} >>"
        )
        objects[number + 1] = content if isinstance(content, bytes) else stream(content)
    return written(objects, trailer)


def simple(*lines: str) -> bytes:
    """A PDF of one page with lines from above to below."""
    return pdf(shown(*((50, 780 - 14 * number, line) for number, line in enumerate(lines))))


def packed(chunk: bytes, times: int) -> bytes:
    """A packed stream of many times the same."""
    packer = zlib.compressobj(9)
    data = b"".join([*(packer.compress(chunk) for _ in range(times)), packer.flush()])
    return stream(data, "/Filter /FlateDecode")


def _endless_tree() -> bytes:
    objects: dict[int, bytes | str] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>",
    }
    return written(objects)


def _nested_forms() -> bytes:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {} 0 R >> >>"
    others: dict[int, bytes | str] = {
        1000 + number: stream("/X Do /X Do", form.format(1001 + number)) for number in range(60)
    }
    others[1060] = stream("", "/Type /XObject /Subtype /Form /BBox [0 0 1 1]")
    drawn = f"{shown((50, 780, POST))} /X Do"
    return pdf(drawn, resources="/XObject << /X 1000 0 R >>", others=others)


def _looping_form() -> bytes:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 4 0 R >> >>"
    return pdf(
        f"{shown((50, 780, POST))} /X Do",
        resources="/XObject << /X 4 0 R >>",
        others={4: stream("/X Do", form)},
    )


def _looping_bookmarks() -> bytes:
    mark = "<< /Title (Fete) /Parent 4 0 R /Next 6 0 R /Prev 6 0 R /First 5 0 R /Last 6 0 R >>"
    outline = "<< /Type /Outlines /First 5 0 R /Last 6 0 R /Count 2 >>"
    return pdf(
        shown((50, 780, POST)),
        catalogue="/Outlines 4 0 R",
        others={4: outline, 5: mark, 6: mark.replace("6", "5")},
    )


def _enormous_picture() -> bytes:
    entries = "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return pdf(
        f"{shown((50, 780, POST))} q 400 0 0 400 50 50 cm /X Do Q",
        resources="/XObject << /X 4 0 R >>",
        others={4: stream(b"x", entries)},
    )


def _encrypted() -> bytes:
    entries = f"/Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{'41' * 32}> /U <{'42' * 32}>"
    return pdf(
        shown((50, 780, POST)), others={4: f"<< {entries} >>"}, trailer="/Encrypt 4 0 R /ID [<00> <00>]"
    )


def acting(action: str) -> bytes:
    """A PDF that does something when it is opened."""
    return pdf(shown((50, 780, POST)), catalogue=f"/OpenAction << {action} >>")


def _many_pages() -> bytes:
    return pdf(shown((50, 780, POST)), *["" for _ in range(1_100)])


def _deep(kind: str) -> bytes:
    nested = {"arrays": "[" * 50_000 + "]" * 50_000, "dictionaries": "<< /A " * 50_000 + ">>" * 50_000}[kind]
    return pdf(shown((50, 780, POST)), others={4: nested}, catalogue="/X 4 0 R")


def _without_objects(content: bytes) -> bytes:
    return content.replace(b"endobj", b"      ").replace(b"/Kids", b"/Kidz")


def _bomb() -> bytes:
    return pdf(packed(b" " * (1 << 20), 1_000), shown((50, 780, POST)))


def _letters() -> bytes:
    lines = shown(*((50, 800 - number, f"{number} fete " * 12) for number in range(800)), size=1)
    return pdf(packed(f"1 0 0 1 .1 .1 cm {lines}\n".encode(), 12), shown((50, 780, POST)))


def _far_letters() -> bytes:
    return pdf(shown((1e30, -1e30, "far"), (50, 780, POST)))


CASES: tuple[Case, ...] = (
    case("pdf-honest", ".pdf", lambda: simple(POST), "read", "one line"),
    case("pdf-encrypted", ".pdf", _encrypted, "refused", "needs a password"),
    case("pdf-empty", ".pdf", lambda: b"%PDF-1.7\n", "refused", "no object"),
    case("pdf-no-pages", ".pdf", lambda: pdf(), "refused", "no page", phone=False),
    case("pdf-truncated", ".pdf", lambda: simple(POST)[:-400], "either", "no list of its objects"),
    case("pdf-cut-short", ".pdf", lambda: simple(POST)[:150], "refused", "no page any more"),
    case("pdf-no-objects", ".pdf", lambda: _without_objects(simple(POST)), "refused", "no page can be found"),
    case("pdf-endless-tree", ".pdf", _endless_tree, "refused", "pages that hold themselves", phone=False),
    case("pdf-nested-forms", ".pdf", _nested_forms, "either", "forms that draw the next one twice, 60 deep"),
    case("pdf-looping-form", ".pdf", _looping_form, "either", "a form that draws itself"),
    case("pdf-looping-bookmarks", ".pdf", _looping_bookmarks, "read", "bookmarks that follow each other"),
    case("pdf-enormous-picture", ".pdf", _enormous_picture, "either", "3,600 million pixels"),
    case("pdf-bomb", ".pdf", _bomb, "either", "a page that unpacks to a gigabyte"),
    case("pdf-letters", ".pdf", _letters, "either", "a million letters on one page"),
    case("pdf-far-letters", ".pdf", _far_letters, "read", "letters light years away"),
    case("pdf-many-pages", ".pdf", _many_pages, "named", "more pages than are read"),
    case("pdf-deep-arrays", ".pdf", lambda: _deep("arrays"), "either", "arrays within arrays"),
    case("pdf-deep-dictionaries", ".pdf", lambda: _deep("dictionaries"), "either", "dictionaries likewise"),
    case("pdf-script", ".pdf", lambda: acting("/S /JavaScript /JS (app.alert(1))"), "named", "runs a script"),
    case("pdf-launch", ".pdf", lambda: acting("/S /Launch /F (cmd.exe)"), "named", "starts a program"),
    case("pdf-text", ".pdf", lambda: POST.encode(), "refused", "a text, renamed"),
)
