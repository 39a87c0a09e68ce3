"""Mailboxes, messages of Apple Mail, and pages saved as one file: e-mails by nature, read as such."""

from __future__ import annotations

import base64
import mailbox
import time
from pathlib import Path

import pytest

from smcheck.readers import mail_body
from tests.readers.documents import (
    PHONE,
    attachment,
    drafts,
    entity,
    errors,
    found,
    mail,
    only,
    page,
    parts,
    photo,
    several,
)

FROM = b"From jo@example.org Sat May  2 10:00:00 2026\n"


def box(*messages: bytes) -> bytes:
    """A mailbox as programs write it."""
    return b"".join(FROM + message.rstrip(b"\n") + b"\n\n" for message in messages)


def test_every_message_is_a_draft_read_as_an_e_mail() -> None:
    first, second = drafts(box(mail(entity("One")), mail(entity(f"Ring {PHONE}"), "Fair")), "a.mbox")
    assert parts(first) == [("message 1, subject", "Fete"), ("message 1, body", "One")]
    assert (first.kind, first.id, first.part) == ("email", "1", "message 1")
    assert (second.id, second.part) == ("2", "message 2")
    assert [finding.place for finding in found(second, "phone")] == ["message 2, body"]


def test_mailboxes_that_python_writes_are_read(tmp_path: Path) -> None:
    written = mailbox.mbox(tmp_path / "a.mbox")
    for text in ("One", "Two\n\nFrom here on: three\n", "Four"):
        written.add(mail(entity(text)))
    written.close()
    found = drafts((tmp_path / "a.mbox").read_bytes(), "a.mbox")
    assert [parts(draft)[1][1] for draft in found] == ["One", "Two\n\nFrom here on: three", "Four"]


@pytest.mark.parametrize(("before", "theirs"), [(20, True), (mail_body.MOST_LINES, False)])
def test_a_message_below_must_begin_within_the_first_lines(before: int, theirs: bool) -> None:
    long = "Tea\n" * mail_body.MOST_LINES
    text = "Ours\n" * before + f"-----Original Message-----\nFrom: Jo\nSubject: Fete\n\n{long}You idiot"
    assert ("idiot" in only(box(mail(entity(text))), "a.mbox").own_text) is not theirs


def test_of_lines_that_are_marked_as_quoted_only_these_are_so() -> None:
    text = "Ours\n" + "> a\n" * mail_body.MOST_LINES + "You idiot\n> Theirs"
    draft = only(box(mail(entity(text))), "a.mbox")
    assert "You idiot" in draft.own_text
    assert "Theirs" not in draft.own_text


def test_a_list_of_what_looks_like_headers_does_not_take_long() -> None:
    begun = time.process_time()
    assert only(box(mail(entity("From: a\n" * 50_000))), "a.mbox")
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "line",
    [
        "From the Clerk",
        "From here\nPhone: 01632 960001",
        "From 9 to 5",
        "From 3 May at 10:30 on",
        "From here it goes on.",
        "From 3 May: a walk",
        "FROM: us",
        "x From y: z",
    ],
)
def test_a_paragraph_that_begins_with_from_does_not_end_a_message(line: str) -> None:
    for before in ("\n", "\n\n"):
        draft = only(box(mail(entity(f"One{before}{line}\nPhone: {PHONE}\n\nplease"))), "a.mbox")
        assert f"{line}\nPhone: {PHONE}\n\nplease" in draft.text


def test_messages_without_an_empty_line_between_them_are_parted() -> None:
    content = box(mail(several("mixed", entity("One"))), mail(entity(f"Ring {PHONE}")))
    first, second = drafts(content.replace(b"--\n\nFrom ", b"--\nFrom "), "a.mbox")
    assert (parts(first)[1], parts(second)[1]) == (
        ("message 1, body", "One"),
        ("message 2, body", f"Ring {PHONE}"),
    )


