"""The ruling lines of a page of a PDF: strokes along an axis, and rectangles as thin as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

from pypdfium2 import raw

from core.document.fixed.lattice import Ruling
from core.document.fixed.matrix import Box, Matrix, Point, placed, times
from core.document.fixed.pdf_asked import modes_of, placed_boxes, points_of
from core.document.fixed.pdf_parts import MAX_PARTS, Sheet, own_matrix
from core.document.fixed.pdfium import bare


class Area(NamedTuple):
    """What is filled on a page, how many texts were drawn before it, and where it stands in memory."""

    box: Box
    before: int
    part: int


_THIN = 2.0
_ONE_RECTANGLE = 5
"""Segments; what is filled and larger than a line holds none then."""
_SEVERAL = 2
"""Outlines; a single one that is filled is a line only where its box is as thin as one."""


def rulings_of(sheets: Iterable[Sheet], areas: list[Area]) -> Iterator[Ruling]:
    """The lines drawn along an axis: strokes, and rectangles filled so thin that they are lines.

    What is filled otherwise is added to the areas.
    """
    segments_of = bare("FPDFPath_CountSegments")
    for paths, outer, before in ((sheet.paths, sheet.outer, sheet.before) for sheet in sheets):
        for path, (fill, stroke), box in zip(paths, modes_of(paths), placed_boxes(paths, outer), strict=True):
            if not (fill or stroke):
                continue
            # Most paths are one line: its box says so, without a look at its points.
            thin = _thin(*box)
            if thin:
                yield thin
                continue
            if fill:
                areas.append(Area(box, before.get(path, 0), path))
            if stroke or segments_of(path) > _ONE_RECTANGLE:
                yield from _drawn_lines(path, outer, stroked=bool(stroke))


def _drawn_lines(path: int, outer: Matrix, *, stroked: bool) -> Iterator[Ruling]:
    """The lines of a path that is more than one."""
    count = min(bare("FPDFPath_CountSegments")(path), MAX_PARTS)
    segments = [*map(bare("FPDFPath_GetPathSegment"), repeat(path, count), range(count))]
    begins = [kind == raw.FPDF_SEGMENT_MOVETO for kind in map(bare("FPDFPathSegment_GetType"), segments)]
    if not stroked and begins.count(True) < _SEVERAL:
        return
    matrix = times(own_matrix(path), outer)
    for outline in _outlines(segments, begins):
        points = [placed(matrix, *point) for point in outline]
        whole = _as_line(points)
        if whole:
            yield whole
        elif stroked:
            yield from (line for line in map(_as_line, map(list, pairwise(points))) if line)


def _outlines(segments: Sequence[int], begins: Sequence[bool]) -> Iterator[list[Point]]:
    """The strokes of a path, in its own coordinates; a closed one returns to its first point."""
    outline: list[Point] = []
    closes = map(bare("FPDFPathSegment_GetClose"), segments)
    for begun, point, closed in zip(begins, points_of(segments), closes, strict=True):
        if begun and outline:
            yield outline
            outline = []
        outline.append(point)
        if closed:
            outline.append(outline[0])
    if outline:
        yield outline


def _as_line(points: list[Point]) -> Ruling | None:
    """The points as one line along an axis, where they are as good as one."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _thin(min(xs), min(ys), max(xs), max(ys))


def _thin(left: float, top: float, right: float, bottom: float) -> Ruling | None:
    """A box as a line along an axis, where it is as thin as one."""
    if bottom - top <= _THIN < right - left:
        return Ruling(True, (top + bottom) / 2, left, right)
    if right - left <= _THIN < bottom - top:
        return Ruling(False, (left + right) / 2, top, bottom)
    return None
