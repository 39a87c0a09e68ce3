"""How the parts of a Word document relate: which is the body, where links lead, what is drawn in."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.package import Package, drawn_from

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MAIN = "/officeDocument"
_HARMLESS = ("/hyperlink", "/attachedTemplate")  # relations that may lead out: they draw nothing in
_REMOTE = re.compile(r"(?:https?|ftp):", re.IGNORECASE)


def main_name(package: Package) -> str:
    """The name of the part that holds the body; raises `DraftError` where there is none."""
    for kind, target, _ in _relations(package, "").values():
        if kind.endswith(_MAIN):
            return target.lstrip("/")
    raise DraftError("this is no Word document, whatever its name says; save it as .docx")


def body_of(package: Package, main: str) -> _Element:
    """The root of the part that holds the body; raises `DraftError` where it is none of Word's."""
    root = package.xml(main)
    if namespace(root) not in WORD:
        raise DraftError("this is no Word document, whatever its name says; save it as .docx")
    return root


def links_of(package: Package, name: str) -> dict[str, str]:
    """Targets of the document's links by their ids; raises `DraftError` where it draws in foreign content."""
    links = {}
    for identifier, (kind, target, outside) in _relations(package, name).items():
        if outside and not kind.endswith(_HARMLESS):
            what = kind.rpartition("/")[2]
            raise drawn_from(what, target)
        if kind.endswith("/aFChunk"):
            raise DraftError("the document holds another document within it; copy its text into this one")
        if kind.endswith("/hyperlink"):
            links[identifier] = target
    _refuse_remote_template(package, name)
    return links


def _refuse_remote_template(package: Package, main: str) -> None:
    settings = posixpath.join(posixpath.dirname(main), "settings.xml")
    for _, target, outside in _relations(package, settings).values():
        if outside and _REMOTE.match(target):
            raise DraftError(
                f"the document's template is on the web ({shown_name(target)!r}); attach one of your own"
            )


def _relations(package: Package, part: str) -> dict[str, tuple[str, str, bool]]:
    """Relations of a part ("" for the package) by id: the kind, the target, and whether it lies outside."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.names:
        return {}
    return {
        relation.get("Id", ""): (
            relation.get("Type", ""), relation.get("Target", ""), relation.get("TargetMode") == "External",
        )
        for relation in package.xml(path)
    }  # fmt: skip


def targets_of(package: Package, part: str) -> dict[str, str]:
    """Where the relations of a part lead, by id."""
    return {key: target for key, (_, target, _) in _relations(package, part).items()}


def namespace(element: _Element) -> str:
    """The namespace of an element's name; empty where it has none."""
    return str(element.tag).partition("}")[0].lstrip("{")
