"""What comes of an open text: a review, or why there is none. Nothing here is of the protocol."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from smcheck.lsp.buffers import Buffer
from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError, PictureError, SmcheckError
from smcheck.model.masking import shown_name
from smcheck.model.review import Review
from smcheck.readers import read_beside, read_content
from smcheck.readers.content import Item
from smcheck.review.examined import too_long
from smcheck.run import Reviewed
from smcheck.run.reviewers import Held, Reviewers
from smcheck.settings.council import CONFIG_NAME, Council
from smcheck.settings.policy import Policy

EXCLUDED = "left out by the settings (exclude), and not reviewed"
"""What is said of a file that the settings leave out."""

_ELSEWHERE = "{ending} files are not read from an editor; save it, and run smcheck on the file"
_BROKE = "smcheck could not review it ({error}); run smcheck on the saved file, and report this"
_PLAIN = "paragraph.txt"
_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Outcome:
    """What came of an open text: its review, if it is a draft, and what could not be reviewed.

    `left_out` says why it is no draft to be reviewed; `remarks` are what is to be said of the settings.
    """

    buffer: Buffer
    review: Review | None = None
    unread: tuple[str, ...] = ()
    left_out: str = ""
    remarks: tuple[str, ...] = ()
    policy: Policy | None = None
    council: Council | None = None


def reviewed(buffer: Buffer, reviewers: Reviewers) -> Outcome:
    """What comes of an open text, with the settings as they are now; never raises for what it holds."""
    if not buffer.text.strip():
        return Outcome(buffer)
    try:
        held = reviewers.at(buffer.folder)
        if left_out := _left_out(buffer, held):
            return Outcome(buffer, left_out=left_out)
        if not buffer.is_read_here:
            return Outcome(buffer, unread=(_ELSEWHERE.format(ending=Path(buffer.name).suffix),))
        return _outcome(buffer, held)
    except (SmcheckError, OSError, UnicodeError) as error:
        return Outcome(buffer, unread=(str(error),))
    except Exception as error:  # whatever it is, the text was not reviewed, and that has to be said
        return Outcome(buffer, unread=(_BROKE.format(error=type(error).__name__),))


def _outcome(buffer: Buffer, held: Held) -> Outcome:
    council, policy = held.reviewer.council, held.reviewer.policy
    limit = council.max_characters
    if len(buffer.text) > limit:  # said before a reader works through all of it
        return Outcome(buffer, unread=(too_long(len(buffer.text), limit),), policy=policy, council=council)
    review: Review | None = None
    unread: list[str] = []
    for item in _items(buffer):
        if isinstance(item, Draft) and item.shown:
            unread += _in_picture(held.reviewer.review(item))
        elif isinstance(item, Draft):
            event = held.baselines.told(Reviewed(held.reviewer.review(item), held.reviewer))
            review = event.review if isinstance(event, Reviewed) else None
        elif isinstance(item, DraftError) and not (
            isinstance(item, PictureError) and council.looks_at_pictures
        ):
            unread.append(str(item))
    return Outcome(buffer, review, tuple(unread), "", held.remarks, policy, council)


def _in_picture(review: Review) -> Iterator[str]:
    """What is said of a picture beside the text, whose words have no place in the editor."""
    found = dict.fromkeys(one.check for one in review.open_findings if one.severity != "note")
    if found and review.draft.shown:
        name = shown_name(review.draft.shown.name)
        yield f"in the picture {name} was found: {', '.join(found)}; review it by itself"


def _items(buffer: Buffer) -> Iterator[Item]:
    """What its reader makes of the text; beside a file, what lies there is looked at, too."""
    content = _HALF_PAIR.sub("\ufffd", buffer.text).encode("utf-8-sig")
    if buffer.is_paragraph:
        return (_of_document(item, buffer) for item in read_content(content, _PLAIN))
    if buffer.path is None:
        return read_content(content, buffer.name)
    return read_beside(content, Path(buffer.name))


def _of_document(item: Item, buffer: Buffer) -> Item:
    """What was read of a paragraph, as a draft of the document, for which decisions may be recorded."""
    return replace(item, path=buffer.name) if isinstance(item, Draft) else item


def _left_out(buffer: Buffer, held: Held) -> str:
    """Why a file is no draft; empty where it is one."""
    if buffer.path is None:
        return ""
    if buffer.path.name == CONFIG_NAME or held.excluder.is_setting(buffer.path):
        return "this is a file of the settings, and no draft"
    return EXCLUDED if held.excluder.excludes(buffer.path) else ""
