"""Documents that are ZIP files of XML parts (Word, OpenDocument, Excel), opened within limits."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MEMBERS = 5_000
LARGEST_PART = 32 * 1024 * 1024
LARGEST_TOTAL = 256 * 1024 * 1024
"""Members of a package, bytes of one part that is read, and bytes of all of them unpacked."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTSIDE = re.compile(r"^[\\/]|^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)|\x00")
_MACROS = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml)$|^(?:Basic|Scripts)/.", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MATHS = b'<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd">'
_ENCRYPTED = 0x1
_SAYS = re.compile(r"[^\W\d_]{2}|(?<![\d.,])(?:\+?\d[\s()/-]{0,3}){9}")


class Package:
    """The parts of a document.

    Raises `DraftError`, with what to do, where the file is no such package, encrypted or damaged, unpacks to
    more than the limits, or holds macros or members whose names lead elsewhere.
    """

    def __init__(self, content: bytes) -> None:
        if content.startswith(_OLE):
            raise DraftError(
                "the document is encrypted, or in the format of before 2007; "
                "save it without a password, in today's format"
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RecursionError) as error:
            raise _damaged(error) from error
        self._refuse(self._archive.infolist())

    def _refuse(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MOST_MEMBERS:
            raise DraftError(f"the document has {len(members):,} parts; {MOST_MEMBERS:,} is the limit")
        total = sum(member.file_size for member in members)
        if total > LARGEST_TOTAL:
            limit = LARGEST_TOTAL // 1024 // 1024
            raise DraftError(f"the document unpacks to more than {limit} MiB; take pictures out of it")
        if first := min((member.header_offset for member in members), default=0):
            what = (
                "something stands before the document in its file"
                if first > 0
                else "the file lacks its beginning"
            )
            raise DraftError(f"{what}; save it again")
        parts = [member for member in members if not _is_empty_folder(member)]
        self._refuse_ambiguous(parts)
        for member in parts:
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise DraftError("the document is packed as no office program does; save it again")
            if _OUTSIDE.search(member.orig_filename):
                raise DraftError("the document holds a part whose name leads out of it; do not open it")
            if member.flag_bits & _ENCRYPTED:
                raise DraftError("the document is encrypted; save it without a password")
            if _MACROS.search(member.filename):
                raise DraftError("the document holds macros; save it without them")

    def _refuse_ambiguous(self, members: list[zipfile.ZipInfo]) -> None:
        """Raise `DraftError` where two parts of one name say different things, whichever is read."""
        known: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            first = known.setdefault(member.filename.casefold(), member)
            if first is not member and self._content(first) != self._content(member):
                raise DraftError("the document holds two parts of one name; save it again")

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of the parts."""
        return frozenset(self._archive.namelist())

    def read(self, name: str) -> bytes:
        """A part's content; raises `DraftError` where it is missing, damaged or too large."""
        try:
            return self._content(self._archive.getinfo(name))
        except KeyError:
            raise DraftError(f"the document has no part {name!r}; save it again") from None

    def _content(self, member: zipfile.ZipInfo) -> bytes:
        try:
            with self._archive.open(member) as part:
                content = part.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise _damaged(error) from error
        if len(content) > LARGEST_PART:
            limit = LARGEST_PART // 1024 // 1024
            raise DraftError(f"a part of the document is larger than {limit} MiB; split the document")
        return content

    def xml(self, name: str) -> _Element:
        """The root of a part; raises `DraftError` where it is no sound XML, or declares entities."""
        return parse(self.read(name))

    def sound_parts(self) -> Iterator[bytes]:
        """Every part that is XML, for libraries that parse parts themselves.

        Raises `DraftError` where one declares entities.
        """
        for name in self.names:
            if name.lower().endswith((".xml", ".rels")):
                content = self.read(name)
                if _DOCTYPE.search(content.replace(b"\0", b"")):
                    raise _declares()
                yield content


def parse(content: bytes) -> _Element:
    """The root of an XML document that may be hostile: no entity is resolved and nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,  # old programs write some twice, and some that are no names
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content.replace(_MATHS, b"", 1), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(error) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares()
    return root


def says_something(text: str) -> bool:
    """Whether a label is more than a figure or a sign: it has a word, or as many digits as a phone number."""
    return _SAYS.search(text) is not None


def name_of(element: _Element | None) -> str:
    """An element's name without its namespace; empty for None."""
    return "" if element is None else str(element.tag).rpartition("}")[2]


def nested(element: _Element, name: str, wrappers: Collection[str]) -> Iterator[_Element]:
    """Children of that name, those within wrappers among them, in order."""
    for child in element:
        found = name_of(child)
        if found == name:
            yield child
        elif found in wrappers:
            yield from nested(child, name, wrappers)


def attribute(element: _Element, name: str) -> str:
    """The value of the attribute of that name in whatever namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _is_empty_folder(member: zipfile.ZipInfo) -> bool:
    return member.filename.endswith("/") and not member.file_size


def _damaged(error: Exception) -> DraftError:
    return DraftError(f"the document is damaged, or not of its kind ({error}); save it again")


def _declares() -> DraftError:
    return DraftError("the document declares a document type, as no office program does; do not open it")


def drawn_from(what: str, target: str) -> DraftError:
    """The error for a document that draws a part of itself from elsewhere."""
    name = shown_name(target)
    return DraftError(f"the document draws its {what} from {name!r}; put it into the document itself")
