"""What is asked of many parts of a page of a PDF at once: each question by one call after the other, without a step of
the program in between, which takes longer than most calls."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from struct import Struct
from typing import Literal

from core.document.fixed.matrix import Box, Matrix, Point, placed_box
from core.document.fixed.pdfium import bare

Colour = tuple[int, int, int, int]
"""Red, green, blue and how opaque, each from 0 to 255."""

_PLACE = 4
"""Bytes of one number that pdfium writes."""
_BOX, _COLOUR, _MODE, _POINT = Struct("4f"), Struct("4I"), Struct("2i"), Struct("2f")
_BLACK = _COLOUR.pack(0, 0, 0, 255)


def boxes_of(parts: Sequence[int]) -> list[Box]:
    """The boxes of parts in what they lie in: left, bottom, right, top; all noughts where a part has none."""
    room = bytearray(_BOX.size * len(parts))
    _ask("FPDFPageObj_GetBounds", parts, room, _BOX)
    return list(_BOX.iter_unpack(room))


def placed_boxes(parts: Sequence[int], outer: Matrix) -> list[Box]:
    """The boxes of parts on the page: left, top, right, bottom."""
    a, b, c, d, e, f = outer
    if (a, b, c, d) == (1.0, 0.0, 0.0, -1.0):
        return [(left + e, f - top, right + e, f - bottom) for left, bottom, right, top in boxes_of(parts)]
    return [placed_box(box, outer) for box in boxes_of(parts)]


def colours_of(parts: Sequence[int], of: Literal["Fill", "Stroke"] = "Fill") -> list[Colour]:
    """The colours that parts are filled with, or drawn around with; black where a part has none."""
    room = bytearray(_BLACK * len(parts))
    _ask(f"FPDFPageObj_Get{of}Color", parts, room, _COLOUR)
    first = room[: _COLOUR.size]
    if room == first * len(parts):  # as on most pages
        return [_COLOUR.unpack(first)] * len(parts) if parts else []
    return list(_COLOUR.iter_unpack(room))


def modes_of(paths: Sequence[int]) -> list[tuple[int, int]]:
    """How paths are filled and whether they are stroked, each 0 where they are not."""
    room = bytearray(_MODE.size * len(paths))
    _ask("FPDFPath_GetDrawMode", paths, room, _MODE)
    return list(_MODE.iter_unpack(room))


def points_of(segments: Sequence[int]) -> list[Point]:
    """The points of a path's segments, in its own coordinates."""
    room = bytearray(_POINT.size * len(segments))
    _ask("FPDFPathSegment_GetPoint", segments, room, _POINT)
    return list(_POINT.iter_unpack(room))


def _ask(name: str, parts: Sequence[int], room: bytearray, answer: Struct) -> None:
    """Have the answers for all parts written into the room, one behind the other."""
    if not parts:
        return
    start = ctypes.addressof(ctypes.c_char.from_buffer(room))
    places = [range(at, at + answer.size * len(parts), answer.size) for at in range(start, start + answer.size, _PLACE)]
    deque(map(bare(name), parts, *places), 0)
