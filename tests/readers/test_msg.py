"""Messages of Outlook: read as e-mails are, whatever form their text is kept in."""

from __future__ import annotations

from base64 import b64encode

import pytest

from tests.readers.documents import PHONE, errors, found, only, parts, photo
from tests.readers.documents import drafts as drafts_of
from tests.readers.outlook import (
    SUBJECT,
    Tree,
    attached,
    attached_message,
    binary,
    fixed,
    message,
    packed,
    saved,
    text,
)

BODY, PAGE = 0x1000, 0x1013
ANSWERED = "Ours.\n\n________________________________\nFrom: B. Resident <b@example.org>\nSent: 4 May 2026 10:00\nTo: A. Clerk\nSubject: Fete\n\nYou are an idiot\n"  # fmt: skip
PACKED_PAGE = (
    r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\*\generator x;}"
    r"{\*\htmltag18 <html>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Ring \htmlrtf{\b\htmlrtf0 07700 900123"
    r"\htmlrtf}\htmlrtf0 {\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 caf\'e9 "
    r'{\*\htmltag84 <a href="https://example.org">}\htmlrtf {\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt\htmlrtf0 '
    r"here\htmlrtf }\htmlrtf0 \htmlrtf }\htmlrtf0 {\*\htmltag92 </a>}{\*\mhtmltag x}\htmlrtf\par}\htmlrtf0 "
    r"{\*\htmltag72 </p>}{\*\htmltag27 </html>}}"
)


def test_subject_and_body_are_read_and_judged() -> None:
    draft = only(saved(SUBJECT, text(BODY, f"Ring {PHONE}\r\nplease")), "a.msg")
    assert parts(draft) == [("subject", "Fete"), ("body", f"Ring {PHONE}\nplease")]
    assert draft.kind == "email"
    assert [finding.place for finding in found(draft, "phone")] == ["body"]


@pytest.mark.parametrize(
    ("form", "read"),
    [
        (text(BODY, "Café – tea", "cp1252"), "Café – tea"),
        (text(BODY, "Чай", "cp1251") | fixed(32, x3FFD=1251), "Чай"),
        (text(BODY, "Чай", "utf-8") | fixed(32, x3FDE=65001), "Чай"),
        (binary(PAGE, "<p>Café".encode("cp1252")) | fixed(32, x3FDE=1252), "Café"),
        (binary(PAGE, "<p>Café".encode()) | fixed(32, x3FDE=65001), "Café"),
        (binary(PAGE, "<p>Чай".encode("koi8-r")) | fixed(32, x3FDE=20866), "Чай"),
        (binary(PAGE, '<meta charset="utf-8"><p>Café'.encode()), "Café"),
        (text(PAGE, "<p>Ring <b>Jo</b>"), "Ring Jo"),
        (packed(r"{\rtf1\ansi Ring \b Jo\b0\par Caf\'e9}"), "Ring Jo\nCafé"),
        (packed(PACKED_PAGE), f"Ring {PHONE}\u00a0café [here](https://example.org)"),
    ],
)
def test_the_text_is_read_in_every_form_that_outlook_keeps_it_in(form: dict[str, bytes], read: str) -> None:
    assert parts(only(saved(SUBJECT, form), "a.msg"))[1] == ("body", read)


def test_a_picture_that_a_message_shows_from_the_web_is_named() -> None:
    shown = binary(
        PAGE, b"<p>Tea<img src='https://a.example/p.png'><img src='https://a.example/o.gif' width=1>"
    )
    (said,) = errors(saved(SUBJECT, shown), "a.msg")
    assert said.startswith("1 picture was not reviewed (p.png on a.example): it lies on the web")


def test_a_text_that_stands_twice_is_read_once_and_what_one_form_adds_is_read() -> None:
    plain = text(BODY, f"Ring {PHONE} \u00a0café here <https://example.org>")
    same = only(saved(SUBJECT, plain, packed(PACKED_PAGE)), "a.msg")
    assert same.text.count(PHONE) == 1
    more = only(saved(SUBJECT, text(BODY, f"Or {PHONE}"), binary(PAGE, b"<p>Tea")), "a.msg")
    assert more.text.split("\n\n")[1:] == [f"Or {PHONE}", "Tea"]


def test_what_is_quoted_is_told_apart() -> None:
    draft = only(saved(SUBJECT, text(BODY, ANSWERED)), "a.msg")
    assert [name for name, _ in parts(draft)] == ["subject", "body", "quoted part"]
    assert "idiot" not in draft.own_text
    assert not draft.answers
    known = only(saved(SUBJECT, text(BODY, ANSWERED), text(0x1042, "<1@example.org>")), "a.msg")
    assert known.answers
    assert not found(known, "insult")


def test_attachments_are_read_looked_at_or_named() -> None:
    attachments: list[Tree] = [
        attached("a.txt", f"Ring {PHONE}".encode()),
        attached("b.ics", b"BEGIN:VEVENT\r\nSUMMARY:Te\r\n a\\, cake\r\nEND:VEVENT"),
        attached("c", b"<p>Ring <b>Jo</b>", "text/html"),
        attached("d.jpg", photo("Jo Bloggs")),
        attached("e.pdf", b"%PDF-1.7"),
        {
            **fixed(8, x3705=6),
            **text(0x3001, "Picture (Metafile)"),
            "__substg1.0_3701000D": {"CONTENTS": b"x"},
        },
    ]
    content = saved(SUBJECT, text(BODY, "Hello"), attachments=attachments)
    (draft,) = drafts_of(content, "a.msg")
    named = parts(draft)
    assert ("attachment 'a.txt'", f"Ring {PHONE}") in named
    assert ("attachment 'b.ics'", "Tea, cake") in named
    assert ("attachment 'c'", "Ring Jo") in named
    assert [picture.owner for picture in draft.pictures] == ["Jo Bloggs"]
    assert errors(content, "a.msg") == [
        "the attachment 'e.pdf' was not reviewed; save it and check it on its own",
        "the attachment 'Picture (Metafile)' was not reviewed; save it and check it on its own",
    ]