@pytest.mark.parametrize(("written", "read"), [(">From x", "From x"), (">>From x", ">From x"), ("> From x", "> From x")])  # fmt: skip
def test_the_mark_before_from_is_taken_away(written: str, read: str) -> None:
    assert f"One\n{read}" in only(box(mail(entity(f"One\n{written}"))), "a.mbox").text


@pytest.mark.parametrize(
    "begin",
    [
        b"From \n",
        b"From \r\n",
        b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n",
        b"From - Sat May 02 10:00:00 2026\r\n",
        b"\r\nFrom a@b.c Sat\r\n",
    ],
)
def test_lines_by_which_programs_begin_a_message(begin: bytes) -> None:
    message = mail(entity("One")).replace(b"\n", b"\r\n")
    assert len(drafts(begin + message + b"\r\n" + begin.lstrip() + message, "a.mbox")) == 2


def test_a_message_that_cannot_be_read_is_named_and_the_others_are_read() -> None:
    broken = mail(entity("TG9y!", more="Content-Transfer-Encoding: base64\n"))
    secret = mail(entity("x", "application/pkcs7-mime"))
    content = box(
        mail(entity("One")), broken, secret, mail(several("mixed", entity("Two"), attachment("a.pdf")))
    )
    assert [draft.id for draft in drafts(content, "a.mbox")] == ["1", "4"]
    told = errors(content, "a.mbox")
    assert [error.partition(":")[0] for error in told] == ["message 2", "message 3", "message 4"]
    assert "encrypted" in told[1]
    assert "'a.pdf'" in told[2]


@pytest.mark.parametrize(
    "content", [b"Tea at three", mail(entity("One")), b"Tea\n\n" + box(mail(entity("One")))]
)
def test_what_is_no_mailbox_is_an_error(content: bytes) -> None:
    (told,) = errors(content, "a.mbox")
    assert "no mailbox" in told


PLIST = (
    b'<?xml version="1.0"?>\n<plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>\n'
)


def test_a_message_of_apple_mail_is_read_without_the_programs_notes() -> None:
    message = mail(entity(f"Ring {PHONE}"))
    draft = only(b"%d        \n" % len(message) + message + PLIST, "a.emlx")
    assert parts(draft) == [("subject", "Fete"), ("body", f"Ring {PHONE}")]
    assert draft.kind == "email"


def test_attachments_that_apple_mail_keeps_elsewhere_are_named() -> None:
    kept = "X-Apple-Content-Length: 999\nContent-Disposition: attachment; filename="
    inner = [entity("", "image/jpeg", f"{kept}a.jpg\n"), entity("", "text/plain", f"{kept}b.txt\n")]
    inner += [entity("", "application/pdf", f"{kept}c.pdf\n"), entity("Whole", more=f"{kept}d.txt\n")]
    message = mail(several("mixed", entity("Hi"), *inner))
    told = errors(b"%d\n" % len(message) + message, "a.emlx")
    assert [error.partition("' ")[0] for error in told] == [
        "the attachment 'c.pdf", "the attachment 'a.jpg", "the attachment 'b.txt",
    ]  # fmt: skip
    assert "Whole" in drafts(b"%d\n" % len(message) + message, "a.emlx")[0].text


@pytest.mark.parametrize(("content", "told"), [(mail(entity("x")), "no message of Apple"), (b"9999\n" + mail(entity("x")), "cut short")])  # fmt: skip
def test_what_is_no_whole_message_of_apple_mail_is_an_error(content: bytes, told: str) -> None:
    (error,) = errors(content, "a.emlx")
    assert told in error


def saved(*inner: str) -> bytes:
    """A page as browsers save it as one file."""
    return f"From: <Saved by Blink>\nSubject: Fete\nMIME-Version: 1.0\n{several('related', *inner)}".encode()


def test_a_page_saved_as_one_file_is_read_as_the_page() -> None:
    style = entity(
        "p { color: red } /* idiot */", "text/css", "Content-Location: https://example.org/a.css\n"
    )
    draft = only(saved(page(f"<p>Ring {PHONE} <a href='https://example.org'>here</a>"), style), "a.mhtml")
    assert draft.published_text.strip() == f"Ring {PHONE} [here](https://example.org)"
    assert draft.kind == "post"
    assert [finding.place for finding in found(draft, "phone")] == ["page"]


