"""From the coordinates of a page of a PDF (y upwards, perhaps on its side) to those of the page as it is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import degrees

import pypdfium2 as pdfium

from core.document.fixed.pdfium import address, bare

_LOOKED_AT = 40
"""So many characters of a page tell how it lies."""
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def turn_of(page: pdfium.PdfPage, text: pdfium.PdfTextPage, characters: Sequence[str]) -> int:
    """By how many degrees, clockwise, the page is to be turned so that most of its characters stand upright.

    A wide table often lies on its side, whether the page says so or not.
    """
    angle_at, handle, step = bare("FPDFText_GetCharAngle"), address(text), max(len(characters) // _LOOKED_AT, 1)
    angles = [angle_at(handle, index) for index in range(0, len(characters), step) if not characters[index].isspace()]
    turns = Counter(round(-degrees(angle) / 90) % 4 * 90 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else page.get_rotation()


def placement(page: pdfium.PdfPage, turn: int) -> tuple[Matrix, float, float]:
    """The matrix from the page's own coordinates (y upwards) to the page turned, y downwards; its width and height."""
    left, bottom, right, top = page.get_cropbox()
    matrix = {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[turn]
    width, height = right - left, top - bottom
    return (matrix, width, height) if turn in (0, 180) else (matrix, height, width)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what `inner` does and then what `outer` does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def placed(matrix: Matrix, x: float, y: float) -> Point:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def placed_box(box: Box, place: Matrix) -> Box:
    """A box (left, bottom, right, top) of the page's own coordinates as (left, top, right, bottom) of the seen page."""
    left, bottom, right, top = box
    a, b, c, d, e, f = place
    if not b and not c:
        x1, y1, x2, y2 = a * left + e, d * bottom + f, a * right + e, d * top + f
    else:
        x1, y1, x2, y2 = *placed(place, left, bottom), *placed(place, right, top)
    return (x1 if x1 < x2 else x2, y1 if y1 < y2 else y2, x2 if x1 < x2 else x1, y2 if y1 < y2 else y1)
