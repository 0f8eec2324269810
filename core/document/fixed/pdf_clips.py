"""Texts of a page that lie outside what it shows of them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

from core.document.fixed.matrix import Box
from core.document.fixed.pdf_parts import Sheet
from core.document.fixed.pdfium import bare

_NEAR = 1.0
"""Points."""
_MOST_SEGMENTS = 200


def cut_off(sheets: Iterable[Sheet]) -> Iterator[int]:
    """The texts whose middle is cut off by the path that was drawn around them last."""
    clip_of, paths_of = bare("FPDFPageObj_GetClipPath"), bare("FPDFClipPath_CountPaths")
    bounds_of = bare("FPDFPageObj_GetBounds")
    sides = [ctypes.c_float() for _ in range(4)]
    at = [*map(ctypes.byref, sides)]
    boxes = _Boxes()
    for text in (text for sheet in sheets for text in sheet.texts):
        clip = clip_of(text)
        count = paths_of(clip) if clip else 0
        if count > 0 and bounds_of(text, *at):
            left, bottom, right, top = (side.value for side in sides)
            if not _is_inside((left + right) / 2, (bottom + top) / 2, boxes.of(clip, count - 1)):
                yield text


class _Boxes:
    """The boxes of paths; of one that begins like the one before, the same."""

    def __init__(self) -> None:
        self._segments, self._segment = bare("FPDFClipPath_CountPathSegments"), bare("FPDFClipPath_GetPathSegment")
        self._point = bare("FPDFPathSegment_GetPoint")
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._room = ctypes.byref(self._x), ctypes.byref(self._y)
        self._last: tuple[float, ...] | None = None
        self._box: Box = (0.0, 0.0, 0.0, 0.0)

    def of(self, clip: int, path: int) -> Box:
        """The box of a path."""
        count = min(self._segments(clip, path), _MOST_SEGMENTS)
        if count < 1:
            return 0.0, 0.0, 0.0, 0.0
        key = (count, *self._at(clip, path, 1 if count > 1 else 0))
        if key != self._last:
            xs, ys = zip(*(self._at(clip, path, index) for index in range(count)), strict=True)
            self._last, self._box = key, (min(xs), min(ys), max(xs), max(ys))
        return self._box

    def _at(self, clip: int, path: int, index: int) -> tuple[float, float]:
        self._point(self._segment(clip, path, index), *self._room)
        return self._x.value, self._y.value


def _is_inside(x: float, y: float, box: Box) -> bool:
    left, bottom, right, top = box
    return left - _NEAR <= x <= right + _NEAR and bottom - _NEAR <= y <= top + _NEAR