def test_what_stands_in_rich_text_is_looked_at_or_named() -> None:
    picture = rf"{{\pict\jpegblip {photo('Jo Bloggs').hex()}}}"
    sheet = r"{\object{\*\objclass Excel.Sheet.8}{\*\objdata 00}}"
    told = "the object 'Excel.Sheet.8' of another program within the document was not reviewed; put its text into the document"  # fmt: skip
    for rest in (SUBJECT, text(BODY, "Tea"), binary(PAGE, b"<p>Tea")):
        content = saved(SUBJECT, rest, packed(rf"{{\rtf1\ansi Tea {picture}{sheet}}}"))
        (draft,) = drafts_of(content, "a.msg")
        assert parts(draft) == [("subject", "Fete"), ("body", "Tea")]
        assert [picture.owner for picture in draft.pictures] == ["Jo Bloggs"]
        assert errors(content, "a.msg") == [told]


def test_pictures_within_a_page_are_looked_at() -> None:
    page = f"<p>Tea<img src='data:image/jpeg;base64,{b64encode(photo('Jo Bloggs')).decode()}'>".encode()
    whole = saved(SUBJECT, binary(PAGE, page))
    attachment = saved(SUBJECT, text(BODY, "Tea"), attachments=[attached("a.htm", page)])
    old = attached_message(message(SUBJECT, binary(PAGE, page)))
    for content in (whole, attachment, saved(SUBJECT, text(BODY, "Tea"), attachments=[old])):
        assert [picture.owner for picture in only(content, "a.msg").pictures] == ["Jo Bloggs"]


def test_messages_within_the_message_are_read_as_quoted() -> None:
    old = message(
        text(0x0037, "Old"), text(BODY, f"You idiot, ring {PHONE}"), attachments=[attached("x.pdf", b"x")]
    )
    content = saved(SUBJECT, text(BODY, "See below"), attachments=[attached_message(old)])
    (draft,) = drafts_of(content, "a.msg")
    assert parts(draft)[-1] == ("quoted part", f"Old\n\nYou idiot, ring {PHONE}")
    assert "idiot" not in draft.own_text
    assert errors(content, "a.msg") == [
        "the attachment 'x.pdf' was not reviewed; save it and check it on its own"
    ]


@pytest.mark.parametrize("kind", ["IPM.Note.SMIME", "ipm.note.smime", "IPM.Note.Secure.SMIME"])
def test_what_is_encrypted_is_refused(kind: str) -> None:
    content = saved(SUBJECT, attachments=[attached("smime.p7m", b"x", "application/pkcs7-mime")], kind=kind)
    (told,) = errors(content, "a.msg")
    assert "encrypted" in told or "no text that can be read" in told


def test_what_is_signed_beside_its_text_is_read_and_the_signature_named() -> None:
    content = saved(
        SUBJECT, text(BODY, f"Ring {PHONE}"), kind="IPM.Note.SMIME.MultipartSigned",
        attachments=[attached("smime.p7m", b"x", "multipart/signed")],
    )  # fmt: skip
    assert PHONE in drafts_of(content, "a.msg")[0].text
    assert "'smime.p7m'" in errors(content, "a.msg")[0]


@pytest.mark.parametrize(("kind", "form"), [("IPM.Appointment", "as .ics"), ("IPM.Contact", "as text"), ("IPM.Task", "as text")])  # fmt: skip
def test_of_what_is_no_e_mail_it_is_said_how_much_was_read(kind: str, form: str) -> None:
    content = saved(SUBJECT, text(BODY, "Tea"), kind=kind)
    assert errors(content, "a.msg") == [
        f"this is no e-mail, and only its subject and text were reviewed; save it {form}"
    ]
    assert len(drafts_of(content, "a.msg")) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Subject: Fete\n\nTea", "no message of Outlook"),
        (saved(), "no text that can be read"),
        (saved(SUBJECT, attachments=[attached("a.pdf", b"x")]), "no text that can be read"),
        (
            saved(SUBJECT, binary(0x1009, packed(r"{\rtf1 Tea}")["__substg1.0_10090102"][:-1] + b"!")),
            "damaged",
        ),
        (saved(SUBJECT, text(BODY, "Tea"))[:700], "damaged"),
        (saved(SUBJECT, text(BODY, "a" * 2_100_000)), "characters"),
    ],
)
def test_what_cannot_be_read_is_an_error(content: bytes, told: str) -> None:
    (error,) = errors(content, "a.msg")
    assert told in error
    assert drafts_of(content, "a.msg") == []


def test_messages_deep_within_messages_are_named() -> None:
    inner: Tree = message(SUBJECT, text(BODY, "Tea"))
    for _ in range(30):
        inner = message(SUBJECT, text(BODY, "Tea"), attachments=[attached_message(inner)])
    content = saved(SUBJECT, text(BODY, "Tea"), attachments=[attached_message(inner)])
    assert any("was not reviewed" in error for error in errors(content, "a.msg"))
