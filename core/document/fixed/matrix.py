"""Points and boxes carried from one system of coordinates into another: (a, b, c, d, e, f) of PDF and OFD."""

from __future__ import annotations

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


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
    """Where a matrix that turns y downwards puts a box (left, bottom, right, top): as (left, top, right, bottom)."""
    left, bottom, right, top = box
    a, b, c, d, e, f = place
    if not b and not c:
        x1, y1, x2, y2 = a * left + e, d * bottom + f, a * right + e, d * top + f
    else:
        x1, y1, x2, y2 = *placed(place, left, bottom), *placed(place, right, top)
    return (x1 if x1 < x2 else x2, y1 if y1 < y2 else y2, x2 if x1 < x2 else x1, y2 if y1 < y2 else y1)
