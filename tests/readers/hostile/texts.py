"""Plain texts in the wrong encoding, of one endless line, or that are no texts at all."""

from __future__ import annotations

import base64
import codecs

from tests.readers.hostile.case import CLEAN, LONG, PHONE, POST, Case, case

CASES: tuple[Case, ...] = (
    case("txt-null-byte", ".txt", lambda: POST.replace("fete", "fe\0te").encode(), "either", "a NUL byte"),
    case("txt-null-padding", ".txt", lambda: POST.encode() + bytes(4096), "either", "padded with NUL bytes"),
    case("txt-lone-returns", ".txt", lambda: f"{CLEAN}\r{POST}\r".encode(), "read", "line ends of old Macs"),
    case(
        "txt-odd-line-ends",
        ".txt",
        lambda: f"a\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\r\n\n\r{POST}".encode(),
        "either",
        "odd line ends",
    ),
    case(
        "txt-long-line", ".txt", lambda: (POST + " Fete." * (LONG // 6)).encode(), "either", "a line of 8 MB"
    ),
    case("txt-no-spaces", ".txt", lambda: (f"{POST} " + "x" * LONG).encode(), "either", "a word of 8 MB"),
    case("txt-many-lines", ".txt", lambda: b"\n" * LONG + POST.encode(), "either", "eight million line ends"),
    case("txt-spaces", ".txt", lambda: b" " * LONG + POST.encode(), "either", "eight million spaces"),
    case("txt-digits", ".txt", lambda: f"{POST} {'0' * 1_000_000}".encode(), "either", "a million digits"),
    case(
        "txt-punctuation",
        ".txt",
        lambda: f"{POST} {'@' * 300_000}{'.a' * 300_000}".encode(),
        "either",
        "at signs, dots",
    ),
    case("txt-utf8-mark", ".txt", lambda: codecs.BOM_UTF8 + POST.encode(), "read", "a byte order mark"),
    case(
        "txt-two-marks", ".txt", lambda: codecs.BOM_UTF8 * 2 + POST.encode(), "either", "two byte order marks"
    ),
    case(
        "txt-mark-within",
        ".txt",
        lambda: POST.replace(" 9", "\ufeff 9").encode(),
        "either",
        "a mark within the number",
    ),
    case("txt-utf16", ".txt", lambda: POST.encode("utf-16"), "read", "UTF-16 with its mark"),
    case(
        "txt-utf16-big",
        ".txt",
        lambda: codecs.BOM_UTF16_BE + POST.encode("utf-16-be"),
        "read",
        "UTF-16, reversed",
    ),
    case("txt-utf16-unmarked", ".txt", lambda: POST.encode("utf-16-le"), "either", "UTF-16 without its mark"),
    case(
        "txt-utf16-odd", ".txt", lambda: POST.encode("utf-16") + b"x", "either", "UTF-16 and half a character"
    ),
    case(
        "txt-utf16-surrogate",
        ".txt",
        lambda: codecs.BOM_UTF16_LE + b"\x3c\xd8" + POST.encode("utf-16-le"),
        "either",
        "UTF-16 with half of a pair",
    ),
    case("txt-utf32", ".txt", lambda: POST.encode("utf-32"), "either", "UTF-32 with its mark"),
    case(
        "txt-utf7",
        ".txt",
        lambda: f"+AGY-ete: {POST}".encode("ascii"),
        "read",
        "UTF-7, in which the digits stand as they are",
    ),
    case(
        "txt-utf7-hidden",
        ".txt",
        lambda: b"Ring +" + base64.b64encode(PHONE.encode("utf-16-be")).rstrip(b"=") + b"- to help",
        "either",
        "a number that only a program of 1995 would show",
        phone=False,
    ),
    case(
        "txt-overlong",
        ".txt",
        lambda: b"\xc0\xaf\xe0\x80\xaf " + POST.encode(),
        "either",
        "UTF-8 longer than allowed",
    ),
    case(
        "txt-utf8-surrogate",
        ".txt",
        lambda: b"\xed\xa0\xbc " + POST.encode(),
        "either",
        "half a pair in UTF-8",
    ),
    case(
        "txt-beyond-unicode",
        ".txt",
        lambda: b"\xf4\x90\x80\x80 " + POST.encode(),
        "either",
        "beyond Unicode's end",
    ),
    case(
        "txt-cut-character",
        ".txt",
        lambda: POST.encode() + b"\xf0\x9f\x8e",
        "either",
        "the last emoji is cut",
    ),
    case(
        "txt-two-encodings",
        ".txt",
        lambda: f"Café {POST}".encode() + b" caf\xe9",
        "either",
        "two encodings in one file",
    ),
    case("txt-windows", ".txt", lambda: f"Café – {POST}".encode("cp1252"), "read", "the encoding of Windows"),
    case(
        "txt-old-mac",
        ".txt",
        lambda: f"Café – {POST}".encode("mac-roman"),
        "either",
        "the encoding of old Macs",
    ),
    case("txt-ebcdic", ".txt", lambda: POST.encode("cp500"), "either", "the encoding of mainframes"),
    case(
        "txt-shift-jis", ".txt", lambda: f"夏祭り {POST}".encode("shift-jis"), "either", "a Japanese encoding"
    ),
    case(
        "txt-escapes-of-iso",
        ".txt",
        lambda: f"夏祭り {POST}".encode("iso-2022-jp"),
        "either",
        "an encoding that switches",
    ),
    case(
        "txt-terminal-escapes",
        ".txt",
        lambda: f"\x1b[2J\x1b]0;x\x07{POST}\x1b[8m".encode(),
        "either",
        "steers a terminal",
    ),
    case(
        "txt-backspaces",
        ".txt",
        lambda: (POST + "\b" * 60 + CLEAN).encode(),
        "either",
        "a number that a terminal would hide",
    ),
    case(
        "txt-zero-width-only",
        ".txt",
        lambda: "\u200b\u200c\u200d\u2060\ufeff".encode() * 50,
        "either",
        "nothing to see",
        phone=False,
    ),
    case(
        "txt-marks-only",
        ".txt",
        lambda: "\u0301".encode() * 100_000,
        "either",
        "accents on nothing",
        phone=False,
    ),
    case(
        "txt-many-accents",
        ".txt",
        lambda: ("e" + "\u0301" * 1_000_000 + POST).encode(),
        "either",
        "a million accents on a letter",
    ),
    case(
        "txt-zero-width-number",
        ".txt",
        lambda: ("Ring " + "\u200b".join(PHONE)).encode(),
        "either",
        "a number with nothings",
    ),
    case(
        "txt-emoji-chain",
        ".txt",
        lambda: ("👩\u200d" * 300_000 + POST).encode(),
        "either",
        "an emoji of 300,000 parts",
    ),
    case(
        "txt-flags",
        ".txt",
        lambda: f"{'🇬' * 500_000} {POST}".encode(),
        "either",
        "half a million halves of flags",
    ),
    case(
        "txt-direction-marks",
        ".txt",
        lambda: ("\u202e" + "\u2067" * 200_000 + POST).encode(),
        "either",
        "200,000 directions",
    ),
    case(
        "txt-private-letters",
        ".txt",
        lambda: f"\ue000\uffff\U0010ffff {POST}".encode(),
        "either",
        "no characters",
    ),
    case("txt-empty", ".txt", lambda: b"", "refused", "nothing", phone=False),
    case("txt-blank", ".txt", lambda: b" \r\n\t\r\n", "refused", "nothing but blanks", phone=False),
    case(
        "txt-program",
        ".txt",
        lambda: b"\x7fELF\x02\x01\x01" + bytes(9) + bytes(range(256)) * 9,
        "refused",
        "a program",
        phone=False,
    ),
    case(
        "txt-windows-program",
        ".txt",
        lambda: b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff",
        "refused",
        "a program",
        phone=False,
    ),
    case(
        "txt-gzip",
        ".txt",
        lambda: b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + bytes(range(256)),
        "refused",
        "a packed file",
        phone=False,
    ),
    case(
        "txt-all-bytes", ".txt", lambda: bytes(range(256)) * 4, "refused", "every byte there is", phone=False
    ),
    case(
        "txt-pdf",
        ".txt",
        lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\n",
        "either",
        "a PDF",
        phone=False,
    ),
    case(
        "txt-rich-text", ".txt", lambda: rf"{{\rtf1\ansi Ring {PHONE}\par}}".encode(), "either", "rich text"
    ),
    case("txt-reversed-name", "fete\u202etxt.exe.txt", POST.encode, "read", "a name that is shown reversed"),
    case("txt-long-name", "f" * 200 + ".txt", POST.encode, "read", "a name of 200 letters"),
    case("txt-spaces-in-name", "  fete  2026 .txt", POST.encode, "read", "a name with blanks at its start"),
    case("txt-dash-name", "--version.txt", POST.encode, "read", "a name that looks like an option"),
    case("txt-markup-name", "[red]fete[bold] & 'x' %s {0}.txt", POST.encode, "read", "a name full of markup"),
    case("txt-two-endings", "fete.docx.txt", POST.encode, "read", "a name with two endings"),
    case("txt-odd-letters-name", "fe\u0301te 🎉 \u200b.txt", POST.encode, "read", "a name of odd letters"),
)
