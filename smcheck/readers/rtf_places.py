"""What the groups and words of Rich Text Format stand for, and the code pages of its fonts."""

from __future__ import annotations

WORDS = {
    "par": "\n", "sect": "\n", "page": "\n", "column": "\n", "line": "\n", "softline": "\n", "lbr": "\n",
    "row": "\n", "nestrow": "\n", "cell": "\t", "nestcell": "\t", "tab": "\t", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b",
    "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
"""Control words that stand for characters."""

SIGNS = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
"""Characters behind a backslash, and what they stand for; others stand for nothing."""

UNSEEN = frozenset(
    "colortbl stylesheet info filetbl xe tc tcn rxe nonshppict shprslt pntxta pntxtb nonesttables mmathPict "
    "objtime comment private1 pnseclvl urtf panose fontemb fontfile bkmkcolf".split()
)
"""Groups that no reader of the document sees, or that repeat others for older programs."""

THROUGH = frozenset(
    "shppict shpinst shpgrp do picprop hl ud moMath moMathPara mmath background formfield sp dpgroup "
    "object".split()
)
"""Groups that are no text themselves, and hold some."""

ASIDE = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footer": "footer",
    "footerl": "footer", "footerr": "footer", "footerf": "footer", "footnote": "footnote",
    "shptxt": "text box", "dptxbxtext": "text box", "ftnsep": "line above footnotes",
    "ftnsepc": "line above footnotes", "ftncn": "line above footnotes", "aftnsep": "line above endnotes",
    "aftnsepc": "line above endnotes", "aftncn": "line above endnotes",
}  # fmt: skip
"""Groups whose text stands beside the body, and what it is called."""

TAKEN = frozenset(
    "fldinst pict objclass sn sv hlsrc hlfr ffdeftext ffl ffhelptext ffstattext fonttbl".split()
)
"""Groups whose text says something of what holds them."""

_CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 78: "cp932", 79: "cp949", 80: "gbk", 81: "cp950", 128: "cp932",
    129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
_PAGES = {
    65001: "utf-8", 10000: "mac_roman", 10007: "mac_cyrillic", 936: "gbk", 20127: "cp1252", 28591: "cp1252",
    1361: "johab", 51949: "euc_kr", 51932: "euc_jp", 54936: "gb18030", 20866: "koi8-r", 21866: "koi8-u",
}  # fmt: skip
_NUMBERED = frozenset(
    (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874, 932, 949, 950,
     *range(1250, 1259))
)  # fmt: skip


def codec_of_charset(charset: int, usual: str) -> str:
    """The codec of a font's charset; `usual` where it names none."""
    return _CHARSETS.get(charset, usual)


def codec_of_page(page: int, usual: str = "cp1252") -> str:
    """The codec of a code page of Windows; `usual` where it is not known."""
    if page in _NUMBERED:
        return f"cp{page}"
    if 28592 <= page <= 28606:
        return f"iso8859-{page - 28590}" if page != 28602 else usual
    return _PAGES.get(page, usual)
