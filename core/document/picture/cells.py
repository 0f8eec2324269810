"""Reads cells of a ruled table on their own where the search over the page left them open, and figures twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

import numpy as np

from core.document.fixed.glyphs import Glyph, written_lines
from core.document.fixed.lattice import Cell
from core.document.picture.engine import read_crops
from core.document.picture.ink import has_ink, has_overlooked, trimmed
from core.document.picture.upright import Pixels
from core.document.picture.words import (
    FIGURE,
    LEAST_SCORE,
    LOOK_ALIKES,
    UNSURE,
    Bounds,
    Print,
    as_figure,
    cleaned,
    cut,
    holds_middle,
    is_scrap,
    is_with_wall,
    overlap,
)

_LEAST_INK = 4.0
_DOUBTFUL = 0.8
_DISPUTED = 0.4
# No cell of a report holds so little: a figure misread.
_SCRAP = re.compile(r"[^\u4e00-\u9fff/—–-]{0,2}")
_WAYS = 3


def read_by_cell(page: Print, words: Sequence[Glyph], cells: Sequence[Cell]) -> list[Glyph]:
    """The words, with the cells read on their own that they leave open; a figure is read twice, to be sure of it."""
    inside: dict[Cell, list[Glyph]] = {cell: [] for cell in cells}
    astride: set[int] = set()
    for word in words:
        covers = [cell for cell in cells if overlap(word, cell) > 0.5 * min(word.size, word.right - word.left)]
        for cell in covers:
            inside[cell].append(word)
        if len(covers) > 1:
            astride.add(id(word))
    again = [cell for cell, found in inside.items() if _is_open(page, cell, found, astride)]
    lost = {id(word) for cell in again for word in inside[cell]}
    kept = [word for word in words if id(word) not in lost]
    alone = {id(found[0]): cell for cell, found in inside.items() if len(found) == 1}
    held = {id(word) for found in inside.values() for word in found}
    places = [alone.get(id(word)) if id(word) in held else _around(word) for word in kept]
    sure = _sure_figures(page, kept, places)
    return sure + [
        word for word in _read_alone(page, again) if word.text or not any(holds_middle(word, o) for o in sure)
    ]


def _is_open(page: Print, cell: Cell, found: Sequence[Glyph], astride: Container[int]) -> bool:
    """Whether a cell is to be read on its own: its one line was overlooked, is not sure or reaches beyond it."""
    if not found:
        return has_ink(page.inside(cell), _LEAST_INK / page.scale)
    if any(id(word) in astride for word in found) or (len(found) == 1 and is_scrap(found[0], cell)):
        return True
    return len(written_lines(found)) == 1 and any((word.confidence or 0) < _DOUBTFUL for word in found)


def _around(word: Glyph) -> Cell:
    """The box of a word that stands in no cell, as one."""
    return Cell(0, 0, word.left, word.top, word.right, word.bottom)


def _sure_figures(page: Print, words: Sequence[Glyph], places: Sequence[Cell | None]) -> list[Glyph]:
    """The words, of which those that are a figure and alone in their place are read again, off the bare print."""
    seen = list(map(as_figure, words))
    figures = [(at, place) for at, place in enumerate(places) if place and FIGURE.fullmatch(seen[at].text)]
    crops = [page.inside(place) for _, place in figures]
    second = read_crops(list(map(_in_three, map(trimmed, crops))))
    for (at, place), crop, (text, _) in zip(figures, crops, second, strict=True):
        word, again = seen[at], text.strip().translate(LOOK_ALIKES)
        if is_with_wall(word, place, again):
            seen[at] = word._replace(text=again, confidence=min(word.confidence or 0.0, UNSURE))
        elif again != word.text or has_overlooked(crop, word.text):
            seen[at] = word._replace(confidence=min(word.confidence or 0.0, _DISPUTED))
    return [seen[at] if place else word for at, (place, word) in enumerate(zip(places, words, strict=True))]


def _read_alone(page: Print, cells: Sequence[Cell]) -> list[Glyph]:
    """What stands in cells, read off the bare print, off the red light and off the colours.

    What can't be made out leaves a word without letters: the cell is not empty, but unread.
    """
    bare = [page.inside(cell) for cell in cells]
    colours = [cut(page.colours, page.bounds(cell)) for cell in cells]
    ways = (
        read_crops([_in_three(trimmed(crop)) for crop in bare]),
        read_crops([_in_three(trimmed(np.ascontiguousarray(crop[:, :, 0]))) for crop in colours]),
        read_crops(colours),
    )
    found: list[Glyph] = []
    for cell, crop, *readings in zip(cells, bare, *ways, strict=True):
        box = cell.left + 1, cell.top + 1, cell.right - 1, cell.bottom - 1
        seen = [as_figure(Glyph(cleaned(text), *box, score)) for text, score in readings]
        found.append(_agreed([word for word in seen if (word.confidence or 0) >= LEAST_SCORE], crop, box))
    return found


def _agreed(readings: Sequence[Glyph], crop: Pixels, box: Bounds) -> Glyph:
    """What most of the readings of a cell say; a figure is sure only where all of them say it."""
    figures = [word for word in readings if FIGURE.fullmatch(word.text)]
    if figures:
        text, count = Counter(word.text for word in figures).most_common(1)[0]
        sure = min((word.confidence or 0.0) for word in figures)
        is_sure = count == _WAYS and not has_overlooked(crop, text)
        return Glyph(text, *box, sure if is_sure else min(sure, _DISPUTED))
    if not readings or _SCRAP.fullmatch(readings[0].text):
        return Glyph("", *box, 0.0)
    return readings[0]


def _in_three(grey: Pixels) -> Pixels:
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)
