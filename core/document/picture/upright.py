"""A picture of a page made upright: turned and stretched so that its lines run level and plumb.

A sheet laid crooked on the glass and one held aslant before a phone are the same: the lines of a direction form a
pencil (they meet in one point, or run parallel), so that their slopes are linear in where they cross the middle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]
Boxes: TypeAlias = NDArray[np.float32]
"""Words as found: n boxes of four corners (x, y), clockwise from the left upper one."""
Lines: TypeAlias = NDArray[np.float64]
"""Segments: (x1, y1, x2, y2) each."""

_WORST_SKEW = 0.2
_LEAST_SHIFT = 2.0
_LONG = 5.0
_FEWEST_LINES, _FEWEST_FOR_PENCIL = 4, 12
_MOST_GROWTH = 0.15
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class _Pencil:
    """Lines of one direction: the slope of the one that crosses the middle at `at` is lean + spread * at."""

    lean: float = 0.0
    spread: float = 0.0

    def slope(self, at: float) -> float:
        return self.lean + self.spread * at


def is_sideways(boxes: Boxes) -> bool:
    """Whether most of what is written runs up or down the picture."""
    wide, high = _sides(boxes)
    return float(high[high > 2 * wide].sum()) > float(wide[wide > 2 * high].sum())


def level(picture: Pixels, boxes: Boxes) -> tuple[Pixels, Boxes]:
    """The picture with its lines level and plumb, and where the boxes are on it."""
    height, width = picture.shape[:2]
    lines = _segments(picture)
    across = lines[np.abs(lines[:, 3] - lines[:, 1]) < _WORST_SKEW * np.abs(lines[:, 2] - lines[:, 0])]
    down = lines[np.abs(lines[:, 2] - lines[:, 0]) < _WORST_SKEW * np.abs(lines[:, 3] - lines[:, 1])][:, [1, 0, 3, 2]]
    middle = np.array([width / 2, height / 2])
    rows = _pencil(across if len(across) >= _FEWEST_LINES else _written_edges(boxes), middle)
    columns = _pencil(down, middle[::-1]) if len(down) >= _FEWEST_LINES else _Pencil(-rows.lean)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * middle
    seen = np.array([_crossing(rows, columns, x, y) for x, y in corners])
    if np.abs(seen - corners).max() < _LEAST_SHIFT:
        return picture, boxes
    matrix = cv2.getPerspectiveTransform((seen + middle).astype(np.float32), (corners + middle).astype(np.float32))
    return _warped(picture, np.asarray(matrix, float), boxes)


def upside_down(picture: Pixels, boxes: Boxes) -> tuple[Pixels, Boxes]:
    """The picture turned half round, and where the boxes are on it."""
    height, width = picture.shape[:2]
    turned = np.array([width, height], np.float32) - boxes
    return np.ascontiguousarray(picture[::-1, ::-1]), turned[:, [2, 3, 0, 1]]


def may_be_spread(picture: Pixels) -> bool:
    """Whether the picture is as wide as one of two pages side by side."""
    return bool(picture.shape[1] >= 1.15 * picture.shape[0])


def gutter(boxes: Boxes, lines: Iterable[tuple[float, float]], width: int) -> int | None:
    """Where the two pages of a spread part, with no word and no level line (left, right); None where they don't."""
    free = np.ones(width, bool)
    for left, right in (*zip(boxes[:, :, 0].min(1), boxes[:, :, 0].max(1), strict=True), *lines):
        free[max(int(left), 0) : max(int(right), 0) + 1] = False
    least, most = int(0.4 * width), int(0.6 * width)
    runs = np.flatnonzero(np.diff(np.concatenate(([0], free[least:most].astype(np.int8), [0]))))
    if not len(runs):
        return None
    start, stop = max(runs.reshape(-1, 2).tolist(), key=lambda run: run[1] - run[0])
    at = least + (start + stop) // 2
    left_of = int((boxes[:, :, 0].max(1) < at).sum())
    both = min(left_of, len(boxes) - left_of)
    return at if stop - start > 0.02 * width and both >= 3 else None


def _sides(boxes: Boxes) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    spans = boxes.max(1) - boxes.min(1)
    return spans[:, 0], spans[:, 1]


def _segments(picture: Pixels) -> Lines:
    """The straight strokes that are longer than those of characters: (x1, y1, x2, y2) each."""
    plain = np.ascontiguousarray(picture[:, :, 0])
    found: Any = cv2.createLineSegmentDetector().detect(plain)[0]
    if found is None:
        return np.empty((0, 4))
    lines: Lines = np.asarray(found, dtype=float).reshape(-1, 4)
    lengths = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    return np.compress(lengths > max(picture.shape[:2]) / 50, lines, axis=0)


def _written_edges(boxes: Boxes) -> Lines:
    """The upper edges of long words, as segments."""
    wide, high = _sides(boxes)
    return boxes[wide > _LONG * high][:, :2].reshape(-1, 4).astype(float)


def _pencil(lines: Lines, middle: NDArray[np.float64]) -> _Pencil:
    """The pencil of lines along the first axis, outliers left out round by round."""
    if len(lines) < _FEWEST_LINES:
        return _Pencil()
    length = lines[:, 2] - lines[:, 0]
    slopes = (lines[:, 3] - lines[:, 1]) / length
    at = (lines[:, 1] - middle[1]) - slopes * (lines[:, 0] - middle[0])
    weights = np.abs(length)
    kept = np.ones(len(lines), bool)
    degree = 1 if len(lines) >= _FEWEST_FOR_PENCIL and np.ptp(at) > middle[1] / 2 else 0
    line = np.zeros(2)
    for _ in range(_ROUNDS):
        fitted = np.polyfit(at[kept], slopes[kept], degree, w=weights[kept])
        line = np.concatenate((np.zeros(1 - degree), fitted))
        off = np.abs(slopes - np.polyval(line, at))
        kept = off <= max(2.5 * float(np.median(off[kept])), 0.002)
    return _Pencil(lean=float(line[1]), spread=float(line[0]))


def _crossing(rows: _Pencil, columns: _Pencil, x: float, y: float) -> tuple[float, float]:
    """Where the level line at y and the plumb one at x cross on the picture; all from its middle."""
    across, down = rows.slope(y), columns.slope(x)
    seen_x = (x + down * y) / (1 - across * down)
    return seen_x, y + across * seen_x


def _warped(picture: Pixels, matrix: NDArray[np.float64], boxes: Boxes) -> tuple[Pixels, Boxes]:
    """Everything that was on the picture, where the matrix puts it."""
    height, width = picture.shape[:2]
    outline = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float32)
    placed = cv2.perspectiveTransform(outline, matrix)[0]
    room = np.array([width, height]) * _MOST_GROWTH
    least = np.maximum(placed.min(0), -room)
    most = np.minimum(placed.max(0), np.array([width, height]) + room)
    moved = np.array([[1, 0, -least[0]], [0, 1, -least[1]], [0, 0, 1]]) @ matrix
    size = int(most[0] - least[0]), int(most[1] - least[1])
    warped = cv2.warpPerspective(picture, moved, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8), np.asarray(cv2.perspectiveTransform(boxes, moved), np.float32)
