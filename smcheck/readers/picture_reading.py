"""The words and codes in pixels: the one place that loads rapidocr and zxing-cpp.

rapidocr would fetch models that it is not shown; it is shown those of its own wheel. It is told to use one
thread, as the models of smcheck are: a folder is reviewed by several processes.
"""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from smcheck.model.picture import LEAST, Box, Code, Line
from smcheck.readers.picture_order import Seen, in_order
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
    "Det.limit_side_len": 1280,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_CODES = "QRCode,MicroQRCode,RMQRCode,Aztec,DataMatrix"
_LOCK = threading.Lock()  # the engine keeps what it is at


class Read(NamedTuple):
    """What was read in a picture; `unclear` are boxes of what may be words, and could not be made out."""

    lines: tuple[Line, ...]
    codes: tuple[Code, ...]
    unclear: tuple[Box, ...]


def read(pixels: np.ndarray[Any, Any], width: int) -> Read:
    """The lines and codes of a picture; `width` is its own, of which the pixels may be a smaller form."""
    scale = width / pixels.shape[1]
    seen = _seen(pixels)
    read = in_order([piece for piece in seen if piece.confidence >= LEAST])
    lines = tuple(Line(piece.text, _box(piece.corners, scale), piece.confidence) for piece in read)
    unclear = tuple(_box(piece.corners, scale) for piece in seen if piece.confidence < LEAST)
    return Read(lines, tuple(_codes(pixels, scale)), unclear)


def _seen(pixels: np.ndarray[Any, Any]) -> list[Seen]:
    with _LOCK:
        result = _engine()(pixels[:, :, ::-1].copy())
    if result.boxes is None or result.txts is None:
        return []
    return [
        Seen(text.strip(), tuple((float(x), float(y)) for x, y in corners), float(score))
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
        if text.strip()
    ]


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
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    shown = {key: str(models / name) for key, name in _MODELS.items()}
    return rapidocr.RapidOCR(params={**_SETTINGS, **shown})
