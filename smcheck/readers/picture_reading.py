"""The words and codes in pixels: the one place that loads rapidocr and zxing-cpp.

rapidocr would fetch models that it is not shown; it is shown those of its own wheel, and has nothing to fetch
with: the library for that, which opens a socket as it is imported, is kept from it. It is told to use one
thread, as the models of smcheck are: a folder is reviewed by several processes.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from smcheck.model.picture import LEAST, Box, Code, Line
from smcheck.readers.picture_order import Seen, in_order
from smcheck.readers.picture_turns import back, upright
from smcheck.settings.networks import silence_onnxruntime

if TYPE_CHECKING:
    import numpy as np

_MODELS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
}
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,
    "Global.max_side_len": 4000,
    "Det.limit_type": "max",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
DETECTED = 960
"""Pixels of the longer side to which a picture is made smaller for finding where words stand."""

TURNS_ROUND = False
"""Whether lines that seem to stand on their head are turned round; it turned more that stood upright."""

_SLANT = 0.02
_CODES = "QRCode,MicroQRCode,RMQRCode,Aztec,DataMatrix"
_FETCHING = "requests"
_LOCK = threading.Lock()  # the engine keeps what it is at


class Read(NamedTuple):
    """What was read in a picture; `unclear` are boxes of what may be words, and could not be made out."""

    lines: tuple[Line, ...]
    codes: tuple[Code, ...]
    unclear: tuple[Box, ...]


def read(pixels: np.ndarray[Any, Any], width: int) -> Read:
    """The lines and codes of a picture; `width` is its own, of which the pixels may be a smaller form."""
    scale = width / pixels.shape[1]
    seen, quarters = upright(pixels, _seen)
    high, wide = pixels.shape[:2]

    def box(piece: Seen) -> Box:
        return _box([back(corner, quarters, wide, high) for corner in piece.corners], scale)

    read = in_order([piece for piece in seen if piece.confidence >= LEAST])
    lines = tuple(Line(piece.text, box(piece), piece.confidence, quarters, _slant(piece)) for piece in read)
    unclear = tuple(box(piece) for piece in seen if piece.confidence < LEAST)
    return Read(lines, tuple(_codes(pixels, scale)), unclear)


def _slant(piece: Seen) -> float:
    """How many pixels a line goes down for each to the right; 0 where that is hardly to be seen."""
    (left, top), (right, there) = piece.corners[:2]
    slant = (there - top) / (right - left) if right > left else 0.0
    return round(slant, 3) if _SLANT <= abs(slant) <= 1 else 0.0


def _seen(pixels: np.ndarray[Any, Any]) -> list[Seen]:
    with _LOCK:
        result = _engine()(pixels[:, :, ::-1].copy())
    if result.boxes is None or result.txts is None:
        return []
    return [
        Seen(text.strip(), tuple((float(x), float(y)) for x, y in corners), float(score))
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
        if text.strip() and _says_something(text)
    ]


def _says_something(text: str) -> bool:
    """Whether it is more than one letter by itself, as the texture of a photograph may look like."""
    return sum(map(str.isalnum, text)) > 1 or any(map(str.isdigit, text))


def _codes(pixels: np.ndarray[Any, Any], scale: float) -> list[Code]:
    import zxingcpp

    formats = zxingcpp.barcode_formats_from_str(_CODES)
    found = zxingcpp.read_barcodes(pixels[:, :, ::-1].copy(), formats=formats)
    codes = []
    for code in found:
        at = code.position
        corners = [
            (float(p.x), float(p.y)) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        ]
        if code.text.strip():
            codes.append(Code(code.text.strip(), _box(corners, scale)))
    return sorted(codes, key=lambda code: (code.box.y, code.box.x, code.text))


def _box(corners: Any, scale: float) -> Box:
    left, top = (min(corner[axis] for corner in corners) * scale for axis in (0, 1))
    right, bottom = (max(corner[axis] for corner in corners) * scale for axis in (0, 1))
    return Box(round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top)))


@cache
def _engine() -> Any:
    silence_onnxruntime()
    with _nothing_to_fetch_with():
        import rapidocr
        from rapidocr import RapidOCR

    models = Path(rapidocr.__file__).parent / "models"
    shown = {key: str(models / name) for key, name in _MODELS.items()}
    chosen = {"Det.limit_side_len": DETECTED, "Global.use_cls": TURNS_ROUND}
    return RapidOCR(params={**_SETTINGS, **shown, **chosen})


@contextmanager
def _nothing_to_fetch_with() -> Iterator[None]:
    """What is imported within finds a library for fetching that can fetch nothing."""
    empty, before = ModuleType(_FETCHING), sys.modules.get(_FETCHING)
    vars(empty).update(Response=object, RequestException=OSError)
    sys.modules[_FETCHING] = empty
    try:
        yield
    finally:
        del sys.modules[_FETCHING]
        if before:
            sys.modules[_FETCHING] = before
