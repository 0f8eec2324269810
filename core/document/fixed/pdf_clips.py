"""Texts of a page that lie outside what it shows of them, as a whole or in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.document.fixed.matrix import Box, placed_box
from core.document.fixed.pdf_asked import boxes_of, points_of
from core.document.fixed.pdf_parts import Sheet
from core.document.fixed.pdfium import bare

_NEAR, _ASIDE = 1.0, 3.0
"""Points: within which a text lies inside, and beyond which a part of it is cut off."""
_FAR = 1e6
_MOST_SEGMENTS, _MOST_PATHS = 200, 8


def cut_off(sheets: Iterable[Sheet]) -> Iterator[tuple[int, list[Box]]]:
    """The texts that the paths drawn around them cut off: as a whole, or what lies in these boxes of the page."""
    for sheet in sheets:
        clips = _clips(sheet.texts)
        counts = [*map(bare("FPDFClipPath_CountPaths"), clips)]
        if max(counts, default=0) <= 0:
            continue
        clipped = [each for each in zip(sheet.texts, clips, counts, strict=True) if each[1] and each[2] > 0]
        boxes = boxes_of([text for text, _, _ in clipped])
        for (text, clip, count), box in zip(clipped, boxes, strict=True):
            shown = _shown(clip, count, box)
            if shown is None:
                yield text, []
            elif box[0] < shown[0] - _ASIDE or box[2] > shown[1] + _ASIDE:
                beside = (-_FAR, -_FAR, shown[0], _FAR), (shown[1], -_FAR, _FAR, _FAR)
                yield text, [placed_box(one, sheet.outer) for one in beside]


def _clips(texts: Sequence[int]) -> Sequence[int]:
    """The clip path of each text. pdfium keeps it in the text itself, in all of them at the same place."""
    clip_of = bare("FPDFPageObj_GetClipPath")
    apart = {(clip_of(text) or 0) - text for text in (*texts[:1], *texts[len(texts) // 2 :: max(len(texts) // 4, 1)])}
    return [*map(apart.pop().__add__, texts)] if len(apart) == 1 else [*map(clip_of, texts)]


def _shown(clip: int, count: int, box: Box) -> tuple[float, float] | None:
    """From where to where along the line a text is shown; None where its line, or all of it, is cut off."""
    left, bottom, right, top = box
    start, end, middle = -_FAR, _FAR, (bottom + top) / 2
    for path in range(max(count - _MOST_PATHS, 0), count):
        low, below, high, above = _box(clip, path, box)
        if not below - _NEAR <= middle <= above + _NEAR:
            return None
        start, end = max(start, low), min(end, high)
    return (start, end) if start < right + _NEAR and end > left - _NEAR and start < end else None


def _box(clip: int, path: int, text: Box) -> Box:
    """The box of a path, or of a part of it that holds the whole text."""
    count = min(bare("FPDFClipPath_CountPathSegments")(clip, path), _MOST_SEGMENTS)
    segment_of = bare("FPDFClipPath_GetPathSegment")
    box: Box = (0.0, 0.0, 0.0, 0.0)
    # Points a quarter of the way apart are corners, or nearly so where these are round: mostly they suffice.
    for indices in (range(0, count, max(count // 4, 1)), range(count)):
        points = points_of([segment_of(clip, path, index) for index in indices])
        if points:
            xs, ys = zip(*points, strict=True)
            box = min(xs), min(ys), max(xs), max(ys)
            if box[0] <= text[0] and box[2] >= text[2] and box[1] <= (text[1] + text[3]) / 2 <= box[3]:
                return box
    return box
