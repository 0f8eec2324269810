"""The recognition of words: rapidocr with the models in its wheel; nothing is ever fetched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
import rapidocr

from core.document.picture.upright import Boxes, Pixels

Reading: TypeAlias = tuple[str, float]
"""What a crop says, and how sure that is."""


def word_boxes(picture: Pixels) -> Boxes:
    """Where words stand."""
    boxes = _engine()(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)).boxes
    return np.asarray([] if boxes is None else boxes, np.float32).reshape(-1, 4, 2)


def read_crops(crops: Sequence[Pixels]) -> list[Reading]:
    """What each crop says, one line each, and how sure that is."""
    if not crops:
        return []
    seen = _engine().recognize_txt([np.ascontiguousarray(crop[:, :, ::-1]) for crop in crops])
    return [(str(text), float(score)) for text, score in zip(seen.txts, seen.scores, strict=True)]


@cache
def _engine() -> Any:
    """The reader, with its own models: nothing is ever fetched. Text is never turned: a 6 is no 9."""
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_rec": False,
            "Global.max_side_len": 2000,
            "Det.model_path": str(next(models.glob("*det*.onnx"))),
            "Rec.model_path": str(next(models.glob("*rec*.onnx"))),
            # Words are padded to this at least; most are a digit or two, and padded to less are read as well.
            "Rec.rec_img_shape": [3, 48, 96],
            # Files are read side by side, a process each: more threads would only wait for one another.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
