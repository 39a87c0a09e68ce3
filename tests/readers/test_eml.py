"""E-mails: subject and body are judged, what is quoted is told apart, what was not looked into is named."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from smcheck import Draft, Severity
from smcheck.readers import read_file
from tests.readers.documents import (
    PHONE,
    attachment,
    drafts,
    entity,
    errors,
    forwarded,
    found,
    mail,
    only,
    page,
    parts,
    photo,
    reviewer,
    several,
)

THEIRS = f"You are an idiot, ring {PHONE}"
WROTE = "On Mon, 4 May 2026 at 10:00, B. Resident <b@example.org> wrote:"
HEADS = "From: B. Resident <b@example.org>\nSent: 4 May 2026 10:00\nTo: A. Clerk\nSubject: Fete\n\n"

QUOTING = [
    entity(f"Ours.\n\n{WROTE}\n\n> {THEIRS}\n> please\n"),
    entity(f"{WROTE}\n> {THEIRS}\n\nOurs.\n"),
    entity(f"> {THEIRS}\nOurs.\n> And so on\n"),
    entity(f"Ours.\n\n-----Original Message-----\n{HEADS}{THEIRS}\n"),
    entity(f"Ours.\n\n________________________________\n{HEADS}{THEIRS}\n"),
    entity(f"Ours.\n\n---------- Forwarded message ---------\n{HEADS}{THEIRS}\n"),
    page(f'<div>Ours.</div><div class="gmail_quote"><div class="gmail_attr">{WROTE}</div>{THEIRS}</div>'),
    page(f'<div class="gmail_quote"><blockquote class="gmail_quote">{THEIRS}</blockquote></div><p>Ours.'),
    page(f'<p>Ours.</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: B</div><p>{THEIRS}'),
    page(
        f'<p>Ours.</p><div class="moz-cite-prefix">B wrote:</div><blockquote type="cite">{THEIRS}</blockquote>'
    ),
    page(f'<p>Ours.</p><div class="yahoo_quoted">{THEIRS}</div>'),
    several("mixed", entity("Ours."), forwarded(entity(THEIRS))),
    several("mixed", entity("Ours."), forwarded(page(f"<p>{THEIRS}"))),
    several(
        "mixed", entity("Ours."), forwarded(several("mixed", entity("See below"), forwarded(entity(THEIRS))))
    ),
    several("mixed", several("mixed", entity("Ours."), forwarded(entity(THEIRS)))),
]
NAMES = (
    "attribution bottom interleaved outlook outlook-web forward gmail gmail-bottom outlook-html thunderbird yahoo "
    "attached attached-html attached-within-attached attached-within-parts"
).split()


@pytest.mark.parametrize("part", QUOTING, ids=NAMES)
def test_what_is_quoted_is_told_apart(part: str) -> None:
    draft = only(mail(part), "a.eml")
    quoted = "".join(draft.text[start:end] for start, end in draft.quoted)
    assert THEIRS in quoted
    assert "Ours." not in quoted
    named = parts(draft)
    assert named[0] == ("subject", "Fete")
    assert ("body", "Ours.") in named


ANSWER = "In-Reply-To: <1@example.org>\n"


@pytest.mark.parametrize("part", QUOTING, ids=NAMES)
def test_abuse_of_the_message_that_is_answered_is_silent_and_its_numbers_are_masked_notes(part: str) -> None:
    draft = only(ANSWER.encode() + mail(part), "a.eml")
    review = reviewer().review(draft)
    assert not found(draft, "insult")
    assert any(remark.endswith("not judged, but for contact details") for remark in draft.remarks)
    assert [(str(finding.severity), finding.place) for finding in found(draft, "phone")] == [
        ("note", "quoted part")
    ]
    assert "900123" not in review.masked


@pytest.mark.parametrize("part", QUOTING, ids=NAMES)
def test_abuse_that_is_quoted_from_no_known_message_is_judged_a_step_milder(part: str) -> None:
    draft = only(mail(part), "a.eml")
    assert [(str(finding.severity), finding.reasons) for finding in found(draft, "insult")] == [
        ("warning", ("in the quoted part",))
    ]
    (remark,) = [remark for remark in draft.remarks if "quoted part" in remark]
    assert re.fullmatch(
        r"the quoted part \(\d+ lines?, \d+ characters\) is taken for somebody else's "
        r"and was judged more mildly",
        remark,
    )


def test_what_the_message_itself_says_is_judged() -> None:
    draft = only(mail(entity(f"You idiot, ring {PHONE}\n\n{WROTE}\n> Hello\n"), f"Ring {PHONE}"), "a.eml")
    assert draft.kind == "email"
    assert [finding.place for finding in found(draft, "insult")] == ["body"]
    assert [(str(finding.severity), finding.place) for finding in found(draft, "phone")] == [
        ("error", "subject"),
        ("error", "body"),
    ]


def test_a_plain_quotation_is_the_messages_own() -> None:
    assert only(mail(page(f"<p>Ours.</p><blockquote>{THEIRS}</blockquote>")), "a.eml").quoted == ()


@pytest.mark.parametrize(
    ("plain", "rich", "body"),
    [
        ("Hello there", "<p>Hello <b>there</b></p>", "Hello there"),
        (f"Hello, ring {PHONE}", "<p>Hello</p>", f"Hello, ring {PHONE}\n\nHello"),
        ("Hello", "<p>Hello</p><img src='cid:1' alt='a dog'>", "Hello\n\n![a dog]()"),
    ],
)
def test_what_only_the_plain_text_says_is_read_too(plain: str, rich: str, body: str) -> None:
    draft = only(mail(several("alternative", entity(plain), page(rich))), "a.eml")
    assert parts(draft)[1] == ("body", body)


@pytest.mark.parametrize(
    ("plain", "rich", "texts"),
    [
        (f"Hi\n> Ring {PHONE}\n> or Jo", "<p>Hi<blockquote type=cite>or Jo</blockquote>", f"Fete > Ring {PHONE} Hi or Jo"),
        ("Hi\n> Ring Jo", "<p>Hi<blockquote type=cite>Ring Jo</blockquote>", "Fete Hi Ring Jo"),
    ],
)  # fmt: skip
def test_what_only_the_plain_text_quotes_is_read_too(plain: str, rich: str, texts: str) -> None:
    draft = only(mail(several("alternative", entity(plain), page(rich))), "a.eml")
    assert " ".join(draft.text.split()) == texts
    assert "Hi" in draft.own_text
    assert "Ring" not in draft.own_text


def test_quoted_stretches_lie_within_the_text() -> None:
    draft = only(mail(page(f"<blockquote type=cite>{THEIRS}<p></blockquote>")), "a.eml")
    assert [draft.text[start:end] for start, end in draft.quoted] == [THEIRS]
    assert draft.quoted[-1][1] == len(draft.text)


_BASE64, _EIGHT_BITS = (f"Content-Transfer-Encoding: {code}\n" for code in ("base64", "8bit"))


def icon(name: str) -> str:
    """A picture of one pixel that is attached to a message."""
    coded = "R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs="
    return entity(coded, "image/gif", f'{_BASE64}Content-Disposition: attachment; filename="{name}"\n')


def test_texts_beside_each_other_are_all_read() -> None:
    related = several("related", page("<p>One"), icon("1.png"))
    draft = only(mail(several("mixed", related, entity("Two"))), "a.eml")
    assert draft.text.split() == ["Fete", "One", "Two"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("text/plain; charset=utf-8", "Café – 07700 900123".encode()),
        ("text/plain; charset=iso-8859-1", b"Caf\xe9 \x96 07700 900123"),
        ("text/plain; charset=us-ascii", "Café – 07700 900123".encode()),
        ("text/plain; charset=windows-1252", b"Caf\xe9 \x96 07700 900123"),
        ("text/plain", "Café – 07700 900123".encode()),
        ("text/plain", b"Caf\xe9 \x96 07700 900123"),
        ("text/plain; charset=windows-1252", "Café – 07700 900123".encode()),
        ("text/plain; charset=iso-8859-1", "Café – 07700 900123".encode()),
        ("text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable", b"Caf=C3=A9 =E2=80=93 0770=\n0 900123"),
        ("text/plain; charset=utf-16\nContent-Transfer-Encoding: base64", base64.b64encode("Café – 07700 900123".encode("utf-16"))),
        ("text/html; charset=iso-8859-1", b"<p>Caf&eacute; \x96 07700 900<b>123</b>"),
        ("text/plain; charset=utf-8; format=flowed", "Café – \n07700 \n900123".encode()),
        ("text/plain; charset=utf-8; format=flowed; delsp=yes", "Café – 077 \n00 900123".encode()),
        ("text/plain; charset=utf-8", "\r\nCafé – 07700 900123\r".encode()),
    ],
)  # fmt: skip
def test_texts_in_their_encodings(head: str, body: bytes) -> None:
    draft = only(f"Subject: Fete\nContent-Type: {head}\n\n".encode() + body, "a.eml")
    assert parts(draft) == [("subject", "Fete"), ("body", "Café – 07700 900123")]


def test_flowed_text_keeps_its_quoted_lines_and_its_signature() -> None:
    flowed = entity("One \n> two \n> three\n\n-- \nClerk", "text/plain; format=flowed")
    assert [text for _, text in parts(only(mail(flowed), "a.eml"))] == [
        "Fete",
        "One",
        "> two three",
        "-- \nClerk",
    ]


def test_a_flowed_quotation_does_not_swallow_what_is_said_below_it() -> None:
    flowed = entity("> You said \nyou idiot\n>> a \n> b", "text/plain; format=flowed")
    draft = only(mail(flowed), "a.eml")
    assert [text for _, text in parts(draft)] == ["Fete", "> You said", "you idiot", ">> a \n> b"]
    assert reviewer().review(draft).findings[0].severity is Severity.ERROR


EARLIER = "On Monday you said that the hall is open.\nYou are an idiot, Clerk."
QUOTING_IT = f"Thank you.\n\nOn Mon, 30 Nov 2026 at 10:00, Sam Example wrote:\n> {EARLIER.replace(chr(10), chr(10) + '> ')}\n"


@pytest.mark.parametrize(
    ("name", "earlier", "judged"),
    [
        ("theirs.eml", mail(entity(EARLIER)).decode(), False),
        ("theirs.txt", f"Subject: Hall\n\n{EARLIER}\n", False),
        ("theirs.eml", mail(entity(EARLIER.replace("an idiot", "no idiot"))).decode(), True),
        (
            "theirs.eml",
            mail(entity(f"Hi\n> {EARLIER.replace(chr(10), chr(10) + '> ')}")).decode(),
            True,
        ),  # it quotes
        ("theirs.csv", f"text\n{EARLIER}\n", True),
    ],
)
def test_what_a_message_beside_it_says_is_verifiably_quoted(
    tmp_path: Path, name: str, earlier: str, judged: bool
) -> None:
    (tmp_path / name).write_text(earlier, encoding="utf-8")
    answer = tmp_path / "answer.eml"
    answer.write_bytes(mail(entity(QUOTING_IT)))
    (draft,) = (item for item in read_file(answer) if isinstance(item, Draft))
    assert bool(found(draft, "insult")) is judged
    assert any("as well" in remark for remark in draft.remarks) is not judged


def test_a_short_quotation_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / "theirs.eml").write_bytes(mail(entity("you idiot")))
    (tmp_path / "answer.eml").write_bytes(mail(entity("Hi\n> you idiot\n")))
    (draft,) = (item for item in read_file(tmp_path / "answer.eml") if isinstance(item, Draft))
    assert found(draft, "insult")


def test_a_subject_is_decoded_and_unfolded() -> None:
    draft = only(mail(entity("Hi"), "=?utf-8?q?Caf=C3=A9_07700?=\n 900123"), "a.eml")
    assert parts(draft) == [("subject", "Café 07700 900123"), ("body", "Hi")]


def test_a_subject_of_windows_that_is_said_to_be_latin_1() -> None:
    draft = only(mail(entity("Hi"), "=?iso-8859-1?q?Don=92t_=93ring=94?="), "a.eml")
    assert parts(draft)[0] == ("subject", "Don’t “ring”")


def test_a_message_may_lack_a_subject() -> None:
    assert parts(only("From: a@example.org\n\nHi\n", "a.eml")) == [("body", "Hi")]


def _remark(name: str) -> str:
    return f"the attachment {name!r} was not reviewed; save it and check it on its own"


PDF = attachment("plan.pdf")


@pytest.mark.parametrize(
    ("part", "names"),
    [
        (several("mixed", entity("Hi"), PDF, attachment("plan.docx", "application/x-word")), ["plan.pdf", "plan.docx"]),
        (several("mixed", several("mixed", entity("Hi"), PDF)), ["plan.pdf"]),
        (several("alternative", entity("Hi"), several("mixed", page("<p>Hi"), PDF)), ["plan.pdf"]),
        (several("signed", several("mixed", entity("Hi"), PDF), entity("x", "application/pgp-signature")), ["plan.pdf"]),
        (several("mixed", entity("Hi"), forwarded(several("mixed", entity("Ho"), PDF))), ["plan.pdf"]),
        (several("mixed", entity("Hi"), attachment("s.asc", "application/pgp-signature")), []),
        (several("mixed", entity("Hi"), icon("dog.jpg")), []),
        (several("mixed", entity("Hi"), attachment("dog.svg", "image/svg+xml", f"<svg><text>{PHONE}")), ["dog.svg"]),
        (several("mixed", entity("Hi"), attachment("a.rtf", "text/rtf", "{\\rtf1 077{\\b 00}}")), ["a.rtf"]),
        (several("report", entity("Hi"), entity(f"Said: {PHONE}\n", "message/delivery-status")), ["message/delivery-status"]),
        (several("mixed", entity("Hi"), entity("U3ViamVjdDogeAoKSGk=", "message/rfc822", _BASE64)), ["message/rfc822"]),
        (several("mixed", entity("Hi"), entity(mail(entity("Ho")).decode(), "message/rfc822", _EIGHT_BITS)), []),
        (several("mixed", entity("Hi"), entity(mail(entity("Ho")).decode(), "message/global")), []),
    ],
    ids=[
        "mixed", "within", "apple-mail", "signed", "forwarded", "signature", "picture", "drawing", "rich-text",
        "delivery-status", "coded-message", "message", "message-in-utf-8",
    ],
)  # fmt: skip
def test_attachments_are_named_as_not_reviewed(part: str, names: list[str]) -> None:
    assert errors(mail(part), "a.eml") == [_remark(name) for name in names]


INVITATION = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Fete\nDESCRIPTION:Bring a friend\\, and ring 07700\n  900123\\nor Jo.\n"
    "END:VEVENT\nEND:VCALENDAR\n"
)


@pytest.mark.parametrize(
    "part",
    [
        attachment("notes.txt", "text/plain", f"Ring {PHONE}"),
        attachment("page.html", "text/html", f"<p>Ring {PHONE[:6]}<b>{PHONE[6:]}</b>"),
        entity(INVITATION, "text/calendar; method=REQUEST"),
        attachment("fete.ics", "text/calendar", INVITATION),
        entity(f"<html><p>Ring {PHONE}", "text/x-amp-html"),
        entity(f"Ring {PHONE}", "text/enriched"),
    ],
    ids=["attached", "attached-page", "invitation", "attached-invitation", "amp", "enriched"],
)
def test_texts_of_every_kind_are_read(part: str) -> None:
    assert len(found(only(mail(several("mixed", entity("Hi"), part)), "a.eml"), "phone")) == 1
    assert len(found(only(mail(several("alternative", entity("Hi"), part)), "a.eml"), "phone")) == 1


@pytest.mark.parametrize(
    ("event", "read"),
    [
        (f"UID:{PHONE}\nCREATED:{PHONE}\nX-ALT-DESC:<p>Tea <b>ca</b>ke\nDTSTART:20260502T100000", "Tea cake"),
        (f"SUMMARY:Tea\nATTACH;VALUE=BINARY:{PHONE}", None),
        ("DTSTART:20260502T100000", None),
    ],
    ids=["whole", "with-a-file", "without-words"],
)
def test_an_invitation_is_read_as_calendars_are_or_else_all_of_it(event: str, read: str | None) -> None:
    calendar = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"
    draft = only(mail(entity(calendar, "text/calendar; method=REQUEST")), "a.eml")
    assert dict(parts(draft))["body"] == (read or calendar.strip())


def test_a_picture_within_a_message_says_where_it_was_taken() -> None:
    coded = base64.b64encode(photo("A. Resident", position=True)).decode()
    more = "Content-Transfer-Encoding: base64\n"
    part = several(
        "related",
        page("<p>Hi"),
        entity(coded, "image/jpeg; name=dog.jpg", more),
        entity(coded, "image/jpeg", more),
    )
    pictures = only(mail(part), "a.eml").pictures
    assert [(picture.name, picture.has_position, picture.owner) for picture in pictures] == [
        ("dog.jpg", True, "A. Resident"),
        ("within the message", True, "A. Resident"),
    ]


def test_a_signed_message_is_read() -> None:
    signed = several("signed", entity("Hi"), attachment("smime.p7s", "application/pkcs7-signature"))
    draft = only(mail(signed), "a.eml")
    assert (parts(draft)[1], draft.remarks) == (("body", "Hi"), ())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (mail(entity("x", "application/pkcs7-mime; smime-type=enveloped-data")), "encrypted"),
        (mail(several("encrypted", entity("x", "application/pgp-encrypted"), entity("y", "application/octet-stream"))), "encrypted"),
        (b"Hello there", "no e-mail"),
        (b"From: a@example.org\n\n \n", "holds no text"),
        (mail(entity("x", "text/plain; charset=x-nobody")), "cannot be decoded"),
        (mail(entity("x", "text/plain; charset=utf-8")) + b"\xff", "cannot be decoded"),
        (mail(entity("SGVsb", "text/plain", "Content-Transfer-Encoding: base64\n")), "damaged"),
        (mail(entity("Hi"), "a" * 10_001), "header of more than 10,000 bytes"),
        (mail(several("mixed", *[entity("x")] * 501)), "more than 500 parts"),
    ],
    ids=["smime", "pgp", "text", "blank", "charset", "bytes", "base64", "long-header", "many-parts"],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error(content: bytes, message: str) -> None:
    (error,) = errors(content, "a.eml")
    assert message in error


def test_a_message_that_is_nothing_but_another_is_read() -> None:
    assert THEIRS in only(mail(forwarded(entity(THEIRS))), "a.eml").text


def test_pictures_within_a_page_are_looked_at() -> None:
    shown = f"<p>Tea<img src='data:image/jpeg;base64,{base64.b64encode(photo('Jo Bloggs')).decode()}'>"
    forms = (
        page(shown),
        several("alternative", page(shown), entity("Tea and cake")),
        several("mixed", entity("Hi"), attachment("a.htm", "text/html", shown)),
        several("mixed", entity("Hi"), forwarded(page(shown))),
    )
    for form in forms:
        assert [picture.owner for picture in only(mail(form), "a.eml").pictures] == ["Jo Bloggs"]
    assert only(mail(page("<p>Tea<img src='cid:1'>")), "a.eml").pictures == ()


def test_the_name_of_an_attachment_that_may_be_personal_is_masked() -> None:
    parts_of = several(
        "mixed", entity("Hi"), attachment(f"jo {PHONE}.pdf"), attachment(f"al {PHONE}.txt", "text/plain")
    )
    (draft,) = drafts(mail(parts_of), "a.eml")
    assert "900123" not in f"{draft.places} {errors(mail(parts_of), 'a.eml')}"
