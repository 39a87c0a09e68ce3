"""What a picture says, as it is kept between two runs: a head in JSON, and the small pictures behind it."""

from __future__ import annotations

import json
from typing import Protocol

from smcheck.model.picture import Box, Code, Line, PictureWords

_ENDS = b"\0"  # the head, in which JSON has no such sign


class Kept(Protocol):
    """Where what pictures say is kept, by their content."""

    def get(self, content: bytes) -> bytes | None:
        """What was put for that content; None where nothing was."""

    def put(self, content: bytes, said: bytes) -> None:
        """Keep what a picture of that content says."""


def packed(frames: tuple[PictureWords, ...]) -> bytes:
    """What a picture says as bytes."""
    head = [
        [
            frame.width,
            frame.height,
            frame.lines,
            frame.codes,
            len(frame.small),
            frame.number,
            frame.more,
            frame.unclear,
        ]
        for frame in frames
    ]
    return json.dumps(head).encode() + _ENDS + b"".join(frame.small for frame in frames)


def unpacked(said: bytes) -> tuple[PictureWords, ...]:
    """What `packed` was given."""
    head, _, rest = said.partition(_ENDS)
    frames = []
    for width, height, lines, codes, size, number, more, unclear in json.loads(head):
        small, rest = rest[:size], rest[size:]
        frames.append(
            PictureWords(
                width,
                height,
                tuple(Line(text, Box(*box), *way) for text, box, *way in lines),
                tuple(Code(text, Box(*box)) for text, box in codes),
                small,
                number,
                more,
                tuple(Box(*box) for box in unclear),
            )
        )
    return tuple(frames)
