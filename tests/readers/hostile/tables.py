"""CSV and TSV files that are endless, ragged, unclosed or in the wrong encoding."""

from __future__ import annotations

import codecs

from tests.readers.hostile.case import CLEAN, LONG, POST, Case, case

_ROWS = f'text,date\r\n"{POST}",2026-05-01\r\n'


def _wide() -> bytes:
    names = ",".join(f"c{at}" for at in range(100_000))
    return f'text,{names}\r\n"{POST}"{"," * 100_000}\r\n'.encode()


CASES: tuple[Case, ...] = (
    case(
        "csv-null-bytes", ".csv", lambda: _ROWS.replace(" ", "\0 ").encode(), "either", "NUL bytes in cells"
    ),
    case("csv-null-at-end", ".csv", lambda: _ROWS.encode() + bytes(4096), "either", "padded with NUL bytes"),
    case(
        "csv-huge-cell",
        ".csv",
        lambda: f'text\r\n"{POST}{" Fete." * (LONG // 6)}"\r\n'.encode(),
        "either",
        "a cell of 8 MB",
    ),
    case(
        "csv-huge-other-cell",
        ".csv",
        lambda: f'text,note\r\n"{POST}","{"x" * LONG}"\r\n'.encode(),
        "either",
        "8 MB in a cell beside the post",
    ),
    case(
        "csv-unbalanced-quote",
        ".csv",
        lambda: f'text,date\r\n"{CLEAN},2026-05-01\r\n{POST},2026-05-02\r\n'.encode(),
        "either",
        "a quotation mark that is never closed swallows the next row",
    ),
    case(
        "csv-quote-within",
        ".csv",
        lambda: f'text,date\r\nThe "fete" is on; {POST.replace(",", "")},2026-05-02\r\n'.encode(),
        "read",
        "quotation marks within a cell that has none around it",
    ),
    case(
        "csv-quotes-only",
        ".csv",
        lambda: f"text\r\n{POST}\r\n".encode() + b'"' * 4_000_001,
        "either",
        "four million quotation marks",
    ),
    case(
        "csv-backslash-escapes",
        ".csv",
        lambda: f'text,date\r\n"The \\"fete\\", {POST}",2026-05-02\r\n'.encode(),
        "either",
        "quotation marks escaped as in MySQL",
    ),
    case(
        "csv-two-million-rows",
        ".csv",
        lambda: b"text\n" + b"a\n" * 2_000_000 + POST.encode(),
        "either",
        "rows on end",
    ),
    case(
        "csv-two-million-blank-rows",
        ".csv",
        lambda: b"text\n" + b"\n" * 2_000_000 + POST.encode(),
        "either",
        "blank rows on end",
    ),
    case("csv-hundred-thousand-columns", ".csv", _wide, "either", "100,000 columns"),
    case(
        "csv-commas-only",
        ".csv",
        lambda: f"text\n{POST}\n".encode() + b"," * 5_000_000,
        "either",
        "a row of five million empty cells",
    ),
    case(
        "csv-mixed-line-ends",
        ".csv",
        lambda: f"text,date\r\n{CLEAN},a\n{CLEAN},b\r{POST},c\r\n".encode(),
        "read",
        "three kinds of line end",
    ),
    case(
        "csv-lone-returns",
        ".csv",
        lambda: _ROWS.replace("\r\n", "\r").encode(),
        "read",
        "line ends of old Macs",
    ),
    case(
        "csv-utf16",
        ".csv",
        lambda: codecs.BOM_UTF16_LE + _ROWS.encode("utf-16-le"),
        "read",
        "UTF-16, as Excel's",
    ),
    case(
        "csv-utf16-big",
        ".csv",
        lambda: codecs.BOM_UTF16_BE + _ROWS.encode("utf-16-be"),
        "read",
        "UTF-16, reversed",
    ),
    case(
        "csv-utf16-unmarked", ".csv", lambda: _ROWS.encode("utf-16-le"), "either", "UTF-16 without its mark"
    ),
    case(
        "csv-utf16-odd-length",
        ".csv",
        lambda: codecs.BOM_UTF16_LE + _ROWS.encode("utf-16-le") + b"x",
        "either",
        "UTF-16 with half a character at its end",
    ),
    case(
        "csv-two-encodings",
        ".csv",
        lambda: "text\r\nCafé open\r\n".encode() + f"Caf\xe9, {POST}\r\n".encode("cp1252"),
        "either",
        "one row in UTF-8, the next in Windows' encoding",
    ),
    case(
        "csv-two-marks",
        ".csv",
        lambda: codecs.BOM_UTF8 * 2 + _ROWS.encode(),
        "either",
        "two byte order marks before the header",
    ),
    case("csv-header-only", ".csv", lambda: b"text,date\r\n", "refused", "a header and no rows", phone=False),
    case(
        "csv-blank-cells",
        ".csv",
        lambda: b"text,date\r\n,\r\n  ,\r\n",
        "refused",
        "blank rows only",
        phone=False,
    ),
    case(
        "csv-no-header",
        ".csv",
        lambda: f"{POST}\r\n{CLEAN}\r\n".encode(),
        "either",
        "posts where a header should be",
    ),
    case("csv-one-line", ".csv", lambda: POST.encode(), "either", "a post and nothing else"),
    case(
        "csv-duplicate-headers",
        ".csv",
        lambda: f'text,text\r\n"{CLEAN}","{POST}"\r\n'.encode(),
        "either",
        "two columns of one name, the number in the second",
    ),
    case(
        "csv-duplicate-headers-reversed",
        ".csv",
        lambda: f'text,text\r\n"{POST}","{CLEAN}"\r\n'.encode(),
        "either",
        "two columns of one name, the number in the first",
    ),
    case(
        "csv-more-cells-than-headers",
        ".csv",
        lambda: f"text\r\nThe fete is on Saturday, ring 07700 900123, please\r\n{CLEAN}\r\n".encode(),
        "either",
        "a post with commas and no quotation marks",
    ),
    case(
        "csv-no-text-column",
        ".csv",
        lambda: f'date,words\r\n2026-05-01,"{POST}"\r\n'.encode(),
        "either",
        "no column of a name that is known",
    ),
    case(
        "csv-two-text-columns",
        ".csv",
        lambda: f'text,caption\r\n"{CLEAN}","{POST}"\r\n'.encode(),
        "either",
        "two columns that could be the post",
    ),
    case(
        "csv-separator-line",
        ".csv",
        lambda: f"sep=;\r\ntext;date\r\n{POST.replace(';', ',')};2026-05-01\r\n".encode(),
        "either",
        "a line that tells Excel the separator",
    ),
    case(
        "csv-semicolons",
        ".csv",
        lambda: f'text;date\r\n"{POST}";2026-05-01\r\n'.encode(),
        "read",
        "semicolons between the cells",
    ),
    case(
        "csv-formulas",
        ".csv",
        lambda: f'text,link\r\n"=cmd|\'/c calc\'!A0 {POST}","=HYPERLINK(""http://192.0.2.1"")"\r\n'.encode(),
        "read",
        "cells that a spreadsheet would run",
    ),
    case(
        "csv-terminal-escapes",
        ".csv",
        lambda: f'text\r\n"\x1b]0;owned\x07\x1b[2J{POST}"\r\n'.encode(),
        "either",
        "characters that steer a terminal",
    ),
    case(
        "csv-record-separators",
        ".csv",
        lambda: f"text\u2028{POST}\x1e{CLEAN}\x85".encode(),
        "either",
        "line ends that only some programs know",
    ),
    case(
        "tsv-tabs",
        ".tsv",
        lambda: f"text\tdate\n{POST}\t2026-05-01\n".encode(),
        "read",
        "tabs between the cells",
    ),
    case(
        "tsv-quotes",
        ".tsv",
        lambda: f'text\tdate\n"{CLEAN}\t2026-05-01\n{POST}\t2026-05-02\n'.encode(),
        "either",
        "a quotation mark that is part of the post",
    ),
    case("tsv-without-tabs", ".tsv", lambda: f"text\n{POST}\n".encode(), "read", "one column and no tab"),
    case(
        "csv-html-page",
        ".csv",
        lambda: f"<html><body>{POST}</body></html>".encode(),
        "either",
        "a page, renamed",
    ),
)