def test_pages_within_a_page_are_drafts_and_pictures_are_looked_at() -> None:
    picture = entity(photo("Jo Bloggs").hex(), "image/jpeg")
    whole, within = drafts(saved(page("<p>Tea"), page(f"<p>Ring {PHONE}"), picture), "a.mht")
    assert (whole.published_text.strip(), within.published_text.strip()) == ("Tea", f"Ring {PHONE}")
    assert (whole.part, within.part) == ("", "page 2 within it")


def test_texts_that_the_style_sheets_put_on_the_page_are_read() -> None:
    sheet = f"p::before {{ content: 'Ring \\22 {PHONE}:' }} /* idiot */ i::after {{ content: '\\f101' }}"
    style = entity(sheet, "text/css", "Content-Location: cid:css-1@mhtml.blink\n")
    draft = only(saved(page("<p>Tea"), style, style, page("")), "a.mhtml")
    assert draft.published_text.split(" \n\n") == ["Tea", f'Ring "{PHONE}:']
    assert len(found(draft, "phone")) == 1


@pytest.mark.parametrize("mode", ["shadowmode", "shadowrootmode"])
def test_what_a_saved_page_keeps_for_a_part_of_its_own_is_read(mode: str) -> None:
    hidden = "<template><p>idiot</template>"
    shown = f"<div><template {mode}='closed'><p>Ring {PHONE}</template></div>"
    assert PHONE in only(saved(page(f"<p>Tea{shown}{hidden}")), "a.mhtml").published_text


def test_drawings_with_text_are_drafts() -> None:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'><title>idiot</title><text>Ring {PHONE}</text></svg>"
    icon = "<svg xmlns='http://www.w3.org/2000/svg'><title>idiot</title><path d='M0 0'/></svg>"
    svg = "image/svg+xml"
    _, drawn = drafts(saved(page("<p>Tea"), entity(icon, svg), entity(drawing, svg)), "a.mht")
    assert PHONE in drawn.published_text
    assert drawn.part == "page 3 within it"
    assert only(saved(page("<p>Tea"), entity(icon, svg)), "a.mht").part == ""


def test_a_page_saved_by_word_is_read_without_what_word_notes_there() -> None:
    notes = "<!--[if gte mso 9]><xml><o:Author>Jo Bloggs</o:Author></xml><![endif]-->"
    theme = entity("PK", "application/vnd.ms-officetheme", "Content-Location: a_files/themedata.thmx\n")
    whole, head = drafts(saved(page(f"{notes}<p>Tea"), page("<p>A header"), theme), "a.mht")
    assert (whole.published_text.strip(), head.published_text.strip()) == ("Tea", "A header")
    assert errors(saved(page("<p>Tea"), theme), "a.mht") == []


def test_a_page_in_the_charset_of_internet_explorer_is_read() -> None:
    coded = base64.b64encode(f"<p>Ring {PHONE}".encode("utf-16")).decode()
    part = entity(coded, "text/html; charset=unicode", "Content-Transfer-Encoding: base64\n")
    assert PHONE in only(saved(part), "a.mht").published_text


def test_other_parts_of_a_saved_page_are_named() -> None:
    movie = entity("x", "video/mp4", "Content-Location: https://example.org/clips/fete.mp4?x=1\n")
    assert errors(saved(page("<p>Tea"), movie), "a.mht") == [
        "the part 'fete.mp4' within the document was not reviewed; put its text into the document"
    ]


@pytest.mark.parametrize("content", [saved(page("<title>Tea</title>")), saved(entity("Tea")), b"Tea"])
def test_a_saved_page_that_shows_nothing_is_an_error(content: bytes) -> None:
    assert len(errors(content, "a.mht")) == 1
    assert drafts(content, "a.mht") == []
