"""The words of an upright page, and the figures among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from core.document.fixed.glyphs import Glyph
from core.document.fixed.lattice import Cell
from core.document.picture.engine import Reading, read_crops
from core.document.picture.upright import Boxes, Pixels

Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_INSET = 0.06
UNSURE = 0.6
# No line and no cell begins so: the number before it was overlooked (二、上年结转).
_ORPHAN = re.compile(r"[、，。.]+(?=[\u4e00-\u9fff])")
FIGURE = re.compile(r"[+−-]?\d[\d,.]*")
LOOK_ALIKES = str.maketrans({**dict.fromkeys("。oO○〇Оо°˚º", "0"), **dict.fromkeys("lI|丨", "1")})
LEAST_SCORE = 0.3
_LETTERS = re.compile(r"[\dA-Za-z|]{1,4}")


@dataclass(frozen=True, slots=True)
class Print:
    """An upright page: in colours and as bare print, with the points to a pixel."""

    colours: Pixels
    grey: Pixels
    scale: float

    def bounds(self, cell: Cell) -> Bounds:
        """The inside of a cell without its lines, in pixels."""
        inset = min(2.5, _INSET * (cell.bottom - cell.top) + 1.0)
        inside = cell.left + inset, cell.top + inset, cell.right - inset, cell.bottom - inset
        return scaled(inside, 1 / self.scale)

    def inside(self, cell: Cell) -> Pixels:
        """The print inside a cell."""
        return cut(self.grey, self.bounds(cell))


def words_of(page: Print, boxes: Boxes, readings: Sequence[Reading] | None = None) -> list[Glyph]:
    """The words in the boxes, placed in points, without those that could not be made out; `readings` are what they say,
    where that was read before."""
    bounds = [bounds_of(box) for box in boxes]
    seen = readings or read_crops([cut(page.colours, box) for box in bounds])
    return [
        Glyph(cleaned(text), *scaled(box, page.scale), score)
        for box, (text, score) in zip(bounds, seen, strict=True)
        if score >= LEAST_SCORE and cleaned(text)
    ]


def bounds_of(box: Boxes) -> Bounds:
    """The upright box around the four corners of a word."""
    (left, top), (right, bottom) = box.min(0).tolist(), box.max(0).tolist()
    return left, top, right, bottom


def scaled(bounds: Bounds, factor: float) -> Bounds:
    """The same box in another unit of length."""
    left, top, right, bottom = bounds
    return left * factor, top * factor, right * factor, bottom * factor


def cut(picture: Pixels, bounds: Bounds) -> Pixels:
    """The part of a picture inside a box, one pixel at least."""
    high, wide = picture.shape[:2]
    left, top, right, bottom = (max(round(side), 0) for side in bounds)
    left, top = min(left, wide - 1), min(top, high - 1)
    return picture[top : max(bottom, top + 1), left : max(right, left + 1)]


def cleaned(text: str) -> str:
    """A word without the mark left at its beginning where the number before it was overlooked."""
    text = text.strip()
    orphan = _ORPHAN.match(text)
    return text[orphan.end() :] if orphan else text


def holds_middle(box: Glyph | Cell, word: Glyph) -> bool:
    """Whether the middle of a word lies in a box."""
    return box.left <= word.x <= box.right and box.top <= word.y <= box.bottom


def as_figure(word: Glyph) -> Glyph:
    """A word of a cell that can only be a figure, its look-alikes set right; it is then no longer sure."""
    figure = word.text.translate(LOOK_ALIKES)
    if figure == word.text or not FIGURE.fullmatch(figure):
        return word
    return word._replace(text=figure, confidence=min(word.confidence or 0.0, UNSURE))


def is_with_wall(word: Glyph, cell: Cell, inside: str) -> bool:
    """Whether a word that reaches over a wall of its cell is what stands inside, with the wall read as a 1."""
    if not FIGURE.fullmatch(inside):
        return False
    over_left, over_right = word.left < cell.left, word.right > cell.right
    return (over_left and word.text == "1" + inside) or (over_right and word.text == inside + "1")


def is_scrap(word: Glyph, cell: Cell) -> bool:
    """Whether a word is but a letter or two that reach over a wall of its cell: a figure and the wall, read as one."""
    if FIGURE.fullmatch(word.text) or not _LETTERS.fullmatch(word.text):
        return False
    return word.left < cell.left or word.right > cell.right


def overlap(word: Glyph, cell: Cell) -> float:
    """How far a word reaches into a cell, across; nothing where it stands above or below it."""
    if not cell.top < word.y < cell.bottom:
        return 0.0
    return min(word.right, cell.right) - max(word.left, cell.left)
