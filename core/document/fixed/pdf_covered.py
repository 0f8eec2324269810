"""Texts of a page over which something was drawn later, as a patch that corrects a figure or a bar that blacks it out,
and texts of the colour that they stand on.

What may be so is told by where things stand and which came first; whether it is, by the page drawn without them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from core.document.fixed.matrix import Box, Matrix
from core.document.fixed.pdf_asked import Colour, colours_of, placed_boxes
from core.document.fixed.pdf_parts import Shades, Sheet, placed_bounds
from core.document.fixed.pdf_rulings import Area

_LEAST = 3.0
"""Points; what is smaller covers no figure."""
_PALE = 200

Covered = dict[int, tuple[Matrix, list[Box]]]
"""By each text that may be covered: the matrix that places what it lies in, and what lies over it (or under it)."""


def covered_texts(sheets: Sequence[Sheet], filled: Sequence[Area], shades: Sequence[Shades]) -> Covered:
    """The texts over which something was drawn later, or on an area of their own colour before."""
    if not filled and not any(sheet.pictures for sheet in sheets):
        return {}
    texts = [text for sheet in sheets for text in sheet.texts]
    if not texts:
        return {}
    used = {colour for each in shades for colour in each.used}
    large = [area for area in filled if _is_large(area.box)]
    colours = colours_of([area.part for area in large])
    dark = {colour for colour in set(colours) if _is_dark(colour)}
    places = _ends(large, texts, sheets)
    areas: list[tuple[Area, Colour | None]] = [
        (area, colour)
        for area, colour in zip(large, colours, strict=True)
        if colour in used
        or area.before == len(texts)
        or (area.before and (colour in dark or _goes_back(area.box, places[area.before])))
    ]
    areas += [(picture, None) for picture in _pictures(sheets) if _is_large(picture.box)]
    if not areas:
        return {}
    most = len(texts)
    if len(sheets) == 1:
        # Texts drawn after all areas are hidden only by one of their colour.
        most = max(most if colour is not None and colour in used else area.before for area, colour in areas)
    boxes = [box for sheet in sheets for box in placed_boxes(sheet.texts[:most], sheet.outer)]
    shown = [colour for each in shades for colour in each.of_texts]
    by_height = sorted([((top + bottom) / 2, number) for number, (_, top, _, bottom) in enumerate(boxes)])
    covered: Covered = {}
    for area, colour in areas:
        left, top, right, bottom = area.box
        # The middle of the height of a text, and more than a hair of its width.
        for _, number in by_height[bisect_right(by_height, (top, len(boxes))) : bisect_left(by_height, (bottom, 0))]:
            if number < area.before or shown[number] == colour:
                x1, _, x2, _ = boxes[number]
                if min(x2, right) - max(x1, left) > min(_LEAST, (x2 - x1) / 2):
                    covered.setdefault(texts[number], (_outer(number, sheets), []))[1].append(area.box)
    return covered


def _ends(areas: Sequence[Area], texts: Sequence[int], sheets: Sequence[Sheet]) -> dict[int, Box]:
    """Where the text lies that was drawn right before each area, by how many were drawn before."""
    ends = list({area.before for area in areas if area.before})
    last = [texts[before - 1] for before in ends]
    if len(sheets) == 1:
        boxes = placed_boxes(last, sheets[0].outer)
    else:
        boxes = [placed_bounds(text, _outer(end - 1, sheets)) for text, end in zip(last, ends, strict=True)]
    return dict(zip(ends, boxes, strict=True))


def _outer(number: int, sheets: Sequence[Sheet]) -> Matrix:
    """The matrix that places what the text of this number lies in."""
    for sheet in sheets:
        if number < len(sheet.texts):
            break
        number -= len(sheet.texts)
    return sheet.outer


def _is_dark(colour: Colour) -> bool:
    """Whether a colour is darker than the grounds of cells."""
    red, green, blue, _ = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue < _PALE


def _goes_back(box: Box, last: Box) -> bool:
    """Whether an area does not simply follow the text drawn right before it, as the pale grounds of most cells do."""
    _, top, right, bottom = last
    is_beside = box[1] < bottom and box[3] > top and box[0] >= right - 1
    return not (is_beside or box[1] >= (top + bottom) / 2)


def _is_large(box: Box) -> bool:
    return box[2] - box[0] > _LEAST and box[3] - box[1] > _LEAST


def _pictures(sheets: Sequence[Sheet]) -> Iterator[Area]:
    for sheet in sheets:
        for picture, box in zip(sheet.pictures, placed_boxes(sheet.pictures, sheet.outer), strict=True):
            if picture in sheet.before:
                yield Area(box, sheet.before[picture], picture)
