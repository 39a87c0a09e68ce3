"""E-mails that nest, never end, lie about their encoding or say one thing and show another."""

from __future__ import annotations

import base64
import binascii
import quopri
from functools import partial

from tests.readers.hostile.case import CLEAN, LONG, PHONE, POST, Case, Outcome, case

_FROM = "From: A. Clerk <clerk@example.gov.uk>\nTo: B. Resident <b@example.org>\nMIME-Version: 1.0\n"
_SUBJECT = "Subject: Fete\n"
_PLAIN = "Content-Type: text/plain; charset=utf-8\n"


def _mail(head: str, body: str | bytes, subject: str = _SUBJECT) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    return (_FROM + subject + head + "\n").encode("utf-8", "surrogateescape") + raw


def _parts(*parts: str, kind: str = "mixed", boundary: str = "b", more: str = "") -> bytes:
    """An e-mail of several parts, each with its own head."""
    body = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return _mail(f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\n', f"{body}--{boundary}--\n")


def _part(text: str, kind: str = "text/plain", more: str = "") -> str:
    return f"Content-Type: {kind}; charset=utf-8\n{more}\n{text}\n"


def _encoded(encoding: str, body: str | bytes) -> bytes:
    return _mail(f"{_PLAIN}Content-Transfer-Encoding: {encoding}\n", body)


def _in_charset(charset: str, text: str, codec: str = "ascii") -> bytes:
    return _mail(f'Content-Type: text/plain; charset="{charset}"\n', text.encode(codec))


def _html(body: str) -> bytes:
    return _mail("Content-Type: text/html; charset=utf-8\n", body)


def _nested_parts(depth: int) -> bytes:
    heads = "".join(
        f'--{at}\nContent-Type: multipart/mixed; boundary="{at + 1}"\n\n' for at in range(1, depth)
    )
    ends = "".join(f"\n--{at}--" for at in range(depth, 0, -1))
    body = f"{heads}--{depth}\n{_part(POST)}{ends}\n"
    return _mail('Content-Type: multipart/mixed; boundary="1"\n', body)


def _same_boundary(depth: int) -> bytes:
    body = '--b\nContent-Type: multipart/mixed; boundary="b"\n\n' * depth
    return _mail('Content-Type: multipart/mixed; boundary="b"\n', f"{body}--b\n{_part(POST)}--b--\n")


def _nested_messages(depth: int) -> bytes:
    return _mail(
        "Content-Type: message/rfc822\n", "Content-Type: message/rfc822\n\n" * depth + f"{_PLAIN}\n{POST}"
    )


def _many_parts() -> bytes:
    return _parts(*["\na\n"] * 99_999, _part(POST))


def _many_empty_parts() -> bytes:
    return _mail("Content-Type: multipart/mixed; boundary=b\n", "--b\n" * 1_000_000 + f"{_part(POST)}--b--\n")


def _attached(name: str) -> bytes:
    more = f"Content-Disposition: attachment; {name}\nContent-Transfer-Encoding: base64\n"
    return _parts(_part(POST), _part("UEsDBA==", "application/octet-stream", more))


def _base64(text: str) -> str:
    return base64.encodebytes(text.encode()).decode()


def _uuencoded() -> str:
    raw = POST.encode()
    lines = [binascii.b2a_uu(raw[at : at + 45]).decode() for at in range(0, len(raw), 45)]
    return f"begin 644 post.txt\n{''.join(lines)}`\nend\n"


def _yencoded() -> bytes:
    return (
        b"=ybegin line=128 size=60 name=a\n"
        + bytes((byte + 42) % 256 for byte in POST.encode())
        + b"\n=yend\n"
    )


def _long_words() -> str:
    return "Subject: " + "\n ".join(f"=?utf-8?q?{'a' * 30}?=" for _ in range(50_000)) + "\n"


def _continued_name() -> str:
    return "".join(f';\n filename*{at}="a"' for at in range(50_000)).removeprefix(";\n ")


def _signed(kind: str) -> bytes:
    return _mail(
        f"Content-Type: application/pkcs7-mime; smime-type={kind}\nContent-Transfer-Encoding: base64\n",
        "MIIB\n",
    )


def _outlook_only() -> bytes:
    more = "Content-Transfer-Encoding: base64\n"
    return _mail(
        f'Content-Type: application/ms-tnef; name="winmail.dat"\n{more}', _base64("\x78\x9f\x3e\x22")
    )


def _differing(plain: str, rich: str) -> bytes:
    return _parts(_part(plain), _part(f"<p>{rich}</p>", "text/html"), kind="alternative")


_DIFFERENT: list[tuple[str, str, str, str]] = [
    ("html-says-more", CLEAN, f"{CLEAN} {POST}", "the number only in the form that most programs show"),
    ("plain-says-more", f"{CLEAN} {POST}", CLEAN, "the number only in the plain form"),
    ("plain-is-blank", " ", POST, "nothing in the plain form"),
    ("html-is-blank", POST, "", "nothing in the form that most programs show"),
]

_CHARSETS: list[tuple[str, str, str, Outcome, str]] = [
    ("unknown-charset", "x-klingon", "ascii", "either", "an encoding that nobody knows"),
    ("empty-charset", "", "ascii", "either", "an encoding without a name"),
    (
        "charset-of-codec",
        "hex",
        "ascii",
        "either",
        "the name of something in Python that is no encoding of texts",
    ),
    ("charset-rot13", "rot13", "ascii", "either", "a cipher as an encoding"),
    ("charset-idna", "idna", "ascii", "either", "an encoding of host names"),
    ("charset-null", "utf-8\0", "ascii", "either", "a NUL in the encoding's name"),
    ("charset-long", "u" * 100_000, "ascii", "either", "an encoding's name of 100,000 letters"),
    ("charset-wrong", "utf-8", "cp1252", "either", "says UTF-8 and is not"),
    ("charset-ascii-lie", "us-ascii", "utf-8", "either", "says ASCII and is not"),
    ("charset-utf16", "utf-16", "utf-16", "either", "UTF-16, which mail does not allow"),
    ("charset-utf7", "utf-7", "utf-7", "either", "UTF-7, as mail of 1995"),
    ("charset-windows", "windows-1252", "cp1252", "read", "the encoding of Windows"),
    ("charset-latin", "iso-8859-1", "latin-1", "read", "an encoding of western Europe"),
]

CASES: tuple[Case, ...] = (
    *(
        case(f"eml-{name}", ".eml", partial(_differing, plain, rich), "either", why)
        for name, plain, rich, why in _DIFFERENT
    ),
    *(
        case(
            f"eml-{name}",
            ".eml",
            partial(_in_charset, charset, f"Café: {POST}" if codec != "ascii" else POST, codec),
            outcome,
            why,
        )
        for name, charset, codec, outcome, why in _CHARSETS
    ),
    case("eml-plain", ".eml", lambda: _mail(_PLAIN, POST), "read", "an ordinary e-mail"),
    case("eml-nested-parts", ".eml", partial(_nested_parts, 10_000), "either", "parts in parts, 10,000 deep"),
    case(
        "eml-nested-parts-hundred",
        ".eml",
        partial(_nested_parts, 100),
        "either",
        "parts in parts, a hundred deep",
    ),
    case(
        "eml-same-boundary",
        ".eml",
        partial(_same_boundary, 10_000),
        "either",
        "parts in parts of one boundary",
    ),
    case("eml-nested-messages", ".eml", partial(_nested_messages, 1_000), "either", "messages in messages"),
    case("eml-many-parts", ".eml", _many_parts, "either", "100,000 parts, the number in the last"),
    case("eml-many-empty-parts", ".eml", _many_empty_parts, "either", "a million boundaries"),
    case(
        "eml-missing-boundary",
        ".eml",
        lambda: _mail("Content-Type: multipart/mixed\n", f"--b\n{_part(POST)}--b--\n"),
        "either",
        "parts without a boundary",
    ),
    case(
        "eml-wrong-boundary",
        ".eml",
        lambda: _mail("Content-Type: multipart/mixed; boundary=c\n", f"--b\n{_part(POST)}--b--\n"),
        "either",
        "a boundary that never comes",
    ),
    case(
        "eml-unclosed-boundary",
        ".eml",
        lambda: _mail("Content-Type: multipart/mixed; boundary=b\n", f"--b\n{_part(POST)}"),
        "either",
        "parts that are never closed",
    ),
    case(
        "eml-text-before-parts",
        ".eml",
        lambda: _mail("Content-Type: multipart/mixed; boundary=b\n", f"{POST}\n--b\n{_part(CLEAN)}--b--\n"),
        "either",
        "a text before the first part, which no program shows",
        phone=False,
    ),
    case(
        "eml-odd-boundary",
        ".eml",
        lambda: _parts(_part(POST), boundary="(a+)+$[.*"),
        "read",
        "a pattern as boundary",
    ),
    case(
        "eml-long-boundary",
        ".eml",
        lambda: _parts(_part(POST), boundary="b" * 50_000),
        "either",
        "a long boundary",
    ),
    case(
        "eml-empty-boundary",
        ".eml",
        lambda: _parts(_part(POST), boundary=""),
        "either",
        "a boundary of nothing",
    ),
    case(
        "eml-unknown-kind",
        ".eml",
        lambda: _parts(_part(POST), kind="strange"),
        "read",
        "parts of a kind nobody knows",
    ),
    case(
        "eml-parallel",
        ".eml",
        lambda: _parts(_part(CLEAN), _part(POST), kind="mixed"),
        "read",
        "two texts on end",
    ),
    case(
        "eml-encoded-multipart",
        ".eml",
        lambda: _parts(_part(POST), more="\nContent-Transfer-Encoding: base64"),
        "either",
        "parts said to be in base64 as a whole",
    ),
    case(
        "eml-unknown-encoding",
        ".eml",
        lambda: _encoded("x-klingon", POST),
        "either",
        "a transfer that nobody knows",
    ),
    case(
        "eml-broken-base64",
        ".eml",
        lambda: _encoded("base64", _base64(POST)[:-6] + "*"),
        "either",
        "base64 cut off",
    ),
    case(
        "eml-dirty-base64",
        ".eml",
        lambda: _encoded("base64", "!".join(_base64(POST))),
        "either",
        "base64 with other characters between",
    ),
    case(
        "eml-false-base64",
        ".eml",
        lambda: _encoded("base64", POST),
        "either",
        "a plain text said to be base64",
    ),
    case(
        "eml-twice-base64",
        ".eml",
        lambda: _encoded("base64", _base64(_base64(POST))),
        "either",
        "base64 of base64",
        False,
    ),
    case(
        "eml-quoted-printable",
        ".eml",
        lambda: _encoded("quoted-printable", "Ring 077=\n00 900=\n1=32=33 to help"),
        "read",
        "a number over three soft line ends",
    ),
    case(
        "eml-broken-quoted-printable",
        ".eml",
        lambda: _encoded("quoted-printable", f"=ZZ=4 = {POST}="),
        "either",
        "quoted-printable that is none",
    ),
    case(
        "eml-all-quoted",
        ".eml",
        lambda: _encoded("Quoted-Printable", "".join(f"={byte:02x}" for byte in POST.encode())),
        "read",
        "every character quoted, in small letters",
    ),
    case(
        "eml-long-quoted",
        ".eml",
        lambda: _encoded("quoted-printable", quopri.encodestring(POST.encode()) + b"=3D" * 2_000_000),
        "either",
        "two million quoted characters in a line",
    ),
    case(
        "eml-uuencoded",
        ".eml",
        lambda: _encoded("x-uuencode", _uuencoded()),
        "either",
        "a transfer of the 1980s",
    ),
    case(
        "eml-uuencoded-within",
        ".eml",
        lambda: _mail(_PLAIN, f"{POST}\n{_uuencoded()}"),
        "read",
        "a file in the text",
    ),
    case(
        "eml-yencoded",
        ".eml",
        lambda: _mail(_PLAIN, _yencoded()),
        "either",
        "a transfer of Usenet",
        phone=False,
    ),
    case(
        "eml-eight-bit", ".eml", lambda: _mail("", f"Café {POST}"), "either", "no head that says the encoding"
    ),
    case(
        "eml-binary", ".eml", lambda: _encoded("binary", POST.encode() + bytes(1000)), "either", "NUL bytes"
    ),
    case(
        "eml-huge-header",
        ".eml",
        lambda: _mail(f"X-A: {'a' * 5_000_000}\n", POST),
        "either",
        "a header of 5 MB",
    ),
    case(
        "eml-folded-header",
        ".eml",
        lambda: _mail("X-A: a\n" + " a\n" * 1_000_000, POST),
        "either",
        "a folded header",
    ),
    case("eml-many-headers", ".eml", lambda: _mail("X-A: a\n" * 100_000, POST), "either", "100,000 headers"),
    case(
        "eml-deep-address",
        ".eml",
        lambda: _mail(f"Cc: {'(' * 100_000}\n", POST),
        "either",
        "remarks in remarks",
    ),
    case(
        "eml-deep-groups", ".eml", lambda: _mail(f"Cc: {'a:' * 50_000}\n", POST), "either", "groups in groups"
    ),
    case(
        "eml-many-addresses",
        ".eml",
        lambda: _mail(f"Cc: {'a@example.org, ' * 50_000}\n", POST),
        "either",
        "50,000 people",
    ),
    case(
        "eml-quoted-address",
        ".eml",
        lambda: _mail('Cc: "' + "\\" * 100_000 + "\n", POST),
        "either",
        "100,000 backslashes",
    ),
    case(
        "eml-encoded-words",
        ".eml",
        lambda: _mail(_PLAIN, POST, _long_words()),
        "either",
        "50,000 encoded words",
    ),
    case(
        "eml-subject-only",
        ".eml",
        lambda: _mail(_PLAIN, CLEAN, f"Subject: Ring {PHONE}\n"),
        "read",
        "the number only in the subject",
    ),
    case(
        "eml-subject-encoded",
        ".eml",
        lambda: _mail(_PLAIN, CLEAN, "Subject: =?utf-8?B?UmluZyAwNzcwMCA5?=\n =?utf-8?Q?00123_now?=\n"),
        "read",
        "the number over two encoded words",
    ),
    case(
        "eml-subject-broken",
        ".eml",
        lambda: _mail(_PLAIN, POST, "Subject: =?utf-8?B?////?= =?x-klingon?Q?a?= =?utf-8?Z?a?= =?utf-8?q?\n"),
        "either",
        "encoded words that are none",
    ),
    case(
        "eml-subject-line-end",
        ".eml",
        lambda: _mail(_PLAIN, POST, "Subject: =?utf-8?Q?a=0D=0ABcc:_b=40example.org?=\n"),
        "either",
        "a line end smuggled into the subject",
    ),
    case("eml-two-subjects", ".eml", lambda: _mail(_PLAIN, POST, _SUBJECT * 2), "either", "two subjects"),
    case(
        "eml-two-types",
        ".eml",
        lambda: _mail("Content-Type: text/html\nContent-Type: text/plain\n", f"<p>{POST}"),
        "either",
        "two types of content",
    ),
    case("eml-no-headers", ".eml", lambda: f"\n{POST}".encode(), "either", "a body and nothing else"),
    case("eml-no-body", ".eml", lambda: _FROM.encode(), "refused", "headers and nothing else", phone=False),
    case("eml-not-mail", ".eml", POST.encode, "either", "a text and no mail"),
    case(
        "eml-mailbox",
        ".eml",
        lambda: b"From - Fri May  1\n" + _mail(_PLAIN, POST),
        "either",
        "the form of a mailbox",
    ),
    case(
        "eml-two-in-mailbox",
        ".eml",
        lambda: b"\n\n".join(b"From - Fri May  1\n" + _mail(_PLAIN, text) for text in (CLEAN, POST)),
        "either",
        "two messages in one file",
    ),
    case(
        "eml-apple",
        ".eml",
        lambda: b"431\n" + _mail(_PLAIN, POST),
        "either",
        "a count first, as Apple Mail keeps it",
    ),
    case(
        "eml-lone-returns",
        ".eml",
        lambda: _mail(_PLAIN, POST).replace(b"\n", b"\r"),
        "either",
        "ends of old Macs",
    ),
    case("eml-mark", ".eml", lambda: b"\xef\xbb\xbf" + _mail(_PLAIN, POST), "either", "a byte order mark"),
    case(
        "eml-null-in-head", ".eml", lambda: _mail(f"X-A: a\0b\n{_PLAIN}", POST), "either", "a NUL in a header"
    ),
    case(
        "eml-space-before-colon",
        ".eml",
        lambda: _mail(_PLAIN.replace(":", " :"), POST),
        "either",
        "a blank, colon",
    ),
    case(
        "eml-odd-type", ".eml", lambda: _mail("Content-Type: ;;;/\n", POST), "either", "a type that is none"
    ),
    case(
        "eml-unknown-type",
        ".eml",
        lambda: _mail("Content-Type: text/strange\n", POST),
        "either",
        "a kind of text",
    ),
    case(
        "eml-many-parameters",
        ".eml",
        lambda: _mail("Content-Type: text/plain" + "; a=b" * 100_000 + "\n", POST),
        "either",
        "a type with 100,000 parameters",
    ),
    case(
        "eml-attachment-climbs",
        ".eml",
        lambda: _attached('filename="../../../smcheck-escaped.txt"'),
        "either",
        "an attachment that climbs out of its folder",
    ),
    case(
        "eml-attachment-controls",
        ".eml",
        lambda: _attached('filename="a\x1b[2J\x07\u202egpj.exe"'),
        "either",
        "an attachment whose name steers a terminal",
    ),
    case(
        "eml-attachment-continued",
        ".eml",
        lambda: _attached(_continued_name()),
        "either",
        "a name in 50,000 pieces",
    ),
    case(
        "eml-attachment-encoded",
        ".eml",
        lambda: _attached("filename*=x-klingon''%FF%00%2e%2e%2f"),
        "either",
        "a name in an encoding that nobody knows",
    ),
    case(
        "eml-attached-text",
        ".eml",
        lambda: _parts(_part(CLEAN), _part(POST, more='Content-Disposition: attachment; filename="a.txt"\n')),
        "either",
        "the number only in an attached text",
        phone=False,
    ),
    case(
        "eml-inline-text",
        ".eml",
        lambda: _parts(_part(CLEAN), _part(POST, more="Content-Disposition: inline\n")),
        "read",
        "the number in a second text that is shown",
    ),
    case(
        "eml-partial",
        ".eml",
        lambda: _mail('Content-Type: message/partial; id="a"; number=1; total=9\n', f"{_PLAIN}\n{POST}"),
        "either",
        "the first of nine pieces of a message",
    ),
    case(
        "eml-elsewhere",
        ".eml",
        lambda: _mail(
            'Content-Type: message/external-body; access-type=URL; URL="http://192.0.2.1/"\n', "\n"
        ),
        "refused",
        "a body that would be fetched",
        phone=False,
    ),
    case(
        "eml-encrypted",
        ".eml",
        partial(_signed, "enveloped-data"),
        "refused",
        "encrypted (S/MIME)",
        phone=False,
    ),
    case(
        "eml-opaque-signed",
        ".eml",
        partial(_signed, "signed-data"),
        "refused",
        "signed and packed away",
        phone=False,
    ),
    case(
        "eml-encrypted-pgp",
        ".eml",
        lambda: _parts(
            _part("Version: 1", "application/pgp-encrypted"),
            _part("-----BEGIN PGP MESSAGE-----", "application/octet-stream"),
            kind="encrypted",
        ),
        "refused",
        "encrypted (PGP)",
        phone=False,
    ),
    case("eml-outlook-only", ".eml", _outlook_only, "refused", "nothing but a winmail.dat", phone=False),
    case(
        "eml-picture-only",
        ".eml",
        lambda: _mail("Content-Type: image/png\nContent-Transfer-Encoding: base64\n", "iVBORw0KGgo=\n", ""),
        "refused",
        "nothing but a picture",
        phone=False,
    ),
    case("eml-html", ".eml", lambda: _html(f"<p>{POST}"), "read", "a page and no plain form"),
    case("eml-html-deep", ".eml", lambda: _html("<div>" * 100_000 + POST), "either", "elements in elements"),
    case(
        "eml-html-entities", ".eml", lambda: _html("&amp;" * 1_000_000 + POST), "either", "a million entities"
    ),
    case(
        "eml-html-open-tags",
        ".eml",
        lambda: _html(f"{POST}{'<a ' * 1_000_000}"),
        "either",
        "tags that never end",
    ),
    case(
        "eml-html-comments",
        ".eml",
        lambda: _html(f"{POST}{'<!--' * 1_000_000}"),
        "either",
        "remarks that never end",
    ),
    case(
        "eml-html-style-only",
        ".eml",
        lambda: _html("<style>p{}</style>"),
        "either",
        "a page of style",
        phone=False,
    ),
    case(
        "eml-html-hidden",
        ".eml",
        lambda: _html(f'<p>{CLEAN}<p style="display:none">{POST}'),
        "either",
        "the number in what is not shown",
        phone=False,
    ),
    case(
        "eml-all-quoted-back",
        ".eml",
        lambda: _mail(_PLAIN, f"> {POST}\n"),
        "either",
        "nothing but what was quoted",
    ),
    case(
        "eml-deep-quotes",
        ".eml",
        lambda: _mail(_PLAIN, f"{POST}\n" + "".join(f"{'>' * at}a\n" for at in range(3000))),
        "either",
        "quotes in quotes, 3,000 deep",
    ),
    case(
        "eml-long-line",
        ".eml",
        lambda: _mail(_PLAIN, POST + " Fete." * (LONG // 6)),
        "either",
        "a line of 8 MB",
    ),
    case(
        "eml-many-lines",
        ".eml",
        lambda: _mail(_PLAIN, ">\n" * 3_000_000 + POST),
        "either",
        "three million quotes",
    ),
    case(
        "eml-flowed",
        ".eml",
        lambda: _mail(
            "Content-Type: text/plain; format=flowed; delsp=yes\n", "Ring 07700  \n900123 to  \nhelp"
        ),
        "either",
        "a number over two lines that flow into one",
    ),
    case(
        "eml-calendar",
        ".eml",
        lambda: _mail(
            "Content-Type: text/calendar\n", f"BEGIN:VCALENDAR\nDESCRIPTION:{POST}\nEND:VCALENDAR\n"
        ),
        "either",
        "an invitation and nothing else",
    ),
)
