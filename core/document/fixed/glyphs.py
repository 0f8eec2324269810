"""Placed glyphs put together to written lines. Coordinates are points, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

_LEAST_GAP = 0.2
_TWICE = 0.2
"""Bold by printing twice: the same character this close to itself, in heights of a line."""
_FIRST, _LEFT = itemgetter(0), itemgetter(1)


class Glyph(NamedTuple):
    """A character (or a recognised word) and its box. A tuple, for there are thousands on a page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None
    """How sure the recognition of a picture was, between 0 and 1."""

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        height = self.bottom - self.top
        return height if height > 1.0 else 1.0


class WrittenLine(NamedTuple):
    """One written line and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float | None = None


def least_sure(confidence: Sequence[float | None]) -> float | None:
    """How sure the least sure of several words is; None where none was recognised."""
    if confidence.count(None) == len(confidence):
        return None
    return min(value for value in confidence if value is not None)


def written_lines(glyphs: Sequence[Glyph]) -> list[WrittenLine]:
    """Glyphs as written lines, top to bottom."""
    return [_written(line) for line in lines_of(glyphs)]


def lines_of(glyphs: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """Glyphs by the line they stand on, top to bottom."""
    if len(glyphs) < 2:
        return [glyphs] if glyphs else []
    heights = [(top + bottom) / 2 for _, _, top, _, bottom, _ in glyphs]
    if max(heights) - min(heights) <= 0.5:
        return [glyphs]
    lines: list[Sequence[Glyph]] = []
    line: list[Glyph] = []
    middle = before = 0.0
    for y, glyph in sorted(zip(heights, glyphs, strict=True), key=_FIRST):
        size = glyph[4] - glyph[2]
        if size <= 1.0:
            size = 1.0
        if y == middle and line:
            line.append(glyph)
        elif line and y - middle <= 0.5 * (before if before > size else size):
            line.append(glyph)
            middle += (y - middle) / len(line)
        else:
            line = [glyph]
            lines.append(line)
            middle = y
        before = size
    return lines


def _written(glyphs: Sequence[Glyph]) -> WrittenLine:
    if len(glyphs) == 1:
        (glyph,) = glyphs
        text, left, top, right, bottom, confidence = glyph
        return WrittenLine(text, left, top, right, bottom, glyph.size, confidence)
    texts, lefts, tops, rights, bottoms, sure = zip(*sorted(glyphs, key=_LEFT), strict=True)
    size = _middle_size(tops, bottoms)
    return WrittenLine(
        _spaced(texts, lefts, rights, size), lefts[0], min(tops), max(rights), max(bottoms), size, least_sure(sure)
    )


def _spaced(texts: Sequence[str], lefts: Sequence[float], rights: Sequence[float], size: float) -> str:
    """The texts of glyphs, left to right, as one, with spaces where gaps are wide."""
    least = _LEAST_GAP * size
    if max(map(sub, lefts[1:], rights)) <= least and min(map(sub, lefts[1:], lefts)) >= _TWICE * size:
        return "".join(texts)
    parts: list[str] = []
    end, edge, before = "", 0.0, 0.0
    """The last glyph's text, its right edge, and its left one."""
    for text, left, right in zip(texts, lefts, rights, strict=True):
        if end:
            if text == end and left - before < _TWICE * size:
                continue
            gap = left - edge
            if gap > least and gap > _word_gap(end[-1], text[0]) * size:
                parts.append(" ")
        parts.append(text)
        end, edge, before = text, right, left
    return "".join(parts)


def _middle_size(tops: Sequence[float], bottoms: Sequence[float]) -> float:
    """The median height of glyphs, one point at least; most lines know but one."""
    top, bottom = min(tops), max(bottoms)
    if max(tops) == top and min(bottoms) == bottom:
        return max(bottom - top, 1.0)
    return median([max(bottom - top, 1.0) for top, bottom in zip(tops, bottoms, strict=True)])


def _word_gap(left: str, right: str) -> float:
    """The gap, in heights of a line, beyond which two neighbours are two words: wide between Chinese characters."""
    chinese = (left >= "\u2e80") + (right >= "\u2e80")
    return (_LEAST_GAP, 0.6, 1.2)[chinese]
