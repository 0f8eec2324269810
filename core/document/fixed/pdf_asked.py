"""What is asked of many parts of a page of a PDF at once: each question by one call after the other, without a step of
the program in between, which takes longer than most calls."""

from __future__ import annotations

import ctypes
import threading
from array import array
from collections import deque
from collections.abc import Sequence
from itertools import compress, repeat
from struct import Struct
from typing import Literal

from core.document.fixed.matrix import Box, Matrix, Point, placed_box
from core.document.fixed.pdfium import loose, pointer

Colour = tuple[int, int, int, int]
"""Red, green, blue and how opaque, each from 0 to 255."""

_AT_ONCE, _ROOM, _PLACE = 512, 16, 4
"""Answers that are written down at once, and the bytes of one of them and of each of its numbers."""
_BOX, _COLOUR, _MODE, _POINT = Struct("4f"), Struct("4I"), Struct("2i8x"), Struct("2f8x")
_BLACK, _NOUGHTS = _COLOUR.pack(0, 0, 0, 255), bytes(_ROOM)


class _Answers(threading.local):
    """Where pdfium writes its answers; to make a place ready takes as long as the call that writes there."""

    def __init__(self) -> None:
        self.written = bytearray(_ROOM * _AT_ONCE)
        first = ctypes.addressof(ctypes.c_char.from_buffer(self.written))
        starts = range(first, first + len(self.written), _ROOM)
        self.places = [[pointer(start + number * _PLACE) for start in starts] for number in range(_ROOM // _PLACE)]


_answers = _Answers()


def boxes_of(parts: Sequence[int]) -> list[Box]:
    """The boxes of parts in what they lie in: left, bottom, right, top; all noughts where a part has none."""
    return list(_BOX.iter_unpack(_asked("FPDFPageObj_GetBounds", parts, 4)))


def placed_boxes(parts: Sequence[int], outer: Matrix) -> list[Box]:
    """The boxes of parts on the page: left, top, right, bottom."""
    a, b, c, d, e, f = outer
    if (a, b, c, d) == (1.0, 0.0, 0.0, -1.0):
        return [(left + e, f - top, right + e, f - bottom) for left, bottom, right, top in boxes_of(parts)]
    return [placed_box(box, outer) for box in boxes_of(parts)]


def character_boxes(text: int, indices: Sequence[int]) -> tuple[Sequence[int], list[list[float]]]:
    """Those of the characters of a page's text that have a box, and the left sides of the boxes, their tops, right
    sides and bottoms."""
    box_of, page = loose("FPDFText_GetLooseCharBox"), pointer(text)
    written = bytearray()
    found: list[int] = []
    for start in range(0, len(indices), _AT_ONCE):
        some = indices[start : start + _AT_ONCE]
        found += map(box_of, repeat(page), some, _answers.places[0])
        written += memoryview(_answers.written)[: _ROOM * len(some)]
    sides = array("f", bytes(written))
    columns = [sides[side::4].tolist() for side in range(4)]
    if 0 not in found:
        return indices, columns
    return [*compress(indices, found)], [[*compress(column, found)] for column in columns]


def colours_of(parts: Sequence[int], of: Literal["Fill", "Stroke"] = "Fill") -> list[Colour]:
    """The colours that parts are filled with, or drawn around with; black where a part has none."""
    written = _asked(f"FPDFPageObj_Get{of}Color", parts, 4, _BLACK)
    first = written[:_ROOM]
    if written == first * len(parts):  # as on most pages
        return [_COLOUR.unpack(first)] * len(parts) if parts else []
    return list(_COLOUR.iter_unpack(written))


def modes_of(paths: Sequence[int]) -> list[tuple[int, int]]:
    """How paths are filled and whether they are stroked, each 0 where they are not."""
    return list(_MODE.iter_unpack(_asked("FPDFPath_GetDrawMode", paths, 2)))


def points_of(segments: Sequence[int]) -> list[Point]:
    """The points of a path's segments, in its own coordinates."""
    return list(_POINT.iter_unpack(_asked("FPDFPathSegment_GetPoint", segments, 2)))


def _asked(name: str, parts: Sequence[int], numbers: int, nothing: bytes = _NOUGHTS) -> bytearray:
    """The answers for all parts one behind the other, each of so many numbers; `nothing` where there is none."""
    asked, written = loose(name, 1), bytearray()
    for start in range(0, len(parts), _AT_ONCE):
        some = parts[start : start + _AT_ONCE]
        room = memoryview(_answers.written)[: _ROOM * len(some)]
        room[:] = nothing * len(some)
        deque(map(asked, some, *_answers.places[:numbers]), 0)
        written += room
    return written
