"""The ruling lines of a page of a PDF: strokes along an axis, and rectangles as thin as one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pypdfium2 import raw

from core.document.fixed.lattice import Ruling
from core.document.fixed.matrix import Box, Matrix, Point, placed, placed_box, times
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


def rulings_of(sheets: Iterable[Sheet], areas: list[Area]) -> Iterator[Ruling]:
    """The lines drawn along an axis: strokes, and rectangles filled so thin that they are lines.

    What is filled otherwise is added to the areas.
    """
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    fills, strokes = ctypes.byref(fill), ctypes.byref(stroke)
    bounds = tuple(map(ctypes.byref, (left, bottom, right, top)))
    mode_of, bounds_of = bare("FPDFPath_GetDrawMode"), bare("FPDFPageObj_GetBounds")
    for path, outer, before in ((path, sheet.outer, sheet.before) for sheet in sheets for path in sheet.paths):
        mode_of(path, fills, strokes)
        if not (fill.value or stroke.value):
            continue
        if bounds_of(path, *bounds):
            # Most paths are one line: its box says so, without a look at its points.
            box = placed_box((left.value, bottom.value, right.value, top.value), outer)
            thin = _thin(*box)
            if thin:
                yield thin
                continue
            if fill.value:
                areas.append(Area(box, before.get(path, 0), path))
        if stroke.value or bare("FPDFPath_CountSegments")(path) > _ONE_RECTANGLE:
            yield from _drawn_lines(path, outer, stroked=bool(stroke.value))


def _drawn_lines(path: int, outer: Matrix, *, stroked: bool) -> Iterator[Ruling]:
    """The lines of a path that is more than one."""
    matrix = times(own_matrix(path), outer)
    for outline in _outlines(path):
        points = [placed(matrix, *point) for point in outline]
        whole = _as_line(points)
        if whole:
            yield whole
        elif stroked:
            yield from (line for line in map(_as_line, map(list, pairwise(points))) if line)


def _outlines(path: int) -> Iterator[list[Point]]:
    """The strokes of a path, in its own coordinates; a closed one returns to its first point."""
    x, y = ctypes.c_float(), ctypes.c_float()
    across, along = ctypes.byref(x), ctypes.byref(y)
    segment_at, point_of = bare("FPDFPath_GetPathSegment"), bare("FPDFPathSegment_GetPoint")
    kind_of, closes = bare("FPDFPathSegment_GetType"), bare("FPDFPathSegment_GetClose")
    outline: list[Point] = []
    for index in range(min(bare("FPDFPath_CountSegments")(path), MAX_PARTS)):
        segment = segment_at(path, index)
        point_of(segment, across, along)
        if kind_of(segment) == raw.FPDF_SEGMENT_MOVETO and outline:
            yield outline
            outline = []
        outline.append((x.value, y.value))
        if closes(segment):
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
