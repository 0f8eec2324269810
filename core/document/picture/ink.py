"""What is printed on a picture of a page: dark ink without the paper's shade and the red of a seal; ruling lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from core.document.fixed.lattice import Ruling
from core.document.picture.upright import Pixels

_GAP = 25
_NEAR, _SHORT = 8, 25
_COARSE = 8
_REDDISH, _FAINT = 40, 0.55
_WIDEST = 0.9
"""The pitch of digits in heights of one; in most fonts it is less."""


def printed(picture: Pixels) -> Pixels:
    """The picture (RGB) in grey, evenly lit, its paper white and what is red on it gone."""
    red = picture[:, :, 0]
    paper = _paper(red)
    even = np.minimum(red.astype(np.float32) / np.maximum(paper, 1) * 255, 255).astype(np.uint8)
    reddish = (red.astype(np.int16) - picture[:, :, 1:].max(2) > _REDDISH).astype(np.uint8)
    stamped = cv2.dilate(reddish, np.ones((5, 5), np.uint8)) > 0
    even[stamped & (even > _FAINT * 255)] = 255
    return even


def _paper(red: Pixels) -> Pixels:
    """How bright the paper is at every place, what is printed on it left out."""
    height, width = red.shape
    small = cv2.resize(red, (max(width // _COARSE, 1), max(height // _COARSE, 1)), interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    return np.asarray(cv2.resize(cv2.blur(closed, (9, 9)), (width, height)), np.uint8)


def ink(grey: Pixels) -> Pixels:
    """White where there is dark ink on a grey picture."""
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15), dtype=np.uint8
    )


def ruling_lines(picture: Pixels) -> list[Ruling]:
    """The lines ruled on a picture, in its pixels; the short ones that no others meet are strokes of something else."""
    black = ink(np.ascontiguousarray(picture[:, :, 0]))
    height, width = black.shape
    across = list(_lines(black, True, max(width // 25, 20)))
    down = list(_lines(black, False, max(height // 50, 20)))
    short = max(height, width) / _SHORT
    return [
        *(line for line in across if line.end - line.start > short or _met(line, down) > 1),
        *(line for line in down if line.end - line.start > short or _met(line, across) > 1),
    ]


def _met(line: Ruling, others: Sequence[Ruling]) -> int:
    return sum(
        line.start - _NEAR <= other.at <= line.end + _NEAR and other.start - _NEAR <= line.at <= other.end + _NEAR
        for other in others
    )


def _lines(black: Pixels, horizontal: bool, least: int) -> Iterator[Ruling]:
    shape, gap = ((least, 1), (_GAP, 1)) if horizontal else ((1, least), (1, _GAP))
    lines = cv2.morphologyEx(black, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
    lines = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.dilate(lines, np.ones((3, 3), np.uint8)))
    for left, top, wide, high, _ in np.asarray(boxes)[1:].tolist():
        if horizontal and high < 0.2 * wide:
            yield Ruling(True, top + high / 2, left, left + wide)
        elif not horizontal and wide < 0.2 * high:
            yield Ruling(False, left + wide / 2, top, top + high)


def trimmed(grey: Pixels) -> Pixels:
    """The ink of a crop with a little white around: the reader wants one line that fills the height."""
    rows, columns = np.nonzero(ink(grey)) if min(grey.shape) > 2 else (np.array([]), np.array([]))
    if not len(rows):
        return grey
    top, bottom, left, right = int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())
    margin = max(4, (bottom - top) // 4)
    cut = grey[max(top - margin, 0) : bottom + margin + 1, max(left - margin, 0) : right + margin + 1]
    return np.asarray(cv2.copyMakeBorder(cut, 4, 4, 8, 8, cv2.BORDER_REPLICATE), dtype=np.uint8)


def has_ink(grey: Pixels, least: float) -> bool:
    """Whether something at least so many pixels high stands on a crop."""
    return any(high >= least for _, _, _, high in _marks(grey))


def has_overlooked(grey: Pixels, text: str) -> bool:
    """Whether a crop shows a sign before the figure, a point in it, or more digits than the text has."""
    marks = _marks(grey)
    size = max((high for _, _, _, high in marks), default=0)
    digits = [mark for mark in marks if mark[3] > 0.6 * size]
    if not digits:
        return False
    first, last = min(left for left, _, _, _ in digits), max(left for left, _, _, _ in digits)
    if max(left + wide for left, _, wide, _ in digits) - first > (len(text) * _WIDEST + 0.05) * size:
        return True
    top = min(top for _, top, _, _ in digits)
    for left, above, wide, high in marks:
        middle = (above + high / 2 - top) / size
        if left < first and high < 0.3 * size < 1.5 * wide and 0.25 < middle < 0.75 and text[:1].isdigit():
            return True
        if first < left < last and 0.08 * size < max(wide, high) < 0.3 * size and middle > 0.8 and text.isdigit():
            return True
    return False


def _marks(grey: Pixels) -> list[tuple[int, int, int, int]]:
    """What hangs together on a crop: left, top, width and height each."""
    if min(grey.shape) < 8:
        return []
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink(grey))
    return [(left, top, wide, high) for left, top, wide, high, _ in np.asarray(boxes)[1:].tolist()]
