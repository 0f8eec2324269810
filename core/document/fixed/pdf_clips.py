"""Texts of a page that lie outside what it shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.document.fixed.matrix import Point
from core.document.fixed.pdf_asked import boxes_of, points_of
from core.document.fixed.pdf_parts import Sheet
from core.document.fixed.pdfium import bare

_NEAR = 1.0
"""Points."""
_MOST_SEGMENTS = 200


def cut_off(sheets: Iterable[Sheet]) -> Iterator[int]:
    """The texts whose middle is cut off by the path that was drawn around them last."""
    for sheet in sheets:
        clips = [*map(bare("FPDFPageObj_GetClipPath"), sheet.texts)]
        counts = map(bare("FPDFClipPath_CountPaths"), clips)
        clipped = [each for each in zip(sheet.texts, clips, counts, strict=True) if each[1] and each[2] > 0]
        boxes = boxes_of([text for text, _, _ in clipped])
        for (text, clip, count), (left, bottom, right, top) in zip(clipped, boxes, strict=True):
            if not _shows(clip, count - 1, (left + right) / 2, (bottom + top) / 2):
                yield text


def _shows(clip: int, path: int, x: float, y: float) -> bool:
    """Whether a point lies within the box of a path."""
    count = min(bare("FPDFClipPath_CountPathSegments")(clip, path), _MOST_SEGMENTS)
    segment_of = bare("FPDFClipPath_GetPathSegment")
    # The first point and the one half around are corners across from each other, or nearly so: mostly these suffice.
    for indices in ((0, count // 2), range(count)):
        points = points_of([segment_of(clip, path, index) for index in indices if index < count])
        if points and _is_inside(x, y, points):
            return True
    return False


def _is_inside(x: float, y: float, points: Sequence[Point]) -> bool:
    xs, ys = zip(*points, strict=True)
    return bool(min(xs) - _NEAR <= x <= max(xs) + _NEAR and min(ys) - _NEAR <= y <= max(ys) + _NEAR)
