"""Texts of a page over which something was drawn later, as a patch that corrects a figure or a bar that blacks it out,
and texts of the colour that they stand on.

What may be so is told by where things stand and which came first; whether it is, by the page drawn without them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from struct import Struct

from core.document.fixed.matrix import Box, Matrix, placed_box
from core.document.fixed.pdf_parts import Sheet, placed_bounds
from core.document.fixed.pdf_rulings import Area
from core.document.fixed.pdfium import bare

_BOX = Struct("4f")
_LEAST = 3.0
"""Points; what is smaller covers no figure."""
_WHITE, _PALE = (255, 255, 255), 200

Covered = dict[int, tuple[Matrix, list[Box]]]
"""By each text that may be covered: the matrix that places what it lies in, and what lies over it (or under it)."""

_Shades = tuple[int, int, int]


def covered_texts(sheets: Sequence[Sheet], filled: Sequence[Area]) -> Covered:
    """The texts over which something was drawn later, or on an area of their own colour before."""
    if not filled and not any(sheet.pictures for sheet in sheets):
        return {}
    texts = [(text, sheet.outer) for sheet in sheets for text in sheet.texts]
    shaded = [*zip(filled, _shades(area.part for area in filled), strict=True)] if texts else []
    # Most areas are the pale grounds of cells, drawn before the texts of these and after those of the cells before.
    areas = [(area, shade) for area, shade in shaded if min(shade) < _PALE or _goes_back(area, texts)]
    areas += [(picture, _WHITE) for picture in _pictures(sheets)]
    areas = [(area, shade) for area, shade in areas if _is_large(area.box)]
    covered: Covered = {}
    if not areas:
        return covered
    most = max(len(texts) if min(shade) < _PALE else area.before for area, shade in areas)
    boxes = [box for sheet in sheets for box in _bounds(sheet, most - sheet.first)]
    for area, shade in areas:
        left, top, right, bottom = area.box
        # Behind a pale area lie only the texts drawn before it; dark ones of its own colour may stand on a dark one.
        for number, (x1, y1, x2, y2) in enumerate(boxes if min(shade) < _PALE else boxes[: area.before]):
            # The middle of the height of a text, and more than a hair of its width.
            if top < (y1 + y2) / 2 < bottom and min(x2, right) - max(x1, left) > min(_LEAST, (x2 - x1) / 2):
                text, outer = texts[number]
                if number < area.before or next(_shades([text])) == shade:
                    covered.setdefault(text, (outer, []))[1].append(area.box)
    return covered


def _bounds(sheet: Sheet, most: int) -> Iterator[Box]:
    """The boxes of the first texts of a sheet, on the page."""
    texts = sheet.texts[: max(most, 0)]
    room = (ctypes.c_float * (4 * len(texts)))()
    at, bounds_of = ctypes.addressof(room), bare("FPDFPageObj_GetBounds")
    for text in texts:
        bounds_of(text, at, at + 4, at + 8, at + 12)
        at += _BOX.size
    a, b, c, d, e, f = sheet.outer
    if (a, b, c, d) == (1.0, 0.0, 0.0, -1.0):
        for left, bottom, right, top in _BOX.iter_unpack(room):
            yield left + e, f - top, right + e, f - bottom
    else:
        yield from (placed_box(box, sheet.outer) for box in _BOX.iter_unpack(room))


def _goes_back(area: Area, texts: Sequence[tuple[int, Matrix]]) -> bool:
    """Whether an area does not simply follow the text that was drawn right before it."""
    if not area.before:
        return False
    _, top, right, bottom = placed_bounds(*texts[area.before - 1])
    is_beside = area.box[1] < bottom and area.box[3] > top and area.box[0] >= right - 1
    return not (is_beside or area.box[1] >= (top + bottom) / 2)


def _pictures(sheets: Sequence[Sheet]) -> Iterator[Area]:
    for sheet in sheets:
        for picture in sheet.pictures:
            if picture in sheet.before:
                yield Area(placed_bounds(picture, sheet.outer), sheet.before[picture], picture)


def _is_large(box: Box) -> bool:
    return box[2] - box[0] > _LEAST and box[3] - box[1] > _LEAST


def _shades(parts: Iterable[int]) -> Iterator[_Shades]:
    """The colour that each text or area is filled with."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    at, colour_of = [*map(ctypes.byref, (red, green, blue, alpha))], bare("FPDFPageObj_GetFillColor")
    for part in parts:
        yield (red.value, green.value, blue.value) if colour_of(part, *at) else _WHITE
