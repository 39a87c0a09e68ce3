"""Rich Text Format: nested, endless, cut short or lying, and numbers kept where a reader of the file sees them."""

from __future__ import annotations

from tests.readers.hostile.case import CLEAN, LONG, POST, Case, Outcome, Words, case, words

_HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}"
_HEX = "".join(f"\\'{byte:02x}" for byte in POST.encode("cp1252"))
_UNICODE = "".join(f"\\u{ord(char)} ?" for char in POST)


def _rich(text: Words) -> bytes:
    return f"{_HEAD}{words(text)}}}".replace("@", POST).encode("utf-8", "surrogatepass")


_CASES: list[tuple[str, Words, Outcome, str]] = [
    ("ordinary", "@", "read", "an ordinary document"),
    ("hex", _HEX, "read", "every letter in hexadecimal digits"),
    ("unicode", _UNICODE, "read", "every letter by its number"),
    ("broken-words", "@".replace("@", "{\\b Ring 0}{\\i 77}00{\\f0  9}00123"), "read", "a number in runs"),
    ("hidden", rf"{CLEAN}{{\v @}}", "read", "hidden text, which goes with the file"),
    ("footnote", rf"{CLEAN}{{\footnote @}}", "read", "the number in a note"),
    ("header", rf"{{\headerf @}}{CLEAN}", "read", "the number in the header of the first page"),
    ("box", rf"{CLEAN}{{\shp{{\*\shpinst{{\shptxt @}}}}}}", "read", "the number in a text box"),
    ("cell", rf"\trowd\pard\intbl {CLEAN}\cell @\cell\row", "read", "the number in a cell"),
    ("nested-cell", r"\trowd\pard\intbl\itap2 @\nestcell\itap1\cell\row", "read", "a cell within a cell"),
    ("result", r"{\object{\*\objclass A}{\result @}}", "named", "the number in what an object shows"),
    ("description", rf"{CLEAN}{{\shp{{\*\shpinst{{\sp{{\sn wzDescription}}{{\sv @}}}}}}}}", "read", "alternative text"),
    ("word-art", rf"{CLEAN}{{\shp{{\*\shpinst{{\sp{{\sn gtextUNICODE}}{{\sv @}}}}}}}}", "read", "the words of WordArt"),
    ("form", rf"{CLEAN}{{\*\formfield{{\*\ffdeftext @}}}}", "read", "what a field of a form begins with"),
    ("field", r"{\field{\*\fldinst QUOTE x}{\fldrslt @}}", "read", "what a field shows"),
    ("draws-in", rf"{CLEAN}{{\field{{\*\fldinst INCLUDETEXT http://192.0.2.1/a.rtf}}{{\fldrslt @}}}}", "named", "a field that draws in a file"),
    ("unicode-pair", r"{\upr{x}{\*\ud @}}", "read", "words in a form for newer programs"),
    ("no-fallback", rf"\uc100 {_UNICODE} {'x' * 100}@", "either", "a hundred characters for each"),
    ("deep", lambda: "{" * 1_000_000 + "@" + "}" * 1_000_000, "either", "groups in groups, a million deep"),
    ("deep-fields", lambda: r"{\field{\*\fldinst " * 900 + "@" + "}}" * 900, "either", "fields in fields"),
    ("deep-upr", lambda: r"{\upr{x}{\*\ud " * 900 + "@" + "}}" * 900, "either", "pairs in pairs"),
    ("many-groups", lambda: "{}" * (LONG // 2) + "@", "either", "four million groups"),
    ("many-words", lambda: r"\b" * (LONG // 2) + " @", "either", "four million words"),
    ("many-pictures", lambda: r"{\pict\jpegblip ffd8ff}" * 100_000 + "@", "either", "100,000 pictures"),
    ("many-notes", lambda: r"{\footnote a}" * 100_000 + "@", "either", "100,000 notes"),
    ("many-rows", lambda: r"\trowd\pard\intbl a\cell\row" * 60_000 + "@", "either", "60,000 rows"),
    ("long-picture", lambda: r"{\pict\jpegblip " + "ff" * (LONG // 2) + "}@", "either", "a picture of 8 MB"),
    ("long-word", lambda: "\\" + "a" * LONG + " @", "either", "a control word of 8 MB"),
    ("long-number", lambda: "\\u" + "9" * LONG + " @", "either", "a number of 8 MB"),
    ("odd-picture", r"{\pict\jpegblip ffd}@", "named", "half a byte of a picture"),
    ("binary-past-end", rf"@{{\pict\jpegblip\bin999999999 {CLEAN}", "named", "bytes that are not there"),
    ("binary-negative", r"{\pict\bin-5 }@", "read", "fewer bytes than none"),
    ("half-pair", r"\u-10179 ?@", "read", "half of a pair of Unicode"),
    ("unclosed", r"{\b @{\i", "either", "groups that never end"),
    ("closed-early", r"}@", "named", "words behind the end"),
    ("stars", lambda: r"{\*" * 1_500 + "@", "either", "nothing but stars"),
    ("no-font", r"\f99\fcharset999\ansicpg99999 @", "read", "fonts and code pages that nobody knows"),
    ("bad-bytes", r"\ansicpg932\'ff\'ff\'81 @", "read", "bytes that are no character"),
]  # fmt: skip

CASES: tuple[Case, ...] = (
    *(
        case(
            f"rtf-{name}", ".rtf",
            lambda text=text: _rich(text),  # type: ignore[misc]
            outcome if name != "closed-early" else "either", why, phone=name != "closed-early",
        )
        for name, text, outcome, why in _CASES
    ),
    case("rtf-deleted", ".rtf", lambda: _rich(rf"{CLEAN}{{\deleted @}}"), "either", "deleted", phone=False),
    case("rtf-comment", ".rtf", lambda: _rich(rf"{CLEAN}{{\*\annotation @}}"), "either", "a comment", phone=False),
    case("rtf-object", ".rtf", lambda: _rich(rf"{CLEAN}{{\object{{\*\objclass Package}}{{\*\objdata 00}}}}"), "either", "an object of another program", phone=False),
    case("rtf-only-object", ".rtf", lambda: _rich(r"{\object{\*\objclass Package}{\*\objdata 00}}"), "refused", "nothing but an object", phone=False),
    case("rtf-empty", ".rtf", bytes, "refused", "nothing", phone=False),
    case("rtf-not", ".rtf", POST.encode, "refused", "a plain text"),
    case("rtf-zeros", ".rtf", lambda: bytes(1_000), "refused", "zeros", phone=False),
    case("rtf-wide", ".rtf", lambda: f"{_HEAD}{POST}}}".encode("utf-16"), "refused", "two bytes to the letter"),
    case("rtf-named-doc", ".doc", lambda: _rich("@"), "refused", "an ending that says otherwise"),
    case("rtf-named-text", ".txt", lambda: _rich("@"), "refused", "Rich Text that says it is plain"),
)  # fmt: skip
"""Every case of Rich Text."""
