"""What is said of pictures that would be published and were not read: which, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from smcheck.model.errors import INSTALL_PICTURES, PictureError, PicturesNotInstalledError
from smcheck.model.masking import shown_name
from smcheck.model.showing import first_few


class Why(Enum):
    """Why a picture was not read, and what to do; `{it}` and the like stand for one or for several."""

    WEB = "{it} {lies} on the web, from where smcheck fetches nothing", "save {them} beside the draft"
    OUTSIDE = (
        "{it} {lies} outside the draft's folder, where smcheck opens nothing",
        "put {them} beside the draft",
    )
    LINKED = "the document draws {them} from elsewhere", "put {them} into the document itself"
    MISSING = "there is no such file beside the draft", "put {them} there"
    ALONE = "only the text was given, without its folder", "check {them} on {their} own"
    LARGE = "{it} {is} too large, or a link to another file", "save {them} smaller, beside the draft"
    DRAWING = "the words of drawings (SVG) are not read", "save {them} as PNG"


_ONE = {"it": "it", "lies": "lies", "is": "is", "them": "it", "their": "its"}
_SEVERAL = {"it": "they", "lies": "lie", "is": "are", "them": "them", "their": "their"}


def not_reviewed(names: Sequence[str], why: Why) -> PictureError:
    """One error for all pictures that were not read for a reason."""
    reason, remedy = (said.format(**(_SEVERAL if names[1:] else _ONE)) for said in why.value)
    several = len(names) > 1
    return PictureError(f"{_which(names)}: {reason}; {remedy}, or {by_eye(several=several)}")


def not_installed(names: Sequence[str]) -> PicturesNotInstalledError:
    """One error for all pictures that could not be read for want of the extra."""
    return PicturesNotInstalledError(
        f"{_which(names)}: the words in pictures cannot be read here; "
        f"{INSTALL_PICTURES}, or {by_eye(several=len(names) > 1)}"
    )


def _which(names: Sequence[str]) -> str:
    several = "s were" if names[1:] else " was"
    return f"{len(names):,} picture{several} not reviewed ({first_few(list(map(_shown, names)))})"


def _shown(name: str) -> str:
    """A name for people; of an address on the web its last part and the site."""
    site, _, path = name.partition("//")[2].partition("/")
    last = path.partition("?")[0].rpartition("/")[2]
    if not site or not name.lower().startswith(("http://", "https://", "//")):
        return shown_name(name)
    return f"{shown_name(last)} on {shown_name(site)}" if last else shown_name(site)


def by_eye(*, several: bool = False) -> str:
    """What can be done instead of reading a picture, or several."""
    them = "them" if several else "it"
    return f"look at {them} yourself, and say so in smcheck.toml: looks_at_pictures = true"


class Unread:
    """The pictures of a file's drafts that were not read, each once, by why."""

    def __init__(self) -> None:
        self._names: dict[Why, dict[str, None]] = {}

    def add(self, why: Why, names: Iterable[str]) -> None:
        """Note pictures by their names."""
        if found := dict.fromkeys(names):
            self._names.setdefault(why, {}).update(found)

    def join(self, other: Unread) -> None:
        """Note what was noted elsewhere, too."""
        for why, names in other._names.items():
            self.add(why, names)

    def leave_out(self, names: Iterable[str]) -> None:
        """Forget pictures that were found after all."""
        for name in names:
            for noted in self._names.values():
                noted.pop(name, None)

    def errors(self) -> Iterator[PictureError]:
        """An error for each reason."""
        return (not_reviewed(list(names), why) for why, names in self._names.items() if names)
